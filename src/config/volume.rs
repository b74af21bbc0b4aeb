//! How loud the kiosk is at which hour, and what a volume from 0 to 1 means for the ear.

use jiff::civil::Time;

/// Between the lowest volume that is heard and the highest, decibels: below, a hall drowns it.
const RANGE_DB: f32 = 18.0;

/// Another volume from one hour of the day to another, on the clock of the kiosk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VolumeSpan {
    pub from: Time,
    /// Not included. Before `from`: on the day after, so that a night can be quiet.
    pub to: Time,
    /// 0 to 1.
    pub volume: f32,
}

impl VolumeSpan {
    pub fn contains(&self, time: Time) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&time)
        } else {
            time >= self.from || time < self.to
        }
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.contains(other.from) || other.contains(self.from)
    }
}

/// The linear gain, 0 to 1, of a volume from 0 to 1. Equal steps of volume are equal steps of loudness: 0 is mute, above
/// it 18 dB are spread evenly.
pub fn gain(volume: f32) -> f32 {
    let volume = volume.clamp(0.0, 1.0);
    if volume > 0.0 {
        10_f32.powf((volume - 1.0) * RANGE_DB / 20.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    fn span(from: (i8, i8), to: (i8, i8)) -> VolumeSpan {
        VolumeSpan {
            from: time(from.0, from.1, 0, 0),
            to: time(to.0, to.1, 0, 0),
            volume: 0.4,
        }
    }

    #[test]
    fn a_span_ends_before_its_end_and_may_hold_a_night() {
        let morning = span((9, 0), (10, 0));
        let at = |hour, minute| time(hour, minute, 0, 0);
        assert!(morning.contains(at(9, 0)) && morning.contains(at(9, 59)));
        assert!(!morning.contains(at(8, 59)) && !morning.contains(at(10, 0)));
        let night = span((21, 0), (8, 0));
        assert!(night.contains(at(23, 59)) && night.contains(at(0, 0)) && night.contains(at(7, 59)));
        assert!(!night.contains(at(8, 0)) && !night.contains(at(20, 59)));
        assert!(!morning.overlaps(&night) && !night.overlaps(&morning));
        assert!(morning.overlaps(&span((9, 30), (9, 40))) && night.overlaps(&span((7, 0), (9, 0))));
        assert!(!morning.overlaps(&span((10, 0), (11, 0))));
    }

    #[test]
    fn volumes_span_eighteen_decibels_and_zero_is_mute() {
        let decibels = |volume| 20.0 * gain(volume).log10();
        assert_eq!((gain(0.0), gain(-1.0), gain(1.0), gain(2.0)), (0.0, 0.0, 1.0, 1.0));
        assert!((decibels(0.5) + 9.0).abs() < 1e-3 && (decibels(0.001) + 18.0).abs() < 0.05);
    }
}
