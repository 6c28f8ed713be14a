//! The folder of journals: finding those left behind, and restoring, discarding or keeping them.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::Recovered;
use crate::review::Time;
#[cfg(test)]
use crate::review::journal::mandatory_locks;
use crate::review::journal::{EXTENSION, JournalError, UNFINISHED};
use crate::review::store;

/// Extension of a journal that is kept although its readable part was restored, or although nothing in it is readable.
const KEPT: &str = "damaged";

/// A journal with changes that are in no review file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// The journal's file.
    pub journal: PathBuf,
    /// The review it belongs to; `None` for one that was never saved.
    pub review: Option<PathBuf>,
    /// Number of changes that are not in that file.
    pub steps: usize,
    /// Number of records that cannot be read.
    pub lost: usize,
    /// Whether a note was being typed.
    pub has_draft: bool,
    /// Time of the last write.
    pub at: Time,
    /// Whether nothing in it can be read. Such a journal can only be discarded.
    pub is_unreadable: bool,
}

impl LeftOver {
    /// A journal in which nothing can be read.
    #[must_use]
    pub fn unreadable(journal: PathBuf) -> Self {
        let at = fs::metadata(&journal).and_then(|metadata| metadata.modified());
        let at = at.map_or_else(|_| Time::default(), Time::from_system);
        Self { journal, review: None, steps: 0, lost: 0, has_draft: false, at, is_unreadable: true }
    }

    /// Whether its file is kept under [`kept_path`] when it is restored or discarded.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.is_unreadable || self.lost > 0
    }
}

/// Path under which [`discard`] keeps a journal that was not read completely.
#[must_use]
pub fn kept_path(journal: &Path) -> PathBuf {
    journal.with_extension(KEPT)
}

/// The journals in a folder that no running program is writing and that hold changes, and those that cannot be read,
/// with the reason. Journals whose changes are all in their review file are deleted. A missing folder has none.
#[must_use]
pub fn left_over(folder: &Path) -> (Vec<LeftOver>, Vec<(PathBuf, JournalError)>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    let mut replaced = Vec::new();
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for journal in files {
        if journal.extension().is_some_and(|end| end == UNFINISHED) {
            // Left by a kill while a journal was being written; the one it was to replace is still there.
            if let Ok(Some(_unused)) = open_unused(&journal) {
                let _ = fs::remove_file(&journal);
            }
        }
        if journal.extension().is_none_or(|end| end != EXTENSION) {
            continue;
        }
        match look_at(&journal, &mut replaced) {
            Ok(left) => found.extend(left),
            Err(error) => unreadable.push((journal, error)),
        }
    }
    found.retain(|left: &LeftOver| {
        let name = left.journal.file_name();
        let is_replaced = replaced.iter().any(|replaced| name.is_some_and(|own| own == replaced.as_str()));
        // If it cannot be deleted it is skipped again the next time.
        is_replaced.then(|| discard(&left.journal)).is_none()
    });
    found.sort_by(|left, right| left.journal.cmp(&right.journal));
    (found, unreadable)
}

/// The changes in a journal, if any; adds the name of the journal that it replaces to `replaced`.
fn look_at(journal: &Path, replaced: &mut Vec<String>) -> Result<Option<LeftOver>, JournalError> {
    let Some(mut locked) = open_unused(journal)? else { return Ok(None) };
    let recovered = recover_from(&mut locked.file, journal)?;
    replaced.extend(Some(recovered.instead_of.clone()).filter(|name| !name.is_empty()));
    let on_disk = recovered.path.as_deref().and_then(|path| store::load(path).ok());
    let steps = recovered.against(on_disk.as_ref()).steps.iter().map(|step| step.edits.len()).sum();
    let (lost, has_draft) = (recovered.lost, recovered.draft.is_some());
    if steps == 0 && !has_draft && lost == 0 {
        drop(locked);
        let _ = fs::remove_file(journal);
        return Ok(None);
    }
    let at = locked.file.metadata().and_then(|metadata| metadata.modified()).ok();
    let at = at.map_or_else(Time::default, Time::from_system);
    let (journal, review) = (journal.to_owned(), recovered.path);
    Ok(Some(LeftOver { journal, review, steps, lost, has_draft, at, is_unreadable: false }))
}

/// A journal that this process has opened and locked. Windows locks are mandatory: no other handle can read the file
/// meanwhile, not even one of the same process, so the content is read through `file`.
struct Locked {
    file: File,
    #[cfg(test)]
    _mandatory: mandatory_locks::Guard,
}

/// Opens and locks a journal. `None` if a running program is writing it or it no longer exists.
fn open_unused(journal: &Path) -> Result<Option<Locked>, JournalError> {
    let file = match open(journal) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(|error| JournalError::System(error.to_string()))?,
    };
    match file.try_lock() {
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Locked {
            file,
            #[cfg(test)]
            _mandatory: mandatory_locks::hold(journal),
        })),
        Err(TryLockError::WouldBlock) => Ok(None),
    }
}

/// Opens a journal for reading; every read in this module goes through here.
fn open(journal: &Path) -> io::Result<File> {
    #[cfg(test)]
    mandatory_locks::check(journal)?;
    File::open(journal)
}

/// Discards a journal, unless a running program is writing it. A journal read completely is deleted. Any other is
/// renamed to `.damaged`, since parts of it may be recoverable by hand, and its new path is returned.
pub fn discard(journal: &Path) -> io::Result<Option<PathBuf>> {
    let Ok(Some(mut locked)) = open_unused(journal) else { return Ok(None) };
    match recover_from(&mut locked.file, journal) {
        Ok(recovered) if recovered.lost == 0 => fs::remove_file(journal).map(|()| None),
        _ => {
            let kept = kept_path(journal);
            fs::rename(journal, &kept).map(|()| Some(kept))
        }
    }
}

/// Reads a journal that no program has locked.
pub fn recover(journal: &Path) -> Result<Recovered, JournalError> {
    let mut file = open(journal).map_err(|error| JournalError::System(error.to_string()))?;
    recover_from(&mut file, journal)
}

/// Reads a journal through an open file.
fn recover_from(file: &mut File, journal: &Path) -> Result<Recovered, JournalError> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|error| JournalError::System(error.to_string()))?;
    Recovered::from_bytes(journal, &bytes)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::review::journal::{Entry, Journal, Step};
    use crate::review::{Category, Note, Review};

    /// A journal of one note that was left by a program that ended.
    fn left_behind(folder: &Path) -> PathBuf {
        let mut journal = Journal::new(folder.to_owned());
        let review = Review::new("审阅");
        let add = review.add_note(Note::new(Vec::new(), Category::Wording, "林校", "改"));
        let entry = Entry::Begin { path: None, on_disk: None, review: Arc::new(review), from: None };
        journal.take(1, entry).unwrap();
        journal.take(2, Entry::Step(Step { edits: vec![add], reports: None })).unwrap();
        journal.flush().unwrap();
        journal.path().unwrap().to_owned()
    }

    #[test]
    fn journals_are_read_through_the_handle_that_locks_them() {
        let folder = tempfile::tempdir().unwrap();
        let journal = left_behind(folder.path());
        let held = open_unused(&journal).unwrap();
        let second = recover(&journal).unwrap_err();
        assert!(
            matches!(second, JournalError::System(_)),
            "the stand-in for mandatory locks holds: {second}"
        );
        drop(held);

        let (found, unreadable) = left_over(folder.path());
        assert_eq!(unreadable, []);
        assert_eq!(found.iter().map(|left| left.steps).collect::<Vec<_>>(), [1]);
        discard(&journal).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "deleted, not renamed to .damaged");
    }
}
