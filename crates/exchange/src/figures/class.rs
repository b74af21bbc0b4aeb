//! A statement read back as the sealed class it is; what is not one of ours is left alone.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::measure::Measure;

/// Codes counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    pub of: Vec<String>,
    pub n: u32,
}

/// A histogram as released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Bins(Vec<Bin>),
    /// More than 90 % of the visits are in one bin: which one is not told.
    Masked,
}

/// What a class counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Kit {
        kit: String,
        /// Audience or group; `None` for all visitors together.
        audience: Option<String>,
    },
    Event,
}

/// One sealed class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Of the statement, for telling repetitions apart.
    pub id: String,
    pub event: String,
    /// Last day of the sealing period.
    pub day: Date,
    pub subject: Subject,
    pub visits: u32,
    /// The threshold that was kept.
    pub k: Option<u32>,
    pub histograms: BTreeMap<Measure, Shape>,
    /// Code of a mode, and visits that used it.
    pub accessibility: BTreeMap<String, u32>,
}

impl Class {
    /// The class in an xAPI statement, or nothing if it is not one of Établi's.
    pub fn of(statement: &Value) -> Option<Self> {
        let event = grouping(statement)?;
        let object = statement.pointer("/object/id")?.as_str()?;
        let context = extensions(statement.pointer("/context/extensions"));
        let result = extensions(statement.pointer("/result/extensions"));
        let audience = context.get("audience").and_then(|audience| audience.as_str());
        let subject = match (after(object, "/xapi/kits/"), after(object, "/xapi/events/")) {
            (Some(kit), _) => Subject::Kit {
                kit: kit.to_owned(),
                audience: audience.map(str::to_owned),
            },
            (None, Some(_)) => Subject::Event,
            (None, None) => return None,
        };
        let histogram = |(name, value): (&&str, &&Value)| Some((Measure::of_extension(name)?, shape(value)?));
        Some(Self {
            id: statement.get("id")?.as_str()?.to_lowercase(),
            event: event.to_owned(),
            day: statement.get("timestamp")?.as_str()?.get(..10)?.parse().ok()?,
            subject,
            visits: count(result.get("visits")?)?,
            k: context.get("k").and_then(|k| count(k)),
            histograms: result.iter().filter_map(histogram).collect(),
            accessibility: result
                .get("accessibility")
                .map(|totals| totals_of(totals))
                .unwrap_or_default(),
        })
    }

    pub fn kit(&self) -> Option<&str> {
        match &self.subject {
            Subject::Kit { kit, .. } => Some(kit),
            Subject::Event => None,
        }
    }

    /// Audience or group of a kit's class; the code of all of them if it has none.
    pub fn audience(&self) -> &str {
        match &self.subject {
            Subject::Kit {
                audience: Some(audience),
                ..
            } => audience,
            _ => super::measure::ALL_AUDIENCES,
        }
    }
}

/// The event that groups the statement.
fn grouping(statement: &Value) -> Option<&str> {
    let grouping = statement.pointer("/context/contextActivities/grouping")?;
    // Stores may hand out the only one without its list.
    let activities = grouping
        .as_array()
        .map_or(std::slice::from_ref(grouping), Vec::as_slice);
    let ids = activities.iter().filter_map(|activity| activity.get("id")?.as_str());
    ids.filter_map(|id| after(id, "/xapi/events/")).next()
}

/// Our extensions by the end of their IRI.
fn extensions(value: Option<&Value>) -> BTreeMap<&str, &Value> {
    let members = value.and_then(Value::as_object);
    let ours = members
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((after(key, "/xapi/ext/")?, value)));
    ours.collect()
}

/// What follows the last `mark`, if something does.
fn after<'a>(iri: &'a str, mark: &str) -> Option<&'a str> {
    iri.rsplit_once(mark)
        .map(|(_, rest)| rest)
        .filter(|rest| !rest.is_empty())
}

fn count(value: &Value) -> Option<u32> {
    let number = value.as_f64().filter(|number| number.fract() == 0.0)?;
    // In range and whole.
    (0.0..=f64::from(u32::MAX)).contains(&number).then_some(number as u32)
}

fn shape(value: &Value) -> Option<Shape> {
    if value.as_str() == Some("masked") {
        return Some(Shape::Masked);
    }
    let bin = |value: &Value| {
        let of = value.get("of")?.as_array()?;
        let of = of.iter().map(|code| code.as_str().map(str::to_owned));
        Some(Bin {
            of: of.collect::<Option<_>>()?,
            n: count(value.get("n")?)?,
        })
    };
    Some(Shape::Bins(value.as_array()?.iter().map(bin).collect::<Option<_>>()?))
}

fn totals_of(value: &Value) -> BTreeMap<String, u32> {
    let members = value.as_object().into_iter().flatten();
    members
        .filter_map(|(code, total)| Some((code.clone(), count(total)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::agency::statement::samples;

    #[test]
    fn a_statement_is_read_as_its_class() {
        let class = Class::of(&samples::kit(1)).expect("one of ours");
        assert_eq!(
            (class.event.as_str(), class.kit(), class.audience()),
            ("salon-2027", Some("soudure"), "scolaire")
        );
        assert_eq!((class.visits, class.k), (42, Some(10)));
        assert_eq!(class.histograms[&Measure::StepReached], Shape::Masked);
        let Shape::Bins(bins) = &class.histograms[&Measure::Duration] else {
            panic!("bins")
        };
        assert_eq!((bins[0].of.len(), bins[0].n), (2, 5));
        let event = Class::of(&samples::event(1)).expect("one of ours");
        assert_eq!((event.subject, event.accessibility["large_text"]), (Subject::Event, 12));
    }

    #[test]
    fn what_stores_add_and_change_does_not_matter() {
        let mut statement = samples::kit(1);
        statement["stored"] = json!("2027-03-28T12:00:00Z");
        statement["object"]["definition"]["name"] = json!({"fr": "Soudure"});
        let grouping = statement
            .pointer_mut("/context/contextActivities/grouping")
            .expect("a place");
        *grouping = grouping[0].clone();
        assert_eq!(Class::of(&statement), Class::of(&samples::kit(1)));
    }

    #[test]
    fn statements_of_others_are_left_alone() {
        let mut foreign = samples::kit(1);
        foreign["object"]["id"] = json!("https://lycee.example/cours/12");
        for statement in [foreign, json!({}), json!(null), json!({"object": {"id": 3}})] {
            assert_eq!(Class::of(&statement), None);
        }
    }
}
