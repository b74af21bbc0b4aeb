//! The hidden gesture that calls the pad: two opposite corners held for three seconds, or five taps in one corner.

/// A finger in a corner is at most so far from both edges.
const CORNER_MM: f32 = 25.0;
/// Two fingers stay in opposite corners for so long.
const HOLD_SECS: f64 = 3.0;
const TAPS: usize = 5;
/// From the first tap's touch to the last one's end.
const TAPS_SECS: f64 = 3.0;
/// What lasts longer is a rest, not a tap.
const TAP_SECS: f64 = 0.6;
/// What moves further is a stroke.
const TAP_MM: f32 = 10.0;

/// The size of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glass {
    pub width_mm: f32,
    pub height_mm: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchKind {
    Down,
    Move,
    Up,
    /// The system took the touch away: it ends without being a tap.
    Cancel,
}

/// What one finger did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touch {
    /// The same from a finger's down to its up.
    pub pointer: u64,
    pub kind: TouchKind,
    /// On a clock that never goes back.
    pub at_secs: f64,
    /// From the upper left of the screen.
    pub x_mm: f32,
    pub y_mm: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Corner {
    is_right: bool,
    is_bottom: bool,
}

impl Corner {
    fn of(touch: &Touch, glass: Glass) -> Option<Self> {
        let side = |at: f32, length: f32| match at {
            at if at < 0.0 || at > length => None,
            at if at <= CORNER_MM => Some(false),
            at if at >= length - CORNER_MM => Some(true),
            _ => None,
        };
        Some(Self {
            is_right: side(touch.x_mm, glass.width_mm)?,
            is_bottom: side(touch.y_mm, glass.height_mm)?,
        })
    }

    fn is_opposite(self, other: Self) -> bool {
        self.is_right != other.is_right && self.is_bottom != other.is_bottom
    }
}

/// A finger that is down in a corner and has not left it.
#[derive(Clone, Copy, Debug)]
struct Held {
    pointer: u64,
    corner: Corner,
    since_secs: f64,
    from_mm: (f32, f32),
    /// It still may end as a tap.
    is_tap: bool,
}

#[derive(Clone, Copy, Debug)]
struct Tap {
    corner: Corner,
    began_secs: f64,
}

/// Follows every finger on the glass and says when the gesture is made.
#[derive(Clone, Debug, Default)]
pub struct Corners {
    /// Every finger that is down, wherever it is.
    down: Vec<u64>,
    held: Vec<Held>,
    taps: Vec<Tap>,
    /// A palm or a finger elsewhere: nothing counts until the glass is free.
    is_spoilt: bool,
}

impl Corners {
    /// Tells what a finger did; whether that made the gesture.
    pub fn touch(&mut self, touch: Touch, glass: Glass) -> bool {
        match touch.kind {
            TouchKind::Down => self.pressed(touch, glass),
            TouchKind::Move => self.moved(touch, glass),
            TouchKind::Up => return self.lifted(touch),
            TouchKind::Cancel => {
                self.forget(touch.pointer);
                self.taps.clear();
            }
        }
        self.tick(touch.at_secs)
    }

    /// Lets time pass; whether two corners have been held for long enough.
    pub fn tick(&mut self, now_secs: f64) -> bool {
        let [one, other] = self.held[..] else { return false };
        let since_secs = one.since_secs.max(other.since_secs);
        let is_made = !self.is_spoilt && one.corner.is_opposite(other.corner) && now_secs - since_secs >= HOLD_SECS;
        if is_made {
            // Once for each time the corners are held.
            self.spoil();
        }
        is_made
    }

    fn pressed(&mut self, touch: Touch, glass: Glass) {
        // A screen that loses an « up » begins the same finger again.
        self.forget(touch.pointer);
        self.down.push(touch.pointer);
        let Some(corner) = Corner::of(&touch, glass) else {
            self.spoil();
            return;
        };
        let is_alone = self.down.len() == 1;
        let is_second = self.down.len() == 2 && matches!(self.held[..], [first] if first.corner.is_opposite(corner));
        if !is_alone && !is_second {
            self.spoil();
            return;
        }
        if is_second || self.taps.iter().any(|tap| tap.corner != corner) {
            self.taps.clear();
        }
        if is_second {
            self.held.iter_mut().for_each(|held| held.is_tap = false);
        }
        self.held.push(Held {
            pointer: touch.pointer,
            corner,
            since_secs: touch.at_secs,
            from_mm: (touch.x_mm, touch.y_mm),
            is_tap: is_alone,
        });
    }

    fn moved(&mut self, touch: Touch, glass: Glass) {
        let Some(held) = self.held.iter_mut().find(|held| held.pointer == touch.pointer) else {
            return;
        };
        let (x_mm, y_mm) = held.from_mm;
        if (touch.x_mm - x_mm).hypot(touch.y_mm - y_mm) > TAP_MM {
            held.is_tap = false;
        }
        if Corner::of(&touch, glass) != Some(held.corner) {
            self.spoil();
        }
    }

    fn lifted(&mut self, touch: Touch) -> bool {
        let held = self.held.iter().find(|held| held.pointer == touch.pointer).copied();
        let was_spoilt = self.is_spoilt;
        self.forget(touch.pointer);
        let Some(held) = held else { return false };
        let is_tap = held.is_tap && !was_spoilt && touch.at_secs - held.since_secs <= TAP_SECS;
        if !is_tap {
            self.taps.clear();
            return false;
        }
        self.taps.push(Tap {
            corner: held.corner,
            began_secs: held.since_secs,
        });
        self.taps.retain(|tap| touch.at_secs - tap.began_secs <= TAPS_SECS);
        let is_made = self.taps.len() >= TAPS;
        if is_made {
            self.taps.clear();
        }
        is_made
    }

    fn spoil(&mut self) {
        self.is_spoilt = true;
        self.held.clear();
        self.taps.clear();
    }

    fn forget(&mut self, pointer: u64) {
        self.down.retain(|down| *down != pointer);
        self.held.retain(|held| held.pointer != pointer);
        if self.down.is_empty() {
            self.is_spoilt = false;
        }
    }
}

#[cfg(test)]
#[path = "corners_tests.rs"]
mod tests;
