//! Hears a pass in what a barcode scanner types: it acts as a keyboard, in the layout it was set to, while the system
//! reads keys in its own. A scan is known by what it begins with, by its speed and by how it ends.
//!
//! Scanner and system may each be set to QWERTY or AZERTY, and Caps Lock may be on. What the keys were is read from
//! their places and from what they typed, each as it is and unscrambled; one signature tells which reading is right.

mod layouts;
#[cfg(test)]
mod tests;

use std::{collections::VecDeque, fmt};

use jiff::civil::Date;

use super::{PASS_LETTERS, PASS_PREFIX, Pass, PassRefused, PublicKeys};

/// Longest time between two keys of a scan; people type slower, scanners send a key every 1 to 20 ms.
pub const KEY_MS: u64 = 50;

/// Silence that ends a scan where the scanner adds neither Enter nor Tab.
pub const SILENCE_MS: u64 = 150;

/// What is remembered of keys: a pass and what some scanners say before it.
const STROKES_MAX: usize = PASS_LETTERS + 32;

/// So much of the prefix tells a scan from someone who types.
const SURE_LETTERS: usize = 4;

/// A key that went down, or that repeats.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// Of a clock that only goes forward.
    pub at_ms: u64,
    /// What the key at this place types on a US keyboard without Shift: `a`, `2`, `;`; `\n` for Enter, `\t` for Tab;
    /// `None` for Shift and all that types nothing.
    pub physical: Option<char>,
    /// What it typed here.
    pub logical: Option<char>,
}

/// Keys that may be part of a scan, [`STROKES_MAX`] at most.
#[derive(Default)]
pub struct Recogniser {
    strokes: VecDeque<Stroke>,
    last_ms: u64,
}

/// A scan that came to its end: what may have been meant.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan {
    readings: Vec<String>,
}

impl Scan {
    /// Each begins with [`PASS_PREFIX`], in capitals.
    pub fn readings(&self) -> &[String] {
        &self.readings
    }

    /// The pass of the first reading that is genuine.
    ///
    /// # Errors
    /// The reason that says most, if no reading is.
    pub fn verify(&self, keys: &PublicKeys, event: &str, today: Date) -> Result<Pass, PassRefused> {
        let mut told = PassRefused::Damaged;
        for reading in &self.readings {
            match keys.verify_pass(reading, event, today) {
                Ok(pass) => return Ok(pass),
                Err(refused) => told = told.max(refused),
            }
        }
        Err(told)
    }
}

impl Recogniser {
    /// Hears a key, and the scan that it ends.
    pub fn feed(&mut self, stroke: Stroke) -> Option<Scan> {
        let pause = stroke.at_ms.saturating_sub(self.last_ms);
        self.last_ms = stroke.at_ms;
        let ended = if pause > KEY_MS { self.take_whole() } else { None };
        if is_end(stroke) {
            return ended.or_else(|| self.take());
        }
        if stroke.physical.is_some() || stroke.logical.is_some() {
            if self.strokes.len() == STROKES_MAX {
                self.strokes.pop_front();
            }
            self.strokes.push_back(stroke);
        }
        ended
    }

    /// Hears silence, and the scan that it ends; to be called now and then, each frame for instance.
    pub fn tick(&mut self, now_ms: u64) -> Option<Scan> {
        let is_silent = now_ms.saturating_sub(self.last_ms) >= SILENCE_MS;
        if is_silent { self.take_whole() } else { None }
    }

    /// Whether a scan is under way: its keys, Enter too, are not for buttons or fields.
    pub fn is_under_way(&self) -> bool {
        let begun = &PASS_PREFIX[..SURE_LETTERS];
        layouts::readings(&self.logical(), &self.physical())
            .iter()
            .any(|reading| reading.contains(begun))
    }

    /// Ends what was heard, which is kept no longer.
    fn take(&mut self) -> Option<Scan> {
        let readings = read(&self.logical(), &self.physical());
        self.strokes.clear();
        (!readings.is_empty()).then_some(Scan { readings })
    }

    /// The same where nothing but silence says that it is the end: then it has to be whole.
    fn take_whole(&mut self) -> Option<Scan> {
        let is_whole = |scan: &Scan| scan.readings.iter().any(|reading| reading.len() == PASS_LETTERS);
        self.take().filter(is_whole)
    }

    fn logical(&self) -> String {
        self.strokes.iter().filter_map(|stroke| stroke.logical).collect()
    }

    fn physical(&self) -> String {
        self.strokes.iter().filter_map(|stroke| stroke.physical).collect()
    }
}

/// Enter or Tab.
fn is_end(stroke: Stroke) -> bool {
    let ends = |typed: Option<char>| matches!(typed, Some('\n' | '\r' | '\t'));
    ends(stroke.physical) || ends(stroke.logical)
}

/// What a scanner may have meant by keys that typed `logical` and, on a US keyboard, would have typed `physical`:
/// texts from [`PASS_PREFIX`] on, the likeliest first, none twice.
pub fn read(logical: &str, physical: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for reading in layouts::readings(logical, physical) {
        // The prefix's digit is no letter of base32: what follows the last prefix is one pass and not two.
        let text = reading.rfind(PASS_PREFIX).map(|start| reading[start..].trim_end());
        if let Some(text) = text.filter(|text| !texts.iter().any(|known| known == text)) {
            texts.push(text.to_owned());
        }
    }
    texts
}

/// Who sees a log learns no pass from it.
impl fmt::Debug for Recogniser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recogniser({} keys)", self.strokes.len())
    }
}

/// As above.
impl fmt::Debug for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scan({} readings)", self.readings.len())
    }
}

/// As above.
impl fmt::Debug for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stroke({} ms)", self.at_ms)
    }
}
