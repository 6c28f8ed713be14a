//! Journals that another run of the program left behind: finding them, and bringing them together with what the
//! review's file holds by now.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::record::{Record, Tail, parse};
use super::{EXTENSION, JournalError, Step, UNFINISHED, Unfinished};
use crate::review::store::{self, Loaded, path_from_stored};
use crate::review::{Content, Edit, Review, Time, merge};

/// A journal that holds what no review file does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// The journal's file.
    pub journal: PathBuf,
    /// The review it belongs to; `None` for one that was never saved.
    pub review: Option<PathBuf>,
    /// How many changes are not in that file.
    pub steps: usize,
    /// Whether a note was being typed.
    pub has_draft: bool,
    /// When it was last written.
    pub at: Time,
}

/// A journal that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The journal's file.
    pub journal: PathBuf,
    /// The review's file, if it had one.
    pub path: Option<PathBuf>,
    /// SHA-256 of that file when the journal was begun, in hexadecimal digits; empty where there was none.
    pub on_disk: String,
    /// The review as it was then.
    pub base: Review,
    /// What was changed since, as far as it holds.
    pub steps: Vec<Step>,
    /// The note that was being typed.
    pub draft: Option<Unfinished>,
    /// Name of a journal in the same folder that holds nothing which this one does not.
    pub instead_of: String,
    /// Whether something in the file makes no sense, so that it must not be deleted.
    pub damaged: bool,
}

/// What a journal comes to beside the file as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The review to begin with: that of the file, or the journal's own where there is no file.
    pub review: Review,
    /// What is to be done to it.
    pub steps: Vec<Step>,
    /// Whether others had changed the file, so that both versions were merged.
    pub merged: bool,
}

/// The journals in a folder that no running program is writing and that hold something. Those that hold nothing any
/// more are deleted; those that cannot be read are left, and named with the reason. A folder that is not there has none.
#[must_use]
pub fn left_over(folder: &Path) -> (Vec<LeftOver>, Vec<(PathBuf, JournalError)>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    let mut done = Vec::new();
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for journal in files {
        if journal.extension().is_some_and(|end| end == UNFINISHED) {
            // A program that was killed while it wrote this had another one, or nothing to keep yet.
            if let Ok(Some(_unused)) = open_unused(&journal) {
                let _ = fs::remove_file(&journal);
            }
        }
        if journal.extension().is_none_or(|end| end != EXTENSION) {
            continue;
        }
        match look_at(&journal, &mut done) {
            Ok(left) => found.extend(left),
            Err(error) => unreadable.push((journal, error)),
        }
    }
    found.retain(|left: &LeftOver| {
        let is_done =
            done.iter().any(|name| left.journal.file_name().is_some_and(|own| own == name.as_str()));
        // If it stays it is passed over the next time as well.
        is_done.then(|| discard(&left.journal)).is_none()
    });
    found.sort_by(|left, right| left.journal.cmp(&right.journal));
    (found, unreadable)
}

/// What a journal holds; the name of another one that it stands for is put into `done`.
fn look_at(journal: &Path, done: &mut Vec<String>) -> Result<Option<LeftOver>, JournalError> {
    let Some(mut locked) = open_unused(journal)? else { return Ok(None) };
    let recovered = recover_from(&mut locked.file, journal)?;
    done.extend(Some(recovered.instead_of.clone()).filter(|name| !name.is_empty()));
    let on_disk = recovered.path.as_deref().and_then(|path| store::load(path).ok());
    let steps = recovered.against(on_disk.as_ref()).steps.iter().map(|step| step.edits.len()).sum();
    let has_draft = recovered.draft.is_some();
    if steps == 0 && !has_draft && !recovered.damaged {
        drop(locked);
        let _ = fs::remove_file(journal);
        return Ok(None);
    }
    let at = locked.file.metadata().and_then(|metadata| metadata.modified()).ok();
    let at = at.map_or_else(Time::default, Time::from_system);
    Ok(Some(LeftOver { journal: journal.to_owned(), review: recovered.path, steps, has_draft, at }))
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
            _mandatory: mandatory_locks::lock(journal),
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

/// Deletes a journal that is done with, unless a running program is writing it or part of it makes no sense: that part
/// might be of use to somebody yet, so the file stays under another name.
pub fn discard(journal: &Path) -> io::Result<()> {
    let Ok(Some(mut locked)) = open_unused(journal) else { return Ok(()) };
    match recover_from(&mut locked.file, journal) {
        Ok(recovered) if !recovered.damaged => fs::remove_file(journal),
        _ => fs::rename(journal, journal.with_extension("damaged")),
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

impl Recovered {
    /// What these bytes of a journal hold.
    pub fn from_bytes(journal: &Path, bytes: &[u8]) -> Result<Self, JournalError> {
        let (records, tail) = parse(bytes)?;
        let mut records = records.into_iter();
        let Some(Record::Begin { path, on_disk, instead_of, review: base, at: _ }) = records.next() else {
            return Err(JournalError::NotAJournal);
        };
        let path = path.map(|path| path_from_stored(Path::new(&path), Path::new("/")));
        let (mut steps, mut draft, mut damaged) = (Vec::new(), None, tail == Tail::Damaged);
        let mut state = base.clone();
        for record in records {
            match record {
                Record::Step(step) if step.clone().apply(&mut state).is_ok() => steps.push(step),
                Record::Draft(now) => draft = now,
                // It does not fit what came before: nothing after it can be trusted.
                Record::Step(_) | Record::Begin { .. } => {
                    damaged = true;
                    break;
                }
            }
        }
        Ok(Self { journal: journal.to_owned(), path, on_disk, base, steps, draft, instead_of, damaged })
    }

    /// The review with all that was changed.
    #[must_use]
    pub fn review(&self) -> Review {
        let mut review = self.base.clone();
        for step in self.steps.clone() {
            step.apply(&mut review).expect("each was made once when the journal was read");
        }
        review
    }

    /// What is to be done to the file as it is now; `None` where it is gone or cannot be read. A file that holds what
    /// this journal came to at some point was saved by the program that wrote it: what came later is done to it. A file
    /// that others have changed is merged.
    #[must_use]
    pub fn against(&self, on_disk: Option<&Loaded>) -> Standing {
        let Some(loaded) = on_disk else {
            return Standing { review: self.base.clone(), steps: self.steps.clone(), merged: false };
        };
        let review = loaded.review.clone();
        if loaded.fingerprint.hex() == self.on_disk {
            return Standing { review, steps: self.steps.clone(), merged: false };
        }
        if let Some(steps) = self.steps_after(&review) {
            return Standing { review, steps, merged: false };
        }
        let merged = merge::merge(Some(&self.base), &review, &self.review());
        let steps = if merged.taken == 0 {
            Vec::new()
        } else {
            let content = Box::new(Content::from(merged.review));
            vec![Step { edits: vec![Edit::SetContent(content)], reports: None }]
        };
        Standing { review, steps, merged: true }
    }

    /// What came after the state that this review is, the latest such one; `None` if it never was.
    fn steps_after(&self, review: &Review) -> Option<Vec<Step>> {
        let mut state = self.base.clone();
        let mut found = says_the_same(&state, review).then_some((0, 0));
        for (index, step) in self.steps.iter().enumerate() {
            for (done, edit) in step.edits.iter().enumerate() {
                edit.clone().apply(&mut state).expect("each was made once when the journal was read");
                if says_the_same(&state, review) {
                    found = Some((index, done + 1));
                }
            }
            if let Some(reports) = &step.reports {
                state.reports.clone_from(reports);
            }
        }
        let (index, done) = found?;
        let mut rest = self.steps[index..].to_vec();
        if let Some(first) = rest.first_mut() {
            first.edits.drain(..done);
            if done > 0 && first.edits.is_empty() {
                rest.remove(0);
            }
        }
        Some(rest)
    }
}

/// Reports are left out: those that nobody speaks of are not saved.
fn says_the_same(left: &Review, right: &Review) -> bool {
    left.notes.len() == right.notes.len()
        && left.verdicts == right.verdicts
        // The last ones differ most often, and are looked at first.
        && left.notes.iter().rev().eq(right.notes.iter().rev())
}

/// Stands in for the mandatory locks of Windows in tests: while a journal is locked, it cannot be opened a second time.
#[cfg(test)]
mod mandatory_locks {
    use std::cell::RefCell;
    use std::io;
    use std::path::{Path, PathBuf};

    thread_local! {
        static LOCKED: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) struct Guard;

    pub(super) fn lock(path: &Path) -> Guard {
        LOCKED.with_borrow_mut(|locked| locked.push(path.to_owned()));
        Guard
    }

    pub(super) fn check(path: &Path) -> io::Result<()> {
        // ERROR_LOCK_VIOLATION
        let locked = LOCKED.with_borrow(|locked| locked.iter().any(|other| other == path));
        if locked { Err(io::Error::from_raw_os_error(33)) } else { Ok(()) }
    }

    impl Drop for Guard {
        fn drop(&mut self) {
            LOCKED.with_borrow_mut(Vec::pop);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::review::journal::{Entry, Journal};
    use crate::review::{Category, Note};

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
