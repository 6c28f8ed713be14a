//! Cuts a report into blocks that are laid out one by one: a block per line of the source text, or several for a line so
//! long that laying it out at once would stall the window.

use super::inserted::Inserted;
use crate::session::Document;
use crate::structure::Placement;
use crate::text::Span;

/// Maximum length of a block in code points. A longer line is cut, at the end of a sentence if there is one.
const LONGEST: usize = 2_000;

/// One line of the source text, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The line or the part of it, without the line end.
    pub(super) span: Span,
    pub(super) role: BlockRole,
    /// Run-in headings in it, by place.
    pub(super) run_in: Vec<Span>,
    /// The next block continues this line.
    pub(super) goes_on: bool,
    /// The page that begins here.
    pub(super) page: Option<u32>,
    /// The other wording of differences, where it is shown in the text.
    pub(super) inserted: Vec<Inserted>,
}

/// Role of a block in its report.
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
    let mut placed = document.report.blocks.iter().peekable();
    let mut last_page = None;
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
        let mut page = None;
        while let Some(block) = placed.next_if(|block| block.span.start < span.end.max(span.start + 1)) {
            page = block.page.filter(|page| last_page != Some(*page)).or(page);
        }
        last_page = page.or(last_page);
        if !(hide_furniture && is_furniture) {
            let mut parts = parts(span, line).peekable();
            while let Some(span) = parts.next() {
                blocks.push(Block {
                    span,
                    role,
                    run_in: run_in.clone(),
                    goes_on: parts.peek().is_some(),
                    page: page.take(),
                    inserted: Vec::new(),
                });
            }
        }
    }
    blocks
}

/// A line in parts of at most [`LONGEST`] code points; nearly every line is one.
fn parts(span: Span, line: &str) -> impl Iterator<Item = Span> {
    let mut rest = line;
    let mut start = span.start;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        // Most lines pass here: a line has no more characters than bytes.
        let length = if rest.len() <= LONGEST { None } else { cut(rest) };
        let Some((characters, bytes)) = length else {
            done = true;
            return Some(Span::new(start, span.end));
        };
        let part = Span::new(start, start + characters);
        start += characters;
        rest = &rest[bytes..];
        Some(part)
    })
}

/// Position at which to cut a line of more than [`LONGEST`] code points, in code points and in bytes.
fn cut(line: &str) -> Option<(usize, usize)> {
    let (longest, _) = line.char_indices().nth(LONGEST)?;
    let end = line[..longest].rfind(['。', '；', '！', '？', ' ']).filter(|&end| end > longest / 2);
    let bytes = end.map_or(longest, |end| end + line[end..].chars().next().map_or(0, char::len_utf8));
    Some((line[..bytes].chars().count(), bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::structure::outline;

    #[test]
    fn a_line_without_end_is_cut_and_nothing_is_lost() {
        let text = format!("{}\n短行", "一个很长的句子没有换行。".repeat(1000));
        let document = Document::new(Report::from_text("a.txt", &text), crate::structure::Outline::default());
        let blocks = blocks(&document, false);
        assert!(blocks.len() > 5 && blocks.iter().all(|block| block.span.len() <= LONGEST));
        assert!(blocks[..blocks.len() - 2].iter().all(|block| block.goes_on));
        let joined: String = blocks.iter().map(|block| document.text().slice(block.span)).collect();
        assert_eq!(joined, text.replace('\n', ""));
        assert!(document.text().slice(blocks[0].span).ends_with('。'));
    }

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
