//! The sounds: whole and playable.

use super::{Depth, Subject, files};
use crate::{
    audio,
    finding::{Code, Findings},
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K530", "son Ogg Vorbis qui ne peut pas être joué");

pub(super) const CODES: &[Code] = &[DAMAGED];

/// What every Ogg page starts with.
const MAGIC: &[u8] = b"OggS";

/// What it does: decodes each sound; the quick check looks at its first bytes only.
/// Why: a damaged sound would be silence in the middle of a gesture.
/// Example: an MP3 renamed to .ogg.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for (at, path) in files::sounds(subject) {
        let Some(Ok(bytes)) = subject.files.get(path) else {
            continue;
        };
        let error = match subject.depth {
            _ if !bytes.starts_with(MAGIC) => Some(audio::AudioError::Unrecognised).filter(|_| !bytes.is_empty()),
            Depth::Quick => None,
            Depth::Full => audio::decode(bytes).err(),
        };
        let error = if bytes.is_empty() {
            Some(audio::AudioError::Empty)
        } else {
            error
        };
        if let Some(error) = error {
            let message = Bilingual::new(
                format!("«\u{a0}{path}\u{a0}»\u{a0}: {}", french(&error)),
                format!("`{path}`: {error}"),
            );
            findings.report(&DAMAGED, &at, message).help(Bilingual::new(
                "l’exporter en Ogg Vorbis, mono ou stéréo, 60 secondes au plus",
                "export it as Ogg Vorbis, mono or stereo, at most 60 seconds",
            ));
        }
    }
}

fn french(error: &audio::AudioError) -> String {
    match error {
        audio::AudioError::Empty => "le fichier est vide ou muet".to_owned(),
        audio::AudioError::TooBig { bytes } => format!("fichier trop lourd ({bytes} octets)"),
        audio::AudioError::TooLong { secs } => {
            format!("le son dure {secs} s, au lieu de {} s au plus", audio::MAX_SECS)
        }
        audio::AudioError::Unrecognised => "ce n’est pas de l’Ogg Vorbis".to_owned(),
        audio::AudioError::Cut => "le fichier s’arrête avant la fin".to_owned(),
        audio::AudioError::Channels(count) => format!("{count} canaux, au lieu d’un ou deux"),
        audio::AudioError::Rate(rate) => format!("échantillonnage de {rate} Hz, au lieu de 8000 à 96000 Hz"),
        audio::AudioError::Damaged(_) => "le son est abîmé".to_owned(),
    }
}
