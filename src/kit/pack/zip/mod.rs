//! The zip container, in the one shape that [`write`] gives it; [`read`] refuses any other.
//!
//! Common libraries are lenient: they search for the directory anywhere near the end, let two entries of one name
//! collapse into one, let entries overlap. Whoever installs kits from a stick must see every byte of the archive, once.

pub mod inflate;
pub mod read;
pub mod write;

/// Starts a file.
const LOCAL: u32 = 0x0403_4b50;
/// Starts a line of the directory.
const CENTRAL: u32 = 0x0201_4b50;
/// Starts the end.
const END: u32 = 0x0605_4b50;

/// Bytes of each of them, without names.
const LOCAL_BYTES: usize = 30;
const CENTRAL_BYTES: usize = 46;
const END_BYTES: usize = 22;

/// Zip 2.0: files and deflate.
const VERSION: u16 = 20;
/// Attributes are those of Unix.
const MADE_BY_UNIX: u16 = 3 << 8;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The first of January 1980, midnight: the same for every file.
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;

/// A plain file that all may read, as Unix has it in the upper half of the attributes.
const PLAIN_FILE: u32 = 0o100_644 << 16;
/// Where Unix keeps the kind of a file.
const KIND_MASK: u32 = 0o170_000 << 16;
/// The kind of a plain file.
const KIND_FILE: u32 = 0o100_000 << 16;
/// What MS-DOS calls a folder.
const DOS_FOLDER: u32 = 0x10;

/// How the bytes of an entry are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
}

impl Method {
    fn code(self) -> u16 {
        match self {
            Self::Stored => STORED,
            Self::Deflated => DEFLATED,
        }
    }
}

/// One entry, as the directory and the header before its bytes both say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub method: Method,
    pub crc: u32,
    /// Inflated.
    pub bytes: u64,
    pub compressed: u64,
    /// Where its bytes begin.
    pub start: u64,
    /// No link, no folder, no device.
    pub is_file: bool,
}
