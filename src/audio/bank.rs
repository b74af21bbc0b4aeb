//! Decodes sounds into samples: once for the shipped cues, on demand and without trust for a kit's own files.

use std::io::Cursor;
use std::panic::catch_unwind;
use std::sync::Arc;

use rodio::{Decoder, Source};
use thiserror::Error;

use super::cue::Cue;
use super::ogg;
use super::samples::Outline;
pub use super::samples::Samples;

/// Largest accepted file: 60 s of 16-bit stereo WAV at 48 kHz, and its header.
pub const MAX_BYTES: usize = 12_000_000;
/// Longest accepted sound, in seconds.
pub const MAX_SECS: u32 = 60;
/// Accepted sampling rates, in Hz.
pub const RATES_HZ: std::ops::RangeInclusive<u32> = 8_000..=96_000;
/// A damaged page is skipped by the decoder: more than a few missing blocks mean that the sound is not whole.
const MISSING_FRAMES_TOLERATED: u64 = 4_096;
const WAV_MAGIC: &[u8] = b"RIFF";

/// Why bytes are not a sound that Établi plays.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum AudioError {
    #[error("the file is empty, or holds no sound")]
    Empty,
    #[error("the file has {bytes} bytes, more than the {MAX_BYTES} allowed")]
    TooBig { bytes: usize },
    #[error("the sound lasts {secs} s, more than the {MAX_SECS} s allowed")]
    TooLong { secs: u64 },
    #[error("this is neither Ogg Vorbis nor WAV (PCM)")]
    Unrecognised,
    #[error("the file stops before its end")]
    Cut,
    #[error("the sound has {0} channels: one or two are played")]
    Channels(u16),
    #[error("the sampling rate is {0} Hz: 8000 to 96000 Hz are played")]
    Rate(u32),
    #[error("the sound cannot be decoded: {0}")]
    Damaged(String),
}

/// Decodes an Ogg Vorbis or WAV file (integer or float PCM), mono or stereo, up to [`MAX_SECS`].
///
/// # Errors
/// Whatever the bytes are, an [`AudioError`] and never a panic.
pub fn decode(bytes: &[u8]) -> Result<Samples, AudioError> {
    if bytes.is_empty() {
        return Err(AudioError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(AudioError::TooBig { bytes: bytes.len() });
    }
    let bytes = bytes.to_vec();
    // The decoders are not ours and the bytes may be anything: whatever breaks inside stays inside.
    catch_unwind(|| {
        if bytes.starts_with(ogg::MAGIC) {
            decode_vorbis(bytes)
        } else if bytes.starts_with(WAV_MAGIC) {
            decode_wav(bytes)
        } else {
            Err(AudioError::Unrecognised)
        }
    })
    .unwrap_or_else(|_| Err(AudioError::Damaged("the decoder gave up".to_owned())))
}

fn check(outline: &Outline) -> Result<(), AudioError> {
    if !(1..=2).contains(&outline.channels) {
        return Err(AudioError::Channels(outline.channels));
    }
    if !RATES_HZ.contains(&outline.rate_hz) {
        return Err(AudioError::Rate(outline.rate_hz));
    }
    if outline.frames == 0 {
        return Err(AudioError::Empty);
    }
    if outline.frames > u64::from(MAX_SECS) * u64::from(outline.rate_hz) {
        let secs = outline.frames.div_ceil(u64::from(outline.rate_hz));
        return Err(AudioError::TooLong { secs });
    }
    Ok(())
}

fn decode_vorbis(bytes: Vec<u8>) -> Result<Samples, AudioError> {
    let outline = ogg::outline(&bytes)?;
    check(&outline)?;
    let decoder = Decoder::new(Cursor::new(bytes)).map_err(|error| AudioError::Damaged(error.to_string()))?;
    if (decoder.channels().get(), decoder.sample_rate().get()) != (outline.channels, outline.rate_hz) {
        return Err(AudioError::Damaged("the header and the sound disagree".to_owned()));
    }
    // The stated length bounds what is taken, whatever the stream goes on to give.
    let wanted = outline.frames as usize * usize::from(outline.channels);
    let samples = Samples::new(decoder.take(wanted).collect(), &outline)?;
    if samples.frames() as u64 + MISSING_FRAMES_TOLERATED < outline.frames {
        return Err(AudioError::Damaged("a part of the sound is missing".to_owned()));
    }
    Ok(samples)
}

fn decode_wav(bytes: Vec<u8>) -> Result<Samples, AudioError> {
    let reader = hound::WavReader::new(Cursor::new(bytes)).map_err(from_hound)?;
    let spec = reader.spec();
    let outline = Outline {
        channels: spec.channels,
        rate_hz: spec.sample_rate,
        frames: u64::from(reader.duration()),
    };
    check(&outline)?;
    let samples: Result<Vec<f32>, _> = match spec.sample_format {
        hound::SampleFormat::Float => reader.into_samples::<f32>().collect(),
        hound::SampleFormat::Int => {
            let full_scale = (1_i64 << (spec.bits_per_sample.clamp(1, 32) - 1)) as f32;
            let samples = reader.into_samples::<i32>();
            samples
                .map(|sample| sample.map(|value| value as f32 / full_scale))
                .collect()
        }
    };
    Samples::new(samples.map_err(from_hound)?, &outline)
}

fn from_hound(error: hound::Error) -> AudioError {
    match error {
        // hound has no kind of its own for data that stops early: reading past the end is an I/O error.
        hound::Error::IoError(_) | hound::Error::UnfinishedSample => AudioError::Cut,
        hound::Error::Unsupported => AudioError::Unrecognised,
        other => AudioError::Damaged(other.to_string()),
    }
}

/// The shipped cues, decoded once and shared.
pub(super) struct Bank {
    shipped: Vec<(&'static str, Arc<Samples>)>,
}

impl Bank {
    /// Decodes every shipped cue. One that fails, which a test excludes, is left out and so stays silent.
    pub fn decode_shipped() -> Self {
        let decoded = |cue: &Cue| Some((cue.name(), Arc::new(decode(cue.ogg()).ok()?)));
        Self {
            shipped: Cue::SHIPPED.iter().filter_map(decoded).collect(),
        }
    }

    pub fn samples(&self, cue: &Cue) -> Option<Arc<Samples>> {
        if let Cue::Kit(samples) = cue {
            return Some(samples.clone());
        }
        let (_, samples) = self.shipped.iter().find(|(name, _)| *name == cue.name())?;
        Some(samples.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::constant;
    use super::*;

    fn wav(frames: usize, channels: u16, rate_hz: u32, bits: u16) -> Vec<u8> {
        let spec = hound::WavSpec {
            channels,
            sample_rate: rate_hz,
            bits_per_sample: bits,
            sample_format: hound::SampleFormat::Int,
        };
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
        for i in 0..frames * usize::from(channels) {
            writer.write_sample((i % 100) as i32).unwrap();
        }
        writer.finalize().unwrap();
        bytes.into_inner()
    }

    /// Bytes that look like nothing, the same at each run.
    fn noise(len: usize) -> Vec<u8> {
        let mut state = 0x2545_F491_u32;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 24) as u8
        };
        (0..len).map(|_| next()).collect()
    }

    #[test]
    fn every_shipped_cue_decodes_whole_and_leaves_headroom() {
        for cue in Cue::SHIPPED {
            let samples = decode(cue.ogg()).unwrap_or_else(|error| panic!("{}: {error}", cue.name()));
            let stated = ogg::outline(cue.ogg()).unwrap().frames;
            assert_eq!(samples.frames() as u64, stated, "{}: frames", cue.name());
            assert_eq!(samples.rate_hz(), 44_100, "{}", cue.name());
            assert!((0.1..15.0).contains(&samples.secs()), "{}: {samples:?}", cue.name());
            // -3 dBFS at most; -20 at least, or nobody hears it.
            assert!(
                (0.1..=0.708).contains(&samples.peak()),
                "{}: peak {}",
                cue.name(),
                samples.peak()
            );
            let limit = if matches!(cue, Cue::AmbianceAtelier | Cue::AmbianceMer) {
                150_000
            } else {
                60_000
            };
            assert!(cue.ogg().len() < limit, "{}: size", cue.name());
        }
        assert_eq!(Bank::decode_shipped().shipped.len(), Cue::SHIPPED.len());
    }

    #[test]
    fn a_shipped_cue_and_a_kits_own_sound_are_found() {
        let bank = Bank::decode_shipped();
        assert_eq!(*bank.samples(&Cue::Pose).unwrap(), decode(Cue::Pose.ogg()).unwrap());
        let own = constant(0.5, 10, 1, 8_000);
        assert!(Arc::ptr_eq(&own, &bank.samples(&Cue::Kit(own.clone())).unwrap()));
    }

    #[test]
    fn empty_huge_and_foreign_bytes_are_refused() {
        assert_eq!(decode(&[]), Err(AudioError::Empty));
        let huge = vec![0; MAX_BYTES + 1];
        assert_eq!(decode(&huge), Err(AudioError::TooBig { bytes: huge.len() }));
        assert_eq!(decode(&noise(10_000)), Err(AudioError::Unrecognised));
        assert_eq!(decode(b"ID3\x04\x00 an mp3 renamed"), Err(AudioError::Unrecognised));
        for magic in [b"OggS", b"RIFF"] {
            let dressed = [magic.as_slice(), &noise(10_000)].concat();
            assert!(decode(&dressed).is_err());
        }
    }

    #[test]
    fn a_cut_ogg_is_refused_wherever_it_is_cut() {
        let whole = Cue::Touche.ogg();
        for len in (4..whole.len()).step_by(97) {
            let error = decode(&whole[..len]).unwrap_err();
            assert!(matches!(error, AudioError::Cut), "cut at {len}: {error}");
        }
        assert_eq!(decode(&whole[..1]), Err(AudioError::Unrecognised));
    }

    #[test]
    fn flipped_bytes_never_panic_out_of_decode() {
        let whole = Cue::Touche.ogg();
        for at in (0..whole.len()).step_by(41) {
            let mut damaged = whole.to_vec();
            damaged[at] ^= 0x5A;
            // Either is right, since a flipped comment changes no sound: what counts is that it returns.
            if let Ok(samples) = decode(&damaged) {
                assert!(samples.peak() <= 1.0);
            }
        }
        let whole = wav(200, 2, 44_100, 16);
        for at in 0..80 {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xFF;
            let _either = decode(&damaged);
        }
    }

    #[test]
    fn wav_is_read_in_its_usual_shapes() {
        for (channels, rate_hz, bits) in [(1, 22_050, 8), (2, 44_100, 16), (2, 48_000, 24), (1, 96_000, 32)] {
            let samples = decode(&wav(480, channels, rate_hz, bits)).unwrap();
            assert_eq!((samples.frames(), samples.rate_hz()), (480, rate_hz));
        }
    }

    #[test]
    fn wav_out_of_bounds_is_refused_by_name() {
        assert_eq!(decode(&wav(100, 6, 44_100, 16)), Err(AudioError::Channels(6)));
        assert_eq!(decode(&wav(100, 1, 4_000, 16)), Err(AudioError::Rate(4_000)));
        assert_eq!(decode(&wav(0, 1, 44_100, 16)), Err(AudioError::Empty));
        assert_eq!(
            decode(&wav(8_000 * 61, 1, 8_000, 16)),
            Err(AudioError::TooLong { secs: 61 })
        );
        let whole = wav(1_000, 2, 44_100, 16);
        assert_eq!(decode(&whole[..whole.len() - 777]), Err(AudioError::Cut));
    }
}
