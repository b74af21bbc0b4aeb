//! Filters as links: they work without a script, can be sent and bookmarked.

use maud::{Markup, html};

use super::View;
use crate::agency::read::{Choices, Selection};

pub fn bar(view: &View, choices: &Choices) -> Markup {
    let selection = view.selection;
    let with = |change: &dyn Fn(&mut Selection)| {
        let mut other = selection.clone();
        change(&mut other);
        format!("/{}", other.address())
    };
    let address = selection.address();
    html! {
        nav.filters aria-label="Filtres" {
            @if choices.years.len() > 1 || selection.year.is_some() {
                div.filter {
                    span { "Année" }
                    div.chips {
                    (link(&with(&|other| other.year = None), "Toutes", selection.year.is_none()))
                    @for year in choices.years.iter().rev() {
                        (link(&with(&|other| other.year = Some(*year)), &year.to_string(), selection.year == Some(*year)))
                    }
                    }
                }
            }
            @if choices.territories.len() > 1 || selection.territory.is_some() {
                div.filter {
                    span { "Territoire" }
                    div.chips {
                    (link(&with(&|other| other.territory = None), "Tous", selection.territory.is_none()))
                    @for territory in &choices.territories {
                        (link(&with(&|other| other.territory = Some(territory.clone())), territory, selection.territory.as_ref() == Some(territory)))
                    }
                    }
                }
            }
            @if choices.events.len() > 1 || selection.event.is_some() {
                div.filter {
                    span { "Événement" }
                    div.chips {
                    (link(&with(&|other| other.event = None), "Tous", selection.event.is_none()))
                    @for event in &choices.events {
                        (link(&with(&|other| other.event = Some(event.clone())), view.names.event(event), selection.event.as_ref() == Some(event)))
                    }
                    }
                }
            }
            div.actions {
                a.button href={ "/donnees.csv" (address) } { "Télécharger (CSV)" }
                a.button.quiet href={ "/rapport" (address) } { "Rapport à imprimer" }
                a.button.quiet href={ "/mur" (address) } { "Écran mural" }
            }
        }
    }
}

fn link(address: &str, name: &str, is_chosen: bool) -> Markup {
    html! {
        @if is_chosen {
            a.chip.chosen href=(address) aria-current="true" { (name) }
        } @else {
            a.chip href=(address) { (name) }
        }
    }
}
