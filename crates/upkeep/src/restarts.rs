//! `restarts.jsonl`: one line for each start of the player and each of its ends, for staff and for the report.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Name of the file in the kiosk's data; the one before it ends in `.1`.
pub const FILE: &str = "restarts.jsonl";
const BEFORE: &str = "restarts.jsonl.1";

/// A restart every five minutes for three weeks, bytes.
const BYTES_MAX: u64 = 1 << 20;

/// What became of the player.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A player was started; the detail says in what mode.
    Start,
    /// It showed its first frame; the detail names the screen.
    Ready,
    /// It ended by itself, or could not be started.
    Crash,
    /// It showed nothing any more and was ended.
    Frozen,
    /// It asked to be started again, or was to be, for another mode.
    Asked,
    /// Staff or the system ended it for good.
    Stop,
    /// From now on with proven kits only.
    Safe,
    /// From now on only the screen that says so.
    OutOfOrder,
    /// A kit is not shown any more.
    Quarantine,
}

/// What happened, without when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub what: What,
    /// For staff, in French but for names of screens.
    #[serde(default)]
    pub detail: Option<String>,
    /// The kit that was played.
    #[serde(default)]
    pub kit: Option<String>,
    /// The code it ended with.
    #[serde(default)]
    pub exit: Option<i32>,
    /// The signal that ended it.
    #[serde(default)]
    pub signal: Option<i32>,
    /// From its start to its first frame, ms.
    #[serde(default)]
    pub ready_ms: Option<u64>,
}

impl Event {
    pub fn new(what: What) -> Self {
        Self {
            what,
            detail: None,
            kit: None,
            exit: None,
            signal: None,
            ready_ms: None,
        }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// As the machine's clock had it.
    pub at: Timestamp,
    #[serde(flatten)]
    pub event: Event,
}

/// All that is remembered, the oldest first. Lines that a power cut tore are skipped, and so is a file that cannot be read.
pub fn read(data: &Path) -> Vec<Record> {
    let mut records = Vec::new();
    for name in [BEFORE, FILE] {
        let Ok(file) = File::open(data.join(name)) else {
            continue;
        };
        // Twice: whoever wrote past the limit was cut off before it could turn the page.
        let lines = BufReader::new(file.take(2 * BYTES_MAX)).split(b'\n');
        records.extend(
            lines
                .map_while(Result::ok)
                .filter_map(|line| serde_json::from_slice::<Record>(&line).ok()),
        );
    }
    records
}

/// Where lines are added.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    bytes_max: u64,
}

impl Ledger {
    /// In the folder of the kiosk's data; nothing is opened before the first line.
    pub fn new(data: &Path) -> Self {
        Self {
            folder: data.to_owned(),
            bytes_max: BYTES_MAX,
        }
    }

    /// Adds a line. The file is opened each time: lines are rare, and whoever looks after the machine may have moved it.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn add(&self, record: &Record) -> io::Result<()> {
        let path = self.folder.join(FILE);
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        if fs::metadata(&path).is_ok_and(|about| about.len() + line.len() as u64 > self.bytes_max) {
            fs::rename(&path, self.folder.join(BEFORE))?;
        }
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(&path)?;
        if is_torn(&mut file)? {
            line.insert(0, b'\n');
        }
        file.write_all(&line)
    }
}

/// The last line was not written to its end: the next shall not be lost with it.
fn is_torn(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    fn record(second: i64, what: What) -> Record {
        Record {
            at: Timestamp::from_second(second).expect("a time"),
            event: Event::new(what),
        }
    }

    #[test]
    fn a_line_reads_as_the_field_writes_it() {
        let mut record = record(1_795_719_600, What::OutOfOrder);
        record.event.detail = Some("E3-CRASH".to_owned());
        let line = serde_json::to_string(&record).expect("JSON");
        assert_eq!(
            line,
            r#"{"at":"2026-11-26T19:00:00Z","what":"out-of-order","detail":"E3-CRASH","kit":null,"exit":null,"signal":null,"ready_ms":null}"#
        );
        let short: Record = serde_json::from_str(r#"{"at":"2026-11-26T19:00:00Z","what":"crash"}"#).expect("a record");
        assert_eq!(short.event, Event::new(What::Crash));
    }

    #[test]
    fn torn_lines_cost_themselves_only() {
        let data = Scratch::new();
        let ledger = Ledger::new(&data);
        ledger.add(&record(1, What::Start)).expect("written");
        let path = data.join(FILE);
        let whole = fs::read(&path).expect("a file");
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).expect("a file");
            ledger.add(&record(2, What::Ready)).expect("written");
            ledger.add(&record(3, What::Crash)).expect("written");
            let seen: Vec<What> = read(&data).iter().map(|record| record.event.what).collect();
            // All but the end of its line is the whole line.
            let wanted: &[What] = if cut == whole.len() - 1 {
                &[What::Start, What::Ready, What::Crash]
            } else {
                &[What::Ready, What::Crash]
            };
            assert_eq!(seen, wanted, "cut at {cut}");
        }
        fs::write(&path, [b"\xff\xfe\n\n[]\nnull\n", &whole[..]].concat()).expect("a file");
        assert_eq!(read(&data), [record(1, What::Start)]);
    }

    #[test]
    fn pages_turn_and_one_is_kept() {
        let data = Scratch::new();
        let ledger = Ledger {
            folder: data.to_path_buf(),
            bytes_max: 1000,
        };
        for second in 0..100 {
            ledger.add(&record(second, What::Start)).expect("written");
        }
        let records = read(&data);
        assert!((9..=20).contains(&records.len()), "{}", records.len());
        assert_eq!(records.last(), Some(&record(99, What::Start)));
        assert!(records.is_sorted_by_key(|record| record.at));
        for name in [FILE, BEFORE] {
            assert!(fs::metadata(data.join(name)).expect("a file").len() <= 1000);
        }
    }

    #[test]
    fn no_folder_is_no_records_and_an_error_to_write() {
        let missing = Path::new("/no/such/folder");
        assert_eq!(read(missing), []);
        assert!(Ledger::new(missing).add(&record(1, What::Start)).is_err());
    }
}
