//! Emulates two rules of Windows in tests: a path that is locked cannot be opened a second time, and no file can be
//! renamed over one that is open.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

thread_local! {
    static HELD: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
}

/// Holds a path until it is dropped.
#[derive(Debug)]
pub(super) struct Guard(PathBuf);

/// Marks a path as open and locked by this thread.
pub(super) fn hold(path: &Path) -> Guard {
    HELD.with_borrow_mut(|held| held.push(path.to_owned()));
    Guard(path.to_owned())
}

/// Fails like opening a locked file (`ERROR_LOCK_VIOLATION`).
pub(super) fn check(path: &Path) -> io::Result<()> {
    if is_held(path) { Err(io::Error::from_raw_os_error(33)) } else { Ok(()) }
}

/// Renames a file, but fails like renaming over an open file (`ERROR_ACCESS_DENIED`).
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if is_held(to) { Err(io::Error::from_raw_os_error(5)) } else { fs::rename(from, to) }
}

fn is_held(path: &Path) -> bool {
    HELD.with_borrow(|held| held.iter().any(|other| other == path))
}

impl Drop for Guard {
    fn drop(&mut self) {
        HELD.with_borrow_mut(|held| {
            if let Some(at) = held.iter().rposition(|path| *path == self.0) {
                held.swap_remove(at);
            }
        });
    }
}
