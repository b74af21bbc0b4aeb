//! The word to end, from the system or from a terminal.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Raised once, by whoever wants the supervisor to end in order.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Raised by SIGTERM, SIGINT and SIGHUP.
    ///
    /// # Errors
    /// If the system does not hand them over.
    #[cfg(unix)]
    pub fn on_signals() -> io::Result<Self> {
        use signal_hook::{
            consts::{SIGHUP, SIGINT, SIGTERM},
            flag,
        };
        let stop = Self::default();
        for signal in [SIGTERM, SIGINT, SIGHUP] {
            flag::register(signal, stop.0.clone())?;
        }
        Ok(stop)
    }

    /// Windows ends a program without a word.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn on_signals() -> io::Result<Self> {
        Ok(Self::default())
    }

    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
