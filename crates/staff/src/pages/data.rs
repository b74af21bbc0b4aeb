//! « Données »: what was counted, that it adds up, that it reaches the agency; and a stick where it does not.

use egui::Ui;

use crate::{
    action::{DataAction, StaffAction},
    look::tokens::{self, Tone},
    phrases,
    view::{Balance, CertificateProblem, DataView, Sending, StaffView},
    widgets::{self, Face},
};

pub fn ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let data = &view.data;
    widgets::columns(ui, 24.0, 2, |ui, column| match column {
        0 => {
            agency_ui(ui, data, actions);
            export_ui(ui, data, actions);
        }
        _ => {
            balance_ui(ui, &data.balance);
            today_ui(ui, data);
        }
    });
}

fn agency_ui(ui: &mut Ui, data: &DataView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "L’agence", |ui| {
        let Some(agency) = &data.agency else {
            widgets::body(
                ui,
                "Aucune agence n’est réglée\u{a0}: les totaux restent sur la borne. Ils peuvent être copiés sur une clé.",
            );
            return;
        };
        widgets::value(ui, "Adresse", agency);
        let last = data.last_success.as_deref().unwrap_or("jamais encore");
        widgets::value(ui, "Dernier envoi réussi", last);
        widgets::value(
            ui,
            "En attente d’envoi",
            &phrases::counted(data.queued, "total", "totaux"),
        );
        sending_ui(ui, &data.sending);
        if let Some(problem) = data.certificate {
            certificate_ui(ui, problem);
        }
        ui.add_enabled_ui(data.sending != Sending::Trying, |ui| {
            if widgets::wide(ui, Face::Act, "Essayer l’envoi") {
                actions.push(StaffAction::Data(DataAction::TrySending));
            }
        });
    });
}

fn sending_ui(ui: &mut Ui, sending: &Sending) {
    match sending {
        Sending::Off => {}
        Sending::Well => widgets::toned(ui, Tone::Good, |ui| widgets::body(ui, "L’envoi fonctionne.")),
        Sending::Trying => widgets::toned(ui, Tone::Plain, |ui| widgets::body(ui, "Envoi en cours…")),
        Sending::Unreached { why } => widgets::toned(ui, Tone::Attention, |ui| {
            widgets::strong(ui, &format!("Agence hors de portée\u{a0}: {why}"));
            widgets::body(ui, "Rien à faire\u{a0}: la borne garde tout et réessaye d’elle-même.");
        }),
        Sending::Refused { why, help } => widgets::toned(ui, Tone::Bad, |ui| {
            widgets::strong(ui, why);
            widgets::body(ui, &format!("→ {help}"));
        }),
    }
}

fn certificate_ui(ui: &mut Ui, problem: CertificateProblem) {
    let (what, to_do) = match problem {
        CertificateProblem::Expired => (
            "Le certificat de l’agence est périmé, ou l’horloge de la borne avance.",
            "Vérifier la date et l’heure en haut de ce panneau\u{a0}; si elles sont justes, prévenir l’agence.",
        ),
        CertificateProblem::NotYetValid => (
            "Le certificat de l’agence n’est pas encore valable\u{a0}: l’horloge de la borne retarde sans doute.",
            "Vérifier la date et l’heure en haut de ce panneau, puis brancher la borne à Internet quelques minutes.",
        ),
        CertificateProblem::UnknownIssuer => (
            "Quelqu’un se met entre la borne et l’agence, comme le portail Wi-Fi d’une salle.",
            "Ouvrir la page d’accueil du Wi-Fi avec un téléphone, ou demander un accès direct au lieu.",
        ),
        CertificateProblem::WrongName => (
            "La machine qui répond n’est pas l’agence.",
            "Vérifier l’adresse ci-dessus\u{a0}; si elle est juste, changer de réseau.",
        ),
        CertificateProblem::Other => (
            "Le certificat de l’agence n’est pas accepté.",
            "Prévenir l’agence. Rien n’est perdu\u{a0}: la borne garde tout.",
        ),
    };
    widgets::toned(ui, Tone::Bad, |ui| {
        widgets::strong(ui, what);
        widgets::body(ui, &format!("→ {to_do}"));
    });
}

fn balance_ui(ui: &mut Ui, balance: &Balance) {
    widgets::card(ui, "Le compte des essais", |ui| {
        let sum_ui = |ui: &mut Ui, total: (&str, u64), parts: &[(&str, u64)]| {
            let (name, number) = total;
            let sum = parts.iter().fold(0u64, |sum, (_, part)| sum.saturating_add(*part));
            let is_right = sum == number;
            let tone = if is_right { Tone::Plain } else { Tone::Bad };
            widgets::toned(ui, tone, |ui| {
                widgets::value(ui, name, &phrases::count(number));
                for (index, (name, part)) in parts.iter().enumerate() {
                    let sign = if index == 0 { "=" } else { "+" };
                    widgets::value(ui, &format!("{sign} {name}"), &phrases::count(*part));
                }
                if !is_right {
                    let sum = phrases::count(sum);
                    let text = format!("Les parties font {sum}, pas {}.", phrases::count(number));
                    widgets::strong(ui, &text);
                }
            });
        };
        let parts = [
            ("non comptés, à leur demande", balance.opted_out),
            ("enregistrés", balance.recorded),
        ];
        sum_ui(ui, ("Essais", balance.visits), &parts);
        let parts = [
            ("dans un total scellé", balance.sealed),
            ("en attente du total", balance.waiting),
            ("effacés, trop peu nombreux", balance.suppressed),
            ("arrivés après le total", balance.late),
        ];
        sum_ui(ui, ("Enregistrés", balance.recorded), &parts);
        verdict_ui(ui, balance);
    });
}

fn verdict_ui(ui: &mut Ui, balance: &Balance) {
    if balance.adds_up() {
        widgets::toned(ui, Tone::Good, |ui| {
            widgets::body(ui, "Tout s’additionne\u{a0}: rien n’est perdu ni compté deux fois.");
        });
    } else {
        widgets::toned(ui, Tone::Bad, |ui| {
            widgets::strong(ui, "Le compte n’y est pas.");
            widgets::body(
                ui,
                "→ Copier les données sur une clé et prévenir l’agence. La borne peut rester ouverte.",
            );
        });
    }
    if balance.dropped > 0 {
        widgets::toned(ui, Tone::Bad, |ui| {
            let dropped = phrases::counted(
                balance.dropped,
                "essai n’a pas pu être noté",
                "essais n’ont pas pu être notés",
            );
            widgets::rich(
                ui,
                &format!("En plus, *{dropped}*\u{a0}: le disque était plein."),
                tokens::INK,
            );
        });
    }
}

fn today_ui(ui: &mut Ui, data: &DataView) {
    widgets::card(ui, "Essais d’aujourd’hui", |ui| {
        if data.today.is_empty() {
            widgets::body(ui, "Aucun pour l’instant.");
        }
        let most = data.today.iter().map(|kit| kit.visits).max().unwrap_or(1).max(1);
        for kit in &data.today {
            widgets::value(ui, &kit.name, &phrases::count(kit.visits));
            widgets::meter(ui, kit.visits as f32 / most as f32, Tone::Good);
        }
        widgets::small(
            ui,
            "Tous publics ensemble\u{a0}: la borne ne montre jamais qui a essayé quoi.",
        );
    });
}

fn export_ui(ui: &mut Ui, data: &DataView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "Copier sur une clé USB", |ui| {
        widgets::body(
            ui,
            "Sans réseau, les totaux scellés voyagent chiffrés sur une clé\u{a0}: seule l’agence peut les lire.",
        );
        if data.sticks.is_empty() {
            widgets::body(ui, "Brancher une clé.");
        }
        for stick in &data.sticks {
            let free = phrases::bytes(stick.free_bytes);
            if widgets::wide(ui, Face::Act, &format!("Copier sur {} ({free} libres)", stick.name)) {
                actions.push(StaffAction::Data(DataAction::Export(stick.path.clone())));
            }
        }
        if widgets::wide(ui, Face::Plain, "Chercher une clé") {
            actions.push(StaffAction::Data(DataAction::LookForSticks));
        }
        if data.journal_bytes_max > 0 {
            let (used, most) = (data.journal_bytes, data.journal_bytes_max);
            let text = format!("{} sur {}", phrases::bytes(used), phrases::bytes(most));
            widgets::value(ui, "Place prise par le journal", &text);
            let part = used as f32 / most as f32;
            widgets::meter(ui, part, if part > 0.8 { Tone::Attention } else { Tone::Good });
        }
    });
}
