//! Assembles the lines of a page from its glyphs, with word spaces and cells.

use super::glyphs::{Glyph, PageGlyphs};

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its text, with a tab at each wide gap between cells.
    pub(super) text: String,
    /// Its left end.
    pub(super) left: f64,
    /// Its right end.
    pub(super) right: f64,
    /// Its baseline's distance from the top of the page.
    pub(super) y: f64,
    /// Font size of most of it.
    pub(super) size: f64,
    /// Left end, right end and text of each cell; one cell without a wide gap.
    pub(super) cells: Vec<Cell>,
    /// Whether it is page furniture.
    pub(super) furniture: bool,
}

/// A part of a line between wide gaps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
}

/// A page's lines from top to bottom.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) height: f64,
}

/// Maximum distance of baselines in one line, in ems: raised numbers, mixed fonts.
const SAME_LINE: f64 = 0.4;
/// Minimum gap between Latin words, in ems.
const WORD_GAP: f64 = 0.2;
/// Minimum gap between cells, in ems.
const CELL_GAP: f64 = 1.8;
/// Maximum distance, in ems, at which the same character drawn again is bold type and not a second character.
const OVERPRINT: f64 = 0.25;

/// Assembles the lines of a page.
pub(super) fn page(page: PageGlyphs) -> Page {
    let mut glyphs = page.glyphs;
    // The sort is stable: glyphs at one position keep their order.
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    // Largest size of the row: looking it up for each glyph would be quadratic on a hostile row.
    let mut largest = 0.0_f64;
    for glyph in glyphs {
        let apart = row.last().is_some_and(|last| {
            let size = largest.max(glyph.size).min(last.size.max(glyph.size) * 1.5);
            glyph.y - last.y > SAME_LINE * size
        });
        if apart {
            lines.extend(line(std::mem::take(&mut row)));
            largest = 0.0;
        }
        largest = largest.max(glyph.size);
        row.push(glyph);
    }
    lines.extend(line(row));
    Page { lines, height: page.height }
}

fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size =
        usual(glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).map(|glyph| (glyph.size, 1)))?;
    let baseline =
        usual(glyphs.iter().filter(|glyph| (glyph.size - size).abs() < 0.5).map(|glyph| (glyph.y, 1)))?;
    let mut cells: Vec<Cell> = Vec::new();
    // End of the last glyph, and end of the last one that is not a space.
    let (mut reach, mut end) = (f64::MIN, f64::MIN);
    let mut previous: Option<&Glyph> = None;
    for glyph in &glyphs {
        let overprinted = previous.is_some_and(|previous| {
            previous.text == glyph.text && glyph.x - previous.x < OVERPRINT * glyph.size
        });
        if overprinted {
            continue;
        }
        let blank = glyph.text.trim().is_empty();
        let right = glyph.x + glyph.width;
        match cells.last_mut() {
            // Spaces that fill a gap stay spaces; an unfilled gap separates cells.
            Some(cell) if blank || glyph.x - reach <= CELL_GAP * glyph.size => {
                if !blank && glyph.x - end > WORD_GAP * glyph.size && parts_words(&cell.text, &glyph.text) {
                    cell.text.push(' ');
                }
                if !(blank && cell.text.ends_with(' ')) {
                    cell.text.push_str(&glyph.text);
                }
                if !blank {
                    cell.right = cell.right.max(right);
                }
            }
            None if blank => {}
            _ => cells.push(Cell { left: glyph.x, right, text: glyph.text.clone() }),
        }
        reach = reach.max(right);
        if !blank {
            end = end.max(right);
        }
        previous = Some(glyph);
    }
    for cell in &mut cells {
        cell.text.truncate(cell.text.trim_end().len());
    }
    let (left, right) = (cells.first()?.left, cells.last()?.right);
    let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
    Some(Line { text, left, right, y: baseline, size, cells, furniture: false })
}

/// Whether a gap separates words: letters of a script with spaces are on both sides.
fn parts_words(left: &str, right: &str) -> bool {
    let spaced = |character: char| !character.is_whitespace() && (character as u32) < 0x2000;
    left.chars().next_back().is_some_and(spaced) && right.chars().next().is_some_and(spaced)
}

/// The most frequent value, by weight, of values that differ by less than half a point.
pub(super) fn usual(values: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut counts: std::collections::BTreeMap<i64, (usize, f64)> = std::collections::BTreeMap::new();
    for (value, weight) in values {
        let entry = counts.entry((value * 2.0).round() as i64).or_insert((0, value));
        entry.0 = entry.0.saturating_add(weight);
    }
    counts.into_values().rev().max_by_key(|(weight, _)| *weight).map(|(_, value)| value)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::report::readers::pdf) fn glyphs(text: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let mut at = x;
        let mut glyphs = Vec::new();
        for character in text.chars() {
            let width = if character.is_ascii() { size / 2.0 } else { size };
            glyphs.push(Glyph { text: character.to_string(), x: at, y, size, width });
            at += width;
        }
        glyphs
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        let lines = page(PageGlyphs { glyphs, height: 800.0, ..PageGlyphs::default() }).lines;
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn glyphs_on_one_baseline_are_a_line_whatever_their_order() {
        let mut all = glyphs("第二行", 50.0, 120.0, 10.0);
        all.extend(glyphs("后半", 80.0, 100.0, 10.0));
        all.extend(glyphs("前半句", 50.0, 101.0, 10.0));
        assert_eq!(texts(all), ["前半句后半", "第二行"]);
    }

    #[test]
    fn gaps_part_words_and_cells() {
        let mut all = glyphs("rule", 50.0, 100.0, 10.0);
        all.extend(glyphs("of", 74.0, 100.0, 10.0));
        all.extend(glyphs("法治", 88.0, 100.0, 10.0));
        all.extend(glyphs("政府", 113.0, 100.0, 10.0));
        all.extend(glyphs("12", 200.0, 100.0, 10.0));
        assert_eq!(texts(all), ["rule of法治政府\t12"]);
    }

    #[test]
    fn spaces_that_fill_a_gap_part_no_cells() {
        assert_eq!(
            texts(glyphs("一、\u{3000}\u{3000}\u{3000}总体 ", 50.0, 100.0, 10.0)),
            ["一、\u{3000}\u{3000}\u{3000}总体"]
        );
    }

    #[test]
    fn bold_print_is_not_a_second_character() {
        let mut all = glyphs("报告", 50.0, 100.0, 10.0);
        all.extend(glyphs("报告", 50.4, 100.0, 10.0));
        all.extend(glyphs("好好", 90.0, 100.0, 10.0));
        assert_eq!(texts(all), ["报告\t好好"]);
    }
}
