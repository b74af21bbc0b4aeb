//! Where the mix goes: to the sound device, into a file, or nowhere.

use std::path::PathBuf;

use bevy::prelude::*;

#[cfg(not(target_arch = "wasm32"))]
use super::device::Device;
use super::mixer::Command;
#[cfg(not(target_arch = "wasm32"))]
use super::recorder::Recorder;

/// How the command line wants the sound. Insert it before [`super::plugin`].
#[derive(Resource, Clone, Debug, PartialEq, Eq)]
pub struct AudioOptions {
    /// Write the mix into this WAV file, at the pace of game time, instead of playing it.
    pub record: Option<PathBuf>,
    /// Play on the machine's sound device.
    pub device: bool,
}

impl Default for AudioOptions {
    fn default() -> Self {
        Self {
            record: None,
            device: true,
        }
    }
}

/// Who listens to the mix.
#[derive(Resource)]
pub enum AudioOutput {
    #[cfg(not(target_arch = "wasm32"))]
    Device(Device),
    #[cfg(not(target_arch = "wasm32"))]
    Recorder(Box<Recorder>),
    Silent,
}

impl AudioOutput {
    /// Recording wins over the device. Neither can fail here: what goes wrong is logged and silent.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn open(options: &AudioOptions) -> Self {
        match options {
            AudioOptions { record: Some(path), .. } => Self::Recorder(Box::new(Recorder::create(path))),
            AudioOptions { device: true, .. } => Self::Device(Device::open()),
            AudioOptions { .. } => Self::Silent,
        }
    }

    /// The browser has no threads or files to offer.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn open(_options: &AudioOptions) -> Self {
        Self::Silent
    }

    /// Passes a command to the mix, if anyone listens.
    #[cfg_attr(target_arch = "wasm32", expect(unused_variables, reason = "nobody listens"))]
    pub(super) fn send(&mut self, command: Command) {
        match self {
            #[cfg(not(target_arch = "wasm32"))]
            Self::Device(device) => device.send(command),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Recorder(recorder) => recorder.send(command),
            Self::Silent => {}
        }
    }

    /// Which stream is open, `None` when nobody listens. A new number means a mix that knows nothing yet.
    pub fn stream(&self) -> Option<u32> {
        match self {
            #[cfg(not(target_arch = "wasm32"))]
            Self::Device(device) => device.stream(),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Recorder(_) => Some(0),
            Self::Silent => None,
        }
    }

    /// One fixed step of game time has passed: a recorder writes it.
    pub(super) fn step(&mut self) {
        #[cfg(not(target_arch = "wasm32"))]
        if let Self::Recorder(recorder) = self {
            recorder.step();
        }
    }
}
