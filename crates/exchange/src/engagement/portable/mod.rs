//! Statements carried by hand: a file that only the agency can open and only this kiosk can have written, and the
//! agency's receipt for it.
//!
//! An export is encrypted to the agency's key (age, X25519); inside are lines of JSON:
//!
//! ```text
//! {"format":1,"kiosk":"borne-3","key":"<ed25519>","count":2,"sha256":"<of the lines of statements>"}
//! {"id":"…", … one statement, byte for byte as it was frozen}
//! {"id":"…", …}
//! {"signature":"<ed25519, over all bytes before this line>"}
//! ```
//!
//! A receipt has the same form and no secret in it: `{"receipt":1,"kiosk":…,"count":…,"sha256":…}`, one line
//! `{"id":"…","taken":"stored"}` a statement, and the signature of the agency.
//!
//! A statement may reach the agency by both ways: its id and its bytes are the same.

mod export;
mod keys;
mod lines;
mod receipt;
#[cfg(test)]
mod tests;

pub use export::{Export, open, read, write};
pub use keys::{hex, public_key, secret_key};
pub use receipt::{Receipt, Taken, read_receipt, write_receipt};

use crate::language::Bilingual;

/// No kiosk's outbox makes a larger file, bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why a file is not taken; nothing of it was used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortableError {
    #[error("this is no export of a kiosk")]
    NotAnExport,
    #[error("this is no receipt of an agency")]
    NotAReceipt,
    #[error("the file is larger than any export")]
    TooBig,
    #[error("the file was written for another key")]
    WrongKey,
    #[error("the file ends too early")]
    Truncated,
    #[error("the file was changed after it was written")]
    Tampered,
    #[error("the file has format {0}, which a newer version writes")]
    Newer(u32),
    #[error("no known kiosk has the key {key} (the file says `{kiosk}`)")]
    UnknownKiosk { kiosk: String, key: String },
    #[error("cannot encrypt: {0}")]
    Encrypt(String),
}

impl PortableError {
    /// What is the matter, and what to do.
    pub fn told(&self) -> Bilingual {
        let french = match self {
            Self::NotAnExport => "ce fichier n’est pas un export de borne".to_owned(),
            Self::NotAReceipt => "ce fichier n’est pas un accusé de réception de l’agence".to_owned(),
            Self::TooBig => "ce fichier est trop gros pour être un export de borne".to_owned(),
            Self::WrongKey => {
                "ce fichier a été chiffré pour une autre clé que celle de cette agence\u{a0}: vérifier «\u{a0}export_key\u{a0}» dans config/agency.ron sur la borne, puis exporter de nouveau".to_owned()
            }
            Self::Truncated => {
                "ce fichier est coupé\u{a0}: le recopier, en éjectant la clé USB avant de la retirer".to_owned()
            }
            Self::Tampered => "ce fichier a été modifié ou abîmé depuis qu’il a été écrit\u{a0}: le demander à nouveau".to_owned(),
            Self::Newer(format) => format!(
                "ce fichier est d’un format plus récent ({format})\u{a0}: mettre Établi à jour sur cette machine"
            ),
            Self::UnknownKiosk { kiosk, key } => format!(
                "aucune borne connue n’a signé ce fichier (il se dit de «\u{a0}{kiosk}\u{a0}», clé {key})\u{a0}: si c’est bien l’une des vôtres, enregistrer sa clé"
            ),
            Self::Encrypt(why) => format!("le chiffrement a échoué ({why})"),
        };
        Bilingual::new(french, self.to_string())
    }
}
