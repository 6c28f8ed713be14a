//! The paragraphs of a report's own text: its lines without page furniture, title and further copies of a body.

use std::collections::HashMap;

use crate::report::Report;
use crate::structure::{Outline, Placement};
use crate::text::{Span, is_ignored};

/// Minimum number of consecutive equal lines that form a further copy of a body.
const COPY_LINES: usize = 4;
/// Minimum length of such a copy, in characters.
const COPY_CHARACTERS: usize = 200;
/// Maximum length of Markdown's marks before a heading, in characters.
const MARKS: usize = 8;

/// A line of the report's own text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// The line without surrounding white space.
    pub(super) span: Span,
    /// The text after the number of a heading or an article.
    pub(super) text: Span,
    /// The text after a run-in heading; empty if the line is only a heading.
    pub(super) body: Span,
}

impl Paragraph {
    /// Whether the line is a stand-alone heading.
    pub(super) fn is_heading(&self) -> bool {
        self.body.is_empty()
    }
}

/// The lines that are neither blank nor furniture nor title, with the headings in them. A line with several headings
/// is a paragraph for each.
pub(super) fn own_lines(source: &Report, outline: &Outline, chars: &[char]) -> Vec<Paragraph> {
    let mut furniture = outline.furniture.iter().peekable();
    let mut sections = outline.sections.iter().peekable();
    let mut articles = outline.articles.iter().peekable();
    let mut lines = Vec::new();
    for line in 0..source.text.line_count() {
        let span = source.text.line_span(line);
        let shown = &chars[span.start..span.end];
        let Some(first) = shown.iter().position(|&c| !is_ignored(c)) else { continue };
        let last = shown.iter().rposition(|&c| !is_ignored(c)).unwrap_or(first);
        let mut span = Span::new(span.start + first, span.start + last + 1);
        while furniture.next_if(|furniture| furniture.span.end <= span.start).is_some() {}
        let is_furniture = furniture.peek().is_some_and(|furniture| furniture.span.start < span.end);
        if is_furniture || outline.title.is_some_and(|title| title.overlaps(span)) {
            continue;
        }
        while sections.next_if(|section| section.heading.end <= span.start).is_some() {}
        while let Some(section) = sections.next_if(|section| section.heading.start < span.end) {
            let next = sections.peek().map(|next| next.heading.start).filter(|&next| next < span.end);
            if section.heading.start > span.start + MARKS {
                lines.push(plain_paragraph(Span::new(span.start, section.heading.start)));
                span = Span::new(section.heading.start, span.end);
            }
            let piece = Span::new(span.start, next.unwrap_or(span.end));
            let text = section.label.end.clamp(piece.start, piece.end);
            let body = match section.placement {
                Placement::Standalone => piece.end,
                Placement::RunIn => section.heading.end.clamp(text, piece.end),
            };
            lines.push(Paragraph {
                span: piece,
                text: Span::new(text, piece.end),
                body: Span::new(body, piece.end),
            });
            span = Span::new(piece.end, span.end);
        }
        while articles.next_if(|article| article.start < span.start).is_some() {}
        if let Some(article) = articles.next_if(|article| article.start < span.end) {
            let text = Span::new(article.end.min(span.end), span.end);
            lines.push(Paragraph { span, text, body: text });
        } else if !span.is_empty() {
            lines.push(plain_paragraph(span));
        }
    }
    lines
}

fn plain_paragraph(span: Span) -> Paragraph {
    Paragraph { span, text: span, body: span }
}

/// Removes runs of lines that repeat earlier ones in the same order.
pub(super) fn without_copies(chars: &[char], lines: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut first: HashMap<&[char], usize> = HashMap::with_capacity(lines.len());
    let mut earlier = Vec::with_capacity(lines.len());
    for (line, paragraph) in lines.iter().enumerate() {
        let words = &chars[paragraph.span.start..paragraph.span.end];
        let before = *first.entry(words).or_insert(line);
        earlier.push((before < line).then_some(before));
    }
    let mut is_copy = vec![false; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let mut end = start;
        while end < lines.len()
            && earlier[end].is_some()
            && (end == start || earlier[end] == earlier[end - 1].map(|before| before + 1))
        {
            end += 1;
        }
        let characters: usize = lines[start..end].iter().map(|paragraph| paragraph.span.len()).sum();
        if end - start >= COPY_LINES && characters >= COPY_CHARACTERS {
            is_copy[start..end].fill(true);
        }
        start = end.max(start + 1);
    }
    lines.into_iter().zip(is_copy).filter(|(_, is_copy)| !is_copy).map(|(paragraph, _)| paragraph).collect()
}
