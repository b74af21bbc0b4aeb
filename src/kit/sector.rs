//! Families of trades: what a kit says it is of, and what an event may ask for.

use serde::Deserialize;

use crate::language::Bilingual;

/// Families of trades; each has its colour in the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Sector {
    Industrie,
    Energie,
    Nucleaire,
    Automobile,
    Aeronautique,
    MaritimePortuaire,
    Logistique,
    Batiment,
    Agriculture,
    Alimentation,
    SanteSocial,
    Numerique,
    Commerce,
    Hotellerie,
    Artisanat,
}

impl Sector {
    pub const ALL: [Self; 15] = [
        Self::Industrie,
        Self::Energie,
        Self::Nucleaire,
        Self::Automobile,
        Self::Aeronautique,
        Self::MaritimePortuaire,
        Self::Logistique,
        Self::Batiment,
        Self::Agriculture,
        Self::Alimentation,
        Self::SanteSocial,
        Self::Numerique,
        Self::Commerce,
        Self::Hotellerie,
        Self::Artisanat,
    ];

    /// Its name in the files of events.
    pub fn name(self) -> &'static str {
        match self {
            Self::Industrie => "industrie",
            Self::Energie => "energie",
            Self::Nucleaire => "nucleaire",
            Self::Automobile => "automobile",
            Self::Aeronautique => "aeronautique",
            Self::MaritimePortuaire => "maritime_portuaire",
            Self::Logistique => "logistique",
            Self::Batiment => "batiment",
            Self::Agriculture => "agriculture",
            Self::Alimentation => "alimentation",
            Self::SanteSocial => "sante_social",
            Self::Numerique => "numerique",
            Self::Commerce => "commerce",
            Self::Hotellerie => "hotellerie",
            Self::Artisanat => "artisanat",
        }
    }

    /// What it is called on a card.
    pub fn title(self) -> Bilingual {
        let (french, english) = match self {
            Self::Industrie => ("Industrie", "Industry"),
            Self::Energie => ("Énergie", "Energy"),
            Self::Nucleaire => ("Nucléaire", "Nuclear"),
            Self::Automobile => ("Automobile", "Automotive"),
            Self::Aeronautique => ("Aéronautique", "Aviation"),
            Self::MaritimePortuaire => ("Maritime et portuaire", "Sea and ports"),
            Self::Logistique => ("Logistique", "Logistics"),
            Self::Batiment => ("Bâtiment", "Building"),
            Self::Agriculture => ("Agriculture", "Farming"),
            Self::Alimentation => ("Alimentation", "Food"),
            Self::SanteSocial => ("Santé et social", "Health and care"),
            Self::Numerique => ("Numérique", "Digital"),
            Self::Commerce => ("Commerce", "Trade"),
            Self::Hotellerie => ("Hôtellerie et restauration", "Hotels and restaurants"),
            Self::Artisanat => ("Artisanat", "Crafts"),
        };
        Bilingual::new(french, english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_kits_own_in_small_letters() {
        for sector in Sector::ALL {
            let written = format!("{sector:?}");
            assert_eq!(sector.name().replace('_', ""), written.to_lowercase());
            assert_eq!(ron::from_str(&written), Ok(sector));
        }
    }
}
