//! A screen, and what puts the kiosk alone onto it.

use super::super::{
    machine::{Display, Screen},
    verdict::{Topic, Verdict},
};

pub fn judge(display: &Display) -> Vec<Verdict> {
    vec![screens(display), session(display)]
}

fn screens(display: &Display) -> Verdict {
    let told = |screen: &Screen| match &screen.mode {
        Some(mode) => format!("{} ({})", screen.name, mode.replace('x', "\u{a0}×\u{a0}")),
        None => screen.name.clone(),
    };
    match &display.screens[..] {
        [screen] => Verdict::good(Topic::Display, format!("un écran, {}", told(screen))),
        [] if display.session.is_some() => Verdict::good(
            Topic::Display,
            "un écran de session graphique (la prise n’est pas visible d’ici)",
        ),
        [] if display.connectors > 0 => Verdict::missing(Topic::Display, "aucun écran n’est branché")
            .why("Les prises sont là, mais rien n’y répond.")
            .mend("allumer l’écran, brancher son câble des deux côtés, puis relancer cette commande"),
        [] => Verdict::missing(Topic::Display, "aucune prise d’écran")
            .why("Sans carte graphique reconnue par le système, rien ne peut s’afficher.")
            .mend("vérifier la carte graphique et son micrologiciel\u{a0}: sudo dmesg | grep -i drm"),
        many => Verdict::watch(
            Topic::Display,
            format!(
                "{} écrans\u{a0}: {}",
                many.len(),
                many.iter().map(told).collect::<Vec<_>>().join(", ")
            ),
        )
        .why("La borne s’étend sur tous\u{a0}: une partie de ses boutons est peut-être sur celui que personne ne touche.")
        .mend("débrancher l’écran que les visiteurs ne voient pas"),
    }
}

fn session(display: &Display) -> Verdict {
    let needed = [
        ("cage", display.cage),
        ("xwayland", display.xwayland),
        ("wlr-randr", display.wlr_randr),
    ];
    let absent: Vec<&str> = needed
        .iter()
        .filter(|(_, there)| !there)
        .map(|(name, _)| *name)
        .collect();
    if !absent.is_empty() {
        let told = format!(
            "la session fermée de la borne n’est pas installée ({})",
            absent.join(", ")
        );
        let command = format!("sudo apt install {} seatd", absent.join(" "));
        return match &display.session {
            Some(name) => Verdict::watch(Topic::Display, format!("session graphique {name}\u{202f}; {told}"))
                .why("Dans un bureau ordinaire, un visiteur peut sortir d’Établi\u{a0}: bien pour préparer, pas pour un salon.")
                .mend(command),
            None => Verdict::missing(Topic::Display, told)
                .why("cage montre Établi, et lui seul, en plein écran\u{202f}; wlr-randr tourne l’image d’un écran en portrait.")
                .mend(command),
        };
    }
    if !display.seat && display.session.is_none() {
        return Verdict::missing(
            Topic::Display,
            "rien ne confie l’écran et le toucher au compte de la borne",
        )
        .why("La borne n’est pas administratrice de la machine\u{a0}: seatd lui prête l’écran.")
        .mend("sudo systemctl enable --now seatd");
    }
    Verdict::good(Topic::Display, "la session fermée de la borne est installée (cage)")
}
