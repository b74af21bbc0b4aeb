//! What leaves the kiosk: one aggregate a class, its histograms apart from each other.

use crate::engagement::{plan::Period, row::coded};

/// Whom a class is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Kit {
        /// Name of the kit's folder.
        kit: String,
        /// Code of an audience or of a group, as the plan's level has it; `None` for all who tried the kit.
        audience: Option<&'static str>,
    },
    /// All released visits of the period, whatever they tried.
    Event,
}

coded! {
    /// What is counted, each by itself: no count ever joins two of them.
    HistogramKind {
        /// `finished`, `abandoned`.
        Outcome = "outcome",
        /// Mean of the criteria, 0 to 100: `none` (nothing was measured), `0-24`, `25-49`, `50-74`, `75-100`.
        Score = "score",
        /// Seconds: `0-59`, `60-119`, `120-179`, `180-239`, `240+`.
        Duration = "duration",
        /// The strongest used: `none`, `hint`, `ghost`, `one_touch`.
        Help = "help",
        /// The last step come to, from `1` to `5`.
        StepReached = "step_reached",
        /// `yes`, `so_so`, `no`, `none` (no answer).
        Liked = "liked",
        /// `fr`, `en`; of the event only.
        Language = "language",
    }
}

impl HistogramKind {
    /// The histograms of a kit's class, in order.
    pub const OF_KITS: [Self; 6] = [
        Self::Outcome,
        Self::Score,
        Self::Duration,
        Self::Help,
        Self::StepReached,
        Self::Liked,
    ];
}

/// Neighbouring codes counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Codes, in the order of their histogram; at least one.
    pub of: Vec<String>,
    /// Visits: none, or at least [`BIN_MIN`](crate::engagement::plan::BIN_MIN).
    pub n: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Histogram {
    /// All codes of the histogram, in order, in bins that follow each other; they add up to the class's visits.
    Bins(Vec<Bin>),
    /// Nearly all visits are in one bin: not told which.
    Masked,
}

/// One aggregate, ready to be written as a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedClass {
    /// Name of the event's file.
    pub event: String,
    pub period: Period,
    pub subject: Subject,
    /// At least [`K`](crate::engagement::plan::K).
    pub visits: u32,
    /// Each kind at most once: those of [`HistogramKind::OF_KITS`] for a kit, `Language` for the event.
    pub histograms: Vec<(HistogramKind, Histogram)>,
    /// For the event only: code of an accessibility mode and visits that used it. Modes used by too few, or by too
    /// nearly everyone, are left out.
    pub accessibility: Vec<(&'static str, u32)>,
}
