//! The syntax of PDF (ISO 32000-1, 7): objects, strings, cross-references. Only what this program writes.

use std::fmt::Write as _;

use crate::export::escape::harmless;
use crate::review::Time;

/// Number of an object, from 1.
pub(in crate::export) type Id = u32;

/// Objects of a file, or those that are appended to one.
pub(in crate::export) struct Objects {
    bytes: Vec<u8>,
    /// Length of what precedes the bytes in the file.
    before: usize,
    /// Number, generation and byte position of each object.
    places: Vec<(Id, i32, usize)>,
    next: Id,
}

/// How the cross-references are written.
pub(in crate::export) enum References<'a> {
    /// A table with a trailer of these entries.
    Table(&'a str),
    /// A stream of these entries, for files whose last section is a stream.
    Stream(&'a str),
}

impl Objects {
    /// Objects behind `before` bytes, with numbers from `next`.
    pub(in crate::export) fn new(before: usize, next: Id) -> Self {
        Self { bytes: Vec::new(), before, places: Vec::new(), next }
    }

    /// A number for an object that is written later.
    pub(in crate::export) fn reserve(&mut self) -> Id {
        self.next = self.next.saturating_add(1);
        self.next.saturating_sub(1)
    }

    /// Bytes that are no object.
    pub(in crate::export) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes an object.
    pub(in crate::export) fn put(&mut self, id: Id, content: &str) {
        self.put_with(id, 0, content);
    }

    /// Writes an object with a generation, as an update of an existing one.
    pub(in crate::export) fn put_with(&mut self, id: Id, generation: i32, content: &str) {
        self.places.push((id, generation, self.before + self.bytes.len()));
        self.raw(format!("{id} {generation} obj\n{content}\nendobj\n").as_bytes());
    }

    /// Writes an object and returns its number.
    pub(in crate::export) fn add(&mut self, content: &str) -> Id {
        let id = self.reserve();
        self.put(id, content);
        id
    }

    /// Writes a stream; `entries` are those of its dictionary without its length.
    pub(in crate::export) fn put_stream(&mut self, id: Id, entries: &str, data: &[u8]) {
        self.places.push((id, 0, self.before + self.bytes.len()));
        self.raw(format!("{id} 0 obj\n<< {entries} /Length {} >>\nstream\n", data.len()).as_bytes());
        self.raw(data);
        self.raw(b"\nendstream\nendobj\n");
    }

    /// Writes a stream and returns its number.
    pub(in crate::export) fn add_stream(&mut self, entries: &str, data: &[u8]) -> Id {
        let id = self.reserve();
        self.put_stream(id, entries, data);
        id
    }

    /// Ends the file with its cross-references.
    pub(in crate::export) fn finished(mut self, references: &References<'_>) -> Vec<u8> {
        let start = match references {
            References::Table(entries) => {
                let start = self.before + self.bytes.len();
                let table = self.table();
                self.raw(table.as_bytes());
                self.raw(format!("trailer\n<< /Size {} {entries} >>\n", self.next).as_bytes());
                start
            }
            References::Stream(entries) => self.stream(entries),
        };
        self.raw(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        self.bytes
    }

    /// The objects in order, in stretches of consecutive numbers.
    fn stretches(&mut self) -> Vec<Vec<(Id, i32, usize)>> {
        self.places.sort_unstable();
        let follows = |a: &(Id, i32, usize), b: &(Id, i32, usize)| a.0.checked_add(1) == Some(b.0);
        self.places.chunk_by(follows).map(<[_]>::to_vec).collect()
    }

    fn table(&mut self) -> String {
        let mut table = String::from("xref\n");
        if self.before == 0 {
            table += "0 1\n0000000000 65535 f \n";
        }
        for stretch in self.stretches() {
            let _ = writeln!(table, "{} {}", stretch.first().map_or(0, |(id, ..)| *id), stretch.len());
            for (_, generation, at) in stretch {
                let _ = writeln!(table, "{at:010} {generation:05} n ");
            }
        }
        table
    }

    /// Writes a cross-reference stream and returns its position.
    fn stream(&mut self, entries: &str) -> usize {
        let id = self.reserve();
        let start = self.before + self.bytes.len();
        self.places.push((id, 0, start));
        let (mut index, mut data) = (String::new(), Vec::new());
        for stretch in self.stretches() {
            let _ = write!(index, "{} {} ", stretch.first().map_or(0, |(id, ..)| *id), stretch.len());
            for (_, generation, at) in stretch {
                data.push(1);
                data.extend((at as u64).to_be_bytes());
                data.extend((generation as u16).to_be_bytes());
            }
        }
        let entries =
            format!("/Type /XRef /Size {} /W [1 8 2] /Index [{}] {entries}", self.next, index.trim_end());
        let head = format!("{id} 0 obj\n<< {entries} /Length {} >>\nstream\n", data.len());
        self.raw(head.as_bytes());
        self.raw(&data);
        self.raw(b"\nendstream\nendobj\n");
        start
    }
}

/// A text string: UTF-16 with its mark, in hexadecimal digits.
pub(in crate::export) fn text(text: &str) -> String {
    let mut out = String::from("<FEFF");
    for unit in text.chars().map(harmless).collect::<String>().encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out + ">"
}

/// A date with its zone (ISO 32000-1, 7.9.4); `None` if the time is not valid.
pub(in crate::export) fn date(at: &Time) -> Option<String> {
    at.instant()?;
    let written = at.as_str();
    let digits: String = written.get(..19)?.chars().filter(char::is_ascii_digit).collect();
    let zone = written.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zone = match zone.get(..6) {
        Some(zone) if zone.starts_with(['+', '-']) => format!("{}'{}'", zone.get(..3)?, zone.get(4..)?),
        _ => "Z".to_owned(),
    };
    (digits.len() == 14).then(|| format!("(D:{digits}{zone})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_dates_as_the_format_writes_them() {
        assert_eq!(text("甲A\u{202e}"), "<FEFF75320041FFFD>");
        assert_eq!(
            date(&Time::from("2026-01-05T09:12:31+08:00")).as_deref(),
            Some("(D:20260105091231+08'00')")
        );
        assert_eq!(date(&Time::from("2026-01-05T01:12:31.5Z")).as_deref(), Some("(D:20260105011231Z)"));
        assert_eq!(date(&Time::from("gestern")), None);
    }

    #[test]
    fn references_lead_to_their_objects() {
        let mut objects = Objects::new(100, 7);
        let first = objects.add("<< >>");
        objects.put_with(3, 2, "<< /A 1 >>");
        let bytes = objects.finished(&References::Table("/Root 1 0 R /Prev 9"));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(first, 7);
        let expected = "xref\n3 1\n0000000121 00002 n \n7 1\n0000000100 00000 n \ntrailer\n<< /Size 8 /Root 1 0 R /Prev 9 >>\n";
        assert!(text.contains(expected), "{text}");
        assert_eq!(text.find("3 2 obj"), Some(21));
    }
}
