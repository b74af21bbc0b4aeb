//! `etabli kit check`: all there is to mend in kits.

use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, Write},
    path::PathBuf,
};

use clap::{Args, ValueEnum};

use super::{Lang, Outcome};
use crate::{
    cli::{home, kits},
    finding::{Finding, Severity, Texts, render_json, render_report},
    kit::{self, Depth},
    language::{Bilingual, Language},
};

/// Numbers that the branch has not validated yet are counted apart from other notes.
const TO_VALIDATE: &str = "K901";

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
    let findings: Vec<Finding> = folders
        .iter()
        .flat_map(|folder| kit::kit_from_folder(folder, Depth::Full).1.sorted())
        .collect();
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

/// « 1 kit vérifié : 0 erreur, 2 avertissements, 9 nombres à valider »; other notes only where there are some.
fn summary(kits: usize, findings: &[Finding]) -> Bilingual {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let (errors, warnings) = (of(Severity::Error).count(), of(Severity::Warning).count());
    let numbers = of(Severity::Note).filter(|finding| finding.code == TO_VALIDATE).count();
    let remarks = of(Severity::Note).count() - numbers;
    // In French nought is singular, in English plural.
    let fr = |count: usize, one: &str, many: &str| format!("{count} {}", if count < 2 { one } else { many });
    let en = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut french = vec![
        fr(errors, "erreur", "erreurs"),
        fr(warnings, "avertissement", "avertissements"),
        fr(numbers, "nombre à valider", "nombres à valider"),
    ];
    let mut english = vec![
        en(errors, "error", "errors"),
        en(warnings, "warning", "warnings"),
        en(numbers, "number to validate", "numbers to validate"),
    ];
    if remarks > 0 {
        french.push(fr(remarks, "remarque", "remarques"));
        english.push(en(remarks, "remark", "remarks"));
    }
    Bilingual::new(
        format!(
            "{}\u{a0}: {}",
            fr(kits, "kit vérifié", "kits vérifiés"),
            french.join(", ")
        ),
        format!("{}: {}", en(kits, "kit checked", "kits checked"), english.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::finding::FieldPath;

    fn finding(code: &'static str, severity: Severity) -> Finding {
        let (file, path, message) = ("kit.ron".to_owned(), FieldPath::root(), Bilingual::default());
        Finding {
            code,
            severity,
            file,
            path,
            place: None,
            message,
            help: None,
            fix: None,
        }
    }

    fn checked(paths: &[&Path]) -> (Outcome, String, String) {
        let paths = paths.iter().map(|path| path.to_path_buf()).collect();
        let args = CheckArgs {
            paths,
            home: None,
            lang: Lang::Fr,
            format: Format::Text,
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
    fn the_summary_counts_in_both_languages() {
        let none = summary(1, &[]);
        assert_eq!(
            none.fr,
            "1 kit vérifié\u{a0}: 0 erreur, 0 avertissement, 0 nombre à valider"
        );
        assert_eq!(none.en, "1 kit checked: 0 errors, 0 warnings, 0 numbers to validate");
        let list = [
            finding("K001", Severity::Error),
            finding("K300", Severity::Warning),
            finding("K300", Severity::Warning),
            finding(TO_VALIDATE, Severity::Note),
            finding("K208", Severity::Note),
        ];
        let some = summary(2, &list);
        assert_eq!(
            some.fr,
            "2 kits vérifiés\u{a0}: 1 erreur, 2 avertissements, 1 nombre à valider, 1 remarque"
        );
        assert_eq!(
            some.en,
            "2 kits checked: 1 error, 2 warnings, 1 number to validate, 1 remark"
        );
    }

    #[test]
    fn the_code_counted_apart_is_one_of_the_format() {
        let codes = kit::check::codes();
        assert!(
            codes
                .iter()
                .any(|code| code.id == TO_VALIDATE && code.severity == Severity::Note)
        );
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
