//! What is graded at a level: one measure of a mechanic, one criterion of the debrief, one band.

use std::fmt::Debug;

use serde::Deserialize;

use super::{Band, Level, Levels, Mark, RoomedText, Source, band};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

/// Which measure (`M`, the mechanic's own) counts for which criterion of the debrief.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading<M> {
    pub criterion: String,
    pub measure: M,
    pub band: Band,
}

/// Numbers of a level that hold gradings.
pub trait Graded {
    type Measure: Clone + PartialEq;

    fn grades(&self) -> &[Grading<Self::Measure>];
}

/// Room for what a colleague says on the debrief, words.
const ADVICE_WORDS: usize = 20;

/// Marks for what was `measured`, one for each grading.
pub fn marks<M: Clone>(grades: &[Grading<M>], measured: impl Fn(M) -> f32) -> Vec<Mark> {
    let marks = grades.iter().map(|grading| {
        let value = measured(grading.measure.clone());
        Mark {
            criterion: grading.criterion.clone(),
            value,
            mark: grading.band.mark(value),
            weight: grading.band.weight,
            advice: grading.band.advice.clone(),
        }
    });
    marks.collect()
}

/// Criteria of the debrief that are graded at `level`.
pub fn criteria<T: Graded>(levels: &Levels<T>, level: Level) -> Vec<&str> {
    let grades = levels.get(level).grades().iter();
    grades.map(|grading| grading.criterion.as_str()).collect()
}

/// What the author calls each measure that is graded at `level`, and its band.
pub fn measures<T: Graded<Measure: Debug>>(levels: &Levels<T>, level: Level) -> Vec<(String, &Band)> {
    let grades = levels.get(level).grades().iter();
    grades
        .map(|grading| (format!("{:?}", grading.measure), &grading.band))
        .collect()
}

/// Every band with its field; `at` is the field of the levels.
fn bands<'a, T: Graded>(levels: &'a Levels<T>, at: &FieldPath) -> Vec<(FieldPath, &'a Band)> {
    let mut bands = Vec::new();
    for (name, level) in levels.iter() {
        let grades = at.field(name).field("grades");
        let of_level = level.grades().iter().enumerate();
        bands.extend(of_level.map(|(index, grading)| (grades.index(index).field("band"), &grading.band)));
    }
    bands
}

/// Every advice a visitor reads.
pub fn texts<'a, T: Graded>(levels: &'a Levels<T>, at: &FieldPath) -> Vec<RoomedText<'a>> {
    let bands = bands(levels, at).into_iter();
    bands
        .map(|(at, band)| (at.field("advice"), &band.advice, ADVICE_WORDS))
        .collect()
}

/// Every source of a band: `(field, source)`.
pub fn sources<'a, T: Graded>(levels: &'a Levels<T>, at: &FieldPath) -> Vec<(FieldPath, &'a Source)> {
    let bands = bands(levels, at).into_iter();
    bands.map(|(at, band)| (at.field("source"), &band.source)).collect()
}

/// Every number of the bands.
pub fn numbers<T: Graded>(levels: &Levels<T>) -> Vec<f32> {
    let gradings = levels.iter().flat_map(|(_, level)| level.grades());
    gradings
        .flat_map(|Grading { band, .. }| [band.ideal.0, band.ideal.1, band.ok.0, band.ok.1])
        .collect()
}

/// Reports gradings that cannot work; `lowest` is the lowest value the mechanic can measure, `at` the list of gradings.
pub(super) fn check<M>(grades: &[Grading<M>], criteria: &[&str], lowest: f32, at: &FieldPath, findings: &mut Findings) {
    let gradings = grades.iter().map(|grading| (grading.criterion.as_str(), &grading.band));
    band::check_gradings(gradings, criteria, lowest, at, findings);
}

/// Reports, under `code`, every level that asks less of the hand than the one before: bands that widen, and whatever
/// `looser` names (`(field, whether it is easier)`) about two levels, the easier one first. `at` is the field of the
/// levels.
pub(super) fn check_order<T: Graded>(
    levels: &Levels<T>,
    looser: impl Fn(&T, &T) -> Vec<(&'static str, bool)>,
    code: &Code,
    at: &FieldPath,
    findings: &mut Findings,
) {
    for pair in Level::ALL.windows(2) {
        let (easy, hard) = (levels.get(pair[0]), levels.get(pair[1]));
        let at = at.field(pair[1].field());
        let mut tell = |field: FieldPath, name: &str| {
            let (before, after) = (pair[0].word(), pair[1].word());
            let message = Bilingual::new(
                format!(
                    "«\u{a0}{name}\u{a0}»\u{a0}: le niveau {} est plus facile que le niveau {}",
                    after.fr, before.fr
                ),
                format!("`{name}`: level {} is easier than level {}", after.en, before.en),
            );
            findings.report(code, &field, message);
        };
        for (name, _) in looser(easy, hard).into_iter().filter(|(_, easier)| *easier) {
            tell(at.field(name), name);
        }
        for (index, grading) in hard.grades().iter().enumerate() {
            let same =
                |other: &&Grading<T::Measure>| other.criterion == grading.criterion && other.measure == grading.measure;
            let before = easy.grades().iter().find(same);
            if before.is_some_and(|easier| grading.band.is_looser_than(&easier.band)) {
                tell(at.field("grades").index(index).field("band"), "band");
            }
        }
    }
}
