//! How far this kiosk may serve today, after faults: all its kits, the proven ones, or none with a code for staff.

use std::{collections::BTreeSet, path::Path};

use bevy::prelude::*;
use etabli_upkeep::policy::Trouble;

use crate::{
    finding::{Code, FieldPath, Finding},
    kit::{
        library::Barred,
        store::{self, Status},
    },
    language::Bilingual,
};

pub const QUARANTINED: Code = Code::error("K591", "kit en quarantaine sur cette borne");
pub const UNPROVEN: Code = Code::warning("K592", "kit non éprouvé ici, écarté tant que la borne se ménage");

/// Shows that the kiosk is out of order, and plays nothing. Staff read the code aloud to whoever helps them.
#[derive(Resource, Clone, Debug)]
pub struct OutOfOrder(pub String);

impl OutOfOrder {
    /// What the code means and what staff can do about it, in French; nothing for a code that nobody knows.
    pub fn told(&self) -> String {
        Trouble::with_code(&self.0)
            .map(|trouble| format!("{}. {}", trouble.told(), trouble.help()))
            .unwrap_or_default()
    }
}

/// A kit in quarantine, and why, in French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    pub kit: String,
    pub reason: String,
}

/// What is kept off the shelf. `safe`: only installed kits that were proven here, and those that came with Établi.
pub fn barred(kits: &Path, quarantined: &[Quarantined], safe: bool) -> Barred {
    let unproven = if safe { unproven(kits) } else { BTreeSet::new() };
    let spared = unproven.into_iter().map(|id| (id.clone(), spare(&id)));
    let held = quarantined
        .iter()
        .map(|held| (held.kit.clone(), hold(&held.kit, &held.reason)));
    Barred {
        everything: false,
        kits: spared.chain(held).collect(),
    }
}

/// Installed kits that this kiosk has not proven as they are. A list that cannot be read names none: its kits are told
/// of elsewhere.
fn unproven(kits: &Path) -> BTreeSet<String> {
    let installed = store::look(kits).unwrap_or_default().kits;
    let unproven = installed.into_iter().filter(|(_, shelf)| {
        shelf
            .live
            .as_ref()
            .is_some_and(|live| live.publisher.is_some() && live.status != Status::Proven)
    });
    unproven.map(|(id, _)| id).collect()
}

fn hold(id: &str, reason: &str) -> Finding {
    let message = Bilingual::new(
        format!("ce kit est en quarantaine\u{a0}: {reason}"),
        format!("this kit is in quarantine: {reason}"),
    );
    let help = Bilingual::new(
        "dans le panneau de l’équipe, page Kits, toucher «\u{a0}Réessayer\u{a0}»",
        "on the staff panel, page Kits, touch « Réessayer »",
    );
    finding(&QUARANTINED, id, message, help)
}

fn spare(id: &str) -> Finding {
    let message = Bilingual::new(
        "la borne se ménage après plusieurs arrêts\u{a0}: seuls les kits éprouvés ici sont proposés",
        "the kiosk spares itself after several failures: only kits that it has proven are shown",
    );
    let help = Bilingual::new(
        "l’éprouver\u{a0}: page Kits du panneau de l’équipe, ou etabli kit prove --pending",
        "prove it: page Kits of the staff panel, or etabli kit prove --pending",
    );
    finding(&UNPROVEN, id, message, help)
}

fn finding(code: &Code, id: &str, message: Bilingual, help: Bilingual) -> Finding {
    Finding {
        code: code.id,
        severity: code.severity,
        file: format!("kits/{id}"),
        path: FieldPath::root(),
        place: None,
        message,
        help: Some(help),
        fix: None,
    }
}
