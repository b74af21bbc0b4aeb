//! The kits of this kiosk, as cards.

use std::path::PathBuf;

use super::Picture;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KitsView {
    /// In the catalogue's order, the hidden ones last.
    pub cards: Vec<KitCard>,
    /// `.kit` files on USB sticks that are plugged in.
    pub archives: Vec<Archive>,
    /// Whether any stick is plugged in.
    pub has_stick: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct KitCard {
    pub id: String,
    /// « Soudeuse, soudeur ».
    pub name: String,
    pub picture: Option<Picture>,
    pub version: String,
    /// Who signed it; `None`: it comes with Établi or is unsigned.
    pub publisher: Option<String>,
    pub proof: Proof,
    /// Trade numbers that no professional has confirmed yet.
    pub to_validate: u32,
    pub findings: Vec<FindingText>,
    pub is_shown: bool,
    /// It is shown to nobody because the event's theme leaves its sector out.
    pub is_outside_theme: bool,
    /// It came with a stick and waits for its first trial here: it can be neither shown nor put in order yet.
    pub is_newcomer: bool,
    /// Where each try begins.
    pub level: Level,
    /// The version to go back to.
    pub previous: Option<String>,
    pub quarantine: Option<Quarantine>,
}

/// Whether a robot has played it on this kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Proven; when, in words: « hier à 18 h 04 ».
    Proven(String),
    /// Installed, and waiting for the fair to close.
    Waiting,
    Running,
    /// Not proven here; the kit may still be played.
    None,
    /// The robot did not reach the end: why.
    Failed(String),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    #[default]
    Decouverte,
    Defi,
    Expert,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
    Note,
}

/// What a check has to say, worded for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingText {
    pub severity: Severity,
    /// `C109`.
    pub code: String,
    /// « ligne 12, colonne 5 »; empty where there is no place.
    pub place: String,
    pub text: String,
    /// The line it is about, as it stands in the file.
    pub excerpt: Option<String>,
    pub help: Option<String>,
}

/// Why a kit is kept away from visitors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantine {
    /// « 3 arrêts pendant ce kit ».
    pub reason: String,
    /// In words: « aujourd’hui à 14 h 20 ».
    pub since: String,
}

/// A `.kit` file on a stick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    pub path: PathBuf,
    /// `soudure-1.2.0.kit`.
    pub file_name: String,
    /// Name of the kit, its version and its publisher, where they could be read.
    pub about: Option<String>,
    /// Why it cannot be installed.
    pub refusal: Option<String>,
    /// Who signed it, where that is nobody this kiosk knows.
    pub stranger: Option<Stranger>,
    /// Where this kiosk has this very content already.
    pub held: Option<Held>,
}

/// What became of an archive that was installed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Live,
    /// Until a robot has played it here.
    Waiting,
    /// The version before the one that is live.
    Previous,
}

/// A publisher whose kits this kiosk does not install yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// To be compared by voice: five groups of four digits.
    pub fingerprint: String,
    /// The `.pub` file of this very key on the same stick, and the name in it.
    pub introduced: Option<(PathBuf, String)>,
}
