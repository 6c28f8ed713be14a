//! Review files: read completely or not at all, replaced completely or not at all, and never written over a file that
//! was not read first. Serialisation is in `layout`, parsing in `parse`, stored paths in `paths`; `lock` controls who
//! may write, `versions` keeps earlier versions, `identity` protects files that must not be replaced. The caller
//! decides when to save.

mod error;
mod identity;
mod layout;
mod lock;
mod network;
mod parse;
mod paths;
mod versions;

pub use super::digest::sha256;
pub use error::{ReadOnly, StoreError, StoreReason};
pub use identity::{Protected, is_same_file};
pub use lock::{Lock, Locking, lock};
pub use network::reaches_elsewhere;
pub use parse::review_from_bytes;
pub(super) use paths::{path_from_stored, stored_from_path};
pub use versions::{KEPT, Versions};

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::digest::hex;
use super::{Review, SCHEMA};
use crate::files::{self, Access};

/// Maximum size of a review file in bytes, about 400,000 notes. Larger files are neither read nor written.
pub const MAX_BYTES: u64 = 256 << 20;

/// Maximum number of targets per note. Notes have one or two; the bound limits the cost of a hostile file.
pub const MAX_TARGETS: usize = 1_000;

/// Extension of review files.
pub const EXTENSION: &str = "review.ron";

/// A review read from its file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The review; paths of its reports are absolute.
    pub review: Review,
    /// Reason why it must not be saved; `None` if it may be.
    pub read_only: Option<ReadOnly>,
    /// The content on disk, to be given to [`save`].
    pub fingerprint: Fingerprint,
}

/// Identifies the content of a review file that was read or written by this program. There is no other way to get
/// one, so a file that was never understood cannot be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    sha256: [u8; 32],
    /// Whether everything in the file is in the review that was read from it.
    replaceable: bool,
}

impl Fingerprint {
    /// SHA-256 of the file in lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(&self.sha256)
    }

    fn of(bytes: &[u8], replaceable: bool) -> Self {
        Self { sha256: Sha256::digest(bytes).into(), replaceable }
    }
}

/// Reads the review file at `path`. The review may be read-only, see [`Loaded::read_only`].
pub fn load(path: &Path) -> Result<Loaded, StoreError> {
    load_reason(path).map_err(|reason| StoreError { path: path.to_owned(), reason })
}

fn load_reason(path: &Path) -> Result<Loaded, StoreReason> {
    let file = real_path(path)?;
    let bytes = bytes_of(&file)?.ok_or(StoreReason::Missing)?;
    let (mut review, read_only) = review_from_bytes(&bytes)?;
    let folder = folder_of(&file);
    for report in &mut review.reports {
        report.path = path_from_stored(&report.path, folder);
    }
    let fingerprint = Fingerprint::of(&bytes, read_only.is_none());
    Ok(Loaded { review, read_only, fingerprint })
}

/// Writes `review` to the file at `path` and returns the fingerprint of the new content, to be expected by the next
/// save. A symbolic link is followed; the file keeps its mode; concurrent readers see either the old content or the new
/// one.
///
/// `expected` is the content of the file when it was last read or written by this program, `None` for a file that must
/// not exist yet. If the file has any other content, nothing is written: [`StoreReason::Changed`],
/// [`StoreReason::Exists`] or [`StoreReason::NotAReview`]. A file that was deleted meanwhile, or that is empty, is
/// written. Another program could still write between the comparison and the write: the comparison prevents accidents;
/// the [`lock`] excludes other windows.
///
/// ```
/// use jiaokan::review::Review;
/// use jiaokan::review::store::{load, save};
///
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("年度.review.ron");
/// let print = save(&path, &Review::new("年度审阅"), None)?;
/// let mut loaded = load(&path)?;
/// loaded.review.title.push_str("（二稿）");
/// // Saved only if the file is still the one that was loaded.
/// save(&path, &loaded.review, Some(loaded.fingerprint))?;
/// assert!(save(&path, &loaded.review, Some(print)).is_err());
/// # Ok::<(), jiaokan::review::store::StoreError>(())
/// ```
pub fn save(path: &Path, review: &Review, expected: Option<Fingerprint>) -> Result<Fingerprint, StoreError> {
    save_and_keep(path, review, expected, None)
}

/// Like [`save`], and keeps the previous content among the file's earlier versions, unless the last of them is younger
/// than the given time. The review is saved even if the version cannot be kept.
pub fn save_and_keep(
    path: &Path,
    review: &Review,
    expected: Option<Fingerprint>,
    versions: Option<(&Versions, Duration)>,
) -> Result<Fingerprint, StoreError> {
    let saved = save_reason(path, review, expected, versions);
    saved.map_err(|reason| StoreError { path: path.to_owned(), reason })
}

fn save_reason(
    path: &Path,
    review: &Review,
    expected: Option<Fingerprint>,
    versions: Option<(&Versions, Duration)>,
) -> Result<Fingerprint, StoreReason> {
    if review.schema != SCHEMA {
        return Err(StoreReason::UnknownSchema(review.schema));
    }
    let file = real_path(path)?;
    let ron = layout::ron_from_review(review, |report| stored_from_path(report, folder_of(&file)))?;
    if ron.len() as u64 > MAX_BYTES {
        return Err(StoreReason::TooLarge(ron.len() as u64));
    }
    let before = may_replace(&file, expected)?;
    // A file that has such a name already is saved all the same.
    if before.is_empty() && !file.file_name().is_some_and(files::is_portable) {
        return Err(StoreReason::Name);
    }
    if let (Some((versions, apart)), false) = (versions, before.is_empty()) {
        let _ = versions.keep(&file, &before, apart);
    }
    files::replace(&file, Access::Shared, ron.as_bytes()).map_err(StoreReason::from_write)?;
    Ok(Fingerprint::of(ron.as_bytes(), true))
}

/// Whether the file may be overwritten. Returns its content, empty if there is no file.
fn may_replace(file: &Path, expected: Option<Fingerprint>) -> Result<Vec<u8>, StoreReason> {
    let Some(bytes) = bytes_of(file)? else { return Ok(Vec::new()) };
    let present = Fingerprint::of(&bytes, true);
    match expected {
        Some(expected) if expected.sha256 == present.sha256 => {
            if !expected.replaceable {
                return Err(StoreReason::NotUnderstood);
            }
        }
        // Some file dialogs create the file before they return its name.
        _ if bytes.is_empty() => {}
        Some(_) => return Err(StoreReason::Changed),
        None if review_from_bytes(&bytes).is_ok() => return Err(StoreReason::Exists),
        None => return Err(StoreReason::NotAReview),
    }
    // Replacing needs permission for the folder only, but a write-protected file must stay.
    if fs::metadata(file).map_err(StoreReason::from_write)?.permissions().readonly() {
        return Err(StoreReason::Protected);
    }
    File::options().append(true).open(file).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => StoreReason::Protected,
        _ => StoreReason::from_write(error),
    })?;
    Ok(bytes)
}

/// The content of the file; `None` if it does not exist.
fn bytes_of(file: &Path) -> Result<Option<Vec<u8>>, StoreReason> {
    let metadata = match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata.map_err(StoreReason::from_read)?,
    };
    if !metadata.is_file() {
        return Err(if metadata.is_dir() { StoreReason::Folder } else { StoreReason::NotAFile });
    }
    if metadata.len() > MAX_BYTES {
        return Err(StoreReason::TooLarge(metadata.len()));
    }
    // A file may grow while it is read.
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let file = File::open(file).map_err(StoreReason::from_read)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(StoreReason::from_read)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(StoreReason::TooLarge(bytes.len() as u64));
    }
    Ok(Some(bytes))
}

/// The file that `path` leads to, through symbolic links; its folder must exist, the file need not.
fn real_path(path: &Path) -> Result<PathBuf, StoreReason> {
    let mut path = std::path::absolute(path).map_err(StoreReason::from_read)?;
    // The limit of Linux.
    for _ in 0..40 {
        let Ok(to) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    let name = path.file_name().ok_or(StoreReason::Folder)?;
    let folder = files::real_path(folder_of(&path)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StoreReason::FolderMissing,
        _ => StoreReason::from_read(error),
    })?;
    Ok(folder.join(name))
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new("/"))
}
