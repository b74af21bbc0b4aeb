//! The live preview of a kit being written: the kiosk as visitors see it, and beside it what the check says.
//!
//! The kit plays from a copy of its last good version, so that nothing the author breaks can stop it; egui is named in
//! `panel` only.

pub mod album;
pub mod area;
pub mod cover;
pub mod deed;
pub mod draft;
pub mod live;
mod marks;
pub mod panel;
mod shelf;
pub mod watch;

use bevy::{prelude::*, render::RenderApp};

use self::{draft::Draft, watch::Sight};
use crate::config::KioskConfig;

/// Makes a preview of an app that plays from [`Draft::kits`]; `seen` is what was seen before the draft was read.
pub fn plugin(app: &mut App, draft: Draft, seen: Sight) {
    // The author thinks, writes, has lunch: nobody is asked whether they are still there.
    let mut config = app.world_mut().resource_mut::<KioskConfig>();
    (config.idle_menu_secs, config.idle_play_secs) = (u32::MAX, u32::MAX);
    config.kits = None;
    app.insert_resource(draft);
    live::plugin(app, seen);
    app.add_plugins((area::plugin, cover::plugin, deed::plugin, marks::plugin));
    // Without a renderer there is nothing to draw a panel with.
    if app.get_sub_app(RenderApp).is_some() {
        app.add_plugins(panel::plugin);
    }
}
