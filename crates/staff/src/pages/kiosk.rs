//! « Borne »: the screen, its height, its touch, the sound, the picture, the languages, the patience.

use egui::Ui;

use crate::{
    action::{KioskAction, StaffAction},
    look::tokens::Tone,
    panel::Panel,
    phrases,
    sheets::{GlassSheet, NumberFor, NumberSheet, Sheet, SlotsSheet, stepped},
    view::{KioskView, Quality, Rotation, StaffView, Tongue},
    widgets::{self, Face, Step},
};

/// Where hands reach, standing or sitting: EN 301 549 8.3, millimetres above the floor.
const REACH_MM: (u32, u32) = (900, 1120);
/// Nobody measures a floor more finely.
const TOLERANCE_MM: u32 = 5;
/// Before anything was heard here, what ends the silence.
const USUAL_VOLUME: f32 = 0.5;

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    widgets::columns(ui, 24.0, 2, |ui, column| match column {
        0 => {
            screen_ui(panel, ui, &view.kiosk, actions);
            touch_ui(panel, ui);
            picture_ui(ui, &view.kiosk, actions);
        }
        _ => {
            sound_ui(panel, ui, &view.kiosk, actions);
            languages_ui(ui, &view.kiosk, actions);
            patience_ui(panel, ui, &view.kiosk, actions);
            code_ui(panel, ui);
        }
    });
}

/// A stepper of a number with its limits; what was touched becomes a wish or the pad.
fn number_ui(
    panel: &mut Panel,
    ui: &mut Ui,
    label: &str,
    number: f32,
    purpose: NumberFor,
    actions: &mut Vec<StaffAction>,
) {
    let decimals = usize::from(number.fract() != 0.0);
    let value = format!("{}\u{a0}{}", phrases::decimal(number, decimals), purpose.unit());
    let direction = match widgets::stepper(ui, label, &value, true) {
        None => return,
        Some(Step::Value) => {
            panel
                .sheets
                .push(Sheet::Number(NumberSheet::new(label, number, purpose)));
            return;
        }
        Some(Step::Less) => -1.0,
        Some(Step::More) => 1.0,
    };
    actions.extend(purpose.stepped(number, direction).map(|next| purpose.action(next)));
}

fn screen_ui(panel: &mut Panel, ui: &mut Ui, kiosk: &KioskView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "L’écran", |ui| {
        let label = "Diagonale, d’un coin à l’autre";
        number_ui(
            panel,
            ui,
            label,
            kiosk.diagonal_inches,
            NumberFor::DiagonalInches,
            actions,
        );
        let centimetres = phrases::decimal(kiosk.diagonal_inches * 2.54, 0);
        widgets::small(
            ui,
            &format!("Soit {centimetres}\u{a0}cm\u{a0}: elle donne leur vraie taille aux boutons."),
        );
        widgets::body(ui, "Sens de l’écran");
        let chosen = Rotation::ALL.iter().position(|rotation| *rotation == kiosk.rotation);
        let names = ["Normal", "90° à droite", "À l’envers", "90° à gauche"];
        if let Some(index) = widgets::choice(ui, &names, chosen) {
            let action = KioskAction::SetRotation(Rotation::ALL[index]);
            actions.push(StaffAction::Kiosk(action));
        }
        let label = "Bord bas de l’écran au-dessus du sol";
        let height = kiosk.mounting_height_mm as f32;
        number_ui(panel, ui, label, height, NumberFor::MountingHeightMm, actions);
        let (tone, text) = reach(kiosk);
        widgets::toned(ui, tone, |ui| widgets::body(ui, &text));
    });
}

/// Whether the essential controls can be where hands reach.
fn reach(kiosk: &KioskView) -> (Tone, String) {
    let (low, high) = REACH_MM;
    if kiosk.mounting_height_mm > high {
        let text = "L’écran commence trop haut pour un enfant ou un fauteuil\u{a0}: le bas devrait être à moins de 112\u{a0}cm.";
        (Tone::Attention, text.to_owned())
    } else if kiosk.lowest_row_mm + TOLERANCE_MM < low {
        let (lowest, by) = (kiosk.lowest_row_mm / 10, (low - kiosk.lowest_row_mm).div_ceil(10));
        let text = format!(
            "Les boutons du bas sont à {lowest}\u{a0}cm du sol, la borne ne peut pas les remonter plus\u{a0}: l’écran gagnerait {by}\u{a0}cm."
        );
        (Tone::Attention, text)
    } else {
        let (low, high) = (low / 10, high / 10);
        let text = format!("Les boutons essentiels se placent entre {low} et {high}\u{a0}cm du sol.");
        (Tone::Good, text)
    }
}

fn touch_ui(panel: &mut Panel, ui: &mut Ui) {
    widgets::card(ui, "Le toucher", |ui| {
        widgets::body(ui, "Montre chaque doigt, et les endroits où la vitre ne sent rien.");
        if widgets::wide(ui, Face::Act, "Essayer l’écran tactile") {
            panel.sheets.push(Sheet::Glass(GlassSheet::default()));
        }
    });
}

fn picture_ui(ui: &mut Ui, kiosk: &KioskView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "L’image", |ui| {
        let mut wish = |action| actions.push(StaffAction::Kiosk(action));
        widgets::body(ui, "Qualité");
        let qualities = [Quality::Auto, Quality::Low, Quality::High];
        let chosen = qualities.iter().position(|quality| *quality == kiosk.quality);
        if let Some(index) = widgets::choice(ui, &["Automatique", "Légère", "Haute"], chosen) {
            wish(KioskAction::SetQuality(qualities[index]));
        }
        if kiosk.quality == Quality::Auto && !kiosk.quality_now.is_empty() {
            widgets::small(ui, &format!("En ce moment\u{a0}: {}.", kiosk.quality_now));
        }
        if widgets::switch(
            ui,
            "Écran noir en dehors des heures d’ouverture",
            kiosk.blank_when_closed,
        ) {
            wish(KioskAction::SetBlankWhenClosed(!kiosk.blank_when_closed));
        }
    });
}

fn sound_ui(panel: &mut Panel, ui: &mut Ui, kiosk: &KioskView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "Le son", |ui| {
        let mut wish = |action| actions.push(StaffAction::Kiosk(action));
        let is_muted = kiosk.volume <= 0.0;
        match widgets::stepper(ui, "Volume", &phrases::volume(kiosk.volume), false) {
            Some(step) if stepped(kiosk.volume, step) != kiosk.volume => {
                wish(KioskAction::SetVolume(stepped(kiosk.volume, step)));
            }
            _ => {}
        }
        widgets::small(ui, "De −18 à 0\u{a0}dB\u{a0}: 0 est le plus fort.");
        if widgets::switch(ui, "Muet", is_muted) {
            let volume = if is_muted {
                panel.volume_before_mute.unwrap_or(USUAL_VOLUME)
            } else {
                0.0
            };
            panel.volume_before_mute = (!is_muted).then_some(kiosk.volume);
            wish(KioskAction::SetVolume(volume));
        }
        if widgets::wide(ui, Face::Plain, "Écouter un son d’essai") {
            wish(KioskAction::TrySound);
        }
        if widgets::field(ui, "Volume selon l’heure", &schedule(kiosk)) {
            let slots = kiosk.volume_schedule.clone();
            panel.sheets.push(Sheet::Slots(SlotsSheet::new(slots, kiosk.volume)));
        }
        if !kiosk.volume_schedule.is_empty() {
            let now = phrases::volume(kiosk.volume_now);
            widgets::small(ui, &format!("En ce moment\u{a0}: {now}."));
        }
    });
}

fn schedule(kiosk: &KioskView) -> String {
    if kiosk.volume_schedule.is_empty() {
        return "toujours le même".to_owned();
    }
    let line = |slot: &crate::view::VolumeSlot| {
        let (from, to) = (phrases::time(slot.from), phrases::time(slot.to));
        format!("{from}\u{a0}– {to}\u{a0}: {}", phrases::volume(slot.volume))
    };
    kiosk.volume_schedule.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn languages_ui(ui: &mut Ui, kiosk: &KioskView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "Les langues", |ui| {
        let all = [("Français", Tongue::French), ("Anglais", Tongue::English)];
        let mut wish = |tongues| actions.push(StaffAction::Kiosk(KioskAction::SetTongues(tongues)));
        for (name, tongue) in all {
            let is_on = kiosk.tongues.contains(&tongue);
            let is_last = is_on && kiosk.tongues.len() == 1;
            ui.add_enabled_ui(!is_last, |ui| {
                if widgets::switch(ui, name, is_on) {
                    let kept = kiosk.tongues.iter().copied().filter(|other| *other != tongue);
                    wish(kept.chain((!is_on).then_some(tongue)).collect());
                }
            });
        }
        if kiosk.tongues.len() < 2 {
            return;
        }
        widgets::body(ui, "Une visite commence en");
        let chosen = all.iter().position(|(_, tongue)| Some(tongue) == kiosk.tongues.first());
        if let Some(index) = widgets::choice(ui, &["français", "anglais"], chosen) {
            let first = all[index].1;
            let rest = kiosk.tongues.iter().copied().filter(|tongue| *tongue != first);
            wish(std::iter::once(first).chain(rest).collect());
        }
    });
}

fn patience_ui(panel: &mut Panel, ui: &mut Ui, kiosk: &KioskView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "La patience", |ui| {
        widgets::body(
            ui,
            "Sans toucher, la borne demande «\u{a0}Tu es encore là\u{202f}?\u{a0}» après",
        );
        let numbers = [
            ("dans les menus", kiosk.idle_menu_secs, NumberFor::IdleMenuSecs),
            ("pendant un essai", kiosk.idle_play_secs, NumberFor::IdlePlaySecs),
            (
                "puis revient à l’accueil après",
                kiosk.countdown_secs,
                NumberFor::CountdownSecs,
            ),
        ];
        for (label, secs, purpose) in numbers {
            number_ui(panel, ui, label, secs as f32, purpose, actions);
        }
    });
}

fn code_ui(panel: &mut Panel, ui: &mut Ui) {
    widgets::card(ui, "Le code de ce panneau", |ui| {
        if widgets::wide(ui, Face::Plain, "Changer le code") {
            panel.sheets.push(Sheet::Code(super::code::Code::default()));
        }
    });
}
