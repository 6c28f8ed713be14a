//! Pages that were read from pictures, as pages of positioned glyphs; and their lines found again in the blocks that the
//! layout made of them, so that each character's confidence and place on its page are known.

use std::collections::HashMap;

use super::layout::{Drawn, DrawnPage, MAX_RULES, rule};
use crate::report::extract::{
    Block, Doubt, Extracted, Place, Recognized, RecognizedLine, RecognizedPage, Warning,
};
use crate::report::{Reason, Role};
use crate::scans::{DOUBTFUL, Page, Picture};

/// Reads the picture of a page. Called with the number of pages that were read before, and of all that will be.
pub(in crate::report) type Look<'a> = dyn FnMut(Picture, usize, usize) -> Result<Page, Reason> + 'a;

/// Told that one more page was read, and how to assemble what was read so far.
pub(in crate::report) type Show<'a> = dyn FnMut(&dyn Fn() -> Extracted) + 'a;

/// Reads the pages of a document that are pictures.
pub(in crate::report) struct Looking<'a> {
    /// Reads one.
    pub(in crate::report) look: &'a mut Look<'a>,
    /// Told after each.
    pub(in crate::report) show: &'a mut Show<'a>,
}

/// Points in the short side of A4: the size that every scan is taken to have.
const SHORT_SIDE: f64 = 595.28;
/// Minimum length of a piece of a line that is looked for by itself.
const PIECE: usize = 2;

/// A page as the layout takes it.
pub(super) fn drawn(page: &Page, first_run: u32) -> DrawnPage {
    let scale = SHORT_SIDE / page.width.min(page.height).max(1.0);
    let glyphs = page.characters.iter().map(|character| Drawn {
        text: character.text.to_string(),
        x: character.x * scale,
        y: character.y * scale,
        ahead: (1.0, 0.0),
        size: character.size * scale,
        width: character.width * scale,
        pale: false,
        run: first_run.saturating_add(character.line),
    });
    let rules = page.rules.iter().filter_map(|line| {
        rule((line.from.0 * scale, line.from.1 * scale), (line.to.0 * scale, line.to.1 * scale))
    });
    DrawnPage {
        glyphs: glyphs.collect(),
        rules: rules.take(MAX_RULES).collect(),
        aside: Vec::new(),
        width: page.width * scale,
        height: page.height * scale,
    }
}

/// The extracted document with what was read on pictures of its pages, by their numbers.
pub(super) fn with(mut extracted: Extracted, pages: &[(u32, Page)]) -> Extracted {
    if !pages.is_empty() {
        let found = recognized(&extracted.blocks, pages);
        let (pages, confidence) = (u32::try_from(pages.len()).unwrap_or(u32::MAX), found.confidence);
        extracted.warnings.insert(0, Warning::ReadByMachine { pages, confidence });
        extracted.recognized = Some(found);
    }
    extracted
}

/// What a program read on pages, by their numbers, with its lines placed in the blocks.
fn recognized(blocks: &[Block], pages: &[(u32, Page)]) -> Recognized {
    let mut text = text_of(blocks);
    let mut found = Recognized::default();
    let (mut sum, mut number) = (0.0_f64, 0_usize);
    for (page_number, page) in pages {
        found.pages.push(RecognizedPage {
            page: *page_number,
            quarters: (page.quarters % 4) as u8,
            skew: (page.skew * 10_000.0) as i16,
        });
        sum += page.characters.iter().map(|character| f64::from(character.confidence)).sum::<f64>();
        number = number.saturating_add(page.characters.len());
        for line in page.characters.chunk_by(|a, b| a.line == b.line) {
            let visible: Vec<_> = line.iter().filter(|character| !character.text.is_whitespace()).collect();
            let characters: Vec<char> = visible.iter().map(|character| character.text).collect();
            let places = text.find(&characters, *page_number);
            let mean = visible.iter().map(|character| f64::from(character.confidence)).sum::<f64>()
                / visible.len().max(1) as f64;
            let doubtful = visible.iter().zip(&places).filter(|(read, _)| read.confidence < DOUBTFUL);
            let doubts = doubtful.filter_map(|(read, place)| {
                let (block, at) = (*place)?;
                let place = Place { start: (block, at), end: (block, at.saturating_add(1)) };
                Some(Doubt { place, confidence: thousandths(f64::from(read.confidence)) })
            });
            let doubts = doubts.collect();
            let (Some(start), Some(end)) =
                (places.iter().flatten().min().copied(), places.iter().flatten().max().copied())
            else {
                continue;
            };
            let place = Place { start, end: (end.0, end.1.saturating_add(1)) };
            let area = area(line, page);
            found.lines.push(RecognizedLine {
                page: *page_number,
                place,
                area,
                confidence: thousandths(mean),
                doubts,
            });
        }
    }
    found.characters = number;
    found.confidence = thousandths(sum / number.max(1) as f64);
    found
}

fn thousandths(share: f64) -> u16 {
    (share * 1000.0).clamp(0.0, 1000.0) as u16
}

/// The box of a line: left, top, right and bottom in ten-thousandths of the upright page's width and height.
fn area(line: &[crate::scans::Character], page: &Page) -> [u16; 4] {
    let share = |length: f64, whole: f64| (length / whole.max(1.0) * 10_000.0).clamp(0.0, 10_000.0) as u16;
    let left = line.iter().map(|character| character.x).fold(f64::INFINITY, f64::min);
    let right = line.iter().map(|character| character.x + character.width).fold(f64::NEG_INFINITY, f64::max);
    let top = line.iter().map(|character| character.y - character.size).fold(f64::INFINITY, f64::min);
    let bottom = line.iter().map(|read| read.y + 0.3 * read.size).fold(f64::NEG_INFINITY, f64::max);
    [share(left, page.width), share(top, page.height), share(right, page.width), share(bottom, page.height)]
}

/// The visible characters of a text, each with its place, among which lines of pages are found again.
pub(in crate::report) struct Text<Place> {
    characters: Vec<char>,
    places: Vec<Place>,
    pages: Vec<u32>,
    /// The first and the last character of each page.
    ends: HashMap<u32, (usize, usize)>,
    taken: Vec<bool>,
}

/// The characters of blocks that are in the text, by block and position.
fn text_of(blocks: &[Block]) -> Text<(usize, usize)> {
    let mut text = Text::default();
    let report = blocks.iter().enumerate().filter(|(_, block)| block.role != Role::Furniture);
    for (index, block) in report {
        text.add(&block.text, block.page.unwrap_or(0), |at| (index, at));
    }
    text
}

impl<Place> Default for Text<Place> {
    fn default() -> Self {
        let (characters, places, pages, taken) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { characters, places, pages, ends: HashMap::new(), taken }
    }
}

impl<Place: Copy> Text<Place> {
    /// Adds a text that begins on a page. `place` is asked for each position in it.
    pub(in crate::report) fn add(&mut self, text: &str, page: u32, place: impl Fn(usize) -> Place) {
        for (at, character) in text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
            let number = self.characters.len();
            self.ends.entry(page).or_insert((number, number)).1 = number;
            self.characters.push(character);
            self.places.push(place(at));
            self.pages.push(page);
            self.taken.push(false);
        }
    }

    /// The place of each character of a line that stands on a page; `None` for those that are not in the text. A paragraph
    /// may have begun on the page before.
    pub(in crate::report) fn find(&mut self, line: &[char], page: u32) -> Vec<Option<Place>> {
        let mut found = Vec::with_capacity(line.len());
        let mut rest = line;
        while !rest.is_empty() {
            let longest = (PIECE.min(line.len())..=rest.len()).rev();
            let piece = longest.filter(|length| *length == rest.len() || *length <= 40).find_map(|length| {
                let part = rest.get(..length)?;
                Some((length, self.position(part, page)?))
            });
            let length = if let Some((length, start)) = piece {
                for at in start..start.saturating_add(length) {
                    found.push(self.places.get(at).copied());
                    if let Some(taken) = self.taken.get_mut(at) {
                        *taken = true;
                    }
                }
                length
            } else {
                found.push(None);
                1
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        found
    }

    /// Where a piece stands on a page or in a paragraph that began on the one before, not taken by another line.
    fn position(&self, part: &[char], page: u32) -> Option<usize> {
        let near =
            |at: usize| self.pages.get(at).is_some_and(|own| *own == page || own.saturating_add(1) == page);
        let pages = [Some(page), page.checked_sub(1)].into_iter().flatten();
        let ends = pages.filter_map(|page| self.ends.get(&page).copied());
        let (first, last) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
        let end = last.saturating_add(part.len()).min(self.characters.len());
        let windows = (first..).zip(self.characters.get(first..end)?.windows(part.len()));
        let mut matching = windows.filter(|(at, window)| {
            near(*at)
                && *window == part
                && self
                    .taken
                    .get(*at..at.saturating_add(part.len()))
                    .is_some_and(|taken| !taken.iter().any(|taken| *taken))
        });
        matching.next().map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scans::Character;

    fn read(text: &str, line: u32, confidences: &[f32]) -> Vec<Character> {
        let one = |(at, text): (usize, char)| Character {
            text,
            x: 100.0 + 20.0 * at as f64,
            y: 100.0 + 30.0 * f64::from(line),
            width: 20.0,
            size: 20.0,
            line,
            confidence: confidences.get(at).copied().unwrap_or(1.0),
        };
        text.chars().enumerate().map(one).collect()
    }

    fn block(text: &str, page: u32, role: Role) -> Block {
        Block { text: text.to_owned(), role, page: Some(page) }
    }

    #[test]
    fn doubtful_characters_are_found_in_the_blocks() {
        let characters = [
            read("全县办结案", 0, &[1.0, 0.5]),
            read("件。", 1, &[]),
            read("全县办结案", 2, &[1.0, 1.0, 1.0, 1.0, 0.8]),
            read("—2—", 3, &[0.2]),
        ];
        let page = Page { characters: characters.concat(), width: 1000.0, height: 2000.0, ..Page::default() };
        let blocks = [
            block("　　全县办结案件。", 1, Role::Paragraph),
            block("—2—", 1, Role::Furniture),
            block("全县\t办结案", 1, Role::Row),
        ];
        let found = recognized(&blocks, &[(1, page)]);
        let doubts: Vec<_> =
            found.lines.iter().flat_map(|line| &line.doubts).map(|doubt| doubt.place.start).collect();
        assert_eq!(doubts, [(0, 3), (2, 5)]);
        assert_eq!(found.lines.len(), 3, "the page number is not in the text");
        assert_eq!(found.lines[1].place, Place { start: (0, 7), end: (0, 9) });
        assert_eq!(found.lines[0].area, [1000, 400, 2000, 530]);
        assert_eq!(found.lines[0].confidence, 900);
        assert_eq!(found.characters, 15);
    }

    #[test]
    fn a_line_of_several_cells_is_found_in_pieces() {
        let page =
            Page {
                characters: read("任务甲单位乙", 0, &[]), width: 1.0, height: 1.0, ..Page::default()
            };
        let blocks = [block("任务甲续行\t单位乙续", 1, Role::Row)];
        let found = recognized(&blocks, &[(1, page)]);
        assert_eq!(found.lines[0].place, Place { start: (0, 0), end: (0, 9) });
    }
}
