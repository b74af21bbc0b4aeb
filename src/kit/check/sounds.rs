//! The sounds: whole and playable.

use super::{Depth, Subject, files};
use crate::{
    audio,
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K530", "son Ogg Vorbis qui ne peut pas être joué");

const LONG: Code = Code::error("K531", "sons de plus de 3 minutes en tout");
const SILENT: Code = Code::warning("K532", "son que personne n’entend");
const CLIPPED: Code = Code::warning("K533", "son qui sature");

pub(super) const CODES: &[Code] = &[DAMAGED, LONG, SILENT, CLIPPED];

/// All sounds together: decoded, three minutes of stereo take 34 MB.
const SECS_MAX: f32 = 180.0;
/// Loudest sample below which a sound is lost in the noise of a hall: −40 dB.
const PEAK_MIN: f32 = 0.01;
/// A few cut tops make a click that nobody hears.
const CLIPPED_MAX: usize = 4;

/// What every Ogg page starts with.
const MAGIC: &[u8] = b"OggS";

/// What it does: decodes each sound and listens to it: silence, tops cut off, all of them too long together; the quick
/// check looks at first bytes only.
/// Why: a damaged sound would be silence in the middle of a gesture; a clipped one crackles from every loudspeaker.
/// Example: an MP3 renamed to .ogg, a recording made too loud.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let mut secs = 0.0;
    for (at, path) in files::sounds(subject) {
        let Some(Ok(bytes)) = subject.files.get(path) else {
            continue;
        };
        let heard = match subject.depth {
            _ if bytes.is_empty() => Err(audio::AudioError::Empty),
            _ if !bytes.starts_with(MAGIC) => Err(audio::AudioError::Unrecognised),
            Depth::Quick => continue,
            Depth::Full => audio::decode(bytes),
        };
        match heard {
            Ok(samples) => {
                secs += samples.secs();
                listen(path, &samples, &at, findings);
            }
            Err(error) => {
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
    if secs > SECS_MAX {
        let message = Bilingual::new(
            format!("les sons durent {secs:.0} s en tout, au lieu de {SECS_MAX} s au plus"),
            format!("the sounds last {secs:.0} s in all, at most {SECS_MAX} s"),
        );
        findings.report(&LONG, &FieldPath::root().field("credits"), message);
    }
}

/// What a person would notice who listens to it.
fn listen(path: &str, samples: &audio::Samples, at: &FieldPath, findings: &mut Findings) {
    if samples.peak() < PEAK_MIN {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}» ne s’entend pas\u{a0}: il reste sous −40 dB"),
            format!("`{path}` cannot be heard: it stays below −40 dB"),
        );
        findings.report(&SILENT, at, message).help(Bilingual::new(
            "l’exporter plus fort, ou le retirer",
            "export it louder, or take it away",
        ));
    }
    let clipped = samples.clipped();
    if clipped > CLIPPED_MAX {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}» sature\u{a0}: {clipped} crêtes coupées"),
            format!("`{path}` clips: {clipped} tops cut off"),
        );
        findings.report(&CLIPPED, at, message).help(Bilingual::new(
            "l’exporter moins fort\u{a0}: crête à −1 dB",
            "export it less loud: peak at −1 dB",
        ));
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
