//! How much an archive may hold: enough for any kit with its sources, too little to fill a kiosk.

/// Files of the kit.
pub const FILES_MAX: usize = 1000;

/// One file, inflated, bytes.
pub const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// All files together, inflated, bytes. What is shown or heard has a smaller bound of its own, `KIT_BYTES_MAX`; the
/// rest is for `source/`.
pub const TOTAL_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The archive itself, bytes: all files stored as they are, their names and the manifest.
pub const ARCHIVE_BYTES_MAX: u64 = TOTAL_BYTES_MAX + 4 * 1024 * 1024;

/// `manifest.json`, bytes.
pub const MANIFEST_BYTES_MAX: u64 = 1024 * 1024;

/// `manifest.sig`, bytes.
pub const SIGNATURE_BYTES_MAX: u64 = 1024;

/// Longest path of a file, bytes.
pub const PATH_BYTES_MAX: usize = 200;

/// Folders in one another.
pub const DEPTH_MAX: usize = 8;

/// Inflated size over compressed size. Deflate reaches 1032 on nothing but zeros; models and scripts stay below 20.
const RATIO_MAX: u64 = 100;

/// Small files may shrink as far as they can: they fill nothing.
const RATIO_FREE_BYTES: u64 = 64 * 1024;

/// Whether a file of `bytes` may come out of `compressed` bytes.
pub fn is_plausible(bytes: u64, compressed: u64) -> bool {
    bytes <= RATIO_FREE_BYTES.max(compressed.saturating_mul(RATIO_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_large_files_are_suspected() {
        assert!(is_plausible(RATIO_FREE_BYTES, 80));
        assert!(!is_plausible(RATIO_FREE_BYTES + 1, 80));
        assert!(is_plausible(100_000_000, 1_000_000));
        assert!(!is_plausible(100_000_001, 1_000_000));
        assert!(is_plausible(u64::MAX, u64::MAX));
    }
}
