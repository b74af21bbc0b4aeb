//! What a diorama does not show by itself: its named places, and what a finger can take, drawn over it.

use std::collections::BTreeMap;

use bevy::prelude::*;

use super::deed::Aids;
use crate::{
    AppSystems,
    kiosk::display::Display,
    stage::{
        Stage,
        eye::Eye,
        touch::{Anywhere, OnGlass},
    },
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
    },
};

/// Kinds of places a kit's author names, with their colours; cameras and lights are not looked at but from.
const KINDS: [(&str, Color); 9] = [
    ("part.", tokens::LEAF),
    ("socket.", tokens::SUN),
    ("seam.", tokens::ARC),
    ("target.", tokens::EMBER),
    ("dial.", tokens::READOUT),
    ("start.", tokens::EMBER),
    ("act.", tokens::LEAF),
    ("did.", tokens::SUN),
    ("grip.", tokens::EMBER),
];
/// Diameter of a place's dot, units.
const DOT: f32 = 4.0;
/// Height of a name, and how wide a letter of it is, units.
const NAME: f32 = 7.5;
const LETTER: f32 = 4.1;

/// Something drawn over the diorama, by what it marks.
#[derive(Component, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Dot(String),
    Name(String),
    Hit(Entity),
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, draw.in_set(AppSystems::Feedback));
}

fn draw(
    mut commands: Commands,
    aids: Res<Aids>,
    stage: Res<Stage>,
    display: Res<Display>,
    painter: Painter,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    things: Query<(Entity, &OnGlass), Without<Anywhere>>,
    window: Single<&Window>,
    mut drawn: Query<(Entity, &Mark, &mut Node)>,
) {
    let mut wanted = BTreeMap::new();
    // Roots that stand while the scale changes keep the old one: all are made anew.
    let is_steady = !display.is_changed();
    if let Some(shown) = stage.shown().filter(|_| aids.marks && is_steady && stage.is_ready()) {
        let (camera, eye) = *eye;
        let units = window.resolution.scale_factor() / display.px_per_unit;
        let seen = shown.anchors.names().filter_map(|name| {
            kind(name)?;
            let at = camera
                .world_to_viewport(eye, shown.anchors.get(name)?.translation)
                .ok()?;
            Some((name, at * units))
        });
        let seen: Vec<(&str, Vec2)> = seen.collect();
        for ((name, at), label) in seen.iter().zip(spread(&seen)) {
            wanted.insert(
                Mark::Dot((*name).to_owned()),
                Rect::from_center_size(*at, Vec2::splat(DOT)),
            );
            wanted.insert(Mark::Name((*name).to_owned()), label);
        }
        for (entity, on_glass) in things.iter().filter(|(_, on_glass)| !on_glass.0.is_empty()) {
            let Rect { min, max } = on_glass.0;
            wanted.insert(Mark::Hit(entity), Rect::from_corners(min * units, max * units));
        }
    }
    for (entity, mark, mut node) in &mut drawn {
        match wanted.remove(mark) {
            Some(rect) => {
                let (left, top) = (px(rect.min.x), px(rect.min.y));
                if (node.left, node.top) != (left, top) {
                    (node.left, node.top) = (left, top);
                    if matches!(mark, Mark::Hit(_)) {
                        (node.width, node.height) = (px(rect.width()), px(rect.height()));
                    }
                }
            }
            None => commands.entity(entity).despawn(),
        }
    }
    for (mark, rect) in wanted {
        spawn(&mut commands, &painter, mark, rect);
    }
}

/// The colour of a kind of places; `None` for names that are not marked.
fn kind(name: &str) -> Option<Color> {
    let known = KINDS.iter().find(|(prefix, _)| name.starts_with(prefix));
    known.map(|(_, colour)| *colour)
}

fn spawn(commands: &mut Commands, painter: &Painter, mark: Mark, rect: Rect) {
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(rect.min.x),
        top: px(rect.min.y),
        ..default()
    };
    let mut entity = commands.spawn((mark.clone(), Pickable::IGNORE, GlobalZIndex(4)));
    match mark {
        Mark::Dot(name) => entity.insert((
            Node {
                width: px(DOT),
                height: px(DOT),
                border: UiRect::all(px(0.7)),
                border_radius: BorderRadius::all(px(DOT / 2.0)),
                ..node
            },
            BackgroundColor(kind(&name).unwrap_or(tokens::WHITE)),
            BorderColor::all(tokens::INK),
        )),
        Mark::Name(name) => entity.insert((
            Node {
                padding: UiRect::horizontal(px(1.5)),
                border_radius: BorderRadius::all(px(2.0)),
                ..node
            },
            BackgroundColor(tokens::PAPER.with_alpha(0.86)),
            Text::new(name),
            TextFont {
                font_size: FontSize::Px(NAME * 0.78),
                ..painter.font(Face::TextBold, TypeSize::Small)
            },
            TextColor(tokens::INK),
        )),
        Mark::Hit(_) => entity.insert((
            Node {
                width: px(rect.width()),
                height: px(rect.height()),
                border: UiRect::all(px(0.8)),
                border_radius: BorderRadius::all(px(3.0)),
                ..node
            },
            BorderColor::all(tokens::EMBER.with_alpha(0.8)),
        )),
    };
}

/// Where the names of places go, in their order: beside their dot, moved down until none covers another. Units.
fn spread(places: &[(&str, Vec2)]) -> Vec<Rect> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].1.y.total_cmp(&places[*b].1.y));
    let mut labels = vec![Rect::EMPTY; places.len()];
    let mut taken: Vec<Rect> = Vec::new();
    for index in order {
        let (name, at) = places[index];
        let size = Vec2::new(name.chars().count() as f32 * LETTER + 3.0, NAME);
        let mut label = Rect::from_corners(
            at + Vec2::new(DOT, -NAME / 2.0),
            at + Vec2::new(DOT, -NAME / 2.0) + size,
        );
        while let Some(other) = taken.iter().find(|other| !other.intersect(label).is_empty()) {
            let down = other.max.y - label.min.y;
            label = Rect::from_corners(label.min + Vec2::Y * down, label.max + Vec2::Y * down);
        }
        taken.push(label);
        labels[index] = label;
    }
    labels
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cameras_and_lights_are_not_marked() {
        let marked =
            ["part.casque", "socket.tete", "camera.equiper", "light.key", "static"].map(|name| kind(name).is_some());
        assert_eq!(marked, [true, true, false, false, false]);
    }

    proptest! {
        #[test]
        fn no_name_covers_another(places in prop::collection::vec((0f32..700.0, 0f32..400.0), 0..40)) {
            let places: Vec<(&str, Vec2)> = places.into_iter().map(|at| ("socket.lunettes", Vec2::from(at))).collect();
            let labels = spread(&places);
            for (index, label) in labels.iter().enumerate() {
                for other in &labels[..index] {
                    let both = label.intersect(*other);
                    prop_assert!(both.width() < 1e-2 || both.height() < 1e-2, "{label:?} {other:?}");
                }
            }
        }
    }
}
