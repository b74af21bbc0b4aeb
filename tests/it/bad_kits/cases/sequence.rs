//! The base kit with a sequence of acts instead of its one step, and what can be wrong with it.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// What stands around the mechanic of the base kit's step.
const MECHANIC: [&str; 2] = ["mechanic: ", "        ),\n    ],\n    debrief:"];

/// A stop, a lever, a test and a guard, in this order.
const SEQUENCE: &str = r#"Sequence(
                acts: [
                    (
                        id: "arret",
                        name: (fr: "Arrêter la scie", en: "Stop the saw"),
                        why: (fr: "La lame s’immobilise.", en: "The blade stands still."),
                        hand: Tap,
                    ),
                    (
                        id: "levier",
                        name: (fr: "Couper le courant", en: "Switch the power off"),
                        why: (fr: "Plus rien n’arrive au moteur.", en: "Nothing reaches the motor."),
                        hand: Turn,
                        after: ["arret"],
                    ),
                    (
                        id: "essai",
                        name: (fr: "Essayer de démarrer", en: "Try to start it"),
                        why: (fr: "Rien ne bouge.", en: "Nothing moves."),
                        hand: Hold,
                        hold_secs: 1,
                        after: ["levier"],
                        critical: (fr: "La lame repart.", en: "The blade restarts."),
                    ),
                    (
                        id: "capot",
                        name: (fr: "Lever le capot", en: "Raise the guard"),
                        why: (fr: "On peut approcher.", en: "It is safe to come near."),
                        hand: Pull,
                        after: ["arret", "essai"],
                        critical: (fr: "La lame tourne encore.", en: "The blade still turns."),
                    ),
                ],
                decoys: [
                    (
                        id: "rearmer",
                        name: (fr: "Réarmer", en: "Reset"),
                        why_not: (fr: "Personne ne réarme avant la fin.", en: "Nobody resets before the end."),
                    ),
                ],
                levels: (
                    discovery: (lit: true, decoys: 0, grades: [
                        (criterion: "securite", measure: Critical, band: (
                            ideal: (0, 0), ok: (0, 3), weight: 1,
                            advice: (fr: "Vérifier avant d’ouvrir", en: "Check before opening"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "soin", measure: Slips, band: (
                            ideal: (0, 0), ok: (0, 6), weight: 1,
                            advice: (fr: "Arrêter d’abord", en: "Stop it first"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "methode", measure: Secs, band: (
                            ideal: (0, 60), ok: (0, 200), weight: 1,
                            advice: (fr: "Préparer ses gestes", en: "Prepare each act"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                    ]),
                    challenge: (lit: false, decoys: 1, grades: [
                        (criterion: "securite", measure: Critical, band: (
                            ideal: (0, 0), ok: (0, 2), weight: 1,
                            advice: (fr: "Vérifier avant d’ouvrir", en: "Check before opening"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "soin", measure: Decoys, band: (
                            ideal: (0, 0), ok: (0, 4), weight: 1,
                            advice: (fr: "Ne rien réarmer", en: "Reset nothing"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "methode", measure: Secs, band: (
                            ideal: (0, 45), ok: (0, 120), weight: 1,
                            advice: (fr: "Préparer ses gestes", en: "Prepare each act"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                    ]),
                    expert: (lit: false, decoys: 1, grades: [
                        (criterion: "securite", measure: Critical, band: (
                            ideal: (0, 0), ok: (0, 1), weight: 1,
                            advice: (fr: "Vérifier avant d’ouvrir", en: "Check before opening"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "soin", measure: Inversions, band: (
                            ideal: (0, 0), ok: (0, 2), weight: 1,
                            advice: (fr: "Suivre l’ordre", en: "Keep the order"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "methode", measure: Secs, band: (
                            ideal: (0, 30), ok: (0, 60), weight: 1,
                            advice: (fr: "Préparer ses gestes", en: "Prepare each act"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                    ]),
                ),
            ),
"#;

/// The base diorama with the things of the sequence, each a triangle that is held in its middle.
fn diorama(changes: &[(&str, &str)]) -> Option<Vec<u8>> {
    let thing = |id: &str, x: f32, y: f32| {
        format!(
            r#"{{"name": "act.{id}", "mesh": 0, "translation": [{x}, {y}, 0], "scale": [0.4, 0.4, 0.4]}},
            {{"name": "grip.{id}", "translation": [{}, {}, 0]}}"#,
            x + 0.15,
            y + 0.15
        )
    };
    let nodes = format!(
        r#"{}, {}, {}, {}, {},
        {{"name": "did.levier", "translation": [-0.6, 0.3, 0], "rotation": [0, 0, -0.70710678, 0.70710678]}},
        {{"name": "did.capot", "translation": [0.8, 1.2, 0]}},
        {{"name": "socket.gants""#,
        thing("arret", -2.0, 0.3),
        thing("levier", -0.6, 0.3),
        thing("essai", 2.0, 0.3),
        thing("capot", 0.8, 0.2),
        thing("rearmer", -1.4, 1.4),
    );
    let mut all = vec![
        (
            r#"[0, 1, 2, 3, 4, 5, 6]"#,
            r#"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]"#,
        ),
        (r#"{"name": "socket.gants""#, nodes.as_str()),
    ];
    all.extend(changes);
    Some(assets::diorama(&all))
}

/// The sequence with further changes.
fn sequence(name: &'static str, changes: Vec<Change>) -> Case {
    let [from, to] = MECHANIC;
    let mut all = vec![
        Change::File(MODEL, || diorama(&[])),
        Change::Between(from, to, SEQUENCE),
    ];
    all.extend(changes);
    Case { name, changes: all }
}

/// The sequence with one text replaced.
fn text(name: &'static str, old: &'static str, new: &'static str) -> Case {
    sequence(name, vec![Change::Text(old, new)])
}

/// The sequence without any fault.
pub fn sound() -> Vec<Change> {
    sequence("sound", Vec::new()).changes
}

pub fn cases() -> Vec<Case> {
    [acts(), order(), levels(), nodes()].into_iter().flatten().collect()
}

fn acts() -> Vec<Case> {
    vec![
        sequence(
            "acts_none",
            vec![Change::Between(" acts: [", "decoys: [", "],\n                ")],
        ),
        text("act_twice", "id: \"rearmer\"", "id: \"arret\""),
        text("act_id_badly_written", "id: \"rearmer\"", "id: \"Rearmer\""),
        text("act_held_too_long", "hold_secs: 1", "hold_secs: 30"),
    ]
}

fn order() -> Vec<Case> {
    vec![
        text("act_after_unknown", "after: [\"levier\"]", "after: [\"levie\"]"),
        text("act_after_itself", "after: [\"levier\"]", "after: [\"essai\"]"),
        text(
            "act_after_twice",
            "after: [\"arret\", \"essai\"]",
            "after: [\"essai\", \"essai\"]",
        ),
        text(
            "act_critical_never_early",
            "after: [\"arret\", \"essai\"],",
            "after: [],",
        ),
    ]
}

fn levels() -> Vec<Case> {
    vec![
        text(
            "acts_decoys_too_many",
            "expert: (lit: false, decoys: 1",
            "expert: (lit: false, decoys: 2",
        ),
        text(
            "acts_lit_again",
            "expert: (lit: false, decoys: 1",
            "expert: (lit: true, decoys: 1",
        ),
        text("acts_measure_unknown", "measure: Slips", "measure: Decoys"),
    ]
}

fn nodes() -> Vec<Case> {
    let model = |name, bytes| sequence(name, vec![Change::File(MODEL, bytes)]);
    vec![
        model("act_missing", || diorama(&[("act.essai", "act.essais")])),
        model("did_missing", || diorama(&[("did.capot", "did.capots")])),
        model("act_way_short", || diorama(&[("[0.8, 1.2, 0]", "[0.8, 0.22, 0]")])),
    ]
}
