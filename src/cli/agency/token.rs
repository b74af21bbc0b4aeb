//! `etabli agency token add|list|revoke`.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::{Place, out};
use crate::agency::store::{Password, Role, is_token_name};

#[derive(Args, Debug)]
pub struct TokenArgs {
    #[command(subcommand)]
    command: TokenCommand,
}

#[derive(Subcommand, Debug)]
enum TokenCommand {
    /// Crée un jeton et montre son mot de passe, une seule fois.
    Add {
        /// Minuscules sans accent, chiffres, « - » et « _ » : parc-rouen, prenom.
        #[arg(value_name = "NOM")]
        name: String,
        #[arg(long, value_enum, default_value_t)]
        role: RoleArg,
        #[command(flatten)]
        place: Place,
    },
    /// Liste les jetons.
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Retire un jeton ; les bornes ou la personne qui l’ont n’entrent plus.
    Revoke {
        #[arg(value_name = "NOM")]
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum RoleArg {
    /// Envoyer des totaux et des signes de vie.
    #[default]
    Bornes,
    /// Lire le tableau de bord et les totaux.
    Lecture,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Bornes => Self::Fleet,
            RoleArg::Lecture => Self::Reader,
        }
    }
}

pub(super) async fn run(args: TokenArgs) -> Result<ExitCode> {
    match args.command {
        TokenCommand::Add { name, role, place } => add(&name, role.into(), &place).await,
        TokenCommand::List { place } => list(&place).await,
        TokenCommand::Revoke { name, place } => revoke(&name, &place).await,
    }
}

async fn add(name: &str, role: Role, place: &Place) -> Result<ExitCode> {
    if !is_token_name(name) {
        bail!(
            "«\u{a0}{name}\u{a0}»\u{a0}: un nom de jeton a de 1 à 64 minuscules sans accent, chiffres, «\u{a0}-\u{a0}» ou «\u{a0}_\u{a0}»"
        );
    }
    let store = place.store(true).await?;
    let password = Password::random().context("ce système ne donne pas de nombres au hasard")?;
    if !store.add_token(name, role, password.digest()).await? {
        bail!("le jeton «\u{a0}{name}\u{a0}» existe déjà\u{a0}: le retirer d’abord, ou choisir un autre nom");
    }
    store.close().await;
    out::err("Ce mot de passe n’est gardé nulle part et ne sera plus montré\u{a0}:")?;
    out::out(&format!("{name}:{password}"))?;
    Ok(ExitCode::SUCCESS)
}

async fn list(place: &Place) -> Result<ExitCode> {
    for token in place.store(false).await?.tokens().await? {
        let role = match token.role {
            Role::Fleet => "bornes",
            Role::Reader => "lecture",
        };
        let created = Timestamp::from_millisecond(token.created_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        out::out(&format!(
            "{}\t{role}\tcréé le {}",
            token.name,
            created.strftime("%d/%m/%Y")
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn revoke(name: &str, place: &Place) -> Result<ExitCode> {
    let store = place.store(false).await?;
    if !store.revoke_token(name).await? {
        bail!("il n’y a pas de jeton «\u{a0}{name}\u{a0}»");
    }
    store.close().await;
    out::err(&format!("Le jeton «\u{a0}{name}\u{a0}» n’ouvre plus rien."))?;
    Ok(ExitCode::SUCCESS)
}
