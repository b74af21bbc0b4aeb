//! Where the statements come from, and how often they are read again.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::sync::Mutex;

use super::{Lrs, LrsError, SealedFigures};
use crate::agency::store::{Query, Store, StoreError};

/// A store elsewhere is not asked for everything at each look at the page.
const LRS_EVERY: Duration = Duration::from_secs(60);

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Lrs(#[from] LrsError),
    #[error("une déclaration de la base n’est pas du JSON")]
    Json(#[from] serde_json::Error),
}

enum Place {
    Own(Store),
    Lrs(Lrs),
}

/// Gives the figures, and keeps them as long as they are good.
pub struct Source {
    place: Place,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    figures: Arc<SealedFigures>,
    read_at: Instant,
    /// Number and newest of the own store's statements.
    pulse: (i64, i64),
}

impl Source {
    pub fn own(store: Store) -> Self {
        Self::at(Place::Own(store))
    }

    pub fn lrs(lrs: Lrs) -> Self {
        Self::at(Place::Lrs(lrs))
    }

    /// Whether the figures are those of the own store.
    pub fn is_own(&self) -> bool {
        matches!(self.place, Place::Own(_))
    }

    fn at(place: Place) -> Self {
        let kept = Mutex::new(None);
        Self { place, kept }
    }

    /// The figures as they are now, or were a minute ago for a store elsewhere. Whoever asks while they are being
    /// read waits for the same reading.
    ///
    /// # Errors
    /// If the statements cannot be read.
    pub async fn figures(&self) -> Result<Arc<SealedFigures>, SourceError> {
        let mut kept = self.kept.lock().await;
        let pulse = match &self.place {
            Place::Own(store) => store.pulse().await?,
            Place::Lrs(_) => (0, 0),
        };
        let is_good = |kept: &&Kept| match self.place {
            Place::Own(_) => kept.pulse == pulse,
            Place::Lrs(_) => kept.read_at.elapsed() < LRS_EVERY,
        };
        if let Some(kept) = kept.as_ref().filter(is_good) {
            return Ok(Arc::clone(&kept.figures));
        }
        let figures = Arc::new(SealedFigures::of(&self.statements().await?));
        *kept = Some(Kept {
            figures: Arc::clone(&figures),
            read_at: Instant::now(),
            pulse,
        });
        Ok(figures)
    }

    /// Every statement, as stored.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn statements(&self) -> Result<Vec<Value>, SourceError> {
        let store = match &self.place {
            Place::Own(store) => store,
            Place::Lrs(lrs) => return Ok(lrs.statements().await?),
        };
        let mut query = Query {
            ascending: true,
            ..Query::default()
        };
        let mut found = Vec::new();
        loop {
            let page = store.find(&query).await?;
            for statement in &page.statements {
                found.push(serde_json::from_str(&statement.body)?);
            }
            match page.more {
                Some(more) => query.after = Some(more),
                None => return Ok(found),
            }
        }
    }
}
