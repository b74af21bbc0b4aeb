//! Out of order: nothing can be played. Calm for visitors, one line for staff.

use bevy::prelude::*;

use super::frame::{self, Ways};
use crate::{
    finding::Severity,
    kiosk::service::OutOfOrder,
    kit::Library,
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    library: Res<Library>,
    out_of_order: Option<Res<OutOfOrder>>,
) {
    let found = library
        .findings()
        .iter()
        .find(|finding| finding.severity == Severity::Error)
        .map_or_else(
            || painter.say("out-no-kit"),
            |finding| finding.headline(painter.language()),
        );
    let reason = match &out_of_order {
        Some(faults) => painter.say_with("out-code", &[("code", &faults.0), ("told", &faults.told())]),
        None => found,
    };
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::None);
        let centre = Node {
            flex_grow: 1.0,
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            padding: UiRect::all(px(30.0)),
            row_gap: px(14.0),
            ..default()
        };
        screen.spawn(widgets::glass(centre)).with_children(|centre| {
            centre.spawn(widgets::icon(&painter, "horloge", 70.0, tokens::ON_STAGE));
            for (key, face, size) in [
                ("out-title", Face::Display, TypeSize::Title),
                ("out-text", Face::Text, TypeSize::Body),
            ] {
                centre.spawn((
                    widgets::label(&painter, painter.say(key), face, size, tokens::ON_STAGE),
                    widgets::centred(),
                ));
            }
        });
        screen
            .spawn(widgets::glass(Node {
                padding: UiRect::all(px(tokens::MARGIN)),
                ..default()
            }))
            .with_children(|foot| {
                let text = painter.say_with("out-staff", &[("reason", &reason)]);
                foot.spawn(widgets::label(
                    &painter,
                    text,
                    Face::Text,
                    TypeSize::Small,
                    tokens::ON_STAGE,
                ));
            });
    });
}
