//! How the machine held out: stops, why, and how long until it was back; kits that are not shown any more.

use maud::{Markup, html};

use super::{
    Happening, KioskReport, What,
    incidents::{Cause, Incident, Outage, incidents},
    words,
};

/// More are no longer read; the file has them all.
const SHOWN_MAX: usize = 60;

/// The lines about the player within the event's days.
pub(super) fn of_event(report: &KioskReport) -> Vec<Happening> {
    let within = |line: &&Happening| report.has_day(report.there(line.at).date());
    report.happenings.iter().filter(within).cloned().collect()
}

pub(super) fn card(report: &KioskReport) -> Markup {
    let shown = of_event(report);
    let incidents = incidents(&shown);
    let (left_out, last) = incidents.split_at(incidents.len().saturating_sub(SHOWN_MAX));
    html! {
        section.card {
            h2 { "La borne, ses arrêts et ses reprises" }
            p.lede { (summary(&shown, &incidents)) }
            @if !left_out.is_empty() {
                p.base { (words::counted(left_out.len() as u64, "ligne plus ancienne", "lignes plus anciennes")) " dans le fichier restarts.jsonl." }
            }
            @if !last.is_empty() { (table(report, last)) }
            @if !report.quarantined.is_empty() { (quarantine(report)) }
        }
    }
}

fn summary(shown: &[Happening], incidents: &[Incident]) -> String {
    let starts = shown.iter().filter(|line| matches!(line.what, What::Start(_))).count() as u64;
    if starts == 0 {
        return "Aucun démarrage n’est noté\u{a0}: la borne n’a pas été lancée par «\u{a0}etabli supervise\u{a0}» pendant ces jours.".to_owned();
    }
    let backs: Vec<u64> = incidents.iter().filter_map(back_after_unwanted).collect();
    let mut told = words::counted(starts, "mise en marche", "mises en marche");
    if let Some(longest) = backs.iter().max() {
        let mean = backs.iter().sum::<u64>() / backs.len() as u64;
        told += &format!(
            "\u{202f}; après un arrêt imprévu, de nouveau prête en {} en moyenne, {} au plus",
            words::span(mean),
            words::span(*longest)
        );
    }
    told + "."
}

fn back_after_unwanted(incident: &Incident) -> Option<u64> {
    match incident {
        Incident::Outage(outage) if outage.cause.is_unwanted() => outage.back_ms,
        _ => None,
    }
}

fn table(report: &KioskReport, incidents: &[Incident]) -> Markup {
    html! {
        table.incidents {
            thead { tr {
                th scope="col" { "Quand" }
                th scope="col" { "Quoi" }
                th scope="col" { "Métier en cours" }
                th scope="col" { "De nouveau prête" }
            } }
            tbody {
                @for incident in incidents {
                    @let line = incident.line();
                    tr {
                        th scope="row" { (words::instant(report, line.at)) }
                        td data-name="Quoi" { (what(incident)) }
                        td data-name="Métier en cours" { (line.kit.as_deref().map_or("—", |kit| report.about.names.kit(kit))) }
                        td data-name="De nouveau prête" { (back(incident)) }
                    }
                }
            }
        }
    }
}

fn what(incident: &Incident) -> Markup {
    match incident {
        Incident::Decision(line) => html! {
            strong.wrap { (decision(line.what)) }
            @if let Some(detail) = &line.detail { small { @if line.what == What::OutOfOrder { "code " } (detail) } }
        },
        Incident::Outage(outage) => html! {
            strong.wrap { (cause(outage)) }
            @let small = circumstances(outage);
            @if !small.is_empty() { small { (small) } }
        },
    }
}

fn cause(outage: &Outage) -> &'static str {
    match outage.cause {
        Cause::Crash => "Elle s’est arrêtée",
        Cause::Frozen => "L’image était figée",
        Cause::Cut => "Coupure de courant, ou machine éteinte d’un coup",
        Cause::Asked => "Relancée, pour de nouveaux réglages",
        Cause::Stop => "Arrêtée par l’équipe",
    }
}

fn decision(what: What) -> &'static str {
    match what {
        What::Safe => "Mode sans échec\u{a0}: métiers éprouvés seulement",
        What::OutOfOrder => "Hors service",
        What::Quarantine => "Métier écarté",
        What::Start(_) | What::Ready | What::Crash | What::Frozen | What::Asked | What::Stop => "",
    }
}

/// What whoever helps staff wants to know.
fn circumstances(outage: &Outage) -> String {
    let line = outage.line;
    let mut told: Vec<String> = Vec::new();
    // The line of a cut is that of the start after it.
    if outage.cause != Cause::Cut {
        told.extend(line.detail.clone());
        told.extend(line.exit.map(|code| format!("code {code}")));
        told.extend(line.signal.map(|signal| format!("signal {signal}")));
    }
    if outage.again > 0 {
        told.push(format!(
            "{} avant de repartir",
            words::counted(
                u64::from(outage.again),
                "nouvel essai manqué",
                "nouveaux essais manqués"
            )
        ));
    }
    told.join(" · ")
}

fn back(incident: &Incident) -> String {
    match incident {
        Incident::Decision(_) | Incident::Outage(Outage { cause: Cause::Stop, .. }) => "—".to_owned(),
        Incident::Outage(Outage {
            back_ms: Some(ms),
            cause: Cause::Cut,
            ..
        }) => format!("{} après le démarrage", words::span(*ms)),
        Incident::Outage(Outage { back_ms: Some(ms), .. }) => format!("en {}", words::span(*ms)),
        Incident::Outage(Outage { back_ms: None, .. }) => "pas encore".to_owned(),
    }
}

fn quarantine(report: &KioskReport) -> Markup {
    html! {
        h3 { "Métiers écartés" }
        ul.plain {
            @for kit in &report.quarantined {
                li {
                    strong.wrap { (report.about.names.kit(&kit.kit)) }
                    "\u{a0}: " (kit.reason) ", depuis le " (words::instant(report, kit.since))
                }
            }
        }
    }
}
