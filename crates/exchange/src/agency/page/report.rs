//! The report of an event: the same figures, set for paper.

use maud::{Markup, html};

use super::{View, bars, events, kits, notes, shell, summary, words};
use crate::page::{mark, printed};

/// A file that stands alone, printable on A4.
pub fn report(view: &View) -> Markup {
    let classes = view.classes();
    let title = title(view);
    let body = html! {
        (bars::patterns())
        header.cover {
            p.brand { (mark()) span { "Établi" } }
            h1 { (title) }
            p.where {
                @if let Some(event) = &view.selection.event {
                    @if let Some(place) = view.names.place(event) { (place) " · " }
                    (view.names.territory(event)) " · "
                }
                "Rapport établi le " (words::instant(view.now))
            }
        }
        main {
            @if classes.is_empty() {
                section.card.empty {
                    h2 { "Rien n’a été publié" }
                    p { "Aucun groupe n’a atteint 10 visites, ou les bornes n’ont pas encore envoyé leurs totaux." }
                }
            } @else {
                (summary::cards(view, &classes))
                div.columns {
                    (kits::ranking(view.names, &classes))
                    (summary::audiences(&classes))
                }
                (kits::details(view.names, &classes))
                (kits::histograms(&classes))
                @if view.selection.event.is_none() { (events::table(view, &classes)) }
                (events::languages(&classes))
            }
            (notes::reading(view))
        }
        (shell::footer())
    };
    printed(&title, &body)
}

fn title(view: &View) -> String {
    let selection = view.selection;
    let mut title = match (&selection.event, &selection.territory) {
        (Some(event), _) => view.names.event(event).to_owned(),
        (None, Some(territory)) => format!("Les événements — {territory}"),
        (None, None) => "Tous les événements".to_owned(),
    };
    if let Some(year) = selection.year {
        title += &format!(", {year}");
    }
    title
}
