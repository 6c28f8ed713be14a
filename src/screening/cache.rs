//! Sketches of files that have not changed since they were read: neither read nor fingerprinted again. A cache is a folder
//! of packs and nothing but a help: it may be deleted at any time, and what is missing, damaged or of another version is made
//! anew. No fault of the disk here is ever a fault of the screening.

mod pack;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use directories::ProjectDirs;
use sha2::{Digest, Sha256};

use self::pack::{Pack, Row, Writer};
use super::sketch::Sketch;
use crate::files;

/// To be raised when normalisation, furniture, fingerprints or the format of packs change.
const VERSION: u32 = 1;

/// Maximum size of all packs together, in bytes: some 45,000 reports of 10,000 characters.
const MAX_BYTES: u64 = 1 << 30;

/// Maximum number of packs.
const MAX_PACKS: usize = 64;

/// Size in bytes at which a pack is written.
const PACK_BYTES: usize = 32 << 20;

/// A file changed so shortly ago may change once more without its time telling.
const SETTLED: Duration = Duration::from_secs(2);

/// What a file looks like from outside: a hash of its path, its size and the time it was changed. Names are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    key: [u8; 32],
    /// Whether the same stamp will mean the same content.
    is_settled: bool,
}

impl Stamp {
    /// The stamp of a file, if there is one.
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

/// The sketches of earlier screenings.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Begins every pack of this version.
    version: [u8; 16],
    packs: Vec<Pack>,
    /// The content that a stamp stands for.
    contents: HashMap<[u8; 32], [u8; 32]>,
    /// Pack and row of a content.
    places: HashMap<[u8; 32], (usize, Row)>,
    /// What is to be kept of this screening.
    writer: Writer,
    written: HashSet<[u8; 32]>,
    /// Packs that were of use.
    used: Vec<bool>,
    /// Packs in which something could not be read: they are dropped, and the next screening makes up for it.
    damaged: Vec<bool>,
    max_bytes: u64,
}

impl Cache {
    /// Where each system keeps caches of the present user; `None` if the user has no home.
    #[must_use]
    pub fn folder_of_user() -> Option<PathBuf> {
        ProjectDirs::from("", "", "jiaokan").map(|folders| folders.cache_dir().join("screening"))
    }

    /// Opens the cache in a folder, which need not exist. `variant` names whatever else a sketch depends on, such as the
    /// profile by which parts are found absent: sketches of another variant are not used, and are dropped.
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
                // Of another version or damaged: nobody will use it.
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

    /// The sketch of a file that looks as it did when it was read.
    pub(super) fn get(&self, path: &Path, stamp: Stamp) -> Option<Sketch> {
        let content = self.contents.get(&stamp.key).filter(|_| stamp.is_settled)?;
        let (pack, row) = self.places.get(content)?;
        self.packs[*pack].read(*row, path, *content)
    }

    /// Notes that a sketch came from here.
    pub(super) fn mark_used(&mut self, sketch: &Sketch) {
        if let Some((pack, _)) = self.places.get(&sketch.content) {
            self.used[*pack] = true;
        }
    }

    /// Keeps the sketch of a file that was read.
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

    /// Writes what is new and drops what was of no use longest, down to the bounds. Called when it is dropped as well.
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
