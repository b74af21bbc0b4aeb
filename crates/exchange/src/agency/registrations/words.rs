//! What can be ticked on the form: its code in requests and tables, its words on pages and in mails.

use crate::language::{Bilingual, Language};

/// What a visitor may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wish {
    CallBack,
    Immersion,
    Ambassador,
    Formation,
}

impl Wish {
    pub const ALL: [Self; 4] = [Self::CallBack, Self::Immersion, Self::Ambassador, Self::Formation];

    pub fn code(self) -> &'static str {
        match self {
            Self::CallBack => "rappel",
            Self::Immersion => "immersion",
            Self::Ambassador => "ambassadeur",
            Self::Formation => "formation",
        }
    }

    pub(super) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.code() == code)
    }

    pub(super) fn words(self) -> Bilingual {
        match self {
            Self::CallBack => Bilingual::new("être rappelé", "a call back"),
            Self::Immersion => Bilingual::new(
                "une immersion (quelques jours dans une entreprise)",
                "an immersion (some days in a company)",
            ),
            Self::Ambassador => Bilingual::new(
                "parler avec un ambassadeur du métier",
                "to talk with someone of the trade",
            ),
            Self::Formation => Bilingual::new("des informations sur une formation", "news of a training course"),
        }
    }
}

/// Who the visitor is, as far as the law asks: under 15 a parent consents with the child (loi Informatique et Libertés,
/// article 45).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Under15,
    From15To17,
    Adult,
}

impl Age {
    pub const ALL: [Self; 3] = [Self::Under15, Self::From15To17, Self::Adult];

    pub fn code(self) -> &'static str {
        match self {
            Self::Under15 => "moins-15",
            Self::From15To17 => "15-17",
            Self::Adult => "18-plus",
        }
    }

    pub(super) fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|age| age.code() == code)
    }

    /// Whether the address is a parent's, and the parent is who confirms.
    pub fn needs_parent(self) -> bool {
        self == Self::Under15
    }

    pub(super) fn words(self) -> Bilingual {
        match self {
            Self::Under15 => Bilingual::new("moins de 15\u{a0}ans", "under 15"),
            Self::From15To17 => Bilingual::new("15 à 17\u{a0}ans", "15 to 17"),
            Self::Adult => Bilingual::new("18\u{a0}ans ou plus", "18 or over"),
        }
    }
}

pub(super) fn language_of(code: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.code() == code)
}
