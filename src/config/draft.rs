//! An event's file as it is written: what staff edit, before anyone has checked it.

use ron::value::RawValue;
use serde::{Deserialize, Deserializer};

use crate::{
    engagement::plan::{ClassLevel, PeriodKind},
    language::Bilingual,
};

/// Everything in `config/events/<id>.ron`. Dates, hours and names are as they are written, right or wrong: findings about
/// them carry their field's path, and whoever edits sees them beside the field.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventDraft {
    pub name: Bilingual,
    /// Town and hall.
    pub place: Bilingual,
    /// First and last day, `YYYY-MM-DD` like every date here.
    pub start: String,
    pub end: String,
    /// IANA, e.g. `Europe/Paris`.
    #[serde(default = "france")]
    pub time_zone: String,
    /// When visitors come in; empty: all day long.
    #[serde(default)]
    pub hours: Vec<SpanDraft>,
    #[serde(default)]
    pub territory: Option<Bilingual>,
    /// What the event calls its theme: « Semaine de l’industrie ».
    #[serde(default)]
    pub theme: Option<Bilingual>,
    /// Names of the sectors whose kits are shown; `None`: all.
    #[serde(default, deserialize_with = "words")]
    pub sectors: Option<Vec<String>>,
    /// Kits shown, in this order, before what `kiosk.ron` says.
    #[serde(default)]
    pub kits: Option<Vec<String>>,
    #[serde(default)]
    pub engagement: Option<EngagementDraft>,
    #[serde(default)]
    pub stands: Vec<StandDraft>,
}

/// Where someone of a trade can be met.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandDraft {
    pub kit: String,
    pub name: Bilingual,
    pub place: Bilingual,
    pub presence: Vec<SpanDraft>,
}

/// Some hours of a day.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpanDraft {
    pub date: String,
    /// `HH:MM`, in the event's time zone.
    pub from: String,
    pub to: String,
}

/// How what visitors try is counted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EngagementDraft {
    #[serde(default)]
    pub period: Option<PeriodKind>,
    #[serde(default)]
    pub level: Option<ClassLevel>,
    /// Per kiosk and day.
    pub expected_visits: u32,
    #[serde(default)]
    pub kits: Option<u32>,
    #[serde(default)]
    pub accept_loss: bool,
}

fn france() -> String {
    "Europe/Paris".to_owned()
}

/// Names without quotes, or with.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let written: Option<Vec<Box<RawValue>>> = Deserialize::deserialize(deserializer)?;
    let word = |value: &RawValue| value.get_ron().trim().trim_matches('"').to_owned();
    Ok(written.map(|values| values.iter().map(|value| word(value)).collect()))
}
