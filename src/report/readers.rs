//! The readers, one for each format. A reader is a pure function from bytes to blocks: it uses no paths, processes or
//! clocks. It bounds depth and sizes itself; its process (`isolate`) limits whatever it misses. Numbers come from files, so
//! indexing and arithmetic are checked throughout.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects, clippy::indexing_slicing))]

mod fields;
mod lists;
mod numerals;
mod package;
mod paragraph;
mod symbols;
mod table;
mod xml;

pub(super) mod doc;
pub(super) mod docx;
pub(super) mod html;
pub(super) mod markdown;
pub(super) mod mime;
pub(super) mod odt;
pub(super) mod pdf;
pub(super) mod rtf;
pub(super) mod wrapped;

use super::extract::Extracted;
use super::{Format, Reason};

/// Reads a document of an isolated format. Web pages are passed as UTF-8.
pub(super) fn read(format: Format, bytes: &[u8]) -> Result<Extracted, Reason> {
    match format {
        Format::Html => html::read(&String::from_utf8_lossy(bytes)),
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Rtf => rtf::read(bytes),
        Format::Mhtml => mime::read_page(bytes),
        Format::Mail => mime::read_mail(bytes),
        _ => Err(Reason::NotReadable(format)),
    }
}
