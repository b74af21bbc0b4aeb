//! The rules a kit has to follow, one file each. All of them run; none stops at the first finding.

mod credits;
mod debrief;
mod dioramas;
mod diplomas;
mod figures;
mod files;
mod finale;
mod forms;
mod genders;
mod identity;
mod images;
mod metier;
mod numbers;
mod official;
mod people;
mod references;
mod sounds;
mod steps;
pub(super) mod syntax;
mod texts;
mod typography;
mod winnable;

use std::{collections::BTreeMap, sync::Arc};

pub use identity::is_kit_id;

use jiff::civil::Date;

use super::{
    Decoded, Kit, KitFiles,
    models::{Model, ModelError},
    raw,
    rome::Rome,
};
use crate::{
    finding::{Code, FieldPath, Findings, SourceMap},
    mechanics::{self, Anchors},
};

/// How much of a kit is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What a kiosk needs to know while it starts: everything said in `kit.ron`, headers and nodes of the files. Nothing
    /// here depends on the date: the clock of a kiosk may be wrong.
    Quick,
    /// Also decodes every file and compares dates with today.
    Full,
}

/// How a kit is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Examination<'a> {
    pub depth: Depth,
    /// The day dates are compared with; `None` where the clock may be wrong.
    pub today: Option<Date>,
    /// The official list of trades, where there is one.
    pub rome: Option<&'a Rome>,
    /// Where many kits are looked at: what they share is decoded once.
    pub decoded: Option<&'a Decoded>,
}

impl From<Depth> for Examination<'_> {
    /// Today, without the official list.
    fn from(depth: Depth) -> Self {
        Self {
            depth,
            today: (depth == Depth::Full).then(|| jiff::Zoned::now().date()),
            rome: None,
            decoded: None,
        }
    }
}

/// The kit as its rules see it.
struct Subject<'a> {
    kit: &'a raw::Kit,
    /// Name of the kit's folder, where it is known.
    folder: Option<&'a str>,
    files: &'a KitFiles,
    /// Each diorama by its path, or why it cannot be shown.
    models: BTreeMap<&'a str, Result<Model, ModelError>>,
    /// Today, where dates matter.
    today: Option<Date>,
    rome: Option<&'a Rome>,
    decoded: Option<&'a Decoded>,
    depth: Depth,
}

impl Subject<'_> {
    /// What `decode` says of `bytes`, unless the same bytes were found sound before.
    fn decode_once<E>(&self, bytes: &[u8], decode: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        match self.decoded {
            Some(decoded) => decoded.once(bytes, decode),
            None => decode(),
        }
    }

    /// Every step with its field.
    fn steps(&self) -> impl Iterator<Item = (FieldPath, &raw::Step)> {
        let at = FieldPath::root().field("steps");
        self.kit
            .steps
            .iter()
            .enumerate()
            .map(move |(index, step)| (at.index(index), step))
    }

    fn anchors(&self, step: &raw::Step) -> Option<&Anchors> {
        self.anchors_of(&step.diorama)
    }

    /// Named nodes of a diorama, if it can be read.
    fn anchors_of(&self, diorama: &str) -> Option<&Anchors> {
        Some(&self.models.get(diorama)?.as_ref().ok()?.anchors)
    }
}

/// A family of rules: its codes and what finds them.
struct Rule {
    codes: &'static [Code],
    check: fn(&Subject, &mut Findings),
}

/// Told of files that lie where no asset should.
pub const ELSEWHERE: Code = files::EXTENSION;
/// Told when a field is given twice.
pub(super) const TWICE_GIVEN: Code = syntax::CODES.duplicate_field;

/// In the order of their codes.
const RULES: [Rule; 21] = [
    Rule {
        codes: syntax::CHECKED,
        check: syntax::check,
    },
    Rule {
        codes: identity::CODES,
        check: identity::check,
    },
    Rule {
        codes: metier::CODES,
        check: metier::check,
    },
    Rule {
        codes: diplomas::CODES,
        check: diplomas::check,
    },
    Rule {
        codes: references::CODES,
        check: references::check,
    },
    Rule {
        codes: genders::CODES,
        check: genders::check,
    },
    Rule {
        codes: official::CODES,
        check: official::check,
    },
    Rule {
        codes: texts::CODES,
        check: texts::check,
    },
    Rule {
        codes: forms::CODES,
        check: forms::check,
    },
    Rule {
        codes: typography::CODES,
        check: typography::check,
    },
    Rule {
        codes: figures::CODES,
        check: figures::check,
    },
    Rule {
        codes: steps::CODES,
        check: steps::check,
    },
    Rule {
        codes: winnable::CODES,
        check: winnable::check,
    },
    Rule {
        codes: finale::CODES,
        check: finale::check,
    },
    Rule {
        codes: dioramas::CODES,
        check: dioramas::check,
    },
    Rule {
        codes: images::CODES,
        check: images::check,
    },
    Rule {
        codes: sounds::CODES,
        check: sounds::check,
    },
    Rule {
        codes: credits::CODES,
        check: credits::check,
    },
    Rule {
        codes: people::CODES,
        check: people::check,
    },
    Rule {
        codes: debrief::CODES,
        check: debrief::check,
    },
    Rule {
        codes: numbers::CODES,
        check: numbers::check,
    },
];

/// Every code a kit can be told, sorted.
pub fn codes() -> Vec<Code> {
    let mut codes = syntax::CODES.all().to_vec();
    codes.push(syntax::UNREADABLE);
    codes.extend(RULES.iter().flat_map(|rule| rule.codes));
    codes.extend(files::CODES);
    codes.extend(mechanics::band::CODES);
    codes.extend(mechanics::assemble::check::CODES);
    codes.extend(mechanics::dose::check::CODES);
    codes.extend(mechanics::coverage::check::CODES);
    codes.extend(mechanics::trace::check::CODES);
    codes.extend(mechanics::dialogue::check::CODES);
    codes.extend(mechanics::inspect::check::CODES);
    codes.extend(mechanics::sequence::check::CODES);
    codes.extend(mechanics::steer::check::CODES);
    codes.sort_by_key(|code| code.id);
    codes
}

/// Checks a kit that could be read. `file` is the name findings carry, e.g. `kits/soudure/kit.ron`; its folder's name
/// must be the kit's id. No kit comes out if there is an error; warnings and notes do not keep it from being played.
pub fn check<'a>(
    kit: raw::Kit,
    source: &SourceMap,
    file: &str,
    files: &KitFiles,
    how: impl Into<Examination<'a>>,
) -> (Option<Kit>, Findings) {
    let Examination {
        depth,
        today,
        rome,
        decoded,
    } = how.into();
    let mut findings = Findings::default();
    let subject = Subject {
        kit: &kit,
        folder: file
            .rsplit('/')
            .nth(1)
            .filter(|folder| !folder.is_empty() && *folder != "."),
        files,
        models: dioramas::read(&kit, files),
        today,
        rome,
        decoded,
        depth,
    };
    files::check(&subject, &mut findings);
    for rule in &RULES {
        (rule.check)(&subject, &mut findings);
    }
    let read = subject.models.into_iter();
    let anchors = read
        .filter_map(|(path, model)| Some((path.to_owned(), model.ok()?.anchors)))
        .collect();
    findings.locate(file, |path| source.place(path));
    let dates = kit.metier.diplomas.iter().map(|diploma| diploma.valid_until.parse());
    // A date that cannot be read is an error already.
    let diplomas_until: Vec<Date> = dates.filter_map(Result::ok).collect();
    let passed = !findings.has_errors();
    let kit = passed.then(|| Kit {
        raw: Arc::new(kit),
        anchors: Arc::new(anchors),
        diplomas_until,
    });
    (kit, findings)
}

/// `id` written as identifiers are: lower-case letters without accent, digits, `_` and `-`.
fn is_identifier(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-')
}
