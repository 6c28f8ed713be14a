//! The text prepared for reading structure: its characters and its lines that are not blank. A line without breaks
//! that holds several headings counts as several lines (`glued`). Lines are not interpreted here.

use super::glued;
use crate::report::{Format, Report, Role};
use crate::text::{Span, is_ignored};
pub(super) use crate::text::{fold, is_han};

/// A report's characters and its lines that are not blank.
pub(super) struct Page {
    /// The source's characters with look-alikes folded; positions are those of the source.
    pub(super) chars: Vec<char>,
    pub(super) lines: Vec<Line>,
    pub(super) format: Format,
}

/// A line that is not blank.
#[derive(Clone, Copy)]
pub(super) struct Line {
    /// The whole line without its line end.
    pub(super) span: Span,
    /// The line without surrounding white space and marks of Markdown; never empty.
    pub(super) content: Span,
    /// The role that the report's format gives it.
    pub(super) role: Role,
    /// Whether it is a row of a table, by its role or by tabs between its cells.
    pub(super) is_row: bool,
    /// Whether it is a piece of a glued line.
    pub(super) is_piece: bool,
}

impl Page {
    pub(super) fn new(report: &Report) -> Self {
        // Tabs are kept, since they separate the cells of rows.
        let chars: Vec<char> =
            report.text.as_str().chars().map(|c| if c == '\t' { c } else { fold(c) }).collect();
        let mut blocks = report.blocks.iter().peekable();
        let mut lines = Vec::with_capacity(report.blocks.len());
        for line in 0..report.text.line_count() {
            let span = report.text.line_span(line);
            let Some(content) = content(&chars, span) else { continue };
            // A block is one line, and both are in order.
            while blocks.next_if(|block| block.span.start < span.start).is_some() {}
            let block = blocks.peek().filter(|block| block.span.start == span.start);
            let role = block.map_or(Role::Paragraph, |block| block.role);
            let words = &chars[content.start..content.end];
            if role == Role::Row || is_row(words) {
                lines.push(Line { span, content, role, is_row: true, is_piece: false });
                continue;
            }
            let starts = glued::pieces(words);
            let ends = starts.iter().skip(1).map(|start| content.start + start).chain([span.end]);
            for (at, (&start, end)) in starts.iter().zip(ends).enumerate() {
                let start = if at == 0 { span.start } else { content.start + start };
                let piece = Span::new(start, end);
                if let Some(content) = self::content(&chars, piece) {
                    lines.push(Line {
                        span: piece,
                        content,
                        role,
                        is_row: false,
                        is_piece: starts.len() > 1,
                    });
                }
            }
        }
        Self { chars, lines, format: report.format }
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

/// A span without surrounding white space and the marks of a Markdown heading or emphasis (`## …`, `**…**`) around it;
/// `None` if nothing is left.
fn content(chars: &[char], span: Span) -> Option<Span> {
    let shown = &chars[span.start..span.end];
    let blank = |c: char| is_ignored(c);
    let mut first = shown.iter().position(|&c| !blank(c))?;
    let mut last = shown.iter().rposition(|&c| !blank(c))?;
    let hashes = shown[first..=last].iter().take_while(|&&c| c == '#').count();
    let heading = (1..=6).contains(&hashes) && shown.get(first + hashes).is_some_and(|&c| blank(c));
    if heading {
        first += hashes + shown[first + hashes..].iter().take_while(|&&c| blank(c)).count();
    }
    let emphasis = shown[first.min(last)..=last].starts_with(&['*', '*']);
    if emphasis && last >= first + 2 {
        first += 2 + shown[first + 2..=last].iter().take_while(|&&c| blank(c)).count();
        if last > first + 1 && shown[last] == '*' && shown[last - 1] == '*' {
            last -= 2;
        }
        last = shown[..=last].iter().rposition(|&c| !blank(c)).unwrap_or(last);
    }
    (first <= last).then(|| Span::new(span.start + first, span.start + last + 1))
}

/// Whether the words of a line are cells separated by tabs. A tab behind a label (`一、⇥总则`) does not separate cells.
fn is_row(words: &[char]) -> bool {
    let mut cells = words.split(|&c| c == '\t').filter(|cell| cell.iter().any(|&c| !is_ignored(c)));
    let Some(first) = cells.next() else { return false };
    let rest = cells.count();
    let only_label = first.len() <= 6
        && !first.iter().any(|&c| c.is_alphabetic() && !"一二三四五六七八九十第章节条部分".contains(c))
        && first.iter().any(|&c| "、.．)）章节条分".contains(c));
    let prose = words.len() > 120 && words.iter().any(|&c| fold(c) == '。');
    rest > usize::from(only_label) && !prose
}

/// Folded to half width, without white space.
pub(super) fn squash(chars: &[char]) -> String {
    chars.iter().filter(|&&c| !is_ignored(c)).map(|&c| fold(c)).collect()
}

/// Whether a character ends a sentence, in either width.
pub(super) fn ends_sentence(character: char) -> bool {
    matches!(fold(character), '。' | '!' | '?')
}

/// Whether a character separates the clauses of a sentence.
pub(super) fn parts_clauses(character: char) -> bool {
    matches!(fold(character), ',' | ';')
}
