//! Plays `dose`: fingers become inputs of the rules, effects become movement, sound, light and words.

use bevy::prelude::*;

use super::{
    Instrument, Spec, exhibit, instrument, jet,
    measure::{self, error_percent},
    rules::{self, Effect, Input, State, Task},
    sound, splash,
    vessels::{self, Vessel},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    language::Bilingual,
    mechanics::{
        self, Level, STEP_SECS,
        play::{self, BeginStep, Finger, Live, OneFinger, Said},
        voices::Voices,
    },
    stage::{Stage, eye::Eye},
};

/// The step under way.
#[derive(Resource)]
pub struct Dosing {
    pub(super) spec: Spec,
    level: Level,
    pub(super) task: Task,
    pub(super) state: State,
    kit: String,
    step: usize,
    finger: OneFinger,
    /// How the last dose was judged.
    pub(super) verdict: Option<Verdict>,
    /// What resisted lately: the vessel, and steps of game time since.
    pub(super) shook: Option<(usize, u32)>,
    /// What has left the spout, the latest first: shares of the full flow, one a step of game time.
    pub(super) thread: jet::Thread,
    told: bool,
}

/// A judgement on the instrument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) dose: usize,
    /// Within the tolerance.
    pub(super) good: bool,
    /// Steps of game time since.
    pub(super) ticks: u32,
}

/// What was poured in a step, for the debrief.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    pub kit: String,
    pub step: usize,
    /// What the instrument of each receiver told in the end.
    pub readings: Vec<f32>,
}

/// What the visit under way has filled.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Fillings(pub Vec<Filled>);

/// The sound of a success climbs by this much from the first dose to the last.
const PITCH_CLIMB: f32 = 0.35;
/// A drop that falls late: how high and how loud it sounds, and how thick its thread is.
const DROP: (f32, f32, f32) = (2.2, 0.35, 0.30);
/// What is waited for is told so long after a verdict, if so much of the wait is left; steps of game time.
const WAIT_TOLD_TICKS: u32 = 140;
const WAIT_READ_TICKS: f32 = 75.0;
/// Less than this share of a dose is a touch, not a try.
const TRY: f32 = 0.06;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Fillings>()
        .add_systems(Update, (begin, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Dosing>));
    app.add_plugins((
        vessels::plugin,
        jet::plugin,
        splash::plugin,
        instrument::plugin,
        sound::plugin,
        exhibit::plugin,
    ));
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    mut shop: vessels::Shop,
    mut fillings: ResMut<Fillings>,
    mut voices: Voices,
) {
    let Some(begin) = begins.read().last() else { return };
    // A step that begins again, or a visit that begins anew, leaves nothing of before.
    fillings
        .0
        .retain(|filled| filled.kit == begin.kit && filled.step < begin.step);
    leave(&mut commands, &shop);
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Dose(spec) = &step.mechanic else {
        return;
    };
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step)) else {
        return;
    };
    shop.set_out(&mut commands, &stage, &task);
    let state = State::new(&task);
    voices.progress(state.progress());
    let dosing = Dosing {
        spec: spec.clone(),
        level: begin.level,
        task,
        state,
        kit: begin.kit.clone(),
        step: begin.step,
        finger: OneFinger::default(),
        verdict: None,
        shook: None,
        thread: jet::Thread::default(),
        told: false,
    };
    dosing.ask(&mut voices);
    commands.insert_resource(dosing);
}

/// The step of another mechanic begins, or it is over: what was poured stays, and nothing is to be touched any more.
pub(super) fn leave(commands: &mut Commands, shop: &vessels::Shop) {
    commands.remove_resource::<Dosing>();
    shop.let_alone(commands);
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    dosing: Option<ResMut<Dosing>>,
    things: Query<&Vessel>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    live: Res<Live>,
    mut voices: Voices,
    mut fillings: ResMut<Fillings>,
) {
    let Some(mut dosing) = dosing else {
        fingers.clear();
        return;
    };
    if dosing.finger.let_go_unless(*live) {
        dosing.apply(Input::Cancel, &mut voices, &mut fillings);
    }
    for finger in fingers.read() {
        let on = |thing| things.get(thing).ok().map(|vessel| vessel.index);
        if let Some(input) = play::touch(&mut dosing.finger, finger, *eye, on) {
            dosing.apply(input, &mut voices, &mut fillings);
        }
    }
}

fn tick(mut dosing: ResMut<Dosing>, live: Res<Live>, mut voices: Voices, mut fillings: ResMut<Fillings>) {
    dosing.finger.tick();
    if !live.is_running() {
        return;
    }
    if let Some((_, ticks)) = &mut dosing.shook {
        *ticks = ticks.saturating_add(1);
    }
    if let Some(verdict) = &mut dosing.verdict {
        verdict.ticks = verdict.ticks.saturating_add(1);
    }
    dosing.apply(Input::Tick, &mut voices, &mut fillings);
    dosing.tell_wait(&mut voices);
    let flow = dosing.state.flow();
    dosing.thread.leave(flow);
}

impl Dosing {
    /// Doses done and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        self.state.progress()
    }

    /// Id of the vessel under the finger.
    pub fn held_id(&self) -> Option<&str> {
        self.state.held().map(|vessel| self.task.vessels[vessel].id.as_str())
    }

    /// Id of the vessel that is to be poured from now.
    pub fn next_vessel(&self) -> Option<&str> {
        let dose = self.state.dose()?;
        Some(&self.task.vessel(dose).id)
    }

    /// Whether this vessel has just been refused.
    pub fn is_shaking(&self, vessel: &str) -> bool {
        self.shook
            .is_some_and(|(shook, _)| self.task.vessels[shook].id == vessel)
    }

    /// What was poured of a dose, in its receiver's unit.
    pub fn poured(&self, dose: usize) -> f32 {
        self.state.poured(dose)
    }

    fn apply(&mut self, input: Input, voices: &mut Voices, fillings: &mut Fillings) {
        let before = (self.state.held(), self.state.dose());
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices, fillings);
        }
        if self.state.held().is_none() {
            self.finger.let_go();
        }
        if input == Input::Release
            && let (Some(_), Some(dose)) = before
        {
            self.coach(dose, voices);
        }
    }

    /// Whoever only touched what has to be held, or held what has to be tilted, is told how.
    fn coach(&self, dose: usize, voices: &mut Voices) {
        use super::Pouring;
        let little = self.state.poured(dose) < TRY * self.task.doses[dose].target;
        match self.task.vessel(dose).hand {
            Pouring::Hold if little && self.state.flow() < 0.5 => voices.hint("dose-hold"),
            Pouring::Tilt if little && self.state.flow() < 0.1 => voices.hint("dose-tilt"),
            _ => {}
        }
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices, fillings: &mut Fillings) {
        match effect {
            Effect::Taken { vessel } => {
                voices.cue(Cue::Prise);
                voices.log(format!("took {}", self.task.vessels[vessel].id));
            }
            Effect::Other { vessel } => {
                self.shake(vessel, voices);
                voices.hint("dose-other");
            }
            Effect::TooSoon { dose } => {
                let held = self.state.held().unwrap_or(self.task.doses[dose].from);
                self.shake(held, voices);
                voices.log(format!("too soon after {}", self.task.doses[dose].id));
                match self
                    .spec
                    .doses
                    .get(dose)
                    .and_then(|told| Some((told, told.rest.as_ref()?)))
                {
                    Some((told, rest)) => voices.say(Said::Explain {
                        name: told.name.clone(),
                        why: rest.what.clone(),
                    }),
                    None => voices.hint("dose-too-soon"),
                }
            }
            Effect::Flows => voices.log("flows"),
            Effect::Stops => voices.log("stops"),
            Effect::Dripped => {
                self.thread.drip(DROP.2);
                voices.play(PlayCue::new(Cue::Touche).at_pitch(DROP.0).at_volume(DROP.1));
            }
            Effect::Short { dose } => {
                voices.log(format!("short {}", self.task.doses[dose].id));
                voices.hint("dose-short");
            }
            Effect::Dosed { dose } => self.judge(dose, voices),
            Effect::Rested { .. } => {
                voices.play(PlayCue::new(Cue::Pose).at_pitch(1.5).at_volume(0.4));
                self.ask(voices);
            }
            Effect::Done => self.finish(voices, fillings),
        }
    }

    /// What resisted shakes its head.
    fn shake(&mut self, vessel: usize, voices: &mut Voices) {
        voices.cue(Cue::Refus);
        self.shook = Some((vessel, 0));
    }

    /// The instrument has come to rest: how much it is, and why it is that much.
    fn judge(&mut self, dose: usize, voices: &mut Voices) {
        let (done, total) = self.progress();
        let off = error_percent(&self.task, &self.state, dose);
        let good = off <= 100.0 * self.task.tolerance;
        self.verdict = Some(Verdict { dose, good, ticks: 0 });
        let id = &self.task.doses[dose].id;
        voices.log(format!("dosed {id}, off by {off:.1} %"));
        voices.progress((done, total));
        let pitch = 1.0 + PITCH_CLIMB * done as f32 / total.max(1) as f32;
        let Some(told) = self.spec.doses.get(dose) else { return };
        if good {
            voices.play(PlayCue::new(Cue::Pose).at_pitch(pitch));
            let into = self.task.vessel(dose).into;
            voices.burst(self.task.receivers[into].place);
            voices.praise(&told.name, &told.why);
        } else {
            voices.cue(Cue::Retour);
            voices.say(Said::Explain {
                name: too_much(&told.name),
                why: told.why.clone(),
            });
        }
        match &told.rest {
            Some(rest) if done < total => voices.say(Said::Invite {
                name: told.name.clone(),
                what: rest.what.clone(),
            }),
            _ => self.ask(voices),
        }
    }

    /// Once the praise is read, what is waited for, and how long it really takes, if there is time left to read it.
    fn tell_wait(&self, voices: &mut Voices) {
        let Some(verdict) = self.verdict.filter(|verdict| verdict.ticks == WAIT_TOLD_TICKS) else {
            return;
        };
        let told = self.spec.doses.get(verdict.dose);
        let all = self.task.doses[verdict.dose].rest_ticks;
        let left = self.state.waits(&self.task).map_or(0.0, |share| share * all as f32);
        if let (Some(told), true) = (told, left >= WAIT_READ_TICKS)
            && let Some(rest) = &told.rest
        {
            voices.say(Said::Explain {
                name: told.name.clone(),
                why: rest.what.clone(),
            });
        }
    }

    /// What has to be poured now, and how much.
    fn ask(&self, voices: &mut Voices) {
        let Some(dose) = self.state.dose() else { return };
        let (told, target) = (&self.spec.doses[dose], self.task.doses[dose].target);
        let into = self.task.vessel(dose).into;
        let receiver = &self.spec.receivers[into];
        let (fr, en, value) = match receiver.instrument {
            Instrument::Level | Instrument::Scale => ("Verser", "Pour", target),
            Instrument::Thermometer | Instrument::Gauge => {
                let reached = self.state.reading(&self.task, into) - self.state.poured(dose);
                ("Arriver à", "Reach", reached + target)
            }
        };
        let value = super::reading::written(value, target);
        let unit = &receiver.unit;
        voices.say(Said::Invite {
            name: told.name.clone(),
            what: Bilingual::new(
                format!("{fr} {}\u{a0}{unit}", value.replace('.', ",")),
                format!("{en} {value}\u{a0}{unit}"),
            ),
        });
    }

    fn finish(&mut self, voices: &mut Voices, fillings: &mut Fillings) {
        if self.told {
            return;
        }
        self.told = true;
        let readings = (0..self.task.receivers.len()).map(|receiver| self.state.reading(&self.task, receiver));
        fillings.0.push(Filled {
            kit: self.kit.clone(),
            step: self.step,
            readings: readings.collect(),
        });
        voices.finish(measure::grade(&self.spec, self.level, &self.task, &self.state));
    }

    /// Seconds since the last dose was judged.
    pub(super) fn judged_secs(&self) -> Option<f32> {
        self.verdict.map(|verdict| verdict.ticks as f32 * STEP_SECS)
    }
}

/// « Présure : un peu trop »
fn too_much(name: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("{}\u{a0}: un peu trop", name.fr),
        format!("{}: a little too much", name.en),
    )
}
