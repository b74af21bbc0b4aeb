//! The robot as a process of its own: whatever the kit does to it, whoever proves the kit lives on and tells.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use super::Scratch;
use crate::{
    kit::{
        Kit,
        proof::{Ending, Figures, Trial},
    },
    language::{Bilingual, Language},
};

/// Measures are written every five seconds of game time: a robot that writes none for so long is frozen.
const FROZEN: Duration = Duration::from_secs(180);
const GLANCE: Duration = Duration::from_millis(200);
/// Of what a crashed kiosk said, bytes.
const LAST_WORDS: u64 = 600;

/// What the robot is to do.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    /// Names its pictures.
    pub slug: &'static str,
    pub name: Bilingual,
    pub visits: u32,
    pub clumsy: bool,
    /// Every level, one after the other.
    pub levels: bool,
    pub portrait: bool,
    pub english: bool,
    pub pictures: bool,
    /// Its frames count.
    pub timed: bool,
    /// On the kiosk's own screen, as visitors see it.
    pub as_kiosk: bool,
}

/// The kit by itself in a folder of kits, and room for what the runs leave.
pub(super) struct Bench {
    scratch: Scratch,
}

impl Bench {
    /// Copies what the kit plays with: it may go on being edited meanwhile.
    ///
    /// # Errors
    /// If it cannot be copied.
    pub fn new(kit: &Kit, folder: &Path) -> io::Result<Self> {
        let bench = Self {
            scratch: Scratch::new(kit.id())?,
        };
        let target = bench.kits().join(kit.id());
        for file in kit.files().iter().map(String::as_str).chain(["kit.ron"]) {
            let copy = target.join(file);
            fs::create_dir_all(copy.parent().unwrap_or(&target))?;
            fs::copy(folder.join(file), copy)?;
        }
        Ok(bench)
    }

    pub fn kits(&self) -> PathBuf {
        self.scratch.0.join("kits")
    }

    /// Where the run with this number leaves what it has to say.
    pub fn out(&self, run: usize) -> PathBuf {
        self.scratch.0.join(format!("run{run}"))
    }
}

/// Starts robots.
pub(super) struct Runner {
    pub home: PathBuf,
    pub display: Option<String>,
    pub language: Language,
    pub leash: Leash,
}

/// Held by whoever began the trials, for as long as they may go on.
#[derive(Debug, Default)]
pub(super) struct Leash {
    let_go: Arc<AtomicBool>,
}

impl Leash {
    /// The other end of the standard input has it: a process that ends lets go, however it ends.
    pub fn hold() -> Self {
        let leash = Self::default();
        let let_go = leash.let_go.clone();
        let watch = move || {
            // What is said meanwhile is of no interest, and neither is why it ended.
            let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
            let_go.store(true, Ordering::Relaxed);
        };
        // Without a thread to watch, trials go on to their end.
        let _ = std::thread::Builder::new().name("leash".into()).spawn(watch);
        leash
    }

    fn is_let_go(&self) -> bool {
        self.let_go.load(Ordering::Relaxed)
    }
}

/// A run and how long it took.
pub(super) struct Ran {
    pub trial: Trial,
    pub secs: u64,
}

impl Runner {
    /// Has the robot play `kit` of the folder `kits`; figures and pictures go to `out`.
    ///
    /// # Errors
    /// If the program cannot be started at all, or the trials are not to go on.
    pub fn run(&self, kits: &Path, kit: &str, wish: &Wish, out: &Path) -> io::Result<Ran> {
        fs::create_dir_all(out)?;
        let (figures, words) = (out.join("figures.json"), out.join("words.log"));
        let start = Instant::now();
        let mut robot = self.command(kits, kit, wish, out, &figures);
        let mut robot = robot
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&words)?)
            .spawn()?;
        let ending = match wait(&mut robot, &figures, &self.leash)? {
            None => Ending::Frozen,
            Some(status) => ending(status, &figures, &words),
        };
        Ok(Ran {
            trial: Trial {
                name: wish.name.clone(),
                ending,
                careful: !wish.clumsy,
                timed: wish.timed,
            },
            secs: start.elapsed().as_secs(),
        })
    }

    fn command(&self, kits: &Path, kit: &str, wish: &Wish, out: &Path, figures: &Path) -> Command {
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("etabli"));
        let mut command = Command::new(program);
        command
            .arg("play")
            .arg("--home")
            .arg(&self.home)
            .arg("--kits")
            .arg(kits);
        command.args(["--robot", "--exit", "--silent", "--speed", "0", "--kit", kit]);
        command.arg("--visits").arg(wish.visits.to_string());
        command.arg("--measure").arg(figures);
        let flags = [
            (wish.clumsy, "--clumsy"),
            (wish.levels, "--levels"),
            (wish.as_kiosk, "--as-kiosk"),
        ];
        command.args(flags.iter().filter(|(wanted, _)| *wanted).map(|(_, flag)| flag));
        if !wish.as_kiosk {
            command.args(["--size", if wish.portrait { "720x1280" } else { "1280x720" }]);
            command.args(["--lang", if wish.english { "en" } else { "fr" }]);
        }
        if wish.pictures {
            command.arg("--screenshots").arg(out.join("pictures"));
        }
        if let Some(display) = &self.display {
            command.env("DISPLAY", display);
        }
        command
    }
}

/// Until it ends; `None` if it had to be ended.
fn wait(robot: &mut Child, figures: &Path, leash: &Leash) -> io::Result<Option<ExitStatus>> {
    let start = SystemTime::now();
    loop {
        if let Some(status) = robot.try_wait()? {
            return Ok(Some(status));
        }
        if leash.is_let_go() {
            robot.kill()?;
            robot.wait()?;
            return Err(io::Error::new(io::ErrorKind::Interrupted, "essai interrompu"));
        }
        let written = fs::metadata(figures)
            .and_then(|about| about.modified())
            .unwrap_or(start);
        // A clock that was set back says nothing.
        if written.elapsed().is_ok_and(|quiet| quiet > FROZEN) {
            robot.kill()?;
            robot.wait()?;
            return Ok(None);
        }
        std::thread::sleep(GLANCE);
    }
}

fn ending(status: ExitStatus, figures: &Path, words: &Path) -> Ending {
    let read = fs::read(figures)
        .ok()
        .and_then(|json| serde_json::from_slice::<Figures>(&json).ok());
    match read {
        // A robot that got stuck says so in its figures and ends with an error.
        Some(figures) if status.success() || figures.jam.is_some() => Ending::Completed(Box::new(figures)),
        _ => Ending::Crashed(format!("{status}\u{202f}; {}", last_words(words))),
    }
}

fn last_words(file: &Path) -> String {
    let text = fs::read(file).unwrap_or_default();
    let from = text.len().saturating_sub(LAST_WORDS as usize);
    let text = String::from_utf8_lossy(&text[from..]);
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    let plain = |line: &str| line.chars().filter(|c| !c.is_control()).collect::<String>();
    last.map(plain).unwrap_or_default()
}
