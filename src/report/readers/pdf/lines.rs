//! Lines of a page, put together from its glyphs: which stand on one line, where words and cells part.

use super::glyphs::{Glyph, PageGlyphs};

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its text; a tab where a wide gap parts two cells.
    pub(super) text: String,
    /// Its left end.
    pub(super) left: f64,
    /// Its right end.
    pub(super) right: f64,
    /// Its baseline's distance from the top of the page.
    pub(super) y: f64,
    /// The size of most of it.
    pub(super) size: f64,
    /// Whether it belongs to the page and not to the report.
    pub(super) furniture: bool,
}

/// A page's lines from top to bottom.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) height: f64,
}

/// Baselines this far apart, in ems, are still one line: raised numbers, mixed fonts.
const SAME_LINE: f64 = 0.4;
/// A gap this wide, in ems, parts Latin words.
const WORD_GAP: f64 = 0.2;
/// A gap this wide, in ems, parts cells.
const CELL_GAP: f64 = 1.8;
/// The same character again within this distance, in ems, is bold print, not a second character.
const OVERPRINT: f64 = 0.25;

/// Puts the page's lines together.
pub(super) fn page(page: PageGlyphs) -> Page {
    let mut glyphs = page.glyphs;
    // Stable: glyphs at one place keep their order.
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        let apart = row.last().is_some_and(|last| {
            let size = row
                .iter()
                .map(|glyph| glyph.size)
                .fold(glyph.size, f64::max)
                .min(last.size.max(glyph.size) * 1.5);
            glyph.y - last.y > SAME_LINE * size
        });
        if apart {
            lines.extend(line(std::mem::take(&mut row)));
        }
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
    let mut text = String::new();
    let mut end: Option<f64> = None;
    let mut previous: Option<&Glyph> = None;
    for glyph in &glyphs {
        let overprinted = previous.is_some_and(|previous| {
            previous.text == glyph.text && glyph.x - previous.x < OVERPRINT * glyph.size
        });
        if overprinted {
            continue;
        }
        let blank = glyph.text.trim().is_empty();
        if let (Some(end), false) = (end, blank) {
            let gap = (glyph.x - end) / glyph.size.max(1.0);
            if gap > CELL_GAP {
                text.truncate(text.trim_end().len());
                text.push('\t');
            } else if gap > WORD_GAP && parts_words(&text, &glyph.text) {
                text.push(' ');
            }
        }
        if !(blank && (text.is_empty() || text.ends_with(['\t', ' ']))) {
            text.push_str(&glyph.text);
        }
        if !blank {
            end = Some(end.unwrap_or(f64::MIN).max(glyph.x + glyph.width));
        }
        previous = Some(glyph);
    }
    let shown = |glyph: &&Glyph| !glyph.text.trim().is_empty();
    let left = glyphs.iter().find(shown)?.x;
    let text = text.trim().to_owned();
    Some(Line { text, left, right: end?, y: baseline, size, furniture: false })
}

/// A gap parts words where letters of a script with spaces stand on both sides.
fn parts_words(left: &str, right: &str) -> bool {
    let spaced = |character: char| !character.is_whitespace() && (character as u32) < 0x2000;
    left.chars().next_back().is_some_and(spaced) && right.chars().next().is_some_and(spaced)
}

/// The most frequent value, by weight, of values that differ by less than half a point.
pub(super) fn usual(values: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut counts: std::collections::BTreeMap<i64, (usize, f64)> = std::collections::BTreeMap::new();
    for (value, weight) in values {
        let entry = counts.entry((value * 2.0).round() as i64).or_insert((0, value));
        entry.0 += weight;
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
    fn bold_print_is_not_a_second_character() {
        let mut all = glyphs("报告", 50.0, 100.0, 10.0);
        all.extend(glyphs("报告", 50.4, 100.0, 10.0));
        all.extend(glyphs("好好", 90.0, 100.0, 10.0));
        assert_eq!(texts(all), ["报告\t好好"]);
    }
}
