//! A kit takes a third of a gigabyte; the system wants its part.

use super::{
    super::{
        machine::Memory,
        verdict::{Topic, Verdict},
    },
    gigabytes,
};

/// Below this the system kills the kiosk at the first large kit, bytes.
const MEMORY_LEAST: u64 = 1_400_000_000;
/// What a day of play asks for, with room, bytes.
const MEMORY_GOOD: u64 = 3_400_000_000;
/// For one kit and the kiosk around it (350 MB measured), bytes.
const FREE_LEAST: u64 = 500_000_000;

pub fn judge(memory: &Memory) -> Verdict {
    let Memory {
        total_bytes,
        available_bytes,
        cores,
    } = *memory;
    let processors = if cores == 1 {
        "un cœur".to_owned()
    } else {
        format!("{cores} cœurs")
    };
    let told = format!("{}, {processors}", gigabytes(total_bytes));
    if total_bytes < MEMORY_LEAST {
        return Verdict::missing(Topic::Memory, told)
            .why("C’est trop peu\u{a0}: le système arrêterait la borne pendant un essai.")
            .mend("ajouter de la mémoire (4 Go conviennent), ou prendre une autre machine");
    }
    if available_bytes < FREE_LEAST {
        return Verdict::watch(
            Topic::Memory,
            format!("{told}, dont {} de libre", gigabytes(available_bytes)),
        )
        .why("D’autres programmes occupent la machine.")
        .mend("les fermer, ou redémarrer");
    }
    if total_bytes < MEMORY_GOOD || cores < 2 {
        return Verdict::watch(Topic::Memory, told)
            .why("Assez pour jouer, juste pour durer une journée.")
            .mend("ne rien lancer d’autre sur cette machine");
    }
    Verdict::good(Topic::Memory, told)
}
