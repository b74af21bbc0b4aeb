//! What people see: the dashboard, the printable report, the table to download. Pure: figures in, text out.

mod csv;
mod events;
mod filters;
mod kiosks;
mod notes;
mod report;
mod shell;
mod summary;
mod timeline;

use jiff::Timestamp;
use maud::{Markup, html};

use super::{
    read::{Choices, Class, Measure, Names, SealedFigures, Selection, Tally},
    store::Kiosk,
};
pub use crate::page::{FONTS, ICON, STYLE};
use crate::page::{bars, kits, palette, words};
pub use csv::csv;
pub(in crate::agency) use csv::escaped;
pub use report::report;

/// What a page is made of.
pub struct View<'a> {
    pub figures: &'a SealedFigures,
    pub names: &'a Names,
    pub selection: &'a Selection,
    pub now: Timestamp,
}

impl<'a> View<'a> {
    /// The classes that were chosen.
    fn classes(&self) -> Vec<&'a Class> {
        let chosen = |class: &&Class| self.selection.takes(class, self.names);
        self.figures.classes.iter().filter(chosen).collect()
    }
}

/// What is worth a wall: one screen that renews itself, without anything to touch.
pub fn wall(view: &View, kiosks: &[Kiosk]) -> Markup {
    let classes = view.classes();
    let liked = Tally::of(Measure::Liked, classes.iter().copied());
    let body = html! {
        (bars::patterns())
        (shell::header(view))
        main {
            @if classes.is_empty() {
                (notes::empty())
            } @else {
                (summary::cards(view, &classes))
                div.board {
                    div.side {
                        (kits::ranking(view.names, &classes))
                        (kiosks::lamps(kiosks, view.now))
                    }
                    div.side {
                        (summary::audiences(&classes))
                        @if !liked.is_empty() {
                            section.card { h2 { (Measure::Liked.title()) } (bars::histogram(&liked)) }
                        }
                    }
                }
            }
        }
    };
    shell::page("Écran mural", "wall", &body)
}

/// The whole dashboard; `trouble` is told where the figures would be.
pub fn dashboard(view: &View, kiosks: &[Kiosk], trouble: Option<&str>) -> Markup {
    let classes = view.classes();
    let choices = Choices::of(&view.figures.classes, view.names);
    let body = html! {
        (bars::patterns())
        (shell::header(view))
        main {
            @if let Some(trouble) = trouble {
                section.card.alarm role="alert" { h2 { "Les chiffres ne peuvent pas être lus" } p { (trouble) } }
            } @else if view.figures.classes.is_empty() {
                (notes::empty())
            } @else {
                (filters::bar(view, &choices))
                @if classes.is_empty() {
                    (notes::nothing_chosen())
                } @else {
                    (summary::cards(view, &classes))
                    div.columns {
                        (kits::ranking(view.names, &classes))
                        (summary::audiences(&classes))
                    }
                    (kits::details(view.names, &classes))
                    (kits::histograms(&classes))
                    (events::table(view, &classes))
                    (events::languages(&classes))
                }
            }
            (kiosks::health(kiosks, view.now))
            (notes::reading(view))
        }
        (shell::footer())
    };
    shell::page("Tableau de bord", "", &body)
}
