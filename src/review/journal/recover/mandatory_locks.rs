//! Emulates the mandatory locks of Windows in tests: a path that is locked cannot be opened a second time.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};

thread_local! {
    static LOCKED: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
}

pub(in crate::review::journal) struct Guard;

pub(in crate::review::journal) fn lock(path: &Path) -> Guard {
    LOCKED.with_borrow_mut(|locked| locked.push(path.to_owned()));
    Guard
}

pub(in crate::review::journal) fn check(path: &Path) -> io::Result<()> {
    // ERROR_LOCK_VIOLATION
    let locked = LOCKED.with_borrow(|locked| locked.iter().any(|other| other == path));
    if locked { Err(io::Error::from_raw_os_error(33)) } else { Ok(()) }
}

impl Drop for Guard {
    fn drop(&mut self) {
        LOCKED.with_borrow_mut(Vec::pop);
    }
}
