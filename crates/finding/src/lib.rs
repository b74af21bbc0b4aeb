//! What a check has to say about a data file: findings with a stable code, a place, a message and a way to mend it.

mod code;
mod fix;
pub mod lexeme;
mod nearest;
mod path;
mod print;
mod ron;
mod slip;
mod source;
mod trouble;

use std::fmt;

use serde::Serialize;

pub use code::Code;
pub use fix::{Fix, byte_at};
pub use nearest::{did_you_mean, nearest};
pub use path::{FieldPath, Segment};
pub use print::{Excerpt, Texts, Told, render_json, render_report, render_text, tell};
pub use ron::{Document, RonCodes, parse_ron, write_ron};
pub use source::SourceMap;

use etabli_language::{Bilingual, Language};

/// How bad a finding is. Only an `Error` keeps a file from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// For information: a number the branch still has to validate.
    Note,
    /// Usable, but the visitor gets less than they should.
    Warning,
    /// The file is refused.
    Error,
}

impl Severity {
    /// What a report calls it.
    pub fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Note, _) => "note",
            (Self::Warning, Language::French) => "avertissement",
            (Self::Warning, Language::English) => "warning",
            (Self::Error, Language::French) => "erreur",
            (Self::Error, Language::English) => "error",
        }
    }
}

/// A place in a text file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One thing to mend (or to know), told in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable, e.g. `K101`; documented in `docs/kit-format.md`.
    pub code: &'static str,
    pub severity: Severity,
    /// The file as the author knows it, e.g. `kits/soudure/kit.ron`.
    pub file: String,
    /// Field the finding is about; empty for the whole file.
    pub path: FieldPath,
    pub place: Option<Place>,
    pub message: Bilingual,
    /// How to mend it.
    pub help: Option<Bilingual>,
    /// What mends it, where there is no doubt.
    pub fix: Option<Fix>,
}

impl Finding {
    /// Says how to mend it.
    pub fn help(&mut self, help: Bilingual) {
        self.help = Some(help);
    }

    /// Proposes the name that was meant instead of `name`, which the field holds or is a part of.
    pub fn suggest<'a>(&mut self, name: &str, candidates: impl IntoIterator<Item = &'a str>) {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        self.help = did_you_mean(name, candidates.iter().copied());
        self.fix = nearest::without_doubt(name, &candidates).map(|meant| Fix::replace(name, meant));
    }

    /// One line in `language`: `file:line:column: code message`.
    pub fn headline(&self, language: Language) -> String {
        let place = self.place.map(|place| format!(":{place}")).unwrap_or_default();
        format!("{}{place}: {} {}", self.file, self.code, self.message.get(language))
    }
}

/// Collects findings about one file while its checks run; no check stops at the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds a finding about the field at `path`; file and place are filled in by [`Findings::locate`].
    pub fn report(&mut self, code: &Code, path: &FieldPath, message: Bilingual) -> &mut Finding {
        let (file, place, help, fix) = (String::new(), None, None, None);
        let finding = Finding {
            code: code.id,
            severity: code.severity,
            file,
            path: path.clone(),
            place,
            message,
            help,
            fix,
        };
        self.list.push_mut(finding)
    }

    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Names the file of every finding that has none yet and looks up where its field stands.
    pub fn locate(&mut self, file: &str, place_of: impl Fn(&FieldPath) -> Option<Place>) {
        for finding in self.list.iter_mut().filter(|finding| finding.file.is_empty()) {
            finding.file = file.to_owned();
            finding.place = finding.place.or_else(|| place_of(&finding.path));
        }
    }

    /// Sorted by file, then place, then code, so that output never depends on the order of the checks.
    pub fn sorted(mut self) -> Vec<Finding> {
        self.list
            .sort_by(|a, b| (&a.file, a.place, a.code).cmp(&(&b.file, b.place, b.code)));
        self.list
    }

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.severity == Severity::Error)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn extend(&mut self, other: Findings) {
        self.list.extend(other.list);
    }
}
