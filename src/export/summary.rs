//! The whole review as one document (审阅意见): cover, reports, pairs, and for each report its findings and notes with
//! the quotes from all places side by side. `content` composes it once; `word` fills a template, `page` writes HTML.

mod content;
mod page;
mod word;

use std::io::Write;

use super::ExportError;
use super::sheet::Sheet;
use super::wording::Wording;
use content::Summary;

/// The template that is used if there is no other. Its placeholders are documented in `docs/export.md`.
pub const TEMPLATE: &[u8] = include_bytes!("../../assets/export/summary.docx");

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
