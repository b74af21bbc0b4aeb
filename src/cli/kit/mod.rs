//! `etabli kit`: what someone who makes or installs kits asks of the house, one file a command.

mod check;
mod install;
mod keygen;
mod list;
mod new;
mod pack;
mod play;
mod prove;
mod reference;
pub(super) mod say;
mod show;
mod withdraw;

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand, ValueEnum};

use super::home;
use crate::{kit::store::Ask, language::Language};

#[derive(Args, Debug)]
pub struct KitArgs {
    #[command(subcommand)]
    command: KitCommand,
}

#[derive(Subcommand, Debug)]
enum KitCommand {
    /// Commence un kit : copie un modèle entier, qui se joue déjà, sous un nouveau nom.
    New(new::NewArgs),
    /// Vérifie des kits et dit tout ce qu’il faut y corriger.
    ///
    /// Code de sortie : 0 sans erreur, 1 si un kit a des erreurs, 2 si la vérification n’a pas pu se faire.
    Check(check::CheckArgs),
    /// Joue un kit pendant qu’on l’écrit : chaque fichier enregistré se voit aussitôt, à côté de ce qu’en dit la vérification.
    Play(play::PlayArgs),
    /// Essaye un kit : un robot le joue dans la vraie fenêtre, et la preuve est écrite à côté.
    Prove(prove::ProveArgs),
    /// Écrit la référence du format : tous les champs de kit.ron.
    Reference,
    /// Crée de quoi signer des kits : une clé secrète à garder, une clé publique à donner.
    Keygen(keygen::KeygenArgs),
    /// Vérifie un kit et en fait un seul fichier à remettre, signé.
    Pack(pack::PackArgs),
    /// Dit ce que contient une archive : qui l’a signée, auteurs et licences, preuve, nombres à valider.
    Show(show::ShowArgs),
    /// Installe des archives, sans jamais laisser un kit à moitié.
    Install(install::InstallArgs),
    /// Revient à la version précédente d’un kit.
    Rollback(withdraw::WithdrawArgs),
    /// Retire un kit installé.
    Remove(withdraw::WithdrawArgs),
    /// Liste les kits installés.
    List(list::ListArgs),
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

/// Where Établi and its kits lie.
#[derive(Args, Debug)]
struct Place {
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Dossier des kits, au lieu de celui d’Établi.
    #[arg(long, value_name = "DOSSIER_DES_KITS")]
    into: Option<PathBuf>,
}

impl Place {
    /// # Errors
    /// If no folder of kits was named and Établi's own is nowhere to be found.
    fn kits(&self) -> anyhow::Result<PathBuf> {
        match &self.into {
            Some(folder) => Ok(folder.clone()),
            None => Ok(home::find(self.home.as_deref())?.join("kits")),
        }
    }

    /// # Errors
    /// If Établi is nowhere to be found.
    fn trust(&self) -> anyhow::Result<PathBuf> {
        trust_of(self.home.as_deref())
    }
}

/// The file with the publishers that Établi trusts.
fn trust_of(wished: Option<&Path>) -> anyhow::Result<PathBuf> {
    Ok(home::find(wished)?.join(crate::config::TRUST))
}

/// What the command found, from good to bad; the worst decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Errors,
    /// Something that was asked for could not be done at all.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

pub fn run(args: KitArgs) -> ExitCode {
    let (out, err) = (&mut io::stdout(), &mut io::stderr());
    let outcome = match args.command {
        KitCommand::New(args) => new::run(&args, out, err),
        KitCommand::Check(args) => check::run(&args, out, err),
        KitCommand::Play(args) => play::run(&args, err),
        KitCommand::Prove(args) => prove::run(&args, out, err),
        KitCommand::Reference => reference::run(out, err),
        KitCommand::Keygen(args) => keygen::run(&args, out, err),
        KitCommand::Pack(args) => pack::run(&args, out, err),
        KitCommand::Show(args) => show::run(&args, out, err),
        KitCommand::Install(args) => install::run(&args, out, err),
        KitCommand::Rollback(args) => withdraw::run(&args, Ask::Rollback, out, err),
        KitCommand::Remove(args) => withdraw::run(&args, Ask::Remove, out, err),
        KitCommand::List(args) => list::run(&args, out, err),
    };
    // Who reads has seen enough (`etabli kit check | head`), or the disk is full: nobody is left to be told in words.
    outcome.unwrap_or(Outcome::Failed).into()
}
