//! The kinds of touch play as visitors meet them: a plugin for each shows what its rules (the crate `etabli-mechanics`)
//! decide.

pub mod assemble;
pub mod coverage;
pub mod dialogue;
pub mod dose;
pub mod inspect;
pub mod labels;
pub mod play;
pub mod sequence;
pub mod steer;
pub mod trace;
pub mod voices;

pub use etabli_mechanics::*;

pub(crate) fn plugin(app: &mut bevy::app::App) {
    app.add_plugins((
        play::plugin,
        assemble::play::plugin,
        dialogue::play::plugin,
        dose::play::plugin,
        coverage::play::plugin,
        trace::play::plugin,
        inspect::play::plugin,
        sequence::play::plugin,
        steer::play::plugin,
    ));
}
