//! Motion of the interface: things come in softly, one after the other, and give way under the finger.

use bevy::{prelude::*, ui::Pressed, ui_widgets::Button};

use super::tokens;
use crate::AppSystems;

/// Comes in from a little below, growing from nothing.
#[derive(Component, Clone, Copy, Debug)]
pub struct Enters {
    age: f32,
}

impl Enters {
    /// The `place`-th thing to come in on its screen.
    pub fn at(place: usize) -> Self {
        Self {
            age: -(place as f32) * tokens::STAGGER_SECS,
        }
    }
}

/// Draws attention without hurry: grows and shrinks a little.
#[derive(Component, Clone, Copy, Debug, Default)]
pub struct Breathes;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (enter, breathe, give_way).chain().in_set(AppSystems::Feedback));
}

fn enter(mut commands: Commands, mut things: Query<(Entity, &mut Enters, &mut UiTransform)>, time: Res<Time<Virtual>>) {
    for (entity, mut enters, mut transform) in &mut things {
        enters.age += time.delta_secs();
        let along = (enters.age / tokens::ENTER_SECS).clamp(0.0, 1.0);
        if along >= 1.0 {
            *transform = UiTransform::IDENTITY;
            commands.entity(entity).remove::<Enters>();
            continue;
        }
        let settled = settle(along);
        transform.scale = Vec2::splat(0.6 + 0.4 * settled);
        transform.translation = Val2::px(0.0, 22.0 * (1.0 - settled));
    }
}

/// From 0 past 1 and back to it.
fn settle(along: f32) -> f32 {
    const PAST: f32 = 1.5;
    let back = along - 1.0;
    1.0 + (PAST + 1.0) * back.powi(3) + PAST * back.powi(2)
}

fn breathe(mut things: Query<&mut UiTransform, (With<Breathes>, Without<Enters>)>, time: Res<Time<Virtual>>) {
    let now = (time.elapsed_secs_f64() % 1000.0) as f32;
    for mut transform in &mut things {
        transform.scale = Vec2::splat(1.0 + 0.025 * (now * 3.4).sin());
    }
}

fn give_way(
    pressed: Query<Entity, (With<Button>, Added<Pressed>)>,
    mut released: RemovedComponents<Pressed>,
    mut transforms: Query<&mut UiTransform, With<Button>>,
) {
    for entity in &pressed {
        if let Ok(mut transform) = transforms.get_mut(entity) {
            transform.scale = Vec2::splat(tokens::PRESS_SCALE);
        }
    }
    for entity in released.read() {
        if let Ok(mut transform) = transforms.get_mut(entity) {
            transform.scale = Vec2::ONE;
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_enters_starts_at_nothing_and_settles() {
        assert!(super::settle(0.0).abs() < 1e-6);
        assert!(super::settle(0.7) > 1.0);
        assert!((super::settle(1.0) - 1.0).abs() < 1e-6);
    }
}
