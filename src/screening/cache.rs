//! Cache of the sketches of unchanged files, so that these are neither read nor fingerprinted again. A cache is a
//! folder of packs and only an aid: it may be deleted at any time, and packs that are missing, damaged or of another
//! version are made anew. An error of the disk here never fails the screening.

mod pack;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use self::pack::{Pack, Row, Writer};
use super::sketch::Sketch;
use crate::files;
use crate::files::UserFolders;

/// Version of the cached data; must be raised when normalisation, furniture, fingerprints or the format of packs
/// change.
const VERSION: u32 = 2;

/// Maximum size of all packs together, in bytes: some 45,000 reports of 10,000 characters.
const MAX_BYTES: u64 = 1 << 30;

/// Maximum number of packs.
const MAX_PACKS: usize = 64;

/// Size in bytes at which a pack is written.
const PACK_BYTES: usize = 32 << 20;

/// Age below which a file may change once more without a new modification time.
const SETTLED: Duration = Duration::from_secs(2);

/// Stamp of a file: a hash of its path, its size and its modification time. Names are not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    key: [u8; 32],
    /// Whether an equal stamp will imply equal content.
    is_settled: bool,
}

impl Stamp {
    /// The stamp of a file, if it exists.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let modified = metadata.modified().ok()?;
        let since = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let mut hash = Sha256::new();
        hash.update(std::path::absolute(path).ok()?.as_os_str().as_encoded_bytes());
        hash.update(metadata.len().to_le_bytes());
        hash.update(since.as_nanos().to_le_bytes());
        let is_settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > SETTLED);
        Some(Self { key: hash.finalize().into(), is_settled })
    }
}

/// Sketches of earlier screenings.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// First bytes of every pack of this version.
    version: [u8; 16],
    packs: Vec<Pack>,
    /// Hash of the content for each stamp.
    contents: HashMap<[u8; 32], [u8; 32]>,
    /// Pack and row for each hash of a content.
    places: HashMap<[u8; 32], (usize, Row)>,
    /// Writer of this screening's new entries.
    writer: Writer,
    written: HashSet<[u8; 32]>,
    /// For each pack, whether this screening used it.
    used: Vec<bool>,
    /// For each pack, whether something in it could not be read: it is deleted, and the next screening replaces it.
    damaged: Vec<bool>,
    max_bytes: u64,
}

impl Cache {
    /// Cache folder of the current user by the system's convention; `None` if the user has no home.
    #[must_use]
    pub fn folder_of_user() -> Option<PathBuf> {
        UserFolders::of_user().map(|folders| folders.cache.join("screening"))
    }

    /// Opens the cache in a folder, which need not exist. `variant` names every other input of a sketch, such as the
    /// profile by which parts are found absent: sketches of another variant are not used, and are deleted.
    #[must_use]
    pub fn open(folder: &Path, variant: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(VERSION.to_le_bytes());
        hash.update(env!("CARGO_PKG_VERSION"));
        hash.update([0]);
        hash.update(variant);
        let mut version = [0; 16];
        version.copy_from_slice(&hash.finalize()[..16]);
        let mut cache = Self {
            folder: folder.to_owned(),
            version,
            packs: Vec::new(),
            contents: HashMap::new(),
            places: HashMap::new(),
            writer: Writer::new(version),
            written: HashSet::new(),
            used: Vec::new(),
            damaged: Vec::new(),
            max_bytes: MAX_BYTES,
        };
        cache.load();
        cache
    }

    fn load(&mut self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for path in
            entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "pack"))
        {
            let Some((pack, rows)) = Pack::open(&path, self.version) else {
                // Of another version or damaged, so never used again.
                let _ = fs::remove_file(&path);
                continue;
            };
            for (stamp, content, row) in rows {
                self.contents.insert(stamp, content);
                if row.length > 0 {
                    self.places.insert(content, (self.packs.len(), row));
                }
            }
            self.packs.push(pack);
            self.used.push(false);
            self.damaged.push(false);
        }
    }

    /// The sketch of a file with an unchanged stamp.
    pub(super) fn get(&self, path: &Path, stamp: Stamp) -> Option<Sketch> {
        let content = self.contents.get(&stamp.key).filter(|_| stamp.is_settled)?;
        let (pack, row) = self.places.get(content)?;
        self.packs[*pack].read(*row, path, *content)
    }

    /// Marks the pack that a sketch came from as used.
    pub(super) fn mark_used(&mut self, sketch: &Sketch) {
        if let Some((pack, _)) = self.places.get(&sketch.content) {
            self.used[*pack] = true;
        }
    }

    /// Stores the sketch of a file that was read.
    pub(super) fn put(&mut self, stamp: Stamp, sketch: &Sketch) {
        if !stamp.is_settled {
            return;
        }
        let is_known = self.places.get(&sketch.content).is_some_and(|(pack, row)| {
            let is_whole = self.packs[*pack].read(*row, &sketch.path, sketch.content).is_some();
            self.damaged[*pack] |= !is_whole;
            is_whole
        });
        let is_new = !is_known && self.written.insert(sketch.content);
        self.writer.add(stamp.key, sketch, is_new);
        if self.writer.bytes() >= PACK_BYTES {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let writer = std::mem::replace(&mut self.writer, Writer::new(self.version));
        if writer.is_empty() || files::create_private_folder(&self.folder).is_err() {
            return;
        }
        if let Some(pack) = writer.write(&self.folder) {
            self.packs.push(pack);
            self.used.push(true);
            self.damaged.push(false);
        }
    }

    /// Writes new entries and deletes the packs unused longest, down to the bounds. Also called on drop.
    pub fn finish(&mut self) {
        self.flush();
        for (pack, _) in self.packs.iter().zip(&self.damaged).filter(|(_, damaged)| **damaged) {
            let _ = fs::remove_file(pack.path());
        }
        for (pack, _) in self.packs.iter().zip(&self.used).filter(|(_, used)| **used) {
            let file = File::options().write(true).open(pack.path());
            let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        }
        self.used.fill(false);
        let mut packs: Vec<(SystemTime, u64, PathBuf)> = self
            .packs
            .iter()
            .filter_map(|pack| {
                let metadata = fs::metadata(pack.path()).ok()?;
                Some((metadata.modified().ok()?, metadata.len(), pack.path().to_owned()))
            })
            .collect();
        packs.sort_by(|one, other| other.cmp(one));
        let mut bytes = 0;
        for (index, (_, size, path)) in packs.iter().enumerate() {
            bytes += size;
            if bytes > self.max_bytes || index >= MAX_PACKS {
                let _ = fs::remove_file(path);
            }
        }
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.finish();
    }
}

#[cfg(test)]
mod tests;
