//! What staff wish for: the panel says it, the app carries it out, saves it and says what became of it.

use std::path::PathBuf;

use etabli_language::Bilingual;
use jiff::civil::Date;

use crate::{
    lock::Pin,
    view::{Hours, Level, Period, Quality, Rotation, Split, Stand, Tongue, VolumeSlot},
};

#[derive(Clone, Debug, PartialEq)]
pub enum StaffAction {
    /// A code was typed at the door.
    EnterPin(Pin),
    /// The code that is to open this kiosk from now on.
    ChoosePin(Pin),
    /// Back to the visitors' screen.
    Close,
    /// Takes back the last change.
    Undo,
    /// The notice was read.
    DismissNotice,
    Event(EventAction),
    Kits(KitsAction),
    Kiosk(KioskAction),
    Data(DataAction),
    Health(HealthAction),
    Repair {
        file: String,
        with: Repair,
    },
}

/// What a file that cannot be read is replaced by; the broken one is kept beside it under another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    LastGood,
    Factory,
}

#[derive(Clone, Debug, PartialEq)]
pub enum EventAction {
    /// The event of this id is the kiosk's from now on.
    Use(String),
    /// A new event made from this template and named so; it becomes the kiosk's.
    Create {
        template: String,
        name: String,
    },
    SetName(Bilingual),
    SetPlace(Bilingual),
    /// First and last day, in this order.
    SetDays(Date, Date),
    /// In the order of time, without overlap.
    SetHours(Vec<Hours>),
    /// Ids of sectors; `None`: all of them.
    SetSectors(Option<Vec<String>>),
    SetExpectedVisits(u32),
    SetPeriod(Period),
    SetSplit(Split),
    SetStands(Vec<Stand>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum KitsAction {
    Show {
        id: String,
        is_shown: bool,
    },
    /// By one place: −1 up, 1 down.
    Move {
        id: String,
        by: i32,
    },
    SetLevel {
        id: String,
        level: Level,
    },
    /// A `.kit` file of a stick.
    Install(PathBuf),
    /// The same, and from now on everything that is signed with the key in this `.pub` file.
    InstallAndTrust {
        archive: PathBuf,
        publisher: PathBuf,
    },
    /// A robot plays it now.
    Prove(String),
    /// Back to the version before.
    Rollback(String),
    /// Out of quarantine.
    Retry(String),
    /// Look again for sticks.
    LookForSticks,
}

#[derive(Clone, Debug, PartialEq)]
pub enum KioskAction {
    SetDiagonal(f32),
    SetRotation(Rotation),
    SetMountingHeight(u32),
    /// 0 to 1.
    SetVolume(f32),
    SetVolumeSchedule(Vec<VolumeSlot>),
    /// A short sound at the volume of now.
    TrySound,
    SetBlankWhenClosed(bool),
    SetQuality(Quality),
    /// At least one; the first is what a visit begins in.
    SetTongues(Vec<Tongue>),
    SetIdleMenu(u32),
    SetIdlePlay(u32),
    SetCountdown(u32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataAction {
    TrySending,
    /// Onto the stick of this path.
    Export(PathBuf),
    LookForSticks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthAction {
    MorningCheck,
    ProbeDisk,
    Screenshot,
    OpenReport,
    /// Établi starts again, with its settings read anew.
    Restart,
    /// Établi ends; the supervisor with it.
    Quit,
    PowerOff,
}
