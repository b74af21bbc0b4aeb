//! `etabli staff`: what staff ask of the machine itself.

use std::{
    fs,
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::home;
use crate::config::{StaffLock, desk::Desk};

#[derive(Args, Debug)]
pub struct StaffArgs {
    #[command(subcommand)]
    command: StaffCommand,
}

#[derive(Subcommand, Debug)]
enum StaffCommand {
    /// Oublie le code du panneau de l’équipe : il redevient 0000, à changer à la première ouverture.
    ResetPin(ResetArgs),
}

#[derive(Args, Debug)]
struct ResetArgs {
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Sans demander de confirmation.
    #[arg(long)]
    yes: bool,
}

pub fn run(args: &StaffArgs) -> ExitCode {
    let (input, out) = (&mut io::stdin().lock(), &mut io::stdout());
    let StaffCommand::ResetPin(reset) = &args.command;
    match reset_pin(reset, input, out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nobody is left to be told where even this cannot be written.
            let _ = writeln!(io::stderr(), "etabli staff\u{a0}: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether it was done; false: whoever was asked said no.
fn reset_pin(args: &ResetArgs, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<bool> {
    let home = home::find(args.home.as_deref())?;
    let config = home.join("config");
    check_owner(&config)?;
    if !args.yes {
        write!(
            out,
            "Le code du panneau de l’équipe sera oublié\u{a0}: il redeviendra 0000, à changer à la première ouverture.\n\
             Écrire «\u{a0}oui\u{a0}» pour continuer\u{a0}: "
        )?;
        out.flush()?;
        let mut answer = String::new();
        input.read_line(&mut answer)?;
        if !answer.trim().eq_ignore_ascii_case("oui") {
            writeln!(out, "Rien n’a été changé.")?;
            return Ok(false);
        }
    }
    Desk::open(&home)
        .save_staff(&StaffLock::FirstStart)
        .map_err(|error| anyhow::anyhow!(error.told().fr))?;
    writeln!(
        out,
        "C’est fait\u{a0}: ouvrir le panneau avec 0000, puis choisir aussitôt un autre code."
    )?;
    Ok(true)
}

/// Only who owns the settings may: a lock that root writes is one that the kiosk cannot read.
#[cfg(unix)]
fn check_owner(config: &Path) -> Result<()> {
    use std::os::unix::fs::MetadataExt as _;

    let lock = config.join("staff.ron");
    let owned = fs::metadata(&lock).or_else(|_| fs::metadata(config));
    let owner = owned
        .with_context(|| format!("«\u{a0}{}\u{a0}» n’existe pas", config.display()))?
        .uid();
    // What one makes is one's own: the system says who one is without being asked.
    let probe = config.join(format!(".etabli.qui-{}", std::process::id()));
    let me = fs::write(&probe, "")
        .and_then(|()| fs::metadata(&probe))
        .map(|about| about.uid());
    let _ = fs::remove_file(&probe);
    match me {
        Ok(me) if me == owner => Ok(()),
        Ok(_) => bail!(
            "ces réglages sont à un autre utilisateur de cette machine\u{a0}: relancer en son nom, par exemple «\u{a0}sudo -u etabli etabli staff reset-pin\u{a0}»"
        ),
        Err(error) => bail!(
            "le dossier «\u{a0}{}\u{a0}» ne s’écrit pas ({error})\u{a0}: relancer au nom de l’utilisateur à qui il est, par exemple «\u{a0}sudo -u etabli etabli staff reset-pin\u{a0}»",
            config.display()
        ),
    }
}

#[cfg(not(unix))]
fn check_owner(config: &Path) -> Result<()> {
    fs::metadata(config)
        .map(drop)
        .with_context(|| format!("«\u{a0}{}\u{a0}» n’existe pas", config.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::load_staff, finding::Findings};

    const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2Vs$aGFzaA";

    /// What the command makes of `answer` where a PIN is set, what it says, and the lock afterwards.
    fn reset(name: &str, yes: bool, answer: &str) -> (bool, String, StaffLock) {
        let home = std::env::temp_dir().join(format!("etabli-staff-cli-{}-{name}", std::process::id()));
        fs::create_dir_all(home.join("assets/images")).expect("a folder");
        fs::create_dir_all(home.join("config")).expect("a folder");
        let hash = HASH.to_owned();
        let lock = StaffLock::Pin {
            hash,
            must_change: false,
        };
        Desk::open(&home).save_staff(&lock).expect("saved");
        let mut said = Vec::new();
        let args = ResetArgs {
            home: Some(home.clone()),
            yes,
        };
        let done = reset_pin(&args, &mut answer.as_bytes(), &mut said).expect("an answer");
        let lock = load_staff(&home.join("config/staff.ron"), &mut Findings::default());
        let left = fs::read_dir(home.join("config")).expect("the folder").count();
        // The lock, the good one beside it, and what programs hold while they write.
        assert_eq!(left, 3);
        fs::remove_dir_all(home).expect("cleaned up");
        (done, String::from_utf8(said).expect("text"), lock)
    }

    #[test]
    fn it_asks_before_it_forgets() {
        for answer in ["", "non\n", "o\n"] {
            let (done, said, lock) = reset("no", false, answer);
            assert!(!done && said.contains("Rien n’a été changé"), "{said}");
            assert!(matches!(lock, StaffLock::Pin { .. }));
        }
        for (yes, answer) in [(false, "Oui\n"), (true, "")] {
            let (done, said, lock) = reset("yes", yes, answer);
            assert!(done && said.contains("0000"), "{said}");
            assert_eq!(lock, StaffLock::FirstStart);
        }
    }
}
