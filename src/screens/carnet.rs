//! Carnet: what to take away. A code for the phone; without one, the numbers to tick on the printed card.

use bevy::{picking::Pickable, prelude::*};

use super::{
    Control, Page,
    frame::{self, Ways},
};
use crate::{
    kiosk::{
        carnet::{Code, QUIET},
        display::Display,
    },
    kit::{Kit, Library},
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Parent, Style},
    },
};

/// A code is never smaller on the glass, millimetres: phones of all ages read it at arm's length.
const CODE_MM: f32 = 60.0;
/// Share of the shorter room that the code takes if it may.
const CODE_WIDE: f32 = 0.6;
const CODE_TALL: f32 = 0.66;
/// More numbers than this are stamped smaller.
const BIG_STAMPS: usize = 3;
/// Side of a small one.
const SMALL_STAMP: f32 = 44.0;

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    library: Res<Library>,
    page: Res<Page>,
    code: Option<Res<Code>>,
) {
    let tried: Vec<&Kit> = painter
        .visit
        .tried
        .iter()
        .filter_map(|known| library.kit(&known.kit))
        .collect();
    // Whoever comes here has tried something; if the kit was taken away meanwhile there is still a way out.
    let code = code.as_ref().and_then(|code| code.picture());
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        screen
            .spawn(widgets::glass(middle(&painter)))
            .with_children(|middle| match code {
                Some((picture, side)) if page.0 == 0 => {
                    let module = module_px(&painter.display, side);
                    code_paper(middle, &painter, picture, side * module);
                    words(middle, &painter, &tried);
                }
                _ => {
                    card_paper(middle, &painter, &tried);
                    ways(middle, &painter, code.is_some());
                }
            });
    });
}

fn middle(painter: &Painter) -> Node {
    Node {
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
        column_gap: px(22.0),
        row_gap: px(16.0),
        ..default()
    }
}

/// Whole pixels for a module of a code with this many on a side: what is not whole blurs.
fn module_px(display: &Display, side: usize) -> usize {
    let size = display.size;
    let wished = if display.is_portrait() {
        size.x * CODE_TALL
    } else {
        (size.y * CODE_WIDE).min(size.x * 0.4)
    };
    let pixels = (wished * display.px_per_unit / side as f32).floor() as usize;
    let least = CODE_MM / display.mm_per_unit * display.px_per_unit / (side - 2 * QUIET) as f32;
    pixels.max(least.ceil() as usize).max(1)
}

fn code_paper(parent: Parent, painter: &Painter, picture: &Handle<Image>, pixels: usize) {
    let side = px(pixels as f32 / painter.display.px_per_unit);
    let paper = Node {
        padding: UiRect::all(px(4.0)),
        flex_shrink: 0.0,
        ..default()
    };
    parent
        .spawn((widgets::panel(paper), Enters::at(0)))
        .insert(BackgroundColor(tokens::WHITE))
        .with_child((
            ImageNode::new(picture.clone()),
            Node {
                width: side,
                height: side,
                ..default()
            },
            Pickable::IGNORE,
        ));
}

/// What scanning gives, what was tried, and what to do next.
fn words(parent: Parent, painter: &Painter, tried: &[&Kit]) {
    let column = Node {
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Stretch,
        justify_content: JustifyContent::Center,
        max_width: px(330.0),
        row_gap: px(tokens::GAP),
        ..default()
    };
    parent.spawn(widgets::glass(column)).with_children(|column| {
        let paper = Node {
            padding: UiRect::axes(px(18.0), px(if painter.large() { 8.0 } else { 14.0 })),
            flex_direction: FlexDirection::Column,
            row_gap: px(6.0),
            ..default()
        };
        column
            .spawn((widgets::panel(paper), Enters::at(1)))
            .with_children(|paper| {
                paper.spawn(widgets::label(
                    painter,
                    painter.say("carnet-title"),
                    Face::Display,
                    TypeSize::Heading,
                    tokens::INK,
                ));
                paper.spawn(widgets::label(
                    painter,
                    painter.say("carnet-gives"),
                    Face::Text,
                    TypeSize::Body,
                    tokens::INK_SOFT,
                ));
                if !painter.large() {
                    names(paper, painter, tried);
                }
            });
        let scanned = Caption {
            text: painter.say("carnet-scanned"),
            icon: Some("coche"),
        };
        widgets::button(column, painter, Control::Scanned, scanned, Style::Primary, 2);
        let row = Node {
            flex_wrap: FlexWrap::Wrap,
            column_gap: px(tokens::GAP),
            row_gap: px(tokens::GAP),
            justify_content: JustifyContent::Center,
            ..default()
        };
        column.spawn(widgets::glass(row)).with_children(|row| {
            let another = Caption::text(painter.say("carnet-another"));
            widgets::button(row, painter, Control::Another, another, Style::Secondary, 3);
            let without = Caption::text(painter.say("carnet-no-phone"));
            widgets::button(row, painter, Control::NoPhone, without, Style::Secondary, 4);
        });
    });
}

/// The métiers in the carnet, small: the latest ones.
fn names(parent: Parent, painter: &Painter, tried: &[&Kit]) {
    let row = Node {
        flex_wrap: FlexWrap::Wrap,
        column_gap: px(5.0),
        row_gap: px(5.0),
        ..default()
    };
    parent.spawn(widgets::glass(row)).with_children(|row| {
        for kit in tried.iter().rev().take(4).rev() {
            let colour = tokens::sector(kit.metier().sector).strong;
            widgets::tag(
                row,
                painter,
                kit.title(painter.language()).to_owned(),
                colour,
                tokens::WHITE,
            );
        }
    });
}

/// Room at each side of the card's paper.
const CARD_PADDING: f32 = 26.0;

/// The numbers as they stand on the card.
fn card_paper(parent: Parent, painter: &Painter, tried: &[&Kit]) {
    let paper = Node {
        max_width: px(470.0),
        padding: UiRect::axes(px(CARD_PADDING), px(if painter.large() { 12.0 } else { 20.0 })),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        row_gap: px(8.0),
        ..default()
    };
    parent
        .spawn((widgets::panel(paper), Enters::at(0)))
        .with_children(|paper| {
            let (title, text) = (painter.say("carnet-card-title"), painter.say("carnet-card-text"));
            paper.spawn((
                widgets::label(painter, title, Face::Display, TypeSize::Heading, tokens::INK),
                widgets::centred(),
            ));
            paper.spawn((
                widgets::label(painter, text, Face::Text, TypeSize::Body, tokens::INK_SOFT),
                widgets::centred(),
            ));
            let big = tried.len() <= BIG_STAMPS;
            let row = Node {
                // Its height is known only if its width is.
                width: if big {
                    auto()
                } else {
                    px(6.0 * SMALL_STAMP + 5.0 * 12.0)
                },
                flex_wrap: FlexWrap::Wrap,
                justify_content: JustifyContent::Center,
                column_gap: px(if big { 18.0 } else { 12.0 }),
                row_gap: px(8.0),
                ..default()
            };
            paper.spawn(widgets::glass(row)).with_children(|row| {
                for kit in tried {
                    let column = Node {
                        flex_direction: FlexDirection::Column,
                        align_items: AlignItems::Center,
                        row_gap: px(4.0),
                        ..default()
                    };
                    row.spawn(widgets::glass(column)).with_children(|column| {
                        stamp(column, painter, kit, big);
                    });
                }
            });
        });
}

/// The métier's number in a ring, as it is ticked, and its name while there is room.
fn stamp(parent: Parent, painter: &Painter, kit: &Kit, big: bool) {
    let colour = tokens::sector(kit.metier().sector).strong;
    let (side, size) = match (big, painter.large()) {
        (true, true) => (80.0, TypeSize::Hero),
        (true, false) => (76.0, TypeSize::Hero),
        (false, _) => (SMALL_STAMP, TypeSize::Heading),
    };
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
            kit.metier().number.to_string(),
            Face::Display,
            size,
            colour,
        ));
    if big {
        parent.spawn((
            widgets::label(
                painter,
                kit.title(painter.language()),
                Face::Display,
                TypeSize::Label,
                tokens::INK,
            ),
            widgets::centred(),
            Node {
                max_width: px(painter.display.size.x - 2.0 * (tokens::MARGIN + CARD_PADDING)),
                ..default()
            },
        ));
    }
}

fn ways(parent: Parent, painter: &Painter, has_code: bool) {
    let column = Node {
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Stretch,
        justify_content: JustifyContent::Center,
        row_gap: px(tokens::GAP),
        ..default()
    };
    parent.spawn(widgets::glass(column)).with_children(|column| {
        let another = Caption::text(painter.say("carnet-another"));
        widgets::button(column, painter, Control::Another, another, Style::Secondary, 1);
        if has_code {
            let with = Caption::text(painter.say("carnet-with-phone"));
            widgets::button(column, painter, Control::WithPhone, with, Style::Secondary, 2);
        }
        let end = Caption {
            text: painter.say("carnet-end"),
            icon: Some("coche"),
        };
        widgets::button(column, painter, Control::End, end, Style::Primary, 3);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_large_enough_on_every_screen_and_leaves_room_for_words() {
        for (size, inches) in [
            ((1280.0, 720.0), 15.6),
            ((1280.0, 720.0), 32.0),
            ((720.0, 1280.0), 21.5),
            ((1920.0, 1080.0), 55.0),
            ((3840.0, 2160.0), 65.0),
        ] {
            let display = Display::new(Vec2::from(size), inches);
            // Version 12, the largest there is.
            let side = 65 + 2 * QUIET;
            let module = module_px(&display, side) as f32;
            let mm = module * 65.0 / display.px_per_unit * display.mm_per_unit;
            assert!(mm >= CODE_MM, "{mm} mm on {inches} inches");
            let units = module * side as f32 / display.px_per_unit;
            assert!(
                units + 240.0 <= display.size.max_element(),
                "{units} of {}",
                display.size
            );
            assert!(
                units + tokens::TOP_BAR + 2.0 * tokens::MARGIN <= display.size.y,
                "{units} of {}",
                display.size
            );
        }
    }
}
