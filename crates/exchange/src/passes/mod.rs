//! The passes' PDF: A4 sheets of cards to cut, fronts with a QR for the kiosk's scanner, backs with the métiers to tick
//! and the portal's address, placed so that they fall behind their fronts when the sheet is turned on its long edge.
//!
//! Plain data in, bytes out: what the passes say is signed before (`tokens::Pass`), and nothing of it is kept.

mod back;
mod front;
mod pen;
mod sheet;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::Date;
use thiserror::Error;

pub use sheet::{CARDS_PER_SHEET, sheets};

use crate::{
    engagement::row::Audience,
    language::{Bilingual, Language},
};

/// How many métiers a card's back holds.
pub const METIERS_MAX: usize = 24;

/// All that is printed.
#[derive(Clone)]
pub struct Passes {
    /// Texts of the QR codes, one a card, in upper case: lower case would make them larger.
    pub codes: Vec<String>,
    /// « Salon des métiers ».
    pub event: Bilingual,
    /// Town and hall.
    pub place: Bilingual,
    /// Who the cards are for; `None`: anyone.
    pub audience: Option<Audience>,
    /// Which language stands first, and is large; `None`: French.
    pub language: Option<Language>,
    pub last_day: Date,
    /// « https://metiers.example »
    pub portal: String,
    /// To be ticked, in this order.
    pub metiers: Vec<Metier>,
    pub fonts: Fonts,
}

/// A line to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metier {
    /// Its number in the catalogue.
    pub number: u16,
    /// Both forms, feminine first.
    pub name: Bilingual,
}

/// Bytes of TrueType fonts, embedded in the PDF.
#[derive(Clone)]
pub struct Fonts {
    /// For titles.
    pub display: Vec<u8>,
    pub text: Vec<u8>,
    pub bold: Vec<u8>,
}

/// Why there is no PDF.
#[derive(Debug, Error)]
pub enum PassesError {
    #[error("the {0} font cannot be read")]
    Font(&'static str),
    #[error("{0} métiers, when a card's back holds {METIERS_MAX}")]
    TooManyMetiers(usize),
    #[error("a code does not fit a QR: {0}")]
    Code(#[from] qrcode::types::QrError),
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}

impl PassesError {
    /// For who prints.
    pub fn told(&self) -> Bilingual {
        let french = match self {
            Self::Font(name) => {
                format!("la police «\u{a0}{name}\u{a0}» d’Établi ne se lit pas\u{a0}: réinstaller Établi")
            }
            Self::TooManyMetiers(count) => format!(
                "{count} métiers, et le dos d’une carte en porte {METIERS_MAX}\u{a0}: ne garder que ceux de l’événement, dans un \
                 dossier donné avec --kits"
            ),
            Self::Code(why) => format!("un code ne tient pas dans un QR ({why})"),
            Self::Pdf(why) => format!("le PDF ne peut pas être composé ({why})"),
        };
        Bilingual::new(french, self.to_string())
    }
}

/// The bytes of the PDF: a page of fronts and one of backs for each [`CARDS_PER_SHEET`] codes.
///
/// # Errors
/// If a font is none, or something does not fit.
pub fn pdf(passes: &Passes) -> Result<Vec<u8>, PassesError> {
    if passes.metiers.len() > METIERS_MAX {
        return Err(PassesError::TooManyMetiers(passes.metiers.len()));
    }
    sheet::draw(passes)
}
