//! The pages, as the server sends them.

mod carnet;
mod data;
mod data_en;
mod legal;
mod shell;

use maud::Markup;

use super::Portal;
use crate::language::Language;

/// One of the portal's pages by its address; whatever is not known is the carnet.
pub fn page(path: &str, portal: &Portal, language: Language) -> Markup {
    match path {
        "/donnees" => data::page(portal, language),
        "/mentions" => legal::page(portal, language),
        _ => carnet::page(language),
    }
}
