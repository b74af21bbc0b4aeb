//! Cards on A4 sheets: fronts on one page, backs on the next, marks to cut along.

use krilla::{Document, metadata::Metadata, page::PageSettings};

use super::{
    Passes, PassesError, back, front,
    pen::{Faces, Ink, POINTS, Pen},
    words,
};
use crate::language::Language;

/// A4, mm.
const PAGE: [f32; 2] = [210.0, 297.0];
pub(super) const CARD: [f32; 2] = [92.0, 66.0];
const COLUMNS: usize = 2;
const ROWS: usize = 4;
/// How far colours reach beyond the outer cuts, mm: scissors need not be exact.
pub(super) const BLEED: f32 = 2.0;
/// Marks begin beyond the bleed and are so long, mm.
const MARK: f32 = 5.0;

/// How many cards a sheet has.
pub const CARDS_PER_SHEET: usize = COLUMNS * ROWS;

/// How many sheets so many cards take.
pub fn sheets(cards: usize) -> usize {
    cards.div_ceil(CARDS_PER_SHEET)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Front,
    Back,
}

/// Upper left corner of a card on its page, mm. Turned on its long edge a sheet shows its columns the other way round.
pub(super) fn corner(index: usize, side: Side) -> [f32; 2] {
    let (row, column) = (index / COLUMNS, index % COLUMNS);
    let column = match side {
        Side::Front => column,
        Side::Back => COLUMNS - 1 - column,
    };
    let [left, top] = margins();
    [left + column as f32 * CARD[0], top + row as f32 * CARD[1]]
}

/// Outer edges that a card has on its sheet, as bleed on the left, the top, the right and the bottom, mm.
pub(super) fn bleeds(corner: [f32; 2]) -> [f32; 4] {
    let [left, top] = margins();
    let at_edge = |is: bool| if is { BLEED } else { 0.0 };
    let [right, bottom] = [PAGE[0] - left - CARD[0], PAGE[1] - top - CARD[1]];
    [
        at_edge(corner[0] <= left + 0.1),
        at_edge(corner[1] <= top + 0.1),
        at_edge(corner[0] >= right - 0.1),
        at_edge(corner[1] >= bottom - 0.1),
    ]
}

fn margins() -> [f32; 2] {
    [
        (PAGE[0] - COLUMNS as f32 * CARD[0]) / 2.0,
        (PAGE[1] - ROWS as f32 * CARD[1]) / 2.0,
    ]
}

pub(super) fn draw(passes: &Passes) -> Result<Vec<u8>, PassesError> {
    let faces = Faces::new(&passes.fonts)?;
    let mut document = Document::new();
    let title = format!("Établi\u{a0}: passes, {}", passes.event.fr);
    let language = passes.language.unwrap_or(Language::French).code().to_owned();
    document.set_metadata(
        Metadata::new()
            .title(title)
            .language(language)
            .creator("Établi".to_owned()),
    );
    let of = sheets(passes.codes.len());
    for (index, codes) in passes.codes.chunks(CARDS_PER_SHEET).enumerate() {
        page(&mut document, &faces, Side::Front, |pen| {
            let (kind, ink) = ((super::pen::Style::Text, 6.5), Ink(90, 100, 115));
            pen.text(
                [margins()[0], 6.8],
                kind,
                ink,
                &words::to_printer(&passes.event.fr, index + 1, of),
            );
            codes
                .iter()
                .enumerate()
                .try_for_each(|(place, code)| front::draw(pen, passes, corner(place, Side::Front), code))
        })?;
        page(&mut document, &faces, Side::Back, |pen| {
            for place in 0..codes.len() {
                back::draw(pen, passes, corner(place, Side::Back));
            }
            Ok(())
        })?;
    }
    document
        .finish()
        .map_err(|error| PassesError::Pdf(format!("{error:?}")))
}

fn page(
    document: &mut Document,
    faces: &Faces,
    side: Side,
    fill: impl FnOnce(&mut Pen) -> Result<(), PassesError>,
) -> Result<(), PassesError> {
    let settings = PageSettings::from_wh(PAGE[0] * POINTS, PAGE[1] * POINTS);
    let mut page = document.start_page_with(settings.expect("A4 has a width and a height"));
    let mut pen = Pen::new(faces, page.surface());
    let filled = fill(&mut pen);
    if side == Side::Front {
        marks(&mut pen);
    }
    pen.finish();
    page.finish();
    filled
}

/// On the fronts only: one cuts with the codes in view.
fn marks(pen: &mut Pen) {
    let ([left, top], ink) = (margins(), Ink(0, 0, 0));
    pen.move_to([0.0, 0.0]);
    for column in 0..=COLUMNS {
        let x = left + column as f32 * CARD[0];
        for (from, to) in [
            (top - BLEED - 1.0 - MARK, top - BLEED - 1.0),
            (PAGE[1] - top + BLEED + 1.0, PAGE[1] - top + BLEED + 1.0 + MARK),
        ] {
            pen.line([x, from], [x, to], 0.1, ink);
        }
    }
    for row in 0..=ROWS {
        let y = top + row as f32 * CARD[1];
        for (from, to) in [
            (left - BLEED - 1.0 - MARK, left - BLEED - 1.0),
            (PAGE[0] - left + BLEED + 1.0, PAGE[0] - left + BLEED + 1.0 + MARK),
        ] {
            pen.line([from, y], [to, y], 0.1, ink);
        }
    }
}
