//! Reading and writing review files, journals, and files of reports that were moved.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::journal_writer::Order;
use crate::message::Message;
use crate::report;
use crate::review::Revision;
use crate::review::journal::{self, JournalError, LeftOver};
use crate::review::store::{
    self, Fingerprint, Loaded, Lock, Locking, ReadOnly, StoreError, StoreReason, Versions, lock,
};
use crate::session::{Restored, SavingOutcome, Write};

/// Minimum time between two earlier versions kept by automatic saving.
const APART: Duration = Duration::from_mins(10);

/// Maximum time that another file waits for the journal.
const PATIENCE: Duration = Duration::from_secs(2);

/// Locks, versions and journals.
#[derive(Clone, Default)]
pub(super) struct Reviews {
    /// Locks of the reviews that this program has open for writing.
    locks: Arc<Mutex<HashMap<PathBuf, Lock>>>,
    versions: Option<Versions>,
    /// The folder of journals.
    journals: Option<PathBuf>,
}

impl Reviews {
    pub(super) fn new(journals: Option<PathBuf>, versions: Option<PathBuf>) -> Self {
        Self { locks: Arc::default(), versions: versions.map(Versions::new), journals }
    }

    /// Reads a review and locks it. One that another program has locked is read-only.
    pub(super) fn load(&self, path: &Path) -> Result<Box<Loaded>, Message> {
        let mut loaded = store::load(path).map_err(|error| error.message())?;
        if loaded.read_only.is_none()
            && let Err(who) = self.hold(path)
        {
            loaded.read_only = Some(ReadOnly::InUse(who));
        }
        Ok(Box::new(loaded))
    }

    /// Writes a review. An existing file is replaced only if the user agreed and this program understands all of it. A file
    /// that others changed is returned to be merged.
    pub(super) fn save(&self, write: &Write, journal: Option<&Sender<Order>>) -> SavingOutcome {
        let Write { path, review, revision, journalled, .. } = write;
        // The journal must not be behind the file: after a crash, the file would look as if another program had written
        // it.
        settle(journal);
        let result = self.write(write);
        match result {
            Ok(on_disk) => {
                let (path, review) = (path.clone(), Arc::clone(review));
                let saved = Order::Saved { up_to: *journalled, path: path.clone(), on_disk, review };
                let _ = journal.map(|journal| journal.send(saved));
                self.release_others(Some(&path));
                SavingOutcome::Saved { path, revision: *revision, result: Ok(on_disk) }
            }
            Err(error) => changed(path, *revision, &error),
        }
    }

    fn write(&self, write: &Write) -> Result<Fingerprint, StoreError> {
        let Write { path, review, expected, replace, automatic, .. } = write;
        self.hold(path).map_err(|who| StoreError { path: path.clone(), reason: StoreReason::InUse(who) })?;
        let present = || store::load(path).ok().map(|loaded| loaded.fingerprint);
        let expected = expected.or_else(|| if *replace { present() } else { None });
        let apart = if *automatic { APART } else { Duration::ZERO };
        store::save_and_keep(path, review, expected, self.versions.as_ref().map(|kept| (kept, apart)))
    }

    /// Locks a review, unless it is locked already or cannot be. The error names the holder.
    fn hold(&self, path: &Path) -> Result<(), String> {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        if locks.contains_key(path) {
            return Ok(());
        }
        match lock(path, &who()) {
            Locking::Held(lock) => drop(locks.insert(path.to_owned(), lock)),
            Locking::InUse(who) => return Err(who),
            Locking::Impossible => {}
        }
        Ok(())
    }

    /// Releases all locks except that of this review.
    pub(super) fn release_others(&self, path: Option<&Path>) {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        locks.retain(|held, _| Some(held.as_path()) == path);
    }

    /// Journals that other runs of the program left behind.
    pub(super) fn left_over(&self, journal: Option<&Sender<Order>>) -> SavingOutcome {
        // The review that was just closed may be the one that is opened.
        settle(journal);
        let Some(folder) = &self.journals else { return SavingOutcome::LeftOver(Vec::new(), Vec::new()) };
        let (mut found, unreadable) = journal::left_over(folder);
        let messages = unreadable.iter().map(|(path, error)| unreadable_journal(path, error)).collect();
        found.extend(unreadable.into_iter().map(|(path, _)| LeftOver::unreadable(path)));
        SavingOutcome::LeftOver(found, messages)
    }

    /// Reads a journal, and the review that it belongs to.
    pub(super) fn restore(&self, journal: PathBuf) -> SavingOutcome {
        let result = journal::recover(&journal).map_err(|error| unreadable_journal(&journal, &error));
        let result = result.map(|recovered| {
            let loaded = recovered.path.as_deref().and_then(|path| self.load(path).ok());
            let standing = recovered.against(loaded.as_deref());
            Box::new(Restored { recovered, standing, loaded })
        });
        SavingOutcome::Restored { journal, result }
    }
}

/// Waits until the journal has written all entries, for at most [`PATIENCE`].
fn settle(journal: Option<&Sender<Order>>) {
    if let Some(journal) = journal {
        let (done, settled) = mpsc::channel();
        let _ = journal.send(Order::Settle(done)).is_ok() && settled.recv_timeout(PATIENCE).is_ok();
    }
}

/// The outcome of a failed write.
fn changed(path: &Path, revision: Revision, error: &StoreError) -> SavingOutcome {
    if error.reason == StoreReason::Changed
        && let Ok(theirs) = store::load(path)
        && theirs.read_only.is_none()
    {
        return SavingOutcome::Changed { path: path.to_owned(), revision, theirs: Box::new(theirs) };
    }
    SavingOutcome::Saved { path: path.to_owned(), revision, result: Err(error.message()) }
}

fn unreadable_journal(path: &Path, error: &JournalError) -> Message {
    Message::new("journal-unreadable")
        .with("file", path.display().to_string())
        .with("words", error.to_string())
}

/// Name of the user, the computer and the process, for others who find the review locked.
fn who() -> String {
    let of = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    let (user, computer) = (of(&["USER", "USERNAME", "LOGNAME"]), of(&["HOSTNAME", "COMPUTERNAME"]));
    let at = if computer.is_empty() { "" } else { "@" };
    format!("{user}{at}{computer}, {}", std::process::id())
}

/// Files in a folder with one of these contents (SHA-256), the first for each.
pub(super) fn locate(folder: &Path, wanted: &[String]) -> Vec<PathBuf> {
    let mut missing: Vec<&str> = wanted.iter().map(String::as_str).filter(|hash| !hash.is_empty()).collect();
    let mut found = Vec::new();
    for path in report::collect(&[folder.to_owned()]).files {
        if missing.is_empty() {
            break;
        }
        let Ok(hash) = hash_of(&path) else { continue };
        let before = missing.len();
        missing.retain(|wanted| *wanted != hash);
        if missing.len() < before {
            found.push(path);
        }
    }
    found
}

fn hash_of(path: &Path) -> io::Result<String> {
    // A report may be in an archive.
    let bytes = report::bytes_of(path).map_err(|reason| io::Error::other(reason.to_string()))?;
    Ok(store::sha256(&bytes))
}
