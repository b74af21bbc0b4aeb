//! `etabli kit keygen`: a secret key to keep and a public one to give.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Lang, Outcome, say};
use crate::{
    kit::pack::{BAD_NAME, KEY_THERE, Publisher, SecretKey, is_publisher_name, quoted, refusal},
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct KeygenArgs {
    /// Fichier de la clé secrète ; la clé publique porte le même nom, suivi de « .pub ».
    #[arg(long, value_name = "NOM")]
    out: PathBuf,
    /// Nom de l’éditeur, tel que le verront les équipes des bornes ; sans rien : celui du fichier.
    #[arg(long, value_name = "NOM")]
    publisher: Option<String>,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &KeygenArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let secret_path = &args.out;
    let mut public_path = secret_path.clone().into_os_string();
    public_path.push(".pub");
    let public_path = PathBuf::from(public_path);
    for path in [secret_path, &public_path] {
        // A key that is lost is lost for good; a link to nowhere is somebody's too.
        if path.symlink_metadata().is_ok() {
            let findings = refusal(
                &KEY_THERE,
                Bilingual::new(
                    "ce fichier existe déjà\u{a0}: il n’est pas remplacé",
                    "this file exists: it is kept",
                ),
                Bilingual::new("choisir un autre nom", "choose another name"),
            );
            return say::refused(err, findings, &say::name_of(path), language);
        }
    }
    let stem = secret_path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = args.publisher.clone().or(stem).unwrap_or_default();
    if !is_publisher_name(&name) {
        let [fr, en] = quoted(&name);
        let findings = refusal(
            &BAD_NAME,
            Bilingual::new(
                format!("{fr} n’est pas un nom d’éditeur"),
                format!("{en} is no name of a publisher"),
            ),
            Bilingual::new(
                "le donner avec --publisher\u{a0}: 60 caractères au plus, sans guillemet droit",
                "give it with --publisher: at most 60 characters, no straight quote",
            ),
        );
        return say::refused(err, findings, &say::name_of(secret_path), language);
    }
    let written = SecretKey::generate().and_then(|secret| {
        let key = secret.public();
        write(secret_path, &secret.to_text(), true)?;
        write(&public_path, &Publisher { name, key }.to_text(), false)?;
        Ok(key)
    });
    let key = match written {
        Ok(key) => key,
        Err(error) => return say::failed(err, "keygen", &error),
    };
    let (secret, public, fingerprint) = (secret_path.display(), public_path.display(), key.fingerprint());
    let told = Bilingual::new(
        format!(
            "{secret}\u{a0}: la clé secrète. La garder\u{a0}: qui l’a signe à votre place.\n\
             {public}\u{a0}: la clé publique. La donner à qui installe vos kits.\n\
             Empreinte, à comparer de vive voix\u{a0}: {fingerprint}"
        ),
        format!(
            "{secret}: the secret key. Keep it: whoever has it signs in your place.\n\
             {public}: the public key. Give it to those who install your kits.\n\
             Fingerprint, to be compared by voice: {fingerprint}"
        ),
    );
    writeln!(out, "{}", told.get(language))?;
    Ok(Outcome::Clean)
}

/// Writes a new file; a secret one for its owner alone, from its first byte on.
fn write(path: &Path, text: &str, secret: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    let mut file: File = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
