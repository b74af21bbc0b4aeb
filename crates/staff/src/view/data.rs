//! What was counted, what has left the kiosk, and what holds it up.

use std::path::PathBuf;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataView {
    /// `https://agence.example/xapi`; `None`: nothing is sent.
    pub agency: Option<String>,
    pub sending: Sending,
    /// When data last arrived at the agency, in words.
    pub last_success: Option<String>,
    /// Sealed totals that wait to be sent.
    pub queued: u64,
    pub balance: Balance,
    pub certificate: Option<CertificateProblem>,
    /// Tries of today.
    pub today: Vec<KitCount>,
    pub sticks: Vec<Stick>,
    /// Size of the journal and its limit, bytes.
    pub journal_bytes: u64,
    pub journal_bytes_max: u64,
}

/// How the sending stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sending {
    /// No agency is set up.
    #[default]
    Off,
    /// Nothing is wrong.
    Well,
    /// A try asked for by staff is under way.
    Trying,
    /// Not reached; tries go on by themselves.
    Unreached { why: String },
    /// Refused; somebody must act.
    Refused { why: String, help: String },
}

/// The counters of the event's journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub visits: u64,
    pub opted_out: u64,
    pub recorded: u64,
    pub sealed: u64,
    pub waiting: u64,
    pub suppressed: u64,
    pub late: u64,
    /// Came to no row: the disk was full. Beside the balance.
    pub dropped: u64,
}

impl Balance {
    /// visits = opted out + recorded; recorded = sealed + waiting + suppressed + late.
    pub fn adds_up(&self) -> bool {
        self.visits == self.opted_out.saturating_add(self.recorded) && self.recorded == self.parts()
    }

    /// sealed + waiting + suppressed + late.
    pub fn parts(&self) -> u64 {
        [self.waiting, self.suppressed, self.late]
            .into_iter()
            .fold(self.sealed, u64::saturating_add)
    }
}

/// Why the agency's certificate is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateProblem {
    /// Its last day has passed, or the kiosk's clock is wrong.
    Expired,
    /// Not yet valid: the kiosk's clock is most likely behind.
    NotYetValid,
    /// Signed by nobody this kiosk knows, as behind a hall's portal.
    UnknownIssuer,
    /// It is somebody else's.
    WrongName,
    Other,
}

/// How often a kit was tried, by whomever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitCount {
    pub name: String,
    pub visits: u64,
}

/// A USB stick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stick {
    pub path: PathBuf,
    /// « CLÉ-SALON ».
    pub name: String,
    pub free_bytes: u64,
}
