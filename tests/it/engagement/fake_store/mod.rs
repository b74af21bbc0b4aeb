//! A learning record store on a real port of this machine that behaves as Ralph 5.1.0 or as LaRS 0.1.21, as measured
//! (`engagement::upload::policy`), and goes wrong on demand in every way there is.

mod inside;

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, MutexGuard},
};

use etabli::engagement::upload::Clock;
use inside::Inside;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};

use super::world::TestClock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ralph,
    Lars,
}

impl Kind {
    /// The version it wants to hear.
    pub fn version(self) -> &'static str {
        match self {
            Self::Ralph => "1.0.3",
            Self::Lars => "2.0.0",
        }
    }
}

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Done, and the connection cut before the reply.
    LostAnswer,
    /// Done, and the reply cut after so many bytes.
    CutAnswer(usize),
    /// The connection cut after so many bytes of the request: nothing done.
    CutRequest(usize),
    /// No one answers.
    Down,
    /// Nothing done, and this status.
    Before(u16),
    /// Done, and this status all the same.
    After(u16),
    /// Nothing done: « come back in so many seconds ».
    BusySecs(u16, u64),
    /// The same, as a date by the store's own clock.
    BusyUntil(u16, u64),
    /// Done, and only half of the ids in the reply.
    HalfIds,
    /// The hall's network answers with its own page.
    Portal,
    /// The hall's network sends us to its own page, at this port of this machine.
    Redirect(u16),
    /// Something that is no HTTP at all.
    Noise,
    /// Done, and the kiosk killed before it knows.
    Kill,
}

/// A request as it came.
#[derive(Clone, Debug)]
struct Request {
    method: String,
    target: String,
    /// Lower-case names.
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// The store, which listens until it is dropped.
pub struct FakeStore {
    pub port: u16,
    inside: Arc<Mutex<Inside>>,
    kill: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Drop for FakeStore {
    fn drop(&mut self) {
        self.task.abort();
    }
}

enum Reply {
    Whole(Vec<u8>),
    Part(Vec<u8>, usize),
    Nothing,
    Killed,
}

impl FakeStore {
    pub async fn open(kind: Kind, clock: &TestClock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let inside = Arc::new(Mutex::new(Inside::new(kind)));
        let kill = Arc::new(Notify::new());
        let (shared, killer, clock) = (inside.clone(), kill.clone(), clock.clone());
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                // One after the other: a kiosk has one connection, or waits.
                let serving = serve(stream, shared.clone(), killer.clone(), clock.clone());
                tokio::spawn(async move {
                    // Who hangs up has hung up.
                    let _ = serving.await;
                });
            }
        });
        Self {
            port,
            inside,
            kill,
            task,
        }
    }

    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().expect("no test has failed in there")
    }

    /// Until a fault says that the kiosk is killed.
    pub async fn killed(&self) {
        self.kill.notified().await;
    }
}

async fn serve(
    mut stream: TcpStream,
    inside: Arc<Mutex<Inside>>,
    kill: Arc<Notify>,
    clock: TestClock,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut read = Vec::new();
    loop {
        // The fault is known before the request is, since it may cut it.
        if read.is_empty() && stream.read_buf(&mut read).await? == 0 {
            return Ok(());
        }
        let fault = {
            let mut inside = inside.lock().expect("no test has failed in there");
            inside.times.push(clock.elapsed());
            inside.next_fault(clock.elapsed())
        };
        let limit = match fault {
            Some(Fault::Down) => return Ok(()),
            Some(Fault::CutRequest(bytes)) => bytes,
            _ => usize::MAX,
        };
        let Some(request) = request(&mut stream, &mut read, limit).await? else {
            return Ok(());
        };
        let reply = {
            let mut inside = inside.lock().expect("no test has failed in there");
            inside.answer(&request, fault, clock.elapsed(), &clock)
        };
        match reply {
            Reply::Whole(bytes) => stream.write_all(&bytes).await?,
            Reply::Part(bytes, length) => return stream.write_all(&bytes[..length.min(bytes.len() - 1)]).await,
            Reply::Nothing => return Ok(()),
            Reply::Killed => {
                kill.notify_one();
                return Ok(());
            }
        }
    }
}

/// One request; `None` if the connection ends first, or after `limit` bytes.
async fn request(stream: &mut TcpStream, read: &mut Vec<u8>, limit: usize) -> io::Result<Option<Request>> {
    loop {
        if read.len() >= limit {
            return Ok(None);
        }
        if let Some((request, length)) = parse(read) {
            if length > limit {
                return Ok(None);
            }
            read.drain(..length);
            return Ok(Some(request));
        }
        if stream.read_buf(read).await? == 0 {
            return Ok(None);
        }
    }
}

/// The request at the beginning of `bytes`, if it is whole, and its length.
fn parse(bytes: &[u8]) -> Option<(Request, usize)> {
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).expect("a head in ASCII");
    let mut lines = head.split("\r\n");
    let mut first = lines.next().expect("a first line").split(' ');
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().expect("a length"));
    let body = bytes.get(end + 4..end + 4 + length)?.to_vec();
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let request = Request {
        method,
        target,
        headers,
        body,
    };
    Some((request, end + 4 + length))
}
