//! « Kits »: what visitors can try, in which order, how proven it is; new ones from a stick, old ones back.

use egui::{Color32, Ui, Vec2};

use crate::{
    action::{KitsAction, StaffAction},
    look::{
        icon::Icon,
        scale,
        tokens::{self, Tone},
    },
    panel::Panel,
    phrases,
    view::{Archive, Held, KitCard, KitsView, Level, Proof, Severity, StaffView, Stranger},
    widgets::{self, Face},
};

pub fn wants_attention(kits: &KitsView) -> Option<Tone> {
    let is_bad = |card: &KitCard| {
        card.quarantine.is_some() || card.findings.iter().any(|finding| finding.severity == Severity::Error)
    };
    let is_shown = |card: &KitCard| card.is_shown && !card.is_outside_theme && card.quarantine.is_none();
    if !kits.cards.iter().any(is_shown) {
        Some(Tone::Bad)
    } else {
        kits.cards.iter().any(is_bad).then_some(Tone::Attention)
    }
}

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let kits = &view.kits;
    if wants_attention(kits) == Some(Tone::Bad) {
        widgets::card(ui, "Aucun kit n’est montré aux visiteurs", |ui| {
            widgets::body(
                ui,
                "En montrer un ci-dessous, ou élargir le thème dans «\u{a0}Événement\u{a0}».",
            );
        });
    }
    let half = kits.cards.len().div_ceil(2);
    let places = kits.cards.iter().filter(|card| !card.is_newcomer).count();
    // Read down the first column, then the second: the order is the catalogue's.
    widgets::columns(ui, 25.0, 2, |ui, column| {
        let cards = kits.cards.iter().enumerate();
        let part = cards.filter(|(index, _)| (*index >= half) == (column == 1));
        for (index, card) in part {
            ui.push_id(&card.id, |ui| {
                card_ui(panel, ui, card, (index, places), actions);
            });
        }
        if column == 1 {
            sticks_ui(ui, kits, actions);
        }
    });
}

fn card_ui(panel: &mut Panel, ui: &mut Ui, card: &KitCard, place: (usize, usize), actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "", |ui| {
        head_ui(ui, card);
        quarantine_ui(ui, card, actions);
        if card.is_newcomer {
            trial_ui(ui, card, actions);
            return;
        }
        if widgets::switch(ui, "Montré aux visiteurs", card.is_shown) {
            let (id, is_shown) = (card.id.clone(), !card.is_shown);
            actions.push(StaffAction::Kits(KitsAction::Show { id, is_shown }));
        }
        let is_open = panel.open_kit.as_ref() == Some(&card.id);
        order_ui(ui, card, place, actions);
        let text = if is_open { "Replier" } else { "Niveau, essai, versions" };
        if widgets::wide(ui, if is_open { Face::Chosen } else { Face::Plain }, text) {
            panel.open_kit = (!is_open).then(|| card.id.clone());
        }
        if is_open {
            details_ui(ui, card, actions);
        }
    });
}

fn head_ui(ui: &mut Ui, card: &KitCard) {
    let scale = scale(ui);
    let picture_width = (ui.available_width() * 0.34).min(scale.body * 9.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(scale.gap());
        match card.picture {
            Some(picture) => widgets::fitted(ui, picture, picture_width, picture_width * 0.75),
            None => no_picture(ui, Vec2::new(picture_width, picture_width * 0.66)),
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(scale.gap() * 0.6);
            widgets::heading(ui, &card.name);
            let publisher = card.publisher.as_deref().unwrap_or("livré avec Établi");
            widgets::small(ui, &format!("Version {} · {publisher}", card.version));
            badges_ui(ui, card);
        });
    });
}

fn no_picture(ui: &mut Ui, size: Vec2) {
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().rect_filled(rect, scale(ui).radius() * 0.6, tokens::EDGE);
    Icon::Kits.paint(ui.painter(), rect, size.y * 0.4, tokens::EDGE_DEEP);
}

fn badges_ui(ui: &mut Ui, card: &KitCard) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(scale(ui).gap() * 0.6);
        let (tone, text) = match &card.proof {
            Proof::Proven(_) => (Tone::Good, "Essayé sur cette borne"),
            Proof::Waiting => (Tone::Attention, "En attente d’essai"),
            Proof::Running => (Tone::Plain, "Essai en cours"),
            Proof::None => (Tone::Plain, "Jamais essayé ici"),
            Proof::Failed(_) => (Tone::Bad, "Essai échoué"),
        };
        widgets::badge(ui, tone, text);
        if card.to_validate > 0 {
            let numbers = phrases::counted(u64::from(card.to_validate), "nombre", "nombres");
            widgets::badge(ui, Tone::Attention, &format!("{numbers} à valider"));
        }
        if card.is_outside_theme {
            widgets::badge(ui, Tone::Plain, "Hors du thème");
        }
        let count = |severity| {
            card.findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        let (errors, warnings) = (count(Severity::Error) as u64, count(Severity::Warning) as u64);
        if errors > 0 {
            widgets::badge(ui, Tone::Bad, &phrases::counted(errors, "erreur", "erreurs"));
        }
        if warnings > 0 {
            widgets::badge(
                ui,
                Tone::Attention,
                &phrases::counted(warnings, "remarque", "remarques"),
            );
        }
    });
}

fn quarantine_ui(ui: &mut Ui, card: &KitCard, actions: &mut Vec<StaffAction>) {
    let Some(quarantine) = &card.quarantine else { return };
    widgets::toned(ui, Tone::Bad, |ui| {
        widgets::strong(ui, &format!("Mis de côté {}", quarantine.since));
        widgets::body(ui, &format!("{}. Les visiteurs ne le voient plus.", quarantine.reason));
        if widgets::wide(ui, Face::Plain, "Réessayer ce kit") {
            actions.push(StaffAction::Kits(KitsAction::Retry(card.id.clone())));
        }
    });
}

fn order_ui(ui: &mut Ui, card: &KitCard, (index, count): (usize, usize), actions: &mut Vec<StaffAction>) {
    ui.horizontal(|ui| {
        let mut step = |ui: &mut Ui, icon, label: &str, by: i32, is_possible: bool| {
            ui.add_enabled_ui(is_possible, |ui| {
                if widgets::icon_button(ui, Face::Plain, icon, label).clicked() {
                    let id = card.id.clone();
                    actions.push(StaffAction::Kits(KitsAction::Move { id, by }));
                }
            });
        };
        step(ui, Icon::Up, "Plus tôt dans le catalogue", -1, index > 0);
        step(ui, Icon::Down, "Plus tard dans le catalogue", 1, index + 1 < count);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), scale(ui).target), egui::Sense::hover());
        let place = format!("Place {} sur {count}", index + 1);
        let text = widgets::fit(
            ui,
            &place,
            crate::look::text(scale(ui).body),
            tokens::INK_SOFT,
            rect.width(),
        );
        let at = rect.left_center() - Vec2::new(0.0, text.size().y / 2.0);
        ui.painter().galley(at, text, Color32::PLACEHOLDER);
    });
}

fn details_ui(ui: &mut Ui, card: &KitCard, actions: &mut Vec<StaffAction>) {
    widgets::body(ui, "Chaque essai commence au niveau");
    let levels = [Level::Decouverte, Level::Defi, Level::Expert];
    let chosen = levels.iter().position(|level| *level == card.level);
    if let Some(index) = widgets::choice(ui, &["Découverte", "Défi", "Expert"], chosen) {
        let (id, level) = (card.id.clone(), levels[index]);
        actions.push(StaffAction::Kits(KitsAction::SetLevel { id, level }));
    }
    card.findings.iter().for_each(|finding| widgets::finding(ui, finding));
    trial_ui(ui, card, actions);
    if let Some(previous) = &card.previous {
        let (text, width) = (format!("Revenir à la version {previous}"), ui.available_width());
        let question = format!("Toucher encore\u{a0}: revenir à {previous}");
        if widgets::confirm(ui, Face::Plain, &text, &question, width) {
            actions.push(StaffAction::Kits(KitsAction::Rollback(card.id.clone())));
        }
    }
}

/// Whether the robot has played it here, and how it does so now.
fn trial_ui(ui: &mut Ui, card: &KitCard, actions: &mut Vec<StaffAction>) {
    match &card.proof {
        Proof::Proven(when) => widgets::small(ui, &format!("Un robot l’a joué de toutes les façons {when}.")),
        Proof::Waiting => widgets::small(ui, "Un robot le jouera dès que l’événement sera fermé."),
        Proof::Running => widgets::small(ui, "Un robot le joue en ce moment."),
        Proof::None => widgets::small(ui, "Aucun robot ne l’a encore joué sur cette borne."),
        Proof::Failed(why) => widgets::toned(ui, Tone::Bad, |ui| widgets::body(ui, why)),
    }
    ui.add_enabled_ui(card.proof != Proof::Running, |ui| {
        if widgets::wide(ui, Face::Plain, "Essayer maintenant (robot)") {
            actions.push(StaffAction::Kits(KitsAction::Prove(card.id.clone())));
        }
    });
}

fn sticks_ui(ui: &mut Ui, kits: &KitsView, actions: &mut Vec<StaffAction>) {
    widgets::card(ui, "Installer depuis une clé USB", |ui| {
        if kits.archives.is_empty() {
            let text = if kits.has_stick {
                "Aucun fichier «\u{a0}.kit\u{a0}» sur la clé."
            } else {
                "Brancher la clé qui porte les fichiers «\u{a0}.kit\u{a0}»."
            };
            widgets::body(ui, text);
        }
        for archive in &kits.archives {
            archive_ui(ui, archive, actions);
        }
        if widgets::wide(ui, Face::Plain, "Chercher à nouveau") {
            actions.push(StaffAction::Kits(KitsAction::LookForSticks));
        }
    });
}

fn archive_ui(ui: &mut Ui, archive: &Archive, actions: &mut Vec<StaffAction>) {
    let tone = match (&archive.refusal, archive.held, &archive.stranger) {
        (Some(_), ..) => Tone::Bad,
        (None, Some(Held::Live), _) => Tone::Good,
        (None, None, Some(_)) => Tone::Attention,
        (None, ..) => Tone::Plain,
    };
    widgets::toned(ui, tone, |ui| {
        widgets::strong(ui, archive.about.as_deref().unwrap_or(&archive.file_name));
        if archive.about.is_some() {
            widgets::small(ui, &archive.file_name);
        }
        match (&archive.refusal, archive.held, &archive.stranger) {
            (Some(why), ..) => widgets::body(ui, why),
            (None, Some(held), _) => widgets::body(ui, held_text(held)),
            (None, None, Some(stranger)) => stranger_ui(ui, archive, stranger, actions),
            (None, None, None) => {
                if widgets::wide(ui, Face::Act, &format!("Installer {}", archive.file_name)) {
                    let path = archive.path.clone();
                    actions.push(StaffAction::Kits(KitsAction::Install(path)));
                }
            }
        }
    });
}

fn held_text(held: Held) -> &'static str {
    match held {
        Held::Live => "Cette version est déjà sur la borne.",
        Held::Waiting => "Cette version est arrivée sur la borne et attend d’y être essayée par le robot.",
        Held::Previous => "La borne a gardé cette version\u{a0}: y revenir depuis la fiche du kit.",
    }
}

/// Trust is given by voice: whoever brings the stick could have made the key.
fn stranger_ui(ui: &mut Ui, archive: &Archive, stranger: &Stranger, actions: &mut Vec<StaffAction>) {
    let Some((publisher, name)) = &stranger.introduced else {
        widgets::body(
            ui,
            "Cette borne ne connaît pas encore qui l’a signé, et la clé USB ne porte pas son fichier «\u{a0}.pub\u{a0}». \
             Le demander à la branche, le copier sur la clé USB à côté du kit, puis «\u{a0}Chercher à nouveau\u{a0}». \
             Empreinte de la signature\u{a0}:",
        );
        widgets::strong(ui, &stranger.fingerprint);
        return;
    };
    widgets::body(
        ui,
        &format!(
            "Cette borne ne connaît pas encore «\u{a0}{name}\u{a0}». Appeler la branche, à un numéro que vous avez déjà, et \
             comparer de vive voix l’empreinte de sa clé\u{a0}:"
        ),
    );
    widgets::strong(ui, &stranger.fingerprint);
    let question = format!("Toucher encore\u{a0}: faire confiance à {name}");
    let width = ui.available_width();
    if widgets::confirm(
        ui,
        Face::Act,
        "L’empreinte est la bonne\u{a0}: installer",
        &question,
        width,
    ) {
        actions.push(StaffAction::Kits(KitsAction::InstallAndTrust {
            archive: archive.path.clone(),
            publisher: publisher.clone(),
        }));
    }
}
