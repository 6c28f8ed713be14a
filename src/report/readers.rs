//! One reader a format: bytes in, blocks out. Each is a pure function that defends itself against hostile bytes; where
//! they run, and under which limits, is not here.

mod lists;
mod numerals;
mod package;
mod paragraph;
mod table;
mod xml;

pub(super) mod doc;
pub(super) mod docx;
pub(super) mod odt;
pub(super) mod pdf;

/// Reads in this process, for trying the readers out.
pub(super) fn read_by_format(
    format: crate::report::Format,
    bytes: &[u8],
) -> Result<crate::report::Extracted, crate::report::Reason> {
    use crate::report::Format;
    match format {
        Format::Docx => docx::read(bytes),
        Format::Doc => doc::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Odt => odt::read(bytes),
        other => Err(crate::report::Reason::NotYetReadable(other)),
    }
}
