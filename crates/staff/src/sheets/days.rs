//! First and last day, touched in a calendar.

use egui::{Align2, CornerRadius, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use jiff::{ToSpan, civil::Date};

use super::{Ended, Outcome, framed};
use crate::{
    action::{EventAction, StaffAction},
    look::{self, icon::Icon, scale, tokens},
    phrases,
    widgets::{self, Face},
};

/// Longer ones are most likely a slip of the finger.
const DAYS_MAX: i32 = 366;

#[derive(Debug)]
pub struct DaysSheet {
    first: Date,
    last: Date,
    /// The first day was touched and the last is still to come.
    is_half: bool,
    /// A day of the month that is shown.
    month: Date,
    today: Date,
}

impl DaysSheet {
    pub fn new(first: Date, last: Date, today: Date) -> Self {
        Self {
            first,
            last,
            is_half: false,
            month: first.first_of_month(),
            today,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Outcome {
        let is_long = (self.last - self.first).get_days() >= DAYS_MAX;
        let problem = is_long.then_some("Plus d’un an\u{a0}? Toucher à nouveau le premier jour, puis le dernier.");
        let ended = framed(ui, "Dates de l’événement", problem, |ui| {
            let what = if self.is_half {
                "Toucher maintenant le dernier jour."
            } else {
                "Toucher le premier jour."
            };
            let days = phrases::days(self.first, self.last);
            widgets::rich(ui, &format!("*{days}* – {what}"), tokens::INK);
            self.month_ui(ui);
            self.grid_ui(ui);
        });
        match ended {
            Ended::No => Outcome::Stays,
            Ended::Dropped => Outcome::Closes,
            Ended::Saved => {
                let action = EventAction::SetDays(self.first, self.last);
                Outcome::Wishes(vec![StaffAction::Event(action)])
            }
        }
    }

    fn month_ui(&mut self, ui: &mut Ui) {
        let scale = scale(ui);
        ui.horizontal(|ui| {
            if widgets::icon_button(ui, Face::Plain, Icon::Left, "Mois précédent").clicked() {
                self.month = self.month.checked_sub(1.month()).unwrap_or(self.month);
            }
            let size = Vec2::new(ui.available_width() - scale.target - scale.gap(), scale.target);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let name = format!("{} {}", phrases::month(self.month.month()), self.month.year());
            let font = look::display(scale.heading());
            ui.painter()
                .text(rect.center(), Align2::CENTER_CENTER, name, font, tokens::INK);
            if widgets::icon_button(ui, Face::Plain, Icon::Right, "Mois suivant").clicked() {
                self.month = self.month.checked_add(1.month()).unwrap_or(self.month);
            }
        });
    }

    fn grid_ui(&mut self, ui: &mut Ui) {
        let scale = scale(ui);
        let area = ui.available_rect_before_wrap();
        let cell_width = area.width() / 7.0;
        let names = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
        let head = scale.body * 1.6;
        for (column, name) in names.into_iter().enumerate() {
            let at = area.min + Vec2::new((column as f32 + 0.5) * cell_width, head / 2.0);
            ui.painter().text(
                at,
                Align2::CENTER_CENTER,
                name,
                look::text(scale.small()),
                tokens::INK_SOFT,
            );
        }
        let offset = i32::from(self.month.weekday().to_monday_zero_offset());
        let days = i32::from(self.month.days_in_month());
        let weeks = (offset + days + 6) / 7;
        let height = ((area.height() - head) / weeks as f32).clamp(scale.target, scale.target * 2.4);
        for day in 0..days {
            let (column, week) = ((offset + day) % 7, (offset + day) / 7);
            let min = area.min + Vec2::new(column as f32 * cell_width, head + week as f32 * height);
            let rect = egui::Rect::from_min_size(min, Vec2::new(cell_width, height)).shrink(2.0);
            if let Ok(date) = self.month.checked_add(day.days())
                && self.day_ui(ui, date, rect)
            {
                self.touched(date);
            }
        }
    }

    fn day_ui(&self, ui: &mut Ui, date: Date, rect: egui::Rect) -> bool {
        let scale = scale(ui);
        let response = ui.interact(rect, ui.id().with(date.to_string()), Sense::click());
        let is_end = date == self.first || date == self.last;
        let is_in = self.first <= date && date <= self.last;
        let (ground, ink) = match (is_end, is_in) {
            (true, _) => (tokens::LEAF, tokens::ON_COLOUR),
            (false, true) => (tokens::LEAF_PALE, tokens::LEAF_DEEP),
            (false, false) => (tokens::CARD, tokens::INK),
        };
        let radius = CornerRadius::from(scale.radius() * 0.7);
        ui.painter().rect_filled(rect, radius, ground);
        if date == self.today {
            let stroke = egui::Stroke::new(2.0, tokens::SUN_DOT);
            ui.painter().rect_stroke(rect, radius, stroke, egui::StrokeKind::Inside);
        }
        let font = look::bold(scale.body);
        ui.painter()
            .text(rect.center(), Align2::CENTER_CENTER, date.day().to_string(), font, ink);
        let label = format!("{} {}", phrases::day(date), date.year());
        response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_in, &label));
        response.clicked()
    }

    fn touched(&mut self, date: Date) {
        if self.is_half && date >= self.first {
            self.last = date;
            self.is_half = false;
        } else {
            (self.first, self.last) = (date, date);
            self.is_half = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_touch_is_the_first_day_whatever_the_order() {
        let mut sheet = DaysSheet::new(date(2027, 3, 1), date(2027, 3, 3), date(2027, 1, 1));
        let mut after = |day| {
            sheet.touched(date(2027, 3, day));
            (sheet.first.day(), sheet.last.day())
        };
        assert_eq!(after(26), (26, 26));
        assert_eq!(after(28), (26, 28));
        assert_eq!(after(20), (20, 20));
        assert_eq!(after(10), (10, 10), "earlier than the first: it is the first");
        assert_eq!(after(10), (10, 10), "one day only");
        assert_eq!(after(12), (12, 12));
    }
}
