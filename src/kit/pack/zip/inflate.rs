//! Inflates one entry, never a byte more than it claims.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::{Crc, bufread::DeflateDecoder};

use super::{Entry, Method};

const CHUNK_BYTES: usize = 64 * 1024;

/// Why an entry could not be read.
#[derive(Debug, thiserror::Error)]
pub enum InflateError {
    /// The archive cannot be read any more: the stick was removed.
    #[error("reading: {0}")]
    Read(io::Error),
    /// Whoever takes the bytes cannot: the disk is full.
    #[error("writing: {0}")]
    Write(io::Error),
    /// More or fewer bytes than claimed, or others.
    #[error("damaged")]
    Damaged,
}

/// Hands the bytes of `entry` to `sink`, a chunk at a time.
///
/// # Errors
/// As soon as a byte too many comes out, or at the end if too few came or their checksum is another.
pub fn inflate<R: Read + Seek>(
    reader: &mut R,
    entry: &Entry,
    sink: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), InflateError> {
    reader.seek(SeekFrom::Start(entry.start)).map_err(InflateError::Read)?;
    let mut kept = BufReader::new(reader.take(entry.compressed));
    let mut crc = Crc::new();
    match entry.method {
        Method::Stored => copy(&mut kept, entry.bytes, &mut crc, sink)?,
        Method::Deflated => {
            let mut decoder = DeflateDecoder::new(&mut kept);
            copy(&mut decoder, entry.bytes, &mut crc, sink)?;
            if decoder.total_in() != entry.compressed {
                return Err(InflateError::Damaged);
            }
        }
    }
    if crc.sum() == entry.crc {
        Ok(())
    } else {
        Err(InflateError::Damaged)
    }
}

fn copy(
    from: &mut dyn Read,
    bytes: u64,
    crc: &mut Crc,
    sink: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), InflateError> {
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut left = bytes;
    loop {
        let count = match from.read(&mut chunk) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if is_damage(&error) => return Err(InflateError::Damaged),
            Err(error) => return Err(InflateError::Read(error)),
        };
        if count == 0 {
            return if left == 0 { Ok(()) } else { Err(InflateError::Damaged) };
        }
        left = left.checked_sub(count as u64).ok_or(InflateError::Damaged)?;
        crc.update(&chunk[..count]);
        sink(&chunk[..count]).map_err(InflateError::Write)?;
    }
}

/// The decoder's way to say that these bytes are no deflate stream.
fn is_damage(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
    )
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{
        super::{read::entries, write::ZipWriter},
        *,
    };

    fn take(zip: &[u8], entry: &Entry) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut sink = |chunk: &[u8]| {
            bytes.extend(chunk);
            Ok(())
        };
        inflate(&mut Cursor::new(zip), entry, &mut sink).map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    fn zip(bytes: &[u8]) -> (Vec<u8>, Entry) {
        let mut zip = ZipWriter::default();
        zip.add("a", bytes).expect("memory");
        let zip = zip.finish().expect("memory");
        let entry = entries(&mut Cursor::new(&zip)).expect("a zip").remove(0);
        (zip, entry)
    }

    #[test]
    fn what_went_in_comes_out() {
        let text: Vec<u8> = (0..200_000_u32)
            .map(|number| (number.wrapping_mul(number) / 7) as u8)
            .collect();
        for bytes in [&b""[..], b"a", &[0; 3_000_000], &text] {
            let (zip, entry) = zip(bytes);
            assert!(take(&zip, &entry).is_ok_and(|out| out == bytes));
        }
    }

    #[test]
    fn no_more_and_no_less_than_claimed_comes_out() {
        let (zip, entry) = zip(&[0; 60_000]);
        assert_eq!(entry.method, Method::Deflated);
        for bytes in [0, 1, 59_999, 60_001, u64::MAX] {
            let other = Entry { bytes, ..entry.clone() };
            assert_eq!(take(&zip, &other), Err("damaged".to_owned()), "{bytes}");
        }
        for other in [
            Entry {
                crc: entry.crc ^ 1,
                ..entry.clone()
            },
            Entry {
                compressed: entry.compressed - 1,
                ..entry.clone()
            },
            Entry {
                compressed: entry.compressed + 1,
                ..entry.clone()
            },
            Entry {
                start: entry.start + 1,
                ..entry.clone()
            },
        ] {
            assert_eq!(take(&zip, &other), Err("damaged".to_owned()));
        }
    }

    #[test]
    fn who_cannot_take_the_bytes_says_so() {
        let (zip, entry) = zip(b"abc");
        let full = inflate(&mut Cursor::new(&zip), &entry, &mut |_| {
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(matches!(full, Err(InflateError::Write(_))));
    }
}
