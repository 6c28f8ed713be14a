//! Options of an export.

use std::path::PathBuf;

use crate::export::{Format, Which};
use crate::review::{ReportKey, Severity};

/// Options of an export, stored for the next one except for those of a particular review.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a check box of the dialog")]
pub struct ExportChoices {
    /// File format.
    pub format: Format,
    /// Only open notes and findings without a judgement.
    pub only_open: bool,
    /// Minimum severity of notes.
    pub least: Severity,
    /// Only notes of the reviewer's own.
    pub only_mine: bool,
    /// The findings to include.
    pub findings: Which,
    /// Files for Word and PDFs of reports without notes, too.
    pub all_reports: bool,
    /// The template of the summary; `None` for the program's own.
    pub template: Option<PathBuf>,
    /// Only the reports in the panes.
    pub shown_only: bool,
    /// Only this report.
    #[serde(skip)]
    pub report: Option<ReportKey>,
    /// Only the notes in the list.
    #[serde(skip)]
    pub listed_only: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            format: Format::Docx,
            only_open: false,
            least: Severity::default(),
            only_mine: false,
            findings: Which::default(),
            all_reports: false,
            template: None,
            shown_only: false,
            report: None,
            listed_only: false,
        }
    }
}

impl ExportChoices {
    /// A copy without the options of a particular review.
    #[must_use]
    pub(in crate::session) fn for_any_review(self) -> Self {
        Self { report: None, listed_only: false, ..self }
    }
}
