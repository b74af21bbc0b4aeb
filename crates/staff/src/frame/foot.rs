//! What became of the last wish, and the last change that can be taken back.

use egui::{CornerRadius, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

use super::inside;
use crate::{
    action::StaffAction,
    look::{
        self, scale,
        tokens::{self, Tone},
    },
    view::StaffView,
    widgets::{self, Face},
};

/// Height of what there is to say, points.
pub(super) fn height(ui: &Ui, view: &StaffView) -> f32 {
    let scale = scale(ui);
    let line = scale.target + 1.4 * scale.gap();
    let lines = f32::from(u8::from(view.undo.is_some())) + f32::from(u8::from(view.notice.is_some()));
    lines * line
}

pub(super) fn ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    if let Some(notice) = &view.notice {
        let tone = if notice.is_good { Tone::Good } else { Tone::Bad };
        if foot_line(ui, tone, &notice.text, "Compris") {
            actions.push(StaffAction::DismissNotice);
        }
    }
    if let Some(change) = &view.undo
        && foot_line(ui, Tone::Plain, change, "Annuler")
    {
        actions.push(StaffAction::Undo);
    }
}

fn foot_line(ui: &mut Ui, tone: Tone, text: &str, deed: &str) -> bool {
    let scale = scale(ui);
    let size = Vec2::new(ui.available_width(), scale.target);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let ground = if tone == Tone::Plain {
        tokens::CARD
    } else {
        tone.ground()
    };
    let stroke = Stroke::new(1.0, tokens::EDGE);
    ui.painter().rect(
        rect,
        CornerRadius::from(scale.radius() * 0.8),
        ground,
        stroke,
        egui::StrokeKind::Inside,
    );
    let deed_width = widgets::text_width(ui, deed);
    let (words, button) = rect.split_left_right_at_x(rect.right() - deed_width);
    let words = words.shrink2(Vec2::new(scale.gap(), 0.0));
    let ink = if tone == Tone::Plain { tokens::INK } else { tone.ink() };
    let line = widgets::fit(ui, text, look::text(scale.body), ink, words.width());
    let at = words.left_center() - Vec2::new(0.0, line.size().y / 2.0);
    ui.painter().galley(at, line, ink);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    inside(ui, button, deed, |ui| widgets::sized(ui, Face::Plain, deed, deed_width))
}
