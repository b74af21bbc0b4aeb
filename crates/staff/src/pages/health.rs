//! « Santé »: the morning check in one touch, then each thing by itself.

use egui::{Ui, Vec2};

use crate::{
    action::{HealthAction, StaffAction},
    look::{
        self,
        icon::{self, Icon},
        scale,
        tokens::{self, Tone},
    },
    phrases,
    view::{Check, CheckState, HealthView, Restart, StaffView},
    widgets::{self, Face},
};

/// A processor hotter than this slows itself down, °C.
const HOT_CELSIUS: f32 = 85.0;
/// A frame later than this part of the screen's own pace is seen.
const LATE_FRAMES: f32 = 1.5;
/// Less is soon full, bytes.
const FREE_BYTES_MIN: u64 = 1_000_000_000;
const RESTARTS_SHOWN: usize = 6;

pub fn wants_attention(health: &HealthView) -> Option<Tone> {
    let disk_failed = health.disk.as_ref().is_some_and(|disk| disk.failure.is_some());
    match verdict(&health.morning.checks) {
        _ if disk_failed => Some(Tone::Bad),
        Some(Tone::Bad) => Some(Tone::Bad),
        Some(Tone::Attention) => Some(Tone::Attention),
        Some(Tone::Good | Tone::Plain) | None => None,
    }
}

/// How a check ended; `None`: it has not.
fn verdict(checks: &[Check]) -> Option<Tone> {
    let is_ended = |check: &Check| !matches!(check.state, CheckState::Waiting | CheckState::Running);
    if checks.is_empty() || !checks.iter().all(is_ended) {
        return None;
    }
    let any = |wanted: fn(&CheckState) -> bool| checks.iter().any(|check| wanted(&check.state));
    if any(|state| matches!(state, CheckState::Bad { .. })) {
        Some(Tone::Bad)
    } else if any(|state| matches!(state, CheckState::Attention { .. })) {
        Some(Tone::Attention)
    } else {
        Some(Tone::Good)
    }
}

pub fn ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let health = &view.health;
    widgets::columns(ui, 24.0, 2, |ui, column| {
        let mut wish = |action| actions.push(StaffAction::Health(action));
        match column {
            0 => {
                morning_ui(ui, health, &mut wish);
                power_ui(ui, health, &mut wish);
            }
            _ => {
                machine_ui(ui, health, &mut wish);
                restarts_ui(ui, &health.restarts);
                picture_ui(ui, health, &mut wish);
                log_ui(ui, &health.log_tail);
            }
        }
    });
}

fn morning_ui(ui: &mut Ui, health: &HealthView, wish: &mut impl FnMut(HealthAction)) {
    let morning = &health.morning;
    widgets::card(ui, "Contrôle du matin", |ui| {
        let verdict = verdict(&morning.checks);
        let is_running = !morning.checks.is_empty() && verdict.is_none();
        if let Some(tone) = verdict {
            verdict_ui(ui, tone, morning.ended.as_deref());
        } else if !is_running {
            widgets::body(
                ui,
                "Disque, écran, son, réseau, horloge, kits\u{a0}: tout est essayé en une touche.",
            );
        }
        // What needs a hand comes first.
        let mut checks: Vec<&Check> = morning.checks.iter().collect();
        if !is_running {
            checks.sort_by_key(|check| match check.state {
                CheckState::Bad { .. } => 0,
                CheckState::Attention { .. } => 1,
                CheckState::Waiting | CheckState::Running | CheckState::Good(_) => 2,
            });
        }
        checks.into_iter().for_each(|check| check_ui(ui, check));
        ui.add_enabled_ui(!is_running, |ui| {
            let text = if verdict.is_some() {
                "Refaire le contrôle"
            } else {
                "Lancer le contrôle du matin"
            };
            if widgets::wide(ui, Face::Act, text) {
                wish(HealthAction::MorningCheck);
            }
        });
    });
}

fn verdict_ui(ui: &mut Ui, tone: Tone, ended: Option<&str>) {
    let (icon, text) = match tone {
        Tone::Good | Tone::Plain => (Icon::Tick, "Tout va bien\u{a0}: la borne peut ouvrir."),
        Tone::Attention => (Icon::Alert, "La borne peut ouvrir, mais il y a quelque chose à voir."),
        Tone::Bad => (Icon::Cross, "À réparer avant d’ouvrir."),
    };
    widgets::toned(ui, tone, |ui| {
        let scale = scale(ui);
        ui.horizontal(|ui| {
            let side = scale.title() * 1.1;
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
            icon.paint(ui.painter(), rect, side * 0.9, tone.ink());
            ui.vertical(|ui| {
                widgets::line(ui, text, look::display(scale.heading()), tone.ink());
                if let Some(ended) = ended {
                    widgets::small(ui, &format!("Contrôle terminé {ended}."));
                }
            });
        });
    });
}

fn check_ui(ui: &mut Ui, check: &Check) {
    let scale = scale(ui);
    let (tone, what, to_do) = match &check.state {
        CheckState::Waiting => (Tone::Plain, "", None),
        CheckState::Running => (Tone::Plain, "en cours…", None),
        CheckState::Good(what) => (Tone::Good, what.as_str(), None),
        CheckState::Attention { what, to_do } => (Tone::Attention, what.as_str(), Some(to_do)),
        CheckState::Bad { what, to_do } => (Tone::Bad, what.as_str(), Some(to_do)),
    };
    let line_ui = |ui: &mut Ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(scale.gap());
            let side = scale.body * 1.3;
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
            match (&check.state, tone) {
                (CheckState::Waiting, _) => {
                    let stroke = egui::Stroke::new(1.5, tokens::EDGE_DEEP);
                    ui.painter().circle_stroke(rect.center(), side * 0.3, stroke);
                }
                (CheckState::Running, _) => {
                    let now = ui.input(|input| input.time);
                    icon::spinner(ui.painter(), rect.center(), side * 0.4, tokens::LEAF, now);
                    ui.ctx().request_repaint_after_secs(0.05);
                }
                (_, Tone::Good) => Icon::Tick.paint(ui.painter(), rect, side * 0.9, tokens::LEAF),
                (_, Tone::Bad) => Icon::Cross.paint(ui.painter(), rect, side * 0.8, tokens::EMBER),
                _ => Icon::Alert.paint(ui.painter(), rect, side * 0.9, tokens::SUN),
            }
            widgets::rich(ui, &format!("*{}* {what}", check.title), tokens::INK);
        });
    };
    match to_do {
        None => line_ui(ui),
        Some(to_do) => widgets::toned(ui, tone, |ui| {
            line_ui(ui);
            widgets::body(ui, &format!("→ {to_do}"));
        }),
    }
}

fn machine_ui(ui: &mut Ui, health: &HealthView, wish: &mut impl FnMut(HealthAction)) {
    widgets::card(ui, "La machine", |ui| {
        if let Some(frames) = health.frames {
            let text = format!(
                "{}\u{a0}ms, 95\u{a0}% sous {}\u{a0}ms",
                phrases::decimal(frames.p50_ms, 1),
                phrases::decimal(frames.p95_ms, 1)
            );
            measured_ui(ui, "Image", &text, frames.p95_ms > frames.wanted_ms * LATE_FRAMES);
        }
        if let Some(memory) = health.memory_bytes {
            let is_big = health.memory_bytes_max > 0 && memory > health.memory_bytes_max;
            measured_ui(ui, "Mémoire", &phrases::bytes(memory), is_big);
        }
        if let Some(celsius) = health.temperature_celsius {
            let text = format!("{}\u{a0}°C", phrases::decimal(celsius, 0));
            measured_ui(ui, "Température", &text, celsius >= HOT_CELSIUS);
        }
        if let Some(uptime) = health.machine_uptime_secs {
            widgets::value(ui, "Machine allumée depuis", &phrases::duration(uptime));
        }
        widgets::value(ui, "Établi lancé depuis", &phrases::duration(health.player_uptime_secs));
        disk_ui(ui, health);
        if widgets::wide(ui, Face::Plain, "Essayer le disque") {
            wish(HealthAction::ProbeDisk);
        }
    });
}

/// A value, with a word where it is out of what is good.
fn measured_ui(ui: &mut Ui, name: &str, text: &str, is_out: bool) {
    widgets::value(ui, name, text);
    if is_out {
        let why = match name {
            "Image" => "L’image saccade\u{a0}: choisir la qualité «\u{a0}Légère\u{a0}» dans «\u{a0}Borne\u{a0}».",
            "Mémoire" => "Établi prend beaucoup de mémoire\u{a0}: le redémarrer ce soir.",
            _ => "La machine a chaud\u{a0}: dégager ses ouïes d’aération.",
        };
        widgets::toned(ui, Tone::Attention, |ui| widgets::body(ui, why));
    }
}

fn disk_ui(ui: &mut Ui, health: &HealthView) {
    let Some(disk) = &health.disk else {
        widgets::value(ui, "Disque", "pas encore essayé");
        return;
    };
    let text = format!(
        "{} libres sur {}",
        phrases::bytes(disk.free_bytes),
        phrases::bytes(disk.total_bytes)
    );
    widgets::value(ui, "Disque", &text);
    match &disk.failure {
        Some(why) => widgets::toned(ui, Tone::Bad, |ui| {
            widgets::strong(ui, &format!("Le disque ne garde plus rien\u{a0}: {why}"));
            widgets::body(
                ui,
                "→ Redémarrer la machine\u{a0}; si cela revient, mettre la borne de secours.",
            );
        }),
        None if disk.free_bytes < FREE_BYTES_MIN => widgets::toned(ui, Tone::Attention, |ui| {
            widgets::body(
                ui,
                "Le disque est presque plein. Copier les données sur une clé, puis appeler.",
            );
        }),
        None => widgets::small(ui, &format!("Écrit et relu en {}\u{a0}ms.", disk.took_ms)),
    }
}

fn restarts_ui(ui: &mut Ui, restarts: &[Restart]) {
    widgets::card(ui, "Redémarrages", |ui| {
        if restarts.is_empty() {
            widgets::body(ui, "Aucun.");
        }
        for restart in restarts.iter().take(RESTARTS_SHOWN) {
            let tone = if restart.is_fault { Tone::Attention } else { Tone::Plain };
            widgets::toned(ui, tone, |ui| {
                ui.spacing_mut().item_spacing.y = scale(ui).gap() * 0.4;
                widgets::strong(ui, &restart.why);
                let back = restart.back_after_ms.map(|ms| {
                    let secs = phrases::decimal(ms as f32 / 1000.0, 1);
                    format!(" · de retour en {secs}\u{a0}s")
                });
                widgets::small(ui, &format!("{}{}", restart.at, back.unwrap_or_default()));
            });
        }
    });
}

fn picture_ui(ui: &mut Ui, health: &HealthView, wish: &mut impl FnMut(HealthAction)) {
    widgets::card(ui, "Ce que voient les visiteurs", |ui| {
        if let Some(shot) = &health.screenshot {
            let (width, most) = (ui.available_width(), scale(ui).body * 14.0);
            widgets::fitted(ui, shot.picture, width, most);
            widgets::small(ui, &format!("Enregistrée\u{a0}: {}", shot.file));
        }
        if widgets::wide(ui, Face::Plain, "Prendre une image de l’écran") {
            wish(HealthAction::Screenshot);
        }
        if health.has_report && widgets::wide(ui, Face::Plain, "Ouvrir le bilan de l’événement") {
            wish(HealthAction::OpenReport);
        }
    });
}

fn log_ui(ui: &mut Ui, lines: &[String]) {
    widgets::card(ui, "Journal technique", |ui| {
        if lines.is_empty() {
            widgets::body(ui, "Vide.");
        }
        widgets::toned(ui, Tone::Plain, |ui| {
            ui.spacing_mut().item_spacing.y = scale(ui).gap() * 0.4;
            lines.iter().for_each(|line| widgets::small(ui, line));
        });
    });
}

fn power_ui(ui: &mut Ui, health: &HealthView, wish: &mut impl FnMut(HealthAction)) {
    widgets::card(ui, "Marche et arrêt", |ui| {
        let width = ui.available_width();
        let buttons = [
            (
                true,
                "Redémarrer Établi",
                "Toucher encore pour redémarrer Établi",
                HealthAction::Restart,
            ),
            (
                true,
                "Arrêter Établi",
                "Toucher encore pour arrêter Établi",
                HealthAction::Quit,
            ),
            (
                health.can_power_off,
                "Éteindre la machine",
                "Toucher encore pour éteindre",
                HealthAction::PowerOff,
            ),
        ];
        for (_, text, question, action) in buttons.into_iter().filter(|(is_there, ..)| *is_there) {
            if widgets::confirm(ui, Face::Plain, text, question, width) {
                wish(action);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_green_only_when_all_of_it_is() {
        let check = |state| Check {
            title: String::new(),
            state,
        };
        let good = check(CheckState::Good(String::new()));
        let attention = check(CheckState::Attention {
            what: String::new(),
            to_do: String::new(),
        });
        let bad = check(CheckState::Bad {
            what: String::new(),
            to_do: String::new(),
        });
        assert_eq!(verdict(&[]), None);
        assert_eq!(verdict(&[good.clone(), check(CheckState::Running)]), None);
        assert_eq!(verdict(&[bad.clone(), check(CheckState::Waiting)]), None);
        assert_eq!(verdict(std::slice::from_ref(&good)), Some(Tone::Good));
        assert_eq!(verdict(&[good.clone(), attention.clone()]), Some(Tone::Attention));
        assert_eq!(verdict(&[attention, bad, good]), Some(Tone::Bad));
    }
}
