//! The panel's own calm look: light, few colours, one typeface to read and one for titles.

pub mod icon;
mod scale;
pub mod tokens;

use egui::{Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Style, Theme, Vec2, Visuals};

pub use scale::{Scale, scale};

const DISPLAY: &str = "display";
const BOLD: &str = "bold";

/// The typefaces of the house, as the app has them in its program.
#[derive(Clone, Copy, Debug)]
pub struct Fonts {
    pub display: &'static [u8],
    pub text: &'static [u8],
    pub text_bold: &'static [u8],
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

/// Dresses everything egui draws in this context; once, before the first frame of the panel.
pub fn wear(context: &Context, fonts: Fonts) {
    let mut definitions = FontDefinitions::empty();
    let families = [
        (FontFamily::Name(DISPLAY.into()), fonts.display),
        (FontFamily::Proportional, fonts.text),
        (FontFamily::Monospace, fonts.text),
        (FontFamily::Name(BOLD.into()), fonts.text_bold),
    ];
    for (family, bytes) in families {
        let name = family.to_string();
        definitions
            .font_data
            .insert(name.clone(), FontData::from_static(bytes).into());
        definitions.families.insert(family, vec![name]);
    }
    context.set_fonts(definitions);
    context.set_theme(Theme::Light);
    context.set_style_of(Theme::Light, style());
}

fn style() -> Style {
    let mut visuals = Visuals::light();
    visuals.panel_fill = tokens::GROUND;
    visuals.window_fill = tokens::GROUND;
    visuals.extreme_bg_color = tokens::WELL;
    visuals.override_text_color = Some(tokens::INK);
    visuals.selection.bg_fill = tokens::LEAF_PALE;
    visuals.selection.stroke = Stroke::new(1.0, tokens::INK);
    // The bar of a scroll area is the one widget that egui draws by itself.
    for state in [
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
    ] {
        state.bg_fill = tokens::EDGE;
        state.weak_bg_fill = tokens::EDGE;
        state.fg_stroke = Stroke::new(1.0, tokens::EDGE_DEEP);
        state.bg_stroke = Stroke::NONE;
        state.corner_radius = CornerRadius::same(6);
    }
    let mut style = Style {
        visuals,
        ..Style::default()
    };
    style.spacing.item_spacing = Vec2::splat(0.0);
    style.interaction.selectable_labels = false;
    style
}
