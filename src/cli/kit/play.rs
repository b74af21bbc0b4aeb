//! `etabli kit play`: a kit as visitors will see it, while it is being written.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use bevy::{app::AppExit, math::UVec2};
use clap::Args;

use super::{Lang, Outcome, say};
use crate::{
    audio::AudioOptions,
    cli::{home, kits, play::size},
    config::{self, KioskConfig, Quality},
    finding::Findings,
    kiosk::{AgencyWords, EventData},
    kit::library::Barred,
    language::{Bilingual, Language},
    launch::{self, Launch},
    preview::{self, area, draft::Draft},
    visitor::{Defaults, Preferences},
};

#[derive(Args, Debug)]
pub(super) struct PlayArgs {
    /// Dossier du kit (avec son kit.ron).
    #[arg(value_name = "DOSSIER")]
    path: PathBuf,
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Langue de l’aperçu et des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// Taille de la fenêtre, par exemple 1710x720 ; le panneau y prend 430 pixels.
    #[arg(long, value_name = "LxH", value_parser = size)]
    size: Option<UVec2>,
    /// Dépose ici une image de chaque endroit du kit, puis quitte.
    #[arg(long, value_name = "DOSSIER")]
    screenshots: Option<PathBuf>,
}

/// Plays until the window is closed; what could not be done goes to `err`, which is not held meanwhile.
///
/// # Errors
/// Only if `err` cannot be written.
pub(super) fn run(args: &PlayArgs, err: &mut dyn Write) -> io::Result<Outcome> {
    let language = args.lang.into();
    let folder = match only_kit(&args.path) {
        Ok(folder) => folder,
        Err(problem) => {
            let colon = if language == Language::French { "\u{a0}:" } else { ":" };
            writeln!(
                err,
                "etabli kit play{colon} {}{colon} {}",
                args.path.display(),
                problem.get(language)
            )?;
            return Ok(Outcome::Failed);
        }
    };
    match play(args, &folder) {
        Ok(AppExit::Success) => Ok(Outcome::Clean),
        Ok(AppExit::Error(_)) => Ok(Outcome::Failed),
        Err(error) => say::failed(err, "play", &error),
    }
}

/// The one kit that is meant by `path`.
fn only_kit(path: &Path) -> Result<PathBuf, Bilingual> {
    let mut found = kits::at(path)?;
    match (found.pop(), found.is_empty()) {
        (Some(kit), true) => Ok(kit),
        _ => Err(Bilingual::new(
            "ce dossier contient plusieurs kits, indiquer le dossier d’un seul",
            "this folder holds several kits, name the folder of one",
        )),
    }
}

fn play(args: &PlayArgs, folder: &Path) -> anyhow::Result<AppExit> {
    let home = home::find(args.home.as_deref())?;
    if let Some(pictures) = &args.screenshots {
        std::fs::create_dir_all(pictures)?;
    }
    // What this kiosk has to mend in its own settings is no business of a kit's author.
    let config = config::load_kiosk(&home.join("config/kiosk.ron"), &mut Findings::default());
    let (draft, seen) = Draft::open(folder)?;
    let preferences = Preferences {
        language: args.lang.into(),
        ..Preferences::default()
    };
    let mut app = launch::build(Launch {
        home,
        kits: Some(draft.kits().to_owned()),
        config: KioskConfig {
            // A desk has a screen of its own size: the kiosk is shown as on the reference screen.
            screen_diagonal_inches: KioskConfig::default().screen_diagonal_inches,
            quality: Quality::Auto,
            fullscreen: false,
            event: None,
            ..config
        },
        defaults: Defaults(preferences),
        agency_words: AgencyWords::default(),
        staff: None,
        event: EventData::default(),
        barred: Barred::default(),
        out_of_order: None,
        headless: false,
        size: Some(args.size.unwrap_or_else(area::wished_size)),
        audio: AudioOptions {
            record: None,
            device: args.screenshots.is_none(),
        },
        robot: None,
        speed: 1.0,
        measure: None,
        probe: None,
        lose_graphics: None,
        log: true,
    });
    preview::plugin(&mut app, draft, seen);
    if let Some(pictures) = &args.screenshots {
        preview::album::plugin(&mut app, pictures.clone());
    }
    Ok(app.run())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn the_kit_can_be_named_by_its_folder_or_its_file() {
        let kit = home().join("kits/soudure");
        assert_eq!(only_kit(&kit).as_ref(), Ok(&kit));
        assert_eq!(only_kit(&kit.join("kit.ron")), Ok(kit));
    }

    #[test]
    fn what_is_no_kit_is_refused_in_both_languages() {
        for (lang, wanted) in [(Lang::Fr, "n’existe pas"), (Lang::En, "does not exist")] {
            let args = PlayArgs {
                path: PathBuf::from("nowhere/at/all"),
                home: Some(home()),
                lang,
                size: None,
                screenshots: None,
            };
            let mut err = Vec::new();
            let outcome = run(&args, &mut err).expect("memory");
            let told = String::from_utf8(err).expect("UTF-8");
            assert!(outcome == Outcome::Failed && told.contains(wanted), "{told}");
        }
    }
}
