pub fn ui(
    _panel: &mut crate::Panel,
    _ui: &mut egui::Ui,
    _view: &crate::StaffView,
    _actions: &mut Vec<crate::StaffAction>,
) {
}
pub fn wants_attention(_: &crate::view::KitsView) -> Option<crate::look::tokens::Tone> {
    None
}
