//! The text as structure is read from it: its characters and the lines that hold something. What a line means is not
//! here.

use crate::report::{Report, Role};
use crate::text::{Span, is_ignored};
pub(super) use crate::text::{fold as plain, is_han};

/// A report's characters and its lines that are not blank.
pub(super) struct Page {
    /// The source's characters with look-alikes folded; positions are those of the source.
    pub(super) chars: Vec<char>,
    pub(super) lines: Vec<Line>,
}

/// A line that holds something.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// The whole line without its line end.
    pub(super) span: Span,
    /// The line without the white space around its words; never empty.
    pub(super) content: Span,
    /// What the report's format says of it.
    pub(super) role: Role,
}

impl Page {
    pub(super) fn new(report: &Report) -> Self {
        let chars: Vec<char> = report.text.as_str().chars().map(plain).collect();
        let mut blocks = report.blocks.iter().peekable();
        let lines = (0..report.text.line_count())
            .filter_map(|line| {
                let span = report.text.line_span(line);
                let shown = &chars[span.start..span.end];
                let first = shown.iter().position(|&c| !is_ignored(c))?;
                let last = shown.iter().rposition(|&c| !is_ignored(c))?;
                // A block is one line, and both come in order.
                while blocks.next_if(|block| block.span.start < span.start).is_some() {}
                let block = blocks.peek().filter(|block| block.span.start == span.start);
                let role = block.map_or(Role::Paragraph, |block| block.role);
                Some(Line { role, span, content: Span::new(span.start + first, span.start + last + 1) })
            })
            .collect();
        Self { chars, lines }
    }

    /// The words of a line.
    pub(super) fn content(&self, line: usize) -> &[char] {
        let span = self.lines[line].content;
        &self.chars[span.start..span.end]
    }

    /// The words of a line, folded to half width, without white space; for comparing.
    pub(super) fn squashed(&self, line: usize) -> String {
        squash(self.content(line))
    }
}

/// Folded to half width, without white space.
pub(super) fn squash(chars: &[char]) -> String {
    chars.iter().filter(|&&c| !is_ignored(c)).map(|&c| plain(c)).collect()
}

/// Whether a character ends a sentence, in either width.
pub(super) fn ends_sentence(character: char) -> bool {
    matches!(plain(character), '。' | '!' | '?')
}

/// Whether a character parts the clauses of a sentence.
pub(super) fn parts_clauses(character: char) -> bool {
    matches!(plain(character), ',' | ';')
}
