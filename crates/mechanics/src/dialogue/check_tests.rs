//! Each rule of a `dialogue` step's check, broken by one change to a sound conversation.

use super::*;
use crate::dialogue::{
    Gain, Gauge, Mood,
    rules_hands::{self as hands, Talk, line, reply},
};

/// Codes and fields of what is told about a conversation after a change.
fn told(change: impl FnOnce(&mut Talk)) -> Vec<(&'static str, String)> {
    // Lines: ask0, hurt0, aside0, ask1, hurt1, good, poor.
    let mut talk = Talk::new(&[(true, 4), (false, 3)]);
    change(&mut talk);
    let mut findings = Findings::default();
    check(
        &talk.spec,
        Some(&talk.anchors),
        &["soin"],
        &FieldPath::root(),
        &mut findings,
    );
    let told = findings.iter().map(|finding| (finding.code, finding.path.to_string()));
    told.collect()
}

/// What a change breaks is told there, and only under this code.
#[track_caller]
fn assert_told(code: &Code, field: &str, change: impl FnOnce(&mut Spec)) {
    let told = told(|talk| change(&mut talk.spec));
    assert!(told.contains(&(code.id, field.to_owned())), "{told:?}");
    assert!(told.iter().all(|(known, _)| *known == code.id), "{told:?}");
}

#[test]
fn a_sound_conversation_has_nothing_to_mend() {
    assert_eq!(told(|_| ()), []);
}

#[test]
fn gauges_lines_and_replies_are_counted() {
    assert_told(&COUNT, "gauges", |spec| {
        for id in ["a", "b"] {
            let gauge = spec.gauges[0].clone();
            spec.gauges.push(Gauge { id: id.into(), ..gauge });
        }
    });
    assert_told(&COUNT, "lines[1].replies", |spec| spec.lines[1].replies.truncate(1));
    assert_told(&COUNT, "lines[0].replies", |spec| {
        spec.lines[0].replies.push(reply("more", 0, "ask1"));
    });
    let shortest = |spec: &mut Spec| spec.lines = vec![hands::end("ask0", true)];
    assert_told(&COUNT, "lines", shortest);
}

#[test]
fn identifiers_are_told_apart_and_well_written() {
    assert_told(&TWICE, "gauges[2].id", |spec| spec.gauges.push(spec.gauges[0].clone()));
    assert_told(&TWICE, "lines[0].replies[1].id", |spec| {
        spec.lines[0].replies[1].id = "well".into();
    });
    assert_told(&ID, "lines[0].replies[1].id", |spec| {
        spec.lines[0].replies[1].id = "Très mal".into();
    });
    assert_told(&ID, "lines[5].ends.id", |spec| {
        spec.lines[5].ends.as_mut().expect("it ends").id.clear();
    });
}

#[test]
fn what_is_named_is_there() {
    let unknown = |field: &str, change: fn(&mut Spec)| {
        let told = told(|talk| change(&mut talk.spec));
        assert!(told.contains(&(UNKNOWN.id, field.to_owned())), "{told:?}");
    };
    unknown("lines[0].replies[0].gauges[1].id", |spec| {
        spec.lines[0].replies[0].gauges.push(Gain {
            id: "joie".into(),
            delta: 2,
        });
    });
    unknown("opening", |spec| spec.opening = "hello".into());
    unknown("lines[2].then", |spec| spec.lines[2].then = Some("ask".into()));
    unknown("lines[0].replies[0].to", |spec| {
        spec.lines[0].replies[0].to = Some("ask".into());
    });
    unknown("levels.discovery.grades[0].measure", |spec| {
        spec.levels.discovery.grades[0].measure = Measure::Gauge("joie".into());
    });
}

#[test]
fn everything_leads_to_one_thing() {
    assert_told(&LEADS, "lines[2]", |spec| {
        spec.lines[2].ends = hands::end("other", true).ends;
    });
    assert_told(&LEADS, "lines[0].replies[2]", |spec| {
        spec.lines[0].replies[2].to = Some("ask1".into());
    });
    let told = told(|talk| talk.spec.lines[0].replies[0].to = None);
    assert!(told.contains(&(LEADS.id, "lines[0].replies[0]".to_owned())), "{told:?}");
}

#[test]
fn every_line_is_heard() {
    assert_told(&UNHEARD, "lines[7].id", |spec| {
        let ask = vec![reply("a", 0, "ask0"), reply("b", 0, "ask1")];
        spec.lines.push(line("lost", ask));
    });
}

#[test]
fn every_way_ends_and_one_ends_well() {
    // Only the fourth reply leads out, and beginners do not see it.
    assert_told(&NO_END, "lines[1]", |spec| {
        spec.lines[1].replies = vec![reply("a", 0, "hurt0"), reply("b", 0, "hurt0"), reply("c", 0, "ask0")];
    });
    // By itself, round and round.
    assert_told(&NO_END, "lines[2]", |spec| spec.lines[2].then = Some("aside0".into()));
    assert_told(&NO_END, "levels.discovery", |spec| {
        spec.lines[5].ends.as_mut().expect("it ends").good = false;
    });
}

#[test]
fn who_speaks_has_a_place_and_a_face() {
    let missing = |node: &str| {
        told(|talk| {
            let kept = talk.anchors.names().filter(|name| *name != node);
            let kept = kept.filter_map(|name| Some((name.to_owned(), *talk.anchors.get(name)?)));
            talk.anchors = kept.collect();
        })
    };
    let told_at = |field: &str| vec![(NO_NODE.id, field.to_owned())];
    assert_eq!(missing("speaks.rose"), told_at("person.id"));
    assert_eq!(missing("reply.4"), told_at("lines"));
    assert_eq!(missing("mood.calm.rose"), told_at("lines[0].mood"));
    assert_told(&NO_NODE, "lines[3].mood", |spec| spec.lines[3].mood = Mood::Sad);
}

#[test]
fn numbers_are_possible() {
    assert_told(&NUMBER, "person.pitch_hz", |spec| spec.person.pitch_hz = f32::NAN);
    assert_told(&NUMBER, "gauges[0].start", |spec| spec.gauges[0].start = 101);
    assert_told(&NUMBER, "lines[0].replies[1].gauges[0].delta", |spec| {
        spec.lines[0].replies[1].gauges[0].delta = -51;
    });
    assert_told(&NUMBER, "levels.expert.replies", |spec| spec.levels.expert.replies = 5);
    assert_told(&NUMBER, "levels.expert.patience_secs", |spec| {
        spec.levels.expert.patience_secs = Some(1.0);
    });
}

#[test]
fn no_level_is_easier_than_the_one_before() {
    assert_told(&LOOSER, "levels.challenge.replies", |spec| {
        spec.levels.discovery.replies = 4;
    });
    assert_told(&LOOSER, "levels.challenge.gauges", |spec| {
        spec.levels.discovery.gauges = false;
    });
    assert_told(&LOOSER, "levels.expert.patience_secs", |spec| {
        spec.levels.expert.patience_secs = None;
    });
}
