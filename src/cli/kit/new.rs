//! `etabli kit new`: a whole kit to change, copied from a template.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Lang, Outcome, home, say};
use crate::{
    kit::{store::RealDisk, templates},
    language::{Bilingual, Language},
};

/// Where the templates lie in Établi's folder.
const TEMPLATES: &str = "assets/templates";

#[derive(Args, Debug)]
pub(super) struct NewArgs {
    /// Nom du nouveau kit et de son dossier : minuscules sans accent, chiffres, « _ » et « - ».
    #[arg(value_name = "ID")]
    id: String,
    /// Modèle à copier : assembler, couvrir, dialoguer, doser, enchainer, inspecter, piloter, tracer ou complet.
    #[arg(long, value_name = "MODÈLE", default_value = "complet")]
    from: String,
    /// Dossier où faire celui du kit ; sans rien : ici.
    #[arg(long = "in", value_name = "DOSSIER", default_value = ".")]
    into: PathBuf,
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &NewArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let templates = match home::find(args.home.as_deref()) {
        Ok(home) => home.join(TEMPLATES),
        Err(error) => return say::failed(err, "new", &error),
    };
    match templates::make(&RealDisk, &templates, &args.from, &args.id, &args.into) {
        Ok(folder) => {
            writeln!(out, "{}", next(&named(&folder), args).get(language))?;
            Ok(Outcome::Clean)
        }
        Err(findings) => say::refused(err, findings, &named(&args.into.join(&args.id)), language),
    }
}

/// As one would say it: « bois », not « ./bois ».
fn named(folder: &Path) -> String {
    say::name_of(folder.strip_prefix(".").unwrap_or(folder))
}

/// What was made, and what to do with it.
fn next(path: &str, args: &NewArgs) -> Bilingual {
    let from = &args.from;
    Bilingual::new(
        format!(
            "{path}\u{a0}: un kit entier, d’après le modèle «\u{a0}{from}\u{a0}». Il se joue déjà.\n\
             1. Ouvrir {path}/kit.ron avec un éditeur de texte, changer un texte ou un nombre.\n\
             2. etabli kit check {path}\u{a0}: dit ce qu’il reste à corriger.\n\
             3. etabli kit play {path}\u{a0}: le joue pendant qu’on l’écrit.\n\
             Pas à pas, jusqu’au kit signé\u{a0}: docs/guide-branches.md"
        ),
        format!(
            "{path}: a whole kit, made from the template `{from}`. It plays already.\n\
             1. Open {path}/kit.ron with a text editor, change a text or a number.\n\
             2. etabli kit check {path}: says what is left to mend.\n\
             3. etabli kit play {path}: plays it while it is written.\n\
             Step by step, to the signed kit: docs/guide-branches.md"
        ),
    )
}
