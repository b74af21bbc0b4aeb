//! Carries out what staff wish for: settings at once, the rest by errands.

mod event;
mod health;
mod kiosk;
mod kits;

use std::path::Path;

use bevy::{ecs::system::SystemParam, prelude::*};
use etabli_staff::{DataAction, KioskAction, Repair, StaffAction, lock::StaffPin};
use jiff::Zoned;

use super::{
    bench::{Bench, Purpose},
    door::Door,
    errand::argument,
    facts::Gatherer,
    screen::Wished,
    shot::Shoot,
};
use crate::{
    audio::{Cue, PlayCue},
    config::{KioskConfig, StaffLock, desk::Page},
    kiosk::{EventData, frames::Frames, leave::Leave},
    kit::Library,
};

/// Folder of the templates of events, in the home.
pub const TEMPLATES: &str = "assets/templates/evenements";

/// Everything that a wish may touch.
#[derive(SystemParam)]
pub struct Hands<'w> {
    bench: NonSendMut<'w, Bench>,
    door: ResMut<'w, Door>,
    config: ResMut<'w, KioskConfig>,
    gatherer: Res<'w, Gatherer>,
    library: Res<'w, Library>,
    frames: Res<'w, Frames>,
    event: Res<'w, EventData>,
    time: Res<'w, Time<Real>>,
    cues: MessageWriter<'w, PlayCue>,
    shoot: MessageWriter<'w, Shoot>,
    leave: MessageWriter<'w, Leave>,
}

pub(super) fn carry_out(mut wishes: MessageReader<Wished>, mut hands: Hands) {
    hands.look_up();
    for Wished(wish) in wishes.read() {
        hands.fulfil(wish);
    }
    hands.hear_back();
}

impl Hands<'_> {
    fn fulfil(&mut self, wish: &StaffAction) {
        let now = self.time.elapsed_secs_f64();
        match wish {
            StaffAction::EnterPin(pin) => {
                self.door.enter(pin, now);
            }
            StaffAction::ChoosePin(pin) => {
                let bench = &mut self.bench;
                self.door.choose(pin, now, |chosen| keep_pin(bench, chosen));
            }
            // Nothing else is heard through a door that is not open.
            _ if !self.door.is_open() => {}
            StaffAction::Close => self.close(),
            StaffAction::Undo => self.undo(),
            StaffAction::DismissNotice => self.bench.notice = None,
            StaffAction::Event(wish) => self.event(wish),
            StaffAction::Kits(wish) => self.kits(wish),
            StaffAction::Kiosk(wish) => self.kiosk(wish),
            StaffAction::Data(wish) => self.data(wish),
            StaffAction::Health(wish) => self.health(*wish),
            StaffAction::Repair { file, with } => self.repair(file, *with),
        }
    }

    /// Reads everything once whenever the door has opened.
    fn look_up(&mut self) {
        let is_open = self.door.is_open();
        if is_open && !self.bench.is_read {
            self.read_all();
        }
        if self.bench.is_read != is_open {
            self.bench.is_read = is_open;
        }
    }

    fn read_all(&mut self) {
        let event = self.config.event.clone();
        self.bench.read(event.as_deref());
        self.gatherer.ask();
    }

    fn close(&mut self) {
        self.door.shut();
        if self.bench.needs_restart {
            self.leave.write(Leave::ToComeBack);
        }
    }

    fn undo(&mut self) {
        match self.bench.undo() {
            Some(Page::Kiosk) => self.reread_kiosk(),
            Some(Page::Event(_)) => {
                self.bench.needs_restart = true;
                self.read_all();
            }
            None => {}
        }
    }

    /// What `kiosk.ron` says now is what the kiosk does.
    fn reread_kiosk(&mut self) {
        match self.bench.desk().kiosk() {
            Ok(sheet) => {
                if let Some(config) = sheet.content() {
                    *self.config = config.clone();
                }
                self.bench.needs_restart = true;
                self.read_all();
            }
            Err(error) => self.bench.say(false, error.told().fr),
        }
    }

    /// Changes the kiosk's settings on disk, then here.
    fn change(&mut self, label: String, change: impl FnOnce(&mut KioskConfig)) -> bool {
        let mut config = self.config.clone();
        change(&mut config);
        let is_saved = self.bench.save_kiosk(&config, label);
        if is_saved {
            *self.config = config;
        }
        is_saved
    }

    fn kiosk(&mut self, wish: &KioskAction) {
        if *wish == KioskAction::TrySound {
            self.cues.write(PlayCue::new(Cue::Fin));
            return;
        }
        let mut config = self.config.clone();
        let Some(label) = kiosk::change(&mut config, wish) else {
            return;
        };
        if self.change(label, |to| *to = config) {
            self.bench.needs_restart |= kiosk::needs_restart(wish);
        }
    }

    fn data(&mut self, wish: &DataAction) {
        match wish {
            DataAction::TrySending => self
                .bench
                .send(Purpose::Send, "Essai de l’envoi", &["engagement", "send"]),
            DataAction::Export(path) => {
                let arguments = ["engagement", "export", argument(path)];
                self.bench.send(Purpose::Export, "Export sur la clé USB", &arguments);
            }
            DataAction::LookForSticks => self.gatherer.ask(),
        }
    }

    fn repair(&mut self, file: &str, with: Repair) {
        let today = Zoned::now().date();
        let name = Path::new(file)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_kiosk = file.ends_with("kiosk.ron");
        let desk = self.bench.desk();
        let replaced = if is_kiosk {
            let last_good = desk.kiosk().ok().and_then(|sheet| sheet.content().cloned());
            let config = last_good.filter(|_| with == Repair::LastGood).unwrap_or_default();
            desk.replace_broken_kiosk(&config, today)
        } else {
            match desk.event(&name).ok().and_then(|sheet| sheet.content().cloned()) {
                Some(draft) => desk.replace_broken_event(&name, &draft, today),
                None => {
                    return self.bench.say(
                        false,
                        "Aucun bon réglage n’a été gardé\u{a0}: créer l’événement à nouveau.",
                    );
                }
            }
        };
        match replaced {
            Ok(aside) => {
                self.reread_kiosk();
                let aside = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.bench.say(
                    true,
                    format!("Remis en état. Le fichier abîmé est gardé à côté\u{a0}: {aside}"),
                );
            }
            Err(error) => self.bench.say(false, error.told().fr),
        }
    }

    fn hear_back(&mut self) {
        self.bench.heard_of_disk();
        for (purpose, said) in self.bench.returned() {
            self.gatherer.ask();
            match purpose {
                Purpose::Morning => self.end_of_check(&said),
                // It says where the page is; that there is something to do stands on the page.
                Purpose::Report => {
                    let is_written = said.lines.first().is_some_and(|line| line.ends_with(".html"));
                    self.bench.say(is_written, format!("Bilan\u{a0}: {}", said.text()));
                }
                _ => self.bench.say(said.is_good, said.text()),
            }
        }
        if self.bench.is_busy() && self.door.is_open() {
            // Whoever waits for an answer is still there.
            let now = self.time.elapsed_secs_f64();
            self.door.stay(now);
        }
    }
}

fn keep_pin(bench: &mut Bench, chosen: &StaffPin) -> bool {
    let lock = match &chosen.hash {
        Some(hash) => StaffLock::Pin {
            hash: hash.clone(),
            must_change: chosen.must_change,
        },
        None => StaffLock::FirstStart,
    };
    match bench.desk().save_staff(&lock) {
        Ok(()) => true,
        Err(error) => {
            warn!("the staff's code cannot be kept: {error}");
            false
        }
    }
}
