//! Panics: unsaved work is written to the journal, a crash report to a file, and the next start names that file.

use std::backtrace::Backtrace;
use std::fs;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::journal_writer::Order;
use super::{Places, diagnostics};
use crate::files::{self, Access};

/// Maximum time to wait for the journal: a program that crashes should not hang as well.
const PATIENCE: Duration = Duration::from_secs(2);

/// Maximum length of a panic's message in characters; it may contain text of a report.
const MAX_WORDS: usize = 200;

/// Maximum number of crash reports; the oldest are deleted.
const MAX_REPORTS: usize = 5;

/// The journal of the open review.
static JOURNAL: Mutex<Option<Sender<Order>>> = Mutex::new(None);

/// Set once there is a window. Before that a panic is the reason why there is none, and is reported by its catcher.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Installs the panic hook, which writes the journal and a crash report.
pub fn watch(places: &Places) {
    let folder = places.crashes();
    std::panic::set_hook(Box::new(move |info| on_panic(info, folder.as_deref())));
}

/// Records that a window exists from now on.
pub fn window_is_open() {
    IS_OPEN.store(true, Ordering::Relaxed);
}

/// The newest crash report that was not returned before.
#[must_use]
pub fn unseen(places: &Places) -> Option<PathBuf> {
    let folder = places.crashes()?;
    let newest = reports(&folder).pop()?;
    let name = newest.file_name()?.to_str()?;
    let seen = folder.join("seen");
    if fs::read_to_string(&seen).is_ok_and(|before| before.trim() == name) {
        return None;
    }
    // If that fails, it is returned once more.
    let _ = files::replace(&seen, Access::Private, name.as_bytes());
    Some(newest)
}

/// Sets the journal to write on a panic.
pub(super) fn keep_journal(orders: Option<Sender<Order>>) {
    *JOURNAL.lock().unwrap_or_else(PoisonError::into_inner) = orders;
}

/// Crash reports, oldest first.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    found.sort();
    found
}

fn on_panic(info: &PanicHookInfo<'_>, folder: Option<&Path>) {
    if !IS_OPEN.load(Ordering::Relaxed) {
        return;
    }
    settle();
    let place = info.location().map_or_else(String::new, ToString::to_string);
    log::error!("panic at {place}");
    let words: String = info.payload_as_str().unwrap_or("panic").chars().take(MAX_WORDS).collect();
    let report = folder.and_then(|folder| write_report(folder, &place, &words));
    say(&place, report.as_deref());
}

/// Waits until the journal is written.
fn settle() {
    let current = thread::current();
    // The journal's thread would wait for itself.
    if current.name() == Some("journal") {
        return;
    }
    // Not `lock`: a panic must not wait for another thread.
    let orders = JOURNAL.try_lock().ok().and_then(|orders| orders.clone());
    if let Some(orders) = orders {
        let (done, settled) = mpsc::channel();
        if orders.send(Order::Settle(done)).is_ok() {
            let _ = settled.recv_timeout(PATIENCE);
        }
    }
}

/// Writes a crash report and deletes old ones.
fn write_report(folder: &Path, place: &str, words: &str) -> Option<PathBuf> {
    let now = Timestamp::now();
    let thread = thread::current();
    let text = format!(
        "Jiaokan {}\nsystem: {}\ntime: {now:.0}\nthread: {}\nplace: {place}\nwords: {words}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        diagnostics::system(),
        thread.name().unwrap_or("?"),
        Backtrace::force_capture(),
    );
    files::create_private_folder(folder).ok()?;
    let path = folder.join(format!("{}.txt", now.strftime("%Y%m%dT%H%M%S%.3fZ")));
    // The message may contain text of a report, so only the user may read it.
    files::replace(&path, Access::Private, text.as_bytes()).ok()?;
    let mut kept = reports(folder);
    for old in kept.drain(..kept.len().saturating_sub(MAX_REPORTS)) {
        let _ = fs::remove_file(old);
    }
    Some(path)
}

#[expect(clippy::print_stderr, reason = "the window may be gone")]
fn say(place: &str, report: Option<&Path>) {
    match report {
        Some(report) => eprintln!("jiaokan: panic at {place}; report: {}", report.display()),
        None => eprintln!("jiaokan: panic at {place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_returned_once_and_only_the_last_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { state: Some(folder.path().to_owned()), ..Places::default() };
        assert_eq!(unseen(&places), None);
        let crashes = places.crashes().unwrap();
        for number in 0..MAX_REPORTS + 3 {
            assert!(write_report(&crashes, &format!("place {number}"), "words").is_some());
            thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(reports(&crashes).len(), MAX_REPORTS);
        let newest = unseen(&places).unwrap();
        files::assert_private(&newest);
        files::assert_private(&crashes.join("seen"));
        let text = fs::read_to_string(&newest).unwrap();
        assert!(
            text.contains(&format!("place: place {}", MAX_REPORTS + 2)) && text.contains("words: words"),
            "{text}"
        );
        assert_eq!(unseen(&places), None, "it was returned");
        write_report(&crashes, "another place", "words").unwrap();
        assert!(unseen(&places).is_some_and(|path| path != newest));
    }
}
