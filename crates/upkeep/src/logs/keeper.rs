//! The threads behind the log: one reads each player's pipe and never waits, one writes and may.

use std::{
    io::Read,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{LogLimits, file::LogFile};

/// Chunks that wait for a slow disk: half a megabyte at most.
const WAITING_MAX: usize = 64;
const CHUNK_BYTES: usize = 8 * 1024;

/// How often somebody looks whether a pipe has run dry.
const LOOK: Duration = Duration::from_millis(5);

enum Message {
    Said(Vec<u8>),
    Close,
}

/// Where the log is handed what to keep. Dropping it writes what was handed over.
#[derive(Debug)]
pub struct LogKeeper {
    sender: SyncSender<Message>,
    lost: Arc<AtomicU64>,
    writer: Option<JoinHandle<()>>,
}

/// One player's pipe, until it has run dry.
#[derive(Debug)]
pub struct Drain(JoinHandle<()>);

impl LogKeeper {
    /// Writes to the log in this folder of data, from a thread of its own.
    ///
    /// # Errors
    /// If the machine gives no thread.
    pub fn start(data: &Path, limits: LogLimits) -> std::io::Result<Self> {
        let (sender, receiver) = sync_channel(WAITING_MAX);
        let lost = Arc::new(AtomicU64::new(0));
        let (file, dropped) = (LogFile::new(data, limits), lost.clone());
        let writer = thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || keep(file, &receiver, &dropped))?;
        Ok(Self {
            sender,
            lost,
            writer: Some(writer),
        })
    }

    /// A line of the supervisor itself.
    pub fn note(&self, text: &str) {
        let at = Timestamp::now();
        hand_over(
            &self.sender,
            &self.lost,
            format!("{at:.3} etabli supervise: {text}\n").into_bytes(),
        );
    }

    /// Reads what a player says, to its end, on a thread of its own.
    ///
    /// # Errors
    /// If the machine gives no thread.
    pub fn drain(&self, mut pipe: impl Read + Send + 'static) -> std::io::Result<Drain> {
        let (sender, lost) = (self.sender.clone(), self.lost.clone());
        let thread = thread::Builder::new().name("player-log".to_owned()).spawn(move || {
            let mut chunk = [0; CHUNK_BYTES];
            loop {
                match pipe.read(&mut chunk) {
                    Ok(0) => break,
                    Ok(length) => hand_over(&sender, &lost, chunk[..length].to_vec()),
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Err(_) => break,
                }
            }
        })?;
        Ok(Drain(thread))
    }
}

impl Drain {
    /// Waits until all that the player said was handed over, or `most` has passed: something that it started may still
    /// hold the pipe.
    pub fn finish(self, most: Duration) {
        let start = Instant::now();
        while !self.0.is_finished() && start.elapsed() < most {
            thread::sleep(LOOK);
        }
    }
}

impl Drop for LogKeeper {
    fn drop(&mut self) {
        // The writer lives as long as this: it takes the message.
        let _ = self.sender.send(Message::Close);
        if let Some(writer) = self.writer.take() {
            // A thread that panicked has said so already.
            let _ = writer.join();
        }
    }
}

/// Never waits: what a stuck disk leaves no room for is lost, and counted.
fn hand_over(sender: &SyncSender<Message>, lost: &AtomicU64, said: Vec<u8>) {
    let size = said.len() as u64;
    if sender.try_send(Message::Said(said)).is_err() {
        lost.fetch_add(size, Ordering::Relaxed);
    }
}

fn keep(mut file: LogFile, receiver: &Receiver<Message>, lost: &AtomicU64) {
    let start = Instant::now();
    while let Ok(Message::Said(said)) = receiver.recv() {
        file.lose(lost.swap(0, Ordering::Relaxed));
        file.write(start.elapsed(), &said);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{super::path, *};
    use crate::files::scratch::Scratch;

    #[test]
    fn what_was_said_and_noted_is_in_the_log() {
        let data = Scratch::new();
        let keeper = LogKeeper::start(&data, LogLimits::default()).expect("a thread");
        let drain = keeper.drain(&b"the player\n"[..]).expect("a thread");
        drain.finish(Duration::from_secs(10));
        keeper.note("la borne s’est arrêtée");
        drop(keeper);
        let text = fs::read_to_string(path(&data)).expect("a log");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "the player");
        assert!(
            lines[1].ends_with("Z etabli supervise: la borne s’est arrêtée"),
            "{text}"
        );
    }

    #[test]
    fn a_player_that_never_stops_talking_is_read_and_the_disk_has_its_cap() {
        let data = Scratch::new();
        let limits = LogLimits {
            bytes_max: 64 * 1024,
            predecessors: 2,
            burst_bytes: u64::MAX,
            bytes_per_sec: 1,
        };
        let keeper = LogKeeper::start(&data, limits).expect("a thread");
        let drain = keeper.drain(std::io::repeat(b'z').take(64 << 20)).expect("a thread");
        drain.finish(Duration::from_secs(60));
        drop(keeper);
        let sizes = fs::read_dir(data.join("logs")).expect("a folder").map(|entry| {
            let about = entry.and_then(|entry| entry.metadata());
            about.expect("a file").len()
        });
        assert!(sizes.sum::<u64>() <= 3 * 64 * 1024);
    }
}
