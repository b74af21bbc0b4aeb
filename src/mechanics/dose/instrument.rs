//! The instrument, on the glass beside what is poured into: a tube, a scale or a dial, the band of the tolerance on it,
//! and what it says once it has come to rest.

use bevy::{prelude::*, window::PrimaryWindow};

use super::{
    Instrument, jet,
    play::Dosing,
    reading::{Reading, written},
};
use crate::{
    AppSystems,
    kiosk::display::Display,
    language::Bilingual,
    stage::{
        Curtain, Stage,
        eye::{Covered, Eye},
    },
    theme::{
        painter::{Face, Manner, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

/// The card of one receiver's instrument, and where it is read (stage coordinates, metres).
#[derive(Component)]
struct Card {
    receiver: usize,
    at: Vec3,
}

/// What changes on a card.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Figure,
    /// The liquid, and above it what still lies in the ladle.
    Level,
    Load,
    Band,
    Goal,
    Needle,
    /// Mark of a dial, in this share of its way.
    Tick(u8),
    /// What is left of a wait.
    Wait,
    /// The tick of what is right.
    Right,
}

/// Width and height of a tube, units; of a scale they change places.
const TUBE: (f32, f32) = (20.0, 96.0);
const DIAL: f32 = 82.0;
const TICKS: u8 = 25;
/// A dial's needle goes from here to there, degrees from upright.
const SWEEP: f32 = 240.0;
const LINE: f32 = 2.4;
/// The bar of a wait: its height, and how far from the card's sides it stays, units.
const WAIT: (f32, f32) = (5.0, 10.0);
/// A verdict makes the card swell by this much, for so long, seconds.
const SWELLS: (f32, f32) = (0.10, 0.35);
/// Over the diorama, under the panels.
const LEVEL: i32 = -1;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (hang, (write, draw).run_if(resource_exists::<Dosing>), place)
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Each receiver of the step under way has its instrument, drawn anew when the texts change.
fn hang(
    mut commands: Commands,
    dosing: Option<Res<Dosing>>,
    stage: Res<Stage>,
    curtain: Res<Curtain>,
    painter: Painter,
    cards: Query<Entity, With<Card>>,
    mut drawn: Local<Option<Manner>>,
) {
    let seen = dosing.filter(|_| curtain.open && stage.is_ready());
    let wanted = seen.is_some().then(|| painter.manner());
    let begun = seen.as_ref().is_some_and(|dosing| dosing.is_added());
    if *drawn == wanted && !begun {
        return;
    }
    *drawn = wanted;
    for card in &cards {
        commands.entity(card).despawn();
    }
    let (Some(dosing), Some(shown)) = (seen, stage.shown()) else {
        return;
    };
    for (receiver, told) in dosing.spec.receivers.iter().enumerate() {
        let own = shown.anchors.get(&format!("readout.{}", told.id));
        let at = own.map_or(dosing.task.receivers[receiver].place, |own| own.translation);
        let is_scale = told.instrument == Instrument::Scale;
        let card = Node {
            position_type: PositionType::Absolute,
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            row_gap: px(6.0),
            padding: UiRect::new(px(10.0), px(10.0), px(7.0), px(11.0)),
            border: UiRect::all(px(LINE)),
            border_radius: BorderRadius::all(px(tokens::CARD_RADIUS)),
            ..default()
        };
        let ground = if is_scale { tokens::VISOR } else { tokens::PAPER };
        commands
            .spawn((
                widgets::glass(card),
                BackgroundColor(ground),
                BorderColor::all(ground),
                widgets::shadow(7.0),
                GlobalZIndex(LEVEL),
                UiTransform::default(),
                Visibility::Hidden,
                Card { receiver, at },
            ))
            .with_children(|card| {
                figure(card, &painter, is_scale);
                match told.instrument {
                    Instrument::Level => tube(card, jet::liquid(&dosing, receiver), dosing.task.band, false),
                    Instrument::Thermometer => tube(card, tokens::EMBER, dosing.task.band, true),
                    Instrument::Scale => bar(card, dosing.task.band),
                    Instrument::Gauge => dial(card),
                }
                wait(card);
            });
    }
}

type Parent<'a, 'w> = &'a mut ChildSpawnerCommands<'w>;

/// The number, and the tick of what is right.
fn figure(card: Parent, painter: &Painter, is_scale: bool) {
    let ink = if is_scale { tokens::READOUT } else { tokens::INK };
    let row = Node {
        column_gap: px(4.0),
        align_items: AlignItems::Center,
        ..default()
    };
    card.spawn(widgets::glass(row)).with_children(|row| {
        let side = TypeSize::Body.units(painter.large());
        row.spawn((widgets::icon(painter, "coche", side, tokens::LEAF), Part::Right));
        row.spawn((
            widgets::label(painter, "", Face::Display, TypeSize::Label, ink),
            widgets::centred(),
            Part::Figure,
        ));
    });
}

/// A part that lies in its frame from a share on, as long as another; drawn later.
fn stripe(frame: Parent, part: Part, colour: Color) {
    let node = Node {
        position_type: PositionType::Absolute,
        ..default()
    };
    frame.spawn((widgets::glass(node), BackgroundColor(colour), part));
}

fn frame(width: f32, height: f32) -> impl Bundle {
    let node = Node {
        width: px(width),
        height: px(height),
        border: UiRect::all(px(1.6)),
        border_radius: BorderRadius::all(px(TUBE.0 / 2.2)),
        overflow: Overflow::clip(),
        ..default()
    };
    (
        widgets::glass(node),
        // A pale liquid is seen against it, too.
        BackgroundColor(tokens::INK_SOFT.with_alpha(0.26)),
        BorderColor::all(tokens::INK_SOFT),
    )
}

/// A graduated glass, or a thermometer.
fn tube(card: Parent, liquid: Color, band: bool, bulb: bool) {
    card.spawn(frame(TUBE.0, TUBE.1)).with_children(|glass| {
        if band {
            stripe(glass, Part::Band, tokens::LEAF.with_alpha(0.34));
        }
        stripe(glass, Part::Load, liquid.with_alpha(0.62));
        stripe(glass, Part::Level, liquid);
        for mark in 1..10_u8 {
            let long = mark % 2 == 0;
            glass.spawn((
                widgets::glass(Node {
                    position_type: PositionType::Absolute,
                    right: px(0.0),
                    bottom: percent(10.0 * f32::from(mark)),
                    width: px(if long { 8.0 } else { 4.5 }),
                    height: px(1.0),
                    ..default()
                }),
                BackgroundColor(tokens::INK_SOFT.with_alpha(0.55)),
            ));
        }
        if band {
            stripe(glass, Part::Goal, tokens::LEAF);
        }
    });
    if bulb {
        card.spawn((
            widgets::glass(Node {
                width: px(TUBE.0 * 1.3),
                height: px(TUBE.0 * 1.3),
                margin: UiRect::top(px(-12.0)),
                border_radius: BorderRadius::MAX,
                ..default()
            }),
            BackgroundColor(liquid),
        ));
    }
}

/// What a scale shows under its figures.
fn bar(card: Parent, band: bool) {
    card.spawn(frame(TUBE.1, TUBE.0 * 0.7)).with_children(|glass| {
        if band {
            stripe(glass, Part::Band, tokens::LEAF.with_alpha(0.34));
        }
        stripe(glass, Part::Load, tokens::INK_SOFT.with_alpha(0.3));
        stripe(glass, Part::Level, tokens::INK_SOFT);
        if band {
            stripe(glass, Part::Goal, tokens::LEAF);
        }
    });
}

fn dial(card: Parent) {
    let face = Node {
        width: px(DIAL),
        height: px(DIAL),
        border: UiRect::all(px(2.0)),
        border_radius: BorderRadius::MAX,
        ..default()
    };
    card.spawn((
        widgets::glass(face),
        BackgroundColor(tokens::WHITE),
        BorderColor::all(tokens::INK_SOFT),
    ))
    .with_children(|face| {
        for tick in 0..TICKS {
            let turn = turned(f32::from(tick) / f32::from(TICKS - 1)).to_radians();
            let (out, middle) = (DIAL * 0.40, DIAL / 2.0 - 2.0);
            let (sin, cos) = turn.sin_cos();
            face.spawn((
                widgets::glass(Node {
                    position_type: PositionType::Absolute,
                    left: px(middle + out * sin - 1.5),
                    top: px(middle - out * cos - 4.0),
                    width: px(3.0),
                    height: px(8.0),
                    border_radius: BorderRadius::all(px(1.5)),
                    ..default()
                }),
                UiTransform::from_rotation(Rot2::radians(turn)),
                BackgroundColor(tokens::INK_SOFT),
                Part::Tick(tick),
            ));
        }
        // Turns about its middle: one half of it is not seen.
        let length = DIAL * 0.72;
        face.spawn((
            widgets::glass(Node {
                position_type: PositionType::Absolute,
                left: px(DIAL / 2.0 - 2.0 - 2.0),
                top: px(DIAL / 2.0 - 2.0 - length / 2.0),
                width: px(4.0),
                height: px(length),
                ..default()
            }),
            UiTransform::default(),
            Part::Needle,
        ))
        .with_child((
            widgets::glass(Node {
                width: percent(100),
                height: percent(54),
                border_radius: BorderRadius::all(px(2.0)),
                ..default()
            }),
            BackgroundColor(tokens::EMBER),
        ));
    });
}

/// Where a share of a dial is, degrees from upright.
fn turned(share: f32) -> f32 {
    SWEEP * (share - 0.5)
}

/// At the card's lower edge; there is nothing of it while nothing is waited for.
fn wait(card: Parent) {
    let node = Node {
        position_type: PositionType::Absolute,
        left: px(WAIT.1),
        right: px(WAIT.1),
        bottom: px(3.0),
        height: px(WAIT.0),
        border_radius: BorderRadius::MAX,
        overflow: Overflow::clip(),
        ..default()
    };
    card.spawn(widgets::glass(node))
        .with_children(|bar| stripe(bar, Part::Wait, tokens::SUN));
}

/// The value with its unit.
fn write(
    dosing: Res<Dosing>,
    painter: Painter,
    cards: Query<&Card>,
    parents: Query<&ChildOf>,
    mut figures: Query<(Entity, &Part, &mut Text)>,
) {
    let Some(reading) = Reading::now(&dosing) else { return };
    for (entity, part, mut text) in &mut figures {
        let card = parents.iter_ancestors(entity).find_map(|above| cards.get(above).ok());
        if *part != Part::Figure || card.is_none_or(|card| card.receiver != reading.receiver) {
            continue;
        }
        let unit = &dosing.spec.receivers[reading.receiver].unit;
        let target = dosing.task.doses[reading.dose].target;
        let value = written(reading.value, target);
        let wanted = painter.tell(&Bilingual::new(
            format!("{}\u{a0}{unit}", value.replace('.', ",")),
            format!("{value}\u{a0}{unit}"),
        ));
        if text.0 != wanted {
            text.0 = wanted;
        }
    }
}

/// Where a part begins on what the instrument shows, and how long it is, %.
fn extent(part: Part, reading: &Reading, waits: Option<f32>) -> Option<(f32, f32)> {
    let (low, high) = match part {
        Part::Level => (0.0, reading.level),
        Part::Load => (reading.level, reading.with_load),
        Part::Band => reading.band,
        Part::Goal => (reading.goal - 0.008, reading.goal + 0.008),
        Part::Wait => (0.0, waits.unwrap_or(0.0)),
        _ => return None,
    };
    Some((100.0 * low, 100.0 * (high - low)))
}

fn draw(
    dosing: Res<Dosing>,
    cards: Query<&Card>,
    parents: Query<&ChildOf>,
    mut parts: Query<(
        Entity,
        &Part,
        &mut Node,
        Option<&mut UiTransform>,
        Option<&mut BackgroundColor>,
    )>,
) {
    let Some(reading) = Reading::now(&dosing) else { return };
    let waits = dosing.state.waits(&dosing.task);
    for (entity, part, mut node, transform, colour) in &mut parts {
        let card = parents.iter_ancestors(entity).find_map(|above| cards.get(above).ok());
        if card.is_none_or(|card| card.receiver != reading.receiver) {
            continue;
        }
        let lies = *part == Part::Wait || dosing.spec.receivers[reading.receiver].instrument == Instrument::Scale;
        if let Some((from, long)) = extent(*part, &reading, waits) {
            let wanted = if lies {
                (percent(from), px(0.0), percent(long), percent(100))
            } else {
                (px(0.0), percent(from), percent(100), percent(long))
            };
            if (node.left, node.bottom, node.width, node.height) != wanted {
                (node.left, node.bottom, node.width, node.height) = wanted;
            }
        }
        match part {
            Part::Right => {
                let good = dosing.verdict.is_some_and(|verdict| verdict.good);
                let display = if reading.judged && good {
                    bevy::ui::Display::Flex
                } else {
                    bevy::ui::Display::None
                };
                if node.display != display {
                    node.display = display;
                }
            }
            Part::Needle => {
                if let Some(mut transform) = transform {
                    let rotation = Rot2::degrees(turned(reading.level));
                    if transform.rotation != rotation {
                        transform.rotation = rotation;
                    }
                }
            }
            Part::Tick(tick) => {
                let share = f32::from(*tick) / f32::from(TICKS - 1);
                let within = dosing.task.band && (reading.band.0..=reading.band.1).contains(&share);
                let wanted = if within { tokens::LEAF } else { tokens::INK_SOFT };
                if let Some(mut colour) = colour {
                    colour.set_if_neq(BackgroundColor(wanted));
                }
            }
            _ => {}
        }
    }
}

/// Keeps the card beside what it tells of while the eye moves; a verdict colours its edge and makes it swell.
fn place(
    dosing: Option<Res<Dosing>>,
    mut cards: Query<(
        &Card,
        &mut Node,
        &ComputedNode,
        &mut Visibility,
        &mut BorderColor,
        &mut UiTransform,
    )>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    covered: Res<Covered>,
    display: Res<Display>,
    window: Single<&Window, With<PrimaryWindow>>,
) {
    let (camera, eye) = *eye;
    let units = window.resolution.scale_factor() / display.px_per_unit;
    let reading = dosing.as_ref().and_then(|dosing| Reading::now(dosing));
    for (card, mut node, computed, mut visibility, mut border, mut transform) in &mut cards {
        let told = reading.filter(|reading| reading.receiver == card.receiver);
        let at = camera.world_to_viewport(eye, card.at).ok();
        // Before its size is known it would hang askew.
        let size = computed.size() / display.px_per_unit;
        let (Some(at), Some(dosing), Some(reading), true) = (at, &dosing, told, size.x > 0.0) else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        visibility.set_if_neq(Visibility::Inherited);
        let free = Rect {
            min: Vec2::new(covered.left, covered.top),
            max: display.size - Vec2::new(covered.right, covered.bottom),
        };
        let corner = (at * units - size / 2.0).min(free.max - size).max(free.min);
        if (node.left, node.top) != (px(corner.x), px(corner.y)) {
            (node.left, node.top) = (px(corner.x), px(corner.y));
        }
        let verdict = dosing.verdict.filter(|_| reading.judged);
        let colour = match verdict {
            Some(verdict) if verdict.good => tokens::LEAF,
            Some(_) => tokens::SUN,
            None if dosing.spec.receivers[card.receiver].instrument == Instrument::Scale => tokens::VISOR,
            None => tokens::PAPER,
        };
        border.set_if_neq(BorderColor::all(colour));
        let since = dosing.judged_secs().filter(|_| verdict.is_some()).unwrap_or(SWELLS.1);
        let along = (since / SWELLS.1).clamp(0.0, 1.0);
        let scale = Vec2::splat(1.0 + SWELLS.0 * (along * std::f32::consts::PI).sin());
        if transform.scale != scale {
            transform.scale = scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dial_goes_as_far_to_both_sides() {
        assert_eq!((turned(0.0), turned(0.5), turned(1.0)), (-120.0, 0.0, 120.0));
    }

    #[test]
    fn what_lies_in_the_ladle_stands_on_what_was_poured() {
        let reading = Reading {
            dose: 0,
            receiver: 0,
            value: 10.0,
            target: 20.0,
            level: 0.25,
            with_load: 0.75,
            band: (0.5, 0.75),
            goal: 0.625,
            judged: false,
        };
        assert_eq!(extent(Part::Load, &reading, None), Some((25.0, 50.0)));
        assert_eq!(extent(Part::Wait, &reading, Some(0.5)), Some((0.0, 50.0)));
        assert_eq!(extent(Part::Needle, &reading, None), None);
    }
}
