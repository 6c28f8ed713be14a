//! Packages, the ZIP archives of XML parts of DOCX and ODT: parts are found by name, unpacked within limits and
//! decoded.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use crate::report::Reason;

/// Maximum length of an unpacked part in bytes, counted while unpacking. The text of a report of a thousand pages has a
/// tenth of that.
pub(super) const MAX_PART: u64 = 64 << 20;

/// An opened package.
pub(super) struct Package<'a> {
    archive: Option<zip::ZipArchive<Cursor<&'a [u8]>>>,
    /// Index of each part by its name, see [`plain_name`].
    parts: HashMap<String, usize>,
    /// Parts that are in no archive.
    flat: HashMap<String, Vec<u8>>,
}

impl<'a> Package<'a> {
    /// Opens the package. A damaged directory of parts is [`Reason::Damaged`].
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Reason> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::Damaged)?;
        let name = |part: usize| Some((plain_name(&archive.name_for_index(part)?.ok()?), part));
        // Of several parts of one name the first counts, as in Word.
        let parts = (0..archive.len()).rev().filter_map(name).collect();
        Ok(Self { archive: Some(archive), parts, flat: HashMap::new() })
    }

    /// A package of parts that are in one file.
    pub(super) fn flat(parts: HashMap<String, Vec<u8>>) -> Self {
        let flat = parts.into_iter().map(|(name, part)| (plain_name(&name), part)).collect();
        Self { archive: None, parts: HashMap::new(), flat }
    }

    /// The bytes of a part by its name, without a leading slash; `None` if there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reason> {
        self.bytes_within(name, MAX_PART)
    }

    fn bytes_within(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Reason> {
        if let Some(part) = self.flat.get(&plain_name(name)) {
            return Ok(Some(part.clone()));
        }
        let Some(&part) = self.parts.get(&plain_name(name)) else { return Ok(None) };
        let Some(archive) = self.archive.as_mut() else { return Ok(None) };
        let entry = match archive.by_index(part) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(words)) if words.contains("assword") => {
                return Err(Reason::Encrypted);
            }
            Err(_) => return Err(Reason::Damaged),
        };
        let mut bytes = Vec::new();
        let read = entry.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(Reason::TooComplex);
        }
        // A part with a wrong checksum or a missing end still has a beginning that can be read.
        match read {
            Err(_) if bytes.is_empty() => Err(Reason::Damaged),
            _ => Ok(Some(bytes)),
        }
    }

    /// The text of an XML part, see [`xml_text`].
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Reason> {
        self.part_within(name, MAX_PART)
    }

    /// The text of an XML part of a limited length in bytes.
    pub(super) fn part_within(&mut self, name: &str, limit: u64) -> Result<Option<String>, Reason> {
        Ok(self.bytes_within(name, limit)?.map(|bytes| xml_text(&bytes)))
    }

    /// The names of the parts in the archive, as [`plain_name`] has them.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }
}

/// A part's name for look-ups: Windows programs write `\\` for `/`, and case does not count.
fn plain_name(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

/// An XML part as text: UTF-16 by its byte-order mark or its first two bytes, else the encoding in its declaration,
/// else UTF-8.
pub(super) fn xml_text(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => declared_encoding(bytes).unwrap_or(encoding_rs::UTF_8),
    };
    encoding.decode(bytes).0.into_owned()
}

/// The encoding in `<?xml … encoding="…"?>`, unless it has two bytes a character: those are detected from the bytes.
fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).into_owned();
    let declaration = head.split("?>").next().filter(|head| head.contains("<?xml"))?;
    let value = declaration.split("encoding=").nth(1)?;
    let name = value.get(1..)?.split(['"', '\'']).next()?;
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes())?;
    encoding.is_ascii_compatible().then_some(encoding)
}

/// Makes a package in memory, for tests.
#[cfg(test)]
pub(in crate::report) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_decoded_by_mark_and_by_declaration() {
        let utf16: Vec<u8> = "<a>县</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(xml_text(&utf16), "<a>县</a>");
        let mut marked = vec![0xfe, 0xff];
        marked.extend("<a>县</a>".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(xml_text(&marked), "<a>县</a>");
        let gbk = [b"<?xml version='1.0' encoding='GBK'?><a>".as_slice(), &[0xcf, 0xd8], b"</a>"].concat();
        assert!(xml_text(&gbk).ends_with("<a>县</a>"));
        assert_eq!(xml_text("<a>县</a>".as_bytes()), "<a>县</a>");
    }

    #[test]
    fn what_is_no_package_is_damaged_and_what_is_missing_is_none() {
        assert_eq!(Package::open(b"PK\x03\x04 and no more").err(), Some(Reason::Damaged));
        let bytes = zipped(&[("a.xml", "<a/>")]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.part("b.xml").unwrap(), None);
        assert_eq!(package.part("a.xml").unwrap().as_deref(), Some("<a/>"));
    }

    #[test]
    fn names_with_backslashes_are_found() {
        let bytes = zipped(&[("word\\Document.xml", "<a/>"), ("_rels/.rels", "<b/>")]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.part("word/document.xml").unwrap().as_deref(), Some("<a/>"));
        assert_eq!(package.part("_rels/.rels").unwrap().as_deref(), Some("<b/>"));
    }

    #[test]
    fn a_part_is_measured_while_it_is_unpacked() {
        let bytes = zipped(&[("a.xml", &" ".repeat(100_000))]);
        let mut package = Package::open(&bytes).unwrap();
        assert_eq!(package.bytes_within("a.xml", 99_999), Err(Reason::TooComplex));
        assert!(package.bytes_within("a.xml", 100_000).unwrap().is_some());
    }
}
