//! PDF: a page consists of positioned glyphs only. `glyphs` extracts them with the ruling lines, `marked` applies what the
//! file says of them, `fields` adds the values of forms, `remarks` finds comments; `layout` makes blocks of the pages.

mod fields;
mod glyphs;
mod marked;
mod places;
mod radicals;
mod remarks;
mod strings;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::report::readers::comments::placed;
use crate::report::readers::layout;
use crate::report::{Extracted, Reason, Warning};
use glyphs::PageGlyphs;
use remarks::Remarks;

/// Maximum number of pages that are read: the longest reports have a few hundred.
const MAX_PAGES: usize = 3000;
/// Maximum number of glyphs that are kept: a page has about a thousand.
const MAX_GLYPHS: usize = 4_000_000;
/// Minimum share of glyphs with a Unicode value for a PDF to have text, in per cent.
const LEAST_KNOWN: usize = 20;

/// Reads a PDF. A scan, and a PDF whose glyphs have no Unicode values, are [`Reason::NoTextLayer`].
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Reason::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Reason::Damaged,
    })?;
    let mut remarks = Remarks::default();
    let pages = glyphs::pages(&pdf, MAX_PAGES, MAX_GLYPHS, &mut remarks);
    let known: usize = pages.iter().map(|page| page.drawn.glyphs.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let pictures = pages.iter().any(|page| page.pictures > 0);
    let is_unknown = known.saturating_mul(100) < known.saturating_add(unknown).saturating_mul(LEAST_KNOWN);
    if is_unknown || (known == 0 && pictures) {
        return Err(Reason::NoTextLayer);
    }
    if known == 0 {
        return Err(if pages.is_empty() { Reason::Damaged } else { Reason::Empty });
    }

    let mut warnings = Vec::new();
    if unknown > 0 {
        warnings.push(Warning::MissingCharacters);
    }
    if pages.iter().any(PageGlyphs::is_a_picture) {
        warnings.push(Warning::PagesWithoutText);
    }
    if pdf.pages().len() > pages.len() {
        warnings.push(Warning::Damaged);
    }
    let comments = remarks.finish();
    if !comments.is_empty() {
        warnings.push(Warning::Comments);
    }
    let mut blocks = layout::blocks(pages.into_iter().map(|page| page.drawn).collect());
    let comments = placed(&mut blocks, comments);
    if blocks.is_empty() {
        Err(Reason::Empty)
    } else {
        Ok(Extracted { blocks, warnings, comments, ..Extracted::default() })
    }
}

#[cfg(test)]
mod tests;
