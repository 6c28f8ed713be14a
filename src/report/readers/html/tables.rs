//! Distinguishes tables for layout from tables of data. Rows of data become blocks, their cells separated by tabs.

use std::collections::HashMap;

use super::elements::Kind;
use super::page::{Page, RawBlock};

/// Maximum length of a cell in a table of data, in characters.
const CELL: usize = 240;

/// Position of a block in its innermost table.
#[derive(Clone, Copy)]
struct Place {
    table: usize,
    row: usize,
    cell: usize,
}

/// Measurements of a table.
#[derive(Default)]
struct Table {
    /// Number of rows that are not empty; `wide_rows` counts those with at least two non-empty cells.
    rows: usize,
    wide_rows: usize,
    longest: usize,
    /// Maximum number of paragraphs in a cell.
    paragraphs: usize,
    characters: usize,
    linked: usize,
    nests: bool,
}

/// Joins the cells of rows that hold data. Linear: each block's elements are walked up once.
pub(super) fn with_rows(mut page: Page) -> Page {
    let places: Vec<Option<Place>> = page.blocks.iter().map(|block| place(&page, block.element)).collect();
    let tables = survey(&page, &places);
    let is_data = |place: &Place| tables.get(&place.table).is_some_and(Table::is_data);
    let mut blocks: Vec<RawBlock> = Vec::with_capacity(page.blocks.len());
    let mut last: Option<Place> = None;
    for (block, place) in std::mem::take(&mut page.blocks).into_iter().zip(places) {
        let place = place.filter(is_data);
        match (place, last, blocks.last_mut()) {
            (Some(place), Some(before), Some(row)) if place.row == before.row => {
                row.text.push(if place.cell == before.cell { ' ' } else { '\t' });
                row.text.push_str(block.text.trim_start());
                row.characters = row.characters.saturating_add(block.characters);
                row.linked = row.linked.saturating_add(block.linked);
                row.bold = row.bold.saturating_add(block.bold);
                row.element = place.row;
            }
            (Some(place), _, _) => {
                blocks.push(RawBlock { row: true, element: place.row, heading: None, ..block });
            }
            (None, _, _) => blocks.push(block),
        }
        last = place;
    }
    page.blocks = blocks;
    page
}

fn place(page: &Page, element: usize) -> Option<Place> {
    let (mut cell, mut row) = (None, None);
    for (index, kind) in ancestors(page, element) {
        match kind {
            Kind::Cell => cell = cell.or(Some(index)),
            Kind::Row => row = row.or(Some(index)),
            Kind::Table => return Some(Place { table: index, row: row?, cell: cell? }),
            _ => {}
        }
    }
    None
}

/// An element and its ancestors, from the inside out.
fn ancestors(page: &Page, element: usize) -> impl Iterator<Item = (usize, Kind)> + '_ {
    let mut next = Some(element);
    std::iter::from_fn(move || {
        let index = next?;
        let element = page.elements.get(index)?;
        next = (element.parent != index).then_some(element.parent);
        Some((index, element.kind))
    })
}

fn survey(page: &Page, places: &[Option<Place>]) -> HashMap<usize, Table> {
    let mut tables: HashMap<usize, Table> = HashMap::new();
    let mut last: Option<Place> = None;
    let (mut cells, mut cell_length, mut paragraphs) = (0_usize, 0_usize, 0_usize);
    for (block, place) in page.blocks.iter().zip(places) {
        let Some(place) = *place else {
            last = None;
            continue;
        };
        let table = tables.entry(place.table).or_default();
        if last.is_none_or(|last| last.row != place.row) {
            table.rows = table.rows.saturating_add(1);
            (cells, cell_length, paragraphs) = (1, 0, 0);
        } else if last.is_some_and(|last| last.cell != place.cell) {
            cells = cells.saturating_add(1);
            (cell_length, paragraphs) = (0, 0);
            table.wide_rows = table.wide_rows.saturating_add(usize::from(cells == 2));
        }
        cell_length = cell_length.saturating_add(block.characters);
        paragraphs = paragraphs.saturating_add(usize::from(block.text.ends_with('。')));
        table.paragraphs = table.paragraphs.max(paragraphs);
        table.longest = table.longest.max(cell_length);
        table.characters = table.characters.saturating_add(block.characters);
        table.linked = table.linked.saturating_add(block.linked);
        last = Some(place);
    }
    // A table that contains another is for layout.
    for (index, element) in page.elements.iter().enumerate() {
        if element.kind == Kind::Table && tables.contains_key(&index) {
            let outer = ancestors(page, element.parent).find(|(_, kind)| *kind == Kind::Table);
            if let Some((outer, _)) = outer.filter(|(outer, _)| *outer != index) {
                tables.entry(outer).or_default().nests = true;
            }
        }
    }
    tables
}

impl Table {
    fn is_data(&self) -> bool {
        !self.nests
            && self.longest <= CELL
            && self.paragraphs < 2
            && self.wide_rows.saturating_mul(2) >= self.rows
            && self.linked.saturating_mul(2) <= self.characters
    }
}
