//! Names for the identifiers in statements.

use std::collections::BTreeMap;

/// An event as people know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventName {
    pub name: String,
    /// Town and hall.
    pub place: String,
    pub territory: Option<String>,
}

/// Names by identifier; what has none is shown as its identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub kits: BTreeMap<String, String>,
    pub events: BTreeMap<String, EventName>,
}

/// Events that no file places.
pub const NO_TERRITORY: &str = "Territoire non renseigné";

impl Names {
    pub fn kit<'a>(&'a self, id: &'a str) -> &'a str {
        self.kits.get(id).map_or(id, String::as_str)
    }

    pub fn event<'a>(&'a self, id: &'a str) -> &'a str {
        self.events.get(id).map_or(id, |event| &event.name)
    }

    pub fn place(&self, id: &str) -> Option<&str> {
        self.events
            .get(id)
            .map(|event| event.place.as_str())
            .filter(|place| !place.is_empty())
    }

    pub fn territory(&self, event: &str) -> &str {
        let territory = self.events.get(event).and_then(|event| event.territory.as_deref());
        territory.unwrap_or(NO_TERRITORY)
    }
}
