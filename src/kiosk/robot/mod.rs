//! The robot visitor: complete visits through the real input path, for end-to-end tests, soaks, pictures and measures.

mod hand;
mod plan;

use std::path::PathBuf;

use bevy::{
    app::AppExit,
    input::touch::TouchInput,
    picking::PickingSystems,
    prelude::*,
    render::view::screenshot::{Screenshot, save_to_disk},
    window::{PrimaryWindow, WindowEvent},
};

pub use hand::Hand;
pub use plan::{Deed, Plan, Sight};

use super::probe::Glass;
use crate::{
    kit::Library,
    screens::{Overlay, Screen},
    stage::Stage,
    visitor::{EventLog, Visit},
};

/// What the robot is asked to do.
#[derive(Clone, Debug, Default)]
pub struct RobotOptions {
    pub kit: Option<String>,
    pub visits: u32,
    pub seed: u64,
    pub clumsy: bool,
    pub screenshots: Option<PathBuf>,
    /// The app ends after the last visit.
    pub exit: bool,
}

/// Looks at each screen this long before it acts, frames; pictures are taken in the middle of it.
const LOOK_FRAMES: usize = 66;
const PICTURE_FRAME: usize = 50;
/// Between two deeds on the same screen, frames.
const PAUSE_FRAMES: usize = 24;
/// On the attract screen a picture shows the ghost at work.
const ATTRACT_FRAMES: usize = 150;
/// Nobody leaves before the eye has drawn back.
const FINALE_FRAMES: usize = 430;
/// A screen that lasts longer than this is a jam, frames: longer than any abandoned visit.
const JAM_FRAMES: usize = 60 * 60 * 6;

#[derive(Resource)]
struct Robot {
    options: RobotOptions,
    plan: Plan,
    hand: Option<Hand>,
    wait: usize,
    /// What was on the screen when the robot looked last.
    seen: Option<(Screen, Overlay, usize)>,
    frames_here: usize,
    pictures: usize,
    over: bool,
}

/// How the robot's run went; read by the command line when the app has ended.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct RobotReport {
    pub visits: u32,
    pub hash: String,
    /// Where it got stuck, if it did.
    pub jam: Option<String>,
}

pub fn plugin(app: &mut App, options: RobotOptions) {
    let plan = Plan::new(options.seed, options.clumsy, options.kit.clone());
    app.insert_resource(Robot {
        options,
        plan,
        hand: None,
        wait: ATTRACT_FRAMES,
        seen: None,
        frames_here: 0,
        pictures: 0,
        over: false,
    })
    .init_resource::<RobotReport>()
    .add_systems(First, act.before(PickingSystems::Input));
}

fn act(
    mut robot: ResMut<Robot>,
    mut commands: Commands,
    glass: Glass,
    window: Single<(Entity, &Window), With<PrimaryWindow>>,
    screen: Res<State<Screen>>,
    overlay: Res<Overlay>,
    page: Res<crate::screens::Page>,
    visit: Res<Visit>,
    stage: Res<Stage>,
    library: Res<Library>,
    mut log: ResMut<EventLog>,
    mut report: ResMut<RobotReport>,
    mut window_events: MessageWriter<WindowEvent>,
    mut touches: MessageWriter<TouchInput>,
    mut exit: MessageWriter<AppExit>,
) {
    // Loading takes as long as the disk likes: for the robot that time does not pass.
    if !library.is_settled() || stage.is_loading() || (stage.shown().is_none() && *screen.get() == Screen::Attract) {
        return;
    }
    log.tick();
    let robot = &mut *robot;
    let (window_entity, window) = *window;
    let hand = robot.hand.get_or_insert_with(|| Hand::new(window_entity));
    if hand.is_busy() {
        for touch in hand.step() {
            window_events.write(WindowEvent::TouchInput(touch));
            touches.write(touch);
        }
        return;
    }
    if report.visits != log.visits() {
        report.visits = log.visits();
        log.hash_of_visits().clone_into(&mut report.hash);
        robot.plan.new_visitor();
        info!("robot: visit {} ended, log {}", report.visits, report.hash);
    }
    let here = (*screen.get(), *overlay, page.0);
    if robot.seen != Some(here) {
        robot.seen = Some(here);
        robot.frames_here = 0;
        robot.wait = match screen.get() {
            Screen::Attract => ATTRACT_FRAMES,
            Screen::Finale => FINALE_FRAMES,
            _ => LOOK_FRAMES,
        };
    }
    robot.frames_here += 1;
    if robot.frames_here == PICTURE_FRAME
        || (matches!(screen.get(), Screen::Play | Screen::Finale) && robot.frames_here.is_multiple_of(170))
    {
        picture(robot, &mut commands, *screen.get(), *overlay);
    }
    if report.visits >= robot.options.visits {
        if robot.options.exit && !robot.over && robot.frames_here > PICTURE_FRAME + 10 {
            robot.over = true;
            exit.write(AppExit::Success);
        }
        return;
    }
    if robot.frames_here > JAM_FRAMES {
        report.jam = Some(format!("{} {:?} page {}", screen.get().name(), *overlay, page.0));
        error!("robot: stuck on {:?}", report.jam);
        exit.write(AppExit::error());
        return;
    }
    if robot.wait > 0 {
        robot.wait -= 1;
        return;
    }
    let sight = Sight {
        screen: *screen.get(),
        overlay: *overlay,
        visit: &visit,
        controls: &glass.controls(),
        gesture: glass.gesture(),
        glass: window.resolution.size(),
    };
    robot.wait = PAUSE_FRAMES;
    let Some(hand) = robot.hand.as_mut() else { return };
    match robot.plan.next(&sight) {
        Deed::Tap(at) => hand.tap(at),
        Deed::Drag { path, cancelled } => hand.drag(&path, cancelled),
        Deed::Many {
            points,
            delay,
            frames,
            cancelled,
        } => hand.many(&points, delay, frames, cancelled),
        Deed::Forget(at) => hand.forgotten(at),
        Deed::Wait(frames) => robot.wait = frames,
    }
}

fn picture(robot: &mut Robot, commands: &mut Commands, screen: Screen, overlay: Overlay) {
    let Some(folder) = &robot.options.screenshots else {
        return;
    };
    robot.pictures += 1;
    let over = match overlay {
        Overlay::None => "",
        Overlay::LeaveForHome | Overlay::LeaveForIntro => "_quitter",
        Overlay::Notice => "_donnees",
        Overlay::Stop => "_arret",
    };
    let path = folder.join(format!("{:02}_{}{over}.png", robot.pictures, screen.name()));
    commands.spawn(Screenshot::primary_window()).observe(save_to_disk(path));
}
