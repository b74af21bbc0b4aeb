//! The names of the sounds, and the bytes of those that Établi ships.

use std::sync::Arc;

use super::samples::Samples;

/// Writes the enum, its list, its file names and its bytes from one table, so that none can lag behind the others.
macro_rules! shipped_cues {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A sound to play. Its files are written by `assets/source/sons.py`.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Cue {
            $($(#[$doc])* $variant,)+
            /// A kit's own sound, decoded by [`super::decode`].
            Kit(Arc<Samples>),
        }

        impl Cue {
            /// Every cue in the binary.
            pub const SHIPPED: &[Self] = &[$(Self::$variant,)+];

            /// The file name without its ending; `"kit"` for a kit's own sound.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Kit(_) => "kit",
                }
            }

            /// Ogg Vorbis bytes; nothing for a kit's own sound, which is decoded already.
            pub(super) fn ogg(&self) -> &'static [u8] {
                match self {
                    $(Self::$variant => include_bytes!(concat!("../../assets/sounds/", $name, ".ogg")),)+
                    Self::Kit(_) => &[],
                }
            }
        }
    };
}

shipped_cues! {
    /// A button was pressed.
    Touche = "touche",
    /// A part was lifted.
    Prise = "prise",
    /// A part snapped into its place.
    Pose = "pose",
    /// The wrong part or place: a kind "non".
    Refus = "refus",
    /// A part drifts back to where it lay.
    Retour = "retour",
    /// A step is done.
    Etape = "etape",
    /// The kit is done.
    Fin = "fin",
    /// The screen changes.
    Ecran = "ecran",
    /// One second of a countdown.
    Attente = "attente",
    /// Something unexpected and nice.
    Surprise = "surprise",
    /// An electric arc strikes, hums for a second and is cut.
    Arc = "arc",
    /// A lever, a switch, a lock goes home: metal on metal.
    Clac = "clac",
    /// One notch of something that turns or slides.
    Cliquet = "cliquet",
    /// The workshop's room tone, 12 s, made to loop.
    AmbianceAtelier = "ambiance_atelier",
    /// Wind and swell far out at sea, gulls now and then, 12 s, made to loop.
    AmbianceMer = "ambiance_mer",
}
