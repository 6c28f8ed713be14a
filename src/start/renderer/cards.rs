//! Vulkan, Metal and Direct3D, through wgpu: the first choice on Windows and macOS, and part of a build for Linux only if
//! the feature `wgpu` asks for it.

use std::sync::Arc;

use eframe::egui_wgpu::{WgpuSetup, WgpuSetupCreateNew};
use eframe::wgpu::{Adapter, AdapterInfo, Backends, DeviceType, Instance, Surface};
use eframe::{CreationContext, NativeOptions};

/// The options for a graphics card and nothing less.
pub(super) fn with_card(mut options: NativeOptions) -> NativeOptions {
    let mut setup = WgpuSetupCreateNew::without_display_handle();
    // OpenGL is an attempt of its own.
    setup.instance_descriptor.backends = Backends::PRIMARY;
    setup.native_adapter_selector = Some(Arc::new(choose));
    options.wgpu_options.wgpu_setup = WgpuSetup::CreateNew(setup);
    options
}

/// The card that costs least: text needs no strong one. The error is for the log.
fn choose(adapters: &[Adapter], surface: Option<&Surface<'_>>) -> Result<Adapter, String> {
    let fits = |adapter: &&Adapter| surface.is_none_or(|surface| adapter.is_surface_supported(surface));
    let ranked =
        adapters.iter().filter(fits).filter_map(|adapter| Some((rank(&adapter.get_info())?, adapter)));
    let best = ranked.min_by_key(|(rank, _)| *rank);
    best.map(|(_, adapter)| adapter.clone()).ok_or_else(|| "no graphics card".to_owned())
}

/// Lower is better; nothing for what draws in software.
fn rank(info: &AdapterInfo) -> Option<u8> {
    match info.device_type {
        DeviceType::IntegratedGpu => Some(0),
        DeviceType::DiscreteGpu => Some(1),
        DeviceType::VirtualGpu => Some(2),
        DeviceType::Other => Some(3),
        DeviceType::Cpu => None,
    }
}

/// What draws the window that was just made, if it is one of these.
pub(super) fn name(creation: &CreationContext<'_>) -> Option<String> {
    creation.wgpu_render_state.as_ref().map(|state| of_adapter(&state.adapter.get_info()))
}

fn of_adapter(info: &AdapterInfo) -> String {
    let software = if info.device_type == DeviceType::Cpu { " (software)" } else { "" };
    format!("{:?} {} {}{software}", info.backend, info.name, info.driver_info)
}

/// A line for each that there is, without opening a window.
pub(super) fn survey() -> Vec<String> {
    let mut descriptor = WgpuSetupCreateNew::without_display_handle().instance_descriptor;
    descriptor.backends = Backends::PRIMARY;
    let instance = Instance::new(descriptor);
    let adapters = pollster::block_on(instance.enumerate_adapters(Backends::PRIMARY));
    adapters.iter().map(|adapter| format!("found: {}", of_adapter(&adapter.get_info()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_card_goes_on_to_the_next_attempt() {
        assert!(choose(&[], None).is_err());
    }
}
