//! The kiosk runs alone for three days, and gets up by itself: the supervisor of the player and what it keeps.
//!
//! ```text
//! policy      what to do about a player: pure
//! heartbeat   the player says that a frame was shown, the supervisor listens
//! supervisor  holds the policy, and carries out what it decides; systemd hears of it
//! restarts    what became of each player, for staff and the report
//! quarantine  kits that took the player down
//! logs        what the player said
//! ```

mod files;
pub mod heartbeat;
pub mod logs;
pub mod policy;
pub mod quarantine;
pub mod restarts;
pub mod screen;
pub mod supervisor;
mod systemd;
