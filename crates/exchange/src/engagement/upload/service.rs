//! The uploader on a thread of its own, for as long as the kiosk runs.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use jiff::Timestamp;
use rand::{TryRng, rngs::SysRng};
use tokio::sync::Notify;

use super::{
    clock::{Clock, RealClock, either},
    credentials::{Credentials, CredentialsError},
    http::{Address, Link, LinkError, Patience},
    policy::Policy,
    run::{Sending, Uploader},
};
use crate::{
    engagement::{
        AgencyConfig,
        journal::{JournalError, open_database},
    },
    language::Bilingual,
};

/// A disk that is full, a file that is missing: it is tried again.
const REST: Duration = Duration::from_secs(60);

/// Authorities and proxies of the machine may have changed by then.
const RELINK: Duration = Duration::from_secs(10 * 60);

/// Why sending cannot even begin.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    #[error(transparent)]
    Link(#[from] LinkError),
}

impl SetupError {
    /// What is the matter, and what to do.
    pub fn told(&self) -> Bilingual {
        match self {
            Self::Credentials(error) => error.told(),
            Self::Link(error) => error.told(),
        }
    }
}

impl Address {
    /// Where `config/agency.ron` says that the store is, with the credentials as they are now; `None` if nothing is to be
    /// sent.
    ///
    /// # Errors
    /// If there are credentials that cannot be used.
    pub fn of(agency: &AgencyConfig) -> Result<Option<Self>, CredentialsError> {
        let Some(xapi) = agency.xapi.clone() else {
            return Ok(None);
        };
        Ok(Some(Self {
            xapi,
            version: agency.version.clone(),
            ca: agency.ca.clone(),
            proxy: agency.proxy.clone(),
            heartbeat: agency.heartbeat.clone(),
            credentials: Credentials::find(agency.credentials.as_deref())?,
            patience: Patience::default(),
        }))
    }
}

/// The running uploader; it stops when this is dropped, between two requests or in the middle of one.
#[derive(Debug)]
pub struct Uploading {
    bell: Arc<Notify>,
    stop: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
}

impl Uploading {
    /// Begins to send what waits in the kiosk's `folder`.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(folder: PathBuf, agency: AgencyConfig) -> io::Result<Self> {
        let (bell, stop) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (rung, stopped) = (bell.clone(), stop.clone());
        let thread = thread::Builder::new().name("upload".to_owned()).spawn(move || {
            runtime.block_on(either(serve(&folder, &agency, &rung), stopped.notified()));
        })?;
        Ok(Self {
            bell,
            stop,
            thread: Some(thread),
        })
    }

    /// Something was sealed, or staff want it tried now.
    pub fn ring(&self) {
        self.bell.notify_one();
    }
}

impl Drop for Uploading {
    fn drop(&mut self) {
        self.stop.notify_one();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

async fn serve(folder: &Path, agency: &AgencyConfig, bell: &Notify) {
    let clock = RealClock::default();
    let mut state = Sending::new(Policy::new(seed()));
    let mut way = None;
    let mut told = None;
    loop {
        let wait = match attempt(folder, agency, &clock, &mut state, &mut way).await {
            Ok(wait) => wait,
            Err(error) => {
                // Once, not every minute of a week.
                let error = error.to_string();
                if told.as_ref() != Some(&error) {
                    tracing::warn!("sending to the agency: {error}");
                    told = Some(error);
                }
                REST
            }
        };
        if rings(&clock, wait, bell).await {
            state.hurry();
        }
    }
}

/// Whether the bell rings before so much time is over.
async fn rings(clock: &impl Clock, wait: Duration, bell: &Notify) -> bool {
    let mut rung = false;
    either(clock.sleep(wait), async {
        bell.notified().await;
        rung = true;
    })
    .await;
    rung
}

/// Two kiosks never wait alike. Without randomness, their clocks differ all the same.
fn seed() -> u64 {
    SysRng
        .try_next_u64()
        .unwrap_or_else(|_| Timestamp::now().as_nanosecond() as u64)
}

#[derive(Debug, thiserror::Error)]
enum ServiceError {
    #[error("{}", .0.told().en)]
    Setup(#[from] SetupError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("the engagement database: {0}")]
    Database(#[from] sqlx::Error),
}

/// The link, whom it shows itself as, and when it was made.
type Way = (Link, Option<Credentials>, Duration);

/// Opens what is needed, does what is due and lets go of the database: it may have to be set aside for a fresh one.
async fn attempt(
    folder: &Path,
    agency: &AgencyConfig,
    clock: &RealClock,
    state: &mut Sending,
    way: &mut Option<Way>,
) -> Result<Duration, ServiceError> {
    let Some(address) = Address::of(agency).map_err(SetupError::from)? else {
        return Ok(REST);
    };
    let now = clock.elapsed();
    let known = way.as_ref().map(|(_, credentials, _)| credentials);
    if known.is_some_and(|known| *known != address.credentials) {
        // What was refused to the old ones may be granted to the new.
        state.hurry();
        *way = None;
    }
    if way.as_ref().is_some_and(|(.., made)| *made + RELINK <= now) {
        *way = None;
    }
    let (link, ..) = match way {
        Some(way) => way,
        None => {
            let link = Link::open(&address).map_err(SetupError::from)?;
            way.insert((link, address.credentials, now))
        }
    };
    let mut db = open_database(folder).await?;
    let mut uploader = Uploader {
        db: &mut db,
        link,
        state,
        clock,
        folder,
        kiosk: &agency.kiosk,
    };
    let done = uploader.work().await;
    db.close().await;
    Ok(done?)
}
