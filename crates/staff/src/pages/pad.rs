//! Ten digits, as on a door.

use egui::{Ui, Vec2};

use crate::{
    lock::{DIGITS_MIN, Pin},
    look::{icon::Icon, scale, tokens},
    widgets::{self, Face},
};

/// Lays the pad out in the middle; whether « Valider » was touched on a code that is long enough.
pub fn ui(ui: &mut Ui, pin: &mut Pin, is_deaf: bool) -> bool {
    let scale = scale(ui);
    dots(ui, pin.len());
    let gap = scale.gap();
    // As large as a thumb likes it, as long as the lines below fit as well.
    let room = ui.max_rect().bottom() - ui.cursor().top() - 2.0 * scale.target - 6.0 * gap;
    let height = (scale.target * 1.6).min(room / 4.0).max(scale.target);
    let width = (scale.target * 2.6).min((ui.available_width() - 2.0 * gap) / 3.0);
    let margin = (ui.available_width() - 3.0 * width - 2.0 * gap) / 2.0;
    let size = Vec2::new(width, height);
    let mut is_done = false;
    for line in [[1, 2, 3], [4, 5, 6], [7, 8, 9]] {
        centred(ui, margin, |ui| {
            for digit in line {
                if widgets::key(ui, &digit.to_string(), size) && !is_deaf {
                    pin.push(digit);
                }
            }
        });
    }
    centred(ui, margin, |ui| {
        ui.add_enabled_ui(!pin.is_empty(), |ui| {
            let erase = widgets::icon_board(ui, Face::Plain, Icon::Erase, "Effacer", size);
            if erase.clicked() {
                pin.pop();
            }
        });
        if widgets::key(ui, "0", size) && !is_deaf {
            pin.push(0);
        }
        ui.add_enabled_ui(pin.len() >= DIGITS_MIN && !is_deaf, |ui| {
            is_done = widgets::icon_board(ui, Face::Act, Icon::Tick, "Valider", size).clicked();
        });
    });
    is_done
}

fn centred(ui: &mut Ui, margin: f32, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = scale(ui).gap();
        ui.add_space(margin);
        add(ui);
    });
}

/// One dot a digit; the digits themselves are nobody's business.
fn dots(ui: &mut Ui, count: usize) {
    let scale = scale(ui);
    let size = Vec2::new(ui.available_width(), scale.body * 2.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let shown = count.max(DIGITS_MIN);
    let step = scale.body * 1.7;
    let left = rect.center().x - step * (shown as f32 - 1.0) / 2.0;
    for index in 0..shown {
        let at = egui::pos2(left + step * index as f32, rect.center().y);
        let radius = scale.body * 0.42;
        if index < count {
            ui.painter().circle_filled(at, radius, tokens::LEAF);
        } else {
            ui.painter()
                .circle_stroke(at, radius, egui::Stroke::new(2.0, tokens::EDGE_DEEP));
        }
    }
}
