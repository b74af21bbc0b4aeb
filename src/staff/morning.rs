//! « Contrôle du matin »: the machine as its doctor sees it, and the kiosk as it plays, ending in green or in what to do.

use etabli_staff::view::{Check, CheckState, Morning};
use serde_json::Value;

use super::{errand::Said, facts::Facts};

/// What the app itself knows of the kiosk.
#[derive(Clone, Debug, Default)]
pub struct Playing {
    /// Kits that visitors can play.
    pub kits: usize,
    /// Milliseconds from frame to frame that 95 of 100 do not exceed.
    pub p95_ms: Option<f32>,
    /// Whether today is one of the event's days; `None`: no event is chosen.
    pub is_event_day: Option<bool>,
    /// Settings files that cannot be read.
    pub broken: usize,
}

/// Slower than this a hand notices, ms.
const SLOW_MS: f32 = 50.0;

/// The lines as they stand before the doctor has come.
pub fn begun() -> Morning {
    Morning {
        ended: None,
        checks: vec![Check {
            title: "La machine".to_owned(),
            state: CheckState::Running,
        }],
    }
}

/// All lines, once `etabli doctor --json` has spoken.
pub fn ended(doctor: &Said, playing: &Playing, facts: &Facts, at: String) -> Morning {
    let mut checks = vec![
        kits(playing, facts),
        frames(playing),
        event(playing),
        settings(playing),
        counts(facts),
    ];
    checks.extend(machine(doctor));
    Morning {
        ended: Some(at),
        checks,
    }
}

fn check(title: &str, state: CheckState) -> Check {
    Check {
        title: title.to_owned(),
        state,
    }
}

fn attention(what: impl Into<String>, to_do: impl Into<String>) -> CheckState {
    CheckState::Attention {
        what: what.into(),
        to_do: to_do.into(),
    }
}

fn bad(what: impl Into<String>, to_do: impl Into<String>) -> CheckState {
    CheckState::Bad {
        what: what.into(),
        to_do: to_do.into(),
    }
}

fn kits(playing: &Playing, facts: &Facts) -> Check {
    let held = facts.quarantine.len();
    let state = match (playing.kits, held) {
        (0, _) => bad(
            "Aucun kit ne peut être joué.",
            "Page Kits\u{a0}: en activer un, ou en installer depuis une clé USB.",
        ),
        (_, 1..) => attention(
            format!("{held} en quarantaine."),
            "Page Kits\u{a0}: lire pourquoi, puis «\u{a0}Réessayer\u{a0}».",
        ),
        (1, 0) => CheckState::Good("1 kit prêt".to_owned()),
        (kits, 0) => CheckState::Good(format!("{kits} kits prêts")),
    };
    check("Les kits", state)
}

fn frames(playing: &Playing) -> Check {
    let state = match playing.p95_ms {
        None => attention("Pas encore mesuré.", "Attendre une minute, puis recommencer."),
        Some(ms) if ms > SLOW_MS => attention(
            format!("L’image saccade ({ms:.0} ms)."),
            "Page Borne\u{a0}: choisir la qualité «\u{a0}Légère\u{a0}». Fermer les autres programmes.",
        ),
        Some(ms) => CheckState::Good(format!("fluide ({ms:.0} ms)")),
    };
    check("L’image", state)
}

fn event(playing: &Playing) -> Check {
    let state = match playing.is_event_day {
        None => attention(
            "Aucun événement n’est choisi\u{a0}: les essais ne sont pas comptés.",
            "Page Événement\u{a0}: en choisir un.",
        ),
        Some(false) => attention(
            "Aujourd’hui n’est pas un jour de l’événement.",
            "Page Événement\u{a0}: vérifier les dates\u{202f}; sinon, vérifier la date de la machine.",
        ),
        Some(true) => CheckState::Good("aujourd’hui en fait partie".to_owned()),
    };
    check("L’événement", state)
}

fn settings(playing: &Playing) -> Check {
    let state = match playing.broken {
        0 => CheckState::Good("lisibles".to_owned()),
        _ => bad(
            "Un fichier de réglages ne se lit plus.",
            "Il est montré à l’ouverture du panneau, avec la ligne à corriger.",
        ),
    };
    check("Les réglages", state)
}

fn counts(facts: &Facts) -> Check {
    let state = match &facts.counts {
        None => CheckState::Good("rien encore".to_owned()),
        Some(counts) if !counts.adds_up() => bad(
            "Les comptes ne tombent pas juste.",
            "Le signaler à l’agence\u{202f}; la borne peut jouer.",
        ),
        Some(counts) => match &counts.trouble {
            Some(trouble) => attention(
                trouble.clone(),
                "Rien n’est perdu. Page Données\u{a0}: «\u{a0}essayer l’envoi\u{a0}».",
            ),
            None => CheckState::Good("tombent juste".to_owned()),
        },
    };
    check("Les comptes", state)
}

/// The doctor's own verdicts.
fn machine(doctor: &Said) -> Vec<Check> {
    let verdicts: Option<Value> = serde_json::from_str(&doctor.lines.join("\n")).ok();
    let Some(list) = verdicts.as_ref().and_then(|all| all["verdicts"].as_array()) else {
        let what = doctor.complaints.last().cloned().unwrap_or_default();
        return vec![check(
            "La machine",
            bad(format!("Elle n’a pas pu être examinée. {what}"), "Redémarrer la borne."),
        )];
    };
    list.iter().filter_map(verdict).collect()
}

fn verdict(verdict: &Value) -> Option<Check> {
    let text = |name: &str| verdict[name].as_str().unwrap_or_default().to_owned();
    let mend = verdict["mend"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let to_do = mend.collect::<Vec<_>>().join("\u{202f}; ");
    let state = match verdict["level"].as_str()? {
        "good" => CheckState::Good(text("told")),
        "watch" => attention(text("told"), to_do),
        _ => bad(text("told"), to_do),
    };
    let title = match verdict["topic"].as_str()? {
        "graphics" => "Le dessin",
        "display" => "L’écran",
        "touch" => "Le toucher",
        "sound" => "Le son",
        "clock" => "L’horloge",
        "memory" => "La mémoire",
        "disk" => "Le disque",
        "files" => "Les fichiers",
        "settings" => "Les fichiers de réglages",
        "pin" => "Le code de l’équipe",
        "service" => "Le démarrage",
        "network" => "Le réseau",
        other => other,
    };
    Some(check(title, state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::facts::counts::Counts;

    fn said(text: &str) -> Said {
        Said {
            is_good: true,
            lines: vec![text.to_owned()],
            complaints: vec!["une plainte sans gravité".to_owned()],
        }
    }

    fn fine() -> Playing {
        Playing {
            kits: 2,
            p95_ms: Some(20.0),
            is_event_day: Some(true),
            broken: 0,
        }
    }

    #[test]
    fn all_is_well_only_where_nothing_is_to_do() {
        let doctor =
            said(r#"{"level":"good","verdicts":[{"topic":"disk","level":"good","told":"84 Go libres","mend":[]}]}"#);
        let morning = ended(&doctor, &fine(), &Facts::default(), "à 8 h".to_owned());
        assert!(
            morning
                .checks
                .iter()
                .all(|check| matches!(check.state, CheckState::Good(_))),
            "{morning:?}"
        );
        assert_eq!(
            morning.checks.last().map(|check| check.title.as_str()),
            Some("Le disque")
        );
        let troubled = Facts {
            counts: Some(Counts {
                visits: 3,
                ..Counts::default()
            }),
            ..Facts::default()
        };
        for (playing, facts) in [
            (Playing { kits: 0, ..fine() }, Facts::default()),
            (
                Playing {
                    p95_ms: Some(80.0),
                    ..fine()
                },
                Facts::default(),
            ),
            (
                Playing {
                    is_event_day: Some(false),
                    ..fine()
                },
                Facts::default(),
            ),
            (Playing { broken: 1, ..fine() }, Facts::default()),
            (fine(), troubled),
        ] {
            let morning = ended(&doctor, &playing, &facts, String::new());
            let others = morning
                .checks
                .iter()
                .filter(|check| !matches!(check.state, CheckState::Good(_)));
            assert_eq!(others.count(), 1, "{playing:?}");
        }
    }

    #[test]
    fn a_doctor_that_does_not_come_is_told() {
        let silent = ended(&said(""), &fine(), &Facts::default(), String::new());
        assert!(
            silent
                .checks
                .iter()
                .any(|check| matches!(&check.state, CheckState::Bad { what, .. } if what.contains("plainte")))
        );
    }
}
