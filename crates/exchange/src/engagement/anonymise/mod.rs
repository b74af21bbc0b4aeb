//! Rows in, aggregates out: pure functions, every rule fixed in advance.
//!
//! 1. What is given is one closed period of one event.
//! 2. Visits fall into classes at the level of the plan ([`classes`]); rows, outcomes and counts never choose it.
//! 3. A class with fewer than [`K`] visits or [`SLOTS_MIN`] slots is suppressed whole ([`Why`]).
//! 4. Of a class, separate histograms are told, small bins merged and crowded histograms masked ([`histogram`]).
//! 5. Nothing of a row but its part in these counts is in the result; ids are made when it is written down.
//! 6. One aggregate of the event tells languages and accessibility, of the *released* visits only: added up over the
//!    classes it then gives nothing away, while the total of all visits beside them would tell how many were suppressed.
//! 7. Half hours, for staff, are told in bands from [`K`] on, without kit or audience ([`half_hours`]); they stay on the kiosk.

pub mod class;
mod half_hours;
mod histogram;
#[cfg(test)]
mod rules_tests;

use std::collections::{BTreeMap, BTreeSet};

pub use class::{Bin, Histogram, HistogramKind, SealedClass, Subject};
pub use half_hours::{BAND, HalfHour, half_hours};
pub use histogram::codes_of;
use histogram::histogram;

use super::{
    plan::{BIN_MIN, ClassLevel, EventPlan, K, Period, SHARE_MAX_PERCENT, SLOTS_MIN},
    row::{KitVisit, Mode},
};
use crate::language::Bilingual;

/// Why a class is not released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    TooFewVisits,
    TooFewSlots,
}

impl Why {
    /// For staff; never how many there were.
    pub fn told(self) -> Bilingual {
        match self {
            Self::TooFewVisits => Bilingual::new(format!("moins de {K} essais"), format!("fewer than {K} tries")),
            Self::TooFewSlots => Bilingual::new(
                format!("essais groupés sur moins de {SLOTS_MIN} quarts d’heure\u{a0}: peut-être une seule personne"),
                format!("tries within fewer than {SLOTS_MIN} quarter hours: it may be one person"),
            ),
        }
    }

    /// Stable.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooFewVisits => "too_few_visits",
            Self::TooFewSlots => "too_few_slots",
        }
    }
}

/// A class that is not released: its rows are deleted like all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    pub subject: Subject,
    /// For the journal's own balance; told to nobody with the subject.
    pub visits: u32,
    pub why: Why,
}

/// What becomes of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anonymised {
    /// Sorted by kit and audience, the event's own last.
    pub released: Vec<SealedClass>,
    /// Sorted likewise.
    pub suppressed: Vec<Suppressed>,
}

impl Anonymised {
    /// Visits that are in a class that is released.
    pub fn visits_released(&self) -> u32 {
        let of_kits = self.released.iter().filter(|class| class.subject != Subject::Event);
        of_kits.map(|class| class.visits).sum()
    }

    pub fn visits_suppressed(&self) -> u32 {
        self.suppressed.iter().map(|class| class.visits).sum()
    }
}

/// Turns the visits of a closed period of an event into what may be released. `modes`: how many visits of the period
/// used each accessibility mode.
pub fn anonymise(
    event: &str,
    period: Period,
    level: ClassLevel,
    visits: &[KitVisit],
    modes: &[(Mode, u32)],
) -> Anonymised {
    let mut result = Anonymised::default();
    let mut survivors = Vec::new();
    for (subject, visits) in classes(level, visits) {
        match reason_to_suppress(&visits) {
            Some(why) => result.suppressed.push(Suppressed {
                subject,
                visits: count(&visits),
                why,
            }),
            None => {
                let tell = |kind| (kind, histogram(kind, &visits));
                result.released.push(SealedClass {
                    event: event.to_owned(),
                    period,
                    subject,
                    visits: count(&visits),
                    histograms: HistogramKind::OF_KITS.map(tell).to_vec(),
                    accessibility: Vec::new(),
                });
                survivors.extend(visits);
            }
        }
    }
    result.released.extend(event_class(event, period, &survivors, modes));
    result
}

/// The visits whose class is released.
pub fn survivors(level: ClassLevel, visits: &[KitVisit]) -> Vec<&KitVisit> {
    let released = classes(level, visits)
        .into_values()
        .filter(|visits| reason_to_suppress(visits).is_none());
    released.flatten().collect()
}

/// Visits by kit and, as the level has it, by audience.
fn classes(level: ClassLevel, visits: &[KitVisit]) -> BTreeMap<Subject, Vec<&KitVisit>> {
    let mut classes: BTreeMap<Subject, Vec<&KitVisit>> = BTreeMap::new();
    for visit in visits {
        let subject = Subject::Kit {
            kit: visit.kit.clone(),
            audience: EventPlan::audience_code(level, visit),
        };
        classes.entry(subject).or_default().push(visit);
    }
    classes
}

fn reason_to_suppress(visits: &[&KitVisit]) -> Option<Why> {
    let slots: BTreeSet<i64> = visits.iter().map(|visit| visit.slot).collect();
    if count(visits) < K {
        Some(Why::TooFewVisits)
    } else if slots.len() < SLOTS_MIN {
        Some(Why::TooFewSlots)
    } else {
        None
    }
}

/// Languages and accessibility of the visits that are released; `None` if they are too few.
fn event_class(event: &str, period: Period, visits: &[&KitVisit], modes: &[(Mode, u32)]) -> Option<SealedClass> {
    let all = count(visits);
    (all >= K).then(|| SealedClass {
        event: event.to_owned(),
        period,
        subject: Subject::Event,
        visits: all,
        histograms: vec![(HistogramKind::Language, histogram(HistogramKind::Language, visits))],
        accessibility: accessibility(all, modes),
    })
}

/// The modes that enough visits used, and enough did not: both are blurred as bins of a histogram would be.
fn accessibility(visits: u32, modes: &[(Mode, u32)]) -> Vec<(&'static str, u32)> {
    let may_be_told = |used: u32| {
        let is_most = u64::from(used) * 100 > u64::from(visits) * u64::from(SHARE_MAX_PERCENT);
        // Used by nearly all tells as much of the others as used by nearly nobody.
        used >= BIN_MIN && used.saturating_add(BIN_MIN) <= visits && !is_most
    };
    let total = |mode: Mode| -> u32 { modes.iter().filter(|(known, _)| *known == mode).map(|(_, n)| n).sum() };
    let told = Mode::ALL.into_iter().map(|mode| (mode.code(), total(mode)));
    told.filter(|(_, used)| may_be_told(*used)).collect()
}

fn count(visits: &[&KitVisit]) -> u32 {
    u32::try_from(visits.len()).unwrap_or(u32::MAX)
}
