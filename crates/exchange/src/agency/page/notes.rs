//! What to do when there is nothing, and how to read what there is.

use maud::{Markup, html};

use super::{View, words};
use crate::page::{mark, terms};

/// Before the first sealed class.
pub fn empty() -> Markup {
    html! {
        section.card.empty {
            div.words {
            (mark())
            h2 { "Les premiers chiffres arriveront à la fin du premier événement" }
            p { "Les bornes comptent les visites sur place, puis envoient des totaux d’au moins 10 visites quand l’événement est terminé. Jusque-là, cette page reste vide\u{a0}: c’est voulu." }
            }
            ol.steps {
                li { "Créer le jeton du parc de bornes\u{a0}: " code { "etabli agency token add parc-rouen" } }
                li { "L’écrire sur chaque borne, avec l’adresse de ce serveur." }
                li { "Vérifier plus bas que les bornes donnent signe de vie." }
                li { "À la fermeture, chaque borne scelle et envoie ses totaux\u{202f}; sans réseau, " code { "etabli agency import" } " lit sa clé USB." }
            }
        }
    }
}

pub fn nothing_chosen() -> Markup {
    html! {
        section.card.empty {
            h2 { "Rien ne correspond à ces filtres" }
            p { a.button href="/" { "Tout montrer" } }
        }
    }
}

/// How the figures are made, in the words that a reader needs.
pub fn reading(view: &View) -> Markup {
    html! {
        section.card.notes {
            h2 { "Lire ces chiffres" }
            dl {
                dt { "Visites publiées" }
                dd { "Un visiteur qui essaye deux métiers compte deux fois. Un total de moins de 10 visites, ou regroupé sur moins de 5 quarts d’heure, n’est jamais publié\u{a0}: la somme est donc un minimum." }
                (terms())
                @if view.figures.foreign > 0 {
                    dt { "Autres déclarations" }
                    dd { (words::counted(view.figures.foreign as u64, "déclaration de ce LRS ne vient pas", "déclarations de ce LRS ne viennent pas")) " d’Établi." }
                }
            }
        }
    }
}
