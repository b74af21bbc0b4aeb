//! A kit's step as a 3D diorama: loading, named nodes, the eye, the light, slow life and the ghost's hand.

mod coarse;
pub mod eye;
pub mod fire;
pub mod fit;
pub mod flight;
pub mod ghost;
mod life;
mod loading;
pub mod material;
mod particles;
pub mod quality;
mod renderer;
pub mod reveal;
pub mod shadow;
pub mod still;
pub mod touch;

use std::collections::BTreeMap;

use bevy::prelude::*;

pub use flight::Flight;
pub use loading::{DioramaFailed, Glow, ModelChanged, Show, Showing, Stands};
pub use particles::{Burst, Drops, Sparks};

use crate::mechanics::Anchors;

/// What stands on the stage.
#[derive(Resource, Default)]
pub struct Stage {
    shown: Option<Shown>,
}

/// Whether the diorama is on view.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curtain {
    pub open: bool,
}

/// A diorama on the stage.
pub struct Shown {
    pub kit: String,
    pub showing: Showing,
    diorama: String,
    root: Entity,
    ready: bool,
    /// Named nodes of the glTF, once it is ready.
    nodes: BTreeMap<String, Entity>,
    pub anchors: Anchors,
    camera: String,
    /// How the eye comes to its place, where it does not simply stand there.
    flight: Option<Flight>,
    /// Outermost points of what stands, metres; empty until it is known.
    outline: Vec<Vec3>,
    /// What the eye takes in: the outline, and the way round of what spins.
    in_view: Vec<Vec3>,
}

impl Stage {
    /// What is shown, ready or not.
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    pub fn is_ready(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.ready)
    }

    /// Something was asked for and is still on its way.
    pub fn is_loading(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| !shown.ready)
    }

    /// The eye's way over a finale.
    pub fn flight(&self) -> Option<&Flight> {
        self.shown.as_ref()?.flight.as_ref()
    }

    fn flight_mut(&mut self) -> Option<&mut Flight> {
        self.shown.as_mut()?.flight.as_mut()
    }

    /// The file of what is shown, ready or not, from the folder of kits: `<id>/models/….glb`.
    pub fn diorama(&self) -> Option<&str> {
        Some(&self.shown.as_ref()?.diorama)
    }

    /// What hangs under it comes and goes with the diorama.
    pub fn root(&self) -> Option<Entity> {
        Some(self.shown.as_ref()?.root)
    }

    /// Direction towards the key light, unit length.
    pub fn towards_light(&self) -> Vec3 {
        loading::towards_light(self)
    }

    /// The entity of a glTF node. It may go within the frame: what is put on it is put there with `try_insert`.
    pub fn node(&self, name: &str) -> Option<Entity> {
        self.shown.as_ref()?.nodes.get(name).copied()
    }

    /// Nodes whose name starts with `prefix`, with the rest of their name.
    pub fn nodes<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, Entity)> {
        let nodes = self.shown.iter().flat_map(|shown| &shown.nodes);
        nodes.filter_map(move |(name, entity)| Some((name.strip_prefix(prefix)?, *entity)))
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Stage>().insert_resource(Curtain { open: true });
    app.add_plugins((
        material::plugin,
        quality::plugin,
        renderer::plugin,
        reveal::plugin,
        loading::plugin,
        eye::plugin,
        fire::plugin,
        flight::plugin,
        touch::plugin,
        ghost::plugin,
        life::plugin,
        particles::plugin,
        shadow::plugin,
        still::plugin,
        coarse::plugin,
    ));
}
