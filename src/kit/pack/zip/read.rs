//! Reads the directory of a zip and believes it only where the headers before the files say the same.

use std::io::{self, Read, Seek, SeekFrom};

use super::{
    CENTRAL, CENTRAL_BYTES, DEFLATED, DOS_FOLDER, END, END_BYTES, Entry, KIND_FILE, KIND_MASK, LOCAL, LOCAL_BYTES,
    Method, STORED, UTF_8,
};
use crate::kit::pack::limits;

/// The kit's files, manifest and signature, and some more so that what is too much is told as such.
const ENTRIES_READ_MAX: usize = 2 * limits::FILES_MAX;

/// Why this is not the zip of a kit.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It begins like no zip.
    #[error("not a zip")]
    NotAZip,
    /// It begins like a zip and has no end.
    #[error("truncated")]
    Truncated,
    /// A zip that this program never writes: what is strange about it.
    #[error("unusual zip: {0}")]
    Unusual(&'static str),
    /// Bytes.
    #[error("{0} bytes")]
    TooBig(u64),
    #[error("{0} entries")]
    TooMany(usize),
}

/// The entries of the zip in their order, which is that of their bytes: no gap, no overlap, nothing before or after.
///
/// # Errors
/// Why this is not a zip as [`super::write`] makes them.
pub fn entries<R: Read + Seek>(reader: &mut R) -> Result<Vec<Entry>, ReadError> {
    let length = reader.seek(SeekFrom::End(0))?;
    if length > limits::ARCHIVE_BYTES_MAX {
        return Err(ReadError::TooBig(length));
    }
    let (count, directory_start) = end(reader, length)?;
    if count > ENTRIES_READ_MAX {
        return Err(ReadError::TooMany(count));
    }
    let directory_end = length - END_BYTES as u64;
    let mut directory = Vec::new();
    reader.seek(SeekFrom::Start(directory_start))?;
    reader
        .by_ref()
        .take(directory_end - directory_start)
        .read_to_end(&mut directory)?;
    let mut rest = &directory[..];
    let mut entries = Vec::new();
    let mut position = 0;
    for _ in 0..count {
        let (line, after) = Line::read(rest)?;
        rest = after;
        if u64::from(line.start) != position {
            return Err(ReadError::Unusual("gap or overlap"));
        }
        let entry = line.entry(reader, position)?;
        position = entry.start + entry.compressed;
        if position > directory_start {
            return Err(ReadError::Unusual("overlap with the directory"));
        }
        entries.push(entry);
    }
    if !rest.is_empty() || position != directory_start {
        return Err(ReadError::Unusual("bytes that belong to no entry"));
    }
    Ok(entries)
}

/// Number of entries and where the directory starts.
fn end<R: Read + Seek>(reader: &mut R, length: u64) -> Result<(usize, u64), ReadError> {
    let mut start = [0; 4];
    reader.seek(SeekFrom::Start(0))?;
    let begins = reader.read_exact(&mut start).is_ok() && [LOCAL, END].contains(&u32::from_le_bytes(start));
    if !begins {
        return Err(ReadError::NotAZip);
    }
    let at = length.checked_sub(END_BYTES as u64).ok_or(ReadError::Truncated)?;
    let mut bytes = [0; END_BYTES];
    reader.seek(SeekFrom::Start(at))?;
    reader.read_exact(&mut bytes)?;
    if u32_at(&bytes, 0) != END {
        return Err(ReadError::Truncated);
    }
    let [disk, first_disk, here, count] = [4, 6, 8, 10].map(|offset| u16_at(&bytes, offset));
    let (size, start) = (u64::from(u32_at(&bytes, 12)), u64::from(u32_at(&bytes, 16)));
    if disk != 0 || first_disk != 0 || here != count || u16_at(&bytes, 20) != 0 {
        return Err(ReadError::Unusual("several disks or a comment"));
    }
    if start.checked_add(size) != Some(at) {
        return Err(ReadError::Unusual("directory elsewhere"));
    }
    Ok((usize::from(count), start))
}

/// What the directory and the header before a file both say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Common {
    flags: u16,
    method: u16,
    crc: u32,
    compressed: u32,
    bytes: u32,
    name: usize,
    extra: u16,
}

impl Common {
    /// From the two bytes after the version needed.
    fn read(bytes: &[u8]) -> Self {
        Self {
            flags: u16_at(bytes, 0),
            method: u16_at(bytes, 2),
            crc: u32_at(bytes, 8),
            compressed: u32_at(bytes, 12),
            bytes: u32_at(bytes, 16),
            name: usize::from(u16_at(bytes, 20)),
            extra: u16_at(bytes, 22),
        }
    }
}

/// A line of the directory.
struct Line<'a> {
    common: Common,
    name: &'a [u8],
    attributes: u32,
    start: u32,
}

impl<'a> Line<'a> {
    fn read(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), ReadError> {
        let (fixed, rest) = bytes.split_at_checked(CENTRAL_BYTES).ok_or(ReadError::Truncated)?;
        if u32_at(fixed, 0) != CENTRAL {
            return Err(ReadError::Unusual("no line of a directory"));
        }
        let common = Common::read(&fixed[8..]);
        let [comment, disk] = [32, 34].map(|offset| u16_at(fixed, offset));
        if common.extra != 0 || comment != 0 || disk != 0 {
            return Err(ReadError::Unusual("extra field or comment"));
        }
        let (name, rest) = rest.split_at_checked(common.name).ok_or(ReadError::Truncated)?;
        let (attributes, start) = (u32_at(fixed, 38), u32_at(fixed, 42));
        let line = Self {
            common,
            name,
            attributes,
            start,
        };
        Ok((line, rest))
    }

    /// The entry, if the header at `position` agrees.
    fn entry<R: Read + Seek>(&self, reader: &mut R, position: u64) -> Result<Entry, ReadError> {
        let mut header = [0; LOCAL_BYTES];
        reader.seek(SeekFrom::Start(position))?;
        reader.read_exact(&mut header)?;
        let mut name = vec![0; self.name.len()];
        reader.read_exact(&mut name)?;
        let agrees = u32_at(&header, 0) == LOCAL && Common::read(&header[6..]) == self.common && name == self.name;
        if !agrees {
            return Err(ReadError::Unusual("directory and header disagree"));
        }
        let Common {
            flags,
            method,
            crc,
            compressed,
            bytes,
            ..
        } = self.common;
        // Encrypted files and sizes told afterwards have flags of their own.
        if flags & !UTF_8 != 0 || (flags == 0 && !self.name.is_ascii()) {
            return Err(ReadError::Unusual("flags"));
        }
        let name = String::from_utf8(name).map_err(|_| ReadError::Unusual("name that is not UTF-8"))?;
        let method = match method {
            STORED if compressed == bytes => Method::Stored,
            DEFLATED => Method::Deflated,
            _ => return Err(ReadError::Unusual("compression")),
        };
        let kind = self.attributes & KIND_MASK;
        let is_file = (kind == KIND_FILE || kind == 0) && self.attributes & DOS_FOLDER == 0 && !name.ends_with('/');
        Ok(Entry {
            start: position + (LOCAL_BYTES + name.len()) as u64,
            name,
            method,
            crc,
            bytes: bytes.into(),
            compressed: compressed.into(),
            is_file,
        })
    }
}

fn u16_at(bytes: &[u8], offset: usize) -> u16 {
    u16::from_le_bytes([bytes[offset], bytes[offset + 1]])
}

fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    u32::from(u16_at(bytes, offset)) | u32::from(u16_at(bytes, offset + 2)) << 16
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::{super::write::ZipWriter, *};

    fn zip() -> Vec<u8> {
        let mut zip = ZipWriter::default();
        zip.add("a", b"").expect("memory");
        zip.add("b/é", &[7; 5000]).expect("memory");
        zip.add("c", b"xyz").expect("memory");
        zip.finish().expect("memory")
    }

    fn read(bytes: &[u8]) -> Result<Vec<Entry>, String> {
        entries(&mut Cursor::new(bytes)).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_written_is_read() {
        let entries = read(&zip()).expect("a zip");
        let told: Vec<_> = entries
            .iter()
            .map(|entry| (entry.name.as_str(), entry.bytes, entry.method, entry.is_file))
            .collect();
        let (stored, deflated) = (Method::Stored, Method::Deflated);
        assert_eq!(
            told,
            [
                ("a", 0, stored, true),
                ("b/é", 5000, deflated, true),
                ("c", 3, stored, true)
            ]
        );
        assert_eq!(read(&ZipWriter::default().finish().expect("memory")), Ok(Vec::new()));
    }

    #[test]
    fn a_zip_that_is_cut_anywhere_is_refused() {
        let whole = zip();
        for length in 0..whole.len() {
            assert!(read(&whole[..length]).is_err(), "{length}");
        }
        assert_eq!(read(&whole[..whole.len() - 30]), Err("truncated".to_owned()));
        assert_eq!(read(b"MZ"), Err("not a zip".to_owned()));
    }

    #[test]
    fn bytes_before_between_or_after_are_refused() {
        let whole = zip();
        for at in [0, 31, whole.len() - 22, whole.len()] {
            let mut more = whole.clone();
            more.insert(at, 0);
            assert!(read(&more).is_err(), "{at}");
        }
    }

    #[test]
    fn no_byte_of_a_header_can_change_unseen() {
        let whole = zip();
        let entries = read(&whole).expect("a zip");
        let data: Vec<u64> = entries
            .iter()
            .flat_map(|entry| entry.start..entry.start + entry.compressed)
            .collect();
        for at in (0..whole.len()).filter(|at| !data.contains(&(*at as u64))) {
            let mut changed = whole.clone();
            changed[at] ^= 0x55;
            if let Ok(other) = read(&changed) {
                // Versions, dates and attributes are nobody's business, but a link stays a link.
                let same = entries.iter().zip(&other).all(|(a, b)| {
                    a.name == b.name
                        && a.crc == b.crc
                        && (a.bytes, a.compressed, a.start) == (b.bytes, b.compressed, b.start)
                });
                assert!(same && other.len() == entries.len(), "byte {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn no_mutation_panics(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let mut bytes = zip();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read(&bytes);
            bytes.drain(..cut.index(bytes.len()));
            let _ = read(&bytes);
        }
    }
}
