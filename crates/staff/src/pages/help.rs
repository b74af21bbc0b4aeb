//! « Aide »: what to do when something is wrong, whom to call, what machine this is.

use egui::Ui;

use crate::{
    look::{scale, tokens},
    panel::{Panel, Tab},
    view::StaffView,
    widgets::{self, Face},
};

/// A trouble as staff would say it, what to do, and the page where it is done.
const ADVICE: [(&str, &str, Option<Tab>); 8] = [
    (
        "L’écran est noir",
        "Le toucher. Hors des heures d’ouverture, la borne s’éteint d’elle-même\u{a0}: vérifier les heures de \
         l’événement, ou couper l’écran noir dans «\u{a0}Borne\u{a0}».",
        Some(Tab::Kiosk),
    ),
    (
        "L’écran ne répond pas aux doigts",
        "Essuyer la vitre avec un chiffon sec, puis lancer l’essai tactile. Si rien ne s’efface, débrancher et \
         rebrancher le câble USB de l’écran.",
        Some(Tab::Kiosk),
    ),
    (
        "Il n’y a pas de son",
        "Vérifier que «\u{a0}Muet\u{a0}» est éteint et écouter le son d’essai. Toujours rien\u{202f}? Vérifier les \
         enceintes.",
        Some(Tab::Kiosk),
    ),
    (
        "Un kit a disparu",
        "Il est peut-être mis de côté après trois arrêts\u{a0}: sa carte dit pourquoi. «\u{a0}Réessayer\u{a0}» le rend aux \
         visiteurs.",
        Some(Tab::Kits),
    ),
    (
        "Il n’y a pas de réseau",
        "Rien à faire\u{a0}: la borne joue et garde tout pendant trente jours. Une clé USB peut porter les totaux.",
        Some(Tab::Data),
    ),
    (
        "L’image saccade",
        "Choisir la qualité «\u{a0}Légère\u{a0}», et vérifier que la machine n’a pas trop chaud.",
        Some(Tab::Health),
    ),
    (
        "La borne affiche «\u{a0}hors service\u{a0}» et un code",
        "Noter le code, débrancher la machine dix secondes, la rallumer. S’il revient, appeler et le lire à voix haute.",
        None,
    ),
    (
        "Le matin, le soir",
        "Le matin\u{a0}: le contrôle du matin, jusqu’au vert. Le soir\u{a0}: vérifier «\u{a0}Données\u{a0}», puis laisser la \
         borne allumée, ou l’éteindre dans «\u{a0}Santé\u{a0}».",
        Some(Tab::Health),
    ),
];

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView) {
    widgets::columns(ui, 24.0, 2, |ui, column| match column {
        0 => advice_ui(panel, ui),
        _ => {
            guide_ui(ui, view);
            machine_ui(ui, view);
        }
    });
}

fn advice_ui(panel: &mut Panel, ui: &mut Ui) {
    for (trouble, to_do, tab) in ADVICE {
        widgets::card(ui, trouble, |ui| {
            widgets::body(ui, to_do);
            let Some(tab) = tab else { return };
            ui.push_id(trouble, |ui| {
                if widgets::button(ui, Face::Plain, &format!("Ouvrir «\u{a0}{}\u{a0}»", tab.name())) {
                    panel.show(tab);
                }
            });
        });
    }
}

fn guide_ui(ui: &mut Ui, view: &StaffView) {
    let help = &view.help;
    if help.guide_qr.is_none() && help.guide_address.is_none() {
        return;
    }
    widgets::card(ui, "Le guide, sur votre téléphone", |ui| {
        widgets::body(ui, "Du matin au soir, avec des images.");
        if let Some(picture) = help.guide_qr {
            // Sixty millimetres are read from a step away.
            let side = (scale(ui).mm * 60.0).min(ui.available_width());
            widgets::code(ui, picture, side);
        }
        if let Some(address) = &help.guide_address {
            widgets::strong(ui, address);
        }
    });
}

fn machine_ui(ui: &mut Ui, view: &StaffView) {
    let help = &view.help;
    widgets::card(ui, "Cette borne", |ui| {
        widgets::value(ui, "Nom", &help.machine);
        widgets::value(ui, "Version d’Établi", &help.version);
        for address in &help.addresses {
            widgets::value(ui, "Adresse réseau", address);
        }
        if let Some(contact) = &help.contact {
            widgets::rich(ui, &format!("En cas de doute, appeler\u{a0}: *{contact}*"), tokens::INK);
        }
    });
}
