//! The agency's server: xAPI for kiosks and programs, a page for people.

mod answer;
mod connection;
mod doorkeeper;
mod heartbeat;
mod pages;
mod statements;

use std::{
    future::{IntoFuture, poll_fn},
    io,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use jiff::Timestamp;
use tokio::{net::TcpListener, sync::Notify, time};
use tower_http::{limit::RequestBodyLimitLayer, set_header::SetResponseHeaderLayer, timeout::TimeoutLayer};

pub use answer::{Denial, chain};
pub use connection::{Careful, Patience, Peer};
use doorkeeper::Doorkeeper;

use super::{
    portal::{self, Portal},
    read::{Names, Source},
    registrations::{self, Desk},
    store::{RETENTION_MONTHS, Role, Store, StoreError},
};

/// Largest body of a request, bytes: forty times a batch of 50 statements.
pub const BODY_MAX: usize = 2 * 1024 * 1024;
/// From the end of a request's headers to its answer; under [`Patience::request`], so that the client is told.
const ANSWER_WITHIN: Duration = Duration::from_secs(25);
/// How long requests under way may take once the server is asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);
const RETENTION_EVERY: Duration = Duration::from_secs(6 * 3600);

/// Everything the server knows.
pub struct Agency {
    store: Store,
    doorkeeper: Doorkeeper,
    /// Where the pages' figures come from.
    source: Source,
    names: Names,
    access: Access,
    /// The visitors' pages, if this server has them.
    portal: Option<Arc<Portal>>,
    /// Where visitors register, if they can here.
    registrations: Option<Arc<Desk>>,
}

/// Who may look at the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Whoever has a reader's token.
    Readers,
    /// Everyone who reaches the server: for a screen on a wall, in a network one trusts.
    Everyone,
}

impl Agency {
    /// # Errors
    /// If the tokens cannot be read.
    pub async fn new(store: Store, source: Source, names: Names, access: Access) -> Result<Self, StoreError> {
        Ok(Self {
            doorkeeper: Doorkeeper::new(&store).await?,
            store,
            source,
            names,
            access,
            portal: None,
            registrations: None,
        })
    }

    /// The same with the visitors' pages.
    #[must_use]
    pub fn with_portal(mut self, portal: Portal) -> Self {
        self.portal = Some(Arc::new(portal));
        self
    }

    /// The same, where visitors can register.
    #[must_use]
    pub fn with_registrations(mut self, desk: Arc<Desk>) -> Self {
        self.registrations = Some(desk);
        self
    }

    async fn admit_reader(&self, headers: &HeaderMap) -> Result<(), Denial> {
        match self.access {
            Access::Everyone => Ok(()),
            Access::Readers => self.admit(headers, &[Role::Reader]).await.map(|_| ()),
        }
    }

    async fn admit(&self, headers: &HeaderMap, roles: &[Role]) -> Result<String, Denial> {
        self.doorkeeper.admit(headers, roles, &self.store).await
    }
}

/// The addresses.
pub fn router(agency: Arc<Agency>) -> Router {
    let heartbeat = post(heartbeat::post).layer(RequestBodyLimitLayer::new(heartbeat::BODY_MAX));
    let mut router = Router::new();
    // Beside another store nothing is taken in: it would be acknowledged and never seen.
    if agency.source.is_own() {
        router = router
            .route("/xapi/statements", post(statements::post).get(statements::get))
            .route("/xapi/about", get(statements::about));
    }
    let visitors = agency.portal.clone().map(portal::routes);
    let desk = agency.registrations.clone().map(registrations::routes);
    let mut router = router
        .route("/api/heartbeat", heartbeat)
        .route("/api/health", get(heartbeat::health))
        .route("/", get(pages::dashboard))
        .route("/mur", get(pages::wall))
        .route("/donnees.csv", get(pages::table))
        .route("/rapport", get(pages::report))
        .route("/etabli.css", get(pages::style))
        .route("/etabli.svg", get(pages::icon))
        .route("/polices/{name}", get(pages::font))
        .fallback(async || Denial::NotFound)
        .with_state(agency)
        .merge(visitors.unwrap_or_default())
        .merge(desk.unwrap_or_default())
        // One limit for all bodies, announced or not, in place of the framework's own.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            ANSWER_WITHIN,
        ));
    for (name, value) in answer::SECURITY_HEADERS {
        router = router.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    router
}

/// Serves until `stop` comes, then lets requests under way finish.
///
/// # Errors
/// If the server cannot go on.
pub async fn run(
    listener: TcpListener,
    patience: Patience,
    agency: Arc<Agency>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let store = agency.store.clone();
    let cleaner = tokio::spawn(keep_retention(store.clone()));
    let desk = agency.registrations.clone();
    let clerk = desk.clone().map(|desk| tokio::spawn(async move { desk.work().await }));
    let stopping = Arc::new(Notify::new());
    let told = Arc::clone(&stopping);
    let service = router(agency).into_make_service_with_connect_info::<Peer>();
    let server = axum::serve(Careful::new(listener, patience), service).with_graceful_shutdown(async move {
        stop.await;
        told.notify_one();
    });
    let mut serving = pin!(server.into_future());
    let mut cut_off = pin!(async {
        stopping.notified().await;
        time::sleep(FAREWELL).await;
    });
    let served = poll_fn(|context| match serving.as_mut().poll(context) {
        Poll::Pending => cut_off.as_mut().poll(context).map(Ok),
        served => served,
    });
    let served = served.await;
    cleaner.abort();
    if let Some(clerk) = clerk {
        clerk.abort();
    }
    if let Some(desk) = desk {
        desk.close().await;
    }
    store.close().await;
    served
}

/// Forgets what is too old, now and then as long as the server runs.
async fn keep_retention(store: Store) {
    loop {
        match store.forget_old(Timestamp::now()).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!("{gone} déclarations de plus de {RETENTION_MONTHS} mois effacées"),
            Err(error) => tracing::error!("effacement des anciennes données\u{a0}: {}", chain(&error)),
        }
        time::sleep(RETENTION_EVERY).await;
    }
}

#[cfg(test)]
mod tests;
