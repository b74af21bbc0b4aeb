//! What one kiosk tells its staff at the end of a day or an event: one HTML page in French, to read on the kiosk's own screen,
//! to print, to keep.
//!
//! ```text
//! read       the journal of a kiosk -> Counts
//! incidents  what became of the player -> outages
//! page       all of it -> one HTML file that asks nobody for anything; a file for each part beside it
//! ```
//!
//! Of visitors it has what may be told and nothing finer: the balance, sealed classes, and half hours from ten visits on.

mod balance;
mod days;
mod days_chart;
mod head;
mod incidents;
mod machine;
mod page;
mod read;
mod sending;
#[cfg(test)]
mod tests;
mod todo;
mod tried;
mod words;

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::{self, Write},
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

pub use incidents::{Happening, Mode, What};
pub use read::{Counts, read};

use crate::figures::Names;

/// What the page is about, as far as it is known.
#[derive(Clone, Debug)]
pub struct About {
    /// What the kiosk calls itself.
    pub kiosk: Option<String>,
    /// Name of the event's file; `None` where the kiosk stands at no event.
    pub event: Option<String>,
    /// Of kits and events.
    pub names: Names,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// When visitors come in, in half hours of the day, 0 to 47; days without any are not open.
    pub open: BTreeMap<Date, RangeInclusive<i64>>,
    /// Where the event is.
    pub zone: TimeZone,
    pub made_at: Timestamp,
}

/// A kit that is not shown because the player stopped in it too often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Name of its folder.
    pub kit: String,
    /// For staff, in French.
    pub reason: String,
    pub since: Timestamp,
}

/// Everything there is to tell.
#[derive(Clone, Debug)]
pub struct KioskReport {
    pub about: About,
    pub counts: Counts,
    /// In order.
    pub happenings: Vec<Happening>,
    pub quarantined: Vec<Quarantined>,
}

impl KioskReport {
    /// The page, as one HTML file.
    pub fn to_html(&self) -> String {
        page::page(self).into_string()
    }

    /// Whether there is nothing that staff have to do something about.
    pub fn is_well(&self) -> bool {
        todo::all(self).is_empty()
    }

    /// Where on the event's calendar an instant is.
    fn there(&self, instant: Timestamp) -> jiff::civil::DateTime {
        self.about.zone.to_datetime(instant)
    }

    /// Whether the event has this day; every day is one of an event whose days are not known.
    fn has_day(&self, day: Date) -> bool {
        self.about
            .days
            .is_none_or(|(first, last)| (first..=last).contains(&day))
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("the page cannot be written to {}", path.display())]
    Disk { path: PathBuf, source: io::Error },
    #[error("this system gives no means to read the journal")]
    Runtime(#[source] io::Error),
}

/// Reads the journal in the folder `data` and writes the page to `out`, whole or not at all; what was written is returned.
/// A journal that cannot be read is told on the page. Waits for the disk: not for the frame loop.
///
/// # Errors
/// If the page cannot be written.
pub fn write(
    data: &Path,
    about: About,
    happenings: Vec<Happening>,
    quarantined: Vec<Quarantined>,
    out: &Path,
) -> Result<KioskReport, WriteError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(WriteError::Runtime)?;
    let counts = runtime.block_on(read(data, about.event.as_deref()));
    let report = KioskReport {
        about,
        counts,
        happenings,
        quarantined,
    };
    put(out, report.to_html().as_bytes()).map_err(|source| WriteError::Disk {
        path: out.to_owned(),
        source,
    })?;
    Ok(report)
}

/// Puts a file in its place once all of it is on the disk.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".en-cours");
    let beside = Path::new(&beside);
    // One that was cut off in the middle of this is written anew.
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(beside, path)
}
