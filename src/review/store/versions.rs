//! The last five earlier versions of each review file. They are in a folder of the user's state, readable by its owner
//! alone, and not beside the review, where they would be copied and sent along with the reports.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::files::{self, Access};

/// Maximum number of versions per review.
pub const KEPT: usize = 5;

/// File in each folder that holds the review's path.
const ORIGIN: &str = "review.txt";

/// The earlier versions of all reviews.
#[derive(Clone, Debug)]
pub struct Versions {
    folder: PathBuf,
}

impl Versions {
    /// Versions in this folder, which is created when needed, with a subfolder per review.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The subfolder of the review with this absolute path.
    #[must_use]
    pub fn folder_of(&self, file: &Path) -> PathBuf {
        let digest = Sha256::digest(file.as_os_str().as_encoded_bytes());
        let name = u64::from_be_bytes(*digest.first_chunk::<8>().expect("a SHA-256 is longer"));
        self.folder.join(format!("{name:016x}"))
    }

    /// The versions of the review at `file`, oldest first.
    #[must_use]
    pub fn of(&self, file: &Path) -> Vec<PathBuf> {
        numbered(&self.folder_of(file)).into_iter().map(|(_, path)| path).collect()
    }

    /// Stores the old content of `file`, unless it equals the last version or that is younger than `apart`: a review that
    /// saves itself twice a minute must not push out yesterday's version within three minutes. Versions are ordered by
    /// number, independent of the clock.
    pub(super) fn keep(&self, file: &Path, bytes: &[u8], apart: Duration) -> io::Result<()> {
        let folder = self.folder_of(file);
        files::create_private_folder(&self.folder)?;
        files::create_private_folder(&folder)?;
        let there = numbered(&folder);
        if let Some((_, last)) = there.last() {
            let age = fs::metadata(last)?.modified()?.elapsed();
            // If the clock was set back the age is unknown: the version is kept.
            if age.is_ok_and(|age| age < apart) || fs::read(last)? == bytes {
                return Ok(());
            }
        }
        let number = there.last().map_or(1, |(number, _)| number.saturating_add(1));
        let version = folder.join(format!("{number:06}.{}", super::EXTENSION));
        files::replace(&version, Access::Private, bytes)?;
        files::replace(&folder.join(ORIGIN), Access::Private, file.as_os_str().as_encoded_bytes())?;
        let too_many = there.len().saturating_add(1).saturating_sub(KEPT);
        there.iter().take(too_many).try_for_each(|(_, path)| fs::remove_file(path))
    }
}

fn numbered(folder: &Path) -> Vec<(u64, PathBuf)> {
    let mut found: Vec<(u64, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let number = name.strip_suffix(super::EXTENSION)?.strip_suffix('.')?.parse().ok()?;
            Some((number, entry.path()))
        })
        .collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_five_are_kept_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let versions = Versions::new(folder.path().join("versions"));
        let file = Path::new("/报告/年度.review.ron");
        for content in ["1", "2", "3", "3", "4", "5", "6", "7"] {
            versions.keep(file, content.as_bytes(), Duration::ZERO).unwrap();
        }
        let kept = |file: &Path| -> Vec<String> {
            versions.of(file).iter().map(|path| fs::read_to_string(path).unwrap()).collect()
        };
        assert_eq!(kept(file), ["3", "4", "5", "6", "7"]);
        files::assert_private(versions.of(file).last().unwrap());
        files::assert_private(&versions.folder_of(file).join(ORIGIN));
        files::assert_private(&versions.folder_of(file));
        versions.keep(file, b"8", Duration::from_mins(10)).unwrap();
        assert_eq!(kept(file).len(), 5, "the last one is a moment old");
        assert_eq!(kept(file)[4], "7");
        let last = fs::File::options().append(true).open(versions.of(file).last().unwrap()).unwrap();
        last.set_modified(std::time::SystemTime::now() + Duration::from_hours(24)).unwrap();
        versions.keep(file, b"8", Duration::from_mins(10)).unwrap();
        assert_eq!(kept(file)[4], "8", "the clock went back");
        assert!(versions.of(Path::new("/报告/别的.review.ron")).is_empty());
        let origin = fs::read_to_string(versions.folder_of(file).join(ORIGIN)).unwrap();
        assert_eq!(Path::new(&origin), file);
    }
}
