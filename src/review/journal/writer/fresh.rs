//! The file of a journal until it has its name.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::create_private_folder;
use crate::review::Review;
use crate::review::id::new_id;
use crate::review::journal::UNFINISHED;
use crate::review::journal::lines::{Numbering, heading, payload};
use crate::review::journal::record::Record;

/// A journal's file that does not have its name yet, locked while it is open.
#[derive(Debug)]
pub(super) struct Fresh {
    pub(super) file: File,
    pub(super) path: PathBuf,
    /// Length in bytes.
    pub(super) length: u64,
    pub(super) numbering: Numbering,
}

impl Fresh {
    /// Creates a file that begins with the identity of the review and, if it is given, the review.
    pub(super) fn create(folder: &Path, begin: &str, review: Option<&Review>) -> io::Result<Self> {
        let base = review.map(|review| payload(Record::Base(Box::new(review.clone()))));
        let base = base.transpose().map_err(io::Error::other)?;
        create_private_folder(folder)?;
        let path = folder.join(format!("{}.{UNFINISHED}", new_id()));
        let file = create_locked(&path)?;
        let mut fresh = Self { file, path, length: 0, numbering: Numbering::default() };
        let written = fresh.write(&heading()).and_then(|()| match &base {
            Some(base) => fresh.append([begin, base, begin]),
            None => fresh.append([begin, begin]),
        });
        match written {
            Ok(()) => Ok(fresh),
            Err(error) => {
                fresh.discard();
                Err(error)
            }
        }
    }

    /// Appends records.
    pub(super) fn append<'a>(&mut self, records: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        let numbering = &mut self.numbering;
        let text: String = records.into_iter().map(|ron| numbering.line(ron)).collect();
        self.write(&text)
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.length = self.length.saturating_add(text.len() as u64);
        self.file.write_all(text.as_bytes())
    }

    /// Deletes it.
    pub(super) fn discard(self) {
        drop(self.file);
        // If it stays, the next start deletes it.
        let _ = fs::remove_file(&self.path);
    }
}

/// Creates a file, locked so that no other window takes it for a left-over.
fn create_locked(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    // Notes are private.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    match file.try_lock() {
        // Some file systems have no locks. A second window may then offer this journal while it is being written.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
    }
}

/// The slow part of a journal of a large review, for another thread: serialising the review and writing it, about a
/// second for 30,000 notes.
#[derive(Debug)]
pub struct Preparation {
    pub(super) folder: PathBuf,
    pub(super) begin: String,
    pub(super) review: Arc<Review>,
    pub(super) base: u64,
}

/// A file that begins with a review, for [`Journal::complete`](super::Journal::complete).
#[derive(Debug)]
pub struct Prepared {
    pub(super) fresh: Fresh,
    pub(super) base: u64,
}

impl Preparation {
    /// Writes the file.
    pub fn run(self) -> io::Result<Prepared> {
        let fresh = Fresh::create(&self.folder, &self.begin, Some(&self.review))?;
        match fresh.file.sync_all() {
            Ok(()) => Ok(Prepared { fresh, base: self.base }),
            Err(error) => {
                fresh.discard();
                Err(error)
            }
        }
    }
}
