//! What a screen needs to draw itself: texts in the visitor's language, type sizes, pictures, room.

use bevy::{asset::RenderAssetUsages, ecs::system::SystemParam, image::ImageLoaderSettings, prelude::*};

use super::{Look, tokens::TypeSize};
use crate::{
    config::KioskConfig,
    kiosk::display::Display,
    language::{Bilingual, Language, Texts},
    visitor::Visit,
};

/// The interface texts as a resource.
#[derive(Resource, Default)]
pub struct InterfaceTexts(pub Texts);

/// A face of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Display,
    Text,
    TextBold,
}

/// What the words on the glass depend on besides what they say: when it changes they are drawn anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    language: Language,
    large: bool,
    display: Display,
}

impl Manner {
    /// Whether texts read the same, wherever they stand.
    pub fn reads_like(&self, other: &Self) -> bool {
        (self.language, self.large) == (other.language, other.large)
    }
}

#[derive(SystemParam)]
pub struct Painter<'w> {
    texts: Res<'w, InterfaceTexts>,
    look: Res<'w, Look>,
    pub visit: Res<'w, Visit>,
    pub display: Res<'w, Display>,
    pub config: Res<'w, KioskConfig>,
    assets: Res<'w, AssetServer>,
}

impl Painter<'_> {
    pub fn language(&self) -> Language {
        self.visit.language()
    }

    /// An interface text.
    pub fn say(&self, key: &str) -> String {
        self.texts.0.get(key, self.language(), self.visit.address())
    }

    /// An interface text with arguments.
    pub fn say_with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.texts.0.with(key, self.language(), self.visit.address(), arguments)
    }

    /// A text of a kit.
    pub fn tell(&self, text: &Bilingual) -> String {
        text.get(self.language()).to_owned()
    }

    pub fn large(&self) -> bool {
        self.visit.preferences.large_text
    }

    pub fn is_portrait(&self) -> bool {
        self.display.is_portrait()
    }

    pub fn manner(&self) -> Manner {
        Manner {
            language: self.language(),
            large: self.large(),
            display: *self.display,
        }
    }

    pub fn font(&self, face: Face, size: TypeSize) -> TextFont {
        let handle = match face {
            Face::Display => &self.look.display,
            Face::Text => &self.look.text,
            Face::TextBold => &self.look.text_bold,
        };
        TextFont {
            font: handle.into(),
            font_size: FontSize::Px(size.units(self.large())),
            ..default()
        }
    }

    /// A picture of the interface, white on transparent: `assets/images/icons/<name>.png`.
    pub fn icon(&self, name: &str) -> Handle<Image> {
        drawn_only(&self.assets, format!("images/icons/{name}.png"))
    }

    /// A picture of a kit.
    pub fn picture(&self, kit: &str, file: &str) -> Handle<Image> {
        drawn_only(&self.assets, format!("kits://{kit}/{file}"))
    }
}

/// Loads a picture that only the renderer needs: it is not kept twice, and its display colours are drawn as they are.
pub fn drawn_only(assets: &AssetServer, path: String) -> Handle<Image> {
    let settings = |settings: &mut ImageLoaderSettings| {
        settings.asset_usage = RenderAssetUsages::RENDER_WORLD;
        settings.is_srgb = false;
    };
    assets.load_builder().with_settings(settings).load(path)
}
