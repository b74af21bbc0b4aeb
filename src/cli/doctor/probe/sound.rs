//! Sound cards, as ALSA lists them.

use super::host::Host;
use crate::cli::doctor::machine::{Output, Sound};

pub fn look(host: &Host) -> Sound {
    let cards = host.read("proc/asound/cards");
    let name_of = |card: u32| {
        let line = cards
            .lines()
            .find(|line| line.split_whitespace().next() == Some(&card.to_string()));
        let name = line
            .and_then(|line| line.split_once(" - "))
            .map(|(_, name)| name.trim());
        name.unwrap_or_default().to_owned()
    };
    let ways = host.read("proc/asound/pcm");
    let outputs = ways
        .lines()
        .filter(|line| line.contains("playback"))
        .filter_map(|line| {
            let (place, rest) = line.split_once(": ")?;
            let (card, device) = place.split_once('-')?;
            let (card, device): (u32, u32) = (card.parse().ok()?, device.parse().ok()?);
            Some(Output {
                card,
                card_name: name_of(card),
                name: rest.split(" :").next().unwrap_or_default().trim().to_owned(),
                open: host.is_open(format!("dev/snd/pcmC{card}D{device}p")),
            })
        });
    let conf = host.read("etc/asound.conf");
    let meant = |line: &str| !line.trim_start().starts_with('#') && line.contains("default");
    Sound {
        outputs: outputs.collect(),
        chosen: conf.lines().any(meant),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    #[test]
    fn ways_out_are_listed_with_their_card() {
        let root = Root::of(
            "sound",
            &[
                (
                    "proc/asound/cards",
                    " 0 [HDMI           ]: HDA-Intel - HDA Intel HDMI\n                      HDA Intel HDMI at 0xf7f14000 irq 32\n 1 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7f10000 irq 31\n",
                ),
                (
                    "proc/asound/pcm",
                    "00-03: HDMI 0 : HDMI 0 : playback 1\n01-00: ALC269VC Analog : ALC269VC Analog : playback 1 : capture 1\n01-02: ALC269VC Alt Analog : ALC269VC Alt Analog : capture 1\n",
                ),
                ("dev/snd/pcmC1D0p", ""),
                ("etc/asound.conf", "# defaults.pcm.card 1\n"),
            ],
        );
        let sound = look(&root.host());
        let output = |card, card_name: &str, name: &str, open| Output {
            card,
            card_name: card_name.to_owned(),
            name: name.to_owned(),
            open,
        };
        assert_eq!(
            sound.outputs,
            [
                output(0, "HDA Intel HDMI", "HDMI 0", false),
                output(1, "HDA Intel PCH", "ALC269VC Analog", true)
            ]
        );
        assert!(!sound.chosen);
        let root = Root::of("sound-chosen", &[("etc/asound.conf", "defaults.pcm.card 1\n")]);
        assert!(look(&root.host()).chosen && look(&root.host()).outputs.is_empty());
    }
}
