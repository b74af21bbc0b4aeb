//! Statements as the agency takes them: cut out of a batch without changing a byte, checked against the contract of
//! the kiosks, and compared by content.

mod canonical;
mod contract;
mod extensions;
mod pieces;

use jiff::Timestamp;
use serde::de::Error as _;
use uuid::Uuid;

use super::store::Received;
pub use canonical::digest;
use contract::Contract;
pub use contract::{K_MIN, SCHEMA, VERB};
pub use pieces::{Unclosed, pieces};

/// What is wrong with a batch, and where.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("le corps n’est pas du JSON en UTF-8")]
    Encoding,
    #[error("le corps n’est ni une déclaration ni une liste de déclarations, ou n’est pas du JSON")]
    Shape,
    #[error("trop de déclarations dans un envoi ({0}\u{a0}; {BATCH_MAX} au plus)")]
    TooMany(usize),
    #[error("déclaration {index}\u{a0}: {source}")]
    Statement { index: usize, source: serde_json::Error },
    #[error("déclaration {index}\u{a0}: l’identifiant {id} est déjà plus haut dans l’envoi")]
    Twice { index: usize, id: Uuid },
}

/// Statements in one request, at most; kiosks send 50.
pub const BATCH_MAX: usize = 500;

/// Reads the body of a POST: one statement, or a list of them.
///
/// # Errors
/// The first thing that is wrong; then nothing of the batch may be kept.
pub fn receive(body: &[u8]) -> Result<Vec<Received>, Refused> {
    let text = std::str::from_utf8(body).map_err(|_| Refused::Encoding)?;
    let pieces = pieces(text).map_err(|Unclosed| Refused::Shape)?;
    if pieces.is_empty() {
        return Err(Refused::Shape);
    }
    if pieces.len() > BATCH_MAX {
        return Err(Refused::TooMany(pieces.len()));
    }
    let mut received: Vec<Received> = Vec::with_capacity(pieces.len());
    let mut seen = std::collections::BTreeSet::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        let statement = one(piece).map_err(|source| Refused::Statement { index, source })?;
        if !seen.insert(statement.id) {
            let id = statement.id;
            return Err(Refused::Twice { index, id });
        }
        received.push(statement);
    }
    Ok(received)
}

/// # Errors
/// If the text is not one statement of the contract; the message names the key and the place in the statement.
pub fn one(text: &str) -> Result<Received, serde_json::Error> {
    let statement: Contract = serde_json::from_str(text)?;
    let id = statement.id().map_err(serde_json::Error::custom)?;
    let occurred = statement.check().map_err(serde_json::Error::custom)?;
    Ok(Received {
        id,
        // Readers splice it into a list: it begins and ends with its braces.
        body: text.trim().to_owned(),
        digest: digest(text)?,
        verb: statement.verb().to_owned(),
        activity: statement.activity().to_owned(),
        occurred_ms: Timestamp::as_millisecond(occurred),
    })
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
