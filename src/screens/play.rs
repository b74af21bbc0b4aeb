//! Play: the diorama under the hand, the mission above it, help that grows with time.

use bevy::{picking::pointer::PointerInput, prelude::*};

use super::{
    Control, Overlay, Screen,
    frame::{self, Ways},
    hud::{Hud, Remark, Tone, Words},
};
use crate::{
    AppSystems,
    audio::{Cue, PlayCue},
    kit::Library,
    mechanics::{
        Level, STEP_SECS,
        play::{BeginStep, Live, NextGesture, Nudge, Progressed, Said, is_visitor},
    },
    stage::{Show, Showing, Stage, Stands, eye::Covered, ghost::Ghost},
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
            (
                notice_touches.in_set(AppSystems::Input),
                begin.in_set(AppSystems::Input),
                listen.in_set(AppSystems::Feedback),
            ),
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
    mut stands: MessageReader<Stands>,
    mut begins: MessageWriter<BeginStep>,
    screen: Res<State<Screen>>,
    next: Res<NextState<Screen>>,
    visit: Res<Visit>,
    library: Res<Library>,
    mut log: ResMut<EventLog>,
    mut hud: ResMut<Hud>,
    mut clocks: ResMut<Clocks>,
) {
    let played = |stands: &Stands| match stands.showing {
        Showing::Played(step) => Some((stands.kit.clone(), step)),
        Showing::Exhibited(_) | Showing::Finale => None,
    };
    let Some((kit, step)) = stands.read().filter_map(played).last() else {
        return;
    };
    let playing = *screen.get() == Screen::Play
        || matches!(
            *next,
            NextState::Pending(Screen::Play) | NextState::PendingIfNeq(Screen::Play)
        );
    let level = if playing { visit.level } else { Level::Discovery };
    begins.write(BeginStep {
        kit: kit.clone(),
        step,
        level,
    });
    if playing && let Some(step) = library.kit(&kit).and_then(|kit| kit.steps().get(step)) {
        log.push(VisitEvent::StepStarted {
            kit: kit.clone(),
            step: step.id.clone(),
            level: level_key(level),
        });
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
fn help(
    clocks: Res<Clocks>,
    hud: Res<Hud>,
    live: Res<Live>,
    gesture: Res<NextGesture>,
    nudge: Res<Nudge>,
    mut ghost: ResMut<Ghost>,
) {
    let Some(gesture) = gesture.0.as_ref().filter(|_| *live == Live::Everyone) else {
        return;
    };
    if hud.helped {
        ghost.perform(gesture.clone(), true, HELP_PACE);
    } else if clocks.still >= HESITATION_SECS {
        ghost.perform(nudge.0.as_ref().unwrap_or(gesture).clone(), false, 1.0);
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
            Said::Praise { name, why } | Said::Explain { name, why } => {
                let praises = matches!(said, Said::Praise { .. });
                hud.said = Some(Remark {
                    name: Some(name.clone()),
                    words: Words::Kit(why.clone()),
                    tone: if praises { Tone::Praises } else { Tone::Explains },
                });
            }
            Said::Hint(key) => {
                hud.said = Some(Remark {
                    name: None,
                    words: Words::Interface(key),
                    tone: Tone::Explains,
                });
            }
            Said::Invite { name, what } => {
                hud.invite = Some(Remark {
                    name: Some(name.clone()),
                    words: Words::Kit(what.clone()),
                    tone: Tone::Invites,
                });
            }
            Said::Stop { name, why } => {
                hud.stop = Some((name.clone(), why.clone()));
                overlay.set_if_neq(Overlay::Stop);
            }
        }
    }
}

/// Width of the mission's sheet beside the diorama, and its height below it on a tall screen, units.
const SHEET: (f32, f32) = (190.0, 128.0);

pub(super) fn draw(
    mut commands: Commands,
    painter: Painter,
    hud: Res<Hud>,
    library: Res<Library>,
    mut covered: ResMut<Covered>,
) {
    let kit = painter.visit.kit.as_deref().and_then(|kit| library.kit(kit));
    let Some(step) = kit.and_then(|kit| kit.steps().get(painter.visit.step)) else {
        return;
    };
    let portrait = painter.is_portrait();
    let factor = if !painter.large() {
        1.0
    } else if portrait {
        1.5
    } else {
        1.3
    };
    let (width, height) = (SHEET.0 * factor, SHEET.1 * factor);
    covered.set_if_neq(if portrait {
        Covered {
            left: 6.0,
            right: 6.0,
            top: tokens::TOP_BAR - 6.0,
            bottom: height + tokens::MARGIN + 4.0,
        }
    } else {
        Covered {
            left: 10.0,
            right: width + tokens::MARGIN + 8.0,
            top: 16.0,
            bottom: 10.0,
        }
    });
    let root = frame::root(&mut commands, &painter);
    commands.entity(root).with_children(|screen| {
        frame::top_bar(screen, &painter, Ways::HomeAndBack);
        let sheet = Node {
            position_type: PositionType::Absolute,
            left: if portrait { px(tokens::MARGIN) } else { auto() },
            right: px(tokens::MARGIN),
            bottom: if portrait { px(tokens::MARGIN) } else { auto() },
            top: if portrait { auto() } else { px(tokens::TOP_BAR) },
            width: if portrait { auto() } else { px(width) },
            // It grows upwards when there is more to say.
            min_height: if portrait { px(height) } else { auto() },
            padding: UiRect::all(px(15.0)),
            flex_direction: FlexDirection::Column,
            justify_content: JustifyContent::SpaceBetween,
            row_gap: px(7.0),
            ..default()
        };
        screen.spawn(widgets::panel(sheet)).with_children(|sheet| {
            let top = Node {
                flex_direction: FlexDirection::Column,
                row_gap: px(8.0),
                ..default()
            };
            sheet.spawn(widgets::glass(top)).with_children(|top| {
                let mission = painter.tell(&step.mission);
                let size = if painter.large() {
                    TypeSize::Label
                } else {
                    TypeSize::Lead
                };
                top.spawn(widgets::label(&painter, mission, Face::Display, size, tokens::INK));
                if let Some((done, total)) = hud.progress {
                    pips(top, done, total);
                }
            });
            words(sheet, &painter, &hud);
            if hud.help_offered && hud.finished.is_none() {
                let caption = Caption {
                    text: painter.say("play-show-me"),
                    icon: Some("main"),
                };
                widgets::button(sheet, &painter, Control::ShowMe, caption, Style::Chosen, 0);
            }
        });
    });
}

/// One dot for each thing to do, filled when it is done.
fn pips(parent: widgets::Parent, done: usize, total: usize) {
    parent
        .spawn(widgets::glass(Node {
            column_gap: px(6.0),
            ..default()
        }))
        .with_children(|row| {
            for index in 0..total {
                let colour = if index < done { tokens::LEAF } else { tokens::PAPER_DEEP };
                row.spawn(widgets::glass(Node {
                    width: px(13.0),
                    height: px(13.0),
                    border_radius: BorderRadius::all(px(6.5)),
                    ..default()
                }))
                .insert(BackgroundColor(colour));
            }
        });
}

fn words(parent: widgets::Parent, painter: &Painter, hud: &Hud) {
    let finished = hud.progress.is_some_and(|(done, total)| done == total && total > 0);
    let said = if finished {
        Some((Some(painter.say("play-done")), None, Tone::Praises))
    } else {
        hud.said.as_ref().or(hud.invite.as_ref()).map(|remark| {
            let text = match &remark.words {
                Words::Kit(text) => painter.tell(text),
                Words::Interface(key) => painter.say(key),
            };
            let name = remark.name.as_ref().map(|name| painter.tell(name));
            (name, Some(text), remark.tone)
        })
    };
    let Some((name, text, tone)) = said else { return };
    parent
        .spawn((
            widgets::glass(Node {
                padding: UiRect::all(px(10.0)),
                column_gap: px(8.0),
                align_items: AlignItems::Center,
                border_radius: BorderRadius::all(px(tokens::RADIUS)),
                ..default()
            }),
            BackgroundColor(tokens::PAPER_DEEP),
            Enters::at(0),
        ))
        .with_children(|note| {
            if name.is_some() && !painter.large() {
                let (icon, colour) = tone.icon();
                note.spawn(widgets::icon(painter, icon, 20.0, colour));
            }
            note.spawn(widgets::glass(Node {
                flex_direction: FlexDirection::Column,
                flex_shrink: 1.0,
                ..default()
            }))
            .with_children(|lines| {
                if let Some(name) = name {
                    let size = if finished { TypeSize::Heading } else { TypeSize::Body };
                    lines.spawn(widgets::label(painter, name, Face::Display, size, tokens::INK));
                }
                if let Some(text) = text {
                    lines.spawn(widgets::label(
                        painter,
                        text,
                        Face::Text,
                        TypeSize::Small,
                        tokens::INK_SOFT,
                    ));
                }
            });
        });
}

/// The attract screen begins the same way, again and again.
pub(super) fn restart(kit: &str, show: &mut MessageWriter<Show>) {
    show.write(Show {
        kit: kit.to_owned(),
        showing: Showing::Played(0),
    });
}
