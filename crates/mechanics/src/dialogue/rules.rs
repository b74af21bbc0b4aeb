//! The rules of `dialogue`, apart from any engine: what is said, what is answered, how it is felt.

use super::{
    Measure, Spec,
    plan::{self, raised},
    task::Next,
};
pub use super::{
    demonstration::demonstrate,
    task::{Task, mood_node, slot_node, speaks_node},
};
use crate::{Level, Mark, STEP_SECS, grading};

/// A card that has just appeared cannot be taken yet, seconds: a hammering hand meant the words before it.
const APPEAR_SECS: f32 = 0.4;
/// How long the visitor's own answer is said, seconds.
pub const ANSWER_SECS: f32 = 0.9;
/// How long an end stays before the step is over, seconds.
const END_SECS: f32 = 1.2;

/// How far the conversation has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    line: usize,
    phase: Phase,
    /// Steps of game time in this phase.
    phase_ticks: u32,
    /// 0 to 100.
    gauges: Vec<i32>,
    /// What was answered already, for each line and reply.
    said: Vec<Vec<bool>>,
    touch: Option<Touch>,
    /// What the demonstration would answer now.
    pub(super) best: Option<usize>,
    counts: Counts,
    /// Steps of game time since the first touch.
    ticks: u32,
    begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    meant: bool,
}

/// Who has the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The person speaks.
    Speaks,
    /// What was said sinks in, then it goes on by itself.
    Rests,
    /// The visitor may answer.
    Asks,
    /// The visitor's answer is said.
    Answers {
        reply: usize,
    },
    Over,
}

/// The finger on the glass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Touch {
    /// The reply it came down on.
    first: Option<usize>,
    now: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    replies: u32,
    bad: u32,
    critical: u32,
    silences: u32,
}

/// What the hand, or time, does; replies are indices in the spec's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A finger comes down on a card, or anywhere else.
    Press { reply: Option<usize> },
    /// It moves and is now there.
    Move { reply: Option<usize> },
    /// It leaves the glass.
    Release,
    /// The touch was taken away (palm, system, screen left): nobody's mistake.
    Cancel,
    /// One step of game time passed ([`STEP_SECS`]).
    Tick,
}

/// What the stage has to show; lines, replies and gauges are indices in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The person begins to speak.
    Speaks {
        line: usize,
    },
    /// All of the line is said.
    Spoken {
        line: usize,
    },
    /// The cards appear.
    Asks {
        line: usize,
    },
    Pressed {
        reply: usize,
    },
    /// The answer is being said; `bad`: it takes more than it gives.
    Answered {
        reply: usize,
        bad: bool,
    },
    /// How the person feels has changed.
    Felt {
        gauge: usize,
        by: i32,
    },
    /// This must never be said; the same line comes again.
    Stopped {
        reply: usize,
    },
    /// The person notices that nobody answers.
    Waited,
    Done,
}

/// Game time in steps.
pub(super) fn steps(secs: f32) -> u32 {
    (secs / STEP_SECS).round() as u32
}

impl State {
    pub fn new(task: &Task) -> Self {
        let said = (0..task.lines.len()).map(|line| vec![false; task.replies(line).len()]);
        Self {
            line: task.opening,
            phase: Phase::Speaks,
            phase_ticks: 0,
            gauges: task.gauges.clone(),
            said: said.collect(),
            touch: None,
            best: None,
            counts: Counts::default(),
            ticks: 0,
            begun: false,
            meant: false,
        }
    }

    /// The line that is said, or was said last.
    pub fn line(&self) -> usize {
        self.line
    }

    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How much of the line is said, 0 to 1.
    pub fn spoken(&self, task: &Task) -> f32 {
        if self.phase != Phase::Speaks {
            return 1.0;
        }
        let ticks = task.lines[self.line].speech_ticks.max(1);
        (self.phase_ticks as f32 / ticks as f32).min(1.0)
    }

    /// Since the phase began, seconds.
    pub fn phase_secs(&self) -> f32 {
        self.phase_ticks as f32 * STEP_SECS
    }

    /// What the person feels, 0 to 100.
    pub fn gauges(&self) -> &[i32] {
        &self.gauges
    }

    /// The cards that stand there: reply and slot, in the order of the slots.
    pub fn cards(&self, task: &Task) -> Vec<(usize, usize)> {
        if !matches!(self.phase, Phase::Asks | Phase::Answers { .. }) {
            return Vec::new();
        }
        let replies = task.replies(self.line).iter().enumerate();
        let mut cards: Vec<_> = replies
            // What must never be said and was explained is not offered again.
            .filter(|(index, reply)| reply.to.is_some() || !self.said[self.line][*index])
            .map(|(index, reply)| (index, reply.slot))
            .collect();
        cards.sort_by_key(|(_, slot)| *slot);
        cards
    }

    /// The card under the finger that it came down on.
    pub fn pressed(&self) -> Option<usize> {
        let touch = self.touch?;
        touch.first.filter(|_| touch.now == touch.first)
    }

    /// Whether a finger is on the glass.
    pub fn is_touched(&self) -> bool {
        self.touch.is_some()
    }

    /// Whether the cards may be taken.
    pub(super) fn is_asking(&self) -> bool {
        self.phase == Phase::Asks && self.phase_ticks >= steps(APPEAR_SECS)
    }

    /// How many answers were given, and how many of them hurt.
    pub fn answers(&self) -> (u32, u32) {
        (self.counts.replies, self.counts.bad)
    }

    /// How many answers are behind and how many there are on the shortest way to an end, which counts as one more.
    pub fn progress(&self, task: &Task) -> (usize, usize) {
        let far = |line: usize| task.lines[line].far.map_or(0, |far| far.replies);
        let total = far(task.opening) + 1;
        let left = if self.is_done() { 0 } else { far(self.line) + 1 };
        (total.saturating_sub(left), total)
    }

    pub fn is_done(&self) -> bool {
        self.phase == Phase::Over
    }

    fn enter(&mut self, phase: Phase) {
        (self.phase, self.phase_ticks) = (phase, 0);
    }
}

/// The one way the state changes. An input that makes no sense in this state (a second finger, an answer to nothing)
/// does nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press { reply } => press(task, state, reply),
        Input::Move { reply } => {
            if let Some(touch) = &mut state.touch {
                touch.now = reply;
            }
            Vec::new()
        }
        Input::Release => release(task, state),
        Input::Cancel => {
            if state.touch.take().is_some() && !state.meant {
                // A palm that came first has not begun the step.
                (state.begun, state.ticks) = (false, 0);
            }
            Vec::new()
        }
        Input::Tick => tick(task, state),
    }
}

fn press(task: &Task, state: &mut State, reply: Option<usize>) -> Vec<Effect> {
    if state.touch.is_some() || state.is_done() {
        return Vec::new();
    }
    state.begun = true;
    let there = |reply: &usize| state.is_asking() && state.cards(task).iter().any(|(card, _)| card == reply);
    let reply = reply.filter(there);
    state.touch = Some(Touch {
        first: reply,
        now: reply,
    });
    Vec::from_iter(reply.map(|reply| Effect::Pressed { reply }))
}

fn release(task: &Task, state: &mut State) -> Vec<Effect> {
    let reply = state.pressed();
    let Some(touch) = state.touch.take() else {
        return Vec::new();
    };
    state.meant = true;
    match (reply, touch.first, state.phase) {
        // The line it was an answer to may be over by now.
        (Some(reply), _, Phase::Asks) => answer(task, state, reply),
        (_, None, Phase::Speaks) => spoken(task, state),
        (_, None, Phase::Rests) => go_on(task, state),
        _ => Vec::new(),
    }
}

/// A reply was chosen: it is said, or it is told why it must not be. Nothing is lost either way.
fn answer(task: &Task, state: &mut State, reply: usize) -> Vec<Effect> {
    let Some(chosen) = task.replies(state.line).get(reply) else {
        return Vec::new();
    };
    let is_new = !std::mem::replace(&mut state.said[state.line][reply], true);
    state.counts.replies = state.counts.replies.saturating_add(1);
    let mut effects = Vec::new();
    if chosen.to.is_none() {
        state.counts.critical = state.counts.critical.saturating_add(1);
        effects.push(Effect::Stopped { reply });
        state.enter(Phase::Speaks);
        effects.push(Effect::Speaks { line: state.line });
    } else {
        let bad = chosen.is_bad();
        state.counts.bad = state.counts.bad.saturating_add(u32::from(bad));
        effects.push(Effect::Answered { reply, bad });
        state.enter(Phase::Answers { reply });
    }
    if is_new {
        let felt = raised(&state.gauges, &chosen.gains);
        let changes = state.gauges.iter().zip(&felt).enumerate();
        let changes = changes.map(|(gauge, (before, after))| (gauge, after - before));
        effects.extend(
            changes
                .filter(|(_, by)| *by != 0)
                .map(|(gauge, by)| Effect::Felt { gauge, by }),
        );
        state.gauges = felt;
    }
    effects
}

/// All of the line is said, whether it was listened to or a tap asked for the rest.
fn spoken(task: &Task, state: &mut State) -> Vec<Effect> {
    let line = state.line;
    let mut effects = vec![Effect::Spoken { line }];
    if let Next::Asks(_) = task.lines[line].next {
        state.enter(Phase::Asks);
        let said = |line: usize, reply: usize| state.said[line][reply];
        // Whoever talks in circles is shown the way out.
        let circles = state.counts.replies as usize > 3 * task.lines.len();
        state.best = if circles {
            plan::shortest(task, line)
        } else {
            plan::best(task, line, &state.gauges, said)
        };
        effects.push(Effect::Asks { line });
    } else {
        state.enter(Phase::Rests);
    }
    effects
}

/// The next line, or the end.
fn go_on(task: &Task, state: &mut State) -> Vec<Effect> {
    match task.lines[state.line].next {
        Next::Then(to) => speak(state, to),
        Next::Ends { .. } => {
            state.enter(Phase::Over);
            vec![Effect::Done]
        }
        Next::Asks(_) => Vec::new(),
    }
}

fn speak(state: &mut State, line: usize) -> Vec<Effect> {
    state.line = line;
    state.best = None;
    state.enter(Phase::Speaks);
    vec![Effect::Speaks { line }]
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.is_done() {
        return Vec::new();
    }
    if state.begun {
        state.ticks = state.ticks.saturating_add(1);
    }
    let before = state.phase_ticks;
    state.phase_ticks = before.saturating_add(1);
    let line = &task.lines[state.line];
    let ends = matches!(line.next, Next::Ends { .. });
    match state.phase {
        // What is heard first is told first.
        Phase::Speaks if before == 0 && state.counts.replies == 0 && state.line == task.opening => {
            vec![Effect::Speaks { line: state.line }]
        }
        Phase::Speaks if state.phase_ticks >= line.speech_ticks => spoken(task, state),
        Phase::Rests if state.phase_ticks >= line.rest_ticks + u32::from(ends) * steps(END_SECS) => go_on(task, state),
        Phase::Asks => wait(task, state),
        Phase::Answers { reply } if state.phase_ticks >= steps(ANSWER_SECS) => {
            let to = task.replies(state.line).get(reply).and_then(|reply| reply.to);
            speak(state, to.unwrap_or(state.line))
        }
        _ => Vec::new(),
    }
}

/// Nobody answers. A finger that is on a card is about to.
fn wait(task: &Task, state: &mut State) -> Vec<Effect> {
    let Some(patience) = task.patience_ticks.filter(|_| state.begun && state.touch.is_none()) else {
        return Vec::new();
    };
    if state.phase_ticks < patience.max(steps(APPEAR_SECS) + 1) {
        return Vec::new();
    }
    state.counts.silences = state.counts.silences.saturating_add(1);
    // The cards stay there.
    state.phase_ticks = steps(APPEAR_SECS);
    vec![Effect::Waited]
}

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, state: &State) -> Vec<Mark> {
    let gauge = |id: &str| spec.gauges.iter().position(|gauge| gauge.id == id);
    let measured = |measure| match measure {
        Measure::Gauge(id) => gauge(&id)
            .and_then(|gauge| state.gauges.get(gauge))
            .map_or(0.0, |value| *value as f32),
        Measure::BadReplies => state.counts.bad as f32,
        Measure::Critical => state.counts.critical as f32,
        Measure::Silences => state.counts.silences as f32,
        Measure::Secs => state.ticks as f32 * STEP_SECS,
    };
    grading::marks(&spec.levels.get(level).grades, measured)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
