//! The screen rests while the hall is closed: dark and slow, until somebody touches it.

use std::time::Duration;

use bevy::{
    picking::pointer::{PointerAction, PointerInput},
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};
use jiff::{SignedDuration, Timestamp};

use super::EventData;
use crate::{AppSystems, config::KioskConfig, mechanics::play::is_visitor, screens::Screen};

/// After a touch the kiosk stays awake for so long.
const AWAKE: Duration = Duration::from_secs(120);
/// Between two pictures of a dark screen: the supervisor still hears the loop.
const AT_REST: Duration = Duration::from_secs(1);
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Above everything of the visitors' own.
const ORDER: i32 = 1000;

/// Whether the screen rests.
#[derive(Resource, Default)]
pub struct Night {
    touched_at: Duration,
    look_at: Duration,
    is_dark: bool,
}

impl Night {
    pub fn is_dark(&self) -> bool {
        self.is_dark
    }
}

/// What covers the screen.
#[derive(Component)]
struct Dark;

/// For kiosks only: a window on somebody's desk does not fall asleep.
pub fn plugin(app: &mut App) {
    app.init_resource::<Night>()
        .add_systems(Update, (wake, fall).chain().in_set(AppSystems::Record));
}

fn wake(mut inputs: MessageReader<PointerInput>, time: Res<Time<Real>>, mut night: ResMut<Night>) {
    let presses = |input: &PointerInput| matches!(input.action, PointerAction::Press(_));
    if inputs
        .read()
        .any(|input| is_visitor(input.pointer_id) && presses(input))
    {
        night.touched_at = time.elapsed();
        night.look_at = Duration::ZERO;
    }
}

fn fall(
    mut commands: Commands,
    time: Res<Time<Real>>,
    event: Res<EventData>,
    config: Res<KioskConfig>,
    screen: Res<State<Screen>>,
    mut night: ResMut<Night>,
    pace: Option<ResMut<WinitSettings>>,
    dark: Query<Entity, With<Dark>>,
) {
    let now = time.elapsed();
    if now < night.look_at {
        return;
    }
    night.look_at = now + LOOK_EVERY;
    let is_closed = config.blank_when_closed && is_closed(&event);
    let is_still = now >= night.touched_at + AWAKE && *screen.get() == Screen::Attract;
    let is_dark = is_closed && is_still;
    if is_dark == night.is_dark {
        return;
    }
    night.is_dark = is_dark;
    if is_dark {
        info!("the hall is closed: the screen rests");
        if let Some(mut pace) = pace {
            (pace.focused_mode, pace.unfocused_mode) = [AT_REST; 2].map(UpdateMode::reactive).into();
        }
        commands.spawn((
            Dark,
            Node {
                position_type: PositionType::Absolute,
                width: percent(100),
                height: percent(100),
                ..default()
            },
            BackgroundColor(Color::BLACK),
            GlobalZIndex(ORDER),
            Pickable::IGNORE,
        ));
    } else {
        info!("the screen is awake");
        if let Some(mut pace) = pace {
            *pace = WinitSettings::default();
        }
        dark.iter().for_each(|dark| commands.entity(dark).despawn());
    }
}

/// Without an event nobody knows when visitors come.
fn is_closed(event: &EventData) -> bool {
    let event = event.0.as_ref();
    event.is_some_and(|event| event.is_closed(Timestamp::now(), SignedDuration::ZERO))
}
