//! A report prepared for checks: its characters folded to half width in their places, the paragraphs of its own text, its
//! figures, its identity. Page furniture, the title and further copies of a body are left out.

use std::collections::HashMap;
use std::ops::Range;

use super::Input;
use super::figures::{self, Figure};
use super::identity::Identity;
use super::spots::Spots;
use crate::finding::Place;
use crate::report::Report;
use crate::structure::{Outline, Placement};
use crate::text::{Span, is_ignored};
pub(super) use crate::text::{fold as plain, is_han, starts_with as starts};

/// Minimum number of equal lines in a row that are a further copy of a body.
const COPY_LINES: usize = 4;
/// Minimum length of such a copy, in characters.
const COPY_CHARACTERS: usize = 200;
/// Marks of Markdown before a heading are at most this long.
const MARKS: usize = 8;

/// A report prepared for checks.
pub(super) struct Page<'a> {
    /// Index of the report in the input.
    pub(super) report: usize,
    pub(super) source: &'a Report,
    pub(super) outline: &'a Outline,
    /// The source's characters with look-alikes folded; positions are those of the source.
    pub(super) chars: Vec<char>,
    /// Lines of the report's own text, in order.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Figures of all paragraphs, in order.
    pub(super) figures: Vec<Figure>,
    pub(super) identity: Identity,
    spots: Spots,
}

/// A line of the report's own text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// Without the white space around it.
    pub(super) span: Span,
    /// Behind the number of a heading or an article.
    pub(super) text: Span,
    /// Behind a run-in heading; empty where the line is nothing but a heading.
    pub(super) body: Span,
}

impl Paragraph {
    /// Whether the line is a stand-alone heading.
    pub(super) fn is_heading(&self) -> bool {
        self.body.is_empty()
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(report: usize, input: &Input<'a>) -> Self {
        let (source, outline) = (input.report, input.outline);
        let raw: Vec<char> = source.text.as_str().chars().collect();
        let chars: Vec<char> = raw.iter().map(|&c| plain(c)).collect();
        let all = own_lines(source, outline, &chars);
        let paragraphs = without_copies(&chars, all);
        let mut figures = Vec::new();
        for paragraph in &paragraphs {
            figures::scan(&chars, &raw, paragraph.text, &mut figures);
        }
        let identity = Identity::new(source, outline, &chars, &paragraphs);
        let spots = Spots::new(&chars);
        Self { report, source, outline, chars, paragraphs, figures, identity, spots }
    }

    /// The folded characters of a span.
    pub(super) fn slice(&self, span: Span) -> &[char] {
        &self.chars[span.start..span.end]
    }

    /// The folded text of a span.
    pub(super) fn folded(&self, span: Span) -> String {
        self.slice(span).iter().collect()
    }

    /// The folded text of a span without white space.
    pub(super) fn squashed(&self, span: Span) -> String {
        self.slice(span).iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// A span's text as it stands.
    pub(super) fn words(&self, span: Span) -> String {
        self.source.text.slice(span).to_owned()
    }

    /// A place in this report.
    pub(super) fn place(&self, span: Span) -> Place {
        Place { report: self.report, span }
    }

    /// Sentences of the paragraphs' text: from one `。`, `!` or `?` to the next.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Span> {
        self.paragraphs.iter().flat_map(|paragraph| self.split(paragraph.text, |c| "。!?".contains(c)))
    }

    /// The pieces of a span between characters that divide it; the divider ends its piece.
    pub(super) fn split(&self, span: Span, mut divides: impl FnMut(char) -> bool) -> Vec<Span> {
        let mut pieces = Vec::new();
        let mut start = span.start;
        for at in span.start..span.end {
            if divides(self.chars[at]) {
                pieces.push(Span::new(start, at + 1));
                start = at + 1;
            }
        }
        if start < span.end {
            pieces.push(Span::new(start, span.end));
        }
        pieces
    }

    /// The figures inside a span.
    pub(super) fn figures_in(&self, span: Span) -> &[Figure] {
        let range: Range<usize> = self.figures.partition_point(|f| f.span.start < span.start)
            ..self.figures.partition_point(|f| f.span.start < span.end);
        &self.figures[range]
    }

    /// Whether `words` stand at a position.
    pub(super) fn starts(&self, at: usize, words: &str) -> bool {
        starts(&self.chars[at.min(self.chars.len())..], words)
    }

    /// Whether `words` stand before a position.
    pub(super) fn ends(&self, at: usize, words: &str) -> bool {
        let length = words.chars().count();
        at >= length && starts(&self.chars[at - length..at], words)
    }

    /// Where `words` stand in a span.
    pub(super) fn find(&self, span: Span, words: &str) -> Vec<Span> {
        let length = words.chars().count();
        let Some(first) = words.chars().next() else { return Vec::new() };
        let spots = self.spots.of(first, span).take_while(|at| at + length <= span.end);
        spots.filter(|&at| starts(&self.chars[at..], words)).map(|at| Span::new(at, at + length)).collect()
    }

    /// The characters of one script behind a position: Han until anything else, at most `most`.
    pub(super) fn han_after(&self, at: usize, most: usize) -> Span {
        let length = self.chars[at..].iter().take(most).take_while(|&&c| is_han(c)).count();
        Span::new(at, at + length)
    }

    /// The Han characters before a position, at most `most`.
    pub(super) fn han_before(&self, at: usize, most: usize) -> Span {
        let length = self.chars[..at].iter().rev().take(most).take_while(|&&c| is_han(c)).count();
        Span::new(at - length, at)
    }
}

/// The lines that are neither blank nor furniture nor title, with the headings in them. A line that holds several headings
/// is a paragraph for each.
fn own_lines(source: &Report, outline: &Outline, chars: &[char]) -> Vec<Paragraph> {
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

/// Leaves out runs of lines that stood before in the same order.
fn without_copies(chars: &[char], lines: Vec<Paragraph>) -> Vec<Paragraph> {
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
