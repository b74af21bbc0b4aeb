//! The panel on the glass: egui over the whole screen while the door is not shut.

use std::collections::BTreeMap;

use bevy::{camera::ClearColorConfig, prelude::*, window::PrimaryWindow};
use bevy_egui::{
    EguiContexts, EguiGlobalSettings, EguiPlugin, EguiPrimaryContextPass, EguiTextureHandle, EguiUserTextures,
    PrimaryEguiContext,
    egui::{self, LayerId, TextureId, Ui, UiBuilder},
};
use etabli_staff::{
    Panel, StaffAction,
    look::{self, Fonts},
    panel_ui,
    view::Picture,
};

use super::{
    door::Door,
    fill::{Covers, Filling, Fixed},
    shot::Shots,
};
use crate::{
    kiosk::{carnet, display::Display},
    kit::Library,
    theme,
};

/// After everything of the visitors' own.
const ORDER: isize = 10;

/// What staff wish for.
#[derive(Message, Clone, Debug)]
pub struct Wished(pub StaffAction);

/// The camera that draws the panel, and nothing else.
#[derive(Component)]
struct PanelCamera;

/// The panel's own memory.
#[derive(Resource)]
struct Sheet(Panel);

/// Pictures that egui was given, by asset.
#[derive(Resource, Default)]
pub struct Pictures(BTreeMap<AssetId<Image>, TextureId>);

impl Pictures {
    /// As egui knows it, once it is loaded.
    pub fn of(&self, image: &Handle<Image>, images: &Assets<Image>) -> Option<Picture> {
        let texture = *self.0.get(&image.id())?;
        let size = images.get(image)?.size_f32();
        Some(Picture {
            texture,
            size: size.to_array(),
        })
    }
}

/// These pictures are wanted on the panel.
#[derive(Message, Clone, Debug)]
pub struct Hang(pub Handle<Image>);

pub(super) fn plugin(app: &mut App) {
    if !app.is_plugin_added::<EguiPlugin>() {
        app.add_plugins(EguiPlugin {
            // Few pictures: there is nothing to bind together.
            bindless_mode_array_size: None,
        });
    }
    app.insert_resource(EguiGlobalSettings {
        // The kiosk's camera would become the panel's.
        auto_create_primary_context: false,
        ..default()
    })
    .insert_resource(Sheet(Panel::new(1.0)))
    .init_resource::<Pictures>()
    .init_resource::<Covers>()
    .add_message::<Hang>()
    .add_systems(
        Update,
        (open_or_close, cover, hang, take_down)
            .chain()
            .in_set(crate::AppSystems::Feedback),
    )
    .add_systems(EguiPrimaryContextPass, draw);
}

fn open_or_close(mut commands: Commands, door: Res<Door>, shots: Res<Shots>, panel: Query<Entity, With<PanelCamera>>) {
    let is_there = !panel.is_empty();
    match (door.access().is_some() && !shots.is_aside(), is_there) {
        (true, false) => {
            commands.spawn((
                PanelCamera,
                PrimaryEguiContext,
                Camera2d,
                Msaa::Off,
                Camera {
                    order: ORDER,
                    // The visitors' cameras go on below it: one that comes and goes makes the renderer forget its meshes
                    // (stage/still.rs), and the frame times that staff read are those of the visitors' screen.
                    clear_color: ClearColorConfig::None,
                    ..default()
                },
            ));
        }
        (false, true) => panel.iter().for_each(|camera| commands.entity(camera).despawn()),
        _ => {}
    }
}

/// The kits' pictures are loaded when the panel opens, and let go with it.
fn cover(
    door: Res<Door>,
    library: Res<Library>,
    assets: Res<AssetServer>,
    fixed: Res<Fixed>,
    mut images: ResMut<Assets<Image>>,
    mut covers: ResMut<Covers>,
    mut wanted: MessageWriter<Hang>,
) {
    if !door.is_open() {
        if !covers.kits.is_empty() || covers.guide.is_some() {
            *covers = Covers::default();
        }
        return;
    }
    if let Some(guide) = fixed.agency.guide.as_deref().filter(|_| covers.guide.is_none())
        && let Some(code) = carnet::code_of(guide)
    {
        let code = images.add(code);
        wanted.write(Hang(code.clone()));
        covers.guide = Some(code);
    }
    for kit in library.playable() {
        if !covers.kits.contains_key(kit.id()) {
            let picture = assets.load(format!("kits://{}/{}", kit.id(), kit.intro().cover));
            wanted.write(Hang(picture.clone()));
            covers.kits.insert(kit.id().to_owned(), picture);
        }
    }
}

/// Pictures that nobody holds any more are taken down.
fn take_down(
    mut freed: MessageReader<AssetEvent<Image>>,
    mut pictures: ResMut<Pictures>,
    mut textures: ResMut<EguiUserTextures>,
) {
    for event in freed.read() {
        if let AssetEvent::Unused { id } = event
            && pictures.0.remove(id).is_some()
        {
            textures.remove_image(*id);
        }
    }
}

fn hang(mut wanted: MessageReader<Hang>, mut pictures: ResMut<Pictures>, mut textures: ResMut<EguiUserTextures>) {
    for Hang(image) in wanted.read() {
        let texture = textures.add_image(EguiTextureHandle::Weak(image.id()));
        pictures.0.insert(image.id(), texture);
    }
}

fn draw(
    mut contexts: EguiContexts,
    mut sheet: ResMut<Sheet>,
    mut dressed: Local<Option<Entity>>,
    camera: Single<Entity, With<PanelCamera>>,
    display: Res<Display>,
    window: Single<&Window, With<PrimaryWindow>>,
    filling: Filling,
    mut wished: MessageWriter<Wished>,
) -> Result {
    let Some(view) = filling.view() else {
        return Ok(());
    };
    let context = contexts.ctx_mut()?;
    if *dressed != Some(*camera) {
        let faces = theme::FONTS;
        look::wear(
            context,
            Fonts {
                display: faces.display,
                text: faces.text,
                text_bold: faces.text_bold,
            },
        );
        *dressed = Some(*camera);
        // Typefaces are there from the next pass on.
        return Ok(());
    }
    context.set_zoom_factor(window.resolution.base_scale_factor());
    sheet.0.px_per_mm = display.px_per_unit / display.mm_per_unit;
    let whole = UiBuilder::new()
        .layer_id(LayerId::background())
        .max_rect(context.viewport_rect());
    let mut ui = Ui::new(context.clone(), egui::Id::new("staff"), whole);
    let asked = panel_ui(&mut sheet.0, &mut ui, &view);
    wished.write_batch(asked.into_iter().map(Wished));
    Ok(())
}
