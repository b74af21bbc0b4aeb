//! A settings file that someone wrote by hand and that cannot be read.

use super::kits::FindingText;

/// It stays as it is until staff choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenFile {
    /// `config/kiosk.ron`.
    pub file: String,
    /// Each with its line and column.
    pub findings: Vec<FindingText>,
    /// When the last good one was saved, in words (« hier à 18 h 04 »); `None`: there is none.
    pub last_good: Option<String>,
    /// Whether this file has factory settings to go back to.
    pub has_factory: bool,
}
