//! First page: what was done, criterion by criterion, in the trade's words.

use bevy::prelude::*;

use super::{column, heading, is_crowded};
use crate::{
    kit::Kit,
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Parent},
    },
};

pub(super) fn draw(words: Parent, painter: &Painter, kit: &Kit) {
    if painter.visit.mystery {
        let text = format!(
            "{} {}",
            painter.say("mystery-reveal"),
            kit.title(painter.language()).to_lowercase()
        );
        words.spawn(widgets::label(
            painter,
            text,
            Face::Display,
            TypeSize::Label,
            tokens::EMBER_DEEP,
        ));
    }
    // Four criteria leave less room for the words above them; the name that was a mystery is a heading, too.
    let crowded = is_crowded(kit);
    let is_long = [painter.large(), painter.visit.mystery, crowded];
    if is_long.iter().filter(|long| **long).count() < 2 {
        heading(words, painter, "debrief-page-result");
    }
    if !painter.large() {
        let done = painter.tell(&kit.debrief().done);
        words.spawn(widgets::label(
            painter,
            done,
            Face::Text,
            if crowded { TypeSize::Body } else { TypeSize::Lead },
            tokens::INK_SOFT,
        ));
    }
    let mut advice = None;
    for criterion in kit.criteria() {
        let Some((share, weakest)) = painter.visit.mark(&criterion.id) else {
            continue;
        };
        let colour = if share > 0.66 { tokens::LEAF } else { tokens::SUN };
        words.spawn(widgets::glass(column(2.0))).with_children(|line| {
            let name = painter.tell(&criterion.name);
            let size = match (crowded, painter.large()) {
                (false, _) => TypeSize::Label,
                (true, false) => TypeSize::Body,
                (true, true) => TypeSize::Small,
            };
            line.spawn(widgets::label(painter, name, Face::TextBold, size, tokens::INK));
            widgets::bar(line, share, colour);
        });
        if let Some(weakest) = weakest.filter(|mark| advice.as_ref().is_none_or(|(least, _)| mark.mark < *least)) {
            advice = Some((weakest.mark, painter.tell(&weakest.advice)));
        }
    }
    let (picture, colour) = if advice.is_some() {
        ("aide", tokens::EMBER)
    } else {
        ("coche", tokens::LEAF)
    };
    // All three at once leave no room for more than the bars.
    if is_long.iter().all(|long| *long) {
        return;
    }
    let text = advice.map_or_else(|| painter.say("debrief-perfect"), |(_, text)| text);
    words
        .spawn(widgets::glass(Node {
            column_gap: px(7.0),
            align_items: AlignItems::Center,
            ..default()
        }))
        .with_children(|line| {
            line.spawn(widgets::icon(painter, picture, 18.0, colour));
            line.spawn((
                widgets::label(painter, text, Face::Text, TypeSize::Small, tokens::INK),
                Node {
                    flex_shrink: 1.0,
                    ..default()
                },
            ));
        });
}
