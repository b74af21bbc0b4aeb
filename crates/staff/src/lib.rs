//! The staff panel: event staff, who are not technicians, set a kiosk up, see that all is well and mend what is not.
//!
//! A pure function of what the app knows: [`StaffView`] in, [`StaffAction`]s out. It reads no file, keeps no setting and
//! knows no engine; [`lock`] is the door before it and knows no drawing. Before the first frame [`look::wear`] must have
//! given egui its typefaces.

pub mod action;
mod frame;
pub mod lock;
pub mod look;
mod pages;
mod panel;
mod phrases;
mod sheets;
pub mod view;
mod widgets;

pub use action::{DataAction, EventAction, HealthAction, KioskAction, KitsAction, Repair, StaffAction};
pub use panel::{Panel, Tab, panel_ui};
pub use view::StaffView;
