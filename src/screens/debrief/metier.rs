//! Second page: the trade as it is, beyond what was played; every fact with its source.

use bevy::prelude::*;

use super::{heading, paragraph};
use crate::{
    kit::Kit,
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Parent},
    },
};

/// Room for what is told here, sources included, characters: more would push « suite » off the screen.
const ROOM_CHARS: usize = 415;

pub(super) fn draw(words: Parent, painter: &Painter, kit: &Kit) {
    heading(words, painter, "debrief-beyond");
    let beyond = painter.tell(&kit.debrief().beyond);
    let mut room = ROOM_CHARS.saturating_sub(beyond.chars().count());
    paragraph(words, painter, beyond);
    for (index, fact) in kit.facts().iter().take(if painter.large() { 1 } else { 2 }).enumerate() {
        let needs = painter.tell(&fact.text).chars().count() + fact.source.title.chars().count();
        if needs > room && index > 0 {
            break;
        }
        room = room.saturating_sub(needs);
        words
            .spawn(widgets::glass(Node {
                padding: UiRect::all(px(10.0)),
                border: UiRect::left(px(4.0)),
                flex_direction: FlexDirection::Column,
                row_gap: px(3.0),
                ..default()
            }))
            .insert((BackgroundColor(tokens::PAPER_DEEP), BorderColor::all(tokens::EMBER)))
            .with_children(|fact_lines| {
                let size = TypeSize::Small;
                fact_lines.spawn(widgets::label(
                    painter,
                    painter.tell(&fact.text),
                    Face::Text,
                    size,
                    tokens::INK,
                ));
                let source = [
                    ("source", fact.source.title.as_str()),
                    ("date", fact.source.date.as_str()),
                ];
                let source = painter.say_with("debrief-source", &source);
                fact_lines.spawn(widgets::label(painter, source, Face::Text, size, tokens::INK_SOFT));
            });
    }
}
