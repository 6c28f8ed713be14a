//! The journal that is being written. Everything it has to say it also holds in memory until the review is saved, so a
//! full disk or a folder that was deleted costs nothing once there is room again.

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::record::{Chain, Record, heading, payload};
use super::{EXTENSION, Entry, UNFINISHED, Unfinished};
use crate::review::store::{Fingerprint, StoreReason, stored_from_path};
use crate::review::{Review, Time};

/// Superseded drafts are cleared out of the file once they take up so many bytes and more than all the rest.
const MAX_SUPERSEDED: u64 = 1 << 20;

/// The journal of one run of the program, for one review at a time.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    epoch: Option<Epoch>,
    draft: Option<Unfinished>,
    file: Option<Open>,
}

/// Since the review was last on disk.
#[derive(Debug)]
struct Epoch {
    /// Number of the entry that began it.
    begun: u64,
    path: Option<PathBuf>,
    on_disk: Option<Fingerprint>,
    review: Arc<Review>,
    from: Option<PathBuf>,
    /// Number and RON of each step.
    steps: Vec<(u64, String)>,
}

/// The file, locked for as long as it is open.
#[derive(Debug)]
struct Open {
    file: File,
    path: PathBuf,
    /// Length of what holds; what a failed write left behind it is cut off.
    length: u64,
    chain: Chain,
    /// How many of the epoch's steps are in it.
    steps: usize,
    /// Whether the draft in it, or that there is none, is the present one.
    draft_is_current: bool,
    /// Bytes taken up by drafts.
    drafts: u64,
    /// The epoch has changed: everything is to be written anew.
    outdated: bool,
}

impl Journal {
    /// A journal in that folder, which is made when there is something to write.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, epoch: None, draft: None, file: None }
    }

    /// Takes something in; [`flush`](Self::flush) writes it. `number` rises with each call and names the step for
    /// [`saved`](Self::saved). An error means that it can never be written: a path that no text can hold.
    pub fn take(&mut self, number: u64, entry: Entry) -> Result<(), StoreReason> {
        match entry {
            Entry::Begin { path, on_disk, review, from } => {
                // Its file stays where it is: what it still holds is offered again.
                self.file = None;
                self.draft = None;
                self.epoch = Some(Epoch { begun: number, path, on_disk, review, from, steps: Vec::new() });
            }
            Entry::Leave => {
                self.file = None;
                self.draft = None;
                self.epoch = None;
            }
            Entry::Step(step) => {
                let ron = payload(Record::Step(step))?;
                if let Some(epoch) = &mut self.epoch {
                    epoch.steps.push((number, ron));
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

    /// The review was saved: steps up to this number are in its file. The journal goes on from there, or ends.
    pub fn saved(&mut self, up_to: u64, path: PathBuf, on_disk: Fingerprint, review: Arc<Review>) {
        // A review that was left while it was being saved is not the present one.
        let Some(epoch) = self.epoch.as_mut().filter(|epoch| epoch.begun <= up_to) else { return };
        epoch.steps.retain(|(number, _)| *number > up_to);
        (epoch.path, epoch.on_disk, epoch.review) = (Some(path), Some(on_disk), review);
        if let Some(open) = &mut self.file {
            open.outdated = true;
        }
    }

    /// Writes what is not yet written and sees it onto the disk. On an error everything stays in memory and is tried
    /// again with the next call; what the file held before still holds.
    pub fn flush(&mut self) -> io::Result<()> {
        let Some(epoch) = &self.epoch else { return Ok(()) };
        if epoch.steps.is_empty() && self.draft.is_none() {
            self.remove();
            return Ok(());
        }
        // Without a name nobody would find it: the folder may have been deleted, or another file put there.
        let in_use = self.file.as_ref().is_some_and(|open| !open.outdated && open.has_its_name());
        if !in_use {
            return self.write_anew();
        }
        let open = self.file.as_mut().expect("it is in use");
        let (mut text, mut chain) = (String::new(), open.chain);
        for (_, ron) in &epoch.steps[open.steps..] {
            text += &chain.line(ron);
        }
        let before_draft = text.len();
        if !open.draft_is_current {
            let ron = payload(Record::Draft(self.draft.clone())).map_err(io::Error::other)?;
            text += &chain.line(&ron);
        }
        if text.is_empty() {
            return Ok(());
        }
        let drafts = open.drafts + (text.len() - before_draft) as u64;
        if drafts > MAX_SUPERSEDED && drafts > (open.length - open.drafts) * 2 {
            return self.write_anew();
        }
        open.append(text.as_bytes())?;
        (open.chain, open.steps, open.drafts) = (chain, epoch.steps.len(), drafts);
        open.draft_is_current = true;
        Ok(())
    }

    /// The file, while there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|open| open.path.as_path())
    }

    /// Writes everything into a new file that takes the old one's place.
    fn write_anew(&mut self) -> io::Result<()> {
        let epoch = self.epoch.as_ref().expect("there is something to write");
        let path = epoch.path.as_deref().map(|path| stored_from_path(path, Path::new("/")));
        let begin = Record::Begin {
            path: path.transpose().map_err(io::Error::other)?,
            on_disk: epoch.on_disk.map(|print| print.hex()).unwrap_or_default(),
            instead_of: epoch.from.as_deref().and_then(name_of).unwrap_or_default(),
            at: Time::now(),
            review: Review::clone(&epoch.review),
        };
        let (mut text, mut chain) = (heading(), Chain::default());
        text += &chain.line(&payload(begin).map_err(io::Error::other)?);
        for (_, ron) in &epoch.steps {
            text += &chain.line(ron);
        }
        let before_draft = text.len();
        if self.draft.is_some() {
            let ron = payload(Record::Draft(self.draft.clone())).map_err(io::Error::other)?;
            text += &chain.line(&ron);
        }
        make_private_folder(&self.folder)?;
        let name = uuid::Uuid::now_v7().to_string();
        let new = self.folder.join(format!("{name}.{UNFINISHED}"));
        // In the old one's place, so that there is one journal at any moment.
        let old = self.file.as_ref().filter(|open| open.has_its_name());
        let path =
            old.map_or_else(|| self.folder.join(&name).with_extension(EXTENSION), |old| old.path.clone());
        let file = write_locked(&new, text.as_bytes()).inspect_err(|_| {
            // Half a file is of no use to anybody.
            let _ = fs::remove_file(&new);
        })?;
        fs::rename(&new, &path)?;
        sync_folder(&self.folder);
        self.file = Some(Open {
            file,
            path,
            length: text.len() as u64,
            chain,
            steps: epoch_steps(self.epoch.as_ref()),
            draft_is_current: true,
            drafts: (text.len() - before_draft) as u64,
            outdated: false,
        });
        Ok(())
    }

    fn remove(&mut self) {
        if let Some(open) = self.file.take()
            && open.has_its_name()
        {
            drop(open.file);
            // One that cannot be deleted holds nothing that is not in the review; it is found and said so later.
            let _ = fs::remove_file(&open.path);
        }
    }
}

fn name_of(journal: &Path) -> Option<String> {
    Some(journal.file_name()?.to_str()?.to_owned())
}

fn epoch_steps(epoch: Option<&Epoch>) -> usize {
    epoch.map_or(0, |epoch| epoch.steps.len())
}

impl Open {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self
            .file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(bytes))
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // The next write begins at the same place; a line cut off is tolerated even if this fails too.
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Whether its name still leads to it.
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

/// Elsewhere a file that is open cannot be replaced.
#[cfg(not(unix))]
fn is_same_file(_left: &fs::Metadata, _right: &fs::Metadata) -> bool {
    true
}

/// A new file with this content, on disk and locked, so that no other window takes it for one that was left behind.
fn write_locked(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    // Notes are nobody else's business.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    match file.try_lock() {
        // Some file systems have no locks. Then a second window may offer what is being written here.
        Ok(()) | Err(TryLockError::Error(_)) => {}
        Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
    }
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(file)
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "only there can a folder be opened"))]
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
