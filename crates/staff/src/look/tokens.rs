//! Colours of the panel; nothing else in it names one.

use egui::Color32;

pub const INK: Color32 = Color32::from_rgb(25, 35, 52);
pub const INK_SOFT: Color32 = Color32::from_rgb(78, 90, 104);
/// Behind the cards.
pub const GROUND: Color32 = Color32::from_rgb(238, 242, 240);
pub const CARD: Color32 = Color32::from_rgb(255, 255, 255);
/// A place that holds a value or a list, sunk into its card.
pub const WELL: Color32 = Color32::from_rgb(244, 247, 246);
pub const EDGE: Color32 = Color32::from_rgb(214, 222, 218);
pub const EDGE_DEEP: Color32 = Color32::from_rgb(128, 142, 138);
/// What acts, and what is well.
pub const LEAF: Color32 = Color32::from_rgb(17, 108, 82);
pub const LEAF_DEEP: Color32 = Color32::from_rgb(11, 80, 60);
pub const LEAF_PALE: Color32 = Color32::from_rgb(218, 240, 229);
/// What wants to be looked at.
pub const SUN: Color32 = Color32::from_rgb(138, 90, 0);
/// A dot or a frame that is only seen: brighter than what is read.
pub const SUN_DOT: Color32 = Color32::from_rgb(204, 112, 0);
pub const SUN_PALE: Color32 = Color32::from_rgb(255, 240, 205);
/// What is wrong, and what cannot be taken back.
pub const EMBER: Color32 = Color32::from_rgb(176, 46, 22);
pub const EMBER_DEEP: Color32 = Color32::from_rgb(134, 31, 14);
pub const EMBER_PALE: Color32 = Color32::from_rgb(253, 228, 221);
pub const ON_COLOUR: Color32 = Color32::from_rgb(255, 255, 255);
/// Fingers of the touch test, one after the other.
pub const FINGERS: [Color32; 10] = [
    Color32::from_rgb(17, 108, 82),
    Color32::from_rgb(176, 46, 22),
    Color32::from_rgb(28, 92, 158),
    Color32::from_rgb(138, 90, 0),
    Color32::from_rgb(116, 60, 150),
    Color32::from_rgb(0, 110, 122),
    Color32::from_rgb(160, 42, 100),
    Color32::from_rgb(84, 100, 20),
    Color32::from_rgb(72, 84, 100),
    Color32::from_rgb(25, 35, 52),
];

/// How something stands: the colour of its ground, and of what is written on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Attention,
    Bad,
}

impl Tone {
    pub fn ground(self) -> Color32 {
        match self {
            Self::Plain => WELL,
            Self::Good => LEAF_PALE,
            Self::Attention => SUN_PALE,
            Self::Bad => EMBER_PALE,
        }
    }

    pub fn ink(self) -> Color32 {
        match self {
            Self::Plain => INK_SOFT,
            Self::Good => LEAF_DEEP,
            Self::Attention => SUN,
            Self::Bad => EMBER_DEEP,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two colours, WCAG 2.2.
    fn contrast(one: Color32, other: Color32) -> f32 {
        let luminance = |colour: Color32| {
            let [red, green, blue, _] = egui::Rgba::from(colour).to_array();
            0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
        };
        let (one, other) = (luminance(one), luminance(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn what_is_read_stands_out() {
        let mut pairs = vec![
            (INK, GROUND),
            (INK_SOFT, GROUND),
            (INK, WELL),
            (INK_SOFT, CARD),
            (ON_COLOUR, LEAF),
            (ON_COLOUR, EMBER),
            (LEAF, CARD),
        ];
        for tone in [Tone::Plain, Tone::Good, Tone::Attention, Tone::Bad] {
            pairs.push((tone.ink(), tone.ground()));
            pairs.push((INK, tone.ground()));
        }
        for (text, ground) in pairs {
            let found = contrast(text, ground);
            assert!(found >= 4.5, "{text:?} on {ground:?}: {found}");
        }
        for finger in FINGERS {
            assert!(contrast(finger, CARD) >= 4.5, "{finger:?}");
        }
        assert!(contrast(EDGE_DEEP, CARD) >= 3.0, "edges of controls");
        assert!(contrast(SUN_DOT, GROUND) >= 3.0, "dots");
    }
}
