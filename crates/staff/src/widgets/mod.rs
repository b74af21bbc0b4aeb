//! What the pages are made of: everything a finger hits is at least twenty millimetres, everything else is quiet.

mod button;
mod card;
mod input;
mod shown;
mod words;

pub use button::{Face, button, confirm, icon_board, icon_button, key, sized, text_width, wide};
pub use card::{card, columns, toned};
pub use input::{Step, choice, field, stepper, switch};
pub use shown::{badge, code, finding, fitted, meter, value};
pub use words::{body, fit, heading, line, rich, small, strong, title, unbroken};
