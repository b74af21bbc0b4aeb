//! The door: a pad, and why the last code opened nothing.

use egui::{Ui, Vec2};

use super::pad;
use crate::{
    action::StaffAction,
    lock::FIRST_START_PIN,
    look::{icon::Icon, scale, tokens, tokens::Tone},
    panel::Panel,
    view::{Access, Refusal, StaffView},
    widgets::{self, Face},
};

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let Access::Locked {
        wait_secs,
        refusal,
        is_first_start,
    } = view.access
    else {
        return;
    };
    sheet(ui, |ui| {
        head(ui, "Espace des animateurs", "Taper le code de la borne.");
        told(ui, wait_secs, refusal, is_first_start);
        if pad::ui(ui, &mut panel.code.typed, wait_secs > 0) {
            actions.push(StaffAction::EnterPin(std::mem::take(&mut panel.code.typed)));
        }
        if widgets::wide(ui, Face::Plain, "Revenir aux visiteurs") {
            actions.push(StaffAction::Close);
        }
    });
}

/// A card in the middle of the screen, narrow enough for a pad.
pub fn sheet(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let scale = scale(ui);
    let width = (scale.target * 8.0).max(scale.body * 29.0);
    crate::frame::floating(ui, width, 0.5, add);
}

pub(super) fn head(ui: &mut Ui, title: &str, about: &str) {
    let scale = scale(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(scale.title() * 1.2), egui::Sense::hover());
        Icon::Lock.paint(ui.painter(), rect, scale.title(), tokens::LEAF);
        widgets::title(ui, title);
    });
    widgets::body(ui, about);
}

fn told(ui: &mut Ui, wait_secs: u32, refusal: Option<Refusal>, is_first_start: bool) {
    if wait_secs > 0 {
        widgets::toned(ui, Tone::Attention, |ui| {
            let wait = crate::phrases::duration(u64::from(wait_secs));
            widgets::rich(ui, &format!("Trop d’essais. Recommencer dans *{wait}*."), tokens::INK);
        });
    } else if let Some(refusal) = refusal {
        refused(ui, refusal);
    } else if is_first_start {
        widgets::toned(ui, Tone::Good, |ui| {
            let text = format!(
                "Première mise en route\u{a0}: le code est *{FIRST_START_PIN}*. Vous en choisirez un autre aussitôt."
            );
            widgets::rich(ui, &text, tokens::INK);
        });
    }
}

/// Why a code was not taken, and what to do.
pub(super) fn refused(ui: &mut Ui, refusal: Refusal) {
    let text = match refusal {
        Refusal::Wrong => "Ce n’est pas le code. Oublié\u{202f}? Demander au responsable de l’événement.",
        Refusal::TooShort => "Ce code est trop court\u{a0}: quatre chiffres au moins.",
        Refusal::TooLong => "Ce code est trop long\u{a0}: dix chiffres au plus.",
        Refusal::TooEasy => "Ce code se devine\u{a0}: ni suite, ni chiffre répété, ni année.",
        Refusal::Unchanged => "C’est le code actuel\u{a0}: en choisir un autre.",
        Refusal::NotKept => "Le code ne peut être ni lu ni enregistré\u{a0}: le disque est peut-être plein.",
    };
    widgets::toned(ui, Tone::Bad, |ui| widgets::body(ui, text));
}
