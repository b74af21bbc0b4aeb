//! Why the journal could not do something, for the program and for staff.

use std::path::PathBuf;

use crate::language::Bilingual;

/// Why the journal could not do something.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error("another Établi records in this folder already: {}", .0.display())]
    InUse(PathBuf),
    #[error("the journal was written by a newer Établi")]
    Newer,
    #[error("the event `{0}` has no sealing plan in the journal")]
    NoPlan(String),
    #[error("the time zone `{0}` of an event is not known to this machine")]
    NoZone(String),
    #[error("the outbox is full: nothing can be sealed until statements were sent or exported")]
    OutboxFull,
    #[error("somebody else reads the journal")]
    Busy,
    #[error("the journal is damaged: {0}")]
    Damaged(String),
    #[error("the journal's folder: {0}")]
    Folder(#[from] std::io::Error),
    #[error("the journal: {0}")]
    Database(#[from] sqlx::Error),
}

impl JournalError {
    /// Whether the file itself is broken, and only a fresh one helps.
    pub fn is_corrupt(&self) -> bool {
        const CORRUPT: u32 = 11;
        const NOT_A_DATABASE: u32 = 26;
        matches!(self, Self::Damaged(_)) || matches!(self.code(), Some(CORRUPT | NOT_A_DATABASE))
    }

    /// Whether somebody else was at it, and it may go well later.
    pub fn is_busy(&self) -> bool {
        const BUSY: u32 = 5;
        const LOCKED: u32 = 6;
        matches!(self, Self::Busy) || matches!(self.code(), Some(BUSY | LOCKED))
    }

    /// Whether the disk has no room.
    pub fn is_full(&self) -> bool {
        const FULL: u32 = 13;
        match self {
            Self::Folder(error) => error.kind() == std::io::ErrorKind::StorageFull,
            _ => self.code() == Some(FULL),
        }
    }

    /// SQLite's primary result code, the low byte of what it says: <https://www.sqlite.org/rescode.html>.
    fn code(&self) -> Option<u32> {
        let Self::Database(sqlx::Error::Database(error)) = self else {
            return None;
        };
        let code: u32 = error.code()?.parse().ok()?;
        Some(code & 0xff)
    }

    /// What staff are told, and what they can do; the cause itself is for whoever helps them.
    pub fn told(&self) -> Bilingual {
        match self {
            Self::InUse(folder) => {
                let folder = folder.display();
                Bilingual::new(
                    format!("un autre Établi enregistre déjà dans {folder}\u{a0}: le fermer d’abord"),
                    format!("another Établi records in {folder} already: close it first"),
                )
            }
            Self::Newer => Bilingual::new(
                "le journal vient d’un Établi plus récent\u{a0}: mettre celui-ci à jour",
                "the journal is a newer Établi's: update this one",
            ),
            Self::OutboxFull => Bilingual::new(
                "la boîte d’envoi est pleine\u{a0}: envoyer ou exporter d’abord",
                "the outbox is full: send or export first",
            ),
            Self::NoZone(zone) => Bilingual::new(
                format!("le fuseau horaire «\u{a0}{zone}\u{a0}» est inconnu ici\u{a0}: installer le paquet tzdata"),
                format!("the time zone `{zone}` is not known here: install the package tzdata"),
            ),
            _ if self.is_busy() => Bilingual::new(
                "le journal est occupé\u{a0}: réessayer dans une minute",
                "the journal is busy: try again in a minute",
            ),
            _ if self.is_corrupt() => Bilingual::new(
                "le journal est abîmé\u{a0}: relancer la borne, qui le mettra de côté et en commencera un autre",
                "the journal is damaged: start the kiosk again, which sets it aside and begins another",
            ),
            _ if self.is_full() => Bilingual::new(
                "le disque est plein\u{a0}: y faire de la place, sinon les essais ne sont plus comptés",
                "the disk is full: make room, or tries are not counted any more",
            ),
            _ => Bilingual::new(
                "le journal ne s’écrit pas\u{a0}: vérifier le disque et le droit d’y écrire",
                "the journal cannot be written: check the disk and the right to write to it",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_are_told_what_to_do() {
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        for (error, word) in [
            (JournalError::InUse(PathBuf::from("/d")), "/d"),
            (JournalError::Newer, "mettre"),
            (JournalError::Busy, "réessayer"),
            (JournalError::Damaged("row 3".to_owned()), "abîmé"),
            (JournalError::Folder(full), "plein"),
            (
                JournalError::Folder(std::io::ErrorKind::PermissionDenied.into()),
                "droit",
            ),
        ] {
            let told = error.told();
            assert!(told.fr.contains(word), "{}", told.fr);
            // What SQLite says may quote what it read.
            assert!(!told.fr.contains("row 3"));
        }
    }
}
