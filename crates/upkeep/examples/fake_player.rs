//! A player for tests, with a real process, real frames' beats and real ends, but nothing to see.
//!
//! `fake_player FOLDER [what a mode adds…]` lives by a line of `FOLDER/script`: the first the first time, and so on; the
//! last again and again. What it was told is added to `FOLDER/told`. `fake_player supervise FOLDER` is its supervisor.
#![expect(clippy::print_stdout, reason = "a player that talks")]

use std::{
    env,
    error::Error,
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
    process::{Command, ExitCode, abort},
    sync::{Arc, atomic::AtomicBool},
    thread::sleep,
    time::{Duration, Instant},
};

use etabli_upkeep::{
    heartbeat::Pulse,
    logs::LogLimits,
    policy::Limits,
    supervisor::{self, Setup, Stop},
};

const FRAME: Duration = Duration::from_millis(10);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let told: Vec<String> = env::args().skip(1).collect();
    match &told[..] {
        [word, folder] if word == "supervise" => supervise(Path::new(folder)),
        [folder, told @ ..] => play(Path::new(folder), told),
        [] => Err("fake_player FOLDER".into()),
    }
}

fn supervise(folder: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let setup = Setup {
        program: env::current_exe()?,
        arguments: vec![folder.into()],
        data: folder.join("data"),
        limits: Limits::default(),
        log: LogLimits::default(),
    };
    supervisor::run(&setup, &Stop::on_signals()?, &mut || None)?;
    Ok(ExitCode::SUCCESS)
}

fn play(folder: &Path, told: &[String]) -> Result<ExitCode, Box<dyn Error>> {
    let mut pulse = Pulse::from_env().ok_or("nobody listens")?;
    let path = folder.join("told");
    let life = fs::read_to_string(&path).map_or(0, |told| told.lines().count());
    let notify = if env::var_os("NOTIFY_SOCKET").is_some() {
        "notify"
    } else {
        ""
    };
    let line = format!("{} {} {notify}\n", std::process::id(), told.join(" "));
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)?
        .write_all(line.as_bytes())?;
    let script = fs::read_to_string(folder.join("script"))?;
    let lives: Vec<&str> = script.lines().collect();
    let mut words = lives[life.min(lives.len() - 1)].split_whitespace();
    let mut player = Player {
        frame: 0,
        screen: "attract".to_owned(),
        kit: None,
    };
    while let Some(word) = words.next() {
        let mut number = || {
            words
                .next()
                .and_then(|word| word.parse().ok())
                .ok_or("a number is missing")
        };
        match word {
            "show" => player.show(&mut pulse, number()?),
            "play" => {
                let kit = words.next().ok_or("a kit is missing")?;
                (player.screen, player.kit) = ("play".to_owned(), Some(kit.to_owned()));
            }
            "enter" => pulse.enter("play", words.next(), None),
            "abort" => abort(),
            "exit" => return Ok(ExitCode::from(u8::try_from(number()?)?)),
            "hang" => loop {
                sleep(FRAME);
            },
            "stop" => stop(),
            "deaf" => deaf()?,
            "say" => say(&mut pulse, &mut player, number()?),
            "leave" => drop(Command::new("sleep").arg("60").spawn()?),
            _ => return Err(format!("what is {word}?").into()),
        }
    }
    loop {
        player.show(&mut pulse, 1000);
    }
}

struct Player {
    frame: u64,
    screen: String,
    kit: Option<String>,
}

impl Player {
    fn show(&mut self, pulse: &mut Pulse, millis: u64) {
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(millis) {
            self.frame += 1;
            pulse.beat(Instant::now(), self.frame, &self.screen, self.kit.as_deref(), None);
            sleep(FRAME);
        }
    }
}

/// So many MiB, showing frames between them.
fn say(pulse: &mut Pulse, player: &mut Player, mebibytes: u64) {
    let line = "x".repeat(1023);
    for _ in 0..mebibytes {
        for _ in 0..1024 {
            println!("{line}");
        }
        player.show(pulse, 1);
    }
}

/// What a debugger does, or a driver that hangs.
fn stop() {
    #[cfg(unix)]
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
}

/// Hears no word to end.
fn deaf() -> std::io::Result<()> {
    #[cfg(unix)]
    signal_hook::flag::register(signal_hook::consts::SIGTERM, Arc::new(AtomicBool::new(false)))?;
    Ok(())
}
