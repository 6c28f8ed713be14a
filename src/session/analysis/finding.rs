//! A finding of the analysis, its places, and the marks that show them in the text.

use super::check::Checked;
use crate::message::Message;
use crate::session::library::ReportId;
use crate::text::Span;

/// The kind of a finding and of its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum MarkKind {
    /// The same text in several reports.
    Same,
    /// Similar text.
    Near,
    /// Repeated inside one report.
    Within,
    /// A finding of a check.
    Check,
    /// A set phrase, a title, page furniture.
    Phrase,
}

impl MarkKind {
    /// All kinds, in the order of the legend.
    pub const ALL: [Self; 5] = [Self::Same, Self::Near, Self::Within, Self::Check, Self::Phrase];
}

/// A repeated passage or a finding of a check, with its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Its kind.
    pub kind: MarkKind,
    /// The check that found it; `None` for a passage.
    pub check: Option<Checked>,
    /// Key of its verdict in the review; the same in every analysis of the same text.
    pub key: String,
    /// Length in normalised characters.
    pub characters: usize,
    /// Least similarity of a place to the first, from 0 to 1.
    pub similarity: f32,
    /// Share of the first place's characters that another place has in the same order, and the reverse; from 0 to 1.
    pub kept: [f32; 2],
    /// Whether the places differ in figures only.
    pub figures_only: bool,
    /// For each place the spans that differ from another place, in order; empty where places are equal.
    pub changed: Vec<Vec<Span>>,
    /// Number of differences between two places in spaces, widths and variants of punctuation.
    pub variants: usize,
    /// Why the passage is a finding; `None` for a check.
    pub reason: Option<Message>,
    /// For each place of a check's finding the figures that it is about; empty if it is about something else.
    pub figures: Vec<Vec<Span>>,
    /// Its places: at least two of a passage; of a check at least one, its subject first.
    pub places: Vec<Place>,
}

/// A span of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The report.
    pub report: ReportId,
    /// The span in its source text.
    pub span: Span,
}

/// A finding's place as a mark in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The span in the source text.
    pub span: Span,
    /// The finding's kind.
    pub kind: MarkKind,
    /// Index of the finding in the list.
    pub finding: usize,
    /// Index of the place in the finding.
    pub place: usize,
}
