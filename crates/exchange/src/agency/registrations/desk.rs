//! The desk where registrations are taken: what it knows, its addresses, and what it does by itself.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use axum::{
    Router,
    routing::{get, post},
};
use jiff::{Timestamp, Zoned, civil::Date};
use tokio::{sync::Notify, time};
use tower_http::limit::RequestBodyLimitLayer;

use super::{
    api,
    letter::Sender,
    limits::{FORMS, Limit, WRONG_CODES},
    pages,
    post::{self, Courier},
    store::{Horizons, RegistrationStore},
    visit::REMEMBERED_DAYS,
};
use crate::{
    agency::{serve::chain, store::StoreError},
    language::Bilingual,
    tokens::{PublicKeys, day_number},
};

/// Largest body of a request, bytes: ten times the longest form.
pub(super) const BODY_MAX: usize = 16 * 1024;
const CLEAN_EVERY: Duration = Duration::from_secs(3600);
const DAY_MS: i64 = 24 * 3600 * 1000;

/// What the agency has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Who is responsible: « Agence régionale de l’orientation et des métiers de Normandie ».
    pub organisation: String,
    /// Where questions go: an address, a page, a telephone number.
    pub contact: String,
    /// Versions of the consent that may be agreed to; empty for any.
    pub consents: Vec<String>,
    /// A registration nobody confirmed is kept so long, days.
    pub unconfirmed_days: u16,
    /// A confirmed one is kept so long after it was confirmed, days.
    pub confirmed_days: u16,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            organisation: "Agence régionale de l’orientation et des métiers".to_owned(),
            contact: String::new(),
            consents: Vec::new(),
            unconfirmed_days: 7,
            confirmed_days: 365,
        }
    }
}

impl Rules {
    /// Registrations that wait since before this have waited too long, Unix milliseconds.
    pub(super) fn unconfirmed_since_ms(&self, now_ms: i64) -> i64 {
        now_ms - i64::from(self.unconfirmed_days) * DAY_MS
    }

    /// Until when a registration can be confirmed.
    pub(super) fn confirm_until(&self, consented_ms: i64) -> Timestamp {
        let until = consented_ms + i64::from(self.unconfirmed_days) * DAY_MS;
        Timestamp::from_millisecond(until).unwrap_or(Timestamp::MAX)
    }

    /// A mail that waited so long is given up: who gets it later would have no time left to answer.
    pub(super) fn mail_waits_ms(&self) -> i64 {
        i64::from(self.unconfirmed_days) * DAY_MS * 3 / 4
    }
}

/// What a desk is made of.
pub struct Setup {
    pub store: RegistrationStore,
    pub rules: Rules,
    pub courier: Courier,
    pub sender: Sender,
    /// Address of the portal, under which the mails' links lie: `https://metiers.example`.
    pub portal: String,
    /// For the hashes of used tokens; it lies outside the database, or they would hide nothing.
    pub token_key: [u8; 32],
    /// Whether requests come from another machine that says whose they are.
    pub behind_proxy: bool,
    /// Names of métiers by their number on the printed card; a number does where there is none.
    pub trades: BTreeMap<u16, Bilingual>,
}

/// Takes registrations, has them confirmed, forgets them in time.
pub struct Desk {
    pub(super) setup: Setup,
    /// Whose tokens count; without any, nobody registers.
    keys: RwLock<Arc<PublicKeys>>,
    pub(super) forms: Limit,
    pub(super) wrong_codes: Limit,
    /// Rung when a mail is there to be sent.
    pub(super) bell: Notify,
}

impl Desk {
    /// # Errors
    /// If the system has no randomness to give.
    pub fn new(mut setup: Setup, keys: PublicKeys) -> Result<Self, rand::rngs::SysError> {
        let kept = setup.portal.trim_end_matches('/').len();
        setup.portal.truncate(kept);
        let now = Instant::now();
        Ok(Self {
            setup,
            keys: RwLock::new(Arc::new(keys)),
            forms: Limit::new(FORMS, now)?,
            wrong_codes: Limit::new(WRONG_CODES, now)?,
            bell: Notify::new(),
        })
    }

    /// From now on these count.
    pub fn set_keys(&self, keys: PublicKeys) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    pub(super) fn keys(&self) -> Arc<PublicKeys> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Sends mails and forgets what is old, for as long as it is polled.
    pub async fn work(&self) {
        let cleaning = async {
            loop {
                match self.clean(Timestamp::now(), Zoned::now().date()).await {
                    Ok(()) => {}
                    Err(error) => tracing::error!("effacement des anciennes inscriptions\u{a0}: {}", chain(&error)),
                }
                time::sleep(CLEAN_EVERY).await;
            }
        };
        tokio::join!(cleaning, post::deliver(self));
    }

    /// Erases what has been kept long enough.
    ///
    /// # Errors
    /// If the database or the outbox cannot be reached.
    pub(super) async fn clean(&self, now: Timestamp, today: Date) -> Result<(), StoreError> {
        let Setup { store, rules, .. } = &self.setup;
        let now_ms = now.as_millisecond();
        let cleaned = store
            .clean(Horizons {
                unconfirmed_ms: rules.unconfirmed_since_ms(now_ms),
                confirmed_ms: now_ms - i64::from(rules.confirmed_days) * DAY_MS,
                token_day: i64::from(day_number(today).unwrap_or(0)) - REMEMBERED_DAYS,
            })
            .await?;
        if cleaned.unconfirmed + cleaned.old > 0 {
            let (unconfirmed, old) = (cleaned.unconfirmed, cleaned.old);
            tracing::info!("{unconfirmed} inscriptions jamais confirmées et {old} arrivées à terme effacées");
        }
        self.setup.courier.outbox.keep_only(&store.ids().await?)?;
        Ok(())
    }

    /// Lets go of the database.
    pub async fn close(&self) {
        self.setup.store.close().await;
    }
}

/// The addresses.
pub fn routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/api/inscriptions", post(api::register))
        .route("/inscription/{code}", get(pages::ask_to_confirm).post(pages::confirm))
        .route(
            "/inscription/{code}/effacer",
            get(pages::ask_to_erase).post(pages::erase),
        )
        .route("/inscription.css", get(pages::style))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .with_state(desk)
}
