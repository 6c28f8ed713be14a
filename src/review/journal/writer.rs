//! Writes the journal. Everything that is not yet in the review's file is also held in memory until the review is saved,
//! so that a full disk or a deleted folder loses nothing: it is written once there is room again.

mod fresh;

pub use fresh::{Preparation, Prepared};

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fresh::Fresh;

use super::lines::{Numbering, payload};
#[cfg(test)]
use super::mandatory_locks;
use super::paths::root;
use super::record::Record;
use super::{EXTENSION, Entry, Unfinished};
use crate::files::sync_folder;
use crate::review::store::{Fingerprint, StoreReason, stored_from_path};
use crate::review::{Review, Time};

/// Total size of drafts, in bytes, above which the file is rewritten without superseded ones, if drafts also take up
/// more than twice as many bytes as the rest.
const MAX_SUPERSEDED: u64 = 1 << 20;

/// Maximum number of reports, notes, places and verdicts of a review that is written together with the first change; up
/// to about 1 MB.
const MAX_LIGHT: usize = 2_000;

/// The journal of one run of the program, for one review at a time.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    epoch: Option<Epoch>,
    draft: Option<Unfinished>,
    file: Option<Open>,
    /// Path of a journal of this epoch that was closed to be replaced, but is still there: the replacement failed.
    closed: Option<PathBuf>,
    /// Number of reviews that changes started from so far; a prepared file fits only the present one.
    base: u64,
    /// Whether a file is being prepared.
    is_preparing: bool,
}

/// The time since the review was last on disk.
#[derive(Debug)]
struct Epoch {
    /// Number of the entry that started it.
    begun: u64,
    path: Option<PathBuf>,
    on_disk: Option<Fingerprint>,
    review: Arc<Review>,
    from: Option<PathBuf>,
    /// Number and RON of each step.
    steps: Vec<(u64, String)>,
    /// The reason why a step could not be serialised. It is kept until the review is saved: without that step, nothing
    /// may be reported as stored.
    unwritable: Option<StoreReason>,
}

/// The file, locked while it is open.
#[derive(Debug)]
struct Open {
    file: File,
    #[cfg(test)]
    _held: mandatory_locks::Guard,
    path: PathBuf,
    /// Length of the valid part; a failed write is cut off there.
    length: u64,
    numbering: Numbering,
    /// Number of the epoch's steps in the file.
    steps: usize,
    /// Whether the last draft in the file, or its absence, is current.
    draft_is_current: bool,
    /// Bytes used by drafts.
    drafts: u64,
    /// Whether the epoch has changed, so that the file has to be rewritten.
    outdated: bool,
    /// Whether it holds the review that the changes start from.
    has_base: bool,
}

impl Epoch {
    /// The record that names the review.
    fn begin(&self) -> io::Result<String> {
        let path = self.path.as_deref().map(|path| stored_from_path(path, root()));
        let begin = payload(Record::Begin {
            path: path.transpose().map_err(io::Error::other)?,
            on_disk: self.on_disk.map(|print| print.hex()).unwrap_or_default(),
            instead_of: self.from.as_deref().and_then(name_of).unwrap_or_default(),
            at: Time::now(),
        });
        begin.map_err(io::Error::other)
    }

    /// Whether writing the review would delay what is typed, and recovery can do without for a while: it is in its file.
    fn is_heavy(&self) -> bool {
        let Review { reports, notes, verdicts, .. } = &*self.review;
        let places = notes.iter().map(|note| note.targets.len()).fold(0, usize::saturating_add);
        let entries = [reports.len(), notes.len(), verdicts.len(), places];
        let is_in_file = self.path.is_some() && self.on_disk.is_some();
        is_in_file && entries.into_iter().fold(0, usize::saturating_add) > MAX_LIGHT
    }
}

impl Journal {
    /// A journal in this folder, which is created with the first write.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, epoch: None, draft: None, file: None, closed: None, base: 0, is_preparing: false }
    }

    /// Adds an entry in memory; [`flush`](Self::flush) writes it. `number` increases with each call and identifies the
    /// step in [`saved`](Self::saved). Fails if the step can never be written, because a path has no text form; until the
    /// review is saved, `flush` then fails too.
    pub fn take(&mut self, number: u64, entry: Entry) -> Result<(), StoreReason> {
        match entry {
            Entry::Begin { path, on_disk, review, from } => {
                // The old file stays where it is, so that its changes are offered again.
                (self.file, self.closed) = (None, None);
                self.draft = None;
                self.base = self.base.saturating_add(1);
                let (steps, unwritable) = (Vec::new(), None);
                self.epoch = Some(Epoch { begun: number, path, on_disk, review, from, steps, unwritable });
            }
            Entry::Leave => {
                (self.file, self.closed) = (None, None);
                self.draft = None;
                self.epoch = None;
            }
            Entry::Step(step) => {
                let ron = payload(Record::Step(step));
                if let Some(epoch) = &mut self.epoch {
                    match ron {
                        Ok(ron) => epoch.steps.push((number, ron)),
                        Err(reason) => {
                            epoch.unwritable = Some(reason.clone());
                            return Err(reason);
                        }
                    }
                }
            }
            Entry::Draft(draft) => {
                if let Some(open) = &mut self.file {
                    open.draft_is_current &= draft == self.draft;
                }
                self.draft = draft;
            }
            Entry::Forget => {
                self.epoch = None;
                self.draft = None;
                self.remove();
            }
        }
        Ok(())
    }

    /// The review was saved: its file holds all steps up to this number. The journal continues from there, or ends.
    pub fn saved(&mut self, up_to: u64, path: PathBuf, on_disk: Fingerprint, review: Arc<Review>) {
        // A review that was closed while it was being saved is not the present one.
        let Some(epoch) = self.epoch.as_mut().filter(|epoch| epoch.begun <= up_to) else { return };
        epoch.steps.retain(|(number, _)| *number > up_to);
        (epoch.path, epoch.on_disk, epoch.review) = (Some(path), Some(on_disk), review);
        epoch.unwritable = None;
        self.base = self.base.saturating_add(1);
        if let Some(open) = &mut self.file {
            open.outdated = true;
        }
    }

    /// Writes everything new and syncs it to disk. `Ok` means that all entries added so far are on disk. On an error
    /// everything stays in memory and the next call tries again; the earlier content of the file remains valid.
    pub fn flush(&mut self) -> io::Result<()> {
        self.write()?;
        match self.epoch.as_ref().and_then(|epoch| epoch.unwritable.as_ref()) {
            Some(reason) => Err(io::Error::other(reason.clone())),
            None => Ok(()),
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let Some(epoch) = &self.epoch else { return Ok(()) };
        if epoch.steps.is_empty() && self.draft.is_none() {
            self.remove();
            return Ok(());
        }
        let Some(open) = self.file.as_mut().filter(|open| !open.outdated && open.has_its_name()) else {
            // The path no longer refers to the file: its folder was deleted or another file took its name. Recovery
            // would not find it.
            return self.write_anew();
        };
        let (mut text, mut numbering) = (String::new(), open.numbering);
        for (_, ron) in epoch.steps.iter().skip(open.steps) {
            text += &numbering.line(ron);
        }
        let before_draft = text.len();
        if !open.draft_is_current {
            let ron = payload(Record::Draft(self.draft.clone())).map_err(io::Error::other)?;
            text += &numbering.line(&ron);
        }
        if text.is_empty() {
            return Ok(());
        }
        let drafts = open.drafts.saturating_add(text.len().saturating_sub(before_draft) as u64);
        let rest = open.length.saturating_sub(open.drafts);
        if drafts > MAX_SUPERSEDED && drafts > rest.saturating_mul(2) {
            return self.write_anew();
        }
        open.append(text.as_bytes())?;
        (open.numbering, open.steps) = (numbering, epoch.steps.len());
        (open.draft_is_current, open.drafts) = (true, drafts);
        Ok(())
    }

    /// The journal's file, while there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|open| open.path.as_path())
    }

    /// Writes everything into a new file, which then replaces the old one. A large review that is also in its file is left
    /// out, so that what was typed reaches the disk at once; [`preparation`](Self::preparation) adds it.
    fn write_anew(&mut self) -> io::Result<()> {
        let Some(epoch) = &self.epoch else { return Ok(()) };
        let begin = epoch.begin()?;
        let has_base = !epoch.is_heavy();
        let fresh = Fresh::create(&self.folder, &begin, has_base.then_some(&*epoch.review))?;
        self.replace_with(fresh, has_base)
    }

    /// Work for another thread, if the journal still lacks the review that its changes start from: a file that begins with
    /// it. [`complete`](Self::complete) takes the result.
    pub fn preparation(&mut self) -> Option<Preparation> {
        let epoch = self.epoch.as_ref()?;
        let lacks_base = self.file.as_ref().is_some_and(|open| !open.has_base);
        if !lacks_base || self.is_preparing {
            return None;
        }
        // The same error would have kept the journal from being written.
        let begin = epoch.begin().ok()?;
        self.is_preparing = true;
        Some(Preparation {
            folder: self.folder.clone(),
            begin,
            review: epoch.review.clone(),
            base: self.base,
        })
    }

    /// Puts the prepared file in the place of the one that lacks the review, with all later entries. One that does not
    /// fit the present review any more is deleted. After an error the old journal is valid, and the preparation is
    /// offered again.
    pub fn complete(&mut self, prepared: io::Result<Prepared>) -> io::Result<()> {
        self.is_preparing = false;
        let Prepared { fresh, base } = prepared?;
        let lacks_base = self.file.as_ref().is_some_and(|open| !open.has_base && !open.outdated);
        if base == self.base && lacks_base && self.epoch.is_some() {
            return self.replace_with(fresh, true);
        }
        fresh.discard();
        Ok(())
    }

    /// Appends the steps and the draft to a new file, which then replaces the old one.
    fn replace_with(&mut self, mut fresh: Fresh, has_base: bool) -> io::Result<()> {
        let drafts = match self.fill(&mut fresh) {
            Ok(drafts) => drafts,
            Err(error) => {
                // A partly written file is useless.
                fresh.discard();
                return Err(error);
            }
        };
        // Under the name of the old one, so that there is always exactly one.
        let old = self.file.as_ref().filter(|open| open.has_its_name()).map(|open| open.path.clone());
        let path =
            old.or_else(|| self.closed.clone()).unwrap_or_else(|| fresh.path.with_extension(EXTENSION));
        if CLOSES_BEFORE_REPLACING {
            self.file = None;
        }
        if let Err(error) = rename(&fresh.path, &path) {
            fresh.discard();
            self.closed = (CLOSES_BEFORE_REPLACING && path.exists()).then_some(path);
            return Err(error);
        }
        sync_folder(&self.folder);
        self.closed = None;
        self.file = Some(Open {
            file: fresh.file,
            #[cfg(test)]
            _held: mandatory_locks::hold(&path),
            path,
            length: fresh.length,
            numbering: fresh.numbering,
            steps: self.epoch.as_ref().map_or(0, |epoch| epoch.steps.len()),
            draft_is_current: true,
            drafts,
            outdated: false,
            has_base,
        });
        Ok(())
    }

    /// Writes the steps and the draft, and syncs the file; returns the bytes used by the draft.
    fn fill(&self, fresh: &mut Fresh) -> io::Result<u64> {
        let steps = self.epoch.iter().flat_map(|epoch| &epoch.steps).map(|(_, ron)| ron.as_str());
        fresh.append(steps)?;
        let before_draft = fresh.length;
        if self.draft.is_some() {
            let ron = payload(Record::Draft(self.draft.clone())).map_err(io::Error::other)?;
            fresh.append([ron.as_str()])?;
        }
        fresh.file.sync_all()?;
        Ok(fresh.length.saturating_sub(before_draft))
    }

    fn remove(&mut self) {
        if let Some(open) = self.file.take()
            && open.has_its_name()
        {
            let path = open.path.clone();
            drop(open);
            // If it cannot be deleted, recovery finds that all of it is in the review's file.
            let _ = fs::remove_file(&path);
        }
        if let Some(path) = self.closed.take() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether the old journal must be closed before another replaces it. Only NTFS replaces an open file; FAT and many
/// network drives do not. Elsewhere it stays open, and thus locked, so that no other window takes it for a left-over.
const CLOSES_BEFORE_REPLACING: bool = cfg!(any(windows, test));

#[cfg(not(test))]
use std::fs::rename;

#[cfg(test)]
use mandatory_locks::rename;

fn name_of(journal: &Path) -> Option<String> {
    Some(journal.file_name()?.to_str()?.to_owned())
}

impl Open {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self
            .file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(bytes))
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // The next write starts at the same place; an incomplete line is tolerated even if this fails too.
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length = self.length.saturating_add(bytes.len() as u64);
        Ok(())
    }

    /// Whether its path still refers to this file.
    fn has_its_name(&self) -> bool {
        let there = fs::symlink_metadata(&self.path);
        let own = self.file.metadata();
        matches!((there, own), (Ok(there), Ok(own)) if is_same_file(&there, &own))
    }
}

#[cfg(unix)]
fn is_same_file(left: &fs::Metadata, right: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (left.dev(), left.ino()) == (right.dev(), right.ino())
}

/// On other systems an open file cannot be replaced.
#[cfg(not(unix))]
fn is_same_file(_left: &fs::Metadata, _right: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::journal::{Step, recover};
    use crate::review::{Category, Note, store};

    fn add(journal: &mut Journal, number: u64, review: &mut Review) {
        let edit =
            review.add_note(Note::new(Vec::new(), Category::Wording, "林校", &format!("第{number}条")));
        let step = Step { edits: vec![edit], reports: None };
        step.clone().apply(review).unwrap();
        journal.take(number, Entry::Step(step)).unwrap();
    }

    fn begin(folder: &Path) -> (Journal, Review) {
        let (mut journal, review) = (Journal::new(folder.to_owned()), Review::new("审阅"));
        let entry = Entry::Begin { path: None, on_disk: None, review: Arc::new(review.clone()), from: None };
        journal.take(0, entry).unwrap();
        (journal, review)
    }

    /// Saves the review with its first note.
    fn save(journal: &mut Journal, review: &Review) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("年度.review.ron");
        let on_disk = store::save(&file, review, None).unwrap();
        journal.saved(1, file, on_disk, Arc::new(review.clone()));
        folder
    }

    /// Reads the journals of a folder; there must be no other file.
    fn notes(folder: &Path) -> Vec<usize> {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.map(|file| recover(&file).unwrap().review().notes.len()).collect()
    }

    #[test]
    fn a_journal_is_closed_before_it_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, mut review) = begin(folder.path());
        add(&mut journal, 1, &mut review);
        journal.flush().unwrap();
        let path = journal.path().unwrap().to_owned();
        assert_eq!(recover(&path).unwrap_err().to_string(), io::Error::from_raw_os_error(33).to_string());

        // The review's file now has the first note, so the journal is written anew, without it.
        let _saved_in = save(&mut journal, &review);
        add(&mut journal, 2, &mut review);
        journal.flush().unwrap();
        assert_eq!(journal.path(), Some(path.as_path()));
        drop(journal);
        assert_eq!(notes(folder.path()), [2]);
    }

    #[test]
    fn a_replacement_that_fails_leaves_the_old_journal_and_is_repeated() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, mut review) = begin(folder.path());
        add(&mut journal, 1, &mut review);
        journal.flush().unwrap();
        let path = journal.path().unwrap().to_owned();
        let _saved_in = save(&mut journal, &review);
        add(&mut journal, 2, &mut review);
        // Such as a virus scanner.
        let other = mandatory_locks::hold(&path);
        journal.flush().unwrap_err();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left of the replacement");
        drop(other);
        assert_eq!(notes(folder.path()), [1]);
        journal.flush().unwrap();
        assert_eq!(journal.path(), Some(path.as_path()));
        journal.take(3, Entry::Forget).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
