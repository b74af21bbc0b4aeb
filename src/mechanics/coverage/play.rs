//! Shows `coverage`: fingers become inputs of the rules, effects become paint, sound and words.

use bevy::{camera::primitives::Aabb, prelude::*};

use super::{
    Spec, Tool, coach,
    coat::Cell,
    demonstrate::demonstrate,
    measure, mist,
    rules::{self, Effect, Input, State, Surface, Task, Touched},
    skin, tool,
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    mechanics::{
        self, Level,
        play::{self, BeginStep, ExhibitStep, Finger, Live, NextGesture, OneFinger},
        voices::Voices,
    },
    stage::{
        Stage,
        eye::{Eye, Focus},
        touch::Touchable,
    },
    visitor::VisitEnded,
};

/// The step under way.
#[derive(Resource)]
pub struct Covering {
    pub spec: Spec,
    pub level: Level,
    pub task: Task,
    pub state: State,
    kit: String,
    step: usize,
    finger: OneFinger,
    told: bool,
}

/// A covered surface, for debrief and finale: all that is needed to show it again where it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    pub kit: String,
    pub step: usize,
    /// Of the surface: the node `cover.<id>`.
    pub id: String,
    /// Cells in a row, and all of them.
    pub across: usize,
    pub cells: Vec<Cell>,
    pub paint: Paint,
    /// Outermost points, metres.
    pub corners: Vec<Vec3>,
}

/// How a coat looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// sRGB.
    pub colour: (u8, u8, u8),
    /// The trade's coat and the running limit, µm.
    pub coat_um: f32,
    pub run_um: f32,
    /// How much of what is under it a full coat hides, 0 to 1.
    pub hides: f32,
    /// Lies flat and does not shine: a pencil's line.
    pub dry: bool,
}

/// The covered surfaces of the visit under way.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Coats(pub Vec<Finished>);

/// What a finger comes down on, on its node.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
struct Touches(Touched);

/// The progress is shown in so many dots.
const DOTS: usize = 6;
/// The sound of the dial's click climbs by this much from its lowest value to its highest.
const PITCH_CLIMB: f32 = 0.5;
/// Half a dial's face where its model says nothing, metres.
const FACE: f32 = 0.06;
/// A hand's foam and a cream let the skin through.
const FOAM_HIDES: f32 = 0.72;
/// The grain of the wood shows through a pencil's line.
const LEAD_HIDES: f32 = 0.94;

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Coats>()
        .add_systems(
            Update,
            (
                forget.run_if(on_message::<VisitEnded>),
                begin,
                exhibit.run_if(on_message::<ExhibitStep>),
                fingers,
            )
                .chain()
                .in_set(AppSystems::Rules),
        )
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Covering>))
        .add_systems(
            Update,
            invite.in_set(AppSystems::Feedback).run_if(resource_exists::<Covering>),
        )
        .add_plugins((skin::plugin, tool::plugin, mist::plugin, coach::plugin));
}

/// A visit that is over leaves nothing covered behind.
fn forget(mut coats: ResMut<Coats>) {
    coats.0.clear();
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    touched: Query<Entity, With<Touches>>,
    mut coats: ResMut<Coats>,
    mut voices: Voices,
) {
    let Some(begin) = begins.read().last() else { return };
    // A step that begins again, or a visit that begins anew, leaves nothing of before.
    coats.0.retain(|coat| coat.kit == begin.kit && coat.step < begin.step);
    commands.remove_resource::<Covering>();
    let_go_of(&mut commands, &touched);
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Coverage(spec) = &step.mechanic else {
        return;
    };
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step)) else {
        return;
    };
    offer(&mut commands, &stage, &task);
    let state = State::new(&task);
    voices.progress((0, DOTS));
    commands.insert_resource(Covering {
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

fn let_go_of(commands: &mut Commands, touched: &Query<Entity, With<Touches>>) {
    for entity in touched {
        commands.entity(entity).remove::<(Touches, Touchable)>();
    }
}

/// What can be touched: the dial, the tool, and each surface with a margin beside it.
fn offer(commands: &mut Commands, stage: &Stage, task: &Task) {
    if let Some(dial) = &task.dial
        && let Some(node) = stage.node(&format!("dial.{}", dial.id))
    {
        // In its middle it answers whatever the artist made of it.
        let face = Aabb::from_min_max(Vec3::splat(-FACE), Vec3::splat(FACE));
        commands
            .entity(node)
            .try_insert((Touches(Touched::Dial), Touchable, face));
    }
    let Some(root) = stage.root() else { return };
    for surface in &task.areas {
        let margin = rules::BESIDE * task.width_mm / task.real_mm_per_m;
        let (low, high) = bounds(&corners(surface));
        if low.is_finite() && high.is_finite() {
            commands.spawn((
                ChildOf(root),
                Touches(Touched::Surface),
                Touchable,
                Aabb::from_min_max(low - margin, high + margin),
                Transform::default(),
                Visibility::default(),
            ));
        }
    }
    if let Some(node) = stage.node("tool") {
        commands.entity(node).try_insert((Touches(Touched::Surface), Touchable));
    }
}

fn corners(surface: &Surface) -> Vec<Vec3> {
    let shares = [0.0, 0.25, 0.5, 0.75, 1.0_f32];
    let places = shares.iter().flat_map(|v| shares.map(|u| Vec2::new(u, *v)));
    places.map(|uv| surface.patch.place(uv)).collect()
}

fn bounds(points: &[Vec3]) -> (Vec3, Vec3) {
    let start = (Vec3::INFINITY, Vec3::NEG_INFINITY);
    points
        .iter()
        .fold(start, |(low, high), at| (low.min(*at), high.max(*at)))
}

/// The visitor's own work, looked at when all is done: nothing to touch, the eye near.
fn exhibit(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    coats: Res<Coats>,
    touched: Query<Entity, With<Touches>>,
    mut focus: ResMut<Focus>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    commands.remove_resource::<Covering>();
    let_go_of(&mut commands, &touched);
    let is_here = |coat: &&Finished| coat.kit == exhibit.kit && Some(coat.step) == exhibit.step;
    let looked_at: Vec<Vec3> = coats
        .0
        .iter()
        .filter(is_here)
        .flat_map(|coat| coat.corners.clone())
        .collect();
    if !looked_at.is_empty() {
        focus.set_if_neq(Focus(looked_at));
    }
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    covering: Option<ResMut<Covering>>,
    things: Query<&Touches>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    live: Res<Live>,
    mut voices: Voices,
    mut coats: ResMut<Coats>,
) {
    let Some(mut covering) = covering else {
        fingers.clear();
        return;
    };
    if covering.finger.let_go_unless(*live) {
        covering.apply(Input::Cancel, &mut voices, &mut coats);
    }
    for finger in fingers.read() {
        let on = |thing| things.get(thing).ok().map(|Touches(on)| *on);
        if let Some(input) = play::touch(&mut covering.finger, finger, *eye, on) {
            covering.apply(input, &mut voices, &mut coats);
        }
    }
}

fn tick(mut covering: ResMut<Covering>, live: Res<Live>, mut voices: Voices, mut coats: ResMut<Coats>) {
    covering.finger.tick();
    if live.is_running() {
        covering.apply(Input::Tick, &mut voices, &mut coats);
    }
}

/// The gesture that would help now.
fn invite(covering: Res<Covering>, live: Res<Live>, mut next: ResMut<NextGesture>) {
    next.0 = demonstrate(&covering.task, &covering.state).filter(|_| live.is_running());
}

impl Covering {
    /// Index of the step in its kit.
    pub fn step(&self) -> usize {
        self.step
    }

    pub fn kit(&self) -> &str {
        &self.kit
    }

    /// Dots of the progress that are filled, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        if self.state.is_done() {
            return (DOTS, DOTS);
        }
        let filled = self.state.covered(&self.task) * DOTS as f32;
        ((filled as usize).min(DOTS - 1), DOTS)
    }

    /// How the coat of this step looks.
    pub fn paint(&self) -> Paint {
        Paint {
            colour: self.spec.colour,
            coat_um: self.task.coat_um,
            run_um: self.task.run_um,
            hides: match self.spec.tool {
                Tool::Spray(_) => 1.0,
                Tool::Rub => FOAM_HIDES,
                Tool::Draw => LEAD_HIDES,
            },
            dry: self.spec.is_dry(),
        }
    }

    fn apply(&mut self, input: Input, voices: &mut Voices, coats: &mut Coats) {
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices, coats);
        }
        if !self.state.is_held() {
            self.finger.let_go();
        }
        voices.progress(self.progress());
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices, coats: &mut Coats) {
        match effect {
            Effect::Started => {
                voices.cue(Cue::Prise);
                voices.log("covers");
            }
            Effect::Stopped => {
                let percent = (100.0 * self.state.covered(&self.task)).round();
                voices.log(format!("stops, {percent} % covered"));
            }
            Effect::TooFar => {
                voices.cue(Cue::Refus);
                voices.hint(if self.spec.is_dry() {
                    "coverage-line-too-far"
                } else {
                    "coverage-too-far"
                });
            }
            Effect::Clicked { value } => {
                if let Some(dial) = &self.task.dial {
                    let (low, high) = dial.range;
                    let pitch = 1.0 + PITCH_CLIMB * (value - low) / (high - low);
                    voices.play(PlayCue::new(Cue::Touche).at_pitch(pitch));
                    voices.log(format!("{} at {value}", dial.id));
                }
            }
            Effect::Covered { area } => self.praise(area, voices),
            Effect::Ran { .. } => {
                voices.cue(Cue::Refus);
                voices.hint("coverage-ran");
                voices.log("runs");
            }
            Effect::Done => self.finish(voices, coats),
        }
    }

    fn praise(&self, area: usize, voices: &mut Voices) {
        let (Some(told), Some(surface)) = (self.spec.areas.get(area), self.task.areas.get(area)) else {
            return;
        };
        voices.cue(Cue::Pose);
        voices.burst(surface.patch.place(Vec2::splat(0.5)));
        voices.praise(&told.name, &told.why);
        voices.log(format!("{} covered", told.id));
    }

    fn finish(&mut self, voices: &mut Voices, coats: &mut Coats) {
        if self.told {
            return;
        }
        self.told = true;
        let paint = self.paint();
        for (surface, coat) in self.task.areas.iter().zip(self.state.coats()) {
            coats.0.push(Finished {
                kit: self.kit.clone(),
                step: self.step,
                id: surface.id.clone(),
                across: surface.grid.across,
                cells: coat.cells.clone(),
                paint,
                corners: corners(surface),
            });
        }
        voices.finish(measure::grade(&self.spec, self.level, &self.task, &self.state));
    }
}
