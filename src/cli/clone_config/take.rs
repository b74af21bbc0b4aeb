//! From a kiosk to a stick.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::{
    FOLDER,
    listing::{FORMAT, Listed, Listing, NAME},
    names::{SETTINGS, is_authority},
    secrets,
};
use crate::{
    config::{self, desk::good_text},
    finding::{Findings, render_text},
    kit::{
        check::is_kit_id,
        pack::folder,
        store::disk::{Disk, RealDisk},
    },
    language::Language,
};

/// Files by their path in the copy.
type Files = Vec<(String, Vec<u8>)>;

/// Copies the kiosk at `home` into a folder of `stick`, in place of the copy that is there. What goes is told to `out`.
pub(super) fn take(home: &Path, stick: &Path, kits: bool, now: Timestamp, out: &mut dyn Write) -> Result<()> {
    if !stick.is_dir() {
        bail!(
            "«\u{a0}{}\u{a0}» n’est pas un dossier\u{a0}: brancher la clé USB, et indiquer où elle est",
            stick.display()
        );
    }
    let agency = config::load_agency(&home.join("config/agency.ron"), &mut Findings::default());
    let mut files = settings(home, out)?;
    files.extend(events(&home.join("config/events"))?);
    if let Some(authority) = agency.ca.as_deref() {
        files.extend(certificate(authority, &home.join("config"), out)?);
    }
    let settings = files.len();
    let folders = if kits { kits_in(&home.join("kits"))? } else { Vec::new() };
    let listing = write(stick, &agency.kiosk, files, &folders, now)?;
    let bytes: u64 = listing.files.iter().map(|file| file.bytes).sum();
    writeln!(
        out,
        "{settings} fichier(s) de réglages et {} kit(s) copiés dans «\u{a0}{}\u{a0}» ({} Mo).\n\
         Ni clé, ni mot de passe, ni code de l’équipe n’en font partie.\n\
         Sur l’autre borne\u{a0}: etabli clone-config --from DOSSIER",
        folders.len(),
        stick.join(FOLDER).display(),
        bytes.div_ceil(1_000_000)
    )?;
    Ok(())
}

/// The settings that are there, each as the kiosk itself would use it.
fn settings(home: &Path, out: &mut dyn Write) -> Result<Files> {
    let mut files = Files::new();
    for name in SETTINGS {
        let path = home.join("config").join(name);
        let text = good_text(&path).with_context(|| format!("«\u{a0}{}\u{a0}» ne se lit pas", path.display()))?;
        let Some(mut text) = text else { continue };
        if name == "agency.ron" {
            let Some((without, had)) = secrets::without_password(&text) else {
                bail!("config/agency.ron est mal écrit\u{a0}: le corriger d’abord, rien n’a été copié");
            };
            text = without;
            if had {
                writeln!(
                    out,
                    "Le mot de passe du proxy n’est pas copié\u{a0}: l’écrire à nouveau sur l’autre borne."
                )?;
            }
        }
        files.push((format!("config/{name}"), text.into_bytes()));
    }
    Ok(files)
}

fn events(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    for name in names {
        let Some(id) = name.strip_suffix(".ron").filter(|id| config::is_id(id)) else {
            continue;
        };
        let path = folder.join(&name);
        let text = good_text(&path).with_context(|| format!("«\u{a0}{}\u{a0}» ne se lit pas", path.display()))?;
        files.extend(text.map(|text| (format!("config/events/{id}.ron"), text.into_bytes())));
    }
    Ok(files)
}

/// The authority's certificate, which is public, if it lies among the settings.
fn certificate(path: &Path, config: &Path, out: &mut dyn Write) -> Result<Option<(String, Vec<u8>)>> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let Ok(bytes) = fs::read(path) else {
        writeln!(
            out,
            "Le certificat «\u{a0}{}\u{a0}» manque\u{a0}: il n’est pas copié.",
            path.display()
        )?;
        return Ok(None);
    };
    if path.parent() != Some(config) || !is_authority(name) || secrets::holds_key(&bytes) {
        writeln!(
            out,
            "«\u{a0}{}\u{a0}» n’est pas copié\u{a0}: l’apporter à part.",
            path.display()
        )?;
        return Ok(None);
    }
    Ok(Some((format!("config/{name}"), bytes)))
}

/// Folders of the kits that are played, sorted.
fn kits_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("«\u{a0}{}\u{a0}» ne se lit pas", folder.display())),
    };
    let is_kit = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(is_kit_id) && path.join("kit.ron").is_file()
    };
    let mut folders: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(is_kit)
        .collect();
    folders.sort_unstable();
    Ok(folders)
}

/// Writes the copy beside the one that is there, then puts it in its place: a stick that is pulled out keeps one of them.
fn write(stick: &Path, kiosk: &str, files: Files, kits: &[PathBuf], now: Timestamp) -> Result<Listing> {
    let disk = RealDisk;
    let [ready, begun, old] = ["", ".en-cours", ".ancien"].map(|ending| stick.join(format!("{FOLDER}{ending}")));
    let told = || {
        format!(
            "«\u{a0}{}\u{a0}» ne s’écrit pas\u{a0}: la clé est-elle encore là, a-t-elle assez de place\u{202f}?",
            stick.display()
        )
    };
    let written = || -> Result<Listing> {
        disk.remove_folder(&begun).with_context(told)?;
        let mut listed = Vec::new();
        for (path, bytes) in &files {
            put(&begun, path, bytes).with_context(told)?;
            listed.push(Listed::of(path.clone(), bytes));
        }
        // One kit at a time: together they may be more than a small machine holds.
        for folder in kits {
            let id = folder.file_name().unwrap_or_default().to_string_lossy();
            for (name, bytes) in folder::read(folder).map_err(|findings| refused(findings, folder))? {
                let path = format!("kits/{id}/{name}");
                put(&begun, &path, &bytes).with_context(told)?;
                listed.push(Listed::of(path, &bytes));
            }
        }
        let listing = Listing {
            format: FORMAT,
            etabli: env!("CARGO_PKG_VERSION").to_owned(),
            kiosk: kiosk.to_owned(),
            made: now,
            files: listed,
        };
        put(&begun, NAME, &serde_json::to_vec_pretty(&listing)?).with_context(told)?;
        Ok(listing)
    };
    let listing = written().inspect_err(|_| {
        // The first error is the one to tell.
        let _ = disk.remove_folder(&begun);
    })?;
    let placed = || -> std::io::Result<()> {
        disk.remove_folder(&old)?;
        if ready.exists() {
            disk.rename(&ready, &old)?;
        }
        disk.rename(&begun, &ready)?;
        disk.sync_folder(stick)?;
        disk.remove_folder(&old)
    };
    placed().with_context(told)?;
    Ok(listing)
}

fn put(folder: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let disk = RealDisk;
    let path = folder.join(path);
    if let Some(above) = path.parent() {
        disk.make_folder(above)?;
    }
    let mut file = disk.create(&path)?;
    disk.write(&mut file, bytes)?;
    disk.sync(&file)
}

fn refused(mut findings: Findings, folder: &Path) -> anyhow::Error {
    findings.locate(&folder.display().to_string(), |_| None);
    anyhow::anyhow!(
        "ce kit ne se copie pas\n{}",
        render_text(&findings.sorted(), Language::French)
    )
}
