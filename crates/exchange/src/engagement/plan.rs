//! The sealing plan: what one class is made of, fixed in the event's file before the event and never chosen from data.
//!
//! The numbers are those of the project's note on data protection; its simulations of the loss are in
//! `config/sealing.rs`.

use jiff::{civil::Date, tz::TimeZone};

use serde::Deserialize;

use super::row::{KitVisit, SLOT_SECS, coded};

/// A class with fewer visits is not released: the k that the project promises.
pub const K: u32 = 10;

/// A class whose visits fall into fewer slots of a quarter hour is not released: one child who plays ten times in a row
/// must not fill a class.
pub const SLOTS_MIN: usize = 5;

/// A histogram's bin has no visit or at least so many: one or two would be singled out.
pub const BIN_MIN: u32 = 3;

/// A histogram with a greater share in one bin is masked, percent: else it tells of nearly everyone what they did.
pub const SHARE_MAX_PERCENT: u32 = 90;

/// Raw rows are sealed or dropped after so many days: no period of sealing may be longer.
pub const ROW_DAYS_MAX: i32 = 30;

coded! {
    /// How often visits are sealed.
    #[derive(Deserialize)]
    PeriodKind {
        /// Once, after the event's last day: loses least.
        Event = "event",
        /// After each day of the event.
        Day = "day",
    }
}

coded! {
    /// What tells one class from another, within an event and a period.
    #[derive(Deserialize)]
    ClassLevel {
        KitAudience = "kit_audience",
        KitGroup = "kit_group",
        Kit = "kit",
    }
}

/// How an event's visits are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealingPlan {
    pub period: PeriodKind,
    pub level: ClassLevel,
}

impl SealingPlan {
    /// Loses least of all plans: what a plan that was refused is replaced by.
    pub const COARSEST: Self = Self {
        period: PeriodKind::Event,
        level: ClassLevel::Kit,
    };
}

impl Default for SealingPlan {
    /// Kits by group, sealed once.
    fn default() -> Self {
        Self {
            period: PeriodKind::Event,
            level: ClassLevel::KitGroup,
        }
    }
}

/// What is sealed together, in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    WholeEvent {
        last_day: Date,
    },
    /// A day of the event.
    Day(Date),
}

impl Period {
    /// `event`, or the day as `YYYY-MM-DD`.
    pub fn key(self) -> String {
        match self {
            Self::WholeEvent { .. } => "event".to_owned(),
            Self::Day(day) => day.to_string(),
        }
    }

    pub fn last_day(self) -> Date {
        match self {
            Self::WholeEvent { last_day } => last_day,
            Self::Day(day) => day,
        }
    }
}

/// An event as the journal needs to know it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPlan {
    /// Name of its file in `config/events`.
    pub event: String,
    pub first_day: Date,
    pub last_day: Date,
    pub zone: TimeZone,
    pub sealing: SealingPlan,
}

impl EventPlan {
    /// The event's day that this slot falls on. What comes before the first day counts for it, what comes after the
    /// last for that: neither the evening before, when staff try the kiosk, nor a clock gone wrong makes a period more.
    pub fn day_of(&self, slot: i64) -> Date {
        let seconds = slot.saturating_mul(SLOT_SECS);
        let instant = jiff::Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        });
        let day = self.zone.to_datetime(instant).date();
        day.clamp(self.first_day, self.last_day)
    }

    /// The period that a visit ended in this slot is sealed with.
    pub fn period_of(&self, slot: i64) -> Period {
        self.period_on(self.day_of(slot))
    }

    /// The period that a day of the event is sealed with.
    pub fn period_on(&self, day: Date) -> Period {
        match self.sealing.period {
            PeriodKind::Event => Period::WholeEvent {
                last_day: self.last_day,
            },
            PeriodKind::Day => Period::Day(day),
        }
    }

    /// The one whose [`Period::key`] this is.
    pub fn period(&self, key: &str) -> Option<Period> {
        match self.sealing.period {
            PeriodKind::Event => Some(self.period_on(self.last_day)).filter(|period| period.key() == key),
            PeriodKind::Day => key.parse().ok().map(Period::Day),
        }
    }

    /// First second after the period, since 1970: midnight where the event is.
    pub fn end_of(&self, period: Period) -> i64 {
        let next = period.last_day().tomorrow().unwrap_or(Date::MAX);
        let midnight = self
            .zone
            .to_ambiguous_zoned(next.to_datetime(jiff::civil::Time::midnight()));
        midnight
            .compatible()
            .map_or(i64::MAX, |midnight| midnight.timestamp().as_second())
    }

    /// What a class of this visit is called beside its kit: code of the audience or the group, `None` at level `Kit`.
    pub fn audience_code(level: ClassLevel, visit: &KitVisit) -> Option<&'static str> {
        let group = super::row::Group::of(visit.audience).code();
        match level {
            // Skipped is the same at both levels.
            ClassLevel::KitAudience => Some(visit.audience.map_or(group, super::row::Audience::code)),
            ClassLevel::KitGroup => Some(group),
            ClassLevel::Kit => None,
        }
    }
}
