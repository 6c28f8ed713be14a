//! One reader a format, and which reads what. A reader turns bytes into blocks and knows nothing else: no paths, no
//! processes, no clock. It defends itself against what its format makes possible (depth, sizes); what it misses is
//! caught by the limits of the process it runs in (`isolate`).

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

/// Reads bytes of a format that needs a process of its own. A web page comes decoded, in UTF-8.
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
