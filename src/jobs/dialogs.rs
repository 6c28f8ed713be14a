//! The system's file dialogs, each on a thread of its own, since they last as long as the user takes.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use rfd::{AsyncFileDialog, FileHandle};

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

/// Asks for paths and passes them to `done`.
pub(super) fn pick(picker: Picker, done: impl FnOnce(ShellOutcome) + Send + 'static) {
    let ask = move || {
        let start = Instant::now();
        let paths = pollster::block_on(show(&picker));
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

async fn show(picker: &Picker) -> Vec<PathBuf> {
    let dialog = AsyncFileDialog::new();
    let chosen: Vec<FileHandle> = match picker {
        Picker::Reports => {
            let dialog = dialog.add_filter("报告 Reports", &both_cases()).add_filter("*", &["*"]);
            dialog.pick_files().await.unwrap_or_default()
        }
        Picker::Folder | Picker::ScreeningFolder | Picker::Missing => {
            dialog.pick_folder().await.into_iter().collect()
        }
        Picker::Profile => dialog.add_filter("ron", &["ron"]).pick_file().await.into_iter().collect(),
        Picker::Review => dialog.add_filter("review.ron", &["ron"]).pick_file().await.into_iter().collect(),
        Picker::Merge => {
            let files = ["ron", "docx", "docm", "xlsx", "jsonld", "json", "odt", "pdf", "ofd"];
            dialog.add_filter(files.join(" "), &files).pick_file().await.into_iter().collect()
        }
        Picker::SaveReview { name, folder } => {
            let dialog = dialog.set_file_name(name).add_filter("review.ron", &["ron"]);
            let dialog = match folder {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            dialog.save_file().await.into_iter().collect()
        }
        Picker::Picture(picture) => {
            let dialog = dialog.set_file_name(&picture.name).add_filter("png", &["png"]);
            dialog.save_file().await.into_iter().collect()
        }
        Picker::Export(ExportPlace { format, into_folder, name, folder, compared: _ }) => {
            let dialog = match folder {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            if *into_folder {
                dialog.pick_folder().await.into_iter().collect()
            } else {
                let ending = format.extension();
                let dialog = dialog.set_file_name(name).add_filter(ending, &[ending]);
                dialog.save_file().await.into_iter().collect()
            }
        }
    };
    chosen.iter().map(|handle| handle.path().to_owned()).collect()
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
