//! What draws the window. The graphics card through Vulkan, Metal or Direct3D is tried first, then OpenGL, then
//! whatever draws without a card: on Linux, OpenGL in software is twice as quick as Vulkan in software
//! (`docs/performance.md`), and on Windows without a card only Direct3D in software is left.

use std::sync::Arc;

use clap::ValueEnum;
use eframe::egui_wgpu::{WgpuSetup, WgpuSetupCreateNew};
use eframe::glow::HasContext as _;
use eframe::wgpu::{Adapter, AdapterInfo, Backends, DeviceType, Instance, Surface};
use eframe::{CreationContext, NativeOptions, Renderer};

/// What the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Choice {
    /// The first that works.
    #[default]
    Auto,
    /// Vulkan, Metal or Direct3D, with a card or without.
    Wgpu,
    /// OpenGL.
    #[value(name = "opengl")]
    OpenGl,
}

/// One way to open the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// wgpu on a graphics card.
    Card,
    /// OpenGL, whatever is behind it.
    OpenGl,
    /// wgpu on whatever there is.
    Anything,
}

impl Choice {
    /// What to try, in order.
    pub(super) fn attempts(self) -> &'static [Attempt] {
        match self {
            Self::Auto => &[Attempt::Card, Attempt::OpenGl, Attempt::Anything],
            Self::Wgpu => &[Attempt::Anything],
            Self::OpenGl => &[Attempt::OpenGl],
        }
    }
}

/// The options with the renderer that an attempt stands for.
pub(super) fn with_renderer(mut options: NativeOptions, attempt: Attempt) -> NativeOptions {
    options.renderer = if attempt == Attempt::OpenGl { Renderer::Glow } else { Renderer::Wgpu };
    if attempt == Attempt::Card {
        let mut setup = WgpuSetupCreateNew::without_display_handle();
        // OpenGL is the next attempt; without it here, a machine that lacks Vulkan gets there sooner.
        setup.instance_descriptor.backends = Backends::PRIMARY;
        setup.native_adapter_selector = Some(Arc::new(choose));
        options.wgpu_options.wgpu_setup = WgpuSetup::CreateNew(setup);
    }
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

/// What draws the window that was just made, for people.
pub(super) fn name(creation: &CreationContext<'_>) -> String {
    if let Some(state) = &creation.wgpu_render_state {
        return of_adapter(&state.adapter.get_info());
    }
    creation.gl.as_ref().map_or_else(String::new, |gl| {
        let version = gl.version();
        let es = if version.is_embedded { " ES" } else { "" };
        let (major, minor, vendor) = (version.major, version.minor, version.vendor_info.trim());
        format!("OpenGL{es} {major}.{minor} {vendor}").trim_end().to_owned()
    })
}

fn of_adapter(info: &AdapterInfo) -> String {
    let software = if info.device_type == DeviceType::Cpu { " (software)" } else { "" };
    format!("{:?} {} {}{software}", info.backend, info.name, info.driver_info)
}

/// Lines on what there is to draw with, and what will be tried first, without opening a window.
pub(super) fn survey(choice: Choice) -> Vec<String> {
    let mut descriptor = WgpuSetupCreateNew::without_display_handle().instance_descriptor;
    descriptor.backends = Backends::PRIMARY;
    let instance = Instance::new(descriptor);
    let adapters = pollster::block_on(instance.enumerate_adapters(Backends::PRIMARY));
    let infos: Vec<AdapterInfo> = adapters.iter().map(Adapter::get_info).collect();
    let mut lines: Vec<String> = infos.iter().map(|info| format!("found: {}", of_adapter(info))).collect();
    let card = infos.iter().filter_map(|info| Some((rank(info)?, info))).min_by_key(|(rank, _)| *rank);
    lines.push(match (choice, card) {
        (Choice::Auto | Choice::Wgpu, Some((_, info))) => format!("renderer: {}", of_adapter(info)),
        (Choice::Wgpu, None) => "renderer: wgpu, in software".to_owned(),
        (Choice::Auto | Choice::OpenGl, _) => "renderer: OpenGL".to_owned(),
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_ends_with_whatever_there_is() {
        assert_eq!(Choice::default().attempts().first(), Some(&Attempt::Card));
        assert_eq!(Choice::default().attempts().last(), Some(&Attempt::Anything));
        assert_eq!(Choice::OpenGl.attempts(), [Attempt::OpenGl]);
    }

    #[test]
    fn each_attempt_has_its_renderer() {
        let renderer = |attempt| with_renderer(NativeOptions::default(), attempt).renderer;
        assert_eq!(renderer(Attempt::OpenGl), Renderer::Glow);
        assert_eq!(renderer(Attempt::Card), Renderer::Wgpu);
        assert_eq!(renderer(Attempt::Anything), Renderer::Wgpu);
        assert!(choose(&[], None).is_err(), "a machine without a card goes on to the next attempt");
    }

    #[test]
    fn a_survey_ends_with_what_will_draw() {
        assert!(survey(Choice::OpenGl).last().is_some_and(|line| line == "renderer: OpenGL"));
    }
}
