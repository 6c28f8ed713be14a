//! PDF: a page consists of positioned glyphs only. `glyphs` extracts them, `lines` assembles lines, `furniture` finds
//! running heads and page numbers, `paragraphs` finds the ends of paragraphs.

mod furniture;
mod glyphs;
mod lines;
mod measure;
mod paragraphs;
mod radicals;
mod words;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::report::{Extracted, Reason, Warning};
use glyphs::PageGlyphs;

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
    let pages = glyphs::pages(&pdf, MAX_PAGES, MAX_GLYPHS);
    let known: usize = pages.iter().map(|page| page.glyphs.len()).sum();
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
    let mut pages: Vec<lines::Page> = pages.into_iter().map(lines::page).collect();
    furniture::mark(&mut pages);
    let blocks = paragraphs::blocks(&pages);
    if blocks.is_empty() {
        Err(Reason::Empty)
    } else {
        Ok(Extracted { blocks, warnings, ..Extracted::default() })
    }
}

#[cfg(test)]
mod tests;
