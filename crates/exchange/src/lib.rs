//! What leaves the kiosk and who receives it, without a screen and without the engine: what is counted, the agency's
//! side, and a whole fair of virtual kiosks that tries both.

pub mod agency;
pub mod carnet;
pub mod engagement;
pub mod figures;
pub mod page;
pub mod passes;
pub mod report;
pub mod simulation;
pub mod tokens;

use etabli_language as language;
