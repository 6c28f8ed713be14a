//! The readers, one for each format. A reader is a pure function from bytes to blocks: it uses no paths, processes or
//! clocks. It bounds depth and sizes itself; its process (`isolate`) limits whatever it misses. Numbers come from files, so
//! indexing and arithmetic are checked throughout.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects, clippy::indexing_slicing))]

mod comments;
mod equations;
mod fields;
mod layout;
mod lists;
mod numerals;
mod package;
mod paragraph;
mod pictures;
mod raster;
mod recognized;
mod symbols;
mod table;
mod xml;

pub(super) mod annotations;
pub(super) mod archive;
pub(super) mod doc;
pub(super) mod docx;
pub(super) mod flat;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod mime;
pub(super) mod odt;
pub(super) mod ofd;
pub(super) mod pdf;
pub(super) mod rtf;
pub(super) mod sheets;
pub(super) mod workbook;
pub(super) mod wrapped;

#[cfg(test)]
pub(super) use package::zipped;

pub(super) use recognized::{Looking, Text};

use super::extract::{Extracted, Warning};
use super::marking::{AskedWords, PdfPlan};
use super::returned::{Kind, ReturnedFile};
use super::{Format, Reason};
use crate::scans::{Page, Picture};
use sheets::{Sheet, Wanted};

/// Reads a document of an isolated format. Web pages are passed as UTF-8.
pub(super) fn read(format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    match format {
        Format::Html => html::read(&String::from_utf8_lossy(bytes)),
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Ofd => ofd::read(bytes),
        Format::Xml => flat::read(bytes),
        Format::Workbook => workbook::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Mhtml => mime::read_page(bytes),
        Format::Mail => mime::read_mail(bytes),
        _ => Err(Reason::NotReadable(format)),
    }
}

/// Reads a document with its pages that are pictures. With `anew` pages are read whose text another program put behind
/// their pictures, too.
pub(super) fn read_scans(
    format: Format,
    bytes: &[u8],
    anew: bool,
    looking: &mut Looking<'_>,
) -> Result<Extracted, Reason> {
    match format {
        Format::Pdf => pdf::read_scans(bytes, anew, looking),
        Format::Ofd => ofd::read_scans(bytes, looking),
        Format::Picture => picture(bytes, looking),
        _ => Err(Reason::NotReadable(format)),
    }
}

/// Reads a picture, a page of it after the other.
fn picture(bytes: &[u8], looking: &mut Looking<'_>) -> Result<Extracted, Reason> {
    let blocks = |read: &[(u32, Page)]| {
        layout::blocks(read.iter().map(|(_, page)| recognized::drawn(page, 0)).collect())
    };
    let count = pictures::count(bytes);
    let mut read = Vec::new();
    let mut warnings = Vec::new();
    for number in 0..count {
        match pictures::page(bytes, number) {
            Ok(picture) => {
                let page = u32::try_from(number.saturating_add(1)).unwrap_or(u32::MAX);
                read.push((page, (looking.look)(picture, number, count)?));
                (looking.show)(&|| {
                    let extracted = Extracted { blocks: blocks(&read), ..Extracted::default() };
                    recognized::with(extracted, &read)
                });
            }
            // Those before it were read.
            Err(Reason::Damaged) if number > 0 => warnings.push(Warning::Damaged),
            Err(reason) => return Err(reason),
        }
    }
    let blocks = blocks(&read);
    match (count, blocks.is_empty()) {
        (0, _) => Err(Reason::NotReadable(Format::Picture)),
        (_, true) => Err(Reason::NoTextFound),
        _ => Ok(recognized::with(Extracted { blocks, warnings, ..Extracted::default() }, &read)),
    }
}

/// Draws a page of a document.
pub(super) fn sheet(format: Format, bytes: &[u8], wanted: Wanted) -> Result<Sheet, Reason> {
    let short_side = wanted.short_side as usize;
    let sheet = match format {
        Format::Pdf => pdf::sheet(bytes, wanted.page, short_side)?,
        Format::Ofd => ofd::sheet(bytes, wanted.page, short_side)?,
        Format::Picture => {
            let number = (wanted.page as usize).checked_sub(1).ok_or(Reason::Missing)?;
            Sheet::of(pictures::page(bytes, number)?.at_most(short_side))
        }
        _ => return Err(Reason::NotReadable(format)),
    };
    let is_turned = !wanted.quarters.is_multiple_of(4) || wanted.skew.abs() > 0.0005;
    if !is_turned {
        return Ok(sheet);
    }
    // Pages that were turned when they were read are pictures alone.
    let Sheet { width, height, rgb, .. } = sheet;
    let picture = Picture { width: width as usize, height: height as usize, rgb };
    let picture = picture.turned(usize::from(wanted.quarters));
    Ok(Sheet::of(picture.straightened(wanted.skew)))
}

/// Reads a file that came back from colleagues and is no report.
pub(super) fn returned(kind: Kind, bytes: &[u8]) -> Result<ReturnedFile, Reason> {
    match kind {
        Kind::Workbook => workbook::tables(bytes).map(ReturnedFile::Tables),
        Kind::Json => annotations::read(bytes).map(ReturnedFile::Annotations),
    }
}

/// Finds the places of words in a PDF.
pub(super) fn plan_marking(bytes: &[u8], asked: &AskedWords) -> Result<PdfPlan, Reason> {
    pdf::plan_marking(bytes, asked)
}

/// The names of the files in a container.
pub(super) fn members(format: Format, bytes: &[u8]) -> Result<Vec<String>, Reason> {
    match format {
        Format::Archive => archive::members(bytes),
        Format::Mail => Ok(mime::attachments(bytes)),
        _ => Ok(Vec::new()),
    }
}

/// The bytes of a file in a container.
pub(super) fn member(format: Format, bytes: &[u8], name: &str) -> Result<Vec<u8>, Reason> {
    match format {
        Format::Archive => archive::member(bytes, name),
        Format::Mail => mime::attachment(bytes, name),
        _ => Err(Reason::Missing),
    }
}
