//! The kiosk never stops: a system that fails is reported, the visit ends, attract returns.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

use bevy::{
    ecs::error::{BevyError, ErrorContext},
    prelude::*,
};

use crate::AppSystems;

/// A system returned an error since the last frame.
#[derive(Message, Clone, Debug)]
pub struct SystemFailed(pub String);

/// Errors since the app started; the handler is a plain function and can reach nothing else.
static FAILURES: AtomicU32 = AtomicU32::new(0);
/// The last one, for the log and the staff.
static LAST: Mutex<String> = Mutex::new(String::new());

/// The kiosk's error handler: Bevy's own panics on a `?` in a system.
pub fn handler(error: BevyError, context: ErrorContext) {
    let told = format!("{}: {error}", context.name());
    error!("{told}");
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = told;
    FAILURES.fetch_add(1, Ordering::Relaxed);
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<SystemFailed>().add_systems(Update, report.in_set(AppSystems::Input));
}

fn report(mut seen: Local<Option<u32>>, mut failed: MessageWriter<SystemFailed>) {
    let failures = FAILURES.load(Ordering::Relaxed);
    // What happened before this app started (in tests, to another one) is not its own.
    let before = *seen.get_or_insert(failures);
    if failures != before {
        *seen = Some(failures);
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
        failed.write(SystemFailed(last));
    }
}
