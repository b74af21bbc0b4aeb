pub fn ui(
    _panel: &mut crate::Panel,
    _ui: &mut egui::Ui,
    _view: &crate::StaffView,
    _actions: &mut Vec<crate::StaffAction>,
) {
}
