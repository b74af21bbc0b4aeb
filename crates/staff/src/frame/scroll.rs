//! A page that is longer than the screen.

use egui::{Align2, CornerRadius, Rect, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

use crate::{
    look::{self, icon::Icon, scale, tokens},
    widgets,
};

/// A page that is dragged by a finger; where more follows, a board at its foot says so and turns the page.
pub(crate) fn ui(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    let scale = scale(ui);
    let area = ui.max_rect();
    let turn_key = ui.id().with((salt, "turn"));
    let turned: Option<f32> = ui.data_mut(|data| data.remove_temp(turn_key));
    let mut scroll = ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false])
        .scroll_source(egui::scroll_area::ScrollSource::ALL);
    if let Some(offset) = turned {
        scroll = scroll.vertical_scroll_offset(offset);
    }
    let shown = scroll.show(ui, add);
    let below = shown.content_size.y - shown.state.offset.y - shown.inner_rect.height();
    if below < scale.target * 0.7 {
        return;
    }
    let size = Vec2::new(widgets::text_width(ui, "Suite") + scale.body, scale.target);
    let rect = Rect::from_center_size(
        egui::pos2(area.center().x, area.bottom() - size.y / 2.0 - scale.gap() * 0.5),
        size,
    );
    let response = ui.interact(rect, turn_key, Sense::click());
    let round = CornerRadius::from(rect.height() / 2.0);
    let stroke = Stroke::new(1.5, tokens::EDGE_DEEP);
    ui.painter()
        .rect(rect, round, tokens::CARD, stroke, egui::StrokeKind::Inside);
    let at = rect.center() - Vec2::new(scale.body * 0.7, 0.0);
    ui.painter()
        .text(at, Align2::CENTER_CENTER, "Suite", look::bold(scale.body), tokens::INK);
    let arrow = Rect::from_center_size(
        rect.right_center() - Vec2::new(scale.body * 1.5, 0.0),
        Vec2::splat(scale.body),
    );
    Icon::Down.paint(ui.painter(), arrow, scale.body * 0.8, tokens::INK);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, "Suite de la page"));
    if response.clicked() {
        let offset = shown.state.offset.y + (shown.inner_rect.height() - scale.target * 1.4).min(below);
        ui.data_mut(|data| data.insert_temp(turn_key, offset));
        ui.ctx().request_repaint();
    }
}
