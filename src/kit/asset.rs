//! Kits as Bevy assets: `kits://<id>/kit.ron`, read and checked off the frame loop.

use bevy::{
    asset::{AssetLoader, LoadContext, io::Reader},
    prelude::*,
};

use super::{Depth, FileProblem, Kit, KitFiles};
use crate::finding::{Finding, Findings};

/// What loading a kit gave: the kit, or why it is left out. Always an asset, never a failure, so that a refused kit can
/// be told to staff.
#[derive(Asset, TypePath, Debug)]
pub struct LoadedKit {
    pub kit: Option<Kit>,
    pub findings: Vec<Finding>,
    /// How long reading and checking took, milliseconds.
    pub millis: f32,
}

#[derive(Default, TypePath)]
pub(super) struct KitLoader;

impl AssetLoader for KitLoader {
    type Asset = LoadedKit;
    type Settings = ();
    type Error = std::io::Error;

    async fn load(
        &self,
        reader: &mut dyn Reader,
        (): &(),
        context: &mut LoadContext<'_>,
    ) -> Result<LoadedKit, Self::Error> {
        let start = std::time::Instant::now();
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        let path = context.path().path().to_path_buf();
        let file = format!("kits/{}", path.display());
        let (kit, findings) = match super::parse(&file, &bytes) {
            Err(findings) => (None, findings),
            Ok((raw, source)) => {
                let folder = path.parent().unwrap_or(&path).to_path_buf();
                let mut files = KitFiles::default();
                for name in super::paths(&raw) {
                    let full = format!("kits://{}/{name}", folder.display());
                    let read = context.read_asset_bytes(full).await;
                    files.insert(name, read.map_err(|error| FileProblem::Unreadable(error.to_string())));
                }
                super::check(raw, &source, &file, &files, Depth::Quick)
            }
        };
        Ok(LoadedKit {
            kit,
            findings: Findings::sorted(findings),
            millis: start.elapsed().as_secs_f32() * 1000.0,
        })
    }

    fn extensions(&self) -> &[&str] {
        &["kit.ron"]
    }
}

pub fn plugin(app: &mut App) {
    app.init_asset::<LoadedKit>()
        .init_asset_loader::<KitLoader>()
        .add_plugins(super::library::plugin);
}
