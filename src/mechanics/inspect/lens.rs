//! The magnifier: what is under the finger, twice as large, where the hand does not hide it.
//!
//! A second camera draws it into a small square that a round frame shows. Without a graphics card it sees nothing but the
//! piece: to draw the whole diorama twice costs a frame.

use bevy::{
    camera::{ClearColorConfig, ImageRenderTarget, RenderTarget, visibility::RenderLayers},
    core_pipeline::tonemapping::{DebandDither, Tonemapping},
    light::cluster::ClusterConfig,
    prelude::*,
    render::{render_resource::TextureFormat, view::NoIndirectDrawing},
};

use super::play::{Inspection, Looking};
use crate::{
    AppSystems,
    kiosk::display::Display,
    mechanics::play::Live,
    stage::{
        eye::{Covered, Eye, Sky},
        quality::Quality,
        still,
    },
    theme::{tokens, widgets},
};

/// Only what is on this layer is magnified where drawing is dear.
pub(super) const LAYER: usize = 2;
/// Side of the picture, pixels.
const PICTURE_PX: u32 = 256;
/// Width of the lens with its rim, and of the rim, units.
const LENS: f32 = 78.0;
const RIM: f32 = 5.0;
/// The cross hairs: a small ring in the middle, units.
const AIM: f32 = 13.0;
const AIM_LINE: f32 = 1.6;
/// From the fingertip to the middle of the lens, units: past the finger's nail.
const REACH: f32 = LENS / 2.0 + 22.0;
const ZOOM: f32 = 2.0;
/// A finger that stays shorter only taps: no lens flashes up, seconds.
const AFTER_SECS: f32 = 0.16;
/// Over the diorama and its marks, under the ghost's hand and the overlays.
const LEVEL: i32 = 4;

#[derive(Component)]
struct LensCamera;

#[derive(Component)]
struct LensFrame;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            grind.run_if(resource_added::<Inspection>),
            hold.run_if(any_with_component::<LensCamera>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Makes the lens for the first piece that is looked at; the next ones find it there.
fn grind(
    mut commands: Commands,
    known: Query<(), With<LensCamera>>,
    quality: Res<Quality>,
    mut images: ResMut<Assets<Image>>,
) {
    if !known.is_empty() {
        return;
    }
    // Plain numbers: the stage draws display colours, and so does the frame that shows them.
    let picture = Image::new_target_texture(PICTURE_PX, PICTURE_PX, TextureFormat::Rgba8Unorm, None);
    let layers = match *quality {
        Quality::Low => RenderLayers::layer(LAYER),
        Quality::High => RenderLayers::from_layers(&[0, still::STANDING, LAYER]),
    };
    commands.spawn((
        LensCamera,
        Camera3d::default(),
        Camera {
            // Before the eye, which shows it.
            order: -1,
            is_active: false,
            ..default()
        },
        RenderTarget::Image(ImageRenderTarget::from(images.add(picture))),
        Tonemapping::None,
        DebandDither::Disabled,
        quality.msaa(),
        NoIndirectDrawing,
        ClusterConfig::Single,
        layers,
    ));
}

fn hold(
    mut commands: Commands,
    inspection: Option<Res<Inspection>>,
    looking: Looking,
    live: Res<Live>,
    display: Res<Display>,
    covered: Res<Covered>,
    sky: Res<Sky>,
    lens: Single<(&mut Camera, &mut Transform, &mut Projection, &RenderTarget), (With<LensCamera>, Without<Eye>)>,
    mut frames: Query<(Entity, &mut Node), With<LensFrame>>,
) {
    let (mut camera, mut transform, mut projection, target) = lens.into_inner();
    let finger = inspection
        .filter(|_| live.is_running())
        .and_then(|inspection| staying_finger(&inspection));
    let Some((finger, ray)) = finger.and_then(|at| Some((looking.units(at), looking.ray(at)?))) else {
        if camera.is_active {
            camera.is_active = false;
        }
        for (frame, _) in &frames {
            commands.entity(frame).despawn();
        }
        return;
    };
    camera.is_active = true;
    let [red, green, blue, _] = sky.0.horizon.to_srgba().to_f32_array();
    camera.clear_color = ClearColorConfig::Custom(Color::linear_rgb(red, green, blue));
    *transform = Transform::from_translation(ray.origin).looking_to(ray.direction, looking.transform().up());
    *projection = Projection::from(PerspectiveProjection {
        fov: 2.0 * (looking.half_slope() * (LENS - 2.0 * RIM) / display.whole.y / ZOOM).atan(),
        aspect_ratio: 1.0,
        near: 0.1,
        far: 200.0,
        ..default()
    });
    // The buttons of the top bar stay in reach: the other hand may want them.
    let free = Rect {
        min: Vec2::new(covered.left, covered.top.max(tokens::TOP_BAR)),
        max: display.size - Vec2::new(covered.right, covered.bottom),
    };
    let corner = beside(finger, free) - LENS / 2.0;
    if let Some((_, mut node)) = frames.iter_mut().next() {
        (node.left, node.top) = (px(corner.x), px(corner.y));
    } else if let Some(picture) = target.as_image() {
        frame(&mut commands, picture.clone(), corner);
    }
}

/// The finger that does more than tap, window pixels.
fn staying_finger(inspection: &Inspection) -> Option<Vec2> {
    let stays = inspection.state.held_secs()? > AFTER_SECS;
    inspection.finger().filter(|_| stays)
}

fn frame(commands: &mut Commands, picture: Handle<Image>, corner: Vec2) {
    let round = |width: f32, border: f32| Node {
        width: px(width),
        height: px(width),
        border: UiRect::all(px(border)),
        border_radius: BorderRadius::MAX,
        ..default()
    };
    let rim = Node {
        position_type: PositionType::Absolute,
        left: px(corner.x),
        top: px(corner.y),
        ..round(LENS, RIM)
    };
    let glass = Node {
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..round(LENS - 2.0 * RIM, 0.0)
    };
    commands
        .spawn((
            LensFrame,
            GlobalZIndex(LEVEL),
            widgets::glass(rim),
            BackgroundColor(tokens::PAPER_EDGE),
            BorderColor::all(tokens::PAPER),
            widgets::shadow(9.0),
        ))
        .with_children(|rim| {
            rim.spawn((widgets::glass(glass), ImageNode::new(picture))).with_child((
                widgets::glass(round(AIM, AIM_LINE)),
                BorderColor::all(tokens::SUN.with_alpha(0.85)),
            ));
        });
}

/// Middle of a lens for a finger, units: above it where there is room, else beside it, never under the hand.
fn beside(finger: Vec2, free: Rect) -> Vec2 {
    const WAYS: [Vec2; 5] = [
        Vec2::new(0.0, -1.0),
        Vec2::new(-0.77, -0.64),
        Vec2::new(0.77, -0.64),
        Vec2::new(-1.0, 0.0),
        Vec2::new(1.0, 0.0),
    ];
    /// The rim keeps so far from the fingertip, units.
    const CLEAR: f32 = 10.0;
    let half = Vec2::splat(LENS / 2.0);
    let (low, high) = (free.min + half, (free.max - half).max(free.min + half));
    let places = WAYS.map(|way| (finger + way * REACH).clamp(low, high));
    let is_clear = |place: &Vec2| place.distance(finger) >= LENS / 2.0 + CLEAR;
    places.into_iter().find(is_clear).unwrap_or(places[0])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FREE: Rect = Rect {
        min: Vec2::new(10.0, 16.0),
        max: Vec2::new(500.0, 390.0),
    };

    #[test]
    fn the_lens_stands_above_the_finger_where_there_is_room() {
        let finger = Vec2::new(250.0, 300.0);
        assert_eq!(beside(finger, FREE), finger - Vec2::Y * REACH);
    }

    proptest! {
        #[test]
        fn the_lens_is_on_the_glass_and_never_over_the_fingertip(x in 10f32..500.0, y in 16f32..390.0) {
            let finger = Vec2::new(x, y);
            let middle = beside(finger, FREE);
            let (min, max) = (middle - LENS / 2.0, middle + LENS / 2.0);
            prop_assert!(FREE.inflate(1e-3).contains(min) && FREE.inflate(1e-3).contains(max), "{} for {}", middle, finger);
            prop_assert!(middle.distance(finger) > LENS / 2.0, "{} for {}", middle, finger);
        }
    }
}
