//! How the machine is.

use super::Picture;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HealthView {
    pub frames: Option<FrameTimes>,
    /// Proportional set size of the player, bytes.
    pub memory_bytes: Option<u64>,
    /// Beyond it the player is too big.
    pub memory_bytes_max: u64,
    pub disk: Option<DiskProbe>,
    /// Of the processor, °C.
    pub temperature_celsius: Option<f32>,
    /// Of the machine and of the player, seconds.
    pub machine_uptime_secs: Option<u64>,
    pub player_uptime_secs: u64,
    /// Newest first.
    pub restarts: Vec<Restart>,
    /// The last lines of the log, oldest first.
    pub log_tail: Vec<String>,
    pub screenshot: Option<Screenshot>,
    pub morning: Morning,
    /// The page of the report can be opened.
    pub has_report: bool,
    /// The machine itself can be turned off from here.
    pub can_power_off: bool,
}

/// Milliseconds a frame, over the last minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrameTimes {
    pub p50_ms: f32,
    pub p95_ms: f32,
    /// The screen's own pace: 16.7 for 60 frames a second.
    pub wanted_ms: f32,
}

/// Bytes were written, synced and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskProbe {
    /// Why it failed; `None`: what was read is what was written.
    pub failure: Option<String>,
    pub took_ms: u32,
    pub free_bytes: u64,
    pub total_bytes: u64,
}

/// A start of the player that staff may wonder about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restart {
    /// In words: « aujourd’hui à 14 h 20 ».
    pub at: String,
    /// « Arrêt brutal pendant le kit soudure ».
    pub why: String,
    /// Whether it was not wished for.
    pub is_fault: bool,
    /// Until visitors could play again, milliseconds.
    pub back_after_ms: Option<u32>,
}

/// The last picture of the visitors' screen that staff took.
#[derive(Clone, Debug, PartialEq)]
pub struct Screenshot {
    pub picture: Picture,
    /// Where it was saved.
    pub file: String,
}

/// « Contrôle du matin ».
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Morning {
    /// When it last ended, in words.
    pub ended: Option<String>,
    pub checks: Vec<Check>,
}

/// One of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// « Disque ».
    pub title: String,
    pub state: CheckState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    Waiting,
    Running,
    /// « 84 Go libres ».
    Good(String),
    /// The kiosk can open as it is.
    Attention {
        what: String,
        to_do: String,
    },
    /// It should not open before this is mended.
    Bad {
        what: String,
        to_do: String,
    },
}
