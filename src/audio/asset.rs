//! A kit's own sounds as Bevy assets, decoded off the frame loop.

use std::sync::Arc;

use bevy::{
    asset::{AssetLoader, LoadContext, io::Reader},
    prelude::*,
};

use super::{AudioError, Cue, decode, samples::Samples};

pub(crate) fn plugin(app: &mut App) {
    app.init_asset::<Sound>().init_asset_loader::<SoundLoader>();
}

/// A sound ready to be played.
#[derive(Asset, TypePath, Clone, Debug)]
pub struct Sound(Arc<Samples>);

impl Sound {
    pub fn cue(&self) -> Cue {
        Cue::Kit(self.0.clone())
    }
}

#[derive(Default, TypePath)]
struct SoundLoader;

/// Why a sound cannot be heard.
#[derive(Debug, thiserror::Error)]
pub enum SoundFailed {
    #[error(transparent)]
    Read(#[from] std::io::Error),
    #[error(transparent)]
    Decode(#[from] AudioError),
}

impl AssetLoader for SoundLoader {
    type Asset = Sound;
    type Settings = ();
    type Error = SoundFailed;

    async fn load(&self, reader: &mut dyn Reader, (): &(), _: &mut LoadContext<'_>) -> Result<Sound, SoundFailed> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        Ok(Sound(Arc::new(decode(&bytes)?)))
    }

    fn extensions(&self) -> &[&str] {
        &["ogg"]
    }
}
