//! Tables without borders: rows whose pieces stand in the same columns, of which three or more are beside each other.

use super::columns::Row;
use super::lines::{Cell, Line, append, line, row_line};

/// Minimum number of columns. Two can be a list with its numbers.
const LEAST_COLUMNS: usize = 3;
/// Minimum number of rows with pieces in that many columns.
const LEAST_ROWS: usize = 2;
/// Minimum space between columns, in ems.
const APART: f64 = 0.6;
/// Maximum distance of rows, in ems.
const FAR: f64 = 4.5;
/// Maximum distance of the lines of one row, in ems.
const CELL_PITCH: f64 = 1.5;
/// Maximum number of pieces of a row.
const MAX_PIECES: usize = 60;

/// The lines of rows that follow each other in a column. Rows of a table are whole lines, whatever lines its cells have.
pub(super) fn lines(rows: Vec<Row>, column: Option<usize>) -> Vec<Line> {
    let mut tables: Vec<Table> = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        match table(&rows, start) {
            Some(table) => {
                start = table.end;
                tables.push(table);
            }
            None => start = start.saturating_add(1),
        }
    }
    let mut lines = Vec::new();
    let mut tables = tables.into_iter().peekable();
    let mut rows = rows.into_iter().enumerate().peekable();
    while let Some((index, row)) = rows.next() {
        if let Some(table) = tables.next_if(|table| table.start == index) {
            let mut within = vec![row];
            while let Some((_, row)) = rows.next_if(|(index, _)| *index < table.end) {
                within.push(row);
            }
            lines.extend(table_lines(within, &table.columns, column));
        } else {
            lines.extend(line(row.glyphs).map(|line| Line { column, ..line }));
        }
    }
    lines
}

/// Rows of one table, and the start and end of each of its columns.
struct Table {
    start: usize,
    end: usize,
    columns: Vec<(f64, f64)>,
}

/// The table that begins with a row.
fn table(rows: &[Row], start: usize) -> Option<Table> {
    let first = rows.get(start)?;
    let pieces = first.stretches.len();
    if !(LEAST_COLUMNS..=MAX_PIECES).contains(&pieces) {
        return None;
    }
    let size = size_of(first);
    let mut columns = first.stretches.clone();
    let (mut end, mut full) = (start.saturating_add(1), 1_usize);
    let mut last = first;
    for row in rows.iter().skip(end) {
        let distance = row.y - last.y;
        let pieces = row.stretches.len();
        if distance > FAR * size || pieces > MAX_PIECES {
            break;
        }
        // A lone piece is a line of the row above, and not the text behind the table.
        if pieces == 1 && distance > CELL_PITCH * size.min(size_of(row)) {
            break;
        }
        let wider = united(&columns, &row.stretches, APART * size);
        if wider.len() < columns.len() {
            break;
        }
        columns = wider;
        full = full.saturating_add(usize::from(pieces >= LEAST_COLUMNS));
        end = end.saturating_add(1);
        last = row;
    }
    (full >= LEAST_ROWS).then_some(Table { start, end, columns })
}

fn size_of(row: &Row) -> f64 {
    row.glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max)
}

/// The columns with more pieces: those that touch one become part of it.
fn united(columns: &[(f64, f64)], pieces: &[(f64, f64)], apart: f64) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = columns.iter().chain(pieces).copied().collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut united: Vec<(f64, f64)> = Vec::new();
    for (left, right) in all {
        match united.last_mut() {
            Some(last) if left - last.1 < apart => last.1 = last.1.max(right),
            _ => united.push((left, right)),
        }
    }
    united
}

/// The rows of a table from its lines.
fn table_lines(rows: Vec<Row>, columns: &[(f64, f64)], column: Option<usize>) -> Vec<Line> {
    let distances: Vec<f64> =
        rows.windows(2).filter_map(|pair| Some(pair.get(1)?.y - pair.first()?.y)).collect();
    let least = distances.iter().copied().fold(f64::INFINITY, f64::min);
    let most = distances.iter().copied().fold(0.0, f64::max);
    let two_distances = most > least * 1.2;
    let mut done: Vec<Line> = Vec::new();
    let mut before = f64::NEG_INFINITY;
    for row in rows {
        let y = row.y;
        let size = size_of(&row);
        let cells = cells(row, columns);
        let distance = y - before;
        before = y;
        let last = done.last_mut().filter(|_| distance < CELL_PITCH * size);
        let goes_on = last.filter(|last| {
            let occupied = |cells: &[Cell]| cells.iter().filter(|cell| !cell.text.is_empty()).count();
            let fewer = occupied(&cells) < occupied(&last.cells);
            let clash = |(new, old): (&Cell, &Cell)| !new.text.is_empty() && !old.text.is_empty();
            let apart = !cells.iter().zip(&last.cells).any(clash);
            let words = !cells.iter().any(|cell| cell.text.starts_with(|first: char| first.is_ascii_digit()));
            (distance < size && apart)
                || (two_distances && distance < f64::midpoint(least, most) && fewer)
                || (!two_distances
                    && fewer
                    && words
                    && cells.first().is_some_and(|cell| cell.text.is_empty()))
        });
        match goes_on {
            Some(last) => {
                for (cell, more) in last.cells.iter_mut().zip(cells) {
                    append(&mut cell.text, &more.text);
                    cell.left = cell.left.min(more.left);
                    cell.right = cell.right.max(more.right);
                }
                if let Some(line) = row_line(std::mem::take(&mut last.cells), last.y, last.size, column) {
                    *last = line;
                }
            }
            None => done.extend(row_line(cells, y, size, column)),
        }
    }
    done
}

/// The cells of a line of a table.
fn cells(row: Row, columns: &[(f64, f64)]) -> Vec<Cell> {
    let mut parts: Vec<Vec<super::Glyph>> = vec![Vec::new(); columns.len()];
    for glyph in row.glyphs {
        let at = columns.partition_point(|column| column.0 <= glyph.x + 0.1).saturating_sub(1);
        if let Some(part) = parts.get_mut(at) {
            part.push(glyph);
        }
    }
    let empty = || Cell { left: f64::INFINITY, right: f64::NEG_INFINITY, text: String::new() };
    let cell = |glyphs| {
        let line = line(glyphs)?;
        Some(Cell { left: line.left, right: line.right, text: line.text.replace('\t', " ") })
    };
    parts.into_iter().map(|glyphs| cell(glyphs).unwrap_or_else(empty)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::glyphs;
    use super::*;

    fn row(pieces: &[(&str, f64)], y: f64) -> Row {
        Row::new(pieces.iter().flat_map(|(text, x)| glyphs(text, *x, y, 10.0)).collect())
    }

    fn seen(rows: Vec<Row>) -> Vec<(String, bool)> {
        lines(rows, None).into_iter().map(|line| (line.text, line.row)).collect()
    }

    #[test]
    fn cells_of_several_lines_that_stand_close_are_whole() {
        let rows = vec![
            row(&[("序号", 50.0), ("任务", 85.0), ("单位", 200.0)], 100.0),
            row(&[("1", 50.0), ("健全重大行政决策机", 85.0), ("县司", 200.0)], 125.0),
            row(&[("制", 85.0), ("法局", 200.0)], 139.0),
            row(&[("2", 50.0), ("规范检查", 85.0), ("县应急局", 200.0)], 164.0),
            row(&[("以上任务均已完成。", 50.0)], 200.0),
        ];
        let expected = [
            ("序号\t任务\t单位", true),
            ("1\t健全重大行政决策机制\t县司法局", true),
            ("2\t规范检查\t县应急局", true),
            ("以上任务均已完成。", false),
        ];
        assert_eq!(seen(rows), expected.map(|(text, row)| (text.to_owned(), row)));
    }

    #[test]
    fn a_list_with_its_numbers_is_no_table() {
        let rows = (0..4)
            .map(|line| row(&[("（一）", 50.0), ("推进依法行政工作", 90.0)], 100.0 + 20.0 * f64::from(line)));
        assert!(seen(rows.collect()).iter().all(|(_, row)| !row));
    }
}
