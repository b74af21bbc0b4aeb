//! The page, part by part.

use maud::{Markup, html};

use super::{KioskReport, balance, days, head, machine, sending, todo, tried};
use crate::page::{bars, printed, terms};

pub(super) fn page(report: &KioskReport) -> Markup {
    let body = html! {
        (bars::patterns())
        (head::cover(report))
        main {
            (todo::card(report))
            (head::figures(report))
            (balance::card(report))
            (tried::section(report))
            (days::card(report))
            (machine::card(report))
            (sending::card(report))
            (notes())
        }
        footer { p { "Établi · bilan pour l’équipe de la borne · des totaux d’au moins 10 essais, aucune donnée de personne" } }
    };
    printed(&format!("Bilan — {}", head::title(report)), &body)
}

fn notes() -> Markup {
    html! {
        section.card.notes {
            h2 { "Lire ce bilan" }
            dl {
                dt { "Essai" }
                dd { "Un métier essayé une fois. Qui en essaye deux compte deux fois\u{a0}: dix essais ne sont pas dix personnes." }
                dt { "Dans des totaux" }
                dd { "À la fin de la période, les essais deviennent des totaux d’au moins 10 et sont effacés de la borne. Seuls ces totaux partent à l’agence." }
                dt { "Supprimé" }
                dd { "Un groupe de moins de 10 essais, ou tous dans moins de 5 quarts d’heure, est effacé en entier\u{a0}: on en garde le nombre, pas le métier." }
                dt { "Demi-heure" }
                dd { "Sans métier ni public. Montrée à partir de 10 essais, par tranches de cinq, une fois finie, et seulement si les autres ne peuvent pas s’en déduire." }
                (terms())
            }
        }
    }
}
