//! The door between visitors and the staff panel: a hidden gesture, a code, and a minute of patience.

use std::{fs, path::PathBuf};

use bevy::{
    ecs::message::MessageCursor,
    picking::{
        PickingSystems,
        pointer::{PointerAction, PointerButton, PointerId, PointerInput},
    },
    prelude::*,
};
use etabli_staff::{
    lock::{Corners, Gate, Glass, Pin, StaffPin, Touch, TouchKind, Tries},
    view::Access,
};
use jiff::Timestamp;

use crate::{
    AppSystems,
    kiosk::{display::Display, idle::VisitorLeft},
    mechanics::play::is_visitor,
    screens::Screen,
};

/// Keeps the wrong codes over a restart, in the kiosk's data.
const TRIES_FILE: &str = "staff-tries.json";

/// Where the door stands.
#[derive(Resource)]
pub struct Door {
    gate: Gate,
    corners: Corners,
    /// Where wrong codes are kept; `None`: nowhere.
    tries_file: Option<PathBuf>,
    tries: Tries,
    /// In the last frame.
    access: Option<Access>,
}

impl Door {
    /// `data`: the folder of the kiosk's data, if it has one.
    pub fn new(pin: StaffPin, data: Option<PathBuf>) -> Self {
        let tries_file = data.map(|data| data.join(TRIES_FILE));
        let kept = tries_file.as_ref().and_then(|file| fs::read(file).ok());
        let tries: Tries = kept
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self {
            gate: Gate::new(pin, tries),
            corners: Corners::default(),
            tries_file,
            tries,
            access: None,
        }
    }

    /// What the panel shows; `None`: visitors have the screen.
    pub fn access(&self) -> Option<&Access> {
        self.access.as_ref()
    }

    /// Whether somebody proved to be staff.
    pub fn is_open(&self) -> bool {
        matches!(self.access, Some(Access::Open { .. }))
    }

    /// A code was typed.
    pub fn enter(&mut self, pin: &Pin, now: f64) {
        self.gate.enter(pin, now, Timestamp::now().as_second());
        self.keep_tries();
    }

    /// A new code was proposed; `write` puts it on disk, or cannot.
    pub fn choose(&mut self, pin: &Pin, now: f64, write: impl FnOnce(&StaffPin) -> bool) {
        if let Some(chosen) = self.gate.choose(pin, now) {
            let written = write(&chosen).then_some(chosen);
            self.gate.chosen(written, now);
        }
    }

    pub fn shut(&mut self) {
        self.gate.shut();
    }

    /// Something is under way that staff wait for.
    pub fn stay(&mut self, now: f64) {
        self.gate.touched(now);
    }

    fn keep_tries(&mut self) {
        let tries = self.gate.tries();
        if tries == self.tries {
            return;
        }
        self.tries = tries;
        let Some(file) = &self.tries_file else { return };
        // A disk that is full or gone locks nobody out, and lets nobody in sooner before the next restart.
        let kept = serde_json::to_vec(&tries).map_err(std::io::Error::other);
        if let Err(error) = kept.and_then(|bytes| fs::write(file, bytes)) {
            warn!("wrong codes cannot be kept: {error}");
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(First, watch.in_set(PickingSystems::PostInput))
        .add_systems(Update, follow.in_set(AppSystems::Input));
}

/// Follows every finger for the gesture; while the door is not shut, what is pressed is the panel's.
fn watch(
    mut door: ResMut<Door>,
    display: Res<Display>,
    time: Res<Time<Real>>,
    mut inputs: ResMut<Messages<PointerInput>>,
    mut read: Local<Option<MessageCursor<PointerInput>>>,
) {
    let now = time.elapsed_secs_f64();
    let mm_per_px = display.mm_per_unit / display.px_per_unit;
    let size = display.whole * display.mm_per_unit;
    let glass = Glass {
        width_mm: size.x,
        height_mm: size.y,
    };
    let cursor = read.get_or_insert_with(|| inputs.get_cursor_current());
    let fresh: Vec<PointerInput> = cursor.read(&inputs).cloned().collect();
    let mut knocked = door.bypass_change_detection().corners.tick(now);
    for input in fresh.iter().filter(|input| is_visitor(input.pointer_id)) {
        if let Some(kind) = kind(&input.action) {
            let at = input.location.position * mm_per_px;
            let touch = Touch {
                pointer: number(input.pointer_id),
                kind,
                at_secs: now,
                x_mm: at.x,
                y_mm: at.y,
            };
            knocked |= door.corners.touch(touch, glass);
            door.gate.touched(now);
        }
    }
    if knocked {
        door.gate.knock(now);
    }
    if door.access.is_none() && !knocked {
        return;
    }
    // A finger that came down before may be lifted: nothing stays in a visitor's hand.
    let ends = |input: &PointerInput| matches!(input.action, PointerAction::Release(_) | PointerAction::Cancel);
    if fresh.iter().any(|input| !ends(input)) {
        inputs.clear();
        inputs.write_batch(fresh.into_iter().filter(ends));
        *cursor = inputs.get_cursor_current();
    }
}

fn kind(action: &PointerAction) -> Option<TouchKind> {
    match action {
        PointerAction::Press(PointerButton::Primary) => Some(TouchKind::Down),
        PointerAction::Move { .. } => Some(TouchKind::Move),
        PointerAction::Release(PointerButton::Primary) => Some(TouchKind::Up),
        PointerAction::Cancel => Some(TouchKind::Cancel),
        _ => None,
    }
}

fn number(pointer: PointerId) -> u64 {
    match pointer {
        PointerId::Mouse => u64::MAX,
        PointerId::Touch(finger) => finger,
        PointerId::Custom(id) => id.as_u64_pair().1,
    }
}

fn follow(
    mut door: ResMut<Door>,
    time: Res<Time<Real>>,
    screen: Res<State<Screen>>,
    mut left: MessageWriter<VisitorLeft>,
) {
    let now = time.elapsed_secs_f64();
    if door.bypass_change_detection().gate.tick(now) {
        info!("the staff panel has locked itself");
    }
    let access = door
        .bypass_change_detection()
        .gate
        .access(now, Timestamp::now().as_second());
    if door.access == access {
        return;
    }
    let was_open = door.is_open();
    door.access = access;
    if door.is_open() && !was_open && !matches!(screen.get(), Screen::Attract | Screen::OutOfOrder) {
        // Whoever left a visit behind has gone; it is over.
        left.write(VisitorLeft);
    }
}
