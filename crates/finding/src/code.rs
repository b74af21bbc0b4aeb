//! A kind of finding, as the documentation lists it.

use super::Severity;

/// Declared beside the rule that reports it, listed in the documentation of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable: a letter for the format (`K` kit, `C` config) and three digits.
    pub id: &'static str,
    pub severity: Severity,
    /// What it means, in French, for the table that exhibitors read.
    pub about: &'static str,
}

impl Code {
    pub const fn error(id: &'static str, about: &'static str) -> Self {
        Self {
            id,
            severity: Severity::Error,
            about,
        }
    }

    pub const fn warning(id: &'static str, about: &'static str) -> Self {
        Self {
            id,
            severity: Severity::Warning,
            about,
        }
    }

    pub const fn note(id: &'static str, about: &'static str) -> Self {
        Self {
            id,
            severity: Severity::Note,
            about,
        }
    }
}
