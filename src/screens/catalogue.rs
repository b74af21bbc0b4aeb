//! Catalogue: every métier of the kiosk as a card, and one card that does not tell which.

use bevy::{prelude::*, ui_widgets::Button};

use super::{
    Control, Page,
    frame::{self, Ways},
};
use crate::{
    kiosk::display::Display,
    kit::{Kit, Library},
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
};

/// Cards on a page, « geste mystère » among them.
fn on_a_page(display: &Display) -> usize {
    if display.is_portrait() { 4 } else { 3 }
}

/// Pages for so many kits; the mystery card is on each.
pub(super) fn pages(kits: usize, display: &Display) -> usize {
    kits.div_ceil(on_a_page(display) - 1).max(1)
}

/// Ids of the kits on a page, and how many pages there are.
pub(super) fn cards(library: &Library, page: usize, display: &Display) -> (Vec<String>, usize) {
    let each = on_a_page(display) - 1;
    let pages = pages(library.playable().count(), display);
    let shown = library.playable().skip(page.min(pages - 1) * each).take(each);
    (shown.map(|kit| kit.id().to_owned()).collect(), pages)
}

pub(super) fn draw(mut commands: Commands, painter: Painter, library: Res<Library>, page: Res<Page>) {
    let kits: Vec<&Kit> = library.playable().collect();
    let each = on_a_page(&painter.display) - 1;
    let pages = pages(kits.len(), &painter.display);
    let page = page.0.min(pages - 1);
    let shown = kits.iter().skip(page * each).take(each);
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
            row_gap: px(10.0),
            ..default()
        };
        screen.spawn(widgets::glass(column)).with_children(|column| {
            let title = painter.say("catalogue-title");
            column.spawn((
                widgets::label(&painter, title, Face::Display, TypeSize::Heading, tokens::ON_STAGE),
                widgets::centred(),
            ));
            let cards = Node {
                flex_grow: 1.0,
                min_height: px(0.0),
                flex_wrap: if painter.is_portrait() {
                    FlexWrap::Wrap
                } else {
                    FlexWrap::NoWrap
                },
                justify_content: JustifyContent::Center,
                align_content: AlignContent::Center,
                align_items: AlignItems::Stretch,
                column_gap: px(tokens::MARGIN),
                row_gap: px(tokens::MARGIN),
                ..default()
            };
            column.spawn(widgets::glass(cards)).with_children(|cards| {
                let mut place = 0;
                for kit in shown {
                    place += 1;
                    kit_card(cards, &painter, kit, place);
                }
                if let Some(kit) = kits.get(page * each) {
                    mystery_card(cards, &painter, kit, place + 1);
                }
            });
            if pages > 1 {
                more(column, &painter, page, pages);
            }
        });
    });
}

fn more(parent: widgets::Parent, painter: &Painter, page: usize, pages: usize) {
    let row = Node {
        justify_content: JustifyContent::Center,
        align_items: AlignItems::Center,
        column_gap: px(12.0),
        ..default()
    };
    parent.spawn(widgets::glass(row)).with_children(|row| {
        let (page, pages) = ((page + 1).to_string(), pages.to_string());
        let text = painter.say_with("catalogue-page", &[("page", &page), ("pages", &pages)]);
        row.spawn(widgets::label(
            painter,
            text,
            Face::TextBold,
            TypeSize::Body,
            tokens::ON_STAGE,
        ));
        let caption = Caption {
            text: painter.say("catalogue-more"),
            icon: Some("suite"),
        };
        widgets::button(row, painter, Control::MoreCards, caption, Style::Secondary, 4);
    });
}

/// What a card says.
struct Card {
    control: Control,
    picture: Handle<Image>,
    title: String,
    text: String,
    ground: Color,
    ink: Color,
    icon: &'static str,
}

fn kit_card(parent: widgets::Parent, painter: &Painter, kit: &Kit, place: usize) {
    let minutes = kit.duration_minutes().to_string();
    let card = Card {
        control: Control::Card(kit.id().to_owned()),
        picture: painter.picture(kit.id(), &kit.intro().cover),
        title: kit.title(painter.language()),
        text: painter.say_with("intro-duration", &[("minutes", &minutes)]),
        ground: tokens::PAPER,
        ink: tokens::INK,
        icon: "horloge",
    };
    draw_card(parent, painter, card, tokens::sector(kit.metier().sector).strong, place);
}

fn mystery_card(parent: widgets::Parent, painter: &Painter, kit: &Kit, place: usize) {
    let card = Card {
        control: Control::Mystery,
        picture: painter.picture(kit.id(), &kit.mystery().image),
        title: painter.say("mystery-title"),
        text: painter.say("catalogue-mystery"),
        ground: tokens::INK,
        ink: tokens::PAPER,
        icon: "mystere",
    };
    draw_card(parent, painter, card, tokens::SUN, place);
}

fn draw_card(parent: widgets::Parent, painter: &Painter, card: Card, edge: Color, place: usize) {
    let portrait = painter.is_portrait();
    let node = Node {
        width: if portrait { percent(48) } else { px(212.0) },
        height: if portrait { percent(48) } else { auto() },
        min_height: px(0.0),
        flex_direction: FlexDirection::Column,
        border: UiRect::bottom(px(5.0)),
        border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
        ..default()
    };
    parent
        .spawn((
            Button,
            card.control,
            Enters::at(place),
            node,
            BackgroundColor(card.ground),
            BorderColor::all(edge),
            widgets::shadow(10.0),
        ))
        .with_children(|inside| {
            inside
                .spawn(widgets::glass(Node {
                    width: percent(100),
                    flex_grow: 1.0,
                    flex_basis: px(0.0),
                    min_height: px(0.0),
                    ..default()
                }))
                .with_child(widgets::filling(
                    card.picture,
                    BorderRadius::top(px(tokens::CARD_RADIUS)),
                ));
            inside
                .spawn(widgets::glass(Node {
                    width: percent(100),
                    padding: UiRect::all(px(11.0)),
                    flex_direction: FlexDirection::Column,
                    row_gap: px(4.0),
                    flex_shrink: 0.0,
                    ..default()
                }))
                .with_children(|words| {
                    words.spawn(widgets::label(
                        painter,
                        card.title,
                        Face::Display,
                        TypeSize::Label,
                        card.ink,
                    ));
                    words
                        .spawn(widgets::glass(Node {
                            column_gap: px(5.0),
                            align_items: AlignItems::Center,
                            ..default()
                        }))
                        .with_children(|line| {
                            line.spawn(widgets::icon(painter, card.icon, 13.0, edge));
                            line.spawn(widgets::label(
                                painter,
                                card.text,
                                Face::Text,
                                TypeSize::Small,
                                card.ink,
                            ));
                        });
                });
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kit_has_a_page_even_five_hundred() {
        let display = Display::default();
        for kits in [0, 1, 2, 3, 5, 500] {
            assert!(pages(kits, &display) * (on_a_page(&display) - 1) >= kits);
        }
        assert_eq!(pages(1, &display), 1);
    }
}
