//! A folder, a script for the player in it, and a supervisor beside.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use etabli_upkeep::{
    logs::LogLimits,
    policy::Limits,
    restarts::{self, Record, What},
    supervisor::{self, Setup, Stop, SuperviseError},
};

/// Busy machines are slow; a test that fails waits so long.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Bench {
    pub folder: PathBuf,
    pub setup: Setup,
    pub stop: Stop,
}

impl Bench {
    /// Each line is a player's life; the last is lived again and again.
    pub fn new(script: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("etabli-supervise-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("script"), script).expect("a script");
        let setup = Setup {
            program: player(),
            arguments: vec![folder.clone().into()],
            data: folder.join("data"),
            limits: limits(),
            log: LogLimits::default(),
        };
        Self {
            folder,
            setup,
            stop: Stop::default(),
        }
    }

    /// Supervises until a player quits.
    pub fn run(&self) -> Vec<Record> {
        self.run_until(|_| false)
    }

    /// Supervises until this is so, then ends it in order; what was recorded before the end.
    pub fn run_until(&self, is_enough: impl Fn(&[Record]) -> bool) -> Vec<Record> {
        let records = thread::scope(|scope| {
            let supervisor = scope.spawn(|| supervisor::run(&self.setup, &self.stop, &mut || None));
            let start = Instant::now();
            let mut records = self.records();
            while !supervisor.is_finished() && !is_enough(&records) && start.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(10));
                records = self.records();
            }
            let is_stopped = !supervisor.is_finished();
            if is_stopped {
                self.stop.raise();
            }
            supervisor.join().expect("no panic").expect("it began");
            if is_stopped { records } else { self.records() }
        });
        let is_late = !is_enough(&records) && records.last().is_none_or(|record| record.event.what != What::Stop);
        assert!(!is_late, "waited in vain: {records:#?}\n{}", self.log());
        records
    }

    pub fn try_run(&self) -> Result<(), SuperviseError> {
        supervisor::run(&self.setup, &self.stop, &mut || None)
    }

    pub fn records(&self) -> Vec<Record> {
        restarts::read(&self.setup.data)
    }

    pub fn log(&self) -> String {
        etabli_upkeep::logs::tail(&self.setup.data, 100).join("\n")
    }

    /// For each player: its process and what its mode added.
    pub fn told(&self) -> Vec<(i32, String)> {
        let told = fs::read_to_string(self.folder.join("told")).unwrap_or_default();
        let lines = told.lines().filter_map(|line| line.split_once(' '));
        lines
            .map(|(process, told)| (process.parse().expect("a number"), told.trim().to_owned()))
            .collect()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Beside the tests, where cargo builds examples.
pub fn player() -> PathBuf {
    let test = std::env::current_exe().expect("a test");
    let target = test.parent().and_then(|deps| deps.parent()).expect("target/debug/deps");
    let player = target.join("examples/fake_player");
    assert!(player.exists(), "no {}: cargo test builds it", player.display());
    player
}

/// Quick to act, slow to judge: a busy machine is no frozen player.
pub fn limits() -> Limits {
    Limits {
        first_frame: PATIENCE,
        frozen: PATIENCE,
        delays: [0, 10, 20].map(Duration::from_millis).to_vec(),
        restarts: 3,
        ending: Duration::from_millis(500),
        asked_after: Duration::ZERO,
        ..Limits::default()
    }
}

pub fn story(records: &[Record]) -> Vec<What> {
    records.iter().map(|record| record.event.what).collect()
}

pub fn has(what: What) -> impl Fn(&[Record]) -> bool {
    move |records| records.iter().any(|record| record.event.what == what)
}

/// So many players showed a frame.
pub fn ready(times: usize) -> impl Fn(&[Record]) -> bool {
    move |records| {
        let ready = records.iter().filter(|record| record.event.what == What::Ready);
        ready.count() >= times
    }
}
