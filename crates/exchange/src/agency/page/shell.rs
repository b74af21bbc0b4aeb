//! What surrounds the pages of the server.

use maud::{DOCTYPE, Markup, html};

use super::{View, words};
use crate::page::mark;

/// The page is read again by itself, for screens on a wall, seconds.
const REFRESH_SECS: u32 = 300;

/// A page of the server: everything it needs comes from the same place.
pub fn page(title: &str, class: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta http-equiv="refresh" content=(REFRESH_SECS);
                title { (title) " · Établi" }
                link rel="icon" href="/etabli.svg" type="image/svg+xml";
                link rel="stylesheet" href="/etabli.css";
            }
            body class=(class) { (body) }
        }
    }
}

pub fn header(view: &View) -> Markup {
    html! {
        header.top {
            div.inner {
                a.brand href="/" { (mark()) span { "Établi" } }
                p.updated { "Mis à jour le " (words::instant(view.now)) }
                h1 { "Ce que les visiteurs ont essayé" }
            }
        }
    }
}

pub fn footer() -> Markup {
    html! {
        footer {
            p { "Établi · agrégats d’au moins 10 visites, sans aucune donnée de personne" }
        }
    }
}
