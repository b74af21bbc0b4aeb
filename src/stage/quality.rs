//! Quality tiers: the same picture everywhere, smoother where there is a graphics card.

use bevy::{prelude::*, render::renderer::RenderAdapterInfo};

use crate::config::{self, KioskConfig};

/// How much the machine can draw.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// CPU renderers and the weakest graphics chips: no multisampling, few particles.
    #[default]
    Low,
    High,
}

impl Quality {
    pub fn msaa(self) -> Msaa {
        match self {
            Self::Low => Msaa::Off,
            Self::High => Msaa::Sample4,
        }
    }

    /// How many particles may fly at once.
    pub fn particles(self) -> usize {
        match self {
            Self::Low => 48,
            Self::High => 160,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Quality>().add_systems(PreStartup, choose);
}

/// « auto » asks the graphics adapter what it is.
fn choose(config: Res<KioskConfig>, adapter: Option<Res<RenderAdapterInfo>>, mut quality: ResMut<Quality>) {
    *quality = match config.quality {
        config::Quality::Low => Quality::Low,
        config::Quality::High => Quality::High,
        config::Quality::Auto => {
            let kind = adapter.as_ref().map(|adapter| format!("{:?}", adapter.device_type));
            // A CPU renderer, or none at all (headless), draws as little as possible.
            match kind.as_deref() {
                Some("DiscreteGpu" | "IntegratedGpu") => Quality::High,
                _ => Quality::Low,
            }
        }
    };
    info!("quality {quality:?}");
}
