//! `etabli play`: the kiosk, with a visitor or with the robot.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use bevy::{
    app::{AppExit, Last},
    ecs::{change_detection::DetectChanges, system::Res},
    math::UVec2,
};
use clap::Args;
use etabli_upkeep::{
    heartbeat::{ADDRESS_VARIABLE, Pulse},
    quarantine,
};

use super::{
    counting::{By, Counting},
    data,
    greeting::{self, Greeting},
    home,
};
use crate::{
    audio::AudioOptions,
    config::{self, desk::Desk},
    finding::{self, Findings},
    kiosk::{
        AgencyWords, EventData, heartbeat,
        leave::AGAIN,
        measure::MeasureOptions,
        robot::{RobotOptions, RobotReport},
        service::{self, Quarantined},
    },
    language::Language,
    launch::{self, Launch},
    staff::{self, Fixed, errand::Places},
    visitor::{Defaults, Preferences},
};

#[derive(Args, Debug)]
pub struct PlayArgs {
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    pub(super) home: Option<PathBuf>,
    /// Autre dossier de kits.
    #[arg(long, value_name = "DOSSIER")]
    kits: Option<PathBuf>,
    /// Dossier des données de la borne, au lieu de celui du système. Un robot n’y écrit que s’il est nommé ici.
    #[arg(long, value_name = "DOSSIER_DES_DONNEES")]
    pub(super) data: Option<PathBuf>,
    /// Adresse du portail dans le code du carnet, au lieu de celle de config/agency.ron.
    #[arg(long, value_name = "URL")]
    portal: Option<String>,
    /// Dossier des clés de la borne et de l’événement (etabli keys) ; sinon « keys » dans celui des données.
    #[arg(long, value_name = "DOSSIER")]
    keys: Option<PathBuf>,
    /// Le robot date ses visites comme si une commençait toutes les N minutes : il vit une journée en quelques minutes.
    #[arg(long, value_name = "N", requires_all = ["robot", "data"], value_parser = clap::value_parser!(u32).range(1..=1440))]
    every_minutes: Option<u32>,
    /// Autre fichier de configuration que config/kiosk.ron.
    #[arg(long, value_name = "FICHIER")]
    pub(super) config: Option<PathBuf>,
    /// Fenêtre de cette taille au lieu du plein écran, par exemple 1280x720.
    #[arg(long, value_name = "LxH", value_parser = size)]
    size: Option<UVec2>,
    /// Diagonale de l’écran en pouces, au lieu de celle de la configuration.
    #[arg(long, value_name = "POUCES")]
    diagonal: Option<f32>,
    /// Langue au démarrage.
    #[arg(long, value_name = "fr|en", value_parser = language)]
    lang: Option<Language>,
    /// Qualité d’image.
    #[arg(long, value_enum)]
    quality: Option<QualityArg>,

    /// Un robot visiteur joue des visites complètes.
    #[arg(long)]
    robot: bool,
    /// Le robot ne joue que ce kit.
    #[arg(long, value_name = "ID", requires = "robot")]
    kit: Option<String>,
    /// Nombre de visites du robot.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "robot")]
    visits: u32,
    /// Graine du hasard : la même graine joue les mêmes visites.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Vitesse du robot : 1 comme la vie, 0 aussi vite que possible.
    #[arg(long, value_name = "X", default_value_t = 1.0)]
    speed: f32,
    /// Visiteur maladroit : plusieurs doigts, paumes, abandons, attentes.
    #[arg(long, requires = "robot")]
    clumsy: bool,
    /// Main qui tremble (à 8 mm près), avance par à-coups et se lève parfois.
    #[arg(long, requires = "robot")]
    unsteady: bool,
    /// Le robot rejoue le kit en défi, puis en expert.
    #[arg(long, requires = "robot")]
    levels: bool,
    /// Sans fenêtre ni image.
    #[arg(long, requires = "robot")]
    headless: bool,
    /// Le robot, qui passe alors par le catalogue, dépose ici une image de chaque écran et trois de chaque étape.
    #[arg(long, value_name = "DOSSIER", requires = "robot")]
    screenshots: Option<PathBuf>,
    /// Sans son.
    #[arg(long)]
    silent: bool,
    /// Plein écran comme une borne, même pour le robot.
    #[arg(long, conflicts_with = "size")]
    as_kiosk: bool,
    /// Grand texte dès le démarrage.
    #[arg(long)]
    large_text: bool,
    /// Quitter après la dernière visite du robot.
    #[arg(long, requires = "robot")]
    exit: bool,

    /// Se ménage après des arrêts : seulement les kits éprouvés ici, dessinés au plus simple.
    #[arg(long)]
    safe: bool,
    /// Ne montre que l’écran « hors service », avec ce code pour l’équipe.
    #[arg(long, value_name = "CODE", conflicts_with = "robot")]
    out_of_order: Option<String>,

    /// Écrit les mesures (temps, images, mémoire) dans ce fichier JSON.
    #[arg(long, value_name = "FICHIER")]
    measure: Option<PathBuf>,
    /// Enregistre le son dans ce fichier WAV, sans carte son.
    #[arg(long, value_name = "FICHIER")]
    record_audio: Option<PathBuf>,
    /// Écrit sans cesse dans ce fichier JSON ce qui peut être touché, pour un outil extérieur.
    #[arg(long, value_name = "FICHIER")]
    probe: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum QualityArg {
    Auto,
    Low,
    High,
}

pub(super) fn size(text: &str) -> Result<UVec2, String> {
    let parse = || {
        let (width, height) = text.split_once('x')?;
        Some(UVec2::new(width.parse().ok()?, height.parse().ok()?))
    };
    parse()
        .filter(|size| size.min_element() >= 200 && size.max_element() <= 8192)
        .ok_or_else(|| "écrire largeur x hauteur en pixels, entre 200 et 8192, par exemple 1280x720".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::ALL
        .into_iter()
        .find(|language| language.code() == text)
        .ok_or_else(|| "écrire fr ou en".to_owned())
}

pub fn run(args: PlayArgs, start: Instant) -> ExitCode {
    match prepare(args, start) {
        Ok(prepared) => play(prepared),
        Err(error) => {
            eprintln!("etabli play : {error:#}");
            ExitCode::from(2)
        }
    }
}

/// All that a kiosk takes to play.
struct Prepared {
    launch: Launch,
    counting: Option<Counting>,
    greeting: Greeting,
}

fn prepare(args: PlayArgs, start: Instant) -> anyhow::Result<Prepared> {
    let home = home::find(args.home.as_deref())?;
    let mut findings = Findings::default();
    // A kiosk that visitors play on, with the settings that are its own.
    let is_itself = !args.robot && args.config.is_none();
    let path = args.config.unwrap_or_else(|| home.join("config/kiosk.ron"));
    let mut config = config::load_kiosk(&path, &mut findings);
    let event = config
        .event
        .as_deref()
        .and_then(|id| config::load_event(&home.join("config/events"), id, &mut findings));
    let mut agency = config::load_agency(&home.join("config/agency.ron"), &mut findings);
    agency.portal = args.portal.or(agency.portal);
    let agency_words = AgencyWords {
        contact: agency.contact.clone(),
        counting_basis: agency.counting_basis.clone(),
    };
    let keys = args.keys.or_else(|| args.data.as_ref().map(|data| data.join("keys")));
    // A robot signs nothing unless it is told with what.
    let greets = !args.robot || keys.is_some();
    let greeting = if greets {
        let event = config.event.as_deref().unwrap_or(greeting::NO_EVENT);
        Greeting::find(keys.as_deref(), &agency, event, &mut findings)
    } else {
        Greeting::default()
    };
    // A kiosk with a broken config still starts; whoever starts it by hand reads why.
    eprint!("{}", finding::render_text(&findings.sorted(), Language::French));
    if is_itself {
        // What a kiosk has started with is good; where settings cannot be written, none is kept.
        let _ = Desk::open(&home).keep_good(config.event.as_deref());
    }
    config.screen_diagonal_inches = args.diagonal.unwrap_or(config.screen_diagonal_inches);
    config.language = args.lang.unwrap_or(config.language);
    config.quality = match args.quality {
        Some(QualityArg::Auto) => config::Quality::Auto,
        Some(QualityArg::Low) => config::Quality::Low,
        Some(QualityArg::High) => config::Quality::High,
        None if args.safe => config::Quality::Low,
        None => config.quality,
    };
    let preferences = Preferences {
        language: config.language,
        large_text: args.large_text,
        muted: false,
    };
    let defaults = Defaults(preferences);
    if let Some(folder) = &args.screenshots {
        std::fs::create_dir_all(folder)?;
    }
    let robot = args.robot.then_some(RobotOptions {
        kit: args.kit,
        visits: args.visits,
        seed: args.seed,
        clumsy: args.clumsy,
        unsteady: args.unsteady,
        screenshots: args.screenshots,
        climbs: args.levels,
        exit: args.exit,
    });
    // Robots and probes play in a window of known size.
    let plain = robot.is_some() || args.probe.is_some();
    let size = args.size.or((plain && !args.as_kiosk).then_some(UVec2::new(1280, 720)));
    // Nobody's visits are counted where no event says for how long; a robot's only where it is told to.
    let plan = config
        .event
        .as_deref()
        .zip(event.as_ref())
        .map(|(id, event)| event.plan(id));
    let counting = plan.filter(|_| !args.robot || args.data.is_some()).and_then(|plan| {
        let every = args.every_minutes;
        Counting::of(
            plan,
            agency.clone(),
            args.data.as_deref(),
            if args.robot { By::Robot { every } } else { By::Visitors },
        )
    });
    if args.kits.is_some() {
        // The event chose among the kiosk's own kits.
        config.kits = None;
    }
    // A robot that was not told whose data it lives in tries every kit: that is what it is for.
    let data = (!args.robot || args.data.is_some())
        .then(|| data::folder(args.data.as_deref()).ok())
        .flatten();
    let quarantined = data.as_deref().map(quarantined).unwrap_or_default();
    let kits = args.kits.map(std::path::absolute).transpose()?;
    let staff = data.as_ref().filter(|_| !args.robot).map(|data| staff::Setup {
        places: Places {
            home: home.clone(),
            data: data.clone(),
            kits: kits.clone().unwrap_or_else(|| home.join("kits")),
        },
        lock: config::load_staff(&home.join("config/staff.ron"), &mut Findings::default()),
        fixed: Fixed {
            machine: agency.kiosk.clone(),
            agency,
        },
    });
    let shelf = kits.clone().unwrap_or_else(|| home.join("kits"));
    let launch = Launch {
        barred: service::barred(&shelf, &quarantined, args.safe),
        out_of_order: args.out_of_order,
        home,
        kits,
        config,
        defaults,
        event: EventData(event),
        agency_words,
        staff,
        headless: args.headless,
        size,
        audio: AudioOptions {
            record: args.record_audio,
            device: !args.headless && !args.silent,
        },
        robot,
        speed: args.speed,
        measure: args.measure.map(|file| MeasureOptions { file, start }),
        probe: args.probe,
        log: true,
    };
    Ok(Prepared {
        launch,
        counting,
        greeting,
    })
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

fn play(prepared: Prepared) -> ExitCode {
    let Prepared {
        launch,
        counting,
        greeting,
    } = prepared;
    let robot = launch.robot.is_some();
    let mut app = launch::build(launch);
    greeting.give(&mut app);
    if let Some(pulse) = Pulse::from_env() {
        heartbeat::plugin(&mut app, pulse);
    }
    // For as long as the kiosk runs.
    let _uploading = counting.and_then(|counting| counting.begin(&mut app));
    // Running an app consumes its world: what is wanted afterwards is handed out while it lives.
    let last = Arc::new(Mutex::new(RobotReport::default()));
    if robot {
        let told = last.clone();
        app.add_systems(Last, move |report: Res<RobotReport>| {
            if report.is_changed() {
                *told.lock().unwrap_or_else(PoisonError::into_inner) = report.clone();
            }
        });
    }
    let exit = app.run();
    let report = last.lock().unwrap_or_else(PoisonError::into_inner);
    if robot {
        println!("{} visite(s), journal {}", report.visits, report.hash);
    }
    if let Some(jam) = &report.jam {
        eprintln!("etabli play : le robot est resté bloqué ({jam})");
        return ExitCode::FAILURE;
    }
    if exit == AppExit::from_code(AGAIN) && std::env::var_os(ADDRESS_VARIABLE).is_none() {
        return come_back();
    }
    match exit {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

/// Starts the kiosk again in place of this process, as its supervisor would: staff changed settings.
#[cfg(unix)]
fn come_back() -> ExitCode {
    use std::os::unix::process::CommandExt;
    let error = match std::env::current_exe() {
        // Where it succeeds it does not return.
        Ok(program) => std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .exec(),
        Err(error) => error,
    };
    eprintln!("etabli play\u{a0}: la borne ne peut pas être relancée ({error})");
    ExitCode::from(AGAIN)
}

#[cfg(not(unix))]
fn come_back() -> ExitCode {
    ExitCode::from(AGAIN)
}
