//! What to do with each answer of the store: pure decisions, every rule of sending in one place.
//!
//! Measured on two real stores (Ralph 5.1.0 and LaRS 0.1.21): a batch again is 204, a batch with known statements in it
//! is 200 with the new ids only, something else under a known id is 409 for the whole batch, one bad statement is 400
//! or 422 for the whole batch and nothing is stored. Wrong credentials are 401 for one of them, and 400 for the other.

use std::{collections::BTreeMap, time::Duration};

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use uuid::Uuid;

use super::{
    answer::{Answer, Reading},
    trouble::Trouble,
};
use crate::engagement::outbox::Reason;

/// Statements in a request.
pub const BATCH_MAX: usize = 50;

/// So many single statements refused in a row are not the statements' fault.
const REFUSED_MAX: usize = 3;

/// So often a conflict is looked at that the store does not show.
const LOOKS_MAX: u32 = 3;

/// Until the store is asked again that wants someone to do something first.
pub const PAUSE: Duration = Duration::from_secs(60 * 60);

const BACK_OFF_FIRST: Duration = Duration::from_secs(5);
const BACK_OFF_MAX: Duration = Duration::from_secs(15 * 60);

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Take the oldest that wait, but these, at most so many, and send them.
    Fresh { at_most: usize, but: Vec<Uuid> },
    /// Send these again.
    Send(Vec<Uuid>),
    /// Ask what the store has under this id.
    Read(Uuid),
}

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Sent(Vec<Uuid>),
    /// Set aside, and staff are told.
    Quarantined(Uuid, Reason),
    /// Staff are told.
    Told(Trouble),
    /// Nothing is asked before that.
    Wait(Duration),
}

/// Why the store is asked what it has under an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    /// It said that it has something else.
    Conflict(Uuid),
    /// It refused all that was left: does it take anything from us?
    Trust(Uuid),
}

/// What is known from one request to the next. All of it may be lost: the outbox holds what has to last.
#[derive(Debug)]
pub struct Policy {
    random: ChaCha8Rng,
    /// Fewer once the store found a batch too large.
    batch_max: usize,
    /// To be sent next, the last first: parts of a batch that was not taken as a whole.
    parts: Vec<Vec<Uuid>>,
    question: Option<Question>,
    /// Refused alone, and nothing was taken since: the store may refuse whatever we send.
    suspects: Vec<Uuid>,
    /// Refused alone, and then another was taken: refused once more, they are to blame.
    accused: Vec<Uuid>,
    refused_in_a_row: usize,
    /// Conflicts that the store does not show, and how often it was asked.
    looks: BTreeMap<Uuid, u32>,
    failures: u32,
}

impl Policy {
    /// `seed` decides the waits only.
    pub fn new(seed: u64) -> Self {
        Self {
            random: ChaCha8Rng::seed_from_u64(seed),
            batch_max: BATCH_MAX,
            parts: Vec::new(),
            question: None,
            suspects: Vec::new(),
            accused: Vec::new(),
            refused_in_a_row: 0,
            looks: BTreeMap::new(),
            failures: 0,
        }
    }

    pub fn ask(&mut self) -> Next {
        if let Some(Question::Conflict(id) | Question::Trust(id)) = self.question {
            return Next::Read(id);
        }
        match self.parts.pop() {
            Some(part) => Next::Send(part),
            None => Next::Fresh {
                at_most: self.batch_max,
                but: self.suspects.clone(),
            },
        }
    }

    /// Nothing waits but what was refused; true if there is still something to do about it.
    pub fn nothing_fresh(&mut self) -> bool {
        let Some(first) = self.suspects.first().copied() else {
            return false;
        };
        // Where nothing else is left to vouch for the store, it is asked itself. If it knows us, each is tried once more:
        // someone may have mended what was wrong meanwhile.
        self.question = Some(Question::Trust(first));
        true
    }

    /// The store's answer to these.
    pub fn sent(&mut self, ids: &[Uuid], answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Stored => self.stored(ids),
            Answer::Conflict if ids.len() == 1 => {
                self.question = Some(Question::Conflict(ids[0]));
                vec![]
            }
            Answer::Refused(trouble) if ids.len() == 1 => self.refused(ids[0], trouble),
            // Not even one: it is this one.
            Answer::TooLarge if ids.len() == 1 => self.refused(ids[0], Trouble::Refused(413)),
            Answer::TooLarge => {
                self.batch_max = ids.len().div_ceil(2).min(self.batch_max);
                self.halve(ids)
            }
            Answer::Conflict | Answer::Refused(_) => self.halve(ids),
            Answer::Denied(trouble) => self.pause(trouble),
            Answer::Later(trouble, wait) => {
                self.parts.push(ids.to_vec());
                self.later(trouble, wait)
            }
        }
    }

    /// What the store has under the id that [`Policy::ask`] asked about.
    pub fn read(&mut self, reading: Reading) -> Vec<Effect> {
        let Some(question) = self.question.take() else {
            return vec![];
        };
        match (question, reading) {
            (_, Reading::Later(trouble, wait)) => {
                self.question = Some(question);
                self.later(trouble, wait)
            }
            (Question::Conflict(id) | Question::Trust(id), Reading::Same) => {
                self.suspects.retain(|suspect| *suspect != id);
                self.stored(&[id])
            }
            (Question::Conflict(id), Reading::Different) => {
                self.failures = 0;
                vec![Effect::Quarantined(id, Reason::Different)]
            }
            (Question::Conflict(id), Reading::Absent | Reading::Denied(_) | Reading::Refused(_)) => self.unseen(id),
            // It understands us, and the credentials are good: so it is the statements.
            (Question::Trust(_), Reading::Different | Reading::Absent) => {
                self.accuse();
                vec![]
            }
            (Question::Trust(_), Reading::Denied(trouble) | Reading::Refused(trouble)) => self.pause(trouble),
        }
    }

    /// What [`Policy::ask`] asked about waits no more.
    pub fn settled_elsewhere(&mut self, id: Uuid) {
        self.question = None;
        self.suspects.retain(|suspect| *suspect != id);
        self.accused.retain(|accused| *accused != id);
        self.looks.remove(&id);
    }

    fn stored(&mut self, ids: &[Uuid]) -> Vec<Effect> {
        self.failures = 0;
        self.refused_in_a_row = 0;
        self.accused.retain(|accused| !ids.contains(accused));
        self.looks.retain(|id, _| !ids.contains(id));
        self.accuse();
        vec![Effect::Sent(ids.to_vec())]
    }

    /// The store takes something from us: what it refused before is tried once more, each alone.
    fn accuse(&mut self) {
        let suspects = std::mem::take(&mut self.suspects);
        self.parts.extend(singles(suspects.clone()));
        self.accused.extend(suspects);
    }

    fn refused(&mut self, id: Uuid, trouble: Trouble) -> Vec<Effect> {
        self.failures = 0;
        if let Some(at) = self.accused.iter().position(|accused| *accused == id) {
            self.accused.swap_remove(at);
            return vec![Effect::Quarantined(id, Reason::Refused)];
        }
        self.suspects.push(id);
        self.refused_in_a_row += 1;
        if self.refused_in_a_row < REFUSED_MAX {
            return vec![];
        }
        self.pause(trouble)
    }

    /// The store knows something else under this id, it says, and does not show it. It may take a while to find what it
    /// has just stored.
    fn unseen(&mut self, id: Uuid) -> Vec<Effect> {
        let looks = self.looks.entry(id).or_default();
        *looks += 1;
        if *looks >= LOOKS_MAX {
            self.looks.remove(&id);
            return vec![Effect::Quarantined(id, Reason::Unverified)];
        }
        self.parts.push(vec![id]);
        vec![Effect::Wait(BACK_OFF_FIRST)]
    }

    fn halve(&mut self, ids: &[Uuid]) -> Vec<Effect> {
        self.failures = 0;
        let (first, second) = ids.split_at(ids.len() / 2);
        self.parts.push(second.to_vec());
        self.parts.push(first.to_vec());
        vec![]
    }

    /// Someone has to do something. What was refused stays where it is, and comes last when the store is asked again: it
    /// must not keep the others from being tried.
    fn pause(&mut self, trouble: Trouble) -> Vec<Effect> {
        self.parts.clear();
        self.question = None;
        self.accused.clear();
        self.refused_in_a_row = 0;
        vec![Effect::Told(trouble), Effect::Wait(PAUSE)]
    }

    /// After a wait nothing that was known of credentials is known any more: whoever was accused is heard anew.
    fn later(&mut self, trouble: Trouble, wait: Option<Duration>) -> Vec<Effect> {
        self.accused.clear();
        self.failures = self.failures.saturating_add(1);
        let wait = match wait {
            // Not all kiosks at once.
            Some(wait) => wait + self.random.random_range(Duration::ZERO..=BACK_OFF_FIRST),
            None => self.back_off(),
        };
        vec![Effect::Told(trouble), Effect::Wait(wait)]
    }

    /// Any time between nothing and a limit that doubles with each failure: « full jitter », which spreads a fleet best
    /// (Brooker, « Exponential Backoff And Jitter », 2015).
    fn back_off(&mut self) -> Duration {
        let doublings = self.failures.saturating_sub(1).min(16);
        let limit = BACK_OFF_FIRST.saturating_mul(1 << doublings).min(BACK_OFF_MAX);
        self.random.random_range(Duration::ZERO..=limit)
    }
}

/// Parts of one each, to be taken in the order of `ids`.
fn singles(ids: Vec<Uuid>) -> Vec<Vec<Uuid>> {
    ids.into_iter().rev().map(|id| vec![id]).collect()
}
