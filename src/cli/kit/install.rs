//! `etabli kit install`: from a stick to the kiosk.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Lang, Outcome, Place, say};
use crate::{
    config::{Trust, add_trust, load_trust},
    finding::Findings,
    kit::{
        pack::{Archive, EXTENSION, Manifest, Publisher, refusal},
        store::{self, NOTHING, RealDisk, Received, Store},
    },
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct InstallArgs {
    /// Archive d’un kit, ou dossier (une clé USB) dont toutes les archives sont installées.
    #[arg(value_name = "ARCHIVE|DOSSIER")]
    path: PathBuf,
    /// Clé publique d’un éditeur à reconnaître désormais.
    #[arg(long, value_name = "NOM.pub")]
    trust: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &InstallArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let (kits, trust_path) = match (args.place.kits(), args.place.trust()) {
        (Ok(kits), Ok(trust)) => (kits, trust),
        (Err(error), _) | (_, Err(error)) => return say::failed(err, "install", &error),
    };
    if let Some(path) = &args.trust {
        let outcome = trust(path, &trust_path, language, out, err)?;
        if outcome != Outcome::Clean {
            return Ok(outcome);
        }
    }
    let mut doubts = Findings::default();
    let trust = load_trust(&trust_path, &mut doubts);
    say::refused(err, doubts, "", language)?;
    let files = match archives(&args.path) {
        Ok(files) if files.is_empty() => {
            let message = Bilingual::new("aucune archive de kit ici", "no archive of a kit here");
            let help = Bilingual::new(
                "une archive de kit est un fichier qui finit par «\u{a0}.kit\u{a0}»",
                "an archive of a kit is a file that ends in `.kit`",
            );
            let findings = refusal(&NOTHING, message, help);
            return say::refused(err, findings, &say::name_of(&args.path), language);
        }
        Ok(files) => files,
        Err(error) => return say::failed(err, "install", &format!("{}\u{a0}: {error}", args.path.display())),
    };
    let mut store = match Store::open(&kits, &RealDisk) {
        Ok(store) => store,
        Err(findings) => return say::refused(err, findings, &say::name_of(&kits), language),
    };
    let mut outcome = Outcome::Clean;
    for file in in_order(files) {
        let name = say::name_of(&file);
        match install(&mut store, &file, &name, &trust) {
            Ok((manifest, publisher, done)) => {
                writeln!(out, "{}", told(&manifest, &publisher, &done).get(language))?;
            }
            Err(findings) => outcome = outcome.max(say::refused(err, findings, &name, language)?),
        }
    }
    Ok(outcome)
}

fn install(
    store: &mut Store,
    path: &Path,
    name: &str,
    trust: &Trust,
) -> Result<(Manifest, Publisher, Received), Findings> {
    let mut archive = open(path)?;
    let publisher = store::publisher(archive.signed(), |key| trust.name_of(key))?;
    let done = store.receive(&mut archive, &publisher, name)?;
    Ok((archive.manifest().clone(), publisher, done))
}

fn open(path: &Path) -> Result<Archive<File>, Findings> {
    let file = File::open(path).map_err(|error| {
        refusal(
            &NOTHING,
            Bilingual::new(
                format!("cette archive ne s’ouvre pas ({error})"),
                format!("this archive cannot be opened ({error})"),
            ),
            Bilingual::new("remettre la clé USB et recommencer", "put the stick back and try again"),
        )
    })?;
    Archive::open(file)
}

/// The archive named, or those in the folder named, sorted by name.
fn archives(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        // Macs leave hidden files of the same ending on sticks.
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_archive = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(EXTENSION));
        if is_archive && !is_hidden && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Of each kit the newest version only, where several can be read: the others would only be replaced at once.
fn in_order(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let about: Vec<_> = files
        .into_iter()
        .map(|path| {
            let read = open(&path).ok().map(|archive| {
                let manifest = archive.manifest();
                (manifest.id().to_owned(), archive.signed(), manifest.version())
            });
            (path, read)
        })
        .collect();
    let is_newest = |read: &Option<(String, _, _)>| {
        let Some((id, key, version)) = read else { return true };
        let mut others = about.iter().filter_map(|(_, other)| other.as_ref());
        !others.any(|(other, signed, newer)| (other, signed) == (id, key) && newer > version)
    };
    about
        .iter()
        .filter(|(_, read)| is_newest(read))
        .map(|(path, _)| path.clone())
        .collect()
}

/// Adds the publisher whose public key is in the file at `path`.
fn trust(
    path: &Path,
    trust: &Path,
    language: Language,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let text = match say::text(path) {
        Ok(text) => text,
        Err(error) => return say::failed(err, "install", &format!("{}\u{a0}: {error}", path.display())),
    };
    let publisher = match Publisher::from_text(&text) {
        Ok(publisher) => publisher,
        Err(findings) => return say::refused(err, findings, &say::name_of(path), language),
    };
    match add_trust(trust, &publisher, jiff::Zoned::now().date(), &RealDisk) {
        Ok(is_new) => {
            let Publisher { name, key } = publisher;
            let fingerprint = key.fingerprint();
            let told = if is_new {
                Bilingual::new(
                    format!("{name}\u{a0}: éditeur reconnu désormais (clé {fingerprint})"),
                    format!("{name}: a trusted publisher from now on (key {fingerprint})"),
                )
            } else {
                Bilingual::new(
                    format!("{name}\u{a0}: éditeur déjà reconnu (clé {fingerprint})"),
                    format!("{name}: a trusted publisher already (key {fingerprint})"),
                )
            };
            writeln!(out, "{}", told.get(language))?;
            Ok(Outcome::Clean)
        }
        Err(findings) => say::refused(err, findings, &say::name_of(trust), language),
    }
}

fn told(manifest: &Manifest, publisher: &Publisher, done: &Received) -> Bilingual {
    let (id, version, name) = (manifest.id(), manifest.version(), &publisher.name);
    let trial = Bilingual::new(
        "en attente d’un essai sur cette borne («\u{a0}etabli kit prove --pending\u{a0}»)",
        "pending a trial on this kiosk (`etabli kit prove --pending`)",
    );
    match done {
        Received::New => Bilingual::new(
            format!("{id} {version} ({name})\u{a0}: reçu, {}", trial.fr),
            format!("{id} {version} ({name}): received, {}", trial.en),
        ),
        Received::ToReplace(old) => Bilingual::new(
            format!(
                "{id} {version} ({name})\u{a0}: reçu pour remplacer {old}, qui reste jouée jusque-là\u{202f}; {}",
                trial.fr
            ),
            format!(
                "{id} {version} ({name}): received to replace {old}, which is played until then; {}",
                trial.en
            ),
        ),
        Received::WaitsAlready => Bilingual::new(
            format!("{id} {version} ({name})\u{a0}: déjà reçu, {}", trial.fr),
            format!("{id} {version} ({name}): received already, {}", trial.en),
        ),
        Received::AlreadyThere => Bilingual::new(
            format!("{id} {version} ({name})\u{a0}: déjà installé"),
            format!("{id} {version} ({name}): installed already"),
        ),
    }
}
