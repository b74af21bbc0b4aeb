//! A page that stands alone: one file with all it needs, that asks nobody for anything.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{FONTS, STYLE, words};

/// To print, to send, to keep.
pub fn printed(title: &str, body: &Markup) -> Markup {
    let mut style = STYLE.to_owned();
    for (name, bytes) in FONTS {
        let data = format!("data:font/ttf;base64,{}", STANDARD.encode(bytes));
        style = style.replace(&format!("/polices/{name}"), &data);
    }
    html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Établi" }
                style { (PreEscaped(style)) }
            }
            body.report { (body) }
        }
    }
}

/// A bench with a light over it.
pub fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 48 48" aria-hidden="true" {
            path.mark-light d="M24 4 L37 17 H11 Z" {}
            circle.mark-glow cx="24" cy="20" r="4" {}
            rect.mark-bench x="5" y="27" width="38" height="7" rx="2.5" {}
            rect.mark-leg x="10" y="34" width="5" height="10" rx="1.5" {}
            rect.mark-leg x="33" y="34" width="5" height="10" rx="1.5" {}
        }
    }
}

/// The head of a page that stands alone.
pub fn cover(title: &str, now: Timestamp) -> Markup {
    html! {
        header.cover {
            p.brand { (mark()) span { "Établi" } }
            h1 { (title) }
            p.where { "Établi le " (words::instant(now)) }
        }
    }
}
