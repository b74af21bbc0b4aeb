//! The one form of statement that kiosks send: every key is named here, and no other is taken.
//!
//! A key that could carry a person (actor.name, mbox, openid, registration, instructor, team, language,
//! result.response, attachments, authority…) has no field to go to and is refused with the whole batch.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::extensions::{Extensions, count};

/// Fewest visits of a class that may be released.
pub const K_MIN: u32 = 10;
/// Fewest visits of a bin that may be released.
const BIN_MIN: u32 = 3;
/// The version of the contract, `…/ext/schema`.
pub const SCHEMA: u32 = 1;
pub const VERB: &str = "http://adlnet.gov/expapi/verbs/interacted";
const SIMULATION: &str = "http://adlnet.gov/expapi/activities/simulation";
const EVENT: &str = "http://activitystrea.ms/schema/1.0/event";
const VISITORS: &str = "visiteurs-anonymes";
const HISTOGRAMS: [&str; 7] = [
    "outcome",
    "score-hist",
    "duration-hist",
    "help-hist",
    "step-reached-hist",
    "liked",
    "language-hist",
];
const AUDIENCES: [&str; 8] = [
    "scolaire",
    "adulte",
    "non_precise",
    "college",
    "lycee",
    "etudes",
    "parent",
    "conseil",
];
/// Longest text of any kind: identifiers are short.
const TEXT_MAX: usize = 300;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contract {
    id: String,
    actor: Group,
    verb: Verb,
    object: Activity,
    result: Outcome,
    context: Context,
    timestamp: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Group {
    object_type: String,
    account: Account,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Account {
    home_page: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verb {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Activity {
    object_type: String,
    id: String,
    #[serde(default)]
    definition: Option<Definition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    r#type: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outcome {
    extensions: Extensions<Figure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Context {
    platform: String,
    context_activities: Grouping,
    extensions: Extensions<Setting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grouping {
    grouping: [Activity; 1],
}

/// A value of `result.extensions`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Figure {
    Count(#[serde(deserialize_with = "count")] u32),
    Word(String),
    Bins(Vec<Bin>),
    Totals(BTreeMap<String, u32>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bin {
    of: Vec<String>,
    #[serde(deserialize_with = "count")]
    n: u32,
}

/// A value of `context.extensions`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Setting {
    Count(#[serde(deserialize_with = "count")] u32),
    Word(String),
}

impl Contract {
    pub(super) fn id(&self) -> Result<Uuid, String> {
        let id = Uuid::parse_str(&self.id).map_err(|_| "id n’est pas un UUID".to_owned())?;
        // Other versions hold a clock or a machine.
        match id.get_version_num() {
            4 => Ok(id),
            other => Err(format!("id est un UUID de version {other}, pas 4")),
        }
    }

    pub(super) fn verb(&self) -> &str {
        &self.verb.id
    }

    pub(super) fn activity(&self) -> &str {
        &self.object.id
    }

    /// Everything that the shape alone does not say; returns the instant.
    pub(super) fn check(&self) -> Result<Timestamp, String> {
        let base = self.base()?;
        expect("verb.id", &self.verb.id, VERB)?;
        let event = &self.context.context_activities.grouping[0];
        under("context.contextActivities.grouping", event, base, "events")?;
        if self.context.platform.len() > TEXT_MAX {
            return Err("context.platform est trop long".to_owned());
        }
        let kind = self
            .object
            .definition
            .as_ref()
            .map(|definition| definition.r#type.as_str());
        match kind {
            Some(SIMULATION) => under("object", &self.object, base, "kits")?,
            Some(EVENT) => under("object", &self.object, base, "events")?,
            _ => return Err(format!("object.definition.type n’est ni {SIMULATION} ni {EVENT}")),
        }
        let k = self.settings(base)?;
        self.figures(base, k)?;
        self.instant()
    }

    /// The agency's own part of every IRI.
    fn base(&self) -> Result<&str, String> {
        expect("actor.objectType", &self.actor.object_type, "Group")?;
        expect("actor.account.name", &self.actor.account.name, VISITORS)?;
        let base = self.actor.account.home_page.as_str();
        let is_web = base.starts_with("https://") || base.starts_with("http://");
        if is_web && base.ends_with("/xapi") && base.len() <= TEXT_MAX {
            Ok(base)
        } else {
            Err(format!(
                "actor.account.homePage n’est pas «\u{a0}https://…/xapi\u{a0}»\u{a0}: {}",
                brief(base)
            ))
        }
    }

    fn settings(&self, base: &str) -> Result<u32, String> {
        let (mut k, mut schema) = (None, None);
        for (key, setting) in &self.context.extensions.0 {
            let place = || format!("context.extensions[{}]", brief(key));
            match (own(key, base), setting) {
                (Some("k"), Setting::Count(count)) => k = Some(*count),
                (Some("schema"), Setting::Count(count)) => schema = Some(*count),
                (Some("audience"), Setting::Word(word)) if AUDIENCES.contains(&word.as_str()) => {}
                (Some("k" | "schema" | "audience"), _) => return Err(format!("{} a une valeur inconnue", place())),
                _ => return Err(format!("{} n’est pas admis", place())),
            }
        }
        if schema != Some(SCHEMA) {
            return Err(format!("context.extensions…/schema n’est pas {SCHEMA}"));
        }
        k.filter(|k| *k >= K_MIN)
            .ok_or_else(|| format!("context.extensions…/k manque ou est inférieur à {K_MIN}"))
    }

    fn figures(&self, base: &str, k: u32) -> Result<(), String> {
        let figures = &self.result.extensions.0;
        let visits = figures.iter().find(|(key, _)| own(key, base) == Some("visits"));
        let visits = match visits {
            Some((_, Figure::Count(visits))) if *visits >= k => *visits,
            _ => return Err(format!("result.extensions…/visits manque ou est inférieur à {k}")),
        };
        for (key, figure) in figures {
            let place = format!("result.extensions[{}]", brief(key));
            match (own(key, base), figure) {
                (Some("visits"), _) => {}
                (Some(name), Figure::Bins(bins)) if HISTOGRAMS.contains(&name) => {
                    histogram(bins, visits).map_err(|problem| format!("{place}\u{a0}: {problem}"))?;
                }
                (Some(name), Figure::Word(word)) if HISTOGRAMS.contains(&name) && word == "masked" => {}
                (Some("accessibility"), Figure::Totals(totals)) => {
                    let fits = |n: &u32| (BIN_MIN..=visits).contains(n);
                    if !totals.values().all(fits) || !totals.keys().all(|code| is_code(code)) {
                        return Err(format!(
                            "{place}\u{a0}: un total est inférieur à {BIN_MIN} ou supérieur aux visites"
                        ));
                    }
                }
                (Some(name), _) if HISTOGRAMS.contains(&name) => {
                    return Err(format!("{place} n’est ni une liste de classes ni «\u{a0}masked\u{a0}»"));
                }
                _ => return Err(format!("{place} n’est pas admis")),
            }
        }
        Ok(())
    }

    fn instant(&self) -> Result<Timestamp, String> {
        const EARLIEST: &str = "2020-01-01";
        let instant: Timestamp = self
            .timestamp
            .parse()
            .map_err(|_| "timestamp n’est pas un instant ISO 8601".to_owned())?;
        // Never finer than the day: every statement of a day has the same instant.
        if !self.timestamp.ends_with("T12:00:00.000Z") {
            return Err("timestamp n’est pas le jour à 12:00:00.000Z".to_owned());
        }
        if self.timestamp.as_str() < EARLIEST {
            return Err(format!("timestamp est antérieur à {EARLIEST}"));
        }
        Ok(instant)
    }
}

fn histogram(bins: &[Bin], visits: u32) -> Result<(), String> {
    let mut codes = std::collections::BTreeSet::new();
    for Bin { of, n } in bins {
        if of.is_empty() || !of.iter().all(|code| is_code(code) && codes.insert(code)) {
            return Err("un code manque, est mal écrit ou figure deux fois".to_owned());
        }
        if *n != 0 && *n < BIN_MIN {
            return Err(format!("une classe compte moins de {BIN_MIN} visites"));
        }
    }
    let total: u64 = bins.iter().map(|bin| u64::from(bin.n)).sum();
    if total > u64::from(visits) {
        return Err("la somme dépasse les visites".to_owned());
    }
    Ok(())
}

/// `finished`, `0-24`, `240+`.
fn is_code(code: &str) -> bool {
    const LENGTH_MAX: usize = 24;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-+".contains(&byte);
    (1..=LENGTH_MAX).contains(&code.len()) && code.bytes().all(plain)
}

fn expect(place: &str, found: &str, wanted: &str) -> Result<(), String> {
    if found == wanted {
        Ok(())
    } else {
        Err(format!("{place} n’est pas «\u{a0}{wanted}\u{a0}»"))
    }
}

/// The name of an extension of the agency's own.
fn own<'a>(key: &'a str, base: &str) -> Option<&'a str> {
    key.strip_prefix(base)?.strip_prefix("/ext/")
}

/// `<base>/kits/<id>`.
fn under(place: &str, activity: &Activity, base: &str, folder: &str) -> Result<(), String> {
    expect(&format!("{place}.objectType"), &activity.object_type, "Activity")?;
    let rest = activity.id.strip_prefix(base).and_then(|rest| rest.strip_prefix('/'));
    let id = rest
        .and_then(|rest| rest.strip_prefix(folder))
        .and_then(|rest| rest.strip_prefix('/'));
    match id {
        Some(id) if crate::agency::store::is_token_name(id) => Ok(()),
        _ => Err(format!("{place}.id n’est pas {base}/{folder}/IDENTIFIANT")),
    }
}

/// Foreign text is told short.
fn brief(text: &str) -> String {
    const SHOWN_MAX: usize = 80;
    let mut brief: String = text.chars().filter(|c| !c.is_control()).take(SHOWN_MAX).collect();
    if text.chars().count() > SHOWN_MAX {
        brief.push('…');
    }
    brief
}
