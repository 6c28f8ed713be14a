//! Identity of files. Two paths can name one file through symbolic links, hard links, letter case or `..`, so files are
//! compared by the system's identifiers, not by their names.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::files::{UserFolders, real_path};

/// First bytes of every version of a journal.
const JOURNAL: &[u8; 16] = b"jiaokan-journal ";

/// Whether both paths lead to one file: by device and inode on Unix, by volume and file index on Windows. If neither
/// exists yet, whether they are the same path.
#[must_use]
pub fn is_same_file(left: &Path, right: &Path) -> bool {
    if fs::metadata(left).is_ok() || fs::metadata(right).is_ok() {
        return is_one_file(left, right);
    }
    // The folder may be known under two names, even if the file does not exist yet.
    let real = |path: &Path| {
        let path = std::path::absolute(path).ok()?;
        Some(real_path(path.parent()?).ok()?.join(path.file_name()?))
    };
    real(left).is_some_and(|left| real(right) == Some(left))
}

/// Files that must not be overwritten: a review and its reports. They are compared by identity, so that other names of
/// the same file are protected too.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    #[cfg(unix)]
    files: std::collections::HashSet<(u64, u64)>,
    #[cfg(not(unix))]
    files: Vec<std::path::PathBuf>,
}

impl Protected {
    /// Protects the files at these paths, and for a report in a container the container; a path without a file protects
    /// nothing.
    #[must_use]
    pub fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        #[cfg(unix)]
        let files = paths.into_iter().filter_map(|path| id(file_of(path.as_ref()))).collect();
        #[cfg(not(unix))]
        let files = paths.into_iter().map(|path| file_of(path.as_ref()).to_owned()).collect();
        Self { files }
    }

    /// Whether the path leads to a protected file, to any review, or to what this program keeps for the user: an export
    /// never replaces a reviewer's work.
    #[must_use]
    pub fn contains(&self, path: &Path) -> bool {
        #[cfg(unix)]
        let is_protected = id(path).is_some_and(|id| self.files.contains(&id));
        #[cfg(not(unix))]
        let is_protected = self.files.iter().any(|file| is_one_file(file, path));
        is_protected || is_review(path) || is_kept(path)
    }
}

/// The file that a path leads through: a report in a container has a path that goes on behind the container's.
fn file_of(path: &Path) -> &Path {
    if path.exists() {
        return path;
    }
    path.ancestors().skip(1).find(|ancestor| ancestor.is_file()).unwrap_or(path)
}

/// Whether there is a journal of this program at the path, whatever its name, or a file among the settings, journals and
/// earlier versions of this user.
fn is_kept(path: &Path) -> bool {
    let begins_a_journal = || {
        let mut head = [0; JOURNAL.len()];
        fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *JOURNAL
    };
    let Ok(real) = real_path(path) else { return false };
    real.is_file() && (begins_a_journal() || UserFolders::of_user().is_some_and(|own| own.keeps(&real)))
}

/// Whether there is a review file at this path, whatever its name.
fn is_review(path: &Path) -> bool {
    let is_named = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        name.strip_suffix(super::EXTENSION).is_some_and(|rest| rest.ends_with('.'))
    };
    let Ok(real) = real_path(path) else { return false };
    let is_readable =
        |bytes: Option<Vec<u8>>| bytes.is_some_and(|bytes| super::review_from_bytes(&bytes).is_ok());
    real.is_file() && (is_named(path) || is_named(&real) || super::bytes_of(&real).is_ok_and(is_readable))
}

/// Device and inode of the file at a path.
#[cfg(unix)]
fn id(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(unix)]
fn is_one_file(left: &Path, right: &Path) -> bool {
    id(left).is_some_and(|left| id(right) == Some(left))
}

#[cfg(not(unix))]
fn is_one_file(left: &Path, right: &Path) -> bool {
    same_file::is_same_file(left, right).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_protected_under_all_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        fs::write(file("a.txt"), "报告").unwrap();
        fs::write(file("b.txt"), "报告").unwrap();
        fs::hard_link(file("a.txt"), file("hard.txt")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("a.txt", file("soft.txt")).unwrap();
        let protected = Protected::new([file("a.txt"), file("missing.txt")]);
        let names = ["a.txt", "hard.txt", "./a.txt", if cfg!(unix) { "soft.txt" } else { "a.txt" }];
        for name in names {
            assert!(protected.contains(&file(name)) && is_same_file(&file("a.txt"), &file(name)), "{name}");
        }
        assert!(!protected.contains(&file("b.txt")) && !is_same_file(&file("a.txt"), &file("b.txt")));
        assert!(!protected.contains(&file("missing.txt")), "there is nothing to replace");
        let in_container = Protected::new([file("b.txt").join("一/甲.docx")]);
        assert!(in_container.contains(&file("b.txt")) && !in_container.contains(&file("a.txt")));
        assert!(is_same_file(&file("missing.txt"), &file("./missing.txt")));
    }

    #[test]
    fn a_review_is_protected_even_if_nobody_named_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, content: &str| {
            let path = folder.path().join(name);
            fs::write(&path, content).unwrap();
            path
        };
        let none = Protected::default();
        assert!(none.contains(&file("a.html", "Review(schema: 1)")));
        assert!(none.contains(&file("b.REVIEW.ron", "damaged")));
        assert!(!none.contains(&file("c.html", "<p>Review(schema: 1)</p>")));
        assert!(none.contains(&file("d.html", "jiaokan-journal 2\n0 ")), "a journal");
        assert!(!none.contains(&file("e.html", "jiaokan")));
        assert!(!none.contains(folder.path()));
    }
}
