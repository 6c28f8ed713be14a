//! Paths and folders in, the files that may be reports out, in an order people expect.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Format, ReadError, Reason};

/// The files that were meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Each once, in the order given; a folder's by name, numbers by value.
    pub files: Vec<PathBuf>,
    /// What could not even be looked at.
    pub unreadable: Vec<ReadError>,
}

/// Turns paths, files or folders, into files. A folder is walked; in it only documents count (by their name), and
/// a `README` speaks about the others. A file named itself always counts. Links to folders are not followed.
#[must_use]
pub fn collect(paths: &[PathBuf]) -> Collected {
    let mut out = Collected::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let before = out.files.len() + out.unreadable.len();
            walk(path, &mut seen, &mut out);
            if out.files.len() + out.unreadable.len() == before {
                out.unreadable.push(ReadError { path: path.clone(), reason: Reason::NoReports });
            }
        } else if seen.insert(identity(path)) {
            out.files.push(path.clone());
        }
    }
    out
}

fn walk(folder: &Path, seen: &mut BTreeSet<PathBuf>, out: &mut Collected) {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(['.', '~']);
    let entries = WalkDir::new(folder)
        .sort_by(|a, b| natural_key(a.file_name()).cmp(&natural_key(b.file_name())))
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let path = entry.into_path();
                let is_document = Format::from_name(&path).is_some() && !is_readme(&path) && path.is_file();
                if is_document && seen.insert(identity(&path)) {
                    out.files.push(path);
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let reason = error.into_io_error().map_or(Reason::NotAFile, Reason::from);
                out.unreadable.push(ReadError { path, reason });
            }
        }
    }
}

/// One file under two spellings of its path is one file.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// A name cut into words and numbers, so that `第2期` stands before `第10期`.
fn natural_key(name: &std::ffi::OsStr) -> Vec<(u64, String)> {
    let name = name.to_string_lossy().to_lowercase();
    let mut key = Vec::new();
    let mut rest = name.as_str();
    while !rest.is_empty() {
        let word = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[word..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| word + end);
        key.push((0, rest[..word].to_owned()));
        if digits > word {
            key.push((rest[word..digits].parse().unwrap_or(u64::MAX), String::new()));
        }
        rest = &rest[digits..];
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_gives_its_documents_once_in_natural_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        for name in ["第10期.txt", "第2期.txt", "README.md", "图.png", ".hidden.txt", "sub/a.pdf"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let again = folder.path().join("第2期.txt");
        let found = collect(&[folder.path().to_owned(), again]);
        let names: Vec<_> =
            found.files.iter().map(|f| f.file_name().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["a.pdf", "第2期.txt", "第10期.txt"]);
        assert_eq!(found.unreadable, []);
    }

    #[test]
    fn an_empty_folder_is_named_and_a_missing_file_is_left_to_the_reader() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("gone.txt");
        let found = collect(&[folder.path().to_owned(), missing.clone()]);
        assert_eq!(found.files, [missing]);
        assert_eq!(found.unreadable[0].reason, Reason::NoReports);
    }
}
