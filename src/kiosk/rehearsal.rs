//! Outside opening hours the kiosk tries what waits: a kit that staff installed in the evening is ready in the morning.

use std::{
    env, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use bevy::{
    picking::pointer::{PointerAction, PointerInput},
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};
use jiff::{SignedDuration, Timestamp};

use super::EventData;
use crate::{
    AppSystems,
    kit::{KitsFolder, store},
    mechanics::play::is_visitor,
    screens::Screen,
};

/// Nobody has touched the glass for so long: whoever set the kiosk up has gone.
const REST: Duration = Duration::from_secs(180);
/// No trial begins so shortly before visitors come in.
const BEFORE_OPENING: SignedDuration = SignedDuration::from_mins(45);
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// After trials that came to no end: whatever kept them from it may keep the next ones too.
const AGAIN: Duration = Duration::from_secs(3600);
/// Enough to see whether a kit holds; on demand there are more.
const CLUMSY_VISITS: &str = "3";
/// Between two pictures of the kiosk while the robot plays in front of it: what it draws is not to slow the trial down.
const AT_REST: Duration = Duration::from_secs(1);

/// The trial under way, and when there may be one.
#[derive(Resource)]
struct Rehearsal {
    home: PathBuf,
    /// Since the kiosk started.
    touched_at: Duration,
    look_at: Duration,
    trial: Option<Child>,
}

/// For kiosks only: nobody wants a robot on the desk where kits are made.
pub fn plugin(app: &mut App, home: PathBuf) {
    app.insert_resource(Rehearsal {
        home,
        touched_at: Duration::ZERO,
        look_at: LOOK_EVERY,
        trial: None,
    })
    .add_systems(
        Update,
        (notice, begin.run_if(in_state(Screen::Attract)), end)
            .chain()
            .in_set(AppSystems::Record),
    );
}

fn notice(mut inputs: MessageReader<PointerInput>, time: Res<Time<Real>>, mut rehearsal: ResMut<Rehearsal>) {
    // Each time a robot's window closes the arrow comes back to this one: only a press is somebody.
    let presses = |input: &PointerInput| matches!(input.action, PointerAction::Press(_));
    if inputs
        .read()
        .any(|input| is_visitor(input.pointer_id) && presses(input))
    {
        rehearsal.touched_at = time.elapsed();
    }
}

fn begin(
    time: Res<Time<Real>>,
    event: Res<EventData>,
    folder: Res<KitsFolder>,
    mut rehearsal: ResMut<Rehearsal>,
    mut pace: ResMut<WinitSettings>,
) {
    let now = time.elapsed();
    if rehearsal.trial.is_some() || now < rehearsal.look_at {
        return;
    }
    rehearsal.look_at = now + LOOK_EVERY;
    if now < rehearsal.touched_at + REST || !is_closed(&event, BEFORE_OPENING) || !waits(&folder.0) {
        return;
    }
    match start(&rehearsal.home, &folder.0) {
        Ok(trial) => {
            info!("nobody is here and the hall is closed: kits that wait are tried");
            rehearsal.trial = Some(trial);
            (pace.focused_mode, pace.unfocused_mode) = [AT_REST; 2].map(UpdateMode::reactive_low_power).into();
        }
        Err(error) => {
            error!("kits that wait cannot be tried: {error}");
            rehearsal.look_at = now + AGAIN;
        }
    }
}

fn end(
    time: Res<Time<Real>>,
    event: Res<EventData>,
    mut rehearsal: ResMut<Rehearsal>,
    mut pace: ResMut<WinitSettings>,
) -> Result {
    let is_touched = time.elapsed() < rehearsal.touched_at + REST;
    let Some(trial) = &mut rehearsal.trial else {
        return Ok(());
    };
    if is_touched || !is_closed(&event, SignedDuration::ZERO) {
        // It ends by itself once nobody holds its leash.
        trial.stdin = None;
    }
    if let Some(status) = trial.try_wait()? {
        info!("kits that waited were tried: {status}");
        rehearsal.trial = None;
        if !status.success() {
            rehearsal.look_at = time.elapsed() + AGAIN;
        }
        *pace = WinitSettings::default();
    }
    Ok(())
}

/// Whether no visitor is expected now nor in the time that follows. Without an event nobody knows.
fn is_closed(event: &EventData, and_for: SignedDuration) -> bool {
    let event = event.0.as_ref();
    event.is_some_and(|event| event.is_closed(Timestamp::now(), and_for))
}

/// Whether a kit of this folder was never tried here. A list that cannot be read is told of elsewhere.
fn waits(kits: &Path) -> bool {
    store::look(kits).is_ok_and(|state| state.candidates(kits).iter().any(store::Candidate::is_untried))
}

fn start(home: &Path, kits: &Path) -> io::Result<Child> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["kit", "prove", "--pending", "--untried", "--leashed"]);
    command.args(["--clumsy", CLUMSY_VISITS]);
    command.arg("--home").arg(home).arg("--into").arg(kits);
    command.stdin(Stdio::piped()).stdout(Stdio::from(io::stderr()));
    command.spawn()
}
