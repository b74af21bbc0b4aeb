//! The person's face: the one of the mood is seen, all others wait; eyes blink.

use bevy::prelude::*;

use super::{Mood, play::Talking, rules};
use crate::{
    AppSystems,
    stage::{Stage, Stands},
};

/// A face, and whose it is.
#[derive(Component, Clone, Debug, PartialEq)]
struct FaceOf {
    mood: Mood,
    person: String,
}

/// Lids over somebody's eyes.
#[derive(Component, Clone, Copy, Debug)]
struct Lids;

/// Eyes close for so long, seconds; the times between are never equal.
const BLINK_SECS: f32 = 0.13;
const BETWEEN_SECS: [f32; 5] = [3.1, 4.4, 0.35, 5.2, 3.7];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (meet, show, blink).chain().in_set(AppSystems::Feedback));
}

/// Whoever stands on the stage has one face, whatever is played.
fn meet(mut stands: MessageReader<Stands>, mut commands: Commands, stage: Res<Stage>) {
    if stands.read().next().is_none() {
        return;
    }
    for mood in Mood::ALL {
        for (person, node) in stage.nodes(&rules::mood_node(mood, "")) {
            let person = person.to_owned();
            commands.entity(node).try_insert(FaceOf { mood, person });
        }
    }
    for (_, node) in stage.nodes("blink.") {
        commands.entity(node).try_insert((Lids, Visibility::Hidden));
    }
}

fn show(talking: Option<Res<Talking>>, mut faces: Query<(&FaceOf, &mut Visibility)>) {
    let talks = talking
        .as_ref()
        .map(|talking| (talking.spec.person.id.as_str(), talking.mood()));
    for (face, mut visibility) in &mut faces {
        let mood = talks.filter(|(person, _)| *person == face.person);
        let mood = mood.map_or(Mood::default(), |(_, mood)| mood);
        visibility.set_if_neq(if mood == face.mood {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

fn blink(
    mut lids: Query<&mut Visibility, With<Lids>>,
    time: Res<Time<Virtual>>,
    mut left_secs: Local<f32>,
    mut round: Local<usize>,
) {
    if lids.is_empty() {
        return;
    }
    *left_secs -= time.delta_secs();
    if *left_secs <= -BLINK_SECS {
        *left_secs = BETWEEN_SECS[*round % BETWEEN_SECS.len()];
        *round += 1;
    }
    let closed = *left_secs <= 0.0;
    for mut visibility in &mut lids {
        visibility.set_if_neq(if closed {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}
