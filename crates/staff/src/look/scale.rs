//! Lengths: what a finger hits comes from millimetres, what is read from the screen's size at arm's length.

use egui::{Context, Id, Ui, Vec2};

/// Smallest side of a control, millimetres.
const TARGET_MM: f32 = 20.0;
/// A touch that moves further is a stroke.
const TAP_MM: f32 = 4.0;
const TAP_SECS: f64 = 30.0;
/// A screen is read from further away the larger it is: this part of its shorter side is the size of body text.
const BODY_PART: f32 = 1.0 / 44.0;
/// Body text at arm's length on the smallest and the largest screens, millimetres (a capital is 0.7 of it).
const BODY_MM: (f32, f32) = (5.4, 9.5);
/// Below this, pixels run out before eyes do, points.
const BODY_MIN: f32 = 14.0;

/// Sizes of one screen, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// One millimetre.
    pub mm: f32,
    /// Body text.
    pub body: f32,
    /// Smallest side of anything a finger hits.
    pub target: f32,
}

impl Scale {
    /// For a screen of `size` points with so many points a millimetre.
    pub fn new(points_per_mm: f32, size: Vec2) -> Self {
        let mm = points_per_mm.max(0.1);
        let shorter_mm = size.min_elem() / mm;
        let body = (shorter_mm * BODY_PART).clamp(BODY_MM.0, BODY_MM.1) * mm;
        let body = body.max(BODY_MIN).round();
        Self {
            mm,
            body,
            // Text needs air above and below it, however few millimetres that is.
            target: (TARGET_MM * mm).max(body * 2.3).ceil(),
        }
    }

    pub fn small(self) -> f32 {
        (self.body * 0.88).round()
    }

    pub fn heading(self) -> f32 {
        (self.body * 1.22).round()
    }

    pub fn title(self) -> f32 {
        (self.body * 1.7).round()
    }

    /// The distance between neighbours.
    pub fn gap(self) -> f32 {
        (self.body * 0.55).round()
    }

    /// Inside of a card.
    pub fn inset(self) -> f32 {
        (self.body * 1.05).round()
    }

    pub fn radius(self) -> f32 {
        (self.body * 0.95).round()
    }

    pub(crate) fn remember(self, context: &Context) {
        context.data_mut(|data| data.insert_temp(key(), self));
        context.options_mut(|options| {
            // A finger rolls while it presses, and may rest: neither makes its touch a stroke.
            options.input_options.max_click_dist = TAP_MM * self.mm;
            options.input_options.max_click_duration = TAP_SECS;
        });
    }
}

fn key() -> Id {
    Id::new("etabli-staff scale")
}

/// The sizes of the panel that is being laid out.
pub fn scale(ui: &Ui) -> Scale {
    let known = ui.data(|data| data.get_temp(key()));
    known.unwrap_or_else(|| Scale::new(1.8, ui.max_rect().size()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finger_always_finds_twenty_millimetres() {
        // 32″ at 720p and 1080p, 15.6″ at 1080p, 55″ at 2160p, 10″ tablet.
        for (per_mm, width, height) in [
            (1.807, 1280.0, 720.0),
            (2.71, 1920.0, 1080.0),
            (5.56, 1920.0, 1080.0),
            (3.15, 3840.0, 2160.0),
            (5.9, 1280.0, 800.0),
        ] {
            let scale = Scale::new(per_mm, Vec2::new(width, height));
            assert!(scale.target / per_mm >= 20.0, "{per_mm}");
            assert!(scale.body >= 14.0);
            // A capital of 0.35° at 60 cm, the least that is read at ease.
            assert!(scale.body * 0.7 / per_mm >= 3.7, "{per_mm}: {}", scale.body);
        }
    }
}
