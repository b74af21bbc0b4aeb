//! What was found, and in the end what was not, marked on the glass: a ring around it and its name beside.

use bevy::prelude::*;

use super::play::{Inspection, Looking, Verdict};
use crate::{
    AppSystems,
    kiosk::display::Display,
    language::Language,
    stage::{Curtain, Stage, eye::Covered},
    theme::{motion::Enters, painter::Painter, tokens, widgets},
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
    language: Option<Language>,
    large: bool,
    display: Option<Display>,
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
        language: Some(painter.language()),
        large: painter.large(),
        display: Some(*painter.display),
    };
    if *drawn == wanted {
        return;
    }
    let same_texts = drawn.language == wanted.language && drawn.large == wanted.large;
    let before = std::mem::replace(&mut *drawn, wanted);
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
    let asked: Vec<(Vec2, Vec2)> = sizes
        .iter()
        .filter_map(|(target, size)| Some((seen(*target)?, *size)))
        .collect();
    let names = arrange(&asked, free);
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

/// Upper left corners for names of these sizes beside rings around these points, units: above, below or beside, wherever
/// no ring and no other name stands; in `free` as far as there is room.
fn arrange(asked: &[(Vec2, Vec2)], free: Rect) -> Vec<Vec2> {
    let rings: Vec<Rect> = asked
        .iter()
        .map(|(middle, _)| Rect::from_center_size(*middle, Vec2::splat(RING)))
        .collect();
    let mut taken: Vec<Rect> = Vec::with_capacity(asked.len());
    for (index, (middle, size)) in asked.iter().enumerate() {
        let away = (*size + RING) / 2.0 + GAP;
        let aside = [Vec2::NEG_Y, Vec2::Y, Vec2::X, Vec2::NEG_X, Vec2::NEG_ONE, Vec2::ONE];
        // Further and further away until there is room.
        let places = (0..4u8).flat_map(|round| {
            let away = away + *size * f32::from(round);
            aside.map(|way| inside(Rect::from_center_size(*middle + way * away, *size), free))
        });
        let is_free = |place: &Rect| {
            let hit = |other: &Rect| !place.intersect(*other).is_empty();
            !taken.iter().any(hit) && !rings.iter().any(hit)
        };
        let mut places = places.collect::<Vec<_>>();
        let found = places.iter().position(is_free).unwrap_or(index % aside.len());
        taken.push(places.swap_remove(found));
    }
    taken.into_iter().map(|place| place.min).collect()
}

/// The rectangle moved into `free`, or to its upper left corner where it is too large for it.
fn inside(place: Rect, free: Rect) -> Rect {
    let min = place.min.min(free.max - place.size()).max(free.min);
    Rect {
        min,
        max: min + place.size(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const FREE: Rect = Rect {
        min: Vec2::new(10.0, 16.0),
        max: Vec2::new(500.0, 390.0),
    };

    #[test]
    fn a_name_stands_above_its_ring() {
        let size = Vec2::new(80.0, 18.0);
        let corners = arrange(&[(Vec2::new(250.0, 200.0), size)], FREE);
        assert_eq!(corners, [Vec2::new(250.0 - 40.0, 200.0 - RING / 2.0 - GAP - 18.0)]);
    }

    proptest! {
        #[test]
        fn names_neither_meet_nor_leave_the_free_part(
            asked in vec((60f32..440.0, 40f32..360.0, 40f32..110.0), 1..4),
        ) {
            let asked: Vec<(Vec2, Vec2)> =
                asked.into_iter().map(|(x, y, width)| (Vec2::new(x, y), Vec2::new(width, 18.0))).collect();
            let places: Vec<Rect> = arrange(&asked, FREE)
                .into_iter()
                .zip(&asked)
                .map(|(min, (_, size))| Rect { min, max: min + *size })
                .collect();
            for (index, place) in places.iter().enumerate() {
                prop_assert!(FREE.inflate(1e-2).contains(place.min) && FREE.inflate(1e-2).contains(place.max), "{:?}", place);
                for other in &places[..index] {
                    prop_assert!(place.intersect(*other).size().min_element() < 0.1, "{:?} {:?}", place, other);
                }
            }
        }
    }
}
