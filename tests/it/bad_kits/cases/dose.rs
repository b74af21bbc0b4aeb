//! A `Dose` step that cannot be poured: the base kit with a scale and a mould instead of parts, and one thing wrong.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// The base kit's step becomes three doses from two vessels, its diorama has the nodes for it.
pub fn base() -> Vec<Change> {
    vec![
        Change::Between(
            "mechanic: ",
            "\n        ),\n    ],\n    debrief",
            include_str!("dose.ron"),
        ),
        Change::File(MODEL, || Some(diorama(&[]))),
    ]
}

/// The nodes that pour and that are poured into: name, place in metres, whether something is drawn there.
const NODES: [(&str, [f32; 3], bool); 15] = [
    ("pour.bol", [-1.6, 0.9, 0.4], true),
    ("tilt.bol", [-1.2, 1.3, 0.2], false),
    ("into.balance", [-1.0, 0.5, 0.0], false),
    ("readout.balance", [-0.4, 0.5, 0.5], false),
    ("pour.louche", [1.8, 0.9, 0.4], true),
    ("tilt.louche", [1.1, 1.4, 0.1], false),
    ("over.louche", [1.2, 1.5, 0.1], false),
    ("dip.louche", [1.8, 0.4, 0.3], false),
    ("spout.louche", [1.2, 1.3, 0.1], false),
    ("into.moule", [1.0, 0.5, 0.0], false),
    ("fill.moule", [1.0, 0.3, 0.0], true),
    ("full.moule", [1.0, 0.9, 0.0], false),
    ("readout.moule", [0.4, 0.7, 0.4], false),
    ("fill.balance", [-1.0, 0.3, 0.0], true),
    ("full.balance", [-1.0, 0.8, 0.0], false),
];

fn diorama(changes: &[(&str, &str)]) -> Vec<u8> {
    const LAST: &str = r#"{"name": "socket.gants", "translation": [0, 1, 0]}"#;
    let (mut nodes, mut drawings) = (LAST.to_owned(), String::new());
    let roots = 7 + NODES.len();
    let mut child = roots;
    for (name, [x, y, z], drawn) in NODES {
        let mut children = String::new();
        if drawn {
            // A finger lands in its middle.
            drawings += r#", {"mesh": 0, "translation": [-0.15, -0.15, 0], "scale": [0.4, 0.4, 0.4]}"#;
            children = format!(r#", "children": [{child}]"#);
            child += 1;
        }
        nodes += &format!(r#", {{"name": "{name}", "translation": [{x}, {y}, {z}]{children}}}"#);
    }
    nodes += &drawings;
    let all: Vec<String> = (0..roots).map(|node| node.to_string()).collect();
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
    let doses = Change::Between("doses: [", "],\n                levels", "");
    let mut nothing = base();
    nothing.push(doses);
    vec![
        Case {
            name: "dose_nothing_to_pour",
            changes: nothing,
        },
        text("dose_id_twice", "id: \"autre\"", "id: \"une\""),
        model("dose_pose_that_pours_missing", || {
            Some(diorama(&[("\"tilt.bol\"", "\"penche.bol\"")]))
        }),
        model("dose_ladle_dips_nowhere", || {
            Some(diorama(&[("\"dip.louche\"", "\"dip.cuiller\"")]))
        }),
        model("dose_glass_never_full", || {
            Some(diorama(&[("\"full.moule\"", "\"plein.moule\"")]))
        }),
        text("dose_flows_in_a_blink", "rate: 40", "rate: 4000"),
        text("dose_colour_too_bright", "colour: (244,", "colour: (300,"),
        text("dose_vessel_unknown", "from: \"bol\"", "from: \"bole\""),
        text("dose_glass_too_small", "range: (0, 250)", "range: (0, 120)"),
        text("dose_inertia_huge", "inertia_secs: 0.15", "inertia_secs: 15"),
        text(
            "dose_nothing_to_wait_for",
            "rest: (secs: 1, what: (fr: \"Le sel fond.\", en: \"The salt melts.\")),",
            "",
        ),
        text("dose_expert_is_easier", "tolerance_percent: 6", "tolerance_percent: 12"),
    ]
}
