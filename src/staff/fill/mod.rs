//! What the panel shows, filled in from all over the app.

mod data;
mod event;
mod health;
mod kiosk;
mod kits;

use std::collections::BTreeMap;

use bevy::{ecs::system::SystemParam, prelude::*};
use etabli_staff::{
    StaffView,
    view::{self, EventSummary, EventView, HealthView, HelpView, Level},
};
use jiff::{Zoned, tz::TimeZone};

pub(in crate::staff) use event::template;
pub use kits::text as told;

use super::{
    bench::Bench,
    door::Door,
    facts::{Facts, Gatherer},
    screen::Pictures,
    shot::Shots,
};
use crate::{
    config::{AgencyConfig, EventDraft, KioskConfig, desk},
    kiosk::{EventData, display::Display, frames::Frames},
    kit::Library,
    mechanics,
    stage::quality::Quality,
};

/// Who to ask and where; what does not change while the kiosk runs.
#[derive(Resource, Clone, Debug, Default)]
pub struct Fixed {
    pub agency: AgencyConfig,
    pub machine: String,
}

/// Pictures that are held while the panel is open.
#[derive(Resource, Clone, Debug, Default)]
pub struct Covers {
    /// Of the kits' cards, by id.
    pub kits: BTreeMap<String, Handle<Image>>,
    /// The code that leads to the guide.
    pub guide: Option<Handle<Image>>,
}

#[derive(SystemParam)]
pub struct Filling<'w> {
    door: Res<'w, Door>,
    bench: NonSend<'w, Bench>,
    gatherer: Res<'w, Gatherer>,
    config: Res<'w, KioskConfig>,
    library: Res<'w, Library>,
    frames: Res<'w, Frames>,
    time: Res<'w, Time<Real>>,
    fixed: Res<'w, Fixed>,
    quality: Res<'w, Quality>,
    display: Res<'w, Display>,
    own_event: Res<'w, EventData>,
    covers: Res<'w, Covers>,
    shots: Res<'w, Shots>,
    pictures: Res<'w, Pictures>,
    images: Res<'w, Assets<Image>>,
}

impl Filling<'_> {
    /// Everything that staff can see now; `None` while visitors have the screen.
    pub fn view(&self) -> Option<StaffView> {
        let access = self.door.access()?.clone();
        let facts = self.gatherer.facts();
        let now = Zoned::now().with_time_zone(TimeZone::system()).datetime();
        Some(StaffView {
            now,
            access,
            tasks: self.bench.tasks(),
            notice: self.bench.notice.clone(),
            undo: self.bench.undo_label(),
            broken: self.bench.broken.clone(),
            event: self.event(now),
            kits: self.kits(&facts),
            kiosk: kiosk::view(&self.config, now.time(), quality(*self.quality), &self.display),
            data: data::view(&self.fixed.agency, &facts, self.bench.is_sending(), &self.library),
            health: health::view(&self.frames, &facts, self.time.elapsed(), self.own_health()),
            help: self.help(),
        })
    }
}

impl Filling<'_> {
    fn event(&self, now: jiff::civil::DateTime) -> EventView {
        let today = now.date();
        let (id, draft) = match &self.bench.event {
            Some((id, draft)) => (Some(id.as_str()), draft.clone()),
            None => (None, EventDraft::default()),
        };
        let others = self.bench.events.iter().filter(|event| Some(event.id.as_str()) != id);
        let rest = EventView {
            others: others.map(|event| summary(event, today)).collect(),
            templates: self.bench.templates.clone(),
            is_counting: self
                .gatherer
                .facts()
                .counts
                .as_ref()
                .is_some_and(|counts| counts.recorded > 0),
            ..event::blank(today)
        };
        let sealing = self.own_event.0.as_ref().map(|event| event.sealing);
        event::view(id, &draft, sealing, &self.library, rest)
    }

    fn kits(&self, facts: &Facts) -> view::KitsView {
        let playable: Vec<String> = self.library.playable().map(|kit| kit.id().to_owned()).collect();
        let levels = playable
            .iter()
            .map(|id| (id.clone(), level(self.config.level_of(id))))
            .collect();
        let shown = self.bench.listed(&self.config, &playable);
        let outside_theme: Vec<String> = self.library.aside().map(str::to_owned).collect();
        let shelves = kits::Shelves {
            library: &self.library,
            folders: &facts.folders,
            shown: &shown,
            levels: &levels,
            pictures: &self.covers(),
            proving: self.bench.proving(),
            outside_theme: &outside_theme,
        };
        kits::view(&shelves, facts)
    }

    /// What the bench and the last picture of the screen tell.
    fn own_health(&self) -> HealthView {
        let last = self.shots.last.as_ref().and_then(|(image, file)| {
            Some(view::Screenshot {
                picture: self.pictures.of(image, &self.images)?,
                file: file.display().to_string(),
            })
        });
        HealthView {
            screenshot: last,
            ..self.bench.health()
        }
    }

    /// The pictures of the kits' cards that egui has.
    fn covers(&self) -> BTreeMap<String, view::Picture> {
        let covers = self.covers.kits.iter();
        covers
            .filter_map(|(id, image)| Some((id.clone(), self.pictures.of(image, &self.images)?)))
            .collect()
    }

    fn help(&self) -> HelpView {
        HelpView {
            guide_qr: self
                .covers
                .guide
                .as_ref()
                .and_then(|code| self.pictures.of(code, &self.images)),
            guide_address: self.fixed.agency.guide.clone(),
            machine: self.fixed.machine.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            contact: self.fixed.agency.contact.clone(),
            addresses: Vec::new(),
        }
    }
}

fn summary(event: &desk::EventSummary, today: jiff::civil::Date) -> EventSummary {
    let (first_day, last_day) = event.days.unwrap_or((today, today));
    EventSummary {
        id: event.id.clone(),
        name: event
            .name
            .as_ref()
            .map_or_else(|| event.id.clone(), |name| name.fr.clone()),
        first_day,
        last_day,
    }
}

fn level(level: mechanics::Level) -> Level {
    match level {
        mechanics::Level::Discovery => Level::Decouverte,
        mechanics::Level::Challenge => Level::Defi,
        mechanics::Level::Expert => Level::Expert,
    }
}

fn quality(quality: Quality) -> &'static str {
    match quality {
        Quality::Low => "basse",
        Quality::High => "haute",
    }
}
