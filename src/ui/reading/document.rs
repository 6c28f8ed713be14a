//! The pane in the accessibility tree: a document, its headings and paragraphs in view below it, the rows of their text,
//! and the selection. Nothing is built while no assistive technology listens.

use egui::accesskit::{TextPosition, TextSelection};
use egui::emath::TSTransform;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Id, Rect, Response, Role, Sense, Ui};

use super::blocks::BlockRole;
use super::inserted::to_galley;
use super::{Page, Reading, Seen};
use crate::message::Message;
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::format::pane_letter;
use crate::ui::list::listens;

/// Characters in one run of text; egui cuts rows into runs of this length.
const RUN: usize = 255;

impl Reading {
    /// Names the pane's text as a document and puts the selection on it, as far as it is in view.
    pub(super) fn name_document(&self, cx: &UiCtx<'_>, page: &Page<'_>, seen: &[Seen], response: &Response) {
        if page.ctx.accesskit_node_builder(response.id, |_| ()).is_none() {
            return;
        }
        let name = Message::new("pane-text").with("pane", pane_letter(page.pane));
        let name = cx.words.words(&name.with("title", cx.session.name(page.report)));
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Document, true, &name));
        let here = cx.session.selection().filter(|s| s.pane == page.pane && s.report == page.report);
        let selection = here.and_then(|selection| self.selection_in_view(page, seen, selection.span));
        page.ctx.accesskit_node_builder(response.id, |node| {
            node.set_read_only();
            if let Some(selection) = selection {
                node.set_text_selection(selection);
            }
        });
    }

    /// The part of a selection in the blocks in view; `None` if none of it is.
    fn selection_in_view(&self, page: &Page<'_>, seen: &[Seen], selection: Span) -> Option<TextSelection> {
        let shown = |seen: &&Seen| self.blocks[seen.block].role != BlockRole::Blank;
        let touched = |seen: &&Seen| {
            let block = self.blocks[seen.block].span;
            shown(seen) && block.start < selection.end && selection.start < block.end
        };
        let first = seen.iter().find(touched)?.block;
        let last = seen.iter().rev().find(touched)?.block;
        let anchor = self.text_position(page, first, selection.start)?;
        Some(TextSelection { anchor, focus: self.text_position(page, last, selection.end)? })
    }

    /// A position of the source in the runs of a block's text; the nearest end for a position outside the block.
    fn text_position(&self, page: &Page<'_>, block: usize, position: usize) -> Option<TextPosition> {
        let galley = &self.laid[block].as_ref()?.galley;
        let span = self.blocks[block].span;
        let position = position.clamp(span.start, span.end);
        let mut column = to_galley(span.start, &self.blocks[block].inserted, position, false);
        let mut row = 0;
        // Line ends between rows come from `typeset`; the source has none.
        while row + 1 < galley.rows.len() && column >= galley.rows[row].glyphs.len() {
            column -= galley.rows[row].glyphs.len();
            row += 1;
        }
        let run = if column > 0 && column.is_multiple_of(RUN) { column / RUN - 1 } else { column / RUN };
        let node = block_id(page, block).with(row).with(run).accesskit_id();
        Some(TextPosition { node, character_index: column - run * RUN })
    }

    /// Adds a block in view to the tree, with its role, its text and the rows of it. `ui` belongs to the document.
    pub(super) fn name_block(&self, ui: &Ui, page: &Page<'_>, block: usize, rect: Rect) {
        let entry = &self.blocks[block];
        let role = match entry.role {
            BlockRole::Title | BlockRole::Heading(_) => Role::Heading,
            BlockRole::Blank => return,
            _ => Role::Paragraph,
        };
        if !listens(ui) {
            return;
        }
        let id = block_id(page, block);
        // Only to be a child of the document: it senses nothing.
        ui.interact(rect, id, Sense::HOVER);
        page.ctx.accesskit_node_builder(id, |node| {
            node.set_role(role);
            node.set_label(page.document.text().slice(entry.span));
            match entry.role {
                BlockRole::Title => node.set_level(1),
                // The title is the only heading of the first level.
                BlockRole::Heading(level) => node.set_level(usize::from(level) + 1),
                _ => {}
            }
            let [x0, y0, x1, y1] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
            node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
        });
        if let Some(laid) = &self.laid[block] {
            let place = TSTransform::from_translation(rect.min.to_vec2());
            update_accesskit_for_text_widget(page.ctx, id, None, place, &laid.galley);
        }
    }
}

fn block_id(page: &Page<'_>, block: usize) -> Id {
    Id::unique(("block", page.pane, block))
}
