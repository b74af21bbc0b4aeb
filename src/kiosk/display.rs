//! The screen in millimetres: monitors lie about their size (0 mm under Xvfb), so the diagonal comes from the config.

use bevy::{prelude::*, window::PrimaryWindow};

use crate::config::KioskConfig;

const MM_PER_INCH: f32 = 25.4;
/// A screen of this diagonal shows one unit as one millimetre; larger screens, seen from further, show more.
const REFERENCE_INCHES: f32 = 32.0;
/// Millimetres a unit measures on the smallest and on the largest kiosks.
const UNIT_MM: (f32, f32) = (0.87, 2.0);
/// Layouts need this much of the shorter side, units; smaller screens get smaller units (and config a warning).
const SHORTEST_SIDE: f32 = 340.0;
/// What the interface keeps at least of the height of a screen that lies, and of one that stands upright, units.
const WIDE_LEAST: f32 = 388.0;
const TALL_LEAST: f32 = 600.0;
/// Essential controls are at least so high above the floor (EN 301 549, 8.3), mm.
const REACH_MM: f32 = 900.0;
/// From the interface's lower edge to the middle of its lowest row, mm.
const LOWEST_ROW_MM: f32 = 25.0;

/// The window as layouts see it.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Display {
    /// Width and height, in units (see `theme::tokens`), of the part that the interface may use: from above to where
    /// hands reach.
    pub size: Vec2,
    /// Of all the glass, in units: pictures fill it.
    pub whole: Vec2,
    pub px_per_unit: f32,
    pub mm_per_unit: f32,
}

impl Default for Display {
    fn default() -> Self {
        Self::new(Vec2::new(1280.0, 720.0), REFERENCE_INCHES)
    }
}

impl Display {
    /// `size_px` in physical pixels, `diagonal` of the whole window in inches.
    pub fn new(size_px: Vec2, diagonal: f32) -> Self {
        let size_px = size_px.max(Vec2::splat(64.0));
        let px_per_mm = size_px.length() / (diagonal * MM_PER_INCH);
        let wished = (diagonal / REFERENCE_INCHES).clamp(UNIT_MM.0, UNIT_MM.1);
        let fits = size_px.min_element() / px_per_mm / SHORTEST_SIDE;
        let mm_per_unit = wished.min(fits);
        let px_per_unit = px_per_mm * mm_per_unit;
        let whole = size_px / px_per_unit;
        Self {
            size: whole,
            whole,
            px_per_unit,
            mm_per_unit,
        }
    }

    /// The same glass with its lower edge so high above the floor, mm: the interface stands on what lies too low.
    pub fn mounted(self, height_mm: u32) -> Self {
        let too_low = (REACH_MM - LOWEST_ROW_MM - height_mm as f32).max(0.0) / self.mm_per_unit;
        let least = if self.is_portrait() { TALL_LEAST } else { WIDE_LEAST };
        let room = self.whole.y - least;
        let lift = too_low.min(room.max(0.0));
        Self {
            size: self.whole - Vec2::Y * lift,
            ..self
        }
    }

    /// How high above the floor the lowest row of controls is, on a glass whose lower edge is at `height_mm`.
    pub fn lowest_row_mm(&self, height_mm: u32) -> u32 {
        height_mm + (self.lift() * self.mm_per_unit + LOWEST_ROW_MM) as u32
    }

    /// How much of the glass lies below the interface, units.
    pub fn lift(&self) -> f32 {
        self.whole.y - self.size.y
    }

    pub fn is_portrait(&self) -> bool {
        self.whole.y > self.whole.x
    }
}

/// What stands at the right of the kiosk in the same window, physical pixels; nothing on a kiosk.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside(pub u32);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Display>()
        .init_resource::<Beside>()
        .add_systems(PreUpdate, measure);
}

fn measure(
    window: Single<&Window, With<PrimaryWindow>>,
    beside: Res<Beside>,
    config: Res<KioskConfig>,
    mut display: ResMut<Display>,
    mut scale: ResMut<UiScale>,
) {
    let mut size = window.resolution.physical_size();
    size.x = size.x.saturating_sub(beside.0);
    let size = size.as_vec2();
    let measured = Display::new(size, config.screen_diagonal_inches).mounted(config.mounting_height_mm);
    display.set_if_neq(measured);
    // Interface lengths are then simply units; glyphs are rasterised at their real size. Compared by itself: a window of
    // the default size needs its scale as well.
    let wanted = measured.px_per_unit / window.resolution.scale_factor();
    if scale.0 != wanted {
        scale.0 = wanted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_a_millimetre_on_the_reference_screen_whatever_its_pixels() {
        for size in [
            Vec2::new(1280.0, 720.0),
            Vec2::new(1920.0, 1080.0),
            Vec2::new(3840.0, 2160.0),
        ] {
            let display = Display::new(size, 32.0);
            assert!((display.mm_per_unit - 1.0).abs() < 1e-6);
            assert!((display.size.x - 708.4).abs() < 0.5, "{display:?}");
        }
    }

    #[test]
    fn portrait_is_landscape_turned() {
        let (wide, tall) = (
            Display::new(Vec2::new(1920.0, 1080.0), 32.0),
            Display::new(Vec2::new(1080.0, 1920.0), 32.0),
        );
        assert_eq!(wide.size, tall.size.yx());
        assert!(tall.is_portrait() && !wide.is_portrait());
    }

    #[test]
    fn the_interface_stands_where_hands_reach_and_keeps_the_room_it_needs() {
        // 55″ upright, 1218 mm tall, 700 mm above the floor: the lowest row comes to 0.9 m.
        let tall = Display::new(Vec2::new(2160.0, 3840.0), 55.0).mounted(700);
        let lowest_mm = 700.0 + tall.lift() * tall.mm_per_unit + LOWEST_ROW_MM;
        assert!((lowest_mm - REACH_MM).abs() < 0.5, "{tall:?}");
        // Lower still, it keeps the room that its rows need.
        let tall = Display::new(Vec2::new(2160.0, 3840.0), 55.0).mounted(300);
        assert!((tall.size.y - TALL_LEAST).abs() < 0.1, "{tall:?}");
        let wide = Display::new(Vec2::new(1920.0, 1080.0), 32.0).mounted(600);
        assert!((wide.size.y - WIDE_LEAST).abs() < 0.1, "{wide:?}");
        // Mounted as the guide says, nothing moves; and never is more asked for than there is.
        assert_eq!(Display::new(Vec2::new(1920.0, 1080.0), 32.0).mounted(880).lift(), 0.0);
        assert!(Display::new(Vec2::new(720.0, 1280.0), 10.0).mounted(300).lift() >= 0.0);
    }

    #[test]
    fn a_target_is_20_mm_on_every_kiosk_screen() {
        for diagonal in [27.0, 32.0, 43.0, 55.0, 65.0] {
            let display = Display::new(Vec2::new(3840.0, 2160.0), diagonal);
            assert!(
                display.mm_per_unit * crate::theme::tokens::TARGET >= 20.0,
                "{diagonal}″: {display:?}"
            );
        }
    }
}
