//! The lines of a page in reading order: bordered tables as their rows, columns one after the other.

use super::columns::{Row, order};
use super::grid::{self, Grid};
use super::lines::{Cell, Line, Page, append, line, row_line, rows};
use super::{Across, UprightPage, cells};

/// Minimum number of lines in a cell that spans a table for them to be read as paragraphs.
const PROSE: usize = 3;

/// Assembles the lines of a page.
pub(super) fn page(mut page: UprightPage) -> Page {
    let grids = grid::take(&mut page);
    let mut all: Vec<Row> = rows(page.glyphs).into_iter().map(Row::new).collect();
    all.extend(grids.iter().enumerate().map(|(index, grid)| Row {
        y: grid.top(),
        glyphs: Vec::new(),
        table: Some(index),
        stretches: vec![(grid.left(), grid.right())],
    }));
    all.retain(|row| !row.stretches.is_empty());
    all.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut columns = Columns { next: 1000, ..Columns::default() };
    let mut flow: Vec<Row> = Vec::new();
    for (row, column) in order(all) {
        if column != columns.current || row.table.is_some() {
            lines.extend(cells::lines(std::mem::take(&mut flow), columns.current));
            columns.current = column;
        }
        match row.table.and_then(|index| grids.get(index)) {
            Some(grid) => lines.extend(grid_lines(grid, &mut columns)),
            None => flow.push(row),
        }
    }
    lines.extend(cells::lines(flow, columns.current));
    let mut aside = page.aside;
    lines.extend(across(page.across, &lines, &mut aside));
    Page { lines, aside, height: page.height }
}

/// Numbers of the columns of a page.
#[derive(Default)]
struct Columns {
    current: Option<usize>,
    /// Number of the next cell that is a column of its own.
    next: usize,
}

/// The rows of a bordered table as lines. A cell that spans the table and holds prose is a column of its own.
fn grid_lines(grid: &Grid, columns: &mut Columns) -> Vec<Line> {
    let mut done = Vec::new();
    let texts: Vec<Vec<Line>> = grid
        .contents
        .iter()
        .map(|content| rows(content.clone()).into_iter().filter_map(line).collect())
        .collect();
    for regions in grid.rows() {
        let begun: Vec<&Vec<Line>> =
            regions.iter().filter(|(_, first)| *first).filter_map(|(region, _)| texts.get(*region)).collect();
        let Some(y) = begun.iter().filter_map(|lines| lines.first()).map(|line| line.y).reduce(f64::min)
        else {
            continue;
        };
        if let ([(_, true)], [prose]) = (regions.as_slice(), begun.as_slice())
            && prose.len() >= PROSE
        {
            columns.next = columns.next.saturating_add(1);
            done.extend(prose.iter().map(|line| Line { column: Some(columns.next), ..line.clone() }));
            continue;
        }
        let cell = |(region, first): &(usize, bool)| {
            let lines = if *first { texts.get(*region).map_or(&[][..], Vec::as_slice) } else { &[] };
            let left = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
            let right = lines.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
            let mut text = String::new();
            for line in lines {
                append(&mut text, &line.text.replace('\t', " "));
            }
            Cell { left, right, text }
        };
        let cells: Vec<Cell> = regions.iter().map(cell).collect();
        let size = begun.iter().filter_map(|lines| lines.first()).map(|line| line.size).fold(0.0, f64::max);
        done.extend(row_line(cells, y, size, columns.current));
    }
    done
}

/// Lines at right angles to the text: those beside all other lines are the page's, the rest follow its text.
fn across(across: Vec<Across>, lines: &[Line], aside: &mut Vec<String>) -> Vec<Line> {
    let left = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
    let mut kept = Vec::new();
    for Across { text, x, y, size } in across {
        if x < left || x > right {
            aside.push(text);
            continue;
        }
        let cells = vec![Cell { left: x, right: x + size, text: text.clone() }];
        let (left, right) = (x, x + size);
        kept.push(Line { text, left, right, y, size, cells, furniture: false, row: false, column: Some(0) });
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::lines::tests::glyphs;
    use super::*;

    #[test]
    fn a_bordered_table_is_rows_and_its_spanning_prose_paragraphs() {
        let across = |y: f64| Rule { from: (50.0, y), to: (450.0, y) };
        let down = |x: f64, bottom: f64| Rule { from: (x, 100.0), to: (x, bottom) };
        let rules = vec![
            across(100.0),
            across(120.0),
            across(160.0),
            across(260.0),
            down(50.0, 260.0),
            down(200.0, 160.0),
            down(450.0, 260.0),
        ];
        let mut all = glyphs("任务", 55.0, 115.0, 10.0);
        all.extend(glyphs("单位", 205.0, 115.0, 10.0));
        all.extend(glyphs("健全决策程", 55.0, 135.0, 10.0));
        all.extend(glyphs("序", 55.0, 150.0, 10.0));
        all.extend(glyphs("县司法局", 205.0, 142.0, 10.0));
        for line in 0..3 {
            all.extend(glyphs(&"全".repeat(39), 55.0, 180.0 + 20.0 * f64::from(line), 10.0));
        }
        let page = page(UprightPage { glyphs: all, rules, height: 800.0, ..UprightPage::default() });
        let rows: Vec<(&str, bool)> = page.lines.iter().map(|line| (line.text.as_str(), line.row)).collect();
        assert_eq!(rows[..2], [("任务\t单位", true), ("健全决策程序\t县司法局", true)]);
        assert_eq!(rows.len(), 5);
        assert!(rows[2..].iter().all(|(_, row)| !row));
    }
}
