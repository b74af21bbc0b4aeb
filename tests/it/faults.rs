//! What the kiosk survives, each on the whole app: broken kits and settings, windows and clocks gone wild, a lost sound
//! device, systems that fail, a plug pulled out.

mod broken_kits;
mod power;
mod spared;
mod surroundings;
mod systems;
