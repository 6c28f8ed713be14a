//! A copy of a comparison to be written, so that work can go on meanwhile.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::Comparison;
use crate::export::{ComparedReports, ExportError, Format, Side};
use crate::i18n::{Catalogue, Language};
use crate::session::library::Document;

/// A comparison to be written.
#[derive(Clone, Debug)]
pub struct ComparisonExport {
    /// Number of the export.
    pub number: u64,
    /// [`Format::Docx`] for tracked changes, [`Format::Html`] for a page.
    pub format: Format,
    /// The file to write.
    pub to: PathBuf,
    /// Whether the user agreed to replace an existing file.
    pub may_replace: bool,
    /// Files that are never replaced: the review and its reports.
    pub kept: Vec<PathBuf>,
    /// The reports on the left and on the right.
    pub documents: [Arc<Document>; 2],
    /// Their comparison.
    pub rows: Arc<Comparison>,
    /// Language of headings and labels.
    pub language: Language,
}

impl ComparisonExport {
    /// Writes the comparison. Linear in both texts.
    ///
    /// # Errors
    /// Those of the format and of the output.
    pub fn write(&self, out: &mut dyn Write) -> Result<(), ExportError> {
        let side = |at: usize| {
            let document: &Document = &self.documents[at];
            Side { report: &document.report, outline: &document.outline }
        };
        let compared = ComparedReports { left: side(0), right: side(1), comparison: &self.rows };
        compared.write(self.format, out, &Catalogue::new(self.language))
    }
}
