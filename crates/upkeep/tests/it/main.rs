//! The supervisor with real processes, real signals and real files. Times are limits of the test, never its results: what
//! is looked at is the order of what happened.
#![cfg(unix)]

mod bench;
mod disks;
mod ends;
mod modes;
mod processes;
