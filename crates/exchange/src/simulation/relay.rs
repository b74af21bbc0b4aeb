//! Between a kiosk and the store, on a port of this machine: passes requests on, and loses, spoils or refuses those that
//! the weather says. Neither side knows of it.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::weather::{Fate, Weather};

/// Fifty statements take a tenth of it, bytes.
const MESSAGE_MAX: u64 = 4 * 1024 * 1024;

const PORTAL: &str = "<!doctype html><title>Wi-Fi du parc des expositions</title><p>Acceptez les conditions.";

/// What passed a relay, and how it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Batches that the kiosk tried to send.
    pub batches: u64,
    /// Of them: the kiosk heard that they are stored.
    pub confirmed: u64,
    /// Of them: never came to the store.
    pub lost_before: u64,
    /// Of them: the store had them, and the kiosk did not hear it, or heard something else.
    pub lost_after: u64,
    /// Of them: refused on the way, for now.
    pub refused: u64,
    /// 409 from the store.
    pub conflicts: u64,
    /// Requests for one statement, after a conflict.
    pub questions: u64,
}

impl Traffic {
    pub fn add(&mut self, other: &Self) {
        self.batches += other.batches;
        self.confirmed += other.confirmed;
        self.lost_before += other.lost_before;
        self.lost_after += other.lost_after;
        self.refused += other.refused;
        self.conflicts += other.conflicts;
        self.questions += other.questions;
    }

    /// Batches that had to be sent again.
    pub fn retries(&self) -> u64 {
        self.batches - self.confirmed
    }
}

/// The running relay; it ends when this is dropped.
#[derive(Debug)]
pub struct Relay {
    pub port: u16,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    store: SocketAddr,
    is_up: AtomicBool,
    weather: Mutex<Weather>,
    traffic: Mutex<Traffic>,
}

impl Shared {
    fn count(&self, change: impl FnOnce(&mut Traffic)) {
        change(&mut self.traffic.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Relay {
    /// Opens a port for one kiosk. Has to be called within a runtime, which then runs it.
    ///
    /// # Errors
    /// If the machine has no port to give.
    pub async fn open(store: SocketAddr, weather: Weather) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            store,
            is_up: AtomicBool::new(true),
            weather: Mutex::new(weather),
            traffic: Mutex::default(),
        });
        let serving = shared.clone();
        let task = tokio::spawn(async move {
            while let Ok((kiosk, _)) = listener.accept().await {
                let shared = serving.clone();
                tokio::spawn(async move {
                    if let Err(error) = relay(kiosk, &shared).await {
                        tracing::debug!("a request ended early: {error}");
                    }
                });
            }
        });
        Ok(Self { port, shared, task })
    }

    pub fn set_network(&self, is_up: bool) {
        self.shared.is_up.store(is_up, Ordering::Relaxed);
    }

    pub fn traffic(&self) -> Traffic {
        *self.shared.traffic.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One request and its answer; then the connection ends, as with many a proxy.
async fn relay(mut kiosk: TcpStream, shared: &Shared) -> io::Result<()> {
    let Some(request) = request(&mut kiosk).await? else {
        return Ok(());
    };
    let is_batch = request.starts_with(b"POST ") && is_for_statements(&request);
    shared.count(|traffic| {
        traffic.batches += u64::from(is_batch);
        traffic.questions += u64::from(request.starts_with(b"GET ") && is_for_statements(&request));
    });
    let fate = if shared.is_up.load(Ordering::Relaxed) {
        shared
            .weather
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_fate()
    } else {
        Fate::LostBefore
    };
    let refusal = match fate {
        Fate::LostBefore => {
            shared.count(|traffic| traffic.lost_before += u64::from(is_batch));
            return Ok(());
        }
        Fate::Busy {
            status,
            retry_after_secs,
        } => Some(busy(status, retry_after_secs)),
        Fate::Portal => Some(answer("200 OK", "text/html", PORTAL)),
        Fate::Pass | Fate::LostAfter | Fate::Half | Fate::FailedAfter => None,
    };
    if let Some(refusal) = refusal {
        shared.count(|traffic| traffic.refused += u64::from(is_batch));
        return kiosk.write_all(refusal.as_bytes()).await;
    }
    let answered = ask(shared.store, &request).await?;
    let status = status(&answered);
    shared.count(|traffic| {
        traffic.conflicts += u64::from(status == Some(409));
        let is_stored = is_batch && matches!(status, Some(200 | 204));
        traffic.confirmed += u64::from(is_stored && fate == Fate::Pass);
        traffic.lost_after += u64::from(is_stored && fate != Fate::Pass);
        traffic.refused += u64::from(is_batch && !is_stored);
    });
    match fate {
        Fate::LostAfter => Ok(()),
        Fate::Half => kiosk.write_all(&answered[..answered.len() / 2]).await,
        Fate::FailedAfter => {
            let failed = answer("500 Internal Server Error", "text/plain", "");
            kiosk.write_all(failed.as_bytes()).await
        }
        _ => kiosk.write_all(&answered).await,
    }
}

/// A whole request, told to be the connection's last; `None` if the kiosk hung up before.
async fn request(kiosk: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if bytes.len() as u64 > MESSAGE_MAX || kiosk.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let length = content_length(&bytes[..head]).min(MESSAGE_MAX as usize);
    while bytes.len() < head + length {
        if kiosk.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    }
    bytes.splice(head - 2..head - 2, *b"Connection: close\r\n");
    Ok(Some(bytes))
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head);
    let mut fields = head.lines().filter_map(|line| line.split_once(':'));
    let length = fields.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length
        .and_then(|(_, length)| length.trim().parse().ok())
        .unwrap_or_default()
}

fn is_for_statements(request: &[u8]) -> bool {
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    String::from_utf8_lossy(line).contains("/statements")
}

/// What the store says to this.
async fn ask(store: SocketAddr, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut connection = TcpStream::connect(store).await?;
    connection.write_all(request).await?;
    let mut answered = Vec::new();
    connection.take(MESSAGE_MAX).read_to_end(&mut answered).await?;
    Ok(answered)
}

/// Of `HTTP/1.1 200 OK`.
fn status(answered: &[u8]) -> Option<u16> {
    std::str::from_utf8(answered.get(9..12)?).ok()?.parse().ok()
}

fn busy(status: u16, retry_after_secs: Option<u32>) -> String {
    let told = answer(&format!("{status} Busy"), "text/plain", "");
    match retry_after_secs {
        Some(secs) => told.replacen("\r\n", &format!("\r\nRetry-After: {secs}\r\n"), 1),
        None => told,
    }
}

fn answer(status: &str, kind: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_statuses_are_read_as_they_are_written() {
        assert_eq!(content_length(b"POST / HTTP/1.1\r\nContent-Length: 12\r\n\r\n"), 12);
        assert_eq!(content_length(b"POST / HTTP/1.1\r\ncontent-length:7\r\n\r\n"), 7);
        assert_eq!(content_length(b"GET / HTTP/1.1\r\n\r\n"), 0);
        assert_eq!(status(b"HTTP/1.1 409 Conflict\r\n\r\n"), Some(409));
        assert_eq!(status(b"HTTP"), None);
        assert!(busy(429, Some(30)).starts_with("HTTP/1.1 429 Busy\r\nRetry-After: 30\r\nContent-Type"));
    }
}
