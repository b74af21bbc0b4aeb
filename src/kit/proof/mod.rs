//! What a kit has to show before it is handed over or played: it was played through, and what it took.

mod judge;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use judge::{Ending, Judge, Trial, judge};

use super::pack::Sha256Sum;
use crate::finding::Code;

/// Of `proof.json`.
pub const FORMAT: u32 = 1;

/// Every code that proving can tell, sorted.
pub fn codes() -> Vec<Code> {
    judge::CODES.to_vec()
}

/// What the robot's measures say of one run; the part of them that proves something.
#[derive(Clone, Debug, Deserialize)]
pub struct Figures {
    /// Name of the graphics card.
    pub adapter: String,
    pub quality: String,
    /// By screen; a step is `play.` and its index.
    pub screens: BTreeMap<String, Frames>,
    /// By kit.
    pub kit_load_ms: BTreeMap<String, f32>,
    pub memory: Vec<Memory>,
    pub visits: u32,
    pub event_log_sha256: String,
    /// Where the robot got stuck.
    pub jam: Option<String>,
    pub played: Vec<Played>,
    pub defects: Vec<Defect>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Frames {
    pub interval_ms: Spread,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Spread {
    pub p95: f64,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Memory {
    pub pss_mb: f64,
}

/// A step that was brought to its end.
#[derive(Clone, Debug, Deserialize)]
pub struct Played {
    pub step: String,
    /// Name of the level's field in `kit.ron`.
    pub level: String,
    /// 0 to 1.
    pub mark: f32,
    pub helped: bool,
}

/// Something wrong with what stood on the glass.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Defect {
    /// What the picture shows.
    pub at: String,
    pub fr: String,
    pub en: String,
}

impl Figures {
    /// Milliseconds between frames that 95 in 100 stay below, of the step with this index.
    pub fn step_p95_ms(&self, step: usize) -> Option<f64> {
        Some(self.screens.get(&format!("play.{step}"))?.interval_ms.p95)
    }

    /// The most it held; `None` where the system does not tell.
    pub fn pss_mb(&self) -> Option<f64> {
        self.memory.iter().map(|memory| memory.pss_mb).reduce(f64::max)
    }
}

/// `proof.json`: bound to the content it was made of, so that a changed kit has none.
#[derive(Debug, Serialize, Deserialize)]
pub struct ProofFile {
    pub format: u32,
    pub content: Sha256Sum,
    pub kit: String,
    pub version: String,
    /// Version of Établi that played it.
    pub etabli: String,
    pub on: Date,
    /// What it was played on: on another machine it may be slower.
    pub adapter: String,
    pub quality: String,
    pub runs: Vec<RunTold>,
    /// From the disk to a checked kit, milliseconds.
    pub load_ms: Option<f32>,
    /// By step, milliseconds between frames.
    pub frames_p95_ms: BTreeMap<String, f64>,
    pub pss_mb: Option<f64>,
    /// What was found and keeps nobody from playing, in French.
    pub warnings: Vec<String>,
    /// In `proof/`.
    pub pictures: Vec<String>,
}

/// One run, as `proof.json` tells of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunTold {
    pub name: String,
    pub visits: u32,
    /// Of everything that happened: the same kit, app and seed give the same.
    pub event_log_sha256: String,
}
