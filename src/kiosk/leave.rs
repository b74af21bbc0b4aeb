//! How the kiosk ends: for good, or to come back with what was changed.

use bevy::{app::AppExit, prelude::*};

/// « Start me again », to the supervisor.
pub const AGAIN: u8 = 75;

/// Staff end the kiosk.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It starts again at once and reads its settings anew.
    ToComeBack,
    ForGood,
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Leave>().add_systems(Last, leave);
}

fn leave(mut wishes: MessageReader<Leave>, mut exit: MessageWriter<AppExit>) {
    let Some(wish) = wishes.read().last() else { return };
    match wish {
        Leave::ForGood => exit.write(AppExit::Success),
        Leave::ToComeBack => exit.write(AppExit::from_code(AGAIN)),
    };
}
