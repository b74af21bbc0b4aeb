//! `etabli kit reference`: every field of a kit, as a page to read.

use std::io::{self, Write};

use super::{Outcome, say};
use crate::kit::reference;

pub(super) fn run(out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    match reference::page() {
        Ok(page) => {
            write!(out, "{page}")?;
            Ok(Outcome::Clean)
        }
        Err(why) => say::failed(err, "reference", &why),
    }
}
