//! Assembles lines from glyphs, with word spaces and cells.

use super::Glyph;
use crate::report::readers::comments::{is_mark, marks_of};
use crate::report::readers::paragraph::needs_space;

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
    /// Whether it is a whole row of a table, whose text separates the cells by tabs.
    pub(super) row: bool,
    /// Number of the column that it is set in, from 1; `None` across the page.
    pub(super) column: Option<usize>,
}

/// A part of a line between wide gaps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
}

/// A page's lines in reading order.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    /// Texts that are kept beside the report.
    pub(super) aside: Vec<String>,
    pub(super) height: f64,
}

/// Maximum distance of baselines in one line, in ems: raised numbers, mixed fonts.
const SAME_LINE: f64 = 0.4;
/// Minimum gap between Latin words, in ems.
const WORD_GAP: f64 = 0.2;
/// Minimum gap between cells, in ems.
const CELL_GAP: f64 = 1.8;
/// Maximum gap between spaced-out characters, in ems, and maximum ratio of two such gaps.
const SPACED_OUT: f64 = 6.0;
const EVEN: f64 = 1.3;
/// Maximum height of raised characters above the baseline, in ems, and maximum ratio of their size to the line's.
const RAISED: f64 = 0.75;
const SMALL: f64 = 0.8;
/// Maximum distance, in ems, at which the same character drawn again is bold type and not a second character.
const OVERPRINT: f64 = 0.25;
/// The glyphs of each baseline, from top to bottom.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    // The sort is stable: glyphs at one position keep their order.
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    // Largest size of the row: looking it up for each glyph would be quadratic on a hostile row.
    let mut largest = 0.0_f64;
    for glyph in glyphs {
        let apart = row.last().is_some_and(|last| {
            let size = largest.max(glyph.size).min(last.size.max(glyph.size) * 1.5);
            glyph.y - last.y > SAME_LINE * size
        });
        if apart {
            rows.push(std::mem::take(&mut row));
            largest = 0.0;
        }
        largest = largest.max(glyph.size);
        row.push(glyph);
    }
    if !row.is_empty() {
        rows.push(row);
    }
    with_raised(rows)
}

/// Joins rows of small glyphs to the row just below, between whose glyphs they are raised. Glyphs above others, such as
/// a gloss, stay a row.
fn with_raised(rows: Vec<Vec<Glyph>>) -> Vec<Vec<Glyph>> {
    let largest = |row: &[Glyph]| row.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let mut joined: Vec<Vec<Glyph>> = Vec::with_capacity(rows.len());
    for mut row in rows {
        let size = largest(&row);
        let raised = joined.last().is_some_and(|above| {
            let near = above.last().zip(row.first()).is_some_and(|(a, b)| b.y - a.y < RAISED * size);
            let few = above.len() <= 16 && above.len() < row.len();
            let beside = |glyph: &Glyph| {
                let middle = glyph.x + glyph.width / 2.0;
                glyph.text.trim().is_empty()
                    || !row.iter().any(|other| {
                        !other.text.trim().is_empty() && other.x < middle && middle < other.x + other.width
                    })
            };
            near && few && largest(above) < SMALL * size && above.iter().all(beside)
        });
        if raised && let Some(mut above) = joined.pop() {
            above.append(&mut row);
            row = above;
        }
        joined.push(row);
    }
    joined
}

/// A raised digit as a character of its own, so that it is no digit of the number before it.
fn raised_digits(text: &str) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised =
        |character: char| character.to_digit(10).and_then(|digit| digits.get(digit as usize)).copied();
    text.chars().map(|character| raised(character).unwrap_or(character)).collect()
}

/// The line of a baseline's glyphs; `None` without visible glyphs.
pub(super) fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size =
        usual(glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).map(|glyph| (glyph.size, 1)))?;
    let baseline =
        usual(glyphs.iter().filter(|glyph| (glyph.size - size).abs() < 0.5).map(|glyph| (glyph.y, 1)))?;
    for glyph in &mut glyphs {
        if glyph.size < SMALL * size && baseline - glyph.y > 0.2 * size {
            glyph.text = raised_digits(&glyph.text);
        }
    }
    let spaced = spaced_out(&glyphs);
    let mut cells: Vec<Cell> = Vec::new();
    // End of the last glyph, and end of the last one that is not a space.
    let (mut reach, mut end) = (f64::MIN, f64::MIN);
    let mut previous: Option<&Glyph> = None;
    for (glyph, spaced) in glyphs.iter().zip(spaced) {
        let overprinted = previous.is_some_and(|previous| {
            is_same(&previous.text, &glyph.text) && glyph.x - previous.x < OVERPRINT * glyph.size
        });
        if overprinted {
            if let Some(cell) = cells.last_mut() {
                cell.text.extend(marks_of(&glyph.text));
            }
            continue;
        }
        let blank = glyph.text.trim().is_empty();
        let right = glyph.x + glyph.width;
        match cells.last_mut() {
            // Spaces that fill a gap stay spaces; an unfilled gap separates cells.
            Some(cell) if blank || spaced || glyph.x - reach <= CELL_GAP * glyph.size => {
                let gap = glyph.x - end > WORD_GAP * glyph.size;
                if !blank && !spaced && gap && parts_words(&cell.text, &glyph.text) {
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
    Some(Line { text, left, right, y: baseline, size, cells, furniture: false, row: false, column: None })
}

/// For each glyph whether it follows the one before as the next character of a word that is spaced out: between three
/// or more characters, or two alone in the line, are gaps of one width.
fn spaced_out(glyphs: &[Glyph]) -> Vec<bool> {
    let han = |glyph: &Glyph| glyph.text.chars().all(|character| character as u32 >= 0x2e80);
    // The gap between two glyphs, if it can be one inside a word.
    let gap = |pair: &[Glyph]| {
        let [left, right] = pair else { return None };
        let gap = right.x - left.x - left.width;
        let size = left.size.max(right.size);
        let same = (left.size - right.size).abs() < 0.5;
        let both_han = han(left) && han(right) && (0.3 * size..SPACED_OUT * size).contains(&gap);
        let both_latin = !han(left) && !han(right) && (WORD_GAP * size..size).contains(&gap);
        let visible = pair.iter().all(|glyph| !glyph.text.trim().is_empty());
        (same && visible && (both_han || both_latin)).then_some(gap)
    };
    let gaps: Vec<Option<f64>> = glyphs.windows(2).map(gap).collect();
    let even = |a: &Option<f64>, b: &Option<f64>| match (a, b) {
        (Some(a), Some(b)) => a.max(*b) <= a.min(*b) * EVEN,
        (None, None) => true,
        _ => false,
    };
    let two = |group: &[Option<f64>]| {
        let [Some(gap)] = group else { return false };
        let [first, _] = glyphs else { return false };
        han(first) && *gap > CELL_GAP * first.size
    };
    let joins = gaps.chunk_by(even).flat_map(|group| {
        let word = group.iter().all(Option::is_some) && (group.len() >= 2 || two(group));
        std::iter::repeat_n(word, group.len())
    });
    std::iter::once(false).chain(joins).take(glyphs.len()).collect()
}

/// A row of a table as a line; `None` if all of its cells are empty.
pub(super) fn row_line(cells: Vec<Cell>, y: f64, size: f64, column: Option<usize>) -> Option<Line> {
    let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
    let text = text.trim_end().to_owned();
    let filled = || cells.iter().filter(|cell| !cell.text.is_empty());
    let left = filled().map(|cell| cell.left).reduce(f64::min)?;
    let right = filled().map(|cell| cell.right).reduce(f64::max)?;
    Some(Line { text, left, right, y, size, cells, furniture: false, row: true, column })
}

/// Appends a line of the same text, with a space between Latin words.
pub(super) fn append(text: &mut String, line: &str) {
    if needs_space(text, line) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a gap separates words: letters of a script with spaces are on both sides.
fn parts_words(left: &str, right: &str) -> bool {
    let spaced = |character: char| !character.is_whitespace() && (character as u32) < 0x2000;
    let end = left.chars().rev().find(|character| !is_mark(*character));
    end.is_some_and(spaced) && right.chars().find(|character| !is_mark(*character)).is_some_and(spaced)
}

/// Whether two texts are equal without the marks of comments.
fn is_same(left: &str, right: &str) -> bool {
    let bare = |text| str::chars(text).filter(|character| !is_mark(*character));
    bare(left).eq(bare(right))
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

    pub(in crate::report::readers::layout) fn glyphs(text: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let mut at = x;
        let mut glyphs = Vec::new();
        for character in text.chars() {
            let width = if character.is_ascii() { size / 2.0 } else { size };
            glyphs.push(Glyph { text: character.to_string(), x: at, y, size, width, pale: false, run: 0 });
            at += width;
        }
        glyphs
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        rows(glyphs).into_iter().filter_map(line).map(|line| line.text).collect()
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

    #[test]
    fn marks_of_comments_change_no_line() {
        use crate::report::readers::comments::{Edge, mark};
        let mut all = glyphs("报告rule", 50.0, 100.0, 10.0);
        all.extend(glyphs("报告", 50.4, 100.0, 10.0));
        all.extend(glyphs("of", 94.0, 100.0, 10.0));
        all[1].text.push_str(&mark(Edge::StartBefore, 3));
        all[5].text.insert_str(0, &mark(Edge::EndBehind, 3));
        all[7].text.insert_str(0, &mark(Edge::EndBehind, 4));
        let [text] = &texts(all)[..] else { panic!("one line") };
        let bare: String = text.chars().filter(|character| !is_mark(*character)).collect();
        assert_eq!(bare, "报告rule of");
    }

    #[test]
    fn spaced_out_characters_are_one_word() {
        let spaced = |text: &str, y: f64, size: f64, step: f64| -> Vec<Glyph> {
            let one = |(index, character): (usize, char)| {
                glyphs(&character.to_string(), 50.0 + index as f64 * step, y, size)
            };
            text.chars().enumerate().flat_map(one).collect()
        };
        let mut all = spaced("工作报告", 100.0, 10.0, 35.0);
        all.extend(spaced("通知", 130.0, 20.0, 80.0));
        all.extend(spaced("2024", 160.0, 10.0, 8.0));
        all.extend(spaced("全县概况", 190.0, 10.0, 15.0));
        assert_eq!(texts(all), ["工作报告", "通知", "2024", "全县概况"]);
    }

    #[test]
    fn raised_digits_are_part_of_the_line_and_no_digits_of_its_numbers() {
        let mut all = glyphs("比为122.44", 50.0, 100.0, 10.0);
        all.extend(glyphs("3", 101.0, 94.0, 5.0));
        all.extend(glyphs("。", 106.0, 100.0, 10.0));
        all.extend(glyphs("小注", 52.0, 142.0, 5.0));
        all.extend(glyphs("正文的一行", 50.0, 150.0, 10.0));
        assert_eq!(texts(all), ["比为122.44³。", "小注", "正文的一行"]);
    }
}
