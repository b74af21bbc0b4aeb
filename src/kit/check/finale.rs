//! The last picture of a kit: from where to where the eye draws back, and what glows there.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const NODE: Code = Code::error("K470", "nœud de la scène finale absent du modèle");
const STILL: Code = Code::error("K471", "scène finale où l’œil ne recule pas");

const NOTHING: Code = Code::error("K472", "la scène finale invite la main, et rien ne s’y découvre");

pub(super) const CODES: &[Code] = &[NODE, STILL, NOTHING];

/// What it does: every node the finale names is in its diorama, the eye ends elsewhere than it began, and a hand that is
/// invited finds something to bring out.
/// Why: the surprise at the end of a visit must not be a still picture, or none.
/// Example: `from: "camera.soudrue"` where the node is called `camera.soudure`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let Some(finale) = &subject.kit.finale else { return };
    let at = FieldPath::root().field("finale");
    if finale.from == finale.to {
        let message = Bilingual::new(
            "l’œil commence et finit au même nœud",
            "the eye begins and ends at the same node",
        );
        findings.report(&STILL, &at.field("to"), message).help(Bilingual::new(
            "deux caméras\u{a0}: l’une près de l’ouvrage, l’autre d’où l’on voit tout",
            "two cameras: one near the work, one that sees it all",
        ));
    }
    let Some(anchors) = subject.anchors_of(&finale.diorama) else {
        return;
    };
    if finale.invite.is_some() && anchors.with_prefix("reveal.").next().is_none() {
        let message = Bilingual::new(
            format!(
                "«\u{a0}{}\u{a0}» n’a pas de nœud «\u{a0}reveal.…\u{a0}»",
                finale.diorama
            ),
            format!("`{}` has no node `reveal.…`", finale.diorama),
        );
        findings
            .report(&NOTHING, &at.field("invite"), message)
            .help(Bilingual::new(
                "nommer ainsi, dans Blender, ce qui pousse sous les doigts, ou ôter «\u{a0}invite\u{a0}»",
                "name what grows under the fingers so in Blender, or take `invite` away",
            ));
    }
    let named = [
        ("from", Some(&finale.from)),
        ("to", Some(&finale.to)),
        ("glows", finale.glows.as_ref()),
    ];
    for (field, node) in named.into_iter().filter_map(|(field, node)| Some((field, node?))) {
        if anchors.get(node).is_some() {
            continue;
        }
        let message = Bilingual::new(
            format!("«\u{a0}{}\u{a0}» n’a pas de nœud «\u{a0}{node}\u{a0}»", finale.diorama),
            format!("`{}` has no node `{node}`", finale.diorama),
        );
        findings
            .report(&NODE, &at.field(field), message)
            .suggest(node, anchors.names());
    }
}
