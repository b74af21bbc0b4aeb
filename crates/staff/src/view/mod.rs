//! What the panel shows: plain values that the app fills in each frame; nothing here reads a file or a clock.

mod access;
mod data;
mod event;
mod health;
mod help;
mod kiosk;
mod kits;
mod repair;

use egui::TextureId;
use jiff::civil;

pub use access::{Access, Refusal};
pub use data::{Balance, CertificateProblem, DataView, KitCount, Sending, Stick};
pub use event::{EventSummary, EventView, Hours, Loss, Period, Sector, SectorCount, Split, Stand, Template};
pub use health::{Check, CheckState, DiskProbe, FrameTimes, HealthView, Morning, Restart, Screenshot};
pub use help::HelpView;
pub use kiosk::{KioskView, Quality, Rotation, Tongue, VolumeSlot};
pub use kits::{Archive, FindingText, Held, KitCard, KitsView, Level, Proof, Quarantine, Severity, Stranger};
pub use repair::BrokenFile;

/// Everything that staff can see, at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffView {
    /// The clock on the wall, in the event's time zone.
    pub now: civil::DateTime,
    pub access: Access,
    /// What the kiosk is busy with at staff's wish, longest first; the panel stays usable.
    pub tasks: Vec<Task>,
    /// What became of the last wish, until the next one.
    pub notice: Option<Notice>,
    /// The last change, where it can be taken back: « Volume : −6 dB ».
    pub undo: Option<String>,
    /// Settings files that cannot be read as they are.
    pub broken: Vec<BrokenFile>,
    pub event: EventView,
    pub kits: KitsView,
    pub kiosk: KioskView,
    pub data: DataView,
    pub health: HealthView,
    pub help: HelpView,
}

/// Something that takes its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// « Essai de soudure par le robot ».
    pub title: String,
    /// 0 to 1, where it is known.
    pub done: Option<f32>,
}

/// What became of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub is_good: bool,
    pub text: String,
}

/// A picture that the app has given to egui.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    pub texture: TextureId,
    /// Width and height, pixels.
    pub size: [f32; 2],
}
