//! The carnet in a kiosk's QR: the métiers tried, by the numbers of the printed card, and how it went. It goes to the
//! visitor's phone and nowhere else; no name is in it.
//!
//! base64url without padding of 1 + 4n bytes, n from 1 to 12: a byte with the version (1) in bits 7–4 and n in bits
//! 3–0, then for each métier, in the order tried: number u16 big-endian · marks u8, four times 2 bits, the first
//! criterion highest · flags u8: level in bits 7–6, liked in bits 5–4, finished in bit 3, zeros.

use data_encoding::BASE64URL_NOPAD;
use thiserror::Error;

use crate::engagement::row::{Level, Liked};

const VERSION: u8 = 1;
const TRIED_BYTES: usize = 4;
const FINISHED: u8 = 1 << 3;
const RESERVED: u8 = 0b111;

/// How many métiers a carnet holds at most.
pub const TRIED_MAX: usize = 12;

/// How many criteria of a kit a carnet holds at most.
pub const CRITERIA_MAX: usize = 4;

/// How a criterion went, in three words; a carnet knows no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// « à reprendre »
    Again,
    /// « bien »
    Good,
    /// « très bien »
    VeryGood,
}

/// A métier tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Its number in the catalogue and on the printed card, from 1.
    pub number: u16,
    /// In the kit's order; `None`: not judged, or the kit has fewer criteria.
    pub marks: [Option<Mark>; CRITERIA_MAX],
    pub level: Level,
    /// `None`: nothing said.
    pub liked: Option<Liked>,
    /// Played to its end.
    pub finished: bool,
}

/// What a visitor takes along: from 1 to [`TRIED_MAX`] métiers, in the order tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carnet(Vec<Tried>);

/// Why something is no carnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CarnetError {
    #[error("a carnet holds from 1 to {TRIED_MAX} métiers, not {0}")]
    Count(usize),
    #[error("métiers are numbered from 1")]
    Number,
    #[error("not the text of a carnet")]
    Malformed,
    #[error("a carnet of another version ({0})")]
    Version(u8),
    #[error("a level, or a flag, that does not exist")]
    Flags,
}

impl Carnet {
    /// # Errors
    /// If there are none or too many, or one without a number.
    pub fn new(tried: Vec<Tried>) -> Result<Self, CarnetError> {
        if !(1..=TRIED_MAX).contains(&tried.len()) {
            return Err(CarnetError::Count(tried.len()));
        }
        if tried.iter().any(|one| one.number == 0) {
            return Err(CarnetError::Number);
        }
        Ok(Self(tried))
    }

    /// In the order tried.
    pub fn tried(&self) -> &[Tried] {
        &self.0
    }
}

/// The text of a carnet, at most 66 letters of base64url.
pub fn encode(carnet: &Carnet) -> String {
    // A carnet has 12 métiers at most: their number fits the low half of a byte.
    let first = VERSION << 4 | carnet.0.len() as u8;
    let tried = carnet.0.iter().flat_map(|tried| tried.to_bytes());
    let bytes: Vec<u8> = std::iter::once(first).chain(tried).collect();
    BASE64URL_NOPAD.encode(&bytes)
}

/// The carnet of a text.
///
/// # Errors
/// If it is anything but what [`encode`] writes.
pub fn decode(text: &str) -> Result<Carnet, CarnetError> {
    // The longest is 66 letters: what is longer is not even decoded.
    if text.len() > BASE64URL_NOPAD.encode_len(1 + TRIED_BYTES * TRIED_MAX) {
        return Err(CarnetError::Malformed);
    }
    let bytes = BASE64URL_NOPAD
        .decode(text.as_bytes())
        .map_err(|_| CarnetError::Malformed)?;
    let (first, rest) = bytes.split_first().ok_or(CarnetError::Malformed)?;
    if first >> 4 != VERSION {
        return Err(CarnetError::Version(first >> 4));
    }
    let (tried, cut) = rest.as_chunks::<TRIED_BYTES>();
    if !cut.is_empty() || tried.len() != usize::from(first & 0xf) {
        return Err(CarnetError::Malformed);
    }
    let tried: Result<Vec<_>, _> = tried.iter().copied().map(Tried::from_bytes).collect();
    Carnet::new(tried?)
}

/// The link of the QR: all but the portal's address stands in the fragment, which browsers send nowhere.
pub fn link(portal: &str, token: &str, carnet: &Carnet) -> String {
    let portal = portal.trim_end_matches('/');
    format!("{portal}/c#1.{token}.{}", encode(carnet))
}

impl Tried {
    fn to_bytes(self) -> [u8; TRIED_BYTES] {
        let [high, low] = self.number.to_be_bytes();
        let marks = self.marks.iter().fold(0, |marks, mark| marks << 2 | mark_code(*mark));
        let finished = if self.finished { FINISHED } else { 0 };
        [
            high,
            low,
            marks,
            level_code(self.level) << 6 | liked_code(self.liked) << 4 | finished,
        ]
    }

    fn from_bytes([high, low, marks, flags]: [u8; TRIED_BYTES]) -> Result<Self, CarnetError> {
        if flags & RESERVED != 0 {
            return Err(CarnetError::Flags);
        }
        Ok(Self {
            number: u16::from_be_bytes([high, low]),
            marks: [marks >> 6, marks >> 4, marks >> 2, marks].map(mark_of),
            level: Level::ALL
                .into_iter()
                .find(|level| level_code(*level) == flags >> 6)
                .ok_or(CarnetError::Flags)?,
            liked: liked_of(flags >> 4),
            finished: flags & FINISHED != 0,
        })
    }
}

fn mark_code(mark: Option<Mark>) -> u8 {
    match mark {
        None => 0,
        Some(Mark::Again) => 1,
        Some(Mark::Good) => 2,
        Some(Mark::VeryGood) => 3,
    }
}

/// Of the two lowest bits.
fn mark_of(bits: u8) -> Option<Mark> {
    match bits & 0b11 {
        0 => None,
        1 => Some(Mark::Again),
        2 => Some(Mark::Good),
        _ => Some(Mark::VeryGood),
    }
}

fn level_code(level: Level) -> u8 {
    match level {
        Level::Discovery => 0,
        Level::Challenge => 1,
        Level::Expert => 2,
    }
}

fn liked_code(liked: Option<Liked>) -> u8 {
    match liked {
        None => 0,
        Some(Liked::Yes) => 1,
        Some(Liked::SoSo) => 2,
        Some(Liked::No) => 3,
    }
}

/// Of the two lowest bits.
fn liked_of(bits: u8) -> Option<Liked> {
    match bits & 0b11 {
        0 => None,
        1 => Some(Liked::Yes),
        2 => Some(Liked::SoSo),
        _ => Some(Liked::No),
    }
}

#[cfg(test)]
#[expect(
    clippy::unusual_byte_groupings,
    reason = "bits are grouped as the format groups them"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tried() -> impl Strategy<Value = Tried> {
        let mark = prop::option::of(prop::sample::select(vec![Mark::Again, Mark::Good, Mark::VeryGood]));
        let level = prop::sample::select(Level::ALL.to_vec());
        let liked = prop::option::of(prop::sample::select(Liked::ALL.to_vec()));
        (1..=u16::MAX, prop::array::uniform4(mark), level, liked, any::<bool>()).prop_map(
            |(number, marks, level, liked, finished)| Tried {
                number,
                marks,
                level,
                liked,
                finished,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(tried in prop::collection::vec(tried(), 1..=TRIED_MAX)) {
            let carnet = Carnet::new(tried).expect("a carnet");
            let text = encode(&carnet);
            prop_assert!(text.len() <= 66);
            prop_assert_eq!(decode(&text), Ok(carnet));
        }

        /// One text for each carnet and one carnet for each text: nothing can hide in what is not looked at.
        #[test]
        fn what_is_read_would_be_written_the_same(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let text = BASE64URL_NOPAD.encode(&bytes);
            if let Ok(carnet) = decode(&text) {
                prop_assert_eq!(encode(&carnet), text);
            }
        }

        #[test]
        fn a_carnet_cut_or_lengthened_is_refused(
            tried in prop::collection::vec(tried(), 1..=TRIED_MAX),
            cut in any::<prop::sample::Index>(),
            more in "[A-Za-z0-9_-]{1,80}",
        ) {
            let text = encode(&Carnet::new(tried).expect("a carnet"));
            prop_assert!(decode(&text[..cut.index(text.len())]).is_err());
            let lengthened = format!("{text}{more}");
            prop_assert!(decode(&lengthened).is_err());
        }

        #[test]
        fn no_text_does_harm(text in ".{0,200}") {
            if let Ok(carnet) = decode(&text) {
                prop_assert_eq!(encode(&carnet), text);
            }
        }
    }

    /// Bytes written by hand from the format: what the phone's script reads is held to the same.
    #[test]
    fn the_format_is_as_written() {
        let tried = Tried {
            number: 0x0107,
            marks: [Some(Mark::VeryGood), Some(Mark::Again), None, Some(Mark::Good)],
            level: Level::Expert,
            liked: Some(Liked::No),
            finished: true,
        };
        let carnet = Carnet::new(vec![tried]).expect("a carnet");
        let bytes = [0x11, 0x01, 0x07, 0b11_01_00_10, 0b10_11_1_000];
        assert_eq!(encode(&carnet), BASE64URL_NOPAD.encode(&bytes));
        assert_eq!(encode(&carnet), "EQEH0rg");
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for (bytes, why) in [
            (&[][..], CarnetError::Malformed),
            (&[0x10], CarnetError::Count(0)),
            (&[0x21, 0, 7, 0, 0], CarnetError::Version(2)),
            (&[0x01, 0, 7, 0, 0], CarnetError::Version(0)),
            (&[0x12, 0, 7, 0, 0], CarnetError::Malformed),
            (&[0x11, 0, 7, 0], CarnetError::Malformed),
            (&[0x11, 0, 0, 0, 0], CarnetError::Number),
            (&[0x11, 0, 7, 0, 0b11_00_0_000], CarnetError::Flags),
            (&[0x11, 0, 7, 0, 0b00_00_0_001], CarnetError::Flags),
            (&[0x11, 0, 7, 0, 0b00_00_0_100], CarnetError::Flags),
        ] {
            assert_eq!(decode(&BASE64URL_NOPAD.encode(bytes)), Err(why), "{bytes:?}");
        }
        let thirteen = [&[0x1d][..], &[0, 7, 0, 0].repeat(13)].concat();
        assert_eq!(decode(&BASE64URL_NOPAD.encode(&thirteen)), Err(CarnetError::Malformed));
        // Bits that the last letter holds too many, padding, the other alphabet.
        for text in ["EQEH0rh", "EQEH0rg=", "EQEH0r+", "EQEH0r/", "EQEH 0rg", "é"] {
            assert_eq!(decode(text), Err(CarnetError::Malformed), "{text}");
        }
    }

    #[test]
    fn a_carnet_has_one_to_twelve_metiers() {
        let tried = decode("EQEH0rg").expect("a carnet").tried()[0];
        assert_eq!(Carnet::new(vec![]), Err(CarnetError::Count(0)));
        assert_eq!(Carnet::new(vec![tried; 13]), Err(CarnetError::Count(13)));
        assert_eq!(
            Carnet::new(vec![Tried { number: 0, ..tried }]),
            Err(CarnetError::Number)
        );
        assert!(Carnet::new(vec![tried; 12]).is_ok());
    }

    #[test]
    fn the_link_holds_one_slash_between_portal_and_carnet() {
        let carnet = decode("EQEH0rg").expect("a carnet");
        for portal in ["https://metiers.example", "https://metiers.example/"] {
            assert_eq!(link(portal, "T", &carnet), "https://metiers.example/c#1.T.EQEH0rg");
        }
    }
}
