//! The meaning of each setting of `kiosk.ron`: its kind, its limits, and its default when it is wrong.

mod kinds;
mod lists;

use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;

use self::kinds::{Kind, NUMBER, WHOLE, YES_OR_NO};
use super::{
    fields::{self, Fields},
    kiosk::{
        DUPLICATE_FIELD, KioskConfig, OUT_OF_RANGE, Quality, Rotation, SMALL_SCREEN, UNKNOWN_FIELD, UNKNOWN_VALUE,
        WRONG_TYPE,
    },
};
use crate::{
    finding::{FieldPath, Findings, did_you_mean},
    language::{Bilingual, Language},
    mechanics::Level,
};

const FIELDS: [&str; 18] = [
    "screen_diagonal_inches",
    "mounting_height_mm",
    "rotation",
    "fullscreen",
    "quality",
    "volume",
    "volume_schedule",
    "ambience",
    "language",
    "languages",
    "kits",
    "level",
    "levels",
    "idle_menu_secs",
    "idle_play_secs",
    "countdown_secs",
    "blank_when_closed",
    "event",
];

/// Below this diagonal a target is smaller than 20 mm, inches.
const DIAGONAL_GOOD_INCHES: f32 = 20.0;

/// What the file calls levels, languages and qualities.
pub(super) const LEVELS: [(&str, Level); 3] = [
    ("decouverte", Level::Discovery),
    ("defi", Level::Challenge),
    ("expert", Level::Expert),
];
pub(super) const LANGUAGES: [(&str, Language); 2] = [("fr", Language::French), ("en", Language::English)];
pub(super) const QUALITIES: [(&str, Quality); 3] =
    [("Auto", Quality::Auto), ("Low", Quality::Low), ("High", Quality::High)];

pub(super) fn check(fields: &Fields, findings: &mut Findings) -> KioskConfig {
    let at = FieldPath::root();
    Settings { fields, at, findings }.check()
}

/// Fields of the file, or of one of its parts, and what there is to say about them.
struct Settings<'a> {
    fields: &'a Fields,
    at: FieldPath,
    findings: &'a mut Findings,
}

impl Settings<'_> {
    fn check(mut self) -> KioskConfig {
        let default = KioskConfig::default();
        self.names(&FIELDS);
        let languages = self.languages().unwrap_or(default.languages);
        let config = KioskConfig {
            screen_diagonal_inches: self
                .number("screen_diagonal_inches", 7.0..=120.0)
                .unwrap_or(default.screen_diagonal_inches),
            mounting_height_mm: self
                .whole("mounting_height_mm", 300..=2500)
                .unwrap_or(default.mounting_height_mm),
            rotation: self.rotation().unwrap_or(default.rotation),
            quality: self.word("quality", &QUALITIES).unwrap_or(default.quality),
            volume: self.number("volume", 0.0..=1.0).unwrap_or(default.volume),
            volume_schedule: self.volume_schedule(),
            ambience: self.number("ambience", 0.0..=1.0).unwrap_or(default.ambience),
            language: self.first_language(&languages),
            languages,
            kits: self.kits(),
            level: self.word("level", &LEVELS).unwrap_or(default.level),
            levels: self.levels(),
            event: self.event(),
            idle_menu_secs: self.whole("idle_menu_secs", 10..=600).unwrap_or(default.idle_menu_secs),
            idle_play_secs: self.whole("idle_play_secs", 10..=600).unwrap_or(default.idle_play_secs),
            countdown_secs: self.whole("countdown_secs", 5..=60).unwrap_or(default.countdown_secs),
            fullscreen: self.read("fullscreen", &YES_OR_NO).unwrap_or(default.fullscreen),
            blank_when_closed: self
                .read("blank_when_closed", &YES_OR_NO)
                .unwrap_or(default.blank_when_closed),
        };
        self.small_screen(config.screen_diagonal_inches);
        config
    }

    fn at(&self, name: &str) -> FieldPath {
        self.at.field(name)
    }

    fn names(&mut self, known: &[&'static str]) {
        let mut seen = Vec::new();
        for name in self.fields.names() {
            if !known.contains(&name) {
                let message = Bilingual::new(
                    format!("réglage inconnu « {name} »"),
                    format!("unknown setting `{name}`"),
                );
                let all = known.join(", ");
                let help = did_you_mean(name, known.iter().copied())
                    .unwrap_or_else(|| Bilingual::new(format!("possibles : {all}"), format!("possible: {all}")));
                self.findings
                    .report(&UNKNOWN_FIELD, &self.at.field(name), message)
                    .help(help);
            } else if seen.contains(&name) {
                let message = Bilingual::new(
                    format!("le réglage « {name} » est écrit deux fois : seul le premier compte"),
                    format!("setting `{name}` is given twice: only the first counts"),
                );
                let help = Bilingual::new("n’en garder qu’un", "keep one of them");
                self.findings
                    .report(&DUPLICATE_FIELD, &self.at.field(name), message)
                    .help(help);
            }
            seen.push(name);
        }
    }

    /// The value of a field that is there and is of its kind.
    fn read<T: DeserializeOwned>(&mut self, name: &str, kind: &Kind) -> Option<T> {
        let value = fields::value(self.fields.text(name)?);
        if value.is_none() {
            let message = Bilingual::new(
                format!("« {name} » attend {}", kind.wanted[0]),
                format!("`{name}` takes {}", kind.wanted[1]),
            );
            let help = Bilingual::new(kind.example[0], kind.example[1]);
            self.findings.report(&WRONG_TYPE, &self.at(name), message).help(help);
        }
        value
    }

    fn number(&mut self, name: &str, range: RangeInclusive<f32>) -> Option<f32> {
        let value: f32 = self.read(name, &NUMBER)?;
        if range.contains(&value) {
            return Some(value);
        }
        let percent = *range.end() == 1.0 && value > 1.0;
        let help = percent.then(|| Bilingual::new("80 % s’écrit 0.8", "80% is written 0.8"));
        self.out_of_range(name, value, *range.start(), *range.end(), help);
        None
    }

    fn whole(&mut self, name: &str, range: RangeInclusive<u32>) -> Option<u32> {
        let value: i64 = self.read(name, &WHOLE)?;
        let fits = u32::try_from(value).ok().filter(|value| range.contains(value));
        if fits.is_none() {
            self.out_of_range(name, value, (*range.start()).into(), (*range.end()).into(), None);
        }
        fits
    }

    fn out_of_range<N: std::fmt::Display>(&mut self, name: &str, value: N, low: N, high: N, help: Option<Bilingual>) {
        let message = Bilingual::new(
            format!("« {name} » va de {low} à {high}, et non {value}"),
            format!("`{name}` goes from {low} to {high}, not {value}"),
        );
        self.findings.report(&OUT_OF_RANGE, &self.at(name), message).help = help;
    }

    fn word<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let written = self.fields.text(name)?.to_owned();
        let path = self.at(name);
        self.choice(name, &written, choices, &path)
    }

    /// One of a few words; quotes around it, accents and capitals do no harm.
    fn choice<T: Copy>(&mut self, name: &str, written: &str, choices: &[(&str, T)], path: &FieldPath) -> Option<T> {
        let written = written.trim_matches('"');
        let plain = written.replace(['é', 'É'], "e");
        let known = choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(&plain));
        if known.is_none() {
            let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            let message = Bilingual::new(
                format!("« {name} » ne peut pas être « {written} »"),
                format!("`{name}` cannot be `{written}`"),
            );
            let help = Bilingual::new(
                format!("choisir parmi : {}", words.join(", ")),
                format!("choose among: {}", words.join(", ")),
            );
            self.findings.report(&UNKNOWN_VALUE, path, message).help(help);
        }
        known.map(|(_, value)| *value)
    }

    /// Degrees: only quarters of a turn are something a screen does.
    fn rotation(&mut self) -> Option<Rotation> {
        self.fields.text("rotation")?;
        let choices = Rotation::ALL.map(|rotation| (rotation.degrees().to_string(), rotation));
        let choices: Vec<_> = choices.iter().map(|(word, value)| (word.as_str(), *value)).collect();
        self.word("rotation", &choices)
    }

    fn small_screen(&mut self, diagonal: f32) {
        if diagonal < DIAGONAL_GOOD_INCHES {
            let message = Bilingual::new(
                format!(
                    "sur un écran de {} pouces, les zones à toucher font moins de 20 mm",
                    diagonal.to_string().replace('.', ",")
                ),
                format!("on a {diagonal}-inch screen, what is to be touched is smaller than 20 mm"),
            );
            let help = Bilingual::new(
                "20 pouces ou plus conviennent à tous",
                "20 inches or more suit everyone",
            );
            self.findings
                .report(&SMALL_SCREEN, &self.at("screen_diagonal_inches"), message)
                .help(help);
        }
    }
}
