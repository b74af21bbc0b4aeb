//! Reads the machine. What cannot be read counts as not there: judging is done elsewhere.

mod clock;
mod disk;
mod gpu;
mod graphics;
mod home;
mod host;
mod input;
mod memory;
mod screen;
mod service;
mod sound;

use std::path::Path;

use anyhow::Result;

use self::host::Host;
use super::machine::{FolderRole, Machine};
use crate::cli::data;

/// This machine, for a kiosk whose files and data lie at `home` and `data`, or where they lie by default.
///
/// # Errors
/// If there is no place for the kiosk's data.
pub fn machine(home: Option<&Path>, data: Option<&Path>) -> Result<Machine> {
    let host = Host::this();
    let data = data::folder(data)?;
    let home = home::look(home);
    let mut folders = vec![disk::folder(&host, FolderRole::Data, &data)];
    if let Ok(home) = &home.path {
        for (role, name) in [(FolderRole::Config, "config"), (FolderRole::Kits, "kits")] {
            folders.push(disk::folder(&host, role, &home.join(name)));
        }
    }
    Ok(Machine {
        graphics: graphics::look(&host),
        display: screen::look(&host),
        inputs: input::look(&host),
        sound: sound::look(&host),
        clock: clock::look(&host),
        memory: memory::look(&host),
        folders,
        home,
        service: service::look(&host),
        links: service::links(&host),
    })
}
