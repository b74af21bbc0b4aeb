//! Where a visitor can go from here: dated entries, each with its source; what has ended is not shown.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Reference, both, is_public_link};
use crate::language::Bilingual;

/// What an entry is about, in the order the page shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Learning the trade at a company, paid.
    Apprenticeship,
    /// A few days in a company, to see.
    Immersion,
    /// Someone of the trade to talk to.
    Ambassador,
    /// A fair, an open day.
    Event,
    /// Other ways to train: school, return to training, validation of experience.
    Formation,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Apprenticeship,
        Self::Immersion,
        Self::Ambassador,
        Self::Event,
        Self::Formation,
    ];

    /// As the page's programs know it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Apprenticeship => "apprentissage",
            Self::Immersion => "immersion",
            Self::Ambassador => "ambassadeur",
            Self::Event => "evenement",
            Self::Formation => "formation",
        }
    }
}

/// A place to go, to call or to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: Kind,
    pub title: Bilingual,
    pub text: Option<Bilingual>,
    /// Numbers of the métiers it is for; empty: all of them.
    pub metiers: Vec<u16>,
    /// https only.
    pub url: Option<String>,
    /// First day of what takes place on a day.
    pub from: Option<Date>,
    /// Last day it is shown.
    pub until: Date,
    pub source: Reference,
}

/// A number to call, free of charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it is read: « 0 800 … ».
    pub number: String,
    pub text: Bilingual,
    pub until: Date,
    pub source: Reference,
}

/// Everything the agency knows of what may come next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextSteps {
    pub phone: Option<Phone>,
    pub steps: Vec<Step>,
}

impl NextSteps {
    /// What is still true on `day`, the kinds in their order, what comes first first.
    pub(super) fn json(&self, day: Date) -> Value {
        let phone = self.phone.as_ref().filter(|phone| phone.until >= day);
        let mut steps: Vec<&Step> = self.steps.iter().filter(|step| step.until >= day).collect();
        steps.sort_by_key(|step| (step.kind, step.from));
        json!({
            "phone": phone.map(Phone::json),
            "steps": steps.iter().map(|step| step.json()).collect::<Vec<_>>(),
        })
    }
}

impl Step {
    fn json(&self) -> Value {
        json!({
            "kind": self.kind.code(),
            "title": both(&self.title),
            "text": self.text.as_ref().map(both),
            "metiers": self.metiers,
            "url": self.url.as_deref().filter(|url| is_public_link(url)),
            "from": self.from.map(|day| day.to_string()),
            "until": self.until.to_string(),
            "source": self.source.json(),
        })
    }
}

impl Phone {
    fn json(&self) -> Value {
        json!({
            "number": self.number,
            "text": both(&self.text),
            "until": self.until.to_string(),
            "source": self.source.json(),
        })
    }
}
