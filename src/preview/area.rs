//! The kiosk and the panel side by side in one window: neither covers the other, neither takes the other's touches.

use bevy::{
    picking::{
        PickingSystems,
        pointer::{PointerAction, PointerInput},
    },
    prelude::*,
    window::{Monitor, PrimaryMonitor, PrimaryWindow},
};

use super::deed::Aids;
use crate::kiosk::display::Beside;

/// Width of the panel, physical pixels on a screen of ordinary density.
pub const PANEL_PX: u32 = 430;
/// The kiosk keeps at least this much of a narrow window, pixels.
const KIOSK_PX_MIN: u32 = 200;
/// Sides of the kiosk's part when there is room for them, pixels.
const SIDES: UVec2 = UVec2::new(1280, 720);
/// Frame, title bar and task bar of a desktop, pixels.
const DESKTOP_PX: u32 = 120;

/// How the kiosk's screen stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    #[default]
    Landscape,
    Portrait,
}

impl Orientation {
    pub fn other(self) -> Self {
        match self {
            Self::Landscape => Self::Portrait,
            Self::Portrait => Self::Landscape,
        }
    }

    /// Size of the kiosk's part on a monitor of this size, pixels: 16:9 or 9:16, as large as there is room for.
    pub fn kiosk(self, monitor: UVec2) -> UVec2 {
        let room = monitor.saturating_sub(UVec2::new(PANEL_PX + DESKTOP_PX / 2, DESKTOP_PX));
        let wished = match self {
            Self::Landscape => SIDES,
            Self::Portrait => SIDES.yx(),
        };
        let scale = (room.as_vec2() / wished.as_vec2()).min_element().clamp(0.25, 1.0);
        (wished.as_vec2() * scale).round().as_uvec2()
    }
}

/// The kiosk's screen is to stand this way.
#[derive(Message, Clone, Copy, Debug)]
pub struct Turned(pub Orientation);

/// Size of the whole window where there is room for it, pixels.
pub fn wished_size() -> UVec2 {
    SIDES + UVec2::new(PANEL_PX, 0)
}

/// Size of the whole window for a monitor, pixels.
fn window_size(orientation: Orientation, monitor: UVec2) -> UVec2 {
    orientation.kiosk(monitor) + UVec2::new(PANEL_PX, 0)
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Turned>()
        .insert_resource(Beside(PANEL_PX))
        .add_systems(First, divide.before(PickingSystems::Input))
        .add_systems(First, fence.in_set(PickingSystems::PostInput))
        .add_systems(Update, (fit_monitor, turn).chain());
}

/// Physical pixels that the panel takes of a window.
fn panel_px(window: &Window) -> u32 {
    let width = (PANEL_PX as f32 * window.resolution.base_scale_factor()).round() as u32;
    width.min(window.physical_width().saturating_sub(KIOSK_PX_MIN))
}

fn divide(window: Single<&Window, With<PrimaryWindow>>, mut beside: ResMut<Beside>) {
    beside.set_if_neq(Beside(panel_px(&window)));
}

/// What is pressed or moved over the panel is the panel's; a finger that came down on the kiosk may be lifted there.
fn fence(
    window: Single<&Window, With<PrimaryWindow>>,
    beside: Res<Beside>,
    mut inputs: ResMut<Messages<PointerInput>>,
    mut read: Local<Option<bevy::ecs::message::MessageCursor<PointerInput>>>,
) {
    let edge = (window.physical_width().saturating_sub(beside.0)) as f32 / window.scale_factor();
    let cursor = read.get_or_insert_with(|| inputs.get_cursor_current());
    let is_fenced_out = |input: &PointerInput| {
        let ends = matches!(input.action, PointerAction::Release(_) | PointerAction::Cancel);
        input.location.position.x >= edge && !ends
    };
    // What was there before this frame has been read by everyone.
    let fresh: Vec<PointerInput> = cursor.read(&inputs).cloned().collect();
    if fresh.iter().any(is_fenced_out) {
        inputs.clear();
        inputs.write_batch(fresh.into_iter().filter(|input| !is_fenced_out(input)));
        *cursor = inputs.get_cursor_current();
    }
}

/// A window larger than its monitor becomes as large as there is room for.
fn fit_monitor(
    window: Single<&Window, With<PrimaryWindow>>,
    monitors: Query<&Monitor, Added<PrimaryMonitor>>,
    aids: Res<Aids>,
    mut turned: MessageWriter<Turned>,
) {
    for monitor in &monitors {
        let size = UVec2::new(monitor.physical_width, monitor.physical_height);
        if window.physical_size().cmpgt(size).any() {
            turned.write(Turned(aids.orientation));
        }
    }
}

fn turn(
    mut turned: MessageReader<Turned>,
    mut window: Single<&mut Window, With<PrimaryWindow>>,
    monitors: Query<&Monitor, With<PrimaryMonitor>>,
) {
    let Some(Turned(orientation)) = turned.read().last() else {
        return;
    };
    let monitor = monitors.iter().next();
    let monitor = monitor.map_or(UVec2::new(1920, 1400), |monitor| {
        UVec2::new(monitor.physical_width, monitor.physical_height)
    });
    let size = window_size(*orientation, monitor);
    window.resolution.set_physical_resolution(size.x, size.y);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kiosk_is_as_large_as_the_monitor_allows() {
        let (full_hd, laptop) = (UVec2::new(1920, 1080), UVec2::new(1366, 768));
        assert_eq!(Orientation::Landscape.kiosk(full_hd), SIDES);
        for monitor in [full_hd, laptop] {
            for orientation in [Orientation::Landscape, Orientation::Portrait] {
                let size = window_size(orientation, monitor);
                assert!(size.cmple(monitor).all(), "{orientation:?} on {monitor}: {size}");
                let kiosk = orientation.kiosk(monitor);
                let ratio = kiosk.max_element() as f32 / kiosk.min_element() as f32;
                assert!((ratio - 16.0 / 9.0).abs() < 0.02, "{kiosk}");
                assert_eq!(kiosk.y > kiosk.x, orientation == Orientation::Portrait);
            }
        }
    }
}
