//! A `Coverage` step that cannot be covered: the base kit with a bonnet to spray instead of parts, and one thing wrong.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// The base kit's step becomes a bonnet, its diorama has the nodes for it.
pub fn base() -> Vec<Change> {
    vec![
        Change::Between(
            "mechanic: ",
            "\n        ),\n    ],\n    debrief",
            include_str!("coverage.ron"),
        ),
        Change::File(MODEL, || Some(diorama(&[]))),
    ]
}

/// Rows and columns of the bonnet's grid, and how far apart they are, metres.
const GRID: (u8, u8) = (3, 4);
const APART: (f32, f32) = (0.7, 0.6);

/// The bonnet leans towards the eye: local Y looks out of it.
const LEANS: &str = r#""rotation": [0.6, 0, 0, 0.8]"#;

fn diorama(changes: &[(&str, &str)]) -> Vec<u8> {
    const LAST: &str = r#"{"name": "socket.gants", "translation": [0, 1, 0]}"#;
    let mut nodes = LAST.to_owned();
    for row in 0..GRID.0 {
        for col in 0..GRID.1 {
            let (x, y) = (f32::from(col) * APART.0 - 1.0, 1.8 - f32::from(row) * APART.1);
            let z = f32::from(row) * 0.2;
            nodes += &format!(r#", {{"name": "cover.capot.{row}{col}", "translation": [{x}, {y}, {z}], {LEANS}}}"#);
        }
    }
    nodes += r#", {"name": "cover.capot", "mesh": 0, "translation": [-1, 0.6, 0], "scale": [2, 1.2, 1]}"#;
    nodes += &format!(r#", {{"name": "dial.distance", "translation": [1.8, 0.6, 0.5], {LEANS}}}"#);
    let count = 7 + usize::from(GRID.0 * GRID.1) + 2;
    let all: Vec<String> = (0..count).map(|node| node.to_string()).collect();
    let list = format!("[{}]", all.join(", "));
    let mut all = vec![("[0, 1, 2, 3, 4, 5, 6]", list.as_str()), (LAST, nodes.as_str())];
    all.extend(changes);
    assets::diorama(&all)
}

/// One text replaced in the step.
fn text(name: &'static str, old: &'static str, new: &'static str) -> Case {
    let mut changes = base();
    changes.push(Change::Text(old, new));
    Case { name, changes }
}

/// One thing changed in the diorama.
fn model(name: &'static str, bytes: fn() -> Option<Vec<u8>>) -> Case {
    let mut changes = base();
    changes.push(Change::File(MODEL, bytes));
    Case { name, changes }
}

pub fn cases() -> Vec<Case> {
    let mut nothing = base();
    nothing.push(Change::Between("areas: [", "],\n                real_mm_per_m", ""));
    let mut by_hand = base();
    by_hand.push(Change::Between("tool: ", ",\n                areas", "Rub"));
    by_hand.push(Change::Text("measure: Waste", "measure: Distance"));
    vec![
        model("coverage_grid_has_a_hole", || {
            Some(diorama(&[("\"cover.capot.12\"", "\"cover.capot.19\"")]))
        }),
        text("coverage_surface_huge", "real_mm_per_m: 500", "real_mm_per_m: 4900"),
        text("coverage_overlap_whole", "overlap_percent: 50", "overlap_percent: 95"),
        Case {
            name: "coverage_nothing_to_cover",
            changes: nothing,
        },
        text("coverage_runs_at_once", "run_um: 110", "run_um: 55"),
        model("coverage_dial_missing", || {
            Some(diorama(&[("\"dial.distance\"", "\"dial.ecart\"")]))
        }),
        text("coverage_magnet_huge", "magnet: 0.6", "magnet: 6"),
        Case {
            name: "coverage_by_hand_has_no_distance",
            changes: by_hand,
        },
        text("coverage_expert_is_easier", "cover_percent: 95", "cover_percent: 80"),
        model("coverage_mesh_missing", || {
            Some(diorama(&[("\"cover.capot\"", "\"capot\"")]))
        }),
    ]
}
