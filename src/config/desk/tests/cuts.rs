//! The power goes, the disk fills: the old file or the new one, whole.

use std::{cell::Cell, io};

use super::*;

/// A disk on which nothing works after so many steps, or after so many bytes.
struct Faulty {
    steps: Cell<usize>,
    bytes: Cell<usize>,
    exchanges: bool,
}

impl Faulty {
    fn step(&self) -> io::Result<()> {
        let left = self
            .steps
            .get()
            .checked_sub(1)
            .ok_or_else(|| io::Error::other("killed"))?;
        self.steps.set(left);
        Ok(())
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
        let room = self.bytes.get().min(bytes.len());
        if let Err(killed) = self.step() {
            RealDisk.write(file, &bytes[..room / 2])?;
            return Err(killed);
        }
        self.bytes.set(self.bytes.get() - room);
        RealDisk.write(file, &bytes[..room])?;
        if room < bytes.len() {
            Err(io::ErrorKind::StorageFull.into())
        } else {
            Ok(())
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
        self.step()?;
        RealDisk.remove_folder(path)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        RealDisk.remove_file(path)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Save,
    Undo,
    Replace,
}

/// Volumes of the file before and after the act.
fn volumes(act: Act) -> [f32; 2] {
    match act {
        Act::Save => [0.5, 0.7],
        Act::Undo => [0.5, 0.8],
        Act::Replace => [0.5, 0.5],
    }
}

/// Does `act` on a kiosk at volume 0.5 that had 0.8 before; whether it was done.
fn act(act: Act, home: &Home, disk: &Faulty) -> bool {
    let mut config = kiosk(&mut home.desk());
    config.volume = 0.5;
    home.desk().save_kiosk(&config).expect("saved");
    if act == Act::Replace {
        home.write("kiosk.ron", "(broken");
    }
    let mut desk = Desk::on(disk, &home.0);
    match act {
        Act::Save => desk.save_kiosk(&KioskConfig { volume: 0.7, ..config }).is_ok(),
        Act::Undo => desk.undo(&Page::Kiosk).is_ok(),
        Act::Replace => desk.replace_broken_kiosk(&config, Date::constant(2026, 11, 26)).is_ok(),
    }
}

#[test]
fn a_kill_at_any_step_leaves_the_old_or_the_new_settings() {
    for (what, exchanges) in [
        (Act::Save, true),
        (Act::Undo, true),
        (Act::Undo, false),
        (Act::Replace, true),
    ] {
        let mut outcomes = [0, 0];
        for steps in 0.. {
            let home = Home::new("cuts");
            let disk = Faulty {
                steps: Cell::new(steps),
                bytes: Cell::new(usize::MAX),
                exchanges,
            };
            let done = act(what, &home, &disk);
            let (config, codes) = home.loaded();
            let [old, new] = volumes(what);
            assert!(
                config.volume == old || config.volume == new,
                "{what:?} {steps}: {}",
                config.volume
            );
            outcomes[usize::from(config.volume == new)] += 1;
            if what == Act::Replace {
                let kept = fs::read_dir(home.path("")).expect("the folder").filter_map(Result::ok);
                let texts = kept.filter_map(|entry| fs::read_to_string(entry.path()).ok());
                assert!(
                    texts.into_iter().any(|text| text == "(broken"),
                    "{steps}: what was broken is lost"
                );
            } else {
                assert!(codes.is_empty(), "{what:?} {steps}: {codes:?}");
            }
            if done {
                assert_eq!(config.volume, new, "{what:?} {steps}");
                break;
            }
            // Whoever comes next can go on.
            let mut desk = home.desk();
            desk.kiosk().expect("a sheet");
            let config = KioskConfig { volume: 0.9, ..config };
            if desk.save_kiosk(&config).is_err() {
                desk.replace_broken_kiosk(&config, Date::constant(2026, 11, 27))
                    .expect("replaced");
            }
            assert_eq!(home.loaded(), (config, vec![]), "{what:?} {steps}");
        }
        assert!(
            outcomes[1] > 1 && (what == Act::Replace || outcomes[0] > 0),
            "{what:?}: {outcomes:?}"
        );
    }
}

#[test]
fn a_full_disk_changes_nothing_and_says_so() {
    for bytes in (0..).step_by(500) {
        let home = Home::new("full");
        let disk = Faulty {
            steps: Cell::new(usize::MAX),
            bytes: Cell::new(bytes),
            exchanges: true,
        };
        let done = act(Act::Save, &home, &disk);
        let (config, codes) = home.loaded();
        assert!(codes.is_empty());
        if done {
            assert_eq!(config.volume, 0.7);
            assert!(bytes > 3000, "{bytes}");
            break;
        }
        let left = fs::read_dir(home.path("")).expect("the folder").filter_map(Result::ok);
        let left: Vec<_> = left
            .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "new"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
