//! Play: the diorama under the hand, the mission above it, help that grows with time.

use bevy::{picking::pointer::PointerInput, prelude::*};

use super::{
    Control, Overlay, Screen,
    frame::{self, Ways},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    language::Bilingual,
    mechanics::{
        Level, Mark, STEP_SECS,
        play::{BeginStep, Live, NextGesture, Progressed, Said, is_visitor},
    },
    stage::{ShowStep, Stage, StepShown, eye::Covered, ghost::Ghost},
    theme::{
        motion::Enters,
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets::{self, Caption, Style},
    },
    visitor::{EventLog, Visit, VisitEvent},
};

/// The ghost shows what to do after this long without a touch, seconds.
const HESITATION_SECS: f32 = 4.0;
/// « Montre-moi » is offered after this long in a step, seconds.
const HELP_AFTER_SECS: f32 = 60.0;
/// How long a word stays, seconds.
const SAID_SECS: f32 = 3.6;
/// How long the finished work is looked at before the visit goes on, seconds.
const ADMIRE_SECS: f32 = 2.2;
/// « Montre-moi » works a little faster than life.
const HELP_PACE: f32 = 1.6;
/// Height of the strip where words appear, units.
const WORDS: f32 = 54.0;

/// What the play screen shows besides the diorama.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Hud {
    pub progress: Option<(usize, usize)>,
    /// The last thing said: a name or nothing, and a text.
    pub said: Option<(Option<Bilingual>, Words)>,
    /// What the freeze-frame explains.
    pub stop: Option<(Bilingual, Bilingual)>,
    /// « Montre-moi » is offered.
    pub help_offered: bool,
    /// « Montre-moi » is finishing the step.
    pub helped: bool,
    /// The marks of a finished step while it is looked at.
    pub finished: Option<Vec<Mark>>,
    /// The finished work has been looked at.
    pub(super) admired: bool,
}

/// A kit's words or the interface's.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    Kit(Bilingual),
    Interface(&'static str),
}

impl Hud {
    pub(super) fn ask_for_help(&mut self) {
        self.helped = true;
        self.help_offered = false;
    }

    /// The marks, once the finished work has been looked at.
    pub(super) fn take_finished(&mut self) -> Option<Vec<Mark>> {
        if self.admired { self.finished.take() } else { None }
    }
}

/// Clocks of the step under way, seconds of game time.
#[derive(Resource, Debug, Default)]
struct Clocks {
    /// Since the last touch.
    still: f32,
    /// Since the step began.
    step: f32,
    /// Since the last words.
    said: f32,
    /// Since all was done.
    done: f32,
    touching: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Hud>()
        .init_resource::<Clocks>()
        .add_systems(
            Update,
            (notice_touches.in_set(AppSystems::Input), begin.in_set(AppSystems::Input), listen.in_set(AppSystems::Feedback)),
        )
        .add_systems(FixedUpdate, (pass_time, help).chain().run_if(in_state(Screen::Play)))
        .add_systems(OnEnter(Screen::Play), reset)
        .add_systems(OnExit(Screen::Play), |mut ghost: ResMut<Ghost>| ghost.stop());
}

fn reset(mut hud: ResMut<Hud>, mut clocks: ResMut<Clocks>, mut ghost: ResMut<Ghost>) {
    *hud = Hud::default();
    *clocks = Clocks::default();
    ghost.stop();
}

/// The diorama stands: the step begins, for the visitor in play, for the ghost on attract.
fn begin(
    mut shown: MessageReader<StepShown>,
    mut begins: MessageWriter<BeginStep>,
    screen: Res<State<Screen>>,
    next: Res<NextState<Screen>>,
    visit: Res<Visit>,
    library: Res<Library>,
    mut log: ResMut<EventLog>,
    mut hud: ResMut<Hud>,
    mut clocks: ResMut<Clocks>,
) {
    let Some(shown) = shown.read().last() else { return };
    let playing = *screen.get() == Screen::Play || matches!(*next, NextState::Pending(Screen::Play) | NextState::PendingIfNeq(Screen::Play));
    let level = if playing { visit.level } else { Level::Discovery };
    begins.write(BeginStep { kit: shown.kit.clone(), step: shown.step, level });
    if playing && let Some(step) = library.kit(&shown.kit).and_then(|kit| kit.steps().get(shown.step)) {
        log.push(VisitEvent::StepStarted { kit: shown.kit.clone(), step: step.id.clone(), level: level_key(level) });
        *hud = Hud::default();
        *clocks = Clocks::default();
    }
}

/// Name of a level's text.
pub(super) fn level_key(level: Level) -> &'static str {
    match level {
        Level::Discovery => "level-discovery",
        Level::Challenge => "level-challenge",
        Level::Expert => "level-expert",
    }
}

fn notice_touches(
    mut inputs: MessageReader<PointerInput>,
    mut clocks: ResMut<Clocks>,
    mut ghost: ResMut<Ghost>,
    hud: Res<Hud>,
    screen: Res<State<Screen>>,
) {
    use bevy::picking::pointer::PointerAction;
    for input in inputs.read().filter(|input| is_visitor(input.pointer_id)) {
        clocks.touching = match input.action {
            PointerAction::Press(_) => true,
            PointerAction::Release(_) | PointerAction::Cancel => false,
            PointerAction::Move { .. } | PointerAction::Scroll { .. } => clocks.touching,
        };
        clocks.still = 0.0;
        // The ghost gives way to a hand, unless the hand asked it to go on.
        if ghost.is_busy() && !hud.helped && *screen.get() == Screen::Play {
            ghost.stop();
        }
    }
}

fn pass_time(mut clocks: ResMut<Clocks>, live: Res<Live>, mut hud: ResMut<Hud>, stage: Res<Stage>) {
    if *live != Live::Everyone || !stage.is_ready() {
        return;
    }
    clocks.step += STEP_SECS;
    clocks.said += STEP_SECS;
    clocks.still = if clocks.touching { 0.0 } else { clocks.still + STEP_SECS };
    if hud.finished.is_some() {
        clocks.done += STEP_SECS;
        if clocks.done >= ADMIRE_SECS && !hud.admired {
            hud.admired = true;
        }
    } else if clocks.step >= HELP_AFTER_SECS && !hud.help_offered && !hud.helped {
        hud.help_offered = true;
    }
    if hud.said.is_some() && clocks.said >= SAID_SECS {
        hud.said = None;
    }
}

/// The ghost shows after a hesitation; once « montre-moi » was pressed it does the work.
fn help(clocks: Res<Clocks>, hud: Res<Hud>, live: Res<Live>, gesture: Res<NextGesture>, mut ghost: ResMut<Ghost>) {
    let Some(gesture) = gesture.0.as_ref().filter(|_| *live == Live::Everyone) else { return };
    if hud.helped {
        ghost.perform(gesture.clone(), true, HELP_PACE);
    } else if clocks.still >= HESITATION_SECS {
        ghost.perform(gesture.clone(), false, 1.0);
    }
}

fn listen(
    mut said: MessageReader<Said>,
    mut progress: MessageReader<Progressed>,
    mut hud: ResMut<Hud>,
    mut clocks: ResMut<Clocks>,
    mut overlay: ResMut<Overlay>,
    mut cues: MessageWriter<PlayCue>,
    screen: Res<State<Screen>>,
) {
    if *screen.get() != Screen::Play {
        said.clear();
        progress.clear();
        return;
    }
    if let Some(progress) = progress.read().last() {
        let now = Some((progress.done, progress.total));
        if hud.progress != now {
            hud.progress = now;
            if progress.done == progress.total && progress.total > 0 {
                cues.write(PlayCue::new(Cue::Etape));
            }
        }
    }
    for said in said.read() {
        clocks.said = 0.0;
        match said {
            Said::Praise { name, why } => hud.said = Some((Some(name.clone()), Words::Kit(why.clone()))),
            Said::Hint(key) => hud.said = Some((None, Words::Interface(key))),
            Said::Stop { name, why } => {
                hud.stop = Some((name.clone(), why.clone()));
                overlay.set_if_neq(Overlay::Stop);
            }
        }
    }
}

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    hud: Res<Hud>,
    library: Res<Library>,
    mut covered: ResMut<Covered>,
) {
    let kit = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit));
    let Some(step) = kit.and_then(|kit| kit.steps().get(painter.visit.step)) else { return };
    let mission = painter.tell(&step.mission);
    let portrait = painter.is_portrait();
    let factor = if painter.large() { 1.5 } else { 1.0 };
    let mission_height = if portrait { 46.0 * factor } else { 0.0 };
    covered.set_if_neq(Covered {
        left: tokens::MARGIN,
        right: tokens::MARGIN,
        top: tokens::TOP_BAR.max(if portrait { 0.0 } else { 34.0 * factor }) + mission_height,
        bottom: WORDS * factor + tokens::MARGIN,
    });
    let root = frame::root(&mut commands);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        // In landscape the mission stands between the tools of the strip; in portrait it has a line of its own.
        let side = 2.0 * tokens::MARGIN + if portrait { 0.0 } else { 3.0 * (tokens::TARGET + tokens::GAP) + 14.0 };
        let holder = Node {
            position_type: PositionType::Absolute,
            top: px(if portrait { tokens::TOP_BAR - 4.0 } else { 8.0 }),
            left: px(side),
            right: px(side),
            justify_content: JustifyContent::Center,
            ..default()
        };
        screen.spawn(widgets::glass(holder)).with_children(|line| {
            line.spawn((
                widgets::panel(Node {
                    padding: UiRect::axes(px(14.0), px(6.0)),
                    flex_direction: FlexDirection::Column,
                    align_items: AlignItems::Center,
                    row_gap: px(4.0),
                    ..default()
                }),
                Pickable::IGNORE,
            ))
            .with_children(|paper| {
                paper.spawn((
                    widgets::label(&painter, mission, Face::Display, TypeSize::Label, tokens::INK),
                    widgets::centred(),
                ));
                if let Some((done, total)) = hud.progress {
                    pips(paper, done, total);
                }
            });
        });
        screen
            .spawn(widgets::glass(Node {
                position_type: PositionType::Absolute,
                bottom: px(tokens::MARGIN),
                left: px(tokens::MARGIN),
                right: px(tokens::MARGIN),
                min_height: px(WORDS),
                column_gap: px(tokens::GAP),
                justify_content: JustifyContent::Center,
                align_items: AlignItems::Center,
                ..default()
            }))
            .with_children(|line| words(line, &painter, &hud));
    });
}

/// One dot for each thing to do, filled when it is done.
fn pips(parent: widgets::Parent, done: usize, total: usize) {
    parent.spawn(widgets::glass(Node { column_gap: px(5.0), ..default() })).with_children(|row| {
        for index in 0..total {
            let colour = if index < done { tokens::LEAF } else { tokens::PAPER_DEEP };
            row.spawn(widgets::glass(Node {
                width: px(9.0),
                height: px(9.0),
                border_radius: BorderRadius::all(px(4.5)),
                ..default()
            }))
            .insert(BackgroundColor(colour));
        }
    });
}

fn words(parent: widgets::Parent, painter: &Painter, hud: &Hud) {
    let said = if hud.progress.is_some_and(|(done, total)| done == total && total > 0) {
        Some((Some(painter.say("play-done")), None))
    } else {
        hud.said.as_ref().map(|(name, words)| {
            let text = match words {
                Words::Kit(text) => painter.tell(text),
                Words::Interface(key) => painter.say(key),
            };
            (name.as_ref().map(|name| painter.tell(name)), Some(text))
        })
    };
    if let Some((name, text)) = said {
        parent
            .spawn((
                widgets::panel(Node {
                    padding: UiRect::axes(px(16.0), px(8.0)),
                    max_width: px(430.0),
                    column_gap: px(9.0),
                    align_items: AlignItems::Center,
                    ..default()
                }),
                Pickable::IGNORE,
                Enters::at(0),
            ))
            .with_children(|paper| {
                if name.is_some() {
                    paper.spawn(widgets::icon(painter, "coche", 20.0, tokens::LEAF));
                }
                paper
                    .spawn(widgets::glass(Node { flex_direction: FlexDirection::Column, flex_shrink: 1.0, ..default() }))
                    .with_children(|lines| {
                        if let Some(name) = name {
                            lines.spawn(widgets::label(painter, name, Face::Display, TypeSize::Label, tokens::INK));
                        }
                        if let Some(text) = text {
                            lines.spawn(widgets::label(painter, text, Face::Text, TypeSize::Small, tokens::INK_SOFT));
                        }
                    });
            });
    }
    if hud.help_offered && hud.finished.is_none() {
        let caption = Caption { text: painter.say("play-show-me"), icon: Some("main") };
        widgets::button(parent, painter, Control::ShowMe, caption, Style::Secondary, 0);
    }
}

/// The attract screen begins the same way, again and again.
pub(super) fn restart(kit: &str, show: &mut MessageWriter<ShowStep>) {
    show.write(ShowStep { kit: kit.to_owned(), step: 0 });
}
