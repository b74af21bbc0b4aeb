//! A fault that only the machine could bring about, brought about on purpose: the graphics device is lost while visitors
//! play. The engine ends the program then, and the supervisor starts it again (tests/faults.py).

use std::time::Duration;

use bevy::{prelude::*, render::renderer::RenderDevice};

/// When, after the program's start.
#[derive(Resource)]
struct LosesGraphics(Duration);

pub(crate) fn plugin(app: &mut App, after: Duration) {
    app.insert_resource(LosesGraphics(after)).add_systems(Update, lose);
}

fn lose(
    mut commands: Commands,
    time: Res<Time<Real>>,
    drill: Option<Res<LosesGraphics>>,
    device: Option<Res<RenderDevice>>,
) {
    let (Some(drill), Some(device)) = (drill, device) else {
        return;
    };
    if time.elapsed() >= drill.0 {
        device.wgpu_device().destroy();
        commands.remove_resource::<LosesGraphics>();
    }
}
