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
    audio::{Cue, SetAmbience},
    kit::Library,
    mechanics::{
        STEP_SECS,
        play::{NextGesture, StepDone},
    },
    stage::{ShowStep, Stage, eye::Covered, ghost::Ghost},
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
/// Room the call takes at the bottom, units.
const CALL: f32 = 78.0;

/// Seconds since the shown kit was finished; `None` while it is played.
#[derive(Resource, Debug, Default)]
struct Rest(Option<f32>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Rest>()
        .add_systems(Startup, |mut ambience: MessageWriter<SetAmbience>| {
            ambience.write(SetAmbience::to(Cue::AmbianceAtelier));
        })
        .add_systems(OnEnter(Screen::Attract), (arrive, |mut ghost: ResMut<Ghost>| ghost.stop()))
        .add_systems(OnExit(Screen::Attract), |mut ghost: ResMut<Ghost>| ghost.stop())
        .add_systems(
            Update,
            (director::touch_begins.in_set(AppSystems::Input), show_first.in_set(AppSystems::Feedback))
                .run_if(in_state(Screen::Attract)),
        )
        .add_systems(FixedUpdate, (perform, go_round).chain().run_if(in_state(Screen::Attract)));
}

/// Each return to attract begins with a kit in its first state.
fn arrive(turn: Res<Turn>, library: Res<Library>, mut show: MessageWriter<ShowStep>, mut rest: ResMut<Rest>) {
    rest.0 = None;
    if let Some(kit) = pick(&library, turn.0) {
        play::restart(kit, &mut show);
    }
}

/// The first kit that is ready is shown at once, the others follow when their turn comes.
fn show_first(stage: Res<Stage>, turn: Res<Turn>, library: Res<Library>, mut show: MessageWriter<ShowStep>) {
    if stage.shown().is_none()
        && let Some(kit) = pick(&library, turn.0)
    {
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
    mut show: MessageWriter<ShowStep>,
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
    let factor = if painter.large() { 1.35 } else { 1.0 };
    covered.set_if_neq(Covered {
        left: tokens::MARGIN,
        right: tokens::MARGIN,
        top: tokens::TOP_BAR + if painter.is_portrait() { 62.0 * factor } else { 20.0 },
        bottom: CALL * factor,
    });
    let name = stage.shown().and_then(|shown| library.kit(&shown.kit)).map(|kit| kit.title(painter.language()));
    let portrait = painter.is_portrait();
    let root = frame::root(&mut commands);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::None);
        screen
            .spawn(widgets::glass(Node {
                position_type: PositionType::Absolute,
                left: px(tokens::MARGIN * 1.5),
                top: px(if portrait { tokens::TOP_BAR } else { tokens::MARGIN }),
                right: px(if portrait { tokens::MARGIN } else { 150.0 }),
                flex_direction: FlexDirection::Column,
                ..default()
            }))
            .with_children(|heading| {
                let call = painter.say("attract-metier");
                heading.spawn(widgets::label(&painter, call, Face::Text, TypeSize::Body, tokens::ON_STAGE));
                if let Some(name) = name {
                    heading.spawn(widgets::label(&painter, name, Face::Display, TypeSize::Title, tokens::ON_STAGE));
                }
            });
        screen
            .spawn(widgets::glass(Node {
                position_type: PositionType::Absolute,
                bottom: px(tokens::MARGIN * 1.5),
                width: percent(100),
                justify_content: JustifyContent::Center,
                ..default()
            }))
            .with_children(|line| {
                line.spawn((
                    Breathes,
                    Node {
                        padding: UiRect::axes(px(24.0), px(9.0)),
                        column_gap: px(12.0),
                        align_items: AlignItems::Center,
                        border_radius: BorderRadius::all(px(28.0)),
                        ..default()
                    },
                    BackgroundColor(tokens::EMBER),
                    widgets::shadow(12.0),
                    Pickable::IGNORE,
                ))
                .with_children(|pill| {
                    let size = if portrait || painter.large() { TypeSize::Title } else { TypeSize::Hero };
                    pill.spawn(widgets::icon(&painter, "main", size.units(painter.large()), tokens::WHITE));
                    pill.spawn((
                        widgets::label(&painter, painter.say("attract-call"), Face::Display, size, tokens::WHITE),
                        widgets::centred(),
                    ));
                });
            });
    });
}
