//! Visitors touch; with several screens, touches must land on the right one.

use super::super::{
    machine::{Input, InputKind},
    verdict::{Topic, Verdict},
};

pub fn judge(inputs: &[Input], screens: usize) -> Verdict {
    let multi: Vec<&Input> = inputs
        .iter()
        .filter(|input| input.kind == InputKind::MultiTouch)
        .collect();
    let Some(touch) = multi.first() else {
        return without(inputs);
    };
    if screens > 1 && touch.output.is_none() {
        return Verdict::watch(
            Topic::Touch,
            format!("«\u{a0}{}\u{a0}», sans écran attitré", touch.name),
        )
        .why("Avec plusieurs écrans, les touches peuvent tomber à côté.")
        .mend(rule(&touch.name, "WL_OUTPUT", "HDMI-A-1"))
        .mend("sudo udevadm control --reload && sudo udevadm trigger, puis redémarrer la borne");
    }
    if multi.len() > 1 {
        let names: Vec<_> = multi
            .iter()
            .map(|input| format!("«\u{a0}{}\u{a0}»", input.name))
            .collect();
        return Verdict::watch(
            Topic::Touch,
            format!("plusieurs dalles tactiles\u{a0}: {}", names.join(", ")),
        )
        .why("Une dalle qui n’est pas celle des visiteurs peut toucher à leur place.")
        .mend("débrancher celle qui ne sert pas, ou donner à chacune son écran (WL_OUTPUT)");
    }
    Verdict::good(
        Topic::Touch,
        format!("«\u{a0}{}\u{a0}», à plusieurs doigts{}", touch.name, mapping(touch)),
    )
}

fn mapping(touch: &Input) -> String {
    let mut told = String::new();
    if let Some(output) = &touch.output {
        told += &format!(", pour l’écran {output}");
    }
    if touch.calibration.is_some() {
        told += ", avec un étalonnage";
    }
    told
}

fn without(inputs: &[Input]) -> Verdict {
    let of_kind = |kind| inputs.iter().find(|input| input.kind == kind);
    if let Some(single) = of_kind(InputKind::SingleTouch) {
        return Verdict::watch(Topic::Touch, format!("«\u{a0}{}\u{a0}», à un seul doigt", single.name))
            .why("Les gestes à deux mains de certains kits passent alors par leur variante à un doigt.")
            .mend("si la dalle sait mieux faire\u{a0}: son mode d’emploi dit souvent comment (HID multitouch)");
    }
    let (verdict, why) = match of_kind(InputKind::Mouse) {
        Some(mouse) => (
            Verdict::missing(
                Topic::Touch,
                format!("une souris («\u{a0}{}\u{a0}»), mais pas d’écran tactile", mouse.name),
            ),
            "On peut préparer la borne à la souris\u{202f}; les visiteurs, eux, touchent.",
        ),
        None => (
            Verdict::missing(Topic::Touch, "pas d’écran tactile"),
            "Les visiteurs jouent en touchant l’écran.",
        ),
    };
    verdict
        .why(why)
        .mend("brancher le câble USB de l’écran (celui de l’image ne suffit pas), puis relancer cette commande")
}

/// The line that gives a device a property, in a file of udev.
fn rule(device: &str, property: &str, value: &str) -> String {
    format!(
        "écrire dans /etc/udev/rules.d/99-tactile.rules\u{a0}: ATTRS{{name}}==\"{device}\", ENV{{{property}}}=\"{value}\""
    )
}
