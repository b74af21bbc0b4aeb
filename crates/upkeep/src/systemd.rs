//! What systemd hears of the supervisor, where it runs under systemd: that the kiosk plays, how it is, that it lives.

use std::time::Duration;

/// What a player must not inherit: it would speak in its supervisor's name.
pub(crate) const VARIABLES: [&str; 3] = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"];

/// How often systemd hears that the supervisor lives, if it does not want to more often.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

/// How much longer systemd is to wait for the first frame, each time.
const STARTING: Duration = Duration::from_secs(60);

/// A line to systemd; silent where there is none.
#[derive(Debug, Default)]
pub(crate) struct Systemd {
    is_ready: bool,
    status: String,
    said: Option<Duration>,
    every: Option<Duration>,
}

impl Systemd {
    pub(crate) fn new() -> Self {
        Self {
            every: watchdog().map(|patience| (patience / 3).min(SIGN_OF_LIFE)),
            ..Self::default()
        }
    }

    /// The first frame is there.
    pub(crate) fn ready(&mut self) {
        if !std::mem::replace(&mut self.is_ready, true) {
            notify(&[Word::Ready]);
        }
    }

    /// `status`: a French sentence for `systemctl status`.
    pub(crate) fn status(&mut self, status: String) {
        if self.status != status {
            notify(&[Word::Status(&status)]);
            self.status = status;
        }
    }

    /// To be called each time that somebody looked and all was as it should be.
    pub(crate) fn alive(&mut self, now: Duration) {
        let every = self.every.unwrap_or(SIGN_OF_LIFE);
        if self.said.is_some_and(|said| now < said + every) {
            return;
        }
        self.said = Some(now);
        notify(&[Word::Watchdog]);
        if !self.is_ready {
            // A kiosk that tries its modes one after the other needs longer than any unit expects.
            notify(&[Word::Longer(STARTING)]);
        }
    }

    pub(crate) fn stopping(&self) {
        notify(&[Word::Stopping]);
    }
}

enum Word<'a> {
    Ready,
    Status(&'a str),
    Watchdog,
    Longer(Duration),
    Stopping,
}

#[cfg(target_os = "linux")]
fn notify(words: &[Word]) {
    use sd_notify::NotifyState;
    let states: Vec<NotifyState> = words
        .iter()
        .map(|word| match word {
            Word::Ready => NotifyState::Ready,
            Word::Status(status) => NotifyState::Status(status),
            Word::Watchdog => NotifyState::Watchdog,
            Word::Longer(time) => NotifyState::ExtendTimeoutUsec(u32::try_from(time.as_micros()).unwrap_or(u32::MAX)),
            Word::Stopping => NotifyState::Stopping,
        })
        .collect();
    // Whoever does not hear it, systemd restarts: nothing better can be done from here.
    let _ = sd_notify::notify(&states);
}

#[cfg(target_os = "linux")]
fn watchdog() -> Option<Duration> {
    sd_notify::watchdog_enabled()
}

#[cfg(not(target_os = "linux"))]
fn notify(_words: &[Word]) {}

#[cfg(not(target_os = "linux"))]
fn watchdog() -> Option<Duration> {
    None
}
