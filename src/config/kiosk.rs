//! `config/kiosk.ron`: screen, sound, language, kits and patience of one kiosk.

#[cfg(test)]
mod tests;

use std::{io, path::Path};

use bevy::prelude::Resource;
use jiff::civil::Time;

use super::{
    fields::{self, Fields},
    last_good, settings,
    volume::VolumeSpan,
};
use crate::{
    finding::{Code, FieldPath, Findings, RonCodes},
    language::{Bilingual, Language},
    mechanics::Level,
};

/// How much the kiosk draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// As much as its graphics adapter seems able to.
    #[default]
    Auto,
    Low,
    High,
}

/// How the screen is mounted: what the picture has to be turned by, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotation {
    #[default]
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Rotation {
    pub const ALL: [Self; 4] = [Self::None, Self::Quarter, Self::Half, Self::ThreeQuarters];

    /// 0, 90, 180 or 270.
    pub fn degrees(self) -> u32 {
        match self {
            Self::None => 0,
            Self::Quarter => 90,
            Self::Half => 180,
            Self::ThreeQuarters => 270,
        }
    }
}

/// One kiosk, as its staff set it up.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct KioskConfig {
    /// 7 to 120.
    pub screen_diagonal_inches: f32,
    /// From the floor to the lower edge of the screen, 300 to 2500.
    pub mounting_height_mm: u32,
    pub rotation: Rotation,
    pub quality: Quality,
    /// 0 (mute) to 1; [`gain`](super::gain) tells what the ear makes of it.
    pub volume: f32,
    /// Other volumes at some hours of the day; none overlap.
    pub volume_schedule: Vec<VolumeSpan>,
    /// 0 to 1, before `volume`.
    pub ambience: f32,
    /// What a new visit begins in: one of `languages`.
    pub language: Language,
    /// What visitors may choose among, at least one.
    pub languages: Vec<Language>,
    /// In the catalogue's order; `None`: every kit there is.
    pub kits: Option<Vec<String>>,
    /// Where each try begins.
    pub level: Level,
    /// Where it begins with some kits instead; none is named twice.
    pub levels: Vec<(String, Level)>,
    /// Name of a file in `config/events`, without its ending.
    pub event: Option<String>,
    /// Without a touch in menus before the kiosk asks, 10 to 600.
    pub idle_menu_secs: u32,
    /// The same while a visitor plays, 10 to 600.
    pub idle_play_secs: u32,
    /// From the question to the end of the visit, 5 to 60.
    pub countdown_secs: u32,
    pub fullscreen: bool,
    /// Whether the screen goes dark outside the event's opening hours.
    pub blank_when_closed: bool,
}

impl KioskConfig {
    /// 0 to 1, at this time on the kiosk's clock.
    pub fn volume_at(&self, time: Time) -> f32 {
        let span = self.volume_schedule.iter().find(|span| span.contains(time));
        span.map_or(self.volume, |span| span.volume)
    }

    /// Where a try of this kit begins.
    pub fn level_of(&self, kit: &str) -> Level {
        let own = self.levels.iter().find(|(id, _)| id == kit);
        own.map_or(self.level, |(_, level)| *level)
    }
}

impl Default for KioskConfig {
    fn default() -> Self {
        Self {
            screen_diagonal_inches: 32.0,
            mounting_height_mm: 880,
            rotation: Rotation::None,
            quality: Quality::Auto,
            volume: 0.8,
            volume_schedule: Vec::new(),
            ambience: 0.6,
            language: Language::French,
            languages: Language::ALL.to_vec(),
            kits: None,
            level: Level::Discovery,
            levels: Vec::new(),
            event: None,
            idle_menu_secs: 45,
            idle_play_secs: 90,
            countdown_secs: 20,
            fullscreen: true,
            blank_when_closed: true,
        }
    }
}

const MISSING: Code = Code::warning("C101", "le fichier des réglages n’existe pas");
const SYNTAX: Code = Code::error("C102", "le fichier des réglages est mal écrit");
const ENCODING: Code = Code::error("C103", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C104", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C105", "le fichier ne peut pas être ouvert");
pub(super) const UNKNOWN_FIELD: Code = Code::error("C106", "ce réglage n’existe pas");
pub(super) const DUPLICATE_FIELD: Code = Code::error("C107", "ce réglage est écrit deux fois");
pub(super) const WRONG_TYPE: Code = Code::error("C108", "la valeur n’est pas de la sorte attendue");
pub(super) const OUT_OF_RANGE: Code = Code::error("C109", "le nombre est trop petit ou trop grand");
pub(super) const UNKNOWN_VALUE: Code = Code::error("C110", "ce choix n’existe pas");
pub(super) const BAD_ID: Code = Code::error("C111", "ce n’est pas un nom de kit ou d’événement");
pub(super) const KIT_TWICE: Code = Code::warning("C112", "un kit est cité deux fois");
pub(super) const NO_KIT: Code = Code::error("C113", "la liste des kits est vide");
pub(super) const SMALL_SCREEN: Code = Code::note("C114", "petit écran : zones tactiles de moins de 20 mm");
pub(super) const BAD_TIME: Code = Code::error("C115", "cette heure n’existe pas");
pub(super) const NO_SPAN: Code = Code::error("C116", "une plage de volume finit quand elle commence");
pub(super) const OVERLAP: Code = Code::error("C117", "deux plages de volume se recouvrent");
pub(super) const NO_LANGUAGE: Code = Code::error("C118", "aucune langue n’est proposée");
pub(super) const LANGUAGE_APART: Code = Code::warning("C119", "la langue de départ n’est pas proposée");
pub(super) const MISSING_FIELD: Code = Code::error("C120", "il manque une valeur");
const LAST_GOOD: Code = Code::warning("C121", "les derniers bons réglages servent");

/// Everything that can be said about `kiosk.ron`.
pub const CODES: [Code; 21] = [
    MISSING,
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNREADABLE,
    UNKNOWN_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    OUT_OF_RANGE,
    UNKNOWN_VALUE,
    BAD_ID,
    KIT_TWICE,
    NO_KIT,
    SMALL_SCREEN,
    BAD_TIME,
    NO_SPAN,
    OVERLAP,
    NO_LANGUAGE,
    LANGUAGE_APART,
    MISSING_FIELD,
    LAST_GOOD,
];

const RON_CODES: RonCodes = RonCodes {
    too_big: TOO_BIG,
    encoding: ENCODING,
    syntax: SYNTAX,
    unknown_field: UNKNOWN_FIELD,
    missing_field: SYNTAX,
    duplicate_field: DUPLICATE_FIELD,
    unknown_variant: UNKNOWN_VALUE,
    wrong_type: SYNTAX,
    out_of_range: SYNTAX,
    too_deep: SYNTAX,
    bytes_max: super::BYTES_MAX,
};

/// Reads the settings at `path`; whatever is wrong is reported and has its default. Where the file as a whole cannot be
/// read, the last good one that is kept beside it takes its place, if there is one.
pub fn load_kiosk(path: &Path, findings: &mut Findings) -> KioskConfig {
    let file = super::file_name(path);
    let read = super::read(path);
    let config = match &read {
        Ok(bytes) => read_kiosk(&file, bytes, findings),
        Err(_) => None,
    };
    if let Some(config) = config {
        return config;
    }
    let good = last_good::of(path, |file, bytes| read_kiosk(file, bytes, &mut Findings::default()));
    if let Err(error) = read {
        report_unread(&file, &error, good.is_some(), findings);
    }
    if good.is_some() {
        last_good::tell(&LAST_GOOD, &file, findings);
    }
    good.unwrap_or_default()
}

fn report_unread(file: &str, error: &io::Error, has_good: bool, findings: &mut Findings) {
    let [fr, en] = if has_good {
        ["", ""]
    } else {
        [
            "\u{a0}: la borne prend ses réglages d’usine",
            ": the kiosk uses its default settings",
        ]
    };
    let mut unread = Findings::default();
    let root = FieldPath::root();
    if error.kind() == io::ErrorKind::NotFound {
        let message = Bilingual::new(format!("ce fichier n’existe pas{fr}"), format!("no such file{en}"));
        unread.report(&MISSING, &root, message).help(Bilingual::new(
            "remettre le fichier config/kiosk.ron livré avec Établi",
            "put back the config/kiosk.ron that comes with Établi",
        ));
    } else {
        let message = Bilingual::new(
            format!("ce fichier ne peut pas être ouvert ({error}){fr}"),
            format!("cannot open this file ({error}){en}"),
        );
        unread.report(&UNREADABLE, &root, message);
    }
    unread.locate(file, |_| None);
    findings.extend(unread);
}

/// Reads the text of a `kiosk.ron`; `file` is the name findings carry.
pub fn parse_kiosk(file: &str, bytes: &[u8], findings: &mut Findings) -> KioskConfig {
    read_kiosk(file, bytes, findings).unwrap_or_default()
}

/// The same; `None` if the text as a whole cannot be read.
pub(super) fn read_kiosk(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<KioskConfig> {
    fields::checked(file, bytes, &RON_CODES, findings, |fields: Fields, found| {
        settings::check(&fields, found)
    })
}
