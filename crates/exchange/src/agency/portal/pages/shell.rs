//! What surrounds every page of the portal.

use maud::{DOCTYPE, Markup, html};

use super::super::{
    shelf::{MODULES, WORDS},
    words::say,
};
use crate::language::Language;

/// What stands on a page.
pub struct Page<'a> {
    pub language: Language,
    /// Key of its title.
    pub title: &'static str,
    /// The program it starts with.
    pub program: &'static str,
    /// Under the title.
    pub lead: Markup,
    pub body: &'a Markup,
}

pub fn page(page: &Page) -> Markup {
    let Page { language, title, .. } = *page;
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="theme-color" content="#1d4272";
                meta name="color-scheme" content="light";
                title data-titre=(title) { (say(language, title)) " · Établi" }
                link rel="icon" href="/etabli.svg" type="image/svg+xml";
                link rel="stylesheet" href="/portail.css";
                @for (path, _) in MODULES.iter().filter(|_| page.program == "/portail.js") {
                    link rel="modulepreload" href=(path);
                }
                link rel="modulepreload" href=(WORDS);
                script type="module" src=(page.program) {}
            }
            body {
                a.saut href="#contenu" data-mot="aller-au-contenu" { (say(language, "aller-au-contenu")) }
                (top(page))
                main id="contenu" tabindex="-1" { (page.body) }
                (foot(language))
            }
        }
    }
}

fn top(page: &Page) -> Markup {
    let Page {
        language,
        title,
        ref lead,
        ..
    } = *page;
    let other = language.other();
    html! {
        header.haut {
            div.bande {
                a.marque href="/c" { (mark()) span { "Établi" } }
                a.langue href={ "?langue=" (other.code()) } lang=(other.code()) hreflang=(other.code()) data-langue=(other.code()) {
                    (match other { Language::French => "Français", Language::English => "English" })
                }
            }
            h1 data-mot=(title) { (say(language, title)) }
            (lead)
        }
    }
}

fn foot(language: Language) -> Markup {
    html! {
        footer.pied {
            p.garde-ici data-mot="garde-ici" { (say(language, "garde-ici")) }
            nav aria-label=(say(language, "pied")) {
                a href="/c" data-mot="retour-carnet" { (say(language, "retour-carnet")) }
                a href="/donnees" data-mot="tes-donnees" { (say(language, "tes-donnees")) }
                a href="/mentions" data-mot="mentions" { (say(language, "mentions")) }
            }
        }
    }
}

/// A bench with a light over it.
fn mark() -> Markup {
    html! {
        svg.signe viewBox="0 0 48 48" aria-hidden="true" {
            path.signe-abat d="M24 4 L37 17 H11 Z" {}
            circle.signe-lampe cx="24" cy="20" r="4" {}
            rect.signe-plateau x="5" y="27" width="38" height="7" rx="2.5" {}
            rect.signe-pied x="10" y="34" width="5" height="10" rx="1.5" {}
            rect.signe-pied x="33" y="34" width="5" height="10" rx="1.5" {}
        }
    }
}
