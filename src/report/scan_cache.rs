//! Cache of what was read on scans, since reading one takes seconds a page: a file for each document, named by the hashes
//! of the document and the models. Closed to other users; bounded, those unused longest go first.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::extract::Extracted;
use super::hash::sha256;
use super::models;
use crate::files::{self, Access, UserFolders};

/// Version of the cached data and of the reading; must be raised when either changes.
const VERSION: u32 = 2;
/// Maximum number of bytes of all files. A page takes about 10 KB.
const MAX_BYTES: u64 = 256 << 20;
/// Maximum number of files.
const MAX_FILES: usize = 2000;
/// Extension of the files.
const EXTENSION: &str = "scan";

/// The results in a folder, which need not exist.
#[derive(Clone, Debug)]
pub struct ScanCache {
    folder: PathBuf,
}

impl ScanCache {
    /// Opens the cache in a folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Cache folder of the current user by the system's convention; `None` if the user has no home.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        UserFolders::of_user().map(|folders| Self::new(folders.cache.join("scans")))
    }

    /// What was read on the document with this hash.
    pub(super) fn get(&self, document: &str, anew: bool) -> Option<Extracted> {
        let path = self.path(document, anew);
        let read = postcard::from_bytes(&fs::read(&path).ok()?).ok()?;
        // It is used now: it stays.
        if let Ok(file) = fs::File::options().write(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(read)
    }

    /// Keeps what was read. A cache that cannot be written holds nothing up.
    pub(super) fn put(&self, document: &str, anew: bool, read: &Extracted) {
        let Ok(bytes) = postcard::to_stdvec(read) else { return };
        let folder = files::create_private_folder(&self.folder);
        if folder.is_ok() && files::replace(&self.path(document, anew), Access::Private, &bytes).is_ok() {
            self.bound(MAX_BYTES, MAX_FILES);
        }
    }

    /// Number of bytes of all results.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files().iter().map(|(_, bytes, _)| bytes).sum()
    }

    /// Deletes all results. Returns their number.
    #[must_use]
    pub fn clear(&self) -> usize {
        self.files().iter().filter(|(_, _, path)| fs::remove_file(path).is_ok()).count()
    }

    fn path(&self, document: &str, anew: bool) -> PathBuf {
        let all = format!("{VERSION} {} {document} {anew} {}", env!("CARGO_PKG_VERSION"), models::identity());
        self.folder.join(sha256(all.as_bytes())).with_extension(EXTENSION)
    }

    /// The files, those used last first.
    fn files(&self) -> Vec<(SystemTime, u64, PathBuf)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let ours = entries.map(|entry| entry.path()).filter(|path| is_ours(path));
        let mut files: Vec<_> = ours
            .filter_map(|path| {
                let metadata = fs::metadata(&path).ok()?;
                Some((metadata.modified().ok()?, metadata.len(), path))
            })
            .collect();
        files.sort_by(|a, b| b.cmp(a));
        files
    }

    fn bound(&self, max_bytes: u64, max_files: usize) {
        let mut bytes = 0;
        for (index, (_, length, path)) in self.files().iter().enumerate() {
            bytes += length;
            if bytes > max_bytes || index >= max_files {
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn is_ours(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == EXTENSION)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Block;

    fn text(text: &str) -> Extracted {
        Extracted { blocks: vec![Block::paragraph(text)], ..Extracted::default() }
    }

    #[test]
    fn results_are_kept_apart_by_document_and_can_be_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let cache = ScanCache::new(folder.path().join("scans"));
        assert_eq!(cache.get("a", false), None);
        cache.put("a", false, &text("甲"));
        cache.put("a", true, &text("乙"));
        assert_eq!(cache.get("a", false), Some(text("甲")));
        assert_eq!(cache.get("a", true), Some(text("乙")));
        assert_eq!(cache.get("b", false), None);
        for (_, _, path) in cache.files() {
            files::assert_private(&path);
        }
        fs::write(cache.path("a", false), "damaged").unwrap();
        assert_eq!(cache.get("a", false), None);
        assert!(cache.bytes() > 0);
        assert_eq!(cache.clear(), 2);
        assert_eq!(cache.bytes(), 0);
        assert_eq!(cache.get("a", true), None);
    }

    #[test]
    fn the_cache_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let cache = ScanCache::new(folder.path().to_owned());
        for (age, document) in [(3, "a"), (2, "b"), (1, "c")] {
            cache.put(document, false, &text(&"文".repeat(100)));
            let file = fs::File::options().write(true).open(cache.path(document, false)).unwrap();
            let before = SystemTime::now() - std::time::Duration::from_hours(age);
            file.set_modified(before).unwrap();
        }
        fs::write(folder.path().join("other.txt"), "stays").unwrap();
        cache.bound(u64::MAX, 2);
        assert_eq!(cache.get("a", false), None, "unused longest");
        assert!(cache.get("b", false).is_some(), "and it is used now");
        cache.bound(0, 9);
        assert_eq!(cache.files().len(), 0);
        assert!(folder.path().join("other.txt").exists());
    }
}
