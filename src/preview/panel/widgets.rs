//! What the panel is made of: buttons with their key, findings, numbers.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Frame, Label, Margin, Rect, Sense, Stroke, StrokeKind, Ui, Vec2,
    text::{LayoutJob, TextFormat, TextWrapping},
};

use super::{
    look::{self, colour},
    page::Number,
};
use crate::{
    finding::{Excerpt, Severity, Told},
    theme::tokens,
};

/// Height of a button, and of the lower edge that makes it a board, points.
const BUTTON: f32 = 34.0;
const EDGE: f32 = 3.0;
const ROUND: CornerRadius = CornerRadius::same(9);
/// Between a button's text and its sides, points.
const INSIDE: f32 = 12.0;

/// Text that breaks where the panel ends.
pub fn line(ui: &mut Ui, text: &str, font: bevy_egui::egui::FontId, ink: Color32) {
    let job = LayoutJob::simple(text.to_owned(), font, ink, ui.available_width());
    ui.add(Label::new(job));
}

pub fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(9.0);
    line(ui, text, look::display(look::HEADING), colour(tokens::INK));
}

/// A board with a text at its left and its key at its right; whether it was pressed.
pub fn button(ui: &mut Ui, text: &str, key: Option<&str>, is_chosen: bool) -> bool {
    let width = ui.available_width();
    sized_button(ui, text, key, is_chosen, width)
}

/// Boards side by side, the chosen one coloured; which was pressed.
pub fn choice(ui: &mut Ui, names: &[String], chosen: usize) -> Option<usize> {
    let gap = 6.0;
    let count = names.len() as f32;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (index, name) in names.iter().enumerate() {
            if sized_button(ui, name, None, index == chosen, width) {
                pressed = Some(index);
            }
        }
    });
    pressed
}

/// A name at the left, its key at the right.
pub fn named(ui: &mut Ui, text: &str, key: &str) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 24.0), Sense::hover());
    let font = look::text(look::BODY);
    let ink = colour(tokens::INK_SOFT);
    ui.painter()
        .text(rect.left_center(), Align2::LEFT_CENTER, text, font, ink);
    key_cap(ui, rect, key);
}

fn sized_button(ui: &mut Ui, text: &str, key: Option<&str>, is_chosen: bool, width: f32) -> bool {
    let (whole, response) = ui.allocate_exact_size(Vec2::new(width, BUTTON + EDGE), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let (face, edge) = match (is_chosen, response.hovered()) {
        (true, _) => (tokens::SUN, tokens::SUN_DEEP),
        (false, true) => (tokens::PAPER_DEEP, tokens::SUN_DEEP),
        (false, false) => (tokens::WHITE, tokens::PAPER_EDGE),
    };
    let pressed = if response.is_pointer_button_down_on() {
        EDGE
    } else {
        0.0
    };
    let board = Rect::from_min_size(whole.min + Vec2::new(0.0, pressed), Vec2::new(width, BUTTON));
    let below = Rect::from_min_max(board.min, whole.max);
    ui.painter().rect_filled(below, ROUND, colour(edge));
    let outline = Stroke::new(1.0, colour(edge));
    ui.painter()
        .rect(board, ROUND, colour(face), outline, StrokeKind::Inside);
    let ink = colour(tokens::INK);
    let font = if is_chosen {
        look::bold(look::BODY)
    } else {
        look::text(look::BODY)
    };
    match key {
        None => {
            let job = one_line(text, font, ink, width - INSIDE);
            let laid_out = ui.painter().layout_job(job);
            let at = board.center() - laid_out.size() / 2.0;
            ui.painter().galley(at, laid_out, ink);
        }
        Some(key) => {
            let keys_width = if key.is_empty() { 0.0 } else { 34.0 };
            let job = one_line(text, font, ink, width - 2.0 * INSIDE - keys_width);
            let laid_out = ui.painter().layout_job(job);
            let at = board.left_center() + Vec2::new(INSIDE, -laid_out.size().y / 2.0);
            ui.painter().galley(at, laid_out, ink);
            key_cap(ui, board.shrink2(Vec2::new(8.0, 0.0)), key);
        }
    }
    response.clicked()
}

/// What is too long ends in an ellipsis.
fn one_line(text: &str, font: bevy_egui::egui::FontId, ink: Color32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping::truncate_at_width(width);
    job
}

/// A key as it looks on a keyboard, at the right end of `row`.
fn key_cap(ui: &Ui, row: Rect, key: &str) {
    if key.is_empty() {
        return;
    }
    let width = 14.0 + 8.0 * key.chars().count() as f32;
    let cap = Rect::from_center_size(row.right_center() - Vec2::new(width / 2.0, 0.0), Vec2::new(width, 21.0));
    let stroke = Stroke::new(1.0, colour(tokens::PAPER_EDGE));
    let round = CornerRadius::same(5);
    ui.painter()
        .rect(cap, round, colour(tokens::PAPER), stroke, StrokeKind::Inside);
    let font = look::bold(look::SMALL);
    let ink = colour(tokens::INK_SOFT);
    ui.painter().text(cap.center(), Align2::CENTER_CENTER, key, font, ink);
}

/// A coloured sheet with words on it.
pub fn sheet(ui: &mut Ui, fill: Color32, add: impl FnOnce(&mut Ui)) {
    Frame::new()
        .fill(fill)
        .corner_radius(ROUND)
        .inner_margin(Margin::symmetric(12, 9))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            add(ui);
        });
}

/// A finding as the check words it: what, the line it is about with the place marked, how to mend it.
pub fn finding(ui: &mut Ui, told: &Told) {
    let bar = match told.severity {
        Severity::Error => tokens::EMBER,
        Severity::Warning => tokens::SUN_DEEP,
        Severity::Note => tokens::PAPER_EDGE,
    };
    let shown = Frame::new()
        .fill(colour(tokens::WHITE))
        .corner_radius(ROUND)
        .inner_margin(Margin {
            left: 14,
            right: 10,
            top: 8,
            bottom: 9,
        })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            let (ink, soft) = (colour(tokens::INK), colour(tokens::INK_SOFT));
            let font = match told.severity {
                Severity::Note => look::text(look::SMALL),
                Severity::Error | Severity::Warning => look::bold(look::SMALL + 0.5),
            };
            line(ui, &told.head, font, ink);
            if let Some(excerpt) = &told.excerpt {
                sheet(ui, colour(tokens::PAPER_DEEP), |ui| {
                    ui.add(Label::new(marked(excerpt, ui.available_width())));
                });
            }
            if let Some(help) = &told.help {
                line(ui, help, look::text(look::SMALL + 0.5), soft);
            }
        });
    let mut bar_rect = shown.response.rect;
    bar_rect.set_width(5.0);
    let round = CornerRadius {
        nw: 9,
        sw: 9,
        ne: 0,
        se: 0,
    };
    ui.painter().rect_filled(bar_rect, round, colour(bar));
}

/// The line of an excerpt with its number, the character at the place marked.
fn marked(excerpt: &Excerpt, width: f32) -> LayoutJob {
    let plain = TextFormat::simple(look::text(look::SMALL), colour(tokens::INK));
    let number = TextFormat::simple(look::text(look::SMALL), colour(tokens::INK_SOFT));
    let place = TextFormat {
        background: colour(tokens::SUN),
        underline: Stroke::new(2.0, colour(tokens::EMBER)),
        ..plain.clone()
    };
    let (before, at, after) = split(excerpt);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    job.append(&format!("{}   ", excerpt.line), 0.0, number);
    job.append(&before, 0.0, plain.clone());
    job.append(&at, 0.0, place);
    job.append(&after, 0.0, plain);
    job
}

/// What is before the place, what the finding is about, and what follows; a place behind the end of the line is a blank.
fn split(excerpt: &Excerpt) -> (String, String, String) {
    let characters: Vec<char> = excerpt.text.chars().collect();
    let start = excerpt.column.min(characters.len());
    let end = (start + excerpt.length.max(1)).min(characters.len());
    let text = |part: &[char]| part.iter().collect::<String>();
    let at = if start == end {
        " ".to_owned()
    } else {
        text(&characters[start..end])
    };
    (text(&characters[..start]), at, text(&characters[end..]))
}

/// A trade number: how it is called, its ranges, where it comes from.
pub fn number(ui: &mut Ui, number: &Number, to_validate: &str) {
    sheet(ui, colour(tokens::WHITE), |ui| {
        ui.horizontal(|ui| {
            let name = LayoutJob::simple_singleline(
                number.measure.clone(),
                look::bold(look::SMALL + 0.5),
                colour(tokens::INK),
            );
            ui.add(Label::new(name));
            if number.source.is_none() {
                Frame::new()
                    .fill(colour(tokens::SUN))
                    .corner_radius(CornerRadius::same(5))
                    .inner_margin(Margin::symmetric(6, 1))
                    .show(ui, |ui| {
                        let tag = LayoutJob::simple_singleline(
                            to_validate.to_owned(),
                            look::bold(look::SMALL - 1.0),
                            colour(tokens::INK),
                        );
                        ui.add(Label::new(tag));
                    });
            }
        });
        let soft = colour(tokens::INK_SOFT);
        line(ui, &number.band, look::text(look::SMALL), soft);
        if let Some(source) = &number.source {
            line(ui, source, look::text(look::SMALL), soft);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_is_about_is_marked_whatever_the_place() {
        let parts = |text: &str, column, length| {
            let text = text.to_owned();
            split(&Excerpt {
                line: 1,
                text,
                column,
                length,
            })
        };
        let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(parts("été: hiver_2, x", 5, 7), owned("été: ", "hiver_2", ", x"));
        assert_eq!(parts("a, b", 1, 1), owned("a", ",", " b"));
        assert_eq!(parts("a", 1, 1), owned("a", " ", ""));
        assert_eq!(parts("a", 9, 3), owned("a", " ", ""));
    }
}
