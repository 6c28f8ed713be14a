//! Watches the files of open reports. Folders are watched, not files: many programs replace a file by renaming another
//! over it, and a watch on the file would stay with the old one.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Reporter;
use crate::session::LibraryOutcome;

/// Changes in quick succession are reported once, after no change for this long.
const QUIET: Duration = Duration::from_millis(300);

/// Watches files. If the system cannot (too many watches, a network folder), nothing is reported; the user can still read
/// a report again.
pub(super) struct Watcher {
    orders: Sender<Order>,
}

enum Order {
    /// Watch these files and no others.
    Files(Vec<PathBuf>),
    /// These paths have changed.
    Happened(Vec<PathBuf>),
    /// End the thread.
    Stop,
}

impl Watcher {
    /// Starts the thread.
    pub(super) fn new(report: Reporter) -> Self {
        let (orders, received) = mpsc::channel();
        let happened = orders.clone();
        let began = thread::Builder::new().name("watch".into()).spawn(move || {
            let mut folders = Folders::new(happened);
            let mut files: HashSet<PathBuf> = HashSet::new();
            let mut changed: BTreeSet<PathBuf> = BTreeSet::new();
            loop {
                let order = if changed.is_empty() {
                    received.recv().map_err(|_| RecvTimeoutError::Disconnected)
                } else {
                    received.recv_timeout(QUIET)
                };
                match order {
                    Ok(Order::Files(paths)) => {
                        folders.watch(&paths);
                        files = paths.into_iter().collect();
                        changed.retain(|path| files.contains(path));
                    }
                    Ok(Order::Happened(paths)) => {
                        changed.extend(paths.into_iter().filter(|path| files.contains(path)));
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        let paths = std::mem::take(&mut changed).into_iter().collect();
                        report.send(LibraryOutcome::ChangedOnDisk(paths));
                    }
                    Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        });
        // Without the thread nothing is reported.
        drop(began);
        Self { orders }
    }

    /// Watches these files from now on, and no others.
    pub(super) fn watch(&self, paths: &[PathBuf]) {
        let _ = self.orders.send(Order::Files(paths.to_vec()));
    }
}

impl Drop for Watcher {
    /// Ends the thread, which holds a sender of its own and would not end by itself.
    fn drop(&mut self) {
        let _ = self.orders.send(Order::Stop);
    }
}

/// The watched folders.
struct Folders {
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
}

impl Folders {
    fn new(happened: Sender<Order>) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Ok(event) = event
                && matters(event.kind)
            {
                let _ = happened.send(Order::Happened(event.paths));
            }
        });
        Self { watcher: watcher.ok(), watched: BTreeSet::new() }
    }

    fn watch(&mut self, files: &[PathBuf]) {
        let Some(watcher) = &mut self.watcher else { return };
        let wanted: BTreeSet<PathBuf> =
            files.iter().filter_map(|file| file.parent()).map(Path::to_owned).collect();
        for folder in self.watched.difference(&wanted) {
            let _ = watcher.unwatch(folder);
        }
        let kept: BTreeSet<PathBuf> = wanted
            .into_iter()
            .filter(|folder| {
                self.watched.contains(folder) || watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
            })
            .collect();
        self.watched = kept;
    }
}

/// Whether an event changes a file.
fn matters(kind: EventKind) -> bool {
    use notify::event::ModifyKind;
    match kind {
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Access(_) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}
