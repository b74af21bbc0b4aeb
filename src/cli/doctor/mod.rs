//! `etabli doctor`: what this machine lacks to be a kiosk.
//!
//! Probes read the machine into plain values, judges say what follows from them: `Machine` → `Vec<Verdict>`.

mod judge;
mod machine;
mod probe;
mod say;
mod verdict;

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use self::verdict::Level;

/// Code de sortie : 0 si rien ne manque, 1 s’il manque quelque chose, 2 si la machine n’a pas pu être examinée.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Dossier des données de la borne, au lieu de celui du système.
    #[arg(long, value_name = "DOSSIER_DES_DONNEES")]
    data: Option<PathBuf>,
    /// Pour un outil : en JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: &DoctorArgs) -> ExitCode {
    let machine = match probe::machine(args.home.as_deref(), args.data.as_deref()) {
        Ok(machine) => machine,
        Err(error) => {
            eprintln!("etabli doctor\u{a0}: {error:#}");
            return ExitCode::from(2);
        }
    };
    let verdicts = judge::judge(&machine);
    if args.json {
        println!("{}", say::json(&verdicts));
    } else {
        print!("{}", say::text(&verdicts));
    }
    match say::worst(&verdicts) {
        Level::Good | Level::Watch => ExitCode::SUCCESS,
        Level::Missing => ExitCode::FAILURE,
    }
}
