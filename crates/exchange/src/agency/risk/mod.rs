//! Evidence for the data-protection officer: attacks that are really run on the released statements, with what they
//! found in numbers.
//!
//! The three criteria are those of the Article 29 Working Party's opinion 05/2014 on anonymisation: singling out,
//! linkability, inference.

mod differences;
mod form;
mod inference;
mod linkage;
mod report;
mod singling;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::read::{Class, SealedFigures};
pub use report::report;

/// One of the three criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    SinglingOut,
    Linkability,
    Inference,
}

/// An attack that was run, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attack {
    pub name: &'static str,
    pub criterion: Criterion,
    /// What someone would try, in a sentence.
    pub how: &'static str,
    /// What was counted.
    pub numbers: Vec<(String, String)>,
    /// Times it succeeded; none is what we claim.
    pub successes: usize,
    /// What the numbers mean, the residual risk included.
    pub meaning: String,
}

/// Runs every attack.
pub fn attacks(statements: &[Value]) -> Vec<Attack> {
    let classes = SealedFigures::of(statements).classes;
    let ours: Vec<&Value> = statements
        .iter()
        .filter(|statement| Class::of(statement).is_some())
        .collect();
    vec![
        form::foreign_keys(&ours),
        singling::small_classes(&classes),
        singling::small_bins(&classes),
        differences::between_levels(&classes),
        differences::neighbours(&classes),
        linkage::marks(&ours),
        linkage::crossed(&classes),
        inference::homogeneity(&classes),
        inference::unmasking(&classes),
    ]
}

/// A line of numbers.
fn number(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// « 87,5 % »; « — » for nothing.
fn percent(share: Option<f64>) -> String {
    share.map_or("—".to_owned(), |share| {
        format!("{:.1}\u{a0}%", share * 100.0).replace('.', ",")
    })
}
