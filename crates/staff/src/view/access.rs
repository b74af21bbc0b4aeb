//! How far staff have come: a locked door, a code to choose, the open panel.

/// Where the door stands; it comes from `lock::Gate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// The pad is shown.
    Locked {
        /// Until the next try is heard; 0: now.
        wait_secs: u32,
        /// Why the last code opened nothing.
        refusal: Option<Refusal>,
        /// The code of a new kiosk still opens this one.
        is_first_start: bool,
    },
    /// The code was right and has to be changed before anything else.
    MustChange {
        /// Why the last proposal was not taken.
        refusal: Option<Refusal>,
    },
    Open {
        /// Until the panel locks itself without a touch.
        locks_in_secs: u32,
    },
}

/// Why a code was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Wrong,
    TooShort,
    TooLong,
    /// 0000, 1234, 4321, the year: found by whoever tries.
    TooEasy,
    /// It is the one that is to be changed.
    Unchanged,
    /// The file that keeps it cannot be written.
    NotKept,
}
