//! Parses nothing itself: the command line lives in the library, where tests reach it.

use std::{process::ExitCode, time::Instant};

fn main() -> ExitCode {
    etabli::cli::run(Instant::now())
}
