//! The head of the panel: which fair, what time it is, and the way back to the visitors.

use egui::{Align2, Ui};

use super::inside;
use crate::{
    action::StaffAction,
    look::{self, scale, tokens},
    phrases,
    view::{Access, StaffView},
    widgets::{self, Face},
};

/// Below this the panel says that it will lock itself.
const LOCK_TOLD_SECS: u32 = 20;

pub(super) fn ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let scale = scale(ui);
    let rect = ui.max_rect();
    let close = "Revenir aux visiteurs";
    let close_width = widgets::text_width(ui, close).min(rect.width() * 0.5);
    let (text, button) = rect.split_left_right_at_x(rect.right() - close_width);
    inside(ui, button, "close", |ui| {
        if widgets::sized(ui, Face::Act, close, close_width) {
            actions.push(StaffAction::Close);
        }
    });
    inside(ui, text, "title", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let event = if view.event.id.is_some() {
            view.event.name.fr.as_str()
        } else {
            "Aucun événement choisi"
        };
        let painter = ui.painter_at(text);
        let name = widgets::fit(
            ui,
            event,
            look::display(scale.heading()),
            tokens::INK,
            text.width() - scale.gap(),
        );
        let height = name.size().y + scale.small() * 1.25;
        let top = text.center().y - height / 2.0;
        let below = top + name.size().y;
        painter.galley(egui::pos2(text.left(), top), name, tokens::INK);
        let told = told(view);
        let ink = if told.1 { tokens::SUN } else { tokens::INK_SOFT };
        painter.text(
            egui::pos2(text.left(), below),
            Align2::LEFT_TOP,
            told.0,
            look::text(scale.small()),
            ink,
        );
    });
}

/// The line under the title, and whether it wants to be noticed.
fn told(view: &StaffView) -> (String, bool) {
    match view.access {
        Access::Open { locks_in_secs } if locks_in_secs <= LOCK_TOLD_SECS => (
            format!("Sans toucher l’écran, verrouillage dans {locks_in_secs} s"),
            true,
        ),
        _ => (
            format!("{} · {}", phrases::day(view.now.date()), phrases::time(view.now.time())),
            false,
        ),
    }
}
