//! Turns paths and folders into the list of files to be read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::read::bytes_of;
use super::{Format, ReadError, Reason, container};

/// Files to be read, and errors for the given paths that are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Each file once, in the order given; those of a folder by name, numbers by value.
    pub files: Vec<PathBuf>,
    /// Paths that could not be accessed, and for each folder the files in it that were passed over.
    pub unreadable: Vec<ReadError>,
}

/// Expands paths of files and folders into files. A file that is named itself is always included. A folder is walked:
/// a file in it is included if its extension is one of [`FORMATS`](super::FORMATS), pictures excepted; the others are
/// counted in one [`Reason::PassedOver`] for the folder. Hidden files, `README`s, review files, files of the system
/// and the parts of a web page saved beside it (`page_files/`) are ignored. Links to folders are not followed.
/// An archive, and a mail with attachments, stands for the documents in it.
///
/// ```
/// use jiaokan::report::collect;
///
/// let folder = tempfile::tempdir()?;
/// for name in ["第10期.txt", "第2期.txt", "程序.rs"] {
///     std::fs::write(folder.path().join(name), "文字")?;
/// }
/// let found = collect(&[folder.path().to_owned()]);
/// assert_eq!(found.files.len(), 2);
/// assert!(found.files[0].ends_with("第2期.txt"), "numbers are sorted as numbers");
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use]
pub fn collect(paths: &[PathBuf]) -> Collected {
    let mut out = Collected::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let before = out.files.len() + out.unreadable.len();
            let passed_over = walk(path, &mut seen, &mut out);
            if !passed_over.is_empty() {
                out.unreadable
                    .push(ReadError { path: path.clone(), reason: passed_over_reason(&passed_over) });
            }
            if out.files.len() + out.unreadable.len() == before {
                out.unreadable.push(ReadError { path: path.clone(), reason: Reason::NoReports });
            }
        } else if seen.insert(identity(path)) {
            let passed_over = take(path.clone(), &mut out);
            if !passed_over.is_empty() {
                out.unreadable
                    .push(ReadError { path: path.clone(), reason: passed_over_reason(&passed_over) });
            }
        }
    }
    out
}

/// Adds a file to `out`, a container as the documents in it, and returns the other files of the container.
fn take(path: PathBuf, out: &mut Collected) -> Vec<PathBuf> {
    if !Format::from_name(&path).is_some_and(Format::is_container) {
        out.files.push(path);
        return Vec::new();
    }
    let listed = bytes_of(&path).and_then(|bytes| container::files(&path, &bytes));
    let mut files = match listed {
        Ok(files) => files,
        Err(reason) => {
            out.unreadable.push(ReadError { path, reason });
            return Vec::new();
        }
    };
    files.sort_by_cached_key(|file| {
        let inner = file.strip_prefix(&path).unwrap_or(file);
        inner.components().map(|part| natural_key(part.as_os_str())).collect::<Vec<_>>()
    });
    let hidden = |file: &&PathBuf| {
        let inner = file.strip_prefix(&path).unwrap_or(file);
        let name = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().to_lowercase();
        inner.components().any(|part| is_ignored_name(&name(part)) || name(part) == "__macosx")
            || is_readme(file)
    };
    files.retain(|file| *file == path || !hidden(&file));
    let (documents, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| {
        *file == path || Format::from_name(file).is_some_and(|format| format != Format::Picture)
    });
    if documents.is_empty() && others.is_empty() {
        out.unreadable.push(ReadError { path, reason: Reason::NoReports });
    }
    out.files.extend(documents);
    others
}

/// Adds the documents of a folder to `out` and returns its other files.
fn walk(folder: &Path, seen: &mut BTreeSet<PathBuf>, out: &mut Collected) -> Vec<PathBuf> {
    let mut passed_over = Vec::new();
    let entries = WalkDir::new(folder)
        .sort_by(|a, b| natural_key(a.file_name()).cmp(&natural_key(b.file_name())))
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_ignored(entry));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let path = entry.into_path();
                if !path.is_file() || !seen.insert(identity(&path)) {
                    continue;
                }
                match Format::from_name(&path) {
                    Some(format) if format != Format::Picture => passed_over.extend(take(path, out)),
                    _ => passed_over.push(path),
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let reason = error.into_io_error().map_or(Reason::NotAFile, Reason::from);
                out.unreadable.push(ReadError { path, reason });
            }
        }
    }
    passed_over
}

fn passed_over_reason(files: &[PathBuf]) -> Reason {
    /// Maximum number of names listed.
    const NAMED: usize = 3;
    let names = files.iter().take(NAMED).filter_map(|file| file.file_name());
    let mut names = names.map(|name| name.to_string_lossy()).collect::<Vec<_>>().join(", ");
    if files.len() > NAMED {
        names.push('…');
    }
    Reason::PassedOver { count: files.len(), names }
}

/// Whether an entry of a folder is ignored without a remark.
fn is_ignored(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_lowercase();
    if name.starts_with(['.', '~']) {
        return true;
    }
    if entry.file_type().is_dir() {
        return belongs_to_page(entry.path(), &name);
    }
    is_ignored_name(&name) || is_readme(entry.path())
}

/// Whether a name, in lower case, is that of a hidden file, a file of the system or a review.
fn is_ignored_name(name: &str) -> bool {
    let of_the_system = matches!(name, "thumbs.db" | "desktop.ini");
    name.starts_with(['.', '~']) || of_the_system || name.ends_with(".review.ron")
}

/// Whether a folder holds the pictures and scripts of a web page that a browser saved beside it.
fn belongs_to_page(folder: &Path, name: &str) -> bool {
    let Some(of) = ["_files", ".files"].iter().find(|ending| name.ends_with(*ending)) else { return false };
    let full = folder.file_name().unwrap_or_default().to_string_lossy();
    let Some(stem) = full.get(..full.len() - of.len()) else { return false };
    ["html", "htm", "mht"].iter().any(|ending| folder.with_file_name(format!("{stem}.{ending}")).is_file())
}

/// Identity of a file, whatever the spelling of its path.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// Sort key of a name: its words and numbers, so that `第2期` comes before `第10期`.
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
        for name in ["第10期.txt", "第2期.txt", "README.md", ".hidden.txt", "a.review.ron", "sub/a.pdf"] {
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
    fn every_extension_of_the_table_is_accepted_and_the_rest_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let extensions = super::super::FORMATS.iter().filter(|about| about.format != Format::Picture);
        let mut names: Vec<String> = extensions
            .flat_map(|about| about.extensions)
            .flat_map(|extension| [format!("a.{extension}"), format!("b.{}", extension.to_ascii_uppercase())])
            .collect();
        names.sort();
        for name in &names {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        for other in ["图.png", "样式.css", "无", "甲.dat", "Thumbs.db"] {
            fs::write(folder.path().join(other), "x").unwrap();
        }
        fs::create_dir(folder.path().join("a_files")).unwrap();
        fs::write(folder.path().join("a_files/script.js"), "x").unwrap();
        let found = collect(&[folder.path().to_owned()]);
        let mut read: Vec<_> =
            found.files.iter().map(|f| f.file_name().unwrap().to_string_lossy().into_owned()).collect();
        read.sort();
        assert_eq!(read, names);
        let Reason::PassedOver { count, names } = &found.unreadable[0].reason else { panic!("{found:?}") };
        assert_eq!((*count, found.unreadable.len()), (4, 1));
        assert!(names.ends_with('…') && names.matches(", ").count() == 2, "{names}");
    }

    #[test]
    fn an_archive_stands_for_the_documents_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let zipped = super::super::readers::zipped;
        let inner = zipped(&[("丙.txt", "丙县")]);
        let mut outer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in [
            ("一/第10期.txt", "甲县".as_bytes()),
            ("一/第2期.txt", "乙县".as_bytes()),
            ("__MACOSX/._a.txt", b"x"),
            ("内.zip", &inner),
            ("坏.zip", b"PK\x03\x04"),
            ("图.png", b"x"),
        ] {
            outer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut outer, bytes).unwrap();
        }
        let archive = folder.path().join("包.zip");
        fs::write(&archive, outer.finish().unwrap().into_inner()).unwrap();
        let found = collect(std::slice::from_ref(&archive));
        let inside: Vec<_> = found.files.iter().map(|file| file.strip_prefix(&archive).unwrap()).collect();
        assert_eq!(inside, ["一/第2期.txt", "一/第10期.txt", "内.zip/丙.txt", "坏.zip"].map(Path::new));
        assert!(matches!(&found.unreadable[0].reason, Reason::PassedOver { count: 1, .. }));
        let read = |name: &str| super::super::read_file(&archive.join(name), None);
        let report = read("内.zip/丙.txt").unwrap();
        assert_eq!((report.text.as_str(), report.sha256.len()), ("丙县", 64));
        assert_eq!(read("坏.zip").unwrap_err().reason, Reason::Damaged);
        assert_eq!(read("一/第3期.txt").unwrap_err().reason, Reason::Missing);
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
