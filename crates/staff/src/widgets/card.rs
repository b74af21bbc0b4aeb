//! Sheets of paper that things stand on, beside and below each other.

use egui::{Align, Color32, CornerRadius, Frame, Layout, Margin, Rect, Stroke, Ui, UiBuilder, Vec2};

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
    ui.add_space(scale(ui).gap() * 0.4);
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

/// `count` columns of equal width where each has room for so many letters' widths, else one below the other; `add` lays
/// out the column of each index.
pub fn columns(ui: &mut Ui, narrowest_bodies: f32, count: usize, mut add: impl FnMut(&mut Ui, usize)) {
    let scale = scale(ui);
    let gap = scale.gap() * 1.4;
    let width = (ui.available_width() - gap * (count as f32 - 1.0)) / count as f32;
    if width < narrowest_bodies * scale.body {
        (0..count).for_each(|index| add(ui, index));
        return;
    }
    let top_left = ui.cursor().min;
    let mut lowest = top_left.y;
    for index in 0..count {
        let left = top_left.x + index as f32 * (width + gap);
        let rect = Rect::from_min_size(egui::pos2(left, top_left.y), Vec2::new(width, f32::INFINITY));
        let builder = UiBuilder::new()
            .id_salt(("column", index))
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min));
        let mut child = ui.new_child(builder);
        add(&mut child, index);
        lowest = lowest.max(child.min_rect().bottom());
    }
    let size = Vec2::new(ui.available_width(), lowest - top_left.y);
    ui.allocate_space(size);
}
