//! Lets all kiosks of a simulated fair live, several at a time.

use std::{
    io,
    net::{SocketAddr, ToSocketAddrs},
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use super::{
    books::Books,
    fair::{Setup, Timeline, timeline},
    kiosk::Kiosk,
    relay::Relay,
    weather::Weather,
};
use crate::engagement::{
    journal::JournalError,
    statement::StatementContext,
    upload::{Address, Credentials, Link, LinkError, Patience},
};

/// Kiosks that live at the same time: each mostly waits for its disk or the store.
const AT_ONCE: u32 = 6;

/// The store is near; what is lost on the way is lost at once.
const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(10),
    whole: Duration::from_secs(30),
};

/// The store that all kiosks send to.
#[derive(Clone, Debug)]
pub struct Target {
    /// Root of its xAPI, http or https.
    pub xapi: String,
    /// Of xAPI, as the store wants to hear it.
    pub version: String,
    pub credentials: Option<Credentials>,
    /// Begins the IRIs in statements; it ends with `/xapi`.
    pub iri_base: String,
}

/// Why a simulation could not be run to its end.
#[derive(Debug, thiserror::Error)]
pub enum SimulationError {
    #[error("{}", .0.told().fr)]
    Journal(#[from] JournalError),
    #[error("{}", .0.told().fr)]
    Link(#[from] LinkError),
    #[error("la base d’une borne ne se lit pas")]
    Database(#[from] sqlx::Error),
    #[error("le système refuse un port, un fil d’exécution ou un dossier")]
    Io(#[from] io::Error),
    #[error("«\u{a0}{0}\u{a0}» ne mène à aucune machine")]
    Address(String),
    #[error(
        "--outages fait passer les bornes par un relais qui perd des envois, et ne sait le faire qu’en http, sur cette machine"
    )]
    Encrypted,
    #[error("une borne s’est arrêtée sans rien dire")]
    Panicked,
}

/// Lives through the fair, each kiosk with a folder of its own below `data`, and returns their books in order. `done` is
/// called each time a kiosk is through, with how many are.
///
/// # Errors
/// If a kiosk could not go on, or the store's address cannot be used; the first of them.
pub fn run(
    setup: &Setup,
    target: &Target,
    data: &Path,
    done: &(dyn Fn(u32) + Sync),
) -> Result<Vec<Books>, SimulationError> {
    let store = store_of(&target.xapi)?;
    if store.is_none() && setup.has_outages {
        return Err(SimulationError::Encrypted);
    }
    let (next, through) = (AtomicU32::new(0), AtomicU32::new(0));
    let all = Mutex::new(Vec::new());
    let work = || -> Result<(), SimulationError> {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= setup.kiosks {
                return Ok(());
            }
            let lived = live(setup, target, store, data, timeline(setup, index));
            // The others need not go on.
            let books = lived.inspect_err(|_| next.store(setup.kiosks, Ordering::Relaxed))?;
            all.lock().unwrap_or_else(PoisonError::into_inner).push(books);
            done(through.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for number in 0..AT_ONCE.min(setup.kiosks) {
            let name = format!("bornes-{number}");
            workers.push(thread::Builder::new().name(name).spawn_scoped(scope, work)?);
        }
        let ends = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or(Err(SimulationError::Panicked)));
        // All of them, so that no thread is left.
        let ends: Vec<_> = ends.collect();
        ends.into_iter().collect::<Result<(), _>>()
    })?;
    let mut books = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    books.sort_by(|one, other| one.kiosk.cmp(&other.kiosk));
    Ok(books)
}

fn live(
    setup: &Setup,
    target: &Target,
    store: Option<SocketAddr>,
    data: &Path,
    timeline: Timeline,
) -> Result<Books, SimulationError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let relay = match store {
            Some(store) => {
                let weather = if setup.has_outages {
                    Weather::foul(timeline.seed)
                } else {
                    Weather::fair()
                };
                Some(Relay::open(store, weather).await?)
            }
            None => None,
        };
        let xapi = match &relay {
            Some(relay) => format!("http://127.0.0.1:{}{}", relay.port, path_of(&target.xapi)),
            None => target.xapi.clone(),
        };
        let link = Link::open(&Address {
            xapi,
            version: target.version.clone(),
            credentials: target.credentials.clone(),
            patience: PATIENCE,
            ..Address::default()
        })?;
        let context = StatementContext {
            iri_base: target.iri_base.clone(),
        };
        let kiosk = Kiosk::new(data, setup.plan(), context, (link, relay), &timeline);
        kiosk.live(timeline.moments).await
    })
}

/// Where a store without encryption listens; `None` if it speaks https.
fn store_of(xapi: &str) -> Result<Option<SocketAddr>, SimulationError> {
    let Some(rest) = xapi.strip_prefix("http://") else {
        return Ok(None);
    };
    let bad = || SimulationError::Address(xapi.to_owned());
    let host = rest.split('/').next().unwrap_or_default();
    let has_port = host
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let host = if has_port {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let address = host.to_socket_addrs().map_err(|_| bad())?.next().ok_or_else(bad)?;
    // As for a kiosk: nothing goes over a network in the clear.
    if !address.ip().is_loopback() {
        return Err(LinkError::Plain(xapi.to_owned()).into());
    }
    Ok(Some(address))
}

/// `/xapi` of `http://127.0.0.1:8080/xapi`.
fn path_of(xapi: &str) -> &str {
    let rest = xapi.split_once("://").map_or(xapi, |(_, rest)| rest);
    rest.find('/').map_or("", |slash| &rest[slash..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_found_on_this_machine_only() {
        let found = store_of("http://127.0.0.1:8080/xapi")
            .expect("an address")
            .expect("http");
        assert_eq!(found.to_string(), "127.0.0.1:8080");
        assert_eq!(path_of("http://127.0.0.1:8080/xapi"), "/xapi");
        assert_eq!(path_of("http://127.0.0.1"), "");
        assert!(store_of("https://agence.example/xapi").expect("an address").is_none());
        assert!(matches!(
            store_of("http://192.0.2.1/xapi"),
            Err(SimulationError::Link(LinkError::Plain(_)))
        ));
        assert!(matches!(store_of("http://"), Err(SimulationError::Address(_))));
    }
}
