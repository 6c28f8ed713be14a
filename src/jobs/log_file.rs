//! The log: a file in the user's state folder with one message a line, warnings and errors unless `JIAOKAN_LOG` sets a
//! lower level. It contains no text of reports or notes. At most two files of 256 KB are kept.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use log::{LevelFilter, Log, Metadata, Record};

use super::Places;
use crate::files;

/// Length of the log file, in bytes, at which it replaces the previous one and a new file is begun.
const LONG: u64 = 256 * 1024;

/// Maximum length of a line in characters: a crate may log its input.
const WIDE: usize = 500;

/// Starts logging into the user's state folder. Does nothing without such a folder or if a logger is already installed.
pub fn begin(places: &Places) {
    let Some(path) = places.log() else { return };
    let level = std::env::var("JIAOKAN_LOG").ok().and_then(|level| level.parse().ok());
    let level = level.unwrap_or(LevelFilter::Warn);
    if log::set_boxed_logger(Box::new(LogFile::new(path))).is_ok() {
        log::set_max_level(level);
    }
}

/// The last logged lines, the newest last.
#[must_use]
pub fn last_lines(path: &Path, count: usize) -> Vec<String> {
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    let text = read(&before(path)) + &read(path);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].iter().map(|line| (*line).to_owned()).collect()
}

/// Path of the previous log file.
fn before(path: &Path) -> PathBuf {
    path.with_extension("1.log")
}

struct LogFile {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    file: Option<File>,
    written: u64,
    /// The last message; an equal one is not repeated, since an error may recur in every frame.
    last: String,
}

impl LogFile {
    fn new(path: PathBuf) -> Self {
        Self { path, state: Mutex::default() }
    }

    fn write(&self, level: log::Level, target: &str, words: &str) -> io::Result<()> {
        let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WIDE).collect();
        let said = format!("{level:5} {target}: {words}\n");
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.last == said {
            return Ok(());
        }
        let line = format!("{:.0} {said}", Timestamp::now());
        state.last = said;
        if state.written > LONG {
            state.file = None;
            fs::rename(&self.path, before(&self.path))?;
        }
        if state.file.is_none() {
            if let Some(folder) = self.path.parent() {
                files::create_private_folder(folder)?;
            }
            let file = files::append_private(&self.path)?;
            state.written = file.metadata()?.len();
            state.file = Some(file);
        }
        state.written += line.len() as u64;
        // One write call per line, so that lines of two windows do not mix.
        state.file.as_mut().map_or(Ok(()), |file| file.write_all(line.as_bytes()))
    }
}

impl Log for LogFile {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= log::max_level()
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            // There is no place to report a log that cannot be written.
            let _ = self.write(record.level(), record.target(), &record.args().to_string());
        }
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use log::Level;

    #[test]
    fn lines_come_back_in_order_and_the_same_again_is_said_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("jiaokan.log");
        let log = LogFile::new(path.clone());
        for words in ["a", "b\nc", "b\nc", "b\nc", "a"] {
            log.write(Level::Warn, "here", words).unwrap();
        }
        let lines = last_lines(&path, 10);
        let said: Vec<&str> = lines.iter().map(|line| line.split_once(' ').unwrap().1).collect();
        assert_eq!(said, ["WARN  here: a", "WARN  here: b c", "WARN  here: a"]);
        assert!(lines[0].starts_with("20") && lines[0].contains('T'), "{lines:?}");
        assert_eq!(last_lines(&path, 1).len(), 1);
        files::assert_private(&path);
        assert_eq!(last_lines(Path::new("/nowhere/x.log"), 9), Vec::<String>::new());
    }

    #[test]
    fn never_more_than_two_short_files_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jiaokan.log");
        let log = LogFile::new(path.clone());
        for number in 0..2_000 {
            log.write(Level::Error, "here", &format!("{number} {}", "字".repeat(1_000))).unwrap();
        }
        let sizes: Vec<u64> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .collect();
        assert_eq!(sizes.len(), 2);
        assert!(sizes.iter().all(|&size| size < LONG + 4 * WIDE as u64 + 100), "{sizes:?}");
        assert!(last_lines(&path, 1)[0].contains(": 1999 "));
    }
}
