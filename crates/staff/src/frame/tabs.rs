//! The six tabs: at the left of a wide screen, at the foot of a high one.

use egui::{Align2, Color32, CornerRadius, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

use crate::{
    look::{
        self,
        icon::Icon,
        scale,
        tokens::{self, Tone},
    },
    pages,
    panel::{Panel, Tab},
    view::StaffView,
};

/// Width of the tabs beside a page, points.
pub(super) fn width(ui: &Ui) -> f32 {
    let scale = scale(ui);
    let widths = Tab::ALL.map(|tab| {
        let job = egui::text::LayoutJob::simple_singleline(tab.name().to_owned(), look::bold(scale.body), tokens::INK);
        ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x
    });
    widths.into_iter().fold(0.0, f32::max) + scale.body * 2.2 + scale.inset() * 2.4
}

pub(super) fn ui(panel: &mut Panel, ui: &mut Ui, view: &StaffView, is_wide: bool) {
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
        (true, _) => (Some(tokens::LEAF), tokens::ON_COLOUR),
        (false, true) => (Some(tokens::EDGE), tokens::INK),
        (false, false) => (None, tokens::INK),
    };
    if let Some(ground) = ground {
        let radius = CornerRadius::from(scale.radius() * 0.8);
        ui.painter().rect_filled(rect, radius, ground);
    }
    let place = name_ui(ui, tab, rect, is_chosen, is_wide, ink);
    if let Some(tone) = wants {
        dot_ui(ui, place, tone, is_chosen);
    }
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_chosen, tab.name()));
    response.clicked()
}

/// The pictogram with the name beside it or below it; where the pictogram is.
fn name_ui(ui: &Ui, tab: Tab, rect: Rect, is_chosen: bool, is_wide: bool, ink: Color32) -> Pos2 {
    let scale = scale(ui);
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
    place
}

/// Something on this page wants to be looked at.
fn dot_ui(ui: &Ui, place: Pos2, tone: Tone, is_chosen: bool) {
    let body = scale(ui).body;
    let ground = if tone == Tone::Bad {
        tokens::EMBER
    } else {
        tokens::SUN_DOT
    };
    let at = place + Vec2::new(body * 0.74, -body * 0.67);
    let ring = Stroke::new(2.0, if is_chosen { tokens::LEAF } else { tokens::GROUND });
    ui.painter().circle(at, body * 0.34, ground, ring);
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
