//! What the person feels, in a word and a bar that fills: between the person and the cards.

use bevy::prelude::*;

use super::play::Talking;
use crate::{
    AppSystems,
    stage::{Curtain, Stage},
    theme::{
        painter::{Face, Manner, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

/// The row of all feelings.
#[derive(Component)]
struct Row;

/// What fills a bar: the index of its gauge, and how full it is seen, 0 to 100.
#[derive(Component)]
struct Fill {
    gauge: usize,
    seen: f32,
}

/// What the row was drawn for.
#[derive(Clone, Default, PartialEq)]
struct Drawn {
    place: Option<Rect>,
    manner: Option<Manner>,
}

/// A bar, units; in large text the words need the room.
const BAR: (f32, f32) = (42.0, 26.0);
const BAR_HEIGHT: f32 = 9.0;
/// A bar comes to its new length in about this time, seconds.
const FILL_SECS: f32 = 0.35;
/// Below this somebody suffers, from this on all is well.
const LOW: f32 = 35.0;
const WELL: f32 = 60.0;
/// Over the diorama, under the panels.
const LEVEL: i32 = -1;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (draw, fill).chain().in_set(AppSystems::Feedback));
}

fn draw(
    mut commands: Commands,
    talking: Option<Res<Talking>>,
    curtain: Res<Curtain>,
    stage: Res<Stage>,
    painter: Painter,
    known: Query<Entity, With<Row>>,
    mut drawn: Local<Drawn>,
) {
    let is_seen = |talking: &Res<Talking>| talking.shows_feelings() && !talking.exhibited;
    let seen = talking.filter(|talking| curtain.open && stage.is_ready() && is_seen(talking));
    let begun = seen.as_ref().is_some_and(|talking| talking.is_added());
    let wanted = Drawn {
        place: seen.as_ref().map(|talking| talking.layout.feelings),
        manner: Some(painter.manner()),
    };
    if *drawn == wanted && !begun {
        return;
    }
    *drawn = wanted;
    for entity in &known {
        commands.entity(entity).despawn();
    }
    if let Some(talking) = seen {
        row(&mut commands, &painter, &talking);
    }
}

fn row(commands: &mut Commands, painter: &Painter, talking: &Talking) {
    let place = talking.layout.feelings;
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(place.min.x),
        top: px(place.min.y),
        width: px(place.width()),
        height: px(place.height()),
        column_gap: px(tokens::GAP),
        justify_content: JustifyContent::Center,
        align_items: AlignItems::Center,
        ..default()
    };
    commands
        .spawn((Row, GlobalZIndex(LEVEL), widgets::glass(node)))
        .with_children(|row| {
            for (gauge, (name, value)) in talking.feelings().enumerate() {
                feeling(row, painter, gauge, painter.tell(name), value);
            }
        });
}

fn feeling(row: widgets::Parent, painter: &Painter, gauge: usize, name: String, value: i32) {
    let pill = Node {
        padding: UiRect::axes(px(9.0), px(2.5)),
        column_gap: px(6.0),
        align_items: AlignItems::Center,
        border_radius: BorderRadius::MAX,
        ..default()
    };
    row.spawn((widgets::glass(pill), BackgroundColor(tokens::PAPER.with_alpha(0.94))))
        .with_children(|pill| {
            pill.spawn(widgets::label(
                painter,
                name,
                Face::TextBold,
                TypeSize::Small,
                tokens::INK,
            ));
            let bar = Node {
                width: px(if painter.large() { BAR.1 } else { BAR.0 }),
                height: px(BAR_HEIGHT),
                border_radius: BorderRadius::MAX,
                overflow: Overflow::clip(),
                ..default()
            };
            let seen = value as f32;
            pill.spawn((widgets::glass(bar), BackgroundColor(tokens::PAPER_EDGE)))
                .with_child((
                    Fill { gauge, seen },
                    widgets::glass(Node {
                        width: percent(seen),
                        height: percent(100),
                        border_radius: BorderRadius::MAX,
                        ..default()
                    }),
                    BackgroundColor(colour(seen)),
                ));
        });
}

fn colour(value: f32) -> Color {
    let part = |from: f32, to: f32| ((value - from) / (to - from)).clamp(0.0, 1.0);
    if value < LOW {
        tokens::EMBER.mix(&tokens::SUN_DEEP, part(0.0, LOW))
    } else {
        tokens::SUN_DEEP.mix(&tokens::LEAF, part(LOW, WELL))
    }
}

/// Each bar goes softly to where the feeling is.
fn fill(
    talking: Option<Res<Talking>>,
    time: Res<Time<Virtual>>,
    mut fills: Query<(&mut Fill, &mut Node, &mut BackgroundColor)>,
) {
    /// Nearer than this it is there.
    const THERE: f32 = 0.2;
    let Some(talking) = talking else { return };
    let near = 1.0 - (-time.delta_secs() / FILL_SECS).exp();
    for (mut fill, mut node, mut ground) in &mut fills {
        let Some(value) = talking.state.gauges().get(fill.gauge) else {
            continue;
        };
        let way = *value as f32 - fill.seen;
        if way == 0.0 {
            continue;
        }
        fill.seen += if way.abs() < THERE { way } else { way * near };
        node.width = percent(fill.seen);
        ground.0 = colour(fill.seen);
    }
}
