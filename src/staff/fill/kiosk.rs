//! « Borne »: the machine as staff set it up.

use etabli_staff::view::{self, KioskView, Tongue, VolumeSlot};
use jiff::civil::Time;

use crate::{
    config::{KioskConfig, Quality, Rotation, VolumeSpan},
    kiosk::display::Display,
    language::Language,
};

pub(super) fn view(config: &KioskConfig, now: Time, quality_now: &str, display: &Display) -> KioskView {
    // What a visit begins in stands first.
    let mut tongues: Vec<Language> = config.languages.clone();
    tongues.sort_by_key(|language| *language != config.language);
    KioskView {
        diagonal_inches: config.screen_diagonal_inches,
        rotation: rotation(config.rotation),
        mounting_height_mm: config.mounting_height_mm,
        lowest_row_mm: display.lowest_row_mm(config.mounting_height_mm),
        volume: config.volume,
        volume_schedule: config.volume_schedule.iter().map(slot).collect(),
        volume_now: config.volume_at(now),
        blank_when_closed: config.blank_when_closed,
        quality: match config.quality {
            Quality::Auto => view::Quality::Auto,
            Quality::Low => view::Quality::Low,
            Quality::High => view::Quality::High,
        },
        quality_now: quality_now.to_owned(),
        tongues: tongues.into_iter().map(tongue).collect(),
        idle_menu_secs: config.idle_menu_secs,
        idle_play_secs: config.idle_play_secs,
        countdown_secs: config.countdown_secs,
    }
}

fn rotation(rotation: Rotation) -> view::Rotation {
    match rotation {
        Rotation::None => view::Rotation::Upright,
        Rotation::Quarter => view::Rotation::Quarter,
        Rotation::Half => view::Rotation::Half,
        Rotation::ThreeQuarters => view::Rotation::ThreeQuarters,
    }
}

fn slot(span: &VolumeSpan) -> VolumeSlot {
    VolumeSlot {
        from: span.from,
        to: span.to,
        volume: span.volume,
    }
}

fn tongue(language: Language) -> Tongue {
    match language {
        Language::French => Tongue::French,
        Language::English => Tongue::English,
    }
}
