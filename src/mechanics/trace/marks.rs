//! The faults of the visitor's own bead, named on the glass in the trade's words; a bead without any is praised.

use bevy::{prelude::*, window::PrimaryWindow};

use super::{exhibit::Exhibit, flaws, measure::Fault, play::Weld, seam::Spot};
use crate::{
    AppSystems,
    kiosk::display::Display,
    mechanics::labels::{self, Asked, Room},
    stage::{
        Curtain, Stage,
        eye::{Covered, Eye},
    },
    theme::{
        motion::Enters,
        painter::{Face, Manner, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

/// More names than this are not read.
const MOST: usize = 3;
/// Key of the text for a bead without any fault.
const SOUND: &str = "fault-none";
/// Over the diorama, under the panels.
const LEVEL: i32 = -1;
/// The ring on the bead, the line from it to its name, and what sets both off from metal, units.
const RING: f32 = 14.0;
const LINE: f32 = 2.2;
const OUTLINE: f32 = 1.2;
/// A name stands this far from the middle of its ring, and from what the eye sees of the bead, units.
const AWAY: f32 = 22.0;
const CLEAR: f32 = 4.0;
/// So many squares along the bead keep names off it.
const SQUARES: usize = 48;
/// The gravest fault is explained too, in lines no longer than this, units.
const LINE_LENGTH: f32 = 172.0;
/// The first name comes in after the panel beside it.
const FIRST: usize = 4;

/// A place on the bead and what hangs at it.
#[derive(Component, Clone, Debug)]
struct Mark {
    /// 0 for the gravest: it has the first choice of where its name stands.
    order: usize,
    /// Stage coordinates, metres.
    at: Vec3,
    name: Entity,
    ring: Entity,
    line: Entity,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (draw, place).chain().in_set(AppSystems::Feedback));
}

/// Draws the marks anew whenever something else is to be read.
fn draw(
    mut commands: Commands,
    exhibit: Option<Res<Exhibit>>,
    curtain: Res<Curtain>,
    stage: Res<Stage>,
    painter: Painter,
    marks: Query<Entity, With<Mark>>,
    mut drawn: Local<Option<Manner>>,
) {
    let seen = exhibit.filter(|_| curtain.open && stage.is_ready());
    let wanted = seen.is_some().then(|| painter.manner());
    if *drawn == wanted && !seen.as_ref().is_some_and(|exhibit| exhibit.is_added()) {
        return;
    }
    *drawn = wanted;
    for mark in &marks {
        commands.entity(mark).despawn();
    }
    let Some(exhibit) = seen else { return };
    let weld = exhibit.judged();
    for (order, (fault, along)) in verdicts(weld).into_iter().enumerate() {
        hang(&mut commands, &painter, fault, place_on(weld, along), order);
    }
}

/// What is said of a bead, the worst first, and where: mm along the seam.
fn verdicts(weld: &Weld) -> Vec<(Option<Fault>, f32)> {
    let flaws = flaws::gravest(&weld.faults, MOST);
    if flaws.is_empty() {
        return vec![(None, weld.seam.length_mm() / 2.0)];
    }
    flaws.iter().map(|flaw| (Some(flaw.fault), flaw.middle)).collect()
}

/// On top of the bead, metres.
fn place_on(weld: &Weld, along: f32) -> Vec3 {
    let last = weld.bead.cells().len() - 1;
    let point = ((along / weld.seam.step_mm()).round().max(0.0) as usize).min(last);
    let (_, height) = weld.bead.size(&weld.seam, &weld.pool, point);
    let offset = weld.bead.cells()[point].offset;
    let above = weld.seam.points()[point].normal * height / weld.seam.mm_per_m();
    weld.seam.place(Spot { along, offset }) + above
}

fn hang(commands: &mut Commands, painter: &Painter, fault: Option<Fault>, at: Vec3, order: usize) {
    let ([key, why], ground, ink) = match fault {
        Some(fault) => (fault.keys(), tokens::SUN, tokens::INK),
        None => ([SOUND, ""], tokens::LEAF, tokens::WHITE),
    };
    let explained = fault.is_some() && order == 0 && !painter.large();
    let placed = || Node {
        position_type: PositionType::Absolute,
        ..default()
    };
    // Seen on bright metal and on dark alike.
    let edge = || Outline::new(px(OUTLINE), Val::ZERO, tokens::INK.with_alpha(0.55));
    let line = commands
        .spawn((
            widgets::glass(Node {
                height: px(LINE),
                ..placed()
            }),
            BackgroundColor(ground),
            edge(),
        ))
        .id();
    let ring = commands
        .spawn((
            widgets::glass(Node {
                width: px(RING),
                height: px(RING),
                border: UiRect::all(px(LINE)),
                border_radius: BorderRadius::MAX,
                ..placed()
            }),
            BorderColor::all(ground),
            edge(),
            Enters::at(FIRST + order),
        ))
        .id();
    let name = commands
        .spawn((
            widgets::glass(Node {
                padding: UiRect::axes(px(9.0), px(4.0)),
                column_gap: px(5.0),
                row_gap: px(2.0),
                flex_direction: if explained {
                    FlexDirection::Column
                } else {
                    FlexDirection::Row
                },
                align_items: if explained {
                    AlignItems::Start
                } else {
                    AlignItems::Center
                },
                max_width: px(LINE_LENGTH),
                border_radius: BorderRadius::all(px(tokens::RADIUS)),
                ..placed()
            }),
            BackgroundColor(ground),
            widgets::shadow(5.0),
            Enters::at(FIRST + order),
        ))
        .with_children(|name| {
            if fault.is_none() {
                let side = TypeSize::Small.units(painter.large());
                name.spawn(widgets::icon(painter, "coche", side, ink));
            }
            let text = painter.say(key);
            name.spawn(widgets::label(painter, text, Face::TextBold, TypeSize::Small, ink));
            if explained {
                let text = painter.say(why);
                name.spawn(widgets::label(painter, text, Face::Text, TypeSize::Small, ink));
            }
        })
        .id();
    let whole = Node {
        width: percent(100),
        height: percent(100),
        ..placed()
    };
    commands
        .spawn((
            Mark {
                order,
                at,
                name,
                ring,
                line,
            },
            GlobalZIndex(LEVEL),
            widgets::glass(whole),
            Visibility::Hidden,
        ))
        .add_children(&[line, ring, name]);
}

/// Keeps each mark on its place while the eye moves, and the names off the bead and off each other.
fn place(
    exhibit: Option<Res<Exhibit>>,
    mut marks: Query<(&Mark, &mut Visibility)>,
    mut nodes: Query<(&mut Node, &ComputedNode, &mut UiTransform, Has<Enters>), Without<Mark>>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    covered: Res<Covered>,
    display: Res<Display>,
    window: Single<&Window, With<PrimaryWindow>>,
) {
    let Some(exhibit) = exhibit else { return };
    let (camera, eye) = *eye;
    let units = window.resolution.scale_factor() / display.px_per_unit;
    let on_glass = |at: Vec3| camera.world_to_viewport(eye, at).ok().map(|at| at * units);
    let mut seen: Vec<(usize, Asked)> = marks
        .iter()
        .filter_map(|(mark, _)| {
            let size = nodes.get(mark.name).ok()?.1.size() / display.px_per_unit;
            // Before its size is known a name would hang askew.
            let at = on_glass(mark.at).filter(|_| size.x > 0.0)?;
            Some((mark.order, Asked { at, size }))
        })
        .collect();
    seen.sort_by_key(|(order, _)| *order);
    let asked: Vec<Asked> = seen.iter().map(|(_, asked)| *asked).collect();
    let room = Room {
        around: 2.0 * AWAY,
        gap: 0.0,
        avoid: &outline(exhibit.judged(), on_glass),
        free: Rect {
            min: Vec2::new(covered.left, covered.top),
            max: display.size - Vec2::new(covered.right, covered.bottom),
        },
    };
    let corners = labels::arrange(&asked, room);
    for (mark, mut visibility) in &mut marks {
        let known = seen.iter().position(|(order, _)| *order == mark.order);
        visibility.set_if_neq(if known.is_some() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        let Some(index) = known else { continue };
        let (at, name) = (
            asked[index].at,
            Rect::from_corners(corners[index], corners[index] + asked[index].size),
        );
        let mut move_to = |part: Entity, corner: Vec2| {
            let Ok((mut node, ..)) = nodes.get_mut(part) else {
                return;
            };
            if (node.left, node.top) != (px(corner.x), px(corner.y)) {
                (node.left, node.top) = (px(corner.x), px(corner.y));
            }
        };
        // From the ring's edge to the name, whichever way it lies.
        let end = at.clamp(name.min + tokens::RADIUS, name.max - tokens::RADIUS);
        let begin = at + (end - at).clamp_length_max(RING / 2.0);
        let length = begin.distance(end);
        move_to(mark.name, name.min);
        move_to(mark.ring, at - RING / 2.0);
        move_to(mark.line, (begin + end - Vec2::new(length, LINE)) / 2.0);
        let enters = nodes.get(mark.name).is_ok_and(|(.., enters)| enters);
        if let Ok((mut node, _, mut transform, _)) = nodes.get_mut(mark.line) {
            let width = px(if enters { 0.0 } else { length });
            if node.width != width {
                node.width = width;
            }
            let rotation = Rot2::radians((end - begin).to_angle());
            if transform.rotation != rotation {
                transform.rotation = rotation;
            }
        }
    }
}

/// Where the bead is on the glass: squares along it, units.
fn outline(weld: &Weld, on_glass: impl Fn(Vec3) -> Option<Vec2>) -> Vec<Rect> {
    let (points, width) = (weld.seam.points(), weld.pool.width_mm / weld.seam.mm_per_m());
    let every = (points.len() / SQUARES).max(1);
    let squares = points.iter().step_by(every).filter_map(|point| {
        let (one, other) = (
            on_glass(point.at + point.side() * width)?,
            on_glass(point.at - point.side() * width)?,
        );
        let side = one.distance(other) / 2.0 + 2.0 * CLEAR;
        Some(Rect::from_center_size((one + other) / 2.0, Vec2::splat(side)))
    });
    squares.collect()
}
