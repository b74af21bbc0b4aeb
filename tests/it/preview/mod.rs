//! The preview of a kit while its author writes: what is saved is played, what is broken is told and disturbs nothing.

mod asking;
mod writing;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use bevy::prelude::*;
use etabli::{
    finding::Severity,
    mechanics::inspect::play::Inspection,
    preview::{deed::Deed, draft::Draft},
    screens::{Place, Screen},
    stage::Stage,
    visitor::Visit,
};

use crate::house::{self, House};

/// Longest wait for something that happens in real time.
const PATIENCE: Duration = Duration::from_secs(120);

/// An author's folder with a kit in it, and the preview that watches it.
struct Desk {
    folder: PathBuf,
    house: House,
}

impl Desk {
    fn new(name: &str) -> Self {
        let folder = folder(name);
        let house = House::previewing(&folder);
        Self { folder, house }.opened()
    }

    fn opened(mut self) -> Self {
        self.until("the kit plays", |world| {
            is_on(world, Screen::Play) && world.resource::<Stage>().is_ready()
        });
        self.house.wait(30);
        self
    }

    /// Lets time pass until `wanted`; files are read and checked in real time meanwhile.
    fn until(&mut self, what: &str, wanted: impl Fn(&World) -> bool) {
        let start = Instant::now();
        while !wanted(self.house.app.world()) {
            assert!(start.elapsed() < PATIENCE, "{what} never came");
            self.house.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Until the newest version was judged and is the one that plays, or is not.
    fn until_current(&mut self, wanted: bool) {
        self.until("a verdict", |world| world.resource::<Draft>().is_current() == wanted);
        self.house.wait(5);
    }

    fn ask(&mut self, deed: Deed) {
        self.house.app.world_mut().write_message(deed);
        self.house.wait(3);
        self.until("the place", |world| world.resource::<Stage>().is_ready());
        self.house.wait(30);
    }

    fn draft(&self) -> &Draft {
        self.house.app.world().resource()
    }

    fn visit(&self) -> &Visit {
        self.house.app.world().resource()
    }

    fn errors(&self) -> usize {
        self.draft().count(Severity::Error)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.join("kit.ron")).expect("kit.ron is read")
    }

    fn save(&self, text: &str) {
        fs::write(self.folder.join("kit.ron"), text).expect("kit.ron is written");
    }

    fn replace(&self, old: &str, new: &str) {
        let text = self.text();
        assert!(text.contains(old), "kit.ron has `{old}`");
        self.save(&text.replacen(old, new, 1));
    }

    /// To the step with targets to find; its index.
    fn enter_inspection(&mut self) -> usize {
        let kit = self.draft().kit().expect("it plays");
        let index = kit.steps().len() - 1;
        self.ask(Deed::Go(Place::Step(index)));
        assert_eq!(self.targets(), (0, 3));
        index
    }

    /// Found and asked for.
    fn targets(&self) -> (usize, usize) {
        self.house.app.world().resource::<Inspection>().progress()
    }
}

/// A copy of the shipped kit to write in.
fn folder(name: &str) -> PathBuf {
    let folder = house::scratch(name).join("soudure");
    house::copy(&shipped(), &folder);
    folder
}

fn shipped() -> PathBuf {
    house::home().join("kits/soudure")
}

fn is_on(world: &World, screen: Screen) -> bool {
    *world.resource::<State<Screen>>().get() == screen
}

/// The model of a step, changed in nothing that is seen.
fn touch_up(model: &Path) {
    let mut bytes = fs::read(model).expect("the model is read");
    let at = find(&bytes, b"\"generator\":\"").expect("the model says who made it") + 13;
    bytes[at] = if bytes[at] == b'X' { b'Y' } else { b'X' };
    fs::write(model, bytes).expect("the model is written");
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
