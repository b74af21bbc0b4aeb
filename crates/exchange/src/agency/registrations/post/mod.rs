//! Mails go out from here, one after the other, never while a visitor waits: over SMTP, or into a folder.

mod outbox;
mod smtp;

use std::time::Duration;

use lettre::Message;
use rand::{TryRng, rngs::SysRng};
use tokio::time;

pub use outbox::Outbox;
use smtp::SmtpCourier;
pub use smtp::{CourierError, Smtp, Tls, is_this_machine};

use super::{
    code::Code,
    desk::Desk,
    letter::{About, Sender},
    store::{Due, Failed},
};
use crate::agency::{
    serve::chain,
    store::{StoreError, now_ms},
};

/// Who carries the mails.
pub struct Courier {
    smtp: Option<SmtpCourier>,
    /// Without a mail server: files that another program sends, or that a person opens. With one, there may still be
    /// files from before.
    pub(super) outbox: Outbox,
}

impl Courier {
    /// Puts every mail into the outbox.
    pub fn into_outbox(outbox: Outbox) -> Self {
        Self { smtp: None, outbox }
    }

    /// Sends every mail; the outbox is only kept clean. Called within a Tokio runtime, which closes idle connections.
    ///
    /// # Errors
    /// If the server's certificate authority is none, or the way there would not be encrypted.
    pub fn over_smtp(smtp: &Smtp, sender: &Sender, outbox: Outbox) -> Result<Self, CourierError> {
        let smtp = Some(SmtpCourier::new(smtp, sender)?);
        Ok(Self { smtp, outbox })
    }

    async fn carry(&self, id: &str, message: Message) -> Result<(), Fault> {
        match &self.smtp {
            Some(smtp) => smtp.send(message).await,
            None => {
                let (outbox, id, mail) = (self.outbox.clone(), id.to_owned(), message.formatted());
                // Waiting for a slow disk holds up nobody who registers.
                let put = tokio::task::spawn_blocking(move || outbox.put(&id, &mail)).await;
                let put = put.unwrap_or_else(|error| Err(error.into()));
                put.map_err(|error| Fault::Down(error.to_string()))
            }
        }
    }
}

/// Why a mail did not go. Neither says to whom: servers repeat addresses in what they answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// Nothing can be sent now, this mail or another.
    #[error("aucun courriel ne part ({0})")]
    Down(String),
    /// This one was refused.
    #[error("courriel refusé ({0})")]
    Refused(String),
}

/// How the queue stands after a look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    Sent,
    Nothing,
    Failed,
    Down,
}

/// After a look that found nothing, or the bell.
const IDLE: Duration = Duration::from_secs(20);
/// Between two attempts to reach a server that is not there.
const DOWN_MIN: Duration = Duration::from_secs(10);
const DOWN_MAX: Duration = Duration::from_secs(15 * 60);
/// Between two attempts with a mail that was refused: greylisting asks for minutes, a full letter box for hours.
const RETRY_MIN_MS: i64 = 60 * 1000;
const RETRY_MAX_MS: i64 = 2 * 3600 * 1000;

/// Sends what waits, for as long as it is polled.
pub(super) async fn deliver(desk: &Desk) {
    let mut pause = DOWN_MIN;
    loop {
        match desk.send_next(now_ms()).await {
            Ok(Turn::Sent | Turn::Failed) => pause = DOWN_MIN,
            Ok(Turn::Nothing) => {
                let _ = time::timeout(IDLE, desk.bell.notified()).await;
            }
            Ok(Turn::Down) => {
                time::sleep(pause).await;
                pause = (pause * 2).min(DOWN_MAX);
            }
            Err(error) => {
                tracing::error!("file des courriels\u{a0}: {}", chain(&error));
                time::sleep(DOWN_MIN).await;
            }
        }
    }
}

impl Desk {
    /// Sends the mail that waits longest, if its time has come.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(super) async fn send_next(&self, now_ms: i64) -> Result<Turn, StoreError> {
        let store = &self.setup.store;
        let Ok(code) = Code::random() else {
            tracing::error!("hasard indisponible\u{a0}: aucun courriel ne part");
            return Ok(Turn::Down);
        };
        let Some(due) = store.next_mail(now_ms, &code).await? else {
            return Ok(Turn::Nothing);
        };
        let id = &due.registration.id;
        match self.send(&due, &code).await {
            Ok(()) => {
                if !store.mail_sent(id).await? {
                    // Erased while its mail was being written.
                    self.setup.courier.outbox.forget(std::slice::from_ref(id))?;
                }
                Ok(Turn::Sent)
            }
            Err(fault) => {
                let is_down = matches!(fault, Fault::Down(_));
                if now_ms - due.since_ms > self.setup.rules.mail_waits_ms() {
                    tracing::error!("{fault}\u{a0}: abandonné après {} essais", due.tries + 1);
                    store.mail_failed(id, Failed::GivenUp).await?;
                } else if is_down {
                    tracing::warn!("{fault}\u{a0}: les courriels attendent");
                    store.mail_not_tried(id, now_ms).await?;
                } else {
                    let wait_ms = retry_ms(due.tries);
                    tracing::warn!("{fault}\u{a0}: nouvel essai dans {}\u{a0}min", wait_ms / 60_000);
                    store.mail_failed(id, Failed::TryAgainAt(now_ms + wait_ms)).await?;
                }
                Ok(if is_down { Turn::Down } else { Turn::Failed })
            }
        }
    }

    async fn send(&self, due: &Due, code: &Code) -> Result<(), Fault> {
        let setup = &self.setup;
        let about = About {
            registration: &due.registration,
            code,
            rules: &setup.rules,
            portal: &setup.portal,
            sender: &setup.sender,
        };
        let message = about
            .message()
            .map_err(|_| Fault::Refused("adresse impossible".to_owned()))?;
        setup.courier.carry(&due.registration.id, message).await
    }
}

/// Grows from try to try, and never lands on the same second for all.
fn retry_ms(tries: i64) -> i64 {
    let doublings = u32::try_from(tries).unwrap_or(0).min(7);
    let wait = (RETRY_MIN_MS << doublings).min(RETRY_MAX_MS);
    // Without randomness all come at once, and are heard all the same.
    let spread = SysRng.try_next_u32().unwrap_or(0);
    wait + i64::from(spread) % (wait / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_stays_bounded() {
        for (tries, least) in [(0, 60), (1, 120), (3, 480), (7, 7_200), (60, 7_200)] {
            let wait = retry_ms(tries);
            let least = least * 1000;
            assert!((least..least + least / 4).contains(&wait), "{tries}: {wait}");
        }
    }
}
