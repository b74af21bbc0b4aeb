//! `logs/borne.log`: what the player says, and its supervisor beside it.
//!
//! Whatever a player says, and whatever the disk does: the player is never held up (its pipe is always read), the disk is
//! never filled (five predecessors are kept, and what comes faster than a bound is dropped), and what was dropped is told.

mod file;
mod keeper;

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

pub use keeper::{Drain, LogKeeper};

const FOLDER: &str = "logs";
const FILE: &str = "borne.log";

/// Lines are looked for in this end of the file, bytes.
const TAIL_BYTES: u64 = 64 * 1024;

/// How much is kept and taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogLimits {
    /// Of each file.
    pub bytes_max: u64,
    /// Files kept beside the one that is written, `.1` the newest.
    pub predecessors: u32,
    /// What may come at once.
    pub burst_bytes: u64,
    /// What may come for long, each second.
    pub bytes_per_sec: u64,
}

impl Default for LogLimits {
    /// 12 MiB in all. A player that says 8 KiB each second all day is broken; one that says 1 MiB at once has a long story.
    fn default() -> Self {
        Self {
            bytes_max: 2 << 20,
            predecessors: 5,
            burst_bytes: 1 << 20,
            bytes_per_sec: 8 * 1024,
        }
    }
}

/// The file that is being written, in this folder of the kiosk's data.
pub fn path(data: &Path) -> PathBuf {
    data.join(FOLDER).join(FILE)
}

/// The file with this number, 0 being the one that is written.
fn numbered(data: &Path, number: u32) -> PathBuf {
    match number {
        0 => path(data),
        _ => data.join(FOLDER).join(format!("{FILE}.{number}")),
    }
}

/// The last lines, at most this many, the oldest first; none where there is no log.
pub fn tail(data: &Path, lines: usize) -> Vec<String> {
    let mut text = Vec::new();
    for number in [1, 0] {
        // A page that has just been turned is read over the edge.
        let _ = read_end(&numbered(data, number), &mut text);
    }
    let text = String::from_utf8_lossy(&text);
    let all: Vec<&str> = text.lines().collect();
    let from = all.len().saturating_sub(lines);
    all[from..].iter().map(|line| (*line).to_owned()).collect()
}

/// Whole lines at the end of a file.
fn read_end(path: &Path, text: &mut Vec<u8>) -> io::Result<()> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let from = length.saturating_sub(TAIL_BYTES);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.take(TAIL_BYTES).read_to_end(&mut end)?;
    let skipped = if from == 0 {
        0
    } else {
        end.iter()
            .position(|byte| *byte == b'\n')
            .map_or(end.len(), |at| at + 1)
    };
    text.extend_from_slice(&end[skipped..]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::files::scratch::Scratch;

    #[test]
    fn the_tail_is_whole_lines_over_a_turned_page() {
        let data = Scratch::new();
        assert_eq!(tail(&data, 3), [""; 0]);
        fs::create_dir(data.join(FOLDER)).expect("a folder");
        fs::write(numbered(&data, 1), "a\nb\n").expect("a file");
        fs::write(path(&data), b"c \xff\nd").expect("a file");
        assert_eq!(tail(&data, 3), ["b", "c \u{fffd}", "d"]);
        assert_eq!(tail(&data, 99).len(), 4);
        let long = format!("{}\nlast\n", "x".repeat(TAIL_BYTES as usize));
        fs::write(path(&data), long).expect("a file");
        assert_eq!(tail(&data, 1), ["last"]);
        assert_eq!(tail(&data, 9), ["a", "b", "last"]);
    }
}
