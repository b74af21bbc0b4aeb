//! What follows at once from settings that staff change while the kiosk runs.

use bevy::prelude::*;

use crate::{AppSystems, config::KioskConfig, visitor::Defaults};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, follow.in_set(AppSystems::Rules));
}

/// The next visit begins as staff wish; the one under way goes on as it is.
fn follow(config: Res<KioskConfig>, mut defaults: ResMut<Defaults>) {
    // What the kiosk started with may come from the command line instead.
    if config.is_changed() && !config.is_added() && defaults.0.language != config.language {
        defaults.0.language = config.language;
    }
}
