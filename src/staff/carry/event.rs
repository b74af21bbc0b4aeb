//! « Événement »: what the fair is called, when it is, what it counts and whom it shows.

use etabli_staff::{EventAction, view};
use jiff::{Zoned, civil::Date};

use super::{Hands, TEMPLATES};
use crate::{
    config::{EngagementDraft, EventDraft, SpanDraft, StandDraft, desk::NewEvent},
    engagement::plan::{ClassLevel, PeriodKind},
    language::{Bilingual, dates},
};

/// What a wish makes of the event, and its name for whoever takes it back; `None`: it is about another event.
pub(super) fn change(wish: &EventAction) -> Option<(String, Box<dyn FnOnce(&mut EventDraft)>)> {
    let (label, change): (String, Box<dyn FnOnce(&mut EventDraft)>) = match wish.clone() {
        EventAction::Use(_) | EventAction::Create { .. } => return None,
        EventAction::SetName(name) => ("Nom".to_owned(), Box::new(|draft| draft.name = name)),
        EventAction::SetPlace(place) => ("Lieu".to_owned(), Box::new(|draft| draft.place = place)),
        EventAction::SetDays(first, last) => (
            format!("Du {} au {}", dates::day(first), dates::day(last)),
            Box::new(move |draft| set_days(draft, first, last)),
        ),
        EventAction::SetHours(hours) => (
            "Heures d’ouverture".to_owned(),
            Box::new(move |draft| draft.hours = hours.iter().map(span).collect()),
        ),
        EventAction::SetSectors(sectors) => ("Thème".to_owned(), Box::new(move |draft| draft.sectors = sectors)),
        EventAction::SetExpectedVisits(visits) => (
            format!("Visites attendues\u{a0}: {visits}"),
            Box::new(move |draft| engagement(draft).expected_visits = visits),
        ),
        EventAction::SetPeriod(period) => (
            "Arrêt des comptes".to_owned(),
            Box::new(move |draft| engagement(draft).period = Some(kind(period))),
        ),
        EventAction::SetSplit(split) => (
            "Découpage des comptes".to_owned(),
            Box::new(move |draft| engagement(draft).level = Some(level(split))),
        ),
        EventAction::SetStands(stands) => (
            "Stands".to_owned(),
            Box::new(move |draft| draft.stands = stands.into_iter().map(stand).collect()),
        ),
    };
    Some((label, change))
}

/// Hours of days that are no longer the event's go with them: they would be an error.
fn set_days(draft: &mut EventDraft, first: Date, last: Date) {
    (draft.start, draft.end) = (first.to_string(), last.to_string());
    let is_within = |span: &SpanDraft| span.date.parse().is_ok_and(|day: Date| (first..=last).contains(&day));
    draft.hours.retain(is_within);
    for stand in &mut draft.stands {
        stand.presence.retain(is_within);
    }
}

fn engagement(draft: &mut EventDraft) -> &mut EngagementDraft {
    draft.engagement.get_or_insert(EngagementDraft {
        period: None,
        level: None,
        expected_visits: 100,
        kits: None,
        accept_loss: false,
    })
}

fn kind(period: view::Period) -> PeriodKind {
    match period {
        view::Period::Event => PeriodKind::Event,
        view::Period::Day => PeriodKind::Day,
    }
}

fn level(split: view::Split) -> ClassLevel {
    match split {
        view::Split::Kit => ClassLevel::Kit,
        view::Split::KitGroup => ClassLevel::KitGroup,
        view::Split::KitAudience => ClassLevel::KitAudience,
    }
}

fn span(hours: &view::Hours) -> SpanDraft {
    SpanDraft {
        date: hours.date.to_string(),
        from: hours.from.strftime("%H:%M").to_string(),
        to: hours.to.strftime("%H:%M").to_string(),
    }
}

fn stand(stand: view::Stand) -> StandDraft {
    StandDraft {
        presence: stand.presence.iter().map(span).collect(),
        kit: stand.kit,
        name: stand.name,
        place: stand.place,
    }
}

/// A file's name for an event called so: `salon-des-metiers-2027`; `taken` are those there are.
pub(super) fn id_for(name: &str, year: i16, taken: impl Fn(&str) -> bool) -> String {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letter) => id.push(letter),
            None if id.ends_with('-') || id.is_empty() => {}
            None => id.push('-'),
        }
    }
    id.truncate(40);
    let stem = id.trim_matches('-');
    let stem = if stem.is_empty() { "evenement" } else { stem };
    let dated = format!("{stem}-{year}");
    let numbered = (2..).map(|number| format!("{dated}-{number}"));
    std::iter::once(dated.clone())
        .chain(numbered)
        .find(|id| !taken(id))
        .unwrap_or(dated)
}

/// A letter without its accent, a digit; `None`: anything else.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' | '0'..='9' => letter,
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        _ => return None,
    })
}

impl Hands<'_> {
    pub(super) fn event(&mut self, wish: &EventAction) {
        match wish {
            EventAction::Use(id) => self.use_event(id),
            EventAction::Create { template, name } => self.create_event(template, name),
            _ => {
                if let Some((label, change)) = change(wish) {
                    self.bench.change_event(label, change);
                }
            }
        }
    }

    fn use_event(&mut self, id: &str) {
        let switched = self.bench.desk().switch_event(Some(id));
        match switched {
            Ok(_) => {
                self.reread_kiosk();
                self.bench
                    .say(true, "Événement changé\u{a0}: il vaut dès la fermeture du panneau.");
            }
            Err(error) => self.bench.say(false, error.told().fr),
        }
    }

    fn create_event(&mut self, template: &str, name: &str) {
        let today = Zoned::now().date();
        let taken = self.bench.events.clone();
        let id = id_for(name, today.year(), |id| taken.iter().any(|event| event.id == id));
        let place = self.bench.event.as_ref().map(|(_, draft)| draft.place.clone());
        let new = NewEvent {
            id: id.clone(),
            name: Bilingual::new(name, name),
            place: place.unwrap_or_else(|| Bilingual::new("Lieu à préciser", "Place to be told")),
            start: today,
        };
        let file = self.bench.places.home.join(TEMPLATES).join(format!("{template}.ron"));
        match self.bench.desk().new_event(&file, &new) {
            Ok(_) => self.use_event(&id),
            Err(error) => self.bench.say(false, error.told().fr),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_become_names_of_files() {
        assert_eq!(id_for("Salon des métiers", 2027, |_| false), "salon-des-metiers-2027");
        assert_eq!(id_for("L’Été, à Évreux !", 2027, |_| false), "l-ete-a-evreux-2027");
        assert_eq!(id_for("«  »", 2027, |_| false), "evenement-2027");
        assert_eq!(id_for("Forum", 2027, |id| id == "forum-2027"), "forum-2027-2");
    }

    #[test]
    fn hours_go_with_their_days() {
        let on = |day: &str| SpanDraft {
            date: day.to_owned(),
            from: "09:00".to_owned(),
            to: "18:00".to_owned(),
        };
        let mut draft = EventDraft {
            hours: vec![on("2027-03-26"), on("2027-03-28")],
            ..EventDraft::default()
        };
        set_days(&mut draft, date(2027, 3, 25), date(2027, 3, 27));
        assert_eq!((draft.start.as_str(), draft.end.as_str()), ("2027-03-25", "2027-03-27"));
        assert_eq!(draft.hours, [on("2027-03-26")]);
    }
}
