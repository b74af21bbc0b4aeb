//! A card's front: the code, what it is for, who it is for.

use qrcode::{Color, EcLevel, QrCode};

use super::{
    Passes, PassesError,
    pen::{Area, Ink, Pen, Style},
    sheet::{CARD, bleeds},
    words,
};
use crate::engagement::row::Audience;

pub(super) const WHITE: Ink = Ink(255, 255, 255);
pub(super) const BLACK: Ink = Ink(0, 0, 0);
pub(super) const INK: Ink = Ink(25, 35, 52);
pub(super) const SOFT: Ink = Ink(76, 88, 107);

/// Height of the coloured band with the name, mm.
const BAND: f32 = 14.0;
/// Left and top of the code with its quiet zone, and its side, mm: a version 6 code is 35 mm wide in it.
const CODE: Area = Area(2.5, 16.0, 42.0, 42.0);
/// Modules of quiet zone on each side (ISO/IEC 18004).
const QUIET: usize = 4;
/// Where text begins and ends beside the code, mm.
const TEXT: [f32; 2] = [47.5, 87.5];

/// A colour for each group, so that staff see at a glance which pile is which; all of them hold white text at 4.5:1.
pub(super) fn colour(audience: Option<Audience>) -> Ink {
    match audience {
        None => Ink(206, 62, 18),
        Some(Audience::College) => Ink(24, 126, 84),
        Some(Audience::Lycee) => Ink(26, 95, 180),
        Some(Audience::Etudes) => Ink(112, 60, 160),
        Some(Audience::Adulte) => Ink(150, 40, 92),
        Some(Audience::Parent) => Ink(146, 88, 4),
        Some(Audience::Conseil) => Ink(38, 55, 84),
    }
}

pub(super) fn draw(pen: &mut Pen, passes: &Passes, corner: [f32; 2], code: &str) -> Result<(), PassesError> {
    pen.move_to(corner);
    band(pen, passes, bleeds(corner));
    qr(pen, code)?;
    call(pen, passes);
    small_print(pen, passes);
    Ok(())
}

fn band(pen: &mut Pen, passes: &Passes, [left, top, right, _]: [f32; 4]) {
    let area = Area(-left, -top, CARD[0] + left + right, BAND + top);
    pen.fill([area], colour(passes.audience));
    pen.text([5.0, 9.8], (Style::Display, 21.0), WHITE, "Établi");
    let [language, _] = passes.languages();
    for (text, style, size, baseline) in [
        (&passes.event, Style::Bold, 9.5, 6.6),
        (&passes.place, Style::Text, 7.5, 10.4),
    ] {
        let (kind, text) = pen.faces.fitted((style, size), 6.0, text.get(language), 52.0);
        pen.text_to([TEXT[1], baseline], kind, WHITE, &text);
    }
}

fn qr(pen: &mut Pen, code: &str) -> Result<(), PassesError> {
    let qr = QrCode::with_error_correction_level(code, EcLevel::M)?;
    let (modules, colours) = (qr.width(), qr.to_colors());
    let Area(left, top, side, _) = CODE;
    let module = side / (modules + 2 * QUIET) as f32;
    let mut dark = Vec::new();
    for (row, colours) in colours.chunks(modules).enumerate() {
        let mut column = 0;
        for run in colours.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let [x, y] = [column, row].map(|index| (index + QUIET) as f32 * module);
                dark.push(Area(left + x, top + y, run.len() as f32 * module, module));
            }
            column += run.len();
        }
    }
    pen.fill(dark, BLACK);
    Ok(())
}

fn call(pen: &mut Pen, passes: &Passes) {
    let ([first, second], width) = (passes.languages(), TEXT[1] - TEXT[0]);
    let mut baseline = 25.5;
    if let Some(audience) = passes.audience {
        baseline = pill(pen, passes, audience) + 9.0;
    }
    let large = (Style::Display, 15.0);
    for line in pen.faces.lines(large, words::call().get(first), width) {
        pen.text([TEXT[0], baseline], large, INK, &line);
        baseline += 6.3;
    }
    baseline -= 0.6;
    let small = (Style::Text, 8.5);
    for line in pen.faces.lines(small, words::call().get(second), width) {
        pen.text([TEXT[0], baseline], small, SOFT, &line);
        baseline += 3.6;
    }
}

/// The group in its colour; where it ends, mm.
fn pill(pen: &mut Pen, passes: &Passes, audience: Audience) -> f32 {
    let [language, _] = passes.languages();
    let word = words::audience(audience);
    let (kind, text) = pen
        .faces
        .fitted((Style::Bold, 11.0), 8.0, word.get(language), TEXT[1] - TEXT[0] - 7.0);
    let width = pen.faces.width(kind, &text) + 7.0;
    let (top, height) = (18.2, 6.8);
    pen.rounded(Area(TEXT[0], top, width, height), height / 2.0, colour(passes.audience));
    pen.text([TEXT[0] + 3.5, top + 4.75], kind, WHITE, &text);
    top + height
}

fn small_print(pen: &mut Pen, passes: &Passes) {
    let [language, _] = passes.languages();
    let kind = (Style::Text, 7.0);
    pen.text([5.0, 62.3], kind, SOFT, words::promise().get(language));
    let validity = words::validity(passes.last_day);
    pen.text_to([TEXT[1], 62.3], kind, SOFT, validity.get(language));
}
