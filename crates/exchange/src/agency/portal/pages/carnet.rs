//! « Mon carnet »: the places that the page's programs fill.

use maud::{Markup, html};

use super::{
    super::words::say,
    shell::{self, Page},
};
use crate::language::Language;

pub fn page(language: Language) -> Markup {
    let lead = html! { p #resume {} ul #tampons {} };
    let body = html! {
        p.annonce #annonce role="status" hidden {}
        p.annonce.grave #garde hidden {}
        noscript { p.annonce.grave { (say(language, "sans-programme")) } }
        div #vide tabindex="-1" .papier.vide hidden {}
        div #fiches aria-busy="true" {
            div.attente {
                p data-mot="ouverture" { (say(language, "ouverture")) }
                p.longue data-mot="ouverture-longue" { (say(language, "ouverture-longue")) }
            }
        }
        section #suites .papier aria-labelledby="suites-titre" hidden {}
        section #inscription .papier aria-labelledby="inscription-titre" hidden {}
        section #outils .papier.calme aria-labelledby="outils-titre" hidden {}
    };
    shell::page(&Page {
        language,
        title: "carnet-titre",
        program: "/portail.js",
        lead,
        body: &body,
    })
}
