//! ZIP archives of reports: the names of their files, and one file unpacked. What is in a file is read like any other.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::report::{MAX_BYTES, Reason};

/// Maximum number of files of an archive that are listed.
const MAX_MEMBERS: usize = 2000;
/// Maximum length of a name, in bytes.
const MAX_NAME: usize = 1000;
/// Ratio of unpacked to packed length beyond which a file is refused, if it is longer than [`SURE`]. Text shrinks to a
/// tenth; DEFLATE can reach a thousandth.
const MAX_RATIO: u64 = 400;
/// Length up to which the ratio does not count, in bytes.
const SURE: u64 = 16 << 20;

/// The names of the files of an archive in its order, each once, with `/` between folders.
pub(in crate::report) fn members(bytes: &[u8]) -> Result<Vec<String>, Reason> {
    let archive = open(bytes)?;
    let mut seen = std::collections::HashSet::new();
    let names = archive.file_names_raw().filter_map(name);
    Ok(names.filter(|name| seen.insert(name.clone())).take(MAX_MEMBERS).collect())
}

/// The bytes of a file of an archive.
pub(in crate::report) fn member(bytes: &[u8], wanted: &str) -> Result<Vec<u8>, Reason> {
    let mut archive = open(bytes)?;
    let found = archive.file_names_raw().position(|raw| name(raw).as_deref() == Some(wanted));
    let found = found.ok_or(Reason::Missing)?;
    let entry = match archive.by_index(found) {
        Ok(entry) => entry,
        Err(ZipError::UnsupportedArchive(words)) if words.contains("assword") => {
            return Err(Reason::Encrypted);
        }
        Err(_) => return Err(Reason::Damaged),
    };
    let packed = entry.compressed_size();
    let mut unpacked = Vec::new();
    let read = entry.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut unpacked);
    let length = unpacked.len() as u64;
    if length > MAX_BYTES {
        return Err(Reason::TooLarge(length));
    }
    if length > SURE && length / MAX_RATIO > packed {
        return Err(Reason::TooComplex);
    }
    // The reader of the file's format says what is missing at its end.
    if read.is_err() && unpacked.is_empty() { Err(Reason::Damaged) } else { Ok(unpacked) }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Reason> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::Damaged)
}

/// The name of a file; `None` for a folder and for a name that leads out of the archive. Names that are not UTF-8 are
/// GBK, which Windows and most packers write in Chinese systems.
pub(in crate::report) fn name(raw: &[u8]) -> Option<String> {
    match std::str::from_utf8(raw) {
        Ok(name) => plain_path(name),
        Err(_) => plain_path(&encoding_rs::GB18030.decode_without_bom_handling(raw).0),
    }
}

/// A path with `/` between its parts and without those that are empty or `.`; `None` for a folder and for a path that
/// is absolute, leads upwards, or is too long.
pub(super) fn plain_path(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let leads_out = name.starts_with('/') || parts.iter().any(|part| *part == ".." || part.contains(':'));
    let unsound = name.ends_with('/') || parts.is_empty() || name.len() > MAX_NAME;
    (!leads_out && !unsound && !name.contains(char::is_control)).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::package::zipped;
    use super::*;

    #[test]
    fn files_are_listed_by_name_and_unpacked() {
        let bytes = zipped(&[("一/甲.txt", "甲县"), ("一/", ""), ("../乙.txt", "乙"), ("丙\\丁.txt", "丁")]);
        assert_eq!(members(&bytes).unwrap(), ["一/甲.txt", "丙/丁.txt"]);
        assert_eq!(member(&bytes, "一/甲.txt").unwrap(), "甲县".as_bytes());
        assert_eq!(member(&bytes, "丙/丁.txt").unwrap(), "丁".as_bytes());
        assert_eq!(member(&bytes, "戊.txt"), Err(Reason::Missing));
    }

    /// Replaces a name of an archive by bytes of the same length, and its mark for UTF-8.
    fn renamed(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
        while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        bytes
    }

    #[test]
    fn names_in_gbk_are_decoded() {
        let bytes = renamed(zipped(&[("abcd.txt", "甲县")]), b"abcd", b"\xbc\xd7\xcf\xd8");
        assert_eq!(members(&bytes).unwrap(), ["甲县.txt"]);
        assert_eq!(member(&bytes, "甲县.txt").unwrap(), "甲县".as_bytes());
    }

    #[test]
    fn a_bomb_is_refused() {
        let zeros = "\0".repeat((SURE as usize) + 4096);
        assert_eq!(member(&zipped(&[("a.txt", &zeros)]), "a.txt"), Err(Reason::TooComplex));
    }

    #[test]
    fn broken_and_hostile_archives_end() {
        let whole = zipped(&[("一/甲.txt", "甲县的报告"), ("乙.txt", "乙县的报告")]);
        for end in 0..whole.len() {
            let _ = (members(&whole[..end]), member(&whole[..end], "一/甲.txt"));
        }
        for at in 0..whole.len() {
            for value in [0, 0xff, 0x80] {
                let mut changed = whole.clone();
                changed[at] = value;
                let _ = (members(&changed), member(&changed, "乙.txt"));
            }
        }
        for name in ["/etc/passwd", "C:/a.txt", "../a.txt", "a/../../b.txt", "\u{7}.txt", "", ".", "a//"] {
            assert_eq!(plain_path(name), None, "{name}");
        }
        assert_eq!(plain_path(&"长".repeat(1000)), None);
    }
}
