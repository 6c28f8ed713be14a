//! The readers, one for each format. A reader is a pure function from bytes to blocks: it uses no paths, processes or
//! clocks. It bounds depth and sizes itself; its process (`isolate`) limits whatever it misses. Numbers come from files, so
//! indexing and arithmetic are checked throughout.

#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects, clippy::indexing_slicing))]

mod comments;
mod fields;
mod layout;
mod lists;
mod numerals;
mod package;
mod paragraph;
mod symbols;
mod table;
mod xml;

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
pub(super) mod workbook;
pub(super) mod wrapped;

#[cfg(test)]
pub(super) use package::zipped;

use super::extract::Extracted;
use super::{Format, Reason};

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
