//! Verdicts for people and for tools.

use std::fmt::{self, Write};

use serde::Serialize;

use super::verdict::{Level, Verdict};

/// All verdicts, one block each, and what it comes to.
pub fn text(verdicts: &[Verdict]) -> String {
    let mut text = String::new();
    // Writing to a String never fails.
    let _ = write_text(&mut text, verdicts);
    text
}

fn write_text(out: &mut String, verdicts: &[Verdict]) -> fmt::Result {
    for Verdict {
        topic,
        level,
        told,
        why,
        mend,
    } in verdicts
    {
        writeln!(out, "{:<13} {:<10} {told}", level.word(), topic.name())?;
        if let Some(why) = why {
            writeln!(out, "{:24} {why}", "")?;
        }
        for step in mend {
            writeln!(out, "{:24} → {step}", "")?;
        }
    }
    writeln!(out, "\n{}", summary(verdicts))
}

fn summary(verdicts: &[Verdict]) -> String {
    let count = |level| verdicts.iter().filter(|verdict| verdict.level == level).count();
    let (watch, missing) = (count(Level::Watch), count(Level::Missing));
    match (missing, watch) {
        (0, 0) => "Tout est bon\u{a0}: cette machine peut être une borne.".to_owned(),
        (0, _) => format!("Cette machine peut être une borne\u{202f}; à surveiller\u{a0}: {watch}."),
        (_, 0) => format!(
            "Cette machine n’est pas prête\u{a0}: il lui manque {}.",
            things(missing)
        ),
        _ => format!(
            "Cette machine n’est pas prête\u{a0}: il lui manque {}\u{202f}; à surveiller\u{a0}: {watch}.",
            things(missing)
        ),
    }
}

fn things(count: usize) -> String {
    match count {
        1 => "une chose".to_owned(),
        _ => format!("{count} choses"),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    /// The worst of all.
    level: Level,
    verdicts: &'a [Verdict],
}

/// `{"level": "good|watch|missing", "verdicts": [{"topic", "level", "told", "why", "mend": [..]}]}`.
pub fn json(verdicts: &[Verdict]) -> String {
    let report = Report {
        level: worst(verdicts),
        verdicts,
    };
    // Strings and words always serialise.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

pub fn worst(verdicts: &[Verdict]) -> Level {
    verdicts
        .iter()
        .map(|verdict| verdict.level)
        .max()
        .unwrap_or(Level::Good)
}

#[cfg(test)]
mod tests {
    use super::{super::verdict::Topic, *};

    fn verdicts() -> [Verdict; 2] {
        [
            Verdict::good(Topic::Memory, "8 Go"),
            Verdict::missing(Topic::Graphics, "aucune carte")
                .why("La borne ne dessine rien.")
                .mend("sudo apt install mesa-vulkan-drivers"),
        ]
    }

    #[test]
    fn text_says_what_why_and_how() {
        let text = text(&verdicts());
        assert_eq!(
            text,
            "bon           mémoire    8 Go\n\
             manque        dessin     aucune carte\n                         La borne ne dessine rien.\n                         \
             → sudo apt install mesa-vulkan-drivers\n\nCette machine n’est pas prête\u{a0}: il lui manque une chose.\n"
        );
        assert!(super::text(&verdicts()[..1]).contains("Tout est bon"));
    }

    #[test]
    fn json_is_stable() {
        let json: serde_json::Value = serde_json::from_str(&json(&verdicts())).expect("JSON");
        assert_eq!(json["level"], "missing");
        assert_eq!(json["verdicts"][1]["topic"], "graphics");
        assert_eq!(json["verdicts"][1]["mend"][0], "sudo apt install mesa-vulkan-drivers");
        assert!(json["verdicts"][0].get("why").is_none());
    }
}
