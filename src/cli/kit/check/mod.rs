//! `etabli kit check`: all there is to mend in kits.

mod cache;
mod fix;
mod many;
mod official;
mod summary;

use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use cache::Cache;
use summary::summary;

use super::{Lang, Outcome, say};
use crate::{
    cli::{home, kits},
    finding::{Finding, Severity, Texts, render_json, render_report},
    kit::{Decoded, Depth, Examination},
    language::Language,
};

#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Dossier d’un kit (avec son kit.ron), ou dossier qui contient des kits ; sans rien : kits/ d’Établi.
    #[arg(value_name = "DOSSIER")]
    paths: Vec<PathBuf>,
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// Texte à lire, ou JSON pour un autre programme.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Corrige d’abord ce qui est sûr : virgule oubliée, nom presque juste, espaces typographiques.
    #[arg(long)]
    fix: bool,
    /// Tout vérifier à nouveau, sans rien retenir des vérifications passées.
    #[arg(long)]
    no_cache: bool,
    /// Liste officielle des codes ROME (CSV de France Travail) : les codes des kits y sont cherchés.
    #[arg(long, value_name = "FICHIER")]
    rome: Option<PathBuf>,
    /// Liste officielle des appellations (CSV) : les noms des métiers y sont cherchés.
    #[arg(long, value_name = "FICHIER", requires = "rome")]
    appellations: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// Checks what `args` name; findings go to `out`, what could not be done to `err`.
///
/// # Errors
/// Only if `out` or `err` cannot be written.
pub(super) fn run(args: &CheckArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language = args.lang.into();
    let mut outcome = Outcome::Clean;
    let mut folders = Vec::new();
    let mut seen = BTreeSet::new();
    let paths = match asked(args) {
        Ok(paths) => paths,
        Err(error) => {
            writeln!(err, "etabli kit check\u{a0}: {error:#}")?;
            return Ok(Outcome::Failed);
        }
    };
    for path in paths {
        match kits::at(&path) {
            // The same kit named twice is told once.
            Ok(found) => folders.extend(found.into_iter().filter(|kit| seen.insert(kit.canonicalize().ok()))),
            Err(problem) => {
                let colon = if language == Language::French { "\u{a0}:" } else { ":" };
                writeln!(
                    err,
                    "etabli kit check{colon} {}{colon} {}",
                    path.display(),
                    problem.get(language)
                )?;
                outcome = Outcome::Failed;
            }
        }
    }
    let official = match official::read(args) {
        Ok(official) => official,
        Err(why) => return say::failed(err, "check", &why.get(language)),
    };
    if args.fix {
        let mut told = Vec::new();
        let all_done = fix::run(&folders, language, &mut told, err)?;
        match args.format {
            Format::Text => out.write_all(&told)?,
            // JSON stays JSON.
            Format::Json => err.write_all(&told)?,
        }
        outcome = outcome.max(if all_done { Outcome::Clean } else { Outcome::Failed });
    }
    let decoded = Decoded::default();
    let how = Examination {
        rome: official.as_ref().map(|official| &official.rome),
        decoded: Some(&decoded),
        ..Depth::Full.into()
    };
    // Whatever a finding depends on beside the kit itself.
    let options = format!(
        "{:?} {}",
        how.today,
        official.as_ref().map_or("", |official| official.sum.as_str())
    );
    let cache = if args.no_cache { None } else { Cache::open() };
    let findings: Vec<Finding> = many::check(&folders, how, cache.as_ref(), &options)
        .into_iter()
        .flatten()
        .collect();
    if let Some(cache) = cache {
        cache.close();
    }
    match args.format {
        Format::Json => writeln!(out, "{}", render_json(&findings))?,
        Format::Text => {
            write!(out, "{}", render_report(&findings, &texts(&findings), language))?;
            if !folders.is_empty() {
                writeln!(out, "{}", summary(folders.len(), &findings).get(language))?;
            }
        }
    }
    out.flush()?;
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(outcome.max(if has_errors { Outcome::Errors } else { Outcome::Clean }))
}

/// The folders the user named, or the house's own kits, named from the working folder where they lie below it.
fn asked(args: &CheckArgs) -> anyhow::Result<Vec<PathBuf>> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    let kits = home::find(args.home.as_deref())?.join("kits");
    let here = env::current_dir().and_then(|folder| folder.canonicalize()).ok();
    let short = here.and_then(|here| Some(kits.strip_prefix(here).ok()?.to_path_buf()));
    Ok(vec![short.unwrap_or(kits)])
}

/// The name findings about the kit in `folder` carry.
fn file_of(folder: &Path) -> String {
    say::name_of(&folder.join("kit.ron"))
}

/// The files the findings are about, to show their lines; what is not text is shown as far as it is.
fn texts(findings: &[Finding]) -> Texts {
    let files: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.place.is_some())
        .map(|finding| finding.file.as_str())
        .collect();
    let read = |file: &str| {
        Some((
            file.to_owned(),
            String::from_utf8_lossy(&fs::read(file).ok()?).into_owned(),
        ))
    };
    files.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(paths: &[&Path]) -> (Outcome, String, String) {
        let paths = paths.iter().map(|path| path.to_path_buf()).collect();
        let args = CheckArgs {
            paths,
            home: None,
            lang: Lang::Fr,
            format: Format::Text,
            fix: false,
            no_cache: true,
            rome: None,
            appellations: None,
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome = run(&args, &mut out, &mut err).expect("memory");
        (
            outcome,
            String::from_utf8(out).expect("UTF-8"),
            String::from_utf8(err).expect("UTF-8"),
        )
    }

    #[test]
    fn what_is_no_kit_is_a_failure_and_does_not_hide_the_rest() {
        let kits = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits");
        let (outcome, out, err) = checked(&[Path::new("nowhere/at/all"), &kits.join("soudure")]);
        assert_eq!(outcome, Outcome::Failed);
        assert!(err.contains("nowhere/at/all\u{a0}: ce dossier n’existe pas"), "{err}");
        assert!(out.contains("1 kit vérifié"), "{out}");
        let (outcome, _, err) = checked(&[&kits.join("soudure/models")]);
        assert_eq!(outcome, Outcome::Failed);
        assert!(err.contains("aucun kit ici"), "{err}");
    }

    #[test]
    fn a_kit_can_be_named_in_several_ways_and_is_told_once() {
        let kits = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits");
        let (_, out, err) = checked(&[
            &kits.join("soudure"),
            &kits.join("soudure/"),
            &kits.join("soudure/kit.ron"),
        ]);
        assert!(out.contains("1 kit vérifié"), "{out}");
        assert_eq!(err, "");
    }
}
