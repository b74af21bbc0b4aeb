//! A finale's things under the fingers: what a finger passes comes out at once, and an eye that waits for a hand sets off
//! when the hand has done its work or leaves it.

use bevy::{
    picking::pointer::{PointerAction, PointerButton, PointerId, PointerInput},
    prelude::*,
    window::PrimaryWindow,
};

use super::{GROWING_SECS, Reveal, grown};
use crate::{
    kiosk::display::Display,
    mechanics::Gesture,
    stage::{Curtain, Stage, eye::Eye, flight::Flight},
    theme::tokens,
};

/// A finger brought something out: how many it has brought out of this diorama by now.
#[derive(Message, Clone, Copy, Debug)]
pub struct BroughtOut(pub usize);

/// What a finale that waits for a hand still has for it.
#[derive(Resource, Clone, Debug, Default)]
pub struct InReach {
    /// Stage coordinates of what is still hidden near the eye, metres.
    hidden: Vec<Vec3>,
    /// Brought out of this diorama by fingers.
    brought: usize,
    /// Since a finger brought something out, or since the diorama came on view, seconds.
    idle: f32,
}

/// A finger brings out what is so near to it, as a share of a touch target.
const UNDER_FINGER: f32 = 0.5;
/// In reach is what is no further than this many times what is nearest to the eye.
const NEAR: f32 = 1.6;
/// Once a hand has been there and does nothing for so long, the eye draws back; and at last without any hand, seconds.
const LEAVES_SECS: f32 = 2.2;
const PATIENCE_SECS: f32 = 20.0;
/// A hand that shows it goes from one to the next in so many seconds, and is not quicker than this for all.
const NEXT_SECS: f32 = 0.14;
const SHORTEST_SECS: f32 = 1.2;

impl InReach {
    /// For how long no finger has brought anything out, seconds.
    pub fn idle_secs(&self) -> f32 {
        self.idle
    }

    /// A hand's way over all that is still hidden; `None` where nothing is.
    pub fn gesture(&self) -> Option<Gesture> {
        let mut left = self.hidden.clone();
        // From the left, always to what is nearest.
        let first = (0..left.len()).min_by(|a, b| left[*a].x.total_cmp(&left[*b].x))?;
        let mut path = vec![left.swap_remove(first)];
        while let Some(&last) = path.last() {
            let away = |index: &usize| left[*index].distance_squared(last);
            let Some(next) = (0..left.len()).min_by(|a, b| away(a).total_cmp(&away(b))) else {
                break;
            };
            path.push(left.swap_remove(next));
        }
        if let [only] = path[..] {
            path.push(only);
        }
        let secs = (path.len() as f32 * NEXT_SECS).max(SHORTEST_SECS);
        Some(Gesture { path, secs, even: true })
    }
}

/// What fingers have brought out.
fn brought_out<'a>(reveals: impl Iterator<Item = (Entity, &'a Reveal)>) -> Vec<Entity> {
    let out = reveals.filter(|(_, reveal)| reveal.brought.is_some());
    out.map(|(entity, _)| entity).collect()
}

/// Which fingers are on the glass, and where. A touch that was cancelled stays pressed for picking: not here.
fn feel(fingers: &mut Vec<(PointerId, Vec2)>, input: &PointerInput) {
    let (by, at) = (input.pointer_id, input.location.position);
    match input.action {
        PointerAction::Press(PointerButton::Primary) => fingers.push((by, at)),
        PointerAction::Move { .. } => {
            for (_, place) in fingers.iter_mut().filter(|(finger, _)| *finger == by) {
                *place = at;
            }
        }
        PointerAction::Release(PointerButton::Primary) | PointerAction::Cancel => {
            fingers.retain(|(finger, _)| *finger != by);
        }
        _ => {}
    }
}

/// Whatever is hidden under a finger comes out at once.
pub(super) fn bring_out(
    stage: Res<Stage>,
    curtain: Res<Curtain>,
    mut inputs: MessageReader<PointerInput>,
    mut fingers: Local<Vec<(PointerId, Vec2)>>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    mut reveals: Query<(Entity, &mut Reveal, &GlobalTransform)>,
    mut reach: ResMut<InReach>,
    mut brought: MessageWriter<BroughtOut>,
    display: Res<Display>,
    window: Single<&Window, With<PrimaryWindow>>,
    time: Res<Time<Virtual>>,
) {
    for input in inputs.read() {
        feel(&mut fingers, input);
    }
    let Some(flight) = stage.flight().filter(|_| stage.is_ready() && curtain.open) else {
        return;
    };
    let (camera, eye) = *eye;
    let least = UNDER_FINGER * tokens::TARGET * display.px_per_unit / window.resolution.scale_factor();
    let out = brought_out(reveals.iter().map(|(entity, reveal, _)| (entity, reveal)));
    for (_, mut reveal, node) in &mut reveals {
        if let Some(secs) = reveal.brought {
            // Once it stands it is not touched any more: what does not change costs nothing.
            if secs < GROWING_SECS {
                reveal.brought = Some(secs + time.delta_secs());
            }
            continue;
        }
        if fingers.is_empty() || reveal.waits_for_parts(&out) || grown(flight, reveal.turn) > 0.0 {
            continue;
        }
        let Ok(at) = camera.world_to_viewport(eye, node.translation()) else {
            continue;
        };
        if fingers.iter().any(|(_, finger)| finger.distance(at) <= least) {
            reveal.brought = Some(0.0);
            reach.brought += 1;
            reach.idle = 0.0;
            brought.write(BroughtOut(reach.brought));
        }
    }
}

/// A finale that waits for a hand sets off when the hand has done its work, or leaves it.
pub(super) fn wait(
    mut stage: ResMut<Stage>,
    curtain: Res<Curtain>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    reveals: Query<(Entity, &Reveal, &GlobalTransform)>,
    mut reach: ResMut<InReach>,
    time: Res<Time<Virtual>>,
) {
    if !stage.flight().is_some_and(Flight::waits) || !stage.is_ready() || !curtain.open {
        if !reach.hidden.is_empty() {
            reach.hidden.clear();
        }
        return;
    }
    reach.idle += time.delta_secs();
    let (camera, eye) = *eye;
    let glass = camera.logical_viewport_rect();
    let is_seen = |at: Vec3| {
        let on_glass = camera.world_to_viewport(eye, at).ok();
        on_glass.is_some_and(|point| glass.is_none_or(|glass| glass.contains(point)))
    };
    let out = brought_out(reveals.iter().map(|(entity, reveal, _)| (entity, reveal)));
    let seen: Vec<(bool, Vec3, f32)> = reveals
        .iter()
        .filter(|(_, reveal, _)| !reveal.waits_for_parts(&out))
        .map(|(_, reveal, node)| (reveal.brought.is_none(), node.translation()))
        .filter(|(_, at)| is_seen(*at))
        .map(|(hidden, at)| (hidden, at, at.distance(eye.translation())))
        .collect();
    let nearest = seen.iter().map(|(.., away)| *away).fold(f32::INFINITY, f32::min);
    let hidden = seen
        .iter()
        .filter(|(hidden, _, away)| *hidden && *away <= NEAR * nearest);
    reach.hidden = hidden.map(|(_, at, _)| *at).collect();
    let left = reach.brought > 0 && reach.idle > LEAVES_SECS;
    let over = reach.hidden.is_empty() && reach.idle > GROWING_SECS;
    if (over || left || reach.idle > PATIENCE_SECS)
        && let Some(flight) = stage.flight_mut()
    {
        flight.set_off();
        reach.hidden.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_showing_hand_passes_over_all_that_is_hidden_and_each_only_once() {
        let hidden: Vec<Vec3> = [3.0, 0.0, 2.0, 1.0].map(|x| Vec3::new(x, 0.2, 0.0)).to_vec();
        let reach = InReach {
            hidden,
            ..InReach::default()
        };
        let path = reach
            .gesture()
            .map(|gesture| gesture.path.iter().map(|at| at.x).collect());
        assert_eq!(path, Some(vec![0.0, 1.0, 2.0, 3.0]));
        assert_eq!(InReach::default().gesture(), None);
    }
}
