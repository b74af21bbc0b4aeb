//! Reads the outline of an Ogg Vorbis file, to know before decoding how long it should be and whether its end is missing.

use super::bank::AudioError;
use super::samples::Outline;

/// What every Ogg page starts with (RFC 3533, section 6).
pub(super) const MAGIC: &[u8] = b"OggS";
const PAGE_HEADER_BYTES: usize = 27;
const LAST_PAGE_FLAG: u8 = 4;
/// Start of the Vorbis identification packet (Vorbis I specification, section 4.2).
const VORBIS_MAGIC: &[u8] = b"\x01vorbis";

struct Page<'a> {
    is_last: bool,
    /// Frames from the start of the stream to the end of this page; -1 where no packet ends.
    granule: i64,
    serial: u32,
    body: &'a [u8],
    rest: &'a [u8],
}

fn page(bytes: &[u8]) -> Result<Page<'_>, AudioError> {
    let header = bytes.get(..PAGE_HEADER_BYTES).ok_or(AudioError::Cut)?;
    if !header.starts_with(MAGIC) {
        return Err(AudioError::Damaged(
            "an Ogg page does not start where it should".to_owned(),
        ));
    }
    let sizes_end = PAGE_HEADER_BYTES + usize::from(header[26]);
    let sizes = bytes.get(PAGE_HEADER_BYTES..sizes_end).ok_or(AudioError::Cut)?;
    let end = sizes_end + sizes.iter().map(|&size| usize::from(size)).sum::<usize>();
    let body = bytes.get(sizes_end..end).ok_or(AudioError::Cut)?;
    let mut granule = [0; 8];
    granule.copy_from_slice(&header[6..14]);
    Ok(Page {
        is_last: header[5] & LAST_PAGE_FLAG != 0,
        granule: i64::from_le_bytes(granule),
        serial: u32_at(header, 14),
        body,
        rest: &bytes[end..],
    })
}

/// Little-endian; the caller has made sure of the length.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Channels, rate and length as the file states them.
///
/// # Errors
/// `Cut` when the last page is missing, `Damaged` when the pages do not follow each other, `Unrecognised` when the
/// stream is not Vorbis or not alone.
pub(super) fn outline(bytes: &[u8]) -> Result<Outline, AudioError> {
    let first = page(bytes)?;
    // 7 bytes of magic, 4 of version, 1 of channels, 4 of rate.
    let identification = first.body.get(..16).filter(|packet| packet.starts_with(VORBIS_MAGIC));
    let identification = identification.ok_or(AudioError::Unrecognised)?;
    let (channels, rate_hz) = (u16::from(identification[11]), u32_at(identification, 12));

    let serial = first.serial;
    let mut current = first;
    let mut frames = 0;
    while !current.is_last {
        if current.rest.is_empty() {
            return Err(AudioError::Cut);
        }
        current = page(current.rest)?;
        if current.serial != serial {
            return Err(AudioError::Unrecognised);
        }
        frames = frames.max(u64::try_from(current.granule).unwrap_or(0));
    }
    if !current.rest.is_empty() {
        return Err(AudioError::Damaged("something follows the end of the sound".to_owned()));
    }
    Ok(Outline {
        channels,
        rate_hz,
        frames,
    })
}
