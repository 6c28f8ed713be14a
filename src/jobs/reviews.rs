//! Review files, journals and missing reports: what the worker for the user's own files does.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{fs, io};

use super::keeper::Order;
use crate::message::Message;
use crate::report;
use crate::review::Revision;
use crate::review::journal::{self, JournalError};
use crate::review::store::{
    self, Fingerprint, Loaded, Lock, Locking, ReadOnly, StoreError, StoreReason, Versions, lock,
};
use crate::session::{Outcome, Restored, Write};

/// Versions that a review leaves behind by saving itself are so far apart.
const APART: Duration = Duration::from_mins(10);

/// How long another file waits for the journal, should that disk be slow.
const PATIENCE: Duration = Duration::from_secs(2);

/// Larger files are not looked at for a missing report.
const MAX_SEARCHED: u64 = report::MAX_BYTES;

/// What the worker keeps between jobs.
#[derive(Clone, Default)]
pub(super) struct Reviews {
    /// The reviews that this program has open for writing.
    locks: Arc<Mutex<HashMap<PathBuf, Lock>>>,
    versions: Option<Versions>,
    /// The folder of journals.
    journals: Option<PathBuf>,
}

impl Reviews {
    pub(super) fn new(journals: Option<PathBuf>, versions: Option<PathBuf>) -> Self {
        Self { locks: Arc::default(), versions: versions.map(Versions::new), journals }
    }

    /// Reads a review and keeps others from writing it; one that another program writes is open for reading only.
    pub(super) fn load(&self, path: &Path) -> Result<Box<Loaded>, Message> {
        let mut loaded = store::load(path).map_err(|error| error.message())?;
        if loaded.read_only.is_none()
            && let Err(who) = self.hold(path)
        {
            loaded.read_only = Some(ReadOnly::InUse(who));
        }
        Ok(Box::new(loaded))
    }

    /// Writes a review. One that stands there already is replaced if the user agreed to that, and only if it is a review
    /// that this program understands as a whole. One that others changed comes back to be merged.
    pub(super) fn save(&self, write: &Write, keeper: Option<&Sender<Order>>) -> Outcome {
        let Write { path, review, revision, kept, .. } = write;
        // Whoever finds both after a crash must find in the journal what led to the file: were the file ahead of it, it
        // would look like the work of somebody else.
        settle(keeper);
        let result = self.write(write);
        match result {
            Ok(on_disk) => {
                let (path, review) = (path.clone(), Arc::clone(review));
                let saved = Order::Saved { up_to: *kept, path: path.clone(), on_disk, review };
                let _ = keeper.map(|keeper| keeper.send(saved));
                self.let_go_of_others(Some(&path));
                Outcome::Saved { path, revision: *revision, result: Ok(on_disk) }
            }
            Err(error) => changed(path, *revision, &error),
        }
    }

    fn write(&self, write: &Write) -> Result<Fingerprint, StoreError> {
        let Write { path, review, expected, replace, by_itself, .. } = write;
        self.hold(path).map_err(|who| StoreError { path: path.clone(), reason: StoreReason::InUse(who) })?;
        let present = || store::load(path).ok().map(|loaded| loaded.fingerprint);
        let expected = expected.or_else(|| if *replace { present() } else { None });
        let apart = if *by_itself { APART } else { Duration::ZERO };
        store::save_and_keep(path, review, expected, self.versions.as_ref().map(|kept| (kept, apart)))
    }

    /// Takes the lock of a review, if it is not held already and there can be one. The error names who holds it.
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

    /// Lets go of all locks but that of this review.
    pub(super) fn let_go_of_others(&self, path: Option<&Path>) {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        locks.retain(|held, _| Some(held.as_path()) == path);
    }

    /// What other runs of the program left behind.
    pub(super) fn left_over(&self, keeper: Option<&Sender<Order>>) -> Outcome {
        // The review that was left a moment ago may be the very one that is opened again.
        settle(keeper);
        let Some(folder) = &self.journals else { return Outcome::LeftOver(Vec::new(), Vec::new()) };
        let (found, unreadable) = journal::left_over(folder);
        let messages = unreadable.iter().map(|(path, error)| unreadable_journal(path, error));
        Outcome::LeftOver(found, messages.collect())
    }

    /// Reads a journal, and the review that it belongs to.
    pub(super) fn restore(&self, journal: PathBuf) -> Outcome {
        let result = journal::recover(&journal).map_err(|error| unreadable_journal(&journal, &error));
        let result = result.map(|recovered| {
            let loaded = recovered.path.as_deref().and_then(|path| self.load(path).ok());
            let standing = recovered.against(loaded.as_deref());
            Box::new(Restored { recovered, standing, loaded })
        });
        Outcome::Restored { journal, result }
    }
}

/// Waits until the journal has written what it was told, but not for ever.
fn settle(keeper: Option<&Sender<Order>>) {
    if let Some(keeper) = keeper {
        let (done, settled) = mpsc::channel();
        let _ = keeper.send(Order::Settle(done)).is_ok() && settled.recv_timeout(PATIENCE).is_ok();
    }
}

/// What is told about a review that was not written.
fn changed(path: &Path, revision: Revision, error: &StoreError) -> Outcome {
    if error.reason == StoreReason::Changed
        && let Ok(theirs) = store::load(path)
        && theirs.read_only.is_none()
    {
        return Outcome::Changed { path: path.to_owned(), revision, theirs: Box::new(theirs) };
    }
    Outcome::Saved { path: path.to_owned(), revision, result: Err(error.message()) }
}

fn unreadable_journal(path: &Path, error: &JournalError) -> Message {
    Message::new("journal-unreadable")
        .with("file", path.display().to_string())
        .with("words", error.to_string())
}

/// Who has the review open, for the one who is kept out: as well known as the system makes it.
fn who() -> String {
    let of = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    let (user, computer) = (of(&["USER", "USERNAME", "LOGNAME"]), of(&["HOSTNAME", "COMPUTERNAME"]));
    let at = if computer.is_empty() { "" } else { "@" };
    format!("{user}{at}{computer}, {}", std::process::id())
}

/// The files in a folder that have one of these contents (SHA-256), the first for each.
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
    if fs::metadata(path)?.len() > MAX_SEARCHED {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(store::sha256(&fs::read(path)?))
}
