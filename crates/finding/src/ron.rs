//! Reads a RON file into raw structs, or tells in plain words why it cannot: size, encoding, then one syntax error.

use ron::{Options, error::SpannedError, extensions::Extensions, ser::PrettyConfig};
use serde::{Serialize, de::DeserializeOwned};

use super::{Code, FieldPath, Findings, Place, SourceMap, trouble::explain};
use etabli_language::Bilingual;

/// Deeper files are refused; ours need a dozen levels. Keeps ron's recursion far from the end of the stack.
const DEPTH_MAX: usize = 64;
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The codes under which one format reports that a file cannot be read.
#[derive(Clone, Copy, Debug)]
pub struct RonCodes {
    pub too_big: Code,
    pub encoding: Code,
    pub syntax: Code,
    pub unknown_field: Code,
    pub missing_field: Code,
    pub duplicate_field: Code,
    pub unknown_variant: Code,
    pub wrong_type: Code,
    pub out_of_range: Code,
    pub too_deep: Code,
    /// Largest file, bytes.
    pub bytes_max: usize,
}

impl RonCodes {
    /// All of them.
    pub fn all(&self) -> [Code; 10] {
        [
            self.too_big,
            self.encoding,
            self.syntax,
            self.unknown_field,
            self.missing_field,
            self.duplicate_field,
            self.unknown_variant,
            self.wrong_type,
            self.out_of_range,
            self.too_deep,
        ]
    }
}

/// A file that was read: what it says and where it says it.
#[derive(Clone, Debug)]
pub struct Document<T> {
    pub raw: T,
    pub source: SourceMap,
}

/// Reads `bytes` as UTF-8 RON; `file` is the name findings carry.
///
/// # Errors
/// Exactly one finding: a file with a syntax error has no meaning to check.
pub fn parse_ron<T: DeserializeOwned>(file: &str, bytes: &[u8], codes: &RonCodes) -> Result<Document<T>, Findings> {
    let mut findings = Findings::default();
    let root = FieldPath::root();
    if bytes.len() > codes.bytes_max {
        let (size, most) = (bytes.len() / 1024, codes.bytes_max / 1024);
        let message = Bilingual::new(
            format!("le fichier pèse {size} ko, au lieu de {most} ko au plus"),
            format!("the file has {size} kB, more than the {most} kB allowed"),
        );
        findings.report(&codes.too_big, &root, message);
        findings.locate(file, |_| None);
        return Err(findings);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text),
        Err(error) => {
            let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            not_utf8(&mut findings, codes, good, bytes[good.len()]);
            findings.locate(file, |_| None);
            return Err(findings);
        }
    };
    match options().from_str::<T>(text) {
        Ok(raw) => Ok(Document {
            raw,
            source: SourceMap::scan(text),
        }),
        Err(error) => {
            let at = explain(&error, text, stumble(&error, text), codes, &mut findings);
            findings.locate(file, |_| Some(place_after(&text[..at])));
            Err(findings)
        }
    }
}

/// How all our RON files are read: `Some(…)` and doubled parentheses need not be written.
pub(super) fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_default_extension(Extensions::UNWRAP_VARIANT_NEWTYPES)
        .with_recursion_limit(DEPTH_MAX)
}

/// `value` as [`parse_ron`] reads it.
///
/// # Errors
/// If RON cannot say it.
pub fn write_ron<T: Serialize>(value: &T) -> ron::Result<String> {
    options().to_string_pretty(value, PrettyConfig::default())
}

/// Byte of the first thing that is not white space where ron began to read what it could not.
fn stumble(error: &SpannedError, text: &str) -> usize {
    let start = error.span.start;
    let start_of_line = text.split_inclusive('\n').take(start.line - 1).map(str::len).sum();
    let line = text.get(start_of_line..).unwrap_or_default();
    let before: usize = line.chars().take(start.col - 1).map(char::len_utf8).sum();
    let rest = &line[before..];
    start_of_line + before + rest.len() - rest.trim_start().len()
}

fn place_after(text: &str) -> Place {
    Place {
        line: 1 + text.matches('\n').count(),
        column: 1 + text.chars().rev().take_while(|character| *character != '\n').count(),
    }
}

fn not_utf8(findings: &mut Findings, codes: &RonCodes, good: &str, byte: u8) {
    let message = Bilingual::new(
        format!(
            "cet octet (0x{byte:02X}) n’est pas de l’UTF-8\u{a0}: le fichier est enregistré dans un autre encodage"
        ),
        format!("this byte (0x{byte:02X}) is not UTF-8: the file is saved in another encoding"),
    );
    let finding = findings.report(&codes.encoding, &FieldPath::root(), message);
    finding.place = Some(place_after(good));
    finding.help(Bilingual::new(
        "dans l’éditeur, choisir «\u{a0}Enregistrer avec l’encodage UTF-8\u{a0}»",
        "in the editor, choose “Save with encoding UTF-8”",
    ));
}
