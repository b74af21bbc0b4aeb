//! Pictures of the preview, taken one after the other without anybody's hand: to look at it where nobody sits.

use std::path::PathBuf;

use bevy::{
    app::AppExit,
    prelude::*,
    render::view::screenshot::{Captured, Screenshot, save_to_disk},
};

use super::{
    deed::{Deed, places},
    draft::Draft,
};
use crate::{
    kit::Kit,
    screens::{Place, Screen},
    stage::Stage,
};

/// A screen has settled after this many frames.
const SETTLED_FRAMES: u32 = 90;

/// What is done for a picture, and the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    pub name: String,
    pub deeds: Vec<Deed>,
}

#[derive(Resource)]
struct Album {
    folder: PathBuf,
    /// `None` until there is a kit.
    left: Option<Vec<Shot>>,
    frames: u32,
    /// Where the pictures have come to.
    under_way: Option<String>,
}

/// A picture of every place; then named places, keys, and the other orientation. The last comes first.
fn shots(kit: &Kit) -> Vec<Shot> {
    let name = |place: &Place| match place {
        Place::Step(index) => kit.steps().get(*index).map_or("", |step| &step.id),
        other => other.screen().name(),
    };
    let of_places = places(kit)
        .into_iter()
        .map(|place| (name(&place).to_owned(), vec![Deed::Go(place)]));
    let first = Deed::Go(Place::Step(0));
    let others = [
        ("marks", vec![first, Deed::Marks]),
        ("keys", vec![Deed::Marks, Deed::Help]),
        ("turned", vec![Deed::Help, Deed::Turn]),
    ];
    let others = others.map(|(name, deeds)| (name.to_owned(), deeds));
    let all = of_places.chain(others).enumerate();
    let mut shots: Vec<Shot> = all
        .map(|(index, (name, deeds))| Shot {
            name: format!("{:02}_{name}.png", index + 1),
            deeds,
        })
        .collect();
    shots.reverse();
    shots
}

/// Leaves the pictures in `folder`, then ends the app.
pub fn plugin(app: &mut App, folder: PathBuf) {
    app.insert_resource(Album {
        folder,
        left: None,
        frames: 0,
        under_way: None,
    })
    .add_systems(Last, turn_page);
}

fn turn_page(
    mut commands: Commands,
    mut album: ResMut<Album>,
    mut deeds: MessageWriter<Deed>,
    mut exits: MessageWriter<AppExit>,
    taken: Query<(), (With<Screenshot>, Without<Captured>)>,
    draft: Res<Draft>,
    stage: Res<Stage>,
    screen: Res<State<Screen>>,
) {
    let is_ready = draft.kit().is_none() || (stage.is_ready() && *screen.get() != Screen::Attract);
    album.frames = if is_ready { album.frames + 1 } else { 0 };
    if album.frames < SETTLED_FRAMES || !taken.is_empty() {
        return;
    }
    album.frames = 0;
    if let Some(name) = album.under_way.take() {
        let file = album.folder.join(name);
        commands.spawn(Screenshot::primary_window()).observe(save_to_disk(file));
        return;
    }
    let shots_left = album.left.get_or_insert_with(|| match draft.kit() {
        Some(kit) => shots(kit),
        // What keeps it from playing is worth a picture too.
        None => vec![Shot {
            name: "01_findings.png".to_owned(),
            deeds: Vec::new(),
        }],
    });
    match shots_left.pop() {
        Some(shot) => {
            deeds.write_batch(shot.deeds);
            album.under_way = Some(shot.name);
        }
        None => {
            exits.write(AppExit::Success);
        }
    }
}
