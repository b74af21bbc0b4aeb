//! Debrief: the result on the visitor's own work, the trade as it is, how to train, what next.

mod metier;
mod next_steps;
mod result;
mod training;

use bevy::prelude::*;

use super::{
    Control, Page, flow,
    frame::{self, Ways},
    intro,
};
use crate::{
    kiosk::EventData,
    kit::{Kit, Library},
    mechanics::Level,
    stage::eye::Covered,
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Parent, Style},
    },
};

/// Share of the screen the visitor's own work keeps on the first page.
const OWN_WORK: f32 = 0.46;

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    library: Res<Library>,
    page: Res<Page>,
    event: Res<EventData>,
    mut covered: ResMut<Covered>,
) {
    let Some(kit) = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit)) else {
        return;
    };
    let portrait = painter.is_portrait();
    let page = page.0.min(flow::DEBRIEF_PAGES - 1);
    let size = painter.display.size;
    covered.set_if_neq(Covered {
        left: tokens::MARGIN,
        top: tokens::TOP_BAR,
        right: if portrait {
            tokens::MARGIN
        } else {
            size.x * (1.0 - OWN_WORK) + tokens::MARGIN
        },
        bottom: if portrait {
            size.y - tokens::TOP_BAR - (size.y - tokens::TOP_BAR) * OWN_WORK * 0.72
        } else {
            tokens::MARGIN
        },
    });
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        screen
            .spawn(widgets::glass(frame::body(&painter)))
            .with_children(|body| {
                if page == 0 {
                    // The diorama shows through here.
                    body.spawn(widgets::glass(Node {
                        width: if portrait {
                            percent(100)
                        } else {
                            percent(100.0 * OWN_WORK)
                        },
                        height: if portrait {
                            percent(100.0 * OWN_WORK * 0.72)
                        } else {
                            percent(100)
                        },
                        flex_shrink: 0.0,
                        ..default()
                    }));
                } else if page == 1 && !painter.large() {
                    intro::cover(body, painter.picture(kit.id(), &kit.intro().cover), portrait);
                }
                let paper = Node {
                    flex_grow: 1.0,
                    flex_basis: px(0.0),
                    min_height: px(0.0),
                    padding: UiRect::all(px(match (painter.large(), page == 0 && is_crowded(kit)) {
                        (true, true) => 9.0,
                        (false, false) => 18.0,
                        _ => 12.0,
                    })),
                    flex_direction: FlexDirection::Column,
                    justify_content: JustifyContent::SpaceBetween,
                    row_gap: px(8.0),
                    ..default()
                };
                body.spawn((widgets::panel(paper), Enters::at(0)))
                    .with_children(|paper| {
                        let words = Node {
                            flex_grow: 1.0,
                            flex_direction: FlexDirection::Column,
                            justify_content: JustifyContent::SpaceEvenly,
                            row_gap: px(7.0),
                            ..default()
                        };
                        paper.spawn(widgets::glass(words)).with_children(|words| match page {
                            0 => result::draw(words, &painter, kit),
                            1 => metier::draw(words, &painter, kit),
                            2 => training::draw(words, &painter, kit),
                            _ => next_steps::draw(words, &painter, kit, &event),
                        });
                        foot(paper, &painter, page);
                    });
            });
    });
}

/// Dots for the pages, « rejouer » on the first, « suite » on all.
fn foot(paper: Parent, painter: &Painter, page: usize) {
    let row = Node {
        justify_content: JustifyContent::SpaceBetween,
        align_items: AlignItems::Center,
        column_gap: px(tokens::GAP),
        flex_shrink: 0.0,
        ..default()
    };
    paper.spawn(widgets::glass(row)).with_children(|row| {
        if page == 0 {
            let key = match painter.visit.level {
                Level::Discovery => "debrief-again",
                Level::Challenge => "debrief-again-expert",
                Level::Expert => "debrief-again-same",
            };
            let icon = if painter.large() { None } else { Some("defi") };
            let caption = Caption {
                text: painter.say(key),
                icon,
            };
            widgets::button(row, painter, Control::Again, caption, Style::Chosen, 2);
        } else {
            row.spawn(widgets::glass(Node {
                column_gap: px(5.0),
                ..default()
            }))
            .with_children(|dots| {
                for index in 0..flow::DEBRIEF_PAGES {
                    let colour = if index == page {
                        tokens::EMBER
                    } else {
                        tokens::PAPER_DEEP
                    };
                    dots.spawn(widgets::glass(Node {
                        width: px(9.0),
                        height: px(9.0),
                        border_radius: BorderRadius::all(px(4.5)),
                        ..default()
                    }))
                    .insert(BackgroundColor(colour));
                }
            });
        }
        let caption = Caption {
            text: painter.say("next"),
            icon: Some("suite"),
        };
        widgets::button(row, painter, Control::Next, caption, Style::Primary, 3);
    });
}

fn is_crowded(kit: &Kit) -> bool {
    kit.criteria().len() > 3
}

fn heading(parent: Parent, painter: &Painter, key: &str) {
    parent.spawn(widgets::label(
        painter,
        painter.say(key),
        Face::Display,
        TypeSize::Heading,
        tokens::INK,
    ));
}

fn paragraph(parent: Parent, painter: &Painter, text: String) {
    parent.spawn(widgets::label(
        painter,
        text,
        Face::Text,
        TypeSize::Body,
        tokens::INK_SOFT,
    ));
}

fn column(gap: f32) -> Node {
    Node {
        flex_direction: FlexDirection::Column,
        row_gap: px(gap),
        ..default()
    }
}

/// Larger than body where there is room: pages of few words are read from further away.
fn roomy(painter: &Painter) -> TypeSize {
    if painter.large() {
        TypeSize::Small
    } else {
        TypeSize::Lead
    }
}
