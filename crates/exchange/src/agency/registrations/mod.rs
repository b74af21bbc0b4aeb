//! Registrations: what visitors leave on their own phone so as to be called back, apart from all that is counted.
//!
//! Nothing here shares a table, a key or an identifier with the kiosks' statements. A visit's token proves that someone
//! stood before a kiosk; of it only a keyed hash is kept, in a table that names nobody. A registration counts once its
//! owner (under 15, a parent) has confirmed it by the link of a mail; until then it waits, and not for long.

mod address;
mod api;
mod client;
mod code;
mod csv;
mod desk;
mod form;
mod letter;
mod limits;
mod page;
mod pages;
mod post;
mod store;
#[cfg(test)]
mod tests;
mod visit;
mod words;

pub use csv::csv;
pub use desk::{Desk, Rules, Setup, routes};
pub use form::{FieldError, Form, Posted};
pub use letter::Sender;
pub use post::{Courier, CourierError, Outbox, Smtp, Tls, is_this_machine};
pub use store::{Counts, Registration, RegistrationStore, State};
pub use words::{Age, Wish};
