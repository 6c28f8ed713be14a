//! Turns paths and folders into the list of files to be read.

mod passed;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::album::{natural_key, pictures_of};
use super::read::bytes_of;
use super::{Format, PassedKind, ReadError, Reason, container};
use passed::{Kind, PassedOver};

/// Files to be read, and errors for the given paths that are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Each file once, in the order given; those of a folder by name, numbers by value.
    pub files: Vec<PathBuf>,
    /// Paths that could not be accessed, and for each folder the files in it that were passed over.
    pub unreadable: Vec<ReadError>,
}

/// Expands paths of files and folders into files. A file that is named itself is always included. A folder is walked:
/// a file in it is included if its extension is one of [`FORMATS`](super::FORMATS), pictures only if there is nothing but
/// pictures. The others are counted by kind in one [`Reason::PassedOver`] for the folder: pictures, temporary files of
/// office programs, hidden files, the parts of a web page saved beside it (`page_files/`), `README`s and the rest. Review
/// files and files of the system are ignored without a remark. Links to folders are not followed. An archive, and a mail
/// with attachments, stands for the documents in it.
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
            let none = out.files.len() + out.unreadable.len() == before;
            if none && passed_over.is_remark() {
                out.unreadable.push(ReadError { path: path.clone(), reason: Reason::NoReports });
            }
            passed_over.report(path, &mut out.unreadable);
        } else if seen.insert(identity(path)) {
            let mut passed_over = PassedOver::default();
            take(path.clone(), &mut out, &mut passed_over);
            passed_over.report(path, &mut out.unreadable);
        }
    }
    out
}

/// Adds a file to `out`, a container as the documents in it, whose other files go to `passed_over`.
fn take(path: PathBuf, out: &mut Collected, passed_over: &mut PassedOver) {
    if !Format::from_name(&path).is_some_and(Format::is_container) {
        out.files.push(path);
        return;
    }
    let listed = bytes_of(&path).and_then(|bytes| container::files(&path, &bytes));
    let mut files = match listed {
        Ok(files) => files,
        Err(reason) => {
            out.unreadable.push(ReadError { path, reason });
            return;
        }
    };
    files.sort_by_cached_key(|file| {
        let inner = file.strip_prefix(&path).unwrap_or(file);
        inner.components().map(|part| natural_key(part.as_os_str())).collect::<Vec<_>>()
    });
    if files.is_empty() {
        out.unreadable.push(ReadError { path: path.clone(), reason: Reason::NoReports });
    }
    for file in files {
        let inner = file.strip_prefix(&path).unwrap_or(&file);
        let kind = inner.components().find_map(|part| passed::by_name(part.as_os_str()));
        match kind.or_else(|| passed::by_format(&file)).filter(|_| file != path) {
            Some(kind) => passed_over.add(kind, &file),
            None => out.files.push(file),
        }
    }
}

/// Adds the documents of a folder to `out` and returns its other files. Pictures beside documents are logos and figures;
/// in a folder of pictures they are scans.
fn walk(folder: &Path, seen: &mut BTreeSet<PathBuf>, out: &mut Collected) -> PassedOver {
    let mut passed_over = PassedOver::default();
    let mut pictures = Vec::new();
    let before = out.files.len();
    let mut entries = WalkDir::new(folder)
        .sort_by(|a, b| natural_key(a.file_name()).cmp(&natural_key(b.file_name())))
        .into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let reason = error.into_io_error().map_or(Reason::NotAFile, Reason::from);
                out.unreadable.push(ReadError { path, reason });
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let is_folder = entry.file_type().is_dir();
        let kind = passed::by_name(entry.file_name());
        if is_folder {
            let is_part = || passed::belongs_to_page(entry.path());
            let kind = kind.or_else(|| is_part().then_some(Kind::Counted(PassedKind::PageFolder)));
            if let Some(kind) = kind {
                entries.skip_current_dir();
                passed_over.add(kind, entry.path());
            }
        } else {
            let path = entry.into_path();
            if !path.is_file() || !seen.insert(identity(&path)) {
                continue;
            }
            match kind.or_else(|| passed::by_format(&path)) {
                Some(Kind::Counted(PassedKind::Picture)) => pictures.push(path),
                Some(kind) => passed_over.add(kind, &path),
                None => take(path, out, &mut passed_over),
            }
        }
    }
    if out.files.len() == before {
        out.files.extend(pictures);
    } else {
        for path in &pictures {
            passed_over.add(Kind::Counted(PassedKind::Picture), path);
        }
    }
    passed_over
}

/// Identity of a file, whatever the spelling of its path.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// As [`collect`], but a folder of pictures is one file.
#[must_use]
pub fn collect_as_one(paths: &[PathBuf]) -> Collected {
    let mut out = Collected::default();
    for path in paths {
        if path.is_dir() && !pictures_of(path).is_empty() {
            out.files.push(path.clone());
        } else {
            let Collected { files, unreadable } = collect(std::slice::from_ref(path));
            let new: Vec<PathBuf> = files.into_iter().filter(|file| !out.files.contains(file)).collect();
            out.files.extend(new);
            out.unreadable.extend(unreadable);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn pictures_are_scans_where_a_folder_has_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["第10页.jpg", "第2页.PNG", "说明.rs"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |found: &Collected| -> Vec<String> {
            let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
            found.files.iter().map(name).collect()
        };
        assert_eq!(names(&collect(&[folder.path().to_owned()])), ["第2页.PNG", "第10页.jpg"]);
        fs::write(folder.path().join("报告.txt"), "").unwrap();
        assert_eq!(names(&collect(&[folder.path().to_owned()])), ["报告.txt"]);
    }

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
        let Reason::PassedOver { kinds, names } = &found.unreadable[0].reason else { panic!("{found:?}") };
        assert_eq!(kinds, &[(PassedKind::Hidden, 1), (PassedKind::Readme, 1)]);
        assert_eq!((names.as_str(), found.unreadable[0].reason.is_remark()), ("", true));
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
        let others = ["图.png", "样式.css", "无", "甲.dat", "Thumbs.db", "._a.docx", "a.review.ron"];
        let temporary = ["~$a.docx", ".~lock.a.odt#", "~WRL0003.tmp", ".~a.wps", ".git/config.txt"];
        let page = ["a_files/script.js", "a.files/b.png", "别的_files/c.txt"];
        for name in others.iter().chain(&temporary).chain(&page) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        names.push("c.txt".to_owned());
        let found = collect(&[folder.path().to_owned()]);
        let mut read: Vec<_> =
            found.files.iter().map(|f| f.file_name().unwrap().to_string_lossy().into_owned()).collect();
        read.sort();
        assert_eq!(read, names);
        let Reason::PassedOver { kinds, names } = &found.unreadable[0].reason else { panic!("{found:?}") };
        let expected = [
            (PassedKind::Picture, 1),
            (PassedKind::Other, 3),
            (PassedKind::Temporary, 4),
            (PassedKind::Hidden, 1),
            (PassedKind::PageFolder, 2),
        ];
        assert_eq!((kinds.as_slice(), found.unreadable.len()), (&expected[..], 1));
        assert!(!found.unreadable[0].reason.is_remark());
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
        let Reason::PassedOver { kinds, .. } = &found.unreadable[0].reason else { panic!("{found:?}") };
        assert_eq!(kinds, &[(PassedKind::Picture, 1)]);
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
