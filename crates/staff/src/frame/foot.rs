//! What became of the last wish, and the last change that can be taken back.

use std::sync::Arc;

use egui::{Color32, CornerRadius, Galley, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType, text::LayoutJob};

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

/// What there is to say is told in so many lines at most; then it ends in an ellipsis.
const ROWS_MAX: usize = 6;

/// Height of what there is to say in this width, points.
pub(super) fn height(ui: &Ui, view: &StaffView, width: f32) -> f32 {
    let scale = scale(ui);
    let told = said(view).map(|(_, text, deed)| board_height(ui, text, deed, width - 2.0 * scale.inset()));
    told.map(|height| height + 1.4 * scale.gap()).sum()
}

pub(super) fn ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    for (tone, text, deed) in said(view) {
        if board(ui, tone, text, deed) {
            actions.push(if deed == UNDO {
                StaffAction::Undo
            } else {
                StaffAction::DismissNotice
            });
        }
    }
}

const DISMISS: &str = "Compris";
const UNDO: &str = "Annuler";

/// What is said, and the deed beside it.
fn said(view: &StaffView) -> impl Iterator<Item = (Tone, &str, &'static str)> {
    let notice = view.notice.as_ref().map(|notice| {
        let tone = if notice.is_good { Tone::Good } else { Tone::Bad };
        (tone, notice.text.as_str(), DISMISS)
    });
    let undo = view.undo.as_deref().map(|change| (Tone::Plain, change, UNDO));
    notice.into_iter().chain(undo)
}

fn words(ui: &Ui, text: &str, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(widgets::unbroken(text), look::text(scale(ui).body), ink, width);
    job.wrap.max_rows = ROWS_MAX;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Width left for words beside the deed.
fn words_width(ui: &Ui, deed: &str, width: f32) -> f32 {
    width - widgets::text_width(ui, deed) - 2.0 * scale(ui).gap()
}

fn board_height(ui: &Ui, text: &str, deed: &str, width: f32) -> f32 {
    let scale = scale(ui);
    let words = words(ui, text, tokens::INK, words_width(ui, deed, width));
    scale.target.max(words.size().y + scale.gap())
}

fn board(ui: &mut Ui, tone: Tone, text: &str, deed: &str) -> bool {
    let scale = scale(ui);
    let width = ui.available_width();
    let size = Vec2::new(width, board_height(ui, text, deed, width));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (ground, ink) = match tone {
        Tone::Plain => (tokens::CARD, tokens::INK),
        _ => (tone.ground(), tone.ink()),
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
    let (left, right) = rect.split_left_right_at_x(rect.right() - deed_width);
    let words = words(ui, text, ink, words_width(ui, deed, width));
    let at = left.left_center() + Vec2::new(scale.gap(), -words.size().y / 2.0);
    ui.painter().galley(at, words, ink);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    let button = Rect::from_center_size(right.center(), Vec2::new(deed_width, scale.target));
    inside(ui, button, deed, |ui| widgets::sized(ui, Face::Plain, deed, deed_width))
}
