//! Holds the policy beside a real player, and carries out what it decides.
//!
//! One thread does it all, for as long as the supervisor runs: the system ends the player with the very thread that
//! started it ([`crate::heartbeat::Pulse::from_env`]). Only the log has threads of its own, because a disk may keep them.

mod child;
mod lock;
mod stop;

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::{Timestamp, Unit};

pub use self::stop::Stop;
use self::{
    child::Player,
    lock::{Lock, Unlocked},
};
use crate::{
    heartbeat::Listener,
    logs::{Drain, LogKeeper, LogLimits},
    policy::{Decision, Input, Limits, Mode, Policy},
    quarantine,
    restarts::{self, Event, Ledger, Record, What},
    systemd::Systemd,
};

/// How often the player is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// How long a player that has ended may take to hand over what it said last.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// What a supervisor works with.
#[derive(Clone, Debug)]
pub struct Setup {
    pub program: PathBuf,
    /// What the player is told, before what the mode adds.
    pub arguments: Vec<OsString>,
    /// The kiosk's own data.
    pub data: PathBuf,
    pub limits: Limits,
    pub log: LogLimits,
}

#[derive(Debug, thiserror::Error)]
pub enum SuperviseError {
    #[error("another supervisor runs on this folder already: {}", .0.display())]
    InUse(PathBuf),
    #[error("no way to hear a player")]
    Deaf(#[source] io::Error),
    #[error("no thread for the log")]
    Log(#[source] io::Error),
}

impl SuperviseError {
    /// What staff are told, in French.
    pub fn told(&self) -> String {
        match self {
            Self::InUse(data) => format!(
                "une borne tourne déjà avec ce dossier de données ({})\u{a0}: la fermer d’abord, ou en indiquer un autre \
                 avec --data",
                data.display()
            ),
            Self::Deaf(_) | Self::Log(_) => {
                "l’ordinateur n’a plus de place pour surveiller la borne\u{a0}: l’éteindre et le rallumer".to_owned()
            }
        }
    }
}

/// Runs players, one after the other, until staff or the system end it. `before_start` is called before each: what it
/// returns is noted in the log.
///
/// # Errors
/// If it cannot begin; once it runs, nothing ends it but `stop` and a player that quits.
pub fn run(setup: &Setup, stop: &Stop, before_start: &mut dyn FnMut() -> Option<String>) -> Result<(), SuperviseError> {
    // A disk that cannot be written is no reason not to play: what is kept there is lost, that is all.
    let made = fs::create_dir_all(&setup.data);
    let lock = Lock::take(&setup.data);
    if matches!(lock, Err(Unlocked::InUse)) {
        return Err(SuperviseError::InUse(setup.data.clone()));
    }
    let log = LogKeeper::start(&setup.data, setup.log).map_err(SuperviseError::Log)?;
    if let Err(error) = made {
        log.note(&format!("le dossier des données ne peut pas être créé ({error})"));
    }
    if let Err(Unlocked::Disk(error)) = &lock {
        log.note(&format!("le dossier des données ne s’écrit pas ({error})"));
    }
    let mut supervisor = Supervisor {
        setup,
        before_start,
        policy: Policy::new(
            setup.limits.clone(),
            &history(&setup.data, Timestamp::now(), &setup.limits),
        ),
        heart: Listener::bind().map_err(SuperviseError::Deaf)?,
        log,
        ledger: Ledger::new(&setup.data),
        systemd: Systemd::new(),
        player: None,
        unwritten: Vec::new(),
        begun: Instant::now(),
    };
    supervisor.work(stop);
    Ok(())
}

/// The kits of stops that are not forgotten, and how long ago they were: since its quarantine, if a kit had one.
fn history(data: &Path, now: Timestamp, limits: &Limits) -> Vec<(String, Duration)> {
    let mut stops: Vec<(String, Duration)> = Vec::new();
    for Record { at, event } in restarts::read(data) {
        let Some(kit) = event.kit else { continue };
        match event.what {
            What::Quarantine => stops.retain(|(stopped, _)| *stopped != kit),
            What::Crash | What::Frozen => {
                // A line from the future is from a clock that was wrong: who knows how old it is.
                let age = Duration::try_from(now.duration_since(at)).ok();
                stops.extend(age.filter(|age| *age < limits.kit_memory).map(|age| (kit, age)));
            }
            _ => {}
        }
    }
    stops
}

struct Supervisor<'a> {
    setup: &'a Setup,
    before_start: &'a mut dyn FnMut() -> Option<String>,
    policy: Policy,
    heart: Listener,
    log: LogKeeper,
    ledger: Ledger,
    systemd: Systemd,
    player: Option<(Player, Drain)>,
    /// Quarantines that the disk did not take yet.
    unwritten: Vec<quarantine::Entry>,
    begun: Instant,
}

impl Supervisor<'_> {
    fn work(&mut self, stop: &Stop) {
        let mut is_stopping = false;
        loop {
            // All that was said before somebody looks at the clock.
            let mut inputs = self.hear();
            inputs.extend(self.look());
            if stop.is_raised() && !is_stopping {
                is_stopping = true;
                self.systemd.stopping();
                inputs.push(Input::Stop);
            }
            inputs.push(Input::Tick);
            for input in inputs {
                let decisions = self.policy.step(self.begun.elapsed(), input);
                if self.carry_out(decisions) {
                    self.systemd.stopping();
                    return;
                }
            }
            self.tell_systemd();
        }
    }

    /// Waits a moment for beats.
    fn hear(&self) -> Vec<Input> {
        const AT_ONCE_MAX: usize = 64;
        let mut beats = Vec::new();
        let mut most = LOOK;
        while beats.len() < AT_ONCE_MAX {
            match self.heart.wait(most) {
                Ok(Some(beat)) => beats.push(Input::Beat(beat)),
                Ok(None) => break,
                // Nothing is heard any more: the player will be taken for frozen. But not in a busy loop.
                Err(_) => {
                    std::thread::sleep(LOOK);
                    break;
                }
            }
            most = Duration::ZERO;
        }
        beats
    }

    /// Whether the player ended.
    fn look(&mut self) -> Option<Input> {
        let (player, _) = self.player.as_mut()?;
        let end = player.look().unwrap_or_else(|error| {
            self.log.note(&format!("l’état de la borne est inconnu ({error})"));
            None
        })?;
        if let Some((_, drain)) = self.player.take() {
            drain.finish(LAST_WORDS);
        }
        Some(Input::Ended(end))
    }

    /// True if that was all.
    fn carry_out(&mut self, decisions: Vec<Decision>) -> bool {
        for decision in decisions {
            match decision {
                Decision::Start(mode) => {
                    if let Err(error) = self.start(mode) {
                        let why = format!("le programme ne démarre pas ({error})");
                        let decisions = self.policy.step(self.begun.elapsed(), Input::NotStarted(why));
                        return self.carry_out(decisions);
                    }
                }
                Decision::Terminate => self.player.iter_mut().for_each(|(player, _)| player.terminate()),
                Decision::Kill => self.player.iter_mut().for_each(|(player, _)| player.kill()),
                Decision::Quarantine { kit, crashes } => {
                    self.unwritten.push(quarantine::Entry::new(kit, crashes, now()));
                    self.write_quarantine();
                }
                Decision::Record(event) => self.record(event),
                Decision::Quit => return true,
            }
        }
        false
    }

    fn start(&mut self, mode: Mode) -> io::Result<()> {
        // The disk may have room again.
        self.write_quarantine();
        if let Some(note) = (self.before_start)() {
            self.log.note(&note);
        }
        self.heart.renew()?;
        let Setup { program, arguments, .. } = self.setup;
        let (player, said) = Player::start(program, arguments, mode, &self.heart)?;
        let drain = self.log.drain(said)?;
        self.player = Some((player, drain));
        Ok(())
    }

    fn write_quarantine(&mut self) {
        let (data, log) = (&self.setup.data, &self.log);
        self.unwritten.retain(|entry| {
            let added = quarantine::add(data, entry.clone());
            if let Err(error) = &added {
                log.note(&format!("la quarantaine du kit {} ne s’écrit pas ({error})", entry.kit));
            }
            added.is_err()
        });
    }

    fn record(&mut self, event: Event) {
        if event.what == What::Ready {
            self.systemd.ready();
        }
        self.log.note(&line(&event));
        let record = Record { at: now(), event };
        if let Err(error) = self.ledger.add(&record) {
            self.log
                .note(&format!("le registre des arrêts ne s’écrit pas ({error})"));
        }
    }

    fn tell_systemd(&mut self) {
        let now = self.begun.elapsed();
        if self.policy.is_well(now) {
            self.systemd.alive(now);
        }
        let mode = self.policy.mode().told();
        let status = match (self.policy.waits(now), self.policy.place()) {
            (Some(wait), _) => format!("{mode}\u{202f}; redémarre dans {}\u{a0}s", wait.as_secs()),
            (None, Some(place)) => match place.played_kit() {
                Some(kit) => format!("{mode}\u{202f}; joue le kit {kit}"),
                None => format!("{mode}\u{202f}; en marche"),
            },
            (None, None) => format!("{mode}\u{202f}; démarre"),
        };
        self.systemd.status(status);
    }
}

/// To the millisecond, as staff and files have it.
fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now)
}

/// An event in the log, in French.
fn line(event: &Event) -> String {
    let what = match event.what {
        What::Start => "démarrage",
        What::Ready => "première image",
        What::Crash => "arrêt imprévu",
        What::Frozen => "image figée",
        What::Asked => "redémarrage demandé",
        What::Stop => "arrêt",
        What::Safe => "passage en mode sans échec",
        What::OutOfOrder => "hors service",
        What::Quarantine => "kit mis en quarantaine",
    };
    let mut line = what.to_owned();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            line += &format!("\u{202f}; {name}{value}");
        }
    };
    add("", event.detail.clone());
    add("kit ", event.kit.clone());
    add("code ", event.exit.map(|code| code.to_string()));
    add("signal ", event.signal.map(|signal| signal.to_string()));
    add("", event.ready_ms.map(|millis| format!("{millis}\u{a0}ms")));
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    #[test]
    fn stops_before_a_quarantine_and_from_wrong_clocks_do_not_count() {
        let data = Scratch::new();
        let ledger = Ledger::new(&data);
        let now = Timestamp::from_second(1_795_719_600).expect("a time");
        for (ago, what, kit) in [
            (90_000, What::Crash, Some("bois")),
            (7000, What::Crash, Some("soudure")),
            (6000, What::Frozen, Some("soudure")),
            (6000, What::Quarantine, Some("soudure")),
            (5000, What::Crash, Some("soudure")),
            (4000, What::Frozen, Some("bois")),
            (3000, What::Crash, None),
            (-3000, What::Crash, Some("bois")),
        ] {
            let event = Event {
                kit: kit.map(str::to_owned),
                ..Event::new(what)
            };
            let at = now - jiff::SignedDuration::from_secs(ago);
            ledger.add(&Record { at, event }).expect("written");
        }
        let stops = history(&data, now, &Limits::default());
        let secs: Vec<_> = stops.iter().map(|(kit, age)| (kit.as_str(), age.as_secs())).collect();
        assert_eq!(secs, [("soudure", 5000), ("bois", 4000)]);
    }

    #[test]
    fn staff_read_what_happened() {
        let mut event = Event::new(What::Crash);
        event.kit = Some("soudure".to_owned());
        event.signal = Some(6);
        assert_eq!(line(&event), "arrêt imprévu\u{202f}; kit soudure\u{202f}; signal 6");
    }
}
