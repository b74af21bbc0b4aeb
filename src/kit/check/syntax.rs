//! The file itself: there, readable, of a format this program knows.

use super::{Subject, identity::version};
use crate::{
    finding::{Code, FieldPath, Findings, RonCodes},
    kit::raw::FORMAT,
    language::Bilingual,
};

/// What it does: reads `kit.ron` as UTF-8 RON of at most 1 MB with exactly the fields of the format.
/// Why: a field with a slip in its name would otherwise be ignored in silence.
/// Example: `misssion: (fr: "Souder", en: "Weld")`.
pub const CODES: RonCodes = RonCodes {
    too_big: Code::error("K002", "«\u{a0}kit.ron\u{a0}» dépasse 1 Mo"),
    encoding: Code::error("K003", "«\u{a0}kit.ron\u{a0}» n’est pas enregistré en UTF-8"),
    syntax: Code::error("K010", "faute d’écriture\u{a0}: parenthèse, virgule, guillemet…"),
    unknown_field: Code::error("K011", "champ inconnu"),
    missing_field: Code::error("K012", "champ obligatoire absent"),
    duplicate_field: Code::error("K013", "champ écrit deux fois"),
    unknown_variant: Code::error("K014", "valeur inconnue (mécanique, filière, mesure…)"),
    wrong_type: Code::error("K015", "valeur d’une autre sorte (texte, nombre, liste…)"),
    out_of_range: Code::error("K016", "nombre négatif ou trop grand pour ce champ"),
    too_deep: Code::error("K017", "trop de parenthèses emboîtées"),
    bytes_max: 1024 * 1024,
};

pub const UNREADABLE: Code = Code::error("K001", "«\u{a0}kit.ron\u{a0}» absent ou illisible");
const VERSION: Code = Code::error("K020", "version du format inconnue");
const NEWER: Code = Code::error("K021", "kit qui demande une version plus récente d’Établi");
const PROGRAM: Code = Code::error("K022", "«\u{a0}etabli\u{a0}» qui n’est pas de la forme 1.2.3");

pub(super) const CHECKED: &[Code] = &[VERSION, NEWER, PROGRAM];

/// This program.
const HERE: &str = env!("CARGO_PKG_VERSION");

pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let (format, etabli) = (subject.kit.format, subject.kit.etabli.as_deref());
    check_format(format, etabli, findings);
    if let Some(etabli) = etabli.filter(|_| format == FORMAT) {
        check_program(etabli, findings);
    }
}

/// What it does: refuses a kit that names a later version of Établi than this one.
/// Why: a number of the same format may ask for something that this program cannot do yet.
/// Example: `etabli: "0.9.0"` on a kiosk with Établi 0.1.0.
fn check_program(etabli: &str, findings: &mut Findings) {
    let at = FieldPath::root().field("etabli");
    let Some(wanted) = version(etabli) else {
        let message = Bilingual::new(
            format!("version d’Établi «\u{a0}{etabli}\u{a0}» mal écrite"),
            format!("badly written version of Établi `{etabli}`"),
        );
        findings.report(&PROGRAM, &at, message).help(Bilingual::new(
            format!("trois nombres séparés par des points, par exemple \"{HERE}\", ou rien"),
            format!("three numbers with dots between, e.g. \"{HERE}\", or nothing"),
        ));
        return;
    };
    if Some(wanted) > version(HERE) {
        let [fr, en] = needed(Some(etabli));
        let message = Bilingual::new(format!("{fr} (ici {HERE})"), format!("{en} (this is {HERE})"));
        findings
            .report(&NEWER, &at, message)
            .help(Bilingual::new("mettre Établi à jour", "update Établi"));
    }
}

/// What it takes to play the kit, as far as the kit says so itself.
fn needed(etabli: Option<&str>) -> [String; 2] {
    match etabli.filter(|etabli| version(etabli).is_some()) {
        Some(etabli) => [
            format!("il faut Établi {etabli} ou plus récent"),
            format!("it takes Établi {etabli} or newer"),
        ],
        None => [
            format!("il faut un Établi plus récent que {HERE}"),
            format!("it takes an Établi newer than {HERE}"),
        ],
    }
}

/// What it does: refuses a format this program does not know.
/// Why: fields may mean something else there.
/// Example: `format: 2` on a kiosk that knows version 1.
pub fn check_format(format: u32, etabli: Option<&str>, findings: &mut Findings) {
    if format == FORMAT {
        return;
    }
    let at = FieldPath::root().field("format");
    if format > FORMAT {
        let [fr, en] = needed(etabli);
        let message = Bilingual::new(
            format!("ce kit est au format {format}\u{a0}: {fr} (Établi {HERE} lit le format {FORMAT})"),
            format!("this kit has format {format}: {en} (Établi {HERE} reads format {FORMAT})"),
        );
        findings
            .report(&VERSION, &at, message)
            .help(Bilingual::new("mettre Établi à jour", "update Établi"));
        return;
    }
    let message = Bilingual::new(
        format!("format {format} inconnu\u{a0}: cette version d’Établi lit le format {FORMAT}"),
        format!("unknown format {format}: this version of Établi reads format {FORMAT}"),
    );
    findings.report(&VERSION, &at, message).help(Bilingual::new(
        format!("écrire «\u{a0}format: {FORMAT}\u{a0}»"),
        format!("write `format: {FORMAT}`"),
    ));
}

/// The file is not there, or the system will not let it be read.
pub fn report_unreadable(error: &std::io::Error, findings: &mut Findings) {
    let message = if error.kind() == std::io::ErrorKind::NotFound {
        Bilingual::new("ce fichier n’existe pas", "this file does not exist")
    } else {
        Bilingual::new(
            format!("ce fichier ne se lit pas ({error})"),
            format!("this file cannot be read ({error})"),
        )
    };
    findings.report(&UNREADABLE, &FieldPath::root(), message);
}
