//! What the server has to say, on stderr: a time, how bad, a sentence; never an address, a name or a password.

use std::{fmt, io::Write};

use jiff::Timestamp;
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// Only what the agency itself says: libraries talk of addresses and of SQL.
const OURS: &str = "etabli";

struct Log;

/// Begins to tell; a second time changes nothing.
pub fn start() {
    let _ = tracing::subscriber::set_global_default(Log);
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::INFO && metadata.target().starts_with(OURS)
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        let word = match *event.metadata().level() {
            Level::ERROR => "ERREUR",
            Level::WARN => "ATTENTION",
            _ => "info",
        };
        let now = Timestamp::now();
        // Nobody is left to be told that telling failed.
        let _ = writeln!(std::io::stderr(), "{now:.0} {word} {}", message.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}
