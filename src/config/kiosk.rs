//! `config/kiosk.ron`: screen, sound, language, kits and patience of one kiosk.

use std::{io, path::Path};

use bevy::prelude::Resource;

use super::{fields::Fields, settings};
use crate::{
    finding::{Code, Document, FieldPath, Findings, RonCodes, parse_ron},
    language::{Bilingual, Language},
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

/// One kiosk, as its staff set it up.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct KioskConfig {
    /// 7 to 120.
    pub screen_diagonal_inches: f32,
    /// From the floor to the lower edge of the screen, 300 to 2500.
    pub mounting_height_mm: u32,
    pub quality: Quality,
    /// 0 to 1.
    pub volume: f32,
    /// 0 to 1, before `volume`.
    pub ambience: f32,
    /// What a new visit begins in.
    pub language: Language,
    /// In the catalogue's order; `None`: every kit there is.
    pub kits: Option<Vec<String>>,
    /// Name of a file in `config/events`, without its ending.
    pub event: Option<String>,
    /// Without a touch in menus before the kiosk asks, 10 to 600.
    pub idle_menu_secs: u32,
    /// The same while a visitor plays, 10 to 600.
    pub idle_play_secs: u32,
    /// From the question to the end of the visit, 5 to 60.
    pub countdown_secs: u32,
    pub fullscreen: bool,
}

impl Default for KioskConfig {
    fn default() -> Self {
        Self {
            screen_diagonal_inches: 32.0,
            mounting_height_mm: 800,
            quality: Quality::Auto,
            volume: 0.8,
            ambience: 0.6,
            language: Language::French,
            kits: None,
            event: None,
            idle_menu_secs: 45,
            idle_play_secs: 90,
            countdown_secs: 20,
            fullscreen: true,
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

/// Everything that can be said about `kiosk.ron`.
pub const CODES: [Code; 14] = [
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

/// Reads the settings at `path`; whatever is wrong is reported and has its default.
pub fn load_kiosk(path: &Path, findings: &mut Findings) -> KioskConfig {
    let file = super::file_name(path);
    match super::read(path) {
        Ok(bytes) => parse_kiosk(&file, &bytes, findings),
        Err(error) => {
            let mut unread = Findings::default();
            report_unread(&error, &mut unread);
            unread.locate(&file, |_| None);
            findings.extend(unread);
            KioskConfig::default()
        }
    }
}

fn report_unread(error: &io::Error, findings: &mut Findings) {
    let root = FieldPath::root();
    if error.kind() == io::ErrorKind::NotFound {
        let message = Bilingual::new(
            "ce fichier n’existe pas : la borne prend ses réglages d’usine",
            "no such file: the kiosk uses its default settings",
        );
        findings.report(&MISSING, &root, message).help(Bilingual::new(
            "remettre le fichier config/kiosk.ron livré avec Établi",
            "put back the config/kiosk.ron that comes with Établi",
        ));
    } else {
        let message = Bilingual::new(
            format!("ce fichier ne peut pas être ouvert ({error}) : la borne prend ses réglages d’usine"),
            format!("cannot open this file ({error}): the kiosk uses its default settings"),
        );
        findings.report(&UNREADABLE, &root, message);
    }
}

/// Reads the text of a `kiosk.ron`; `file` is the name findings carry.
pub fn parse_kiosk(file: &str, bytes: &[u8], findings: &mut Findings) -> KioskConfig {
    match parse_ron::<Fields>(file, bytes, &RON_CODES) {
        Ok(Document { raw, source }) => {
            let mut found = Findings::default();
            let config = settings::check(&raw, &mut found);
            found.locate(file, |path| source.place(path));
            findings.extend(found);
            config
        }
        Err(unread) => {
            findings.extend(unread);
            KioskConfig::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (KioskConfig, Vec<String>) {
        let mut findings = Findings::default();
        let config = parse_kiosk("k", text.as_bytes(), &mut findings);
        let lines = findings
            .sorted()
            .into_iter()
            .map(|finding| finding.headline(Language::French));
        (config, lines.collect())
    }

    #[test]
    fn an_empty_struct_is_all_defaults() {
        assert_eq!(parse("()"), (KioskConfig::default(), vec![]));
    }

    #[test]
    fn every_setting_is_read() {
        let (config, findings) = parse(
            "(screen_diagonal_inches: 43, mounting_height_mm: 950, quality: High, volume: 0.5, ambience: 0, \
             language: en, kits: [\"cuisine\", \"soudure\"], event: \"salon-2027\", idle_menu_secs: 30, \
             idle_play_secs: 120, countdown_secs: 10, fullscreen: false)",
        );
        assert_eq!(findings, [""; 0]);
        let wanted = KioskConfig {
            screen_diagonal_inches: 43.0,
            mounting_height_mm: 950,
            quality: Quality::High,
            volume: 0.5,
            ambience: 0.0,
            language: Language::English,
            kits: Some(vec!["cuisine".into(), "soudure".into()]),
            event: Some("salon-2027".into()),
            idle_menu_secs: 30,
            idle_play_secs: 120,
            countdown_secs: 10,
            fullscreen: false,
        };
        assert_eq!(config, wanted);
        assert_eq!(
            parse("(language: \"EN\", quality: low, kits: None, event: Some(\"a\"))").1,
            [""; 0]
        );
    }

    #[test]
    fn a_wrong_value_costs_that_value_only() {
        for (setting, code) in [
            ("volum: 0.2", "C106"),
            ("volume: 0.3, volume: 0.4", "C107"),
            ("volume: \"fort\"", "C108"),
            ("idle_menu_secs: 45.5", "C108"),
            ("fullscreen: oui", "C108"),
            ("kits: \"soudure\"", "C108"),
            ("kits: [1]", "C108"),
            ("event: 3", "C108"),
            ("volume: 80", "C109"),
            ("volume: NaN", "C109"),
            ("volume: -0.1", "C109"),
            ("screen_diagonal_inches: inf", "C109"),
            ("screen_diagonal_inches: 6.9", "C109"),
            ("mounting_height_mm: 80", "C109"),
            ("idle_play_secs: -1", "C109"),
            ("countdown_secs: 99999999999", "C109"),
            ("quality: Medium", "C110"),
            ("language: de", "C110"),
            ("event: \"../../etc\"", "C111"),
            ("kits: [\"Soudure\"]", "C111"),
            ("kits: [\"a\", \"a\"]", "C112"),
            ("kits: []", "C113"),
            ("screen_diagonal_inches: 15.6", "C114"),
        ] {
            let (config, findings) = parse(&format!("({setting}, ambience: 0.25)"));
            assert_eq!(config.ambience, 0.25, "{setting}");
            assert_eq!(findings.len(), 1, "{setting}: {findings:?}");
            assert!(findings[0].contains(code), "{setting}: {findings:?}");
        }
    }

    #[test]
    fn a_bad_kit_leaves_the_others_in_their_order() {
        let kits = |text| parse(text).0.kits;
        assert_eq!(
            kits("(kits: [\"b\", \"É\", \"a\", \"b\"])"),
            Some(vec!["b".to_owned(), "a".to_owned()])
        );
        assert_eq!(kits("(kits: [\"É\"])"), None);
        assert_eq!(kits("(kits: [])"), None);
    }
}
