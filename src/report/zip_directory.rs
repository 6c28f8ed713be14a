//! The directory of a ZIP archive: names of its files, and an archive cut down to one of them. Reads lengths and offsets
//! only; unpacking is done by the readers, in a process of their own (`isolate`).

/// Length of the record at the end of the directory.
const END: usize = 22;
/// Maximum length of the comment behind it.
const MAX_COMMENT: usize = 1 << 16;
/// Length of a file's record in the directory without its name.
const RECORD: usize = 46;
/// Length of the header before a file's bytes without its name.
const HEADER: usize = 30;
/// Maximum number of files that are looked at.
const MAX_ENTRIES: usize = 20_000;

/// A file of an archive.
pub(super) struct Entry<'a> {
    /// Its name as stored.
    pub(super) name: &'a [u8],
    /// Its record in the directory.
    record: &'a [u8],
    /// Place of its header in the archive.
    header: usize,
}

/// The files of an archive; `None` if its directory is missing or damaged, or the archive is larger than 4 GB.
pub(super) fn entries(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let tail = bytes.len().saturating_sub(END + MAX_COMMENT);
    let end = tail + bytes[tail..].windows(4).rposition(|window| window == b"PK\x05\x06")?;
    bytes.get(end..end + END)?;
    let directory = end.checked_sub(four(bytes, end + 12)?)?;
    // Programs that unpack themselves stand before the archive; offsets do not count them.
    let start = directory.checked_sub(four(bytes, end + 16)?)?;
    let mut entries = Vec::new();
    let mut at = directory;
    while entries.len() < MAX_ENTRIES && bytes.get(at..)?.starts_with(b"PK\x01\x02") {
        let name = two(bytes, at + 28)?;
        let length = RECORD + name + two(bytes, at + 30)? + two(bytes, at + 32)?;
        let record = bytes.get(at..at + length)?;
        let header = start + four(record, 42)?;
        entries.push(Entry { name: record.get(RECORD..RECORD + name)?, record, header });
        at += length;
    }
    (!entries.is_empty()).then_some(entries)
}

impl Entry<'_> {
    /// An archive of this file alone; `None` if its lengths do not fit the archive.
    pub(super) fn alone(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let header = bytes.get(self.header..)?;
        if !header.starts_with(b"PK\x03\x04") {
            return None;
        }
        let length = HEADER + two(header, 26)? + two(header, 28)? + four(self.record, 20)?;
        let mut alone = header.get(..length)?.to_vec();
        let (before, after) = (self.record.get(..42)?, self.record.get(RECORD..)?);
        alone.extend([before, &[0; 4], after].concat());
        alone.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        for length in [self.record.len(), length] {
            alone.extend(u32::try_from(length).ok()?.to_le_bytes());
        }
        alone.extend([0; 2]);
        Some(alone)
    }
}

fn two(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)))
}

/// A number of four bytes; `None` for that which refers to a larger one elsewhere.
fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    (number != u32::MAX).then_some(number as usize)
}

#[cfg(test)]
mod tests {
    use super::super::readers::archive::member;
    use super::super::readers::zipped;
    use super::*;

    #[test]
    fn an_archive_of_one_file_has_that_file() {
        let whole = zipped(&[("一/甲.txt", "甲县"), ("空.txt", ""), ("乙.txt", &"乙县的报告".repeat(1000))]);
        for bytes in [whole.clone(), [b"MZ program".as_slice(), &whole].concat()] {
            let entries = entries(&bytes).unwrap();
            assert_eq!(entries.len(), 3);
            for entry in &entries {
                let name = std::str::from_utf8(entry.name).unwrap();
                let alone = entry.alone(&bytes).unwrap();
                assert_eq!(member(&alone, name), member(&whole, name));
                assert_eq!(super::entries(&alone).unwrap().len(), 1);
            }
        }
    }

    #[test]
    fn damaged_directories_end() {
        let whole = zipped(&[("甲.txt", "甲县"), ("乙.txt", "乙县")]);
        for at in 0..whole.len() {
            for value in [0, 0x7f, 0xff] {
                let mut changed = whole.clone();
                changed[at] = value;
                for entry in entries(&changed).unwrap_or_default() {
                    let _ = entry.alone(&changed);
                }
            }
            assert!(entries(&whole[..at]).is_none());
        }
    }
}
