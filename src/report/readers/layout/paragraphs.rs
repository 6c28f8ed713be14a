//! Finds the ends of paragraphs by indents, short lines, gaps and sizes; the words alone do not show them.

use super::lines::{Cell, Line, Page, append};
use super::measure::{Frame, Usual, foot_of, frame_of, is_balanced, is_centred, measure};
use super::words::{ends_sentence, first_unit, is_contents_entry, starts_note, starts_with_label};
use crate::report::{Block, Role};

/// Minimum indent of a paragraph's first line, in ems; two are usual.
const INDENT: f64 = 1.2;
/// Ratio to the usual gap between lines from which a gap separates paragraphs.
const WIDE_GAP: f64 = 1.3;
/// Ratio of font sizes from which texts are of different kinds.
const OTHER_SIZE: f64 = 1.12;
/// Minimum ratio of a title's font size to the body's.
const TITLE_SIZE: f64 = 1.2;
/// Maximum distance between lines of one cell, in ems; rows are further apart.
const CELL_PITCH: f64 = 1.5;

/// The document's paragraphs in reading order. A paragraph that crosses the end of a page is one block on the page
/// where it begins.
pub(super) fn blocks(pages: &[Page]) -> Vec<Block> {
    let Some(usual) = measure(pages) else { return furniture_only(pages) };
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Open<'_>> = None;
    let mut notes: Vec<Block> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let number = u32::try_from(index.saturating_add(1)).ok();
        let mut frame = frame_of(page, None, &usual);
        let mut column = None;
        let foot = foot_of(page, &usual);
        let mut within = None;
        let beside = page.aside.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        notes.extend(beside.map(|text| furniture(text, number)));
        for (position, line) in page.lines.iter().enumerate() {
            if line.column != column {
                column = line.column;
                frame = frame_of(page, column, &usual);
            }
            if line.furniture {
                notes.push(furniture(&line.text, number));
                continue;
            }
            if position >= foot {
                let goes_on = notes.last().is_some_and(|last| last.role == Role::Footnote) && position > foot;
                match notes.last_mut() {
                    Some(last) if goes_on && !starts_note(&line.text) => append(&mut last.text, &line.text),
                    _ => notes.push(Block { text: line.text.clone(), role: Role::Footnote, page: number }),
                }
                continue;
            }
            let joins =
                open.as_ref().is_some_and(|open| open.goes_on_with(line, &frame, &usual, within.is_none()));
            match open.as_mut() {
                Some(paragraph) if joins => paragraph.add(line, frame),
                _ => {
                    if let Some(done) = open.take() {
                        blocks.push(done.block(&usual, may_be_title(&blocks)));
                    }
                    if within.is_none() || !notes.is_empty() {
                        blocks.append(&mut notes);
                    }
                    open = Some(Open::new(line, frame, number));
                }
            }
            within = Some(line.y);
        }
    }
    if let Some(done) = open.take() {
        blocks.push(done.block(&usual, may_be_title(&blocks)));
    }
    blocks.append(&mut notes);
    blocks
}

fn furniture(text: &str, page: Option<u32>) -> Block {
    Block { text: text.to_owned(), role: Role::Furniture, page }
}

/// Whether a title may follow: it is among the first paragraphs, and there is only one.
fn may_be_title(before: &[Block]) -> bool {
    before.len() < 6 && before.iter().all(|block| block.role != Role::Title)
}

/// A paragraph whose end is not yet found.
struct Open<'a> {
    /// Its text so far; that of a row is in its cells.
    text: String,
    first: &'a Line,
    last: &'a Line,
    frame: Frame,
    pitch: Option<f64>,
    page: Option<u32>,
    /// The cells of a table's row; one cell for a paragraph.
    cells: Vec<Cell>,
    lines: usize,
}

impl<'a> Open<'a> {
    fn new(line: &'a Line, frame: Frame, page: Option<u32>) -> Self {
        let (text, cells) = (line.text.clone(), line.cells.clone());
        Self { text, first: line, last: line, frame, pitch: None, page, cells, lines: 1 }
    }

    fn is_row(&self) -> bool {
        self.first.row || self.cells.len() > 1
    }

    fn add(&mut self, line: &'a Line, frame: Frame) {
        if self.is_row() {
            for more in &line.cells {
                let cell = column(&self.cells, more, line.size).and_then(|cell| self.cells.get_mut(cell));
                if let Some(cell) = cell {
                    append(&mut cell.text, &more.text);
                }
            }
        } else {
            append(&mut self.text, &line.text);
        }
        let pitch = line.y - self.last.y;
        if pitch > 0.0 {
            self.pitch = Some(pitch);
        }
        self.last = line;
        self.frame = frame;
        self.lines = self.lines.saturating_add(1);
    }

    /// Whether a line continues cells of this row: it is close below, has fewer cells, and each is in a column.
    fn row_goes_on_with(&self, line: &Line) -> bool {
        line.y - self.last.y < CELL_PITCH * line.size
            && line.cells.len() < self.cells.len()
            && line.cells.iter().all(|cell| column(&self.cells, cell, line.size).is_some())
    }

    fn goes_on_with(&self, line: &Line, frame: &Frame, usual: &Usual, new_page: bool) -> bool {
        if self.first.row || line.row {
            return false;
        }
        if self.is_row() {
            return !new_page && self.row_goes_on_with(line);
        }
        if line.cells.len() > 1 || is_contents_entry(&self.text) || is_contents_entry(&line.text) {
            return false;
        }
        let size = self.last.size.max(line.size);
        if size / self.last.size.min(line.size) > OTHER_SIZE {
            return false;
        }
        let pitch = self.pitch.unwrap_or_else(|| usual.pitch * (size / usual.size).max(1.0));
        if !new_page && line.y - self.last.y > pitch * WIDE_GAP {
            return false;
        }
        if is_balanced(self.last, &self.frame) && is_centred(line, frame) {
            // A title of several lines; a lone centred line before body text ends by its size or because it is short.
            return size > usual.size * OTHER_SIZE;
        }
        if ends_sentence(&self.text) && starts_with_label(&line.text) {
            return false;
        }
        let indent = (line.left - frame.left) / size;
        // In text that is indented as a whole, its own edge counts.
        let hangs = self.lines > 1
            && (line.left - self.last.left).abs() < 0.5 * size
            && self.last.left > self.first.left + 0.5 * size;
        if indent > INDENT && !hangs {
            return false;
        }
        !self.ends_short(line)
    }

    /// Whether the last line ended although it had room for the beginning of the next.
    fn ends_short(&self, next: &Line) -> bool {
        let room = self.frame.right - self.last.right;
        room > self.last.size * (first_unit(&next.text) + 0.6)
    }

    fn block(mut self, usual: &Usual, first: bool) -> Block {
        if self.is_row() && !self.first.row {
            self.text = self.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
        }
        let large = self.first.size > usual.size * TITLE_SIZE;
        let role = if is_contents_entry(&self.text) {
            Role::Furniture
        } else if self.is_row() {
            Role::Row
        } else if first && large {
            Role::Title
        } else {
            Role::Paragraph
        };
        Block { text: self.text, role, page: self.page }
    }
}

/// Index of the column of a row that contains a cell of a line below.
fn column(row: &[Cell], cell: &Cell, size: f64) -> Option<usize> {
    let beside = |index: &usize| row.get(index.saturating_add(1)).is_none_or(|next| cell.right <= next.left);
    // Cells are ordered from left to right: those too far on the left are skipped.
    let first = row.partition_point(|other| other.left <= cell.left - 0.6 * size);
    let near =
        |index: &usize| row.get(*index).is_some_and(|other| (other.left - cell.left).abs() < 0.6 * size);
    (first..row.len()).take_while(near).find(beside)
}

fn furniture_only(pages: &[Page]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let number = u32::try_from(index.saturating_add(1)).ok();
        blocks.extend(page.lines.iter().map(|line| furniture(&line.text, number)));
        blocks.extend(page.aside.iter().map(|text| furniture(text, number)));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of a column 40 ems wide, at 10 points an em.
    fn line(text: &str, indent: f64, y: f64, size: f64) -> Line {
        let left = 50.0 + indent * size;
        let right = left + text.chars().count() as f64 * size;
        let cells = vec![Cell { left, right, text: text.to_owned() }];
        Line {
            text: text.to_owned(),
            left,
            right,
            y,
            size,
            cells,
            furniture: false,
            row: false,
            column: None,
        }
    }

    fn page(lines: Vec<Line>) -> Page {
        Page { lines, height: 800.0, ..Page::default() }
    }

    fn texts(pages: &[Page]) -> Vec<String> {
        blocks(pages).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn an_indent_or_a_short_line_parts_paragraphs_and_a_page_end_does_not() {
        let full = "全".repeat(40);
        let first = "首".repeat(38);
        let lines = |start: usize| {
            vec![
                line(&first, 2.0, 100.0, 10.0),
                line(&full, 0.0, 120.0, 10.0),
                line(&first, 2.0, 140.0, 10.0),
                line("短", 0.0, 160.0, 10.0),
                line(&full, 0.0, 180.0, 10.0),
                line(&full, 0.0, 200.0, 10.0),
            ][start..]
                .to_vec()
        };
        let (long, last) = (format!("{first}{full}"), format!("{first}短"));
        let crossing = format!("{full}{full}{full}");
        let expected = [long, last.clone(), crossing, last, format!("{full}{full}")];
        assert_eq!(texts(&[page(lines(0)), page(lines(1))]), expected);
    }

    #[test]
    fn gaps_and_sizes_part_paragraphs() {
        let full = "全".repeat(40);
        let lines = vec![
            line("大标题上半", 7.5, 60.0, 20.0),
            line("标题下半题", 7.5, 90.0, 20.0),
            line(&full, 0.0, 140.0, 10.0),
            line(&full, 0.0, 160.0, 10.0),
            line(&full, 0.0, 195.0, 10.0),
            line(&full, 0.0, 215.0, 10.0),
            line("注：小字", 0.0, 700.0, 7.0),
        ];
        let wide = Page { lines, height: 800.0, ..Page::default() };
        let blocks = blocks(&[wide]);
        let roles: Vec<Role> = blocks.iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Title, Role::Paragraph, Role::Paragraph, Role::Footnote]);
        assert_eq!(blocks[0].text, "大标题上半标题下半题");
        assert_eq!(blocks[0].page, Some(1));
    }

    /// A line of cells of ten points, each at its position.
    fn row(cells: &[(&str, f64)], y: f64) -> Line {
        let cells: Vec<Cell> = cells
            .iter()
            .map(|(text, left)| Cell {
                left: *left,
                right: left + text.chars().count() as f64 * 10.0,
                text: (*text).to_owned(),
            })
            .collect();
        let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
        let (left, right) = (cells[0].left, cells[cells.len() - 1].right);
        Line { text, left, right, y, size: 10.0, cells, furniture: false, row: false, column: None }
    }

    #[test]
    fn a_table_in_small_type_at_the_foot_is_no_note() {
        let full = "全".repeat(40);
        let mut lines: Vec<Line> =
            (0..4).map(|at| line(&full, 0.0, 100.0 + 20.0 * f64::from(at), 10.0)).collect();
        for at in 0..3 {
            let small = line("指标", 0.0, 700.0 + 15.0 * f64::from(at), 8.0);
            lines.push(Line { text: "指标\t12".to_owned(), row: true, ..small });
        }
        let roles: Vec<Role> = blocks(&[page(lines)]).iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Paragraph, Role::Row, Role::Row, Role::Row]);
    }

    #[test]
    fn lines_of_a_cell_are_one_and_entries_of_contents_are_none() {
        let full = "全".repeat(40);
        let lines = vec![
            line("一、总体情况……………………………………………………………………………………3", 0.0, 60.0, 10.0),
            line("二、主要做法……………………………………………………………………………………5", 0.0, 80.0, 10.0),
            line(&full, 0.0, 100.0, 10.0),
            line(&full, 0.0, 120.0, 10.0),
            row(&[("行政复议案件", 55.0), ("152", 200.0), ("207", 300.0)], 160.0),
            row(&[("（件）", 55.0)], 173.0),
            row(&[("审核意见", 55.0), ("5", 200.0), ("12", 300.0)], 190.0),
            row(&[("合计", 55.0), ("219", 300.0)], 207.0),
        ];
        let blocks = blocks(&[page(lines)]);
        let seen: Vec<(&str, Role)> = blocks.iter().map(|block| (block.text.as_str(), block.role)).collect();
        assert_eq!(seen[0].1, Role::Furniture);
        assert_eq!(seen[1].1, Role::Furniture);
        assert_eq!(
            seen[3..],
            [
                ("行政复议案件（件）\t152\t207", Role::Row),
                ("审核意见\t5\t12", Role::Row),
                ("合计\t219", Role::Row)
            ]
        );
    }
}
