//! The staff panel on the kiosk: the door to it, what it shows, and what becomes of what staff wish for.
//!
//! The panel itself is laid out in the crate `etabli-staff`, which knows no engine; egui is named in `screen` only.

mod bench;
mod carry;
mod door;
pub mod errand;
mod facts;
mod fill;
mod morning;
mod screen;
mod shot;

use bevy::{prelude::*, render::RenderApp};
use etabli_staff::lock::StaffPin;

pub use self::{bench::Bench, door::Door, fill::Fixed, screen::Wished};
use self::{errand::Places, facts::Gatherer};
use crate::{AppSystems, config::StaffLock};

/// What the panel needs to know before it starts.
#[derive(Clone, Debug)]
pub struct Setup {
    pub places: Places,
    pub lock: StaffLock,
    pub fixed: Fixed,
}

/// The door and what is behind it. Without a renderer there is the door alone: nothing could be shown.
pub fn plugin(app: &mut App, setup: Setup) {
    let Setup { places, lock, fixed } = setup;
    app.insert_resource(Door::new(pin(lock), Some(places.data.clone())))
        .insert_resource(fixed)
        .add_message::<Wished>()
        .add_plugins((door::plugin, shot::plugin));
    let gatherer = match Gatherer::start(places.clone()) {
        Ok(gatherer) => gatherer,
        Err(error) => {
            error!("no staff panel: {error}");
            return;
        }
    };
    app.insert_resource(gatherer)
        .insert_non_send(Bench::new(places))
        .add_systems(Update, carry::carry_out.in_set(AppSystems::Rules));
    if app.get_sub_app(RenderApp).is_some() {
        app.add_plugins(screen::plugin);
    }
}

fn pin(lock: StaffLock) -> StaffPin {
    match lock {
        StaffLock::FirstStart => StaffPin::default(),
        StaffLock::Pin { hash, must_change } => StaffPin {
            hash: Some(hash),
            must_change,
        },
        // No code fits it: `etabli staff reset-pin` mends that.
        StaffLock::Shut => StaffPin {
            hash: Some(String::new()),
            must_change: true,
        },
    }
}
