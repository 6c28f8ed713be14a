//! Laying out one block: fonts and colours by its role, room above and below, and where its marks fall.

use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Rect};

use super::blocks::{Block, BlockRole};
use super::comments::{LaidComment, lay_comments};
use super::hits::{self, LaidHit};
use super::marks::{self, LaidMark, LaidNote, Noted};
use super::{Galley, Page, Reading};
use crate::session::MarkKind;
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, bold, regular};
use crate::ui::typeset;

/// Assumed height of a block that was not laid out yet, in points. Nothing in view depends on it.
const UNKNOWN_HEIGHT: f32 = 28.0;

/// A block that is laid out.
pub(super) struct Laid {
    pub(super) galley: Galley,
    pub(super) above: f32,
    pub(super) below: f32,
    pub(super) marks: Vec<LaidMark>,
    pub(super) notes: Vec<LaidNote>,
    pub(super) noted: Noted,
    pub(super) comments: Vec<LaidComment>,
    pub(super) hits: Vec<LaidHit>,
    marks_revision: u64,
}

impl Laid {
    /// The whole height, room around it included.
    pub(super) fn height(&self) -> f32 {
        self.above + self.galley.size().y + self.below
    }
}

impl Reading {
    /// Lays a block out unless it is laid out already, and places its marks if they have changed.
    pub(super) fn lay(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, block: usize) {
        let revision = cx.session.marks_revision();
        let Some(entry) = self.blocks.get(block) else { return };
        let fresh = self.laid[block].as_ref().is_some_and(|laid| laid.marks_revision == revision);
        if fresh {
            return;
        }
        let (above, below) = match (room(entry.role), entry.goes_on) {
            ((above, _), true) => (above, 0.0),
            (room, false) => room,
        };
        let galley = if let Some(laid) = self.laid[block].take() {
            laid.galley
        } else {
            let job = job(cx, page, entry);
            page.ctx.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let marks = marks::lay_marks(cx, page, entry, &galley);
        let notes = marks::lay_notes(cx, page, entry, &galley);
        let hits = hits::lay_hits(cx, page, entry, &galley);
        let noted = Noted::by(&notes);
        let comments = lay_comments(cx, page, entry, &galley);
        let laid =
            Laid { galley, above, below, marks, notes, noted, comments, hits, marks_revision: revision };
        self.laid[block] = Some(Box::new(laid));
    }

    /// Height of a block, in points; assumed for one that is not laid out.
    pub(super) fn height_of(&self, block: usize) -> f32 {
        match self.laid.get(block) {
            Some(Some(laid)) => laid.height(),
            Some(None) => UNKNOWN_HEIGHT,
            None => 0.0,
        }
    }

    /// The rectangle of a block's galley when the block's top is at `y`.
    pub(super) fn galley_rect(&self, page: &Page<'_>, block: usize, y: f32) -> Option<Rect> {
        let laid = self.laid[block].as_ref()?;
        let top_left = egui::pos2(page.text_left, y + laid.above);
        Some(Rect::from_min_size(top_left, egui::vec2(page.text_width, laid.galley.size().y)))
    }
}

/// Room above and below a block in points.
fn room(role: BlockRole) -> (f32, f32) {
    match role {
        BlockRole::Title => (12.0, 16.0),
        BlockRole::Heading(1) => (20.0, 8.0),
        BlockRole::Heading(_) => (12.0, 4.0),
        BlockRole::Paragraph => (0.0, 8.0),
        BlockRole::Furniture => (0.0, 2.0),
        BlockRole::Blank => (0.0, 0.0),
    }
}

/// The font of a block where reading text has `size`.
fn font(role: BlockRole, size: f32) -> FontId {
    match role {
        BlockRole::Title => bold(size + 6.0),
        BlockRole::Heading(1) => bold(size + 4.0),
        BlockRole::Heading(2) => bold(size + 1.0),
        BlockRole::Heading(_) => bold(size),
        BlockRole::Paragraph => regular(size),
        BlockRole::Furniture => regular((size - 3.0).max(CAPTION)),
        BlockRole::Blank => regular(CAPTION * 0.5),
    }
}

fn job(cx: &UiCtx<'_>, page: &Page<'_>, block: &Block) -> LayoutJob {
    let color = if block.role == BlockRole::Furniture { cx.palette.secondary } else { cx.palette.text };
    let settings = cx.session.settings();
    let format = |font_id: FontId| TextFormat {
        line_height: Some((font_id.size * settings.line_height).round()),
        font_id,
        color,
        ..Default::default()
    };
    let plain = format(font(block.role, settings.reading_size));
    let heavy = format(bold(plain.font_id.size));
    let aside = TextFormat {
        font_id: regular((plain.font_id.size - 2.0).max(CAPTION)),
        color: cx.palette.sign(MarkKind::Near),
        ..plain.clone()
    };
    let text = page.document.text();
    let mut pieces = Vec::new();
    let mut at = block.span.start;
    let mut inserted = block.inserted.iter().peekable();
    let mut piece = |end: usize, format: &TextFormat| {
        while let Some(other) = inserted.next_if(|other| other.at <= end) {
            if other.at > at {
                pieces.push((printable(text.slice(Span::new(at, other.at))), format.clone()));
                at = other.at;
            }
            pieces.push((other.words.clone(), aside.clone()));
        }
        if end > at {
            pieces.push((printable(text.slice(Span::new(at, end))), format.clone()));
            at = end;
        }
    };
    for heading in block.run_in.iter().filter_map(|heading| heading.intersection(block.span)) {
        piece(heading.start, &plain);
        piece(heading.end, &heavy);
    }
    piece(block.span.end, &plain);
    if block.span.is_empty() {
        pieces.push((String::new(), plain));
    }
    // A narrow column is not justified: long numbers and names would leave its rows too loose.
    typeset::job(page.ctx, &pieces, page.text_width, page.text_width >= settings.reading_size * 26.0)
}

/// Replaces characters that would be drawn as boxes or break the layout, one for one, so that positions stay.
pub(in crate::ui) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\u{a0}' => ' ',
            // The mark of undecodable bytes; few fonts have a glyph for it.
            '\u{fffd}' => '□',
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}') =>
            {
                ' '
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_place() {
        let text = "甲\t乙\u{feff}丙\u{202e}丁\u{0}";
        assert_eq!(printable(text).chars().count(), text.chars().count());
        assert_eq!(printable("甲\u{7}乙"), "甲 乙");
    }
}
