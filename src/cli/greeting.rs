//! What a kiosk needs to know of its visitors' phones and passes: the key that signs its carnets, and whose passes count.

use std::path::Path;

use bevy::app::App;

use super::data;
use crate::{
    config::{AgencyConfig, KEYS_LIST, load_keys, signing_key},
    finding::Findings,
    kiosk::{carnet::Stamp, scanner::Gate},
    tokens::KeyRole,
};

/// What keys sign for on a kiosk that stands at no event: a try at home.
pub const NO_EVENT: &str = "essai";

/// Both, as far as they are there: without them visitors play all the same.
#[derive(Default)]
pub struct Greeting {
    stamp: Option<Stamp>,
    gate: Option<Gate>,
}

impl Greeting {
    /// The keys in `folder`, or in the folder `keys` of the kiosk's data; an event's visits are signed for it alone.
    pub fn find(folder: Option<&Path>, agency: &AgencyConfig, event: &str, findings: &mut Findings) -> Self {
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            // Whoever has no place for data is told so where visits are counted.
            None => match data::folder(None) {
                Ok(data) => data.join("keys"),
                Err(_) => return Self::default(),
            },
        };
        let stamp = agency.portal.clone().and_then(|portal| {
            let key = signing_key(&folder, KeyRole::Kiosk, &agency.kiosk).inspect_err(|error| {
                eprintln!(
                    "etabli play\u{a0}: le carnet n’a pas de code\u{a0}: {}",
                    error.told().fr
                );
            });
            Some(Stamp {
                portal,
                event: event.to_owned(),
                key: key.ok()?,
            })
        });
        let list = folder.join(KEYS_LIST);
        let gate = list.exists().then(|| Gate {
            keys: load_keys(&list, findings),
            event: event.to_owned(),
        });
        Self { stamp, gate }
    }

    /// Hands them to the kiosk.
    pub fn give(self, app: &mut App) {
        if let Some(stamp) = self.stamp {
            app.insert_resource(stamp);
        }
        if let Some(gate) = self.gate {
            app.insert_resource(gate);
        }
    }
}
