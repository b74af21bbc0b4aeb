//! Settings that are lists: kits and their levels, languages, volumes by the hour. A wrong element costs itself only.

use ron::value::RawValue;

use super::{
    Settings,
    kinds::{EVENT, KIT, KITS, LANGUAGES, LEVELS, SPANS, TIME},
};
use crate::{
    config::{
        fields::{self, Fields},
        is_id,
        kiosk::{BAD_ID, BAD_TIME, KIT_TWICE, LANGUAGE_APART, MISSING_FIELD, NO_KIT, NO_LANGUAGE, NO_SPAN, OVERLAP},
        volume::VolumeSpan,
    },
    finding::FieldPath,
    language::{Bilingual, Language},
    mechanics::Level,
};

impl Settings<'_> {
    pub(super) fn event(&mut self) -> Option<String> {
        let id: String = self.read::<Option<String>>("event", &EVENT)??;
        let path = self.at("event");
        self.id(id, &path)
    }

    pub(super) fn kits(&mut self) -> Option<Vec<String>> {
        let wanted: Vec<String> = self.read::<Option<Vec<String>>>("kits", &KITS)??;
        let path = self.at("kits");
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
                self.kit_twice(&id, &path);
            } else {
                kits.push(id);
            }
        }
        (!kits.is_empty()).then_some(kits)
    }

    pub(super) fn id(&mut self, id: String, path: &FieldPath) -> Option<String> {
        if is_id(&id) {
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

    pub(super) fn languages(&mut self) -> Option<Vec<Language>> {
        let written: Vec<Box<RawValue>> = self.read("languages", &LANGUAGES)?;
        let path = self.at("languages");
        let mut languages = Vec::new();
        for (index, word) in written.iter().enumerate() {
            let at = path.index(index);
            let known = self.choice("languages", word.get_ron().trim(), &super::LANGUAGES, &at);
            // One that is written twice is meant once.
            languages.extend(known.filter(|language| !languages.contains(language)));
        }
        if languages.is_empty() {
            let message = Bilingual::new(
                "aucune langue n’est proposée\u{a0}: toutes le sont",
                "no language is offered: all are",
            );
            let help = Bilingual::new(LANGUAGES.example[0], LANGUAGES.example[1]);
            self.findings.report(&NO_LANGUAGE, &path, message).help(help);
            return None;
        }
        Some(languages)
    }

    /// The language a visit begins in, which is one of `offered`.
    pub(super) fn first_language(&mut self, offered: &[Language]) -> Language {
        let first = offered.first().copied().unwrap_or_default();
        let Some(wanted) = self.word("language", &super::LANGUAGES) else {
            let usual = Language::default();
            return if offered.contains(&usual) { usual } else { first };
        };
        if offered.contains(&wanted) {
            return wanted;
        }
        let (wanted, first_code) = (wanted.code(), first.code());
        let message = Bilingual::new(
            format!(
                "la langue de départ «\u{a0}{wanted}\u{a0}» n’est pas proposée\u{a0}: la borne commence en «\u{a0}{first_code}\u{a0}»"
            ),
            format!("the first language `{wanted}` is not offered: the kiosk begins in `{first_code}`"),
        );
        let help = Bilingual::new(
            format!("écrire language: {first_code}, ou ajouter {wanted} à «\u{a0}languages\u{a0}»"),
            format!("write language: {first_code}, or add {wanted} to `languages`"),
        );
        let path = self.at("language");
        self.findings.report(&LANGUAGE_APART, &path, message).help(help);
        first
    }

    pub(super) fn volume_schedule(&mut self) -> Vec<VolumeSpan> {
        let written: Vec<Fields> = self.read("volume_schedule", &SPANS).unwrap_or_default();
        let path = self.at("volume_schedule");
        let mut spans: Vec<VolumeSpan> = Vec::with_capacity(written.len());
        for (index, fields) in written.iter().enumerate() {
            let at = path.index(index);
            let Some(span) = self.part(fields, &at).span() else {
                continue;
            };
            if spans.iter().any(|known| known.overlaps(&span)) {
                let message = Bilingual::new(
                    "cette plage en recouvre une autre\u{a0}: elle ne compte pas",
                    "this span overlaps another: it does not count",
                );
                self.findings.report(&OVERLAP, &at, message);
            } else {
                spans.push(span);
            }
        }
        spans
    }

    fn span(&mut self) -> Option<VolumeSpan> {
        self.names(&["from", "to", "volume"]);
        let [from, to] = ["from", "to"].map(|name| self.time(name));
        let is_there = self.is_there("volume");
        let volume = self.number("volume", 0.0..=1.0).filter(|_| is_there);
        let span = VolumeSpan {
            from: from?,
            to: to?,
            volume: volume?,
        };
        if span.from == span.to {
            let message = Bilingual::new(
                "cette plage finit quand elle commence\u{a0}: elle ne compte pas",
                "this span ends as it begins: it does not count",
            );
            let path = self.at("to");
            self.findings.report(&NO_SPAN, &path, message);
            return None;
        }
        Some(span)
    }

    fn time(&mut self, name: &str) -> Option<jiff::civil::Time> {
        if !self.is_there(name) {
            return None;
        }
        let written: String = self.read(name, &TIME)?;
        let time = fields::read_time(&written);
        if time.is_none() {
            let message = Bilingual::new(
                format!("«\u{a0}{written}\u{a0}» n’est pas une heure"),
                format!("`{written}` is not a time"),
            );
            let help = Bilingual::new(
                "écrire heures:minutes, de \"00:00\" à \"23:59\", par exemple \"09:30\"",
                "write hours:minutes, from \"00:00\" to \"23:59\", for instance \"09:30\"",
            );
            let path = self.at(name);
            self.findings.report(&BAD_TIME, &path, message).help(help);
        }
        time
    }

    pub(super) fn levels(&mut self) -> Vec<(String, Level)> {
        let written: Vec<Fields> = self.read("levels", &LEVELS).unwrap_or_default();
        let path = self.at("levels");
        let mut levels: Vec<(String, Level)> = Vec::with_capacity(written.len());
        for (index, fields) in written.iter().enumerate() {
            let at = path.index(index);
            let Some((kit, level)) = self.part(fields, &at).kit_level() else {
                continue;
            };
            if levels.iter().any(|(known, _)| *known == kit) {
                self.kit_twice(&kit, &at);
            } else {
                levels.push((kit, level));
            }
        }
        levels
    }

    fn kit_level(&mut self) -> Option<(String, Level)> {
        self.names(&["kit", "level"]);
        let is_there = ["kit", "level"].map(|name| self.is_there(name));
        let level = self.word("level", &super::LEVELS);
        let kit: Option<String> = if is_there[0] { self.read("kit", &KIT) } else { None };
        let path = self.at("kit");
        let kit = self.id(kit?, &path)?;
        Some((kit, level?))
    }

    /// Whether this part has a value of that name: without it, the part says nothing.
    fn is_there(&mut self, name: &str) -> bool {
        let is_there = self.fields.text(name).is_some();
        if !is_there {
            let message = Bilingual::new(
                format!("il manque «\u{a0}{name}\u{a0}»\u{a0}: cette ligne ne compte pas"),
                format!("`{name}` is missing: this line does not count"),
            );
            let path = self.at.clone();
            self.findings.report(&MISSING_FIELD, &path, message);
        }
        is_there
    }

    fn kit_twice(&mut self, id: &str, path: &FieldPath) {
        let message = Bilingual::new(
            format!("le kit «\u{a0}{id}\u{a0}» est cité deux fois"),
            format!("kit `{id}` is listed twice"),
        );
        self.findings.report(&KIT_TWICE, path, message);
    }

    fn part<'b>(&'b mut self, fields: &'b Fields, at: &FieldPath) -> Settings<'b> {
        let (at, findings) = (at.clone(), &mut *self.findings);
        Settings { fields, at, findings }
    }
}
