//! The hidden gesture: it opens when it is made, and by nothing else.

use proptest::prelude::*;

use super::*;

const GLASS: Glass = Glass {
    width_mm: 708.0,
    height_mm: 398.0,
};
const UPPER_LEFT: (f32, f32) = (10.0, 12.0);
const LOWER_RIGHT: (f32, f32) = (700.0, 390.0);
const UPPER_RIGHT: (f32, f32) = (690.0, 5.0);
const MIDDLE: (f32, f32) = (350.0, 200.0);

fn touch(pointer: u64, kind: TouchKind, at_secs: f64, (x_mm, y_mm): (f32, f32)) -> Touch {
    Touch {
        pointer,
        kind,
        at_secs,
        x_mm,
        y_mm,
    }
}

/// Whether this sequence makes the gesture, and at which of its touches.
fn made(touches: &[Touch]) -> Option<usize> {
    let mut corners = Corners::default();
    touches.iter().position(|touch| corners.touch(*touch, GLASS))
}

fn taps(count: usize, every_secs: f64, at: (f32, f32)) -> Vec<Touch> {
    let tap = |index: usize| {
        let down_secs = index as f64 * every_secs;
        let pointer = index as u64;
        [
            touch(pointer, TouchKind::Down, down_secs, at),
            touch(pointer, TouchKind::Up, down_secs + 0.1, at),
        ]
    };
    (0..count).flat_map(tap).collect()
}

#[test]
fn two_opposite_corners_held_for_three_seconds_open() {
    let mut corners = Corners::default();
    assert!(!corners.touch(touch(1, TouchKind::Down, 0.0, UPPER_LEFT), GLASS));
    assert!(!corners.touch(touch(2, TouchKind::Down, 1.0, LOWER_RIGHT), GLASS));
    assert!(!corners.tick(3.9));
    assert!(corners.tick(4.0));
    // Holding on does not open it again.
    assert!(!corners.tick(9.0));
}

#[test]
fn neighbouring_corners_one_finger_or_a_third_one_do_not() {
    let held = |others: &[Touch]| {
        let mut corners = Corners::default();
        let mut touches = vec![touch(1, TouchKind::Down, 0.0, UPPER_LEFT)];
        touches.extend_from_slice(others);
        let opened = touches.into_iter().any(|touch| corners.touch(touch, GLASS));
        opened || corners.tick(60.0)
    };
    assert!(!held(&[]));
    assert!(!held(&[touch(2, TouchKind::Down, 0.1, UPPER_RIGHT)]));
    let second = touch(2, TouchKind::Down, 0.1, LOWER_RIGHT);
    assert!(held(&[second]));
    for spoiler in [
        touch(3, TouchKind::Down, 1.0, MIDDLE),
        touch(3, TouchKind::Down, 1.0, UPPER_LEFT),
        touch(2, TouchKind::Move, 1.0, MIDDLE),
        touch(2, TouchKind::Up, 1.0, LOWER_RIGHT),
        touch(2, TouchKind::Cancel, 1.0, LOWER_RIGHT),
    ] {
        assert!(!held(&[second, spoiler]), "{spoiler:?}");
    }
}

#[test]
fn a_palm_counts_for_nothing_until_the_glass_is_free() {
    let mut corners = Corners::default();
    corners.touch(touch(1, TouchKind::Down, 0.0, MIDDLE), GLASS);
    corners.touch(touch(2, TouchKind::Down, 0.0, UPPER_LEFT), GLASS);
    corners.touch(touch(3, TouchKind::Down, 0.0, LOWER_RIGHT), GLASS);
    corners.touch(touch(1, TouchKind::Up, 0.5, MIDDLE), GLASS);
    assert!(!corners.tick(20.0));
    corners.touch(touch(2, TouchKind::Up, 21.0, UPPER_LEFT), GLASS);
    corners.touch(touch(3, TouchKind::Up, 21.0, LOWER_RIGHT), GLASS);
    corners.touch(touch(4, TouchKind::Down, 22.0, UPPER_LEFT), GLASS);
    corners.touch(touch(5, TouchKind::Down, 22.0, LOWER_RIGHT), GLASS);
    assert!(corners.tick(25.0));
}

#[test]
fn five_taps_in_one_corner_open_on_the_fifth() {
    assert_eq!(made(&taps(5, 0.5, UPPER_LEFT)), Some(9));
    assert_eq!(made(&taps(4, 0.5, UPPER_LEFT)), None);
    assert_eq!(made(&taps(30, 0.8, UPPER_LEFT)), None, "too slow");
    assert_eq!(made(&taps(30, 0.3, MIDDLE)), None);
}

#[test]
fn a_touch_elsewhere_begins_the_count_anew() {
    for elsewhere in [MIDDLE, LOWER_RIGHT] {
        let mut touches = taps(4, 0.3, UPPER_LEFT);
        touches.push(touch(90, TouchKind::Down, 1.15, elsewhere));
        touches.push(touch(90, TouchKind::Up, 1.18, elsewhere));
        touches.push(touch(91, TouchKind::Down, 1.2, UPPER_LEFT));
        touches.push(touch(91, TouchKind::Up, 1.3, UPPER_LEFT));
        assert_eq!(made(&touches), None, "{elsewhere:?}");
    }
}

#[test]
fn strokes_and_rests_in_a_corner_are_no_taps() {
    let mut touches = taps(4, 0.3, UPPER_LEFT);
    touches.push(touch(9, TouchKind::Down, 1.3, UPPER_LEFT));
    touches.push(touch(9, TouchKind::Move, 1.35, (22.0, 12.0)));
    touches.push(touch(9, TouchKind::Up, 1.4, (22.0, 12.0)));
    assert_eq!(made(&touches), None);
    let rest = [
        touch(1, TouchKind::Down, 0.0, UPPER_LEFT),
        touch(1, TouchKind::Up, 0.7, UPPER_LEFT),
    ];
    let mut touches = rest.to_vec();
    touches.extend(taps(4, 0.3, UPPER_LEFT).into_iter().map(|mut touch| {
        touch.at_secs += 0.8;
        touch
    }));
    assert_eq!(made(&touches), None);
}

fn any_touch() -> impl Strategy<Value = (u64, u8, f64, f32, f32)> {
    (0u64..4, 0u8..4, 0.0..0.8f64, -5.0..715.0f32, -5.0..405.0f32)
}

/// As it comes off a screen: time never goes back.
fn sequence(raw: &[(u64, u8, f64, f32, f32)]) -> Vec<Touch> {
    let mut at_secs = 0.0;
    let next = |&(pointer, kind, later_secs, x_mm, y_mm): &(u64, u8, f64, f32, f32)| {
        at_secs += later_secs;
        let kind = [TouchKind::Down, TouchKind::Move, TouchKind::Up, TouchKind::Cancel][usize::from(kind)];
        touch(pointer, kind, at_secs, (x_mm, y_mm))
    };
    raw.iter().map(next).collect()
}

proptest! {
    /// Whatever a crowd does away from the corners, the pad stays hidden.
    #[test]
    fn nothing_outside_the_corners_opens(raw in prop::collection::vec(any_touch(), 1..200)) {
        let touches: Vec<Touch> = sequence(&raw)
            .into_iter()
            .filter(|touch| Corner::of(touch, GLASS).is_none())
            .collect();
        prop_assert_eq!(made(&touches), None);
    }

    /// While a finger rests in the middle nothing opens, whatever the others do.
    #[test]
    fn a_finger_elsewhere_holds_it_shut(raw in prop::collection::vec(any_touch(), 1..200)) {
        let mut touches = vec![touch(99, TouchKind::Down, 0.0, MIDDLE)];
        touches.extend(sequence(&raw));
        prop_assert_eq!(made(&touches), None);
    }

    /// However the fingers before it went, once all are up the gesture opens.
    #[test]
    fn it_can_always_be_made(raw in prop::collection::vec(any_touch(), 0..60)) {
        let mut corners = Corners::default();
        for touch in sequence(&raw) {
            corners.touch(touch, GLASS);
        }
        for pointer in 0..4 {
            corners.touch(touch(pointer, TouchKind::Up, 100.0, MIDDLE), GLASS);
        }
        corners.touch(touch(1, TouchKind::Down, 101.0, UPPER_LEFT), GLASS);
        corners.touch(touch(2, TouchKind::Down, 101.0, LOWER_RIGHT), GLASS);
        prop_assert!(corners.tick(104.0));
    }
}
