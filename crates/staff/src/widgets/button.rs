//! Buttons: a board with a text, a board with a pictogram, and one that asks to be touched twice.

use egui::{
    Color32, CornerRadius, FontId, Id, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType,
    text::LayoutJob,
};

use super::words::unbroken;
use crate::look::{self, icon::Icon, scale, tokens};

/// For so long a second touch confirms, seconds.
const ARMED_SECS: f64 = 6.0;

/// What a button is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The one thing to do here.
    Act,
    /// One of several.
    Plain,
    /// The chosen one of several.
    Chosen,
    /// It cannot be taken back.
    Danger,
}

impl Face {
    /// Ground, edge and text; pressed ones are darker.
    fn colours(self, is_pressed: bool) -> (Color32, Color32, Color32) {
        match (self, is_pressed) {
            (Self::Act, false) => (tokens::LEAF, tokens::LEAF_DEEP, tokens::ON_COLOUR),
            (Self::Act, true) => (tokens::LEAF_DEEP, tokens::LEAF_DEEP, tokens::ON_COLOUR),
            (Self::Plain, false) => (tokens::CARD, tokens::EDGE_DEEP, tokens::INK),
            (Self::Plain | Self::Chosen, true) => (tokens::EDGE, tokens::EDGE_DEEP, tokens::INK),
            (Self::Chosen, false) => (tokens::LEAF_PALE, tokens::LEAF, tokens::LEAF_DEEP),
            (Self::Danger, false) => (tokens::EMBER, tokens::EMBER_DEEP, tokens::ON_COLOUR),
            (Self::Danger, true) => (tokens::EMBER_DEEP, tokens::EMBER_DEEP, tokens::ON_COLOUR),
        }
    }
}

/// A button as wide as its text.
pub fn button(ui: &mut Ui, face: Face, text: &str) -> bool {
    let width = text_width(ui, text).min(ui.available_width());
    sized(ui, face, text, width)
}

/// A button as wide as what it stands in.
pub fn wide(ui: &mut Ui, face: Face, text: &str) -> bool {
    let width = ui.available_width();
    sized(ui, face, text, width)
}

/// Width of a button with this text, points.
pub fn text_width(ui: &Ui, text: &str) -> f32 {
    let scale = scale(ui);
    let job = LayoutJob::simple_singleline(unbroken(text), look::bold(scale.body), tokens::INK);
    let text_width = ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x;
    (text_width + 2.4 * scale.inset()).max(scale.target).ceil()
}

/// A button of this width; its text breaks, and the button grows, where it is too long.
pub fn sized(ui: &mut Ui, face: Face, text: &str, width: f32) -> bool {
    let scale = scale(ui);
    let mut job = LayoutJob::simple(
        unbroken(text),
        look::bold(scale.body),
        tokens::INK,
        width - scale.inset(),
    );
    job.halign = egui::Align::Center;
    let laid_out = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let height = scale.target.max(laid_out.size().y + scale.inset());
    let response = board(ui, Vec2::new(width, height), face, text);
    let (_, _, ink) = face.colours(response.is_pointer_button_down_on());
    let ink = faded(ui, ink);
    let at = response.rect.center() - Vec2::new(0.0, laid_out.size().y / 2.0);
    ui.painter().galley_with_override_text_color(at, laid_out, ink);
    response.clicked()
}

/// A key with a large letter or digit.
pub fn key(ui: &mut Ui, text: &str, size: Vec2) -> bool {
    let response = board(ui, size, Face::Plain, text);
    let font = look::bold(scale(ui).body * 1.35);
    let ink = faded(ui, tokens::INK);
    let at = response.rect.center();
    ui.painter().text(at, egui::Align2::CENTER_CENTER, text, font, ink);
    response.clicked()
}

/// A square with a pictogram; `label` says what it does to those who cannot see it.
pub fn icon_button(ui: &mut Ui, face: Face, icon: Icon, label: &str) -> Response {
    let side = scale(ui).target;
    icon_board(ui, face, icon, label, Vec2::splat(side))
}

/// The same of another size.
pub fn icon_board(ui: &mut Ui, face: Face, icon: Icon, label: &str, size: Vec2) -> Response {
    let response = board(ui, size, face, label);
    let (_, _, ink) = face.colours(response.is_pointer_button_down_on());
    let icon_size = (size.min_elem() * 0.42).min(scale(ui).body * 1.5);
    icon.paint(ui.painter(), response.rect, icon_size, faded(ui, ink));
    response
}

/// A button that arms itself at the first touch and acts at the second.
pub fn confirm(ui: &mut Ui, face: Face, text: &str, question: &str, width: f32) -> bool {
    let id = Id::new("armed").with(text).with(ui.id());
    let now = ui.input(|input| input.time);
    let armed: Option<f64> = ui.data(|data| data.get_temp(id));
    let is_armed = armed.is_some_and(|since| now - since < ARMED_SECS);
    let pressed = if is_armed {
        ui.ctx().request_repaint_after_secs(1.0);
        sized(ui, Face::Danger, question, width)
    } else {
        sized(ui, face, text, width)
    };
    if pressed && is_armed {
        ui.data_mut(|data| data.remove::<f64>(id));
    } else if pressed {
        ui.data_mut(|data| data.insert_temp(id, now));
    }
    pressed && is_armed
}

fn board(ui: &mut Ui, size: Vec2, face: Face, label: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (ground, edge, _) = face.colours(response.is_pointer_button_down_on());
    let radius = CornerRadius::from(scale(ui).radius() * 0.8);
    let stroke = Stroke::new(1.5, faded(ui, edge));
    let ground = faded(ui, ground);
    ui.painter().rect(rect, radius, ground, stroke, StrokeKind::Inside);
    let is_chosen = face == Face::Chosen;
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, ui.is_enabled(), is_chosen, label));
    response
}

/// What cannot be touched now is paler.
fn faded(ui: &Ui, colour: Color32) -> Color32 {
    if ui.is_enabled() {
        colour
    } else {
        colour.lerp_to_gamma(tokens::GROUND, 0.6)
    }
}

/// A one-line text that ends in an ellipsis where it is too long.
pub(super) fn one_line(text: &str, font: FontId, ink: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(unbroken(text), egui::TextFormat::simple(font, ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    job
}
