//! Editors that take the whole screen: a keyboard, a calendar, hours. One may stand on another.

use egui::Ui;

use crate::{action::StaffAction, panel::Panel, view::StaffView};

/// What is being edited.
#[derive(Debug)]
pub enum Sheet {}

/// The sheet on top.
pub fn ui(_panel: &mut Panel, _ui: &mut Ui, _view: &StaffView, _actions: &mut Vec<StaffAction>) {}
