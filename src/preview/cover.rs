//! The cover picture, taken of the diorama as it stands; an older one is replaced only when asked twice, and kept.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use bevy::{
    camera::{ClearColorConfig, RenderTarget, visibility::RenderLayers},
    prelude::*,
    render::{
        render_resource::TextureFormat,
        view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk},
    },
};

use super::draft::Draft;
use crate::{
    AppSystems,
    stage::{
        Stage,
        eye::{PICTURE, Sky, for_picture, lens, picture_backdrop},
        material::Backdrop,
        quality::Quality,
        still::STANDING,
    },
};

/// Size of a cover, pixels: that of the kits Établi comes with.
const SIZE: UVec2 = UVec2::new(1280, 960);
/// What there is to say of it is said for so long, seconds.
const TOLD_SECS: f32 = 15.0;
/// A new camera has drawn its picture after so many frames.
const POSE_FRAMES: u32 = 4;

/// Somebody wants a cover picture, or does not any more.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverWanted {
    Asked,
    Dropped,
}

/// How far it has come; files by their path in the kit.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    #[default]
    None,
    /// There is one already: ask again to replace it.
    Exists(String),
    Posing {
        frames: u32,
    },
    Taken {
        file: String,
        /// The one before.
        kept: Option<String>,
    },
    Failed(String),
}

/// The camera that takes the picture.
#[derive(Component)]
struct Photographer;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<CoverWanted>()
        .init_resource::<Cover>()
        .add_systems(Update, (answer, pose).chain().in_set(AppSystems::Record));
}

/// What becomes of it when something is wanted; `file` is the cover's, which may be there already.
fn next(cover: &Cover, wanted: CoverWanted, file: &str, is_there: bool) -> Cover {
    match (wanted, cover) {
        (_, Cover::Posing { .. }) => cover.clone(),
        (CoverWanted::Dropped, _) => Cover::None,
        (CoverWanted::Asked, Cover::Exists(_)) => Cover::Posing { frames: 0 },
        (CoverWanted::Asked, _) if is_there => Cover::Exists(file.to_owned()),
        (CoverWanted::Asked, _) => Cover::Posing { frames: 0 },
    }
}

fn answer(
    mut wanted: MessageReader<CoverWanted>,
    mut cover: ResMut<Cover>,
    mut told_secs: Local<f32>,
    draft: Res<Draft>,
    time: Res<Time<Real>>,
) {
    *told_secs = if cover.is_changed() {
        0.0
    } else {
        *told_secs + time.delta_secs()
    };
    if *told_secs > TOLD_SECS && !matches!(*cover, Cover::None | Cover::Posing { .. }) {
        *cover = Cover::None;
    }
    for wanted in wanted.read() {
        let Some(file) = draft.kit().map(|kit| kit.intro().cover.clone()) else {
            continue;
        };
        let is_there = draft.folder().join(&file).exists();
        let after = next(&cover, *wanted, &file, is_there);
        cover.set_if_neq(after);
    }
}

fn pose(
    mut commands: Commands,
    mut cover: ResMut<Cover>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut backdrops: ResMut<Assets<Backdrop>>,
    cameras: Query<(Entity, &RenderTarget), With<Photographer>>,
    stage: Res<Stage>,
    sky: Res<Sky>,
    quality: Res<Quality>,
) {
    let Cover::Posing { frames } = &mut *cover else { return };
    *frames += 1;
    if *frames == 1 {
        let aspect = SIZE.x as f32 / SIZE.y as f32;
        let Some(place) = for_picture(&stage, aspect) else {
            *cover = Cover::None;
            return;
        };
        let plate = Image::new_target_texture(SIZE.x, SIZE.y, TextureFormat::Rgba8UnormSrgb, None);
        commands.spawn((
            Photographer,
            lens(*quality),
            RenderLayers::from_layers(&[0, STANDING, PICTURE]),
            children![picture_backdrop(sky.0, aspect, &mut meshes, &mut backdrops)],
            Camera {
                order: -1,
                clear_color: ClearColorConfig::Custom(sky.0.sky),
                ..default()
            },
            RenderTarget::from(images.add(plate)),
            place,
        ));
    } else if *frames == POSE_FRAMES {
        for plate in cameras.iter().filter_map(|(_, target)| target.as_image()) {
            commands.spawn(Screenshot::image(plate.clone())).observe(develop);
        }
    }
}

fn develop(
    captured: On<ScreenshotCaptured>,
    mut commands: Commands,
    mut cover: ResMut<Cover>,
    cameras: Query<Entity, With<Photographer>>,
    draft: Res<Draft>,
) {
    for camera in &cameras {
        commands.entity(camera).despawn();
    }
    let Some(file) = draft.kit().map(|kit| kit.intro().cover.clone()) else {
        *cover = Cover::None;
        return;
    };
    // Hidden: nobody's asset while it is being written.
    let fresh = draft.folder().join("images/.etabli-new.png");
    save_to_disk(&fresh)(captured);
    *cover = match put_in_place(&fresh, &draft.folder().join(&file)) {
        Ok(kept) => {
            let inside = |path: &Path| path.strip_prefix(draft.folder()).unwrap_or(path).display().to_string();
            let kept = kept.map(|path| inside(&path));
            Cover::Taken { file, kept }
        }
        Err(error) => Cover::Failed(error.to_string()),
    };
}

/// Moves a new file to its place; an older one is kept beside it under a hidden name, which is returned.
///
/// # Errors
/// If the new file is not there, or the folder cannot be written; the older file is then still in its place.
fn put_in_place(fresh: &Path, place: &Path) -> io::Result<Option<PathBuf>> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let kept = place.with_file_name(format!(".{name}.bak"));
    let had = place.exists();
    if had {
        fs::copy(place, &kept)?;
    }
    fs::rename(fresh, place)?;
    Ok(had.then_some(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_replaced_only_when_asked_twice() {
        let file = "images/cover.png";
        let asked = |cover: &Cover, is_there| next(cover, CoverWanted::Asked, file, is_there);
        assert_eq!(asked(&Cover::None, false), Cover::Posing { frames: 0 });
        let exists = asked(&Cover::None, true);
        assert_eq!(exists, Cover::Exists(file.into()));
        assert_eq!(next(&exists, CoverWanted::Dropped, file, true), Cover::None);
        assert_eq!(asked(&exists, true), Cover::Posing { frames: 0 });
        // Under way, nothing interrupts it.
        let under_way = Cover::Posing { frames: 3 };
        assert_eq!(next(&under_way, CoverWanted::Dropped, file, true), under_way);
        let taken = Cover::Taken {
            file: file.into(),
            kept: None,
        };
        assert_eq!(asked(&taken, true), exists);
    }

    #[test]
    fn the_older_picture_is_kept() {
        let folder = std::env::temp_dir().join(format!("etabli-test-{}-cover", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let (fresh, place) = (folder.join(".new.png"), folder.join("cover.png"));
        let write = |path: &Path, text: &str| fs::write(path, text).expect("written");
        write(&fresh, "first");
        assert_eq!(put_in_place(&fresh, &place).expect("in place"), None);
        write(&fresh, "second");
        let kept = put_in_place(&fresh, &place).expect("in place").expect("kept");
        let read = |path: &Path| fs::read_to_string(path).expect("read");
        assert_eq!((read(&place), read(&kept)), ("second".into(), "first".into()));
        assert!(put_in_place(&fresh, &place).is_err(), "nothing new to put there");
        assert_eq!(read(&place), "second");
        fs::remove_dir_all(folder).expect("removed");
    }
}
