//! The log on the disk: pages that turn, a bound on how fast they fill, and a disk that may say no.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use super::{LogLimits, numbered};
use crate::files::absent_is_fine;

/// A disk that said no is not asked again before.
const ASK_AGAIN: Duration = Duration::from_secs(2);

/// The log of one kiosk. Times are of a clock that only goes on.
#[derive(Debug)]
pub(super) struct LogFile {
    data: PathBuf,
    limits: LogLimits,
    file: Option<File>,
    length: u64,
    /// What may still be written now, and when that was true.
    allowance: u64,
    counted: Duration,
    /// Bytes that were not written since the last that were.
    lost: u64,
    refused: Option<Duration>,
}

impl LogFile {
    pub(super) fn new(data: &Path, limits: LogLimits) -> Self {
        Self {
            data: data.to_owned(),
            limits,
            file: None,
            length: 0,
            allowance: limits.burst_bytes,
            counted: Duration::ZERO,
            lost: 0,
            refused: None,
        }
    }

    /// Writes what was said, or counts it as lost.
    pub(super) fn write(&mut self, now: Duration, bytes: &[u8]) {
        let size = bytes.len() as u64;
        self.refill(now);
        let refused_lately = self.refused.is_some_and(|at| now < at + ASK_AGAIN);
        if size > self.allowance || refused_lately {
            self.lost += size;
            return;
        }
        match self.try_write(bytes) {
            Ok(()) => {
                self.allowance -= size;
                self.refused = None;
            }
            Err(_) => {
                // There is no log to tell it in; the panel's probe of the disk tells staff.
                self.file = None;
                self.refused = Some(now);
                self.lost += size;
            }
        }
    }

    /// Counts what never came as far as here.
    pub(super) fn lose(&mut self, bytes: u64) {
        self.lost += bytes;
    }

    fn refill(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.counted);
        let earned = passed.as_millis() * u128::from(self.limits.bytes_per_sec) / 1000;
        // Fractions of a byte add up: the clock only moves on when something was earned.
        if earned > 0 {
            self.counted = now;
            let earned = u64::try_from(earned).unwrap_or(u64::MAX);
            self.allowance = self.allowance.saturating_add(earned).min(self.limits.burst_bytes);
        }
    }

    fn try_write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.lost > 0 {
            let told = format!("\n[etabli] {} octets de ce journal n’ont pas été gardés\n", self.lost);
            self.append(told.as_bytes())?;
            self.lost = 0;
        }
        self.append(bytes)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let size = bytes.len() as u64;
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.open()?,
        };
        if self.length > 0 && self.length + size > self.limits.bytes_max {
            drop(file);
            self.turn_page()?;
            file = self.open()?;
        }
        file.write_all(bytes)?;
        self.length += size;
        self.file = Some(file);
        Ok(())
    }

    fn open(&mut self) -> io::Result<File> {
        let path = numbered(&self.data, 0);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        self.length = file.metadata()?.len();
        Ok(file)
    }

    fn turn_page(&mut self) -> io::Result<()> {
        let last = self.limits.predecessors;
        if last == 0 {
            return absent_is_fine(fs::remove_file(numbered(&self.data, 0)));
        }
        for number in (0..last).rev() {
            let (from, to) = (numbered(&self.data, number), numbered(&self.data, number + 1));
            absent_is_fine(fs::rename(from, to))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    const LIMITS: LogLimits = LogLimits {
        bytes_max: 100,
        predecessors: 2,
        burst_bytes: 1000,
        bytes_per_sec: 10,
    };

    fn text(data: &Path, number: u32) -> String {
        fs::read_to_string(numbered(data, number)).unwrap_or_default()
    }

    #[test]
    fn pages_turn_and_the_oldest_goes() {
        let data = Scratch::new();
        let mut log = LogFile::new(&data, LIMITS);
        for page in ["a", "b", "c", "d"] {
            for _ in 0..4 {
                log.write(Duration::ZERO, format!("{}\n", page.repeat(23)).as_bytes());
            }
        }
        let firsts = [0, 1, 2].map(|number| text(&data, number).chars().next());
        assert_eq!(firsts, [Some('d'), Some('c'), Some('b')]);
        assert!(!numbered(&data, 3).exists());
        for number in 0..3 {
            assert_eq!(text(&data, number).len(), 96);
        }
    }

    #[test]
    fn a_log_goes_on_where_it_was() {
        let data = Scratch::new();
        for _ in 0..3 {
            LogFile::new(&data, LIMITS).write(Duration::ZERO, &[b'x'; 60]);
        }
        assert_eq!([0, 1, 2].map(|number| text(&data, number).len()), [60, 60, 60]);
    }

    #[test]
    fn what_comes_too_fast_is_dropped_and_told() {
        let data = Scratch::new();
        let limits = LogLimits {
            bytes_max: 1 << 20,
            ..LIMITS
        };
        let mut log = LogFile::new(&data, limits);
        let line = format!("{}\n", "y".repeat(99));
        for millis in 0..1000 {
            // 100 bytes each millisecond where 10 a second are fine.
            log.write(Duration::from_millis(millis), line.as_bytes());
        }
        assert_eq!(text(&data, 0).len(), 1000);
        log.write(Duration::from_secs(60), b"calm\n");
        let end = text(&data, 0).split_off(1000);
        assert_eq!(
            end,
            "\n[etabli] 99000 octets de ce journal n’ont pas été gardés\ncalm\n"
        );
    }

    #[test]
    fn a_disk_that_says_no_loses_lines_only() {
        let data = Scratch::new();
        let in_the_way = data.join("logs");
        fs::write(&in_the_way, "not a folder").expect("a file");
        let mut log = LogFile::new(&data, LIMITS);
        for second in 0..5 {
            log.write(Duration::from_secs(second), b"lost\n");
        }
        fs::remove_file(&in_the_way).expect("gone");
        log.write(Duration::from_secs(5), b"too soon\n");
        log.write(Duration::from_secs(9), b"kept\n");
        assert_eq!(
            text(&data, 0),
            "\n[etabli] 34 octets de ce journal n’ont pas été gardés\nkept\n"
        );
    }
}
