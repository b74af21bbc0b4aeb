//! What a kiosk makes of the files its staff edit: the shipped ones, and every way to get them wrong.

use std::{
    fs,
    path::{Path, PathBuf},
};

use etabli::{
    config::{self, Event, KioskConfig},
    finding::{Finding, Findings},
    language::Language,
};
use jiff::Timestamp;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("etabli-config-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

/// What `kiosk.ron` with these bytes gives, and what is said about it.
fn kiosk(name: &str, bytes: &[u8]) -> (KioskConfig, Vec<Finding>) {
    let folder = scratch(name);
    let path = folder.join("kiosk.ron");
    fs::write(&path, bytes).expect("a file");
    let mut findings = Findings::default();
    let config = config::load_kiosk(&path, &mut findings);
    fs::remove_dir_all(folder).expect("cleaned up");
    (config, findings.sorted())
}

/// The one thing said, as `line:column code`, with its message and help in French.
fn only(findings: &[Finding]) -> (String, String) {
    let [finding] = findings else { panic!("{findings:#?}") };
    let place = finding.place.map(|place| format!("{place} ")).unwrap_or_default();
    let help = finding.help.as_ref().map_or("", |help| help.get(Language::French));
    (
        format!("{place}{}", finding.code),
        format!("{} | {help}", finding.message.get(Language::French)),
    )
}

#[test]
fn the_shipped_files_are_clean_and_say_the_defaults() {
    let mut findings = Findings::default();
    assert_eq!(
        config::load_kiosk(&root().join("config/kiosk.ron"), &mut findings),
        KioskConfig::default()
    );
    assert_eq!(
        config::load_agency(&root().join("config/agency.ron"), &mut findings),
        config::AgencyConfig::default()
    );
    for entry in fs::read_dir(root().join("config/events")).expect("config/events") {
        let path = entry.expect("a file").path();
        let id = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(
            config::load_event(&root().join("config/events"), id, &mut findings).is_some(),
            "{id}"
        );
    }
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn the_guide_explains_every_code_and_setting() {
    let guide = fs::read_to_string(root().join("docs/configuration.md")).expect("the guide");
    let codes = [
        &config::KIOSK_CODES[..],
        &config::EVENT_CODES,
        &config::TRUST_CODES,
        &config::AGENCY_CODES,
        &config::NEXT_STEPS_CODES,
        &config::PORTAL_CODES,
        &config::MAIL_CODES,
        &config::KEYS_CODES,
        &config::STAFF_CODES,
    ]
    .concat();
    for code in codes {
        assert!(
            guide.contains(&format!("| {} |", code.id)),
            "{} is not explained",
            code.id
        );
    }
    for file in ["config/kiosk.ron", "config/agency.ron"] {
        let shipped = fs::read_to_string(root().join(file)).expect("the settings");
        let settings = shipped
            .lines()
            .filter_map(|line| line.trim().trim_start_matches("// ").split_once(": "));
        for (name, _) in settings.filter(|(name, _)| !name.contains(' ') && name.starts_with(char::is_lowercase)) {
            assert!(guide.contains(&format!("`{name}`")), "{name} is not explained");
        }
    }
}

#[test]
fn a_missing_file_gives_defaults_and_one_warning() {
    let mut findings = Findings::default();
    let config = config::load_kiosk(&root().join("config/absent.ron"), &mut findings);
    assert_eq!(config, KioskConfig::default());
    assert_eq!(only(&findings.sorted()).0, "C101");
    // A folder where the file should be.
    let mut findings = Findings::default();
    assert_eq!(config::load_kiosk(root(), &mut findings), KioskConfig::default());
    assert_eq!(only(&findings.sorted()).0, "C105");
}

#[test]
fn what_cannot_be_read_gives_defaults_and_one_error_with_its_place() {
    for (name, bytes, wanted) in [
        ("open", &b"(\n  volume: 0.5,\n"[..], "3:1 C102"),
        ("comma", b"(\n  volume: 0,5,\n)", "2:11 C102"),
        ("empty", b"", "1:1 C102"),
        ("latin1", b"(\n  // caf\xe9\n)", "2:9 C103"),
        ("utf16", b"\xff\xfe(\x00)\x00", "1:1 C103"),
        ("big", &vec![b' '; 300 * 1024], "C104"),
    ] {
        let (config, findings) = kiosk(name, bytes);
        assert_eq!(config, KioskConfig::default(), "{name}");
        assert_eq!(only(&findings).0, wanted, "{name}: {findings:#?}");
    }
}

#[test]
fn an_unknown_setting_is_refused_with_the_nearest_name() {
    let (config, findings) = kiosk("unknown", b"(\n    volum: 0.1,\n    ambience: 0.2,\n)");
    assert_eq!((config.volume, config.ambience), (0.8, 0.2));
    let (code, text) = only(&findings);
    assert_eq!(code, "2:12 C106");
    assert!(
        text.contains("\u{ab}\u{a0}volum\u{a0}\u{bb}") && text.contains("volume"),
        "{text}"
    );
}

#[test]
fn numbers_out_of_range_cost_their_own_setting_only() {
    let text = "(volume: 80, ambience: 0.1, idle_menu_secs: 5, idle_play_secs: 300, screen_diagonal_inches: 200)";
    let (config, findings) = kiosk("range", text.as_bytes());
    assert_eq!(
        config,
        KioskConfig {
            ambience: 0.1,
            idle_play_secs: 300,
            ..KioskConfig::default()
        }
    );
    assert_eq!(
        findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["C109"; 3]
    );
}

#[test]
fn a_byte_order_mark_and_windows_lines_do_no_harm() {
    let (config, findings) = kiosk("windows", b"\xef\xbb\xbf(\r\n    volume: 0.5,\r\n)\r\n");
    assert_eq!((config.volume, findings.len()), (0.5, 0));
}

#[test]
fn an_event_without_a_file_is_told_and_is_none() {
    for id in ["absent", "../kiosk", "", "/etc/passwd"] {
        let mut findings = Findings::default();
        assert_eq!(
            config::load_event(&root().join("config/events"), id, &mut findings),
            None
        );
        assert_eq!(only(&findings.sorted()).0, "C201");
    }
}

fn example() -> Event {
    let mut findings = Findings::default();
    config::load_event(&root().join("config/events"), "exemple", &mut findings).expect("the shipped example")
}

/// How many stands are shown at this instant (UTC).
fn shown(event: &Event, kit: &str, now: &str) -> usize {
    event
        .stands_for(kit, now.parse::<Timestamp>().expect("an instant"))
        .len()
}

#[test]
fn a_stand_is_shown_only_while_someone_is_there() {
    let event = example();
    // 26 March 2027: Paris is one hour ahead; 09:00–12:30 and 14:00–18:00.
    for (now, wanted) in [
        ("2027-03-26T07:59:59Z", 0),
        ("2027-03-26T08:00:00Z", 1),
        ("2027-03-26T11:29:59Z", 1),
        ("2027-03-26T11:30:00Z", 0),
        ("2027-03-26T13:00:00Z", 1),
        ("2027-03-26T17:00:00Z", 0),
        ("2026-03-26T09:00:00Z", 0),
    ] {
        assert_eq!(shown(&event, "soudure", now), wanted, "{now}");
    }
    assert_eq!(shown(&event, "cuisine", "2027-03-26T09:00:00Z"), 0);
    let stands = event.stands_for("soudure", "2027-03-26T09:00:00Z".parse().expect("an instant"));
    assert_eq!(stands[0].place.fr, "Hall 2, stand B14");
}

#[test]
fn the_clock_on_the_wall_decides_on_the_day_it_is_changed() {
    let event = example();
    // 28 March 2027: two hours ahead since the night; 10:00–17:00.
    for (now, wanted) in [
        ("2027-03-28T07:59:59Z", 0),
        ("2027-03-28T08:00:00Z", 1),
        ("2027-03-28T14:59:59Z", 1),
        ("2027-03-28T15:00:00Z", 0),
    ] {
        assert_eq!(shown(&event, "soudure", now), wanted, "{now}");
    }
}

#[test]
fn an_event_elsewhere_keeps_its_own_time() {
    let text = "(name: (fr: \"a\", en: \"b\"), place: (fr: \"a\", en: \"b\"), start: \"2027-01-10\", end: \"2027-01-10\",
        time_zone: \"Indian/Reunion\", stands: [(kit: \"k\", name: (fr: \"a\", en: \"b\"), place: (fr: \"a\", en: \"b\"),
        presence: [(date: \"2027-01-10\", from: \"09:00\", to: \"10:00\")])])";
    let mut findings = Findings::default();
    let event = config::parse_event("e", text.as_bytes(), &mut findings).expect("a good event");
    // La Réunion is four hours ahead all year.
    assert_eq!(
        ["04:59:59", "05:00:00", "06:00:00"].map(|time| shown(&event, "k", &format!("2027-01-10T{time}Z"))),
        [0, 1, 0]
    );
}
