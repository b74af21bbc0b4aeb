//! What a dial is set to, written at its read-out: the node `readout.<id>`, or else above the dial itself.

use bevy::{prelude::*, window::PrimaryWindow};

use super::play::Welding;
use crate::{
    AppSystems,
    kiosk::display::Display,
    stage::{Curtain, Stage, eye::Eye},
    theme::{
        painter::{Face, Painter},
        tokens::{self, TypeSize},
        widgets,
    },
};

/// The read-out of a dial: its index, and the place it is written at (stage coordinates, metres).
#[derive(Component)]
struct Readout {
    dial: usize,
    at: Vec3,
}

/// Above a dial without a read-out of its own, metres along its face's up.
const ABOVE: f32 = 0.16;
/// Width it is centred in, units.
const WIDTH: f32 = 90.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (hang, write, place).chain().in_set(AppSystems::Feedback));
}

/// Each dial of the step under way has its read-out, drawn anew when the texts grow.
fn hang(
    mut commands: Commands,
    welding: Option<Res<Welding>>,
    stage: Res<Stage>,
    curtain: Res<Curtain>,
    painter: Painter,
    known: Query<Entity, With<Readout>>,
    mut drawn: Local<Option<(usize, bool)>>,
) {
    let wanted = welding
        .as_ref()
        .filter(|_| curtain.open)
        .map(|welding| (welding.step(), painter.large()));
    let begun = welding.as_ref().is_some_and(|welding| welding.is_added());
    if *drawn == wanted && !begun {
        return;
    }
    *drawn = wanted;
    for entity in &known {
        commands.entity(entity).despawn();
    }
    let (Some(_), Some(welding), Some(shown)) = (wanted, welding, stage.shown()) else {
        return;
    };
    for (index, dial) in welding.task.dials.iter().enumerate() {
        let own = shown.anchors.get(&format!("readout.{}", dial.id));
        let at = own.map_or(dial.at + Vec3::Y * ABOVE, |anchor| anchor.translation);
        let node = Node {
            position_type: PositionType::Absolute,
            width: px(WIDTH),
            justify_content: JustifyContent::Center,
            ..default()
        };
        commands
            .spawn((widgets::glass(node), GlobalZIndex(-1), Visibility::Hidden))
            .insert(Readout { dial: index, at })
            .with_child((
                widgets::label(&painter, "", Face::Display, TypeSize::Body, tokens::READOUT),
                widgets::centred(),
            ));
    }
}

/// The value with its unit, without a decimal it does not need.
fn write(welding: Option<Res<Welding>>, readouts: Query<(&Readout, &Children)>, mut texts: Query<&mut Text>) {
    let Some(welding) = welding else { return };
    for (readout, children) in &readouts {
        let Some(spec) = welding.spec.dials.get(readout.dial) else {
            continue;
        };
        let wanted = written(welding.state.dial(readout.dial), spec.step, &spec.unit);
        for child in children {
            if let Ok(mut text) = texts.get_mut(*child)
                && text.0 != wanted
            {
                text.0.clone_from(&wanted);
            }
        }
    }
}

/// `85 A`; decimals as many as a click changes.
fn written(value: f32, step: f32, unit: &str) -> String {
    let decimals = usize::from(step.fract().abs() > 1e-3);
    format!("{value:.decimals$}\u{a0}{unit}")
}

fn place(
    mut readouts: Query<(&Readout, &mut Node, &ComputedNode, &mut Visibility)>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    display: Res<Display>,
    window: Single<&Window, With<PrimaryWindow>>,
) {
    let (camera, eye) = *eye;
    let units = window.resolution.scale_factor() / display.px_per_unit;
    for (readout, mut node, computed, mut visibility) in &mut readouts {
        let Ok(at) = camera.world_to_viewport(eye, readout.at) else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let half = computed.size() / 2.0 / display.px_per_unit;
        let (left, top) = (px(at.x * units - half.x), px(at.y * units - half.y));
        if (node.left, node.top) != (left, top) {
            (node.left, node.top) = (left, top);
        }
        // Before its size is known it would hang askew.
        visibility.set_if_neq(if half.x > 0.0 {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_with_as_many_decimals_as_a_click_changes() {
        assert_eq!(written(85.0, 5.0, "A"), "85\u{a0}A");
        assert_eq!(written(4.5, 0.5, "m/min"), "4.5\u{a0}m/min");
    }
}
