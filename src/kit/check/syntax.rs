//! The file itself: there, readable, of a format this program knows.

use super::Subject;
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

pub(super) const CHECKED: &[Code] = &[VERSION];

pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    check_format(subject.kit.format, findings);
}

/// What it does: refuses a format this program does not know.
/// Why: fields may mean something else there.
/// Example: `format: 2` on a kiosk that knows version 1.
pub fn check_format(format: u32, findings: &mut Findings) {
    if format == FORMAT {
        return;
    }
    let message = Bilingual::new(
        format!("format {format} inconnu\u{a0}: cette version d’Établi lit le format {FORMAT}"),
        format!("unknown format {format}: this version of Établi reads format {FORMAT}"),
    );
    let finding = findings.report(&VERSION, &FieldPath::root().field("format"), message);
    finding.help(if format > FORMAT {
        Bilingual::new("mettre Établi à jour", "update Établi")
    } else {
        Bilingual::new(
            format!("écrire «\u{a0}format: {FORMAT}\u{a0}»"),
            format!("write `format: {FORMAT}`"),
        )
    });
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
