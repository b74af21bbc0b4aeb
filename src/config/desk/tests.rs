//! What staff change is what the files say afterwards, with everything else as it was, wherever the power goes.

mod cuts;
mod editing;
mod events;
mod hands;

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{forms::Form, *};
use crate::{finding::Findings, language::Language};

/// A home of this test's own, with the shipped files.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let home = std::env::temp_dir().join(format!("etabli-desk-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(home.join("config/events")).expect("a folder");
        let this = Self(home);
        this.write("kiosk.ron", include_str!("../../../config/kiosk.ron"));
        this.write("events/exemple.ron", include_str!("../../../config/events/exemple.ron"));
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join("config").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }

    fn desk(&self) -> Desk<'static> {
        Desk::open(&self.0)
    }

    /// What the kiosk itself would use, and the codes of what it says.
    fn loaded(&self) -> (KioskConfig, Vec<&'static str>) {
        let mut findings = Findings::default();
        let config = crate::config::load_kiosk(&self.path("kiosk.ron"), &mut findings);
        let codes = findings.sorted().iter().map(|finding| finding.code).collect();
        (config, codes)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn kiosk(desk: &mut Desk) -> KioskConfig {
    match desk.kiosk().expect("a sheet") {
        Sheet::Good { content, .. } => content,
        other => panic!("{other:?}"),
    }
}

fn draft(desk: &mut Desk, id: &str) -> EventDraft {
    match desk.event(id).expect("a sheet") {
        Sheet::Good { content, .. } => content,
        other => panic!("{other:?}"),
    }
}

fn templates_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates/evenements")
}

/// In French.
fn told(error: &DeskError) -> String {
    error.told().get(Language::French).to_owned()
}
