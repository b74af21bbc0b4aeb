//! What a kit's author writes for a `dialogue` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded, Grading},
};

/// Who speaks, what is felt, what is said, and how much each level helps.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    pub person: Person,
    /// What the person feels, 1 to 3.
    pub gauges: Vec<Gauge>,
    /// Id of the line that is said first.
    pub opening: String,
    pub lines: Vec<Line>,
    pub levels: Levels<LevelSpec>,
}

/// Whom the visitor talks with. The glTF node `speaks.<id>` is where the words come from; `mood.<mood>.<id>` are the
/// faces.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: String,
    pub name: Bilingual,
    /// How high the murmur of the voice lies, hertz.
    #[serde(default = "pitch_hz")]
    pub pitch_hz: f32,
}

fn pitch_hz() -> f32 {
    180.0
}

/// Something the person feels, 0 (not at all) to 100 (entirely).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gauge {
    pub id: String,
    pub name: Bilingual,
    pub start: u32,
}

/// Something the person says, and what comes of it: exactly one of `replies`, `then` and `ends`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub id: String,
    pub text: Bilingual,
    /// The face with which it is said.
    pub mood: Mood,
    /// What may be answered; a level shows the first ones of the list, in any order.
    #[serde(default)]
    pub replies: Vec<Reply>,
    /// Id of the line that follows by itself.
    #[serde(default)]
    pub then: Option<String>,
    /// The conversation is over.
    #[serde(default)]
    pub ends: Option<End>,
}

/// Something that may be answered, and what comes of it: exactly one of `to` and `critical`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    pub id: String,
    pub text: Bilingual,
    /// What it changes in the person, the first time it is said.
    #[serde(default)]
    pub gauges: Vec<Gain>,
    /// Id of the line that follows.
    #[serde(default)]
    pub to: Option<String>,
    /// Why this must never be said: a freeze-frame, then the same line again without this reply.
    #[serde(default)]
    pub critical: Option<Bilingual>,
}

/// By how much a gauge rises or falls.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gain {
    /// Id of the gauge.
    pub id: String,
    pub delta: i32,
}

/// How a conversation may end; all ends are kind, several may be good.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    pub id: String,
    /// Whether the demonstration may lead here.
    #[serde(default)]
    pub good: bool,
    pub name: Bilingual,
    /// What it means for the person, shown when it is over; at most 20 words.
    pub text: Bilingual,
}

/// How the person looks while saying something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Mood {
    #[default]
    Calm,
    Happy,
    Worried,
    Sad,
    Surprised,
    Tired,
}

impl Mood {
    pub const ALL: [Self; 6] = [
        Self::Calm,
        Self::Happy,
        Self::Worried,
        Self::Sad,
        Self::Surprised,
        Self::Tired,
    ];

    /// As it is called in the names of nodes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Happy => "happy",
            Self::Worried => "worried",
            Self::Sad => "sad",
            Self::Surprised => "surprised",
            Self::Tired => "tired",
        }
    }
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// How many of a line's replies are there at most, from the first of its list.
    pub replies: usize,
    /// Whether the gauges are to be seen; otherwise only the face tells.
    pub gauges: bool,
    /// Seconds after which the person notices that nobody answers; without it they wait as long as it takes.
    #[serde(default)]
    pub patience_secs: Option<f32>,
    pub grades: Vec<Grading<Measure>>,
}

impl Graded for LevelSpec {
    type Measure = Measure;

    fn grades(&self) -> &[Grading<Measure>] {
        &self.grades
    }
}

/// What is measured while the two talk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Measure {
    /// The gauge with this id at the end, 0 to 100.
    Gauge(String),
    /// Replies that took more from the person than they gave, count.
    BadReplies,
    /// Replies that must never be said, count.
    Critical,
    /// Times the person waited for an answer longer than the level's patience, count.
    Silences,
    /// From the first touch to the end, seconds of game time.
    Secs,
}

/// Room for texts on the play screen and the debrief, words.
const NAME_WORDS: usize = 6;
const GAUGE_WORDS: usize = 2;
const LINE_WORDS: usize = 25;
const REPLY_WORDS: usize = 12;
const CRITICAL_WORDS: usize = 20;
const END_WORDS: usize = 20;

impl Mechanic for Spec {
    fn check(&self, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
        super::check(self, anchors, criteria, at, findings);
    }

    fn plays_out(&self, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
        super::plays_out(self, level, anchors, eye)
    }

    fn places(&self, anchors: &Anchors) -> Vec<Vec3> {
        super::places(anchors)
    }

    fn measures(&self, level: Level) -> Vec<(String, &Band)> {
        grading::measures(&self.levels, level)
    }

    fn graded(&self, level: Level) -> Vec<&str> {
        grading::criteria(&self.levels, level)
    }

    fn texts(&self, at: &FieldPath) -> Vec<RoomedText<'_>> {
        let mut texts = vec![(at.field("person").field("name"), &self.person.name, NAME_WORDS)];
        for (index, gauge) in self.gauges.iter().enumerate() {
            let at = at.field("gauges").index(index);
            texts.push((at.field("name"), &gauge.name, GAUGE_WORDS));
        }
        for (index, line) in self.lines.iter().enumerate() {
            line.texts(&at.field("lines").index(index), &mut texts);
        }
        texts.extend(grading::texts(&self.levels, &at.field("levels")));
        texts
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    fn numbers(&self) -> Vec<f32> {
        let mut numbers = grading::numbers(&self.levels);
        numbers.extend(self.levels.iter().filter_map(|(_, level)| level.patience_secs));
        numbers
    }
}

impl Line {
    fn texts<'a>(&'a self, at: &FieldPath, texts: &mut Vec<RoomedText<'a>>) {
        texts.push((at.field("text"), &self.text, LINE_WORDS));
        for (index, reply) in self.replies.iter().enumerate() {
            let at = at.field("replies").index(index);
            texts.push((at.field("text"), &reply.text, REPLY_WORDS));
            if let Some(why) = &reply.critical {
                texts.push((at.field("critical"), why, CRITICAL_WORDS));
            }
        }
        if let Some(end) = &self.ends {
            let at = at.field("ends");
            texts.push((at.field("name"), &end.name, NAME_WORDS));
            texts.push((at.field("text"), &end.text, END_WORDS));
        }
    }
}
