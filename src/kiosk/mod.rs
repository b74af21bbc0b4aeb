//! What makes it a kiosk: its screen in millimetres, its patience, what it does when something fails, its robot visitor.

pub mod carnet;
pub mod display;
pub(crate) mod drill;
pub mod faults;
mod fingers;
pub mod frames;
pub mod heartbeat;
pub mod idle;
pub mod leave;
pub mod measure;
pub mod night;
pub mod pace;
pub mod probe;
pub mod recorder;
pub mod rehearsal;
mod restock;
pub mod robot;
pub mod ruler;
pub mod scanner;
pub mod service;
mod settings;

use bevy::prelude::*;

use crate::{
    config::{Event, Stand},
    language::Bilingual,
};

/// What the agency tells visitors about their data. What it has not said is not shown.
#[derive(Resource, Clone, Debug, Default)]
pub struct AgencyWords {
    /// Whom to ask: an e-mail address or a telephone number.
    pub contact: Option<String>,
    /// On what legal basis visits are counted, one sentence.
    pub counting_basis: Option<Bilingual>,
}

/// The event this kiosk stands at, if the config names one.
#[derive(Resource, Clone, Debug, Default)]
pub struct EventData(pub Option<Event>);

impl EventData {
    /// Where the métier of this kit can be met now.
    pub fn stands_now(&self, kit: &str) -> Vec<&Stand> {
        self.0
            .as_ref()
            .map(|event| event.stands_for(kit, jiff::Timestamp::now()))
            .unwrap_or_default()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.add_plugins((
        carnet::plugin,
        display::plugin,
        idle::plugin,
        leave::plugin,
        faults::plugin,
        fingers::plugin,
        frames::plugin,
        restock::plugin,
        scanner::plugin,
        settings::plugin,
    ));
}
