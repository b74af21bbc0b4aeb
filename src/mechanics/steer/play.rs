//! Shows `steer`: fingers become inputs of the rules, effects become movement, sound and words.

use bevy::{camera::primitives::Aabb, picking::pointer::PointerId, prelude::*};

use super::{
    Spec, crane,
    demonstrate::demonstrate,
    exhibit, light, measure,
    rules::{self, Effect, HANDS, Input, Lever, Refusal, State, Task, Touched},
    sound, walkers,
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    mechanics::{
        self, Level, STEP_SECS,
        play::{self, BeginStep, Finger, Live, NextGesture, Said},
        voices::Voices,
    },
    stage::{Stage, eye::Eye, touch::Touchable},
};

/// The step under way.
#[derive(Resource)]
pub struct Driving {
    pub spec: Spec,
    pub level: Level,
    pub task: Task,
    pub state: State,
    /// Whose finger each hand of the rules is, and for how long nothing was heard of it, seconds.
    fingers: [Option<(PointerId, f32)>; HANDS],
    /// How hard the load was set down or knocked just now, 0 to 1; fades.
    pub(super) shaken: f32,
    told: bool,
}

/// What a finger comes down on, on its node.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Touches(pub(super) Touched);

/// A finger that holds and is not heard of for this long has lost its end somewhere, seconds.
const FORGOTTEN_SECS: f32 = 10.0;
/// Half of what answers around a lever's grip, and around the button, metres.
const GRIP: f32 = 0.09;
/// The load's thud: deep, and deeper the harder.
const THUD: (f32, f32) = (0.55, 0.40);
/// A knock at this speed is as hard as any, real metres per second.
const HARD: f32 = 1.5;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, (begin, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Driving>))
        .add_systems(
            Update,
            invite.in_set(AppSystems::Feedback).run_if(resource_exists::<Driving>),
        )
        .add_plugins((
            crane::plugin,
            walkers::plugin,
            light::plugin,
            sound::plugin,
            exhibit::plugin,
        ));
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    touched: Query<Entity, With<Touches>>,
    mut voices: Voices,
) {
    let Some(begin) = begins.read().last() else { return };
    leave(&mut commands, &touched);
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Steer(spec) = &step.mechanic else {
        return;
    };
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step)) else {
        return;
    };
    offer(&mut commands, &stage);
    let state = State::new(&task);
    voices.progress(state.progress(&task));
    commands.insert_resource(Driving {
        spec: spec.clone(),
        level: begin.level,
        task,
        state,
        fingers: [None; HANDS],
        shaken: 0.0,
        told: false,
    });
}

/// Nothing of a crane is to be touched any more.
pub(super) fn leave(commands: &mut Commands, touched: &Query<Entity, With<Touches>>) {
    commands.remove_resource::<Driving>();
    for entity in touched {
        commands.entity(entity).remove::<(Touches, Touchable)>();
    }
}

/// What can be touched: both levers, the load, the big red button.
fn offer(commands: &mut Commands, stage: &Stage) {
    let levers = Lever::ALL.map(|lever| (lever.node(), Touched::Lever(lever)));
    for (node, on) in levers.into_iter().chain([("stop", Touched::Stop)]) {
        if let Some(node) = stage.node(node) {
            let around = Aabb::from_min_max(Vec3::splat(-GRIP), Vec3::splat(GRIP));
            commands.entity(node).try_insert((Touches(on), Touchable, around));
        }
    }
    if let Some(node) = stage.node("load") {
        commands.entity(node).try_insert((Touches(Touched::Load), Touchable));
    }
    // Whoever takes the cargo means the load.
    if let Some(node) = stage.node("cargo") {
        commands.entity(node).try_insert((Touches(Touched::Load), Touchable));
    }
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    driving: Option<ResMut<Driving>>,
    things: Query<&Touches>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    live: Res<Live>,
    mut voices: Voices,
) {
    let Some(mut driving) = driving else {
        fingers.clear();
        return;
    };
    let (camera, transform) = *eye;
    for hand in 0..HANDS {
        let forgotten = driving.fingers[hand].is_some_and(|(_, silent)| silent > FORGOTTEN_SECS);
        if driving.fingers[hand].is_some() && (forgotten || !live.is_running()) {
            driving.apply(Input::Cancel { hand }, &mut voices);
        }
    }
    for finger in fingers.read() {
        let ray = |at: Vec2| play::ray(camera, transform, at);
        let touched = |thing| things.get(thing).ok().map(|touches| touches.0);
        if let Some(input) = driving.input(finger, ray, touched) {
            driving.apply(input, &mut voices);
        }
    }
}

fn tick(mut driving: ResMut<Driving>, live: Res<Live>, mut voices: Voices) {
    for (_, silent) in driving.fingers.iter_mut().flatten() {
        *silent += STEP_SECS;
    }
    if live.is_running() {
        driving.shaken = (driving.shaken - STEP_SECS * 3.0).max(0.0);
        driving.apply(Input::Tick, &mut voices);
    }
}

/// The gesture that would help now.
fn invite(driving: Res<Driving>, live: Res<Live>, mut next: ResMut<NextGesture>) {
    next.0 = demonstrate(&driving.task, &driving.state).filter(|_| live.is_running());
}

impl Driving {
    /// Goals reached, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        self.state.progress(&self.task)
    }

    /// What a finger means to the rules: each of the first two on the glass is a hand.
    fn input(
        &mut self,
        finger: &Finger,
        ray: impl Fn(Vec2) -> Option<mechanics::Ray>,
        touched: impl Fn(Entity) -> Option<Touched>,
    ) -> Option<Input> {
        let by = finger.by();
        let known = self
            .fingers
            .iter()
            .position(|held| held.is_some_and(|held| held.0 == by));
        match (*finger, known) {
            (Finger::Down { thing, at, .. }, None) => {
                let (on, ray) = (touched(thing)?, ray(at)?);
                let hand = self.fingers.iter().position(Option::is_none)?;
                self.fingers[hand] = Some((by, 0.0));
                Some(Input::Press { hand, on, ray })
            }
            (Finger::Moved { at, .. }, Some(hand)) => {
                self.fingers[hand] = Some((by, 0.0));
                Some(Input::Move { hand, ray: ray(at)? })
            }
            (Finger::Up { .. }, Some(hand)) => Some(Input::Release { hand }),
            // The same pointer pressing again has lost its release somewhere.
            (Finger::Lost { .. } | Finger::Down { .. }, Some(hand)) => Some(Input::Cancel { hand }),
            (_, None) => None,
        }
    }

    fn apply(&mut self, input: Input, voices: &mut Voices) {
        let before = self.state.next();
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices);
        }
        for hand in 0..HANDS {
            if !self.state.holds(hand) {
                self.fingers[hand] = None;
            }
        }
        if self.state.next() != before {
            voices.progress(self.progress());
        }
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices) {
        match effect {
            Effect::Gripped => voices.cue(Cue::Prise),
            Effect::Landed { target, speed } => {
                self.thud(speed, voices);
                let id = self.spec.goals.get(target).map_or("?", |goal| &goal.id);
                voices.log(format!("landed on {id}"));
            }
            Effect::Reached { target } => self.tell_reached(target, voices),
            Effect::Refused { why, speed } => {
                self.thud(speed.max(0.3), voices);
                voices.log(format!("refused {why:?}"));
                voices.hint(match why {
                    Refusal::Aside => "steer-aside",
                    Refusal::Swinging => "steer-swinging",
                    Refusal::TooFast => "steer-too-fast",
                });
            }
            Effect::Knocked { speed } => {
                self.thud(speed, voices);
                voices.log("knocked");
                voices.hint("steer-knocked");
            }
            Effect::Halted => {
                voices.play(PlayCue::new(Cue::Touche).at_pitch(0.6));
                voices.log("emergency stop");
            }
            Effect::Waits => voices.hint("steer-waits"),
            Effect::Comes { .. }
            | Effect::Left { .. }
            | Effect::Entered { .. }
            | Effect::Stood { .. }
            | Effect::TooLate { .. } => self.tell_walker(effect, voices),
            Effect::Done => {
                if !self.told {
                    self.told = true;
                    voices.finish(measure::grade(&self.spec, self.level, &self.task, &self.state));
                }
            }
        }
    }

    fn thud(&mut self, speed: f32, voices: &mut Voices) {
        let hard = (speed / HARD).clamp(0.0, 1.0);
        self.shaken = self.shaken.max(hard);
        let pitch = THUD.0 + (THUD.1 - THUD.0) * hard;
        voices.play(PlayCue::new(Cue::Pose).at_pitch(pitch).at_volume(0.5 + 0.5 * hard));
    }

    fn tell_reached(&mut self, target: usize, voices: &mut Voices) {
        voices.play(PlayCue::new(Cue::Pose).at_pitch(1.2));
        if let Some(at) = self.task.targets.get(target).map(|target| target.at) {
            voices.burst(self.task.plane.place(at));
        }
        if let Some(goal) = self.spec.goals.get(target) {
            voices.log(format!("reached {}", goal.id));
            voices.praise(&goal.name, &goal.why);
        }
    }

    fn tell_walker(&mut self, effect: Effect, voices: &mut Voices) {
        let walker = |way: usize| self.spec.walkers.get(way);
        match effect {
            Effect::Comes { way } => {
                let id = walker(way).map_or("?", |walker| &walker.id);
                voices.log(format!("{id} comes"));
            }
            Effect::Entered { .. } => {
                voices.play(PlayCue::new(Cue::Attente).at_pitch(1.5));
                voices.hint("steer-somebody");
            }
            Effect::Stood { way } => {
                if let Some(walker) = walker(way) {
                    voices.log(format!("stood for {}", walker.id));
                    voices.praise(&walker.name, &walker.why);
                }
            }
            Effect::TooLate { way } => {
                voices.cue(Cue::Refus);
                if let Some(walker) = walker(way) {
                    voices.log(format!("too late for {}", walker.id));
                    voices.say(Said::Stop {
                        name: walker.name.clone(),
                        why: walker.why.clone(),
                    });
                }
            }
            Effect::Left { .. } => voices.hint("steer-free"),
            _ => {}
        }
    }
}
