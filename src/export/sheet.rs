//! The sheet: everything to be exported, as plain values independent of the format. `gather` builds it.

use std::path::PathBuf;

use super::ledger::{Ledger, LedgerReport};
use crate::duplicates::{Kind, Scope};
use crate::figures::{Figure, Row};
use crate::finding::Severity as Grade;
use crate::i18n::Language;
use crate::message::Message;
use crate::report::file_name;
use crate::review::{Category, Judgement, Reply, Severity, State, Status, Time};
use crate::text::{SourceText, Span};

/// A review and its reports as they are now. Spans are in code points of the reports' source texts.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Language of the words around the notes.
    pub language: Language,
    /// Title of the review; may be empty.
    pub title: String,
    /// Time at which the review was started.
    pub created: Time,
    /// Time of the last save.
    pub modified: Time,
    /// Time of the export.
    pub exported: Time,
    /// Folder of the output, absolute: links to reports are relative to it. `None` if unknown; links are then left out.
    pub folder: Option<PathBuf>,
    /// The review's reports, in its order.
    pub reports: Vec<ReportSheet>,
    /// The notes that the options admit, in the review's order.
    pub notes: Vec<NoteRow>,
    /// The findings that the options admit: case by case by worth, inside a case in the order of the text, then verdicts
    /// whose finding no longer exists.
    pub findings: Vec<FindingRow>,
    /// Pairs of reports that share a passage, by worth, then by share, the greatest first.
    pub pairs: Vec<Pair>,
    /// The figures of the reports, in their order.
    pub figures: Vec<Vec<Figure>>,
    /// The rows of the ledger of figures.
    pub rows: Vec<Row>,
    /// Counts of the notes and findings above.
    pub totals: Totals,
}

impl Sheet {
    /// The ledger of figures.
    pub(super) fn ledger(&self) -> Ledger<'_> {
        let reports = self.reports.iter().zip(&self.figures).map(|(report, figures)| LedgerReport {
            name: report.short.clone(),
            text: &report.text,
            figures,
        });
        Ledger { reports: reports.collect(), rows: &self.rows }
    }
}

/// Counts of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Open notes.
    pub open: usize,
    /// Resolved notes.
    pub resolved: usize,
    /// Places of notes found without doubt.
    pub placed: usize,
    /// Places that are a guess.
    pub uncertain: usize,
    /// Places that were not found.
    pub orphans: usize,
    /// Confirmed findings.
    pub confirmed: usize,
    /// Dismissed findings.
    pub dismissed: usize,
    /// Findings without a verdict.
    pub undecided: usize,
    /// Findings that rules exclude, whether the options admit them or not.
    pub excluded: usize,
}

/// One report.
#[derive(Clone, Debug)]
pub struct ReportSheet {
    /// Key of the report in the review.
    pub key: String,
    /// Path of the report's file.
    pub path: PathBuf,
    /// Title, or the file name if there is none.
    pub title: String,
    /// A name that tells it from the other reports, such as `霁川县 2023`.
    pub short: String,
    /// Whether the text is exported, not only the name.
    pub is_shown: bool,
    /// Reason why it could not be read; `None` if it was.
    pub unreadable: Option<Message>,
    /// What the reader left out or changed, a sentence each; they hold for the whole report.
    pub warnings: Vec<Message>,
    /// Source text; empty if it could not be read.
    pub text: SourceText,
    /// Lines of the text with their kinds.
    pub lines: Vec<Line>,
    /// Name of the format, such as `Word`; empty if it could not be read.
    pub format: String,
    /// SHA-256 of the file as read, or else as recorded in the review.
    pub sha256: String,
    /// Length of the text in code points.
    pub characters: usize,
    /// Share of the text, 0 to 1, that is repeated within the report.
    pub within: f32,
    /// Share of the text, 0 to 1, that also occurs in another report.
    pub shared: f32,
    /// Number of the sheet's notes about the report.
    pub notes: usize,
    /// Number of the sheet's findings about the report.
    pub findings: usize,
    /// Number of pages, if its format has pages.
    pub pages: Option<u32>,
}

/// A non-blank line of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Position of the line.
    pub span: Span,
    /// Kind of the line.
    pub kind: LineKind,
    /// Length of a run-in heading at its start, in code points; 0 without one.
    pub run_in: usize,
    /// The page it begins on, from 1, if the report's format has pages.
    pub page: Option<u32>,
}

/// Kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The report's title.
    Title,
    /// A heading; its level, from 1.
    Heading(u8),
    /// Any other text of the report.
    Paragraph,
    /// Page furniture, not part of the report's text.
    Furniture,
}

/// A note of the review.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteRow {
    /// Number in the review, from 1.
    pub number: usize,
    /// Id of the note.
    pub id: String,
    /// Subject of the note.
    pub category: Category,
    /// Severity of the note.
    pub severity: Severity,
    /// Whether the note is open or resolved.
    pub status: Status,
    /// Free-form labels.
    pub tags: Vec<String>,
    /// Author's name; empty if unknown.
    pub author: String,
    /// Creation time.
    pub created: Time,
    /// Time of the last change.
    pub modified: Time,
    /// Plain text; lines end in `\n`.
    pub body: String,
    /// Places of the note.
    pub places: Vec<Place>,
    /// Replies, oldest first.
    pub replies: Vec<Reply>,
}

/// A place of a note, resolved in the report as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Index in [`Sheet::reports`]; `None` if the review does not list the report.
    pub report: Option<usize>,
    /// The quoted text as recorded.
    pub quote: String,
    /// Text directly before the quote, as recorded.
    pub prefix: String,
    /// Text directly after the quote, as recorded.
    pub suffix: String,
    /// Outcome of the search for the place.
    pub state: State,
    /// Present position: a guess if uncertain, `None` for an orphan.
    pub span: Option<Span>,
    /// Line number, from 1.
    pub line: Option<usize>,
    /// Page number, from 1.
    pub page: Option<u32>,
    /// Headings above the place, outermost first: the present ones, or the recorded ones for an orphan.
    pub section: Vec<String>,
}

/// A finding of the analysis, or a verdict on an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// Number in the sheet, from 1.
    pub number: usize,
    /// Key of the finding in the review.
    pub key: String,
    /// Origin of the finding.
    pub source: Source,
    /// Places of the finding.
    pub places: Vec<Passage>,
    /// The verdict; `None` if there is none.
    pub judgement: Option<Judgement>,
    /// Whether a rule of the review excludes it, and nobody judged it by itself.
    pub by_rule: bool,
    /// Reason given with the verdict.
    pub reason: String,
    /// Author of the verdict.
    pub author: String,
    /// Time of the verdict.
    pub at: Time,
}

/// Origin of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A passage with more than one occurrence.
    Duplicate {
        /// Whether the occurrences are identical.
        kind: Kind,
        /// Whether they lie in one report.
        scope: Scope,
        /// Length of the passage in code points without white space.
        characters: usize,
        /// Smallest similarity, 0 to 1.
        similarity: f32,
    },
    /// A finding of a check.
    Check {
        /// Id of the check, such as `numbering-gap`.
        check: String,
        /// Severity of the finding.
        grade: Grade,
        /// Description of the finding.
        message: Message,
    },
    /// A verdict whose finding no longer exists.
    Gone {
        /// Id of the check that reported it; `None` for a passage.
        check: Option<String>,
        /// Where it was: the index in [`Sheet::reports`], `None` for a report that the review does not list, and the
        /// beginning of the text.
        places: Vec<(Option<usize>, String)>,
    },
}

/// A place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Index in [`Sheet::reports`].
    pub report: usize,
    /// Position of the passage.
    pub span: Span,
    /// Line number, from 1.
    pub line: usize,
    /// Page number, from 1.
    pub page: Option<u32>,
    /// Headings above it, outermost first.
    pub section: Vec<String>,
}

/// Two reports that share passages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index of the left report in [`Sheet::reports`].
    pub left: usize,
    /// Index of the right report in [`Sheet::reports`].
    pub right: usize,
    /// Worth in characters (see [`Pair::worth`](crate::pairs::Pair::worth)); 0 for two reports that share only text which
    /// others hold as well.
    pub worth: f32,
    /// Number of shared passages.
    pub passages: usize,
    /// Share of the left report, 0 to 1, that occurs in the right one.
    pub left_share: f32,
    /// Share of the right report, 0 to 1, that occurs in the left one.
    pub right_share: f32,
    /// Length of the longest shared passage in code points without white space.
    pub longest: usize,
}

impl ReportSheet {
    /// File name of the report.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.path)
    }
}

impl Sheet {
    /// The text of a passage.
    #[must_use]
    pub fn quote(&self, passage: &Passage) -> &str {
        self.reports[passage.report].text.slice(passage.span)
    }

    /// The reports whose texts are exported, with their indices.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &ReportSheet)> {
        self.reports.iter().enumerate().filter(|(_, report)| report.is_shown && report.unreadable.is_none())
    }
}
