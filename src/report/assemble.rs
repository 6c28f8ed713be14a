//! Builds a report's source text from its blocks: their texts in reading order, joined by line ends, with the span of
//! each.

use super::Sent;
use super::extract::{
    Block, Comment, Extracted, Place, Recognized, RecognizedLine, RecognizedPage, Role, Warning,
};
use crate::text::{LINE_ENDS, SourceText, Span};

/// Confidence in thousandths under which a line or a character is doubtful.
const DOUBTFUL: u16 = (crate::scans::DOUBTFUL * 1000.0) as u16;

/// A block of a report with its span in the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedBlock {
    /// Its span in the source text, one whole line, in code points.
    pub span: Span,
    /// Its role as stated by the format. Every line of plain text is a paragraph.
    pub role: Role,
    /// The page it begins on, from 1, where the format has pages.
    pub page: Option<u32>,
}

/// A block of page furniture that is not in the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The block.
    pub block: Block,
    /// Index of the placed block that follows it; the number of placed blocks if none does.
    pub before: usize,
}

/// A comment of the document with its span in the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedComment {
    /// The comment.
    pub comment: Comment,
    /// The words that it is about; empty where it stands at a point, `None` where its words are not in the text.
    pub span: Option<Span>,
}

/// Text that a program read from pictures of pages, placed in the source text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacedRecognized {
    /// The pages that were read so.
    pub pages: Vec<RecognizedPage>,
    /// Number of characters on them.
    pub characters: usize,
    /// Mean confidence in these characters, in thousandths.
    pub confidence: u16,
    /// Their lines, page by page from top to bottom.
    pub lines: Vec<PlacedLine>,
}

/// A line that was read from a picture, placed in the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedLine {
    /// Number of its page.
    pub page: u32,
    /// Its span.
    pub span: Span,
    /// Left, top, right and bottom of its box, in ten-thousandths of the upright page's width and height.
    pub area: [u16; 4],
    /// Mean confidence in its characters, in thousandths.
    pub confidence: u16,
    /// Spans of its characters that were read with little confidence, with that in thousandths.
    pub doubts: Vec<(Span, u16)>,
}

impl PlacedRecognized {
    /// Lines that are doubtful as a whole, or have a doubtful character.
    pub fn doubtful(&self) -> impl Iterator<Item = &PlacedLine> {
        self.lines.iter().filter(|line| line.is_doubtful() || !line.doubts.is_empty())
    }
}

impl PlacedLine {
    /// Whether it is doubtful as a whole: the mean confidence in its characters is low.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.confidence < DOUBTFUL
    }
}

/// A source text with its blocks.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub(super) text: SourceText,
    pub(super) blocks: Vec<PlacedBlock>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) warnings: Vec<Warning>,
    pub(super) comments: Vec<PlacedComment>,
    pub(super) sent: Vec<Sent>,
    pub(super) recognized: Option<PlacedRecognized>,
}

/// Makes a paragraph of every line that is not blank.
pub(super) fn plain(text: SourceText) -> Assembled {
    let blocks = text
        .lines()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(span, _)| PlacedBlock { span, role: Role::Paragraph, page: None })
        .collect();
    Assembled { text, blocks, ..Assembled::default() }
}

/// Joins blocks. Furniture is left out unless `whole_page` is set.
pub(super) fn blocks(extracted: Extracted, whole_page: bool) -> Assembled {
    let mut text = String::new();
    let mut characters = 0;
    let mut placed: Vec<PlacedBlock> = Vec::with_capacity(extracted.blocks.len());
    let mut left_out = Vec::new();
    // The span of each extracted block; none for those that are not in the text.
    let mut spans: Vec<Option<Span>> = Vec::with_capacity(extracted.blocks.len());
    for mut block in extracted.blocks {
        make_one_line(&mut block);
        spans.push(None);
        if block.text.is_empty() {
            continue;
        }
        if block.role == Role::Furniture && !whole_page {
            left_out.push(LeftOut { block, before: placed.len() });
            continue;
        }
        if !placed.is_empty() {
            text.push('\n');
            characters += 1;
        }
        let end = characters + block.text.chars().count();
        let span = Span::new(characters, end);
        placed.push(PlacedBlock { span, role: block.role, page: block.page });
        if let Some(last) = spans.last_mut() {
            *last = Some(span);
        }
        text.push_str(&block.text);
        characters = end;
    }
    let mut warnings = extracted.warnings;
    if extracted.not_read.total() > 0 {
        warnings.push(Warning::NotRead(extracted.not_read));
    }
    let mut seen = std::collections::HashSet::new();
    warnings.retain(|warning| seen.insert(*warning));
    let comments = extracted.comments.into_iter().map(|comment| place(comment, &spans)).collect();
    let recognized = extracted.recognized.map(|recognized| placed_recognized(recognized, &spans));
    Assembled {
        text: SourceText::new(&text),
        blocks: placed,
        left_out,
        warnings,
        comments,
        sent: extracted.sent,
        recognized,
    }
}

/// The comment with its span. One whose words begin or end in a block that is not in the text has none.
fn place(comment: Comment, spans: &[Option<Span>]) -> PlacedComment {
    let span = comment.place.and_then(|place| span_of(place, spans));
    PlacedComment { comment, span }
}

/// The span of a place in blocks; `None` if one of its ends is in a block that is not in the text.
fn span_of(place: Place, spans: &[Option<Span>]) -> Option<Span> {
    let at = |(block, position): (usize, usize)| {
        let span = spans.get(block).copied().flatten()?;
        Some(span.start.saturating_add(position).min(span.end))
    };
    let ends = at(place.start).zip(at(place.end));
    ends.filter(|(start, end)| start <= end).map(|(start, end)| Span::new(start, end))
}

fn placed_recognized(recognized: Recognized, spans: &[Option<Span>]) -> PlacedRecognized {
    let Recognized { pages, characters, confidence, lines } = recognized;
    let line = |line: RecognizedLine| {
        let RecognizedLine { page, place, area, confidence, doubts } = line;
        let doubts =
            doubts.into_iter().filter_map(|doubt| Some((span_of(doubt.place, spans)?, doubt.confidence)));
        Some(PlacedLine { page, span: span_of(place, spans)?, area, confidence, doubts: doubts.collect() })
    };
    PlacedRecognized { pages, characters, confidence, lines: lines.into_iter().filter_map(line).collect() }
}

/// Removes line ends and a BOM from a block, whose span is counted before `SourceText` folds line ends.
fn make_one_line(block: &mut Block) {
    let breaks = |c: char| c == '\n' || LINE_ENDS.contains(&c);
    if block.text.contains(|c| c == '\u{feff}' || breaks(c)) {
        block.text = block.text.replace('\u{feff}', "").replace(breaks, " ");
    }
    block.text.truncate(block.text.trim_end().len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::NotRead;

    fn page() -> Extracted {
        let block = |text: &str, role| Block { text: text.to_owned(), role, page: Some(1) };
        Extracted {
            blocks: vec![
                block("首页 > 公开", Role::Furniture),
                block("\u{feff}青云县报告  ", Role::Title),
                block("第1页", Role::Furniture),
                block("　　甲\r\n乙\u{b}\u{2028}丙。", Role::Paragraph),
                block(" ", Role::Paragraph),
            ],
            warnings: vec![Warning::Comments, Warning::Comments],
            ..Extracted::default()
        }
    }

    #[test]
    fn furniture_is_kept_beside_the_text() {
        let assembled = blocks(page(), false);
        assert_eq!(assembled.text.as_str(), "青云县报告\n　　甲  乙  丙。");
        let shown: Vec<_> = assembled.blocks.iter().map(|block| assembled.text.slice(block.span)).collect();
        assert_eq!(shown, ["青云县报告", "　　甲  乙  丙。"]);
        let left: Vec<_> =
            assembled.left_out.iter().map(|out| (out.before, out.block.text.as_str())).collect();
        assert_eq!(left, [(0, "首页 > 公开"), (1, "第1页")]);
        assert_eq!(assembled.warnings, [Warning::Comments]);
    }

    #[test]
    fn comments_have_spans_where_their_words_are_in_the_text() {
        use crate::report::extract::Place;
        let at = |start, end| Comment { place: Some(Place { start, end }), ..Comment::default() };
        let comments = vec![at((1, 0), (3, 3)), at((0, 0), (1, 1)), at((1, 99), (1, 99)), Comment::default()];
        let assembled = blocks(Extracted { comments, ..page() }, false);
        let spans: Vec<_> = assembled.comments.iter().map(|comment| comment.span).collect();
        assert_eq!(spans, [Some(Span::new(0, 9)), None, Some(Span::new(5, 5)), None]);
    }

    #[test]
    fn parts_that_were_not_read_are_one_warning() {
        let not_read = NotRead { charts: 2, symbols: 1, ..NotRead::default() };
        let assembled = blocks(Extracted { not_read, ..page() }, false);
        assert_eq!(assembled.warnings, [Warning::Comments, Warning::NotRead(not_read)]);
    }

    #[test]
    fn the_whole_page_has_furniture_in_its_text() {
        let assembled = blocks(page(), true);
        assert_eq!(assembled.text.as_str(), "首页 > 公开\n青云县报告\n第1页\n　　甲  乙  丙。");
        assert_eq!(assembled.blocks[2].role, Role::Furniture);
        assert_eq!(assembled.left_out, []);
    }

    #[test]
    fn blank_lines_of_a_text_file_are_no_blocks() {
        let assembled = plain(SourceText::new("甲\n\n　\n乙"));
        let shown: Vec<_> = assembled.blocks.iter().map(|block| assembled.text.slice(block.span)).collect();
        assert_eq!(shown, ["甲", "乙"]);
    }
}
