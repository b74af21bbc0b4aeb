//! Établi: visitors of a fair try trades with their own hands, on a touchscreen. The house is mapped in README.md.

pub mod audio;
pub mod cli;
pub mod config;
pub mod kiosk;
pub mod kit;
pub mod launch;
pub mod mechanics;
pub mod preview;
pub mod screens;
pub mod staff;
pub mod stage;
pub mod theme;
pub mod visitor;

use bevy::prelude::*;
pub use etabli_exchange::{agency, carnet, engagement, passes, report, simulation, tokens};
pub use etabli_finding as finding;
pub use etabli_language as language;

/// What happens in a frame, in this order. Add a variant here, in [`AppPlugin`] and nowhere else.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AppSystems {
    /// Touches become inputs of the rules.
    Input,
    /// Rules decide.
    Rules,
    /// Stage, interface and sound show what was decided.
    Feedback,
    /// What is kept of it.
    Record,
}

/// Everything between the engine and the visitor.
pub struct AppPlugin;

impl Plugin for AppPlugin {
    fn build(&self, app: &mut App) {
        app.configure_sets(
            Update,
            (
                AppSystems::Input,
                AppSystems::Rules,
                AppSystems::Feedback,
                AppSystems::Record,
            )
                .chain(),
        )
        .insert_resource(Time::<Fixed>::from_seconds(f64::from(mechanics::STEP_SECS)))
        .add_plugins((
            kit::plugin,
            visitor::plugin,
            kiosk::plugin,
            stage::plugin,
            mechanics::plugin,
            theme::plugin,
            screens::plugin,
            audio::plugin,
        ));
    }
}
