//! Why a change was not written.

use std::io;

use thiserror::Error;

use crate::{finding::Finding, language::Bilingual};

/// Nothing was changed, because…
#[derive(Debug, Error)]
pub enum DeskError {
    /// Somebody else changed the file since it was read here.
    #[error("{file} was changed meanwhile")]
    Changed { file: String, changes: Vec<Changed> },
    /// What is there was written by hand and cannot be read: it has to be mended or put aside first.
    #[error("{file} cannot be read")]
    Broken { file: String, findings: Vec<Finding> },
    /// What was to be written has errors.
    #[error("what was to be written has errors")]
    Refused { findings: Vec<Finding> },
    /// The file is written in a way that values cannot be changed in.
    #[error("values of {file} cannot be changed in place")]
    Layout { file: String },
    #[error("there is no {what}")]
    Absent { what: String },
    #[error("there is a {what} already")]
    There { what: String },
    #[error("`{name}` cannot be the name of an event")]
    BadName { name: String },
    /// The kiosk stands at this event.
    #[error("event {id} is in use")]
    InUse { id: String },
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Another program is writing.
    #[error("another program is writing")]
    Busy,
    #[error("{file} cannot be read or written")]
    Disk { file: String, source: io::Error },
}

/// A field that is not as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub name: String,
    /// As it is written in the file; `None`: not there.
    pub before: Option<String>,
    pub now: Option<String>,
}

impl DeskError {
    /// What staff read.
    pub fn told(&self) -> Bilingual {
        match self {
            Self::Changed { file, changes } => changed(file, changes),
            Self::Broken { file, .. } => Bilingual::new(
                format!(
                    "«\u{a0}{file}\u{a0}» a été modifié à la main et ne se lit plus\u{a0}: rien n’a été enregistré"
                ),
                format!("`{file}` was changed by hand and cannot be read: nothing was saved"),
            ),
            Self::Refused { findings } => match findings.first() {
                Some(finding) => finding.message.clone(),
                None => Bilingual::new("ces valeurs ne vont pas ensemble", "these values do not fit together"),
            },
            Self::Layout { file } => Bilingual::new(
                format!("«\u{a0}{file}\u{a0}» est écrit d’une façon que la borne ne sait pas modifier"),
                format!("`{file}` is written in a way that the kiosk cannot change"),
            ),
            Self::Absent { what } => Bilingual::new(
                format!("«\u{a0}{what}\u{a0}» n’existe pas"),
                format!("there is no `{what}`"),
            ),
            Self::There { what } => Bilingual::new(
                format!("«\u{a0}{what}\u{a0}» existe déjà"),
                format!("there is a `{what}` already"),
            ),
            Self::BadName { name } => Bilingual::new(
                format!(
                    "«\u{a0}{name}\u{a0}» ne peut pas être un nom d’événement\u{a0}: minuscules sans accent, chiffres, «\u{a0}-\u{a0}» et «\u{a0}_\u{a0}»"
                ),
                format!("`{name}` cannot be the name of an event: lower-case letters, digits, `-` and `_`"),
            ),
            Self::InUse { id } => Bilingual::new(
                format!("la borne est à l’événement «\u{a0}{id}\u{a0}»\u{a0}: en choisir un autre avant de l’effacer"),
                format!("the kiosk stands at event `{id}`: choose another before deleting it"),
            ),
            Self::NothingToUndo => Bilingual::new("il n’y a rien à annuler", "there is nothing to undo"),
            Self::Busy => Bilingual::new(
                "un autre programme enregistre des réglages\u{a0}: recommencer dans un instant",
                "another program is saving settings: try again in a moment",
            ),
            Self::Disk { file, source } => Bilingual::new(
                format!("«\u{a0}{file}\u{a0}» ne se lit pas ou ne s’écrit pas ({source})\u{a0}: rien n’a été changé"),
                format!("`{file}` cannot be read or written ({source}): nothing was changed"),
            ),
        }
    }
}

fn changed(file: &str, changes: &[Changed]) -> Bilingual {
    let value = |value: &Option<String>| value.as_deref().unwrap_or("–").to_owned();
    let list = changes.iter().map(|change| {
        let (name, before, now) = (&change.name, value(&change.before), value(&change.now));
        format!("{name}\u{a0}: {before} → {now}")
    });
    let list: Vec<_> = list.collect();
    let list = if list.is_empty() {
        String::new()
    } else {
        format!(" ({})", list.join(", "))
    };
    Bilingual::new(
        format!("«\u{a0}{file}\u{a0}» a changé depuis qu’il a été lu{list}\u{a0}: rien n’a été enregistré"),
        format!("`{file}` has changed since it was read{list}: nothing was saved"),
    )
}
