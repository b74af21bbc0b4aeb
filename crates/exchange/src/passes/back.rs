//! A card's back: the métiers to tick, for who has no phone, and where to find them again.

use super::{
    Metier, Passes,
    front::{INK, SOFT, WHITE, colour},
    pen::{Area, Ink, POINTS as POINTS_A_MM, Pen, Style, Type},
    sheet::{CARD, bleeds},
    words,
};

/// Height of the band with the portal's address, mm.
const BAND: f32 = 14.5;
/// Where the list begins and ends, mm.
const LIST: [f32; 2] = [13.0, 50.0];
const LEFT: f32 = 5.0;
const RIGHT: f32 = 87.0;
const BETWEEN_COLUMNS: f32 = 4.0;
/// A line of two languages is at least so high, a column is not filled beyond this, mm.
const LINE_OF_TWO: f32 = 5.9;
const LINE_MAX: f32 = 8.0;
/// Names are not made smaller than the first to stay in one line, nor than the second at all, points.
const LEGIBLE: f32 = 7.0;
const LEAST: f32 = 5.5;
/// So many go in one column, with room for names in full.
const ONE_COLUMN: usize = 6;

pub(super) fn draw(pen: &mut Pen, passes: &Passes, corner: [f32; 2]) {
    pen.move_to(corner);
    heading(pen, passes);
    list(pen, passes);
    address(pen, passes, bleeds(corner));
}

fn heading(pen: &mut Pen, passes: &Passes) {
    let [first, second] = passes.languages();
    let large = (Style::Display, 12.5);
    let text = words::tick();
    pen.text([LEFT, 8.6], large, colour(passes.audience), text.get(first));
    pen.text_to([RIGHT, 8.6], (Style::Text, 7.0), SOFT, text.get(second));
}

fn list(pen: &mut Pen, passes: &Passes) {
    let count = passes.metiers.len();
    let columns = if count <= ONE_COLUMN { 1 } else { 2 };
    let rows = count.div_ceil(columns).max(1);
    let height = ((LIST[1] - LIST[0]) / rows as f32).min(LINE_MAX);
    let width = (RIGHT - LEFT - (columns - 1) as f32 * BETWEEN_COLUMNS) / columns as f32;
    for (index, metier) in passes.metiers.iter().enumerate() {
        let left = LEFT + (index / rows) as f32 * (width + BETWEEN_COLUMNS);
        let top = LIST[0] + (index % rows) as f32 * height;
        line(pen, passes, metier, Area(left, top, width, height));
    }
}

/// A box, a number, a name; below it the name in the other language where there is room.
fn line(pen: &mut Pen, passes: &Passes, metier: &Metier, Area(left, top, width, height): Area) {
    let side = (height * 0.62).min(4.0);
    let middle = top + height / 2.0;
    pen.frame(Area(left, middle - side / 2.0, side, side), side * 0.18, 0.3, INK);
    let points = (height * 2.1).clamp(6.0, 8.5);
    let text = left + side + 6.6;
    let names = names(pen, passes, metier, points, [left + width - text, height]);
    // Capitals are 0.7 of their size high: one line stands with its middle on the box's, two lines around it.
    let first = middle
        + if names.len() > 1 {
            -0.15
        } else {
            points * 0.35 / POINTS_A_MM
        };
    let number = metier.number.to_string();
    pen.text_to(
        [text - 1.4, first],
        (Style::Bold, points),
        colour(passes.audience),
        &number,
    );
    for (index, (kind, ink, name)) in names.iter().enumerate() {
        pen.text([text, first + index as f32 * 2.75], *kind, *ink, name);
    }
}

/// One or two lines with the name. A name too long to be read in one gives its second to its masculine form.
fn names(
    pen: &Pen,
    passes: &Passes,
    metier: &Metier,
    points: f32,
    [room, height]: [f32; 2],
) -> Vec<(Type, Ink, String)> {
    let [name, below] = passes.languages().map(|language| metier.name.get(language));
    let fitted = |text: &str, points: f32, least: f32, ink: Ink| {
        let (kind, text) = pen.faces.fitted((Style::Text, points), least, text, room);
        (kind, ink, text)
    };
    let is_wide = pen.faces.width((Style::Text, LEGIBLE), name) > room;
    match name.split_once(", ") {
        _ if height < LINE_OF_TWO => vec![fitted(name, points, LEAST, INK)],
        Some((feminine, masculine)) if is_wide => vec![
            fitted(&format!("{feminine},"), points, LEAST, INK),
            fitted(masculine, points, LEAST, INK),
        ],
        _ if name == below => vec![fitted(name, points, LEAST, INK)],
        _ => vec![fitted(name, points, LEAST, INK), fitted(below, 6.5, LEAST, SOFT)],
    }
}

fn address(pen: &mut Pen, passes: &Passes, [left, _, right, bottom]: [f32; 4]) {
    let top = CARD[1] - BAND;
    let area = Area(-left, top, CARD[0] + left + right, BAND + bottom);
    pen.fill([area], colour(passes.audience));
    let [first, second] = passes.languages();
    let text = words::find_again();
    let small = (Style::Text, 7.5);
    pen.text([LEFT, top + 5.0], small, WHITE, text.get(first));
    pen.text_to([RIGHT, top + 5.0], small, WHITE, text.get(second));
    let (kind, address) = pen
        .faces
        .fitted((Style::Display, 15.0), 7.0, passes.address(), RIGHT - LEFT);
    pen.text([LEFT, top + 11.4], kind, WHITE, &address);
}
