//! The base kit with something to touch once everything is in its place, and what can be wrong with it.

use super::{Case, Change};
use crate::bad_kits::assets::{self, MODEL};

/// The last field of the base kit's step, and a start before it.
const LEVELS: &str = "                levels: (\n";
const START: &str = r#"                start: (
                    id: "echelle",
                    name: (fr: "Échelle", en: "Ladder"),
                    invite: (fr: "Toucher l’échelle pour monter", en: "Touch the ladder to climb"),
                    forgotten: [
                        (part: "casque", why: (fr: "Une tuile peut tomber.", en: "A tile may fall.")),
                        (part: "gants", why: (fr: "Les échardes percent la peau.", en: "Splinters go through skin.")),
                    ],
                ),
                levels: (
"#;

/// The base kit with a start, without any fault.
pub fn sound() -> Vec<Change> {
    vec![Change::Text(LEVELS, START), Change::File(MODEL, || Some(with_ladder()))]
}

fn with_ladder() -> Vec<u8> {
    assets::diorama(&[
        ("[0, 1, 2, 3, 4, 5, 6]", "[0, 1, 2, 3, 4, 5, 6, 7]"),
        (
            r#"{"name": "socket.gants""#,
            r#"{"name": "start.echelle", "translation": [2, 1, 0]},
        {"name": "socket.gants""#,
        ),
    ])
}

fn case(name: &'static str, old: &'static str, new: &'static str) -> Case {
    let mut changes = sound();
    changes.push(Change::Text(old, new));
    Case { name, changes }
}

pub fn cases() -> Vec<Case> {
    vec![
        case("start_id_badly_written", "id: \"echelle\"", "id: \"Échelle\""),
        case("start_called_like_a_part", "id: \"echelle\"", "id: \"casque\""),
        Case {
            name: "start_missing",
            changes: vec![Change::Text(LEVELS, START)],
        },
        case(
            "start_invites_at_length",
            "Toucher l’échelle pour monter",
            "Toucher l’échelle avec le doigt pour que Lou puisse enfin monter sur le toit",
        ),
        case("forgotten_unknown", "part: \"gants\"", "part: \"gant\""),
        case("forgotten_twice", "part: \"gants\"", "part: \"casque\""),
        case(
            "forgotten_why_long",
            "Une tuile peut tomber.",
            "Une tuile peut tomber du toit à tout moment de la journée, et sans casque elle blesse gravement qui se tient dessous.",
        ),
        Case {
            name: "forgotten_measured_without_start",
            changes: vec![Change::Text("measure: Decoys", "measure: Forgotten")],
        },
        Case {
            name: "start_under_a_part",
            changes: vec![
                Change::Text(LEVELS, START),
                Change::File(MODEL, || {
                    Some(assets::diorama(&[
                        ("[0, 1, 2, 3, 4, 5, 6]", "[0, 1, 2, 3, 4, 5, 6, 7]"),
                        (
                            r#"{"name": "socket.gants""#,
                            r#"{"name": "start.echelle", "translation": [1, 0, 0]},
        {"name": "socket.gants""#,
                        ),
                    ]))
                }),
            ],
        },
    ]
}
