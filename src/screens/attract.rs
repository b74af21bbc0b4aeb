//! Attract: a métier plays itself, and calls.

use bevy::prelude::*;

use super::{
    Screen, director,
    director::Turn,
    frame::{self, Ways},
    play,
};
use crate::{
    AppSystems,
    kit::{Kit, Library},
    mechanics::{
        STEP_SECS,
        play::{NextGesture, StepDone},
    },
    stage::{Show, Stage, eye::Covered, ghost::Ghost},
    theme::{
        motion::Breathes,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

/// The finished work stands this long before the next métier shows itself, seconds.
const REST_SECS: f32 = 4.0;
/// The ghost's pace on this screen: slower than life, to be followed from across the aisle.
const PACE: f32 = 0.75;
/// Share of a wide screen that the words keep.
const COLUMN: f32 = 0.32;

/// More letters in one word, or in all of a name, are written smaller.
const LONG: (usize, usize) = (11, 28);

/// Seconds since the shown kit was finished; `None` while it is played.
#[derive(Resource, Debug, Default)]
struct Rest(Option<f32>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Rest>()
        .add_systems(
            OnEnter(Screen::Attract),
            (arrive, |mut ghost: ResMut<Ghost>| ghost.stop()),
        )
        .add_systems(OnExit(Screen::Attract), |mut ghost: ResMut<Ghost>| ghost.stop())
        .add_systems(
            Update,
            (
                director::touch_begins.in_set(AppSystems::Input),
                (show_first, show_new.run_if(resource_changed::<Library>)).in_set(AppSystems::Feedback),
            )
                .run_if(in_state(Screen::Attract)),
        )
        .add_systems(
            FixedUpdate,
            (perform, go_round).chain().run_if(in_state(Screen::Attract)),
        );
}

/// Each return to attract begins with a kit in its first state.
fn arrive(turn: Res<Turn>, library: Res<Library>, mut show: MessageWriter<Show>, mut rest: ResMut<Rest>) {
    rest.0 = None;
    if let Some(kit) = pick(&library, turn.0) {
        play::restart(kit, &mut show);
    }
}

/// The first kit is shown while the others still load; they follow when their turn comes.
fn show_first(stage: Res<Stage>, turn: Res<Turn>, library: Res<Library>, mut show: MessageWriter<Show>) {
    if stage.shown().is_some() {
        return;
    }
    let kit = if library.is_settled() {
        pick(&library, turn.0)
    } else {
        library.opening().map(Kit::id)
    };
    if let Some(kit) = kit {
        play::restart(kit, &mut show);
    }
}

/// Kits that came in while the kiosk calls are shown, and those that left are no longer.
fn show_new(
    library: Res<Library>,
    mut seen: Local<u32>,
    turn: Res<Turn>,
    mut show: MessageWriter<Show>,
    mut rest: ResMut<Rest>,
) {
    if library.renewals() == *seen || !library.is_settled() {
        return;
    }
    *seen = library.renewals();
    rest.0 = None;
    if let Some(kit) = pick(&library, turn.0) {
        play::restart(kit, &mut show);
    }
}

fn pick(library: &Library, turn: usize) -> Option<&str> {
    let playable = library.playable().count();
    library.playable().nth(turn.checked_rem(playable)?).map(|kit| kit.id())
}

fn perform(gesture: Res<NextGesture>, mut ghost: ResMut<Ghost>, stage: Res<Stage>) {
    if let Some(gesture) = gesture.0.as_ref().filter(|_| stage.is_ready()) {
        ghost.perform(gesture.clone(), true, PACE);
    }
}

fn go_round(
    mut done: MessageReader<StepDone>,
    mut rest: ResMut<Rest>,
    mut turn: ResMut<Turn>,
    library: Res<Library>,
    mut show: MessageWriter<Show>,
) {
    if done.read().last().is_some() {
        rest.0 = Some(0.0);
    }
    let Some(secs) = rest.0.as_mut() else { return };
    *secs += STEP_SECS;
    if *secs >= REST_SECS {
        rest.0 = None;
        turn.0 = turn.0.wrapping_add(1);
        if let Some(kit) = pick(&library, turn.0) {
            play::restart(kit, &mut show);
        }
    }
}

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    stage: Res<Stage>,
    library: Res<Library>,
    mut covered: ResMut<Covered>,
) {
    let portrait = painter.is_portrait();
    let size = painter.display.size;
    covered.set_if_neq(if portrait {
        Covered {
            left: 8.0,
            right: 8.0,
            top: size.y * 0.24,
            bottom: size.y * 0.17,
        }
    } else {
        Covered {
            left: size.x * COLUMN,
            right: 10.0,
            top: 12.0,
            bottom: 10.0,
        }
    });
    let name = stage
        .shown()
        .and_then(|shown| library.kit(&shown.kit))
        .map(|kit| kit.title(painter.language()));
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::None);
        let column = Node {
            position_type: PositionType::Absolute,
            left: px(tokens::MARGIN * 1.6),
            top: px(tokens::TOP_BAR),
            bottom: px(tokens::MARGIN * 2.0),
            width: if portrait {
                px(size.x - tokens::MARGIN * 3.2)
            } else {
                px(size.x * (COLUMN + 0.03))
            },
            flex_direction: FlexDirection::Column,
            justify_content: if portrait {
                JustifyContent::SpaceBetween
            } else {
                JustifyContent::Center
            },
            row_gap: px(if portrait { 8.0 } else { 26.0 }),
            ..default()
        };
        screen.spawn(widgets::glass(column)).with_children(|column| {
            let lines = Node {
                flex_direction: FlexDirection::Column,
                row_gap: px(4.0),
                ..default()
            };
            column.spawn(widgets::glass(lines)).with_children(|heading| {
                let call = painter.say("attract-metier");
                heading.spawn(widgets::label(
                    &painter,
                    call,
                    Face::Text,
                    TypeSize::Lead,
                    tokens::ON_STAGE,
                ));
                if let Some(name) = name {
                    let size = size_of(&name);
                    heading.spawn(widgets::label(&painter, name, Face::Display, size, tokens::ON_STAGE));
                }
            });
            column
                .spawn(widgets::glass(Node {
                    justify_content: JustifyContent::Center,
                    ..default()
                }))
                .with_children(|line| call(line, &painter));
        });
    });
}

/// A long name keeps clear of the diorama beside or below it, and leaves room for the call.
fn size_of(name: &str) -> TypeSize {
    let longest = name.split_whitespace().map(|word| word.chars().count()).max();
    if longest > Some(LONG.0) || name.chars().count() > LONG.1 {
        TypeSize::Title
    } else {
        TypeSize::Hero
    }
}

/// « Touchez, essayez ! »: the whole glass answers, the pill only says so.
fn call(parent: widgets::Parent, painter: &Painter) {
    parent
        .spawn((
            Breathes,
            Node {
                padding: UiRect::axes(px(20.0), px(11.0)),
                column_gap: px(10.0),
                align_items: AlignItems::Center,
                border_radius: BorderRadius::all(px(28.0)),
                ..default()
            },
            BackgroundColor(tokens::EMBER),
            widgets::shadow(12.0),
            Pickable::IGNORE,
        ))
        .with_children(|pill| {
            let size = TypeSize::Title;
            pill.spawn(widgets::icon(
                painter,
                "main",
                size.units(painter.large()) * 1.2,
                tokens::WHITE,
            ));
            pill.spawn((
                widgets::label(painter, painter.say("attract-call"), Face::Display, size, tokens::WHITE),
                widgets::centred(),
            ));
        });
}
