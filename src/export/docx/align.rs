//! Aligns the text of a report with the document that it was read from: maps each character of the text to its bytes in
//! the XML.
//!
//! Most paragraphs are found letter by letter. In one with a construct that the reader writes as other characters, or
//! leaves out (a symbol, a no-break hyphen, a formula, a hidden run), what is equal before and after it is aligned, and
//! between these ends the longest common subsequence.

use super::scan::{Atom, Scanned};
use crate::export::sheet::Line;
use crate::text::{SourceText, is_ignored};

/// Maximum length of an automatic number in characters of the text.
const MAX_LABEL: usize = 16;
/// Maximum number of lines skipped while searching for the next paragraph: notes and text boxes.
const MAX_SKIPPED: usize = 4;
/// Maximum number of comparisons of one character with another in a paragraph that is not found as a whole.
const MAX_CELLS: usize = 1 << 20;
/// Maximum number of such comparisons in a document.
const MAX_ALL_CELLS: usize = 1 << 26;

/// Range of the document that a comment is attached to.
pub(super) struct Place<'a> {
    /// The first character.
    pub(super) from: &'a Atom,
    /// The last character.
    pub(super) to: &'a Atom,
    /// Whether these are the ends of the text that the comment is about.
    pub(super) is_exact: bool,
}

/// Origin of a visible character of the report's text in the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Not found in the document.
    Unknown,
    /// Part of an automatic number, which is not in any run.
    Label,
    /// A character of a run.
    Atom,
}

/// A visible character of the report's text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Letter<'a> {
    /// A character of the document.
    Atom(&'a Atom),
    /// Part of an automatic number.
    Label,
    /// Not found in the document.
    Unknown,
}

impl<'a> Letter<'a> {
    /// The character of the document.
    pub(super) fn atom(&self) -> Option<&'a Atom> {
        match self {
            Self::Atom(atom) => Some(atom),
            Self::Label | Self::Unknown => None,
        }
    }
}

/// The report's visible characters and the origin of each.
pub(super) struct Alignment<'a> {
    scanned: &'a Scanned,
    /// Position in the text of each visible character.
    positions: Vec<usize>,
    /// Origin of each visible character.
    origins: Vec<Origin>,
    /// Visible characters with an atom that can carry a mark, ascending.
    known: Vec<(usize, &'a Atom)>,
}

impl<'a> Alignment<'a> {
    /// Aligns the document's paragraphs with the text: each must be found letter by letter, after an automatic number of
    /// at most [`MAX_LABEL`] characters and after at most [`MAX_SKIPPED`] other lines, or else in part. Linear but for
    /// these bounds and [`MAX_ALL_CELLS`].
    pub(super) fn new(scanned: &'a Scanned, text: &SourceText, lines: &[Line]) -> Self {
        let mut walk = Walk::new(text, lines);
        let mut budget = MAX_ALL_CELLS;
        let mut cursor = 0;
        let paragraphs: Vec<&Vec<Atom>> =
            scanned.paragraphs.iter().filter(|paragraph| !paragraph.is_empty()).collect();
        for (index, &paragraph) in paragraphs.iter().enumerate() {
            let next = &paragraphs[index + 1..(index + 1 + MAX_SKIPPED).min(paragraphs.len())];
            if let Some((start, at)) = walk.whole(paragraph, cursor) {
                walk.origins[start..at].fill(Origin::Label);
                walk.known_from(at, paragraph);
                cursor = at + paragraph.len();
            } else if let Some(end) = walk.in_part(paragraph, next, cursor, &mut budget) {
                cursor = end;
            }
        }
        let Walk { positions, origins, known, .. } = walk;
        Self { scanned, positions, origins, known }
    }

    /// The place of a span of the text. If an end of it is not found in the document, the place is the rest of it, or else
    /// the nearest character before or after. `None` if nothing of the text is found.
    pub(super) fn range(&self, start: usize, end: usize) -> Option<Place<'a>> {
        let from = self.positions.partition_point(|&position| position < start);
        let to = self.positions.partition_point(|&position| position < end).max(from + 1);
        let inside = self.origins.get(from..to.min(self.origins.len())).unwrap_or_default();
        let first = self.known.partition_point(|&(visible, _)| visible < from);
        let behind = self.known.partition_point(|&(visible, _)| visible < to);
        // An automatic number cannot carry a mark; what follows it does.
        let mut behind_label = inside.iter().skip_while(|origin| **origin == Origin::Label);
        let begins = behind_label.next().is_none_or(|origin| *origin == Origin::Atom);
        let is_exact = begins && inside.last().is_some_and(|last| *last != Origin::Unknown);
        if first < behind {
            let (from, to) = (self.atom(first), self.atom(behind - 1));
            // Text boxes are read after the paragraph that holds them, so the end may come first in the file.
            return Some(if from.bytes.start <= to.bytes.start {
                Place { from, to, is_exact }
            } else {
                Place { from, to: from, is_exact: false }
            });
        }
        // Only an automatic number, which cannot carry a mark: the next character does.
        let after = self.known.get(behind).map(|&(visible, _)| (visible - to, behind));
        let before = behind.checked_sub(1).map(|index| (from.saturating_sub(self.known[index].0), index));
        let nearest = match (before, after) {
            (_, Some((_, after))) if is_exact => after,
            (Some(before), Some(after)) => {
                if before.0 < after.0 {
                    before.1
                } else {
                    after.1
                }
            }
            (only, None) | (None, only) => only?.1,
        };
        let atom = self.atom(nearest);
        Some(Place { from: atom, to: atom, is_exact })
    }

    /// Every visible character of the text.
    pub(super) fn letters(&self) -> Vec<Letter<'a>> {
        let of = |origin: &Origin| match origin {
            Origin::Label => Letter::Label,
            Origin::Atom | Origin::Unknown => Letter::Unknown,
        };
        let mut letters: Vec<Letter<'a>> = self.origins.iter().map(of).collect();
        for (visible, atom) in &self.known {
            letters[*visible] = Letter::Atom(atom);
        }
        letters
    }

    /// Every visible character of the document.
    pub(super) fn all_atoms(&self) -> impl Iterator<Item = &'a Atom> {
        self.scanned.paragraphs.iter().flatten()
    }

    /// The first character of the document that can carry a mark.
    pub(super) fn top(&self) -> Option<Place<'a>> {
        let atom = self.scanned.paragraphs.iter().flatten().find(|atom| atom.text.is_some())?;
        Some(Place { from: atom, to: atom, is_exact: true })
    }

    fn atom(&self, known: usize) -> &'a Atom {
        self.known[known].1
    }
}

/// The text while paragraphs are aligned with it.
struct Walk<'a> {
    visible: Vec<char>,
    positions: Vec<usize>,
    /// Index of the first visible character of each line.
    line_starts: Vec<usize>,
    origins: Vec<Origin>,
    known: Vec<(usize, &'a Atom)>,
}

impl<'a> Walk<'a> {
    fn new(text: &SourceText, lines: &[Line]) -> Self {
        let (mut visible, mut positions, mut line_starts) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            line_starts.push(visible.len());
            for (offset, character) in text.slice(line.span).chars().enumerate() {
                if !is_ignored(character) {
                    visible.push(character);
                    positions.push(line.span.start + offset);
                }
            }
        }
        let origins = vec![Origin::Unknown; visible.len()];
        Self { visible, positions, line_starts, origins, known: Vec::new() }
    }

    /// Where a paragraph may begin: at the cursor, and at the lines after it.
    fn starts(&self, cursor: usize) -> impl Iterator<Item = usize> {
        let next = self.line_starts.partition_point(|&start| start <= cursor);
        let lines = self.line_starts[next..].iter().copied().take(MAX_SKIPPED);
        std::iter::once(cursor).chain(lines)
    }

    /// The end of the line that contains this visible character.
    fn line_end(&self, at: usize) -> usize {
        let line = self.line_starts.partition_point(|&start| start <= at);
        self.line_starts.get(line).copied().unwrap_or(self.visible.len())
    }

    /// Where a paragraph stands letter by letter: the start of its line, and its own start behind an automatic number.
    fn whole(&self, paragraph: &[Atom], cursor: usize) -> Option<(usize, usize)> {
        self.starts(cursor).find_map(|start| Some((start, self.whole_at(paragraph, start)?)))
    }

    /// Where a paragraph stands letter by letter in the line that starts here.
    fn whole_at(&self, paragraph: &[Atom], start: usize) -> Option<usize> {
        let stands = |at: usize| {
            self.visible.len() - at >= paragraph.len()
                && paragraph
                    .iter()
                    .zip(&self.visible[at..])
                    .all(|(atom, character)| atom.character == *character)
        };
        (start..self.line_end(start).min(start + MAX_LABEL + 1)).find(|&at| stands(at))
    }

    /// Aligns a paragraph in part with the line that has most of it, more than half of both. A line that one of the `next`
    /// paragraphs is is left to that. Returns the line's end.
    fn in_part(
        &mut self,
        paragraph: &'a [Atom],
        next: &[&Vec<Atom>],
        cursor: usize,
        budget: &mut usize,
    ) -> Option<usize> {
        let mut best: Option<(Vec<(usize, usize)>, usize)> = None;
        for start in self.starts(cursor) {
            if next.iter().any(|next| self.whole_at(next, start).is_some()) {
                continue;
            }
            let end = self.line_end(start);
            let pairs = aligned(paragraph, &self.visible[start..end], budget);
            let longer = paragraph.len().max(end - start);
            if pairs.len() * 2 > longer && best.as_ref().is_none_or(|(most, _)| pairs.len() > most.len()) {
                let pairs = pairs.into_iter().map(|(atom, at)| (atom, start + at)).collect();
                best = Some((pairs, end));
            }
        }
        let (pairs, end) = best?;
        for (atom, at) in pairs {
            if paragraph[atom].text.is_some() {
                self.origins[at] = Origin::Atom;
                self.known.push((at, &paragraph[atom]));
            }
        }
        Some(end)
    }

    fn known_from(&mut self, at: usize, paragraph: &'a [Atom]) {
        for (offset, atom) in paragraph.iter().enumerate() {
            if atom.text.is_some() {
                self.origins[at + offset] = Origin::Atom;
                self.known.push((at + offset, atom));
            }
        }
    }
}

/// Pairs of indices of equal characters, ascending in both: the common beginning and end, and the longest common
/// subsequence of what is between, unless that exceeds the budget of comparisons.
fn aligned(paragraph: &[Atom], line: &[char], budget: &mut usize) -> Vec<(usize, usize)> {
    let is_equal = |atom: usize, at: usize| paragraph[atom].character == line[at];
    let most = paragraph.len().min(line.len());
    let head = (0..most).take_while(|&at| is_equal(at, at)).count();
    let from_end = |back: &usize| is_equal(paragraph.len() - 1 - back, line.len() - 1 - back);
    let tail = (0..most - head).take_while(from_end).count();
    let (rows, columns) = (paragraph.len() - head - tail, line.len() - head - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let cells = rows.saturating_mul(columns);
    if cells > 0 && cells <= MAX_CELLS && cells <= *budget {
        *budget -= cells;
        pairs.extend(
            subsequence(rows, columns, |row, column| is_equal(head + row, head + column))
                .into_iter()
                .map(|(row, column)| (head + row, head + column)),
        );
    }
    pairs.extend((0..tail).rev().map(|back| (paragraph.len() - 1 - back, line.len() - 1 - back)));
    pairs
}

/// The longest common subsequence of two sequences, as pairs of indices.
fn subsequence(rows: usize, columns: usize, is_equal: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let width = columns + 1;
    // Length of the longest one of what follows each pair of indices.
    let mut lengths = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            lengths[row * width + column] = if is_equal(row, column) {
                lengths[(row + 1) * width + column + 1] + 1
            } else {
                lengths[(row + 1) * width + column].max(lengths[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows && column < columns {
        if is_equal(row, column) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}
