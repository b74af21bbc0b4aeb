//! Établi's own files, its settings, and the code of its staff panel.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::super::{
    machine::{ChosenEvent, Home, Pin},
    verdict::{Topic, Verdict},
};
use crate::{
    finding::{Finding, Severity},
    language::Language,
};

const REINSTALL: &str = "sudo apt install --reinstall etabli";

pub fn judge(home: &Home, now: Timestamp) -> Vec<Verdict> {
    let path = match &home.path {
        Ok(path) => path,
        Err(error) => {
            return vec![
                Verdict::missing(Topic::Files, error.clone())
                    .why("Établi a besoin de ses images, de ses sons et de ses kits.")
                    .mend(REINSTALL),
            ];
        }
    };
    let files = if home.missing.is_empty() {
        Verdict::good(
            Topic::Files,
            format!("images, sons et typographies dans {}", path.display()),
        )
    } else {
        Verdict::missing(Topic::Files, format!("il manque {}", home.missing.join(", ")))
            .why("Établi n’est pas installé en entier.")
            .mend(REINSTALL)
    };
    let kits = match home.kits {
        0 => Verdict::missing(Topic::Files, "aucun kit")
            .why("Sans kit, la borne n’a rien à montrer.")
            .mend("etabli kit install ARCHIVE.kit"),
        1 => Verdict::good(Topic::Files, "un kit"),
        count => Verdict::good(Topic::Files, format!("{count} kits")),
    };
    let today = now.to_zoned(TimeZone::system()).date();
    vec![
        files,
        kits,
        settings(&home.findings),
        event(home.event.as_ref(), today),
        pin(&home.pin),
    ]
}

fn settings(findings: &[Finding]) -> Verdict {
    let worst = findings.iter().max_by_key(|finding| finding.severity);
    let Some(worst) = worst.filter(|worst| worst.severity > Severity::Note) else {
        return Verdict::good(Topic::Settings, "les fichiers de réglages se lisent sans erreur");
    };
    let others = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .count()
        - 1;
    let more = match others {
        0 => String::new(),
        1 => " (et une autre)".to_owned(),
        _ => format!(" (et {others} autres)"),
    };
    let verdict = Verdict::watch(Topic::Settings, worst.headline(Language::French) + &more)
        .why("La borne démarre quand même\u{a0}: à la place de ce qui est faux, elle prend la valeur d’usine.");
    match &worst.help {
        Some(help) => verdict.mend(help.fr.clone()),
        None => verdict.mend("corriger cette ligne, ou remettre le fichier livré avec Établi"),
    }
}

fn event(event: Option<&ChosenEvent>, today: Date) -> Verdict {
    const WHY: &str = "Sans événement en cours, les essais ne sont pas comptés et aucun stand n’est indiqué.";
    let mend = "choisir l’événement dans le panneau de l’équipe, onglet «\u{a0}Événement\u{a0}»";
    match event {
        None => Verdict::watch(Topic::Settings, "aucun événement n’est choisi")
            .why(WHY)
            .mend(mend),
        Some(ChosenEvent { id, last_day: None }) => {
            Verdict::watch(Topic::Settings, format!("l’événement «\u{a0}{id}\u{a0}» ne se lit pas"))
                .why(WHY)
                .mend(mend)
        }
        Some(ChosenEvent {
            id,
            last_day: Some(day),
        }) if *day < today => {
            let told = format!(
                "l’événement «\u{a0}{id}\u{a0}» est fini depuis le {}",
                day.strftime("%d/%m/%Y")
            );
            Verdict::watch(Topic::Settings, told).why(WHY).mend(mend)
        }
        Some(ChosenEvent { id, .. }) => Verdict::good(Topic::Settings, format!("événement «\u{a0}{id}\u{a0}»")),
    }
}

fn pin(pin: &Pin) -> Verdict {
    match pin {
        Pin::Chosen { exposed: false } => Verdict::good(Topic::Pin, "un code a été choisi pour l’équipe"),
        Pin::Chosen { exposed: true } => Verdict::watch(Topic::Pin, "d’autres comptes peuvent lire son empreinte")
            .why("Un code à quelques chiffres se retrouve vite à partir de son empreinte.")
            .mend("sudo chmod 600 config/staff.ron, dans le dossier des réglages"),
        Pin::Factory => Verdict::watch(Topic::Pin, "c’est encore celui d’usine, 0000")
            .why("N’importe qui peut ouvrir le panneau de l’équipe.")
            .mend("ouvrir le panneau\u{a0}: il demande un nouveau code à la première entrée"),
        Pin::Unreadable(error) => Verdict::watch(Topic::Pin, format!("config/staff.ron ne se lit pas ({error})"))
            .why("Le panneau de l’équipe pourrait rester fermé.")
            .mend("sudo etabli staff reset-pin"),
    }
}
