//! Parses nothing itself: the command line lives in the library, where tests reach it.

use std::{process::ExitCode, time::Instant};

/// The system's allocator keeps what a picture needed while it was decoded; this one gives it back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    etabli::cli::run(Instant::now())
}
