//! From statements, of the own store or of any LRS, to figures: sealed classes and nothing finer.

mod lrs;
mod selection;
mod source;

pub use crate::figures::*;
pub use lrs::{Credentials, Lrs, LrsError};
pub use selection::{Choices, Selection};
pub use source::{Source, SourceError};
