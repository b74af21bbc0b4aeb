//! Sheets of paper that things stand on, beside and below each other.

use egui::{Color32, CornerRadius, Frame, InnerResponse, Layout, Margin, Stroke, Ui, UiBuilder, Vec2};

use super::words;
use crate::look::{scale, tokens, tokens::Tone};

/// A white sheet with a heading; empty headings are left out.
pub fn card<R>(ui: &mut Ui, heading: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = sheet(ui, tokens::CARD, tokens::EDGE, |ui| {
        if !heading.is_empty() {
            words::heading(ui, heading);
        }
        add(ui)
    });
    ui.add_space(scale(ui).gap() * 1.4);
    inner
}

/// A sheet that says by its colour how things stand.
pub fn toned<R>(ui: &mut Ui, tone: Tone, add: impl FnOnce(&mut Ui) -> R) -> R {
    sheet(ui, tone.ground(), tone.ground(), add)
}

fn sheet<R>(ui: &mut Ui, ground: Color32, edge: Color32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let scale = scale(ui);
    let shown = Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CornerRadius::from(scale.radius()))
        .inner_margin(Margin::from(scale.inset()))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = Vec2::splat(scale.gap());
            add(ui)
        });
    shown.inner
}

/// Things side by side that go on in the next line where they do not fit.
pub fn row<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let gap = scale(ui).gap();
    ui.spacing_mut().item_spacing = Vec2::splat(gap);
    ui.horizontal_wrapped(add)
}

/// Columns of equal width where each is wide enough to be read, else one below the other.
pub fn columns(ui: &mut Ui, narrowest_bodies: f32, adds: Vec<Box<dyn FnOnce(&mut Ui) + '_>>) {
    let scale = scale(ui);
    let gap = scale.gap() * 1.4;
    let count = adds.len() as f32;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    if width < narrowest_bodies * scale.body {
        adds.into_iter().for_each(|add| add(ui));
        return;
    }
    let top_left = ui.cursor().min;
    let mut lowest = top_left.y;
    for (index, add) in adds.into_iter().enumerate() {
        let left = top_left.x + index as f32 * (width + gap);
        let rect = egui::Rect::from_min_size(egui::pos2(left, top_left.y), Vec2::new(width, f32::INFINITY));
        let builder = UiBuilder::new()
            .id_salt(("column", index))
            .max_rect(rect)
            .layout(Layout::top_down(egui::Align::Min));
        let mut child = ui.new_child(builder);
        add(&mut child);
        lowest = lowest.max(child.min_rect().bottom());
    }
    let size = Vec2::new(ui.available_width(), lowest - top_left.y);
    ui.allocate_space(size);
}
