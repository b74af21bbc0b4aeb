//! Time as the uploader sees it, so that a test lives through a month of outage in a second.

use std::{
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use jiff::Timestamp;

/// A clock to wait by.
pub trait Clock: Sync {
    /// What the clock on the wall shows; it may jump.
    fn now(&self) -> Timestamp;

    /// Since some moment in the past; never jumps.
    fn elapsed(&self) -> Duration;

    fn sleep(&self, wait: Duration) -> impl Future<Output = ()>;
}

/// The machine's own.
#[derive(Clone, Copy, Debug)]
pub struct RealClock(Instant);

impl Default for RealClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for RealClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, wait: Duration) -> impl Future<Output = ()> {
        tokio::time::sleep(wait)
    }
}

/// Until one of them is done; the other is dropped.
pub(super) async fn either(first: impl Future<Output = ()>, second: impl Future<Output = ()>) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    poll_fn(|context| {
        if first.as_mut().poll(context).is_ready() || second.as_mut().poll(context).is_ready() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
