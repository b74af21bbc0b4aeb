//! Last page: what next, where this métier can be met now, and whether it pleased.

use bevy::{prelude::*, ui_widgets::Button};

use super::{heading, roomy};
use crate::{
    kiosk::EventData,
    kit::Kit,
    screens::Control,
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Parent},
    },
    visitor::Liking,
};

pub(super) fn draw(words: Parent, painter: &Painter, kit: &Kit, event: &EventData) {
    heading(words, painter, "debrief-next-steps");
    for step in kit.debrief().next_steps.iter().take(2) {
        words
            .spawn(widgets::glass(Node {
                column_gap: px(7.0),
                ..default()
            }))
            .with_children(|line| {
                line.spawn(widgets::icon(painter, "suite", 15.0, tokens::EMBER));
                line.spawn((
                    widgets::label(
                        painter,
                        painter.tell(step),
                        Face::Text,
                        roomy(painter),
                        tokens::INK_SOFT,
                    ),
                    Node {
                        flex_shrink: 1.0,
                        ..default()
                    },
                ));
            });
    }
    for stand in event.stands_now(kit.id()) {
        words
            .spawn(widgets::glass(Node {
                column_gap: px(7.0),
                align_items: AlignItems::Center,
                ..default()
            }))
            .with_children(|line| {
                line.spawn(widgets::icon(painter, "stand", 18.0, tokens::LEAF));
                let text = format!(
                    "{} — {}, {}",
                    painter.say("debrief-stand"),
                    painter.tell(&stand.name),
                    painter.tell(&stand.place)
                );
                line.spawn((
                    widgets::label(painter, text, Face::TextBold, TypeSize::Small, tokens::INK),
                    Node {
                        flex_shrink: 1.0,
                        ..default()
                    },
                ));
            });
    }
    heading(words, painter, "debrief-liked");
    words
        .spawn(widgets::glass(Node {
            column_gap: px(tokens::MARGIN),
            justify_content: JustifyContent::Center,
            ..default()
        }))
        .with_children(|faces| {
            for liking in Liking::ALL {
                face(faces, painter, liking);
            }
        });
}

fn face(parent: Parent, painter: &Painter, liking: Liking) {
    let (icon, key) = match liking {
        Liking::Yes => ("visage_content", "debrief-liked-yes"),
        Liking::SoSo => ("visage_neutre", "debrief-liked-so-so"),
        Liking::No => ("visage_decu", "debrief-liked-no"),
    };
    let chosen = painter.visit.liked == Some(liking);
    parent
        .spawn((
            Button,
            Control::Face(liking),
            Node {
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                padding: UiRect::axes(px(12.0), px(5.0)),
                border_radius: BorderRadius::all(px(tokens::RADIUS)),
                ..default()
            },
            BackgroundColor(if chosen { tokens::SUN } else { tokens::PAPER_DEEP }),
        ))
        .with_children(|card| {
            card.spawn(widgets::icon(painter, icon, 38.0, tokens::INK));
            card.spawn(widgets::label(
                painter,
                painter.say(key),
                Face::TextBold,
                TypeSize::Small,
                tokens::INK,
            ));
        });
}
