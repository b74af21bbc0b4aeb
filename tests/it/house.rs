//! A whole Établi without window or renderer, moved on by hand: what the tests of the visit stand in.

use std::{
    path::{Path, PathBuf},
    sync::{LazyLock, Once, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::{Duration, Instant},
};

use bevy::{
    app::PluginsState,
    input::touch::{TouchInput, TouchPhase},
    prelude::*,
    window::{PrimaryWindow, WindowEvent, WindowResized},
};
use etabli::{
    kiosk::{faults, probe::Glass},
    kit::Library,
    launch::{self, Launch},
    preview::{self, draft::Draft},
    screens::{Control, Screen},
    stage::{
        Stage,
        touch::{OnGlass, Touchable},
    },
    visitor::{EventLog, VisitEvent},
};

/// Errors of systems are counted for the whole process: whoever provokes one keeps the house to itself.
static PEACE: RwLock<()> = RwLock::new(());

enum Peace {
    Shared { _guard: RwLockReadGuard<'static, ()> },
    Alone { _guard: RwLockWriteGuard<'static, ()> },
}

pub struct House {
    pub app: App,
    peace: Peace,
    /// What had failed before.
    known: Vec<String>,
    next_finger: u64,
}

pub fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const SCRATCH: &str = "etabli-test-";

/// A folder of this test's own, empty. What earlier runs left goes with the first one.
pub fn scratch(name: &str) -> PathBuf {
    static SWEPT: Once = Once::new();
    SWEPT.call_once(sweep);
    let folder = std::env::temp_dir().join(format!("{SCRATCH}{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}

/// Removes the folders of runs that have ended.
fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|name| name.strip_prefix(SCRATCH)?.split('-').next());
        // Without a /proc nobody can tell who still runs.
        if Path::new("/proc/self").exists() && owner.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Copies a folder and all that is in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the entry can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("the file can be copied");
        }
    }
}

/// A folder whose one kit is `soudure`, the one that most tests know by heart.
static WELDING: LazyLock<PathBuf> = LazyLock::new(|| {
    let kits = scratch("welding");
    copy(&home().join("kits/soudure"), &kits.join("soudure"));
    kits
});

/// Without kits of its own a house has the welding kit, whatever else is shipped.
fn welding_at_least(launch: Launch) -> Launch {
    let kits = launch.kits.unwrap_or_else(|| WELDING.clone());
    Launch {
        kits: Some(kits),
        ..launch
    }
}

/// Another kit beside, its id apart the same; files are shared.
pub fn clone_kit(kit: &Path, kits: &Path, id: &str) {
    let target = kits.join(id);
    for folder in ["models", "images", "sounds"].map(|name| (kit.join(name), target.join(name))) {
        let Ok(files) = std::fs::read_dir(&folder.0) else {
            continue;
        };
        std::fs::create_dir_all(&folder.1).expect("the folder can be made");
        for file in files.filter_map(Result::ok) {
            std::fs::hard_link(file.path(), folder.1.join(file.file_name())).expect("the file can be linked");
        }
    }
    let text = std::fs::read_to_string(kit.join("kit.ron")).expect("the kit can be read");
    let old = kit
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a kit's folder has its id");
    let new = text.replacen(&format!("id: \"{old}\""), &format!("id: \"{id}\""), 1);
    assert_ne!(new, text, "the kit names itself");
    std::fs::write(target.join("kit.ron"), new).expect("the kit can be written");
}

/// Whether full counts are asked for (`./test --long`).
pub fn is_long() -> bool {
    std::env::var("ETABLI_TEST_LONG").is_ok_and(|value| value == "1")
}

/// How long each fuzzing and killing run lasts under `./test --long`.
const ENDURANCE: Duration = Duration::from_secs(600);

/// Runs `once` so many times, each time told how often it ran before; with full counts it goes on for ten minutes.
#[expect(clippy::print_stdout, reason = "how long it held is read in the log of the run")]
pub fn endure(name: &str, times: u32, mut once: impl FnMut(u32)) {
    let start = Instant::now();
    let mut run = 0;
    while run < times || (is_long() && start.elapsed() < ENDURANCE) {
        once(run);
        run += 1;
    }
    println!("{name}: {run} runs in {:.0} s", start.elapsed().as_secs_f64());
}

/// In a house nothing fails unless it is provoked, and a test that fails says what did: its log is not heard here.
impl Drop for House {
    #[expect(clippy::print_stderr, reason = "what a failed test says")]
    fn drop(&mut self) {
        let told = faults::told();
        if std::thread::panicking() {
            let world = self.app.world();
            let (visits, library) = (world.resource::<EventLog>().visits(), world.resource::<Library>());
            eprintln!("{:?} after {visits} visits, {:#?}", self.screen(), library.findings());
            eprintln!("what failed so far: {told:#?}");
        } else if matches!(self.peace, Peace::Shared { .. }) {
            assert_eq!(told, self.known, "systems failed");
        }
    }
}

impl House {
    pub fn new() -> Self {
        Self::with(Launch::for_tests(home()))
    }

    /// In a window of this size, pixels.
    pub fn sized(width: u32, height: u32) -> Self {
        Self::with(Launch {
            size: Some(UVec2::new(width, height)),
            ..Launch::for_tests(home())
        })
    }

    /// With other kits.
    pub fn with_kits(kits: PathBuf) -> Self {
        Self::with(Launch {
            kits: Some(kits),
            ..Launch::for_tests(home())
        })
    }

    pub fn with(launch: Launch) -> Self {
        Self::furnished(launch, |_| {})
    }

    /// With something more in it than every house has.
    pub fn furnished(launch: Launch, furnish: impl FnOnce(&mut App)) -> Self {
        let guard = PEACE.read().unwrap_or_else(PoisonError::into_inner);
        let mut app = launch::build(welding_at_least(launch));
        furnish(&mut app);
        Self::open(app, Peace::Shared { _guard: guard })
    }

    /// The preview of the kit in this folder.
    pub fn previewing(folder: &Path) -> Self {
        let guard = PEACE.read().unwrap_or_else(PoisonError::into_inner);
        let (draft, seen) = Draft::open(folder).expect("room for a copy of the kit");
        let mut app = launch::build(Launch {
            kits: Some(draft.kits().to_owned()),
            ..Launch::for_tests(home())
        });
        preview::plugin(&mut app, draft, seen);
        Self::open(app, Peace::Shared { _guard: guard })
    }

    /// No other house stands meanwhile.
    pub fn alone() -> Self {
        let guard = PEACE.write().unwrap_or_else(PoisonError::into_inner);
        let launch = welding_at_least(Launch::for_tests(home()));
        Self::open(launch::build(launch), Peace::Alone { _guard: guard })
    }

    fn open(mut app: App, peace: Peace) -> Self {
        while app.plugins_state() == PluginsState::Adding {
            std::thread::yield_now();
        }
        app.finish();
        app.cleanup();
        Self {
            app,
            peace,
            known: faults::told(),
            next_finger: 100,
        }
    }

    /// Lets `frames` steps of game time pass.
    pub fn wait(&mut self, frames: usize) {
        for _ in 0..frames {
            self.app.update();
        }
    }

    /// Lets this much game time pass.
    pub fn wait_secs(&mut self, secs: f32) {
        self.wait((secs * 60.0).ceil() as usize);
    }

    /// Lets time pass until `wanted`; files are read in real time meanwhile.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&World) -> bool) {
        for _ in 0..20_000 {
            if wanted(self.app.world()) {
                return;
            }
            self.app.update();
            if self.is_loading() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        panic!("{what} never came; the screen is {:?}", self.screen());
    }

    fn is_loading(&self) -> bool {
        let world = self.app.world();
        !world.resource::<Library>().is_settled() || !world.resource::<Stage>().is_ready()
    }

    /// Until the kits are loaded and the attract screen plays one.
    pub fn opened(mut self) -> Self {
        self.until("the attract screen", |world| {
            world.resource::<Library>().is_settled() && world.resource::<Stage>().is_ready()
        });
        self.wait(30);
        self
    }

    /// Every text on the glass.
    pub fn words(&mut self) -> Vec<String> {
        let world = self.app.world_mut();
        let mut texts = world.query::<&Text>();
        texts.iter(world).map(|text| text.0.clone()).collect()
    }

    pub fn screen(&self) -> Screen {
        *self.app.world().resource::<State<Screen>>().get()
    }

    pub fn until_screen(&mut self, screen: Screen) {
        self.until(screen.name(), |world| {
            *world.resource::<State<Screen>>().get() == screen
        });
        self.wait(10);
    }

    /// What can be pressed now and where, window pixels.
    pub fn controls(&mut self) -> Vec<(Control, Rect)> {
        self.app
            .world_mut()
            .run_system_cached(|glass: Glass| glass.controls())
            .expect("the glass can be read")
    }

    /// The way of the gesture that advances the step, window pixels.
    pub fn gesture(&mut self) -> Option<Vec<Vec2>> {
        self.app
            .world_mut()
            .run_system_cached(|glass: Glass| glass.gesture())
            .expect("the glass can be read")
    }

    pub fn place_of(&mut self, control: &Control) -> Rect {
        let controls = self.controls();
        let found = controls
            .iter()
            .find(|(known, _)| known == control)
            .map(|(_, rect)| *rect);
        found.unwrap_or_else(|| panic!("{} is not on {:?}: {controls:?}", control.id(), self.screen()))
    }

    /// Where a node of the diorama can be touched, window pixels.
    pub fn on_glass(&mut self, node: &str) -> Option<Rect> {
        let world = self.app.world_mut();
        let mut things = world.query_filtered::<(&Name, &OnGlass), With<Touchable>>();
        let found = things.iter(world).find(|(name, _)| name.as_str() == node);
        found.map(|(_, on_glass)| on_glass.0)
    }

    /// Where a node of the diorama stands now, in its parent.
    pub fn place(&mut self, node: &str) -> Transform {
        let world = self.app.world_mut();
        let mut nodes = world.query::<(&Name, &Transform)>();
        let found = nodes.iter(world).find(|(name, _)| name.as_str() == node);
        *found.unwrap_or_else(|| panic!("{node} is not on the stage")).1
    }

    /// How many effects of the present visit begin with these words.
    pub fn effects(&self, wanted: &str) -> usize {
        let is_wanted = |event: &&VisitEvent| matches!(event, VisitEvent::Effect(what) if what.starts_with(wanted));
        let log = self.app.world().resource::<EventLog>();
        log.current().iter().filter(is_wanted).count()
    }

    /// Presses a control with a finger.
    pub fn press(&mut self, control: &Control) {
        let at = self.place_of(control).center();
        self.tap(at);
        self.wait(8);
    }

    pub fn tap(&mut self, at: Vec2) {
        let finger = self.down(at);
        self.wait(4);
        self.report(finger, TouchPhase::Ended, at);
        self.wait(2);
    }

    /// A finger comes down; its number.
    pub fn down(&mut self, at: Vec2) -> u64 {
        self.next_finger += 1;
        self.report(self.next_finger, TouchPhase::Started, at);
        self.next_finger
    }

    /// A finger goes along a path, one point a frame.
    pub fn slide(&mut self, finger: u64, path: &[Vec2]) {
        for &point in path {
            self.report(finger, TouchPhase::Moved, point);
        }
    }

    /// What the digitiser reports, as the window system hands it on; one frame passes.
    pub fn report(&mut self, finger: u64, phase: TouchPhase, position: Vec2) {
        let world = self.app.world_mut();
        let window = world
            .query_filtered::<Entity, With<PrimaryWindow>>()
            .single(world)
            .expect("there is a window");
        let touch = TouchInput {
            phase,
            position,
            window,
            force: None,
            id: finger,
        };
        world.write_message(WindowEvent::TouchInput(touch));
        world.write_message(touch);
        self.app.update();
    }

    /// Does the next gesture with one finger; false if there is none.
    pub fn do_gesture(&mut self) -> bool {
        let Some(path) = self.gesture() else { return false };
        let finger = self.down(path[0]);
        self.slide(finger, &path);
        self.report(finger, TouchPhase::Ended, path[path.len() - 1]);
        self.wait(4);
        true
    }

    /// From attract into the game.
    pub fn start_play(&mut self) {
        self.tap(Vec2::new(640.0, 360.0));
        self.until_screen(Screen::Intro);
        self.wait(40);
        self.press(&Control::Start);
        self.until_screen(Screen::Play);
        self.until("the step", |world| world.resource::<Stage>().is_ready());
        self.wait(40);
    }

    /// Plays the steps left to their end, looks at the finale where there is one, and goes on to the next screen.
    /// A freeze-frame on the way is read first: a tap of the test's own may have lit the torch.
    pub fn play_through(&mut self) {
        for _ in 0..400 {
            if self.screen() != Screen::Play {
                break;
            }
            // The next diorama is read in real time: on a busy machine many frames pass before it stands.
            self.until("the step's diorama", |world| world.resource::<Stage>().is_ready());
            if self
                .controls()
                .iter()
                .any(|(control, _)| *control == Control::Understood)
            {
                self.press(&Control::Understood);
            } else if !self.do_gesture() {
                self.wait(6);
            }
        }
        let told: Vec<&VisitEvent> = self
            .app
            .world()
            .resource::<EventLog>()
            .current()
            .iter()
            .rev()
            .take(40)
            .collect();
        assert_ne!(
            self.screen(),
            Screen::Play,
            "the step never ended; the latest first: {told:#?}"
        );
        self.wait(40);
        self.leave_finale();
    }

    /// Goes on from the finale, if that is where the visit is.
    pub fn leave_finale(&mut self) {
        if self.screen() == Screen::Finale {
            self.until("the finale", |world| world.resource::<Stage>().is_ready());
            self.press(&Control::Next);
            self.wait(40);
        }
    }

    /// The window gets another size, as when it is turned.
    pub fn resize(&mut self, width: f32, height: f32) {
        let world = self.app.world_mut();
        let (entity, mut window) = world
            .query_filtered::<(Entity, &mut Window), With<PrimaryWindow>>()
            .single_mut(world)
            .expect("a window");
        window.resolution.set(width, height);
        let resized = WindowResized {
            window: entity,
            width,
            height,
        };
        world.write_message(resized.clone());
        world.write_message(WindowEvent::WindowResized(resized));
        self.wait(4);
    }
}
