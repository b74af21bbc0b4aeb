//! Interface texts, from `assets/locales/<language>/*.ftl`, in « tu » or « vous ».

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::Language;

/// How the interface addresses the visitor. Kit texts are in the infinitive and need neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Address {
    /// To the young, and while nobody has answered « who ».
    #[default]
    Tu,
    Vous,
}

impl Address {
    fn code(self) -> &'static str {
        match self {
            Self::Tu => "tu",
            Self::Vous => "vous",
        }
    }
}

/// All interface texts in all languages. They are part of the program: a kiosk cannot lose them.
pub struct Texts {
    french: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            french: bundle(
                Language::French,
                include_str!("../../../assets/locales/fr/interface.ftl"),
            ),
            english: bundle(
                Language::English,
                include_str!("../../../assets/locales/en/interface.ftl"),
            ),
        }
    }
}

/// What a parse error leaves is still usable: the rest of the file. The tests below keep errors from being shipped.
fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
    let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks print as boxes in many typefaces; all our texts run left to right.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

impl Texts {
    /// The text called `key`; the key itself where there is none, so that a slip shows and nothing stops.
    pub fn get(&self, key: &str, language: Language, address: Address) -> String {
        self.with(key, language, address, &[])
    }

    /// Like [`Texts::get`], with arguments for the placeables.
    pub fn with(&self, key: &str, language: Language, address: Address, arguments: &[(&str, &str)]) -> String {
        let bundle = match language {
            Language::French => &self.french,
            Language::English => &self.english,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut all = FluentArgs::new();
        all.set("address", address.code());
        for (name, value) in arguments {
            // A number chooses between one and several.
            all.set(*name, FluentValue::try_number(value));
        }
        bundle.format_pattern(pattern, Some(&all), &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentResource;

    use super::*;

    const SOURCES: [(&str, &str); 2] = [
        ("fr", include_str!("../../../assets/locales/fr/interface.ftl")),
        ("en", include_str!("../../../assets/locales/en/interface.ftl")),
    ];

    /// Message identifiers of a fluent file, sorted.
    fn keys(source: &str) -> Vec<&str> {
        let mut keys: Vec<_> = source
            .lines()
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .filter(|key| key.starts_with(|first: char| first.is_ascii_lowercase()))
            .collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn both_files_parse_and_say_the_same_things() {
        for (language, source) in SOURCES {
            let errors = FluentResource::try_new(source.to_owned())
                .err()
                .map(|(_, errors)| errors);
            assert_eq!(errors, None, "{language}");
        }
        assert_eq!(keys(SOURCES[0].1), keys(SOURCES[1].1));
    }

    #[test]
    fn the_visitor_is_addressed_as_they_answered() {
        let texts = Texts::default();
        let text = |address| texts.get("debrief-liked", Language::French, address);
        assert_eq!(text(Address::Tu), "Ça te plaît\u{202f}?");
        assert_eq!(text(Address::Vous), "Ça vous plaît\u{202f}?");
    }

    #[test]
    fn one_thing_is_said_of_one_and_several_of_more() {
        let texts = Texts::default();
        for (language, steps, said) in [
            (Language::French, "1", "1 étape"),
            (Language::French, "4", "4 étapes"),
            (Language::English, "1", "1 step"),
            (Language::English, "4", "4 steps"),
        ] {
            let text = texts.with("intro-steps", language, Address::Tu, &[("steps", steps)]);
            assert_eq!(text, said);
        }
    }

    #[test]
    fn french_punctuation_never_hangs_alone_on_a_line() {
        for (number, line) in SOURCES[0]
            .1
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.starts_with('#'))
        {
            let text = line.split_once(" = ").map_or(line, |(_, text)| text);
            for mark in [" ?", " !", " ;", " :", " »", "« "] {
                assert!(!text.contains(mark), "line {}: plain space in « {text} »", number + 1);
            }
        }
    }

    #[test]
    fn a_missing_text_shows_its_key() {
        assert_eq!(
            Texts::default().get("no-such-text", Language::French, Address::Tu),
            "no-such-text"
        );
    }
}
