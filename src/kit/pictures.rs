//! Reads pictures (PNG) without trusting them.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader, Limits, codecs::png::PngDecoder};
use thiserror::Error;

use crate::language::Bilingual;

/// Widest and highest picture, pixels: what every graphics chip of a kiosk can hold.
pub const SIDE_MAX: u32 = 4096;
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What every PNG ends with: the chunk IEND.
const END: &[u8] = b"IEND\xae\x42\x60\x82";

/// Why bytes are not a picture that can be shown.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PictureError {
    #[error("the file is empty")]
    Empty,
    #[error("this is not a PNG picture")]
    NotPng,
    #[error("the file stops before its end")]
    Cut,
    #[error("the picture is damaged ({0})")]
    Damaged(String),
}

impl PictureError {
    /// The same in both languages.
    pub fn tell(&self) -> Bilingual {
        let french = match self {
            Self::Empty => "le fichier est vide",
            Self::NotPng => "ce n’est pas une image PNG",
            Self::Cut => "le fichier s’arrête avant la fin",
            Self::Damaged(_) => "l’image est abîmée",
        };
        Bilingual::new(french, self.to_string())
    }
}

/// Width and height from the header, and whether the end is there.
///
/// # Errors
/// Whatever the bytes are, a [`PictureError`] and never a panic.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    if bytes.is_empty() {
        return Err(PictureError::Empty);
    }
    if !bytes.starts_with(SIGNATURE) {
        return Err(if SIGNATURE.starts_with(bytes) {
            PictureError::Cut
        } else {
            PictureError::NotPng
        });
    }
    let damaged = |error: image::ImageError| PictureError::Damaged(error.to_string());
    let size = match PngDecoder::new(Cursor::new(bytes)) {
        Ok(decoder) => decoder.dimensions(),
        Err(_) if !ends(bytes) => return Err(PictureError::Cut),
        Err(error) => return Err(damaged(error)),
    };
    if ends(bytes) { Ok(size) } else { Err(PictureError::Cut) }
}

/// Some programs write a few bytes after the end.
fn ends(bytes: &[u8]) -> bool {
    const TAIL: usize = 64;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    tail.windows(END.len()).any(|window| window == END)
}

/// Decodes every pixel; width and height.
///
/// # Errors
/// As [`size`].
pub fn decode(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let size = size(bytes)?;
    if size.0.max(size.1) > SIDE_MAX {
        // Refused by its size anyway: not worth the memory.
        return Ok(size);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    reader
        .decode()
        .map_err(|error| PictureError::Damaged(error.to_string()))?;
    Ok(size)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn png() -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::new(9, 7)
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("memory");
        bytes.into_inner()
    }

    #[test]
    fn a_picture_tells_its_size_and_its_faults() {
        let whole = png();
        assert_eq!((size(&whole), decode(&whole)), (Ok((9, 7)), Ok((9, 7))));
        assert_eq!(size(&[]), Err(PictureError::Empty));
        assert_eq!(size(b"hello, this is text"), Err(PictureError::NotPng));
        for length in 1..whole.len() - 1 {
            assert!(size(&whole[..length]).is_err(), "{length}");
        }
        let mut wrong = whole.clone();
        wrong[45] ^= 0x55;
        assert!(matches!(decode(&wrong), Err(PictureError::Damaged(_))));
    }

    proptest! {
        #[test]
        fn noise_never_panics(noise in any::<Vec<u8>>()) {
            let framed: Vec<u8> = SIGNATURE.iter().copied().chain(noise.clone()).chain(END.iter().copied()).collect();
            prop_assert!(decode(&noise).is_err() && decode(&framed).is_err());
        }
    }
}
