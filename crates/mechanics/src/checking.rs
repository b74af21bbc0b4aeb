//! What the checks of all mechanics say in the same words.

use std::ops::RangeInclusive;

use super::Anchors;
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

/// Reports, under `code`, a node that the model lacks.
pub(super) fn need_node(anchors: &Anchors, node: &str, code: &Code, field: &FieldPath, findings: &mut Findings) {
    if anchors.get(node).is_some() {
        return;
    }
    let message = Bilingual::new(
        format!("le modèle n’a pas de nœud «\u{a0}{node}\u{a0}»"),
        format!("the model has no node `{node}`"),
    );
    findings.report(code, field, message).suggest(node, anchors.names());
}

/// Reports, under `code`, an identifier that is not lower-case letters without accent, digits, `_` and `-`.
pub(super) fn check_identifier(id: &str, code: &Code, field: &FieldPath, findings: &mut Findings) {
    let written = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if !id.is_empty() && id.chars().all(written) {
        return;
    }
    let message = Bilingual::new(
        format!("identifiant «\u{a0}{id}\u{a0}» mal écrit"),
        format!("badly written identifier `{id}`"),
    );
    findings.report(code, field, message).help(Bilingual::new(
        "minuscules sans accent, chiffres, «\u{a0}_\u{a0}» et «\u{a0}-\u{a0}» seulement",
        "lower-case letters, digits, `_` and `-` only",
    ));
}

/// Reports, under `code`, a number outside its range.
pub(super) fn within(
    (name, value, unit): (&str, f32, &str),
    range: &RangeInclusive<f32>,
    code: &Code,
    at: &FieldPath,
    findings: &mut Findings,
) {
    if range.contains(&value) {
        return;
    }
    let (low, high) = (range.start(), range.end());
    let message = Bilingual::new(
        format!("«\u{a0}{name}\u{a0}» vaut {value}, au lieu de {low} à {high}{unit}"),
        format!("`{name}` is {value} instead of {low} to {high}{unit}"),
    );
    findings.report(code, &at.field(name), message);
}
