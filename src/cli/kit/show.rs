//! `etabli kit show`: what is in an archive, before anyone installs it.

use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use super::{Lang, Outcome, say, trust_of};
use crate::{
    config::{Trust, load_trust},
    finding::{FieldPath, Findings},
    kit::{
        self,
        pack::{Archive, Proof},
        proof::ProofFile,
        raw,
    },
    language::{Bilingual, Language},
    mechanics::Source,
};

#[derive(Args, Debug)]
pub(super) struct ShowArgs {
    /// Archive d’un kit.
    #[arg(value_name = "ARCHIVE")]
    file: PathBuf,
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &ShowArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let file = match File::open(&args.file) {
        Ok(file) => file,
        Err(error) => return say::failed(err, "show", &format!("{}\u{a0}: {error}", args.file.display())),
    };
    let mut doubts = Findings::default();
    let trust = match trust_of(args.home.as_deref()) {
        Ok(path) => load_trust(&path, &mut doubts),
        // An archive can be looked at where no kiosk is.
        Err(_) => Trust::default(),
    };
    say::refused(err, doubts, "", language)?;
    match told(file, &trust) {
        Ok(lines) => {
            for line in lines {
                writeln!(out, "{}", line.get(language))?;
            }
            Ok(Outcome::Clean)
        }
        Err(findings) => say::refused(err, findings, &say::name_of(&args.file), language),
    }
}

/// Everything there is to say, line by line; only of an archive whose every byte is what its list says.
fn told(file: File, trust: &Trust) -> Result<Vec<Bilingual>, Findings> {
    let mut archive = Archive::open(file)?;
    archive.verify()?;
    let proof = archive.proof()?;
    let text = archive.read("kit.ron")?.unwrap_or_default();
    let (kit, _) = kit::parse("kit.ron", &text)?;
    let names = say::names(&kit);
    let (id, version) = (archive.manifest().id(), archive.manifest().version());
    let (fr, en) = (&names.fr, &names.en);
    let branch = &kit.branch.name;
    let (files, kilobytes) = (archive.manifest().files().len(), archive.bytes().div_ceil(1024));
    let content = archive.manifest().content().short();
    let etabli = archive.manifest().etabli().to_owned();
    let unsure = to_validate(&kit);
    let mut lines = vec![
        Bilingual::new(
            format!("{id} {version}\u{a0}: {fr} (en anglais\u{a0}: {en})"),
            format!("{id} {version}: {en} (in French: {fr})"),
        ),
        Bilingual::new(
            format!("Branche\u{a0}: {}", branch.fr),
            format!("Branch: {}", branch.en),
        ),
        Bilingual::new(
            format!(
                "Archive\u{a0}: {files} fichiers, {kilobytes} ko, contenu {content}\u{202f}; pour Établi {etabli} ou plus récent"
            ),
            format!("Archive: {files} files, {kilobytes} kB, content {content}; for Établi {etabli} or newer"),
        ),
        signature(&archive, trust),
        match proof {
            Proof::None => Bilingual::new("Preuve\u{a0}: aucune", "Proof: none"),
            Proof::Stale => Bilingual::new(
                "Preuve\u{a0}: celle d’un autre contenu, sans valeur ici",
                "Proof: of another content, worth nothing here",
            ),
            Proof::Valid => Bilingual::new(
                "Preuve\u{a0}: joué jusqu’au bout par qui l’a fait",
                "Proof: played to its end by who made it",
            ),
        },
    ];
    if proof == Proof::Valid {
        lines.extend(figures(&archive.read("proof.json")?.unwrap_or_default()));
    }
    lines.extend([
        Bilingual::new(
            format!("Nombres que la branche doit encore valider (AValider)\u{a0}: {unsure}"),
            format!("Numbers the branch still has to validate (AValider): {unsure}"),
        ),
        Bilingual::new("Crédits\u{a0}:", "Credits:"),
    ]);
    lines.extend(kit.credits.iter().map(|credit| {
        let raw::Credit {
            file,
            author,
            licence,
            source,
            people,
        } = credit;
        let agreed = match people {
            Some(raw::People::Accord(agreement)) => format!(", {agreement}"),
            Some(raw::People::Aucune) | None => String::new(),
        };
        Bilingual::new(
            format!("  {file}\u{a0}: {author}, {licence} ({source}{agreed})"),
            format!("  {file}: {author}, {licence} ({source}{agreed})"),
        )
    }));
    // What a stranger wrote does not drive the terminal.
    let plain = |text: String| text.chars().filter(|c| !c.is_control()).collect::<String>();
    Ok(lines
        .into_iter()
        .map(|line| Bilingual::new(plain(line.fr), plain(line.en)))
        .collect())
}

/// What the maker's robot measured, on the maker's machine; nothing if it cannot be read.
fn figures(json: &[u8]) -> Vec<Bilingual> {
    let Ok(proof) = serde_json::from_slice::<ProofFile>(json) else {
        return Vec::new();
    };
    let ProofFile {
        on, adapter, etabli, ..
    } = &proof;
    let visits: u32 = proof.runs.iter().map(|run| run.visits).sum();
    let pictures = proof.pictures.len();
    let mut lines = vec![Bilingual::new(
        format!("  le {on}, Établi {etabli}, {adapter}\u{a0}: {visits} visites de robot, {pictures} images"),
        format!("  on {on}, Établi {etabli}, {adapter}: {visits} robot visits, {pictures} pictures"),
    )];
    let (mut fr, mut en) = (Vec::new(), Vec::new());
    if let Some(load) = proof.load_ms {
        fr.push(format!("chargement {load:.0}\u{a0}ms"));
        en.push(format!("loaded in {load:.0} ms"));
    }
    if let Some(slowest) = proof.frames_p95_ms.values().copied().reduce(f64::max) {
        fr.push(format!("image la plus lente {slowest:.0}\u{a0}ms (95 sur 100)"));
        en.push(format!("slowest frame {slowest:.0} ms (95 of 100)"));
    }
    if let Some(memory) = proof.pss_mb {
        fr.push(format!("mémoire {memory:.0}\u{a0}Mo"));
        en.push(format!("memory {memory:.0} MB"));
    }
    if !fr.is_empty() {
        let (fr, en) = (fr.join(", "), en.join(", "));
        lines.push(Bilingual::new(
            format!("  {fr}\u{202f}; ici ce peut être autre\u{a0}: cette borne l’essayera"),
            format!("  {en}; here it may be otherwise: this kiosk will try it"),
        ));
    }
    let warnings = proof.warnings.iter();
    lines.extend(warnings.map(|warning| {
        Bilingual::new(
            format!("  avertissement\u{a0}: {warning}"),
            format!("  warning: {warning}"),
        )
    }));
    lines
}

fn signature(archive: &Archive<File>, trust: &Trust) -> Bilingual {
    let Some(key) = archive.signed() else {
        return Bilingual::new(
            "Signature\u{a0}: aucune, aucune borne ne l’installera",
            "Signature: none, no kiosk will install it",
        );
    };
    let fingerprint = key.fingerprint();
    match trust.name_of(key) {
        Some(name) => Bilingual::new(
            format!("Signature\u{a0}: {name}, reconnu par cette borne (clé {fingerprint})"),
            format!("Signature: {name}, trusted by this kiosk (key {fingerprint})"),
        ),
        None => Bilingual::new(
            format!("Signature\u{a0}: intacte, d’un éditeur que cette borne ne connaît pas (clé {fingerprint})"),
            format!("Signature: intact, by a publisher this kiosk does not know (key {fingerprint})"),
        ),
    }
}

/// How many numbers are played that nobody has validated.
fn to_validate(kit: &raw::Kit) -> usize {
    let root = FieldPath::root();
    let of_step = |step: &raw::Step| {
        let sources = step.mechanic.rules().sources(&root);
        sources
            .into_iter()
            .filter(|(_, source)| **source == Source::AValider)
            .count()
    };
    kit.steps.iter().map(of_step).sum()
}
