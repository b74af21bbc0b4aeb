//! What all screens share: the root and the strip with home, back, language, text size and sound.

use bevy::prelude::*;

use super::{Control, redraw::ScreenRoot};
use crate::{
    language::Language,
    theme::{
        painter::Painter,
        tokens,
        widgets::{self, Parent},
    },
};

/// Which ways out the strip offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// The visit has not begun.
    None,
    HomeAndBack,
}

/// A root over all of the screen that hands reach; touches pass through wherever nothing is drawn.
pub fn root(commands: &mut Commands, painter: &Painter) -> Entity {
    let node = Node {
        width: percent(100),
        height: px(painter.display.size.y),
        position_type: PositionType::Absolute,
        flex_direction: FlexDirection::Column,
        ..default()
    };
    commands.spawn((ScreenRoot, widgets::glass(node))).id()
}

/// The strip at the top.
pub fn top_bar(parent: Parent, painter: &Painter, ways: Ways) {
    parent
        .spawn(widgets::glass(Node {
            width: percent(100),
            height: px(tokens::TOP_BAR),
            flex_shrink: 0.0,
            padding: UiRect::all(px(tokens::MARGIN)),
            justify_content: JustifyContent::SpaceBetween,
            align_items: AlignItems::Center,
            ..default()
        }))
        .with_children(|bar| {
            bar.spawn(widgets::glass(group())).with_children(|left| {
                if ways == Ways::HomeAndBack {
                    widgets::tool(left, painter, Control::Home, "accueil");
                    widgets::tool(left, painter, Control::Back, "retour");
                }
            });
            bar.spawn(widgets::glass(group())).with_children(|right| {
                let other = match painter.language() {
                    Language::French => "EN",
                    Language::English => "FR",
                };
                if painter.config.languages.len() > 1 {
                    widgets::letters(right, painter, Control::Language, other, false);
                }
                widgets::letters(right, painter, Control::LargeText, "Aa", painter.large());
                let sound = if painter.visit.preferences.muted {
                    "son_coupe"
                } else {
                    "son"
                };
                widgets::tool(right, painter, Control::Sound, sound);
            });
        });
}

fn group() -> Node {
    Node {
        column_gap: px(tokens::GAP),
        align_items: AlignItems::Center,
        ..default()
    }
}

/// The part of the screen under the strip, its children side by side in landscape, stacked in portrait.
pub fn body(painter: &Painter) -> Node {
    Node {
        width: percent(100),
        flex_grow: 1.0,
        min_height: px(0.0),
        padding: UiRect {
            left: px(tokens::MARGIN),
            right: px(tokens::MARGIN),
            bottom: px(tokens::MARGIN),
            ..default()
        },
        flex_direction: if painter.is_portrait() {
            FlexDirection::Column
        } else {
            FlexDirection::Row
        },
        column_gap: px(tokens::MARGIN),
        row_gap: px(tokens::MARGIN),
        ..default()
    }
}
