//! Names of wgpu adapters (Vulkan, Metal, Direct3D), on Windows and macOS, and on Linux with the feature `wgpu`.

use eframe::CreationContext;
use eframe::egui_wgpu::WgpuSetupCreateNew;
use eframe::wgpu::{AdapterInfo, Backends, DeviceType, Instance};

/// The adapter of the window that was just created, if it is drawn by wgpu.
pub(super) fn name(creation: &CreationContext<'_>) -> Option<String> {
    creation.wgpu_render_state.as_ref().map(|state| of_adapter(&state.adapter.get_info()))
}

fn of_adapter(info: &AdapterInfo) -> String {
    let software = if info.device_type == DeviceType::Cpu { " (software)" } else { "" };
    format!("{:?} {} {}{software}", info.backend, info.name, info.driver_info)
}

/// A line per adapter, without opening a window.
pub(super) fn survey() -> Vec<String> {
    let mut descriptor = WgpuSetupCreateNew::without_display_handle().instance_descriptor;
    descriptor.backends = Backends::PRIMARY;
    let instance = Instance::new(descriptor);
    let adapters = pollster::block_on(instance.enumerate_adapters(Backends::PRIMARY));
    adapters.iter().map(|adapter| format!("found: {}", of_adapter(&adapter.get_info()))).collect()
}
