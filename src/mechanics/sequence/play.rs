//! Plays `sequence`: fingers become inputs of the rules, effects become movement, sound, light and words.

use bevy::prelude::*;

use super::{
    Spec, consequences, exhibit,
    rules::{self, Effect, Input, State, Task},
    things::{self, Thing},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    language::Bilingual,
    mechanics::{
        self, Level,
        play::{self, BeginStep, Finger, Live, OneFinger, Said},
        voices::Voices,
    },
    stage::{Stage, eye::Eye},
};

/// The step under way.
#[derive(Resource)]
pub struct Routine {
    pub(super) spec: Spec,
    level: Level,
    pub(super) task: Task,
    pub(super) state: State,
    finger: OneFinger,
    /// What resisted lately: the thing, and steps of game time since.
    pub(super) shook: Option<(usize, u32)>,
    /// How many notches of its way the thing in the hand has passed.
    notches: usize,
    told: bool,
}

/// The sound of a success climbs by this much from the first act to the last.
const PITCH_CLIMB: f32 = 0.35;
/// A thing on its way ticks so many times.
const NOTCHES: f32 = 7.0;
/// How loud a notch is, and the note under a clack.
const NOTCH_VOLUME: f32 = 0.7;
const NOTE_VOLUME: f32 = 0.7;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, (begin, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Routine>));
    app.add_plugins((things::plugin, consequences::plugin, exhibit::plugin));
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    mut shop: things::Shop,
    mut voices: Voices,
) {
    let Some(begin) = begins.read().last() else { return };
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Sequence(spec) = &step.mechanic else {
        leave(&mut commands, &shop);
        return;
    };
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step)) else {
        return;
    };
    shop.set_out(&mut commands, &stage, &task);
    let state = State::new(&task);
    voices.progress(state.progress(&task));
    commands.insert_resource(Routine {
        spec: spec.clone(),
        level: begin.level,
        task,
        state,
        finger: OneFinger::default(),
        shook: None,
        notches: 0,
        told: false,
    });
}

/// The step of another mechanic begins, or it is over: what was played with stays as it is, and is no longer to be
/// touched.
pub(super) fn leave(commands: &mut Commands, shop: &things::Shop) {
    commands.remove_resource::<Routine>();
    shop.let_alone(commands);
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    routine: Option<ResMut<Routine>>,
    things: Query<&Thing>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    live: Res<Live>,
    mut voices: Voices,
) {
    let Some(mut routine) = routine else {
        fingers.clear();
        return;
    };
    if routine.finger.let_go_unless(*live) {
        routine.apply(Input::Cancel, &mut voices);
    }
    for finger in fingers.read() {
        let on = |thing| things.get(thing).ok().map(|thing| thing.index);
        if let Some(input) = play::touch(&mut routine.finger, finger, *eye, on) {
            routine.apply(input, &mut voices);
            if routine.state.held().is_none() {
                routine.finger.let_go();
            }
        }
    }
}

fn tick(mut routine: ResMut<Routine>, live: Res<Live>, mut voices: Voices) {
    routine.finger.tick();
    if let Some((_, ticks)) = &mut routine.shook {
        *ticks += 1;
    }
    if live.is_running() {
        routine.apply(Input::Tick, &mut voices);
        if routine.state.held().is_none() {
            routine.finger.let_go();
        }
    }
}

impl Routine {
    /// Acts done and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        self.state.progress(&self.task)
    }

    /// Id of the thing under the finger.
    pub fn held_id(&self) -> Option<&str> {
        self.state.held().map(|thing| self.task.things[thing].id.as_str())
    }

    /// Id of the act a tradesperson would choose now.
    pub fn next_act(&self) -> Option<&str> {
        let next = self.state.next(&self.task)?;
        Some(&self.task.things[next].id)
    }

    /// How far along its way a thing is, 0 to 1.
    pub fn share(&self, id: &str) -> Option<f32> {
        let thing = self.task.things.iter().position(|thing| thing.id == id)?;
        Some(self.state.share(thing))
    }

    fn apply(&mut self, input: Input, voices: &mut Voices) {
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices);
        }
        self.ratchet(voices);
    }

    /// What is on its way under the finger ticks at every notch.
    fn ratchet(&mut self, voices: &mut Voices) {
        let Some(thing) = self.state.held().filter(|&thing| self.state.may(&self.task, thing)) else {
            self.notches = 0;
            return;
        };
        let share = self.state.share(thing);
        let notches = (share * NOTCHES) as usize;
        if notches > self.notches {
            let pitch = 0.9 + 0.3 * share;
            voices.play(PlayCue::new(Cue::Cliquet).at_volume(NOTCH_VOLUME).at_pitch(pitch));
        }
        self.notches = notches;
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices) {
        let name = |thing: usize| self.task.things[thing].id.as_str();
        match effect {
            Effect::Taken { thing } => {
                voices.cue(Cue::Prise);
                voices.log(format!("took {}", name(thing)));
            }
            Effect::Sprung { thing } => {
                voices.cue(Cue::Retour);
                voices.log(format!("sprung {}", name(thing)));
                // Nobody is told to go on with what must wait.
                if self.state.may(&self.task, thing) {
                    voices.hint("play-carry-on");
                }
            }
            Effect::Did { thing } => self.tell_did(thing, voices),
            Effect::Slipped { thing, first } => {
                voices.cue(Cue::Refus);
                voices.log(format!("slipped {} before {}", name(thing), name(first)));
                if let Some(first) = self.spec.acts.get(first) {
                    voices.say(Said::Explain {
                        name: before_that(&first.name),
                        why: first.why.clone(),
                    });
                }
                self.shook = Some((thing, 0));
            }
            Effect::Stopped { thing, first } => {
                voices.cue(Cue::Refus);
                voices.log(format!("stopped {} before {}", name(thing), name(first)));
                let act = self.spec.acts.get(thing);
                self.stop(act.and_then(|act| Some((&act.name, act.critical.as_ref()?))), voices);
                self.shook = Some((thing, 0));
            }
            Effect::Refused { thing } => {
                voices.cue(Cue::Refus);
                voices.log(format!("refused {}", name(thing)));
                let decoy = thing.checked_sub(self.spec.acts.len());
                let decoy = decoy.and_then(|decoy| self.spec.decoys.get(decoy));
                self.stop(decoy.map(|decoy| (&decoy.name, &decoy.why_not)), voices);
                self.shook = Some((thing, 0));
            }
            Effect::Done => {
                if !self.told {
                    self.told = true;
                    voices.finish(rules::grade(&self.spec, self.level, &self.state));
                }
            }
        }
    }

    fn tell_did(&self, thing: usize, voices: &mut Voices) {
        let (done, total) = self.progress();
        let pitch = 1.0 + PITCH_CLIMB * done as f32 / total.max(1) as f32;
        voices.cue(Cue::Clac);
        voices.play(PlayCue::new(Cue::Pose).at_pitch(pitch).at_volume(NOTE_VOLUME));
        voices.burst(self.task.things[thing].along(1.0));
        voices.progress((done, total));
        voices.log(format!("did {}", self.task.things[thing].id));
        if let Some(act) = self.spec.acts.get(thing) {
            voices.praise(&act.name, &act.why);
        }
    }

    /// A freeze-frame: what was tried, and why it is not safe.
    fn stop(&self, what: Option<(&Bilingual, &Bilingual)>, voices: &mut Voices) {
        if let Some((name, why)) = what {
            voices.say(Said::Stop {
                name: name.clone(),
                why: why.clone(),
            });
        }
    }
}

/// « D’abord : » and what comes first.
fn before_that(name: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("D’abord\u{a0}: {}", within_a_sentence(&name.fr)),
        format!("First: {}", within_a_sentence(&name.en)),
    )
}

/// The words without their capital, unless they begin with an abbreviation.
fn within_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    let (first, second) = (letters.next(), letters.clone().next());
    match first {
        Some(first) if second.is_none_or(char::is_lowercase) => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_is_said_as_a_sentence() {
        let said = before_that(&Bilingual::new("Éteindre la presse", "Switch the press off"));
        assert_eq!(
            (said.fr.as_str(), said.en.as_str()),
            ("D’abord\u{a0}: éteindre la presse", "First: switch the press off")
        );
        assert_eq!(within_a_sentence("VAT faite"), "VAT faite");
    }
}
