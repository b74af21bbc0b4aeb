//! `etabli supervise`: the kiosk for three days without anybody: plays, watches, and starts again.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use anyhow::Context;
use clap::{Args, Parser};
use etabli_upkeep::{
    logs::LogLimits,
    policy::Limits,
    screen::{Turned, Turner},
    supervisor::{self, Setup, Stop, SuperviseError},
};

use super::{Cli, Command, data, home, play::PlayArgs};
use crate::{config, finding::Findings};

#[derive(Args, Debug)]
pub struct SuperviseArgs {
    /// Redémarrages permis en une heure ; au-delà, la borne passe en mode sans échec.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    restarts: u16,
    /// Secondes de bon fonctionnement après lesquelles les délais repartent de zéro.
    #[arg(long, value_name = "N", default_value_t = 600, hide = true)]
    healthy_secs: u64,
    /// Tout le reste est dit à « etabli play », par exemple : --data DOSSIER.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS_DE_PLAY")]
    play: Vec<OsString>,
}

pub fn run(args: SuperviseArgs) -> ExitCode {
    match supervise(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = error.downcast_ref::<SuperviseError>().map(SuperviseError::told);
            let told = told.unwrap_or_else(|| format!("{error:#}"));
            eprintln!("etabli supervise\u{a0}: {told}");
            ExitCode::from(2)
        }
    }
}

fn supervise(args: SuperviseArgs) -> anyhow::Result<()> {
    let told = understood(&args.play)?;
    let home = home::find(told.home.as_deref())?;
    let settings = told.config.unwrap_or_else(|| home.join("config/kiosk.ron"));
    let setup = Setup {
        program: program()?,
        arguments: [OsString::from("play")].into_iter().chain(args.play).collect(),
        // Players may be started from elsewhere than where the words were said.
        data: std::path::absolute(data::folder(told.data.as_deref())?)?,
        limits: Limits {
            restarts: usize::from(args.restarts),
            healthy: Duration::from_secs(args.healthy_secs),
            ..Limits::default()
        },
        log: LogLimits::default(),
    };
    let stop = Stop::on_signals().context("le système n’annonce pas ses signaux")?;
    let mut turner = Turner::default();
    let mut turn = || turner.turn(mounted(&settings)?);
    Ok(supervisor::run(&setup, &stop, &mut turn)?)
}

/// What a player would make of these words. One that does not understand them would be started again all day.
fn understood(words: &[OsString]) -> anyhow::Result<PlayArgs> {
    let play = [OsString::from("etabli"), OsString::from("play")];
    let words = play.into_iter().chain(words.iter().cloned());
    match Cli::try_parse_from(words).unwrap_or_else(|error| error.exit()).command {
        Command::Play(told) => Ok(*told),
        _ => anyhow::bail!("seul «\u{a0}etabli play\u{a0}» se surveille"),
    }
}

/// How staff say that the screen is mounted, read anew: they may just have said so. `None` where a broken file may have
/// swallowed it: the picture then stays as it is.
fn mounted(settings: &Path) -> Option<Turned> {
    let mut findings = Findings::default();
    let degrees = config::load_kiosk(settings, &mut findings).rotation.degrees();
    let is_known = degrees != 0 || !findings.has_errors();
    Turned::from_degrees(degrees).filter(|_| is_known)
}

/// This very program, also once another version has taken its place on the disk: the next player is then the new one.
fn program() -> anyhow::Result<PathBuf> {
    let path = env::current_exe().context("le programme ne se trouve pas lui-même")?;
    Ok(match path.to_str().and_then(|path| path.strip_suffix(" (deleted)")) {
        Some(replaced) => PathBuf::from(replaced),
        None => path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> SuperviseArgs {
        let words = ["etabli", "supervise"].iter().chain(words);
        match Cli::try_parse_from(words).expect("it parses").command {
            Command::Supervise(args) => args,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_follows_is_said_to_play_as_it_is() {
        let args = parse(&["--restarts", "3", "--data", "/d", "--safe", "--restarts", "4"]);
        assert_eq!((args.restarts, args.healthy_secs), (3, 600));
        assert_eq!(args.play, ["--data", "/d", "--safe", "--restarts", "4"]);
        assert_eq!(parse(&[]).play, [""; 0]);
    }
}
