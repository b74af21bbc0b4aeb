//! What was found, and in the end what was not, marked on the glass: a ring around it and its name beside.

use bevy::prelude::*;

use super::play::{Inspection, Looking, Verdict};
use crate::{
    AppSystems,
    kiosk::display::Display,
    mechanics::labels::{self, Asked, Room},
    stage::{Curtain, Stage, eye::Covered},
    theme::{
        motion::Enters,
        painter::{Manner, Painter},
        tokens, widgets,
    },
};

/// Width of a ring, of its line and of what sets it off, units.
const RING: f32 = 30.0;
const LINE: f32 = 3.2;
const OUTLINE: f32 = 1.4;
/// Between a ring and its name, units.
const GAP: f32 = 4.0;
/// Over the diorama, under the panels.
const LEVEL: i32 = -1;

/// The ring around a target, or its name.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Ring(usize),
    Name(usize),
}

/// What the marks on the glass were drawn for.
#[derive(Default, PartialEq)]
struct Drawn {
    verdicts: Vec<Option<Verdict>>,
    manner: Option<Manner>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (draw, place).chain().in_set(AppSystems::Feedback));
}

/// Draws the marks anew whenever something else is to be read.
fn draw(
    mut commands: Commands,
    inspection: Option<Res<Inspection>>,
    curtain: Res<Curtain>,
    stage: Res<Stage>,
    painter: Painter,
    marks: Query<Entity, With<Mark>>,
    mut drawn: Local<Drawn>,
) {
    let seen = inspection.filter(|_| curtain.open && stage.is_ready());
    let verdicts = seen.iter().flat_map(|inspection| inspection.verdicts());
    let wanted = Drawn {
        verdicts: verdicts.map(|(_, verdict)| verdict).collect(),
        manner: Some(painter.manner()),
    };
    if *drawn == wanted {
        return;
    }
    let before = std::mem::replace(&mut *drawn, wanted);
    let same_texts = before.manner.is_some_and(|before| before.reads_like(&painter.manner()));
    for mark in &marks {
        commands.entity(mark).despawn();
    }
    let Some(inspection) = seen else { return };
    for (target, (name, verdict)) in inspection.verdicts().enumerate() {
        let Some(verdict) = verdict else { continue };
        let is_new = same_texts && before.verdicts.get(target) != Some(&Some(verdict));
        ring(&mut commands, target, verdict, is_new);
        label(&mut commands, &painter, target, verdict, painter.tell(name));
    }
}

fn colours(verdict: Verdict) -> (Color, Color, Color) {
    match verdict {
        Verdict::Found => (tokens::LEAF, tokens::LEAF, tokens::WHITE),
        Verdict::Missed => (tokens::SUN, tokens::SUN, tokens::INK),
    }
}

fn ring(commands: &mut Commands, target: usize, verdict: Verdict, is_new: bool) {
    let node = Node {
        position_type: PositionType::Absolute,
        width: px(RING),
        height: px(RING),
        border: UiRect::all(px(LINE)),
        border_radius: BorderRadius::MAX,
        ..default()
    };
    let mut ring = commands.spawn((
        Mark::Ring(target),
        GlobalZIndex(LEVEL),
        widgets::glass(node),
        BorderColor::all(colours(verdict).0),
        // Seen on dark metal and on bright alike.
        Outline::new(px(OUTLINE), Val::ZERO, tokens::PAPER),
        Visibility::Hidden,
    ));
    if is_new {
        ring.insert(Enters::at(0));
    }
}

fn label(commands: &mut Commands, painter: &Painter, target: usize, verdict: Verdict, name: String) {
    let node = Node {
        position_type: PositionType::Absolute,
        ..default()
    };
    let (_, ground, ink) = colours(verdict);
    commands
        .spawn((
            Mark::Name(target),
            GlobalZIndex(LEVEL),
            widgets::glass(node),
            Visibility::Hidden,
        ))
        .with_children(|place| widgets::tag(place, painter, name, ground, ink));
}

/// Keeps each mark on its target while piece and eye move; what faces away loses its mark until it comes back.
fn place(
    inspection: Option<Res<Inspection>>,
    looking: Looking,
    covered: Res<Covered>,
    display: Res<Display>,
    mut marks: Query<(&Mark, &mut Node, &mut Visibility, &ComputedNode)>,
) {
    let Some(inspection) = inspection else { return };
    let free = Rect {
        min: Vec2::new(covered.left, covered.top),
        max: display.size - Vec2::new(covered.right, covered.bottom),
    };
    let (task, turn) = (&inspection.task, inspection.state.turn(&inspection.task));
    let eye = looking.transform().translation();
    let seen = |target: usize| {
        let faces = task.faces(turn, target, eye);
        faces.then(|| looking.on_glass(task.middle(turn, target))).flatten()
    };
    let mut sizes: Vec<(usize, Vec2)> = marks
        .iter()
        .filter_map(|(mark, _, _, node)| match mark {
            Mark::Name(target) => Some((*target, node.size() / display.px_per_unit)),
            Mark::Ring(_) => None,
        })
        .filter(|(target, _)| seen(*target).is_some())
        .collect();
    // Entities come in any order; where a name stands must not depend on it.
    sizes.sort_by_key(|(target, _)| *target);
    let asked: Vec<Asked> = sizes
        .iter()
        .filter_map(|(target, size)| {
            let at = seen(*target)?;
            Some(Asked { at, size: *size })
        })
        .collect();
    let room = Room {
        around: RING,
        gap: GAP,
        avoid: &[],
        free,
    };
    let names = labels::arrange(&asked, room);
    for (mark, mut node, mut visibility, _) in &mut marks {
        let corner = match mark {
            Mark::Ring(target) => seen(*target).map(|middle| middle - RING / 2.0),
            Mark::Name(target) => {
                let known = sizes.iter().position(|(sized, size)| sized == target && size.x > 0.0);
                known.and_then(|index| names.get(index).copied())
            }
        };
        visibility.set_if_neq(if corner.is_some() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        if let Some(corner) = corner {
            let (left, top) = (px(corner.x), px(corner.y));
            if (node.left, node.top) != (left, top) {
                (node.left, node.top) = (left, top);
            }
        }
    }
}
