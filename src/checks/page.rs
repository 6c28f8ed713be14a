//! A report prepared for checks: its characters folded to half width in their places, the paragraphs of its own text, its
//! figures, its identity. Page furniture, the title and further copies of a body are left out.

use std::ops::Range;
use std::sync::OnceLock;

use super::Input;
use super::figures::Figure;
use super::identity::Identity;
use super::paragraph::{Paragraph, own_lines, without_copies};
use super::spots::Spots;
use crate::figures::numbers_in;
use crate::finding::Place;
use crate::report::Report;
use crate::structure::Outline;
use crate::text::{Span, ends_with};
pub(super) use crate::text::{fold, is_han, starts_with};

/// A report prepared for checks.
pub(super) struct Page<'a> {
    /// Index of the report in the input.
    pub(super) report: usize,
    pub(super) source: &'a Report,
    pub(super) outline: &'a Outline,
    /// The source's characters with look-alikes folded, at the same positions.
    pub(super) chars: Vec<char>,
    /// Lines of the report's own text, in order.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The numbers of all paragraphs, in order.
    pub(super) figures: Vec<Figure>,
    pub(super) identity: Identity,
    spots: Spots,
    ledger: OnceLock<Vec<crate::figures::Figure>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: usize, input: &Input<'a>) -> Self {
        let (source, outline) = (input.report, input.outline);
        let raw: Vec<char> = source.text.as_str().chars().collect();
        let chars: Vec<char> = raw.iter().map(|&c| fold(c)).collect();
        let all = own_lines(source, outline, &chars);
        let paragraphs = without_copies(&chars, all);
        let mut figures = Vec::new();
        for paragraph in &paragraphs {
            figures.extend(numbers_in(&chars, &raw, paragraph.text));
        }
        let identity = Identity::new(source, outline, &chars, &paragraphs);
        let spots = Spots::new(&chars);
        Self { report, source, outline, chars, paragraphs, figures, identity, spots, ledger: OnceLock::new() }
    }

    /// The ledger's figures of the report, found at the first call.
    pub(super) fn ledger(&self) -> &[crate::figures::Figure] {
        self.ledger.get_or_init(|| crate::figures::figures(self.source, self.outline))
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

    /// A span's text, not folded.
    pub(super) fn words(&self, span: Span) -> String {
        self.source.text.slice(span).to_owned()
    }

    /// The place of a span in this report.
    pub(super) fn place(&self, span: Span) -> Place {
        Place { report: self.report, span }
    }

    /// Sentences of the paragraphs' text: from one `。`, `!` or `?` to the next.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Span> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| self.split(paragraph.text, |c| matches!(c, '。' | '!' | '?')))
    }

    /// Whether a position is in the report's own text.
    pub(super) fn is_own(&self, at: usize) -> bool {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.span.end <= at);
        self.paragraphs.get(next).is_some_and(|paragraph| paragraph.span.start <= at)
    }

    /// Start of the text of the paragraph at a position; the position itself if none has it.
    pub(super) fn paragraph_start(&self, at: usize) -> usize {
        let next = self.paragraphs.partition_point(|paragraph| paragraph.span.end <= at);
        self.paragraphs.get(next).map_or(at, |paragraph| paragraph.text.start.min(at))
    }

    /// The pieces of a span between dividing characters; each divider ends its piece.
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

    /// Whether the text at a position begins with `words`.
    pub(super) fn starts(&self, at: usize, words: &str) -> bool {
        starts_with(&self.chars[at.min(self.chars.len())..], words)
    }

    /// Whether the text before a position ends with `words`.
    pub(super) fn ends(&self, at: usize, words: &str) -> bool {
        ends_with(&self.chars[..at], words)
    }

    /// The occurrences of `words` in a span.
    pub(super) fn find(&self, span: Span, words: &str) -> Vec<Span> {
        let length = words.chars().count();
        let Some(first) = words.chars().next() else { return Vec::new() };
        let spots = self.spots.of(first, span).take_while(|at| at + length <= span.end);
        spots
            .filter(|&at| starts_with(&self.chars[at..], words))
            .map(|at| Span::new(at, at + length))
            .collect()
    }

    /// The Han characters from a position on, at most `most`.
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
