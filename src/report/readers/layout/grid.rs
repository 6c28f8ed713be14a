//! Tables with borders: ruling lines that meet are a grid, whose cells hold the glyphs inside them. Follows the lattice
//! method of table extraction (A. Nurminen, "Algorithmic extraction of data in tables in PDF documents", 2013).

use super::columns::Row;
use super::lines::rows;
use super::{Glyph, Rule, UprightPage};

/// Maximum distance of the ends of two lines that meet, in points.
const MEET: f64 = 3.0;
/// Minimum length of a line that can part cells, in points.
const SHORTEST: f64 = 6.0;
/// Maximum numbers of columns and rows of a grid.
const MAX_COLUMNS: usize = 60;
const MAX_ROWS: usize = 400;

/// Maximum number of tables of a page: each glyph is looked up in them.
const MAX_GRIDS: usize = 200;

/// A line of a grid: its place across its direction, its start and its end.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Border {
    at: f64,
    start: f64,
    end: f64,
}

/// A table: the regions of its grid and what is in them.
#[derive(Debug)]
pub(super) struct Grid {
    /// Its vertical and its horizontal lines, ascending.
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// The region of each cell of the grid, row by row. Cells without a border between them are one region.
    regions: Vec<usize>,
    /// The glyphs of each region.
    pub(super) contents: Vec<Vec<Glyph>>,
}

impl Grid {
    pub(super) fn left(&self) -> f64 {
        self.xs.first().copied().unwrap_or_default()
    }

    pub(super) fn right(&self) -> f64 {
        self.xs.last().copied().unwrap_or_default()
    }

    pub(super) fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or_default()
    }

    fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The distinct regions of each row, from left to right, and whether the region begins in that row.
    pub(super) fn rows(&self) -> Vec<Vec<(usize, bool)>> {
        let mut begun = vec![false; self.contents.len()];
        let mut rows = Vec::new();
        for cells in self.regions.chunks(self.columns().max(1)) {
            let mut row: Vec<(usize, bool)> = Vec::new();
            for region in cells {
                if row.last().is_some_and(|(last, _)| last == region) {
                    continue;
                }
                let first = begun.get_mut(*region).is_some_and(|begun| !std::mem::replace(begun, true));
                row.push((*region, first));
            }
            rows.push(row);
        }
        rows
    }

    /// The region that contains a point.
    fn region(&self, x: f64, y: f64) -> Option<usize> {
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        let inside = column < self.columns() && row < self.ys.len().saturating_sub(1);
        let index = row.checked_mul(self.columns())?.checked_add(column)?;
        inside.then(|| self.regions.get(index).copied()).flatten()
    }
}

/// Finds the bordered tables of a page and moves the glyphs in their cells into them. Lines across a cell's direction
/// become glyphs of that cell.
pub(super) fn take(page: &mut UprightPage) -> Vec<Grid> {
    let mut grids = grids(&page.rules);
    if grids.is_empty() {
        return grids;
    }
    let mut put = |glyph: &Glyph, x: f64, y: f64| {
        for grid in &mut grids {
            if let Some(region) = grid.region(x, y)
                && let Some(content) = grid.contents.get_mut(region)
            {
                content.push(glyph.clone());
                return true;
            }
        }
        false
    };
    page.glyphs.retain(|glyph| !put(glyph, glyph.x + glyph.width / 2.0, glyph.y - 0.35 * glyph.size));
    page.across.retain(|line| {
        // The whole line stands at the place of its centre.
        let (x, y) = (line.x - line.size / 2.0, line.y + 0.35 * line.size);
        let (text, size) = (line.text.clone(), line.size);
        !put(&Glyph { text, x, y, size, width: size, pale: false, run: 0 }, line.x, line.y)
    });
    grids.retain_mut(|grid| {
        let sound = !grid.contents.iter().any(|content| is_tabular(content));
        if !sound {
            page.glyphs.extend(grid.contents.drain(..).flatten());
        }
        sound && grid.contents.iter().any(|content| !content.is_empty())
    });
    grids
}

/// Whether a region holds rows of several cells: its columns have no borders, so that the lines are not those of a grid.
fn is_tabular(content: &[Glyph]) -> bool {
    let rows = rows(content.to_vec());
    let pieces: Vec<usize> = rows.iter().map(|row| Row::new(row.clone()).stretches.len()).collect();
    let several = |least: usize| pieces.iter().filter(|pieces| **pieces >= least).count();
    several(3) >= 2 || (several(4) >= 1 && pieces.len() >= 2)
}

/// The grids of ruling lines, from top to bottom.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    let long = |rule: &&Rule| (rule.to.0 - rule.from.0).max(rule.to.1 - rule.from.1) >= SHORTEST;
    let level = |rule: &Rule| rule.to.0 - rule.from.0 >= rule.to.1 - rule.from.1;
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for rule in rules.iter().filter(long) {
        if level(rule) {
            across.push(Border { at: rule.from.1, start: rule.from.0, end: rule.to.0 });
        } else {
            down.push(Border { at: rule.from.0, start: rule.from.1, end: rule.to.1 });
        }
    }
    let (across, down) = (joined(across), joined(down));
    let mut grids: Vec<Grid> = Vec::new();
    for (across, down) in parts(&across, &down) {
        grids.extend(grid(&across, &down));
    }
    // A grid inside another one's cell is part of that cell.
    grids.sort_by(|a, b| (b.right() - b.left()).total_cmp(&(a.right() - a.left())));
    let mut outer: Vec<Grid> = Vec::new();
    for grid in grids {
        let (x, y) = (grid.left() + 1.0, grid.top() + 1.0);
        if !outer.iter().any(|other| other.region(x, y).is_some()) {
            outer.push(grid);
        }
    }
    outer.sort_by(|a, b| a.top().total_cmp(&b.top()));
    outer.truncate(MAX_GRIDS);
    outer
}

/// Joins pieces of one line.
fn joined(mut borders: Vec<Border>) -> Vec<Border> {
    borders.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.start.total_cmp(&b.start)));
    let mut joined: Vec<Border> = Vec::new();
    // Lines less than a point apart are one line; its pieces are ordered anew by their starts.
    for group in borders.chunk_by(|a, b| b.at - a.at < 1.0) {
        let mut group = group.to_vec();
        group.sort_by(|a, b| a.start.total_cmp(&b.start));
        let at = group.first().map_or(0.0, |border| border.at);
        let first = joined.len();
        for border in group {
            match joined.get_mut(first..).and_then(<[Border]>::last_mut) {
                Some(last) if border.start <= last.end + MEET => last.end = last.end.max(border.end),
                _ => joined.push(Border { at, ..border }),
            }
        }
    }
    joined
}

/// The lines that hang together.
fn parts(across: &[Border], down: &[Border]) -> Vec<(Vec<Border>, Vec<Border>)> {
    let meets = |level: &Border, upright: &Border| {
        (level.start - MEET..=level.end + MEET).contains(&upright.at)
            && (upright.start - MEET..=upright.end + MEET).contains(&level.at)
    };
    let mut part_of: Vec<Option<usize>> = vec![None; down.len()];
    let mut of_level: Vec<Option<usize>> = vec![None; across.len()];
    let mut parts: Vec<(Vec<Border>, Vec<Border>)> = Vec::new();
    for start in 0..across.len() {
        if of_level.get(start).is_none_or(Option::is_some) {
            continue;
        }
        let number = parts.len();
        let mut part = (Vec::new(), Vec::new());
        let mut open = vec![(true, start)];
        if let Some(of) = of_level.get_mut(start) {
            *of = Some(number);
        }
        while let Some((is_level, index)) = open.pop() {
            let (own, others, of) = if is_level {
                (across.get(index), down, &mut part_of)
            } else {
                (down.get(index), across, &mut of_level)
            };
            let Some(own) = own else { continue };
            let side = if is_level { &mut part.0 } else { &mut part.1 };
            side.push(*own);
            for (index, (other, of)) in others.iter().zip(of).enumerate() {
                let met = if is_level { meets(own, other) } else { meets(other, own) };
                if met && of.is_none() {
                    *of = Some(number);
                    open.push((!is_level, index));
                }
            }
        }
        parts.push(part);
    }
    parts
}

/// The grid of lines that hang together, if it has several cells in a row.
fn grid(across: &[Border], down: &[Border]) -> Option<Grid> {
    if across.len() < 2 || down.is_empty() {
        return None;
    }
    // A table may be open at its sides: the ends of its lines close it.
    let ends = |borders: &[Border]| {
        let start = borders.iter().map(|border| border.start).fold(f64::INFINITY, f64::min);
        let end = borders.iter().map(|border| border.end).fold(f64::NEG_INFINITY, f64::max);
        [start, end]
    };
    let xs = places(down.iter().map(|border| border.at).chain(ends(across)));
    let ys = places(across.iter().map(|border| border.at).chain(ends(down)));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if !(2..=MAX_COLUMNS).contains(&columns) || !(1..=MAX_ROWS).contains(&rows) {
        return None;
    }
    let regions = regions(&xs, &ys, across, down);
    let count = regions.iter().max()?.checked_add(1)?;
    let grid = Grid { xs, ys, regions, contents: vec![Vec::new(); count] };
    grid.rows().iter().any(|row| row.len() > 1).then_some(grid)
}

/// Distinct places, ascending; the parts of a double line are one.
fn places(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
    let mut distinct: Vec<f64> = Vec::new();
    for place in places {
        if distinct.last().is_none_or(|last| place - last > MEET) {
            distinct.push(place);
        }
    }
    distinct
}

/// Numbers the regions of a grid: cells without a line between them belong together.
fn regions(xs: &[f64], ys: &[f64], across: &[Border], down: &[Border]) -> Vec<usize> {
    let columns = xs.len().saturating_sub(1);
    let rows = ys.len().saturating_sub(1);
    let parted = |borders: &[Border], at: f64, along: f64| {
        borders.iter().any(|border| {
            (border.at - at).abs() <= MEET && (border.start - 1.0..=border.end + 1.0).contains(&along)
        })
    };
    let middles = |places: &[f64]| -> Vec<f64> {
        places.iter().zip(places.iter().skip(1)).map(|(a, b)| f64::midpoint(*a, *b)).collect()
    };
    let (middle_x, middle_y) = (middles(xs), middles(ys));
    let mut parent: Vec<usize> = (0..columns.saturating_mul(rows)).collect();
    for (row, y) in middle_y.iter().enumerate() {
        for (column, x) in middle_x.iter().enumerate() {
            let index = row.saturating_mul(columns).saturating_add(column);
            let (right, below) = (xs.get(column.saturating_add(1)), ys.get(row.saturating_add(1)));
            if column.saturating_add(1) < columns && right.is_some_and(|at| !parted(down, *at, *y)) {
                unite(&mut parent, index, index.saturating_add(1));
            }
            if row.saturating_add(1) < rows && below.is_some_and(|at| !parted(across, *at, *x)) {
                unite(&mut parent, index, index.saturating_add(columns));
            }
        }
    }
    let mut numbers = vec![None; parent.len()];
    let mut count = 0_usize;
    let roots: Vec<usize> = (0..parent.len()).map(|index| root(&parent, index)).collect();
    let number = |root: usize| {
        let number = numbers.get_mut(root).map(|number: &mut Option<usize>| {
            *number.get_or_insert_with(|| {
                count = count.saturating_add(1);
                count.saturating_sub(1)
            })
        });
        number.unwrap_or(0)
    };
    roots.into_iter().map(number).collect()
}

fn root(parent: &[usize], mut index: usize) -> usize {
    // A parent's number is never larger than its child's.
    while let Some(up) = parent.get(index).copied().filter(|up| *up < index) {
        index = up;
    }
    index
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    if let Some(child) = parent.get_mut(a.max(b)) {
        *child = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::glyphs;
    use super::*;

    fn across(y: f64, left: f64, right: f64) -> Rule {
        Rule { from: (left, y), to: (right, y) }
    }

    fn down(x: f64, top: f64, bottom: f64) -> Rule {
        Rule { from: (x, top), to: (x, bottom) }
    }

    fn taken(rules: Vec<Rule>, glyphs: Vec<Glyph>) -> Vec<Vec<String>> {
        let mut page = UprightPage { glyphs, rules, ..UprightPage::default() };
        let grids = take(&mut page);
        let Some(grid) = grids.first() else { return Vec::new() };
        let text = |(region, first): &(usize, bool)| {
            let text = grid.contents[*region].iter().map(|glyph| glyph.text.as_str()).collect();
            if *first { text } else { String::new() }
        };
        grid.rows().iter().map(|row| row.iter().map(text).collect()).collect()
    }

    #[test]
    fn merged_cells_are_one_and_open_sides_are_closed() {
        let rules = vec![
            across(100.0, 50.0, 350.0),
            across(130.0, 150.0, 350.0),
            across(160.0, 50.0, 350.0),
            across(190.0, 50.0, 350.0),
            down(150.0, 100.0, 190.0),
            down(250.0, 130.0, 190.0),
        ];
        let mut all = glyphs("指标", 55.0, 135.0, 10.0);
        all.extend(glyphs("年度", 200.0, 120.0, 10.0));
        all.extend(glyphs("2023", 160.0, 150.0, 10.0));
        all.extend(glyphs("2024", 260.0, 150.0, 10.0));
        all.extend(glyphs("案件", 55.0, 180.0, 10.0));
        all.extend(glyphs("12", 160.0, 180.0, 10.0));
        let expected = [vec!["指标", "年度"], vec!["", "2023", "2024"], vec!["案件", "12", ""]];
        assert_eq!(taken(rules, all), expected);
    }

    #[test]
    fn a_grid_without_the_borders_of_its_columns_is_none() {
        let rules = vec![
            across(100.0, 50.0, 450.0),
            across(130.0, 50.0, 450.0),
            across(190.0, 50.0, 450.0),
            down(150.0, 100.0, 130.0),
            down(50.0, 100.0, 190.0),
            down(450.0, 100.0, 190.0),
        ];
        let mut all = glyphs("表头", 55.0, 120.0, 10.0);
        for (index, name) in ["甲区", "乙区", "丙区", "丁区"].into_iter().enumerate() {
            all.extend(glyphs(name, 150.0 + 50.0 * index as f64, 150.0, 10.0));
        }
        all.extend(glyphs("常住人口", 55.0, 170.0, 10.0));
        assert!(taken(rules, all).is_empty());
    }

    #[test]
    fn a_frame_around_text_is_no_table() {
        let rules = vec![
            across(100.0, 50.0, 350.0),
            across(200.0, 50.0, 350.0),
            down(50.0, 100.0, 200.0),
            down(350.0, 100.0, 200.0),
        ];
        assert!(taken(rules, glyphs("正文", 60.0, 150.0, 10.0)).is_empty());
    }

    #[test]
    fn underlines_and_page_borders_are_no_tables() {
        let rules = vec![across(100.0, 50.0, 150.0), across(130.0, 50.0, 150.0), down(400.0, 50.0, 700.0)];
        assert!(taken(rules, glyphs("正文", 60.0, 120.0, 10.0)).is_empty());
    }
}
