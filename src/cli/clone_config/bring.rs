//! From a stick to a spare kiosk: everything is read and checked before anything is changed.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead, Read, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::{
    FOLDER,
    listing::{BYTES_MAX, FORMAT, Listed, Listing, NAME},
    names::{Place, place},
    secrets::holds_key,
};
use crate::{
    config::{
        self, AgencyConfig,
        desk::{Desk, is_readable, with_text_field},
    },
    finding::{Findings, render_text},
    kit::{
        pack::{Sha256Sum, folder::Contents},
        store::{Adopted, RealDisk, Store},
    },
    language::Language,
};

/// Largest file of a copy, bytes; a kit's files have the same limit.
const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// What is wanted of a copy.
pub(super) struct Wishes<'a> {
    pub(super) kits: bool,
    /// This kiosk's name; `None`: the one it has, else the one that is answered.
    pub(super) kiosk: Option<&'a str>,
}

/// A copy that is whole.
struct Copy {
    folder: PathBuf,
    listing: Listing,
}

/// Takes the copy on `stick` over into the kiosk at `home`.
pub(super) fn bring(
    stick: &Path,
    home: &Path,
    wishes: &Wishes,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<()> {
    let copy = Copy::open(stick)?;
    let Listing {
        kiosk, etabli, made, ..
    } = &copy.listing;
    writeln!(
        out,
        "Copie de la borne «\u{a0}{kiosk}\u{a0}», faite le {} (Établi {etabli}).",
        made.strftime("%d/%m/%Y")
    )?;
    if etabli != env!("CARGO_PKG_VERSION") {
        writeln!(
            out,
            "Cette borne a Établi {}\u{a0}: vérifier les réglages après la copie.",
            env!("CARGO_PKG_VERSION")
        )?;
    }
    let mut settings = copy.settings()?;
    check(&settings, out)?;
    let name = name(home, wishes.kiosk, kiosk, input, out)?;
    let agency = settings
        .entry("agency.ron".to_owned())
        .or_insert_with(|| b"(\n)\n".to_vec());
    let named = std::str::from_utf8(agency)
        .ok()
        .and_then(|text| with_text_field(text, "kiosk", &name));
    *agency = named.context("agency.ron, sur la clé, est mal écrit")?.into_bytes();
    let told = if wishes.kits {
        copy.bring_kits(&home.join("kits"))?
    } else {
        Vec::new()
    };
    let mut desk = Desk::open(home);
    // The settings last: what they speak of is there by then.
    let (last, first): (Vec<_>, Vec<_>) = settings.iter().partition(|(name, _)| *name == "kiosk.ron");
    for (name, bytes) in first.into_iter().chain(last) {
        desk.put(name, bytes)
            .map_err(|error| anyhow::anyhow!(error.told().fr))?;
    }
    for line in told {
        writeln!(out, "{line}")?;
    }
    writeln!(
        out,
        "{} fichier(s) de réglages repris\u{202f}; cette borne s’appelle «\u{a0}{name}\u{a0}».",
        settings.len()
    )?;
    to_bring(home, &name, out)
}

impl Copy {
    /// The copy on this stick, or the one that this folder is.
    fn open(stick: &Path) -> Result<Self> {
        let folders = [stick.join(FOLDER), stick.to_owned()];
        let Some(folder) = folders.into_iter().find(|folder| folder.join(NAME).is_file()) else {
            bail!(
                "aucune copie de borne dans «\u{a0}{}\u{a0}»\u{a0}: la faire d’abord avec «\u{a0}etabli clone-config --to\u{a0}»",
                stick.display()
            );
        };
        let bytes = read(&folder.join(NAME), BYTES_MAX)?;
        // A newer list may have fields that this program does not know: its format is asked first.
        #[derive(serde::Deserialize)]
        struct Head {
            format: u32,
        }
        let head: Head = serde_json::from_slice(&bytes).context("la liste de la copie est abîmée")?;
        if head.format != FORMAT {
            bail!(
                "cette copie a été faite par une version plus récente d’Établi\u{a0}: mettre cette borne à jour d’abord"
            );
        }
        let listing: Listing = serde_json::from_slice(&bytes).context("la liste de la copie est abîmée")?;
        for listed in &listing.files {
            if place(&listed.path).is_none() {
                bail!(
                    "«\u{a0}{}\u{a0}» n’a rien à faire dans une copie de borne\u{a0}: rien n’a été changé",
                    listed.path
                );
            }
        }
        let copy = Self { folder, listing };
        for listed in &copy.listing.files {
            copy.bytes(listed)?;
        }
        Ok(copy)
    }

    /// The file, if it is as it was when the copy was made.
    fn bytes(&self, listed: &Listed) -> Result<Vec<u8>> {
        let path = self.folder.join(&listed.path);
        let spoilt = || {
            format!(
                "«\u{a0}{}\u{a0}» manque ou est abîmé\u{a0}: la clé a-t-elle été retirée trop tôt\u{202f}? Refaire la copie\u{202f}; rien n’a été changé",
                listed.path
            )
        };
        let is_file = path.symlink_metadata().is_ok_and(|about| about.is_file());
        if !is_file || listed.bytes > FILE_BYTES_MAX {
            bail!(spoilt());
        }
        let bytes = read(&path, FILE_BYTES_MAX).with_context(spoilt)?;
        if bytes.len() as u64 != listed.bytes || Sha256Sum::of(&bytes) != listed.sha256 {
            bail!(spoilt());
        }
        Ok(bytes)
    }

    /// The files of the folder `config`, by their path in there.
    fn settings(&self) -> Result<BTreeMap<String, Vec<u8>>> {
        let mut settings = BTreeMap::new();
        for listed in &self.listing.files {
            let name = match place(&listed.path) {
                Some(Place::Setting(name) | Place::Authority(name)) => name.to_owned(),
                Some(Place::Event(id)) => format!("events/{id}.ron"),
                Some(Place::Kit(..)) | None => continue,
            };
            let bytes = self.bytes(listed)?;
            if holds_key(&bytes) {
                bail!(
                    "«\u{a0}{}\u{a0}» contient une clé secrète, qui n’a rien à faire sur une clé USB",
                    listed.path
                );
            }
            settings.insert(name, bytes);
        }
        Ok(settings)
    }

    /// Takes the kits in, and says what came of each; a kit that is there in another version stays.
    fn bring_kits(&self, folder: &Path) -> Result<Vec<String>> {
        let mut kits: BTreeMap<&str, Vec<(&str, &Listed)>> = BTreeMap::new();
        for listed in &self.listing.files {
            if let Some(Place::Kit(id, file)) = place(&listed.path) {
                kits.entry(id).or_default().push((file, listed));
            }
        }
        if kits.is_empty() {
            return Ok(Vec::new());
        }
        let refused = |findings: Findings| anyhow::anyhow!("{}", render_text(&findings.sorted(), Language::French));
        let mut store = Store::open(folder, &RealDisk).map_err(refused)?;
        let mut told = Vec::new();
        for (id, files) in kits {
            let mut contents = Contents::new();
            for (file, listed) in files {
                contents.insert(file.to_owned(), self.bytes(listed)?);
            }
            told.push(match store.adopt(id, &contents, &format!("kits/{id}")) {
                Ok(Adopted::New) => format!("{id}\u{a0}: copié, en attente d’un essai sur cette borne"),
                Ok(Adopted::AlreadyThere) => format!("{id}\u{a0}: déjà là"),
                Ok(Adopted::OtherVersion(version)) => {
                    format!("{id}\u{a0}: la version {version} est déjà là, avec un autre contenu\u{a0}; elle reste")
                }
                Err(findings) => {
                    format!(
                        "{id}\u{a0}: refusé\n{}",
                        render_text(&findings.sorted(), Language::French)
                    )
                }
            });
        }
        Ok(told)
    }
}

/// No more than `most` bytes of the file at `path`.
fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    let told = || format!("«\u{a0}{}\u{a0}» ne se lit pas", path.display());
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    read.with_context(told)?;
    if bytes.len() as u64 > most {
        bail!("«\u{a0}{}\u{a0}» est trop gros", path.display());
    }
    Ok(bytes)
}

/// Refuses what cannot be read, and tells what else is wrong, as for files written by hand.
fn check(settings: &BTreeMap<String, Vec<u8>>, out: &mut dyn Write) -> Result<()> {
    let mut findings = Findings::default();
    for (name, bytes) in settings.iter().filter(|(name, _)| name.ends_with(".ron")) {
        let file = format!("config/{name}");
        match name.as_str() {
            "kiosk.ron" => drop(config::parse_kiosk(&file, bytes, &mut findings)),
            "agency.ron" => drop(config::parse_agency(&file, bytes, &mut findings)),
            "trust.ron" => drop(config::parse_trust(&file, bytes, &mut findings)),
            "portal.ron" => drop(config::parse_portal(&file, bytes, &mut Findings::default())),
            "courrier.ron" => drop(config::parse_mail(&file, bytes, &mut findings)),
            event if event.starts_with("events/") => drop(config::parse_event(&file, bytes, &mut findings)),
            _ => {}
        }
        if !is_readable(bytes) {
            bail!(
                "«\u{a0}{file}\u{a0}», sur la clé, ne se lit pas\u{a0}: rien n’a été changé\n{}",
                render_text(&findings.sorted(), Language::French)
            );
        }
    }
    write!(out, "{}", render_text(&findings.sorted(), Language::French))?;
    Ok(())
}

/// The name of this kiosk: two of the same name would be taken for one.
fn name(
    home: &Path,
    wished: Option<&str>,
    theirs: &str,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<String> {
    if let Some(wished) = wished {
        if config::is_id(wished) {
            return Ok(wished.to_owned());
        }
        bail!(
            "«\u{a0}{wished}\u{a0}» n’est pas un nom de borne\u{a0}: minuscules sans accent, chiffres, «\u{a0}-\u{a0}» et «\u{a0}_\u{a0}»"
        );
    }
    let usual = AgencyConfig::default().kiosk;
    let own = config::load_agency(&home.join("config/agency.ron"), &mut Findings::default()).kiosk;
    if own != usual && own != theirs {
        return Ok(own);
    }
    loop {
        write!(
            out,
            "Nom de cette borne (la copie vient de «\u{a0}{theirs}\u{a0}»)\u{a0}: "
        )?;
        out.flush()?;
        let mut answer = String::new();
        if input.read_line(&mut answer)? == 0 {
            writeln!(out)?;
            bail!(
                "cette borne a besoin d’un nom à elle\u{a0}: l’indiquer avec --kiosk NOM\u{202f}; rien n’a été changé"
            );
        }
        let answer = answer.trim();
        if config::is_id(answer) && answer != theirs {
            return Ok(answer.to_owned());
        }
        writeln!(
            out,
            "Un autre nom que «\u{a0}{theirs}\u{a0}», en minuscules sans accent, chiffres, «\u{a0}-\u{a0}» et «\u{a0}_\u{a0}»."
        )?;
    }
}

/// What has to be brought by another way.
fn to_bring(home: &Path, name: &str, out: &mut dyn Write) -> Result<()> {
    let agency = config::load_agency(&home.join("config/agency.ron"), &mut Findings::default());
    let missing = agency.credentials.filter(|path| fs::symlink_metadata(path).is_err());
    if let Some(path) = missing {
        writeln!(
            out,
            "À apporter à part\u{a0}: «\u{a0}{}\u{a0}», le mot de passe de l’agence.",
            path.display()
        )?;
    }
    if agency.portal.is_some() {
        writeln!(
            out,
            "Si cette borne n’a pas encore de clé\u{a0}: «\u{a0}etabli keys kiosk {name}\u{a0}», puis transmettre la liste à l’agence."
        )?;
    }
    writeln!(out, "Le code de l’équipe de cette borne ne change pas.")?;
    Ok(())
}
