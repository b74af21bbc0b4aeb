//! A new version or the old one, whole, wherever the power goes, the disk fills or the process dies.

use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, Read, Seek},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use etabli::kit::{
    self, Depth,
    pack::{Archive, folder::content_of},
    store::{Disk, RealDisk, Store, look},
};

use rand::{RngExt as _, SeedableRng as _, rngs::ChaCha8Rng};

use super::{SEED, base_kit, key, open, packed, publisher, told};
use crate::house;

/// A disk that takes so much and no more.
pub struct Faulty {
    /// Steps before the process dies: nothing works from then on, not even cleaning up.
    steps: Cell<Option<usize>>,
    /// Bytes before the disk is full: only writing fails then.
    bytes: Cell<Option<usize>>,
    /// Whether folders can change places in one step.
    exchanges: bool,
}

impl Faulty {
    fn dies_after(steps: usize, exchanges: bool) -> Self {
        Self {
            steps: Cell::new(Some(steps)),
            bytes: Cell::new(None),
            exchanges,
        }
    }

    pub fn full_after(bytes: usize) -> Self {
        Self {
            steps: Cell::new(None),
            bytes: Cell::new(Some(bytes)),
            exchanges: true,
        }
    }

    fn step(&self) -> io::Result<()> {
        match self.steps.get() {
            Some(0) => Err(io::Error::other("killed")),
            Some(left) => {
                self.steps.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Disk for Faulty {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.make_folder(path)
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        RealDisk.create(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let half = bytes.len() / 2;
        if let Err(killed) = self.step() {
            RealDisk.write(file, &bytes[..half])?;
            return Err(killed);
        }
        match self.bytes.get() {
            Some(left) if left < bytes.len() => {
                RealDisk.write(file, &bytes[..left])?;
                self.bytes.set(Some(0));
                Err(io::ErrorKind::StorageFull.into())
            }
            left => {
                self.bytes.set(left.map(|left| left - bytes.len()));
                RealDisk.write(file, bytes)
            }
        }
    }

    fn sync(&self, _file: &File) -> io::Result<()> {
        self.step()
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.step()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<bool> {
        self.step()?;
        if self.exchanges {
            RealDisk.exchange(a, b)
        } else {
            Ok(false)
        }
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        if let Err(killed) = self.step() {
            // Some of it is gone already.
            let _ = fs::remove_file(path.join("kit.ron"));
            return Err(killed);
        }
        RealDisk.remove_folder(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }
}

/// What is being changed when the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Receive,
    TakeIn,
    Rollback,
    Remove,
}

struct Bench {
    scratch: PathBuf,
    archive: Vec<u8>,
}

impl Bench {
    /// A kiosk with 2.0.0 in place of 1.0.0, where 2.5.0 is proven and waits; and the archive of 3.0.0.
    fn new(name: &str) -> Self {
        let scratch = house::scratch(name);
        let [one, two, waiting, archive] =
            ["1.0.0", "2.0.0", "2.5.0", "3.0.0"].map(|version| packed(&base_kit(&scratch, version), Some(&key())));
        let kits = scratch.join("before");
        for bytes in [one, two, waiting] {
            let mut store = Store::open(&kits, &RealDisk).expect("the store");
            store.catch_up();
            let mut archive = open(&bytes).expect("an archive");
            store
                .receive(&mut archive, &publisher(SEED, "a"), "a.kit")
                .expect("received");
            let content = store.candidates()[0].record.content;
            store.prove("base", content).expect("proven");
        }
        Self { scratch, archive }
    }

    /// A kiosk as it was before.
    fn kits(&self) -> PathBuf {
        let kits = self.scratch.join("kits");
        let _ = fs::remove_dir_all(&kits);
        house::copy(&self.scratch.join("before"), &kits);
        kits
    }

    fn act(&self, act: Act, kits: &Path, disk: &dyn Disk) -> Result<(), Vec<&'static str>> {
        let done = || {
            let mut store = Store::open(kits, disk)?;
            match act {
                Act::Receive => {
                    let mut archive = open(&self.archive).expect("an archive");
                    store.receive(&mut archive, &publisher(SEED, "a"), "a.kit").map(drop)
                }
                Act::TakeIn => match store.catch_up() {
                    (_, troubles) if !troubles.is_empty() => Err(troubles),
                    _ => Ok(()),
                },
                Act::Rollback => store.rollback("base").map(drop),
                Act::Remove => store.remove("base").map(drop),
            }
        };
        done().map_err(|findings| findings.iter().map(|finding| finding.code).collect())
    }

    /// Which version is played, whole, which can be gone back to and which waits; the list agrees and nothing else is
    /// left.
    fn versions(&self, kits: &Path) -> Versions {
        let whole = |folder: &Path| {
            let (kit, _) = kit::kit_from_folder(folder, Depth::Full);
            let version = kit.expect("a whole kit").version().to_owned();
            let before = self.scratch.join(&version).join("base");
            assert_eq!(
                content_of(folder).expect("a hash"),
                content_of(&before).expect("a hash"),
                "{version}"
            );
            version
        };
        let folders = ["base", ".etabli/previous/base", ".etabli/waiting/base"].map(|folder| kits.join(folder));
        let found = folders.map(|folder| folder.is_dir().then(|| whole(&folder)));
        let state = look(kits).expect("a state");
        assert_eq!(state.under_way, None);
        let shelf = state.kits.get("base").cloned().unwrap_or_default();
        let known = [shelf.live, shelf.previous, shelf.waiting];
        assert_eq!(known.map(|record| record.map(|record| record.version)), found);
        for leftover in ["incoming", "replaced", "trash"] {
            assert!(!kits.join(".etabli").join(leftover).exists(), "{leftover}");
        }
        found
    }
}

/// What is played, to go back to, and waiting.
type Versions = [Option<String>; 3];

#[test]
fn killed_at_any_step_leaves_the_old_or_the_new_version_whole() {
    let bench = Bench::new("cuts-kill");
    let of = |versions: [&str; 3]| versions.map(|version| (!version.is_empty()).then(|| version.to_owned()));
    let before = of(["2.0.0", "1.0.0", "2.5.0"]);
    for (act, after) in [
        (Act::Receive, of(["2.0.0", "1.0.0", "3.0.0"])),
        (Act::TakeIn, of(["2.5.0", "2.0.0", ""])),
        (Act::Rollback, of(["1.0.0", "2.0.0", "2.5.0"])),
        (Act::Remove, of(["", "", ""])),
    ] {
        for exchanges in [true, false] {
            let mut steps = 0;
            let mut finished = 0;
            loop {
                let kits = bench.kits();
                let disk = Faulty::dies_after(steps, exchanges);
                let done = bench.act(act, &kits, &disk);
                if exchanges && act != Act::Remove {
                    // Even before anyone comes to put things right.
                    let (kit, _) = kit::kit_from_folder(&kits.join("base"), Depth::Quick);
                    assert!(kit.is_some(), "{act:?} killed at step {steps}");
                }
                kit::store::tidy(&kits).expect("put right");
                let found = bench.versions(&kits);
                assert!(
                    found == before || found == after,
                    "{act:?} killed at step {steps}: {found:?}"
                );
                finished += usize::from(found == after);
                if done.is_ok() {
                    assert_eq!(found, after, "{act:?}");
                    break;
                }
                steps += 1;
            }
            assert!(
                steps > 5 && finished > 1,
                "{act:?} has {steps} steps, {finished} after the turn"
            );
        }
    }
}

#[test]
fn killed_while_putting_things_right_is_put_right_all_the_same() {
    let bench = Bench::new("cuts-twice");
    for act in [Act::Receive, Act::TakeIn] {
        for steps in (0..200).step_by(if house::is_long() { 1 } else { 7 }) {
            let kits = bench.kits();
            let disk = Faulty::dies_after(steps, steps % 2 == 0);
            if bench.act(act, &kits, &disk).is_ok() {
                break;
            }
            for again in 0..6 {
                let disk = Faulty::dies_after(again, again % 2 == 0);
                let _ = Store::open(&kits, &disk);
            }
            kit::store::tidy(&kits).expect("put right");
            let [live, _, waiting] = bench.versions(&kits);
            assert!(
                matches!(
                    (live.as_deref(), waiting.as_deref()),
                    (Some("2.0.0"), Some("2.5.0" | "3.0.0")) | (Some("2.5.0"), None)
                ),
                "{act:?} step {steps}: {live:?}, {waiting:?}"
            );
        }
    }
}

#[test]
fn a_full_disk_changes_nothing_and_says_so() {
    let bench = Bench::new("cuts-full");
    let mut bytes = 0;
    loop {
        let kits = bench.kits();
        let done = bench.act(Act::Receive, &kits, &Faulty::full_after(bytes));
        // Nobody needs to come and tidy.
        let [live, _, waiting] = bench.versions(&kits);
        assert_eq!(live.as_deref(), Some("2.0.0"), "{bytes} bytes");
        match done {
            Ok(()) => {
                assert_eq!(waiting.as_deref(), Some("3.0.0"));
                break;
            }
            Err(codes) => {
                assert_eq!(codes, ["K718"], "{bytes} bytes");
                // Full only once the folders have changed places, the list is brought up to date as soon as there is room.
                assert!(
                    matches!(waiting.as_deref(), Some("2.5.0" | "3.0.0")),
                    "{bytes} bytes: {waiting:?}"
                );
            }
        }
        bytes += 4999;
        assert!(bytes < 100_000_000);
    }
}

/// An archive on a stick that is pulled out once so many bytes were read.
struct Stick {
    archive: io::Cursor<Vec<u8>>,
    left: usize,
}

impl Read for Stick {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("no such device"));
        }
        let most = buffer.len().min(self.left);
        let read = self.archive.read(&mut buffer[..most])?;
        self.left -= read;
        Ok(read)
    }
}

impl Seek for Stick {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.archive.seek(to)
    }
}

#[test]
fn a_stick_pulled_out_changes_nothing_and_says_so() {
    let bench = Bench::new("cuts-stick");
    let mut refused = 0;
    for left in (0..).step_by(bench.archive.len() / 40) {
        let kits = bench.kits();
        let stick = Stick {
            archive: io::Cursor::new(bench.archive.clone()),
            left,
        };
        let received = Archive::open(stick).and_then(|mut archive| {
            Store::open(&kits, &RealDisk)?.receive(&mut archive, &publisher(SEED, "a"), "a.kit")
        });
        let [live, _, waiting] = bench.versions(&kits);
        assert_eq!(live.as_deref(), Some("2.0.0"), "{left} bytes");
        match received {
            Ok(_) => {
                assert_eq!(waiting.as_deref(), Some("3.0.0"));
                break;
            }
            Err(findings) => {
                assert!(!told(findings).is_empty());
                assert_eq!(waiting.as_deref(), Some("2.5.0"), "{left} bytes");
                refused += 1;
            }
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn a_disk_that_fills_and_a_process_that_dies_leave_whole_kits() {
    let bench = Bench::new("cuts-mixed");
    let mut chance = ChaCha8Rng::seed_from_u64(11);
    house::endure("a disk that fills, then a kill", 40, |run| {
        let kits = bench.kits();
        // One kiosk after the other does something on the same disk, and none of them comes to put things right.
        for _ in 0..3 {
            let act = [Act::Receive, Act::TakeIn, Act::Rollback][chance.random_range(0..3)];
            let disk = Faulty {
                steps: Cell::new(chance.random_bool(0.5).then(|| chance.random_range(0..160))),
                bytes: Cell::new(chance.random_bool(0.5).then(|| chance.random_range(0..200_000))),
                exchanges: chance.random_bool(0.5),
            };
            let _ = bench.act(act, &kits, &disk);
        }
        kit::store::tidy(&kits).unwrap_or_else(|findings| panic!("run {run}: {findings:?}"));
        let [live, ..] = bench.versions(&kits);
        assert!(live.is_some(), "run {run}: nothing is left to play");
    });
}

/// Runs the real program and kills it at random: nothing is injected, the system takes the lock and the memory away.
#[test]
fn the_real_program_killed_at_random_leaves_a_whole_kit() {
    let bench = Bench::new("cuts-sigkill");
    let home = bench.scratch.join("home");
    fs::create_dir_all(home.join("assets/images")).expect("a folder");
    fs::create_dir_all(home.join("config")).expect("a folder");
    let (archive, public) = (bench.scratch.join("base.kit"), bench.scratch.join("a.pub"));
    fs::write(&archive, &bench.archive).expect("a file");
    fs::write(&public, publisher(SEED, "a").to_text()).expect("a file");
    let command = |kits: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
        command
            .args(["kit", "install"])
            .arg(&archive)
            .arg("--trust")
            .arg(&public);
        command.arg("--home").arg(&home).arg("--into").arg(kits);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let kits = bench.kits();
    let start = Instant::now();
    assert!(command(&kits).status().expect("the program").success());
    let whole = start.elapsed();
    assert_eq!(bench.versions(&kits)[2].as_deref(), Some("3.0.0"));
    // Before the moments at which it is killed come round again.
    let moments = if house::is_long() { 401 } else { 12 };
    let mut outcomes = [0; 2];
    house::endure("the program killed", 12, |round| {
        let kits = bench.kits();
        let mut child = command(&kits).spawn().expect("the program");
        // Spread over the whole run, the end most of all: that is where things move.
        let share = f64::from(round * 7 % moments) / f64::from(moments);
        std::thread::sleep(whole.mul_f64(1.0 - share * share).min(Duration::from_secs(5)));
        let _ = child.kill();
        child.wait().expect("an end");
        kit::store::tidy(&kits).expect("put right");
        match bench.versions(&kits)[2].as_deref() {
            Some("2.5.0") => outcomes[0] += 1,
            Some("3.0.0") => outcomes[1] += 1,
            other => panic!("round {round}: {other:?}"),
        }
    });
    println!("{} old, {} new", outcomes[0], outcomes[1]);
}
