//! Finale: the eye draws back from what was made, and one sees what it serves.

use bevy::prelude::*;

use super::{
    Control,
    frame::{self, Ways},
};
use crate::{
    kit::Library,
    stage::{Flight, Stage, eye::Covered},
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
};

/// Height of the strip with the words, units; on a tall screen button and words are one above the other.
const STRIP: f32 = 62.0;
const STRIP_TALL: f32 = 124.0;
/// Share of a wide screen's height by which the diorama may rise above it.
const CLOUDS: f32 = 0.075;

/// Whether the words may tell what one sees.
pub(super) fn is_revealed(stage: &Stage) -> bool {
    stage.flight().is_some_and(Flight::has_shown)
}

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    stage: Res<Stage>,
    library: Res<Library>,
    mut covered: ResMut<Covered>,
) {
    let kit = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit));
    let Some(finale) = kit.and_then(|kit| kit.finale()) else {
        return;
    };
    let portrait = painter.is_portrait();
    let strip = if portrait { STRIP_TALL } else { STRIP } * if painter.large() { 1.3 } else { 1.0 };
    // The words' place is kept from the beginning: the eye must not change its goal under way.
    covered.set_if_neq(Covered {
        left: tokens::MARGIN,
        right: tokens::MARGIN,
        // The highest cloud may leave a wide screen, no blade may: what stands on the sea is then the larger.
        top: if portrait {
            tokens::MARGIN
        } else {
            -CLOUDS * painter.display.size.y
        },
        bottom: strip + tokens::MARGIN,
    });
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        let row = Node {
            position_type: PositionType::Absolute,
            left: px(tokens::MARGIN),
            right: px(tokens::MARGIN),
            bottom: px(tokens::MARGIN),
            height: px(strip),
            flex_direction: if portrait {
                FlexDirection::Column
            } else {
                FlexDirection::Row
            },
            justify_content: JustifyContent::FlexEnd,
            align_items: if portrait {
                AlignItems::Stretch
            } else {
                AlignItems::Center
            },
            column_gap: px(tokens::MARGIN),
            row_gap: px(tokens::GAP),
            ..default()
        };
        screen.spawn(widgets::glass(row)).with_children(|row| {
            if is_revealed(&stage) {
                words(row, &painter, painter.tell(&finale.text));
            }
            let next = Caption::text(painter.say("next"));
            widgets::button(row, &painter, Control::Next, next, Style::Primary, 0);
        });
    });
}

fn words(row: widgets::Parent, painter: &Painter, text: String) {
    let paper = Node {
        flex_grow: 1.0,
        flex_shrink: 1.0,
        padding: UiRect::axes(px(18.0), px(10.0)),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    };
    row.spawn((widgets::panel(paper), Enters::at(0))).with_child((
        widgets::label(
            painter,
            text,
            Face::Display,
            if painter.large() {
                TypeSize::Label
            } else {
                TypeSize::Heading
            },
            tokens::INK,
        ),
        widgets::centred(),
    ));
}
