//! Carnet: what to take away. Its place is kept; until the phone's code comes, the number on the printed card.

use bevy::prelude::*;

use super::{
    Control,
    frame::{self, Ways},
};
use crate::{
    kit::Library,
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
};

pub(super) fn draw(mut commands: Commands, painter: Painter, library: Res<Library>) {
    let Some(kit) = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit)) else {
        return;
    };
    let colours = tokens::sector(kit.metier().sector);
    let root = frame::root(&mut commands);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        let centre = Node {
            flex_grow: 1.0,
            flex_direction: if painter.is_portrait() {
                FlexDirection::Column
            } else {
                FlexDirection::Row
            },
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            padding: UiRect {
                left: px(tokens::MARGIN),
                right: px(tokens::MARGIN),
                bottom: px(tokens::MARGIN),
                ..default()
            },
            column_gap: px(20.0),
            row_gap: px(16.0),
            ..default()
        };
        screen.spawn(widgets::glass(centre)).with_children(|centre| {
            let paper = Node {
                max_width: px(470.0),
                padding: UiRect::axes(px(26.0), px(if painter.large() { 12.0 } else { 20.0 })),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                row_gap: px(8.0),
                ..default()
            };
            centre
                .spawn((widgets::panel(paper), Enters::at(0)))
                .with_children(|paper| {
                    let title = painter.say("carnet-title");
                    paper.spawn((
                        widgets::label(&painter, title, Face::Display, TypeSize::Heading, tokens::INK),
                        widgets::centred(),
                    ));
                    paper.spawn((
                        widgets::label(
                            &painter,
                            painter.say("carnet-text"),
                            Face::Text,
                            TypeSize::Body,
                            tokens::INK_SOFT,
                        ),
                        widgets::centred(),
                    ));
                    stamp(paper, &painter, kit.metier().number, colours.strong);
                    paper.spawn((
                        widgets::label(
                            &painter,
                            kit.title(painter.language()),
                            Face::Display,
                            TypeSize::Label,
                            tokens::INK,
                        ),
                        widgets::centred(),
                    ));
                });
            let row = Node {
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Stretch,
                justify_content: JustifyContent::Center,
                column_gap: px(tokens::MARGIN),
                row_gap: px(tokens::GAP),
                ..default()
            };
            centre.spawn(widgets::glass(row)).with_children(|row| {
                let another = Caption::text(painter.say("carnet-another"));
                widgets::button(row, &painter, Control::Another, another, Style::Secondary, 1);
                let end = Caption {
                    text: painter.say("carnet-end"),
                    icon: Some("coche"),
                };
                widgets::button(row, &painter, Control::End, end, Style::Primary, 2);
            });
        });
    });
}

/// The métier's number, as it stands on the card, with a box that is ticked.
fn stamp(parent: widgets::Parent, painter: &Painter, number: u16, colour: Color) {
    let side = if painter.large() { 80.0 } else { 76.0 };
    parent
        .spawn(widgets::glass(Node {
            width: px(side),
            height: px(side),
            border: UiRect::all(px(3.0)),
            border_radius: BorderRadius::all(px(side / 2.0)),
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            ..default()
        }))
        .insert((
            BorderColor::all(colour),
            UiTransform::from_rotation(Rot2::degrees(-7.0)),
        ))
        .with_child(widgets::label(
            painter,
            number.to_string(),
            Face::Display,
            TypeSize::Hero,
            colour,
        ));
}
