//! wgpu restricted to a graphics card: the first attempt on Windows and macOS.

use std::sync::Arc;

use eframe::NativeOptions;
use eframe::egui_wgpu::{WgpuSetup, WgpuSetupCreateNew};
use eframe::wgpu::{Adapter, AdapterInfo, Backend, Backends, DeviceType, Surface};

/// The options restricted to a graphics card.
pub(super) fn with_card(options: NativeOptions) -> NativeOptions {
    with_adapter(options, choose)
}

/// The options restricted to a renderer in software.
#[cfg(windows)]
pub(super) fn with_software(options: NativeOptions) -> NativeOptions {
    with_adapter(options, |adapters, _| {
        let software = adapters.iter().find(|adapter| adapter.get_info().device_type == DeviceType::Cpu);
        software.cloned().ok_or_else(|| "no renderer in software".to_owned())
    })
}

fn with_adapter(
    mut options: NativeOptions,
    choose: impl Fn(&[Adapter], Option<&Surface<'_>>) -> Result<Adapter, String> + Send + Sync + 'static,
) -> NativeOptions {
    let mut setup = WgpuSetupCreateNew::without_display_handle();
    // OpenGL is an attempt of its own.
    setup.instance_descriptor.backends = Backends::PRIMARY;
    setup.native_adapter_selector = Some(Arc::new(choose));
    options.wgpu_options.wgpu_setup = WgpuSetup::CreateNew(setup);
    options
}

/// Chooses the card that uses the least power, which is enough for text. The error is for the log.
fn choose(adapters: &[Adapter], surface: Option<&Surface<'_>>) -> Result<Adapter, String> {
    let fits = |adapter: &&Adapter| surface.is_none_or(|surface| adapter.is_surface_supported(surface));
    let ranked =
        adapters.iter().filter(fits).filter_map(|adapter| Some((rank(&adapter.get_info())?, adapter)));
    let best = ranked.min_by_key(|(rank, _)| *rank);
    best.map(|(_, adapter)| adapter.clone()).ok_or_else(|| "no graphics card".to_owned())
}

/// Rank of an adapter, lower is better; `None` for a software renderer.
fn rank(info: &AdapterInfo) -> Option<(u8, bool)> {
    let card = match info.device_type {
        DeviceType::IntegratedGpu => 0,
        DeviceType::DiscreteGpu => 1,
        DeviceType::VirtualGpu => 2,
        DeviceType::Other => 3,
        DeviceType::Cpu => return None,
    };
    // On Windows every driver has Direct3D 12, and not every one a Vulkan that works; wgpu lists Vulkan first.
    Some((card, info.backend != Backend::Dx12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_card_goes_on_to_the_next_attempt() {
        assert!(choose(&[], None).is_err());
    }
}
