//! The bundled TrueType font (OpenType 1.9, `cmap`, `glyf`, `hmtx`, `loca`): glyphs of characters, their widths, and the
//! font cut to the glyphs in use. A cut font keeps the numbers of its glyphs; those that are not in use are empty.

use std::collections::{BTreeMap, BTreeSet};

/// A font.
pub(super) struct Face {
    tables: BTreeMap<[u8; 4], &'static [u8]>,
    /// Units of an em.
    units: f64,
    /// Number of glyphs that have a width of their own.
    widths: usize,
    glyphs: usize,
    has_long_places: bool,
    characters: BTreeMap<char, u16>,
}

impl Face {
    /// Reads a font; `None` if it is none of the kind.
    pub(super) fn new(data: &'static [u8]) -> Option<Self> {
        let mut tables = BTreeMap::new();
        for number in 0..usize::from(word(data, 4)?) {
            let at = 12 + 16 * number;
            let (from, length) = (long(data, at + 8)? as usize, long(data, at + 12)? as usize);
            tables.insert(data.get(at..at + 4)?.try_into().ok()?, data.get(from..from.checked_add(length)?)?);
        }
        let table = |name: &[u8; 4]| tables.get(name).copied();
        let head = table(b"head")?;
        let face = Self {
            units: f64::from(word(head, 18)?),
            has_long_places: word(head, 50)? == 1,
            widths: usize::from(word(table(b"hhea")?, 34)?),
            glyphs: usize::from(word(table(b"maxp")?, 4)?),
            characters: characters(table(b"cmap")?)?,
            tables,
        };
        (face.units > 0.0 && face.widths > 0).then_some(face)
    }

    /// The glyph of a character; `None` if the font does not have it.
    pub(super) fn glyph(&self, character: char) -> Option<u16> {
        self.characters.get(&character).copied().filter(|glyph| *glyph != 0)
    }

    /// The width of a glyph in thousandths of an em.
    pub(super) fn width(&self, glyph: u16) -> f64 {
        let index = usize::from(glyph).min(self.widths - 1);
        let width = self.table(*b"hmtx").and_then(|widths| word(widths, index * 4));
        f64::from(width.unwrap_or(0)) * 1000.0 / self.units
    }

    fn table(&self, name: [u8; 4]) -> Option<&'static [u8]> {
        self.tables.get(&name).copied()
    }

    /// The bytes of a glyph's outline; empty for a blank.
    fn outline(&self, glyph: usize) -> &'static [u8] {
        let place = |index: usize| {
            let places = self.table(*b"loca")?;
            let at = if self.has_long_places {
                long(places, index * 4)? as usize
            } else {
                usize::from(word(places, index * 2)?) * 2
            };
            Some(at)
        };
        let outline = || self.table(*b"glyf")?.get(place(glyph)?..place(glyph + 1)?);
        outline().unwrap_or_default()
    }

    /// The glyphs that a composite glyph is made of.
    fn parts(&self, glyph: u16) -> Vec<u16> {
        let outline = self.outline(usize::from(glyph));
        let is_composite = word(outline, 0).is_some_and(|contours| contours >= 0x8000);
        let (mut parts, mut at) = (Vec::new(), 10);
        while let (true, Some(flags), Some(part)) = (is_composite, word(outline, at), word(outline, at + 2)) {
            parts.push(part);
            at += if flags & 1 == 0 { 6 } else { 8 };
            at += match flags {
                scale if scale & 0x8 != 0 => 2,
                scale if scale & 0x40 != 0 => 4,
                scale if scale & 0x80 != 0 => 8,
                _ => 0,
            };
            if flags & 0x20 == 0 {
                break;
            }
        }
        parts
    }

    /// The font with the outlines of these glyphs and their parts only. Linear in its number of glyphs.
    pub(super) fn cut(&self, used: impl Iterator<Item = u16>) -> Vec<u8> {
        let mut kept: BTreeSet<u16> = BTreeSet::from([0]);
        let mut open: Vec<u16> = used.collect();
        while let Some(glyph) = open.pop() {
            if kept.insert(glyph) {
                open.extend(self.parts(glyph));
            }
        }
        let (mut outlines, mut places) = (Vec::new(), Vec::new());
        for glyph in 0..self.glyphs {
            places.extend((outlines.len() as u32).to_be_bytes());
            if kept.contains(&(glyph as u16)) {
                outlines.extend_from_slice(self.outline(glyph));
                outlines.resize(outlines.len().next_multiple_of(4), 0);
            }
        }
        places.extend((outlines.len() as u32).to_be_bytes());
        let mut head = self.table(*b"head").unwrap_or_default().to_vec();
        if let Some(long) = head.get_mut(50..52) {
            long.copy_from_slice(&[0, 1]);
        }
        let same = [*b"cvt ", *b"fpgm", *b"hhea", *b"hmtx", *b"maxp", *b"prep"];
        let same = same.into_iter().filter_map(|name| Some((name, self.table(name)?.to_vec())));
        let new = [(*b"glyf", outlines), (*b"head", head), (*b"loca", places)];
        packed(&same.chain(new).collect())
    }
}

/// A font of these tables.
fn packed(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2() as u16;
    let range = 16 << power;
    let mut out = vec![0, 1, 0, 0];
    for number in [count, range, power, count * 16 - range] {
        out.extend(number.to_be_bytes());
    }
    let mut at = out.len() + 16 * tables.len();
    for (name, table) in tables {
        let sum = table.chunks(4).fold(0_u32, |sum, chunk| {
            let mut four = [0; 4];
            four[..chunk.len()].copy_from_slice(chunk);
            sum.wrapping_add(u32::from_be_bytes(four))
        });
        out.extend(name);
        for number in [sum, at as u32, table.len() as u32] {
            out.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// The characters of a font with their glyphs, from its table of all of Unicode, or of the basic plane.
fn characters(table: &[u8]) -> Option<BTreeMap<char, u16>> {
    let subtables = (0..usize::from(word(table, 2)?)).filter_map(|number| {
        let at = long(table, 4 + 8 * number + 4)? as usize;
        let subtable = table.get(at..)?;
        Some((word(subtable, 0)?, subtable))
    });
    let subtables: BTreeMap<u16, &[u8]> = subtables.collect();
    if let Some(groups) = subtables.get(&12) {
        let mut characters = BTreeMap::new();
        for number in 0..long(groups, 12)? as usize {
            let at = 16 + 12 * number;
            let (first, last, glyph) = (long(groups, at)?, long(groups, at + 4)?, long(groups, at + 8)?);
            let all = (first..=last)
                .zip(glyph..)
                .filter_map(|(code, glyph)| Some((char::from_u32(code)?, u16::try_from(glyph).ok()?)));
            characters.extend(all);
        }
        return Some(characters);
    }
    let segments = subtables.get(&4)?;
    let count = usize::from(word(segments, 6)?) / 2;
    let mut characters = BTreeMap::new();
    for number in 0..count {
        let of = |table: usize| word(segments, 14 + 2 * number + table);
        let (last, first) = (of(0)?, of(2 * count + 2)?);
        let (delta, offset) = (of(4 * count + 2)?, of(6 * count + 2)?);
        for code in first..=last {
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let at = 16 + 6 * count + 2 * number + usize::from(offset) + 2 * usize::from(code - first);
                word(segments, at).map_or(0, |glyph| if glyph == 0 { 0 } else { glyph.wrapping_add(delta) })
            };
            if let Some(character) = char::from_u32(u32::from(code)).filter(|_| code != 0xffff) {
                characters.insert(character, glyph);
            }
        }
    }
    Some(characters)
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_font_has_the_outlines_in_use_and_no_other() {
        let face = Face::new(crate::faces::regular()).unwrap();
        let of = |character| face.glyph(character).unwrap();
        assert!((face.width(of('报')) - 1000.0).abs() < 1.0);
        assert!(face.width(of('i')) < 400.0);
        assert_eq!(face.glyph('\u{2a6a5}'), None);
        let cut: &'static [u8] = face.cut("报告é".chars().map(of)).leak();
        assert!(cut.len() < 200_000, "{}", cut.len());
        // It has no table of characters; those are the whole font's.
        let outlines = |glyph: char| {
            let mut tables = BTreeMap::new();
            for number in 0..usize::from(word(cut, 4).unwrap()) {
                let at = 12 + 16 * number;
                let (from, length) =
                    (long(cut, at + 8).unwrap() as usize, long(cut, at + 12).unwrap() as usize);
                tables.insert(<[u8; 4]>::try_from(&cut[at..at + 4]).unwrap(), &cut[from..from + length]);
            }
            let place = |index| long(tables[b"loca"], index * 4).unwrap() as usize;
            let glyph = usize::from(of(glyph));
            tables[b"glyf"][place(glyph)..place(glyph + 1)].to_vec()
        };
        let whole = face.outline(usize::from(of('报')));
        assert!(outlines('报').starts_with(whole) && !whole.is_empty());
        assert!(outlines('县').is_empty());
    }
}
