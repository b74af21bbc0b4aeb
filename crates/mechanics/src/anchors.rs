//! Named places of a diorama (sockets, homes, cameras), set by the artist as glTF nodes.

use std::collections::BTreeMap;

use glam::{Quat, Vec3};

/// One named node, in stage coordinates: metres, Y up, as glTF has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    pub translation: Vec3,
    pub rotation: Quat,
    pub scale: Vec3,
}

/// All named nodes of one diorama.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchors(BTreeMap<String, Anchor>);

/// The anchors of a diorama that has none.
pub static NO_ANCHORS: Anchors = Anchors(BTreeMap::new());

impl Anchors {
    pub fn get(&self, name: &str) -> Option<&Anchor> {
        self.0.get(name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Anchors whose name starts with `prefix`, with the rest of their name, in alphabetical order.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Anchor)> {
        self.0
            .iter()
            .filter_map(move |(name, anchor)| Some((name.strip_prefix(prefix)?, anchor)))
    }
}

impl FromIterator<(String, Anchor)> for Anchors {
    fn from_iter<I: IntoIterator<Item = (String, Anchor)>>(nodes: I) -> Self {
        Self(nodes.into_iter().collect())
    }
}
