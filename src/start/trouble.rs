//! Why a window could not be opened, and how that is said where there is no window: one sentence in each language, since
//! nobody knows yet which one the user reads.

use std::any::Any;
use std::fmt;

use crate::i18n::{Catalogue, Language};
use crate::message::Message;

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No desktop to open it on.
    NoDesktop(String),
    /// A library of the desktop is missing.
    NoLibrary(String),
    /// Nothing to draw it with.
    NoGraphics(String),
    /// It was open and broke.
    Broke(String),
}

impl Trouble {
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

    /// Crates that load the system's libraries when the program runs panic where one is missing.
    pub(super) fn from_panic(panic: &(dyn Any + Send)) -> Self {
        let words = words_of_panic(panic);
        if is_library(&words) { Self::NoLibrary(words) } else { Self::NoGraphics(words) }
    }

    /// Whether another renderer would not help.
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
            Self::NoGraphics(_) => "start-no-graphics",
            Self::Broke(_) => "start-broke",
        };
        Message { id, arguments: Vec::new() }.with("words", short(self.reason()))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", one_line(self.reason()))
    }
}

fn is_library(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains("could not be loaded") || words.contains("cannot open shared object")
}

/// Without the places in the source of other crates that come before what they say.
fn short(words: &str) -> String {
    let line = one_line(words);
    // Nor with the values that were asked for, of which there may be a screenful.
    let line = line.split(" {").next().unwrap_or_default().to_owned();
    match line.rfind(".rs:").and_then(|at| line[at..].split_once(": ")) {
        Some((_, said)) if !said.is_empty() => said.to_owned(),
        _ => line,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a panic says.
pub(super) fn words_of_panic(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
    words.unwrap_or("panic").to_owned()
}

/// Says why there is no window.
pub(super) fn tell(troubles: &[Trouble]) {
    // Each attempt has its reason; the first that another renderer cannot mend says most, and else the last.
    let Some(trouble) = troubles.iter().find(|trouble| trouble.is_final()).or(troubles.last()) else {
        return;
    };
    say(&sentences(&trouble.message()));
}

/// Says that the window broke.
pub(super) fn tell_broken(reason: &str) {
    say(&sentences(&Trouble::Broke(reason.to_owned()).message()));
}

fn sentences(message: &Message) -> String {
    Language::ALL.map(|language| Catalogue::new(language).words(message)).join("\n")
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn say(words: &str) {
    eprintln!("{words}");
    // A program of Windows or macOS that was started by a click has no terminal.
    #[cfg(any(windows, target_os = "macos"))]
    crate::jobs::tell("校勘 Jiaokan", words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_told_from_a_missing_driver() {
        let panic: Box<dyn Any + Send> =
            Box::new("Library libxkbcommon-x11.so could not be loaded.".to_owned());
        let trouble = Trouble::from_panic(panic.as_ref());
        assert!(matches!(trouble, Trouble::NoLibrary(_)) && trouble.is_final());
        let panic: Box<dyn Any + Send> = Box::new("index out of bounds");
        let trouble = Trouble::from_panic(panic.as_ref());
        assert!(matches!(trouble, Trouble::NoGraphics(_)) && !trouble.is_final());
        let error = eframe::Error::AppCreation("no graphics card".into());
        assert!(matches!(Trouble::from_error(&error), Trouble::NoGraphics(_)));
    }

    #[test]
    fn a_reason_is_what_is_said_and_not_where() {
        assert_eq!(short("os error at /a/winit-0.30/linux/mod.rs:788: Failed to open"), "Failed to open");
        assert_eq!(short("no configs: Template { a: 1, b: 2 }. Error"), "no configs: Template");
        assert_eq!(short("no graphics card"), "no graphics card");
        assert_eq!(short("at a.rs:1: "), "at a.rs:1:");
    }

    #[test]
    fn each_trouble_is_said_once_in_each_language() {
        for trouble in [Trouble::NoDesktop, Trouble::NoLibrary, Trouble::NoGraphics, Trouble::Broke] {
            let said = sentences(&trouble("the\nreason".to_owned()).message());
            let lines: Vec<&str> = said.lines().collect();
            assert_eq!(lines.len(), 2, "{said}");
            assert!(lines.iter().all(|line| line.contains("the reason")), "{said}");
        }
    }
}
