//! What there is to know of a machine that is to be a kiosk, as plain values: probes fill it in, judges read it.

use std::{path::PathBuf, time::Duration};

use jiff::{Timestamp, civil::Date};

use crate::finding::Finding;

/// A machine, as far as a kiosk depends on it.
#[derive(Clone, Debug)]
pub struct Machine {
    pub graphics: Graphics,
    pub display: Display,
    pub inputs: Vec<Input>,
    pub sound: Sound,
    pub clock: Clock,
    pub memory: Memory,
    pub folders: Vec<Folder>,
    pub home: Home,
    pub service: Service,
    /// Network interfaces with a cable or a radio in use, for instance `eth0`.
    pub links: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Graphics {
    /// What Vulkan offers to this account.
    pub adapters: Vec<Adapter>,
    /// Cards of the kernel, `/dev/dri/renderD128`, and whether this account may draw with them.
    pub cards: Vec<(PathBuf, bool)>,
    /// Names of the files that tell the loader of Vulkan's drivers.
    pub drivers: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    pub name: String,
    pub kind: AdapterKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdapterKind {
    /// A card or a chip of its own.
    Graphics,
    /// Drawn by the processor: lavapipe, SwiftShader.
    Processor,
    /// Of a virtual machine, or unknown.
    Other,
}

#[derive(Clone, Debug, Default)]
pub struct Display {
    /// Screens that are plugged in.
    pub screens: Vec<Screen>,
    /// Connectors the kernel knows, with or without a screen.
    pub connectors: usize,
    /// The graphical session this was asked from: `wayland-1`, `:0`.
    pub session: Option<String>,
    /// Programs of the kiosk's own session that are installed.
    pub cage: bool,
    pub xwayland: bool,
    pub wlr_randr: bool,
    /// Someone hands screens and touch devices to an account that is not root: seatd or logind.
    pub seat: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// As the compositor calls it: `HDMI-A-1`.
    pub name: String,
    /// The best one, `1920x1080`.
    pub mode: Option<String>,
}

/// What is touched or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    pub kind: InputKind,
    /// The screen that its touches belong to, by udev's `WL_OUTPUT`.
    pub output: Option<String>,
    /// udev's `LIBINPUT_CALIBRATION_MATRIX`.
    pub calibration: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// Several fingers at once, on the screen itself.
    MultiTouch,
    /// One finger at a time, on the screen itself.
    SingleTouch,
    Mouse,
}

#[derive(Clone, Debug, Default)]
pub struct Sound {
    pub outputs: Vec<Output>,
    /// `/etc/asound.conf` says which card is the default: what that is, is not looked into.
    pub chosen: bool,
}

/// A way out of a sound card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub card: u32,
    /// « HDA Intel PCH ».
    pub card_name: String,
    /// « ALC269VC Analog ».
    pub name: String,
    /// This account may play on it.
    pub open: bool,
}

#[derive(Clone, Debug)]
pub struct Clock {
    pub now: Timestamp,
    /// A time server has set it since the machine started.
    pub synchronised: bool,
    /// What the clock that a battery keeps says; `None` without such a clock.
    pub battery: Option<Timestamp>,
    /// Time zones are known: `/usr/share/zoneinfo`.
    pub zones: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Memory {
    pub total_bytes: u64,
    pub available_bytes: u64,
    pub cores: usize,
}

/// A folder the kiosk writes to.
#[derive(Clone, Debug)]
pub struct Folder {
    pub role: FolderRole,
    pub path: PathBuf,
    /// The file system: `ext4`, `overlay`.
    pub kind: Option<String>,
    /// Mounted so that nothing can be written.
    pub read_only: bool,
    pub space: Option<Space>,
    /// How long it took to write a file, have the disk keep it, and read it back; or why that failed.
    pub trial: Result<Duration, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderRole {
    /// The journal and the outbox: no counting without.
    Data,
    Config,
    Kits,
}

#[derive(Clone, Copy, Debug)]
pub struct Space {
    /// For this account.
    pub free_bytes: u64,
    pub total_bytes: u64,
}

/// Établi's own files and settings.
#[derive(Clone, Debug)]
pub struct Home {
    /// Why there is none.
    pub path: Result<PathBuf, String>,
    /// Of the files that ship with Établi, those that are not there.
    pub missing: Vec<String>,
    pub kits: usize,
    /// What reading the settings had to say.
    pub findings: Vec<Finding>,
    /// Last day of the event that is set up.
    pub event: Option<ChosenEvent>,
    pub pin: Pin,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenEvent {
    pub id: String,
    /// `None`: its file cannot be used.
    pub last_day: Option<Date>,
}

/// What opens the staff panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pin {
    /// As it came: 0000.
    Factory,
    Chosen {
        /// Other accounts of the machine may read its (salted, slow) hash.
        exposed: bool,
    },
    /// Why its file cannot be used.
    Unreadable(String),
}

/// How the kiosk starts by itself.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The package's unit is there.
    pub installed: bool,
    /// It starts with the machine.
    pub enabled: bool,
    /// Another program that wants the screen at start: `gdm3`.
    pub rival: Option<String>,
}
