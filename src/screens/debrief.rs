//! Debrief: the result on the visitor's own work, the trade as it is, how to train, what next.

use bevy::{prelude::*, ui_widgets::Button};
use jiff::Zoned;

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
    visitor::Liking,
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
    let root = frame::root(&mut commands);
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
                            0 => result(words, &painter, kit),
                            1 => metier(words, &painter, kit),
                            2 => training(words, &painter, kit),
                            _ => next_steps(words, &painter, kit, &event),
                        });
                        foot(paper, &painter, page);
                    });
            });
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

fn result(words: Parent, painter: &Painter, kit: &Kit) {
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
    // Four criteria leave less room for the words above them.
    let crowded = is_crowded(kit);
    if !(painter.large() && (painter.visit.mystery || crowded)) {
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

fn metier(words: Parent, painter: &Painter, kit: &Kit) {
    heading(words, painter, "debrief-beyond");
    paragraph(words, painter, painter.tell(&kit.debrief().beyond));
    for fact in kit.facts().iter().take(if painter.large() { 1 } else { 2 }) {
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

fn training(words: Parent, painter: &Painter, kit: &Kit) {
    heading(words, painter, "debrief-diplomas");
    for diploma in kit.diplomas_on(Zoned::now().date()).into_iter().take(3) {
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
    if let Some(diploma) = kit.diplomas_on(Zoned::now().date()).first() {
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

fn next_steps(words: Parent, painter: &Painter, kit: &Kit, event: &EventData) {
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
