//! Everything the portal serves on one day, ready to be sent.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::json;

use super::{
    Portal,
    answer::{Answer, Kept, digest},
    pages, words,
};
use crate::language::Language;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const WOFF2: &str = "font/woff2";

/// Programs of the page, by the name under which they import each other.
pub const MODULES: [(&str, &str); 9] = [
    ("/portail.js", include_str!("web/portail.js")),
    ("/portail/dom.js", include_str!("web/dom.js")),
    ("/portail/langue.js", include_str!("web/langue.js")),
    ("/portail/fragment.js", include_str!("web/fragment.js")),
    ("/portail/carnet.js", include_str!("web/carnet.js")),
    ("/portail/fiches.js", include_str!("web/fiches.js")),
    ("/portail/suites.js", include_str!("web/suites.js")),
    ("/portail/outils.js", include_str!("web/outils.js")),
    ("/portail/inscription.js", include_str!("web/inscription.js")),
];
/// The words of the programs, made from the same files as those of the pages.
pub const WORDS: &str = "/portail/mots.js";
pub const STYLE: (&str, &str) = ("/portail.css", include_str!("web/portail.css"));
/// The kiosk's own faces (SIL Open Font License 1.1), cut to the letters of French and English by
/// `assets/fonts/make_web_fonts.py`.
pub const FACES: [(&str, &[u8]); 3] = [
    ("/portail/titre.woff2", include_bytes!("web/titre.woff2")),
    ("/portail/texte.woff2", include_bytes!("web/texte.woff2")),
    ("/portail/texte_gras.woff2", include_bytes!("web/texte_gras.woff2")),
];
const WORKER: &str = include_str!("web/sw.js");
const PAGES: [&str; 3] = ["/c", "/donnees", "/mentions"];

/// Answers by path; pages in each language.
pub struct Shelf {
    day: Date,
    things: BTreeMap<String, Answer>,
    pages: BTreeMap<(&'static str, Language), Answer>,
}

impl Shelf {
    pub fn of(portal: &Portal, day: Date) -> Self {
        let mut shelf = Self {
            day,
            things: BTreeMap::new(),
            pages: BTreeMap::new(),
        };
        shelf.put(STYLE.0, CSS, STYLE.1.as_bytes().to_vec(), Kept::Asking);
        for (path, text) in MODULES {
            shelf.put(path, JS, text.as_bytes().to_vec(), Kept::Asking);
        }
        shelf.put(WORDS, JS, words::module().into_bytes(), Kept::Asking);
        for (path, bytes) in FACES {
            shelf.put(path, WOFF2, bytes.to_vec(), Kept::AYear);
        }
        let catalogue = portal.json(day).to_string();
        shelf.put("/catalogue.json", JSON, catalogue.into_bytes(), Kept::Asking);
        for (number, picture) in portal.catalogue.pictures() {
            let path = format!("/metiers/{number}.jpg");
            shelf.put(&path, picture.kind(), picture.bytes().to_vec(), Kept::ADay);
        }
        for language in Language::ALL {
            for page in PAGES {
                let text = pages::page(page, portal, language).into_string();
                let answer = Answer::new(HTML, text.into_bytes(), Kept::Asking);
                shelf.pages.insert((page, language), answer);
            }
        }
        let worker = shelf.worker();
        shelf.put("/sw.js", JS, worker.into_bytes(), Kept::Asking);
        shelf
    }

    pub fn day(&self) -> Date {
        self.day
    }

    pub fn get(&self, path: &str, language: Language) -> Option<&Answer> {
        let page = PAGES.into_iter().find(|page| *page == path);
        page.map_or_else(|| self.things.get(path), |page| self.pages.get(&(page, language)))
    }

    fn put(&mut self, path: &str, kind: &'static str, bytes: Vec<u8>, kept: Kept) {
        self.things.insert(path.to_owned(), Answer::new(kind, bytes, kept));
    }

    /// The service worker, with the list of what it keeps and a version that changes with any of it. Pictures are kept as
    /// they are needed: a phone has no use for those of métiers that were not tried.
    fn worker(&self) -> String {
        let mut all = Vec::new();
        for ((page, language), answer) in &self.pages {
            all.extend_from_slice(format!("{page} {} {}\n", language.code(), digest(answer.plain())).as_bytes());
        }
        let mut files: Vec<&str> = PAGES.to_vec();
        for (path, answer) in self.things.iter().filter(|(path, _)| !path.starts_with("/metiers/")) {
            all.extend_from_slice(format!("{path} {}\n", digest(answer.plain())).as_bytes());
            files.push(path);
        }
        let version = &digest(&all)[..12];
        format!(
            "const VERSION = {};\nconst FILES = {};\n{WORKER}",
            json!(version),
            json!(files)
        )
    }
}
