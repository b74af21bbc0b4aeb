//! How evenly frames come, over the last minute, for whoever looks after the kiosk.

use std::{collections::VecDeque, time::Duration};

use bevy::prelude::*;

/// A minute at sixty frames a second.
const KEPT: usize = 3600;

/// Milliseconds from frame to frame, the last minute of them.
#[derive(Resource, Clone, Debug, Default)]
pub struct Frames(VecDeque<f32>);

impl Frames {
    fn push(&mut self, between: Duration) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(between.as_secs_f32() * 1000.0);
    }

    /// The time that this share of the frames (0 to 1) did not exceed, ms; `None` before the first.
    pub fn quantile_ms(&self, share: f32) -> Option<f32> {
        let mut sorted: Vec<f32> = self.0.iter().copied().collect();
        let last = sorted.len().checked_sub(1)?;
        let index = (share.clamp(0.0, 1.0) * last as f32).round() as usize;
        let (_, at, _) = sorted.select_nth_unstable_by(index, f32::total_cmp);
        Some(*at)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Frames>().add_systems(Last, take);
}

fn take(time: Res<Time<Real>>, mut frames: ResMut<Frames>) {
    frames.push(time.delta());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_the_last_minute() {
        let mut frames = Frames::default();
        assert_eq!(frames.quantile_ms(0.5), None);
        // An old stall is forgotten once a minute has passed over it.
        frames.push(Duration::from_secs(2));
        for frame in 0..KEPT {
            frames.push(Duration::from_millis(if frame % 10 == 0 { 30 } else { 16 }));
        }
        assert_eq!(
            [0.0, 0.5, 0.95, 1.0].map(|share| frames.quantile_ms(share)),
            [16.0, 16.0, 30.0, 30.0].map(Some)
        );
    }
}
