//! PDF: notes as annotations in a copy of a PDF report. The copy is the original with an update appended (ISO 32000-1,
//! 7.5.6), so that every byte of it stays. `objects` is the syntax, `annotate` composes the annotations; where the words
//! are is found by the extracting process ([`crate::report::plan_marking`]).

mod annotate;
pub(super) mod objects;

use self::annotate::Annotating;
use super::docx::{Document, Origin};
use super::remark::{Remark, remarks};
use super::sheet::{Line, ReportSheet, Sheet};
use super::wording::Wording;
use super::{ExportError, Format};
use crate::message::Message;
use crate::report::{AskedLine, AskedWords, Reason, plan_marking};
use crate::text::SourceText;

/// The copy of the report with this index in [`Sheet::reports`], with the notes as annotations. `original` are the bytes
/// of its file; `None` if that is no PDF.
///
/// # Errors
/// [`ExportError::Refused`] if the report is no PDF, or one to which nothing can be appended: encrypted or damaged.
pub fn of_report(sheet: &Sheet, report: usize, original: Option<&[u8]>) -> Result<Document, ExportError> {
    let refused = |id| ExportError::Refused(Message::new(id));
    let original = original.ok_or_else(|| refused("export-pdf-none"))?;
    let w = Wording::new(sheet);
    let remarks = remarks(&w, report, true);
    let asked = asked(&sheet.reports[report].text, &sheet.reports[report].lines, &remarks);
    let plan = plan_marking(original, &asked).map_err(|reason| match reason {
        Reason::Encrypted => refused("export-pdf-encrypted"),
        Reason::Damaged => refused("export-pdf-damaged"),
        other => ExportError::Refused(other.message()),
    })?;
    let origin = if plan.is_signed { Origin::Signed } else { Origin::Kept };
    if remarks.is_empty() {
        return Ok(Document { bytes: original.to_vec(), origin: Origin::Unchanged });
    }
    let bytes = Annotating { w: &w, report, plan: &plan }.written(original, &remarks);
    Ok(Document { bytes, origin })
}

/// Whether a report's own file is a PDF, and was read.
#[must_use]
pub fn has_original(report: &ReportSheet) -> bool {
    report.unreadable.is_none() && report.format == crate::report::Format::Pdf.name()
}

/// The words of the remarks that have a place, line by line.
fn asked(text: &SourceText, lines: &[Line], remarks: &[Remark]) -> AskedWords {
    let mut asked = AskedWords::default();
    // Index of each line of the report among those that are asked for.
    let mut indices: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
    for remark in remarks {
        let mut parts = Vec::new();
        if let Some(span) = remark.span.filter(|_| remark.answers.is_none()) {
            let first = lines.partition_point(|line| line.span.end <= span.start);
            for (number, line) in lines.iter().enumerate().skip(first) {
                if line.span.start >= span.end {
                    break;
                }
                let index = *indices.entry(number).or_insert_with(|| {
                    asked.lines.push(asked_line(text, lines, number));
                    asked.lines.len() - 1
                });
                let start = span.start.max(line.span.start) - line.span.start;
                parts.push((index, start, span.end.min(line.span.end) - line.span.start));
            }
        }
        asked.pieces.push(parts);
    }
    asked
}

fn asked_line(text: &SourceText, lines: &[Line], number: usize) -> AskedLine {
    let line = lines[number];
    let words = text.slice(line.span);
    let same_page = lines[..number].iter().rev().take_while(|other| other.page == line.page);
    let before = same_page.filter(|other| text.slice(other.span) == words).count();
    AskedLine { text: words.to_owned(), page: line.page.unwrap_or(1), before }
}

impl Format {
    /// Whether each report becomes a file of its own.
    #[must_use]
    pub fn is_by_report(self) -> bool {
        matches!(self, Self::Docx | Self::Pdf)
    }
}
