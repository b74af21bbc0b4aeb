//! `etabli kit prove`: a robot plays the kit in the real window, carefully and clumsily, and what comes of it is written
//! down beside the kit; on a kiosk, kits that wait are tried before anyone plays them.

mod display;
mod pending;
mod pictures;
mod runs;

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use self::{
    display::Display,
    runs::{Runner, Wish},
};
use super::{Lang, Outcome, home, say};
use crate::{
    finding::{Findings, Severity, render_text},
    kit::{
        self, Depth, Kit,
        pack::folder::content_of,
        proof::{self, Ending, Judge, ProofFile, RunTold, Trial, judge},
        store::disk::{RealDisk, replace},
    },
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct ProveArgs {
    /// Dossier du kit (avec son kit.ron).
    #[arg(value_name = "DOSSIER", required_unless_present = "pending")]
    path: Option<PathBuf>,
    /// Essaye plutôt les kits installés qui attendent leur essai sur cette borne.
    #[arg(long, conflicts_with = "path")]
    pending: bool,
    /// Sans ceux qui ont déjà été refusés.
    #[arg(long, requires = "pending")]
    untried: bool,
    /// S’arrête dès que l’entrée standard se ferme : pour la borne, qui essaye d’elle-même.
    #[arg(long, hide = true)]
    leashed: bool,
    /// Visites maladroites.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    clumsy: u32,
    #[command(flatten)]
    place: super::Place,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &ProveArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let home = match home::find(args.place.home.as_deref()) {
        Ok(home) => home,
        Err(error) => return say::failed(err, "prove", &error),
    };
    // Held to the end: the robot's windows open there.
    let display = match Display::any() {
        Ok(display) => display,
        Err(why) => return say::failed(err, "prove", &why.get(language)),
    };
    let runner = Runner {
        home,
        display: display.name(),
        language,
        leash: args.leashed.then(runs::Leash::hold).unwrap_or_default(),
    };
    match &args.path {
        Some(path) => author(args, path, &runner, out, err),
        None => pending::run(args, &runner, out, err),
    }
}

/// Proves the kit of someone who makes it.
fn author(
    args: &ProveArgs,
    path: &Path,
    runner: &Runner,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let language = runner.language;
    let file = format!("{}/kit.ron", say::name_of(path).trim_end_matches('/'));
    let (kit, findings) = kit::kit_from_folder(path, Depth::Full);
    let Some(kit) = kit else {
        write!(err, "{}", render_text(&findings.sorted(), language))?;
        let no = Bilingual::new(
            "ce kit a des erreurs\u{a0}: il n’est pas essayé",
            "this kit has errors: it is not tried",
        );
        writeln!(err, "{}", no.get(language))?;
        return Ok(Outcome::Errors);
    };
    let content = match content_of(path) {
        Ok(content) => content,
        Err(error) => return say::failed(err, "prove", &format!("{}\u{a0}: {error}", path.display())),
    };
    let bench = match runs::Bench::new(&kit, path) {
        Ok(bench) => bench,
        Err(error) => return say::failed(err, "prove", &error),
    };
    let wishes = wishes(args.clumsy);
    let mut trials = Vec::new();
    for (index, wish) in wishes.iter().enumerate() {
        let trial = runner.run(&bench.kits(), kit.id(), wish, &bench.out(index))?;
        told(index, wishes.len(), &trial.trial, trial.secs, language, out)?;
        trials.push(trial.trial);
    }
    let mut findings = judge(&kit, &trials, Judge::Author);
    findings.locate(&file, |_| None);
    let found = findings.sorted();
    write!(err, "{}", render_text(&found, language))?;
    if found.iter().any(|finding| finding.severity == Severity::Error) {
        let no = Bilingual::new(
            "l’essai n’a pas réussi\u{a0}: aucune preuve n’est écrite",
            "the trial did not succeed: no proof is written",
        );
        writeln!(err, "{}", no.get(language))?;
        return Ok(Outcome::Errors);
    }
    if content_of(path).ok() != Some(content) {
        let changed = Bilingual::new(
            "le kit a changé pendant l’essai\u{a0}: recommencer",
            "the kit has changed during the trial: try again",
        );
        writeln!(err, "{}", changed.get(language))?;
        return Ok(Outcome::Errors);
    }
    let albums: Vec<_> = wishes
        .iter()
        .enumerate()
        .filter(|(_, wish)| wish.pictures)
        .map(|(index, wish)| (wish.slug, bench.out(index).join("pictures")))
        .collect();
    let written = pictures::keep(&albums, &path.join("proof")).and_then(|pictures| {
        let warnings = found.iter().map(|finding| finding.message.fr.clone()).collect();
        let proof = proof_of(&kit, content, &trials, warnings, pictures);
        let mut json = serde_json::to_vec_pretty(&proof)?;
        json.push(b'\n');
        replace(&RealDisk, &path.join("proof.json"), &json)?;
        Ok(proof.pictures.len())
    });
    let pictures = match written {
        Ok(pictures) => pictures,
        Err(error) => return say::failed(err, "prove", &format!("{}\u{a0}: {error}", path.display())),
    };
    let done = Bilingual::new(
        format!(
            "{} {}\u{a0}: éprouvé\u{202f}; preuve dans proof.json, {pictures} images dans proof/",
            kit.id(),
            kit.version()
        ),
        format!(
            "{} {}: proven; the proof is in proof.json, {pictures} pictures in proof/",
            kit.id(),
            kit.version()
        ),
    );
    writeln!(out, "{}", done.get(language))?;
    Ok(Outcome::Clean)
}

/// Every level by its own demonstration, every screen in both orientations and languages, and clumsy hands.
fn wishes(clumsy: u32) -> Vec<Wish> {
    let careful = Wish {
        visits: 1,
        pictures: true,
        ..Wish::default()
    };
    vec![
        Wish {
            slug: "niveaux",
            name: Bilingual::new(
                "aux trois niveaux, sans images",
                "at all three levels, without pictures",
            ),
            levels: true,
            pictures: false,
            timed: true,
            ..careful.clone()
        },
        Wish {
            slug: "paysage_fr",
            name: Bilingual::new("en paysage, en français", "landscape, in French"),
            ..careful.clone()
        },
        Wish {
            slug: "paysage_en",
            name: Bilingual::new("en paysage, en anglais", "landscape, in English"),
            english: true,
            ..careful.clone()
        },
        Wish {
            slug: "portrait_fr",
            name: Bilingual::new("en portrait, en français", "portrait, in French"),
            portrait: true,
            ..careful.clone()
        },
        Wish {
            slug: "portrait_en",
            name: Bilingual::new("en portrait, en anglais", "portrait, in English"),
            portrait: true,
            english: true,
            ..careful
        },
        Wish {
            slug: "maladroit",
            name: clumsily(clumsy),
            visits: clumsy,
            clumsy: true,
            ..Wish::default()
        },
    ]
}

/// Of so many clumsy visits.
fn clumsily(visits: u32) -> Bilingual {
    match visits {
        1 => Bilingual::new("une visite maladroite", "a clumsy visit"),
        _ => Bilingual::new(
            format!("{visits} visites maladroites"),
            format!("{visits} clumsy visits"),
        ),
    }
}

/// Tells how a run went, as soon as it has.
fn told(index: usize, all: usize, trial: &Trial, secs: u64, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let word = match &trial.ending {
        Ending::Completed(figures) if figures.jam.is_none() => Bilingual::new("joué", "played"),
        Ending::Completed(_) => Bilingual::new("bloqué", "stuck"),
        Ending::Crashed(_) => Bilingual::new("arrêt", "stopped"),
        Ending::Frozen => Bilingual::new("figé", "frozen"),
    };
    let line = Bilingual::new(
        format!(
            "{}/{all} {}\u{a0}: {} ({secs}\u{a0}s)",
            index + 1,
            trial.name.fr,
            word.fr
        ),
        format!("{}/{all} {}: {} ({secs} s)", index + 1, trial.name.en, word.en),
    );
    writeln!(out, "{}", line.get(language))?;
    out.flush()
}

fn proof_of(
    kit: &Kit,
    content: kit::pack::Sha256Sum,
    trials: &[Trial],
    warnings: Vec<String>,
    pictures: Vec<String>,
) -> ProofFile {
    let completed: Vec<_> = trials
        .iter()
        .filter_map(|trial| match &trial.ending {
            Ending::Completed(figures) => Some((trial, figures)),
            Ending::Crashed(_) | Ending::Frozen => None,
        })
        .collect();
    let timed = completed
        .iter()
        .find(|(trial, _)| trial.timed)
        .map(|(_, figures)| figures);
    let steps = kit.steps().iter().enumerate();
    let frames: BTreeMap<String, f64> = steps
        .filter_map(|(index, step)| Some((step.id.clone(), timed?.step_p95_ms(index)?)))
        .collect();
    ProofFile {
        format: proof::FORMAT,
        content,
        kit: kit.id().to_owned(),
        version: kit.version().to_owned(),
        etabli: env!("CARGO_PKG_VERSION").to_owned(),
        on: jiff::Zoned::now().date(),
        adapter: timed.map_or_else(String::new, |figures| figures.adapter.clone()),
        quality: timed.map_or_else(String::new, |figures| figures.quality.clone()),
        runs: completed
            .iter()
            .map(|(trial, figures)| RunTold {
                name: trial.name.fr.clone(),
                visits: figures.visits,
                event_log_sha256: figures.event_log_sha256.clone(),
            })
            .collect(),
        load_ms: timed.and_then(|figures| figures.kit_load_ms.get(kit.id()).copied()),
        frames_p95_ms: frames,
        pss_mb: timed.and_then(|figures| figures.pss_mb()),
        warnings,
        pictures,
    }
}

/// What findings keep a kit from: nothing, unless one of them is an error.
fn is_refused(findings: &Findings) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// A folder of this process's own below the system's temporary one; gone with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("etabli-prove-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is the system's to clean.
        let _ = fs::remove_dir_all(&self.0);
    }
}
