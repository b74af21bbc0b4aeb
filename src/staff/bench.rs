//! What staff are at work on: the settings as they edit them, errands under way, and what became of their last wish.

use std::{
    fs, io,
    process::Command,
    sync::mpsc::{Receiver, sync_channel},
    thread,
    time::Instant,
};

use etabli_staff::view::{BrokenFile, DiskProbe, HealthView, Morning, Notice, Task, Template};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    carry::TEMPLATES,
    errand::{Errand, Places, Said},
    facts::disk,
    fill::{self, told},
};
use crate::{
    config::{
        EventDraft, KioskConfig,
        desk::{self, Desk, DeskError, EventSummary, Page, Sheet},
    },
    finding::Finding,
    language::dates,
};

/// What an errand is for: what follows from its end depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Send,
    Export,
    Install,
    Prove(String),
    Rollback,
    Report,
    Morning,
}

/// The staff's bench. It reads and writes settings, so it stays on the main thread.
pub struct Bench {
    pub places: Places,
    desk: Desk<'static>,
    errands: Vec<(Purpose, Errand)>,
    probe: Option<Receiver<disk::Probe>>,
    pub probed: Option<disk::Probe>,
    pub notice: Option<Notice>,
    pub broken: Vec<BrokenFile>,
    /// The event as it is being edited, and its name.
    pub event: Option<(String, EventDraft)>,
    pub events: Vec<EventSummary>,
    pub templates: Vec<Template>,
    /// The pages that were changed, the last one at the end, each in words.
    changes: Vec<(Page, String)>,
    /// What was changed is not to be seen before the next start.
    pub needs_restart: bool,
    pub morning: Morning,
    /// The settings were read since the door opened.
    pub is_read: bool,
}

impl Bench {
    pub fn new(places: Places) -> Self {
        Self {
            desk: Desk::open(&places.home),
            places,
            errands: Vec::new(),
            probe: None,
            probed: None,
            notice: None,
            broken: Vec::new(),
            event: None,
            events: Vec::new(),
            templates: Vec::new(),
            changes: Vec::new(),
            needs_restart: false,
            morning: Morning::default(),
            is_read: false,
        }
    }

    /// Reads the settings anew, as somebody may have changed them by hand.
    pub fn read(&mut self, event: Option<&str>) {
        self.broken.clear();
        self.events = self.desk.events();
        self.templates = desk::templates(&self.places.home.join(TEMPLATES))
            .into_iter()
            .map(|(id, draft)| fill::template(id, &draft))
            .collect();
        let kiosk = self.desk.kiosk();
        self.look_at("config/kiosk.ron", &kiosk, true);
        self.event = None;
        if let Some(id) = event {
            let sheet = self.desk.event(id);
            self.look_at(&format!("config/events/{id}.ron"), &sheet, false);
            let draft = sheet.ok().and_then(|sheet| sheet.content().cloned());
            self.event = draft.map(|draft| (id.to_owned(), draft));
        }
    }

    fn look_at<T>(&mut self, file: &str, sheet: &Result<Sheet<T>, DeskError>, has_factory: bool) {
        let saved_at = self.saved_at(file);
        match sheet {
            Ok(Sheet::Broken { findings, last_good }) => self.broken.push(BrokenFile {
                file: file.to_owned(),
                findings: findings.iter().map(told).collect(),
                last_good: last_good.as_ref().map(|_| saved_at),
                has_factory,
            }),
            Ok(Sheet::Good { .. } | Sheet::Absent { .. }) => {}
            Err(error) => self.say(false, error.told().fr),
        }
    }

    /// When the last good version of this file was kept, in words.
    fn saved_at(&self, file: &str) -> String {
        let kept = self.places.home.join(format!("{file}.bon"));
        let at = fs::metadata(kept).and_then(|about| about.modified()).ok();
        let at = at.and_then(|at| Timestamp::try_from(at).ok());
        at.map_or_else(
            || "date inconnue".to_owned(),
            |at| dates::instant(at, TimeZone::system()),
        )
    }

    pub fn say(&mut self, is_good: bool, text: impl Into<String>) {
        self.notice = Some(Notice {
            is_good,
            text: text.into(),
        });
    }

    /// Writes the kiosk's settings; false if they could not be.
    pub fn save_kiosk(&mut self, config: &KioskConfig, label: String) -> bool {
        let saved = self.desk.save_kiosk(config);
        self.saved(Page::Kiosk, label, saved)
    }

    /// Changes the event the kiosk stands at.
    pub fn change_event(&mut self, label: String, change: impl FnOnce(&mut EventDraft)) -> bool {
        let Some((id, mut draft)) = self.event.clone() else {
            self.say(false, "Choisir d’abord un événement.");
            return false;
        };
        change(&mut draft);
        let saved = self.desk.save_event(&id, &draft);
        let is_saved = self.saved(Page::Event(id.clone()), label, saved);
        if is_saved {
            self.event = Some((id, draft));
            self.needs_restart = true;
        }
        is_saved
    }

    fn saved(&mut self, page: Page, label: String, saved: Result<Vec<Finding>, DeskError>) -> bool {
        match saved {
            Ok(findings) => {
                // What is worth knowing about the whole file is told once it is about what was just changed.
                self.notice = findings.first().map(|finding| Notice {
                    is_good: false,
                    text: finding.message.fr.clone(),
                });
                self.changes.push((page, label));
                true
            }
            Err(error) => {
                self.say(false, error.told().fr);
                false
            }
        }
    }

    /// The list of kits as it is edited, the event's before the kiosk's; `shown` where none is written.
    pub fn listed(&self, config: &KioskConfig, shown: &[String]) -> Vec<String> {
        let of_event = self.event.as_ref().and_then(|(_, draft)| draft.kits.clone());
        of_event
            .or_else(|| config.kits.clone())
            .unwrap_or_else(|| shown.to_vec())
    }

    /// What would be taken back.
    pub fn undo_label(&self) -> Option<String> {
        let (page, label) = self.changes.last()?;
        self.desk.can_undo(page).then(|| label.clone())
    }

    /// Takes the last change back; the page that is as before.
    pub fn undo(&mut self) -> Option<Page> {
        let (page, label) = self.changes.pop()?;
        match self.desk.undo(&page) {
            Ok(()) => {
                // One step back is what the disk remembers of a page.
                self.changes.retain(|(other, _)| *other != page);
                self.say(true, format!("Annulé\u{a0}: {label}"));
                Some(page)
            }
            Err(error) => {
                self.say(false, error.told().fr);
                None
            }
        }
    }

    /// The desk itself, for what only one wish asks of it.
    pub fn desk(&mut self) -> &mut Desk<'static> {
        &mut self.desk
    }

    /// Sends somebody on an errand, unless one for the same purpose is under way.
    pub fn send(&mut self, purpose: Purpose, title: &str, arguments: &[&str]) {
        if self.errands.iter().any(|(other, _)| *other == purpose) {
            return;
        }
        match Errand::run(title, arguments, &self.places) {
            Ok(errand) => {
                self.notice = None;
                self.errands.push((purpose, errand));
            }
            Err(error) => self.say(false, format!("{title}\u{a0}: {error}")),
        }
    }

    /// The errands that have ended since the last time.
    pub fn returned(&mut self) -> Vec<(Purpose, Said)> {
        let mut returned = Vec::new();
        self.errands.retain(|(purpose, errand)| match errand.said() {
            Some(said) => {
                returned.push((purpose.clone(), said));
                false
            }
            None => true,
        });
        returned
    }

    pub fn is_busy(&self) -> bool {
        !self.errands.is_empty() || self.probe.is_some()
    }

    pub fn is_sending(&self) -> bool {
        self.errands.iter().any(|(purpose, _)| *purpose == Purpose::Send)
    }

    /// The kit that the robot plays now.
    pub fn proving(&self) -> Option<&str> {
        self.errands.iter().find_map(|(purpose, _)| match purpose {
            Purpose::Prove(kit) => Some(kit.as_str()),
            _ => None,
        })
    }

    /// What is under way, for the panel.
    pub fn tasks(&self) -> Vec<Task> {
        let errands = self.errands.iter().map(|(_, errand)| errand.title.clone());
        let probe = self.probe.as_ref().map(|_| "Essai du disque".to_owned());
        errands.chain(probe).map(|title| Task { title, done: None }).collect()
    }

    /// Tries the disk out, beside the frame loop.
    pub fn probe_disk(&mut self) {
        if self.probe.is_some() {
            return;
        }
        let (tell, told) = sync_channel(1);
        let data = self.places.data.clone();
        let seed = Instant::now().elapsed().subsec_nanos() as u8;
        let begun: io::Result<_> = thread::Builder::new().name("staff-disk".to_owned()).spawn(move || {
            // Nobody may be waiting any more.
            let _ = tell.send(disk::probe(&data, seed));
        });
        match begun {
            Ok(_) => self.probe = Some(told),
            Err(error) => self.say(false, format!("Essai du disque\u{a0}: {error}")),
        }
    }

    /// True when the disk has just answered.
    pub fn heard_of_disk(&mut self) -> bool {
        let Some(probed) = self.probe.as_ref().and_then(|probe| probe.try_recv().ok()) else {
            return false;
        };
        self.probe = None;
        self.probed = Some(probed);
        true
    }

    /// Turns the machine off.
    pub fn power_off(&mut self) {
        if let Err(error) = Command::new("systemctl").arg("poweroff").spawn() {
            self.say(
                false,
                format!("La machine ne peut pas être éteinte d’ici\u{a0}: {error}"),
            );
        }
    }

    /// What the bench itself knows of the machine's health.
    pub fn health(&self) -> HealthView {
        HealthView {
            disk: self.probed.as_ref().map(|probe| DiskProbe {
                failure: probe.failure.clone(),
                took_ms: u32::try_from(probe.took.as_millis()).unwrap_or(u32::MAX),
                free_bytes: probe.free_bytes,
                total_bytes: probe.total_bytes,
            }),
            morning: self.morning.clone(),
            has_report: true,
            can_power_off: cfg!(target_os = "linux"),
            ..HealthView::default()
        }
    }
}
