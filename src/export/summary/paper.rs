//! The document as a PDF of A4 pages: a cover, headings with bookmarks, tables.

use super::content::{Block, Summary};
use crate::export::print::{Cell, Look, Pages};
use crate::export::wording::Wording;
use crate::message::Message;

const TEXT: Look = Look { size: 10.5, is_bold: false, grey: 0.1, is_centred: false };
const SMALL: Look = Look { size: 8.5, is_bold: false, grey: 0.38, is_centred: false };
const COVER: Look = Look { size: 12.0, is_bold: false, grey: 0.2, is_centred: true };
const TITLE: Look = Look { size: 24.0, is_bold: true, grey: 0.05, is_centred: true };
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
    for block in &summary.blocks {
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

fn add(pages: &mut Pages, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let (size, above) = HEADINGS[usize::from(level.saturating_sub(1)).min(2)];
            // A heading stands with at least some lines of what it is about.
            pages.need(above + size * 1.6 + 56.0);
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
            let cell = |(place, quote): &(String, String)| -> Cell {
                vec![(place.clone(), SMALL), (quote.clone(), Look { size: 9.5, ..TEXT })]
            };
            pages.table(&[quotes.iter().map(cell).collect()], false);
        }
    }
}
