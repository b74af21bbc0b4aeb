//! How the kiosk starts with the machine; and the network, which is never needed.

use super::super::{
    machine::Service,
    verdict::{Topic, Verdict},
};

/// Only a machine that has the package is asked whether it starts with it.
pub fn judge(service: &Service) -> Vec<Verdict> {
    if !service.installed {
        return Vec::new();
    }
    let mut verdicts = Vec::new();
    if let Some(rival) = &service.rival {
        verdicts.push(
            Verdict::watch(
                Topic::Service,
                format!("«\u{a0}{rival}\u{a0}» veut aussi l’écran au démarrage"),
            )
            .why("Les visiteurs verraient une demande de mot de passe au lieu de la borne.")
            .mend(format!("sudo systemctl disable --now {rival}")),
        );
    }
    verdicts.push(if service.enabled {
        Verdict::good(Topic::Service, "la borne démarre avec la machine")
    } else {
        Verdict::watch(Topic::Service, "la borne ne démarre pas avec la machine")
            .why("Après une coupure de courant, l’écran resterait noir.")
            .mend("sudo systemctl enable --now etabli-borne")
    });
    verdicts
}

pub fn network(links: &[String]) -> Verdict {
    if links.is_empty() {
        Verdict::good(
            Topic::Network,
            "aucun, et la borne s’en passe\u{a0}: les totaux attendent d’être envoyés ou emportés",
        )
    } else {
        Verdict::good(Topic::Network, format!("branché ({})", links.join(", ")))
    }
}
