//! What is only to be read: values, badges, findings, bars.

use egui::{CornerRadius, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use super::{button::one_line, card::toned, words};
use crate::{
    look::{
        self, scale,
        tokens::{self, Tone},
    },
    view::{FindingText, Picture, Severity},
};

/// A name at the left, what it is at the right; below each other where they do not fit.
pub fn value(ui: &mut Ui, name: &str, what: &str) {
    let scale = scale(ui);
    let width = ui.available_width();
    let right = egui::text::LayoutJob::simple(words::unbroken(what), look::bold(scale.body), tokens::INK, width * 0.6);
    let right = ui.fonts_mut(|fonts| fonts.layout_job(right));
    let left_width = width - right.size().x - scale.gap();
    let left = egui::text::LayoutJob::simple(
        words::unbroken(name),
        look::text(scale.body),
        tokens::INK_SOFT,
        left_width,
    );
    let left = ui.fonts_mut(|fonts| fonts.layout_job(left));
    let height = left.size().y.max(right.size().y);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    ui.painter().galley(rect.min, left, tokens::INK_SOFT);
    let at = egui::pos2(rect.right() - right.size().x, rect.top());
    ui.painter().galley(at, right, tokens::INK);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name} : {what}")));
}

/// A word or two on a coloured ground.
pub fn badge(ui: &mut Ui, tone: Tone, text: &str) {
    let scale = scale(ui);
    let inside = ui.available_width() - scale.inset() * 2.0;
    let job = one_line(
        text,
        look::bold(scale.small()),
        tone.ink(),
        inside.max(scale.body * 4.0),
    );
    let laid_out = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = laid_out.size() + Vec2::new(scale.inset() * 1.2, scale.gap() * 0.8);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let round = CornerRadius::from(rect.height() / 2.0);
    ui.painter().rect_filled(rect, round, tone.ground());
    ui.painter()
        .galley(rect.center() - laid_out.size() / 2.0, laid_out, tone.ink());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
}

/// What a check has to say: the place, what is wrong, the line, what to do.
pub fn finding(ui: &mut Ui, finding: &FindingText) {
    let tone = match finding.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Attention,
        Severity::Note => Tone::Plain,
    };
    toned(ui, tone, |ui| {
        let scale = scale(ui);
        ui.spacing_mut().item_spacing.y = scale.gap() * 0.5;
        words::strong(ui, &finding.text);
        let place = [finding.place.as_str(), finding.code.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        if !place.is_empty() {
            words::line(ui, &place.join(" · "), look::text(scale.small()), tone.ink());
        }
        if let Some(excerpt) = &finding.excerpt {
            toned_excerpt(ui, excerpt);
        }
        if let Some(help) = &finding.help {
            words::body(ui, &format!("→ {help}"));
        }
    });
}

fn toned_excerpt(ui: &mut Ui, excerpt: &str) {
    let scale = scale(ui);
    egui::Frame::new()
        .fill(tokens::CARD)
        .corner_radius(CornerRadius::from(scale.radius() * 0.6))
        .inner_margin(scale.gap() * 0.8)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            words::line(ui, excerpt, look::text(scale.small()), tokens::INK);
        });
}

/// A bar that is filled to `part` (0 to 1).
pub fn meter(ui: &mut Ui, part: f32, tone: Tone) {
    let scale = scale(ui);
    let size = Vec2::new(ui.available_width(), (scale.body * 0.6).round());
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let round = CornerRadius::from(rect.height() / 2.0);
    ui.painter().rect_filled(rect, round, tokens::EDGE);
    let width = (rect.width() * part.clamp(0.0, 1.0)).max(rect.height());
    let filled = Rect::from_min_size(rect.min, Vec2::new(width, rect.height()));
    let ink = match tone {
        Tone::Plain | Tone::Good => tokens::LEAF,
        Tone::Attention => tokens::SUN,
        Tone::Bad => tokens::EMBER,
    };
    ui.painter().rect_filled(filled, round, ink);
}

/// A picture as wide as it may be and no higher than `height`, with the house's round corners.
pub fn fitted(ui: &mut Ui, picture: Picture, width: f32, height: f32) {
    let radius = CornerRadius::from(scale(ui).radius() * 0.6);
    picture_ui(ui, picture, Vec2::new(width, height), radius);
}

/// A code to be scanned: square to its last corner.
pub fn code(ui: &mut Ui, picture: Picture, side: f32) {
    picture_ui(ui, picture, Vec2::splat(side), CornerRadius::ZERO);
}

fn picture_ui(ui: &mut Ui, picture: Picture, most: Vec2, radius: CornerRadius) {
    let full = Vec2::from(picture.size).max(Vec2::splat(1.0));
    let size = full * (most.x / full.x).min(most.y / full.y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    let shape =
        egui::epaint::RectShape::filled(rect, radius, egui::Color32::WHITE).with_texture(picture.texture, whole);
    ui.painter().add(shape);
}
