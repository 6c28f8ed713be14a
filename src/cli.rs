//! The headless program: reads its command line, does what it asks for, prints words or JSON. What is found in
//! reports is found elsewhere.

mod about;
mod arguments;
mod compare;
mod export;
mod inspect;
mod json;
mod merge;
mod notes;
mod screen;
mod words;

#[cfg(feature = "gui")]
pub(crate) use self::about::extractor;
pub(crate) use self::arguments::language;
#[cfg(feature = "gui")]
pub(crate) use self::arguments::{fixed, option};

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use self::arguments::Command;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::report::{self, ReadError, ReadOptions, Report};
use crate::review::store::{self, Loaded};

/// Everything was done.
const DONE: u8 = 0;
/// Everything was done but for input that could not be read.
const PARTLY: u8 = 1;
/// The call was wrong, or nothing could be read.
const FAILED: u8 = 2;

/// Runs the program with its arguments, the first of which is its name. The exit status is 0 when all was done, 1 when
/// some input could not be read, 2 when the call was wrong, nothing could be read or the output not be written.
#[must_use]
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = language(&arguments).unwrap_or_else(Language::of_system);
    let words = Catalogue::new(language);
    let is_verbose = arguments.iter().any(|argument| argument == "--verbose");
    let call = match arguments::parse(arguments, &words) {
        Ok(call) => call,
        Err(error) if error.kind() == clap::error::ErrorKind::DisplayVersion => {
            return ExitCode::from(about::version(is_verbose, &words));
        }
        Err(error) => {
            // Help goes to standard output and is no fault; what is wrong with a call goes to standard error.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { DONE });
        }
    };
    ExitCode::from(match call {
        Command::Inspect(options) => inspect::run(&options, &words),
        Command::Compare(options) => compare::run(&options, &words),
        Command::Notes(options) => notes::run(&options, &words),
        Command::Export(options) => export::run(&options, &words),
        Command::Merge(options) => merge::run(&options, &words),
        Command::Screen(options) => screen::run(&options, &words),
    })
}

/// Writes a command's result to standard output; its exit status is `status`, or that of output that failed.
fn print(status: u8, words: &Catalogue, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> u8 {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => status,
        // Whoever read it has seen enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => status,
        Err(error) => {
            complain(&words.words(&Message::new("cli-output-failed").with("words", error.to_string())));
            FAILED
        }
    }
}

/// Reads all files that the paths mean, on all cores: those that can be read and those that cannot, each in the order of
/// the call.
fn read(paths: &[PathBuf], whole_page: bool, words: &Catalogue) -> (Vec<Report>, Vec<ReadError>) {
    let collected = report::collect(paths);
    let count = collected.files.len();
    let is_watched = count > 1 && io::stderr().is_terminal();
    let progress = |number| Message::new("cli-reading").with("number", number).with("count", count);
    // Made beforehand: the catalogue belongs to one thread.
    let progress: Vec<String> =
        (1..=count).filter(|_| is_watched).map(|number| words.words(&progress(number))).collect();
    let begun = AtomicUsize::new(0);
    let options = ReadOptions { encoding: None, whole_page };
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
    if is_watched {
        progress_line("");
    }
    let mut unreadable = collected.unreadable;
    let mut reports = Vec::new();
    for result in results {
        match result {
            Ok(report) => reports.push(report),
            Err(error) => unreadable.push(error),
        }
    }
    (reports, unreadable)
}

/// Replaces the line on the terminal.
fn progress_line(line: &str) {
    let mut err = io::stderr().lock();
    let _ = write!(err, "\r\x1b[K{line}").and_then(|()| err.flush());
}

/// A file with the reason why it was not read.
fn named(error: &ReadError, words: &Catalogue) -> String {
    format!("{}: {}", shown(&error.path), words.words(&error.reason.message()))
}

/// A review, with a word where it could only be read; nothing, with the reason, where it could not.
fn load_review(file: &Path, words: &Catalogue) -> Option<Loaded> {
    match store::load(file) {
        Ok(loaded) => {
            if let Some(reason) = &loaded.read_only {
                complain(&words.words(&reason.message()));
            }
            Some(loaded)
        }
        Err(error) => {
            complain(&words.words(&error.message()));
            None
        }
    }
}

/// Says something on standard error; if even that fails there is nobody to tell.
fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A path for people: bytes that are no UTF-8 become U+FFFD, control characters a question mark.
fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
