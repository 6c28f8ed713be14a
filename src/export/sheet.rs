//! The neutral sheet: what is exported, before it is any format. Plain values; how they are gathered is in `gather`.

use std::path::PathBuf;

use crate::duplicates::{Kind, Scope};
use crate::finding::Severity as Grade;
use crate::i18n::Language;
use crate::message::Message;
use crate::review::{Category, Judgement, Severity, State, Status, Time};
use crate::text::{SourceText, Span};

/// A review and its reports as they are now. Spans are in code points of the reports' source texts.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The language of the words around the notes.
    pub language: Language,
    /// What the reviewer calls the review; may be empty.
    pub title: String,
    /// When the review was begun.
    pub created: Time,
    /// When it was last saved.
    pub modified: Time,
    /// When the sheet was made.
    pub exported: Time,
    /// The review's reports, in its order.
    pub reports: Vec<ReportSheet>,
    /// The notes that the filters leave, in the review's order.
    pub notes: Vec<NoteRow>,
    /// The findings that the filters leave, by worth: passages, then what the checks found, then verdicts whose finding
    /// is no longer there.
    pub findings: Vec<FindingRow>,
    /// Pairs of reports with a passage in common, those that share most first.
    pub pairs: Vec<Pair>,
    /// Counts over the notes and findings above.
    pub totals: Totals,
}

/// Counts of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Notes that still wait.
    pub open: usize,
    /// Notes that are settled.
    pub resolved: usize,
    /// Places of notes that were found again beyond doubt.
    pub placed: usize,
    /// Places that are a guess.
    pub uncertain: usize,
    /// Places that were not found.
    pub orphans: usize,
    /// Findings that were confirmed.
    pub confirmed: usize,
    /// Findings that were dismissed.
    pub dismissed: usize,
    /// Findings without a verdict.
    pub undecided: usize,
}

/// One report.
#[derive(Clone, Debug)]
pub struct ReportSheet {
    /// What the review calls it.
    pub key: String,
    /// Its file.
    pub path: PathBuf,
    /// Its title; its file's name where it has none.
    pub title: String,
    /// Whether its text is exported, and not only named.
    pub is_shown: bool,
    /// Why it could not be read; `None` where it was.
    pub unreadable: Option<Message>,
    /// Its text; empty where it could not be read.
    pub text: SourceText,
    /// Its lines, each with what it is.
    pub lines: Vec<Line>,
    /// Name of its format, such as `Word`; empty where it could not be read.
    pub format: String,
    /// SHA-256 of its file as it was read or is remembered.
    pub sha256: String,
    /// Length in code points.
    pub characters: usize,
    /// Share, 0 to 1, that stands twice in itself.
    pub within: f32,
    /// Share, 0 to 1, that stands in another report too.
    pub shared: f32,
    /// How many of the sheet's notes are about it.
    pub notes: usize,
    /// How many of the sheet's findings are about it.
    pub findings: usize,
    /// Pages, where its format has some.
    pub pages: Option<u32>,
}

/// A line of a report; lines without words are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: LineKind,
    /// How much of its start is a heading that its paragraph runs on from, in code points.
    pub run_in: usize,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The report's title.
    Title,
    /// A heading by its level, from 1.
    Heading(u8),
    /// Anything else of the report.
    Paragraph,
    /// Belongs to the page.
    Furniture,
}

/// One note.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteRow {
    /// Its number in the review, from 1.
    pub number: usize,
    /// Names it for ever.
    pub id: String,
    /// What it is about.
    pub category: Category,
    /// How grave it is.
    pub severity: Severity,
    /// Whether it still waits.
    pub status: Status,
    /// Free words.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub author: String,
    /// When it was written.
    pub created: Time,
    /// When it was last changed.
    pub modified: Time,
    /// What it says; lines end in `\n`.
    pub body: String,
    /// Its places.
    pub places: Vec<Place>,
}

/// A place of a note, found again in the report as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Index in [`Sheet::reports`]; `None` where the review lists no such report.
    pub report: Option<usize>,
    /// The text that the note was written on.
    pub quote: String,
    /// What stood before it.
    pub prefix: String,
    /// What stood after it.
    pub suffix: String,
    /// How it was found.
    pub state: State,
    /// Where it stands; the best guess where uncertain, nothing for an orphan.
    pub span: Option<Span>,
    /// Its line, from 1.
    pub line: Option<usize>,
    /// Its page, from 1.
    pub page: Option<u32>,
    /// The headings over it, outermost first: as they are now, or were when it was lost.
    pub section: Vec<String>,
}

/// Something that was found, or was found once and judged.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// Its number in the sheet, from 1.
    pub number: usize,
    /// Its key in the review.
    pub key: String,
    /// What it is.
    pub source: Source,
    /// Where it stands.
    pub places: Vec<Passage>,
    /// What was decided.
    pub judgement: Option<Judgement>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub author: String,
    /// When.
    pub at: Time,
}

/// What found it.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A passage that stands more than once.
    Duplicate {
        /// Whether its places are equal.
        kind: Kind,
        /// Whether they lie in one report.
        scope: Scope,
        /// Its length, white space left out.
        characters: usize,
        /// Least similarity, 0 to 1.
        similarity: f32,
    },
    /// A check.
    Check {
        /// Its id, such as `numbering-gap`.
        check: String,
        /// How much it matters.
        grade: Grade,
        /// What stands there.
        message: Message,
    },
    /// A verdict whose finding the analysis no longer has.
    Gone,
}

/// A place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Index in [`Sheet::reports`].
    pub report: usize,
    /// Where it stands.
    pub span: Span,
    /// Its line, from 1.
    pub line: usize,
    /// Its page, from 1.
    pub page: Option<u32>,
    /// The headings over it, outermost first.
    pub section: Vec<String>,
}

/// Two reports with passages in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index of the one.
    pub left: usize,
    /// Index of the other.
    pub right: usize,
    /// How many passages.
    pub passages: usize,
    /// Share, 0 to 1, of the left one that stands in the right one.
    pub left_share: f32,
    /// Share, 0 to 1, of the right one that stands in the left one.
    pub right_share: f32,
    /// Length of the longest passage, white space left out.
    pub longest: usize,
}

impl ReportSheet {
    /// Its file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}

impl Sheet {
    /// The text of a passage.
    #[must_use]
    pub fn quote(&self, passage: &Passage) -> &str {
        self.reports[passage.report].text.slice(passage.span)
    }

    /// The reports whose texts are exported, with their index.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &ReportSheet)> {
        self.reports.iter().enumerate().filter(|(_, report)| report.is_shown && report.unreadable.is_none())
    }
}
