//! The one way quality is measured: a band of values a tradesperson knows.

use serde::Deserialize;

use crate::language::Bilingual;

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
        let advice = Bilingual { fr: "Ralentir".into(), en: "Slow down".into() };
        Band { ideal: (low, high), ok: (ok_low, ok_high), weight: 1.0, advice, source: Source::AValider }
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
