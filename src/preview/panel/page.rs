//! What the panel says. Pure: the kit, its findings and where the author is in; words out.

use crate::{
    finding::{Severity, Told},
    kit::Kit,
    language::{Address, Language, Texts},
    mechanics::{Band, Source},
    preview::{cover::Cover, deed::places, draft::Draft, live::Bearings},
    screens::Place,
};

/// The panel's texts in one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub texts: &'a Texts,
    pub language: Language,
}

impl Words<'_> {
    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    pub fn with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        // The panel speaks in the infinitive.
        self.texts.with(key, self.language, Address::default(), arguments)
    }
}

/// How the newest version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It plays, and there is nothing to mend.
    Clean,
    /// It plays; something could be better.
    Playing,
    /// It does not play: an older one does, or none.
    Behind,
}

/// All that the panel says.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub title: String,
    pub subtitle: String,
    pub state: State,
    pub summary: String,
    pub counts: String,
    /// Something passing: bad news or good.
    pub notices: Vec<(bool, String)>,
    pub findings: Vec<Told>,
    pub places: Vec<Row>,
    pub numbers: Vec<Number>,
}

/// A place that can be gone to.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub place: Place,
    pub name: String,
    /// The author is there.
    pub is_here: bool,
}

/// A trade number of the step, as the kit has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As it is written in `kit.ron`.
    pub measure: String,
    pub band: String,
    /// Where it is from; `None`: the branch has not validated it yet.
    pub source: Option<String>,
}

impl Page {
    pub fn new(draft: &Draft, bearings: &Bearings, cover: &Cover, words: Words) -> Self {
        let kit = draft.kit();
        let folder = draft.folder().display().to_string();
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|severity| draft.count(severity).to_string());
        let state = match (draft.is_current(), draft.count(Severity::Warning)) {
            (false, _) => State::Behind,
            (true, 0) => State::Clean,
            (true, _) => State::Playing,
        };
        let summary = match (state, kit) {
            (State::Clean | State::Playing, _) => "preview-current",
            (State::Behind, Some(_)) => "preview-behind",
            (State::Behind, None) => "preview-never",
        };
        let counts = [("errors", errors.as_str()), ("warnings", &warnings), ("notes", &notes)];
        Self {
            title: kit.map_or_else(|| "kit.ron".to_owned(), |kit| kit.title(words.language)),
            subtitle: match kit {
                Some(kit) => format!("{} {} · {folder}", kit.id(), kit.version()),
                None => folder,
            },
            state,
            summary: words.say(summary),
            counts: words.with("preview-counts", &counts),
            notices: notices(bearings, cover, words),
            findings: draft.told(words.language),
            places: kit.map(|kit| rows(kit, bearings, words)).unwrap_or_default(),
            numbers: kit.map(|kit| numbers(kit, bearings, words)).unwrap_or_default(),
        }
    }
}

fn notices(bearings: &Bearings, cover: &Cover, words: Words) -> Vec<(bool, String)> {
    let trouble = bearings.trouble.as_deref();
    let trouble = trouble.map(|why| (true, words.with("preview-trouble", &[("why", why)])));
    let cover = match cover {
        Cover::None | Cover::Posing { .. } => None,
        Cover::Exists(file) => Some((false, words.with("preview-cover-exists", &[("file", file)]))),
        Cover::Taken { file, kept: None } => Some((false, words.with("preview-cover-taken", &[("file", file)]))),
        Cover::Taken { file, kept: Some(kept) } => {
            let arguments = [("file", file.as_str()), ("kept", kept)];
            Some((false, words.with("preview-cover-kept", &arguments)))
        }
        Cover::Failed(why) => Some((true, words.with("preview-cover-failed", &[("why", why)]))),
    };
    trouble.into_iter().chain(cover).collect()
}

fn rows(kit: &Kit, bearings: &Bearings, words: Words) -> Vec<Row> {
    let name = |place: &Place| match place {
        Place::Intro => words.say("preview-intro"),
        Place::Finale => words.say("preview-finale"),
        Place::Debrief => words.say("preview-debrief"),
        Place::Step(index) => {
            let step = kit.steps().get(*index);
            let mission = step.map_or("", |step| step.mission.get(words.language));
            format!("{}. {mission}", index + 1)
        }
    };
    let row = |place: Place| Row {
        place,
        name: name(&place),
        is_here: place == bearings.place,
    };
    places(kit).into_iter().map(row).collect()
}

fn numbers(kit: &Kit, bearings: &Bearings, words: Words) -> Vec<Number> {
    let Place::Step(index) = bearings.place else {
        return Vec::new();
    };
    let step = kit.steps().get(index);
    let measures = step.map(|step| step.mechanic.rules().measures(bearings.level));
    let number = |(measure, band): (String, &Band)| {
        let range = |(low, high): (f32, f32)| format!("{low}–{high}");
        let [ideal, ok] = [band.ideal, band.ok].map(|numbers| match words.language {
            Language::French => range(numbers).replace('.', ","),
            Language::English => range(numbers),
        });
        let source = match &band.source {
            Source::AValider => None,
            Source::Published(reference) => Some(reference.title.clone()),
        };
        Number {
            measure,
            band: words.with("preview-band", &[("ideal", &ideal), ("ok", &ok)]),
            source,
        }
    };
    measures.unwrap_or_default().into_iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::mechanics::Level;

    fn page(bearings: &Bearings, language: Language) -> Page {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure");
        let (draft, _) = Draft::open(&shipped).expect("room for a copy");
        let texts = Texts::default();
        let words = Words {
            texts: &texts,
            language,
        };
        Page::new(&draft, bearings, &Cover::None, words)
    }

    #[test]
    fn the_page_lists_every_place_and_says_where_one_is() {
        let bearings = Bearings {
            place: Place::Step(1),
            ..Bearings::default()
        };
        let page = page(&bearings, Language::French);
        let kinds: Vec<Place> = page.places.iter().map(|row| row.place).collect();
        assert_eq!(kinds.first(), Some(&Place::Intro));
        assert_eq!(&kinds[kinds.len() - 2..], [Place::Finale, Place::Debrief]);
        let here: Vec<Place> = page
            .places
            .iter()
            .filter(|row| row.is_here)
            .map(|row| row.place)
            .collect();
        assert_eq!(here, [Place::Step(1)]);
        assert!(page.places[2].name.starts_with("2. "), "{:?}", page.places[2]);
    }

    #[test]
    fn numbers_to_validate_are_told_apart_and_decimals_are_the_languages() {
        let at = |language| {
            let bearings = Bearings {
                place: Place::Step(1),
                level: Level::Expert,
                ..Bearings::default()
            };
            page(&bearings, language).numbers
        };
        let (french, english) = (at(Language::French), at(Language::English));
        assert!(french.iter().any(|number| number.source.is_none()), "{french:?}");
        assert_eq!(french.len(), english.len());
        let has = |numbers: &[Number], mark| numbers.iter().any(|number| number.band.contains(mark));
        assert!(!has(&french, '.') && has(&english, '.'), "{english:?}");
    }

    #[test]
    fn a_step_has_numbers_and_other_places_have_none() {
        let bearings = Bearings {
            place: Place::Intro,
            ..Bearings::default()
        };
        assert_eq!(page(&bearings, Language::English).numbers, []);
    }
}
