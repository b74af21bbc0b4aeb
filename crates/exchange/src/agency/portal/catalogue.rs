//! What the page knows of each métier: plain data, taken from the kits by whoever starts the server.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{both, is_public_link};
use crate::language::{Bilingual, Language};

/// Largest picture that is served, bytes: three of them and the rest of the page stay under 150 kB.
pub const PICTURE_BYTES_MAX: usize = 40 * 1024;

/// Métiers by the number on the printed card.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    metiers: BTreeMap<u16, Metier>,
}

/// One métier, in the words of its kit.
#[derive(Clone, Debug)]
pub struct Metier {
    /// « Soudeuse ».
    pub feminine: Bilingual,
    /// « Soudeur ».
    pub masculine: Bilingual,
    pub sector: Bilingual,
    /// The sector's strong colour, which carries white text, sRGB.
    pub colour: [u8; 3],
    pub picture: Option<Picture>,
    /// « Protections mises, courant réglé… »
    pub done: Bilingual,
    /// What a professional does beyond what was played.
    pub beyond: Bilingual,
    /// In the kit's order, which is that of the carnet's marks; at most four.
    pub criteria: Vec<Criterion>,
    pub facts: Vec<Fact>,
    pub formations: Vec<Formation>,
    /// Where to go next, nearest first.
    pub next_steps: Vec<Bilingual>,
}

/// What is looked at in the trade, and what a colleague says where it was not there yet.
#[derive(Clone, Debug)]
pub struct Criterion {
    pub name: Bilingual,
    pub advice: Vec<Bilingual>,
}

/// Something true about the trade.
#[derive(Clone, Debug)]
pub struct Fact {
    pub text: Bilingual,
    pub source: Reference,
}

/// Where a fact comes from and the day it was read there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub title: String,
    pub url: Option<String>,
    pub date: Date,
}

/// A diploma that leads to the métier.
#[derive(Clone, Debug)]
pub struct Formation {
    /// Official French name.
    pub name: String,
    /// Number in the national register.
    pub rncp: u32,
    pub apprenticeship: bool,
    /// Last day of its registration.
    pub until: Date,
    pub source: Reference,
}

/// A small JPEG or PNG.
#[derive(Clone, Debug)]
pub struct Picture {
    bytes: Vec<u8>,
    kind: &'static str,
}

impl Picture {
    /// `None` for anything else, and for what is larger than [`PICTURE_BYTES_MAX`].
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let kind = match bytes.as_slice() {
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            _ => return None,
        };
        (bytes.len() <= PICTURE_BYTES_MAX).then_some(Self { bytes, kind })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its media type.
    pub fn kind(&self) -> &'static str {
        self.kind
    }
}

impl Metier {
    /// « Soudeuse, soudeur »: feminine, comma, masculine in lower case; one word where both are the same.
    pub fn title(&self, language: Language) -> String {
        let (feminine, masculine) = (self.feminine.get(language), self.masculine.get(language));
        if feminine == masculine {
            feminine.to_owned()
        } else {
            format!("{feminine}, {}", masculine.to_lowercase())
        }
    }

    fn json(&self, number: u16, day: Date) -> Value {
        let title = Bilingual::new(self.title(Language::French), self.title(Language::English));
        let criteria = self.criteria.iter().map(|criterion| {
            let advice: Vec<Value> = criterion.advice.iter().map(both).collect();
            json!({ "name": both(&criterion.name), "advice": advice })
        });
        let facts = self
            .facts
            .iter()
            .map(|fact| json!({ "text": both(&fact.text), "source": fact.source.json() }));
        // Apprentices first: as real a way as the others, and the one that is thought of last.
        let mut formations: Vec<&Formation> = self
            .formations
            .iter()
            .filter(|formation| formation.until >= day)
            .collect();
        formations.sort_by_key(|formation| !formation.apprenticeship);
        let [red, green, blue] = self.colour;
        json!({
            "title": both(&title),
            "sector": both(&self.sector),
            "colour": format!("#{red:02x}{green:02x}{blue:02x}"),
            "picture": self.picture.as_ref().map(|_| format!("/metiers/{number}.jpg")),
            "done": both(&self.done),
            "beyond": both(&self.beyond),
            "criteria": criteria.collect::<Vec<_>>(),
            "facts": facts.collect::<Vec<_>>(),
            "formations": formations.iter().map(|formation| formation.json()).collect::<Vec<_>>(),
            "next_steps": self.next_steps.iter().map(both).collect::<Vec<_>>(),
        })
    }
}

impl Reference {
    pub(super) fn json(&self) -> Value {
        let url = self.url.as_deref().filter(|url| is_public_link(url));
        json!({ "title": self.title, "url": url, "date": self.date.to_string() })
    }
}

impl Formation {
    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "rncp": self.rncp,
            "apprenticeship": self.apprenticeship,
            "until": self.until.to_string(),
            "source": self.source.json(),
        })
    }
}

impl Catalogue {
    /// Adds a métier under its number; the first of two with the same number stays, and the second is given back.
    ///
    /// # Errors
    /// The métier, if its number (which starts at 1) is taken or impossible.
    pub fn add(&mut self, number: u16, metier: Metier) -> Result<(), Box<Metier>> {
        if number == 0 || self.metiers.contains_key(&number) {
            return Err(Box::new(metier));
        }
        self.metiers.insert(number, metier);
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.metiers.len()
    }

    pub fn is_empty(&self) -> bool {
        self.metiers.is_empty()
    }

    pub(super) fn pictures(&self) -> impl Iterator<Item = (u16, &Picture)> {
        let pictured = self.metiers.iter();
        pictured.filter_map(|(number, metier)| Some((*number, metier.picture.as_ref()?)))
    }

    pub(super) fn json(&self, day: Date) -> Value {
        let metiers = self.metiers.iter();
        let told: Map<String, Value> = metiers
            .map(|(number, metier)| (number.to_string(), metier.json(*number, day)))
            .collect();
        Value::Object(told)
    }
}
