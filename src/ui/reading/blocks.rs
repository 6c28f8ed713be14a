//! A report cut into the blocks that are laid out one by one: a block a line of its source text.

use crate::session::Document;
use crate::structure::Placement;
use crate::text::Span;

/// One line of the source text with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The line, without its line end.
    pub(super) span: Span,
    pub(super) role: BlockRole,
    /// Run-in headings in it, by place.
    pub(super) run_in: Vec<Span>,
}

/// What a block is in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockRole {
    Title,
    Heading(u8),
    Paragraph,
    Furniture,
    Blank,
}

/// The blocks of a report in order. Linear in its length.
pub(super) fn blocks(document: &Document, hide_furniture: bool) -> Vec<Block> {
    let outline = &document.outline;
    let mut furniture = outline.furniture.iter().peekable();
    let mut sections = outline.sections.iter().peekable();
    let mut blocks = Vec::new();
    for (span, line) in document.text().lines() {
        while furniture
            .peek()
            .is_some_and(|piece| piece.span.end <= span.start && piece.span.start < span.start)
        {
            furniture.next();
        }
        let is_furniture = furniture.peek().is_some_and(|piece| piece.span.overlaps(span));
        let mut heading = None;
        let mut run_in = Vec::new();
        while let Some(section) =
            sections.next_if(|section| section.heading.start < span.end.max(span.start + 1))
        {
            match section.placement {
                Placement::Standalone => heading = Some(section.level),
                Placement::RunIn => run_in.push(section.heading),
            }
        }
        let role = if line.trim().is_empty() {
            BlockRole::Blank
        } else if is_furniture {
            BlockRole::Furniture
        } else if outline.title.is_some_and(|title| title.overlaps(span)) {
            BlockRole::Title
        } else if let Some(level) = heading {
            BlockRole::Heading(level)
        } else {
            BlockRole::Paragraph
        };
        if !(hide_furniture && is_furniture) {
            blocks.push(Block { span, role, run_in });
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::structure::outline;

    #[test]
    fn every_line_is_a_block_and_furniture_can_go() {
        let report = Report::from_text(
            "a.txt",
            "首页 > 公开\n\n某县2024年法治政府建设年度报告\n一、主要情况\n正文。\n",
        );
        let outline = outline(&report);
        let document = Document::new(report, outline);
        let all = blocks(&document, false);
        assert_eq!(all.len(), document.text().line_count());
        assert_eq!(all[1].role, BlockRole::Blank);
        let shown = blocks(&document, true);
        assert!(shown.len() <= all.len() && shown.iter().all(|block| block.role != BlockRole::Furniture));
    }
}
