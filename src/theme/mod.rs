//! How Établi looks: tokens, typefaces, icons, widgets and their motion. Looks live here only.

pub mod motion;
mod nodes;
pub mod painter;
pub mod tokens;
pub mod widgets;

use bevy::{prelude::*, text::Font};

/// Typefaces and pictures of the interface.
#[derive(Resource, Clone)]
pub struct Look {
    pub display: Handle<Font>,
    pub text: Handle<Font>,
    pub text_bold: Handle<Font>,
}

/// The files of the typefaces.
pub struct Fonts {
    pub display: &'static [u8],
    pub text: &'static [u8],
    pub text_bold: &'static [u8],
}

/// Part of the program, so that no missing file can turn « é » into a box.
pub const FONTS: Fonts = Fonts {
    display: include_bytes!("../../assets/fonts/display.ttf"),
    text: include_bytes!("../../assets/fonts/text.ttf"),
    text_bold: include_bytes!("../../assets/fonts/text_bold.ttf"),
};

pub(crate) fn plugin(app: &mut App) {
    let mut fonts = app.world_mut().resource_mut::<Assets<Font>>();
    let mut font = |bytes: &'static [u8]| fonts.add(Font::from_bytes(bytes.to_vec()));
    let look = Look {
        display: font(FONTS.display),
        text: font(FONTS.text),
        text_bold: font(FONTS.text_bold),
    };
    app.insert_resource(look)
        .add_plugins((motion::plugin, nodes::plugin, widgets::plugin));
}
