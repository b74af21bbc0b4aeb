//! Values change where they stand.

use proptest::{option, prelude::*, sample::select};

use super::*;
use crate::{
    config::{EngagementDraft, Quality, Rotation, SpanDraft, StandDraft, VolumeSpan},
    engagement::plan::{ClassLevel, PeriodKind},
    language::Bilingual,
    mechanics::Level,
};

/// Lines of `after` that `before` does not have, and the other way round.
fn changed_lines<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let missing = |of: &'a str, from: &'a str| {
        let mut rest: Vec<&str> = from.lines().collect();
        of.lines()
            .filter(|line| match rest.iter().position(|other| other == line) {
                Some(at) => {
                    rest.remove(at);
                    false
                }
                None => true,
            })
            .collect::<Vec<_>>()
    };
    (missing(before, after), missing(after, before))
}

#[test]
fn one_setting_changes_one_line_and_nothing_else() {
    let home = Home::new("one");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    let before = home.read("kiosk.ron").expect("a file");
    config.volume = 0.35;
    assert_eq!(desk.save_kiosk(&config).expect("saved"), []);
    let after = home.read("kiosk.ron").expect("a file");
    assert_eq!(
        changed_lines(&before, &after),
        (vec!["    volume: 0.8,"], vec!["    volume: 0.35,"])
    );
    assert_eq!(home.read("kiosk.ron.avant"), Some(before));
    assert_eq!(home.read("kiosk.ron.bon"), Some(after));
    assert_eq!(home.loaded(), (config, vec![]));
}

#[test]
fn a_setting_that_is_commented_out_comes_below_its_comment() {
    let home = Home::new("comment");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    let before = home.read("kiosk.ron").expect("a file");
    config.event = Some("exemple".to_owned());
    config.rotation = Rotation::Quarter;
    desk.save_kiosk(&config).expect("saved");
    let after = home.read("kiosk.ron").expect("a file");
    let new = vec!["    rotation: 90,", "    event: \"exemple\","];
    assert_eq!(changed_lines(&before, &after), (vec![], new));
    assert!(
        after.contains("    // event: \"exemple\",\n    event: \"exemple\",\n)"),
        "{after}"
    );
    // And goes without a trace.
    config.event = None;
    config.rotation = Rotation::None;
    desk.save_kiosk(&config).expect("saved");
    assert_eq!(
        home.read("kiosk.ron").expect("a file"),
        after
            .replace("\n    rotation: 90", "\n    rotation: 0")
            .replace("    event: \"exemple\",\n)", ")")
    );
}

#[test]
fn a_setting_the_file_never_named_comes_at_its_end_with_its_comment() {
    for (text, wanted) in [
        (
            "(\n    ambience: 0.2 // à moi\n)\n",
            "(\n    ambience: 0.2, // à moi\n\n    // Volume général.\n    volume: 0.5,\n)\n",
        ),
        ("(ambience: 0.2)", "(ambience: 0.2, volume: 0.5)"),
        ("(ambience: 0.2,)", "(ambience: 0.2, volume: 0.5,)"),
        ("()", "(volume: 0.5)"),
        (
            "(\r\n\tambience: 0.2,\r\n)",
            "(\r\n\tambience: 0.2,\r\n\r\n\t// Volume général.\r\n\tvolume: 0.5,\r\n)",
        ),
        ("\u{feff}(volume: 0.8)", "\u{feff}(volume: 0.5)"),
        (
            "// (volume: 0.1)\n(volume: /* fort */ 0.8 /* ? */)",
            "// (volume: 0.1)\n(volume: /* fort */ 0.5 /* ? */)",
        ),
    ] {
        let home = Home::new("missing");
        home.write("kiosk.ron", text);
        let mut desk = home.desk();
        let mut config = kiosk(&mut desk);
        config.volume = 0.5;
        desk.save_kiosk(&config)
            .unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(home.read("kiosk.ron").as_deref(), Some(wanted));
    }
}

#[test]
fn what_would_be_wrong_is_refused_and_nothing_is_written() {
    let home = Home::new("refused");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    let before = home.read("kiosk.ron");
    config.volume = 3.0;
    let error = desk.save_kiosk(&config).expect_err("too loud");
    assert!(
        matches!(&error, DeskError::Refused { findings } if findings[0].code == "C109"),
        "{error:?}"
    );
    assert!(told(&error).contains("volume"), "{}", told(&error));
    let mut event = draft(&mut desk, "exemple");
    event.stands[0].presence[0].date = "2027-04-01".to_owned();
    let error = desk.save_event("exemple", &event).expect_err("outside the event");
    assert!(
        matches!(&error, DeskError::Refused { findings } if findings[0].code == "C215"),
        "{error:?}"
    );
    assert_eq!(home.read("kiosk.ron"), before);
    assert_eq!((home.read("kiosk.ron.avant"), home.read("kiosk.ron.bon")), (None, None));
}

#[test]
fn an_error_that_was_there_does_not_stand_in_the_way() {
    let home = Home::new("there");
    home.write(
        "kiosk.ron",
        "(volum: 0.1, // ?\n volume: 80, kits: [\"É\", \"a\"], ambience: 0.2)",
    );
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    config.ambience = 0.4;
    let said = desk.save_kiosk(&config).expect("saved");
    assert_eq!(said.len(), 3, "{said:?}");
    // What is set anew is mended.
    config.kits = Some(vec!["b".to_owned(), "a".to_owned()]);
    config.volume = 0.3;
    assert_eq!(desk.save_kiosk(&config).expect("saved").len(), 1);
    let wanted = "(volum: 0.1, // ?\n volume: 0.3, kits: [\"b\", \"a\"], ambience: 0.4)";
    assert_eq!(home.read("kiosk.ron").as_deref(), Some(wanted));
}

fn id() -> impl Strategy<Value = String> {
    select(vec!["soudure", "cuisine", "a", "b-2"]).prop_map(str::to_owned)
}

fn ids() -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(vec!["soudure", "cuisine", "a", "b-2", "c"], 1..5)
        .prop_shuffle()
        .prop_map(|ids| ids.into_iter().map(str::to_owned).collect())
}

fn hundredths() -> impl Strategy<Value = f32> {
    (0_u8..=100).prop_map(|volume| f32::from(volume) / 100.0)
}

fn level() -> impl Strategy<Value = Level> {
    select(vec![Level::Discovery, Level::Challenge, Level::Expert])
}

/// Spans from one full hour to the next that is drawn.
fn schedule() -> impl Strategy<Value = Vec<VolumeSpan>> {
    proptest::collection::btree_map(0_i8..23, hundredths(), 0..4).prop_map(|hours| {
        let span = |(hour, volume): (i8, f32)| VolumeSpan {
            from: jiff::civil::time(hour, 0, 0, 0),
            to: jiff::civil::time(hour + 1, 0, 0, 0),
            volume,
        };
        hours.into_iter().map(span).collect()
    })
}

fn any_kiosk() -> impl Strategy<Value = KioskConfig> {
    let screen = (
        20_u16..=120,
        300_u32..=2500,
        select(Rotation::ALL.to_vec()),
        any::<bool>(),
        any::<bool>(),
    );
    let sound = (hundredths(), hundredths(), schedule());
    let kits = (option::of(ids()), level(), ids(), level(), option::of(id()));
    let quality = select(vec![Quality::Auto, Quality::Low, Quality::High]);
    let languages = select(vec![
        vec![Language::French],
        vec![Language::English],
        vec![Language::English, Language::French],
    ]);
    let waits = (10_u32..=600, 10_u32..=600, 5_u32..=60);
    (screen, sound, kits, quality, languages, waits).prop_map(
        |(screen, sound, (kits, level, own, own_level, event), quality, languages, waits)| KioskConfig {
            screen_diagonal_inches: f32::from(screen.0),
            mounting_height_mm: screen.1,
            rotation: screen.2,
            fullscreen: screen.3,
            blank_when_closed: screen.4,
            quality,
            volume: sound.0,
            ambience: sound.1,
            volume_schedule: sound.2,
            language: languages[0],
            languages,
            kits,
            level,
            levels: own.into_iter().skip(1).map(|kit| (kit, own_level)).collect(),
            event,
            idle_menu_secs: waits.0,
            idle_play_secs: waits.1,
            countdown_secs: waits.2,
        },
    )
}

fn text() -> impl Strategy<Value = Bilingual> {
    ("[a-zé« »\"\\\\’/*]{0,10}x", "[a-z//]{1,12}").prop_map(|(fr, en)| Bilingual::new(fr, en))
}

/// Some hours of some of the three days, in order and apart.
fn spans() -> impl Strategy<Value = Vec<SpanDraft>> {
    proptest::collection::btree_set((26_u8..=28, 0_u8..=23), 0..5).prop_map(|hours| {
        let span = |(day, hour)| SpanDraft {
            date: format!("2027-03-{day}"),
            from: format!("{hour:02}:00"),
            to: format!("{hour:02}:30"),
        };
        hours.into_iter().map(span).collect()
    })
}

fn any_event() -> impl Strategy<Value = EventDraft> {
    let stand = (id(), text(), text(), spans());
    let stand = stand.prop_map(|(kit, name, place, presence)| StandDraft {
        kit,
        name,
        place,
        presence,
    });
    let engagement = (
        option::of(select(PeriodKind::ALL.to_vec())),
        option::of(select(ClassLevel::ALL.to_vec())),
        1_u32..=1000,
        option::of(1_u32..=200),
    );
    let engagement = engagement.prop_map(|(period, level, expected_visits, kits)| EngagementDraft {
        period,
        level,
        expected_visits,
        kits,
        accept_loss: true,
    });
    let sectors = option::of(proptest::sample::subsequence(
        vec!["batiment", "sante_social", "Énergie"],
        1..=3,
    ));
    let texts = (text(), text(), option::of(text()), option::of(text()));
    let zone = select(vec!["Europe/Paris", "Indian/Reunion"]);
    let stands = proptest::collection::vec(stand, 0..4);
    (
        texts,
        zone,
        spans(),
        sectors,
        option::of(ids()),
        option::of(engagement),
        stands,
    )
        .prop_map(
            |((name, place, territory, theme), zone, hours, sectors, kits, engagement, stands)| EventDraft {
                name,
                place,
                start: "2027-03-26".to_owned(),
                end: "2027-03-28".to_owned(),
                time_zone: zone.to_owned(),
                hours,
                territory,
                theme,
                sectors: sectors.map(|names| names.into_iter().map(str::to_owned).collect()),
                kits,
                engagement,
                stands,
            },
        )
}

/// Every line of `text` that is a comment and nothing else, and that no value can hold.
fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.starts_with("//")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_row_of_changes_of_the_kiosk_says_what_was_asked(configs in proptest::collection::vec(any_kiosk(), 1..5)) {
        let home = Home::new("any-kiosk");
        let mut desk = home.desk();
        kiosk(&mut desk);
        let written = home.read("kiosk.ron").expect("a file");
        for config in configs {
            desk.save_kiosk(&config).unwrap_or_else(|error| panic!("{error:?}\n{config:?}"));
            let after = home.read("kiosk.ron").expect("a file");
            for comment in comments(&written) {
                prop_assert!(comments(&after).contains(&comment), "{comment} is gone");
            }
            prop_assert_eq!(home.loaded(), (config, vec![]));
        }
    }

    #[test]
    fn any_row_of_changes_of_an_event_says_what_was_asked(drafts in proptest::collection::vec(any_event(), 1..5)) {
        let home = Home::new("any-event");
        let mut desk = home.desk();
        draft(&mut desk, "exemple");
        let written = home.read("events/exemple.ron").expect("a file");
        // What stands inside a stand goes with it; what stands between fields stays.
        let between: Vec<_> = written.lines().filter(|line| line.starts_with("//") || line.starts_with("    //")).collect();
        for event in drafts {
            desk.save_event("exemple", &event).unwrap_or_else(|error| panic!("{error:?}\n{event:?}"));
            let after = home.read("events/exemple.ron").expect("a file");
            for comment in &between {
                prop_assert!(after.lines().any(|line| line == *comment), "{comment} is gone from\n{after}");
            }
            prop_assert_eq!(draft(&mut desk, "exemple"), event);
        }
    }

    /// The same from a file that is written in another manner: on one line, without commas at the ends.
    #[test]
    fn the_manner_of_writing_does_not_matter(first in any_event(), second in any_event(), inline in any::<bool>()) {
        let home = Home::new("manner");
        let value = EventForm::value(&first);
        let text = if inline { value.line() } else { value.block("", 200, "\r\n").replace(",\r\n", " // é\r\n,\r\n") };
        home.write("events/exemple.ron", &text);
        let mut desk = home.desk();
        prop_assert_eq!(draft(&mut desk, "exemple"), first);
        desk.save_event("exemple", &second).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        prop_assert_eq!(draft(&mut desk, "exemple"), second);
    }
}
