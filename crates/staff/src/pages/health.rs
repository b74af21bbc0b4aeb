pub fn ui(_ui: &mut egui::Ui, _view: &crate::StaffView, _actions: &mut Vec<crate::StaffAction>) {}
pub fn wants_attention(_: &crate::view::HealthView) -> Option<crate::look::tokens::Tone> {
    None
}
