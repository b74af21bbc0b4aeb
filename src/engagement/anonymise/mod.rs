//! Rows in, aggregates out: pure functions, every rule fixed in advance.

pub mod class;

pub use class::{Bin, Histogram, HistogramKind, SealedClass, Subject};
