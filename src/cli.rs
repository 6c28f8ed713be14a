//! The headless program `jiaokan-cli`: parses the command line, runs the command, prints text or JSON. The analysis
//! itself is in the other parts.
//!
//! ```text
//! arguments                        the command line and its help in two languages
//! inspect                          reads and analyses; inspection holds the result, text and json print it
//! compare, figures, screen, notes, export, merge      one file a command
//! scans                            reads what is a scan once more, as one
//! print                            standard output and error, quotes, shares
//! ```

mod about;
mod arguments;
mod background;
mod compare;
mod export;
mod figures;
mod inspect;
mod inspection;
mod json;
mod merge;
mod notes;
mod print;
mod scans;
mod screen;
mod text;

#[cfg(feature = "gui")]
pub(crate) use self::about::extractor;
#[cfg(feature = "gui")]
pub(crate) use self::arguments::{fixed, option, with_value_names};
pub(crate) use self::arguments::{language, rendered};

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use self::arguments::Command;
use self::print::{print_error, progress_line, shows_progress};
use self::scans::Reading;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::report::{self, ReadError, Reason, Report};
use crate::review::store::{self, Loaded};

/// Exit status: everything was done.
const DONE: u8 = 0;
/// Exit status: some input could not be read, the rest was done.
const PARTLY: u8 = 1;
/// Exit status: the call was wrong, nothing could be read, or the output could not be written.
const FAILED: u8 = 2;

/// Runs the program. `arguments` begins with the program's name.
///
/// The exit status is 0 when everything was done, 1 when some input could not be read, and 2 when the call was wrong,
/// nothing could be read, or the output could not be written.
#[must_use]
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = language(&arguments).unwrap_or_else(Language::of_system);
    let words = Catalogue::new(language);
    let asked = about::Asked::of(&arguments);
    let call = match arguments::parse(arguments, &words) {
        Ok(call) => call,
        Err(error) if error.kind() == clap::error::ErrorKind::DisplayVersion => {
            return ExitCode::from(about::tell(asked, &words));
        }
        Err(error) => {
            let text = rendered(&error, &words);
            // Help is an error to the parser as well; it goes to standard output.
            if error.use_stderr() {
                print_error(text.trim_end());
                return ExitCode::from(FAILED);
            }
            return ExitCode::from(print::print(DONE, &words, |out| out.write_all(text.as_bytes())));
        }
    };
    ExitCode::from(match call {
        Command::Inspect(options) => inspect::run(&options, &words),
        Command::Compare(options) => compare::run(&options, &words),
        Command::Figures(options) => figures::run(&options, &words),
        Command::Notes(options) => notes::run(&options, &words),
        Command::Export(options) => export::run(&options, &words),
        Command::Merge(options) => merge::run(&options, &words),
        Command::Screen(options) => screen::run(&options, &words),
        Command::Background(options) => background::run(&options, &words),
    })
}

/// The command line with its help in a language, for manual pages and completions.
#[must_use]
pub fn command(language: Language) -> clap::Command {
    arguments::command(&Catalogue::new(language))
}

/// Reads the files, and those of the folders, at `paths` on all cores. Returns the reports and the files that could not
/// be read, each in the order of the call. Scans are read one after the other.
fn read(paths: &[PathBuf], reading: Reading, words: &Catalogue) -> (Vec<Report>, Vec<ReadError>) {
    let collected = if reading.as_one { report::collect_as_one(paths) } else { report::collect(paths) };
    let count = collected.files.len();
    let shows_progress = count > 1 && shows_progress();
    let progress = |number| Message::new("cli-reading").with("number", number).with("count", count);
    // Worded in advance: a catalogue belongs to one thread.
    let progress: Vec<String> =
        (1..=count).filter(|_| shows_progress).map(|number| words.words(&progress(number))).collect();
    let begun = AtomicUsize::new(0);
    let options = reading.options();
    let results: Vec<Result<Report, ReadError>> = collected
        .files
        .par_iter()
        .map(|path| {
            if let Some(line) = progress.get(begun.fetch_add(1, Ordering::Relaxed)) {
                progress_line(line);
            }
            report::read_file(path, options)
        })
        .collect();
    if shows_progress {
        progress_line("");
    }
    let mut unreadable = collected.unreadable;
    let mut reports = Vec::new();
    for (path, result) in collected.files.iter().zip(results) {
        match scans::read_again(result, path, reading, Some(words)) {
            Ok(report) => reports.push(report),
            Err(error) => unreadable.push(error),
        }
    }
    (reports, unreadable)
}

/// The exit status of a command that could not read these files.
fn status(unreadable: &[ReadError]) -> u8 {
    if unreadable.iter().all(|error| error.reason.is_remark()) { DONE } else { PARTLY }
}

/// Reads a report that the review at `review` names; one on another computer only if `network` is set.
fn read_named(path: &Path, review: &Path, network: bool) -> Result<Report, ReadError> {
    if !network && store::reaches_elsewhere(path, Some(review)) {
        return Err(ReadError { path: path.to_owned(), reason: Reason::Elsewhere });
    }
    scans::read_file(path, Reading::default(), None)
}

/// Loads a review. Prints the reason if it is read-only or could not be loaded (`None`).
fn load_review(file: &Path, words: &Catalogue) -> Option<Loaded> {
    match store::load(file) {
        Ok(loaded) => {
            if let Some(reason) = &loaded.read_only {
                print_error(&words.words(&reason.message()));
            }
            Some(loaded)
        }
        Err(error) => {
            print_error(&words.words(&error.message()));
            None
        }
    }
}
