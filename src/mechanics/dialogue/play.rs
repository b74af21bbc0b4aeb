//! Plays `dialogue`: fingers become inputs of the rules, effects become words, faces and sounds.

use bevy::{ecs::system::SystemParam, prelude::*, window::PrimaryWindow};

use super::{
    Mood, Spec, bubble, cards, face, feelings,
    layout::{Layout, Room, Texts},
    murmur,
    rules::{self, Effect, Input, Phase, State, Task},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kiosk::display::Display,
    kit::Library,
    mechanics::{
        self, Gesture, Level,
        play::{BeginStep, ExhibitStep, Finger, Heard, Live, NextGesture, Nudge, OneFinger, Said},
        voices::Voices,
    },
    stage::{
        eye::{Aside, Covered, Eye},
        touch::Anywhere,
    },
    theme::{painter::Painter, tokens},
};

/// The conversation under way.
#[derive(Resource)]
pub struct Talking {
    kit: String,
    step: usize,
    pub(super) spec: Spec,
    level: Level,
    pub(super) task: Task,
    pub(super) state: State,
    finger: OneFinger,
    told: bool,
    /// Looked at when all is said.
    pub(super) exhibited: bool,
    /// Where the artist put the cards, metres.
    nodes: Vec<Vec3>,
    pub(super) layout: Layout,
}

/// Takes the presses on the stage, wherever they are: a tap asks for the rest of what is being said.
#[derive(Component)]
struct Surroundings;

/// The sound of a good answer climbs by this much from the first to the last.
const PITCH_CLIMB: f32 = 0.3;
/// Whoever reads the cards is left in peace so long, seconds; then a hand passes over them.
const READING_SECS: f32 = 6.0;
const PASS_SECS: f32 = 2.4;
/// Whoever still hesitates is shown the answer, seconds.
const PATIENCE_SECS: f32 = 25.0;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Update, (begin, exhibit, fingers).chain().in_set(AppSystems::Rules))
        .add_systems(FixedUpdate, tick.run_if(resource_exists::<Talking>))
        .add_systems(
            Update,
            (lay_out, invite)
                .chain()
                .in_set(AppSystems::Feedback)
                .run_if(resource_exists::<Talking>),
        )
        .add_plugins((
            bubble::plugin,
            cards::plugin,
            face::plugin,
            feelings::plugin,
            murmur::plugin,
        ));
}

fn begin(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    library: Res<Library>,
    surroundings: Query<Entity, With<Surroundings>>,
    mut voices: Voices,
    mut nudge: ResMut<Nudge>,
    mut aside: ResMut<Aside>,
    mut begun: Local<u64>,
) {
    let Some(begin) = begins.read().last() else { return };
    for old in &surroundings {
        commands.entity(old).despawn();
    }
    commands.remove_resource::<Talking>();
    aside.set_if_neq(Aside::default());
    let Some((kit, step)) = library.step(&begin.kit, begin.step) else {
        return;
    };
    let mechanics::Spec::Dialogue(spec) = &step.mechanic else {
        return;
    };
    nudge.0 = None;
    // Each conversation lays its cards out anew.
    *begun = begun.wrapping_add(1);
    let Some(task) = Task::new(spec, begin.level, kit.anchors(step), *begun) else {
        return;
    };
    let state = State::new(&task);
    voices.progress(state.progress(&task));
    commands.spawn((Surroundings, Anywhere));
    commands.insert_resource(Talking {
        kit: begin.kit.clone(),
        step: begin.step,
        spec: spec.clone(),
        level: begin.level,
        nodes: task.slots.clone(),
        task,
        state,
        finger: OneFinger::default(),
        told: false,
        exhibited: false,
        layout: Layout::default(),
    });
}

/// The person stays as the conversation left them; nothing is to be touched. Any other exhibit makes room.
fn exhibit(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    talking: Option<ResMut<Talking>>,
    surroundings: Query<Entity, With<Surroundings>>,
    mut aside: ResMut<Aside>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    for old in &surroundings {
        commands.entity(old).despawn();
    }
    let Some(mut talking) = talking else { return };
    aside.set_if_neq(Aside::default());
    talking.exhibited = true;
    if (talking.kit.as_str(), Some(talking.step)) != (exhibit.kit.as_str(), exhibit.step) {
        commands.remove_resource::<Talking>();
    }
}

/// The glass and the eye behind it.
#[derive(SystemParam)]
pub(super) struct Glass<'w, 's> {
    eye: Single<'w, 's, (&'static Camera, &'static GlobalTransform), With<Eye>>,
    display: Res<'w, Display>,
    window: Single<'w, 's, &'static Window, With<PrimaryWindow>>,
}

impl Glass<'_, '_> {
    fn px_per_unit(&self) -> f32 {
        self.display.px_per_unit / self.window.resolution.scale_factor()
    }

    /// Where a point of the stage is on the glass, units.
    pub(super) fn units(&self, point: Vec3) -> Option<Vec2> {
        let at = self.eye.0.world_to_viewport(self.eye.1, point).ok()?;
        Some(at / self.px_per_unit())
    }

    /// The point of the stage that is seen at `at` (units), as far away as `node` is.
    fn behind(&self, at: Vec2, node: Vec3) -> Option<Vec3> {
        let ray = mechanics::play::ray(self.eye.0, self.eye.1, at * self.px_per_unit())?;
        Some(ray.at(ray.nearest(node)))
    }
}

fn fingers(
    mut fingers: MessageReader<Finger>,
    talking: Option<ResMut<Talking>>,
    surroundings: Query<(), With<Surroundings>>,
    glass: Glass,
    live: Res<Live>,
    mut voices: Voices,
) {
    let Some(mut talking) = talking else {
        fingers.clear();
        return;
    };
    if talking.finger.let_go_unless(*live) {
        talking.apply(Input::Cancel, &mut voices);
    }
    for finger in fingers.read() {
        let at = |at: Vec2| at / glass.px_per_unit();
        let input = match talking.finger.hear(finger) {
            Some(Heard::Down { thing, at: place }) if surroundings.contains(thing) => Input::Press {
                reply: talking.card_at(at(place)),
            },
            Some(Heard::Down { .. }) => {
                talking.finger.let_go();
                continue;
            }
            Some(Heard::Moved { at: place }) => Input::Move {
                reply: talking.card_at(at(place)),
            },
            Some(Heard::Up) => Input::Release,
            Some(Heard::Lost) => Input::Cancel,
            None => continue,
        };
        talking.apply(input, &mut voices);
    }
}

fn tick(mut talking: ResMut<Talking>, live: Res<Live>, mut voices: Voices) {
    talking.finger.tick();
    if live.is_running() && !talking.exhibited {
        talking.apply(Input::Tick, &mut voices);
    }
}

/// Finds the place of everything for this screen, and tells the eye what it must not stand behind.
fn lay_out(
    mut talking: ResMut<Talking>,
    painter: Painter,
    covered: Res<Covered>,
    mut aside: ResMut<Aside>,
    glass: Glass,
) {
    if talking.exhibited {
        return;
    }
    let room = Room {
        free: Rect {
            min: Vec2::new(covered.left, covered.top),
            max: painter.display.size - Vec2::new(covered.right, covered.bottom),
        },
        below_bar: tokens::TOP_BAR,
        portrait: painter.is_portrait(),
        large: painter.large(),
    };
    let layout = Layout::new(room, talking.texts(&painter));
    aside.set_if_neq(Aside(layout.aside));
    let talking = talking.bypass_change_detection();
    talking.layout = layout;
    let line = talking.state.line();
    let count = talking.task.cards(line);
    for (slot, node) in talking.nodes.iter().enumerate().take(count) {
        if let Some(point) = glass.behind(layout.card(count, slot).center(), *node) {
            talking.task.slots[slot] = point;
        }
    }
}

/// The answer that would help, and what is shown before it.
fn invite(talking: Res<Talking>, live: Res<Live>, mut next: ResMut<NextGesture>, mut nudge: ResMut<Nudge>) {
    let gesture = rules::demonstrate(&talking.task, &talking.state);
    next.0 = gesture.filter(|_| live.is_running() && !talking.exhibited);
    nudge.0 = next.0.as_ref().and_then(|_| talking.nudge());
}

impl Talking {
    /// What the person feels, with the name of each.
    pub fn feelings(&self) -> impl Iterator<Item = (&crate::language::Bilingual, i32)> {
        let gauges = self.state.gauges().iter();
        self.spec
            .gauges
            .iter()
            .zip(gauges)
            .map(|(gauge, value)| (&gauge.name, *value))
    }

    /// Whether the feelings may be seen.
    pub(super) fn shows_feelings(&self) -> bool {
        self.spec.levels.get(self.level).gauges
    }

    /// Answers given, and how many of them hurt.
    pub fn answers(&self) -> (u32, u32) {
        self.state.answers()
    }

    pub fn is_over(&self) -> bool {
        self.state.is_done()
    }

    /// The face of now: an answer is felt as soon as it is heard.
    pub fn mood(&self) -> Mood {
        let line = match self.state.phase() {
            Phase::Answers { reply } => self.task.leads(self.state.line(), reply),
            _ => None,
        };
        let line = line.unwrap_or_else(|| self.state.line());
        self.spec.lines.get(line).map_or(Mood::default(), |line| line.mood)
    }

    /// What there is to read at this level.
    fn texts(&self, painter: &Painter) -> Texts {
        let letters = |text: &crate::language::Bilingual| text.get(painter.language()).chars().count();
        let level = self.spec.levels.get(self.level);
        let replies = self
            .spec
            .lines
            .iter()
            .flat_map(|line| line.replies.iter().take(level.replies));
        Texts {
            line: self
                .spec
                .lines
                .iter()
                .map(|line| letters(&line.text))
                .max()
                .unwrap_or(0),
            reply: replies.map(|reply| letters(&reply.text)).max().unwrap_or(0),
            cards: self.nodes.len(),
            feelings: if level.gauges { self.spec.gauges.len() } else { 0 },
        }
    }

    /// The reply whose card is there, units.
    fn card_at(&self, at: Vec2) -> Option<usize> {
        let count = self.task.cards(self.state.line());
        let cards = self.state.cards(&self.task).into_iter();
        let mut there = cards.filter(|(_, slot)| self.layout.card(count, *slot).contains(at));
        there.next().map(|(reply, _)| reply)
    }

    /// That the cards are there to be touched, not yet which; after a while, the answer.
    fn nudge(&self) -> Option<Gesture> {
        let asked = self.state.phase_secs();
        if asked >= PATIENCE_SECS {
            return None;
        }
        let count = self.task.cards(self.state.line());
        let path = if asked < READING_SECS {
            Vec::new()
        } else {
            self.task.slots.iter().take(count).copied().collect()
        };
        Some(Gesture {
            path,
            secs: PASS_SECS,
            even: false,
        })
    }

    fn apply(&mut self, input: Input, voices: &mut Voices) {
        let line = self.state.line();
        let effects = rules::apply(&self.task, &mut self.state, input);
        for effect in effects {
            self.tell(line, effect, voices);
        }
    }

    /// `line`: the one that was being said.
    fn tell(&mut self, line: usize, effect: Effect, voices: &mut Voices) {
        match effect {
            Effect::Speaks { .. } => voices.progress(self.state.progress(&self.task)),
            Effect::Spoken { .. } | Effect::Felt { .. } => {}
            Effect::Asks { .. } => voices.play(PlayCue::new(Cue::Prise).at_pitch(0.8)),
            Effect::Pressed { .. } => voices.cue(Cue::Touche),
            Effect::Answered { reply, bad } => self.tell_answer(line, reply, bad, voices),
            Effect::Stopped { reply } => {
                voices.cue(Cue::Refus);
                let reply = self.spec.lines.get(line).and_then(|line| line.replies.get(reply));
                let why = reply.and_then(|reply| Some((reply, reply.critical.as_ref()?)));
                if let Some((reply, why)) = why {
                    voices.log(format!("stopped at {}", reply.id));
                    voices.say(Said::Stop {
                        name: self.spec.person.name.clone(),
                        why: why.clone(),
                    });
                }
            }
            Effect::Waited => {
                voices.cue(Cue::Attente);
                voices.hint("dialogue-waits");
                voices.log("waited");
            }
            Effect::Done => self.finish(voices),
        }
    }

    fn tell_answer(&self, line: usize, reply: usize, bad: bool, voices: &mut Voices) {
        let (done, total) = self.state.progress(&self.task);
        let climb = PITCH_CLIMB * done as f32 / total.max(1) as f32;
        voices.play(if bad {
            PlayCue::new(Cue::Retour)
        } else {
            PlayCue::new(Cue::Pose).at_pitch(1.0 + climb)
        });
        if let Some(reply) = self.spec.lines.get(line).and_then(|line| line.replies.get(reply)) {
            voices.log(format!("answered {}", reply.id));
        }
        if bad {
            voices.hint("dialogue-can-be-mended");
        }
    }

    fn finish(&mut self, voices: &mut Voices) {
        if self.told {
            return;
        }
        self.told = true;
        voices.progress(self.state.progress(&self.task));
        let end = self
            .spec
            .lines
            .get(self.state.line())
            .and_then(|line| line.ends.as_ref());
        if let Some(end) = end {
            voices.log(format!("ended {}", end.id));
            voices.praise(&end.name, &end.text);
            if end.good {
                voices.burst(self.task.speaks);
            }
        }
        voices.finish(rules::grade(&self.spec, self.level, &self.state));
    }
}
