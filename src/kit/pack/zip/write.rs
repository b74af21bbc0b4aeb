//! Writes a zip: sorted by whoever calls, one date, one compression, nothing of the machine it was made on.

use std::io::{self, Write};

use flate2::{Compression, Crc, write::DeflateEncoder};

use super::{
    CENTRAL, CENTRAL_BYTES, DATE, END, END_BYTES, LOCAL, LOCAL_BYTES, MADE_BY_UNIX, Method, PLAIN_FILE, TIME, UTF_8,
    VERSION,
};
use crate::kit::pack::limits;

/// A zip in memory.
#[derive(Default)]
pub struct ZipWriter {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl ZipWriter {
    /// Adds a file.
    ///
    /// # Errors
    /// If the zip would be larger than any archive of a kit.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let deflated = deflate(bytes)?;
        // What shrinks too well would be taken for a bomb; what does not shrink is quicker to read as it is.
        let stored = deflated.len() >= bytes.len() || !limits::is_plausible(bytes.len() as u64, deflated.len() as u64);
        let (method, kept) = if stored {
            (Method::Stored, bytes)
        } else {
            (Method::Deflated, &deflated[..])
        };
        let mut crc = Crc::new();
        crc.update(bytes);
        let too_large = |_| io::Error::from(io::ErrorKind::FileTooLarge);
        let start = u32::try_from(self.bytes.len()).map_err(too_large)?;
        let [kept_size, size] = [kept.len(), bytes.len()].map(u32::try_from);
        let (kept_size, size) = (kept_size.map_err(too_large)?, size.map_err(too_large)?);
        let name_size = u16::try_from(name.len()).map_err(too_large)?;
        self.count = self.count.checked_add(1).ok_or(io::ErrorKind::FileTooLarge)?;

        let mut shared = Record::default();
        shared.u16s(&[VERSION, UTF_8, method.code(), TIME, DATE]);
        shared.u32s(&[crc.sum(), kept_size, size]);
        // No extra field.
        shared.u16s(&[name_size, 0]);

        let mut local = Record::default();
        local.u32s(&[LOCAL]);
        local.0.extend(&shared.0);
        debug_assert_eq!(local.0.len(), LOCAL_BYTES);
        self.bytes.extend(local.0);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(kept);

        let mut central = Record::default();
        central.u32s(&[CENTRAL]);
        central.u16s(&[MADE_BY_UNIX | VERSION]);
        central.0.extend(&shared.0);
        // No comment, first disk, no text attribute.
        central.u16s(&[0, 0, 0]);
        central.u32s(&[PLAIN_FILE, start]);
        debug_assert_eq!(central.0.len(), CENTRAL_BYTES);
        self.directory.extend(central.0);
        self.directory.extend(name.as_bytes());
        Ok(())
    }

    /// The whole zip.
    ///
    /// # Errors
    /// If it is larger than any archive of a kit.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let too_large = |_| io::Error::from(io::ErrorKind::FileTooLarge);
        let [start, size] = [self.bytes.len(), self.directory.len()].map(u32::try_from);
        let mut end = Record::default();
        end.u32s(&[END]);
        end.u16s(&[0, 0, self.count, self.count]);
        end.u32s(&[size.map_err(too_large)?, start.map_err(too_large)?]);
        // No comment.
        end.u16s(&[0]);
        debug_assert_eq!(end.0.len(), END_BYTES);
        self.bytes.extend(self.directory);
        self.bytes.extend(end.0);
        Ok(self.bytes)
    }
}

fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Little-endian numbers one after the other.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn u16s(&mut self, numbers: &[u16]) {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    fn u32s(&mut self, numbers: &[u32]) {
        self.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }
}
