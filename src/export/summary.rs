//! The whole review as one document (审阅意见): cover, reports, pairs, and for each report its findings and notes with
//! the quotes from all places side by side. `content` composes it once; `word` fills a template, `page` writes HTML, `paper`
//! a PDF.

mod content;
mod page;
mod paper;
mod word;

use std::io::Write;
use std::path::Path;

use super::ExportError;
use super::sheet::Sheet;
use super::wording::Wording;
use crate::message::Message;
use crate::report::bytes_of;
use content::Summary;

/// The template that is used if there is no other. Its placeholders are documented in `docs/export.md`.
pub const TEMPLATE: &[u8] = include_bytes!("../../assets/export/summary.docx");

/// Writes the document in the format that the ending of `file` asks for: `.pdf`, `.html`, or any other for Word.
/// `template` is the file of a template for Word; `None` for the program's own.
///
/// # Errors
/// [`ExportError::Refused`] if the template cannot be read; those of the format.
pub fn summary_as(
    sheet: &Sheet,
    file: &Path,
    template: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let ends_in = |wanted: &str| file.extension().is_some_and(|own| own.eq_ignore_ascii_case(wanted));
    if ends_in("pdf") {
        return summary_pdf(sheet, out);
    }
    if ends_in("html") || ends_in("htm") {
        return summary_page(sheet, out);
    }
    let Some(template) = template else { return summary(sheet, TEMPLATE, out) };
    let unreadable = |_| {
        let name = template.display().to_string();
        ExportError::Refused(Message::new("summary-no-template").with("template", name))
    };
    summary(sheet, &bytes_of(template).map_err(unreadable)?, out)
}

/// Writes the document for Word. `template` is a DOCX with the placeholders `{{title}}`, `{{content}}` and others.
///
/// # Errors
/// [`ExportError::Format`] if the template is no DOCX, or has no paragraph `{{content}}`.
pub fn summary(sheet: &Sheet, template: &[u8], out: &mut dyn Write) -> Result<(), ExportError> {
    let w = Wording::new(sheet);
    let document = word::filled(&Summary::of(&w), template)
        .ok_or_else(|| ExportError::Format(w.text("summary-bad-template").to_owned()))?;
    Ok(out.write_all(&document)?)
}

/// Writes the document as one page for a browser, which prints it.
///
/// # Errors
/// [`ExportError::Io`] if writing failed.
pub fn summary_page(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let w = Wording::new(sheet);
    page::write(&w, &Summary::of(&w), out)?;
    Ok(())
}

/// Writes the document as a PDF of A4 pages, whose text can be selected and searched.
///
/// # Errors
/// [`ExportError::Io`] if writing failed.
pub fn summary_pdf(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    let w = Wording::new(sheet);
    out.write_all(&paper::document(&w, &Summary::of(&w)))?;
    Ok(())
}
