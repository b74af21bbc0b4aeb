//! What follows from what was found. Pure: a machine in, verdicts out.
//!
//! Texts are French, for whoever sets a kiosk up; commands are Debian's.

mod clock;
mod disk;
mod display;
mod graphics;
mod home;
mod memory;
mod service;
mod sound;
mod touch;

#[cfg(test)]
mod tests;

use super::{machine::Machine, verdict::Verdict};

/// The kiosk's account, as the package makes it.
const ACCOUNT: &str = "etabli";

/// Everything there is to say, in the order in which one sets a kiosk up.
pub fn judge(machine: &Machine) -> Vec<Verdict> {
    let mut verdicts = vec![graphics::judge(&machine.graphics)];
    verdicts.extend(display::judge(&machine.display));
    verdicts.push(touch::judge(&machine.inputs, machine.display.screens.len()));
    verdicts.push(sound::judge(&machine.sound));
    verdicts.extend(clock::judge(&machine.clock));
    verdicts.push(memory::judge(&machine.memory));
    verdicts.extend(machine.folders.iter().map(disk::judge));
    verdicts.extend(home::judge(&machine.home, machine.clock.now));
    verdicts.extend(service::judge(&machine.service));
    verdicts.push(service::network(&machine.links));
    verdicts
}

/// « 8,2 Go »: in units of 10⁹ bytes, as disks are sold.
fn gigabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000_000;
    if tenths >= 1000 {
        format!("{}\u{a0}Go", tenths / 10)
    } else {
        format!("{},{}\u{a0}Go", tenths / 10, tenths % 10)
    }
}
