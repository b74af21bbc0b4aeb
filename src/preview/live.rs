//! Takes over what the author changed: looks, has it read and checked off the frame loop, and plays what passed.

use std::time::Duration;

use bevy::{
    picking::PickingSystems,
    prelude::*,
    tasks::{AsyncComputeTaskPool, Task, block_on},
};

use super::{
    draft::Draft,
    watch::{Sight, Watcher, sight},
};
use crate::{
    AppSystems,
    kiosk::faults::SystemFailed,
    kit::{Depth, Library, Reading, read_kit},
    mechanics::Level,
    screens::{Jump, Place, Screen},
    stage::ModelChanged,
    visitor::{Defaults, Visit},
};

/// The files are looked at this often.
const LOOK_EVERY: Duration = Duration::from_millis(150);

#[derive(Resource)]
pub(super) struct Watch {
    watcher: Watcher,
    next: Duration,
    task: Option<Task<Reading>>,
}

/// Where the author is, wherever the visit is meanwhile; and what went wrong in Établi itself.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct Bearings {
    pub place: Place,
    pub level: Level,
    /// Something that is no fault of the kit: a system that failed, a disk that is full.
    pub trouble: Option<String>,
}

impl Default for Bearings {
    fn default() -> Self {
        Self {
            place: Place::Step(0),
            level: Level::Discovery,
            trouble: None,
        }
    }
}

pub(super) fn plugin(app: &mut App, seen: Sight) {
    app.insert_resource(Watch {
        watcher: Watcher::new(seen),
        next: Duration::ZERO,
        task: None,
    })
    .init_resource::<Bearings>()
    .add_systems(First, look.before(PickingSystems::Input))
    .add_systems(
        Update,
        (
            (take, come_back).chain().in_set(AppSystems::Input),
            (take_bearings, note_trouble).in_set(AppSystems::Record),
        ),
    );
}

fn look(draft: Res<Draft>, mut watch: ResMut<Watch>, time: Res<Time<Real>>) {
    let now = time.elapsed();
    if watch.task.is_some() || now < watch.next {
        return;
    }
    watch.next = now + LOOK_EVERY;
    let changed = watch.watcher.look(sight(draft.folder()), now);
    if !changed.is_empty() {
        let folder = draft.folder().to_owned();
        watch.task = Some(AsyncComputeTaskPool::get().spawn(async move { read_kit(&folder, Depth::Full) }));
    }
}

fn take(
    mut watch: ResMut<Watch>,
    mut draft: ResMut<Draft>,
    mut bearings: ResMut<Bearings>,
    mut library: ResMut<Library>,
    mut models: MessageWriter<ModelChanged>,
    mut jumps: MessageWriter<Jump>,
    assets: Res<AssetServer>,
) {
    let Some(task) = watch.task.take_if(|task| task.is_finished()) else {
        return;
    };
    let news = match draft.take(block_on(task)) {
        Ok(Some(news)) => news,
        Ok(None) => return,
        Err(error) => {
            bearings.trouble = Some(error.to_string());
            return;
        }
    };
    bearings.trouble = None;
    library.hold_only(news.now.clone());
    for file in &news.changed {
        let path = format!("{}/{file}", news.now.id());
        if file.starts_with("models/") {
            models.write(ModelChanged(path));
        } else if file.starts_with("images/") {
            assets.reload(format!("kits://{path}"));
        }
    }
    if news.begins_again(bearings.place) {
        bearings.place = news.place(bearings.place);
        jumps.write(jump(news.now.id(), &bearings));
    }
}

fn jump(kit: &str, bearings: &Bearings) -> Jump {
    Jump {
        kit: kit.to_owned(),
        level: bearings.level,
        place: bearings.place,
    }
}

/// There is no attract screen here: whatever ends the visit, the author stays where they were.
fn come_back(
    draft: Res<Draft>,
    bearings: Res<Bearings>,
    library: Res<Library>,
    screen: Res<State<Screen>>,
    mut jumps: MessageWriter<Jump>,
) {
    if matches!(screen.get(), Screen::Attract | Screen::OutOfOrder)
        && let Some(kit) = draft.kit().filter(|kit| library.kit(kit.id()).is_some())
    {
        jumps.write(jump(kit.id(), &bearings));
    }
}

fn take_bearings(
    screen: Res<State<Screen>>,
    visit: Res<Visit>,
    mut bearings: ResMut<Bearings>,
    mut defaults: ResMut<Defaults>,
) {
    let place = match screen.get() {
        Screen::Play => Place::Step(visit.step),
        Screen::Intro => Place::Intro,
        Screen::Finale => Place::Finale,
        Screen::Who | Screen::Debrief | Screen::Carnet => Place::Debrief,
        Screen::Attract | Screen::Catalogue | Screen::OutOfOrder => return,
    };
    // A visit that has just ended is nowhere, though its screen is still there.
    if visit.kit.is_none() {
        return;
    }
    let level = visit.level;
    if (bearings.place, bearings.level) != (place, level) {
        (bearings.place, bearings.level) = (place, level);
    }
    // Language and text size outlast a visit that ends.
    defaults.set_if_neq(Defaults(visit.preferences));
}

fn note_trouble(mut failed: MessageReader<SystemFailed>, mut bearings: ResMut<Bearings>) {
    if let Some(SystemFailed(what)) = failed.read().last() {
        bearings.trouble = Some(what.clone());
    }
}
