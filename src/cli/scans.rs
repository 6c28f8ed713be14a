//! Scans on the command line: files that cannot be read for want of text, or of which pages are missing, are read again as
//! scans, one after the other.

use std::path::Path;
use std::sync::Mutex;

use super::print::{progress_line, shows_progress};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, Pages, ReadError, ReadOptions, Reason, Report, ScanCache};
use crate::task::{Cancel, Progress};

/// Held while a scan is read.
static ONE: Mutex<()> = Mutex::new(());

/// What is done with scans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scans {
    /// They stay as they are.
    Leave,
    /// These pages of them are read.
    Read {
        /// Which pages.
        pages: Pages,
        /// Whether results are kept for the next time.
        cached: bool,
    },
}

impl Default for Scans {
    fn default() -> Self {
        Self::Read { pages: Pages::default(), cached: true }
    }
}

/// What is read of files.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// Whether page furniture is part of the texts.
    pub(super) whole_page: bool,
    /// Whether the pictures of a folder are the pages of one report.
    pub(super) as_one: bool,
    /// What is done with scans.
    pub(super) scans: Scans,
}

impl Reading {
    pub(super) fn options(self) -> ReadOptions {
        let pages = match self.scans {
            Scans::Read { pages, .. } => pages,
            Scans::Leave => Pages::default(),
        };
        ReadOptions { encoding: None, whole_page: self.whole_page, pages }
    }
}

/// Reads a file, as a scan where it is one. With words, progress is shown.
pub(super) fn read_file(
    path: &Path,
    reading: Reading,
    words: Option<&Catalogue>,
) -> Result<Report, ReadError> {
    read_again(report::read_file(path, reading.options()), path, reading, words)
}

/// The result of reading a file, bettered by reading its pictures if it has any.
pub(super) fn read_again(
    read: Result<Report, ReadError>,
    path: &Path,
    reading: Reading,
    words: Option<&Catalogue>,
) -> Result<Report, ReadError> {
    let Scans::Read { cached, .. } = reading.scans else { return read };
    if !report::is_scan(&read, reading.options()) {
        return read;
    }
    let cache = cached.then(ScanCache::of_user).flatten();
    let shows_progress = words.is_some() && shows_progress();
    // A catalogue belongs to one thread: the words are made for the placeholders and filled in by the listener.
    let line = Message::new("cli-reading-pages").with("number", "{number}").with("count", "{count}");
    let progress = match words.filter(|_| shows_progress).map(|words| words.words(&line)) {
        Some(line) => Progress::new(move |step| {
            let number = line.replace("{number}", &step.done.to_string());
            progress_line(&number.replace("{count}", &step.total.to_string()));
        }),
        None => Progress::default(),
    };
    // One scan at a time: its own process uses several processors, and 200 MB.
    let one = ONE.lock();
    let never = Cancel::default();
    let again = report::read_scan(path, reading.options(), cache.as_ref(), &never, &progress);
    drop(one);
    if shows_progress {
        progress_line("");
    }
    match (read, again) {
        // Pages with text are better than nothing.
        (Ok(report), Err(_)) => Ok(report),
        // Letters without characters behind them, and no pictures: no models would help.
        (Err(first), Err(again)) if again.reason == Reason::NoTextLayer => Err(first),
        (_, again) => again,
    }
}
