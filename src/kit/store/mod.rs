//! Installed kits: a new version waits until this kiosk has proven it, then takes its place in one step while nobody
//! plays; the one before is kept, and whatever is cut off on the way is put right by whoever comes next.
//!
//! Beside the kits, in a hidden folder that nobody takes for a kit:
//!
//! ```text
//! kits/soudure/                    what is played
//! kits/.etabli/installed.ron       what was installed, and the change under way
//! kits/.etabli/lock                held by the one who changes something
//! kits/.etabli/incoming/soudure/   being inflated and checked
//! kits/.etabli/waiting/soudure/    to be played here once this kiosk has proven it; for an instant, the version just replaced
//! kits/.etabli/replaced/soudure/   the version just replaced, where folders cannot change places in one step
//! kits/.etabli/previous/soudure/   the version to go back to
//! kits/.etabli/trash/              being removed
//! ```

mod admission;
mod adopt;
mod change;
pub mod disk;
mod playing;
mod receive;
mod state;
mod trial;
mod withdraw;

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

pub use admission::{NOTHING, publisher};
pub use adopt::Adopted;
pub use disk::{Disk, RealDisk};
pub use playing::{Playing, is_played};
pub use receive::Received;
pub use state::{Ask, Change, Record, Shelf, Signed, State, Status};
pub use trial::{Candidate, Done};

use super::pack::{folder::content_of, not_written, refusal};
use crate::{
    finding::{Code, Findings},
    language::Bilingual,
};

const BUSY: Code = Code::error("K732", "une autre installation est en cours");

/// Where everything but the kits themselves lies.
const HIDDEN: &str = ".etabli";

/// Every code that installing can tell, sorted.
pub fn codes() -> Vec<Code> {
    let mut codes = [
        &[BUSY, state::DAMAGED],
        admission::CODES,
        receive::CODES,
        trial::CODES,
        withdraw::CODES,
    ]
    .concat();
    codes.sort_by_key(|code| code.id);
    codes
}

/// The kits of a kiosk, for the one process that changes them. The system takes the lock back when that process ends,
/// however it ends.
pub struct Store<'a> {
    kits: PathBuf,
    disk: &'a dyn Disk,
    state: State,
    lock: File,
}

impl Drop for Store<'_> {
    fn drop(&mut self) {
        // Closing it would do, but for a child process that was begun meanwhile and has not yet let go of its copy.
        let _ = self.lock.unlock();
    }
}

impl<'a> Store<'a> {
    /// Takes the lock and finishes or undoes what was cut off before.
    ///
    /// # Errors
    /// If another process has the lock, or the disk cannot be read or written.
    pub fn open(kits: &Path, disk: &'a dyn Disk) -> Result<Self, Findings> {
        let hidden = kits.join(HIDDEN);
        disk.make_folder(&hidden).map_err(|error| not_written(&error))?;
        let lock = lock(&hidden.join("lock"))?;
        let state = State::read(&hidden.join("installed.ron"))?;
        let mut store = Self {
            kits: kits.to_owned(),
            disk,
            state,
            lock,
        };
        store.recover().map_err(|error| not_written(&error))?;
        Ok(store)
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// Where a kit is played from.
    fn live(&self, id: &str) -> PathBuf {
        self.kits.join(id)
    }

    /// A folder of this kit among the hidden ones.
    fn hidden(&self, place: Place, id: &str) -> PathBuf {
        self.place(place).join(id)
    }

    fn place(&self, place: Place) -> PathBuf {
        let name = match place {
            Place::Incoming => "incoming",
            Place::Waiting => "waiting",
            Place::Replaced => "replaced",
            Place::Previous => "previous",
            Place::Trash => "trash",
        };
        self.kits.join(HIDDEN).join(name)
    }

    fn save(&self) -> io::Result<()> {
        self.state
            .write(&self.kits.join(HIDDEN).join("installed.ron"), self.disk)
    }

    /// What lies where the kit is played from, as far as it is known; `None` if nothing does.
    fn record_of_live(&self, id: &str) -> Option<Record> {
        self.record_of(
            &self.live(id),
            self.state.kits.get(id).and_then(|shelf| shelf.live.as_ref()),
        )
    }

    /// What lies in `folder`; what is not as `known` was changed or copied there by hand.
    fn record_of(&self, folder: &Path, known: Option<&Record>) -> Option<Record> {
        if !folder.is_dir() {
            return None;
        }
        // A folder that cannot be read is no version of anything, and is kept all the same.
        let content = content_of(folder).unwrap_or_else(|_| super::pack::Sha256Sum::of(b""));
        let same = known.filter(|record| record.content == content);
        same.cloned().or_else(|| {
            Some(Record {
                version: stated_version(folder).unwrap_or_else(|| "?".to_owned()),
                publisher: None,
                content,
                status: Status::EnAttente,
            })
        })
    }
}

/// The hidden folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Incoming,
    Waiting,
    Replaced,
    Previous,
    Trash,
}

/// Puts right what an installation that was cut off has left in this folder of kits. Quick where there is nothing to do.
///
/// # Errors
/// If it could not; the kits are then still whole.
pub fn tidy(kits: &Path) -> Result<(), Findings> {
    open_if_any(kits).map(drop)
}

/// The same, and does all that is due: for a kiosk that starts, or where nobody plays. What was done, and what could not
/// be.
pub fn catch_up(kits: &Path) -> (Vec<(String, Done)>, Findings) {
    match open_if_any(kits) {
        Ok(None) => Default::default(),
        Ok(Some(mut store)) => store.catch_up(),
        Err(findings) => (Vec::new(), findings),
    }
}

fn open_if_any(kits: &Path) -> Result<Option<Store<'static>>, Findings> {
    // A kiosk where nothing was ever installed has nothing to tidy, and its kits may lie where nobody may write.
    if !kits.join(HIDDEN).is_dir() {
        return Ok(None);
    }
    match Store::open(kits, &RealDisk) {
        Ok(store) => Ok(Some(store)),
        // Whoever is at it tidies too.
        Err(findings) if findings.iter().all(|finding| finding.code == BUSY.id) => Ok(None),
        Err(findings) => Err(findings),
    }
}

/// When the list of installed kits last changed; `None` where there is none.
pub fn changed_at(kits: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(kits.join(HIDDEN).join("installed.ron"))
        .and_then(|about| about.modified())
        .ok()
}

/// What is installed, without changing anything.
///
/// # Errors
/// If the list cannot be read.
pub fn look(kits: &Path) -> Result<State, Findings> {
    State::read(&kits.join(HIDDEN).join("installed.ron"))
}

fn lock(path: &Path) -> Result<File, Findings> {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(|error| not_written(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(refusal(
            &BUSY,
            Bilingual::new(
                "une autre installation est en cours",
                "another installation is under way",
            ),
            Bilingual::new(
                "attendre qu’elle finisse, puis recommencer",
                "wait until it ends, then try again",
            ),
        )),
        Err(TryLockError::Error(error)) => Err(not_written(&error)),
    }
}

/// The version that the kit in `folder` says it has.
fn stated_version(folder: &Path) -> Option<String> {
    let bytes = fs::read(folder.join("kit.ron")).ok()?;
    let (kit, _) = super::parse("kit.ron", &bytes).ok()?;
    Some(kit.version)
}
