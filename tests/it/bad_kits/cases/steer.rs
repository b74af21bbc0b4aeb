//! A `Steer` step that cannot be driven: the base kit with a crane instead of parts, and one thing wrong.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// The base kit's step becomes a crane, its diorama has the nodes for it.
pub fn base() -> Vec<Change> {
    vec![
        Change::Between(
            "mechanic: ",
            "\n        ),\n    ],\n    debrief",
            include_str!("steer.ron"),
        ),
        Change::File(MODEL, || Some(diorama(&[]))),
    ]
}

/// The crane's nodes: name, place in metres, half sizes of what is a box; those that are drawn are triangles.
const NODES: [(&str, [f32; 3], Option<[f32; 3]>); 17] = [
    ("rail.start", [-1.6, 3.2, 0.0], None),
    ("rail.end", [1.6, 3.2, 0.0], None),
    ("trolley", [-0.2, 3.2, 0.0], None),
    ("cable", [-0.2, 3.2, 0.0], None),
    ("load", [-0.2, 2.6, 0.0], None),
    ("cargo", [-1.1, 1.3, 0.0], None),
    ("lever.trolley", [-0.5, 0.6, 1.0], None),
    ("lever.hoist", [0.5, 0.6, 1.0], None),
    ("stop", [1.2, 0.6, 1.0], None),
    ("goal.sol", [-1.1, 1.7, 0.0], None),
    ("goal.mur", [1.0, 1.8, 0.0], None),
    ("block.tas", [0.0, 0.6, 0.0], Some([0.2, 0.6, 0.3])),
    ("zone.passage", [0.5, 0.6, 0.0], Some([0.3, 0.6, 0.4])),
    ("walker.lou", [0.5, 0.1, 0.9], None),
    ("walk.lou.00", [0.5, 0.1, 0.9], None),
    ("walk.lou.01", [0.5, 0.1, -0.9], None),
    ("surface.sol", [0.0, 0.0, 0.0], Some([2.0, 1.0, 1.0])),
];
const DRAWN: [&str; 8] = [
    "trolley", "cable", "load", "cargo", "lever.", "lever.", "stop", "walker.",
];

fn diorama(changes: &[(&str, &str)]) -> Vec<u8> {
    const LAST: &str = r#"{"name": "socket.gants", "translation": [0, 1, 0]}"#;
    let mut nodes = LAST.to_owned();
    for (name, [x, y, z], half) in NODES {
        let drawn = DRAWN.iter().any(|start| name.starts_with(start));
        let mesh = if drawn {
            r#", "mesh": 0, "scale": [0.2, 0.2, 0.2]"#
        } else {
            ""
        };
        let scale = half.map_or(String::new(), |[x, y, z]| format!(r#", "scale": [{x}, {y}, {z}]"#));
        nodes += &format!(r#", {{"name": "{name}", "translation": [{x}, {y}, {z}]{mesh}{scale}}}"#);
    }
    let all: Vec<String> = (0..7 + NODES.len()).map(|node| node.to_string()).collect();
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
    vec![
        model("steer_cable_missing", || Some(diorama(&[("\"cable\"", "\"cordage\"")]))),
        model("steer_rail_slopes", || {
            Some(diorama(&[("[1.6, 3.2, 0]", "[1.6, 3.6, 0]")]))
        }),
        text("steer_haste_huge", "haste: 3,", "haste: 30,"),
        text("steer_cable_reversed", "cable_m: (3, 20)", "cable_m: (20, 3)"),
        text("steer_goal_twice", "id: \"mur\"", "id: \"sol\""),
        text(
            "steer_never_set_down",
            "id: \"mur\", does: Set",
            "id: \"mur\", does: Take",
        ),
        model("steer_walk_missing", || {
            Some(diorama(&[("walk.lou.01", "walk.zoe.01")]))
        }),
        model("steer_zone_elsewhere", || {
            Some(diorama(&[(
                "\"zone.passage\", \"translation\": [0.5",
                "\"zone.passage\", \"translation\": [-1.5",
            )]))
        }),
        model("steer_goal_out_of_reach", || {
            Some(diorama(&[("[1, 1.8, 0]", "[1.9, 1.8, 0]")]))
        }),
        text("steer_reaction_zero", "reaction_secs: 4,", "reaction_secs: 0,"),
        text(
            "steer_nobody_walks",
            "walks: 1, reaction_secs: 4,",
            "walks: 0, reaction_secs: 4,",
        ),
        text("steer_wind_drops", "wind_km_h: 25,", "wind_km_h: 5,"),
    ]
}
