//! `etabli supervise`: the kiosk for three days without anybody: plays, watches, and starts again.

use std::{env, ffi::OsString, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context;
use clap::{Args, Parser};
use etabli_upkeep::{
    logs::LogLimits,
    policy::Limits,
    supervisor::{self, Setup, Stop, SuperviseError},
};

use super::{Cli, Command, data, home};

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
    let supervised = prepare(args).and_then(|setup| {
        let stop = Stop::on_signals().context("le système n’annonce pas ses signaux")?;
        Ok(supervisor::run(&setup, &stop, &mut || None)?)
    });
    match supervised {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = error.downcast_ref::<SuperviseError>().map(SuperviseError::told);
            let told = told.unwrap_or_else(|| format!("{error:#}"));
            eprintln!("etabli supervise\u{a0}: {told}");
            ExitCode::from(2)
        }
    }
}

fn prepare(args: SuperviseArgs) -> anyhow::Result<Setup> {
    let play = [OsString::from("etabli"), OsString::from("play")];
    // A player that does not understand its first word would be started again all day.
    let told =
        Cli::try_parse_from(play.into_iter().chain(args.play.iter().cloned())).unwrap_or_else(|error| error.exit());
    let Command::Play(told) = told.command else {
        anyhow::bail!("seul «\u{a0}etabli play\u{a0}» se surveille");
    };
    home::find(told.home.as_deref())?;
    let data = data::folder(told.data.as_deref())?;
    Ok(Setup {
        program: program()?,
        arguments: [OsString::from("play")].into_iter().chain(args.play).collect(),
        // Players may be started from elsewhere than where the words were said.
        data: std::path::absolute(data)?,
        limits: Limits {
            restarts: usize::from(args.restarts),
            healthy: Duration::from_secs(args.healthy_secs),
            ..Limits::default()
        },
        log: LogLimits::default(),
    })
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
