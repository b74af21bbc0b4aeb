//! What the house may ask of every kind of play.

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;
use glam::Vec3;

use super::{Anchors, Band, Level, Source};

/// A text a visitor reads, where it stands, and how many words there is room for.
pub type RoomedText<'a> = (FieldPath, &'a Bilingual, usize);

/// A kind of play as an author wrote it for one step; `at` is the spec's own field in the author's file.
pub trait Mechanic {
    /// Reports everything that cannot work. Without `anchors` (a diorama that cannot be read) nothing is said about nodes.
    fn check(&self, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings);

    /// Whether its own demonstration, seen from `eye` (metres), brings the level to its end.
    fn plays_out(&self, level: Level, anchors: &Anchors, eye: Vec3) -> bool;

    /// Where the hand plays, metres: what an eye has to see.
    fn places(&self, anchors: &Anchors) -> Vec<Vec3>;

    /// Every text a visitor reads.
    fn texts(&self, at: &FieldPath) -> Vec<RoomedText<'_>>;

    /// Every number that carries a source: `(field, source)`.
    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)>;

    /// What the author calls each measure that is graded at `level`, and the band it is graded by.
    fn measures(&self, level: Level) -> Vec<(String, &Band)>;

    /// Every number of the trade that a text may repeat: settings, bands, counts.
    fn numbers(&self) -> Vec<f32>;

    /// Every symbol of a unit that a visitor reads: `(field, symbol)`.
    fn units(&self, _at: &FieldPath) -> Vec<(FieldPath, &str)> {
        Vec::new()
    }

    /// Criteria of the debrief that are graded at `level`.
    fn graded(&self, level: Level) -> Vec<&str>;
}
