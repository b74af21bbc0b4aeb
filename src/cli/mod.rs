//! The commands, one file each.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the command line is where Établi prints"
)]

mod agency;
mod clone_config;
mod counting;
mod data;
// It reads Linux's own files: a kiosk is a Debian.
#[cfg(target_os = "linux")]
mod doctor;
mod engagement;
mod greeting;
mod home;
mod keys;
mod kit;
mod kits;
mod passes;
mod play;
pub mod report;
mod simulate;
mod staff;
mod supervise;

use std::{process::ExitCode, time::Instant};

use clap::{Parser, Subcommand};

/// Établi : essayer les métiers de ses mains, sur une borne tactile.
#[derive(Parser, Debug)]
#[command(name = "etabli", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Joue la borne : avec un visiteur, ou avec le robot visiteur (--robot).
    Play(Box<play::PlayArgs>),
    /// Fait tourner la borne sans personne : joue, surveille, relance.
    Supervise(supervise::SuperviseArgs),
    /// Tient le côté de l’agence : réception des totaux, tableau de bord, rapports.
    Agency(agency::AgencyArgs),
    /// Dit ce qui manque à cette machine pour être une borne.
    #[cfg(target_os = "linux")]
    Doctor(doctor::DoctorArgs),
    /// Vérifie les kits.
    Kit(kit::KitArgs),
    /// Montre, arrête et transmet ce que la borne a compté : des totaux anonymes, jamais une personne.
    Engagement(engagement::EngagementArgs),
    /// Tient les clés qui signent les passes et les fins de visite.
    Keys(keys::KeysArgs),
    /// Imprime des passes : des cartes anonymes à découper, à présenter devant les bornes.
    Passes(passes::PassesArgs),
    /// Ce que l’équipe demande à la machine elle-même : oublier le code du panneau.
    Staff(staff::StaffArgs),
    /// Copie une borne sur une clé USB, ou la reprend sur une autre : tout, sauf les secrets.
    CloneConfig(clone_config::CloneArgs),
    /// Écrit le bilan de cette borne pour l’équipe : une page à lire ou à imprimer à la fin de la journée.
    ///
    /// Code de sortie : 0 si tout va bien, 1 si le bilan dit quoi faire, 2 s’il n’a pas pu être écrit.
    Report(report::ReportArgs),
    /// Simule un salon de bornes virtuelles qui envoient à un magasin, et vérifie que tout tombe juste.
    Simulate(simulate::SimulateArgs),
}

/// Runs the command line; `start` is when the process began.
pub fn run(start: Instant) -> ExitCode {
    match Cli::parse().command {
        Command::Play(args) => play::run(*args, start),
        Command::Supervise(args) => supervise::run(args),
        Command::Agency(args) => agency::run(args),
        #[cfg(target_os = "linux")]
        Command::Doctor(args) => doctor::run(&args),
        Command::Kit(args) => kit::run(args),
        Command::Engagement(args) => engagement::run(args),
        Command::Keys(args) => keys::run(&args),
        Command::Passes(args) => passes::run(&args),
        Command::Staff(args) => staff::run(&args),
        Command::CloneConfig(args) => clone_config::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Simulate(args) => simulate::run(&args),
    }
}
