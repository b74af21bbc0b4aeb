//! From settings and arguments to all that a kiosk takes to play.

use std::{
    env,
    path::Path,
    time::{Duration, Instant},
};

use etabli_upkeep::quarantine;

use super::args::PlayArgs;
use crate::{
    audio::AudioOptions,
    cli::{
        counting::{By, Counting},
        data,
        greeting::{self, Greeting},
        home,
    },
    config::{self, AgencyConfig, Event, KioskConfig, desk::Desk},
    finding::{self, Findings},
    kiosk::{
        AgencyWords, EventData,
        measure::MeasureOptions,
        service::{self, Quarantined},
    },
    language::Language,
    launch::Launch,
    staff::{self, Fixed, errand::Places},
    visitor::{Defaults, Preferences},
};

/// All that a kiosk takes to play.
pub(super) struct Prepared {
    pub(super) launch: Launch,
    pub(super) counting: Option<Counting>,
    pub(super) greeting: Greeting,
}

/// What the files in `config/` say, where the command line says nothing else.
struct Written {
    config: KioskConfig,
    event: Option<Event>,
    agency: AgencyConfig,
    greeting: Greeting,
}

/// Reads the settings and what is told on the command line.
pub(super) fn prepare(args: PlayArgs, start: Instant) -> anyhow::Result<Prepared> {
    let home = home::find(args.home.as_deref())?;
    if let Some(folder) = &args.screenshots {
        std::fs::create_dir_all(folder)?;
    }
    let Written {
        config,
        event,
        agency,
        greeting,
    } = read(&args, &home);
    let counting = counting(&args, &config, event.as_ref(), &agency);
    let kits = args.kits.as_ref().map(std::path::absolute).transpose()?;
    let shelf = kits.clone().unwrap_or_else(|| home.join("kits"));
    // A robot that was not told whose data it lives in tries every kit: that is what it is for.
    let data = (!args.robot || args.data.is_some())
        .then(|| data::folder(args.data.as_deref()).ok())
        .flatten();
    let quarantined = data.as_deref().map(quarantined).unwrap_or_default();
    let staff = data.filter(|_| !args.robot).map(|data| staff::Setup {
        lock: config::load_staff(&home.join("config/staff.ron"), &mut Findings::default()),
        places: Places {
            program: env::current_exe().unwrap_or_else(|_| "etabli".into()),
            home: home.clone(),
            data,
            kits: shelf.clone(),
        },
        fixed: Fixed {
            machine: agency.kiosk.clone(),
            agency: agency.clone(),
        },
    });
    let preferences = Preferences {
        language: config.language,
        large_text: args.large_text,
        muted: false,
    };
    let launch = Launch {
        barred: service::barred(&shelf, &quarantined, args.safe),
        home,
        kits,
        config,
        defaults: Defaults(preferences),
        event: EventData(event),
        agency_words: AgencyWords {
            contact: agency.contact,
            counting_basis: agency.counting_basis,
        },
        staff,
        headless: args.headless,
        size: args.window_size(),
        robot: args.robot_options(),
        audio: AudioOptions {
            record: args.record_audio,
            device: !args.headless && !args.silent,
        },
        out_of_order: args.out_of_order,
        speed: args.speed,
        measure: args.measure.map(|file| MeasureOptions { file, start }),
        probe: args.probe,
        lose_graphics: args.lose_graphics.map(Duration::from_secs),
        log: true,
    };
    Ok(Prepared {
        launch,
        counting,
        greeting,
    })
}

/// A kiosk with broken settings still starts; whoever starts it by hand reads why.
fn read(args: &PlayArgs, home: &Path) -> Written {
    let mut findings = Findings::default();
    let own = home.join("config/kiosk.ron");
    let mut config = config::load_kiosk(args.config.as_ref().unwrap_or(&own), &mut findings);
    let event = config
        .event
        .as_deref()
        .and_then(|id| config::load_event(&home.join("config/events"), id, &mut findings));
    let mut agency = config::load_agency(&home.join("config/agency.ron"), &mut findings);
    agency.portal = args.portal.clone().or(agency.portal);
    let greeting = greeting(args, &config, &agency, &mut findings);
    eprint!("{}", finding::render_text(&findings.sorted(), Language::French));
    if args.is_kiosk_itself() {
        // What a kiosk has started with is good; where settings cannot be written, none is kept.
        let _ = Desk::open(home).keep_good(config.event.as_deref());
    }
    config.screen_diagonal_inches = args.diagonal.unwrap_or(config.screen_diagonal_inches);
    config.language = args.lang.unwrap_or(config.language);
    config.quality = args.quality().unwrap_or(config.quality);
    if args.kits.is_some() {
        // The event chose among the kiosk's own kits.
        config.kits = None;
    }
    Written {
        config,
        event,
        agency,
        greeting,
    }
}

/// A robot signs nothing unless it is told with what.
fn greeting(args: &PlayArgs, config: &KioskConfig, agency: &AgencyConfig, findings: &mut Findings) -> Greeting {
    let in_data = || args.data.as_ref().map(|data| data.join("keys"));
    let keys = args.keys.clone().or_else(in_data);
    if args.robot && keys.is_none() {
        return Greeting::default();
    }
    let event = config.event.as_deref().unwrap_or(greeting::NO_EVENT);
    Greeting::find(keys.as_deref(), agency, event, findings)
}

/// Nobody's visits are counted where no event says for how long; a robot's only where it is told to.
fn counting(args: &PlayArgs, config: &KioskConfig, event: Option<&Event>, agency: &AgencyConfig) -> Option<Counting> {
    let plan = event?.plan(config.event.as_deref()?);
    let by = match (args.robot, &args.data) {
        (true, None) => return None,
        (true, Some(_)) => By::Robot {
            every: args.every_minutes,
        },
        (false, _) => By::Visitors,
    };
    Counting::of(plan, agency.clone(), args.data.as_deref(), by)
}

/// The kits that took the player down too often, in this kiosk's data.
fn quarantined(data: &Path) -> Vec<Quarantined> {
    let entries = quarantine::read(data).unwrap_or_else(|error| {
        eprintln!("etabli play\u{a0}: la quarantaine est illisible ({error})\u{a0}: tous les kits sont proposés");
        Vec::new()
    });
    entries
        .into_iter()
        .map(|entry| Quarantined {
            kit: entry.kit,
            reason: entry.reason,
        })
        .collect()
}
