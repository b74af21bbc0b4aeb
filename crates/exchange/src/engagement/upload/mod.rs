//! Sends the statements of the outbox to the agency's learning record store, by plain xAPI, until it has each of them.
//!
//! A store's promise to know a statement again is only a SHOULD; what two real stores do is in `policy`. So the bytes of
//! a statement never change, a batch is sent again until an answer comes, and what the store has is never sent under
//! another id.

mod answer;
mod clock;
mod credentials;
mod heartbeat;
mod http;
mod policy;
#[cfg(test)]
mod policy_tests;
mod record;
mod retry_after;
mod round;
mod run;
mod same;
mod service;
mod trouble;
mod turn;

pub use clock::{Clock, RealClock};
pub use credentials::{Credentials, CredentialsError};
pub use http::{Address, Link, LinkError, Patience};
pub use policy::{BATCH_MAX, PAUSE, Policy};
pub use record::{last_success, last_trouble};
pub use round::{Pace, Round, round};
pub use run::{Sending, Uploader};
pub use service::{SetupError, Uploading};
pub use trouble::{Fault, Trouble};
pub use turn::Turn;
