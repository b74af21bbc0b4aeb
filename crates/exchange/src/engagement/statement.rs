//! One sealed class as an xAPI statement: typed structs for exactly the keys that may leave the kiosk.
//!
//! The bytes are frozen when the class is sealed and never written again: a store tells the same statement from another
//! by its content, and `30` and `30.0`, or two ways to write a time, are not the same content everywhere.

use rand::{TryRng, rngs::SysRng};
use serde::{Serialize, Serializer, ser::SerializeMap};
use uuid::Uuid;

use super::{
    anonymise::{Histogram, HistogramKind, SealedClass, Subject},
    plan::K,
};

/// Version of our own extensions; a reader that knows another one leaves the statement alone.
pub const SCHEMA: u32 = 1;

/// The visitors of all kiosks, as one: there is nobody behind it.
const ACTOR: &str = "visiteurs-anonymes";
const VERB: &str = "http://adlnet.gov/expapi/verbs/interacted";
const KIT_TYPE: &str = "http://adlnet.gov/expapi/activities/simulation";
const EVENT_TYPE: &str = "http://activitystrea.ms/schema/1.0/event";
const PLATFORM: &str = concat!("etabli ", env!("CARGO_PKG_VERSION"));

/// One statement as it leaves the kiosk: its id in every store, and its exact JSON bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenStatement {
    pub id: Uuid,
    pub body: Vec<u8>,
}

/// What every statement of a kiosk has in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementContext {
    /// Begins all our IRIs, without a slash at its end: `https://agence.example/xapi`.
    pub iri_base: String,
}

/// Writes `class` under a new random id (UUIDv4, from the system's source of randomness).
pub fn freeze(class: &SealedClass, context: &StatementContext) -> FrozenStatement {
    let mut random = [0; 16];
    SysRng
        .try_fill_bytes(&mut random)
        .expect("the system's source of randomness does not fail once the system is up");
    freeze_as(uuid::Builder::from_random_bytes(random).into_uuid(), class, context)
}

/// Writes `class` under this id.
pub fn freeze_as(id: Uuid, class: &SealedClass, context: &StatementContext) -> FrozenStatement {
    let body = serde_json::to_vec(&Statement::of(id, class, &context.iri_base));
    let body = body.expect("strings and numbers under keys that are strings always make JSON");
    FrozenStatement { id, body }
}

#[derive(Serialize)]
struct Statement<'a> {
    id: String,
    actor: Group,
    verb: Verb,
    object: Activity,
    result: Outcome<'a>,
    context: Context<'a>,
    timestamp: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group {
    object_type: &'static str,
    account: Account,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    home_page: String,
    name: &'static str,
}

#[derive(Serialize)]
struct Verb {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Activity {
    object_type: &'static str,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<Definition>,
}

#[derive(Serialize)]
struct Definition {
    r#type: &'static str,
}

#[derive(Serialize)]
struct Outcome<'a> {
    extensions: Extensions<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Context<'a> {
    platform: &'static str,
    context_activities: ContextActivities,
    extensions: Extensions<'a>,
}

#[derive(Serialize)]
struct ContextActivities {
    grouping: [Activity; 1],
}

/// Values under IRIs of our own, in this order.
struct Extensions<'a> {
    base: &'a str,
    values: Vec<(Extension, Value<'a>)>,
}

/// Every extension there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extension {
    Visits,
    Histogram(HistogramKind),
    Accessibility,
    Audience,
    K,
    Schema,
}

impl Extension {
    /// The end of its IRI, after `/ext/`.
    fn name(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Histogram(HistogramKind::Outcome) => "outcome",
            Self::Histogram(HistogramKind::Score) => "score-hist",
            Self::Histogram(HistogramKind::Duration) => "duration-hist",
            Self::Histogram(HistogramKind::Help) => "help-hist",
            Self::Histogram(HistogramKind::StepReached) => "step-reached-hist",
            Self::Histogram(HistogramKind::Liked) => "liked",
            Self::Histogram(HistogramKind::Language) => "language-hist",
            Self::Accessibility => "accessibility",
            Self::Audience => "audience",
            Self::K => "k",
            Self::Schema => "schema",
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Number(u32),
    Code(&'a str),
    Bins(Vec<Bin<'a>>),
    Totals(Totals<'a>),
}

#[derive(Serialize)]
struct Bin<'a> {
    of: &'a [String],
    n: u32,
}

/// How often each of these happened, under codes of ours.
struct Totals<'a>(Vec<(&'a str, u32)>);

impl Serialize for Totals<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl Serialize for Extensions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (extension, value) in &self.values {
            map.serialize_entry(&format!("{}/ext/{}", self.base, extension.name()), value)?;
        }
        map.end()
    }
}

impl<'a> Value<'a> {
    fn of(histogram: &'a Histogram) -> Self {
        match histogram {
            Histogram::Masked => Self::Code("masked"),
            Histogram::Bins(bins) => Self::Bins(bins.iter().map(|bin| Bin { of: &bin.of, n: bin.n }).collect()),
        }
    }
}

impl<'a> Statement<'a> {
    fn of(id: Uuid, class: &'a SealedClass, base: &'a str) -> Self {
        let object = match &class.subject {
            Subject::Kit { kit, .. } => Activity::new(format!("{base}/kits/{kit}"), Some(KIT_TYPE)),
            Subject::Event => Activity::new(format!("{base}/events/{}", class.event), Some(EVENT_TYPE)),
        };
        Self {
            id: id.hyphenated().to_string(),
            actor: Group {
                object_type: "Group",
                account: Account {
                    home_page: base.to_owned(),
                    name: ACTOR,
                },
            },
            verb: Verb { id: VERB },
            object,
            result: Outcome {
                extensions: result(class, base),
            },
            context: Context {
                platform: PLATFORM,
                context_activities: ContextActivities {
                    grouping: [Activity::new(format!("{base}/events/{}", class.event), None)],
                },
                extensions: about(class, base),
            },
            // Noon of the day, always written in the same way: no finer time leaves the kiosk.
            timestamp: format!("{}T12:00:00.000Z", class.period.last_day()),
        }
    }
}

impl Activity {
    fn new(id: String, kind: Option<&'static str>) -> Self {
        let definition = kind.map(|kind| Definition { r#type: kind });
        Self {
            object_type: "Activity",
            id,
            definition,
        }
    }
}

/// What the class counts.
fn result<'a>(class: &'a SealedClass, base: &'a str) -> Extensions<'a> {
    let mut values = vec![(Extension::Visits, Value::Number(class.visits))];
    for (kind, histogram) in &class.histograms {
        values.push((Extension::Histogram(*kind), Value::of(histogram)));
    }
    if !class.accessibility.is_empty() {
        let totals = class.accessibility.iter().map(|(code, n)| (*code, *n));
        values.push((Extension::Accessibility, Value::Totals(Totals(totals.collect()))));
    }
    Extensions { base, values }
}

/// Whom it counts, and by which rules.
fn about<'a>(class: &SealedClass, base: &'a str) -> Extensions<'a> {
    let mut values = Vec::new();
    if let Subject::Kit {
        audience: Some(audience),
        ..
    } = &class.subject
    {
        values.push((Extension::Audience, Value::Code(audience)));
    }
    values.push((Extension::K, Value::Number(K)));
    values.push((Extension::Schema, Value::Number(SCHEMA)));
    Extensions { base, values }
}
