//! The base kit with a conversation instead of its one step, and what can be wrong with it.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// The base kit's step becomes a conversation, its diorama has the nodes for it.
pub fn sound() -> Vec<Change> {
    vec![
        Change::File(MODEL, || Some(diorama(&[]))),
        Change::Between(
            "mechanic: ",
            "        ),\n    ],\n    debrief:",
            include_str!("dialogue.ron"),
        ),
    ]
}

/// The base diorama with somebody who speaks, two faces, and three cards in front.
fn diorama(changes: &[(&str, &str)]) -> Vec<u8> {
    let node = |name: &str, at: &str| format!(r#"{{"name": "{name}", "translation": [{at}]}}"#);
    let nodes = [
        node("speaks.rose", "0, 1.9, 0"),
        node("mood.calm.rose", "0, 1.9, 0"),
        node("mood.worried.rose", "0, 1.9, 0"),
        node("reply.1", "-1.2, 0.6, 0.5"),
        node("reply.2", "1.2, 0.6, 0.5"),
        node("reply.3", "-1.2, -0.6, 0.5"),
    ];
    let nodes = format!(r#"{}, {{"name": "socket.gants""#, nodes.join(", "));
    let mut all = vec![
        (
            r#"[0, 1, 2, 3, 4, 5, 6]"#,
            r#"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]"#,
        ),
        (r#"{"name": "socket.gants""#, nodes.as_str()),
    ];
    all.extend(changes);
    assets::diorama(&all)
}

/// The conversation with one text replaced.
fn text(name: &'static str, old: &'static str, new: &'static str) -> Case {
    let mut changes = sound();
    changes.push(Change::Text(old, new));
    Case { name, changes }
}

/// One thing changed in the diorama.
fn model(name: &'static str, bytes: fn() -> Option<Vec<u8>>) -> Case {
    let mut changes = sound();
    changes.push(Change::File(MODEL, bytes));
    Case { name, changes }
}

pub fn cases() -> Vec<Case> {
    [names(), ways(), numbers(), nodes()].into_iter().flatten().collect()
}

fn names() -> Vec<Case> {
    vec![
        text("dialogue_line_twice", "id: \"vexee\", mood", "id: \"fin\", mood"),
        text("dialogue_id_badly_written", "id: \"saluer\"", "id: \"Saluer !\""),
        text("dialogue_line_unknown", "to: \"vexee\"", "to: \"vexe\""),
        text(
            "dialogue_gauge_unknown",
            "id: \"pudeur\", delta: -30",
            "id: \"pudeurs\", delta: -30",
        ),
        text(
            "dialogue_opening_unknown",
            "opening: \"bonjour\"",
            "opening: \"bonsoir\"",
        ),
        text(
            "dialogue_measure_unknown",
            "Gauge(\"confiance\")",
            "Gauge(\"confiances\")",
        ),
        text(
            "dialogue_reply_long",
            "Bonjour, je suis Samuel.",
            "Bonjour, je suis Samuel, je viens vous aider à faire votre toilette ce matin.",
        ),
    ]
}

fn ways() -> Vec<Case> {
    vec![
        text(
            "dialogue_leads_nowhere",
            "id: \"saluer\", to: \"accord\",",
            "id: \"saluer\",",
        ),
        text(
            "dialogue_leads_twice",
            "then: \"fin\",",
            "then: \"fin\", ends: (id: \"ici\", name: (fr: \"Ici\", en: \"Here\"), text: (fr: \"Ici.\", en: \"Here.\")),",
        ),
        // Only from each other.
        text("dialogue_unheard", "then: \"fin\",", "then: \"fin_douce\","),
        // It goes round for ever.
        text("dialogue_without_end", "then: \"fin\",", "then: \"accord\","),
        text("dialogue_without_good_end", "good: true", "good: false"),
    ]
}

fn numbers() -> Vec<Case> {
    vec![
        text("dialogue_gauge_start", "start: 50", "start: 150"),
        text("dialogue_delta", "delta: 20", "delta: 80"),
        text("dialogue_pitch", "pitch_hz: 205", "pitch_hz: 20"),
        text("dialogue_patience", "patience_secs: 30", "patience_secs: 2"),
        text("dialogue_replies_many", "expert: (replies: 3", "expert: (replies: 9"),
        text(
            "dialogue_gauges_return",
            "discovery: (replies: 2, gauges: true",
            "discovery: (replies: 2, gauges: false",
        ),
        // Nobody is without any feeling.
        Case {
            name: "dialogue_no_gauge",
            changes: {
                let mut changes = sound();
                changes.push(Change::Between("gauges: [", "opening: ", "],\n                "));
                changes
            },
        },
    ]
}

fn nodes() -> Vec<Case> {
    vec![
        model("dialogue_speaks_missing", || {
            Some(diorama(&[("speaks.rose", "speak.rose")]))
        }),
        model("dialogue_card_missing", || Some(diorama(&[("reply.3", "reply.trois")]))),
        model("dialogue_face_missing", || {
            Some(diorama(&[("mood.worried.rose", "mood.angry.rose")]))
        }),
        // A finger could not tell the one from the other.
    ]
}
