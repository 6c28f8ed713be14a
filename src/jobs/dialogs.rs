//! The system's file dialogs, each on a thread of its own, since they last as long as the user takes.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use raw_window_handle::{HasDisplayHandle, HasWindowHandle};
use rfd::{AsyncFileDialog, FileHandle};

use crate::export::Format;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::report;
use crate::session::{ExportPlace, Picker, ShellOutcome};

/// Time within which an empty answer means that no dialog was shown, since no user cancels one that quickly.
const TOO_QUICK: Duration = Duration::from_millis(250);

/// Extensions of the formats that are read.
fn extensions() -> impl Iterator<Item = &'static str> {
    let read = report::FORMATS.iter().filter(|about| about.format.is_read());
    read.flat_map(|about| about.extensions.iter().copied())
}

/// The extensions in lower and upper case, which some dialogs distinguish.
fn both_cases() -> Vec<String> {
    extensions().flat_map(|kind| [kind.to_owned(), kind.to_ascii_uppercase()]).collect()
}

/// What the dialogs have in common.
#[derive(Clone, Debug)]
pub(super) struct Dialogs {
    /// A dialog over the window that it belongs to, if that is known: it then stays in front of the window, which takes
    /// no input meanwhile.
    over: AsyncFileDialog,
    /// Language of titles and of the names of file types.
    language: Language,
}

impl Dialogs {
    /// Dialogs over no window, in the system's language.
    pub(super) fn new() -> Self {
        Self { over: AsyncFileDialog::new(), language: Language::of_system() }
    }

    /// Dialogs over a window, which must outlive them.
    pub(super) fn set_window(&mut self, window: &(impl HasWindowHandle + HasDisplayHandle)) {
        self.over = AsyncFileDialog::new().set_parent(window);
    }

    /// Dialogs in a language.
    pub(super) fn set_language(&mut self, language: Language) {
        self.language = language;
    }
}

/// Asks for paths and passes them to `done`.
pub(super) fn pick(picker: Picker, dialogs: Dialogs, done: impl FnOnce(ShellOutcome) + Send + 'static) {
    let ask = move || {
        let start = Instant::now();
        let paths = pollster::block_on(show(&picker, dialogs));
        let outcome = if paths.is_empty() && start.elapsed() < TOO_QUICK {
            ShellOutcome::NoDialog(picker)
        } else {
            ShellOutcome::Picked(picker, paths)
        };
        done(outcome);
    };
    thread::Builder::new().name("dialog".to_owned()).spawn(ask).expect("a thread can be started");
}

/// Shows a message where there is no window, and waits until it is dismissed.
#[cfg(any(windows, target_os = "macos"))]
pub fn tell(title: &str, words: &str) {
    rfd::MessageDialog::new().set_title(title).set_description(words).show();
}

/// Shows the dialog and returns the chosen paths, none if it was cancelled.
async fn show(picker: &Picker, dialogs: Dialogs) -> Vec<PathBuf> {
    let words = Catalogue::new(dialogs.language);
    let kind = |id| words.text(id);
    let ending_kind = |ending: &str| {
        words.words(&Message::new("prompt-file-kind").with("ending", ending.to_ascii_uppercase()))
    };
    let dialog = dialogs.over.set_title(words.text(picker.title()));
    let chosen: Vec<FileHandle> = match picker {
        Picker::Reports => {
            let dialog = dialog.add_filter(kind("prompt-reports-kind"), &both_cases());
            let dialog = dialog.add_filter(kind("prompt-all-kind"), &["*"]);
            dialog.pick_files().await.unwrap_or_default()
        }
        Picker::Folder | Picker::ScreeningFolder | Picker::Missing => {
            dialog.pick_folder().await.into_iter().collect()
        }
        Picker::Profile => {
            let dialog = dialog.add_filter(kind("prompt-profile-kind"), &["ron"]);
            dialog.pick_file().await.into_iter().collect()
        }
        Picker::Review => {
            let dialog = dialog.add_filter(kind("prompt-review-kind"), &["ron"]);
            dialog.pick_file().await.into_iter().collect()
        }
        Picker::Template => {
            let dialog = dialog.add_filter(ending_kind("docx"), &["docx", "dotx"]);
            dialog.pick_file().await.into_iter().collect()
        }
        Picker::Merge => {
            let files = ["ron", "docx", "docm", "xlsx", "jsonld", "json", "odt", "pdf", "ofd"];
            let dialog = dialog.add_filter(kind("prompt-merge-kind"), &files);
            dialog.pick_file().await.into_iter().collect()
        }
        Picker::SaveReview { name, folder } => {
            let dialog = dialog.set_file_name(name).add_filter(kind("prompt-review-kind"), &["ron"]);
            in_folder(dialog, folder.as_deref()).save_file().await.into_iter().collect()
        }
        Picker::Picture(picture) => {
            let dialog = dialog.set_file_name(&picture.name).add_filter(ending_kind("png"), &["png"]);
            dialog.save_file().await.into_iter().collect()
        }
        Picker::Export(ExportPlace { format, into_folder, name, folder, compared: _ }) => {
            let dialog = in_folder(dialog, folder.as_deref());
            if *into_folder {
                dialog.pick_folder().await.into_iter().collect()
            } else {
                let ending = format.extension();
                let mut dialog = dialog.set_file_name(name).add_filter(ending_kind(ending), &[ending]);
                if *format == Format::Summary {
                    dialog = dialog.add_filter(ending_kind("pdf"), &["pdf"]);
                    dialog = dialog.add_filter(ending_kind("html"), &["html"]);
                }
                dialog.save_file().await.into_iter().collect()
            }
        }
    };
    chosen.iter().map(|handle| handle.path().to_owned()).collect()
}

fn in_folder(dialog: AsyncFileDialog, folder: Option<&Path>) -> AsyncFileDialog {
    match folder {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_that_is_read_can_be_chosen() {
        let offered = both_cases();
        for about in report::FORMATS.iter().filter(|about| about.format.is_read()) {
            for extension in about.extensions {
                assert!(offered.iter().any(|kind| kind == extension), "{extension}");
            }
        }
        assert!(offered.iter().any(|kind| kind == "DOCM"), "in upper case, too");
    }
}
