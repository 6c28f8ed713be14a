//! Folders of pictures that are the pages of one report, by name. Such a report has the folder's path; its bytes are those
//! of all its pictures, one behind the other, which readers know as one picture's file with several pages.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::format::ALBUM;
use super::{Format, MAX_BYTES, Reason};

/// Maximum number of pictures of a folder.
const MAX_PICTURES: usize = 1000;

/// The pictures of a folder, numbers in their names by value; empty unless it holds two pictures at least and nothing else
/// that is read.
#[must_use]
pub fn pictures_of(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let hidden =
        |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let known = files.filter(|path| !hidden(path)).filter_map(|path| Some((Format::from_name(&path)?, path)));
    let (mut pictures, mut others) = (Vec::new(), 0_usize);
    for (format, path) in known.take(MAX_PICTURES) {
        if format == Format::Picture { pictures.push(path) } else { others += 1 }
    }
    if pictures.len() < 2 || others > 0 {
        return Vec::new();
    }
    pictures.sort_by_cached_key(|path| path.file_name().map(natural_key));
    pictures
}

/// The bytes of a folder's report. `read` reads a file.
pub(super) fn bytes(
    folder: &Path,
    read: impl Fn(&Path) -> Result<Vec<u8>, Reason>,
) -> Result<Vec<u8>, Reason> {
    let pictures = pictures_of(folder);
    if pictures.is_empty() {
        return Err(Reason::NotAFile);
    }
    let mut bytes = ALBUM.to_vec();
    for path in pictures {
        let picture = read(&path)?;
        bytes.extend((picture.len() as u64).to_le_bytes());
        bytes.extend(picture);
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Reason::TooLarge(bytes.len() as u64));
        }
    }
    Ok(bytes)
}

/// Sort key of a name: its words and numbers, so that `第2期` comes before `第10期`.
pub(super) fn natural_key(name: &std::ffi::OsStr) -> Vec<(u64, String)> {
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
    fn the_pictures_of_a_folder_are_the_pages_of_a_report_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["第10页.jpg", "第2页.PNG", "第1页.tif", "说明.rs", ".封面.jpg"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let names: Vec<String> = pictures_of(folder.path())
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["第1页.tif", "第2页.PNG", "第10页.jpg"]);
        let read = |path: &Path| fs::read(path).map_err(Reason::from);
        let whole = bytes(folder.path(), read).unwrap();
        assert!(whole.starts_with(ALBUM));
        assert_eq!(Format::sniff(&whole, folder.path()), Format::Picture);
        fs::write(folder.path().join("报告.txt"), "字").unwrap();
        assert!(pictures_of(folder.path()).is_empty(), "beside a document they are figures");
        assert_eq!(bytes(folder.path(), read), Err(Reason::NotAFile));
    }
}
