//! What the journal holds of one try of a kit, in plain types: nothing of the person, no time finer than a quarter hour.

use crate::language::Language;

/// A slot of the clock, seconds: a row tells no finer time.
pub const SLOT_SECS: i64 = 15 * 60;

/// An enum whose variants have stable codes: in the journal, in statements, on the command line.
macro_rules! coded {
    ($(#[$about:meta])* $name:ident { $($(#[$told:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$told])* $variant),+ }

        impl $name {
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// Stable.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|known| known.code() == code)
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// The one question asked of a visitor; a visitor who skips it has none.
    Audience {
        College = "college",
        Lycee = "lycee",
        Etudes = "etudes",
        Adulte = "adulte",
        Parent = "parent",
        Conseil = "conseil",
    }
}

coded! {
    /// Audiences taken together.
    Group {
        /// Collège and lycée.
        Scolaire = "scolaire",
        /// All the others who answered.
        Adulte = "adulte",
        /// Who skipped the question.
        NonPrecise = "non_precise",
    }
}

impl Group {
    pub fn of(audience: Option<Audience>) -> Self {
        match audience {
            Some(Audience::College | Audience::Lycee) => Self::Scolaire,
            Some(Audience::Etudes | Audience::Adulte | Audience::Parent | Audience::Conseil) => Self::Adulte,
            None => Self::NonPrecise,
        }
    }
}

coded! {
    /// How tight the kit's tolerances were.
    Level {
        Discovery = "discovery",
        Challenge = "challenge",
        Expert = "expert",
    }
}

coded! {
    /// The strongest help used, from none to all.
    Help {
        None = "none",
        /// A word or a light.
        Hint = "hint",
        /// The ghost hand showed the gesture.
        Ghost = "ghost",
        /// The gesture was made at one touch.
        OneTouch = "one_touch",
    }
}

coded! {
    /// « Ça te plaît ? »
    Liked {
        Yes = "yes",
        SoSo = "so_so",
        No = "no",
    }
}

coded! {
    /// Accessibility modes. Near to health: counted by the day, never kept with a visit.
    Mode {
        LargeText = "large_text",
        OneTouch = "one_touch",
        Mute = "mute",
    }
}

/// How a try of a kit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Finished,
    Abandoned {
        /// The step under way when the visitor left, from 1.
        step: u8,
    },
}

/// One try of one kit: a row of the journal. It never leaves the kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitVisit {
    /// Name of the event's file in `config/events`.
    pub event: String,
    /// Name of the kit's folder.
    pub kit: String,
    pub kit_version: String,
    pub level: Level,
    /// `None`: the question was skipped.
    pub audience: Option<Audience>,
    pub language: Language,
    /// Quarter of an hour in which it ended: seconds since 1970 divided by [`SLOT_SECS`], by the kiosk's clock.
    pub slot: i64,
    pub outcome: Outcome,
    /// From the first step to the end.
    pub secs: u32,
    /// How many steps the kit has, from 1.
    pub steps: u8,
    /// Criterion of the kit and its mark, 0 to 100; empty if nothing was measured.
    pub scores: Vec<(String, u8)>,
    pub help: Help,
    /// `None`: no answer.
    pub liked: Option<Liked>,
}

impl KitVisit {
    /// The last step the visitor came to, from 1.
    pub fn step_reached(&self) -> u8 {
        match self.outcome {
            Outcome::Finished => self.steps,
            Outcome::Abandoned { step } => step,
        }
    }

    /// Mean of the criteria, 0 to 100, rounded down; `None` if nothing was measured.
    pub fn mean_score(&self) -> Option<u32> {
        let count = u32::try_from(self.scores.len()).ok().filter(|count| *count > 0)?;
        let sum: u32 = self.scores.iter().map(|(_, score)| u32::from(*score)).sum();
        Some(sum / count)
    }
}

/// The slot of an instant given in seconds since 1970.
pub fn slot_of(unix_secs: i64) -> i64 {
    unix_secs.div_euclid(SLOT_SECS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_variant() {
        for audience in Audience::ALL {
            assert_eq!(Audience::from_code(audience.code()), Some(audience));
        }
        for help in Help::ALL {
            assert_eq!(Help::from_code(help.code()), Some(help));
        }
        assert_eq!(Liked::from_code("maybe"), None);
    }

    #[test]
    fn who_goes_to_school_is_one_group_and_who_did_not_say_another() {
        let groups = Audience::ALL.map(|audience| Group::of(Some(audience)));
        use Group::{Adulte, Scolaire};
        assert_eq!(groups, [Scolaire, Scolaire, Adulte, Adulte, Adulte, Adulte]);
        assert_eq!(Group::of(None), Group::NonPrecise);
    }

    #[test]
    fn a_clock_before_1970_has_slots_too() {
        assert_eq!([0, 899, 900, -1].map(slot_of), [0, 0, 1, -1]);
    }
}
