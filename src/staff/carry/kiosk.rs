//! « Borne »: settings of the machine.

use etabli_staff::{KioskAction, view};

use crate::{
    config::{KioskConfig, Quality, Rotation, VolumeSpan},
    language::Language,
};

/// What a wish makes of the settings, and its name for whoever takes it back; `None`: it changes none.
pub(super) fn change(config: &mut KioskConfig, wish: &KioskAction) -> Option<String> {
    let label = match wish {
        KioskAction::SetDiagonal(inches) => {
            config.screen_diagonal_inches = *inches;
            format!("Diagonale\u{a0}: {inches}\u{a0}pouces")
        }
        KioskAction::SetRotation(turned) => {
            config.rotation = rotation(*turned);
            format!("Écran tourné de {}\u{a0}°", turned.degrees())
        }
        KioskAction::SetMountingHeight(mm) => {
            config.mounting_height_mm = *mm;
            format!("Bas de l’écran\u{a0}: {mm}\u{a0}mm")
        }
        KioskAction::SetVolume(volume) => {
            config.volume = *volume;
            format!("Volume\u{a0}: {}", loudness(*volume))
        }
        KioskAction::SetVolumeSchedule(slots) => {
            config.volume_schedule = slots.iter().map(span).collect();
            "Horaires du volume".to_owned()
        }
        KioskAction::SetBlankWhenClosed(blank) => {
            config.blank_when_closed = *blank;
            format!(
                "Écran noir hors des heures\u{a0}: {}",
                if *blank { "oui" } else { "non" }
            )
        }
        KioskAction::SetQuality(quality) => {
            config.quality = match quality {
                view::Quality::Auto => Quality::Auto,
                view::Quality::Low => Quality::Low,
                view::Quality::High => Quality::High,
            };
            "Qualité d’image".to_owned()
        }
        KioskAction::SetTongues(tongues) => {
            let languages: Vec<Language> = tongues.iter().map(|tongue| language(*tongue)).collect();
            config.language = *languages.first()?;
            config.languages = languages;
            "Langues".to_owned()
        }
        KioskAction::SetIdleMenu(secs) => {
            config.idle_menu_secs = *secs;
            format!("Attente dans les menus\u{a0}: {secs}\u{a0}s")
        }
        KioskAction::SetIdlePlay(secs) => {
            config.idle_play_secs = *secs;
            format!("Attente pendant un essai\u{a0}: {secs}\u{a0}s")
        }
        KioskAction::SetCountdown(secs) => {
            config.countdown_secs = *secs;
            format!("Compte à rebours\u{a0}: {secs}\u{a0}s")
        }
        KioskAction::TrySound => return None,
    };
    Some(label)
}

/// Whether it is seen only after the next start.
pub(super) fn needs_restart(wish: &KioskAction) -> bool {
    matches!(wish, KioskAction::SetRotation(_) | KioskAction::SetQuality(_))
}

fn rotation(turned: view::Rotation) -> Rotation {
    match turned {
        view::Rotation::Upright => Rotation::None,
        view::Rotation::Quarter => Rotation::Quarter,
        view::Rotation::Half => Rotation::Half,
        view::Rotation::ThreeQuarters => Rotation::ThreeQuarters,
    }
}

fn span(slot: &view::VolumeSlot) -> VolumeSpan {
    VolumeSpan {
        from: slot.from,
        to: slot.to,
        volume: slot.volume,
    }
}

fn language(tongue: view::Tongue) -> Language {
    match tongue {
        view::Tongue::French => Language::French,
        view::Tongue::English => Language::English,
    }
}

fn loudness(volume: f32) -> String {
    if volume <= 0.0 {
        "muet".to_owned()
    } else {
        format!("{:.0}\u{a0}%", volume * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_changes_what_it_is_about_and_nothing_else() {
        let before = KioskConfig::default();
        let mut config = before.clone();
        assert_eq!(
            change(&mut config, &KioskAction::SetVolume(0.0)).as_deref(),
            Some("Volume\u{a0}: muet")
        );
        assert_eq!(
            config,
            KioskConfig {
                volume: 0.0,
                ..before.clone()
            }
        );
        let mut config = before.clone();
        let english_first = [view::Tongue::English, view::Tongue::French];
        change(&mut config, &KioskAction::SetTongues(english_first.to_vec()));
        assert_eq!((config.language, config.languages.len()), (Language::English, 2));
        let mut config = before.clone();
        assert_eq!(change(&mut config, &KioskAction::SetTongues(vec![])), None);
        assert_eq!(change(&mut config, &KioskAction::TrySound), None);
        assert_eq!(config, before);
    }
}
