//! The machine as staff set it up.

use jiff::civil::Time;

#[derive(Clone, Debug, PartialEq)]
pub struct KioskView {
    /// 7 to 120.
    pub diagonal_inches: f32,
    pub rotation: Rotation,
    /// From the floor to the lower edge of the screen, 300 to 2500.
    pub mounting_height_mm: u32,
    /// Where the lowest row of the visitors' controls is, above the floor.
    pub lowest_row_mm: u32,
    /// 0 (mute) to 1; above 0, the loudness of `volume_db`.
    pub volume: f32,
    pub volume_schedule: Vec<VolumeSlot>,
    /// What sounds now, by the schedule.
    pub volume_now: f32,
    pub blank_when_closed: bool,
    pub quality: Quality,
    /// What `Quality::Auto` has chosen: « haute ».
    pub quality_now: String,
    /// What visitors can choose from, the first being what a visit begins in.
    pub tongues: Vec<Tongue>,
    /// 10 to 600.
    pub idle_menu_secs: u32,
    /// 10 to 600.
    pub idle_play_secs: u32,
    /// 5 to 60.
    pub countdown_secs: u32,
}

/// How the screen is mounted, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rotation {
    #[default]
    Upright,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Rotation {
    pub const ALL: [Self; 4] = [Self::Upright, Self::Quarter, Self::Half, Self::ThreeQuarters];

    pub fn degrees(self) -> u32 {
        match self {
            Self::Upright => 0,
            Self::Quarter => 90,
            Self::Half => 180,
            Self::ThreeQuarters => 270,
        }
    }
}

/// Another volume between two times of each day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VolumeSlot {
    pub from: Time,
    pub to: Time,
    /// 0 to 1.
    pub volume: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    Auto,
    Low,
    High,
}

/// A language of the visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    French,
    English,
}
