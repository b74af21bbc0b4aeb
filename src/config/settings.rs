//! The meaning of each setting of `kiosk.ron`: its kind, its limits, and its default when it is wrong.

use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;

use super::{
    fields::{self, Fields},
    kiosk::{
        BAD_ID, DUPLICATE_FIELD, KIT_TWICE, KioskConfig, NO_KIT, OUT_OF_RANGE, Quality, SMALL_SCREEN, UNKNOWN_FIELD,
        UNKNOWN_VALUE, WRONG_TYPE,
    },
};
use crate::{
    finding::{FieldPath, Findings, did_you_mean},
    language::{Bilingual, Language},
};

const FIELDS: [&str; 12] = [
    "screen_diagonal_inches",
    "mounting_height_mm",
    "quality",
    "volume",
    "ambience",
    "language",
    "kits",
    "event",
    "idle_menu_secs",
    "idle_play_secs",
    "countdown_secs",
    "fullscreen",
];

/// Below this diagonal a target is smaller than 20 mm, inches.
const DIAGONAL_GOOD_INCHES: f32 = 20.0;

/// What a setting takes and an example of it, in French and English.
struct Kind {
    wanted: [&'static str; 2],
    example: [&'static str; 2],
}

const NUMBER: Kind = Kind {
    wanted: ["un nombre", "a number"],
    example: [
        "sans guillemets ni unité, avec un point décimal : 0.5",
        "no quotes, no unit, a decimal point: 0.5",
    ],
};
const WHOLE: Kind = Kind {
    wanted: ["un nombre entier", "a whole number"],
    example: [
        "sans guillemets, sans unité et sans virgule : 45",
        "no quotes, no unit, no decimals: 45",
    ],
};
const YES_OR_NO: Kind = Kind {
    wanted: ["oui ou non", "yes or no"],
    example: ["écrire true (oui) ou false (non)", "write true or false"],
};
const EVENT: Kind = Kind {
    wanted: ["un nom entre guillemets", "a name between quotes"],
    example: [
        "par exemple \"exemple\", pour config/events/exemple.ron",
        "for instance \"exemple\"",
    ],
};
const KITS: Kind = Kind {
    wanted: ["une liste de noms entre guillemets", "a list of names between quotes"],
    example: [
        "par exemple [\"soudure\", \"cuisine\"]",
        "for instance [\"soudure\", \"cuisine\"]",
    ],
};

pub(super) fn check(fields: &Fields, findings: &mut Findings) -> KioskConfig {
    Settings { fields, findings }.check()
}

/// The fields of the file and what there is to say about them.
struct Settings<'a> {
    fields: &'a Fields,
    findings: &'a mut Findings,
}

fn at(name: &str) -> FieldPath {
    FieldPath::root().field(name)
}

impl Settings<'_> {
    fn check(mut self) -> KioskConfig {
        let language = [("fr", Language::French), ("en", Language::English)];
        let quality = [("Auto", Quality::Auto), ("Low", Quality::Low), ("High", Quality::High)];
        let default = KioskConfig::default();
        self.names();
        let config = KioskConfig {
            screen_diagonal_inches: self
                .number("screen_diagonal_inches", 7.0..=120.0)
                .unwrap_or(default.screen_diagonal_inches),
            mounting_height_mm: self
                .whole("mounting_height_mm", 300..=2500)
                .unwrap_or(default.mounting_height_mm),
            quality: self.word("quality", &quality).unwrap_or(default.quality),
            volume: self.number("volume", 0.0..=1.0).unwrap_or(default.volume),
            ambience: self.number("ambience", 0.0..=1.0).unwrap_or(default.ambience),
            language: self.word("language", &language).unwrap_or(default.language),
            kits: self.kits(),
            event: self.event(),
            idle_menu_secs: self.whole("idle_menu_secs", 10..=600).unwrap_or(default.idle_menu_secs),
            idle_play_secs: self.whole("idle_play_secs", 10..=600).unwrap_or(default.idle_play_secs),
            countdown_secs: self.whole("countdown_secs", 5..=60).unwrap_or(default.countdown_secs),
            fullscreen: self.read("fullscreen", &YES_OR_NO).unwrap_or(default.fullscreen),
        };
        self.small_screen(config.screen_diagonal_inches);
        config
    }

    fn names(&mut self) {
        let mut seen = Vec::new();
        for name in self.fields.names() {
            if !FIELDS.contains(&name) {
                let message = Bilingual::new(
                    format!("réglage inconnu « {name} »"),
                    format!("unknown setting `{name}`"),
                );
                let all = FIELDS.join(", ");
                let help = did_you_mean(name, FIELDS)
                    .unwrap_or_else(|| Bilingual::new(format!("possibles : {all}"), format!("possible: {all}")));
                self.findings.report(&UNKNOWN_FIELD, &at(name), message).help(help);
            } else if seen.contains(&name) {
                let message = Bilingual::new(
                    format!("le réglage « {name} » est écrit deux fois : seul le premier compte"),
                    format!("setting `{name}` is given twice: only the first counts"),
                );
                let help = Bilingual::new("n’en garder qu’un", "keep one of them");
                self.findings.report(&DUPLICATE_FIELD, &at(name), message).help(help);
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
            self.findings.report(&WRONG_TYPE, &at(name), message).help(help);
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
        self.findings.report(&OUT_OF_RANGE, &at(name), message).help = help;
    }

    /// One of a few words; quotes around it and capitals do no harm.
    fn word<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let written = self.fields.text(name)?.trim_matches('"');
        let known = choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(written));
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
            self.findings.report(&UNKNOWN_VALUE, &at(name), message).help(help);
        }
        known.map(|(_, value)| *value)
    }

    fn event(&mut self) -> Option<String> {
        let id: String = self.read::<Option<String>>("event", &EVENT)??;
        self.id(id, &at("event"))
    }

    fn kits(&mut self) -> Option<Vec<String>> {
        let wanted: Vec<String> = self.read::<Option<Vec<String>>>("kits", &KITS)??;
        let path = at("kits");
        if wanted.is_empty() {
            let message = Bilingual::new(
                "la liste des kits est vide : tous sont montrés",
                "no kits are listed: all are shown",
            );
            let help = Bilingual::new(
                "retirer cette ligne, ou citer un kit",
                "remove this line, or name a kit",
            );
            self.findings.report(&NO_KIT, &path, message).help(help);
        }
        let mut kits = Vec::with_capacity(wanted.len());
        for (index, id) in wanted.into_iter().enumerate() {
            let path = path.index(index);
            let Some(id) = self.id(id, &path) else { continue };
            if kits.contains(&id) {
                let message = Bilingual::new(
                    format!("le kit « {id} » est cité deux fois"),
                    format!("kit `{id}` is listed twice"),
                );
                self.findings.report(&KIT_TWICE, &path, message);
            } else {
                kits.push(id);
            }
        }
        (!kits.is_empty()).then_some(kits)
    }

    fn id(&mut self, id: String, path: &FieldPath) -> Option<String> {
        if super::is_id(&id) {
            return Some(id);
        }
        let message = Bilingual::new(
            format!("« {id} » n’est pas un nom possible"),
            format!("`{id}` is not a possible name"),
        );
        let help = Bilingual::new(
            "lettres minuscules sans accent, chiffres, « _ » et « - »",
            "lower-case letters without accents, digits, `_` and `-`",
        );
        self.findings.report(&BAD_ID, path, message).help(help);
        None
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
                .report(&SMALL_SCREEN, &at("screen_diagonal_inches"), message)
                .help(help);
        }
    }
}
