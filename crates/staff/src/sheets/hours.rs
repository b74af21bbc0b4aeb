//! Hours on the days of an event: of the fair, or of someone at a stand.

use egui::Ui;
use jiff::{
    ToSpan,
    civil::{Date, Time, time},
};

use super::{Ended, Handed, Outcome, framed, scrolled};
use crate::{
    action::{EventAction, StaffAction},
    look::scale,
    phrases,
    view::Hours,
    widgets::{self, Face, Step},
};

/// One touch of a time's stepper, minutes.
const STEP_MINUTES: i64 = 15;

#[derive(Debug)]
pub struct HoursSheet {
    title: String,
    first: Date,
    last: Date,
    hours: Vec<Hours>,
    /// The sheet below asked for them; else they are the event's own.
    is_for_below: bool,
    /// What empty hours mean.
    if_empty: &'static str,
}

impl HoursSheet {
    /// When visitors come in.
    pub fn of_event(days: (Date, Date), hours: Vec<Hours>) -> Self {
        Self {
            title: "Heures d’ouverture".to_owned(),
            first: days.0,
            last: days.1,
            hours,
            is_for_below: false,
            if_empty: "Sans heures, l’événement compte comme ouvert toute la journée.",
        }
    }

    /// When someone is at a stand.
    pub fn of_stand(days: (Date, Date), hours: Vec<Hours>) -> Self {
        Self {
            title: "Heures de présence".to_owned(),
            is_for_below: true,
            if_empty: "Sans heures, ce stand n’est jamais indiqué.",
            ..Self::of_event(days, hours)
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Outcome {
        let problem = problem(&self.hours, self.first, self.last);
        let title = self.title.clone();
        let ended = framed(ui, &title, problem.as_deref(), |ui| {
            scrolled(ui, "hours", |ui| self.list_ui(ui));
        });
        match ended {
            Ended::No => Outcome::Stays,
            Ended::Dropped => Outcome::Closes,
            Ended::Saved => {
                let mut hours = self.hours.clone();
                hours.sort_by_key(|hours| (hours.date, hours.from));
                if self.is_for_below {
                    Outcome::Hands(Handed::Hours(hours))
                } else {
                    Outcome::Wishes(vec![StaffAction::Event(EventAction::SetHours(hours))])
                }
            }
        }
    }

    fn list_ui(&mut self, ui: &mut Ui) {
        if self.hours.is_empty() {
            widgets::card(ui, "", |ui| widgets::body(ui, self.if_empty));
        }
        let days = (self.first, self.last);
        let mut dropped = None;
        for (index, hours) in self.hours.iter_mut().enumerate() {
            ui.push_id(index, |ui| {
                if one_ui(ui, hours, days, index + 1) {
                    dropped = Some(index);
                }
            });
        }
        if let Some(index) = dropped {
            self.hours.remove(index);
        }
        let is_several = self.first != self.last;
        if widgets::wide(ui, Face::Plain, "Ajouter des heures") {
            self.add();
        }
        if is_several && !self.hours.is_empty() {
            let first = phrases::day(self.hours[0].date);
            if widgets::wide(ui, Face::Plain, &format!("Comme {first}, tous les jours")) {
                self.repeat_first_day();
            }
        }
    }

    /// The next day without hours has those of the day before it.
    fn add(&mut self) {
        let usual = self.hours.last().copied();
        let free = days(self.first, self.last).find(|day| self.hours.iter().all(|hours| hours.date != *day));
        let (from, to) = match (usual, free) {
            (Some(usual), Some(_)) => (usual.from, usual.to),
            // A second time on the last day: after the first one.
            (Some(usual), None) => (usual.to, usual.to.saturating_add(1.hour())),
            (None, _) => (time(9, 0, 0, 0), time(18, 0, 0, 0)),
        };
        self.hours.push(Hours {
            date: free.unwrap_or(self.last),
            from,
            to,
        });
    }

    fn repeat_first_day(&mut self) {
        let Some(date) = self.hours.iter().map(|hours| hours.date).min() else {
            return;
        };
        let pattern: Vec<Hours> = self.hours.iter().filter(|hours| hours.date == date).copied().collect();
        let on = |day: Date| pattern.iter().map(move |hours| Hours { date: day, ..*hours });
        self.hours = days(self.first, self.last).flat_map(on).collect();
    }
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| *day <= last)
}

/// One line: the day, from, to; whether it was dropped.
fn one_ui(ui: &mut Ui, hours: &mut Hours, (first, last): (Date, Date), number: usize) -> bool {
    let mut is_dropped = false;
    widgets::card(ui, "", |ui| {
        let date = hours.date;
        if first != last {
            let label = format!("Jour {number}");
            match widgets::stepper(ui, &label, &phrases::day(date), false) {
                Some(Step::Less) if date > first => hours.date = date.yesterday().unwrap_or(date),
                Some(Step::More) if date < last => hours.date = date.tomorrow().unwrap_or(date),
                _ => {}
            }
        } else {
            widgets::strong(ui, &phrases::day(date));
        }
        widgets::columns(ui, 13.0, 2, |ui, column| match column {
            0 => time_ui(ui, &format!("De ({number})"), &mut hours.from),
            _ => time_ui(ui, &format!("À ({number})"), &mut hours.to),
        });
        is_dropped = widgets::button(ui, Face::Plain, &format!("Retirer ({number})"));
    });
    is_dropped
}

/// A time by quarter hours.
pub(super) fn time_ui(ui: &mut Ui, label: &str, at: &mut Time) {
    ui.spacing_mut().item_spacing = egui::Vec2::splat(scale(ui).gap());
    let quarter = STEP_MINUTES.minutes();
    match widgets::stepper(ui, label, &phrases::time(*at), false) {
        // A time that is no quarter hour goes to the next one.
        Some(Step::More) => {
            let past = i64::from(at.minute()) % STEP_MINUTES;
            let later = at.checked_add((STEP_MINUTES - past).minutes());
            *at = later.unwrap_or(time(23, 45, 0, 0));
        }
        Some(Step::Less) => {
            let past = i64::from(at.minute()) % STEP_MINUTES;
            let by = if past == 0 { quarter } else { past.minutes() };
            *at = at.checked_sub(by).unwrap_or(time(0, 0, 0, 0));
        }
        Some(Step::Value) | None => {}
    }
}

/// Why these hours cannot be, in words.
fn problem(hours: &[Hours], first: Date, last: Date) -> Option<String> {
    if let Some(wrong) = hours.iter().find(|hours| hours.from >= hours.to) {
        let day = phrases::day(wrong.date);
        return Some(format!("Le {day}, l’heure de fin doit être après celle de début."));
    }
    if let Some(outside) = hours.iter().find(|hours| hours.date < first || hours.date > last) {
        let day = phrases::day(outside.date);
        return Some(format!("Le {day} n’est pas un jour de l’événement."));
    }
    let mut sorted = hours.to_vec();
    sorted.sort_by_key(|hours| (hours.date, hours.from));
    let overlap = sorted
        .windows(2)
        .find(|pair| pair[0].date == pair[1].date && pair[0].to > pair[1].from)?;
    let day = phrases::day(overlap[0].date);
    Some(format!("Le {day}, deux plages se recouvrent."))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn hours(day: i8, from: i8, to: i8) -> Hours {
        Hours {
            date: date(2027, 3, day),
            from: time(from, 0, 0, 0),
            to: time(to, 0, 0, 0),
        }
    }

    #[test]
    fn hours_that_cannot_be_are_told() {
        let (first, last) = (date(2027, 3, 26), date(2027, 3, 28));
        let said = |list: &[Hours]| problem(list, first, last);
        assert_eq!(said(&[]), None);
        assert_eq!(said(&[hours(26, 14, 18), hours(26, 9, 12), hours(27, 9, 18)]), None);
        assert!(said(&[hours(26, 18, 9)]).unwrap().contains("après celle de début"));
        assert!(said(&[hours(29, 9, 18)]).unwrap().contains("pas un jour"));
        assert!(
            said(&[hours(26, 13, 18), hours(26, 9, 14)])
                .unwrap()
                .contains("se recouvrent")
        );
    }

    #[test]
    fn days_are_added_and_repeated() {
        let mut sheet = HoursSheet::of_event((date(2027, 3, 26), date(2027, 3, 28)), vec![]);
        sheet.add();
        assert_eq!(sheet.hours, [hours(26, 9, 18)]);
        sheet.hours[0].to = time(12, 0, 0, 0);
        sheet.hours.push(hours(26, 14, 17));
        sheet.add();
        assert_eq!(sheet.hours[2], hours(27, 14, 17));
        sheet.repeat_first_day();
        assert_eq!(sheet.hours.len(), 6);
        assert_eq!(sheet.hours[5], hours(28, 14, 17));
        assert_eq!(problem(&sheet.hours, sheet.first, sheet.last), None);
    }
}
