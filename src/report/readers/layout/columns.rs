//! The reading order of a page: text set in columns is read column by column.

use super::Glyph;

/// A row of a page: the glyphs of a baseline, or a bordered table.
#[derive(Debug)]
pub(super) struct Row {
    /// Baseline, or the top of a table.
    pub(super) y: f64,
    /// Its glyphs from left to right; none for a table.
    pub(super) glyphs: Vec<Glyph>,
    /// Index of its table.
    pub(super) table: Option<usize>,
    /// Start and end of each stretch without a wide gap.
    pub(super) stretches: Vec<(f64, f64)>,
}

/// Start and end of text without a wide gap.
type Stretch = (f64, f64);

/// Minimum width of the space between columns, in ems.
const GUTTER: f64 = 0.9;
/// Minimum width of a column, in ems.
const COLUMN: f64 = 8.0;
/// Minimum number of rows with text on both sides of the space.
const LEAST_ROWS: usize = 4;
/// Minimum share of those rows, in per cent, whose text reaches the right edge of its column.
const FULL: usize = 55;
/// Maximum number of rows of a page in which columns are looked for.
const MAX_ROWS: usize = 1500;
/// Maximum number of columns beside each other.
const MAX_DEPTH: usize = 3;

impl Row {
    /// A row of glyphs, which it orders from left to right.
    pub(super) fn new(mut glyphs: Vec<Glyph>) -> Self {
        glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut stretches: Vec<(f64, f64)> = Vec::new();
        for glyph in glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
            let end = glyph.x + glyph.width;
            match stretches.last_mut() {
                Some(last) if glyph.x - last.1 < GUTTER * glyph.size => last.1 = last.1.max(end),
                _ => stretches.push((glyph.x, end)),
            }
        }
        let y = glyphs.first().map_or(0.0, |glyph| glyph.y);
        Self { y, glyphs, table: None, stretches }
    }

    fn size(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max)
    }

    /// The row left and right of a place that no stretch crosses.
    fn split(self, at: f64) -> [Option<Self>; 2] {
        if self.table.is_some() {
            let left = self.stretches.first().is_some_and(|stretch| stretch.1 <= at);
            return if left { [Some(self), None] } else { [None, Some(self)] };
        }
        let (left, right) = self.glyphs.into_iter().partition(|glyph| glyph.x < at);
        [left, right].map(|glyphs: Vec<Glyph>| {
            let row = Self::new(glyphs);
            (!row.stretches.is_empty()).then_some(row)
        })
    }
}

/// The rows in reading order, each with the number of its column; no number for text across the page.
pub(super) fn order(rows: Vec<Row>) -> Vec<(Row, Option<usize>)> {
    let mut ordered = Vec::with_capacity(rows.len());
    let mut count = 0;
    // Looking for columns compares rows with those below: a drawing of thousands of labels has none.
    let stretches: usize = rows.iter().map(|row| row.stretches.len()).sum();
    let depth = if rows.len() > MAX_ROWS || stretches > 10 * MAX_ROWS { MAX_DEPTH } else { 0 };
    place(rows, None, depth, &mut count, &mut ordered);
    ordered
}

fn place(
    mut rows: Vec<Row>,
    column: Option<usize>,
    depth: usize,
    count: &mut usize,
    ordered: &mut Vec<(Row, Option<usize>)>,
) {
    while !rows.is_empty() {
        let band = (depth < MAX_DEPTH)
            .then(|| (0..rows.len()).find_map(|start| band(&rows, start).map(|band| (start, band))))
            .flatten();
        let Some((start, Band { end, gutter })) = band else {
            ordered.extend(rows.into_iter().map(|row| (row, column)));
            return;
        };
        let after = rows.split_off(end.min(rows.len()));
        let within = rows.split_off(start.min(rows.len()));
        ordered.extend(rows.into_iter().map(|row| (row, column)));
        let at = f64::midpoint(gutter.0, gutter.1);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in within {
            let [before, behind] = row.split(at);
            left.extend(before);
            right.extend(behind);
        }
        for side in [left, right] {
            *count = count.saturating_add(1);
            place(side, Some(*count), depth.saturating_add(1), count, ordered);
        }
        rows = after;
    }
}

/// Rows that have columns, up to `end`, and the space between the first column and the rest.
struct Band {
    end: usize,
    gutter: (f64, f64),
}

/// The band that begins at a row.
fn band(rows: &[Row], start: usize) -> Option<Band> {
    let first = rows.get(start)?;
    let gaps = first.stretches.iter().zip(first.stretches.iter().skip(1)).map(|(a, b)| (a.1, b.0));
    gaps.take(MAX_DEPTH).find_map(|gap| band_at(rows, start, gap))
}

fn band_at(rows: &[Row], start: usize, gap: (f64, f64)) -> Option<Band> {
    let size = rows.get(start)?.size();
    let mut gutter = gap;
    let mut end = start;
    let mut sides: Vec<(&Row, [Option<Stretch>; 2])> = Vec::new();
    for row in rows.iter().skip(start) {
        let narrowed = row.stretches.iter().try_fold(gutter, |gutter, stretch| {
            let middle = f64::midpoint(gutter.0, gutter.1);
            let narrowed = if f64::midpoint(stretch.0, stretch.1) < middle {
                (gutter.0.max(stretch.1), gutter.1)
            } else {
                (gutter.0, gutter.1.min(stretch.0))
            };
            (narrowed.1 - narrowed.0 >= GUTTER * size).then_some(narrowed)
        });
        let Some(narrowed) = narrowed else { break };
        gutter = narrowed;
        end = end.saturating_add(1);
        let middle = f64::midpoint(gutter.0, gutter.1);
        let left = row.stretches.iter().rfind(|stretch| stretch.1 <= middle);
        let right = row.stretches.last().filter(|stretch| stretch.0 >= middle);
        sides.push((row, [left.copied(), right.copied()]));
    }
    let both: Vec<_> = sides
        .iter()
        .filter_map(|(row, sides)| Some((*row, sides[0]?, sides[1]?)))
        .filter(|(row, ..)| row.table.is_none())
        .collect();
    if both.len() < LEAST_ROWS || !are_columns(&both, gutter, size) {
        return None;
    }
    // Rows behind the last one with text on both sides go on a column if they keep its distance.
    let last = sides.iter().rposition(|(_, sides)| sides.iter().all(Option::is_some))?;
    let pitch = usual_pitch(&both)?;
    let mut kept = last.saturating_add(1);
    for pair in sides.windows(2).skip(last) {
        let [(above, _), (below, _)] = pair else { break };
        if below.y - above.y > pitch * 1.3 || below.table.is_some() {
            break;
        }
        kept = kept.saturating_add(1);
    }
    Some(Band { end: start.saturating_add(kept.min(end.saturating_sub(start))), gutter })
}

/// A row with text on both sides of a space: the pieces beside that space and at the right edge.
type Sides<'a> = (&'a Row, (f64, f64), (f64, f64));

/// The most frequent distance of rows, to a tenth of it; `None` for a single row.
fn usual_pitch(rows: &[Sides<'_>]) -> Option<f64> {
    let mut pitches: Vec<f64> =
        rows.windows(2).filter_map(|pair| Some(pair.get(1)?.0.y - pair.first()?.0.y)).collect();
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / 2).copied()
}

/// Whether rows with text on both sides of a space are prose in columns and not a table: lines are full, in one piece,
/// and at one distance.
fn are_columns(rows: &[Sides<'_>], gutter: (f64, f64), size: f64) -> bool {
    let most = |count: usize, share: usize| count.saturating_mul(100) >= rows.len().saturating_mul(share);
    let left_edge = rows.iter().map(|(row, ..)| row.stretches.first().map_or(0.0, |s| s.0));
    let left_edge = left_edge.fold(f64::INFINITY, f64::min);
    let right_edge = rows.iter().map(|(.., right)| right.1).fold(f64::NEG_INFINITY, f64::max);
    let right_start = rows.iter().map(|(.., right)| right.0).fold(f64::INFINITY, f64::min);
    if gutter.0 - left_edge < COLUMN * size || right_edge - right_start < COLUMN * size {
        return false;
    }
    let left_end = rows.iter().map(|(_, left, _)| left.1).fold(f64::NEG_INFINITY, f64::max);
    // Punctuation may hang over the edge.
    let full = |end: f64, edge: f64| edge - end < 1.6 * size;
    let left_full = rows.iter().filter(|(_, left, _)| full(left.1, left_end)).count();
    let right_full = rows.iter().filter(|(.., right)| full(right.1, right_edge)).count();
    let whole = rows.iter().filter(|(row, left, _)| row.stretches.first() == Some(left)).count();
    let Some(pitch) = usual_pitch(rows) else { return false };
    let even = rows.windows(2).filter(|pair| {
        let [above, below] = pair else { return false };
        (below.0.y - above.0.y - pitch).abs() < pitch * 0.15
    });
    let even = even.count().saturating_add(1);
    most(left_full, FULL) && most(right_full, FULL) && most(whole, 75) && most(even, 70)
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::glyphs;
    use super::*;

    fn row(pieces: &[(&str, f64)], y: f64) -> Row {
        Row::new(pieces.iter().flat_map(|(text, x)| glyphs(text, *x, y, 10.0)).collect())
    }

    fn texts(rows: Vec<Row>) -> Vec<String> {
        let text = |row: &Row| row.glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>();
        let text = |(row, column): &(Row, Option<usize>)| format!("{}{}", column.unwrap_or(0), text(row));
        order(rows).iter().map(text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let full = "全".repeat(20);
        let mut rows = vec![row(&[("标题横贯两栏的一行文字标题横贯两栏的一行文字标题", 50.0)], 60.0)];
        for line in 0..6 {
            rows.push(row(&[(&full, 50.0), (&full, 270.0)], 100.0 + 18.0 * f64::from(line)));
        }
        rows.push(row(&[("左栏末行", 50.0)], 208.0));
        rows.push(row(&[("页尾的短行", 50.0)], 300.0));
        let seen = texts(rows);
        assert_eq!(seen.len(), 15);
        assert!(seen[0].starts_with('0') && seen[1].starts_with('1'));
        assert_eq!(seen[7], "1左栏末行");
        assert!(seen[8..14].iter().all(|line| line.starts_with('2')));
        assert_eq!(seen[14], "0页尾的短行");
    }

    #[test]
    fn three_columns_too() {
        let full = "全".repeat(12);
        let rows = (0..6).map(|line| {
            row(&[(&full, 50.0), (&full, 190.0), (&full, 330.0)], 100.0 + 18.0 * f64::from(line))
        });
        let seen = texts(rows.collect());
        assert_eq!(seen.iter().filter(|line| line.chars().nth(1) == Some('全')).count(), 18);
    }

    #[test]
    fn a_table_without_borders_is_no_column() {
        let rows = |line: i32| {
            let cells = [("行政复议案件办理", 50.0), ("一百五十二件", 200.0), ("二百零七件", 330.0)];
            row(&cells, 100.0 + 18.0 * f64::from(line))
        };
        assert!(order((0..8).map(rows).collect()).iter().all(|(_, column)| column.is_none()));
    }
}
