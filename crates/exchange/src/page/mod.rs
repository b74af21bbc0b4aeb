//! What pages are made of, the agency's and the kiosk's own: one style, one palette, one way to write figures and to draw
//! them. Pure: figures in, text out.

pub mod bars;
pub mod chart;
pub mod kits;
pub mod palette;
mod shell;
mod terms;
pub mod words;

pub use shell::{cover, mark, printed};
pub use terms::terms;

/// The style sheet of all pages.
pub const STYLE: &str = include_str!("style.css");
/// The kiosk's own faces (SIL Open Font License 1.1), by the name under which the style sheet asks for them.
pub const FONTS: [(&str, &[u8]); 3] = [
    ("display.ttf", include_bytes!("../../../../assets/fonts/display.ttf")),
    ("text.ttf", include_bytes!("../../../../assets/fonts/text.ttf")),
    (
        "text_bold.ttf",
        include_bytes!("../../../../assets/fonts/text_bold.ttf"),
    ),
];
pub const ICON: &str = include_str!("icon.svg");
