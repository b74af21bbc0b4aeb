//! Whether a kit carries the proof that this very content was played through.

use serde::Deserialize;

use super::{Sha256Sum, refusal};
use crate::{
    finding::{Code, Findings},
    language::Bilingual,
};

const MISSING: Code = Code::error("K753", "kit emballé sans preuve et sans l’avoir dit");
const STALE: Code = Code::error("K754", "preuve d’un autre contenu");

pub(super) const CODES: &[Code] = &[MISSING, STALE];

/// The proof itself; its pictures lie in `proof/`.
pub(super) const FILE: &str = "proof.json";

/// Whether a file of the kit is part of its proof.
pub(super) fn is_proof(path: &str) -> bool {
    path == FILE || path.starts_with("proof/")
}

/// What a kit's proof is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    None,
    /// Of another content, or unreadable: the kit was changed after it.
    Stale,
    /// Of this content.
    Valid,
}

/// What binds a proof to a content; the rest is for whoever reads it.
#[derive(Deserialize)]
struct Bound {
    content: Sha256Sum,
}

impl Proof {
    /// What `proof.json` (if there is one) proves about `content`.
    pub fn of(file: Option<&[u8]>, content: Sha256Sum) -> Self {
        match file.map(serde_json::from_slice::<Bound>) {
            None => Self::None,
            Some(Ok(bound)) if bound.content == content => Self::Valid,
            Some(_) => Self::Stale,
        }
    }

    /// # Errors
    /// Why a kit cannot be packed as a proven one.
    pub(super) fn require(self) -> Result<(), Findings> {
        let help = Bilingual::new(
            "pour l’emballer sans preuve, ajouter --without-proof\u{a0}: les bornes le garderont «\u{a0}en attente\u{a0}» \
             jusqu’à l’avoir essayé elles-mêmes",
            "to pack it without proof, add --without-proof: kiosks will keep it pending until they have tried it themselves",
        );
        match self {
            Self::Valid => Ok(()),
            Self::None => Err(refusal(
                &MISSING,
                Bilingual::new(
                    format!(
                        "ce kit n’a pas de preuve ({FILE})\u{a0}: rien ne montre encore qu’il se joue jusqu’au bout"
                    ),
                    format!("this kit has no proof ({FILE}): nothing shows yet that it plays to its end"),
                ),
                help,
            )),
            Self::Stale => Err(refusal(
                &STALE,
                Bilingual::new(
                    format!("la preuve ({FILE}) est celle d’un autre contenu\u{a0}: le kit a changé depuis"),
                    format!("the proof ({FILE}) is of another content: the kit has changed since"),
                ),
                help,
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_counts_for_its_own_content_only() {
        let (content, other) = (Sha256Sum::of(b"a"), Sha256Sum::of(b"b"));
        let proof = format!("{{\"content\": \"{content}\", \"levels\": 3}}");
        assert_eq!(Proof::of(None, content), Proof::None);
        assert_eq!(Proof::of(Some(proof.as_bytes()), content), Proof::Valid);
        assert_eq!(Proof::of(Some(proof.as_bytes()), other), Proof::Stale);
        for noise in ["", "{}", "[]", "{\"content\": 1}", "{\"content\": \"\"}"] {
            assert_eq!(Proof::of(Some(noise.as_bytes()), content), Proof::Stale, "{noise}");
        }
    }
}
