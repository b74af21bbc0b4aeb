//! How visits are counted and sent while a kiosk plays. Whatever goes wrong with it, visitors play.

use std::{path::Path, sync::Arc};

use bevy::app::App;

use super::data;
use crate::{
    config::AgencyConfig,
    engagement::{
        journal::{Limits, Recorder, Settings, SystemClocks},
        plan::EventPlan,
        statement::StatementContext,
        upload::Uploading,
    },
    kiosk::recorder::{self, Dates},
};

/// Who plays.
#[derive(Clone, Copy, Debug)]
pub enum By {
    Visitors,
    /// Its visits are dated so many minutes apart, or as they come. What it does is sealed and sent only on demand.
    Robot {
        every: Option<u32>,
    },
}

/// All that counting takes.
pub struct Counting {
    journal: Settings,
    agency: AgencyConfig,
    by: By,
}

impl Counting {
    /// Visits to the event of this plan, kept in the folder `data`; `None` if the machine has no place for them.
    pub fn of(plan: EventPlan, agency: AgencyConfig, data: Option<&Path>, by: By) -> Option<Self> {
        let folder = data::folder(data).inspect_err(not_counted).ok()?;
        let journal = Settings {
            folder,
            limits: Limits::default(),
            plan,
            context: StatementContext {
                iri_base: agency.iri_base.clone(),
            },
            clocks: Arc::new(SystemClocks),
        };
        Some(Self { journal, agency, by })
    }

    /// Begins to count, and to send as long as what is returned is held.
    pub fn begin(self, app: &mut App) -> Option<Uploading> {
        let Self { journal, agency, by } = self;
        let (event, folder) = (journal.plan.event.clone(), journal.folder.clone());
        let recorder = Recorder::start(journal).inspect_err(not_counted).ok()?;
        recorder::plugin(app, recorder, event, dates(by));
        match by {
            By::Visitors => Uploading::start(folder, agency)
                .inspect_err(|error| eprintln!("etabli play\u{a0}: rien ne sera envoyé à l’agence ({error})"))
                .ok(),
            By::Robot { .. } => None,
        }
    }
}

fn dates(by: By) -> Dates {
    match by {
        By::Robot { every: Some(minutes) } => Dates::Spread {
            from: jiff::Timestamp::now().as_second(),
            every: i64::from(minutes) * 60,
        },
        By::Visitors | By::Robot { every: None } => Dates::Clock,
    }
}

fn not_counted(error: &impl std::fmt::Display) {
    eprintln!("etabli play\u{a0}: les essais ne sont pas comptés ({error:#})");
}
