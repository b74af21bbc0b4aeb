//! What staff have to do something about, first on the page; that all is well, where it is.

use maud::{Markup, html};

use super::{
    Happening, KioskReport, Mode, What,
    incidents::{Cause, Incident, incidents},
    machine, words,
};

/// One thing, and what to do about it.
pub(super) struct Todo {
    pub(super) what: String,
    pub(super) remedy: String,
}

impl Todo {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// The gravest first.
pub(super) fn all(report: &KioskReport) -> Vec<Todo> {
    let mut found = Vec::new();
    found.extend(journal(report));
    found.extend(balance(report));
    found.extend(machine_stands(report));
    found.extend(quarantined(report));
    found.extend(sending(report));
    found
}

pub(super) fn card(report: &KioskReport) -> Markup {
    let all = all(report);
    html! {
        @if all.is_empty() {
            section.card.todo.well {
                h2 { span.lamp.well {} "Rien à faire" }
                p.lede { "Les comptes tombent juste, aucun métier n’est écarté, rien n’est refusé par l’agence." }
            }
        } @else {
            section.card.todo {
                h2 { span.lamp.bad {} "À faire" }
                ul {
                    @for Todo { what, remedy } in &all { li { strong.wrap { (what) } " " (remedy) } }
                }
            }
        }
    }
}

fn journal(report: &KioskReport) -> Vec<Todo> {
    let counts = &report.counts;
    let mut found = Vec::new();
    if let Some(trouble) = &counts.trouble {
        let what = "Le journal de la borne ne se lit pas en entier.";
        found.push(Todo::new(what, format!("{}.", sentence(&trouble.fr))));
    }
    if counts.set_aside > 0 {
        found.push(Todo::new(
            "Un journal abîmé a été mis de côté, et les comptes ont recommencé.",
            "Ce qu’il contenait n’est pas dans ce bilan\u{202f}; le signaler à l’agence. Le fichier est effacé au bout de trois jours.",
        ));
    }
    if counts.is_there && counts.trouble.is_none() && counts.balance.is_none() && !counts.others.is_empty() {
        let others: Vec<&str> = counts.others.iter().map(|id| report.about.names.event(id)).collect();
        let what = match report.about.event {
            Some(_) => "Aucun essai n’a été compté pour cet événement.",
            None => "Aucun événement n’est choisi.",
        };
        let remedy = format!(
            "Le journal connaît\u{a0}: {}. Vérifier l’événement choisi pour cette borne.",
            others.join(", ")
        );
        found.push(Todo::new(what, remedy));
    }
    found
}

fn balance(report: &KioskReport) -> Vec<Todo> {
    let Some(balance) = &report.counts.balance else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if !balance.adds_up() {
        found.push(Todo::new(
            "Les comptes ne tombent pas juste.",
            "Voir «\u{a0}Le compte est-il bon\u{202f}?\u{a0}», et envoyer cette page à l’agence.",
        ));
    }
    if balance.dropped > 0 {
        found.push(Todo::new(
            format!("{}.", words::not_recorded(balance.dropped)),
            "Faire de la place sur le disque de la borne\u{202f}; s’il n’est pas plein, le faire vérifier.",
        ));
    }
    if balance.late > 0 {
        found.push(Todo::new(
            format!(
                "{} après l’arrêt des comptes.",
                words::counted(balance.late, "essai est venu", "essais sont venus")
            ),
            "Ils ne sont que dénombrés\u{a0}: vérifier l’horloge de la borne et les dates de l’événement.",
        ));
    }
    found
}

/// What the player shows at last, and whether there is one.
fn machine_stands(report: &KioskReport) -> Vec<Todo> {
    let mut found = Vec::new();
    let shown = machine::of_event(report);
    let mode = shown.iter().rev().find_map(|line| match line.what {
        What::Start(mode) => Some(mode),
        What::Safe => Some(Mode::Safe),
        What::OutOfOrder => Some(Mode::OutOfOrder),
        _ => None,
    });
    match mode {
        Some(Mode::OutOfOrder) => found.push(Todo::new(
            format!("La borne s’est mise hors service{}.", code(&shown)),
            "La relancer\u{202f}; si cela recommence, appeler l’assistance avec ce code.",
        )),
        Some(Mode::Safe) => found.push(Todo::new(
            "La borne est en mode sans échec\u{a0}: elle ne montre que les métiers éprouvés.",
            "La relancer pour retrouver tous les métiers.",
        )),
        Some(Mode::Normal) | None => {}
    }
    let last = incidents(&shown).pop();
    if let Some(Incident::Outage(outage)) = last
        && outage.back_ms.is_none()
        && matches!(outage.cause, Cause::Crash | Cause::Frozen)
    {
        found.push(Todo::new(
            "La borne s’est arrêtée et n’est pas encore repartie.",
            "Attendre une minute\u{202f}; sinon, l’éteindre et la rallumer.",
        ));
    }
    found
}

/// « , code E3-CRASH », or nothing.
fn code(shown: &[Happening]) -> String {
    let last = shown.iter().rev().find(|line| line.what == What::OutOfOrder);
    let code = last.and_then(|line| line.detail.as_ref());
    code.map_or_else(String::new, |code| format!(", code {code}"))
}

fn quarantined(report: &KioskReport) -> Vec<Todo> {
    let names = &report.about.names;
    let todo = |kit: &super::Quarantined| {
        Todo::new(
            format!(
                "Le métier «\u{a0}{}\u{a0}» n’est plus montré\u{a0}: {}.",
                names.kit(&kit.kit),
                kit.reason
            ),
            "Dans le panneau de l’équipe, onglet Kits\u{a0}: «\u{a0}Réessayer\u{a0}», une fois le kit remplacé ou mis à jour.",
        )
    };
    report.quarantined.iter().map(todo).collect()
}

fn sending(report: &KioskReport) -> Vec<Todo> {
    let mut found = Vec::new();
    let counts = &report.counts;
    if let Some(n) = counts.outbox.map(|outbox| outbox.quarantined).filter(|n| *n > 0) {
        found.push(Todo::new(
            format!(
                "L’agence refuse {}.",
                words::counted(u64::try_from(n).unwrap_or(0), "total", "totaux")
            ),
            "Le lui signaler\u{a0}: ils restent sur la borne, rien n’est perdu.",
        ));
    }
    let waits = counts.outbox.is_some_and(|outbox| outbox.waiting > 0);
    if let Some((since, trouble)) = counts.upload_trouble.as_ref().filter(|_| waits) {
        found.push(Todo::new(
            format!("Rien ne part à l’agence depuis le {}.", words::second(report, *since)),
            format!("{}.", sentence(trouble)),
        ));
    }
    found
}

/// With a capital at its beginning and without a full stop at its end.
fn sentence(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
