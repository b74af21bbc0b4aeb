//! Where words, feelings and cards stand on the glass, so that the person is never covered. Pure.

use bevy::math::{Rect, Vec2};

use crate::{stage::eye::Covered, theme::tokens::TypeSize};

/// Between what lies side by side, units.
const GAP: f32 = 8.0;
/// Least height of a card, units: 48 mm and never less than 42.
const CARD_HEIGHT: f32 = 48.0;
/// No card is wider, units: a longer line is read less well.
const CARD_WIDTH: f32 = 264.0;
/// What lies between the edge of a card, or of the bubble, and its text, units.
pub(super) const PADDING: Vec2 = Vec2::new(11.0, 8.0);
/// Width of the bubble beside the person, units; in large text more.
const BUBBLE_WIDTH: (f32, f32) = (178.0, 206.0);
/// Height of the feelings' row, units; in large text more.
const FEELINGS_HEIGHT: (f32, f32) = (22.0, 30.0);
/// The name over the words, units; in large text more.
const NAME_HEIGHT: (f32, f32) = (17.0, 25.0);
/// Mean width of a letter, and height of a line, as shares of the type's size.
const LETTER: f32 = 0.52;
const LINE: f32 = 1.25;
/// Words that do not fit break a line early: so much of a line is lost at its end.
const LOST: f32 = 0.12;

/// What there is room for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// Free of panels, units.
    pub(super) free: Rect,
    /// Below this nothing of the top bar is in the way.
    pub(super) below_bar: f32,
    pub(super) portrait: bool,
    pub(super) large: bool,
}

/// What has to be read, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    /// Letters of the longest line and of the longest reply.
    pub(super) line: usize,
    pub(super) reply: usize,
    /// The most cards there are at once.
    pub(super) cards: usize,
    pub(super) feelings: usize,
}

/// Everything's place, units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Layout {
    card: Vec2,
    /// Lower edge of the cards, and the middle between their two columns.
    floor: f32,
    middle: f32,
    /// As high as the longest line needs.
    pub(super) bubble: Rect,
    pub(super) feelings: Rect,
    /// What the eye leaves free for it.
    pub(super) aside: Covered,
}

/// Type of the person's words, and of the cards.
pub(super) fn type_of_line(large: bool) -> TypeSize {
    if large { TypeSize::Small } else { TypeSize::Label }
}

pub(super) fn type_of_card(large: bool) -> TypeSize {
    if large { TypeSize::Small } else { TypeSize::Body }
}

fn pick(pair: (f32, f32), large: bool) -> f32 {
    if large { pair.1 } else { pair.0 }
}

/// Height of a text of so many letters in lines of this width, units.
fn height(letters: usize, size: TypeSize, large: bool, width: f32) -> f32 {
    let units = size.units(large);
    let lines = (letters as f32 * units * LETTER / (width * (1.0 - LOST)))
        .ceil()
        .max(1.0);
    lines * units * LINE
}

impl Layout {
    pub(super) fn new(room: Room, texts: Texts) -> Self {
        let Room { free, large, .. } = room;
        let width = ((free.width() - GAP) / 2.0).min(CARD_WIDTH);
        let text = height(texts.reply, type_of_card(large), large, width - 2.0 * PADDING.x);
        let card = Vec2::new(width, (text + 2.0 * PADDING.y).max(CARD_HEIGHT));
        let rows = texts.cards.div_ceil(2) as f32;
        let cards = rows * (card.y + GAP);
        let feelings_height = if texts.feelings > 0 {
            pick(FEELINGS_HEIGHT, large)
        } else {
            0.0
        };
        let floor = free.max.y;
        let feelings_top = floor - cards - feelings_height;
        let feelings = Rect::new(free.min.x, feelings_top, free.max.x, feelings_top + feelings_height);
        let bottom = cards + if texts.feelings > 0 { feelings_height + GAP } else { 0.0 };
        let (bubble, aside) = if room.portrait {
            Self::above(room, texts, bottom)
        } else {
            Self::beside(room, texts, bottom)
        };
        Self {
            card,
            floor,
            middle: free.center().x,
            bubble,
            feelings,
            aside,
        }
    }

    /// On a screen that lies there is more room beside the diorama than above it.
    fn beside(room: Room, texts: Texts, bottom: f32) -> (Rect, Covered) {
        let width = pick(BUBBLE_WIDTH, room.large);
        let top = room.below_bar.max(room.free.min.y);
        let low = room.free.max.y - bottom - GAP;
        let high = bubble_height(room, texts, width).min((low - top).max(CARD_HEIGHT));
        let bubble = Rect::new(room.free.min.x, top, room.free.min.x + width, top + high);
        let aside = Covered {
            left: width + 2.0 * GAP,
            bottom,
            ..Covered::default()
        };
        (bubble, aside)
    }

    fn above(room: Room, texts: Texts, bottom: f32) -> (Rect, Covered) {
        let free = room.free;
        let top = room.below_bar.max(free.min.y + GAP);
        let high = bubble_height(room, texts, free.width());
        let bubble = Rect::new(free.min.x, top, free.max.x, top + high);
        let aside = Covered {
            top: bubble.max.y - free.min.y + 2.0 * GAP,
            bottom,
            ..Covered::default()
        };
        (bubble, aside)
    }

    /// The card in `slot` of a line with so many.
    pub(super) fn card(&self, count: usize, slot: usize) -> Rect {
        let rows = count.div_ceil(2);
        let row = slot / 2;
        let top = self.floor - (rows - row.min(rows.saturating_sub(1))) as f32 * (self.card.y + GAP) + GAP;
        // The odd one stands in the middle.
        let left = if slot + 1 == count && count % 2 == 1 {
            self.middle - self.card.x / 2.0
        } else if slot.is_multiple_of(2) {
            self.middle - GAP / 2.0 - self.card.x
        } else {
            self.middle + GAP / 2.0
        };
        let corner = Vec2::new(left, top);
        Rect::from_corners(corner, corner + self.card)
    }
}

fn bubble_height(room: Room, texts: Texts, width: f32) -> f32 {
    let large = room.large;
    let words = height(texts.line, type_of_line(large), large, width - 2.0 * PADDING.x);
    pick(NAME_HEIGHT, large) + words + 2.0 * PADDING.y
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: Texts = Texts {
        line: 140,
        reply: 72,
        cards: 4,
        feelings: 3,
    };

    fn rooms() -> [Room; 4] {
        let wide = |large| Room {
            free: Rect::new(10.0, 16.0, if large { 431.0 } else { 498.0 }, 388.0),
            below_bar: 50.0,
            portrait: false,
            large,
        };
        let tall = |large| Room {
            free: Rect::new(6.0, 44.0, 392.0, if large { 500.0 } else { 564.0 }),
            below_bar: 50.0,
            portrait: true,
            large,
        };
        [wide(false), wide(true), tall(false), tall(true)]
    }

    #[test]
    fn nothing_lies_on_anything_else_and_all_is_on_the_glass() {
        for room in rooms() {
            for count in 2..=4 {
                let layout = Layout::new(room, Texts { cards: count, ..TEXTS });
                let mut places = vec![layout.bubble, layout.feelings];
                places.extend((0..count).map(|slot| layout.card(count, slot)));
                for (index, place) in places.iter().enumerate() {
                    assert!(room.free.union(*place) == room.free, "{room:?}: {place:?}");
                    for other in &places[index + 1..] {
                        assert!(place.intersect(*other).is_empty(), "{room:?}: {place:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_card_is_a_target_for_any_finger() {
        for room in rooms() {
            let card = Layout::new(room, TEXTS).card(4, 0);
            assert!(card.height() >= CARD_HEIGHT && card.width() > 150.0, "{card:?}");
        }
    }

    #[test]
    fn the_person_keeps_a_third_of_the_room_in_usual_text() {
        for room in rooms().into_iter().filter(|room| !room.large) {
            let layout = Layout::new(room, Texts { cards: 2, ..TEXTS });
            let (free, aside) = (room.free.size(), layout.aside);
            let left = free - Vec2::new(aside.left + aside.right, aside.top + aside.bottom);
            assert!(left.x * left.y > free.x * free.y / 3.0, "{room:?}: {left}");
        }
    }
}
