pub fn ui(_ui: &mut egui::Ui, _view: &crate::StaffView, _actions: &mut Vec<crate::StaffAction>) {}
