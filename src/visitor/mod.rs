//! The visit under way: who plays what, in which language. All of it is wiped when the visit ends.

mod log;
mod session;

use bevy::prelude::*;

pub use log::{EventLog, VisitEvent};
pub use session::{Defaults, Liking, Preferences, StepResult, Try, Visit, Who};

/// The visit is over: whoever keeps something of it lets it go.
#[derive(Message, Clone, Copy, Debug)]
pub struct VisitEnded;

pub(crate) fn plugin(app: &mut App) {
    app.add_message::<VisitEnded>()
        .init_resource::<Visit>()
        .init_resource::<Defaults>()
        .init_resource::<EventLog>();
}
