//! What Vulkan offers: the one file of the doctor that knows the engine’s graphics library.

use bevy::tasks::block_on;
use wgpu::{Backends, DeviceType, Instance, InstanceDescriptor};

use crate::cli::doctor::machine::{Adapter, AdapterKind};

/// Asks the loader of Vulkan’s drivers, as the kiosk itself does when it starts. None where it or all drivers are missing.
pub fn adapters() -> Vec<Adapter> {
    let instance = Instance::new(InstanceDescriptor {
        backends: Backends::VULKAN,
        ..InstanceDescriptor::new_without_display_handle()
    });
    let adapters = block_on(instance.enumerate_adapters(Backends::VULKAN));
    let infos = adapters.iter().map(wgpu::Adapter::get_info);
    infos
        .map(|info| Adapter {
            name: info.name,
            kind: match info.device_type {
                DeviceType::IntegratedGpu | DeviceType::DiscreteGpu => AdapterKind::Graphics,
                DeviceType::Cpu => AdapterKind::Processor,
                DeviceType::VirtualGpu | DeviceType::Other => AdapterKind::Other,
            },
        })
        .collect()
}
