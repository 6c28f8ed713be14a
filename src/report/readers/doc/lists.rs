//! Lists of a DOC ([MS-DOC] 2.9.131 to 2.9.150) and the labels of their paragraphs.

use std::collections::{HashMap, HashSet};

use super::file::{File, Part, bytes_at, entry, i32_at, u16_at, u32_at, utf16};
use crate::report::readers::lists::{Counters, Gap, Level, Piece};
use crate::report::readers::numerals::Numeral;

/// Maximum number of lists.
const MAX_LISTS: usize = 20_000;

/// The lists and their counters.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Levels by the list's id.
    levels: HashMap<i32, Vec<Level>>,
    uses: Vec<Use>,
    counters: Counters,
    begun: HashSet<(usize, usize)>,
}

/// A use of a list (LFO); paragraphs refer to these.
#[derive(Clone, Debug)]
struct Use {
    list: i32,
    starts: Vec<(usize, i64)>,
    /// Levels that override those of the list, if any.
    levels: Option<Vec<Level>>,
}

impl Lists {
    /// Reads the lists; from damaged data, those before the damage.
    pub(super) fn read(file: &File) -> Self {
        let mut lists = Self::default();
        let _ = lists.read_levels(file.part_from(Part::Lists));
        let _ = lists.read_uses(file.part(Part::ListOverrides));
        lists
    }

    /// Counts a paragraph on `level` of the use with this number, from 1; returns its label and the gap behind it.
    pub(super) fn label(&mut self, number: u16, level: u8) -> Option<(String, Gap)> {
        let index = usize::from(number).checked_sub(1)?;
        let used = self.uses.get(index)?;
        let levels = used.levels.as_ref().or_else(|| self.levels.get(&used.list))?;
        let level = usize::from(level);
        let gap = levels.get(level)?.gap;
        let key = u64::from(used.list.cast_unsigned());
        for (started, start) in used.starts.iter().filter(|(started, _)| *started == level) {
            if self.begun.insert((index, *started)) {
                self.counters.restart(key, *started, *start);
            }
        }
        Some((self.counters.next(key, levels, level), gap))
    }

    fn read_levels(&mut self, bytes: &[u8]) -> Option<()> {
        let count = usize::from(u16_at(bytes, 0)?).min(MAX_LISTS);
        let mut at = entry(2, count, 28, 0);
        for index in 0..count {
            let id = i32_at(bytes, entry(2, index, 28, 0))?;
            let simple = bytes.get(entry(2, index, 28, 26))? & 1 != 0;
            let mut levels = Vec::new();
            for _ in 0..if simple { 1 } else { 9 } {
                let (level, length) = read_level(bytes.get(at..)?)?;
                levels.push(level);
                at = at.saturating_add(length);
            }
            self.levels.insert(id, levels);
        }
        Some(())
    }

    fn read_uses(&mut self, bytes: &[u8]) -> Option<()> {
        let count = (u32_at(bytes, 0)? as usize).min(MAX_LISTS);
        let mut at = entry(4, count, 16, 0);
        for index in 0..count {
            let list = i32_at(bytes, entry(4, index, 16, 0))?;
            self.uses.push(Use { list, starts: Vec::new(), levels: None });
        }
        for (index, used) in self.uses.iter_mut().enumerate() {
            let changes = *bytes.get(entry(4, index, 16, 12))?;
            at = at.saturating_add(4);
            for _ in 0..changes {
                let (start, flags) = (i32_at(bytes, at)?, u32_at(bytes, at.saturating_add(4))?);
                at = at.saturating_add(8);
                let level = (flags & 0xf) as usize;
                if flags & 0x10 != 0 {
                    used.starts.push((level, i64::from(start)));
                }
                if flags & 0x20 != 0 {
                    let (own, length) = read_level(bytes.get(at..)?)?;
                    at = at.saturating_add(length);
                    let base = || self.levels.get(&used.list).cloned().unwrap_or_default();
                    let levels = used.levels.get_or_insert_with(base);
                    if let Some(level) = levels.get_mut(level) {
                        *level = own;
                    }
                }
            }
        }
        Some(())
    }
}

/// Reads a level; also returns its length in bytes.
fn read_level(bytes: &[u8]) -> Option<(Level, usize)> {
    let (start, code, flags) = (i32_at(bytes, 0)?, *bytes.get(4)?, *bytes.get(5)?);
    let gap = match bytes.get(15)? {
        1 => Gap::Space,
        2 => Gap::Nothing,
        _ => Gap::Tab,
    };
    let properties = usize::from(*bytes.get(24)?).saturating_add(usize::from(*bytes.get(25)?));
    let restart = usize::from(*bytes.get(26)?);
    let at = properties.saturating_add(28);
    let length = usize::from(u16_at(bytes, at)?).saturating_mul(2);
    let at = at.saturating_add(2);
    let units = utf16(bytes_at(bytes, at, length)?);
    let mut label = Vec::new();
    let mut plain = String::new();
    for character in char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')) {
        // Numbers of levels are stored in the text as the characters 0 to 8.
        if (character as u32) < 9 {
            if !plain.is_empty() {
                label.push(Piece::Text(std::mem::take(&mut plain)));
            }
            label.push(Piece::Number(character as usize));
        } else {
            plain.push(character);
        }
    }
    if !plain.is_empty() {
        label.push(Piece::Text(plain));
    }
    let level = Level {
        numeral: Numeral::from_legacy(code),
        start: i64::from(start),
        label,
        gap,
        legal: flags & 4 != 0,
        restart_after: (flags & 8 != 0).then_some(restart),
    };
    Some((level, at.saturating_add(length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_its_numeral_and_its_text() {
        let mut bytes = vec![0u8; 28];
        bytes[0] = 1;
        bytes[4] = 39;
        bytes[15] = 2;
        bytes[24] = 3;
        bytes.extend([7, 7, 7]);
        bytes.extend([3, 0]);
        bytes.extend("（\u{0}）".encode_utf16().flat_map(u16::to_le_bytes));
        let (level, length) = read_level(&bytes).unwrap();
        assert_eq!(length, bytes.len());
        assert_eq!((level.numeral, level.gap), (Numeral::ChineseThousand, Gap::Nothing));
        assert_eq!(level.label, [Piece::Text("（".into()), Piece::Number(0), Piece::Text("）".into())]);
        assert!(read_level(&bytes[..bytes.len() - 1]).is_none());
    }
}
