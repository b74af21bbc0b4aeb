//! The helmet: when the arc lights, the visor comes down over the eye and the world grows dark behind its glass; when
//! the arc is out it lifts again. Slow enough that it never flashes, whatever a hand does.

use std::f32::consts::TAU;

use bevy::{
    asset::RenderAssetUsages,
    camera::{Exposure, visibility::NoFrustumCulling},
    light::NotShadowCaster,
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};

use super::play::Welding;
use crate::{
    AppSystems,
    kiosk::display::Display,
    stage::{
        Curtain,
        eye::{Covered, Eye, FOV},
        material::Backdrop,
    },
    theme::tokens,
};

/// The visor before the eye.
#[derive(Component)]
struct Visor;

/// How far the helmet is down, 0 to 1, and how long the arc has been out, seconds.
#[derive(Resource)]
struct Helmet {
    down: f32,
    dark_secs: f32,
}

impl Default for Helmet {
    fn default() -> Self {
        Self {
            down: 0.0,
            dark_secs: f32::INFINITY,
        }
    }
}

/// It comes down and lifts in this time, seconds: with the wait below, less than one change a second.
const MOVES_SECS: f32 = 0.5;
/// It stays down this long after the arc, seconds: who starts anew at once looks through it still.
const STAYS_SECS: f32 = 0.9;
/// What is left of the light behind the glass.
const SHADE: f32 = 0.28;
/// The visor is this far from the eye, metres: nearer than anything that stands.
const DISTANCE: f32 = 0.2;
/// The window, as shares of the part of the screen no panel covers; its corners are round.
const WINDOW: Vec2 = Vec2::new(0.98, 0.94);
const CORNERS: f32 = 0.16;
/// The rim around the window is so wide, as a share of the window's height; beyond it the shell covers the rest.
const RIM: f32 = 0.045;
/// As many screens the shell reaches, so that nothing shows beside it while it moves.
const REACH: f32 = 4.0;
/// Its lower edge, heights of the screen under the middle: below the screen when worn, above it when lifted.
const CHIN: f32 = 0.56;
/// Points of the outline.
const SEGMENTS: u32 = 56;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Helmet>()
        .add_systems(Update, (watch, wear, shade).chain().in_set(AppSystems::Feedback));
}

fn watch(welding: Option<Res<Welding>>, curtain: Res<Curtain>, mut helmet: ResMut<Helmet>, time: Res<Time<Virtual>>) {
    let burns = welding.is_some_and(|welding| welding.state.torch().is_some());
    let next = helmet.after(time.delta_secs(), burns, curtain.open);
    // Nobody's eye is moved while nothing happens.
    if next.down == helmet.down {
        *helmet.bypass_change_detection() = next;
    } else {
        *helmet = next;
    }
}

impl Helmet {
    /// Down while the arc burns, and a little longer.
    fn after(&self, secs: f32, burns: bool, open: bool) -> Self {
        let dark_secs = if burns { 0.0 } else { self.dark_secs + secs };
        let goal = f32::from(u8::from(open && dark_secs < STAYS_SECS));
        let most = secs / MOVES_SECS;
        Self {
            down: self.down + (goal - self.down).clamp(-most, most),
            dark_secs,
        }
    }
}

/// The visor hangs before the eye while the helmet is anything but up.
fn wear(
    mut commands: Commands,
    helmet: Res<Helmet>,
    eye: Single<Entity, With<Eye>>,
    visor: Option<Single<(Entity, &Mesh3d, &mut Transform), With<Visor>>>,
    display: Res<Display>,
    covered: Res<Covered>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut backdrops: ResMut<Assets<Backdrop>>,
    mut seen: Local<Option<(Display, Covered)>>,
) {
    let here = (*display, *covered);
    match visor {
        None if helmet.down > 0.0 => {
            *seen = Some(here);
            commands.spawn((
                Visor,
                ChildOf(*eye),
                Mesh3d(meshes.add(shell(&display, &covered))),
                MeshMaterial3d(backdrops.add(Backdrop {})),
                NoFrustumCulling,
                NotShadowCaster,
                lifted(helmet.down),
            ));
        }
        None => {}
        Some(visor) => {
            let (entity, mesh, mut transform) = visor.into_inner();
            if helmet.down == 0.0 {
                commands.entity(entity).despawn();
                return;
            }
            // Turned screens and larger texts move the window.
            if *seen != Some(here)
                && let Some(mut mesh) = meshes.get_mut(&mesh.0)
            {
                *mesh = shell(&display, &covered);
                *seen = Some(here);
            }
            transform.set_if_neq(lifted(helmet.down));
        }
    }
}

/// Where the visor is: it comes from above.
fn lifted(down: f32) -> Transform {
    let up = 1.0 - ease(down);
    let height = 2.0 * DISTANCE * (FOV / 2.0).tan();
    Transform::from_xyz(0.0, 1.25 * height * up, -DISTANCE)
}

fn ease(along: f32) -> f32 {
    along * along * (3.0 - 2.0 * along)
}

/// The eye behind the glass sees less light; the arc and what glows are seen as before. Half a stop for each: shaders
/// take the exposure for what becomes of display colours, which are about the square roots of light (display.wgsl).
fn shade(helmet: Res<Helmet>, mut eye: Single<&mut Exposure, With<Eye>>) {
    if !helmet.is_changed() {
        return;
    }
    let light = 1.0 + (SHADE - 1.0) * ease(helmet.down);
    eye.ev100 = Exposure::EV100_BLENDER - 0.5 * light.log2();
}

/// The helmet's inside with its window cut out, in the plane of the visor (metres): rim inside, shell outside.
fn shell(display: &Display, covered: &Covered) -> Mesh {
    let screen = display.whole;
    let height = 2.0 * DISTANCE * (FOV / 2.0).tan();
    let metres = height / screen.y;
    let free = Rect::new(
        covered.left,
        covered.top,
        screen.x - covered.right,
        display.size.y - covered.bottom,
    );
    let middle = (free.center() - screen / 2.0) * Vec2::new(metres, -metres);
    let half = free.size().max(Vec2::ONE) * WINDOW * metres / 2.0;
    let round = CORNERS * half.min_element() * 2.0;
    let rim = RIM * half.y * 2.0;
    let outlines = [
        (half, tokens::VISOR_RIM),
        (half + rim * 0.35, tokens::VISOR),
        (half + rim, tokens::VISOR_RIM.mix(&tokens::VISOR, 0.6)),
        (half + rim * 1.4, tokens::VISOR),
        (Vec2::splat(height * REACH), tokens::VISOR),
    ];
    let (mut positions, mut colours) = (Vec::new(), Vec::new());
    for (half, colour) in outlines {
        for segment in 0..SEGMENTS {
            let at = middle + outline(half, round, segment as f32 / SEGMENTS as f32);
            positions.push([at.x, at.y.max(-CHIN * height), 0.0]);
            colours.push(colour.to_srgba().to_f32_array());
        }
    }
    let rings = outlines.len() as u32 - 1;
    let quads = (0..rings).flat_map(|ring| (0..SEGMENTS).map(move |segment| (ring, segment)));
    let indices = quads.flat_map(|(ring, segment)| {
        let next = (segment + 1) % SEGMENTS;
        let (inner, outer) = (ring * SEGMENTS, (ring + 1) * SEGMENTS);
        [
            inner + segment,
            outer + segment,
            inner + next,
            inner + next,
            outer + segment,
            outer + next,
        ]
    });
    let normals = vec![[0.0, 0.0, 1.0]; positions.len()];
    Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals)
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
        .with_inserted_indices(Indices::U32(indices.collect()))
}

/// A point of a rectangle with round corners, `share` of a turn around it, counter-clockwise.
fn outline(half: Vec2, round: f32, share: f32) -> Vec2 {
    let corner = half - Vec2::splat(round.min(half.min_element()));
    let direction = Vec2::from_angle(share * TAU);
    // As many points at each corner: the straight edges need none.
    let towards = Vec2::new(side(direction.x), side(direction.y));
    corner * towards + direction * (half - corner)
}

fn side(coordinate: f32) -> f32 {
    if coordinate >= 0.0 { 1.0 } else { -1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_round_cornered_and_as_large_as_asked() {
        let half = Vec2::new(3.0, 2.0);
        let points: Vec<Vec2> = (0..SEGMENTS)
            .map(|segment| outline(half, 0.5, segment as f32 / SEGMENTS as f32))
            .collect();
        let high = points.iter().copied().reduce(Vec2::max).expect("points");
        assert!((high - half).abs().max_element() < 0.01, "{high}");
        assert!(!points.iter().any(|point| point.x.abs() > 2.9 && point.y.abs() > 1.9));
    }

    #[test]
    fn however_the_arc_stutters_the_light_changes_softly_and_seldom() {
        for period in 1..240_usize {
            let (mut helmet, mut turns, mut falling) = (Helmet::default(), 0, false);
            for step in 0..600_usize {
                let next = helmet.after(1.0 / 60.0, step / period % 2 == 0, true);
                assert!((next.down - helmet.down).abs() <= 1.0 / 60.0 / 0.4);
                if next.down != helmet.down && falling != (next.down < helmet.down) {
                    (falling, turns) = (!falling, turns + 1);
                }
                helmet = next;
            }
            // Ten seconds: a flash is one there and back, three a second are too many.
            assert!(
                turns / 2 < 10,
                "{turns} turns when the arc changes every {period} steps"
            );
        }
    }
}
