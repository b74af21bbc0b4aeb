//! Plays `inspect`: fingers become inputs of the rules, effects become words, sound and light.

use bevy::{ecs::system::SystemParam, picking::pointer::PointerId, prelude::*};

use super::{
    Spec, lens, marks,
    piece::{self, Body},
    rules::{self, Effect, Input, State, Task, View},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kiosk::display::Display,
    kit::{Kit, Library, raw::Step},
    mechanics::{
        self, Level, Ray,
        play::{BeginStep, ExhibitStep, Finger, Live, Nudge, Said},
        voices::Voices,
    },
    stage::{Stage, eye::Eye, touch::Anywhere},
};

/// The step under way.
#[derive(Resource)]
pub struct Inspection {
    kit: String,
    step: usize,
    spec: Spec,
    level: Level,
    pub(super) task: Task,
    pub(super) state: State,
    /// The node that turns.
    pub(super) piece: Option<Entity>,
    /// The one pointer that looks, and where it is, window pixels.
    held_by: Option<(PointerId, Vec2)>,
    /// Since that pointer was last heard of, seconds of game time.
    silent_secs: f32,
    told: bool,
}

/// What became of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Found,
    /// The step is over and it was not pointed at.
    Missed,
}

/// Takes the presses on the stage, wherever they are: the piece may be turned from beside it.
#[derive(Component)]
struct Surroundings;

/// A pointer that is not heard of for this long has lost its end somewhere, seconds.
const FORGOTTEN_SECS: f32 = 10.0;
/// The sound of a find climbs by this much from the first to the last.
const PITCH_CLIMB: f32 = 0.35;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, (begin, exhibit, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Inspection>));
    app.add_plugins((piece::plugin, marks::plugin, lens::plugin));
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    display: Res<Display>,
    surroundings: Query<Entity, With<Surroundings>>,
    mut voices: Voices,
    mut nudge: ResMut<Nudge>,
) {
    let Some(begin) = begins.read().last() else { return };
    for old in &surroundings {
        commands.entity(old).despawn();
    }
    commands.remove_resource::<Inspection>();
    nudge.0 = None;
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Inspect(spec) = &step.mechanic else {
        return;
    };
    let towards_eye = towards_eye(kit, step, &display);
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step), towards_eye) else {
        return;
    };
    let state = State::new(&task);
    voices.progress(state.progress(&task));
    commands.spawn((Surroundings, Anywhere));
    commands.insert_resource(Inspection {
        kit: begin.kit.clone(),
        step: begin.step,
        piece: stage.node(&spec.turns),
        spec: spec.clone(),
        level: begin.level,
        task,
        state,
        held_by: None,
        silent_secs: 0.0,
        told: false,
    });
}

/// A finished inspection stays as it is, its verdicts on the piece, but is not to be touched; any other makes room.
fn exhibit(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    inspection: Option<Res<Inspection>>,
    surroundings: Query<Entity, With<Surroundings>>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    for old in &surroundings {
        commands.entity(old).despawn();
    }
    let shown = (exhibit.kit.as_str(), exhibit.step);
    if inspection.is_some_and(|inspection| (inspection.kit.as_str(), Some(inspection.step)) != shown) {
        commands.remove_resource::<Inspection>();
    }
}

/// From the piece to the eye, as the artist turned the camera of this screen's shape.
fn towards_eye(kit: &Kit, step: &Step, display: &Display) -> Vec3 {
    let anchors = kit.anchors(step);
    let portrait = format!("{}.portrait", step.camera);
    let camera = Some(portrait.as_str())
        .filter(|_| display.is_portrait())
        .and_then(|name| anchors.get(name))
        .or_else(|| anchors.get(&step.camera));
    camera.map_or(Vec3::Z, |camera| camera.rotation * Vec3::Z)
}

/// The eye, and how the glass measures what it sees.
#[derive(SystemParam)]
pub(super) struct Looking<'w, 's> {
    eye: Single<'w, 's, (&'static Camera, &'static GlobalTransform, &'static Projection), With<Eye>>,
    display: Res<'w, Display>,
    window: Single<'w, 's, &'static Window, With<bevy::window::PrimaryWindow>>,
}

impl Looking<'_, '_> {
    /// The ray a finger at `at` (window pixels) casts.
    pub(super) fn ray(&self, at: Vec2) -> Option<Ray> {
        let (camera, transform, _) = *self.eye;
        let ray = camera.viewport_to_world(transform, at).ok()?;
        Some(Ray {
            origin: ray.origin,
            direction: *ray.direction,
        })
    }

    /// Where a point of the stage is on the glass, units.
    pub(super) fn on_glass(&self, point: Vec3) -> Option<Vec2> {
        let (camera, transform, _) = *self.eye;
        let at = camera.world_to_viewport(transform, point).ok()?;
        Some(self.units(at))
    }

    /// Window pixels in units.
    pub(super) fn units(&self, pixels: Vec2) -> Vec2 {
        pixels * self.window.resolution.scale_factor() / self.display.px_per_unit
    }

    pub(super) fn transform(&self) -> &GlobalTransform {
        self.eye.1
    }

    /// Slope of the picture's upper edge as the eye sees it.
    pub(super) fn half_slope(&self) -> f32 {
        match self.eye.2 {
            Projection::Perspective(perspective) => (perspective.fov / 2.0).tan(),
            _ => 1.0,
        }
    }

    pub(super) fn view(&self) -> View {
        let height_mm = self.display.whole.y * self.display.mm_per_unit;
        View {
            eye: self.transform().translation(),
            rad_per_mm: 2.0 * self.half_slope() / height_mm,
        }
    }
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    inspection: Option<ResMut<Inspection>>,
    looking: Looking,
    body: Body,
    live: Res<Live>,
    mut voices: Voices,
) {
    let Some(mut inspection) = inspection else {
        fingers.clear();
        return;
    };
    let lost = !live.is_running() || inspection.silent_secs > FORGOTTEN_SECS;
    if lost && inspection.held_by.take().is_some() {
        inspection.apply(Input::Cancel, &mut voices);
    }
    for finger in fingers.read() {
        if let Some(input) = inspection.input(finger, &looking, &body) {
            inspection.apply(input, &mut voices);
        }
    }
}

fn tick(mut inspection: ResMut<Inspection>, live: Res<Live>, mut voices: Voices) {
    inspection.silent_secs += mechanics::STEP_SECS;
    if live.is_running() {
        inspection.apply(Input::Tick, &mut voices);
    }
}

impl Inspection {
    /// Targets found and how many must be.
    pub fn progress(&self) -> (usize, usize) {
        self.state.progress(&self.task)
    }

    /// How many taps went where nothing is wrong.
    pub fn false_hits(&self) -> u32 {
        self.state.false_hits()
    }

    /// Every target's name and what became of it; `None` while that is open.
    pub fn verdicts(&self) -> impl Iterator<Item = (&crate::language::Bilingual, Option<Verdict>)> {
        self.spec.targets.iter().enumerate().map(|(index, target)| {
            let missed = self.state.is_done(&self.task).then_some(Verdict::Missed);
            let verdict = if self.state.is_known(index) {
                Some(Verdict::Found)
            } else {
                missed
            };
            (&target.name, verdict)
        })
    }

    /// Where the finger is that looks, window pixels.
    pub fn finger(&self) -> Option<Vec2> {
        self.held_by.map(|(_, at)| at)
    }

    /// What a finger means to the rules: the first one on the glass counts, wherever it comes down.
    fn input(&mut self, finger: &Finger, looking: &Looking, body: &Body) -> Option<Input> {
        let Some((by, before)) = self.held_by else {
            let Finger::Down { at, by, .. } = *finger else {
                return None;
            };
            let ray = looking.ray(at)?;
            self.held_by = Some((by, at));
            self.silent_secs = 0.0;
            return Some(Input::Press {
                ray,
                rad_per_mm: looking.view().rad_per_mm,
                on_piece: self.piece.is_some_and(|piece| body.is_under(ray, piece)),
            });
        };
        if finger.by() != by {
            return None;
        }
        self.silent_secs = 0.0;
        match *finger {
            Finger::Moved { at, .. } => {
                let ray = looking.ray(at)?;
                self.held_by = Some((by, at));
                Some(Input::Move {
                    ray,
                    delta_mm: looking.units(at - before) * looking.display.mm_per_unit,
                })
            }
            // The same pointer pressing again has lost its release somewhere.
            Finger::Lost { .. } | Finger::Down { .. } => {
                self.held_by = None;
                Some(Input::Cancel)
            }
            Finger::Up { .. } => {
                self.held_by = None;
                Some(Input::Release)
            }
        }
    }

    fn apply(&mut self, input: Input, voices: &mut Voices) {
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices);
        }
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices) {
        match effect {
            Effect::Found { target } => self.tell_found(target, voices),
            Effect::FalseHit { decoy } => {
                voices.cue(Cue::Refus);
                let decoy = decoy.and_then(|decoy| self.spec.decoys.get(decoy));
                let id = decoy.map_or("nothing", |decoy| decoy.id.as_str());
                voices.log(format!("mistook {id}"));
                voices.say(match decoy {
                    Some(decoy) => Said::Explain {
                        name: decoy.name.clone(),
                        why: decoy.why_not.clone(),
                    },
                    None => Said::Hint("play-nothing-there"),
                });
            }
            Effect::Turned => {
                voices.cue(Cue::Prise);
                voices.log("turned");
            }
            Effect::Looked => {
                voices.hint("play-tap-briefly");
            }
            Effect::TimeShort => {
                voices.cue(Cue::Attente);
                voices.hint("play-time-short");
            }
            Effect::OutOfTime => {
                voices.cue(Cue::Retour);
                voices.log("out of time");
                voices.hint("play-time-over");
            }
            Effect::Done => {
                if !self.told {
                    self.told = true;
                    voices.finish(rules::grade(&self.spec, self.level, &self.task, &self.state));
                }
            }
        }
    }

    fn tell_found(&mut self, target: usize, voices: &mut Voices) {
        let (done, total) = self.progress();
        voices.play(PlayCue::new(Cue::Pose).at_pitch(1.0 + PITCH_CLIMB * done as f32 / total.max(1) as f32));
        voices.burst(self.task.middle(self.state.turn(&self.task), target));
        voices.progress((done, total));
        if let Some(target) = self.spec.targets.get(target) {
            voices.log(format!("found {}", target.id));
            voices.praise(&target.name, &target.why);
        }
    }
}
