//! A `Trace` step that cannot be welded: the base kit with a seam instead of parts, and one thing wrong.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// The base kit's step becomes a seam of 180 mm, its diorama has the nodes for it.
pub fn base() -> Vec<Change> {
    vec![
        Change::Between(
            "mechanic: ",
            "\n        ),\n    ],\n    debrief",
            include_str!("trace.ron"),
        ),
        Change::File(MODEL, || Some(diorama(&[]))),
    ]
}

/// Nodes of the base diorama, and what they are here: seam and dial look at the camera, the roof stands behind them.
const NODES: [(&str, &str); 5] = [
    (
        r#"{"name": "toit", "mesh": 0}"#,
        r#"{"name": "toit", "mesh": 0, "translation": [-2.5, -1, -0.5], "scale": [5, 4, 1]}"#,
    ),
    (r#""part.casque""#, r#""seam.toit.00", "rotation": [0.6, 0, 0, 0.8]"#),
    (r#""part.gants""#, r#""seam.toit.01", "rotation": [0.6, 0, 0, 0.8]"#),
    (r#""part.sandales""#, r#""seam.toit.02", "rotation": [0.6, 0, 0, 0.8]"#),
    (r#""socket.casque""#, r#""dial.courant", "rotation": [0.6, 0, 0, 0.8]"#),
];

fn diorama(changes: &[(&str, &str)]) -> Vec<u8> {
    assets::diorama(&[&NODES[..], changes].concat())
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

const DIAL: &str = "range: (40, 160), step: 5, start: 60, ideal: 90";

pub fn cases() -> Vec<Case> {
    [seams(), numbers(), dials(), levels()].into_iter().flatten().collect()
}

fn seams() -> Vec<Case> {
    vec![
        text("trace_seam_unknown", "seam: \"seam.toit\"", "seam: \"seam.toi\""),
        model("trace_seam_skips_a_number", || {
            Some(diorama(&[("seam.toit.01", "seam.toit.03")]))
        }),
        model("trace_seam_number_twice", || {
            Some(diorama(&[("socket.gants", "seam.toit.1")]))
        }),
        text("trace_seam_short", "real_mm_per_m: 60", "real_mm_per_m: 5"),
        model("trace_gap_wide", || {
            Some(diorama(&[(
                "\"seam.toit.01\"",
                "\"seam.toit.01\", \"scale\": [0.2, 1, 1]",
            )]))
        }),
    ]
}

fn numbers() -> Vec<Case> {
    vec![
        text("trace_scale_nan", "real_mm_per_m: 60", "real_mm_per_m: NaN"),
        text("trace_plate_negative", "plate_mm: 4", "plate_mm: -4"),
        text("trace_pace_zero", "pace_mm_s: 6", "pace_mm_s: 0"),
        text("trace_amps_huge", "amps: 90,", "amps: 9000,"),
        text(
            "trace_weave_wide",
            "current_dial: \"courant\",",
            "current_dial: \"courant\", weave: (width_mm: 99, period_mm: 6),",
        ),
    ]
}

fn dials() -> Vec<Case> {
    vec![
        text("trace_dial_id_badly_written", "id: \"courant\"", "id: \"Courant\""),
        text(
            "trace_dial_twice",
            "dials: [",
            "dials: [ (id: \"courant\", name: (fr: \"Courant\", en: \"Current\"), unit: \"A\", range: (40, 160), step: 5, start: 60, ideal: 90),",
        ),
        model("trace_dial_missing", || {
            Some(diorama(&[("dial.courant", "dial.courent")]))
        }),
        text(
            "trace_dial_nan",
            DIAL,
            "range: (40, NaN), step: 5, start: 60, ideal: 90",
        ),
        text(
            "trace_dial_reversed",
            DIAL,
            "range: (160, 40), step: 5, start: 60, ideal: 90",
        ),
        text(
            "trace_dial_clicks",
            DIAL,
            "range: (40, 160), step: 1, start: 60, ideal: 90",
        ),
        text(
            "trace_dial_start",
            DIAL,
            "range: (40, 160), step: 5, start: 20, ideal: 90",
        ),
        text(
            "trace_dial_ideal",
            DIAL,
            "range: (40, 80), step: 5, start: 60, ideal: 90",
        ),
        text(
            "trace_unit_of_many_characters",
            "unit: \"A\"",
            "unit: \"ampères efficaces\"",
        ),
        text(
            "trace_current_unknown",
            "current_dial: \"courant\"",
            "current_dial: \"courent\"",
        ),
        text("trace_current_and_amps", "amps: 90,", "amps: 80,"),
        text(
            "trace_current_zero",
            DIAL,
            "range: (0, 160), step: 5, start: 60, ideal: 90",
        ),
        // Whoever wants to begin the seam takes the dial.
        model("trace_cannot_be_won", || {
            Some(diorama(&[(
                "[0.6, 0, 0, 0.8], \"translation\": [0, 2, 0]",
                "[0.6, 0, 0, 0.8], \"translation\": [-2, 0, 0.01]",
            )]))
        }),
    ]
}

fn levels() -> Vec<Case> {
    vec![
        text("trace_reach_nan", "reach_mm: 25", "reach_mm: NaN"),
        text("trace_magnet_strong", "magnet: 0.8", "magnet: 1.8"),
        text("trace_pace_max_low", "pace_max_mm_s: 12", "pace_max_mm_s: 3"),
        text("trace_heat_without_the_trades", "heat: (0.5, 1.7)", "heat: (1.2, 1.7)"),
        text("trace_cover_little", "cover_percent: 94", "cover_percent: 9"),
        text("trace_measure_without_dial", "current_dial: \"courant\",", ""),
        text(
            "trace_measure_without_weave",
            "measure: WidthSpread",
            "measure: WeaveWidth",
        ),
        text("trace_reach_grows", "reach_mm: 15", "reach_mm: 30"),
        text("trace_heat_widens", "heat: (0.6, 1.5)", "heat: (0.4, 1.5)"),
    ]
}
