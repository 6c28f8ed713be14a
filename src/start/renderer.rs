//! Choice of the renderer. On Windows and macOS the graphics card is tried first, then OpenGL, then software. On Linux OpenGL
//! comes first, since Mesa supports nearly every card and also draws without one; if the driver fails, the program starts
//! itself again with Mesa's software renderer. wgpu would make the program for Linux some megabytes larger and double its
//! start-up time without a card (`docs/performance.md`).

#[cfg(any(windows, target_os = "macos"))]
mod card;
#[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
mod cards;

use std::ffi::OsStr;
use std::process::{Command, ExitStatus};

use clap::ValueEnum;
use eframe::glow::HasContext as _;
use eframe::{CreationContext, NativeOptions, Renderer};

/// Mesa's environment variable for software rendering.
const SOFTWARE: &str = "LIBGL_ALWAYS_SOFTWARE";

/// The renderer asked for on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Choice {
    /// The first that works.
    #[default]
    Auto,
    /// OpenGL with the system's driver.
    #[value(name = "opengl")]
    OpenGl,
    /// OpenGL in software.
    Software,
    /// Vulkan, Metal or Direct3D, with a card or without.
    #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
    Wgpu,
}

/// One way to open the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// wgpu on a graphics card.
    #[cfg(any(windows, target_os = "macos"))]
    Card,
    /// OpenGL with the system's driver, which may itself be software.
    OpenGl,
    /// wgpu on any adapter.
    #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
    Anything,
    /// wgpu without a card: WARP, the software renderer of Direct3D.
    #[cfg(windows)]
    Warp,
    /// OpenGL in another process that asks Mesa for software.
    Software,
}

impl Choice {
    /// The attempts to make, in order.
    pub(super) fn attempts(self) -> &'static [Attempt] {
        match self {
            Self::Auto => &[
                #[cfg(any(windows, target_os = "macos"))]
                Attempt::Card,
                Attempt::OpenGl,
                #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
                Attempt::Anything,
                #[cfg(not(any(windows, target_os = "macos")))]
                Attempt::Software,
            ],
            Self::OpenGl => &[Attempt::OpenGl],
            #[cfg(windows)]
            Self::Software => &[Attempt::Warp],
            #[cfg(not(windows))]
            Self::Software => &[Attempt::Software],
            #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
            Self::Wgpu => &[Attempt::Anything],
        }
    }
}

/// The options with the renderer of an attempt.
pub(super) fn with_renderer(mut options: NativeOptions, attempt: Attempt) -> NativeOptions {
    match attempt {
        Attempt::OpenGl | Attempt::Software => options.renderer = Renderer::Glow,
        #[cfg(any(windows, target_os = "macos"))]
        Attempt::Card => {
            options.renderer = Renderer::Wgpu;
            options = card::with_card(options);
        }
        #[cfg(windows)]
        Attempt::Warp => {
            options.renderer = Renderer::Wgpu;
            options = card::with_software(options);
        }
        #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
        Attempt::Anything => options.renderer = Renderer::Wgpu,
    }
    options
}

/// Whether this process was started with software rendering.
pub(super) fn is_software() -> bool {
    std::env::var_os(SOFTWARE).is_some_and(|value| value != "0" && value != "false")
}

/// Starts the program again with software rendering and waits for its end. Mesa reads the variable only when it is loaded, so
/// another process is needed.
pub(super) fn restart_in_software(
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> std::io::Result<ExitStatus> {
    Command::new(std::env::current_exe()?).args(arguments).env(SOFTWARE, "1").status()
}

/// The renderer of the window that was just created, in words.
pub(super) fn name(creation: &CreationContext<'_>) -> String {
    #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
    if let Some(name) = cards::name(creation) {
        return name;
    }
    creation.gl.as_ref().map_or_else(String::new, |gl| {
        let version = gl.version();
        let es = if version.is_embedded { " ES" } else { "" };
        let software = if is_software() { " (software)" } else { "" };
        let (major, minor, vendor) = (version.major, version.minor, version.vendor_info.trim());
        format!("OpenGL{es} {major}.{minor} {vendor}{software}")
    })
}

/// Lists the available renderers and the attempts that will be made, without opening a window.
pub(super) fn survey(choice: Choice) -> Vec<String> {
    #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
    let mut lines = cards::survey();
    #[cfg(not(any(feature = "wgpu", windows, target_os = "macos")))]
    let mut lines = Vec::new();
    let attempts: Vec<String> = choice.attempts().iter().map(|attempt| format!("{attempt:?}")).collect();
    lines.push(format!("renderers, in this order: {}", attempts.join(", ")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opengl_is_tried_everywhere_and_something_comes_after_it() {
        let attempts = Choice::default().attempts();
        let at = attempts.iter().position(|&attempt| attempt == Attempt::OpenGl);
        assert!(at.is_some_and(|at| at + 1 < attempts.len()), "{attempts:?}");
        assert_eq!(Choice::OpenGl.attempts(), [Attempt::OpenGl]);
        assert_eq!(with_renderer(NativeOptions::default(), Attempt::OpenGl).renderer, Renderer::Glow);
    }

    #[test]
    fn a_survey_ends_with_what_is_tried() {
        let survey = survey(Choice::OpenGl);
        assert!(survey.last().is_some_and(|line| line.ends_with(": OpenGl")), "{survey:?}");
    }
}
