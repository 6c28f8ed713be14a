//! What draws the window. On Windows and macOS the graphics card is tried first, then OpenGL, then what draws without a
//! card. On Linux OpenGL comes first, for Mesa draws with it on nearly every card and without one; where the driver
//! fails, the program starts itself once more with Mesa's software. wgpu would make the program for Linux some megabytes
//! larger, and take it twice as long to start without a card (`docs/performance.md`).

#[cfg(any(windows, target_os = "macos"))]
mod card;
#[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
mod cards;

use std::ffi::OsStr;
use std::process::{Command, ExitStatus};

use clap::ValueEnum;
use eframe::glow::HasContext as _;
use eframe::{CreationContext, NativeOptions, Renderer};

/// Mesa's word for drawing on the processor.
const SOFTWARE: &str = "LIBGL_ALWAYS_SOFTWARE";

/// What the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Choice {
    /// The first that works.
    #[default]
    Auto,
    /// OpenGL, by whatever driver there is.
    #[value(name = "opengl")]
    OpenGl,
    /// OpenGL on the processor.
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
    /// OpenGL, whatever is behind it.
    OpenGl,
    /// wgpu on whatever there is.
    #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
    Anything,
    /// OpenGL once more, in a process that asks Mesa for software.
    Software,
}

impl Choice {
    /// What to try, in order.
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
            Self::Software => &[Attempt::Software],
            #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
            Self::Wgpu => &[Attempt::Anything],
        }
    }
}

/// The options with the renderer that an attempt stands for.
pub(super) fn with_renderer(mut options: NativeOptions, attempt: Attempt) -> NativeOptions {
    match attempt {
        Attempt::OpenGl | Attempt::Software => options.renderer = Renderer::Glow,
        #[cfg(any(windows, target_os = "macos"))]
        Attempt::Card => {
            options.renderer = Renderer::Wgpu;
            options = card::with_card(options);
        }
        #[cfg(any(feature = "wgpu", windows, target_os = "macos"))]
        Attempt::Anything => options.renderer = Renderer::Wgpu,
    }
    options
}

/// Whether this process was told to draw on the processor.
pub(super) fn is_software() -> bool {
    std::env::var_os(SOFTWARE).is_some_and(|value| value != "0" && value != "false")
}

/// Starts the program once more, to draw on the processor, and waits for its end. Mesa reads its wish once, when it is
/// loaded: a process of its own is the way to change it.
pub(super) fn again_in_software(
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> std::io::Result<ExitStatus> {
    Command::new(std::env::current_exe()?).args(arguments).env(SOFTWARE, "1").status()
}

/// What draws the window that was just made, for people.
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

/// Lines on what there is to draw with and what will be tried, without opening a window.
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
