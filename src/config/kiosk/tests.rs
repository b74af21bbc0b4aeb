//! Every setting, right and wrong.

use super::*;

fn parse(text: &str) -> (KioskConfig, Vec<String>) {
    let mut findings = Findings::default();
    let config = parse_kiosk("k", text.as_bytes(), &mut findings);
    let lines = findings
        .sorted()
        .into_iter()
        .map(|finding| finding.headline(Language::French));
    (config, lines.collect())
}

#[test]
fn an_empty_struct_is_all_defaults() {
    assert_eq!(parse("()"), (KioskConfig::default(), vec![]));
}

#[test]
fn every_setting_is_read() {
    let (config, findings) = parse(
        "(screen_diagonal_inches: 43, mounting_height_mm: 950, quality: High, volume: 0.5, ambience: 0, \
         language: en, kits: [\"cuisine\", \"soudure\"], event: \"salon-2027\", idle_menu_secs: 30, \
         idle_play_secs: 120, countdown_secs: 10, fullscreen: false, rotation: 270, blank_when_closed: false, \
         volume_schedule: [(from: \"09:00\", to: \"10:00\", volume: 0.4)], languages: [en, fr], \
         level: defi, levels: [(kit: \"soudure\", level: expert)])",
    );
    assert_eq!(findings, [""; 0]);
    let wanted = KioskConfig {
        screen_diagonal_inches: 43.0,
        mounting_height_mm: 950,
        rotation: Rotation::ThreeQuarters,
        quality: Quality::High,
        volume: 0.5,
        volume_schedule: vec![VolumeSpan {
            from: Time::constant(9, 0, 0, 0),
            to: Time::constant(10, 0, 0, 0),
            volume: 0.4,
        }],
        ambience: 0.0,
        language: Language::English,
        languages: vec![Language::English, Language::French],
        kits: Some(vec!["cuisine".into(), "soudure".into()]),
        level: Level::Challenge,
        levels: vec![("soudure".into(), Level::Expert)],
        event: Some("salon-2027".into()),
        idle_menu_secs: 30,
        idle_play_secs: 120,
        countdown_secs: 10,
        fullscreen: false,
        blank_when_closed: false,
    };
    assert_eq!(config, wanted);
    let at = |hour| config.volume_at(Time::constant(hour, 0, 0, 0));
    assert_eq!([at(8), at(9), at(10)], [0.5, 0.4, 0.5]);
    assert_eq!(
        [config.level_of("soudure"), config.level_of("cuisine")],
        [Level::Expert, Level::Challenge]
    );
    assert_eq!(
        parse("(language: \"EN\", quality: low, kits: None, event: Some(\"a\"))").1,
        [""; 0]
    );
}

#[test]
fn a_wrong_value_costs_that_value_only() {
    for (setting, code) in [
        ("volum: 0.2", "C106"),
        ("volume: 0.3, volume: 0.4", "C107"),
        ("volume: \"fort\"", "C108"),
        ("idle_menu_secs: 45.5", "C108"),
        ("fullscreen: oui", "C108"),
        ("kits: \"soudure\"", "C108"),
        ("kits: [1]", "C108"),
        ("event: 3", "C108"),
        ("volume: 80", "C109"),
        ("volume: NaN", "C109"),
        ("volume: -0.1", "C109"),
        ("screen_diagonal_inches: inf", "C109"),
        ("screen_diagonal_inches: 6.9", "C109"),
        ("mounting_height_mm: 80", "C109"),
        ("idle_play_secs: -1", "C109"),
        ("countdown_secs: 99999999999", "C109"),
        ("quality: Medium", "C110"),
        ("language: de", "C110"),
        ("event: \"../../etc\"", "C111"),
        ("kits: [\"Soudure\"]", "C111"),
        ("kits: [\"a\", \"a\"]", "C112"),
        ("kits: []", "C113"),
        ("screen_diagonal_inches: 15.6", "C114"),
        ("rotation: 45", "C110"),
        ("rotation: -90", "C110"),
        ("level: facile", "C110"),
        ("level: 2", "C110"),
        ("blank_when_closed: 1", "C108"),
        ("volume_schedule: 0.4", "C108"),
        ("volume_schedule: [(from: \"9h\", to: \"10:00\", volume: 0.4)]", "C115"),
        ("volume_schedule: [(from: 9, to: \"10:00\", volume: 0.4)]", "C108"),
        ("volume_schedule: [(from: \"09:00\", to: \"10:00\", volume: 4)]", "C109"),
        (
            "volume_schedule: [(from: \"09:00\", to: \"10:00\", volum: 0.4, volume: 0.4)]",
            "C106",
        ),
        ("volume_schedule: [(from: \"09:00\", to: \"10:00\")]", "C120"),
        ("volume_schedule: [(to: \"10:00\", volume: 0.4)]", "C120"),
        (
            "volume_schedule: [(from: \"09:00\", to: \"09:00\", volume: 0.4)]",
            "C116",
        ),
        (
            "volume_schedule: [(from: \"09:00\", to: \"10:00\", volume: 0.4), (from: \"09:59\", to: \"12:00\", volume: 1)]",
            "C117",
        ),
        ("languages: fr", "C108"),
        ("languages: [fr, de]", "C110"),
        ("languages: []", "C118"),
        ("languages: [en], language: fr", "C119"),
        ("levels: [(kit: \"a\", level: facile)]", "C110"),
        ("levels: [(kit: \"A\", level: defi)]", "C111"),
        (
            "levels: [(kit: \"a\", level: defi), (kit: \"a\", level: expert)]",
            "C112",
        ),
        ("levels: [(kit: \"a\")]", "C120"),
    ] {
        let (config, findings) = parse(&format!("({setting}, ambience: 0.25)"));
        assert_eq!(config.ambience, 0.25, "{setting}");
        assert_eq!(findings.len(), 1, "{setting}: {findings:?}");
        assert!(findings[0].contains(code), "{setting}: {findings:?}");
    }
}

#[test]
fn a_wrong_element_costs_that_element_only() {
    let (config, findings) = parse(
        "(volume_schedule: [(from: \"x\", to: \"10:00\", volume: 1), (from: \"09:00\", to: \"10:00\", volume: 0.4)], \
         levels: [(kit: \"a\", level: x), (kit: \"b\", level: \"Défi\")], languages: [x, en])",
    );
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert_eq!(config.volume_schedule.len(), 1);
    assert_eq!(config.levels, [("b".to_owned(), Level::Challenge)]);
    // A visit begins in a language that is offered.
    assert_eq!(
        (config.languages, config.language),
        (vec![Language::English], Language::English)
    );
    assert!(findings[0].starts_with("k:1:27:"), "{findings:?}");
}

#[test]
fn a_bad_kit_leaves_the_others_in_their_order() {
    let kits = |text| parse(text).0.kits;
    assert_eq!(
        kits("(kits: [\"b\", \"É\", \"a\", \"b\"])"),
        Some(vec!["b".to_owned(), "a".to_owned()])
    );
    assert_eq!(kits("(kits: [\"É\"])"), None);
    assert_eq!(kits("(kits: [])"), None);
}
