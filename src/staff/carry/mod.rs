//! Carries out what staff wish for: settings at once, the rest by errands.

mod event;
mod kiosk;
mod kits;

use std::path::Path;

use bevy::{ecs::system::SystemParam, prelude::*};
use etabli_staff::{
    DataAction, EventAction, HealthAction, KioskAction, KitsAction, Repair, StaffAction, lock::StaffPin,
};
use etabli_upkeep::quarantine;
use jiff::{Zoned, tz::TimeZone};

use super::{
    bench::{Bench, Purpose},
    door::Door,
    errand::{Said, argument},
    facts::Gatherer,
    morning,
    screen::Wished,
    shot::Shoot,
};
use crate::{
    audio::{Cue, PlayCue},
    config::{
        KioskConfig, StaffLock,
        desk::{NewEvent, Page},
    },
    kiosk::{EventData, frames::Frames, leave::Leave},
    kit::Library,
    language::{Bilingual, dates},
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

    fn event(&mut self, wish: &EventAction) {
        match wish {
            EventAction::Use(id) => self.use_event(id),
            EventAction::Create { template, name } => self.create_event(template, name),
            _ => {
                if let Some((label, change)) = event::change(wish) {
                    self.bench.change_event(label, change);
                }
            }
        }
    }

    fn use_event(&mut self, id: &str) {
        let switched = self.bench.desk().switch_event(Some(id));
        match switched {
            Ok(_) => {
                self.reread_kiosk();
                self.bench
                    .say(true, "Événement changé\u{a0}: il vaut dès la fermeture du panneau.");
            }
            Err(error) => self.bench.say(false, error.told().fr),
        }
    }

    fn create_event(&mut self, template: &str, name: &str) {
        let today = Zoned::now().date();
        let taken = self.bench.events.clone();
        let id = event::id_for(name, today.year(), |id| taken.iter().any(|event| event.id == id));
        let place = self.bench.event.as_ref().map(|(_, draft)| draft.place.clone());
        let new = NewEvent {
            id: id.clone(),
            name: Bilingual::new(name, name),
            place: place.unwrap_or_else(|| Bilingual::new("Lieu à préciser", "Place to be told")),
            start: today,
        };
        let file = self.bench.places.home.join(TEMPLATES).join(format!("{template}.ron"));
        match self.bench.desk().new_event(&file, &new) {
            Ok(_) => self.use_event(&id),
            Err(error) => self.bench.say(false, error.told().fr),
        }
    }

    /// The kits that visitors see, in their order.
    fn shown(&self) -> Vec<String> {
        self.library.playable().map(|kit| kit.id().to_owned()).collect()
    }

    fn kits(&mut self, wish: &KitsAction) {
        match wish {
            KitsAction::Show { id, is_shown } => {
                let kits = kits::show(&self.listed(), id, *is_shown);
                if kits.is_empty() {
                    self.bench.say(false, "Il faut au moins un kit.");
                } else {
                    self.list(
                        kits,
                        format!("{id}\u{a0}: {}", if *is_shown { "proposé" } else { "retiré" }),
                    );
                }
            }
            KitsAction::Move { id, by } => {
                let kits = kits::moved(&self.listed(), id, *by);
                self.list(kits, format!("Place de {id}"));
            }
            KitsAction::SetLevel { id, level } => {
                self.change(format!("Niveau de {id}"), |config| kits::set_level(config, id, *level));
            }
            KitsAction::Install(path) => {
                let arguments = ["kit", "install", argument(path)];
                self.bench.send(Purpose::Install, "Installation du kit", &arguments);
            }
            KitsAction::Prove(id) => {
                let arguments = ["kit", "prove", "--pending", "--clumsy", "3"];
                let title = format!("Essai de {id} par le robot");
                self.bench.send(Purpose::Prove(id.clone()), &title, &arguments);
            }
            KitsAction::Rollback(id) => {
                self.bench.send(
                    Purpose::Rollback,
                    "Retour à la version d’avant",
                    &["kit", "rollback", id],
                );
            }
            KitsAction::Retry(id) => self.retry(id),
            KitsAction::LookForSticks => self.gatherer.ask(),
        }
    }

    fn listed(&self) -> Vec<String> {
        self.bench.listed(&self.config, &self.shown())
    }

    /// The event's own list goes before the kiosk's.
    fn list(&mut self, kits: Vec<String>, label: String) {
        let is_of_event = self.bench.event.as_ref().is_some_and(|(_, draft)| draft.kits.is_some());
        let is_saved = if is_of_event {
            self.bench.change_event(label, |draft| draft.kits = Some(kits))
        } else {
            self.change(label, |config| config.kits = Some(kits))
        };
        self.bench.needs_restart |= is_saved;
    }

    fn retry(&mut self, id: &str) {
        match quarantine::remove(&self.bench.places.data, id) {
            Ok(_) => {
                self.bench.needs_restart = true;
                self.bench.say(
                    true,
                    format!("{id} est de nouveau proposé dès la fermeture du panneau."),
                );
                self.gatherer.ask();
            }
            Err(error) => self
                .bench
                .say(false, format!("La quarantaine ne peut pas être changée\u{a0}: {error}")),
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

    fn health(&mut self, wish: HealthAction) {
        match wish {
            HealthAction::MorningCheck => {
                self.bench.morning = morning::begun();
                self.bench.probe_disk();
                self.gatherer.ask();
                self.bench
                    .send(Purpose::Morning, "Contrôle du matin", &["doctor", "--json"]);
            }
            HealthAction::ProbeDisk => self.bench.probe_disk(),
            HealthAction::Screenshot => {
                self.shoot.write(Shoot);
            }
            HealthAction::OpenReport => self.report(),
            HealthAction::Restart => {
                self.leave.write(Leave::ToComeBack);
            }
            HealthAction::Quit => {
                self.leave.write(Leave::ForGood);
            }
            HealthAction::PowerOff => self.bench.power_off(),
        }
    }

    /// Onto the first stick there is, else among the kiosk's data.
    fn report(&mut self) {
        let facts = self.gatherer.facts();
        let folder = facts
            .sticks
            .first()
            .map_or(&self.bench.places.data, |stick| &stick.path);
        let file = folder.join(format!("bilan-{}.html", Zoned::now().date()));
        let arguments = ["report", "--out", argument(&file)];
        self.bench.send(Purpose::Report, "Bilan de la borne", &arguments);
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

    fn end_of_check(&mut self, doctor: &Said) {
        let now = Zoned::now().with_time_zone(TimeZone::system());
        let playing = morning::Playing {
            kits: self.library.playable().count(),
            p95_ms: self.frames.quantile_ms(0.95),
            is_event_day: self.event.0.as_ref().map(|event| {
                let (first, last) = event.days();
                (first..=last).contains(&now.date())
            }),
            broken: self.bench.broken.len(),
        };
        let at = dates::instant(now.timestamp(), TimeZone::system());
        self.bench.morning = morning::ended(doctor, &playing, &self.gatherer.facts(), at);
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
