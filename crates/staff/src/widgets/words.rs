//! Text that breaks where its card ends.

use egui::{Color32, FontId, Label, Ui, text::LayoutJob};

use crate::look::{self, scale, tokens};

/// The text as egui must have it: it breaks lines at the narrow no-break space of French, but not at the wide one.
pub fn unbroken(text: &str) -> String {
    text.replace('\u{202f}', "\u{a0}")
}

/// Text in one face.
pub fn line(ui: &mut Ui, text: &str, font: FontId, ink: Color32) {
    let job = LayoutJob::simple(unbroken(text), font, ink, ui.available_width());
    ui.add(Label::new(job));
}

pub fn title(ui: &mut Ui, text: &str) {
    let size = scale(ui).title();
    line(ui, text, look::display(size), tokens::INK);
}

pub fn heading(ui: &mut Ui, text: &str) {
    let size = scale(ui).heading();
    line(ui, text, look::display(size), tokens::INK);
}

pub fn body(ui: &mut Ui, text: &str) {
    let size = scale(ui).body;
    line(ui, text, look::text(size), tokens::INK);
}

pub fn strong(ui: &mut Ui, text: &str) {
    let size = scale(ui).body;
    line(ui, text, look::bold(size), tokens::INK);
}

/// What explains, and may be skipped.
pub fn small(ui: &mut Ui, text: &str) {
    let size = scale(ui).small();
    line(ui, text, look::text(size), tokens::INK_SOFT);
}

/// Body text with what stands between two « * » in bold.
pub fn rich(ui: &mut Ui, text: &str, ink: Color32) {
    let size = scale(ui).body;
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for (index, part) in unbroken(text).split('*').enumerate() {
        let font = if index % 2 == 1 {
            look::bold(size)
        } else {
            look::text(size)
        };
        job.append(part, 0.0, egui::TextFormat::simple(font, ink));
    }
    // Beside an icon egui would let it run on.
    ui.add(Label::new(job).wrap());
}

/// One line that ends in an ellipsis where it is too long, laid out to be painted.
pub fn fit(ui: &Ui, text: &str, font: FontId, ink: Color32, width: f32) -> std::sync::Arc<egui::Galley> {
    ui.fonts_mut(|fonts| fonts.layout_job(super::button::one_line(text, font, ink, width)))
}
