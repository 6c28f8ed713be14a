//! The headless program: reads its command line, does what it asks for, prints words or JSON. What is found in
//! reports is found elsewhere.

mod arguments;
mod compare;
mod inspect;
mod json;
mod screen;
mod words;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::arguments::Command;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::report::{self, ReadError, Report};

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
    let language = arguments::language(&arguments).unwrap_or_else(Language::of_system);
    let words = Catalogue::new(language);
    let call = match arguments::parse(arguments, &words) {
        Ok(call) => call,
        Err(error) => {
            // Help goes to standard output and is no fault; what is wrong with a call goes to standard error.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { DONE });
        }
    };
    ExitCode::from(match call {
        Command::Inspect(options) => inspect::run(&options, &words),
        Command::Compare(options) => compare::run(&options, &words),
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

/// Reads all files that the paths mean, those that can be read and those that cannot.
fn read(paths: &[PathBuf], words: &Catalogue) -> (Vec<Report>, Vec<ReadError>) {
    let collected = report::collect(paths);
    let mut unreadable = collected.unreadable;
    let mut reports = Vec::new();
    let count = collected.files.len();
    let is_watched = count > 1 && io::stderr().is_terminal();
    for (index, path) in collected.files.iter().enumerate() {
        if is_watched {
            let progress = Message::new("cli-reading").with("number", index + 1).with("count", count);
            progress_line(&words.words(&progress));
        }
        match report::read_file(path, None) {
            Ok(report) => reports.push(report),
            Err(error) => unreadable.push(error),
        }
    }
    if is_watched {
        progress_line("");
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

/// Says something on standard error; if even that fails there is nobody to tell.
fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A path for people: bytes that are no UTF-8 become U+FFFD, control characters a question mark.
fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
