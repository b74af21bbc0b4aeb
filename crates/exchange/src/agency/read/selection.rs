//! Which part of the figures is looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::{Class, Names};

/// Everything, or what a filter leaves of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub event: Option<String>,
    pub territory: Option<String>,
    pub year: Option<i16>,
}

impl Selection {
    /// From the query of an address; unknown parameters and broken years choose nothing.
    pub fn of(parameters: &BTreeMap<String, String>) -> Self {
        let text = |name: &str| parameters.get(name).filter(|text| !text.is_empty()).cloned();
        Self {
            event: text("evenement"),
            territory: text("territoire"),
            year: text("annee").and_then(|year| year.parse().ok()),
        }
    }

    pub fn takes(&self, class: &Class, names: &Names) -> bool {
        self.event.as_ref().is_none_or(|event| *event == class.event)
            && self
                .territory
                .as_deref()
                .is_none_or(|territory| territory == names.territory(&class.event))
            && self.year.is_none_or(|year| year == class.day.year())
    }

    /// The query of an address that leads here, with its question mark; empty for everything.
    pub fn address(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = [
            ("evenement", &self.event),
            ("territoire", &self.territory),
            ("annee", &year),
        ];
        let parts = parts.into_iter().filter_map(|(name, value)| {
            let value = crate::agency::url_escaped(value.as_deref()?);
            Some(format!("{name}={value}"))
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }
}

/// What can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Identifiers, newest event first.
    pub events: Vec<String>,
    pub territories: BTreeSet<String>,
    pub years: BTreeSet<i16>,
}

impl Choices {
    pub fn of(classes: &[Class], names: &Names) -> Self {
        let mut last_days = BTreeMap::new();
        let mut choices = Self::default();
        for class in classes {
            let last = last_days.entry(&class.event).or_insert(class.day);
            *last = class.day.max(*last);
            choices.years.insert(class.day.year());
            choices.territories.insert(names.territory(&class.event).to_owned());
        }
        let mut events: Vec<_> = last_days.into_iter().collect();
        events.sort_by(|(a, a_day), (b, b_day)| b_day.cmp(a_day).then(a.cmp(b)));
        choices.events = events.into_iter().map(|(event, _)| event.clone()).collect();
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{read::EventName, statement::samples};

    #[test]
    fn a_selection_leads_back_to_itself_and_chooses() {
        let class = Class::of(&samples::kit(1)).expect("one of ours");
        let mut names = Names::default();
        let place = EventName {
            territory: Some("Pays d’Auge & Perche".into()),
            ..EventName::default()
        };
        names.events.insert("salon-2027".into(), place);
        let here = Selection {
            territory: Some("Pays d’Auge & Perche".into()),
            year: Some(2027),
            event: None,
        };
        assert_eq!(
            here.address(),
            "?territoire=Pays%20d%E2%80%99Auge%20%26%20Perche&annee=2027"
        );
        assert!(here.takes(&class, &names) && Selection::default().takes(&class, &names));
        assert!(
            !Selection {
                year: Some(2026),
                ..here.clone()
            }
            .takes(&class, &names)
        );
        assert!(
            !Selection {
                event: Some("autre".into()),
                ..here
            }
            .takes(&class, &names)
        );
        assert_eq!(
            Selection::of(&BTreeMap::from([("annee".into(), "x".into())])),
            Selection::default()
        );
    }
}
