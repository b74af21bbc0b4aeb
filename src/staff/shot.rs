//! A picture of the visitors' screen: the panel steps aside for a moment.

use std::path::PathBuf;

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
};
use jiff::Zoned;

use super::{bench::Bench, screen::Hang};

/// Staff want a picture.
#[derive(Message, Clone, Copy, Debug)]
pub struct Shoot;

/// Frames that the panel keeps off the glass: one without it has to be drawn, and one more until it is taken.
const ASIDE_FRAMES: u8 = 3;

/// The picture under way, and the last one taken.
#[derive(Resource, Default)]
pub struct Shots {
    aside: u8,
    pub last: Option<(Handle<Image>, PathBuf)>,
}

impl Shots {
    /// Whether the panel must not be drawn.
    pub fn is_aside(&self) -> bool {
        self.aside > 0
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shots>()
        .add_message::<Shoot>()
        .add_systems(Update, take.in_set(crate::AppSystems::Record));
}

fn take(mut commands: Commands, mut wishes: MessageReader<Shoot>, mut shots: ResMut<Shots>) {
    if wishes.read().last().is_some() {
        shots.aside = ASIDE_FRAMES;
        return;
    }
    if shots.aside == 0 {
        return;
    }
    shots.aside -= 1;
    if shots.aside == 1 {
        commands.spawn(Screenshot::primary_window()).observe(keep);
    }
}

fn keep(
    captured: On<ScreenshotCaptured>,
    mut shots: ResMut<Shots>,
    mut images: ResMut<Assets<Image>>,
    mut hang: MessageWriter<Hang>,
    mut bench: NonSendMut<Bench>,
) {
    let name = format!("ecran-{}.png", Zoned::now().strftime("%Y-%m-%d-%H%M%S"));
    let file = bench.places.data.join(name);
    let saved = captured
        .image
        .clone()
        .try_into_dynamic()
        .map_err(|error| error.to_string())
        .and_then(|picture| picture.to_rgb8().save(&file).map_err(|error| error.to_string()));
    match saved {
        Ok(()) => bench.say(true, format!("Image gardée\u{a0}: {}", file.display())),
        Err(error) => bench.say(false, format!("L’image n’a pas pu être gardée\u{a0}: {error}")),
    }
    let image = images.add(captured.image.clone());
    hang.write(Hang(image.clone()));
    shots.last = Some((image, file));
}
