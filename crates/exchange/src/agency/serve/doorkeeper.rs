//! Who is at the door: HTTP Basic credentials against the tokens, at a bounded cost however many are wrong.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::answer::{Denial, chain};
use crate::agency::store::{Digest, Role, Store, StoreError, Token};

/// A token that was added or revoked counts after this time at most. It also bounds what wrong tokens cost: one look
/// into the database per period, whatever their number.
const REFRESH: Duration = Duration::from_secs(2);
/// Longest header worth decoding, bytes: a name and a password of ours are far shorter.
const HEADER_MAX: usize = 400;
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// Knows the tokens.
pub struct Doorkeeper {
    tokens: RwLock<BTreeMap<String, Token>>,
    /// When they were last read; whoever holds it reads them.
    read_at: tokio::sync::Mutex<Instant>,
    wrong: AtomicU64,
    told_at: Mutex<Instant>,
}

impl Doorkeeper {
    /// # Errors
    /// If the tokens cannot be read.
    pub async fn new(store: &Store) -> Result<Self, StoreError> {
        Ok(Self {
            tokens: RwLock::new(by_name(store.tokens().await?)),
            read_at: tokio::sync::Mutex::new(Instant::now()),
            wrong: AtomicU64::new(0),
            told_at: Mutex::new(Instant::now()),
        })
    }

    /// The name of the token that came with a request, if it has one of these roles.
    ///
    /// # Errors
    /// [`Denial::Unknown`] without good credentials, [`Denial::Forbidden`] if they open other doors only.
    pub async fn admit(&self, headers: &HeaderMap, roles: &[Role], store: &Store) -> Result<String, Denial> {
        self.refresh(store).await;
        let Some((name, password)) = credentials(headers) else {
            return Err(Denial::Unknown);
        };
        // Before the look-up, so that a known name costs no more than an unknown one.
        let digest = Digest::of(password.as_bytes());
        let tokens = self.tokens.read().unwrap_or_else(PoisonError::into_inner);
        match tokens.get(&name).filter(|token| token.digest.is(&digest)) {
            Some(token) if roles.contains(&token.role) => Ok(name),
            Some(_) => Err(Denial::Forbidden),
            None => {
                self.count_wrong();
                Err(Denial::Unknown)
            }
        }
    }

    async fn refresh(&self, store: &Store) {
        // Whoever comes while another one reads goes on with what is known.
        let Ok(mut read_at) = self.read_at.try_lock() else {
            return;
        };
        if read_at.elapsed() < REFRESH {
            return;
        }
        *read_at = Instant::now();
        match store.tokens().await {
            Ok(tokens) => *self.tokens.write().unwrap_or_else(PoisonError::into_inner) = by_name(tokens),
            // Those known go on working.
            Err(error) => tracing::warn!("jetons illisibles\u{a0}: {}", chain(&error)),
        }
    }

    /// Told once a minute, without names: passwords end up in that field too.
    fn count_wrong(&self) {
        self.wrong.fetch_add(1, Ordering::Relaxed);
        let mut told_at = self.told_at.lock().unwrap_or_else(PoisonError::into_inner);
        if told_at.elapsed() >= TOLD_EVERY {
            *told_at = Instant::now();
            let wrong = self.wrong.swap(0, Ordering::Relaxed);
            tracing::warn!("{wrong} demandes avec un identifiant ou un mot de passe inconnu");
        }
    }
}

fn by_name(tokens: Vec<Token>) -> BTreeMap<String, Token> {
    tokens.into_iter().map(|token| (token.name.clone(), token)).collect()
}

/// Name and password of a Basic header.
fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") || encoded.len() > HEADER_MAX {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (name, password) = decoded.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}
