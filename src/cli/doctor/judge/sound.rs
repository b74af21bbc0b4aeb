//! A kiosk without sound plays, but says nothing to those who see badly.

use super::{
    super::{
        machine::{Output, Sound},
        verdict::{Topic, Verdict},
    },
    ACCOUNT,
};

/// The card that ALSA takes where nothing else is said.
const FIRST: u32 = 0;
const WHY: &str = "Les visiteurs n’entendront ni les gestes ni les voix. Une borne muette se joue quand même.";

pub fn judge(sound: &Sound) -> Verdict {
    if sound.outputs.is_empty() {
        return Verdict::watch(Topic::Sound, "aucune carte son")
            .why(WHY)
            .mend("brancher ou activer une carte son, puis vérifier\u{a0}: cat /proc/asound/cards");
    }
    let open: Vec<&Output> = sound.outputs.iter().filter(|output| output.open).collect();
    if open.is_empty() {
        return Verdict::watch(
            Topic::Sound,
            format!("ce compte ne peut pas jouer sur {}", told(&sound.outputs[0])),
        )
        .why(WHY)
        .mend(format!("sudo adduser {ACCOUNT} audio, puis redémarrer"));
    }
    if sound.chosen {
        return Verdict::good(Topic::Sound, "la sortie choisie dans /etc/asound.conf");
    }
    let first = open.iter().find(|output| output.card == FIRST);
    let spoken = open.iter().find(|output| !to_screen(output));
    match (first, spoken) {
        (Some(first), _) if !to_screen(first) => Verdict::good(Topic::Sound, told(first)),
        // All it has goes to screens: the loudspeakers are theirs.
        (Some(first), None) => Verdict::good(
            Topic::Sound,
            format!("{}, par les haut-parleurs de l’écran", told(first)),
        ),
        (first, other) => {
            let better = other.unwrap_or(&open[0]);
            let goes = match first {
                Some(first) => format!("le son part vers l’écran ({})", told(first)),
                None => "la carte son par défaut n’a pas de sortie".to_owned(),
            };
            Verdict::watch(Topic::Sound, format!("{goes}, et non vers {}", told(better)))
                .why("Si l’écran n’a pas de haut-parleurs, on n’entend rien.")
                .mend(format!(
                    "pour changer\u{a0}: printf 'defaults.pcm.card {0}\\ndefaults.ctl.card {0}\\n' | sudo tee /etc/asound.conf",
                    better.card
                ))
        }
    }
}

fn to_screen(output: &Output) -> bool {
    ["HDMI", "DisplayPort"].iter().any(|word| output.name.contains(word))
}

fn told(output: &Output) -> String {
    format!("«\u{a0}{}\u{a0}» ({})", output.name, output.card_name)
}
