//! Plays the mix on the machine's sound device, and waits quietly for one that is missing or was pulled out.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bevy::log::{info, warn};
use rodio::{ChannelCount, CpalError, CpalErrorKind, DeviceSinkBuilder, MixerDeviceSink, SampleRate, Source};

use super::mixer::{Command, Mixer, RATE_HZ};

const RETRY: Duration = Duration::from_secs(10);
/// Far more than a frame ever sends: beyond, cues are dropped rather than the frame loop held.
const PENDING_COMMANDS: usize = 256;
/// Frames rendered at a time; a cue waits at most this long (6 ms) behind the device's own buffer.
const BLOCK_FRAMES: usize = 256;
const STEREO: ChannelCount = ChannelCount::new(2).expect("two is not zero");
const RATE: SampleRate = SampleRate::new(RATE_HZ).expect("the rate is not zero");

/// What the device thread waits for.
enum Event {
    Lost,
    Closed,
}

/// The way to the stream that is open now.
#[derive(Default)]
struct Line {
    commands: Option<SyncSender<Command>>,
    opened: u32,
}

/// The sound device, opened, watched and opened again by a thread of its own.
pub struct Device {
    line: Arc<Mutex<Line>>,
    events: SyncSender<Event>,
}

impl Device {
    /// Returns at once; the device opens behind, if there is one.
    pub fn open() -> Self {
        Self::watch(open_speakers, RETRY)
    }

    /// `open` connects a feed to a stream that sounds until it is dropped, or says why it cannot.
    fn watch<S>(mut open: impl FnMut(Feed, Lost) -> Result<S, String> + Send + 'static, retry: Duration) -> Self {
        let line = Arc::new(Mutex::new(Line::default()));
        let (events, waiting) = sync_channel(4);
        let (thread_line, lost) = (line.clone(), Lost(events.clone()));
        let watcher = move || {
            let mut told_missing = false;
            loop {
                let (commands, feed) = Feed::new();
                match open(feed, lost.clone()) {
                    Ok(stream) => {
                        told_missing = false;
                        info!("the sound device is open");
                        connect(&thread_line, Some(commands));
                        let event = waiting.recv();
                        connect(&thread_line, None);
                        drop(stream);
                        let Ok(Event::Lost) = event else {
                            return;
                        };
                        info!("the sound device was lost: silent until it is back");
                    }
                    Err(reason) if !told_missing => {
                        told_missing = true;
                        info!("silent, and looking again every {} s: {reason}", retry.as_secs());
                    }
                    Err(_) => {}
                }
                if closes_within(&waiting, retry) {
                    return;
                }
            }
        };
        let spawned = std::thread::Builder::new()
            .name("sound device".to_owned())
            .spawn(watcher);
        if let Err(error) = spawned {
            warn!("silent: no thread for the sound device: {error}");
        }
        Self { line, events }
    }

    /// Passes a command to the stream; without one it is forgotten.
    pub fn send(&self, command: Command) {
        if let Some(commands) = &locked(&self.line).commands {
            // A full or closed line is a device in trouble: a lost cue is the smaller harm.
            let _full_or_closed = commands.try_send(command);
        }
    }

    /// Counts the streams opened so far; `None` while there is none. Each starts without ambience and at full volume.
    pub fn stream(&self) -> Option<u32> {
        let line = locked(&self.line);
        line.commands.is_some().then_some(line.opened)
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        let _already_gone = self.events.try_send(Event::Closed);
    }
}

/// Waits for `wait`, or less when the owner goes. What a dead stream still reports is passed over.
fn closes_within(events: &Receiver<Event>, wait: Duration) -> bool {
    let end = Instant::now() + wait;
    loop {
        match events.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Event::Lost) => {}
            Ok(Event::Closed) | Err(RecvTimeoutError::Disconnected) => return true,
            Err(RecvTimeoutError::Timeout) => return false,
        }
    }
}

fn locked(line: &Mutex<Line>) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(line: &Mutex<Line>, commands: Option<SyncSender<Command>>) {
    let mut line = locked(line);
    line.opened += u32::from(commands.is_some());
    line.commands = commands;
}

/// Tells the device thread that its stream died. Never blocks, since the driver calls it.
#[derive(Clone)]
struct Lost(SyncSender<Event>);

impl Lost {
    fn tell(&self) {
        // When the line is full the thread has been told.
        let _told_already = self.0.try_send(Event::Lost);
    }
}

/// The mixer as the endless source that rodio plays.
struct Feed {
    mixer: Mixer,
    commands: Receiver<Command>,
    block: Vec<f32>,
    /// Next sample of `block`.
    at: usize,
}

impl Feed {
    fn new() -> (SyncSender<Command>, Self) {
        let (sender, commands) = sync_channel(PENDING_COMMANDS);
        let feed = Self {
            mixer: Mixer::default(),
            commands,
            block: vec![0.0; BLOCK_FRAMES * 2],
            at: BLOCK_FRAMES * 2,
        };
        (sender, feed)
    }
}

impl Iterator for Feed {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.at >= self.block.len() {
            for command in self.commands.try_iter() {
                self.mixer.apply(command);
            }
            self.mixer.render(&mut self.block);
            self.at = 0;
        }
        self.at += 1;
        self.block.get(self.at - 1).copied()
    }
}

impl Source for Feed {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        STEREO
    }

    fn sample_rate(&self) -> SampleRate {
        RATE
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

fn open_speakers(feed: Feed, lost: Lost) -> Result<MixerDeviceSink, String> {
    if !may_have_sound() {
        return Err("this machine has no sound device".to_owned());
    }
    let on_error = move |error: CpalError| {
        if ends_the_stream(&error) {
            lost.tell();
        }
    };
    let mut sink = DeviceSinkBuilder::from_default_device()
        .and_then(|builder| builder.with_error_callback(on_error).open_sink_or_fallback())
        .map_err(|error| error.to_string())?;
    // rodio would print to stderr.
    sink.log_on_drop(false);
    sink.mixer().add(feed);
    Ok(sink)
}

fn ends_the_stream(error: &CpalError) -> bool {
    // The others pass: a late buffer, a refused priority, a stream already rerouted.
    !matches!(
        error.kind(),
        CpalErrorKind::Xrun | CpalErrorKind::RealtimeDenied | CpalErrorKind::DeviceChanged
    )
}

/// Whether asking ALSA makes sense: its library prints a dozen lines to stderr where there is no card at all.
#[cfg(target_os = "linux")]
fn may_have_sound() -> bool {
    use std::path::PathBuf;

    let cards = std::fs::read_to_string("/proc/asound/cards").unwrap_or_default();
    // Each card is two lines, the first with its number; without one a line says "--- no soundcards ---".
    if cards
        .lines()
        .any(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    {
        return true;
    }
    // No card, but a sound server (a Bluetooth or network speaker), or someone who has set ALSA up by hand.
    let servers = || {
        let runtime = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR")?);
        Some(
            ["pulse/native", "pipewire-0"]
                .iter()
                .any(|socket| runtime.join(socket).exists()),
        )
    };
    ["PULSE_SERVER", "ALSA_CONFIG_PATH"]
        .iter()
        .any(|name| std::env::var_os(name).is_some())
        || servers().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn may_have_sound() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::super::samples::constant;
    use super::*;

    fn wait_until(mut reached: impl FnMut() -> bool) {
        let start = Instant::now();
        while !reached() {
            assert!(start.elapsed() < Duration::from_secs(10), "waited too long");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_feed_never_ends_and_sounds_what_it_is_sent() {
        let (commands, mut feed) = Feed::new();
        assert!(feed.by_ref().take(1_000).all(|sample| sample == 0.0));
        let samples = constant(0.5, 44_100, 2, RATE_HZ);
        commands
            .try_send(Command::Play {
                samples,
                volume: 1.0,
                pitch: 1.0,
            })
            .unwrap();
        assert!(feed.by_ref().take(2_000).any(|sample| sample == 0.5));
        drop(commands);
        assert_eq!(feed.take(100_000).count(), 100_000);
    }

    #[test]
    fn a_lost_device_is_silence_until_it_comes_back() {
        let (opened, handles) = sync_channel(4);
        let fake = move |feed: Feed, lost: Lost| opened.send((feed, lost)).map_err(|error| error.to_string());
        let device = Device::watch(fake, Duration::from_millis(20));
        let (_first, lost) = handles.recv().unwrap();
        wait_until(|| device.stream() == Some(1));
        lost.tell();
        lost.tell();
        wait_until(|| device.stream() != Some(1));
        device.send(Command::Master(0.5));
        let (second, _lost) = handles.recv().unwrap();
        wait_until(|| device.stream() == Some(2));
        assert!(
            second.commands.try_recv().is_err(),
            "what was sent to no one is forgotten"
        );
        device.send(Command::Master(0.5));
        assert!(matches!(second.commands.try_recv(), Ok(Command::Master(_))));
        // A device that stops reading holds nobody up.
        for _ in 0..2 * PENDING_COMMANDS {
            device.send(Command::Master(0.5));
        }
    }

    #[test]
    fn no_device_is_tried_again_and_the_thread_ends_with_its_owner() {
        let (tried, tries) = sync_channel(100);
        let absent = move |_feed: Feed, _lost: Lost| {
            let _ended = tried.try_send(());
            Err::<(), _>("none".to_owned())
        };
        let device = Device::watch(absent, Duration::from_millis(5));
        for _ in 0..3 {
            tries.recv_timeout(Duration::from_secs(10)).unwrap();
        }
        assert_eq!(device.stream(), None);
        drop(device);
        wait_until(|| matches!(tries.try_recv(), Err(std::sync::mpsc::TryRecvError::Disconnected)));
    }

    #[test]
    fn passing_errors_do_not_end_the_stream() {
        assert!(!ends_the_stream(&CpalError::new(CpalErrorKind::Xrun)));
        assert!(ends_the_stream(&CpalError::new(CpalErrorKind::DeviceNotAvailable)));
    }
}
