//! From bytes to raw kits, and from a folder to a checked one.

use serde::Deserialize;

use super::{check::syntax, files, raw};
use crate::finding::{Document, Findings, SourceMap, parse_ron};

/// Reads the text of a `kit.ron`; `file` is the name findings carry.
///
/// # Errors
/// Exactly one finding: what cannot be read has no meaning to check.
pub fn parse(file: &str, bytes: &[u8]) -> Result<(raw::Kit, SourceMap), Findings> {
    // The number comes first: it says by which rules the rest is read. This is where a kit of an older format, read by
    // the raw types of its own time, is brought to the present one.
    if let Some(findings) = newer_format(file, bytes) {
        return Err(findings);
    }
    let Document { raw, source } = parse_ron::<raw::Kit>(file, bytes, &syntax::CODES)?;
    Ok((raw, source))
}

/// A newer format has fields this program has never heard of; its number explains them all.
fn newer_format(file: &str, bytes: &[u8]) -> Option<Findings> {
    /// Only what every format says in the same way; all else is skipped.
    #[derive(Deserialize)]
    struct Numbered {
        format: u32,
        #[serde(default)]
        etabli: Option<String>,
    }
    let Document { raw, source } = parse_ron::<Numbered>(file, bytes, &syntax::CODES).ok()?;
    if raw.format <= raw::FORMAT {
        return None;
    }
    let mut findings = Findings::default();
    syntax::check_format(raw.format, raw.etabli.as_deref(), &mut findings);
    findings.locate(file, |path| source.place(path));
    Some(findings)
}

/// Every file the kit refers to, sorted, each once; paths that lead out of the kit are left out.
pub fn paths(kit: &raw::Kit) -> Vec<String> {
    let dioramas = kit.dioramas();
    let credited = kit.credits.iter().map(|credit| &credit.file);
    let pictures = [&kit.intro.cover, &kit.mystery.image];
    let assets = credited.filter(|name| files::is_in_asset_folder(name));
    let around = [Some(&kit.ambience), kit.finale.as_ref().map(|finale| &finale.ambience)];
    let around = around.into_iter().flatten().flatten().filter_map(raw::Ambience::file);
    let named = dioramas.chain(pictures).chain(assets).cloned();
    let mut paths: Vec<String> = named.chain(around.map(str::to_owned)).collect();
    paths.retain(|name| files::is_inside(name));
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// What was read in a kit's folder, and what the checks made of it.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub kit: Option<super::Kit>,
    pub findings: Findings,
    /// Bytes of `kit.ron`; none if it cannot be read.
    pub text: Vec<u8>,
    /// All the other files; none if `kit.ron` does not tell which.
    pub files: super::KitFiles,
}

/// Reads and checks the kit in `folder`, whose findings carry the name `<folder>/kit.ron`.
#[cfg(not(target_arch = "wasm32"))]
pub fn kit_from_folder<'a>(
    folder: &std::path::Path,
    how: impl Into<super::Examination<'a>>,
) -> (Option<super::Kit>, Findings) {
    let reading = read_kit(folder, how);
    (reading.kit, reading.findings)
}

/// The same, with the very bytes that were checked: by the time they are wanted the files may be others.
#[cfg(not(target_arch = "wasm32"))]
pub fn read_kit<'a>(folder: &std::path::Path, how: impl Into<super::Examination<'a>>) -> Reading {
    let path = folder.join("kit.ron");
    let file = path.display().to_string().replace('\\', "/");
    let mut reading = Reading::default();
    match read(&path) {
        Ok(bytes) => reading.text = bytes,
        Err(error) => {
            syntax::report_unreadable(&error, &mut reading.findings);
            reading.findings.locate(&file, |_| None);
            return reading;
        }
    }
    match parse(&file, &reading.text) {
        Ok((kit, source)) => {
            reading.files = files::read_folder(folder, &kit);
            (reading.kit, reading.findings) = super::check(kit, &source, &file, &reading.files, how);
        }
        Err(findings) => reading.findings = findings,
    }
    reading
}

/// No more than what is refused as too big anyway.
#[cfg(not(target_arch = "wasm32"))]
fn read(path: &std::path::Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(syntax::CODES.bytes_max as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::FieldPath,
        kit::{Depth, KitFiles, check},
    };

    const GUIDE: &str = include_str!("../../docs/kit-format.md");
    const SHIPPED: &str = include_str!("../../kits/soudure/kit.ron");

    /// Every value below `value`, with its path.
    fn leaves(value: &ron::Value, at: &FieldPath, found: &mut Vec<FieldPath>) {
        match value {
            ron::Value::Map(fields) => {
                for (name, value) in fields.iter() {
                    let ron::Value::String(name) = name else {
                        panic!("{name:?} at {at} is no name")
                    };
                    leaves(value, &at.field(name), found);
                }
            }
            ron::Value::Seq(list) => {
                for (index, value) in list.iter().enumerate() {
                    leaves(value, &at.index(index), found);
                }
            }
            _ => found.push(at.clone()),
        }
    }

    #[test]
    fn every_leaf_of_a_shipped_kit_has_a_place() {
        // Without its variants ron reads the file into plain values: the names of variants add no segment to a path.
        let plain = ["Assemble(", "Trace(", "Inspect(", "Source("]
            .iter()
            .fold(SHIPPED.to_owned(), |text, name| text.replace(name, "("));
        let values = [
            "AValider",
            "Industrie",
            "Decoys",
            "Drops",
            "Inversions",
            "WrongSockets",
            "Secs",
            "Found",
            "FalseHits",
            "Missed",
            "WidthSpread",
            "SeamOffset",
            "Settings",
            "LackOfFusion",
            "Starts",
            "Holes",
        ];
        let plain = values
            .iter()
            .fold(plain, |text, name| text.replace(&format!(": {name},"), ": 0,"));
        let value: ron::Value = ron::from_str(&plain).expect("plain values");
        let mut found = Vec::new();
        leaves(&value, &FieldPath::root(), &mut found);
        let source = SourceMap::scan(SHIPPED);
        let missing: Vec<String> = found
            .iter()
            .filter(|path| !source.has(path))
            .map(ToString::to_string)
            .collect();
        assert!(
            found.len() > 200 && missing.is_empty(),
            "{} leaves, without place: {missing:?}",
            found.len()
        );
    }

    #[test]
    fn the_kit_in_the_guide_lacks_nothing_but_its_files() {
        let example = GUIDE
            .split("```ron\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .expect("an example");
        let (kit, source) = parse("base/kit.ron", example.as_bytes()).expect("a kit");
        let (_, findings) = check(kit, &source, "base/kit.ron", &KitFiles::default(), Depth::Quick);
        let told: Vec<&str> = findings
            .iter()
            .map(|finding| finding.code)
            .filter(|code| *code != "K402")
            .collect();
        assert!(told.iter().all(|code| *code == "K503"), "{told:?}");
    }

    #[test]
    fn a_newer_format_is_told_instead_of_its_fields() {
        let text = "(format: 2, etabli: \"0.9.0\", name_of_tomorrow: [(1, Some(\"x\"))])";
        let findings = parse("kit.ron", text.as_bytes()).expect_err("a newer format").sorted();
        assert!(
            findings[0].message.fr.contains("il faut Établi 0.9.0"),
            "{}",
            findings[0].message.fr
        );
        assert_eq!(
            findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            ["K020"]
        );
        assert_eq!(
            findings[0].place.map(|place| place.to_string()).as_deref(),
            Some("1:10")
        );
    }
}
