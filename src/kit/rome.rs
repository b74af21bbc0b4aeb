//! The official list of trades (ROME) as France Travail publishes it: two CSV files, `code_rome`, `libelle_rome` and
//! `code_rome`, `libelle_appellation_long`.

use std::collections::BTreeMap;

use csv_core::{ReadRecordResult, Reader};
use thiserror::Error;

use crate::language::Bilingual;

const CODE: &str = "code_rome";
const LABEL: &str = "libelle_rome";
const APPELLATION: &str = "libelle_appellation_long";

/// The list, and what each trade may be called where the second file was given too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rome {
    labels: BTreeMap<String, String>,
    appellations: Option<BTreeMap<String, Vec<String>>>,
}

/// Why a file is not one of the list.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RomeError {
    #[error("it has no column `{wanted}`; its columns: {there}")]
    NoColumn { wanted: &'static str, there: String },
    #[error("line {line} cannot be read ({why})")]
    Damaged { line: u64, why: String },
    #[error("it names no trade")]
    Empty,
}

impl RomeError {
    /// The same in both languages.
    pub fn tell(&self) -> Bilingual {
        let french = match self {
            Self::NoColumn { wanted, there } => {
                format!("il n’a pas de colonne «\u{a0}{wanted}\u{a0}»\u{202f}; ses colonnes\u{a0}: {there}")
            }
            Self::Damaged { line, .. } => {
                format!("la ligne {line} ne se lit pas (un CSV en UTF-8, à virgules, est attendu)")
            }
            Self::Empty => "il ne nomme aucun métier".to_owned(),
        };
        Bilingual::new(french, self.to_string())
    }
}

impl Rome {
    /// Reads the codes and their labels.
    ///
    /// # Errors
    /// If `bytes` are not such a file.
    pub fn read(bytes: &[u8]) -> Result<Self, RomeError> {
        let labels = pairs(bytes, LABEL)?.into_iter().collect();
        Ok(Self {
            labels,
            appellations: None,
        })
    }

    /// Adds what the trades may be called.
    ///
    /// # Errors
    /// If `bytes` are not such a file.
    pub fn with_appellations(mut self, bytes: &[u8]) -> Result<Self, RomeError> {
        let mut appellations: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (code, label) in pairs(bytes, APPELLATION)? {
            appellations.entry(code).or_default().push(label);
        }
        self.appellations = Some(appellations);
        Ok(self)
    }

    /// What the official list calls the trade.
    pub fn label(&self, code: &str) -> Option<&str> {
        self.labels.get(code).map(String::as_str)
    }

    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.labels.keys().map(String::as_str)
    }

    /// Every appellation of a code; `None` without the file that tells them.
    pub fn appellations(&self, code: &str) -> Option<&[String]> {
        let all = self.appellations.as_ref()?;
        Some(all.get(code).map_or(&[], Vec::as_slice))
    }
}

/// Code and `label` of every row.
fn pairs(bytes: &[u8], label: &'static str) -> Result<Vec<(String, String)>, RomeError> {
    let rows = rows(bytes)?;
    let (header, rows) = rows.split_first().ok_or(RomeError::Empty)?;
    let (code, label) = (column(header, CODE)?, column(header, label)?);
    // Every row is as long as the header.
    let cell = |row: &[String], at: usize| row[at].trim().to_owned();
    let pairs: Vec<_> = rows.iter().map(|row| (cell(row, code), cell(row, label))).collect();
    if pairs.is_empty() {
        return Err(RomeError::Empty);
    }
    Ok(pairs)
}

fn column(header: &[String], wanted: &'static str) -> Result<usize, RomeError> {
    let place = header.iter().position(|name| name.trim() == wanted);
    place.ok_or_else(|| RomeError::NoColumn {
        wanted,
        there: header.join(", "),
    })
}

/// Longest row, bytes, and most columns: far more than the official files have.
const ROW_BYTES_MAX: usize = 64 * 1024;
const COLUMNS_MAX: usize = 256;

/// Every row, all as long as the first.
fn rows(mut bytes: &[u8]) -> Result<Vec<Vec<String>>, RomeError> {
    let mut reader = Reader::new();
    let (mut text, mut ends) = (vec![0; ROW_BYTES_MAX], vec![0; COLUMNS_MAX]);
    let (mut written, mut columns, mut line) = (0, 0, 1);
    let mut rows: Vec<Vec<String>> = Vec::new();
    loop {
        let (result, read, more, fields) = reader.read_record(bytes, &mut text[written..], &mut ends[columns..]);
        (bytes, written, columns) = (&bytes[read..], written + more, columns + fields);
        match result {
            // The next call, without any bytes, ends the last row.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::End => return Ok(rows),
            ReadRecordResult::Record => {
                let row = row(&text, &ends[..columns]).map_err(|why| RomeError::Damaged { line, why })?;
                if rows.first().is_some_and(|first| first.len() != row.len()) {
                    let why = format!("{} columns", row.len());
                    return Err(RomeError::Damaged { line, why });
                }
                rows.push(row);
                (written, columns, line) = (0, 0, reader.line());
            }
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                let why = "too long".to_owned();
                return Err(RomeError::Damaged { line, why });
            }
        }
    }
}

/// The fields that end at `ends`.
fn row(text: &[u8], ends: &[usize]) -> Result<Vec<String>, String> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    let field = |(start, end): (usize, &usize)| std::str::from_utf8(&text[start..*end]).map(str::to_owned);
    starts
        .zip(ends)
        .map(field)
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: &str = "\"code_rome\",\"code_ogr\",\"libelle_rome\"\n\
        \"F1503\",\"7\",\"Charpentier / Charpentière bois\"\n\"H2913\",\"8\",\"Soudeur / Soudeuse\"\n";

    #[test]
    fn columns_are_found_by_their_names() {
        let rome = Rome::read(CODES.as_bytes()).expect("a list");
        assert_eq!(rome.label("H2913"), Some("Soudeur / Soudeuse"));
        assert_eq!((rome.label("H2914"), rome.appellations("H2913")), (None, None));
        let more = "libelle_appellation_long,code_rome\nSoudeur / Soudeuse à l'arc,H2913\nBraseur / Braseuse,H2913\n";
        let rome = rome.with_appellations(more.as_bytes()).expect("appellations");
        assert_eq!(rome.appellations("H2913").map(<[String]>::len), Some(2));
        assert_eq!(rome.appellations("F1503").map(<[String]>::len), Some(0));
    }

    #[test]
    fn other_files_are_told_what_they_lack() {
        let told = |bytes: &[u8]| Rome::read(bytes).expect_err("no list").tell().fr;
        assert!(told(b"code;libelle\nH2913;Soudeur\n").contains("pas de colonne «\u{a0}code_rome\u{a0}»"));
        assert!(told(b"code_rome,libelle_rome\n").contains("aucun métier"));
        assert!(told(b"code_rome,libelle_rome\nA,b\nB,c,d\n").contains("la ligne 3"));
        assert!(told(b"code_rome,libelle_rome\nA,M\xe9tier\n").contains("UTF-8"));
        assert!(told(b"").contains("aucun métier"));
    }
}
