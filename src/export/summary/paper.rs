//! The document as a PDF of A4 pages: a cover, headings with bookmarks, tables.

use super::content::{Block, Summary};
use crate::export::print::{Cell, Look, Pages};
use crate::export::wording::Wording;
use crate::message::Message;

const TEXT: Look = Look { size: 10.5, is_bold: false, grey: 0.1, is_centred: false };
const SMALL: Look = Look { size: 8.5, is_bold: false, grey: 0.38, is_centred: false };
const COVER: Look = Look { size: 12.0, is_bold: false, grey: 0.2, is_centred: true };
const TITLE: Look = Look { size: 24.0, is_bold: true, grey: 0.05, is_centred: true };
/// Height up to which quotes stand on the page of their heading, in points.
const MOST_KEPT: f64 = 420.0;
/// Sizes of headings, in points, and the room above each.
const HEADINGS: [(f64, f64); 3] = [(16.0, 22.0), (13.0, 16.0), (11.0, 12.0)];

/// The file.
pub(super) fn document(w: &Wording<'_>, summary: &Summary) -> Vec<u8> {
    let Some(mut pages) = Pages::new() else { return Vec::new() };
    pages.skip(170.0);
    pages.paragraph(&summary.title, TITLE);
    pages.skip(28.0);
    for line in [&summary.reviewers, &summary.date, &summary.counts] {
        if !line.is_empty() {
            pages.paragraph(line, COVER);
            pages.skip(6.0);
        }
    }
    pages.turn();
    for (index, block) in summary.blocks.iter().enumerate() {
        if matches!(block, Block::Heading(..))
            && !matches!(summary.blocks.get(index.wrapping_sub(1)), Some(Block::Heading(..)))
        {
            let room = room(&pages, &summary.blocks[index..]);
            pages.need(room);
        }
        add(&mut pages, block);
    }
    let missing = pages.missing();
    if !missing.is_empty() {
        pages.skip(12.0);
        let message = Message::new("summary-missing-characters").with("characters", missing);
        pages.paragraph(&w.words.words(&message), SMALL);
    }
    pages.finished(&summary.title, w.text("html-language"))
}

/// The room that headings need with the beginning of what they are about: small lines, and a table that goes on a page.
fn room(pages: &Pages, blocks: &[Block]) -> f64 {
    let mut room = 0.0;
    for block in blocks {
        match block {
            Block::Heading(level, _) => {
                let (size, above) = HEADINGS[usize::from(level.saturating_sub(1)).min(2)];
                room += above + size * 1.6 + 3.0;
            }
            Block::Small(_) => room += SMALL.size * 1.6,
            Block::Text(_) => return room + 3.0 * TEXT.size * 1.6,
            Block::Table { .. } => return room + 80.0,
            Block::Quotes(quotes) if quotes.is_empty() => {}
            Block::Quotes(quotes) => {
                let table = pages.height(&[quote_cells(quotes)]);
                return room + if table < MOST_KEPT { table } else { 80.0 };
            }
        }
    }
    room
}

/// The cells of quotes side by side.
fn quote_cells(quotes: &[(String, String)]) -> Vec<Cell> {
    let cell = |(place, quote): &(String, String)| -> Cell {
        vec![(place.clone(), SMALL), (quote.clone(), Look { size: 9.5, ..TEXT })]
    };
    quotes.iter().map(cell).collect()
}

fn add(pages: &mut Pages, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let (size, above) = HEADINGS[usize::from(level.saturating_sub(1)).min(2)];
            pages.skip(above);
            if *level < 3 {
                pages.bookmark(*level, text);
            }
            pages.paragraph(text, Look { size, is_bold: true, grey: 0.05, is_centred: false });
            pages.skip(3.0);
        }
        Block::Text(text) => pages.paragraph(text, TEXT),
        Block::Small(text) => pages.paragraph(text, SMALL),
        Block::Table { head, rows } => {
            let row = |cells: &Vec<String>, look: Look| -> Vec<Cell> {
                cells.iter().map(|cell| vec![(cell.clone(), look)]).collect()
            };
            let (plain, bold) = (Look { size: 9.0, ..TEXT }, Look { size: 9.0, is_bold: true, ..TEXT });
            let all: Vec<Vec<Cell>> =
                std::iter::once(row(head, bold)).chain(rows.iter().map(|cells| row(cells, plain))).collect();
            pages.table(&all, true);
        }
        Block::Quotes(quotes) if quotes.is_empty() => {}
        Block::Quotes(quotes) => {
            pages.table(&[quote_cells(quotes)], false);
        }
    }
}
