//! Sealed classes as figures, for whoever reads them: the agency, from all its kiosks' statements, or a kiosk, from its own.

mod class;
mod measure;
mod names;
mod tally;

use std::collections::BTreeSet;

use serde_json::Value;

pub use class::{Bin, Class, Shape, Subject};
pub use measure::{ALL_AUDIENCES, AUDIENCES, Measure, accessibility_name, audience_name};
pub use names::{EventName, NO_TERRITORY, Names};
pub use tally::{Share, Tally};

/// Everything the statements say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedFigures {
    /// By event, day, subject and id.
    pub classes: Vec<Class>,
    /// Statements that are not Établi's.
    pub foreign: usize,
}

impl SealedFigures {
    /// Reads statements; one that comes twice counts once.
    pub fn of(statements: &[Value]) -> Self {
        let mut figures = Self::default();
        let mut seen = BTreeSet::new();
        for statement in statements {
            match Class::of(statement) {
                Some(class) if seen.insert(class.id.clone()) => figures.classes.push(class),
                Some(_) => {}
                None => figures.foreign += 1,
            }
        }
        let key = |class: &Class| (class.event.clone(), class.day, class.subject.clone(), class.id.clone());
        figures.classes.sort_by_cached_key(key);
        figures
    }
}
