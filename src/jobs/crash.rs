//! When the program itself is at fault: what was written is put on disk, what happened is kept in a small report, and the
//! next start says where that is.

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

use super::keeper::Order;
use super::{Places, diagnostics};
use crate::files::{self, Access};

/// How long the journal may take at the most: a program that fails should not hang as well.
const PATIENCE: Duration = Duration::from_secs(2);

/// A panic often holds what it stumbled over, which may be a piece of a report.
const WIDE: usize = 200;

/// So many reports are kept.
const KEPT: usize = 5;

/// The journal of the review that is open.
static JOURNAL: Mutex<Option<Sender<Order>>> = Mutex::new(None);

/// Before there is a window, a panic is a reason why there is none, and said as such by whoever catches it.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// From now on a panic is kept in the user's folder, and what was written is on disk before anything else ends.
pub fn watch(places: &Places) {
    let folder = places.crashes();
    std::panic::set_hook(Box::new(move |info| on_panic(info, folder.as_deref())));
}

/// From now on a panic is one of the program's own.
pub fn window_is_open() {
    IS_OPEN.store(true, Ordering::Relaxed);
}

/// The newest report that was not spoken of yet; from now on it was.
#[must_use]
pub fn unseen(places: &Places) -> Option<PathBuf> {
    let folder = places.crashes()?;
    let newest = reports(&folder).pop()?;
    let name = newest.file_name()?.to_str()?;
    let seen = folder.join("seen");
    if fs::read_to_string(&seen).is_ok_and(|before| before.trim() == name) {
        return None;
    }
    // If that fails it is said once more.
    let _ = files::replace(&seen, Access::Private, name.as_bytes());
    Some(newest)
}

/// The journal to be written when the program fails.
pub(super) fn keep_journal(orders: Option<Sender<Order>>) {
    *JOURNAL.lock().unwrap_or_else(PoisonError::into_inner) = orders;
}

/// Reports in their order of time.
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
    let words: String = info.payload_as_str().unwrap_or("panic").chars().take(WIDE).collect();
    let report = folder.and_then(|folder| keep(folder, &place, &words));
    say(&place, report.as_deref());
}

/// Waits until everything that was written is in the journal.
fn settle() {
    let current = thread::current();
    // The journal's own thread would wait for itself.
    if current.name() == Some("journal") {
        return;
    }
    // Whoever holds it is about to let go of it; a program that fails does not wait for that.
    let orders = JOURNAL.try_lock().ok().and_then(|orders| orders.clone());
    if let Some(orders) = orders {
        let (done, settled) = mpsc::channel();
        if orders.send(Order::Settle(done)).is_ok() {
            let _ = settled.recv_timeout(PATIENCE);
        }
    }
}

/// Writes a report and lets go of old ones.
fn keep(folder: &Path, place: &str, words: &str) -> Option<PathBuf> {
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
    files::replace(&path, Access::Private, text.as_bytes()).ok()?;
    let mut kept = reports(folder);
    for old in kept.drain(..kept.len().saturating_sub(KEPT)) {
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
    fn a_report_is_spoken_of_once_and_only_the_last_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { state: Some(folder.path().to_owned()), ..Places::default() };
        assert_eq!(unseen(&places), None);
        let crashes = places.crashes().unwrap();
        for number in 0..KEPT + 3 {
            assert!(keep(&crashes, &format!("place {number}"), "words").is_some());
            thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(reports(&crashes).len(), KEPT);
        let newest = unseen(&places).unwrap();
        files::assert_private(&newest);
        files::assert_private(&crashes.join("seen"));
        let text = fs::read_to_string(&newest).unwrap();
        assert!(
            text.contains(&format!("place: place {}", KEPT + 2)) && text.contains("words: words"),
            "{text}"
        );
        assert_eq!(unseen(&places), None, "it was spoken of");
        keep(&crashes, "another place", "words").unwrap();
        assert!(unseen(&places).is_some_and(|path| path != newest));
    }
}
