//! What stays while pages change: the head with the time, the tabs, the last change that can be taken back.

use egui::{
    Align, Align2, CornerRadius, Layout, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType,
};

use crate::{
    action::StaffAction,
    look::{
        self,
        icon::{self, Icon},
        scale,
        tokens::{self, Tone},
    },
    pages,
    panel::{Panel, Tab},
    phrases,
    view::{Access, StaffView},
    widgets::{self, Face},
};

/// Below this the panel says that it will lock itself.
const LOCK_TOLD_SECS: u32 = 20;

pub fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let area = ui.max_rect();
    let scale = scale(ui);
    let is_wide = area.width() > area.height();
    let head_height = scale.target + 2.0 * scale.gap();
    let (head, rest) = area.split_top_bottom_at_y(area.top() + head_height);
    let (tabs, page) = if is_wide {
        rest.split_left_right_at_x(rest.left() + tabs_width(ui))
    } else {
        let (page, tabs) = rest.split_top_bottom_at_y(rest.bottom() - scale.target * 1.5 - scale.gap());
        (tabs, page)
    };
    inside(ui, head.shrink2(Vec2::new(scale.inset(), scale.gap())), "head", |ui| {
        head_ui(ui, view, actions);
    });
    inside(ui, tabs.shrink(scale.gap() * 0.7), "tabs", |ui| {
        tabs_ui(panel, ui, view, is_wide)
    });
    let page = if is_wide { page.with_max_y(page.bottom()) } else { page };
    let foot_height = foot_height(ui, view);
    let (page, foot) = page.split_top_bottom_at_y(page.bottom() - foot_height);
    inside(ui, page, "page", |ui| scrolled(panel, ui, view, actions));
    if foot_height > 0.0 {
        inside(
            ui,
            foot.shrink2(Vec2::new(scale.inset(), scale.gap() * 0.7)),
            "foot",
            |ui| {
                foot_ui(ui, view, actions);
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

fn tabs_width(ui: &Ui) -> f32 {
    let scale = scale(ui);
    let widths = Tab::ALL.map(|tab| {
        let job = egui::text::LayoutJob::simple_singleline(tab.name().to_owned(), look::bold(scale.body), tokens::INK);
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    });
    widths.into_iter().fold(0.0, f32::max) + scale.body * 2.2 + scale.inset() * 2.4
}

fn head_ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let scale = scale(ui);
    let rect = ui.max_rect();
    let close = "Revenir aux visiteurs";
    let close_width = widgets::text_width(ui, close).min(rect.width() * 0.5);
    let (text, button) = rect.split_left_right_at_x(rect.right() - close_width);
    inside(ui, button, "close", |ui| {
        if widgets::sized(ui, Face::Act, close, close_width) {
            actions.push(StaffAction::Close);
        }
    });
    inside(ui, text, "title", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let event = if view.event.id.is_some() {
            view.event.name.fr.as_str()
        } else {
            "Aucun événement choisi"
        };
        let painter = ui.painter_at(text);
        let name = widgets::fit(
            ui,
            event,
            look::display(scale.heading()),
            tokens::INK,
            text.width() - scale.gap(),
        );
        let height = name.size().y + scale.small() * 1.25;
        let top = text.center().y - height / 2.0;
        let below = top + name.size().y;
        painter.galley(egui::pos2(text.left(), top), name, tokens::INK);
        let told = told(view);
        let ink = if told.1 { tokens::SUN } else { tokens::INK_SOFT };
        painter.text(
            egui::pos2(text.left(), below),
            Align2::LEFT_TOP,
            told.0,
            look::text(scale.small()),
            ink,
        );
    });
}

/// The line under the title, and whether it wants to be noticed.
fn told(view: &StaffView) -> (String, bool) {
    match view.access {
        Access::Open { locks_in_secs } if locks_in_secs <= LOCK_TOLD_SECS => (
            format!("Sans toucher l’écran, verrouillage dans {locks_in_secs} s"),
            true,
        ),
        _ => (
            format!("{} · {}", phrases::day(view.now.date()), phrases::time(view.now.time())),
            false,
        ),
    }
}

fn tabs_ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, is_wide: bool) {
    let scale = scale(ui);
    let area = ui.max_rect();
    let count = Tab::ALL.len() as f32;
    let gap = scale.gap() * 0.6;
    for (index, tab) in Tab::ALL.into_iter().enumerate() {
        let index = index as f32;
        let rect = if is_wide {
            let height = ((area.height() - gap * (count - 1.0)) / count).min(scale.target * 1.5);
            Rect::from_min_size(
                area.min + Vec2::new(0.0, index * (height + gap)),
                Vec2::new(area.width(), height),
            )
        } else {
            let width = (area.width() - gap * (count - 1.0)) / count;
            Rect::from_min_size(
                area.min + Vec2::new(index * (width + gap), 0.0),
                Vec2::new(width, area.height()),
            )
        };
        if tab_ui(
            ui,
            tab,
            rect,
            panel.tab == tab,
            pages::wants_attention(tab, view),
            is_wide,
        ) {
            panel.show(tab);
        }
    }
}

fn tab_ui(ui: &mut Ui, tab: Tab, rect: Rect, is_chosen: bool, wants: Option<Tone>, is_wide: bool) -> bool {
    let scale = scale(ui);
    let response = ui.interact(rect, ui.id().with(tab.name()), Sense::click());
    let (ground, ink) = match (is_chosen, response.is_pointer_button_down_on()) {
        (true, _) => (tokens::LEAF, tokens::ON_COLOUR),
        (false, true) => (tokens::EDGE, tokens::INK),
        (false, false) => (tokens::GROUND, tokens::INK),
    };
    ui.painter()
        .rect_filled(rect, CornerRadius::from(scale.radius() * 0.8), ground);
    let icon_size = scale.body * 1.35;
    let name = tab.name();
    let place = if is_wide {
        let place = rect.left_center() + Vec2::new(scale.inset() + icon_size / 2.0, 0.0);
        let at = place + Vec2::new(icon_size * 0.5 + scale.gap(), 0.0);
        let font = if is_chosen {
            look::bold(scale.body)
        } else {
            look::text(scale.body)
        };
        ui.painter().text(at, Align2::LEFT_CENTER, name, font, ink);
        place
    } else {
        let place = rect.center() - Vec2::new(0.0, scale.small() * 0.75);
        let at = rect.center() + Vec2::new(0.0, icon_size * 0.75);
        let size = scale.small().min(rect.width() / 5.2);
        ui.painter()
            .text(at, Align2::CENTER_CENTER, name, look::bold(size), ink);
        place
    };
    icon(tab).paint(
        ui.painter(),
        Rect::from_center_size(place, Vec2::splat(icon_size)),
        icon_size,
        ink,
    );
    if let Some(tone) = wants {
        let ground = if tone == Tone::Bad { tokens::EMBER } else { tokens::SUN };
        let at = place + Vec2::new(icon_size * 0.55, -icon_size * 0.5);
        let ring = Stroke::new(2.0, if is_chosen { tokens::LEAF } else { tokens::GROUND });
        ui.painter().circle(at, scale.body * 0.34, ground, ring);
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_chosen, name));
    response.clicked()
}

fn icon(tab: Tab) -> Icon {
    match tab {
        Tab::Event => Icon::Event,
        Tab::Kits => Icon::Kits,
        Tab::Kiosk => Icon::Kiosk,
        Tab::Data => Icon::Data,
        Tab::Health => Icon::Health,
        Tab::Help => Icon::Help,
    }
}

fn scrolled(panel: &mut Panel, ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    let scale = scale(ui);
    let tab = panel.tab;
    scroll(ui, tab.name(), |ui| {
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

/// A page that is dragged by a finger; where more follows, a board at its foot says so and turns the page.
pub(crate) fn scroll(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
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

fn foot_height(ui: &Ui, view: &StaffView) -> f32 {
    let scale = scale(ui);
    let line = scale.target + 1.4 * scale.gap();
    let lines = f32::from(u8::from(view.undo.is_some())) + f32::from(u8::from(view.notice.is_some()));
    lines * line
}

/// What became of the last wish, and the last change that can be taken back.
fn foot_ui(ui: &mut Ui, view: &StaffView, actions: &mut Vec<StaffAction>) {
    if let Some(notice) = &view.notice {
        let tone = if notice.is_good { Tone::Good } else { Tone::Bad };
        if foot_line(ui, tone, &notice.text, "Compris") {
            actions.push(StaffAction::DismissNotice);
        }
    }
    if let Some(change) = &view.undo {
        if foot_line(ui, Tone::Plain, change, "Annuler") {
            actions.push(StaffAction::Undo);
        }
    }
}

fn foot_line(ui: &mut Ui, tone: Tone, text: &str, deed: &str) -> bool {
    let scale = scale(ui);
    let size = Vec2::new(ui.available_width(), scale.target);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let ground = if tone == Tone::Plain {
        tokens::CARD
    } else {
        tone.ground()
    };
    let stroke = Stroke::new(1.0, tokens::EDGE);
    ui.painter().rect(
        rect,
        CornerRadius::from(scale.radius() * 0.8),
        ground,
        stroke,
        egui::StrokeKind::Inside,
    );
    let deed_width = widgets::text_width(ui, deed);
    let (words, button) = rect.split_left_right_at_x(rect.right() - deed_width);
    let words = words.shrink2(Vec2::new(scale.gap(), 0.0));
    let ink = if tone == Tone::Plain { tokens::INK } else { tone.ink() };
    let line = widgets::fit(ui, text, look::text(scale.body), ink, words.width());
    let at = words.left_center() - Vec2::new(0.0, line.size().y / 2.0);
    ui.painter().galley(at, line, ink);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    inside(ui, button, deed, |ui| widgets::sized(ui, Face::Plain, deed, deed_width))
}
