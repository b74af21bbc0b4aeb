//! What stays while pages change: the head, the tabs, the last change that can be taken back.

mod foot;
mod head;
mod scroll;
mod tabs;

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, Vec2};

use crate::{
    action::StaffAction,
    look::{
        icon, scale,
        tokens::{self, Tone},
    },
    pages,
    panel::Panel,
    view::StaffView,
    widgets,
};

pub(crate) use scroll::ui as scroll;

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let area = ui.max_rect();
    let scale = scale(ui);
    let is_wide = area.width() > area.height();
    let head_height = scale.target + 2.0 * scale.gap();
    let (head, rest) = area.split_top_bottom_at_y(area.top() + head_height);
    let (tabs, page) = if is_wide {
        rest.split_left_right_at_x(rest.left() + tabs::width(ui))
    } else {
        let (page, tabs) = rest.split_top_bottom_at_y(rest.bottom() - scale.target * 1.5 - scale.gap());
        (tabs, page)
    };
    inside(ui, head.shrink2(Vec2::new(scale.inset(), scale.gap())), "head", |ui| {
        head::ui(ui, view, actions);
    });
    inside(ui, tabs.shrink(scale.gap() * 0.7), "tabs", |ui| {
        tabs::ui(panel, ui, view, is_wide);
    });
    let foot_height = foot::height(ui, view, page.width());
    let (page, foot) = page.split_top_bottom_at_y(page.bottom() - foot_height);
    inside(ui, page, "page", |ui| scrolled(panel, ui, view, actions));
    if foot_height > 0.0 {
        inside(
            ui,
            foot.shrink2(Vec2::new(scale.inset(), scale.gap() * 0.7)),
            "foot",
            |ui| {
                foot::ui(ui, view, actions);
            },
        );
    }
}

/// A part of the screen as a place of its own.
pub(crate) fn inside<R>(ui: &mut Ui, rect: Rect, salt: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new()
        .id_salt(salt)
        .max_rect(rect)
        .layout(Layout::top_down(Align::Min));
    let mut child = ui.new_child(builder);
    child.set_clip_rect(rect.expand(scale(ui).gap() * 0.5).intersect(ui.clip_rect()));
    add(&mut child)
}

/// A card of this width, as high as what it holds: at the upper edge (0), in the middle (0.5) or at the lower edge (1).
pub(crate) fn floating(ui: &mut Ui, width: f32, down: f32, add: impl FnOnce(&mut Ui)) {
    let scale = scale(ui);
    let area = ui.max_rect().shrink(scale.gap());
    let key = ui.id().with("floating height");
    // Known from the frame before.
    let height: f32 = ui.data(|data| data.get_temp(key)).unwrap_or(area.height());
    let top = area.top() + ((area.height() - height) * down).max(0.0);
    let width = width.min(area.width());
    let left = area.center().x - width / 2.0;
    let rect = Rect::from_min_max(egui::pos2(left, top), egui::pos2(left + width, area.bottom()));
    let shown = inside(ui, rect, "floating", |ui| {
        widgets::card(ui, "", add);
        ui.min_rect().height()
    });
    if (shown - height).abs() > 1.0 {
        ui.data_mut(|data| data.insert_temp(key, shown));
        ui.ctx().request_repaint();
    }
}

fn scrolled(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let scale = scale(ui);
    let tab = panel.tab;
    scroll::ui(ui, tab.name(), |ui| {
        egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(scale.inset() as i8, (scale.gap() * 0.5) as i8))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = Vec2::splat(scale.gap());
                pages::repair::ui(ui, view, actions);
                tasks_ui(ui, view);
                pages::ui(panel, ui, view, actions);
                ui.add_space(scale.target * 0.6);
            });
    });
}

fn tasks_ui(ui: &mut Ui, view: &StaffView) {
    for task in &view.tasks {
        widgets::card(ui, "", |ui| {
            let scale = scale(ui);
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(scale.body * 1.4), Sense::hover());
                let now = ui.input(|input| input.time);
                icon::spinner(ui.painter(), rect.center(), scale.body * 0.5, tokens::LEAF, now);
                widgets::strong(ui, &task.title);
            });
            if let Some(done) = task.done {
                widgets::meter(ui, done, Tone::Good);
            }
            ui.ctx().request_repaint_after_secs(0.05);
        });
    }
}
