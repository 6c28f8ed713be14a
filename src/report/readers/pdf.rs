//! PDF: a page consists of positioned glyphs only. `glyphs` extracts them with the ruling lines, `marked` applies what the
//! file says of them, `fields` adds the values of forms, `remarks` finds comments; `layout` makes blocks of the pages.
//! `draw` makes a picture of a page for people.
//! `marking` and `found` are for annotations that are appended to a copy.

mod draw;
mod fields;
mod found;
mod glyphs;
mod marked;
mod marking;
mod pictures;
mod places;
mod radicals;
mod remarks;
mod strings;

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::report::readers::comments::placed;
use crate::report::readers::layout;
use crate::report::readers::recognized::{self, Looking};
use crate::report::{Extracted, Reason, Warning};
use crate::scans;
pub(super) use draw::sheet;
use glyphs::PageGlyphs;
pub(in crate::report) use marking::plan as plan_marking;
use remarks::Remarks;

/// Maximum number of pages that are read: the longest reports have a few hundred.
const MAX_PAGES: usize = 3000;
/// Maximum number of glyphs that are kept: a page has about a thousand.
const MAX_GLYPHS: usize = 4_000_000;
/// Minimum share of glyphs with a Unicode value for a PDF to have text, in per cent.
const LEAST_KNOWN: usize = 20;

/// Number of the first line that is read on a picture: far from those of drawing instructions.
const RUNS: u32 = 1 << 30;

/// Reads a PDF. A scan, and a PDF whose glyphs have no Unicode values, are [`Reason::NoTextLayer`].
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    read_with(bytes, None)
}

/// Reads a PDF with those of its pages that are pictures, and with `anew` those whose text another program put behind
/// their pictures.
pub(in crate::report) fn read_scans(
    bytes: &[u8],
    anew: bool,
    looking: &mut Looking<'_>,
) -> Result<Extracted, Reason> {
    read_with(bytes, Some((anew, looking)))
}

/// Opens a PDF.
fn opened(bytes: &[u8]) -> Result<Pdf, Reason> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Reason::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Reason::Damaged,
    })
}

fn read_with(bytes: &[u8], look: Option<(bool, &mut Looking<'_>)>) -> Result<Extracted, Reason> {
    let pdf = opened(bytes)?;
    let mut remarks = Remarks::default();
    let mut pages = glyphs::pages(&pdf, MAX_PAGES, MAX_GLYPHS, &mut remarks);
    let read = match look {
        Some((anew, look)) => read_pictures(&pdf, &mut pages, anew, look)?,
        None => Vec::new(),
    };
    let known: usize = pages.iter().map(|page| page.drawn.glyphs.len()).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let pictures = pages.iter().any(|page| page.pictures > 0);
    let is_unknown = known.saturating_mul(100) < known.saturating_add(unknown).saturating_mul(LEAST_KNOWN);
    let is_scan = pages.iter().all(|page| page.is_a_picture() || page.drawn.glyphs.is_empty());
    if is_unknown || (read.is_empty() && pictures && is_scan) {
        return Err(Reason::NoTextLayer);
    }
    if known == 0 {
        return Err(if pages.is_empty() { Reason::Damaged } else { Reason::Empty });
    }
    let mut warnings = Vec::new();
    if unknown > 0 {
        warnings.push(Warning::MissingCharacters);
    }
    if read.is_empty() && pages.iter().any(PageGlyphs::is_a_picture) {
        warnings.push(Warning::PagesWithoutText);
    }
    let was_read = |index: usize| read.iter().any(|(number, _)| *number as usize == index.saturating_add(1));
    let hidden = pages.iter().enumerate().filter(|(index, page)| page.has_hidden_text() && !was_read(*index));
    if let Some(hidden) = u32::try_from(hidden.count()).ok().filter(|hidden| *hidden > 0) {
        warnings.push(Warning::HiddenText(hidden));
    }
    if pdf.pages().len() > pages.len() {
        warnings.push(Warning::Damaged);
    }
    let sent = remarks.take_sent();
    let comments = remarks.finish();
    if !comments.is_empty() {
        warnings.push(Warning::Comments);
    }
    let mut blocks = layout::blocks(pages.into_iter().map(|page| page.drawn).collect());
    let comments = placed(&mut blocks, comments);
    if blocks.is_empty() {
        return Err(Reason::Empty);
    }
    let extracted = Extracted { blocks, warnings, comments, sent, ..Extracted::default() };
    Ok(recognized::with(extracted, &read))
}

/// Puts what is read on pictures in place of the text of their pages. Returns these pages by number.
fn read_pictures(
    pdf: &Pdf,
    pages: &mut [PageGlyphs],
    anew: bool,
    looking: &mut Looking<'_>,
) -> Result<Vec<(u32, scans::Page)>, Reason> {
    let is_wanted = |page: &PageGlyphs| page.is_a_picture() || (anew && page.has_hidden_text());
    let wanted: Vec<usize> =
        pages.iter().enumerate().filter(|(_, page)| is_wanted(page)).map(|(index, _)| index).collect();
    let cache = InterpreterCache::new();
    let mut read = Vec::new();
    for (done, index) in wanted.iter().enumerate() {
        let (Some(page), Some(own)) = (pages.get_mut(*index), pdf.pages().get(*index)) else { continue };
        let seen = (looking.look)(pictures::picture(pdf, own, &cache), done, wanted.len())?;
        if page.has_hidden_text() {
            page.drawn.glyphs.clear();
        }
        page.put(recognized::drawn(&seen, RUNS));
        read.push((u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX), seen));
        let before = pages.get(..=*index).unwrap_or_default();
        (looking.show)(&|| {
            let drawn = before.iter().map(|page| page.drawn.clone()).collect();
            let extracted = Extracted { blocks: layout::blocks(drawn), ..Extracted::default() };
            recognized::with(extracted, &read)
        });
    }
    Ok(read)
}

#[cfg(test)]
mod tests;
