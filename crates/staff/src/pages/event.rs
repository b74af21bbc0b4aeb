//! « Événement »: what fair this is, when it is open, what its theme shows, how its tries are counted, who can be met.

use egui::Ui;

use crate::{
    action::{EventAction, StaffAction},
    look::{scale, tokens::Tone},
    panel::Panel,
    phrases,
    sheets::{self, DaysSheet, HoursSheet, NumberFor, Sheet, StandSheet, TextFor, TextSheet},
    view::{EventView, Hours, Loss, Period, Split, StaffView},
    widgets::{self, Face, Step},
};

/// Beyond this share the loss is shown as an alarm, percent: the check of the event's file draws the same line.
const LOSS_MAX_PERCENT: f32 = 20.0;

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    widgets::columns(ui, 24.0, 2, |ui, column| {
        let (event, sheets) = (&view.event, &mut panel.sheets);
        match column {
            0 if event.id.is_none() => none_ui(ui),
            0 => {
                what_ui(ui, view, sheets);
                theme_ui(ui, event, actions);
                stands_ui(ui, view, sheets, actions);
            }
            _ => {
                if event.id.is_some() {
                    counting_ui(ui, event, sheets, actions);
                }
                others_ui(ui, event, actions);
                templates_ui(ui, event, sheets);
            }
        }
    });
}

fn none_ui(ui: &mut Ui) {
    widgets::card(ui, "Aucun événement choisi", |ui| {
        widgets::body(
            ui,
            "La borne joue, mais n’indique aucun stand et compte les essais sans date de fin. Choisir un événement, \
             ou en créer un.",
        );
    });
}

fn what_ui(ui: &mut Ui, view: &StaffView, sheets: &mut Vec<Sheet>) {
    let event = &view.event;
    widgets::card(ui, "L’événement", |ui| {
        if widgets::field(ui, "Nom", &event.name.fr) {
            let purpose = TextFor::EventName(event.name.clone());
            sheets.push(Sheet::Text(TextSheet::new(
                "Nom de l’événement",
                &event.name.fr,
                purpose,
            )));
        }
        if widgets::field(ui, "Lieu", &event.place.fr) {
            let purpose = TextFor::EventPlace(event.place.clone());
            sheets.push(Sheet::Text(TextSheet::new(
                "Lieu de l’événement",
                &event.place.fr,
                purpose,
            )));
        }
        if widgets::field(ui, "Dates", &phrases::days(event.first_day, event.last_day)) {
            let sheet = DaysSheet::new(event.first_day, event.last_day, view.now.date());
            sheets.push(Sheet::Days(sheet));
        }
        if widgets::field(ui, "Heures d’ouverture", &opening(&event.hours)) {
            let days = (event.first_day, event.last_day);
            sheets.push(Sheet::Hours(HoursSheet::of_event(days, event.hours.clone())));
        }
    });
}

/// « tous les jours, 9 h – 18 h » where all days are alike, else a line a slot.
fn opening(hours: &[Hours]) -> String {
    let span = |hours: &Hours| format!("{}\u{a0}– {}", phrases::time(hours.from), phrases::time(hours.to));
    match hours {
        [] => "toute la journée".to_owned(),
        [only] => format!("{}, {}", phrases::day(only.date), span(only)),
        [first, rest @ ..]
            if rest
                .iter()
                .all(|next| span(next) == span(first) && next.date != first.date) =>
        {
            format!("tous les jours, {}", span(first))
        }
        all => {
            let line = |hours: &Hours| format!("{}, {}", phrases::day(hours.date), span(hours));
            all.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

fn theme_ui(ui: &mut Ui, event: &EventView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "Thème", |ui| {
        let about = match (&event.theme, &event.sectors) {
            (Some(theme), _) => format!(
                "«\u{a0}{}\u{a0}»\u{a0}: la borne montre les kits de ces secteurs.",
                theme.fr
            ),
            (None, Some(_)) => "La borne montre les kits de ces secteurs.".to_owned(),
            (None, None) => "La borne montre les kits de tous les secteurs.".to_owned(),
        };
        widgets::body(ui, &about);
        let mut wish = |sectors| actions.push(StaffAction::Event(EventAction::SetSectors(sectors)));
        if widgets::switch(ui, "Tous les secteurs", event.sectors.is_none()) {
            let all = event.offered_sectors.iter().map(|offered| offered.sector.id.clone());
            wish(if event.sectors.is_some() {
                None
            } else {
                Some(all.collect())
            });
        }
        let Some(chosen) = &event.sectors else { return };
        for offered in &event.offered_sectors {
            let sector = &offered.sector;
            let is_on = chosen.contains(sector);
            let kits = phrases::counted(u64::from(offered.kits), "kit", "kits");
            if widgets::switch(ui, &format!("{} ({kits})", sector.name), is_on) {
                let others = chosen.iter().filter(|other| *other != sector);
                let added = (!is_on).then_some(sector);
                let ids: Vec<String> = others.chain(added).map(|sector| sector.id.clone()).collect();
                // A theme without a sector would be a kiosk without a kit.
                wish((!ids.is_empty()).then_some(ids));
            }
        }
    });
}

fn counting_ui(ui: &mut Ui, event: &EventView, sheets: &mut Vec<Sheet>, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "Comment les essais sont comptés", |ui| {
        if event.is_counting {
            widgets::toned(ui, Tone::Plain, |ui| {
                widgets::body(
                    ui,
                    "Des essais sont déjà comptés\u{a0}: ces choix sont fixés jusqu’à la fin de l’événement.",
                );
            });
        }
        ui.add_enabled_ui(!event.is_counting, |ui| choices_ui(ui, event, sheets, actions));
        loss_ui(ui, event);
    });
}

fn choices_ui(ui: &mut Ui, event: &EventView, sheets: &mut Vec<Sheet>, actions: &mut Vec<StaffAction>) {
    let mut wish = |action| actions.push(StaffAction::Event(action));
    let number = event.expected_visits as f32;
    let purpose = NumberFor::ExpectedVisits;
    let label = "Essais attendus par jour sur cette borne";
    match widgets::stepper(ui, label, &phrases::count(u64::from(event.expected_visits)), true) {
        Some(Step::Value) => sheets.push(Sheet::Number(sheets::NumberSheet::new(label, number, purpose))),
        Some(step) => {
            let direction = if step == Step::More { 1.0 } else { -1.0 };
            if let Some(next) = purpose.stepped(number, direction) {
                wish(EventAction::SetExpectedVisits(next as u32));
            }
        }
        None => {}
    }
    widgets::body(ui, "Totaux arrêtés");
    let periods = [Period::Event, Period::Day];
    let chosen = periods.iter().position(|period| *period == event.period);
    if let Some(index) = widgets::choice(ui, &["À la fin", "Chaque soir"], chosen) {
        wish(EventAction::SetPeriod(periods[index]));
    }
    widgets::body(ui, "Un total pour chaque");
    let splits = [Split::Kit, Split::KitGroup, Split::KitAudience];
    let chosen = splits.iter().position(|split| *split == event.split);
    if let Some(index) = widgets::choice(ui, &["kit", "kit et groupe", "kit et public"], chosen) {
        wish(EventAction::SetSplit(splits[index]));
    }
}

fn loss_ui(ui: &mut Ui, event: &EventView) {
    let Some(loss) = event.losses.iter().find(|loss| loss.period == event.period) else {
        return;
    };
    let tone = if loss.percent > LOSS_MAX_PERCENT {
        Tone::Attention
    } else {
        Tone::Good
    };
    widgets::toned(ui, tone, |ui| {
        widgets::rich(ui, &loss_told(*loss), crate::look::tokens::INK);
        let other = event.losses.iter().find(|other| other.percent + 1.0 < loss.percent);
        if let Some(other) = other {
            let when = if other.period == Period::Event {
                "à la fin"
            } else {
                "chaque soir"
            };
            let share = share(other.percent);
            widgets::body(ui, &format!("Totaux arrêtés {when}\u{a0}: {share} seulement."));
        }
    });
}

/// The estimate in words anybody understands.
fn loss_told(loss: Loss) -> String {
    let share = share(loss.percent);
    format!(
        "Sur cent essais, *{share}* ne compteront dans aucun total\u{a0}: un total de moins de dix essais est effacé, \
         pour que personne n’y soit reconnu."
    )
}

fn share(percent: f32) -> String {
    match percent.round() {
        rounded if rounded < 1.0 => "aucun ou presque".to_owned(),
        rounded => format!("{} environ", phrases::decimal(rounded, 0)),
    }
}

fn stands_ui(ui: &mut Ui, view: &StaffView, sheets: &mut Vec<Sheet>, actions: &mut Vec<StaffAction>) {
    let event = &view.event;
    widgets::card(ui, "Stands à indiquer", |ui| {
        if event.stands.is_empty() {
            widgets::body(
                ui,
                "Après un essai, la borne dit où rencontrer les gens du métier. Aucun stand pour l’instant.",
            );
        }
        for (index, stand) in event.stands.iter().enumerate() {
            ui.push_id(index, |ui| {
                let name = event.kits.iter().find(|(id, _)| *id == stand.kit);
                let kit = name.map_or(stand.kit.as_str(), |(_, name)| name.as_str());
                let what = format!("{}\n{}\n{}", stand.name.fr, stand.place.fr, sheets::presence(stand));
                if widgets::field(ui, kit, &what) {
                    sheets.push(Sheet::Stand(StandSheet::new(view, Some(index))));
                }
                let (text, question) = ("Retirer ce stand", "Toucher encore pour le retirer");
                let width = ui.available_width();
                if widgets::confirm(ui, Face::Plain, text, question, width) {
                    let mut left = event.stands.clone();
                    left.remove(index);
                    actions.push(StaffAction::Event(EventAction::SetStands(left)));
                }
                ui.add_space(scale(ui).gap());
            });
        }
        if widgets::wide(ui, Face::Act, "Ajouter un stand") {
            sheets.push(Sheet::Stand(StandSheet::new(view, None)));
        }
    });
}

fn others_ui(ui: &mut Ui, event: &EventView, actions: &mut Vec<StaffAction>) {
    if event.others.is_empty() {
        return;
    }
    widgets::card(ui, "Changer d’événement", |ui| {
        for other in &event.others {
            let days = phrases::days(other.first_day, other.last_day);
            let (text, width) = (format!("{}\n{days}", other.name), ui.available_width());
            let question = format!("Toucher encore pour passer à «\u{a0}{}\u{a0}»", other.name);
            if widgets::confirm(ui, Face::Plain, &text, &question, width) {
                actions.push(StaffAction::Event(EventAction::Use(other.id.clone())));
            }
        }
    });
}

fn templates_ui(ui: &mut Ui, event: &EventView, sheets: &mut Vec<Sheet>) {
    if event.templates.is_empty() {
        return;
    }
    widgets::card(ui, "Nouvel événement", |ui| {
        widgets::body(ui, "Partir d’un modèle, puis lui donner son nom.");
        for template in &event.templates {
            if widgets::field(ui, &template.about, &template.name) {
                let purpose = TextFor::NewEvent(template.id.clone());
                sheets.push(Sheet::Text(TextSheet::new("Nom de l’événement", "", purpose)));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn hours(day: i8, from: i8, to: i8) -> Hours {
        Hours {
            date: date(2027, 3, day),
            from: time(from, 0, 0, 0),
            to: time(to, 0, 0, 0),
        }
    }

    #[test]
    fn opening_hours_are_said_shortly_where_they_can_be() {
        assert_eq!(opening(&[]), "toute la journée");
        let alike = [hours(26, 9, 18), hours(27, 9, 18)];
        assert_eq!(opening(&alike), "tous les jours, 9\u{a0}h\u{a0}– 18\u{a0}h");
        let split = [hours(26, 9, 12), hours(26, 9, 12)];
        assert!(opening(&split).contains('\n'), "the same day twice is not every day");
        assert_eq!(opening(&[hours(26, 9, 18), hours(27, 10, 17)]).lines().count(), 2);
    }

    #[test]
    fn the_loss_is_told_in_people_not_in_percent() {
        let told = |percent| {
            loss_told(Loss {
                period: Period::Event,
                percent,
            })
        };
        assert!(told(0.2).contains("*aucun ou presque*"));
        assert!(told(27.6).contains("*28 environ*"));
    }
}
