//! Who: the one question, answered with one touch or not at all.

use bevy::{prelude::*, ui_widgets::Button};

use super::{
    Control,
    frame::{self, Ways},
};
use crate::{
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
    visitor::Who,
};

pub(super) fn draw(mut commands: Commands, painter: Painter) {
    let portrait = painter.is_portrait();
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        let column = Node {
            flex_grow: 1.0,
            min_height: px(0.0),
            flex_direction: FlexDirection::Column,
            padding: UiRect {
                left: px(tokens::MARGIN),
                right: px(tokens::MARGIN),
                bottom: px(tokens::MARGIN),
                ..default()
            },
            row_gap: px(12.0),
            ..default()
        };
        screen.spawn(widgets::glass(column)).with_children(|column| {
            column.spawn((
                widgets::label(
                    &painter,
                    painter.say("who-title"),
                    Face::Display,
                    TypeSize::Title,
                    tokens::ON_STAGE,
                ),
                widgets::centred(),
            ));
            let columns = if portrait { 2 } else { 3 };
            column
                .spawn(widgets::glass(Node {
                    display: Display::Grid,
                    flex_grow: 1.0,
                    min_height: px(0.0),
                    grid_template_columns: RepeatedGridTrack::flex(columns, 1.0),
                    grid_auto_rows: GridTrack::flex(1.0),
                    column_gap: px(tokens::MARGIN),
                    row_gap: px(tokens::MARGIN),
                    ..default()
                }))
                .with_children(|grid| {
                    for (place, who) in Who::ALL.into_iter().enumerate() {
                        choice(grid, &painter, who, place);
                    }
                });
            column
                .spawn(widgets::glass(Node {
                    flex_wrap: FlexWrap::Wrap,
                    justify_content: JustifyContent::Center,
                    column_gap: px(tokens::GAP),
                    row_gap: px(tokens::GAP),
                    ..default()
                }))
                .with_children(|row| {
                    let not_counted = painter.visit.not_counted;
                    let caption = Caption {
                        text: painter.say(if not_counted {
                            "who-not-counted-on"
                        } else {
                            "who-not-counted"
                        }),
                        icon: not_counted.then_some("coche"),
                    };
                    let style = if not_counted { Style::Chosen } else { Style::Tool };
                    widgets::button(row, &painter, Control::NotCounted, caption, style, 6);
                    let notice = Caption {
                        text: painter.say("who-notice"),
                        icon: Some("cadenas"),
                    };
                    widgets::button(row, &painter, Control::Notice, notice, Style::Tool, 7);
                    let skip = Caption {
                        text: painter.say(if painter.visit.who.is_some() {
                            "who-go-on"
                        } else {
                            "who-skip"
                        }),
                        icon: Some("suite"),
                    };
                    widgets::button(row, &painter, Control::SkipWho, skip, Style::Tool, 8);
                });
        });
    });
}

fn choice(parent: widgets::Parent, painter: &Painter, who: Who, place: usize) {
    let chosen = painter.visit.who == Some(who);
    parent
        .spawn((
            Button,
            Control::Who(who),
            Enters::at(place),
            Node {
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                row_gap: px(6.0),
                padding: UiRect::all(px(8.0)),
                min_height: px(tokens::TARGET),
                border: UiRect::bottom(px(tokens::EDGE * 1.6)),
                border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
                ..default()
            },
            BackgroundColor(if chosen { tokens::SUN } else { tokens::PAPER }),
            BorderColor::all(if chosen { tokens::SUN_DEEP } else { tokens::PAPER_EDGE }),
            widgets::shadow(8.0),
        ))
        .with_children(|card| {
            card.spawn(widgets::icon(
                painter,
                who.key(),
                if painter.large() { 46.0 } else { 66.0 },
                tokens::EMBER,
            ));
            let text = painter.say(&format!("who-{}", who.key()));
            card.spawn((
                widgets::label(painter, text, Face::Display, TypeSize::Lead, tokens::INK),
                widgets::centred(),
            ));
        });
}
