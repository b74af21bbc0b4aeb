//! Motion of the interface: things come in softly, one after the other, and give way under the finger; a flash fades.

use bevy::{picking::Pickable, prelude::*, ui::Pressed, ui_widgets::Button};

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

/// A short light over the whole glass: an arc that eyes were not protected from. It comes once and fades; whoever asks
/// again too soon is not heard, so that no hammering hand makes the glass flicker.
#[derive(Message, Clone, Copy, Debug, Default)]
pub struct Flash;

/// The light of a flash, and how old it is, seconds.
#[derive(Component, Clone, Copy, Debug, Default)]
struct Fades(f32);

/// A flash rises for so long and is over after so long, seconds; the second one waits for `FLASH_EVERY_SECS`. Three
/// flashes a second are what photosensitive people must be spared (WCAG 2.3.1): this stays far below.
const FLASH_RISES_SECS: f32 = 0.06;
const FLASH_SECS: f32 = 0.36;
const FLASH_EVERY_SECS: f64 = 2.0;
/// Never the whole light.
const FLASH_ALPHA: f32 = 0.55;
/// Above the overlays' sheets.
const FLASH_LAYER: i32 = 11;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Flash>().add_systems(
        Update,
        (enter, breathe, give_way, flash, fade)
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

fn enter(mut commands: Commands, mut things: Query<(Entity, &mut Enters, &mut UiTransform)>, time: Res<Time<Virtual>>) {
    for (entity, mut enters, mut transform) in &mut things {
        enters.age += time.delta_secs();
        let along = (enters.age / tokens::ENTER_SECS).clamp(0.0, 1.0);
        if along >= 1.0 {
            *transform = UiTransform::IDENTITY;
            // What it was on may have left the screen in the same frame.
            commands.entity(entity).try_remove::<Enters>();
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

fn flash(
    mut flashes: MessageReader<Flash>,
    mut commands: Commands,
    time: Res<Time<Virtual>>,
    mut last: Local<Option<f64>>,
) {
    if flashes.read().last().is_none() {
        return;
    }
    let now = time.elapsed_secs_f64();
    if last.is_some_and(|last| now - last < FLASH_EVERY_SECS) {
        return;
    }
    *last = Some(now);
    commands.spawn((
        Fades::default(),
        Pickable::IGNORE,
        GlobalZIndex(FLASH_LAYER),
        Node {
            width: percent(100),
            height: percent(100),
            position_type: PositionType::Absolute,
            ..default()
        },
        BackgroundColor(Color::NONE),
    ));
}

fn fade(
    mut commands: Commands,
    mut lights: Query<(Entity, &mut Fades, &mut BackgroundColor)>,
    time: Res<Time<Virtual>>,
) {
    for (entity, mut fades, mut colour) in &mut lights {
        fades.0 += time.delta_secs();
        if fades.0 >= FLASH_SECS {
            commands.entity(entity).despawn();
        } else {
            colour.0 = tokens::FLASH.with_alpha(flash_alpha(fades.0));
        }
    }
}

/// How opaque the light of a flash is at an age, seconds.
fn flash_alpha(age: f32) -> f32 {
    let falls = (1.0 - (age - FLASH_RISES_SECS) / (FLASH_SECS - FLASH_RISES_SECS)).clamp(0.0, 1.0);
    FLASH_ALPHA * (age / FLASH_RISES_SECS).min(1.0) * falls * falls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flash_rises_once_never_to_white_and_is_gone() {
        let ages: Vec<f32> = (0..=40).map(|frame| flash_alpha(frame as f32 / 60.0)).collect();
        let turns = ages.windows(3).filter(|w| (w[1] - w[0]) * (w[2] - w[1]) < 0.0).count();
        assert_eq!(turns, 1);
        assert!(ages.iter().all(|alpha| (0.0..=FLASH_ALPHA).contains(alpha)));
        assert_eq!(ages.last(), Some(&0.0));
    }

    #[test]
    fn however_often_it_is_asked_for_it_flashes_once_in_two_seconds() {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(
                std::time::Duration::from_millis(100),
            ))
            .add_message::<Flash>()
            .add_systems(Update, (flash, fade).chain());
        let mut begun = 0;
        for _ in 0..50 {
            app.world_mut().write_message(Flash);
            let before = app.world_mut().query::<&Fades>().iter(app.world()).count();
            app.update();
            let after = app.world_mut().query::<&Fades>().iter(app.world()).count();
            assert!(after <= 1);
            begun += usize::from(after > before);
        }
        assert_eq!(begun, 3);
    }

    #[test]
    fn what_enters_starts_at_nothing_and_settles() {
        assert!(settle(0.0).abs() < 1e-6);
        assert!(settle(0.7) > 1.0);
        assert!((settle(1.0) - 1.0).abs() < 1e-6);
    }
}
