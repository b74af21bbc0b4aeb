//! Controls that change a value: a switch, a choice, a stepper, a field that opens a keyboard.

use egui::{Align2, CornerRadius, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType};

use super::{
    button::{Face, icon_button, one_line, sized, text_width},
    words,
};
use crate::look::{self, icon::Icon, scale, tokens};

/// A button that is held steps again after so long, then so often, seconds.
const REPEAT_AFTER_SECS: f64 = 0.5;
const REPEAT_EVERY_SECS: f64 = 0.12;

/// A text with a switch at its right; whether it was touched.
pub fn switch(ui: &mut Ui, label: &str, is_on: bool) -> bool {
    let scale = scale(ui);
    let (track_width, track_height) = (scale.target * 1.05, scale.target * 0.58);
    let text_width = ui.available_width() - track_width - scale.gap();
    let job = egui::text::LayoutJob::simple(words::unbroken(label), look::text(scale.body), tokens::INK, text_width);
    let laid_out = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = scale.target.max(laid_out.size().y);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
    let at = rect.left_center() - Vec2::new(0.0, laid_out.size().y / 2.0);
    ui.painter().galley(at, laid_out, tokens::INK);
    let centre = rect.right_center() - Vec2::new(track_width / 2.0, 0.0);
    let track = Rect::from_center_size(centre, Vec2::new(track_width, track_height));
    paint_switch(ui, &response, track, is_on);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, ui.is_enabled(), is_on, label));
    response.clicked()
}

fn paint_switch(ui: &Ui, response: &Response, track: Rect, is_on: bool) {
    let round = CornerRadius::from(track.height() / 2.0);
    let ground = if is_on { tokens::LEAF } else { tokens::EDGE_DEEP };
    ui.painter().rect_filled(track, round, ground);
    let travel = ui.ctx().animate_bool(response.id, is_on);
    let radius = track.height() / 2.0 - 3.0;
    let x = egui::lerp(track.left() + radius + 3.0..=track.right() - radius - 3.0, travel);
    ui.painter()
        .circle_filled(egui::pos2(x, track.center().y), radius, tokens::CARD);
}

/// Boards side by side, in as many lines as they need; which was touched.
pub fn choice(ui: &mut Ui, names: &[&str], chosen: Option<usize>) -> Option<usize> {
    let gap = scale(ui).gap();
    let full = ui.available_width();
    let widest = names.iter().map(|name| text_width(ui, name)).fold(0.0, f32::max);
    let a_line = (((full + gap) / (widest + gap)).floor() as usize).clamp(1, names.len().max(1));
    // Lines as even as they can be: four in two lines are two and two.
    let lines = names.len().div_ceil(a_line);
    let a_line = names.len().div_ceil(lines.max(1)).max(1);
    let width = (full - gap * (a_line as f32 - 1.0)) / a_line as f32;
    let mut touched = None;
    for (first, part) in names.chunks(a_line).enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (index, name) in part.iter().enumerate() {
                let index = first * a_line + index;
                let face = if chosen == Some(index) {
                    Face::Chosen
                } else {
                    Face::Plain
                };
                if sized(ui, face, name, width) {
                    touched = Some(index);
                }
            }
        });
    }
    touched
}

/// What was touched of a stepper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Less,
    More,
    /// The number itself: it is to be typed.
    Value,
}

/// « − value + » below its label; the buttons step again while they are held. `can_type`: the value opens a pad.
pub fn stepper(ui: &mut Ui, label: &str, value: &str, can_type: bool) -> Option<Step> {
    let scale = scale(ui);
    let mut step = None;
    if !label.is_empty() {
        words::body(ui, label);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = scale.gap();
        let less = icon_button(ui, Face::Plain, Icon::Minus, &format!("{label} : moins"));
        if pressed_or_held(ui, &less) {
            step = Some(Step::Less);
        }
        let width = ui.available_width() - scale.target - scale.gap();
        let width = width.min(scale.body * 12.0);
        if value_board(ui, value, &format!("{label} : {value}"), width, can_type) {
            step = Some(Step::Value);
        }
        let more = icon_button(ui, Face::Plain, Icon::Plus, &format!("{label} : plus"));
        if pressed_or_held(ui, &more) {
            step = Some(Step::More);
        }
    });
    step
}

fn value_board(ui: &mut Ui, value: &str, label: &str, width: f32, can_type: bool) -> bool {
    let scale = scale(ui);
    let sense = if can_type { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, scale.target), sense);
    let edge = if can_type { tokens::EDGE_DEEP } else { tokens::EDGE };
    let radius = CornerRadius::from(scale.radius() * 0.8);
    let stroke = Stroke::new(1.0, edge);
    ui.painter()
        .rect(rect, radius, tokens::WELL, stroke, StrokeKind::Inside);
    let font = look::bold(scale.body * 1.1);
    ui.painter()
        .text(rect.center(), Align2::CENTER_CENTER, value, font, tokens::INK);
    let kind = if can_type {
        WidgetType::Button
    } else {
        WidgetType::Label
    };
    response.widget_info(|| WidgetInfo::labeled(kind, ui.is_enabled(), label));
    can_type && response.clicked()
}

fn pressed_or_held(ui: &Ui, response: &Response) -> bool {
    let key = Id::new("held since").with(response.id);
    let now = ui.input(|input| input.time);
    if !response.is_pointer_button_down_on() {
        let repeated = ui
            .data_mut(|data| data.remove_temp::<(f64, u32)>(key))
            .is_some_and(|(_, count)| count > 0);
        return response.clicked() && !repeated;
    }
    let held: Option<(f64, u32)> = ui.data(|data| data.get_temp(key));
    let (next, count) = held.unwrap_or((now + REPEAT_AFTER_SECS, 0));
    let is_due = now >= next;
    let held = if is_due {
        (now + REPEAT_EVERY_SECS, count + 1)
    } else {
        (next, count)
    };
    ui.data_mut(|data| data.insert_temp(key, held));
    ui.ctx().request_repaint();
    is_due
}

/// A label over a value that opens a keyboard or an editor when touched.
pub fn field(ui: &mut Ui, label: &str, value: &str) -> bool {
    let scale = scale(ui);
    let width = ui.available_width();
    let inside = width - 2.0 * scale.gap() - scale.body * 2.0;
    let small = one_line(label, look::text(scale.small()), tokens::INK_SOFT, inside);
    let large = egui::text::LayoutJob::simple(words::unbroken(value), look::bold(scale.body), tokens::INK, inside);
    let (small, large) = ui.fonts_mut(|fonts| (fonts.layout_job(small), fonts.layout_job(large)));
    let height = (small.size().y + large.size().y + scale.gap() * 1.6).max(scale.target);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    let is_down = response.is_pointer_button_down_on();
    let ground = if is_down { tokens::EDGE } else { tokens::WELL };
    let radius = CornerRadius::from(scale.radius() * 0.8);
    let stroke = Stroke::new(1.0, tokens::EDGE_DEEP);
    ui.painter().rect(rect, radius, ground, stroke, StrokeKind::Inside);
    let top = rect.center().y - (small.size().y + large.size().y) / 2.0;
    let left = rect.left() + scale.gap() * 1.4;
    let below = top + small.size().y;
    ui.painter().galley(egui::pos2(left, top), small, tokens::INK_SOFT);
    ui.painter().galley(egui::pos2(left, below), large, tokens::INK);
    let arrow = Rect::from_center_size(
        egui::pos2(rect.right() - scale.body * 1.2, rect.center().y),
        Vec2::splat(scale.body),
    );
    Icon::Right.paint(ui.painter(), arrow, scale.body * 0.8, tokens::EDGE_DEEP);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), format!("{label} : {value}")));
    response.clicked()
}
