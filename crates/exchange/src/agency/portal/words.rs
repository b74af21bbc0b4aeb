//! The interface's words in both languages, one file each: pages say them, and the page's programs get them as a module.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::language::Language;

const FRENCH: &str = include_str!("words/fr.json");
const ENGLISH: &str = include_str!("words/en.json");

type Words = BTreeMap<String, String>;

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| {
    // Both files are tested to be such tables.
    [FRENCH, ENGLISH].map(|text| serde_json::from_str(text).unwrap_or_default())
});

/// The words of `key`; the key itself where there are none, which a test finds.
pub fn say(language: Language, key: &'static str) -> &'static str {
    let table = &WORDS[match language {
        Language::French => 0,
        Language::English => 1,
    }];
    table.get(key).map_or(key, String::as_str)
}

/// Both tables as a module of the page: `export const MOTS = {fr: {…}, en: {…}};`
pub fn module() -> String {
    format!("export const MOTS = {{\"fr\": {FRENCH}, \"en\": {ENGLISH}}};\n")
}

#[cfg(test)]
mod tests {
    use super::{super::shelf::MODULES, *};

    fn tables() -> [Words; 2] {
        [FRENCH, ENGLISH].map(|text| serde_json::from_str(text).expect("a table of words"))
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let [french, english] = tables();
        assert!(french.len() > 50);
        assert_eq!(french.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
        for (key, text) in &french {
            let holes = |text: &str| {
                let mut holes: Vec<_> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next())
                    .map(str::to_owned)
                    .collect();
                holes.sort();
                holes
            };
            assert_eq!(holes(text), holes(&english[key]), "{key}");
            assert!(!text.trim().is_empty() && !english[key].trim().is_empty(), "{key}");
        }
    }

    #[test]
    fn every_word_a_program_says_exists_and_none_is_left_over() {
        let [french, _] = tables();
        let said: String = MODULES
            .iter()
            .map(|(_, text)| *text)
            .chain([include_str!("pages/carnet.rs"), include_str!("pages/shell.rs")])
            .collect();
        for key in french.keys() {
            assert!(said.contains(&format!("\"{key}\"")), "{key} is said nowhere");
        }
        for (_, module) in MODULES {
            for key in module.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(french.contains_key(key), "{key} has no words");
            }
        }
    }

    #[test]
    fn french_is_set_as_french_is_printed() {
        let [french, _] = tables();
        for (key, text) in &french {
            let letters: Vec<char> = text.chars().collect();
            for (at, letter) in letters.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| letters[at]);
                match letter {
                    ';' | '!' | '?' => assert_eq!(before, Some('\u{202f}'), "{key}: {text}"),
                    ':' | '»' => assert_eq!(before, Some('\u{a0}'), "{key}: {text}"),
                    '«' => assert_eq!(letters.get(at + 1), Some(&'\u{a0}'), "{key}: {text}"),
                    '\'' | '"' => panic!("{key}: {text}"),
                    _ => {}
                }
            }
            assert!(!text.contains("..."), "{key}: {text}");
        }
    }
}
