//! Shows `assemble`: fingers become inputs of the rules, effects become movement, sound and light.

use bevy::prelude::*;

use super::{
    Spec, demonstration, exhibit,
    rules::{self, Effect, Input, Place, Refusal, State, Task, Touched},
    start::{self, Starter},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    mechanics::{
        self, Level,
        play::{self, BeginStep, Finger, Live, NextGesture, OneFinger, Said},
        voices::Voices,
    },
    stage::{Glow, Stage, eye::Eye, shadow::CastsShadow, touch::Touchable},
};

/// The step under way.
#[derive(Resource)]
pub struct Bench {
    pub(super) spec: Spec,
    level: Level,
    pub(super) task: Task,
    pub(super) state: State,
    finger: OneFinger,
    told: bool,
}

/// An item of the task: its index, the pose the artist gave its node, and how it looks once placed.
#[derive(Component)]
pub(super) struct Item {
    pub(super) index: usize,
    pub(super) rest: Transform,
    pub(super) placed: Option<Entity>,
}

/// How an item is shown, following the rules with a little inertia.
#[derive(Component, Default)]
struct Feel {
    velocity: Vec3,
    /// 0 at rest, 1 in the hand.
    lift: f32,
    /// Seconds since it snapped; `None` before.
    snapped_secs: Option<f32>,
}

/// The sound of a snap climbs by this much from the first part to the last.
const PITCH_CLIMB: f32 = 0.35;
/// A carried part is drawn this much larger.
const LIFT_SCALE: f32 = 0.12;
/// Tilt for each metre per second, radians, and the most.
const TILT: (f32, f32) = (0.22, 0.5);
/// The pop of a part that comes to its place, seconds.
const POP_SECS: f32 = 0.45;
const SHADOW_RADIUS: f32 = 0.3;

pub(crate) fn plugin(app: &mut App) {
    start::plugin(app);
    app.add_systems(Update, (begin, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Bench>))
        .add_systems(
            Update,
            (follow, put_down, invite, place_looks)
                .chain()
                .in_set(AppSystems::Feedback)
                .run_if(resource_exists::<Bench>),
        )
        .add_plugins(exhibit::plugin);
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    nodes: Query<(&Transform, Option<&Item>)>,
    items: Query<Entity, With<Item>>,
    mut visibility: Query<&mut Visibility>,
    mut voices: Voices,
) {
    let Some(begin) = begins.read().last() else { return };
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Assemble(spec) = &step.mechanic else {
        leave(&mut commands, &items);
        return;
    };
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step)) else {
        return;
    };
    // Everything that is not in play at this level stays out of sight.
    for (name, part) in stage.nodes("part.") {
        if let Ok(mut shown) = visibility.get_mut(part) {
            let plays = task.items.iter().any(|item| item.id == name);
            *shown = if plays {
                Visibility::Inherited
            } else {
                Visibility::Hidden
            };
        }
    }
    for (_, placed) in stage.nodes("placed.") {
        if let Ok(mut shown) = visibility.get_mut(placed) {
            *shown = Visibility::Hidden;
        }
    }
    for (index, item) in task.items.iter().enumerate() {
        let Some(part) = stage.node(&format!("part.{}", item.id)) else {
            continue;
        };
        let Ok((transform, known)) = nodes.get(part) else {
            continue;
        };
        // A node that was played before is not where the artist put it.
        let rest = known.map_or(*transform, |item| item.rest);
        let placed = stage.node(&format!("placed.{}", item.id));
        commands.entity(part).try_insert((
            Item { index, rest, placed },
            Feel::default(),
            Glow::default(),
            Touchable,
            CastsShadow {
                radius: SHADOW_RADIUS,
                strength: 0.0,
            },
            rest,
        ));
    }
    let state = State::new(&task);
    voices.progress(state.progress(&task));
    commands.insert_resource(Bench {
        spec: spec.clone(),
        level: begin.level,
        task,
        state,
        finger: OneFinger::default(),
        told: false,
    });
}

/// The step of another mechanic begins: what was played with stays where it is, and is no longer to be touched.
pub(super) fn leave(commands: &mut Commands, items: &Query<Entity, With<Item>>) {
    commands.remove_resource::<Bench>();
    for item in items {
        commands
            .entity(item)
            .remove::<(Touchable, CastsShadow)>()
            .try_insert(Glow::default());
    }
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    bench: Option<ResMut<Bench>>,
    items: Query<&Item>,
    starters: Query<(), With<Starter>>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    live: Res<Live>,
    mut voices: Voices,
) {
    let Some(mut bench) = bench else {
        fingers.clear();
        return;
    };
    if bench.finger.let_go_unless(*live) {
        bench.apply(Input::Cancel, &mut voices);
    }
    for finger in fingers.read() {
        let on = |thing| {
            let item = items.get(thing).ok().map(|item| Touched::Item(item.index));
            item.or_else(|| starters.contains(thing).then_some(Touched::Start))
        };
        if let Some(input) = play::touch(&mut bench.finger, finger, *eye, on) {
            bench.apply(input, &mut voices);
            if !bench.state.is_holding() {
                bench.finger.let_go();
            }
        }
    }
}

fn tick(mut bench: ResMut<Bench>, live: Res<Live>, mut voices: Voices) {
    bench.finger.tick();
    if live.is_running() {
        bench.apply(Input::Tick, &mut voices);
    }
}

impl Bench {
    /// What is done and how much there is to do: the parts to place, and the start if there is one.
    pub fn progress(&self) -> (usize, usize) {
        self.state.progress(&self.task)
    }

    /// Index of the item under the finger.
    pub fn carried(&self) -> Option<usize> {
        self.state.carried()
    }

    /// Id of the item under the finger.
    pub fn carried_id(&self) -> Option<&str> {
        self.carried().map(|item| self.task.items[item].id.as_str())
    }

    /// Whether the finger is on the start.
    pub fn is_pressing(&self) -> bool {
        self.state.is_pressing()
    }

    /// Id of the part a tradesperson would take now.
    pub fn next_item(&self) -> Option<&str> {
        self.task
            .next(&self.state)
            .map(|item| self.task.items[item].id.as_str())
    }

    fn apply(&mut self, input: Input, voices: &mut Voices) {
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(effect, voices);
        }
    }

    fn tell(&mut self, effect: Effect, voices: &mut Voices) {
        let (done, total) = self.state.progress(&self.task);
        let name = |item: usize| self.task.items[item].id.as_str();
        match effect {
            Effect::Lifted { item } => {
                voices.cue(Cue::Prise);
                voices.log(format!("lifted {}", name(item)));
            }
            Effect::Snapped { item } => {
                let pitch = 1.0 + PITCH_CLIMB * done as f32 / total.max(1) as f32;
                voices.play(PlayCue::new(Cue::Pose).at_pitch(pitch));
                voices.burst(self.state.position(&self.task, item));
                voices.progress((done, total));
                voices.log(format!("snapped {}", name(item)));
                if let Some(part) = self.spec.parts.get(item) {
                    voices.praise(&part.name, &part.why);
                }
            }
            Effect::Refused { item, why } => {
                voices.cue(Cue::Refus);
                voices.log(format!("refused {} {why:?}", name(item)));
                let decoy = item
                    .checked_sub(self.spec.parts.len())
                    .and_then(|decoy| self.spec.decoys.get(decoy));
                let said = match (why, decoy) {
                    (Refusal::Decoy, Some(decoy)) => Said::Stop {
                        name: decoy.name.clone(),
                        why: decoy.why_not.clone(),
                    },
                    (Refusal::TooEarly, _) => Said::Hint("play-too-early"),
                    (Refusal::WrongSocket | Refusal::Decoy, _) => Said::Hint("play-wrong-socket"),
                };
                voices.say(said);
            }
            Effect::Dropped { item } => {
                voices.cue(Cue::Retour);
                voices.log(format!("dropped {}", name(item)));
            }
            Effect::CameHome { .. } => {}
            Effect::Ready | Effect::Pressed | Effect::Forgot { .. } | Effect::TooSoon => {
                self.tell_start(effect, voices);
            }
            Effect::Done => {
                if !self.told {
                    self.told = true;
                    self.tell_start(effect, voices);
                    voices.finish(rules::grade(&self.spec, self.level, &self.state));
                }
            }
        }
    }
}

/// What is in its place is not in the way of what is left to touch.
fn put_down(mut commands: Commands, bench: Res<Bench>, items: Query<(Entity, &Item), With<Touchable>>) {
    for (entity, item) in &items {
        if item.index < bench.task.items.len() && bench.state.place(item.index) == Place::Placed {
            commands.entity(entity).remove::<Touchable>();
        }
    }
}

/// Moves the nodes to where the rules say their items are, with lift, tilt and shadow.
fn follow(
    bench: Res<Bench>,
    mut items: Query<(&Item, &mut Feel, &mut Transform, &mut CastsShadow, &mut Visibility)>,
    time: Res<Time<Virtual>>,
) {
    let secs = time.delta_secs().max(1e-4);
    for (item, mut feel, mut transform, mut shadow, mut visibility) in &mut items {
        if item.index >= bench.task.items.len() {
            continue;
        }
        let place = bench.state.place(item.index);
        let at = bench.state.position(&bench.task, item.index);
        let velocity = (at - transform.translation) / secs;
        let smooth = 1.0 - (-14.0 * secs).exp();
        let carried = matches!(place, Place::Carried(_));
        feel.velocity = feel.velocity.lerp(if carried { velocity } else { Vec3::ZERO }, smooth);
        feel.lift += (f32::from(u8::from(carried)) - feel.lift) * smooth;
        feel.snapped_secs = (place == Place::Placed).then(|| feel.snapped_secs.unwrap_or(0.0) + secs);
        let lean = (feel.velocity * TILT.0).clamp_length_max(TILT.1);
        let tilt = Quat::from_rotation_z(-lean.x) * Quat::from_rotation_x(lean.z);
        let turn = if place == Place::Placed {
            item.rest.rotation
        } else {
            tilt * item.rest.rotation
        };
        let next = Transform {
            translation: at,
            rotation: turn,
            scale: item.rest.scale * (1.0 + LIFT_SCALE * feel.lift),
        };
        if *transform != next {
            *transform = next;
        }
        let hidden = place == Place::Placed && item.placed.is_some();
        visibility.set_if_neq(if hidden {
            Visibility::Hidden
        } else {
            Visibility::Inherited
        });
        shadow.strength = if hidden { 0.0 } else { feel.lift };
    }
}

/// What must be touched invites: it glows and breathes until the first part is taken.
fn invite(
    bench: Res<Bench>,
    live: Res<Live>,
    mut items: Query<(&Item, &mut Glow)>,
    time: Res<Time<Virtual>>,
    mut next: ResMut<NextGesture>,
) {
    next.0 = demonstration::demonstrate(&bench.task, &bench.state).filter(|_| live.is_running());
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    for (item, mut glow) in &mut items {
        if item.index >= bench.task.items.len() {
            continue;
        }
        let strength = match bench.state.place(item.index) {
            Place::Carried(_) => 0.55,
            // A decoy glows like the rest: the eye has to choose, not the light.
            Place::Home if bench.state.carried().is_none() => 0.10 + 0.30 * wave,
            _ => 0.0,
        };
        glow.set_if_neq(Glow(strength));
    }
}

/// What is worn or mounted pops up where the part snapped.
fn place_looks(
    bench: Res<Bench>,
    items: Query<(&Item, &Feel)>,
    mut looks: Query<(&mut Visibility, &mut Transform), Without<Item>>,
) {
    for (item, feel) in &items {
        let Some((mut visibility, mut transform)) = item.placed.and_then(|placed| looks.get_mut(placed).ok()) else {
            continue;
        };
        if bench.state.place(item.index) == Place::Placed {
            visibility.set_if_neq(Visibility::Inherited);
            let along = (feel.snapped_secs.unwrap_or(POP_SECS) / POP_SECS).min(1.0);
            let scale = Vec3::splat(overshoot(along));
            if transform.scale != scale {
                transform.scale = scale;
            }
        } else {
            visibility.set_if_neq(Visibility::Hidden);
        }
    }
}

/// From 0.82 past 1 and back: a part that settles.
fn overshoot(along: f32) -> f32 {
    1.0 - 0.18 * (1.0 - along).powi(2) * (along * 9.0).cos()
}
