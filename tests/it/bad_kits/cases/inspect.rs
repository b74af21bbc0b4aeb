//! The base kit with a search instead of its one step, and what can be wrong with it.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// What stands around the mechanic of the base kit's step.
const MECHANIC: [&str; 2] = ["mechanic: ", "        ),\n    ],\n    debrief:"];

/// Two targets and a decoy on a piece that turns.
const INSPECT: &str = r#"Inspect(
                targets: [
                    (
                        id: "fente",
                        name: (fr: "Une fente", en: "A split"),
                        why: (fr: "Elle s’ouvre sous la charge.", en: "It opens under load."),
                    ),
                    (
                        id: "noeud",
                        name: (fr: "Un nœud mort", en: "A dead knot"),
                        why: (fr: "Il tombe et laisse un trou.", en: "It falls out and leaves a hole."),
                        visible_from: 75,
                    ),
                ],
                decoys: [
                    (
                        id: "veine",
                        name: (fr: "Une veine sombre", en: "A dark vein"),
                        why_not: (fr: "Le bois est sain, sa couleur change.", en: "The wood is sound, its colour varies."),
                    ),
                ],
                turns: "turn.poutre",
                orbit: (yaw: (-70, 70), pitch: (-20, 45)),
                levels: (
                    discovery: (targets: 1, decoys: 0, hit_mm: 24, lamp_deg: 10, grades: [
                        (criterion: "securite", measure: Missed, band: (
                            ideal: (0, 0), ok: (0, 2), weight: 1,
                            advice: (fr: "Regarder partout", en: "Look everywhere"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "soin", measure: FalseHits, band: (
                            ideal: (0, 0), ok: (0, 8), weight: 1,
                            advice: (fr: "Tourner avant de juger", en: "Turn it before you judge"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "methode", measure: Secs, band: (
                            ideal: (0, 60), ok: (0, 200), weight: 1,
                            advice: (fr: "Suivre la pièce d’un bout à l’autre", en: "Follow the piece from end to end"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                    ]),
                    challenge: (targets: 2, decoys: 1, hit_mm: 16, lamp_deg: 15, limit_secs: 120, grades: [
                        (criterion: "securite", measure: Missed, band: (
                            ideal: (0, 0), ok: (0, 2), weight: 1,
                            advice: (fr: "Regarder partout", en: "Look everywhere"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "soin", measure: FalseHits, band: (
                            ideal: (0, 0), ok: (0, 4), weight: 1,
                            advice: (fr: "Tourner avant de juger", en: "Turn it before you judge"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "methode", measure: Secs, band: (
                            ideal: (0, 45), ok: (0, 120), weight: 1,
                            advice: (fr: "Suivre la pièce d’un bout à l’autre", en: "Follow the piece from end to end"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                    ]),
                    expert: (targets: 2, decoys: 1, hit_mm: 12, lamp_deg: 20, limit_secs: 60, grades: [
                        (criterion: "securite", measure: Missed, band: (
                            ideal: (0, 0), ok: (0, 1), weight: 1,
                            advice: (fr: "Regarder partout", en: "Look everywhere"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "soin", measure: FalseHits, band: (
                            ideal: (0, 0), ok: (0, 2), weight: 1,
                            advice: (fr: "Tourner avant de juger", en: "Turn it before you judge"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                        (criterion: "methode", measure: Secs, band: (
                            ideal: (0, 30), ok: (0, 60), weight: 1,
                            advice: (fr: "Suivre la pièce d’un bout à l’autre", en: "Follow the piece from end to end"),
                            source: Source(title: "Guide du poste", date: "2026-01-15"),
                        )),
                    ]),
                ),
            ),
"#;

/// The base diorama with the nodes of the search: the areas look up and towards the camera.
fn diorama(changes: &[(&str, &str)]) -> Option<Vec<u8>> {
    const UP_AND_AHEAD: &str = r#""rotation": [0.38, 0, 0, 0.92], "scale": [0.05, 1, 0.05]"#;
    let spot = |id: &str, x: f32, y: f32| {
        format!(r#"{{"name": "target.{id}", "translation": [{x}, {y}, 0], {UP_AND_AHEAD}}}"#)
    };
    let nodes = format!(
        r#"{{"name": "turn.poutre", "translation": [0.4, 0.3, 0], "children": [10]}}, {}, {}, {},
        {{"name": "poutre", "mesh": 0, "translation": [-0.4, -0.3, 0]}},
        {{"name": "socket.gants""#,
        spot("fente", 0.15, 0.15),
        spot("noeud", 0.7, 0.15),
        spot("veine", 0.15, 0.6)
    );
    let mut all = vec![
        (r#"[0, 1, 2, 3, 4, 5, 6]"#, r#"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]"#),
        (r#"{"name": "socket.gants""#, nodes.as_str()),
    ];
    all.extend(changes);
    Some(assets::diorama(&all))
}

/// The search with further changes.
fn search(name: &'static str, changes: Vec<Change>) -> Case {
    let [from, to] = MECHANIC;
    let mut all = vec![Change::File(MODEL, || diorama(&[])), Change::Between(from, to, INSPECT)];
    all.extend(changes);
    Case { name, changes: all }
}

/// The search with one text replaced.
fn text(name: &'static str, old: &'static str, new: &'static str) -> Case {
    search(name, vec![Change::Text(old, new)])
}

/// The search without any fault.
pub fn sound() -> Vec<Change> {
    search("sound", Vec::new()).changes
}

pub fn cases() -> Vec<Case> {
    [spots(), angles(), levels(), nodes()].into_iter().flatten().collect()
}

fn spots() -> Vec<Case> {
    vec![
        search(
            "target_none",
            vec![Change::Between("targets: [", "decoys: [", "],\n                ")],
        ),
        text("target_twice", "id: \"noeud\"", "id: \"fente\""),
        text("target_id_badly_written", "id: \"fente\"", "id: \"Fente\""),
        text("target_unknown", "id: \"fente\"", "id: \"fent\""),
        text("target_never_seen", "visible_from: 75", "visible_from: 90"),
        text(
            "target_why_long",
            "Elle s’ouvre sous la charge.",
            "Elle s’ouvre sous la charge, se prolonge de jour en jour et finit par rompre la pièce.",
        ),
    ]
}

fn angles() -> Vec<Case> {
    vec![
        text("orbit_reversed", "yaw: (-70, 70)", "yaw: (70, -70)"),
        text("orbit_upside_down", "pitch: (-20, 45)", "pitch: (-20, 120)"),
        text("orbit_without_the_pose", "pitch: (-20, 45)", "pitch: (10, 45)"),
        text("orbit_nan", "yaw: (-70, 70)", "yaw: (NaN, 70)"),
    ]
}

fn levels() -> Vec<Case> {
    vec![
        text(
            "targets_too_many",
            "targets: 2, decoys: 1, hit_mm: 12",
            "targets: 3, decoys: 1, hit_mm: 12",
        ),
        text("targets_asked_none", "targets: 1, decoys: 0", "targets: 0, decoys: 0"),
        text(
            "target_decoys_too_many",
            "targets: 2, decoys: 1, hit_mm: 12",
            "targets: 2, decoys: 2, hit_mm: 12",
        ),
        text("hit_small", "hit_mm: 12", "hit_mm: 9"),
        text("hit_nan", "hit_mm: 12", "hit_mm: NaN"),
        text("lamp_high", "lamp_deg: 20", "lamp_deg: 90"),
        text("limit_short", "limit_secs: 60", "limit_secs: 3"),
        text("hit_grows", "hit_mm: 12", "hit_mm: 20"),
        text("lamp_sinks", "lamp_deg: 20", "lamp_deg: 5"),
        text("limit_grows", "limit_secs: 60", "limit_secs: 240"),
        text(
            "targets_shrink",
            "targets: 2, decoys: 1, hit_mm: 12",
            "targets: 1, decoys: 0, hit_mm: 12",
        ),
        text("false_hits_ok_widens", "ok: (0, 4)", "ok: (0, 40)"),
    ]
}

fn nodes() -> Vec<Case> {
    vec![
        text("turn_unknown", "turns: \"turn.poutre\"", "turns: \"turn.poutr\""),
        // One behind the other as seen from the camera.
        search(
            "targets_hide_each_other",
            vec![Change::File(MODEL, || {
                diorama(&[("[0.7, 0.15, 0]", "[0.15, 0.15, 0]")])
            })],
        ),
        // It looks away from the camera, and the piece does not turn that far.
        search(
            "target_behind",
            vec![Change::File(MODEL, || {
                diorama(&[("0.38, 0, 0, 0.92", "-0.7071, 0, 0, 0.7071")])
            })],
        ),
    ]
}
