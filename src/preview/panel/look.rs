//! The house's typefaces and colours for egui: the only place that translates them.

use bevy::color::{Color, ColorToPacked};
use bevy_egui::egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, Style, Theme, Vec2,
    Visuals,
};

use crate::theme::{FONTS, tokens};

/// Sizes of type in the panel, points: it is read at arm's length, not from across an aisle.
pub const SMALL: f32 = 12.5;
pub const BODY: f32 = 14.5;
pub const HEADING: f32 = 17.0;
pub const TITLE: f32 = 23.0;

const DISPLAY: &str = "display";
const BOLD: &str = "bold";

/// A colour of the tokens.
pub fn colour(token: Color) -> Color32 {
    let [red, green, blue, alpha] = token.to_srgba().to_u8_array();
    Color32::from_rgba_unmultiplied(red, green, blue, alpha)
}

pub fn text(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

pub fn display(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(DISPLAY.into()))
}

/// Dresses everything egui draws.
pub fn wear(context: &Context) {
    let mut fonts = FontDefinitions::empty();
    let families = [
        (FontFamily::Name(DISPLAY.into()), FONTS.display),
        (FontFamily::Proportional, FONTS.text),
        (FontFamily::Monospace, FONTS.text),
        (FontFamily::Name(BOLD.into()), FONTS.text_bold),
    ];
    for (family, bytes) in families {
        let name = family.to_string();
        fonts
            .font_data
            .insert(name.clone(), FontData::from_static(bytes).into());
        fonts.families.insert(family, vec![name]);
    }
    context.set_fonts(fonts);
    context.set_theme(Theme::Light);
    context.set_style_of(Theme::Light, style());
}

fn style() -> Style {
    let mut visuals = Visuals::light();
    let (ink, paper) = (colour(tokens::INK), colour(tokens::PAPER));
    visuals.panel_fill = paper;
    visuals.window_fill = paper;
    visuals.extreme_bg_color = colour(tokens::PAPER_DEEP);
    visuals.override_text_color = Some(ink);
    visuals.selection.bg_fill = colour(tokens::SUN);
    visuals.selection.stroke = Stroke::new(1.0, ink);
    let widgets = &mut visuals.widgets;
    // The bar of a scroll area is the one widget that egui draws by itself.
    let states = [
        (&mut widgets.inactive, tokens::PAPER_EDGE),
        (&mut widgets.hovered, tokens::SUN_DEEP),
        (&mut widgets.active, tokens::EMBER),
    ];
    for (state, token) in states {
        state.bg_fill = colour(token);
        state.weak_bg_fill = colour(token);
        state.fg_stroke = Stroke::new(1.0, colour(token));
        state.bg_stroke = Stroke::NONE;
        state.corner_radius = CornerRadius::same(6);
    }
    let mut style = Style {
        visuals,
        ..Style::default()
    };
    style.spacing.item_spacing = Vec2::new(8.0, 7.0);
    style.spacing.window_margin = Margin::same(0);
    style.interaction.selectable_labels = false;
    style
}
