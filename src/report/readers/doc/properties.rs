//! Properties of paragraphs and characters: lists of changes (Prl, [MS-DOC] 2.2.5) on pages of 512 bytes (FKP).

use super::file::{File, Part, bytes_at, entry, u16_at, u32_at};

const PAGE: usize = 512;

/// Properties of a paragraph; `None` for those that are not set.
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own in the format")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Its style.
    pub(super) style: Option<u16>,
    /// Its outline level from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// The list it is in, from 1; 0 is none.
    pub(super) list: Option<u16>,
    /// Its level in the list, from 0.
    pub(super) level: Option<u8>,
    /// Whether it is in a table.
    pub(super) in_table: bool,
    /// Whether it ends a row.
    pub(super) ends_row: bool,
    /// Whether it ends a cell, or a row, of a table within a table.
    pub(super) ends_inner_cell: bool,
    /// Whether it is the end of a row of a table within a table.
    pub(super) ends_inner_row: bool,
}

impl Properties {
    /// Applies a list of changes.
    pub(super) fn apply(&mut self, changes: &[u8]) {
        for (code, operand) in Changes(changes) {
            let byte = operand.first().copied().unwrap_or(0);
            match code {
                0x4600 => self.style = u16_at(operand, 0),
                0x2640 => self.outline = Some(byte),
                0x460b => self.list = u16_at(operand, 0),
                0x260a => self.level = Some(byte),
                0x2416 => self.in_table = byte != 0,
                0x2417 => self.ends_row = byte != 0,
                0x244b => self.ends_inner_cell = byte != 0,
                0x244c => self.ends_inner_row = byte != 0,
                _ => {}
            }
        }
    }
}

/// Iterator over changes: code and operand of each.
struct Changes<'a>(&'a [u8]);

impl<'a> Iterator for Changes<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (code, rest) = self.0.split_first_chunk()?;
        let code = u16::from_le_bytes(*code);
        // The length of the operand is in the code's upper bits; operands of variable length begin with it.
        let (skipped, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == 0xd608 => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
            // Changed tab stops may exceed their length field: nothing behind them can be found.
            _ if code == 0xc615 && rest.first() == Some(&255) => return None,
            _ => (1, usize::from(*rest.first()?)),
        };
        let (operand, rest) = rest.get(skipped..)?.split_at_checked(length)?;
        self.0 = rest;
        Some((code, operand))
    }
}

/// Runs of bytes of the main stream with their properties, in order.
#[derive(Debug, Default)]
pub(super) struct Runs<T> {
    runs: Vec<(usize, usize, T)>,
}

impl<T> Runs<T> {
    /// Properties of the byte at an offset.
    pub(super) fn at(&self, offset: usize) -> Option<&T> {
        let index = self.runs.partition_point(|(start, _, _)| *start <= offset).checked_sub(1)?;
        let (_, end, known) = self.runs.get(index)?;
        (offset < *end).then_some(known)
    }

    /// Whether there are no runs.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    fn sorted(mut self) -> Self {
        self.runs.sort_by_key(|(start, _, _)| *start);
        self
    }
}

/// The paragraphs' properties.
pub(super) fn paragraphs(file: &File) -> Runs<Properties> {
    let mut runs = Runs { runs: Vec::new() };
    for_each_page(file, Part::Paragraphs, |page, start, end, index, count| {
        let place = place_at(page, entry(entry(4, count, 4, 0), index, 13, 0));
        let mut properties = Properties::default();
        if let Some(found) = paragraph_changes(page, place).filter(|_| place > 0) {
            properties.style = u16_at(found, 0);
            properties.apply(found.get(2..).unwrap_or(&[]));
        }
        runs.runs.push((start, end, properties));
    });
    runs.sorted()
}

fn paragraph_changes(page: &[u8], place: usize) -> Option<&[u8]> {
    let (length, rest) = page.get(place..)?.split_first()?;
    if *length == 0 {
        let (length, rest) = rest.split_first()?;
        rest.get(..usize::from(*length).saturating_mul(2))
    } else {
        // The length counts itself.
        rest.get(..usize::from(*length).saturating_mul(2).saturating_sub(1))
    }
}

/// The place of a run's changes on its page, in bytes, which is stored halved; 0 if it has none.
fn place_at(page: &[u8], at: usize) -> usize {
    page.get(at).copied().map_or(0, usize::from).saturating_mul(2)
}

/// Tracked changes, hidden text and symbols of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) hidden: bool,
    /// Index of the font.
    pub(super) font: Option<u16>,
    /// The symbol that stands for the character: index of its font, and its code.
    pub(super) symbol: Option<(u16, u16)>,
    /// Offset of the data of a form's field.
    pub(super) data: Option<u32>,
}

/// The runs of characters that are deleted, inserted, hidden, in a font of their own, or symbols.
pub(super) fn characters(file: &File) -> Runs<Characters> {
    let mut runs = Runs { runs: Vec::new() };
    for_each_page(file, Part::Characters, |page, start, end, index, count| {
        let place = place_at(page, entry(entry(4, count, 4, 0), index, 1, 0));
        let length = page.get(place).copied().map_or(0, usize::from);
        let changes = bytes_at(page, place.saturating_add(1), length).filter(|_| place > 0);
        let Some(changes) = changes else { return };
        let mut characters = Characters::default();
        for (code, operand) in Changes(changes) {
            let on = operand.first() == Some(&1);
            match code {
                0x0800 => characters.deleted = on,
                0x0801 => characters.inserted = on,
                0x083c => characters.hidden = on,
                0x4a4f => characters.font = u16_at(operand, 0),
                0x6a09 => characters.symbol = u16_at(operand, 0).zip(u16_at(operand, 2)),
                0x6a03 => characters.data = u32_at(operand, 0),
                _ => {}
            }
        }
        if characters != Characters::default() {
            runs.runs.push((start, end, characters));
        }
    });
    runs.sorted()
}

/// Calls back for each run on each page that the part lists: page, first byte, end, index of the run and number of
/// runs.
fn for_each_page(file: &File, part: Part, mut run: impl FnMut(&[u8], usize, usize, usize, usize)) {
    let list = file.part(part);
    let pages = list.len().saturating_sub(4) / 8;
    // At most one listing of a page for each page that the stream can hold, so that none is read over and over.
    for index in 0..pages.min(file.main.len() / PAGE) {
        let Some(number) = u32_at(list, entry(entry(4, pages, 4, 0), index, 4, 0)) else { return };
        let start = entry(0, (number & 0x003f_ffff) as usize, PAGE, 0);
        let Some(page) = bytes_at(&file.main, start, PAGE) else { continue };
        let count = page.last().copied().map_or(0, usize::from);
        for index in 0..count {
            let ends = (u32_at(page, entry(0, index, 4, 0)), u32_at(page, entry(0, index, 4, 4)));
            if let (Some(start), Some(end)) = ends {
                run(page, start as usize, end as usize, index, count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_walked_by_their_lengths() {
        let mut properties = Properties::default();
        properties.apply(&[
            0x03, 0x24, 1, // alignment, one byte
            0x0d, 0xc6, 2, 9, 9, // tab stops, as long as they say
            0x40, 0x26, 1, // outline level
            0x0b, 0x46, 3, 0, // list
            0x0a, 0x26, 2, // level
            0x16, 0x24, 1, // in a table
            0x49, 0x66, 1, 0, 0, 0, // depth, four bytes
            0x17, 0x24, 1, // end of a row
            0x00, 0x46, 5, // cut off
        ]);
        let expected = Properties {
            outline: Some(1),
            list: Some(3),
            level: Some(2),
            in_table: true,
            ends_row: true,
            ..Properties::default()
        };
        assert_eq!(properties, expected);
    }
}
