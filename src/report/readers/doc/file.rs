//! The file's header and its text: offsets in the streams (the FIB, [MS-DOC] 2.5), and the pieces of the text, which
//! are in the document's order and not in the file's.

use crate::report::Reason;

/// Version number of Word 97 (`nFib`); earlier versions have another layout.
const WORD_97: u16 = 0xc1;
/// Offset of the pairs of offset and length (`FibRgFcLcb`) in the header, in bytes.
const PAIRS: usize = 154;

/// A part of the table stream, by the index of its pair in the header.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// An opened document.
pub(super) struct File {
    pub(super) main: Vec<u8>,
    pub(super) table: Vec<u8>,
    /// The stream with the properties of form fields; empty if there is none.
    pub(super) data: Vec<u8>,
    /// UTF-16 units of all texts of the document, concatenated.
    pub(super) units: Vec<u16>,
    pieces: Vec<Piece>,
}

/// A piece of the text that is contiguous in the file.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Its first unit in the text.
    start: usize,
    /// Its first byte in the main stream.
    offset: usize,
    /// Bytes for each unit: one or two.
    width: usize,
}

/// The document's texts, as ranges of units: those of the body, of footnotes, endnotes and text boxes.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    pub(super) body: std::ops::Range<usize>,
    pub(super) footnotes: std::ops::Range<usize>,
    pub(super) endnotes: std::ops::Range<usize>,
    pub(super) boxes: std::ops::Range<usize>,
}

impl File {
    /// Name of the stream with the tables. Also rejects encrypted documents and older versions.
    pub(super) fn table_name(main: &[u8]) -> Result<&'static str, Reason> {
        let (mark, version, flags) = (u16_at(main, 0), u16_at(main, 2), u16_at(main, 10));
        match (mark, version) {
            (Some(0xa5ec), Some(version)) if version >= WORD_97 => {}
            (Some(0xa5ec | 0xa5dc), Some(_)) => return Err(Reason::TooOld),
            _ => return Err(Reason::Damaged),
        }
        let flags = flags.ok_or(Reason::Damaged)?;
        if flags & 0x0100 != 0 {
            return Err(Reason::Encrypted);
        }
        Ok(if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" })
    }

    /// Assembles the text.
    pub(super) fn new(main: Vec<u8>, table: Vec<u8>, data: Vec<u8>) -> Result<Self, Reason> {
        let mut file = Self { main, table, data, units: Vec::new(), pieces: Vec::new() };
        file.read_pieces()?;
        Ok(file)
    }

    /// A part of the table stream; empty if it is missing or exceeds the stream.
    pub(super) fn part(&self, part: Part) -> &[u8] {
        let length = u32_at(&self.main, entry(PAIRS, part as usize, 8, 4)).unwrap_or(0) as usize;
        self.part_from(part).get(..length).unwrap_or(&[])
    }

    /// The table stream from the beginning of a part on.
    pub(super) fn part_from(&self, part: Part) -> &[u8] {
        let length = u32_at(&self.main, entry(PAIRS, part as usize, 8, 4)).unwrap_or(0);
        let offset = u32_at(&self.main, entry(PAIRS, part as usize, 8, 0)).filter(|_| length > 0);
        offset.and_then(|offset| self.table.get(offset as usize..)).unwrap_or(&[])
    }

    /// Ranges of the texts among the units.
    pub(super) fn texts(&self) -> Texts {
        let length = |index: usize| u32_at(&self.main, entry(76, index, 4, 0)).unwrap_or(0) as usize;
        let mut end = 0usize;
        let mut next = |length: usize| {
            let start = end;
            end = end.saturating_add(length).min(self.units.len());
            start.min(end)..end
        };
        let (body, footnotes) = (next(length(0)), next(length(1)));
        let (_headers, _macros, _comments) = (next(length(2)), next(length(3)), next(length(4)));
        let (endnotes, boxes) = (next(length(5)), next(length(6)));
        Texts { body, footnotes, endnotes, boxes }
    }

    /// Offset in the main stream of a unit.
    pub(super) fn offset_of(&self, unit: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.start <= unit);
        let piece = index.checked_sub(1).and_then(|index| self.pieces.get(index));
        piece.map_or(0, |piece| entry(piece.offset, unit.saturating_sub(piece.start), piece.width, 0))
    }

    fn read_pieces(&mut self) -> Result<(), Reason> {
        let table = piece_table(self.part(Part::Pieces)).ok_or(Reason::Damaged)?;
        let count = table.len().saturating_sub(4) / 12;
        let (mut units, mut pieces) = (Vec::new(), Vec::new());
        for index in 0..count {
            let ends = u32_at(table, entry(0, index, 4, 0)).zip(u32_at(table, entry(0, index, 4, 4)));
            // The descriptors follow the ends, of which there is one more.
            let place = u32_at(table, entry(entry(4, count, 4, 0), index, 8, 2));
            let (Some((start, end)), Some(place)) = (ends, place) else { break };
            let (start, end) = (start as usize, end as usize);
            if start != units.len() || end < start {
                break;
            }
            let narrow = place & 0x4000_0000 != 0;
            let place = (place & 0x3fff_ffff) as usize;
            let (offset, width) = if narrow { (place / 2, 1) } else { (place, 2) };
            // The text cannot be longer than the file: pieces that share bytes would multiply it.
            if end > self.main.len() {
                return Err(Reason::TooComplex);
            }
            let stop = entry(offset, end.saturating_sub(start), width, 0).min(self.main.len());
            let bytes = self.main.get(offset..stop).unwrap_or(&[]);
            pieces.push(Piece { start, offset, width });
            if narrow {
                units.extend(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.encode_utf16());
            } else {
                units.extend(utf16(bytes));
            }
        }
        (self.units, self.pieces) = (units, pieces);
        if self.pieces.is_empty() { Err(Reason::Damaged) } else { Ok(()) }
    }
}

/// The piece table, behind the property changes left by quick saves ([MS-DOC] 2.9.38).
fn piece_table(mut pieces: &[u8]) -> Option<&[u8]> {
    loop {
        match pieces.first()? {
            1 => {
                let length = u16_at(pieces, 1)? as usize;
                pieces = pieces.get(length.checked_add(3)?..)?;
            }
            2 => {
                let length = u32_at(pieces, 1)? as usize;
                let rest = pieces.get(5..)?;
                return Some(rest.get(..length).unwrap_or(rest));
            }
            _ => return None,
        }
    }
}

/// Offset of a field in an array: `start` of the array, `index` of the entry, `size` of an entry in bytes, and `offset`
/// of the field in its entry. Saturates, which is beyond the end of any stream.
pub(super) const fn entry(start: usize, index: usize, size: usize, offset: usize) -> usize {
    start.saturating_add(index.saturating_mul(size)).saturating_add(offset)
}

/// The `length` bytes at an offset, if all of them are there.
pub(super) fn bytes_at(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..)?.get(..length)
}

/// The UTF-16 units of these bytes; an odd byte at the end is ignored.
pub(super) fn utf16(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit))
}

/// The unsigned number of two bytes at an offset.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// The unsigned number of four bytes at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The signed number of four bytes at an offset.
pub(super) fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    u32_at(bytes, at).map(u32::cast_signed)
}
