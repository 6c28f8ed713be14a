//! Reasons why a window could not be opened, and reporting them without one: a sentence in each language, since the
//! user's language is not known yet.

use std::any::Any;
use std::fmt;
use std::io::Write as _;

use crate::i18n::{Catalogue, Language};
use crate::message::Message;

/// A reason why there is no window, with the words of the crate that reported it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// There is no desktop to open it on.
    NoDesktop(String),
    /// A shared library of the desktop is missing.
    NoLibrary(String),
    /// No renderer works.
    NoGraphics(String),
    /// The window was open and failed.
    Broke(String),
}

impl Failure {
    pub(super) fn from_error(error: &eframe::Error) -> Self {
        let words = error.to_string();
        match error {
            eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) if is_library(&words) => {
                Self::NoLibrary(words)
            }
            eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => Self::NoDesktop(words),
            _ => Self::NoGraphics(words),
        }
    }

    /// Crates that load shared libraries at run time panic if one is missing.
    pub(super) fn from_panic(panic: &(dyn Any + Send)) -> Self {
        let words = panic_message(panic);
        if is_library(&words) { Self::NoLibrary(words) } else { Self::NoGraphics(words) }
    }

    /// Whether trying another renderer is pointless.
    pub(super) fn is_final(&self) -> bool {
        !matches!(self, Self::NoGraphics(_))
    }

    fn reason(&self) -> &str {
        match self {
            Self::NoDesktop(words)
            | Self::NoLibrary(words)
            | Self::NoGraphics(words)
            | Self::Broke(words) => words,
        }
    }

    fn message(&self) -> Message {
        let id = match self {
            Self::NoDesktop(_) => "start-no-desktop",
            Self::NoLibrary(_) => "start-no-library",
            // Only there do packages of the system contain OpenGL.
            Self::NoGraphics(_) if cfg!(any(windows, target_os = "macos")) => "start-no-graphics-driver",
            Self::NoGraphics(_) => "start-no-graphics",
            Self::Broke(_) => "start-broke",
        };
        Message { id, arguments: Vec::new() }.with("words", short(self.reason()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", one_line(self.reason()))
    }
}

/// Whether a message reports a missing shared library, in the words of the dynamic linker or of the crates that load
/// libraries at run time (xkbcommon-dl, winit).
fn is_library(words: &str) -> bool {
    const SAYINGS: [&str; 3] =
        ["could not be loaded", "cannot open shared object", "failed to load one of xlib's shared libraries"];
    let words = words.to_lowercase();
    SAYINGS.iter().any(|saying| words.contains(saying))
}

/// The message without the source positions that other crates put before it.
fn short(words: &str) -> String {
    let line = one_line(words);
    // Without the requested values, which may fill a screen.
    let line = line.split(" {").next().unwrap_or_default().to_owned();
    match line.rfind(".rs:").and_then(|at| line[at..].split_once(": ")) {
        Some((_, said)) if !said.is_empty() => said.to_owned(),
        _ => line,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The message of a panic.
pub(super) fn panic_message(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
    words.unwrap_or("panic").to_owned()
}

/// Reports why there is no window.
pub(super) fn report(failures: &[Failure]) {
    // The first reason that no other renderer could avoid is the most informative; without one, the last reason.
    let Some(failure) = failures.iter().find(|failure| failure.is_final()).or(failures.last()) else {
        return;
    };
    print(&sentences(&failure.message()));
}

/// Reports that the open window failed.
pub(super) fn report_crash(reason: &str) {
    print(&sentences(&Failure::Broke(reason.to_owned()).message()));
}

/// Reports a wrong call, or prints help. On Windows a program with a window has no terminal, so that nobody would see the words.
pub(super) fn report_call(error: &clap::Error, words: &str) {
    // There is no place to report a terminal that is gone.
    let _ = if error.use_stderr() {
        write!(std::io::stderr(), "{words}")
    } else {
        write!(std::io::stdout(), "{words}")
    };
    #[cfg(windows)]
    if std::os::windows::io::AsRawHandle::as_raw_handle(&std::io::stderr()).is_null() {
        crate::jobs::tell("校勘 Jiaokan", words);
    }
}

fn sentences(message: &Message) -> String {
    Language::ALL.map(|language| Catalogue::new(language).words(message)).join("\n")
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn print(words: &str) {
    eprintln!("{words}");
    // On Windows and macOS a program started by a click has no terminal.
    #[cfg(any(windows, target_os = "macos"))]
    crate::jobs::tell("校勘 Jiaokan", words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_not_a_missing_driver() {
        let panic: Box<dyn Any + Send> =
            Box::new("Library libxkbcommon-x11.so could not be loaded.".to_owned());
        let failure = Failure::from_panic(panic.as_ref());
        assert!(matches!(failure, Failure::NoLibrary(_)) && failure.is_final());
        let panic: Box<dyn Any + Send> = Box::new("index out of bounds");
        let failure = Failure::from_panic(panic.as_ref());
        assert!(matches!(failure, Failure::NoGraphics(_)) && !failure.is_final());
        assert!(is_library("os error at x11/mod.rs:77: Failed to load one of xlib's shared libraries"));
        let error = eframe::Error::AppCreation("no graphics card".into());
        assert!(matches!(Failure::from_error(&error), Failure::NoGraphics(_)));
    }

    #[test]
    fn a_reason_is_the_message_without_its_place() {
        assert_eq!(short("os error at /a/winit-0.30/linux/mod.rs:788: Failed to open"), "Failed to open");
        assert_eq!(short("no configs: Template { a: 1, b: 2 }. Error"), "no configs: Template");
        assert_eq!(short("no graphics card"), "no graphics card");
        assert_eq!(short("at a.rs:1: "), "at a.rs:1:");
    }

    #[test]
    fn each_failure_is_reported_once_in_each_language() {
        for failure in [Failure::NoDesktop, Failure::NoLibrary, Failure::NoGraphics, Failure::Broke] {
            let said = sentences(&failure("the\nreason".to_owned()).message());
            let lines: Vec<&str> = said.lines().collect();
            assert_eq!(lines.len(), 2, "{said}");
            assert!(lines.iter().all(|line| line.contains("the reason")), "{said}");
        }
    }
}
