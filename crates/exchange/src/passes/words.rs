//! What cards say. Visitors are told « tu ».

use jiff::civil::Date;

use super::Passes;
use crate::{
    engagement::row::Audience,
    language::{Bilingual, Language, dates},
};

impl Passes {
    /// The language that stands first, and the one beside it.
    pub(super) fn languages(&self) -> [Language; 2] {
        let first = self.language.unwrap_or(Language::French);
        [first, first.other()]
    }

    /// The portal as one types it: browsers put https there themselves.
    pub(super) fn address(&self) -> &str {
        let portal = self.portal.trim_end_matches('/');
        portal.strip_prefix("https://").unwrap_or(portal)
    }
}

pub(super) fn call() -> Bilingual {
    Bilingual::new(
        "Présente ce code devant la\u{a0}borne",
        "Hold this code up to the\u{a0}kiosk",
    )
}

pub(super) fn promise() -> Bilingual {
    Bilingual::new("Aucun nom dans ce code.", "No name in this code.")
}

pub(super) fn validity(last_day: Date) -> Bilingual {
    let english = format!("Valid until {}", last_day.strftime("%-d\u{a0}%B\u{a0}%Y"));
    Bilingual::new(format!("Valable jusqu’au {}", dates::day(last_day)), english)
}

pub(super) fn tick() -> Bilingual {
    Bilingual::new("Coche ce que tu essayes", "Tick what you try")
}

pub(super) fn find_again() -> Bilingual {
    Bilingual::new("Retrouve ces métiers chez toi\u{a0}:", "Find these jobs again at home:")
}

pub(super) fn audience(audience: Audience) -> Bilingual {
    let (fr, en) = match audience {
        Audience::College => ("Collège", "Lower secondary"),
        Audience::Lycee => ("Lycée", "Upper secondary"),
        Audience::Etudes => ("Études", "Higher education"),
        Audience::Adulte => ("Adulte", "Adult"),
        Audience::Parent => ("Parent", "Parent"),
        Audience::Conseil => ("Conseil aux jeunes", "Youth guidance"),
    };
    Bilingual::new(fr, en)
}

/// In the margin, for who prints and cuts.
pub(super) fn to_printer(event: &str, sheet: usize, of: usize) -> String {
    format!(
        "Établi · {event} · feuille {sheet} sur {of} · imprimer à 100\u{202f}%, recto verso, retourner sur le bord long ; \
         couper entre les traits"
    )
}
