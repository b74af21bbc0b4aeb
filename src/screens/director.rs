//! Carries out what `flow` decides: states, overlays, the stage, the log; wipes the visit when it ends.

use bevy::{ecs::system::SystemParam, prelude::*};
use jiff::Zoned;

use super::{
    Control, Jump, Overlay, Page, Place, Screen, Used, catalogue,
    flow::{self, Event, Move, Offer},
    hud::Hud,
};
use crate::{
    AppSystems,
    audio::{AudioSettings, Cue, PlayCue},
    config::KioskConfig,
    kiosk::{display::Display, faults::SystemFailed, idle::VisitorLeft, scanner::PassShown},
    kit::{Kit, Library, library},
    mechanics::play::{Happened, Live, StepDone},
    stage::{DioramaFailed, Show, Showing, Stage, eye::Sky},
    theme::tokens,
    visitor::{Defaults, EventLog, Visit, VisitEnded, VisitEvent},
};

/// Which kit the attract screen shows, and which one « geste mystère » hides: they go round, visit after visit.
#[derive(Resource, Debug, Default)]
pub struct Turn(pub usize);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Turn>()
        .add_message::<Jump>()
        .add_systems(Startup, begin)
        .add_systems(
            Update,
            (leave_out_failed_kits, open_or_close, direct)
                .chain()
                .in_set(AppSystems::Rules),
        )
        .add_systems(Update, record.in_set(AppSystems::Record))
        .add_systems(Update, (stage_follows, sound_follows).in_set(AppSystems::Feedback));
}

fn begin(defaults: Res<Defaults>, mut visit: ResMut<Visit>) {
    *visit = Visit::new(defaults.0);
}

/// What the visit's events act on.
#[derive(SystemParam)]
struct Desk<'w> {
    visit: ResMut<'w, Visit>,
    overlay: ResMut<'w, Overlay>,
    page: ResMut<'w, Page>,
    turn: ResMut<'w, Turn>,
    hud: ResMut<'w, Hud>,
    next: ResMut<'w, NextState<Screen>>,
    log: ResMut<'w, EventLog>,
    screen: Res<'w, State<Screen>>,
    library: Res<'w, Library>,
    stage: Res<'w, Stage>,
    display: Res<'w, Display>,
    defaults: Res<'w, Defaults>,
    config: Res<'w, KioskConfig>,
    show: MessageWriter<'w, Show>,
    ended: MessageWriter<'w, VisitEnded>,
    cues: MessageWriter<'w, PlayCue>,
}

fn direct(
    mut used: MessageReader<Used>,
    mut done: MessageReader<StepDone>,
    mut left: MessageReader<VisitorLeft>,
    mut failed: MessageReader<SystemFailed>,
    mut passes: MessageReader<PassShown>,
    mut jumps: MessageReader<Jump>,
    mut desk: Desk,
) {
    // A failure or an empty kiosk ends the visit whatever else happened in this frame.
    if let Some(SystemFailed(what)) = failed.read().last() {
        error!("visit ended: {what}");
        desk.log.push(VisitEvent::Failed);
        desk.handle(&Event::VisitOver);
    } else if left.read().last().is_some() {
        desk.log.push(VisitEvent::TimedOut);
        desk.handle(&Event::VisitOver);
    } else if let Some(jump) = jumps.read().last() {
        desk.jump(jump);
    } else {
        if let Some(PassShown(pass)) = passes.read().last() {
            desk.log.push(VisitEvent::Pass(pass.is_ok()));
            desk.handle(&Event::Pass(*pass));
        }
        // One control a frame: two fingers on two buttons must not send the visit two ways.
        if let Some(Used(control)) = used.read().next() {
            desk.log.push(VisitEvent::Control(control.id()));
            desk.handle(&Event::Used(control));
        }
        for step in done.read().filter(|_| *desk.screen.get() == Screen::Play) {
            desk.hud.finished = Some(step.marks.clone());
        }
        if let Some(marks) = desk.hud.take_finished() {
            let helped = desk.hud.helped;
            let summary = marks.iter().map(|mark| (mark.criterion.clone(), mark.mark)).collect();
            desk.log.push(VisitEvent::StepDone { marks: summary, helped });
            desk.handle(&Event::StepDone { marks, helped });
        }
    }
    used.clear();
    passes.clear();
    done.clear();
    left.clear();
    failed.clear();
    jumps.clear();
}

impl Desk<'_> {
    fn handle(&mut self, event: &Event) {
        let playable: Vec<&str> = self.library.playable().map(|kit| kit.id()).collect();
        let mystery = (!playable.is_empty()).then(|| playable[self.turn.0 % playable.len()].to_owned());
        let shown = self.stage.shown().map(|shown| shown.kit.clone());
        let kit = self.visit.kit.as_deref().and_then(|kit| self.library.kit(kit));
        let offer = Offer {
            shown: shown.as_deref(),
            mystery: mystery.as_deref(),
            step: kit
                .and_then(|kit| kit.steps().get(self.visit.step))
                .map_or("", |step| step.id.as_str()),
            steps: kit.map_or(1, |kit| kit.steps().len()),
            finale: kit.is_some_and(|kit| kit.finale().is_some()),
            overlay: *self.overlay,
            page: self.page.0,
            catalogue_pages: catalogue::pages(playable.len(), &self.display),
            config: &self.config,
        };
        let moves = flow::answer(*self.screen.get(), &mut self.visit, &offer, event);
        for step in moves {
            self.carry_out(step);
        }
    }

    fn jump(&mut self, jump: &Jump) {
        let visit = &mut *self.visit;
        if visit.kit.as_ref() != Some(&jump.kit) {
            visit.choose(&jump.kit, false);
        }
        visit.level = jump.level;
        if let Place::Step(step) = jump.place {
            // What was done before stays done; what comes again is not counted twice.
            visit.results.truncate(step);
            visit.step = step;
        }
        *self.hud = Hud::default();
        self.carry_out(Move::Go(jump.place.screen()));
    }

    fn carry_out(&mut self, step: Move) {
        match step {
            Move::Go(screen) => {
                self.overlay.set_if_neq(Overlay::None);
                self.page.set_if_neq(Page(0));
                NextState::set_if_neq(&mut self.next, screen);
                self.cues.write(PlayCue::new(if screen == Screen::Finale {
                    Cue::Surprise
                } else {
                    Cue::Ecran
                }));
                match screen {
                    Screen::Intro | Screen::Play => self.show_played(),
                    Screen::Finale => self.show(|_| Showing::Finale),
                    // It is fetched while « who » is asked, and stands when the debrief comes.
                    Screen::Who | Screen::Debrief => self.show(|kit| Showing::Exhibited(kit.exhibited_step())),
                    Screen::Attract | Screen::Catalogue | Screen::Carnet | Screen::OutOfOrder => {}
                }
            }
            Move::NextStep => self.show_played(),
            Move::Open(overlay) => {
                self.overlay.set_if_neq(overlay);
            }
            Move::Page(page) => {
                self.page.set_if_neq(Page(page));
                self.cues.write(PlayCue::new(Cue::Ecran));
            }
            Move::ShowMe => self.hud.ask_for_help(),
            Move::End => {
                *self.visit = Visit::new(self.defaults.0);
                self.overlay.set_if_neq(Overlay::None);
                self.page.set_if_neq(Page(0));
                *self.hud = Hud::default();
                self.turn.0 = self.turn.0.wrapping_add(1);
                self.log.push(VisitEvent::Ended);
                self.ended.write(VisitEnded);
                NextState::set_if_neq(&mut self.next, Screen::Attract);
            }
        }
    }

    /// The step under way on the stage, to be played.
    fn show_played(&mut self) {
        let step = self.visit.step;
        self.show(|_| Showing::Played(step));
    }

    /// Something of the visit's kit on the stage.
    fn show(&mut self, what: impl FnOnce(&Kit) -> Showing) {
        if let Some(kit) = self.visit.kit.as_deref().and_then(|kit| self.library.kit(kit)) {
            self.show.write(Show {
                kit: kit.id().to_owned(),
                showing: what(kit),
            });
        }
    }
}

fn record(mut happened: MessageReader<Happened>, mut log: ResMut<EventLog>, screen: Res<State<Screen>>) {
    if screen.is_changed() {
        log.push(VisitEvent::Screen(screen.get().name()));
    }
    for Happened(what) in happened.read() {
        // What the ghost does on the attract screen is nobody's visit.
        if *screen.get() == Screen::Play {
            log.push(VisitEvent::Effect(what.clone()));
        }
    }
}

/// A kit whose diorama cannot be loaded is left out; whoever was about to play it is led back kindly.
fn leave_out_failed_kits(
    mut failures: MessageReader<DioramaFailed>,
    mut library: ResMut<Library>,
    visit: Res<Visit>,
    mut left: MessageWriter<VisitorLeft>,
) {
    for failure in failures.read() {
        library.refuse(&failure.kit, library::failed(&failure.kit, &failure.reason));
        if visit.kit.as_deref() == Some(failure.kit.as_str()) {
            left.write(VisitorLeft);
        }
    }
}

/// Out of order when nothing can be played, and back as soon as something can.
fn open_or_close(
    library: Res<Library>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut visit: ResMut<Visit>,
    defaults: Res<Defaults>,
    mut ended: MessageWriter<VisitEnded>,
) {
    let playable = library.playable().next().is_some();
    match screen.get() {
        Screen::OutOfOrder if playable => NextState::set_if_neq(&mut next, Screen::Attract),
        Screen::OutOfOrder => {}
        _ if !playable && library.is_settled() => {
            *visit = Visit::new(defaults.0);
            ended.write(VisitEnded);
            NextState::set_if_neq(&mut next, Screen::OutOfOrder);
        }
        _ => {}
    }
}

/// The diorama is on view while it is played with or looked at, and wears its sector's sky everywhere.
fn stage_follows(
    screen: Res<State<Screen>>,
    overlay: Res<Overlay>,
    countdown: Res<crate::kiosk::idle::Countdown>,
    page: Res<Page>,
    stage: Res<Stage>,
    library: Res<Library>,
    mut live: ResMut<Live>,
    mut sky: ResMut<Sky>,
    mut curtain: ResMut<crate::stage::Curtain>,
) {
    let open = match screen.get() {
        Screen::Attract | Screen::Play | Screen::Finale => true,
        Screen::Debrief => page.0 == 0,
        Screen::Intro | Screen::Catalogue | Screen::Who | Screen::Carnet | Screen::OutOfOrder => false,
    };
    curtain.set_if_neq(crate::stage::Curtain { open });
    let still = *overlay != Overlay::None || countdown.0.is_some();
    live.set_if_neq(match screen.get() {
        Screen::Attract => Live::Ghost,
        Screen::Play if !still => Live::Everyone,
        _ => Live::Nobody,
    });
    if let Some(kit) = stage.shown().and_then(|shown| library.kit(&shown.kit)) {
        let finale = kit.finale().filter(|_| *screen.get() == Screen::Finale);
        sky.set_if_neq(Sky(match finale.and_then(|finale| finale.sky) {
            Some(hour) => tokens::hour(hour),
            None => tokens::sector(kit.metier().sector),
        }));
    }
}

fn sound_follows(
    visit: Res<Visit>,
    config: Res<KioskConfig>,
    screen: Res<State<Screen>>,
    mut settings: ResMut<AudioSettings>,
) {
    // The attract screen plays all day: it stays in the background of its hall.
    const ATTRACT_SHARE: f32 = 0.25;
    let share = if *screen.get() == Screen::Attract {
        ATTRACT_SHARE
    } else {
        1.0
    };
    settings.set_if_neq(AudioSettings {
        muted: visit.preferences.muted,
        volume: config.volume_at(Zoned::now().time()) * share,
        ambience: config.ambience,
    });
}

/// Whether a touch anywhere, on no control, begins the visit.
pub(super) fn touch_begins(
    mut inputs: MessageReader<bevy::picking::pointer::PointerInput>,
    hovered: Res<bevy::picking::hover::HoverMap>,
    controls: Query<(), With<Control>>,
    mut used: MessageWriter<Used>,
) {
    use bevy::picking::pointer::{PointerAction, PointerButton};
    for input in inputs.read() {
        let PointerAction::Press(PointerButton::Primary) = input.action else {
            continue;
        };
        let on_control = hovered
            .get(&input.pointer_id)
            .is_some_and(|under| under.keys().any(|entity| controls.contains(*entity)));
        if crate::mechanics::play::is_visitor(input.pointer_id) && !on_control {
            used.write(Used(Control::Anywhere));
        }
    }
}
