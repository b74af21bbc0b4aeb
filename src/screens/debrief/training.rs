//! Third page: how to train; only diplomas that are valid today.

use bevy::prelude::*;
use jiff::Zoned;

use super::{column, heading, roomy};
use crate::{
    kit::Kit,
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Parent},
    },
};

pub(super) fn draw(words: Parent, painter: &Painter, kit: &Kit) {
    heading(words, painter, "debrief-diplomas");
    let diplomas = kit.diplomas_on(Zoned::now().date());
    if diplomas.is_empty() {
        let text = painter.say("debrief-no-diploma");
        words.spawn(widgets::label(painter, text, Face::Text, roomy(painter), tokens::INK));
    }
    for diploma in diplomas.iter().take(3) {
        words
            .spawn(widgets::glass(Node {
                column_gap: px(8.0),
                align_items: AlignItems::Center,
                ..default()
            }))
            .with_children(|line| {
                let icon = if diploma.apprenticeship {
                    "apprentissage"
                } else {
                    "diplome"
                };
                line.spawn(widgets::icon(painter, icon, 22.0, tokens::EMBER));
                line.spawn(widgets::glass(Node {
                    flex_shrink: 1.0,
                    ..column(1.0)
                }))
                .with_children(|lines| {
                    let name = diploma.name.clone();
                    lines.spawn(widgets::label(
                        painter,
                        name,
                        Face::TextBold,
                        roomy(painter),
                        tokens::INK,
                    ));
                    let way = if diploma.apprenticeship {
                        "debrief-apprenticeship"
                    } else {
                        "debrief-school"
                    };
                    let text = painter.say(way);
                    lines.spawn(widgets::label(
                        painter,
                        text,
                        Face::Text,
                        TypeSize::Small,
                        tokens::INK_SOFT,
                    ));
                });
            });
    }
    if let Some(diploma) = diplomas.first() {
        let source = [("source", "France compétences"), ("date", diploma.source.date.as_str())];
        let source = painter.say_with("debrief-source", &source);
        words.spawn(widgets::label(
            painter,
            source,
            Face::Text,
            TypeSize::Small,
            tokens::INK_SOFT,
        ));
    }
}
