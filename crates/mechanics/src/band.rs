//! The one way quality is measured: a band of values a tradesperson knows.

use serde::Deserialize;

use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

pub const BAND: Code = Code::error("K420", "intervalle impossible («\u{a0}ideal\u{a0}», «\u{a0}ok\u{a0}»)");
pub const WEIGHT: Code = Code::error("K421", "«\u{a0}weight\u{a0}» hors de 0 à 100");
pub const CRITERION: Code = Code::error("K422", "critère absent du débrief");
pub const NO_GRADES: Code = Code::error("K423", "un niveau sans aucune note");

pub const CODES: &[Code] = &[BAND, WEIGHT, CRITERION, NO_GRADES];

/// Nothing a hand does on a table is measured in larger numbers.
const VALUE_MAX: f32 = 1e6;
const WEIGHT_MAX: f32 = 100.0;

/// Where a number or a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Source {
    /// Playable, but the branch has not validated it yet: listed for staff.
    AValider,
    /// A published source.
    #[serde(rename = "Source")]
    Published(Reference),
}

/// A published source and the day it was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    pub title: String,
    #[serde(default)]
    pub url: Option<String>,
    /// ISO 8601, e.g. `2026-11-23`.
    pub date: String,
}

/// Inside `ideal`: full marks. Outside `ok`: none. Linear between.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lowest and highest value that deserve full marks, in the measure's unit.
    pub ideal: (f32, f32),
    /// Lowest and highest value that deserve any mark; holds `ideal`.
    pub ok: (f32, f32),
    /// How much it counts among the measures of the same criterion, above 0.
    pub weight: f32,
    /// What a colleague would say when it is not ideal.
    pub advice: Bilingual,
    pub source: Source,
}

impl Band {
    /// Mark of `value`, from 0 to 1; a value that is not a number gets 0.
    pub fn mark(&self, value: f32) -> f32 {
        let (ideal_low, ideal_high) = self.ideal;
        let (ok_low, ok_high) = self.ok;
        if !value.is_finite() || value < ok_low || value > ok_high {
            0.0
        } else if value < ideal_low {
            (value - ok_low) / (ideal_low - ok_low)
        } else if value > ideal_high {
            (ok_high - value) / (ok_high - ideal_high)
        } else {
            1.0
        }
    }
}

impl Band {
    /// Whether more values get marks than in `other`.
    pub fn is_looser_than(&self, other: &Self) -> bool {
        let wider = |a: (f32, f32), b: (f32, f32)| a.0 < b.0 || a.1 > b.1;
        wider(self.ok, other.ok) || wider(self.ideal, other.ideal)
    }

    /// What is wrong with the two ranges, in both languages; `lowest` is the lowest value that can be measured.
    fn fault(&self, lowest: f32) -> Option<Bilingual> {
        let (ideal, ok) = (self.ideal, self.ok);
        let numbers = [ideal.0, ideal.1, ok.0, ok.1];
        let told = |fr: &str, en: &str| Some(Bilingual::new(fr, en));
        if numbers.iter().any(|number| !number.is_finite()) {
            told(
                "ces intervalles contiennent autre chose que des nombres",
                "these ranges hold something that is no number",
            )
        } else if numbers.iter().any(|number| number.abs() > VALUE_MAX) {
            told(
                "un nombre de ces intervalles dépasse le million",
                "a number in these ranges is beyond a million",
            )
        } else if numbers.iter().any(|number| *number < lowest) {
            told("cette mesure n’est jamais négative", "this measure is never negative")
        } else if ideal.0 > ideal.1 || ok.0 > ok.1 {
            told("un intervalle s’écrit (bas, haut)", "a range is written (low, high)")
        } else if ideal.0 < ok.0 || ideal.1 > ok.1 {
            told(
                "«\u{a0}ideal\u{a0}» sort de «\u{a0}ok\u{a0}»",
                "`ideal` reaches beyond `ok`",
            )
        } else {
            None
        }
    }
}

/// The part of a mechanic's check that is the same for all: every level is graded, on criteria of the debrief, by bands
/// that make sense. `lowest` is the lowest value the mechanic can measure, `at` the list of gradings.
pub(super) fn check_gradings<'a>(
    gradings: impl Iterator<Item = (&'a str, &'a Band)>,
    criteria: &[&str],
    lowest: f32,
    at: &FieldPath,
    findings: &mut Findings,
) {
    let mut count = 0;
    for (index, (criterion, band)) in gradings.enumerate() {
        count += 1;
        let at = at.index(index);
        if !criteria.contains(&criterion) {
            let message = Bilingual::new(
                format!("le débrief n’a pas de critère «\u{a0}{criterion}\u{a0}»"),
                format!("the debrief has no criterion `{criterion}`"),
            );
            findings
                .report(&CRITERION, &at.field("criterion"), message)
                .suggest(criterion, criteria.iter().copied());
        }
        if let Some(message) = band.fault(lowest) {
            findings.report(&BAND, &at.field("band").field("ideal"), message);
        }
        let weight = band.weight;
        if !(weight > 0.0 && weight <= WEIGHT_MAX) {
            let message = Bilingual::new(
                format!("«\u{a0}weight\u{a0}» vaut {weight}, au lieu d’un nombre au-dessus de 0, jusqu’à 100"),
                format!("`weight` is {weight} instead of a number above 0, up to 100"),
            );
            findings.report(&WEIGHT, &at.field("band").field("weight"), message);
        }
    }
    if count == 0 {
        let message = Bilingual::new("ce niveau ne note rien", "this level grades nothing");
        findings.report(&NO_GRADES, at, message);
    }
}

/// One measure of one step, marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The debrief criterion it counts for.
    pub criterion: String,
    /// As measured, in the measure's unit.
    pub value: f32,
    /// 0 to 1.
    pub mark: f32,
    pub weight: f32,
    pub advice: Bilingual,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn band(ok_low: f32, low: f32, high: f32, ok_high: f32) -> Band {
        let advice = Bilingual {
            fr: "Ralentir".into(),
            en: "Slow down".into(),
        };
        Band {
            ideal: (low, high),
            ok: (ok_low, ok_high),
            weight: 1.0,
            advice,
            source: Source::AValider,
        }
    }

    #[test]
    fn marks_are_full_inside_none_outside_and_linear_between() {
        let band = band(1.0, 2.0, 3.0, 5.0);
        let marks = [0.9, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 5.1, f32::NAN].map(|value| band.mark(value));
        assert_eq!(marks, [0.0, 0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_band_without_slope_never_divides_by_zero() {
        let band = band(0.0, 0.0, 0.0, 0.0);
        assert_eq!([band.mark(0.0), band.mark(0.1), band.mark(-0.1)], [1.0, 0.0, 0.0]);
    }

    proptest! {
        #[test]
        fn a_mark_is_always_from_0_to_1(
            start in -1e6f32..1e6, a in 0f32..1e5, b in 0f32..1e5, c in 0f32..1e5, value in -1e7f32..1e7,
        ) {
            let mark = band(start, start + a, start + a + b, start + a + b + c).mark(value);
            prop_assert!((0.0..=1.0).contains(&mark), "{}", mark);
        }
    }
}
