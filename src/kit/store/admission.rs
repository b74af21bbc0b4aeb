//! Whether an archive may come in: signed, by someone trusted here, and no step back.

use super::{Record, Shelf, Signed};
use crate::{
    finding::{Code, Findings},
    kit::pack::{Manifest, PublicKey, Publisher, Version, quoted, refusal},
    language::Bilingual,
};

const UNSIGNED: Code = Code::error("K720", "archive sans signature");
const UNKNOWN: Code = Code::error("K723", "éditeur inconnu de cette borne");
const OLDER: Code = Code::error("K734", "version plus ancienne que celle qui est installée");
const SAME: Code = Code::error(
    "K735",
    "même version que celle qui est installée, avec un autre contenu",
);
const OTHERS: Code = Code::error("K736", "kit installé par un autre éditeur");

pub const NOTHING: Code = Code::error("K739", "aucune archive à installer ici");

pub(super) const CODES: &[Code] = &[UNSIGNED, UNKNOWN, OLDER, SAME, OTHERS, NOTHING];

/// Who answers for an archive signed with this key; `name_of` tells whom this kiosk trusts.
///
/// # Errors
/// Nobody does, or nobody that is trusted here.
pub fn publisher<'a>(
    signed: Option<PublicKey>,
    name_of: impl Fn(PublicKey) -> Option<&'a str>,
) -> Result<Publisher, Findings> {
    let Some(key) = signed else {
        return Err(refusal(
            &UNSIGNED,
            Bilingual::new(
                "cette archive n’est pas signée\u{a0}: rien ne dit qui l’a faite",
                "this archive is not signed: nothing tells who made it",
            ),
            Bilingual::new(
                "demander à qui l’a faite de la refaire avec «\u{a0}etabli kit pack DOSSIER --key FICHIER\u{a0}»",
                "ask who made it to make it again with `etabli kit pack FOLDER --key FILE`",
            ),
        ));
    };
    match name_of(key) {
        Some(name) => Ok(Publisher {
            name: name.to_owned(),
            key,
        }),
        None => Err(refusal(
            &UNKNOWN,
            Bilingual::new(
                format!(
                    "cette borne ne connaît pas l’éditeur qui a signé (clé {})",
                    key.fingerprint()
                ),
                format!(
                    "this kiosk does not know the publisher who signed (key {})",
                    key.fingerprint()
                ),
            ),
            Bilingual::new(
                "lui demander par un autre chemin si cette clé est la sienne, et son fichier «\u{a0}.pub\u{a0}», \
                 puis ajouter «\u{a0}--trust NOM.pub\u{a0}»",
                "ask them by another way whether this key is theirs, and for their `.pub` file, then add `--trust NAME.pub`",
            ),
        )),
    }
}

/// Whether this version may take the place of what was installed before.
///
/// # Errors
/// It is older, it is another kit of the same version, or someone else's.
pub(super) fn check(manifest: &Manifest, publisher: &Publisher, shelf: &Shelf) -> Result<(), Findings> {
    shelf
        .signed()
        .try_for_each(|(known, by)| compare(manifest, publisher, known, by))
}

fn compare(manifest: &Manifest, publisher: &Publisher, record: &Record, known: &Signed) -> Result<(), Findings> {
    let version = &record.version;
    let (id, here) = (manifest.id(), manifest.version());
    let installed: Option<Version> = version.parse().ok();
    if known.key != publisher.key.to_string() {
        let [fr, en] = quoted(&known.name);
        return Err(refusal(
            &OTHERS,
            Bilingual::new(
                format!("le kit «\u{a0}{id}\u{a0}» installé ici est de {fr}, qui n’a pas signé cette archive"),
                format!("the kit `{id}` installed here is by {en}, who has not signed this archive"),
            ),
            Bilingual::new(
                format!("pour changer d’éditeur, retirer d’abord le kit\u{a0}: «\u{a0}etabli kit remove {id}\u{a0}»"),
                format!("to change publishers, remove the kit first: `etabli kit remove {id}`"),
            ),
        ));
    }
    if installed.is_some_and(|installed| here < installed) {
        return Err(refusal(
            &OLDER,
            Bilingual::new(
                format!("la version {here} est plus ancienne que la {version}, qui est installée"),
                format!("version {here} is older than {version}, which is installed"),
            ),
            Bilingual::new(
                format!("pour revenir à la version précédente\u{a0}: «\u{a0}etabli kit rollback {id}\u{a0}»"),
                format!("to go back to the previous version: `etabli kit rollback {id}`"),
            ),
        ));
    }
    if installed == Some(here) && record.content != manifest.content() {
        return Err(refusal(
            &SAME,
            Bilingual::new(
                format!("une autre version {here} de ce kit est déjà installée, avec un autre contenu"),
                format!("another version {here} of this kit is installed already, with another content"),
            ),
            Bilingual::new(
                "demander une archive dont «\u{a0}version\u{a0}» a augmenté",
                "ask for an archive whose `version` has grown",
            ),
        ));
    }
    Ok(())
}
