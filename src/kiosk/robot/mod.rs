//! The robot visitor: complete visits through the real input path, for end-to-end tests, soaks, pictures and measures.

mod album;
mod hand;
mod plan;
mod report;
mod tour;
mod tremor;

use std::path::PathBuf;

use bevy::{
    app::AppExit,
    ecs::system::SystemParam,
    input::touch::TouchInput,
    picking::PickingSystems,
    prelude::*,
    render::view::screenshot::{Screenshot, save_to_disk},
    window::{PrimaryWindow, WindowEvent},
};

use self::{
    album::{Album, Moment},
    report::Pictured,
    tour::Tour,
};
pub use hand::Hand;
pub use plan::{Deed, Plan, Sight};
pub use report::{Defect, Played, RobotReport};
pub use tremor::{REACH_MM, Stroke, Tremor};

use super::{display::Display, probe::Glass};
use crate::{
    kit::{Library, Step},
    mechanics,
    screens::{Overlay, Page, Screen, hud::Hud},
    stage::{Flight, Stage},
    visitor::{EventLog, Visit},
};

/// What the robot is asked to do.
#[derive(Clone, Debug, Default)]
pub struct RobotOptions {
    pub kit: Option<String>,
    /// Before all else a sure hand shows what there is ([`Tour`]): what comes after shows nothing new.
    pub tour: bool,
    pub visits: u32,
    pub seed: u64,
    pub clumsy: bool,
    /// The hand trembles and goes by fits and starts.
    pub unsteady: bool,
    /// Pictures of every screen go here, and what is cut or overlaps on them is reported.
    pub screenshots: Option<PathBuf>,
    /// Plays the kit again at each harder level.
    pub climbs: bool,
    /// The app ends after the last visit.
    pub exit: bool,
}

/// Looks at each screen this long before it acts, frames; longer at the attract screen, where the ghost is at work.
const LOOK_FRAMES: usize = 66;
const ATTRACT_FRAMES: usize = 100;
/// The picture of a screen is taken so many frames before it acts.
const PICTURE_BEFORE_FRAMES: usize = 16;
/// The picture of a gesture is taken half-way, but not before a lens has come up, frames.
const LENS_FRAMES: usize = 15;
/// The finished work is looked at for this long before its picture is taken, frames: a bead still glows.
const DONE_FRAMES: usize = 64;
/// A shorter gesture carries nothing: where parts are carried it is no picture of the hand at work, frames.
const CARRIES_FRAMES: usize = 50;
/// Between two deeds on the same screen, frames.
const PAUSE_FRAMES: usize = 24;
/// Nobody leaves the finale before the eye has drawn back; pictures are taken near, half-way and at the end.
const FINALE_FRAMES: usize = 430;
const FINALE_PICTURES: [(usize, Moment); 3] = [
    (50, Moment::Begin),
    (225, Moment::During),
    (FINALE_FRAMES - PICTURE_BEFORE_FRAMES, Moment::Done),
];
/// A screen that lasts longer than this is a jam, frames: longer than any abandoned visit.
const JAM_FRAMES: usize = 60 * 60 * 6;

#[derive(Resource)]
struct Robot {
    options: RobotOptions,
    plan: Plan,
    hand: Option<Hand>,
    wait: usize,
    /// What was on the screen when the robot looked last.
    seen: Option<Seen>,
    frames_here: usize,
    /// Since the step under way was finished.
    frames_done: usize,
    album: Option<Album>,
    /// The hand at work is pictured when it has so many frames left.
    picture_at: Option<usize>,
    over: bool,
}

/// Screen, overlay, page and step; whether the eye waits for a hand.
type Seen = (Screen, Overlay, usize, usize, bool);

pub fn plugin(app: &mut App, options: RobotOptions) {
    app.insert_resource(Robot {
        plan: Plan::new(&options),
        album: options.screenshots.clone().map(Album::new),
        options,
        hand: None,
        wait: ATTRACT_FRAMES,
        seen: None,
        frames_here: 0,
        frames_done: 0,
        picture_at: None,
        over: false,
    })
    .add_plugins(report::plugin)
    .add_systems(First, act.before(PickingSystems::Input));
}

/// What is before the robot's eyes.
#[derive(SystemParam)]
struct View<'w> {
    screen: Res<'w, State<Screen>>,
    overlay: Res<'w, Overlay>,
    page: Res<'w, Page>,
    hud: Res<'w, Hud>,
    visit: Res<'w, Visit>,
    stage: Res<'w, Stage>,
    library: Res<'w, Library>,
}

impl View<'_> {
    /// Loading takes as long as the disk likes: for the robot that time does not pass.
    fn is_loading(&self) -> bool {
        !self.library.is_settled()
            || self.stage.is_loading()
            || (self.stage.shown().is_none() && *self.screen.get() == Screen::Attract)
    }

    fn here(&self) -> Seen {
        let waits = self.waits();
        (*self.screen.get(), *self.overlay, self.page.0, self.visit.step, waits)
    }

    /// Whether a finale's eye waits for a hand.
    fn waits(&self) -> bool {
        *self.screen.get() == Screen::Finale && self.stage.flight().is_some_and(Flight::waits)
    }

    /// The step under the hand.
    fn step(&self) -> Option<&Step> {
        let plays = *self.screen.get() == Screen::Play && *self.overlay == Overlay::None;
        let kit = self.visit.kit.as_deref().filter(|_| plays)?;
        self.library.kit(kit)?.steps().get(self.visit.step)
    }

    /// Whether parts are carried there.
    fn carries(&self) -> bool {
        self.step()
            .is_some_and(|step| matches!(step.mechanic, mechanics::Spec::Assemble(_)))
    }
}

fn act(
    mut robot: ResMut<Robot>,
    mut commands: Commands,
    glass: Glass,
    window: Single<(Entity, &Window), With<PrimaryWindow>>,
    display: Res<Display>,
    view: View,
    mut log: ResMut<EventLog>,
    mut report: ResMut<RobotReport>,
    mut window_events: MessageWriter<WindowEvent>,
    mut touches: MessageWriter<TouchInput>,
    mut exit: MessageWriter<AppExit>,
) {
    if view.is_loading() {
        return;
    }
    log.tick();
    let robot = &mut *robot;
    if std::mem::take(&mut robot.options.tour) {
        robot
            .plan
            .begin_with(Tour::of(view.library.playable().map(|kit| kit.id().to_owned())));
    }
    let (window_entity, window) = *window;
    let hand = robot.hand.get_or_insert_with(|| Hand::new(window_entity));
    if hand.is_busy() {
        for touch in hand.step() {
            window_events.write(WindowEvent::TouchInput(touch));
            touches.write(touch);
        }
        if robot.picture_at == Some(hand.frames_left()) {
            robot.picture_at = None;
            picture_step(&mut robot.album, &view, Moment::During, &mut commands);
        }
        return;
    }
    if report.visits != log.visits() {
        report.visits = log.visits();
        log.hash_of_visits().clone_into(&mut report.hash);
        robot.plan.new_visitor();
        if let Some(album) = &mut robot.album {
            album.next_visit();
        }
        info!("robot: visit {} ended, log {}", report.visits, report.hash);
    }
    look_around(robot, &view, &mut commands);
    if report.visits >= robot.options.visits {
        if robot.options.exit && !robot.over && robot.frames_here > look_frames(&view) {
            robot.over = true;
            exit.write(AppExit::Success);
        }
        return;
    }
    if robot.frames_here > JAM_FRAMES {
        let (screen, overlay, page, ..) = view.here();
        report.jam = Some(format!("{} {overlay:?} page {page}", screen.name()));
        error!("robot: stuck on {:?}", report.jam);
        exit.write(AppExit::error());
        return;
    }
    if robot.wait > 0 {
        robot.wait -= 1;
        return;
    }
    let sight = Sight {
        screen: *view.screen.get(),
        overlay: *view.overlay,
        visit: &view.visit,
        controls: &glass.controls(),
        gesture: glass.gesture(),
        glass: window.resolution.size(),
        px_per_mm: display.px_per_unit / display.mm_per_unit / window.resolution.scale_factor(),
    };
    robot.wait = PAUSE_FRAMES;
    let Some(hand) = robot.hand.as_mut() else { return };
    match robot.plan.next(&sight) {
        Deed::Tap(at) => hand.tap(at),
        Deed::Drag { path, cancelled } => hand.drag(&path, cancelled),
        Deed::Strokes(strokes) => hand.strokes(&strokes),
        Deed::Many {
            points,
            delay,
            frames,
            cancelled,
        } => hand.many(&points, delay, frames, cancelled),
        Deed::Forget(at) => hand.forgotten(at),
        Deed::Wait(frames) => robot.wait = frames,
    }
    let frames = hand.frames_left();
    let shows_work = frames >= CARRIES_FRAMES || !view.carries();
    robot.picture_at = shows_work.then(|| frames.saturating_sub(LENS_FRAMES.max(frames / 2)));
}

fn look_frames(view: &View) -> usize {
    match view.screen.get() {
        Screen::Attract => ATTRACT_FRAMES,
        Screen::Finale if !view.waits() => FINALE_FRAMES,
        _ => LOOK_FRAMES,
    }
}

/// Notices what is new, and takes the pictures for which the hands are still.
fn look_around(robot: &mut Robot, view: &View, commands: &mut Commands) {
    let here = view.here();
    let look = look_frames(view);
    if robot.seen != Some(here) {
        robot.seen = Some(here);
        robot.frames_here = 0;
        robot.wait = look;
    }
    robot.frames_here += 1;
    if *view.screen.get() == Screen::Finale && !view.waits() {
        let due = FINALE_PICTURES.iter().find(|(frame, _)| *frame == robot.frames_here);
        if let (Some((_, moment)), Some(album)) = (due, &mut robot.album) {
            picture(album.finale(*moment), commands);
        }
        return;
    }
    if robot.frames_here == look - PICTURE_BEFORE_FRAMES {
        if view.step().is_some() {
            picture_step(&mut robot.album, view, Moment::Begin, commands);
        } else if let Some(album) = &mut robot.album {
            let (screen, overlay, page, ..) = here;
            picture(album.screen(screen, page, overlay), commands);
        }
    }
    robot.frames_done = if view.hud.finished.is_some() {
        robot.frames_done + 1
    } else {
        0
    };
    if robot.frames_done == DONE_FRAMES {
        picture_step(&mut robot.album, view, Moment::Done, commands);
    }
}

fn picture_step(album: &mut Option<Album>, view: &View, moment: Moment, commands: &mut Commands) {
    if let (Some(album), Some(step)) = (album, view.step())
        && let Some(file) = album.step(&step.id, moment)
    {
        picture(file, commands);
    }
}

fn picture(file: PathBuf, commands: &mut Commands) {
    commands
        .spawn((Screenshot::primary_window(), Pictured::to(&file)))
        .observe(save_to_disk(file));
}
