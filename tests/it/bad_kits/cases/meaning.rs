//! `kit.ron` that can be read and says something that cannot be.

use super::{Case, Change, text};

pub fn cases() -> Vec<Case> {
    [
        identity(),
        metier(),
        sources(),
        texts(),
        forms(),
        steps(),
        finale(),
        parts(),
        levels(),
        bands(),
        debrief(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn identity() -> Vec<Case> {
    vec![
        text("format_newer", "format: 1", "format: 2"),
        text("format_zero", "format: 1", "format: 0"),
        text("etabli_newer", "format: 1,", "format: 1,\n    etabli: \"99.0.0\","),
        text(
            "etabli_badly_written",
            "format: 1,",
            "format: 1,\n    etabli: \"deux\",",
        ),
        text("id_other_than_folder", "id: \"base\"", "id: \"basse\""),
        text("id_badly_written", "id: \"base\"", "id: \"Été 2\""),
        text("version_badly_written", "\"1.2.3\"", "\"1.2\""),
    ]
}

fn metier() -> Vec<Case> {
    vec![
        text("number_zero", "number: 7", "number: 0"),
        text(
            "feminine_empty",
            "feminine: (fr: \"Charpentière\"",
            "feminine: (fr: \"\"",
        ),
        text(
            "masculine_empty",
            "masculine: (fr: \"Charpentier\"",
            "masculine: (fr: \"\"",
        ),
        text("rome_badly_written", "\"F1503\"", "\"F15\""),
        text("rome_unknown", "\"F1503\"", "\"F1530\""),
        text("names_of_another_trade", "\"F1503\"", "\"H2913\""),
        text(
            "feminine_written_as_masculine",
            "feminine: (fr: \"Charpentière\"",
            "feminine: (fr: \"Charpentier\"",
        ),
        text(
            "masculine_written_as_feminine",
            "masculine: (fr: \"Charpentier\"",
            "masculine: (fr: \"Charpentière\"",
        ),
        text(
            "diploma_not_looked_up_for_long",
            "source: (title: \"Registre national\", date: \"2026-01-15\")",
            "source: (title: \"Registre national\", date: \"2025-11-23\")",
        ),
        text(
            "diploma_of_many_characters",
            "\"CAP Charpentier bois\"",
            "\"Certificat d’aptitude professionnelle de charpentier bois, option maisons à ossature, parcours complémentaire en un an\"",
        ),
        text("rncp_impossible", "rncp: 37563", "rncp: 4000000000"),
        text("diploma_without_name", "\"CAP Charpentier bois\"", "\"\""),
        text("diploma_date_unreadable", "\"2999-08-31\"", "\"31/08/2999\""),
        text("diploma_date_impossible", "\"2999-08-31\"", "\"2999-02-30\""),
        text("diploma_expired", "\"2999-08-31\"", "\"2001-08-31\""),
        text("no_apprenticeship", "apprenticeship: true", "apprenticeship: false"),
    ]
}

fn sources() -> Vec<Case> {
    vec![
        text("fact_without_title", "title: \"Inventaire des toits\"", "title: \"\""),
        text(
            "fact_date_unreadable",
            "toits\", date: \"2026-01-15\"",
            "toits\", date: \"hier\"",
        ),
        text(
            "fact_date_to_come",
            "toits\", date: \"2026-01-15\"",
            "toits\", date: \"2999-01-15\"",
        ),
        text(
            "source_address",
            "toits\", date",
            "toits\", url: \"www.toits.fr\", date",
        ),
        text("band_source_without_title", "title: \"Guide du poste\"", "title: \" \""),
        text(
            "to_validate",
            "Source(title: \"Guide du poste\", date: \"2026-01-15\")",
            "AValider",
        ),
    ]
}

fn texts() -> Vec<Case> {
    vec![
        text("french_empty", "fr: \"Équiper Lou avant de monter\"", "fr: \" \""),
        text("english_empty", "en: \"Equip Lou before the climb\"", "en: \"\""),
        text(
            "mission_long",
            "Équiper Lou avant de monter",
            "Équiper Lou de tout ce qu’il lui faut avant de monter sur le toit",
        ),
        text(
            "mission_long_english",
            "Equip Lou before the climb",
            "Equip Lou with all that is needed before she climbs up to the roof",
        ),
        text(
            "intro_long",
            "Le toit attend.",
            "Le toit attend depuis ce matin, la pluie arrive par la vallée et toute l’équipe compte sur une main sûre et des yeux bien ouverts.",
        ),
        text(
            "why_long",
            "Il protège la tête.",
            "Il protège la tête des outils, des tuiles, des branches et de tout ce qui peut tomber.",
        ),
        text(
            "why_not_long",
            "Le pied glisse sur le bois.",
            "Le pied glisse sur le bois mouillé, les orteils ne sont pas couverts, et la moindre tuile qui tombe peut blesser très gravement.",
        ),
        text(
            "word_that_hurts",
            "Demander un stage dans un atelier",
            "Décrocheur ? Demander un stage",
        ),
        text("typography_space", "Le toit attend.", "Le toit attend !"),
        text(
            "typography_apostrophe",
            "Une charpente dure",
            "D'abord, une charpente dure",
        ),
        text("typography_quotes", "Une charpente dure", "Une « charpente » dure"),
        text(
            "invisible_character",
            "Une charpente dure",
            "Une char\u{200b}pente dure",
        ),
        text(
            "criterion_of_long_words",
            "fr: \"Soin\"",
            "fr: \"Irréprochabilité anticonstitutionnellement\"",
        ),
        Case {
            name: "number_of_no_step",
            changes: vec![
                Change::Text("Équiper Lou avant de monter", "Équiper Lou pour monter à 12 mètres"),
                Change::Text("Equip Lou before the climb", "Equip Lou to climb 12 metres"),
            ],
        },
        text("number_in_one_language", "Choisir le cuir", "Choisir 2 gants de cuir"),
        text("line_break", "Une charpente dure", "Une charpente\ndure"),
    ]
}

fn forms() -> Vec<Case> {
    vec![
        text(
            "median_dot",
            "Une charpente dure des siècles.",
            "Les charpentier·ères la lèvent.",
        ),
        text(
            "parentheses",
            "Une charpente dure des siècles.",
            "Un(e) apprenti(e) la lève.",
        ),
        text("slash", "Une charpente dure des siècles.", "Le monteur/se la lève."),
        text(
            "se_in_parentheses",
            "Une charpente dure des siècles.",
            "Le monteur(se) la lève.",
        ),
        text("median_dot_in_advice", "Choisir le cuir", "Être prudent·e"),
    ]
}

/// The one step, from its identifier to the end of the list.
const STEP_ID: &str = "id: \"equiper\"";

fn steps() -> Vec<Case> {
    vec![
        text("step_id_badly_written", STEP_ID, "id: \"Équiper\""),
        text(
            "camera_unknown",
            "camera: \"camera.equiper\"",
            "camera: \"camera.equipr\"",
        ),
        Case {
            name: "six_steps",
            changes: vec![Change::Steps(6)],
        },
        Case {
            name: "no_step",
            changes: vec![Change::Steps(0)],
        },
        Case {
            name: "step_twice",
            changes: vec![Change::SameStepTwice],
        },
    ]
}

/// A finale stands before the debrief.
fn finale() -> Vec<Case> {
    vec![
        text(
            "finale_node_unknown",
            "    debrief: (",
            "    finale: (diorama: \"models/toit.glb\", from: \"camera.equipr\", to: \"camera.equiper\", glows: \"toit\",\n        \
             text: (fr: \"Le toit tient\", en: \"The roof holds\")),\n    debrief: (",
        ),
        text(
            "finale_stands_still",
            "    debrief: (",
            "    finale: (diorama: \"models/toit.glb\", from: \"camera.equiper\", to: \"camera.equiper\",\n        \
             text: (fr: \"Le toit tient\", en: \"The roof holds\")),\n    debrief: (",
        ),
        text(
            "finale_invites_to_nothing",
            "    debrief: (",
            "    finale: (diorama: \"models/toit.glb\", from: \"camera.equiper\", to: \"toit\",\n        \
             invite: (fr: \"Frotter le toit\", en: \"Rub the roof\"), text: (fr: \"Le toit tient\", en: \"The roof holds\")),\n    debrief: (",
        ),
        text(
            "finale_diorama_missing",
            "    debrief: (",
            "    finale: (diorama: \"models/toits.glb\", from: \"camera.equiper\", to: \"camera.large\",\n        \
             text: (fr: \"Le toit tient\", en: \"The roof holds\")),\n    debrief: (",
        ),
    ]
}

fn parts() -> Vec<Case> {
    vec![
        text("part_unknown", "id: \"casque\"", "id: \"casqe\""),
        text("part_id_badly_written", "id: \"casque\"", "id: \"Casque\""),
        text("part_twice", "id: \"gants\"", "id: \"casque\""),
        text("decoy_unknown", "id: \"sandales\"", "id: \"sandale\""),
        Case {
            name: "no_part",
            changes: vec![Change::Between("parts: [", "decoys: [", "],\n                ")],
        },
    ]
}

fn levels() -> Vec<Case> {
    vec![
        text("snap_nan", "snap_mm: 300", "snap_mm: NaN"),
        text("snap_negative", "snap_mm: 300", "snap_mm: -300"),
        text("snap_huge", "snap_mm: 300", "snap_mm: 1e30"),
        text("snap_infinite", "snap_mm: 100", "snap_mm: inf"),
        text("decoys_too_many", "decoys: 1", "decoys: 2"),
        text("snap_grows", "snap_mm: 200", "snap_mm: 400"),
        text("ok_widens", "ok: (0, 2), weight: 1", "ok: (0, 9), weight: 1"),
        Case {
            name: "decoys_shrink",
            changes: vec![
                Change::Text("decoys: 0", "decoys: 1"),
                Change::Text(
                    "snap_mm: 200,\n                        decoys: 1",
                    "snap_mm: 200,\n                        decoys: 0",
                ),
            ],
        },
        Case {
            name: "no_grades",
            changes: vec![Change::Between(
                "grades: [",
                "challenge: (",
                "],\n                    ),\n                    ",
            )],
        },
    ]
}

fn bands() -> Vec<Case> {
    vec![
        text("band_nan", "ok: (0, 4)", "ok: (0, NaN)"),
        text("band_infinite", "ok: (0, 4)", "ok: (0, inf)"),
        text("band_negative", "ideal: (0, 0)", "ideal: (-1, 0)"),
        text("band_huge", "ok: (0, 4)", "ok: (0, 1e12)"),
        text("band_reversed", "ok: (0, 4)", "ok: (4, 0)"),
        text("band_ideal_outside", "ideal: (0, 0)", "ideal: (0, 5)"),
        text("weight_zero", "weight: 1", "weight: 0"),
        text("weight_negative", "weight: 1", "weight: -1"),
        text("weight_nan", "weight: 1", "weight: NaN"),
        text("weight_huge", "weight: 1", "weight: 1000"),
        text("criterion_unknown", "criterion: \"securite\"", "criterion: \"securit\""),
    ]
}

const CARE: &str = "(id: \"soin\", name: (fr: \"Soin\", en: \"Care\")),";

fn debrief() -> Vec<Case> {
    vec![
        text("two_criteria", CARE, ""),
        text(
            "five_criteria",
            CARE,
            "(id: \"soin\", name: (fr: \"Soin\", en: \"Care\")), (id: \"a\", name: (fr: \"A\", en: \"A\")), (id: \"b\", name: (fr: \"B\", en: \"B\")),",
        ),
        text("criterion_twice", "id: \"methode\", name", "id: \"soin\", name"),
        text(
            "criterion_id_badly_written",
            "id: \"methode\", name",
            "id: \"Méthode\", name",
        ),
        text("no_safety", ", safety: true", ""),
        Case {
            name: "criterion_never_graded",
            changes: vec![Change::Everywhere("criterion: \"methode\"", "criterion: \"soin\"")],
        },
        Case {
            name: "safety_never_graded",
            changes: vec![Change::Everywhere("criterion: \"securite\"", "criterion: \"soin\"")],
        },
        text(
            "next_steps_empty",
            "(fr: \"Demander un stage dans un atelier\", en: \"Ask for a placement in a workshop\"),",
            "",
        ),
        text("shows_unknown", "next_steps: [", "shows: \"equipr\", next_steps: ["),
    ]
}
