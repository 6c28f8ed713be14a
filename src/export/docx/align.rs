//! Aligns the text of a report with the document that it was read from: maps each character of the text to its bytes in
//! the XML.

use super::scan::{Atom, Scanned};
use crate::export::sheet::Line;
use crate::text::{SourceText, is_ignored};

/// Maximum length of an automatic number in characters of the text.
const MAX_LABEL: usize = 16;
/// Maximum number of lines skipped while searching for the next paragraph: notes and text boxes.
const MAX_SKIPPED: usize = 4;

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
    /// at most [`MAX_LABEL`] characters and after at most [`MAX_SKIPPED`] other lines. Linear but for these bounds.
    pub(super) fn new(scanned: &'a Scanned, text: &SourceText, lines: &[Line]) -> Self {
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
        let mut origins = vec![Origin::Unknown; visible.len()];
        let mut known: Vec<(usize, &Atom)> = Vec::new();
        let mut cursor = 0;
        for paragraph in scanned.paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            let next = line_starts.partition_point(|&start| start <= cursor);
            let starts = line_starts[next..].iter().copied().take(MAX_SKIPPED);
            let stands = |at: usize| {
                visible.len() - at >= paragraph.len()
                    && paragraph
                        .iter()
                        .zip(&visible[at..])
                        .all(|(atom, character)| atom.character == *character)
            };
            let found = std::iter::once(cursor).chain(starts).find_map(|start| {
                let line = line_starts.partition_point(|&at| at <= start);
                let end = line_starts.get(line).copied().unwrap_or(visible.len());
                (start..end.min(start + MAX_LABEL + 1)).find(|&at| stands(at)).map(|at| (start, at))
            });
            if let Some((start, at)) = found {
                origins[start..at].fill(Origin::Label);
                for (offset, atom) in paragraph.iter().enumerate() {
                    if atom.text.is_some() {
                        origins[at + offset] = Origin::Atom;
                        known.push((at + offset, atom));
                    }
                }
                cursor = at + paragraph.len();
            }
        }
        Self { scanned, positions, origins, known }
    }

    /// The place of a span of the text. If parts of it are not found in the document, the place is the rest of it, or else
    /// the nearest character before or after. `None` if nothing of the text is found.
    pub(super) fn range(&self, start: usize, end: usize) -> Option<Place<'a>> {
        let from = self.positions.partition_point(|&position| position < start);
        let to = self.positions.partition_point(|&position| position < end).max(from + 1);
        let inside = self.origins.get(from..to.min(self.origins.len())).unwrap_or_default();
        let first = self.known.partition_point(|&(visible, _)| visible < from);
        let behind = self.known.partition_point(|&(visible, _)| visible < to);
        let is_complete = !inside.is_empty() && !inside.contains(&Origin::Unknown);
        if first < behind {
            let (from, to) = (self.atom(first), self.atom(behind - 1));
            // Text boxes are read after the paragraph that holds them, so the end may come first in the file.
            return Some(if from.bytes.start <= to.bytes.start {
                Place { from, to, is_exact: is_complete }
            } else {
                Place { from, to: from, is_exact: false }
            });
        }
        // Only an automatic number, which cannot carry a mark: the next character does.
        let after = self.known.get(behind).map(|&(visible, _)| (visible - to, behind));
        let before = behind.checked_sub(1).map(|index| (from.saturating_sub(self.known[index].0), index));
        let nearest = match (before, after) {
            (_, Some((_, after))) if is_complete => after,
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
        Some(Place { from: atom, to: atom, is_exact: is_complete })
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
