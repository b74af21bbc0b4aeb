//! Intro: who needs you and what to do, while the workshop opens behind the card.

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

/// A title with more characters is written smaller.
const LONG_TITLE: usize = 24;

pub(super) fn draw(mut commands: Commands, painter: Painter, library: Res<Library>) {
    let Some(kit) = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit)) else {
        return;
    };
    let mystery = painter.visit.mystery;
    let (image, title, text) = if mystery {
        (
            &kit.mystery().image,
            painter.say("mystery-title"),
            painter.tell(&kit.mystery().text),
        )
    } else {
        (
            &kit.intro().cover,
            kit.title(painter.language()),
            painter.tell(&kit.intro().text),
        )
    };
    let picture = painter.picture(kit.id(), image);
    let minutes = kit.duration_minutes().to_string();
    let steps = kit.steps().len().to_string();
    let size = if painter.large() {
        TypeSize::Small
    } else {
        TypeSize::Lead
    };
    // « Menuisière-agenceuse, menuisier-agenceur » in the largest size takes the room of the buttons.
    let title_size = if title.chars().count() > LONG_TITLE {
        TypeSize::Heading
    } else {
        TypeSize::Title
    };
    let strong = tokens::sector(kit.metier().sector).strong;
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        screen
            .spawn(widgets::glass(frame::body(&painter)))
            .with_children(|body| {
                cover(body, picture, painter.is_portrait());
                let paper = Node {
                    flex_grow: 1.0,
                    flex_basis: px(0.0),
                    padding: UiRect::all(px(if painter.large() { 13.0 } else { 22.0 })),
                    flex_direction: FlexDirection::Column,
                    justify_content: JustifyContent::SpaceBetween,
                    row_gap: px(10.0),
                    ..default()
                };
                body.spawn((widgets::panel(paper), Enters::at(1)))
                    .with_children(|paper| {
                        paper.spawn(widgets::glass(column(9.0))).with_children(|words| {
                            words
                                .spawn(widgets::glass(Node {
                                    column_gap: px(6.0),
                                    ..default()
                                }))
                                .with_children(|tags| {
                                    let minutes = painter.say_with("intro-duration", &[("minutes", &minutes)]);
                                    if !mystery {
                                        let branch = painter.tell(kit.branch());
                                        widgets::tag(tags, &painter, branch, strong, tokens::WHITE);
                                    }
                                    widgets::tag(tags, &painter, minutes, tokens::SUN, tokens::INK);
                                    if !mystery && !painter.large() {
                                        let steps = painter.say_with("intro-steps", &[("steps", &steps)]);
                                        widgets::tag(tags, &painter, steps, tokens::PAPER_DEEP, tokens::INK);
                                    }
                                });
                            words.spawn(widgets::label(&painter, title, Face::Display, title_size, tokens::INK));
                            words.spawn(widgets::label(&painter, text, Face::Text, size, tokens::INK_SOFT));
                        });
                        paper.spawn(widgets::glass(column(9.0))).with_children(|buttons| {
                            let start = Caption {
                                text: painter.say("intro-start"),
                                icon: Some("main"),
                            };
                            widgets::button(buttons, &painter, Control::Start, start, Style::Primary, 2);
                            let others = Caption::text(painter.say("intro-others"));
                            widgets::button(buttons, &painter, Control::OtherMetiers, others, Style::Chosen, 3);
                        });
                    });
            });
    });
}

fn column(gap: f32) -> Node {
    Node {
        flex_direction: FlexDirection::Column,
        row_gap: px(gap),
        ..default()
    }
}

/// The kit's picture in a rounded frame that it fills.
pub(super) fn cover(parent: widgets::Parent, picture: Handle<Image>, portrait: bool) {
    let frame = Node {
        width: if portrait { percent(100) } else { percent(50) },
        height: if portrait { percent(44) } else { percent(100) },
        flex_shrink: 0.0,
        border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
        ..default()
    };
    parent
        .spawn((
            frame,
            BackgroundColor(tokens::PAPER_DEEP),
            widgets::shadow(12.0),
            Enters::at(0),
        ))
        .with_child(widgets::filling(picture, BorderRadius::all(px(tokens::CARD_RADIUS))));
}
