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
            format!("Archive\u{a0}: {files} fichiers, {kilobytes} ko, contenu {content}"),
            format!("Archive: {files} files, {kilobytes} kB, content {content}"),
        ),
        signature(&archive, trust),
        match proof {
            Proof::None => Bilingual::new("Preuve\u{a0}: aucune", "Proof: none"),
            Proof::Stale => Bilingual::new(
                "Preuve\u{a0}: celle d’un autre contenu, sans valeur ici",
                "Proof: of another content, worth nothing here",
            ),
            Proof::Valid => Bilingual::new(
                "Preuve\u{a0}: jouée jusqu’au bout par qui l’a faite",
                "Proof: played to its end by who made it",
            ),
        },
        Bilingual::new(
            format!("Nombres que la branche doit encore valider (AValider)\u{a0}: {unsure}"),
            format!("Numbers the branch still has to validate (AValider): {unsure}"),
        ),
        Bilingual::new("Crédits\u{a0}:", "Credits:"),
    ];
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
        let sources = step.mechanic.sources(&root);
        sources
            .into_iter()
            .filter(|(_, source)| **source == Source::AValider)
            .count()
    };
    kit.steps.iter().map(of_step).sum()
}
