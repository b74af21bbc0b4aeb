//! Errands: what takes its time is done by a process of its own, with the same commands that the guides name. Whatever
//! becomes of it, visitors play on.

use std::{
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    thread,
};

/// Lines that are kept of what an errand says; the rest is dropped.
const LINES_MAX: usize = 200;
/// Letters of a line.
const LINE_MAX: u64 = 2000;

/// Where this kiosk's things lie, for whatever is run on its behalf.
#[derive(Clone, Debug)]
pub struct Places {
    /// The program `etabli` itself.
    pub program: PathBuf,
    /// Holds `kits/`, `assets/` and `config/`.
    pub home: PathBuf,
    /// The kiosk's own data.
    pub data: PathBuf,
    pub kits: PathBuf,
}

/// What an errand said in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub is_good: bool,
    /// What it wrote, the last lines of it.
    pub lines: Vec<String>,
    /// What it complained of.
    pub complaints: Vec<String>,
}

impl Said {
    /// For staff: what it said, what it complained of and what helps, without the file names, codes and commands that are
    /// for whoever sits at a terminal.
    pub fn text(&self) -> String {
        let told = self.lines.iter().chain(&self.complaints).map(|line| plain(line));
        told.collect::<Vec<String>>().join("\n")
    }
}

/// `mon-kit.kit: erreur[K723]\u{a0}: cette borne…` is « Cette borne… », `  aide\u{a0}: demander…` is « Demander… ».
fn plain(line: &str) -> String {
    const MARKS: [&str; 2] = ["erreur[", "avertissement["];
    let after = |line: &'_ str, mark: &str| {
        let (_, rest) = line.split_once(mark)?;
        Some(rest.split_once("\u{a0}: ")?.1.to_owned())
    };
    let told = MARKS.iter().find_map(|mark| after(line, mark));
    let help = line.strip_prefix("  ").and_then(|line| after(line, "aide"));
    // Its own sentences begin small after a code; other lines begin as they are, with the name of a kit for one.
    let told = told.or(help).map_or_else(|| line.to_owned(), |told| capitalised(&told));
    let command = told
        .find(" («\u{a0}etabli")
        .and_then(|from| Some((from, told[from..].find(')')? + from)));
    match command {
        Some((from, to)) => format!("{}{}", &told[..from], &told[to + 1..]),
        None => told,
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A command that is running.
#[derive(Debug)]
pub struct Errand {
    /// « Essai de soudure par le robot ».
    pub title: String,
    news: Receiver<Said>,
}

impl Errand {
    /// Runs `etabli` with these arguments.
    ///
    /// # Errors
    /// If no process or thread can be had.
    pub fn run(title: impl Into<String>, arguments: &[&str], places: &Places) -> io::Result<Self> {
        let mut command = Command::new(&places.program);
        command
            .args(arguments)
            .env("ETABLI_HOME", &places.home)
            .env("ETABLI_DATA", &places.data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command.spawn()?;
        let (tell, news) = sync_channel(1);
        thread::Builder::new()
            .name("staff-errand".to_owned())
            .spawn(move || follow(child, &tell))?;
        Ok(Self {
            title: title.into(),
            news,
        })
    }

    /// What it said, once it has ended.
    pub fn said(&self) -> Option<Said> {
        match self.news.try_recv() {
            Ok(said) => Some(said),
            Err(TryRecvError::Empty) => None,
            // Whoever followed it is gone: so is the answer.
            Err(TryRecvError::Disconnected) => Some(Said {
                is_good: false,
                lines: vec!["La commande s’est arrêtée sans répondre.".to_owned()],
                complaints: Vec::new(),
            }),
        }
    }
}

fn follow(mut child: Child, tell: &SyncSender<Said>) {
    let errors = child.stderr.take();
    // Both pipes are emptied at once, or the one that is full would hold the process up.
    let beside = errors.and_then(|errors| {
        let reader = thread::Builder::new().name("staff-errors".to_owned());
        reader.spawn(move || lines(errors)).ok()
    });
    let said = child.stdout.take().map(lines).unwrap_or_default();
    let complaints = beside.and_then(|thread| thread.join().ok()).unwrap_or_default();
    let is_good = child.wait().is_ok_and(|status| status.success());
    // Nobody may be waiting any more.
    let _ = tell.send(Said {
        is_good,
        lines: said,
        complaints,
    });
}

fn lines(from: impl Read) -> Vec<String> {
    let mut lines = Vec::new();
    let mut reader = BufReader::new(from);
    let mut bytes = Vec::new();
    while let Ok(1..) = reader.by_ref().take(LINE_MAX).read_until(b'\n', &mut bytes) {
        let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        bytes.clear();
        if lines.len() == LINES_MAX {
            lines.remove(0);
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// The answer of a quick command that writes JSON; `None` if it has none.
pub fn json(arguments: &[&str], places: &Places) -> Option<serde_json::Value> {
    let output = Command::new(&places.program)
        .args(arguments)
        .env("ETABLI_HOME", &places.home)
        .env("ETABLI_DATA", &places.data)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

/// As an argument of a command.
pub fn argument(path: &Path) -> &str {
    // Sticks are named by people, in UTF-8; a path that is not is one that no command is asked for.
    path.to_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_read_sentences_and_no_codes() {
        let said = Said {
            is_good: false,
            lines: vec![
                "mon-kit 0.1.0 (Ma branche)\u{a0}: reçu, en attente d’un essai (« etabli kit prove --pending »)"
                    .replace("« etabli", "«\u{a0}etabli"),
            ],
            complaints: vec![
                "/media/CLE/autre.kit: erreur[K723]\u{a0}: cette borne ne connaît pas l’éditeur".to_owned(),
                "  aide\u{a0}: demander son fichier".to_owned(),
            ],
        };
        let told = [
            "mon-kit 0.1.0 (Ma branche)\u{a0}: reçu, en attente d’un essai",
            "Cette borne ne connaît pas l’éditeur",
            "Demander son fichier",
        ];
        assert_eq!(said.text(), told.join("\n"));
    }
}
