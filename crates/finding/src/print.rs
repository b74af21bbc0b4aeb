//! Findings as text for people or JSON for tools.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use super::{Finding, Place, Severity, lexeme::word_end};
use etabli_language::{Bilingual, Language};

/// The text of each file, to show the lines findings are about; files that are not there are not shown.
pub type Texts = BTreeMap<String, String>;

/// Longest excerpt, characters: long lines are cut around the place.
const EXCERPT_CHARS: usize = 100;
/// What is shown before the place in a cut line, characters.
const EXCERPT_LEAD: usize = 30;

/// Findings without the lines they are about; see [`render_report`].
pub fn render_text(findings: &[Finding], language: Language) -> String {
    render_report(findings, &Texts::new(), language)
}

/// Each finding as `file:line:column: severity[code] message`, the line it is about, and how to mend it. Notes come as
/// one line with their count: they are work for the branch, not for who runs the check.
pub fn render_report(findings: &[Finding], texts: &Texts, language: Language) -> String {
    tell(findings, texts, language).iter().map(Told::to_string).collect()
}

/// A finding in words of one language, or several notes that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub severity: Severity,
    /// `file:line:column: severity[code] message`.
    pub head: String,
    pub excerpt: Option<Excerpt>,
    /// How to mend it.
    pub help: Option<String>,
}

/// The line a finding is about, or the part of it around the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the line, from 1.
    pub line: usize,
    pub text: String,
    /// Where in `text` the place is, characters from 0.
    pub column: usize,
    /// How many characters from there on it is about.
    pub length: usize,
}

/// Findings in the order and the words of [`render_report`].
pub fn tell(findings: &[Finding], texts: &Texts, language: Language) -> Vec<Told> {
    let (notes, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.severity == Severity::Note);
    let mut told: Vec<Told> = others
        .iter()
        .map(|finding| tell_one(finding, texts, language))
        .collect();
    let mut groups: BTreeMap<(&str, &str, &Bilingual), Vec<&Finding>> = BTreeMap::new();
    for note in notes {
        groups
            .entry((&note.file, note.code, &note.message))
            .or_default()
            .push(note);
    }
    told.extend(groups.into_values().map(|group| match group[..] {
        [one] => tell_one(one, &Texts::new(), language),
        _ => tell_group(&group, language),
    }));
    told
}

fn head(finding: &Finding, language: Language) -> String {
    let place = finding.place.map(|place| format!(":{place}")).unwrap_or_default();
    let word = finding.severity.word(language);
    let colon = colon(language);
    format!(
        "{}{place}: {word}[{}]{colon} {}",
        finding.file,
        finding.code,
        finding.message.get(language)
    )
}

fn colon(language: Language) -> &'static str {
    match language {
        Language::French => "\u{a0}:",
        Language::English => ":",
    }
}

fn tell_one(finding: &Finding, texts: &Texts, language: Language) -> Told {
    let word = match language {
        Language::French => "aide",
        Language::English => "help",
    };
    let help = finding.help.as_ref();
    Told {
        severity: finding.severity,
        head: head(finding, language),
        excerpt: finding
            .place
            .zip(texts.get(&finding.file))
            .and_then(|(place, text)| excerpt(text, place)),
        help: help.map(|help| format!("{word}{} {}", colon(language), help.get(language))),
    }
}

fn tell_group(group: &[&Finding], language: Language) -> Told {
    let lines: Vec<_> = group
        .iter()
        .filter_map(|note| note.place)
        .map(|place| place.line.to_string())
        .collect();
    let word = match language {
        Language::French => "lignes",
        Language::English => "lines",
    };
    let head = head(group[0], language);
    Told {
        severity: group[0].severity,
        head: format!("{head} (× {}, {word} {})", group.len(), lines.join(", ")),
        excerpt: None,
        help: None,
    }
}

/// The line without its indent; `None` if the text has no such line.
fn excerpt(text: &str, place: Place) -> Option<Excerpt> {
    let line = text.lines().nth(place.line - 1)?.trim_start_matches('\u{feff}');
    let column = place.column - 1;
    let from = if line.chars().count() > EXCERPT_CHARS {
        column.saturating_sub(EXCERPT_LEAD)
    } else {
        0
    };
    let shown: String = line.chars().skip(from).take(EXCERPT_CHARS).collect();
    let indent = shown
        .chars()
        .take_while(|character| character.is_whitespace())
        .count()
        .min(column - from);
    let shown: String = shown
        .chars()
        .skip(indent)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let column = column - from - indent;
    let here: String = shown.trim_end().chars().skip(column).collect();
    Some(Excerpt {
        line: place.line,
        text: shown.trim_end().to_owned(),
        column,
        length: here[..word_end(&here)].chars().count().max(1),
    })
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.head)?;
        if let Some(Excerpt {
            line,
            text,
            column,
            length,
        }) = &self.excerpt
        {
            let margin = " ".repeat(line.to_string().len());
            writeln!(f, " {line} | {text}")?;
            // What stands at the place is underlined.
            writeln!(f, " {margin} | {}{}", " ".repeat(*column), "^".repeat(*length))?;
        }
        match &self.help {
            Some(help) => writeln!(f, "  {help}"),
            None => Ok(()),
        }
    }
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    code: &'a str,
    severity: Severity,
    file: &'a str,
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    message: JsonText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<JsonText<'a>>,
}

#[derive(Serialize)]
struct JsonText<'a> {
    fr: &'a str,
    en: &'a str,
}

impl<'a> From<&'a Bilingual> for JsonText<'a> {
    fn from(text: &'a Bilingual) -> Self {
        Self {
            fr: &text.fr,
            en: &text.en,
        }
    }
}

/// A JSON array with one object a finding: `code`, `severity`, `file`, `path`, `line`, `column`, `message` and `help`
/// in both languages.
pub fn render_json(findings: &[Finding]) -> String {
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| JsonFinding {
            code: finding.code,
            severity: finding.severity,
            file: &finding.file,
            path: finding.path.to_string(),
            line: finding.place.map(|place| place.line),
            column: finding.place.map(|place| place.column),
            message: (&finding.message).into(),
            help: finding.help.as_ref().map(JsonText::from),
        })
        .collect();
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&rows).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, FieldPath, Findings};

    const WRONG: Code = Code::error("K999", "faux");
    const OPEN: Code = Code::note("K998", "ouvert");

    fn findings() -> Vec<Finding> {
        let mut findings = Findings::default();
        let id = FieldPath::root().field("id");
        findings
            .report(&WRONG, &id, Bilingual::new("faux", "wrong"))
            .help(Bilingual::new("mieux", "better"));
        findings.report(&OPEN, &id.index(0), Bilingual::new("à valider", "to validate"));
        findings.report(&OPEN, &id.index(1), Bilingual::new("à valider", "to validate"));
        let mut line = 1..;
        findings.locate("kit.ron", |_| None);
        let mut list = findings.sorted();
        for finding in &mut list {
            finding.place = line.next().map(|line| Place { line, column: 7 });
        }
        list.rotate_left(2);
        list
    }

    #[test]
    fn text_shows_the_line_and_groups_notes() {
        let texts = Texts::from([("kit.ron".to_owned(), "é\nè\n  id: 345,\n".to_owned())]);
        let mut list = findings();
        list.sort_by_key(|finding| finding.place);
        list.rotate_left(2);
        let printed = render_report(&list, &texts, Language::French);
        insta(
            &printed,
            "kit.ron:3:7: erreur[K999]\u{a0}: faux\n 3 | id: 345,\n   |     ^^^\n  aide\u{a0}: mieux\n",
        );
        assert!(
            printed.ends_with("kit.ron:1:7: note[K998]\u{a0}: à valider (× 2, lignes 1, 2)\n"),
            "{printed}"
        );
        assert!(render_report(&list, &texts, Language::English).contains("error[K999]: wrong"));
    }

    fn insta(printed: &str, start: &str) {
        assert!(printed.starts_with(start), "{printed}");
    }

    #[test]
    fn json_holds_both_languages_and_the_path() {
        let list = findings();
        let json: serde_json::Value = serde_json::from_str(&render_json(&list)).expect("JSON");
        let row = json
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["code"] == "K999"))
            .expect("a row");
        assert_eq!(
            (row["path"].as_str(), row["message"]["en"].as_str()),
            (Some("id"), Some("wrong"))
        );
        assert_eq!(row["severity"], "error");
    }

    #[test]
    fn a_place_beyond_the_text_prints_without_excerpt() {
        let texts = Texts::from([("kit.ron".to_owned(), "x".to_owned())]);
        assert!(!render_report(&findings(), &texts, Language::French).contains(" | "));
    }
}
