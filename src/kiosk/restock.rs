//! New kits on the shelf: what staff installed and this kiosk has proven is taken in while nobody plays, never under a
//! visitor's hands.

use std::time::{Duration, SystemTime};

use bevy::prelude::*;

use crate::{
    AppSystems,
    config::KioskConfig,
    finding::Findings,
    kit::{
        KitsFolder, Library,
        library::Barred,
        store::{self, Done, Playing},
    },
    screens::Screen,
    stage::ModelChanged,
};

/// The list of what is installed is looked at this often while the kiosk calls.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Tells other processes that a kiosk plays from these kits, for as long as it runs.
#[derive(Resource)]
struct PlaysHere {
    _playing: Playing,
    /// The list as it was looked at last.
    seen: Option<SystemTime>,
    next: Duration,
}

pub(super) fn plugin(app: &mut App) {
    // Before anything is listed: an installation may have been cut off between two steps, a new version may be due.
    app.add_systems(PreStartup, open).add_systems(
        Update,
        look.in_set(AppSystems::Record).run_if(in_state(Screen::Attract)),
    );
}

fn open(folder: Res<KitsFolder>, mut library: ResMut<Library>, mut commands: Commands) {
    let (done, troubles) = store::catch_up(&folder.0);
    tell(&done, troubles, &folder, &mut library);
    commands.insert_resource(PlaysHere {
        _playing: Playing::from(&folder.0),
        seen: store::changed_at(&folder.0),
        next: LOOK_EVERY,
    });
}

fn look(
    folder: Res<KitsFolder>,
    config: Res<KioskConfig>,
    barred: Res<Barred>,
    time: Res<Time<Real>>,
    mut here: ResMut<PlaysHere>,
    mut library: ResMut<Library>,
    mut models: MessageWriter<ModelChanged>,
    assets: Res<AssetServer>,
) {
    if time.elapsed() < here.next || !library.is_settled() {
        return;
    }
    here.next = time.elapsed() + LOOK_EVERY;
    let changed_at = store::changed_at(&folder.0);
    if changed_at == here.seen {
        return;
    }
    let (done, troubles) = store::catch_up(&folder.0);
    here.seen = store::changed_at(&folder.0);
    tell(&done, troubles, &folder, &mut library);
    for (id, what) in &done {
        let before = library.kit(id).map(|kit| kit.files()).unwrap_or_default();
        for file in before {
            let path = format!("{id}/{file}");
            if file.starts_with("models/") {
                models.write(ModelChanged(path));
            } else {
                assets.reload(format!("kits://{path}"));
            }
        }
        library.renew(id, *what != Done::Removed, config.kits.as_deref(), &barred);
    }
}

fn tell(done: &[(String, Done)], mut troubles: Findings, folder: &KitsFolder, library: &mut Library) {
    for (id, what) in done {
        info!("{id}: {what:?}");
    }
    troubles.locate(&folder.0.display().to_string(), |_| None);
    troubles.sorted().into_iter().for_each(|finding| library.tell(finding));
}
