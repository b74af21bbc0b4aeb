//! Without Vulkan nothing is drawn; without a graphics card it is drawn slowly.

use super::{
    super::{
        machine::{Adapter, AdapterKind, Graphics},
        verdict::{Topic, Verdict},
    },
    ACCOUNT,
};

const DRIVERS: &str = "sudo apt install mesa-vulkan-drivers";
const NOTHING: &str = "La borne dessine avec Vulkan\u{a0}: sans lui, l’écran reste noir.";
const SLOW: &str =
    "Le processeur dessine\u{a0}: l’image reste simple et peut saccader au-delà de 1280\u{a0}×\u{a0}720.";

pub fn judge(graphics: &Graphics) -> Verdict {
    let of_kind = |kind| graphics.adapters.iter().find(|adapter| adapter.kind == kind);
    if let Some(Adapter { name, .. }) = of_kind(AdapterKind::Graphics) {
        return Verdict::good(Topic::Graphics, format!("{name}, par Vulkan"));
    }
    let slow = of_kind(AdapterKind::Other).or_else(|| of_kind(AdapterKind::Processor));
    let (verdict, why) = match slow {
        Some(Adapter { name, .. }) => (
            Verdict::watch(
                Topic::Graphics,
                format!("pas de carte graphique par Vulkan, mais {name}"),
            ),
            SLOW,
        ),
        None => (
            Verdict::missing(Topic::Graphics, "Vulkan n’offre rien pour dessiner"),
            NOTHING,
        ),
    };
    mend(verdict.why(why), graphics)
}

fn mend(verdict: Verdict, graphics: &Graphics) -> Verdict {
    if let Some((path, _)) = graphics.cards.iter().find(|(_, open)| !open) {
        return verdict.mend(format!(
            "sudo adduser {ACCOUNT} render   (ce compte ne peut pas utiliser {}), puis redémarrer",
            path.display()
        ));
    }
    if graphics.drivers.is_empty() {
        return verdict.mend(DRIVERS);
    }
    if graphics.cards.is_empty() {
        return verdict.mend(
            "s’il y a une carte graphique\u{a0}: installer son micrologiciel (firmware-amd-graphics, firmware-misc-nonfree), \
             puis redémarrer",
        );
    }
    verdict
        .mend("vérifier que cette carte connaît Vulkan (une puce Intel d’avant 2015 ne le connaît pas), et son pilote")
}
