//! `etabli passes`: anonymous cards to cut, each with a QR that a kiosk's scanner reads.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use jiff::{Span, Zoned, civil::Date};

use super::{
    home,
    keys::{KeyFolder, Place},
    kit::say,
    kits,
};
use crate::{
    config::{Event, load_event},
    engagement::row::Audience,
    finding::{Findings, render_text},
    kit,
    language::{Language, dates::day},
    passes::{self, Fonts, Metier, Passes, sheets},
    tokens::{KeyRole, Pass},
};

#[derive(Args, Debug)]
pub struct PassesArgs {
    /// Nom du fichier de l’événement dans config/events, sans « .ron ».
    #[arg(long, value_name = "ÉVÉNEMENT")]
    event: String,
    /// Nombre de cartes.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20_000))]
    count: u32,
    /// À qui les cartes sont données : la borne ne le demande plus. Sans rien, elle le demande.
    #[arg(long, value_enum)]
    group: Option<GroupArg>,
    /// Langue de la borne et des cartes. Sans rien, cartes en français et choix à la borne.
    #[arg(long, value_enum)]
    language: Option<LanguageArg>,
    /// Dernier jour, par exemple 2026-11-28 ; sans rien : le dernier de l’événement.
    #[arg(long, value_name = "JOUR", conflicts_with = "days")]
    until: Option<Date>,
    /// Durée, en jours à partir d’aujourd’hui, au lieu du dernier jour.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=366))]
    days: Option<u16>,
    /// Adresse du carnet, imprimée au dos : https://metiers.example
    #[arg(long, value_name = "ADRESSE")]
    portal: String,
    /// Kits dont le métier est imprimé au dos ; sans rien : ceux d’Établi.
    #[arg(long, value_name = "DOSSIER")]
    kits: Option<PathBuf>,
    /// PDF à écrire, par exemple passes.pdf.
    #[arg(long, value_name = "FICHIER")]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GroupArg {
    College,
    Lycee,
    Etudes,
    Adulte,
    Parent,
    Conseil,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageArg {
    Fr,
    En,
}

impl From<GroupArg> for Audience {
    fn from(group: GroupArg) -> Self {
        match group {
            GroupArg::College => Self::College,
            GroupArg::Lycee => Self::Lycee,
            GroupArg::Etudes => Self::Etudes,
            GroupArg::Adulte => Self::Adulte,
            GroupArg::Parent => Self::Parent,
            GroupArg::Conseil => Self::Conseil,
        }
    }
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::Fr => Self::French,
            LanguageArg::En => Self::English,
        }
    }
}

pub fn run(args: &PassesArgs) -> ExitCode {
    let (out, err, today) = (&mut io::stdout(), &mut io::stderr(), Zoned::now().date());
    match print(args, today, out, err) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told where even this cannot be written.
            let _ = writeln!(err, "etabli passes\u{a0}: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn print(args: &PassesArgs, today: Date, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    let home = home::find(args.home.as_deref())?;
    let event = event(&home, &args.event, err)?;
    let last_day = last_day(args, &event, today)?;
    let passes = Passes {
        codes: codes(args, last_day, err)?,
        event: event.name,
        place: event.place,
        audience: args.group.map(Audience::from),
        language: args.language.map(Language::from),
        last_day,
        portal: portal(&args.portal)?,
        metiers: metiers(&args.kits.clone().unwrap_or_else(|| home.join("kits")))?,
        fonts: fonts(&home)?,
    };
    let pdf = passes::pdf(&passes).map_err(|error| anyhow::anyhow!(error.told().fr))?;
    write(&args.out, &pdf)?;
    let cards = passes.codes.len();
    writeln!(
        out,
        "{}\u{a0}: {cards} cartes sur {} feuilles, valables jusqu’au {}.",
        args.out.display(),
        sheets(cards),
        day(last_day)
    )?;
    writeln!(
        out,
        "Imprimer à 100\u{202f}%, recto verso, retourner sur le bord long. Puis effacer ce fichier\u{a0}: qui l’a peut imprimer les mêmes."
    )?;
    Ok(())
}

fn event(home: &Path, id: &str, err: &mut dyn Write) -> Result<Event> {
    let mut findings = Findings::default();
    let event = load_event(&home.join("config/events"), id, &mut findings);
    write!(err, "{}", render_text(&findings.sorted(), Language::French))?;
    event.with_context(|| format!("l’événement «\u{a0}{id}\u{a0}» ne se lit pas"))
}

/// # Errors
/// If no card could ever be used.
fn last_day(args: &PassesArgs, event: &Event, today: Date) -> Result<Date> {
    let last_day = match (args.until, args.days) {
        (Some(until), _) => until,
        (None, Some(days)) => today.saturating_add(Span::new().days(i64::from(days) - 1)),
        (None, None) => event.days().1,
    };
    if last_day < today {
        bail!(
            "le {} est passé\u{a0}: ces passes ne serviraient à rien. Indiquer un autre jour avec --until ou --days",
            day(last_day)
        );
    }
    Ok(last_day)
}

/// Each is made, signed and forgotten.
fn codes(args: &PassesArgs, last_day: Date, err: &mut dyn Write) -> Result<Vec<String>> {
    let key = KeyFolder::open(&args.place, err)?.signing_key(KeyRole::Event, &args.event)?;
    let (audience, language) = (args.group.map(Audience::from), args.language.map(Language::from));
    let code = |_| {
        let pass = Pass::new(&args.event, &key, last_day, audience, language)
            .context("ce système ne donne pas de nombres au hasard")?;
        Ok(pass.sign(&key))
    };
    (0..args.count).map(code).collect()
}

fn portal(address: &str) -> Result<String> {
    let host = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    let is_address = host.is_some_and(|host| {
        !host.is_empty()
            && host
                .chars()
                .all(|letter| letter.is_ascii_graphic() && !"\"#?<>@".contains(letter))
    });
    if !is_address {
        bail!("--portal «\u{a0}{address}\u{a0}»\u{a0}: écrire une adresse, comme https://metiers.example");
    }
    Ok(address.to_owned())
}

/// By number; a kit that cannot be read is left out by the kiosk too, but a card is printed for long: here it stops all.
fn metiers(path: &Path) -> Result<Vec<Metier>> {
    let folders =
        kits::at(path).map_err(|why| anyhow::anyhow!("«\u{a0}{}\u{a0}»\u{a0}: {}", path.display(), why.fr))?;
    let mut metiers: BTreeMap<u16, (Metier, PathBuf)> = BTreeMap::new();
    for folder in folders {
        let file = folder.join("kit.ron");
        let told = || format!("«\u{a0}{}\u{a0}» ne se lit pas", file.display());
        let bytes = fs::read(&file).with_context(told)?;
        let Ok((kit, _)) = kit::parse(&say::name_of(&file), &bytes) else {
            bail!(
                "«\u{a0}{}\u{a0}» a des erreurs\u{a0}: les voir avec «\u{a0}etabli kit check {}\u{a0}»",
                file.display(),
                folder.display()
            );
        };
        let (number, name) = (kit.metier.number, say::names(&kit));
        if let Some((_, other)) = metiers.insert(number, (Metier { number, name }, folder.clone())) {
            bail!(
                "«\u{a0}{}\u{a0}» et «\u{a0}{}\u{a0}» ont le même numéro, {number}\u{a0}: on ne saurait pas lequel a été coché",
                other.display(),
                folder.display()
            );
        }
    }
    Ok(metiers.into_values().map(|(metier, _)| metier).collect())
}

fn fonts(home: &Path) -> Result<Fonts> {
    let read = |name: &str| {
        let path = home.join("assets/fonts").join(name);
        fs::read(&path).with_context(|| format!("«\u{a0}{}\u{a0}» ne se lit pas", path.display()))
    };
    Ok(Fonts {
        display: read("display.ttf")?,
        text: read("text.ttf")?,
        bold: read("text_bold.ttf")?,
    })
}

/// In its place once all of it is written.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".en-cours");
    let written = || -> io::Result<()> {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    written().with_context(|| format!("«\u{a0}{}\u{a0}» ne peut pas être écrit", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_is_an_address_and_nothing_more() {
        for address in [
            "https://metiers.example",
            "http://192.168.1.20:8080",
            "https://agence.example/metiers/",
        ] {
            assert_eq!(portal(address).expect("an address"), address);
        }
        for address in [
            "metiers.example",
            "https://",
            "ftp://metiers.example",
            "https://a b",
            "https://moi:secret@a.example",
            "https://a.example/#c",
            "https://é.example",
        ] {
            assert!(portal(address).is_err(), "{address}");
        }
    }
}
