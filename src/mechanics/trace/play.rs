//! Shows `trace`: fingers become inputs of the rules, effects become light, sound and words.

use bevy::{camera::primitives::Aabb, prelude::*};

use super::{
    Spec, arc,
    bead::{Bead, Pool, Tolerance},
    coach, cord,
    demonstrate::demonstrate,
    exhibit, helmet, marks,
    measure::{self, Found},
    readout,
    rules::{self, Effect, Input, State, Task, Touched},
    seam::Seam,
    torch,
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    mechanics::{
        self, Level,
        play::{self, BeginStep, Finger, Live, NextGesture, OneFinger},
        voices::Voices,
    },
    stage::{Stage, eye::Eye, touch::Touchable},
};

/// The step under way.
#[derive(Resource)]
pub struct Welding {
    pub spec: Spec,
    pub level: Level,
    pub task: Task,
    pub state: State,
    kit: String,
    step: usize,
    finger: OneFinger,
    told: bool,
}

/// A finished bead, for the debrief: all that is needed to lay it again where it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Weld {
    pub kit: String,
    pub step: usize,
    pub seam: Seam,
    pub pool: Pool,
    pub tolerance: Tolerance,
    /// Cold.
    pub bead: Bead,
    /// Share of the seam that is welded, 0 to 1.
    pub covered: f32,
    /// What a tradesperson sees wrong with it, in the order of the seam.
    pub faults: Vec<Found>,
}

/// The beads of the visit under way.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Welds(pub Vec<Weld>);

/// What a finger comes down on, on its node.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Touches(pub(super) Touched);

/// The progress is shown in so many dots.
const DOTS: usize = 6;
/// The sound of a dial's click climbs by this much from its lowest value to its highest.
const PITCH_CLIMB: f32 = 0.5;
/// Half a dial's face where its model says nothing, metres.
const FACE: f32 = 0.06;
/// The workpiece answers this far beyond the seam, metres.
const PAD: f32 = 0.12;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Welds>()
        .add_systems(Update, (begin, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Welding>))
        .add_systems(
            Update,
            invite.in_set(AppSystems::Feedback).run_if(resource_exists::<Welding>),
        )
        .add_plugins((
            torch::plugin,
            cord::plugin,
            arc::plugin,
            helmet::plugin,
            readout::plugin,
            coach::plugin,
            exhibit::plugin,
            marks::plugin,
        ));
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    touched: Query<Entity, With<Touches>>,
    mut welds: ResMut<Welds>,
    mut voices: Voices,
) {
    let Some(begin) = begins.read().last() else { return };
    // A step that begins again, or a visit that begins anew, leaves nothing of before.
    welds.0.retain(|weld| weld.kit == begin.kit && weld.step < begin.step);
    commands.remove_resource::<Welding>();
    for entity in &touched {
        commands.entity(entity).remove::<(Touches, Touchable)>();
    }
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Trace(spec) = &step.mechanic else {
        return;
    };
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step)) else {
        return;
    };
    offer(&mut commands, &stage, &task);
    let state = State::new(&task);
    voices.progress((0, DOTS));
    commands.insert_resource(Welding {
        spec: spec.clone(),
        level: begin.level,
        task,
        state,
        kit: begin.kit.clone(),
        step: begin.step,
        finger: OneFinger::default(),
        told: false,
    });
}

/// What can be touched: the dials, the torch, and the workpiece all along the seam.
fn offer(commands: &mut Commands, stage: &Stage, task: &Task) {
    for (index, dial) in task.dials.iter().enumerate() {
        if let Some(node) = stage.node(&format!("dial.{}", dial.id)) {
            // In its middle it answers whatever the artist made of it.
            let face = Aabb::from_min_max(Vec3::splat(-FACE), Vec3::splat(FACE));
            commands
                .entity(node)
                .try_insert((Touches(Touched::Dial(index)), Touchable, face));
        }
    }
    if let Some(node) = stage.node("torch") {
        commands.entity(node).try_insert((Touches(Touched::Seam), Touchable));
    }
    let points = task.seam.points().iter().map(|point| point.at);
    let (low, high) = points.fold((Vec3::INFINITY, Vec3::NEG_INFINITY), |(low, high), at| {
        (low.min(at), high.max(at))
    });
    let (Some(root), true) = (stage.root(), low.is_finite()) else {
        return;
    };
    commands.spawn((
        ChildOf(root),
        Touches(Touched::Seam),
        Touchable,
        Aabb::from_min_max(low - PAD, high + PAD),
        Transform::default(),
        Visibility::default(),
    ));
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    welding: Option<ResMut<Welding>>,
    things: Query<&Touches>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    live: Res<Live>,
    mut voices: Voices,
    mut welds: ResMut<Welds>,
) {
    let Some(mut welding) = welding else {
        fingers.clear();
        return;
    };
    if welding.finger.let_go_unless(*live) {
        welding.apply(Input::Cancel, &mut voices, &mut welds);
    }
    for finger in fingers.read() {
        let on = |thing| things.get(thing).ok().map(|Touches(on)| *on);
        if let Some(input) = play::touch(&mut welding.finger, finger, *eye, on) {
            welding.apply(input, &mut voices, &mut welds);
        }
    }
}

fn tick(mut welding: ResMut<Welding>, live: Res<Live>, mut voices: Voices, mut welds: ResMut<Welds>) {
    welding.finger.tick();
    if live.is_running() {
        welding.apply(Input::Tick, &mut voices, &mut welds);
    }
}

/// The gesture that would help now.
fn invite(welding: Res<Welding>, live: Res<Live>, mut next: ResMut<NextGesture>) {
    next.0 = demonstrate(&welding.task, &welding.state).filter(|_| live.is_running());
}

impl Welding {
    /// Index of the step in its kit.
    pub fn step(&self) -> usize {
        self.step
    }

    /// Dots of the progress that are filled, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        if self.state.is_done() {
            return (DOTS, DOTS);
        }
        let filled = self.state.covered(&self.task) * DOTS as f32;
        ((filled as usize).min(DOTS - 1), DOTS)
    }

    fn apply(&mut self, input: Input, voices: &mut Voices, welds: &mut Welds) {
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices, welds);
        }
        if !self.state.is_held() {
            self.finger.let_go();
        }
        voices.progress(self.progress());
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices, welds: &mut Welds) {
        match effect {
            Effect::Lit => {
                voices.cue(Cue::Prise);
                voices.log("arc lit");
            }
            Effect::Out => {
                let percent = (100.0 * self.state.covered(&self.task)).round();
                voices.log(format!("arc out, {percent} % welded"));
            }
            Effect::TooFar => {
                voices.cue(Cue::Refus);
                voices.hint("trace-too-far");
            }
            Effect::Clicked { dial, value } => {
                let (low, high) = self.task.dials[dial].range;
                voices.play(PlayCue::new(Cue::Touche).at_pitch(1.0 + PITCH_CLIMB * (value - low) / (high - low)));
                let id = &self.task.dials[dial].id;
                voices.log(format!("{id} at {value}"));
            }
            Effect::BurntThrough { point } => {
                voices.burst(self.task.seam.points()[point].at);
                voices.cue(Cue::Refus);
                voices.hint("trace-burnt-through");
                voices.log("burnt through");
            }
            Effect::Done => self.finish(voices, welds),
        }
    }

    fn finish(&mut self, voices: &mut Voices, welds: &mut Welds) {
        if self.told {
            return;
        }
        self.told = true;
        welds.0.push(Weld {
            kit: self.kit.clone(),
            step: self.step,
            seam: self.task.seam.clone(),
            pool: self.task.pool.clone(),
            tolerance: self.task.tolerance,
            bead: self.state.bead().cold(),
            covered: self.state.covered(&self.task),
            faults: measure::faults(&self.task, &self.state),
        });
        voices.finish(measure::grade(&self.spec, self.level, &self.task, &self.state));
    }
}
