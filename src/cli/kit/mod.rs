//! `etabli kit`: what someone who makes kits asks of the house, one file a command.

mod check;

use std::{io, process::ExitCode};

use clap::{Args, Subcommand, ValueEnum};

use crate::language::Language;

#[derive(Args, Debug)]
pub struct KitArgs {
    #[command(subcommand)]
    command: KitCommand,
}

#[derive(Subcommand, Debug)]
enum KitCommand {
    /// Vérifie des kits et dit tout ce qu’il faut y corriger.
    ///
    /// Code de sortie : 0 sans erreur, 1 si un kit a des erreurs, 2 si la vérification n’a pas pu se faire.
    Check(check::CheckArgs),
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Lang {
    #[default]
    Fr,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::French,
            Lang::En => Self::English,
        }
    }
}

/// What the command found, from good to bad; the worst decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Errors,
    /// Something that was asked for could not be checked at all.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

pub fn run(args: KitArgs) -> ExitCode {
    let (out, err) = (&mut io::stdout().lock(), &mut io::stderr().lock());
    let outcome = match args.command {
        KitCommand::Check(args) => check::run(&args, out, err),
    };
    // Who reads has seen enough (`etabli kit check | head`), or the disk is full: nobody is left to be told in words.
    outcome.unwrap_or(Outcome::Failed).into()
}
