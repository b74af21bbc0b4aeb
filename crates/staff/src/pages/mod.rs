//! The six pages of the panel, and what stands before them: the pad and the choice of a code.

pub mod code;
mod data;
mod event;
mod health;
mod help;
mod kiosk;
mod kits;
pub mod locked;
mod pad;
pub mod repair;

use egui::Ui;

use crate::{
    action::StaffAction,
    look::tokens::Tone,
    panel::{Panel, Tab},
    view::{Sending, StaffView},
};

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    match panel.tab {
        Tab::Event => event::ui(panel, ui, view, actions),
        Tab::Kits => kits::ui(panel, ui, view, actions),
        Tab::Kiosk => kiosk::ui(panel, ui, view, actions),
        Tab::Data => data::ui(ui, view, actions),
        Tab::Health => health::ui(ui, view, actions),
        Tab::Help => help::ui(panel, ui, view),
    }
}

/// Whether this page has something that staff should see, and how bad it is.
pub fn wants_attention(tab: Tab, view: &StaffView) -> Option<Tone> {
    match tab {
        Tab::Event => view.event.id.is_none().then_some(Tone::Attention),
        Tab::Kits => kits::wants_attention(&view.kits),
        Tab::Kiosk | Tab::Help => None,
        Tab::Data => match &view.data.sending {
            _ if !view.data.balance.adds_up() || view.data.certificate.is_some() => Some(Tone::Bad),
            Sending::Refused { .. } => Some(Tone::Bad),
            Sending::Unreached { .. } => Some(Tone::Attention),
            Sending::Off | Sending::Well | Sending::Trying => None,
        },
        Tab::Health => health::wants_attention(&view.health),
    }
}
