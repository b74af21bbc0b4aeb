//! Colours, sizes and durations of the look; nothing else in the house names a colour.
//!
//! Lengths are in *units*: one unit is one millimetre on a 32″ screen and never less than 0.87 mm on the glass
//! (`kiosk::display`), so that a 24-unit target is always at least 20 mm.

use bevy::prelude::*;

use crate::kit::raw::{Hour, Sector};

pub const INK: Color = Color::srgb(0.098, 0.137, 0.204);
pub const INK_SOFT: Color = Color::srgb(0.298, 0.345, 0.420);
pub const PAPER: Color = Color::srgb(1.0, 0.976, 0.937);
pub const PAPER_DEEP: Color = Color::srgb(0.953, 0.906, 0.835);
/// Lower edge of paper, as if it were a board.
pub const PAPER_EDGE: Color = Color::srgb(0.827, 0.757, 0.655);
pub const WHITE: Color = Color::WHITE;
/// Calls to act: « commencer », « suite ».
pub const EMBER: Color = Color::srgb(0.843, 0.263, 0.082);
pub const EMBER_DEEP: Color = Color::srgb(0.663, 0.180, 0.043);
pub const SUN: Color = Color::srgb(1.0, 0.792, 0.298);
pub const SUN_DEEP: Color = Color::srgb(0.851, 0.612, 0.122);
pub const LEAF: Color = Color::srgb(0.118, 0.525, 0.353);
/// The light of an electric arc.
pub const ARC: Color = Color::srgb(0.62, 0.80, 1.0);
/// What it leaves in eyes that were not protected: warm, and never the whole white.
pub const FLASH: Color = Color::srgb(1.0, 0.965, 0.90);
/// A bead of steel: sound, scorched, not fused; the groove of an undercut, and a hole.
pub const WELD: Color = Color::srgb(0.60, 0.61, 0.63);
pub const WELD_SCORCHED: Color = Color::srgb(0.30, 0.33, 0.50);
pub const WELD_COLD: Color = Color::srgb(0.40, 0.38, 0.36);
pub const WELD_GROOVE: Color = Color::srgb(0.07, 0.06, 0.07);
pub const WELD_HOLE: Color = Color::srgb(0.015, 0.012, 0.012);
/// Figures that shine on a machine's display.
pub const READOUT: Color = Color::srgb(0.62, 0.95, 0.80);
/// Inside of a welder's helmet, from the dark to the rim of its window.
pub const VISOR: Color = Color::srgb(0.035, 0.050, 0.045);
pub const VISOR_RIM: Color = Color::srgb(0.220, 0.300, 0.260);
/// Behind an overlay.
pub const VEIL: Color = Color::srgba(0.043, 0.063, 0.110, 0.62);
pub const SHADOW: Color = Color::srgba(0.04, 0.05, 0.12, 0.28);
/// Light text directly on the stage.
pub const ON_STAGE: Color = PAPER;

/// Smallest side of anything a finger must hit.
pub const TARGET: f32 = 26.0;
/// Distance between a screen's edge and its content.
pub const MARGIN: f32 = 12.0;
pub const GAP: f32 = 8.0;
/// Thickness of a button's lower edge.
pub const EDGE: f32 = 2.2;
pub const RADIUS: f32 = 9.0;
pub const CARD_RADIUS: f32 = 13.0;
/// Height of the strip that holds home, back, language, text size and sound.
pub const TOP_BAR: f32 = TARGET + 2.0 * MARGIN;

/// Sizes of type, in units; a capital of the text face is 0.7 of it (7.3 mm are asked for).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeSize {
    /// Sources, counters.
    Small,
    Body,
    /// What must be read first: missions, introductions.
    Lead,
    /// Buttons, card names.
    Label,
    Heading,
    Title,
    /// « Touchez, essayez ! »
    Hero,
}

impl TypeSize {
    pub fn units(self, large: bool) -> f32 {
        // Large text is 1.5 times what must be read at 60 cm; the largest sizes are read from across the aisle
        // already and keep nearer to their place.
        let (normal, factor) = match self {
            Self::Small => (11.5, 1.5),
            Self::Body => (14.0, 1.5),
            Self::Lead => (18.0, 1.4),
            Self::Label => (15.5, 1.5),
            Self::Heading => (21.0, 1.3),
            Self::Title => (32.0, 1.2),
            Self::Hero => (46.0, 1.25),
        };
        if large { normal * factor } else { normal }
    }
}

/// How long things move, seconds.
pub const ENTER_SECS: f32 = 0.42;
pub const STAGGER_SECS: f32 = 0.06;
pub const PRESS_SCALE: f32 = 0.95;

/// The colours of a sector: sky behind the diorama, horizon, and the strong one for tags.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SectorColours {
    pub sky: Color,
    pub horizon: Color,
    /// Carries white text at 4.5:1.
    pub strong: Color,
}

pub fn sector(sector: Sector) -> SectorColours {
    // Sky and horizon in degrees of hue: neighbouring sectors stay apart on the catalogue. No sky between 35 and 110:
    // so dark, yellow and lime are mud.
    let (sky, horizon) = match sector {
        Sector::Industrie => (212.0, 28.0),
        Sector::Energie => (188.0, 52.0),
        Sector::Nucleaire => (258.0, 318.0),
        Sector::Automobile => (354.0, 26.0),
        Sector::Aeronautique => (205.0, 260.0),
        Sector::MaritimePortuaire => (200.0, 170.0),
        Sector::Logistique => (32.0, 50.0),
        Sector::Batiment => (20.0, 44.0),
        Sector::Agriculture => (132.0, 60.0),
        Sector::Alimentation => (336.0, 42.0),
        Sector::SanteSocial => (168.0, 18.0),
        Sector::Numerique => (240.0, 190.0),
        Sector::Commerce => (312.0, 24.0),
        Sector::Hotellerie => (12.0, 50.0),
        Sector::Artisanat => (288.0, 34.0),
    };
    // Violets shout where the other hues glow.
    let (saturation, lightness) = match sector {
        Sector::Artisanat | Sector::Nucleaire | Sector::Commerce => (0.32, 0.35),
        _ => (0.50, 0.40),
    };
    SectorColours {
        sky: Color::hsl(sky, saturation, lightness),
        horizon: Color::hsl(horizon, 0.72, 0.80),
        strong: Color::hsl(sky, 0.60, 0.28),
    }
}

/// The colours of an hour: dawn at sea level, looking east; the evening over roofs, when lamps are lit.
pub fn hour(hour: Hour) -> SectorColours {
    match hour {
        Hour::Aube => SectorColours {
            sky: Color::hsl(228.0, 0.36, 0.36),
            horizon: Color::hsl(22.0, 0.86, 0.76),
            strong: Color::hsl(228.0, 0.55, 0.26),
        },
        Hour::Soir => SectorColours {
            sky: Color::hsl(246.0, 0.40, 0.24),
            horizon: Color::hsl(338.0, 0.62, 0.66),
            strong: Color::hsl(246.0, 0.55, 0.24),
        },
    }
}

#[cfg(test)]
mod tests {
    use bevy::color::Luminance;

    use super::*;

    /// Contrast of two colours, WCAG 2.2.
    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (a.to_linear().luminance() + 0.05, b.to_linear().luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn text_is_readable_on_what_it_stands_on() {
        for (text, ground) in [
            (INK, PAPER),
            (INK_SOFT, PAPER),
            (INK, SUN),
            (WHITE, EMBER_DEEP),
            (WHITE, LEAF),
        ] {
            assert!(
                contrast(text, ground) >= 4.5,
                "{text:?} on {ground:?}: {}",
                contrast(text, ground)
            );
        }
        // Labels on buttons are large text.
        assert!(contrast(WHITE, EMBER) >= 3.0);
    }

    #[test]
    fn capitals_are_tall_enough_to_be_read() {
        const CAPITAL: f32 = 0.7;
        const SMALLEST_UNIT_MM: f32 = 0.97;
        assert!(TypeSize::Small.units(false) * CAPITAL * SMALLEST_UNIT_MM >= 7.3);
    }
}
