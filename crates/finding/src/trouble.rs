//! ron's errors in the words of someone who writes a kit, not a parser.

use ron::error::{Error, SpannedError};

use super::{
    Code, FieldPath, Findings, Fix, RonCodes,
    lexeme::last_word_end,
    nearest::{self, nearest},
    slip::{self, Kind, Slip},
};
use etabli_language::Bilingual;

/// What went wrong: code, message, help.
type Trouble = (Code, Bilingual, Option<Bilingual>);

/// Adds the one finding that tells `error`, which ron met at byte `at`; the byte that it is about.
pub(super) fn explain(error: &SpannedError, text: &str, at: usize, codes: &RonCodes, findings: &mut Findings) -> usize {
    if text.trim().is_empty() {
        let message = both("le fichier est vide", "the file is empty");
        findings.report(&codes.syntax, &FieldPath::root(), message);
        return at;
    }
    let ((code, message, help), fix, at) = diagnose(&error.code, text, at, codes);
    let finding = findings.report(&code, &FieldPath::root(), message);
    (finding.help, finding.fix) = (help, fix);
    at
}

/// What went wrong, what mends it and at which byte.
fn diagnose(error: &Error, text: &str, at: usize, codes: &RonCodes) -> (Trouble, Option<Fix>, usize) {
    if let Some(trouble) = names(error, codes) {
        return (trouble, meant(error), at);
    }
    if let Some(slip) = slip::find(text, at) {
        // A number without its unit may be another number: only the comma is sure.
        let fix = (slip.kind == Kind::DecimalComma).then(|| Fix::replace(slip.found, &slip.meant));
        return (number(&slip, codes), fix, slip.start);
    }
    let before = last_word_end(text, at);
    if lacks_comma(error, &text[..before], &text[at..]) {
        return (comma(codes), Some(Fix::Insert(",")), before);
    }
    (values(error, codes).unwrap_or_else(|| syntax(error, codes)), None, at)
}

/// The name that stands for the one ron does not know.
fn meant(error: &Error) -> Option<Fix> {
    let (Error::NoSuchStructField { expected, found, .. } | Error::NoSuchEnumVariant { expected, found, .. }) = error
    else {
        return None;
    };
    let meant = nearest::without_doubt(found, expected)?;
    Some(Fix::replace(found, meant))
}

/// Whether ron met a new field or value right after the one before.
fn lacks_comma(error: &Error, before: &str, rest: &str) -> bool {
    let closed = matches!(
        error,
        Error::ExpectedComma | Error::ExpectedArrayEnd | Error::ExpectedStructLikeEnd | Error::ExpectedMapEnd
    );
    let begins = |next: char| next.is_alphanumeric() || "_\"([{-+".contains(next);
    closed && rest.starts_with(begins) && !before.ends_with([',', ':', '(', '[', '{'])
}

fn comma(codes: &RonCodes) -> Trouble {
    (
        codes.syntax,
        both("une virgule manque ici", "a comma is missing here"),
        Some(both(
            "séparer les champs par des virgules\u{202f}; les décimales s’écrivent avec un point",
            "separate fields with commas; decimals take a point",
        )),
    )
}

fn both(fr: &str, en: &str) -> Bilingual {
    Bilingual::new(fr, en)
}

fn quoted(names: &[&str], french: bool) -> String {
    let quote = |name: &&str| {
        if french {
            format!("«\u{a0}{name}\u{a0}»")
        } else {
            format!("`{name}`")
        }
    };
    names.iter().map(quote).collect::<Vec<_>>().join(", ")
}

/// A name that should be another, or be there, or be there once.
fn names(error: &Error, codes: &RonCodes) -> Option<Trouble> {
    Some(match error {
        Error::NoSuchStructField { expected, found, .. } => (
            codes.unknown_field,
            Bilingual::new(
                format!("champ inconnu «\u{a0}{found}\u{a0}»"),
                format!("unknown field `{found}`"),
            ),
            Some(alternatives(found, expected, &UNCLOSED)),
        ),
        Error::NoSuchEnumVariant { expected, found, .. } => (
            codes.unknown_variant,
            Bilingual::new(
                format!("valeur inconnue «\u{a0}{found}\u{a0}»"),
                format!("unknown value `{found}`"),
            ),
            Some(alternatives(found, expected, &["", ""])),
        ),
        Error::MissingStructField { field, .. } => (
            codes.missing_field,
            Bilingual::new(
                format!("le champ «\u{a0}{field}\u{a0}» manque avant cette parenthèse"),
                format!("field `{field}` is missing before this parenthesis"),
            ),
            None,
        ),
        Error::DuplicateStructField { field, .. } => (
            codes.duplicate_field,
            Bilingual::new(
                format!("le champ «\u{a0}{field}\u{a0}» est écrit deux fois"),
                format!("field `{field}` is given twice"),
            ),
            Some(both("n’en garder qu’un", "keep one of them")),
        ),
        _ => return None,
    })
}

const UNCLOSED: [&str; 2] = [
    "\u{202f}; ou bien une parenthèse n’est pas fermée plus haut",
    "; or else a parenthesis is not closed further up",
];

/// The nearest name, else every name that would do.
fn alternatives(found: &str, expected: &[&str], otherwise: &[&str; 2]) -> Bilingual {
    let [fr, en] = otherwise;
    match nearest(found, expected.iter().copied()) {
        Some(meant) => Bilingual::new(
            format!(
                "vouliez-vous dire «\u{a0}{meant}\u{a0}»\u{202f}? Possibles\u{a0}: {}",
                quoted(expected, true)
            ),
            format!("did you mean `{meant}`? Possible: {}", quoted(expected, false)),
        ),
        None => Bilingual::new(
            format!("possibles ici\u{a0}: {}{fr}", quoted(expected, true)),
            format!("possible here: {}{en}", quoted(expected, false)),
        ),
    }
}

/// A number as it is written in French, or with its unit.
fn number(slip: &Slip, codes: &RonCodes) -> Trouble {
    let Slip { found, meant, .. } = slip;
    let (fr, en) = match slip.kind {
        Kind::DecimalComma => ("les décimales s’écrivent avec un point", "decimals take a point"),
        Kind::Unit => (
            "un nombre s’écrit sans son unité",
            "a number is written without its unit",
        ),
    };
    (
        codes.syntax,
        Bilingual::new(format!("«\u{a0}{found}\u{a0}»\u{a0}: {fr}"), format!("`{found}`: {en}")),
        Some(Bilingual::new(
            format!("écrire «\u{a0}{meant}\u{a0}»"),
            format!("write `{meant}`"),
        )),
    )
}

/// A value of the wrong kind or size.
fn values(error: &Error, codes: &RonCodes) -> Option<Trouble> {
    let wrong = |fr, en, help: [&str; 2]| Some((codes.wrong_type, both(fr, en), Some(both(help[0], help[1]))));
    match error {
        Error::ExpectedString => wrong(
            "un texte est attendu ici",
            "a text is expected here",
            [
                "l’écrire entre guillemets droits\u{a0}: \"…\"",
                "write it between straight quotes: \"…\"",
            ],
        ),
        Error::ExpectedFloat | Error::ExpectedInteger | Error::UnderscoreAtBeginning | Error::FloatUnderscore => wrong(
            "un nombre est attendu ici",
            "a number is expected here",
            [
                "sans guillemets ni unité, avec un point décimal\u{a0}: 12 ou 0.5",
                "no quotes, no unit, a decimal point: 12 or 0.5",
            ],
        ),
        Error::ExpectedBoolean => wrong(
            "oui ou non est attendu ici",
            "yes or no is expected here",
            ["écrire true ou false", "write true or false"],
        ),
        Error::ExpectedArray => wrong(
            "une liste est attendue ici",
            "a list is expected here",
            [
                "l’écrire entre crochets\u{a0}: [ …, … ]",
                "write it between square brackets: [ …, … ]",
            ],
        ),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => wrong(
            "un groupe de champs est attendu ici",
            "a group of fields is expected here",
            [
                "l’écrire entre parenthèses\u{a0}: ( … )",
                "write it between parentheses: ( … )",
            ],
        ),
        Error::ExpectedDifferentLength { found, .. } => Some((
            codes.wrong_type,
            Bilingual::new(
                format!("le nombre de valeurs ne convient pas (ici {found})"),
                format!("wrong number of values (here {found})"),
            ),
            Some(both(
                "un intervalle s’écrit (bas, haut)",
                "a range is written (low, high)",
            )),
        )),
        Error::InvalidValueForType { expected, found } => Some((
            codes.wrong_type,
            Bilingual::new(
                "cette valeur n’est pas de la sorte attendue",
                format!("expected {expected}, found {found}"),
            ),
            None,
        )),
        Error::IntegerOutOfBounds => Some((
            codes.out_of_range,
            both(
                "ce nombre est négatif ou trop grand pour ce champ",
                "this number is negative or too large for this field",
            ),
            None,
        )),
        Error::ExceededRecursionLimit => Some((
            codes.too_deep,
            both(
                "trop de parenthèses les unes dans les autres",
                "too many nested parentheses",
            ),
            None,
        )),
        _ => None,
    }
}

/// Brackets, commas, quotes.
fn syntax(error: &Error, codes: &RonCodes) -> Trouble {
    let (fr, en, help) = match error {
        Error::Eof => (
            "le fichier s’arrête trop tôt",
            "the file stops too early",
            [
                "il manque sans doute «\u{a0})\u{a0}» ou «\u{a0}]\u{a0}» à la fin",
                "probably `)` or `]` is missing at the end",
            ],
        ),
        Error::ExpectedComma => (
            "une virgule est attendue avant ceci",
            "a comma is expected before this",
            [
                "séparer les champs par des virgules\u{202f}; les décimales s’écrivent avec un point",
                "separate fields with commas; decimals take a point",
            ],
        ),
        Error::ExpectedMapColon => (
            "deux-points attendus après le nom du champ",
            "a colon is expected after the field's name",
            ["écrire «\u{a0}nom: valeur\u{a0}»", "write `name: value`"],
        ),
        Error::ExpectedStringEnd => (
            "ce texte n’est pas fermé",
            "this text is not closed",
            ["ajouter le guillemet \" à la fin du texte", "add the closing quote \""],
        ),
        Error::InvalidEscape(_) => (
            "cette suite après une barre oblique inversée n’existe pas",
            "there is no such escape after a backslash",
            [
                "une barre oblique inversée s’écrit \\\\, un guillemet \\\"",
                "a backslash is written \\\\, a quote \\\"",
            ],
        ),
        Error::ExpectedArrayEnd => ("«\u{a0}]\u{a0}» est attendu ici", "`]` is expected here", CLOSE),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            ("«\u{a0})\u{a0}» est attendu ici", "`)` is expected here", CLOSE)
        }
        Error::ExpectedMapEnd => ("«\u{a0}}\u{a0}» est attendu ici", "`}` is expected here", CLOSE),
        Error::ExpectedDifferentStructName { .. } => (
            "un nom inattendu se trouve ici",
            "an unexpected name stands here",
            [
                "une parenthèse ou un crochet n’est sans doute pas fermé plus haut",
                "probably a bracket is not closed further up",
            ],
        ),
        Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) | Error::InvalidIdentifier(_) => (
            "le nom d’un champ est attendu ici",
            "a field's name is expected here",
            [
                "sans guillemets ni tiret\u{202f}; les décimales s’écrivent avec un point",
                "no quotes, no dash; decimals take a point",
            ],
        ),
        Error::TrailingCharacters => (
            "il y a du texte après la fin",
            "there is text after the end",
            [
                "retirer ce qui suit la dernière parenthèse, ou ouvrir celle qui manque",
                "remove what follows the last parenthesis, or open the missing one",
            ],
        ),
        Error::UnclosedBlockComment => (
            "ce commentaire n’est pas fermé",
            "this comment is not closed",
            ["ajouter */ à la fin du commentaire", "add */ at its end"],
        ),
        other => {
            let message = Bilingual::new(
                format!("écriture incorrecte ({other})"),
                format!("incorrect syntax ({other})"),
            );
            return (codes.syntax, message, None);
        }
    };
    (codes.syntax, both(fr, en), Some(both(help[0], help[1])))
}

const CLOSE: [&str; 2] = [
    "fermer chaque parenthèse et chaque crochet ouverts\u{202f}; les décimales s’écrivent avec un point",
    "close every bracket that was opened; decimals take a point",
];
