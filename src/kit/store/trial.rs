//! From a kit that waits to a kit that is played: this kiosk proves it, then takes it in while nobody plays.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Ask, Change, HIDDEN, Place, Record, State, Status, Store};
use crate::{
    finding::{Code, Findings},
    kit::pack::{Sha256Sum, folder::content_of, not_written, refusal},
    language::Bilingual,
};

const NOT_WAITING: Code = Code::error("K731", "aucune version de ce kit n’attend d’essai");
const CHANGED: Code = Code::error("K733", "kit changé depuis son essai");

pub(super) const CODES: &[Code] = &[NOT_WAITING, CHANGED];

/// What was done to a kit while nobody played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    TakenIn(Record),
    RolledBack(Record),
    Removed,
}

/// A kit that this kiosk has not proven yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: String,
    /// The folder its folder lies in, as the kiosk's own kits lie in theirs.
    pub kits: PathBuf,
    pub record: Record,
}

impl Candidate {
    /// Whether it was never tried here: what was refused once is tried again only if somebody asks.
    pub fn is_untried(&self) -> bool {
        self.record.status == Status::EnAttente
    }
}

impl State {
    /// Kits of the folder `kits` that this kiosk has not proven: those that wait, which are signed, and those that are
    /// played already and came with a record.
    pub fn candidates(&self, kits: &Path) -> Vec<Candidate> {
        let is_pending = |record: &&Record| record.status != Status::Proven && record.publisher.is_some();
        let mut found = Vec::new();
        for (id, shelf) in &self.kits {
            let waiting = shelf.waiting.as_ref().filter(is_pending);
            let live = shelf.live.as_ref().filter(|live| live.status != Status::Proven);
            let places = [(waiting, kits.join(HIDDEN).join("waiting")), (live, kits.to_owned())];
            found.extend(places.into_iter().filter_map(|(record, kits)| {
                let (id, record) = (id.clone(), record?.clone());
                Some(Candidate { id, kits, record })
            }));
        }
        found
    }
}

impl Store<'_> {
    /// Kits that this kiosk has not proven.
    pub fn candidates(&self) -> Vec<Candidate> {
        self.state.candidates(&self.kits)
    }

    /// This kiosk has played this very content of the kit to its end.
    ///
    /// # Errors
    /// If it is no longer there, or not as it was.
    pub fn prove(&mut self, id: &str, content: Sha256Sum) -> Result<(), Findings> {
        self.judge(id, content, Status::Proven)
    }

    /// This kiosk could not play this very content of the kit to its end; `why`, in French, is kept for staff.
    ///
    /// # Errors
    /// If it is no longer there.
    pub fn refuse(&mut self, id: &str, content: Sha256Sum, on: Date, why: Vec<String>) -> Result<(), Findings> {
        self.judge(id, content, Status::Refused { on, why })
    }

    fn judge(&mut self, id: &str, content: Sha256Sum, status: Status) -> Result<(), Findings> {
        let (waiting, live) = (self.hidden(Place::Waiting, id), self.live(id));
        let shelf = self.state.kits.get_mut(id).ok_or_else(|| not_waiting(id))?;
        let is_it = |record: &Option<Record>| record.as_ref().is_some_and(|record| record.content == content);
        let (place, folder) = if is_it(&shelf.waiting) {
            (&mut shelf.waiting, waiting)
        } else {
            (&mut shelf.live, live)
        };
        let Some(record) = place.as_mut().filter(|record| record.content == content) else {
            return Err(not_waiting(id));
        };
        // What was damaged since it came in may be refused, but never proven.
        if status == Status::Proven && !content_of(&folder).is_ok_and(|now| now == content) {
            return Err(refusal(
                &CHANGED,
                Bilingual::new(
                    format!("les fichiers du kit «\u{a0}{id}\u{a0}» ont changé depuis son essai"),
                    format!("the files of the kit `{id}` have changed since its trial"),
                ),
                Bilingual::new(
                    "installer à nouveau son archive, puis recommencer l’essai",
                    "install its archive again, then try it again",
                ),
            ));
        }
        record.status = status;
        self.save().map_err(|error| not_written(&error))
    }

    /// Has the kiosk do this as soon as nobody plays.
    ///
    /// # Errors
    /// If the kit was not installed by this store.
    pub fn ask(&mut self, id: &str, ask: Ask) -> Result<(), Findings> {
        let Some(shelf) = self.state.kits.get_mut(id) else {
            return Err(self.not_installed(id));
        };
        shelf.asked = Some(ask);
        self.save().map_err(|error| not_written(&error))
    }

    /// Does all that is due: takes in what is proven, goes back, removes. For when nobody plays. What cannot be done is
    /// told, and does not hold up the rest.
    pub fn catch_up(&mut self) -> (Vec<(String, Done)>, Findings) {
        let due = self.state.kits.iter().filter(|(_, shelf)| shelf.is_due());
        let due: Vec<_> = due.map(|(id, shelf)| (id.clone(), shelf.asked)).collect();
        let (mut done, mut troubles) = (Vec::new(), Findings::default());
        for (id, asked) in due {
            let result = match asked {
                Some(Ask::Remove) => self.remove(&id).map(|_| Done::Removed),
                Some(Ask::Rollback) => self.rollback(&id).map(Done::RolledBack),
                None => self.take_in(&id).map(Done::TakenIn),
            };
            match result {
                Ok(what) => done.push((id, what)),
                Err(findings) => {
                    findings.sorted().into_iter().for_each(|finding| troubles.push(finding));
                    self.give_up(&id);
                }
            }
        }
        (done, troubles)
    }

    /// What could not be done once is not tried again and again.
    fn give_up(&mut self, id: &str) {
        let is_there = self.hidden(Place::Waiting, id).is_dir();
        if let Some(shelf) = self.state.kits.get_mut(id) {
            shelf.asked = None;
            shelf.waiting.take_if(|_| !is_there);
            // If the disk takes no more, the next start tries once more.
            let _ = self.save();
        }
    }

    /// Puts the version that waited, and was proven, where it is played.
    fn take_in(&mut self, id: &str) -> Result<Record, Findings> {
        let done = self.try_take_in(id);
        if done.is_err() {
            self.put_right();
        }
        done
    }

    fn try_take_in(&mut self, id: &str) -> Result<Record, Findings> {
        let folder = self.hidden(Place::Waiting, id);
        let waiting = self.state.kits.get(id).and_then(|shelf| shelf.waiting.clone());
        let Some(record) = waiting.filter(|record| record.status == Status::Proven && folder.is_dir()) else {
            return Err(not_waiting(id));
        };
        let change = Change::TakeIn {
            id: id.to_owned(),
            record: record.clone(),
            replaces: self.record_of_live(id),
        };
        self.put(id, &folder, change).map_err(|error| not_written(&error))?;
        Ok(record)
    }
}

fn not_waiting(id: &str) -> Findings {
    refusal(
        &NOT_WAITING,
        Bilingual::new(
            format!("aucune version du kit «\u{a0}{id}\u{a0}» n’attend d’essai ici"),
            format!("no version of the kit `{id}` is waiting for a trial here"),
        ),
        Bilingual::new(
            "voir ce qui est installé avec «\u{a0}etabli kit list\u{a0}»",
            "see what is installed with `etabli kit list`",
        ),
    )
}
