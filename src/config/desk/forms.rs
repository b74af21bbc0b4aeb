//! The files that are changed in place: how each is read, and how what it says is written.

use super::value::Value;
use crate::{
    config::{
        EventDraft, KioskConfig, SpanDraft, StandDraft, event, kiosk,
        settings::{LANGUAGES, LEVELS, QUALITIES},
    },
    finding::Findings,
    language::Bilingual,
};

/// What the kiosk is shipped with: what a new file is made from, and where the comments of a setting are.
const KIOSK: &str = include_str!("../../../config/kiosk.ron");

/// A kind of file.
pub(super) trait Form {
    type Content: Clone + PartialEq;

    /// What the text says; `None` if it cannot be read as a whole. `file` is the name findings carry.
    fn read(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<Self::Content>;

    fn value(content: &Self::Content) -> Value;

    /// What a file that is not there yet is made from.
    fn blank() -> &'static str;

    /// What is written above a field that is new to the file.
    fn comment(name: &str) -> Vec<String>;
}

pub(super) struct KioskForm;

impl Form for KioskForm {
    type Content = KioskConfig;

    fn read(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<KioskConfig> {
        kiosk::read_kiosk(file, bytes, findings)
    }

    fn value(config: &KioskConfig) -> Value {
        let level = |level| Value::word(name_of(&LEVELS, &level));
        let language = |language| Value::word(name_of(&LANGUAGES, &language));
        let mut fields = vec![
            ("screen_diagonal_inches", Value::word(config.screen_diagonal_inches)),
            ("mounting_height_mm", Value::word(config.mounting_height_mm)),
            ("rotation", Value::word(config.rotation.degrees())),
            ("fullscreen", Value::word(config.fullscreen)),
            ("quality", Value::word(name_of(&QUALITIES, &config.quality))),
            ("blank_when_closed", Value::word(config.blank_when_closed)),
            ("volume", Value::word(config.volume)),
            ("ambience", Value::word(config.ambience)),
            ("language", language(config.language)),
            (
                "languages",
                Value::List(config.languages.iter().copied().map(language).collect()),
            ),
            ("level", level(config.level)),
            ("idle_menu_secs", Value::word(config.idle_menu_secs)),
            ("idle_play_secs", Value::word(config.idle_play_secs)),
            ("countdown_secs", Value::word(config.countdown_secs)),
        ];
        let spans = config.volume_schedule.iter().map(|span| {
            Value::Struct(vec![
                ("from", Value::text(&span.from.strftime("%H:%M").to_string())),
                ("to", Value::text(&span.to.strftime("%H:%M").to_string())),
                ("volume", Value::word(span.volume)),
            ])
        });
        let levels = config
            .levels
            .iter()
            .map(|(kit, own)| Value::Struct(vec![("kit", Value::text(kit)), ("level", level(*own))]));
        fields.extend(some_list("volume_schedule", spans.collect()));
        fields.extend(some_list("levels", levels.collect()));
        fields.extend(config.kits.as_deref().map(|kits| ("kits", Value::texts(kits))));
        fields.extend(config.event.as_deref().map(|event| ("event", Value::text(event))));
        Value::Struct(fields)
    }

    fn blank() -> &'static str {
        KIOSK
    }

    /// The lines above the setting in the file the kiosk is shipped with.
    fn comment(name: &str) -> Vec<String> {
        fn said(line: &str) -> &str {
            line.trim().trim_start_matches("//").trim_start()
        }
        let lines: Vec<&str> = KIOSK.lines().collect();
        let is_it = |line: &&str| said(line).strip_prefix(name).is_some_and(|rest| rest.starts_with(':'));
        let Some(at) = lines.iter().position(is_it) else {
            return Vec::new();
        };
        let above = lines[..at]
            .iter()
            .rev()
            .take_while(|line| line.trim().starts_with("//"));
        let mut comment: Vec<_> = above.map(|line| said(line).to_owned()).collect();
        comment.reverse();
        comment
    }
}

pub(super) struct EventForm;

impl Form for EventForm {
    type Content = EventDraft;

    fn read(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<EventDraft> {
        event::read_event(file, bytes, findings).map(|(draft, _)| draft)
    }

    fn value(draft: &EventDraft) -> Value {
        let mut fields = vec![
            ("name", both(&draft.name)),
            ("place", both(&draft.place)),
            ("start", Value::text(&draft.start)),
            ("end", Value::text(&draft.end)),
            ("time_zone", Value::text(&draft.time_zone)),
        ];
        fields.extend(some_list("hours", draft.hours.iter().map(span).collect()));
        fields.extend(draft.territory.as_ref().map(|text| ("territory", both(text))));
        fields.extend(draft.theme.as_ref().map(|text| ("theme", both(text))));
        let sectors = |names: &Vec<String>| Value::List(names.iter().map(|name| sector(name)).collect());
        fields.extend(draft.sectors.as_ref().map(|names| ("sectors", sectors(names))));
        fields.extend(draft.kits.as_deref().map(|kits| ("kits", Value::texts(kits))));
        fields.extend(draft.engagement.as_ref().map(|engagement| {
            let mut fields = Vec::new();
            fields.extend(
                engagement
                    .period
                    .map(|period| ("period", Value::word(format!("{period:?}")))),
            );
            fields.extend(
                engagement
                    .level
                    .map(|level| ("level", Value::word(format!("{level:?}")))),
            );
            fields.push(("expected_visits", Value::word(engagement.expected_visits)));
            fields.extend(engagement.kits.map(|kits| ("kits", Value::word(kits))));
            fields.extend(engagement.accept_loss.then(|| ("accept_loss", Value::word(true))));
            ("engagement", Value::Struct(fields))
        }));
        fields.extend(some_list("stands", draft.stands.iter().map(stand).collect()));
        Value::Struct(fields)
    }

    fn blank() -> &'static str {
        "(\n)\n"
    }

    fn comment(_name: &str) -> Vec<String> {
        Vec::new()
    }
}

fn both(text: &Bilingual) -> Value {
    Value::Struct(vec![("fr", Value::text(&text.fr)), ("en", Value::text(&text.en))])
}

fn span(span: &SpanDraft) -> Value {
    Value::Struct(vec![
        ("date", Value::text(&span.date)),
        ("from", Value::text(&span.from)),
        ("to", Value::text(&span.to)),
    ])
}

fn stand(stand: &StandDraft) -> Value {
    Value::Struct(vec![
        ("kit", Value::text(&stand.kit)),
        ("name", both(&stand.name)),
        ("place", both(&stand.place)),
        ("presence", Value::List(stand.presence.iter().map(span).collect())),
    ])
}

/// Without quotes, as in the guide; what is no name of a sector keeps them.
fn sector(name: &str) -> Value {
    let is_word = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_word { Value::word(name) } else { Value::text(name) }
}

/// A list that is left out where there is nothing in it.
fn some_list(name: &'static str, elements: Vec<Value>) -> Option<(&'static str, Value)> {
    (!elements.is_empty()).then_some((name, Value::List(elements)))
}

/// What the file calls `value`; the tables name every one.
fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> &'static str {
    let known = names.iter().find(|(_, known)| known == value);
    known.map_or("", |(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_comment_in_the_shipped_file() {
        let Value::Struct(fields) = KioskForm::value(&KioskConfig {
            kits: Some(vec!["a".to_owned()]),
            event: Some("a".to_owned()),
            ..KioskConfig::default()
        }) else {
            panic!("a struct")
        };
        for (name, _) in fields.iter().filter(|(name, _)| *name != "idle_play_secs") {
            assert!(!KioskForm::comment(name).is_empty(), "{name}");
        }
        assert!(KioskForm::comment("volume")[0].starts_with("Volume général"));
        assert!(KioskForm::comment("rien").is_empty());
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let text = "(screen_diagonal_inches: 43, rotation: 270, quality: Low, volume: 0.35, kits: [\"b\", \"a\"], level: expert, \
                    levels: [(kit: \"a\", level: defi)], volume_schedule: [(from: \"21:00\", to: \"08:30\", volume: 0)], \
                    languages: [en], language: en, blank_when_closed: false, event: \"x\")";
        let mut findings = Findings::default();
        let config = KioskForm::read("k", text.as_bytes(), &mut findings).expect("settings");
        let written = KioskForm::value(&config).line();
        assert_eq!(KioskForm::read("k", written.as_bytes(), &mut findings), Some(config));
        assert!(findings.is_empty(), "{findings:?}");
        let example = include_bytes!("../../../config/events/exemple.ron");
        let draft = EventForm::read("e", example, &mut findings).expect("an event");
        let written = EventForm::value(&draft).block("", 0, "\n");
        assert_eq!(EventForm::read("e", written.as_bytes(), &mut findings), Some(draft));
        assert!(findings.is_empty(), "{findings:?}");
    }
}
