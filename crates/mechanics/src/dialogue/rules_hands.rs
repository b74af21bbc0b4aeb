//! Conversations and hands for the tests of the rules: any conversation, any sequence of touches.

use glam::{Quat, Vec3};
use proptest::{collection::vec, prelude::*};

use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Source,
    dialogue::{
        End, Gain, Gauge, LevelSpec, Line, Measure, Mood, Person, Reply, Spec,
        rules::{Input, Task},
    },
    grading::Grading,
};

pub(super) const EYE: Vec3 = Vec3::new(0.2, 1.8, 4.0);

/// Questions one after the other. Each may be answered well, badly (what comes then can be made good again), in a way
/// that must never be, and aside; every question adds its own number of replies.
#[derive(Clone, Debug)]
pub(super) struct Talk {
    pub(super) spec: Spec,
    pub(super) anchors: Anchors,
}

fn text(words: usize) -> Bilingual {
    Bilingual::new(vec!["mot"; words].join(" "), vec!["word"; words.max(2) - 1].join(" "))
}

pub(super) fn reply(id: &str, delta: i32, to: &str) -> Reply {
    Reply {
        id: id.into(),
        text: text(4),
        gauges: vec![Gain {
            id: "calme".into(),
            delta,
        }],
        to: Some(to.into()),
        critical: None,
    }
}

pub(super) fn line(id: &str, replies: Vec<Reply>) -> Line {
    Line {
        id: id.into(),
        text: text(6),
        mood: Mood::Calm,
        replies,
        then: None,
        ends: None,
    }
}

pub(super) fn end(id: &str, good: bool) -> Line {
    let ends = End {
        id: id.into(),
        good,
        name: text(2),
        text: text(9),
    };
    Line {
        ends: Some(ends),
        ..line(id, Vec::new())
    }
}

fn level(replies: usize, patience_secs: Option<f32>, least: f32) -> LevelSpec {
    let measures = [
        (Measure::Gauge("calme".into()), (least, 100.0), (0.0, 100.0)),
        (Measure::BadReplies, (0.0, 0.0), (0.0, 6.0)),
        (Measure::Critical, (0.0, 0.0), (0.0, 3.0)),
        (Measure::Silences, (0.0, 0.0), (0.0, 4.0)),
        (Measure::Secs, (0.0, 400.0), (0.0, 900.0)),
    ];
    let grades = measures.map(|(measure, ideal, ok)| Grading {
        criterion: "soin".into(),
        measure,
        band: Band {
            ideal,
            ok,
            weight: 1.0,
            advice: text(3),
            source: Source::AValider,
        },
    });
    LevelSpec {
        replies,
        gauges: replies < 4,
        patience_secs,
        grades: grades.into(),
    }
}

impl Talk {
    /// A question for each of `questions`: whether the good reply comes first, how many replies there are.
    pub(super) fn new(questions: &[(bool, usize)]) -> Self {
        let mut lines = Vec::new();
        for (index, (good_first, count)) in questions.iter().enumerate() {
            let next = match index + 1 {
                last if last == questions.len() => "good".to_owned(),
                next => format!("ask{next}"),
            };
            let (ask, hurt, aside) = (format!("ask{index}"), format!("hurt{index}"), format!("aside{index}"));
            let never = Reply {
                to: None,
                critical: Some(text(5)),
                ..reply("never", -20, "")
            };
            let mut replies = vec![reply("well", 8, &next), reply("badly", -12, &hurt)];
            if !good_first {
                replies.swap(0, 1);
            }
            replies.extend([never, reply("aside", 0, &aside)].into_iter().take(count - 2));
            lines.push(line(&ask, replies));
            lines.push(line(&hurt, vec![reply("sorry", 6, &ask), reply("insist", -6, "poor")]));
            if *count == 4 {
                lines.push(Line {
                    then: Some(next),
                    ..line(&aside, Vec::new())
                });
            }
        }
        lines.extend([end("good", true), end("poor", false)]);
        let gauge = |id: &str, start| Gauge {
            id: id.into(),
            name: text(1),
            start,
        };
        let spec = Spec {
            person: Person {
                id: "rose".into(),
                name: text(2),
                pitch_hz: 200.0,
            },
            gauges: vec![gauge("calme", 50), gauge("pudeur", 60)],
            opening: "ask0".into(),
            lines,
            levels: Levels {
                discovery: level(2, None, 50.0),
                challenge: level(3, Some(20.0), 55.0),
                expert: level(4, Some(8.0), 55.0),
            },
        };
        Self {
            spec,
            anchors: anchors(),
        }
    }

    pub(super) fn task(&self, level: Level, seed: u64) -> Task {
        Task::new(&self.spec, level, &self.anchors, seed).expect("every anchor is there")
    }
}

pub(super) fn anchors() -> Anchors {
    let slots = [(-0.45, 0.32), (0.45, 0.32), (-0.45, 0.0), (0.45, 0.0)];
    let slots = slots.iter().enumerate();
    let slots = slots.map(|(slot, (x, y))| (format!("reply.{}", slot + 1), Vec3::new(*x, *y, 1.0)));
    let person = ["speaks.rose", "mood.calm.rose"].map(|node| (node.to_owned(), Vec3::new(0.0, 1.3, 0.0)));
    slots
        .chain(person)
        .map(|(node, translation)| {
            let anchor = Anchor {
                translation,
                rotation: Quat::IDENTITY,
                scale: Vec3::ONE,
            };
            (node, anchor)
        })
        .collect()
}

pub(super) fn talk() -> impl Strategy<Value = Talk> {
    vec((any::<bool>(), 2usize..=4), 1..7).prop_map(|questions| Talk::new(&questions))
}

pub(super) fn level_of_play() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Press(Option<usize>),
    Move(Option<usize>),
    Release,
    Cancel,
    Tick(usize),
    Tap(Option<usize>),
}

pub(super) fn place() -> impl Strategy<Value = Option<usize>> {
    prop_oneof![4 => (0usize..5).prop_map(Some), 1 => Just(Some(usize::MAX)), 2 => Just(None)]
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        2 => place().prop_map(Act::Press),
        2 => place().prop_map(Act::Move),
        2 => Just(Act::Release),
        1 => Just(Act::Cancel),
        4 => (1usize..200).prop_map(Act::Tick),
        8 => place().prop_map(Act::Tap),
    ];
    vec(act, 0..60)
}

pub(super) fn tap(reply: Option<usize>) -> [Input; 3] {
    [Input::Press { reply }, Input::Tick, Input::Release]
}

pub(super) fn inputs(acts: &[Act]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for act in acts {
        match *act {
            Act::Press(reply) => inputs.push(Input::Press { reply }),
            Act::Move(reply) => inputs.push(Input::Move { reply }),
            Act::Release => inputs.push(Input::Release),
            Act::Cancel => inputs.push(Input::Cancel),
            Act::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Act::Tap(reply) => inputs.extend(tap(reply)),
        }
    }
    inputs
}
