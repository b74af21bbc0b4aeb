//! Findings of kits that have not changed since they were checked: kept in the user's cache folder, one file a kit.
//!
//! An entry is found by the content of the kit's files, this very program, the day and the options: whatever may change
//! a finding changes its name. Torn and foreign entries are not believed; losing them costs a check.

mod fingerprint;
mod sums;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use serde::{Deserialize, Serialize};

pub(super) use fingerprint::Fingerprint;
use sums::Sums;

use crate::{
    finding::{Code, FieldPath, Finding, Place, Segment},
    kit::{
        self,
        pack::Sha256Sum,
        store::disk::{RealDisk, replace},
    },
    language::Bilingual,
};

/// Entries that nobody asked for since are removed: each day makes new ones.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);

/// The folder of the findings, and what is known of the content of files.
pub(super) struct Cache {
    folder: PathBuf,
    sums: Sums,
    codes: Vec<Code>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    code: String,
    path: Vec<Step>,
    place: Option<(usize, usize)>,
    /// French, English.
    message: [String; 2],
    help: Option<[String; 2]>,
}

#[derive(Serialize, Deserialize)]
enum Step {
    Field(String),
    Index(usize),
}

impl Cache {
    /// In the user's cache folder; `None` where there is none or nothing can be written there.
    pub fn open() -> Option<Self> {
        let folder = choose_base_strategy().ok()?.cache_dir().join("etabli/findings");
        Self::at(folder)
    }

    fn at(folder: PathBuf) -> Option<Self> {
        fs::create_dir_all(&folder).ok()?;
        let sums = Sums::read(folder.join("sums.json"));
        let codes = kit::check::codes();
        Some(Self { folder, sums, codes })
    }

    /// What the findings of the kit in `folder` depend on, `options` apart from its files; `None` if that cannot be said.
    pub fn fingerprint(&self, folder: &Path, options: &str) -> Option<Fingerprint> {
        Fingerprint::of(folder, options, &self.sums)
    }

    /// The findings of that time, about `file`.
    pub fn get(&self, fingerprint: &Fingerprint, file: &str) -> Option<Vec<Finding>> {
        let text = fs::read_to_string(self.path(fingerprint)).ok()?;
        let (sum, body) = text.split_once('\n')?;
        if sum != Sha256Sum::of(body.as_bytes()).to_string() {
            return None;
        }
        let stored: Vec<Stored> = serde_json::from_str(body).ok()?;
        stored.into_iter().map(|stored| self.restored(stored, file)).collect()
    }

    /// Remembers the findings; what cannot be written is checked again next time.
    pub fn put(&self, fingerprint: &Fingerprint, findings: &[Finding]) {
        let stored: Vec<Stored> = findings.iter().map(stored).collect();
        let Ok(body) = serde_json::to_string(&stored) else {
            return;
        };
        let text = format!("{}\n{body}", Sha256Sum::of(body.as_bytes()));
        let _ = fs::write(self.path(fingerprint), text);
    }

    /// Remembers the sums of files, forgets old entries. Like all that is kept here it may fail: nothing is lost.
    pub fn close(self) {
        if let Some((path, text)) = self.sums.changed() {
            let _ = replace(&RealDisk, &path, text.as_bytes());
        }
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let is_old = |path: &Path| {
            let age = fs::metadata(path)
                .and_then(|about| about.modified())
                .map(|then| SystemTime::now().duration_since(then));
            matches!(age, Ok(Ok(age)) if age > KEPT)
        };
        for path in entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| is_old(path))
        {
            let _ = fs::remove_file(path);
        }
    }

    fn path(&self, fingerprint: &Fingerprint) -> PathBuf {
        self.folder.join(format!("{}.json", fingerprint.sum()))
    }

    /// `None` if this program does not know the code.
    fn restored(&self, stored: Stored, file: &str) -> Option<Finding> {
        let at = self
            .codes
            .binary_search_by_key(&stored.code.as_str(), |code| code.id)
            .ok()?;
        let code = self.codes[at];
        let path = stored
            .path
            .into_iter()
            .fold(FieldPath::root(), |path, step| match step {
                Step::Field(name) => path.field(&name),
                Step::Index(index) => path.index(index),
            });
        let both = |[fr, en]: [String; 2]| Bilingual::new(fr, en);
        Some(Finding {
            code: code.id,
            severity: code.severity,
            file: file.to_owned(),
            path,
            place: stored.place.map(|(line, column)| Place { line, column }),
            message: both(stored.message),
            help: stored.help.map(both),
            // Mending looks for itself.
            fix: None,
        })
    }
}

fn stored(finding: &Finding) -> Stored {
    let both = |text: &Bilingual| [text.fr.clone(), text.en.clone()];
    let steps = finding.path.segments().iter().map(|segment| match segment {
        Segment::Field(name) => Step::Field(name.clone()),
        Segment::Index(index) => Step::Index(*index),
    });
    Stored {
        code: finding.code.to_owned(),
        path: steps.collect(),
        place: finding.place.map(|place| (place.line, place.column)),
        message: both(&finding.message),
        help: finding.help.as_ref().map(both),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::Depth;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("etabli-cache-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    /// A kit that cannot be read and one file beside.
    fn kit(folder: &Path) {
        fs::create_dir_all(folder.join("images")).expect("a folder");
        fs::write(folder.join("kit.ron"), "(format: 1, idd: 2)").expect("a file");
        fs::write(folder.join("images/a.png"), "no picture").expect("a file");
    }

    fn findings(folder: &Path) -> Vec<Finding> {
        kit::kit_from_folder(folder, Depth::Full).1.sorted()
    }

    #[test]
    fn findings_come_back_as_they_were_under_the_name_of_today() {
        let folder = scratch("back");
        kit(&folder.join("forge"));
        let cache = Cache::at(folder.join("cache")).expect("a cache");
        let print = cache.fingerprint(&folder.join("forge"), "").expect("a fingerprint");
        assert_eq!(cache.get(&print, "x/kit.ron"), None);
        let found = findings(&folder.join("forge"));
        assert!(!found.is_empty());
        cache.put(&print, &found);
        let back = cache.get(&print, "x/kit.ron").expect("an entry");
        let about = |list: &[Finding]| {
            let rows = list.iter();
            rows.map(|row| {
                (
                    row.code,
                    row.severity,
                    row.path.clone(),
                    row.place,
                    row.message.clone(),
                    row.help.clone(),
                )
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(about(&back), about(&found));
        assert!(back.iter().all(|finding| finding.file == "x/kit.ron"));
        fs::remove_dir_all(folder).expect("cleaned up");
    }

    #[test]
    fn whatever_changes_the_kit_or_the_options_changes_the_fingerprint() {
        let folder = scratch("print");
        let forge = folder.join("forge");
        kit(&forge);
        let cache = Cache::at(folder.join("cache")).expect("a cache");
        let print = |options: &str| {
            cache
                .fingerprint(&forge, options)
                .expect("a fingerprint")
                .sum()
                .to_string()
        };
        let mut seen = vec![print("")];
        assert_eq!(print(""), seen[0]);
        seen.push(print("rome"));
        // Of the same length, at once: only the content tells.
        fs::write(forge.join("images/a.png"), "no victure").expect("a file");
        seen.push(print(""));
        fs::rename(forge.join("images/a.png"), forge.join("images/b.png")).expect("renamed");
        seen.push(print(""));
        fs::create_dir_all(forge.join("images/plans")).expect("a folder");
        fs::write(forge.join("images/plans/c.png"), "").expect("a file");
        seen.push(print(""));
        fs::write(forge.join("kit.ron"), "(format: 1, idd: 3)").expect("a file");
        seen.push(print(""));
        fs::rename(&forge, folder.join("forges")).expect("renamed");
        let other = cache.fingerprint(&folder.join("forges"), "").expect("a fingerprint");
        seen.push(other.sum().to_string());
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count);
        fs::remove_dir_all(folder).expect("cleaned up");
    }

    #[test]
    #[cfg(unix)]
    fn a_kit_with_links_is_checked_each_time() {
        let folder = scratch("links");
        kit(&folder.join("forge"));
        std::os::unix::fs::symlink("/etc/hostname", folder.join("forge/images/l.png")).expect("a link");
        let cache = Cache::at(folder.join("cache")).expect("a cache");
        assert!(cache.fingerprint(&folder.join("forge"), "").is_none());
        fs::remove_dir_all(folder).expect("cleaned up");
    }

    #[test]
    fn torn_and_foreign_entries_are_not_believed() {
        let folder = scratch("torn");
        kit(&folder.join("forge"));
        let cache = Cache::at(folder.join("cache")).expect("a cache");
        let print = cache.fingerprint(&folder.join("forge"), "").expect("a fingerprint");
        cache.put(&print, &findings(&folder.join("forge")));
        let whole = fs::read(cache.path(&print)).expect("an entry");
        for length in [0, 10, 64, 65, whole.len() / 2, whole.len() - 1] {
            fs::write(cache.path(&print), &whole[..length]).expect("a file");
            assert_eq!(cache.get(&print, "kit.ron"), None, "{length}");
        }
        let body = r#"[{"code": "K000", "path": [], "place": null, "message": ["", ""], "help": null}]"#;
        let unknown = format!("{}\n{body}", Sha256Sum::of(body.as_bytes()));
        fs::write(cache.path(&print), unknown).expect("a file");
        assert_eq!(cache.get(&print, "kit.ron"), None);
        fs::write(cache.path(&print), &whole).expect("a file");
        assert!(cache.get(&print, "kit.ron").is_some());
        fs::remove_dir_all(folder).expect("cleaned up");
    }
}
