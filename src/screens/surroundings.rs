//! What is heard all around: the place of the kit that stands on the stage.

use bevy::{asset::LoadState, prelude::*};

use crate::{
    AppSystems,
    audio::{self, Cue, SetAmbience, Sound},
    kit::{Library, raw::Ambience},
    stage::{Showing, Stage},
};

/// The place that is heard, or will be as soon as its sound is there.
#[derive(Resource)]
struct Heard {
    /// The kit it belongs to and what its author asked for.
    place: (String, Ambience),
    /// A sound of the kit's own, on its way.
    coming: Option<Handle<Sound>>,
}

impl Default for Heard {
    fn default() -> Self {
        Self {
            place: (String::new(), Ambience::Atelier),
            coming: None,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    audio::asset::plugin(app);
    app.init_resource::<Heard>()
        .add_systems(Startup, |mut ambience: MessageWriter<SetAmbience>| {
            ambience.write(SetAmbience::to(Cue::AmbianceAtelier));
        })
        .add_systems(Update, (follow, arrive).chain().in_set(AppSystems::Feedback));
}

/// One hears where one is.
fn follow(
    stage: Res<Stage>,
    library: Res<Library>,
    assets: Res<AssetServer>,
    mut heard: ResMut<Heard>,
    mut ambience: MessageWriter<SetAmbience>,
) {
    let Some((shown, kit)) = stage.shown().and_then(|shown| Some((shown, library.kit(&shown.kit)?))) else {
        return;
    };
    let finale = kit.finale().filter(|_| shown.showing == Showing::Finale);
    let asked = finale.and_then(|finale| finale.ambience.as_ref()).or(kit.ambience());
    let asked = asked.unwrap_or(&Ambience::Atelier);
    if heard.place.1 == *asked && (heard.place.0 == shown.kit || !matches!(asked, Ambience::Sound(_))) {
        return;
    }
    heard.place = (shown.kit.clone(), asked.clone());
    heard.coming = None;
    match asked {
        Ambience::Atelier => {
            ambience.write(SetAmbience::to(Cue::AmbianceAtelier));
        }
        Ambience::Mer => {
            ambience.write(SetAmbience::to(Cue::AmbianceMer));
        }
        Ambience::Sound(file) => heard.coming = Some(assets.load(format!("kits://{}/{file}", shown.kit))),
    }
}

/// The kit's own sound has come, or never will: then it is the workshop's.
fn arrive(
    assets: Res<AssetServer>,
    sounds: Res<Assets<Sound>>,
    mut heard: ResMut<Heard>,
    mut ambience: MessageWriter<SetAmbience>,
) {
    let Some(coming) = &heard.coming else { return };
    let cue = match sounds.get(coming) {
        Some(sound) => sound.cue(),
        None if matches!(assets.load_state(coming), LoadState::Failed(_)) => Cue::AmbianceAtelier,
        None => return,
    };
    ambience.write(SetAmbience::to(cue));
    heard.coming = None;
}
