//! `etabli kit pack`: one file to hand over.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Lang, Outcome, say};
use crate::{
    finding::{Findings, Severity, render_text},
    kit::{
        self, Depth,
        pack::{self, Packed, Proof, SecretKey, folder},
        store::disk::{RealDisk, replace},
    },
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct PackArgs {
    /// Dossier du kit (avec son kit.ron).
    #[arg(value_name = "DOSSIER")]
    path: PathBuf,
    /// Clé secrète qui signe ; sans elle, l’archive n’est pas signée et aucune borne ne l’installe.
    #[arg(long, value_name = "FICHIER")]
    key: Option<PathBuf>,
    /// Archive à écrire ; sans rien : <id>-<version>.kit, ici.
    #[arg(long, value_name = "FICHIER")]
    out: Option<PathBuf>,
    /// Emballer sans preuve que le kit se joue jusqu’au bout.
    #[arg(long)]
    without_proof: bool,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &PackArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let (kit, findings) = kit::kit_from_folder(&args.path, Depth::Full);
    let told = findings.sorted();
    let errors = told
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let severe: Vec<_> = told
        .into_iter()
        .filter(|finding| finding.severity > Severity::Note)
        .collect();
    write!(err, "{}", render_text(&severe, language))?;
    if kit.is_none() {
        let no = Bilingual::new(
            format!("ce kit a des erreurs ({errors})\u{a0}: il n’est pas emballé. Le détail\u{a0}: etabli kit check"),
            format!("this kit has errors ({errors}): it is not packed. In full: etabli kit check"),
        );
        writeln!(err, "{}", no.get(language))?;
        return Ok(Outcome::Errors);
    }
    let key = match args.key.as_deref().map(secret).transpose() {
        Ok(key) => key,
        Err(NoKey::Unread(error)) => {
            let key = args.key.as_deref().map(say::name_of).unwrap_or_default();
            return say::failed(err, "pack", &format!("{key}\u{a0}: {error}"));
        }
        Err(NoKey::Wrong(findings)) => {
            let key = args.key.as_deref().map(say::name_of).unwrap_or_default();
            return say::refused(err, findings, &key, language);
        }
    };
    let packed = match packed(&args.path, key.as_ref(), args.without_proof) {
        Ok(packed) => packed,
        Err(findings) => return say::refused(err, findings, &say::name_of(&args.path), language),
    };
    let to = args.out.clone().unwrap_or_else(|| packed.manifest.file_name().into());
    if let Err(error) = replace(&RealDisk, &to, &packed.bytes) {
        return say::failed(err, "pack", &format!("{}\u{a0}: {error}", to.display()));
    }
    writeln!(out, "{}", summary(&packed, key.as_ref(), &to).get(language))?;
    Ok(Outcome::Clean)
}

/// Packs what lies in the folder now.
fn packed(folder: &Path, key: Option<&SecretKey>, without_proof: bool) -> Result<Packed, Findings> {
    let contents = folder::read(folder)?;
    let text = contents.get("kit.ron").map(Vec::as_slice).unwrap_or_default();
    let (kit, _) = kit::parse("kit.ron", text)?;
    pack::pack(&kit, &contents, key, without_proof)
}

enum NoKey {
    Unread(io::Error),
    Wrong(Findings),
}

fn secret(path: &Path) -> Result<SecretKey, NoKey> {
    let text = say::text(path).map_err(NoKey::Unread)?;
    SecretKey::from_text(&text).map_err(NoKey::Wrong)
}

fn summary(packed: &Packed, key: Option<&SecretKey>, to: &Path) -> Bilingual {
    let (path, files, kilobytes) = (
        to.display(),
        packed.manifest.files().len(),
        packed.bytes.len().div_ceil(1024),
    );
    let [signed_fr, signed_en] = match key.map(|key| key.public().fingerprint()) {
        Some(fingerprint) => [
            format!("signée, clé {fingerprint}"),
            format!("signed, key {fingerprint}"),
        ],
        None => [
            "non signée\u{a0}: aucune borne ne l’installera".to_owned(),
            "not signed: no kiosk will install it".to_owned(),
        ],
    };
    let [proof_fr, proof_en] = match packed.proof {
        Proof::Valid => ["avec sa preuve", "with its proof"],
        Proof::None | Proof::Stale => ["sans preuve", "without proof"],
    };
    let content = packed.manifest.content().short();
    Bilingual::new(
        format!("{path}\u{a0}: {files} fichiers, {kilobytes} ko, {proof_fr}, contenu {content}, {signed_fr}"),
        format!("{path}: {files} files, {kilobytes} kB, {proof_en}, content {content}, {signed_en}"),
    )
}
