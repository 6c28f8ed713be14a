//! DOC and WPS: the binary format of Word 97 to 2003 ([MS-DOC]), which WPS uses too. `file` assembles the text from
//! its pieces, `properties` reads the properties of paragraphs and characters, `styles` and `lists` interpret them,
//! `forms` finds the values of form fields, `story` walks over the text.

mod file;
mod forms;
mod lists;
mod properties;
mod story;
mod styles;

use std::io::{Cursor, Read as _};

use crate::report::{Extracted, Reason};
use file::File;

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Maximum length of a stream in bytes: the text of the longest report has a few megabytes.
const MAX_STREAM: u64 = 64 << 20;

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// Whether the bytes are a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The reason for rejecting a compound file that is named as a DOCX: such a file holds an encrypted one.
pub(super) fn reason_for_compound(bytes: &[u8]) -> Reason {
    match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Ok(compound) if compound.exists("/EncryptedPackage") => Reason::Encrypted,
        _ => Reason::Damaged,
    }
}

/// Reads a document of Word 97 or later, or of WPS.
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Extracted, Reason> {
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Reason::Damaged)?;
    if compound.exists("/EncryptedPackage") {
        return Err(Reason::Encrypted);
    }
    let main = stream(&mut compound, "/WordDocument")?;
    let table_name = File::table_name(&main)?;
    let table = stream(&mut compound, table_name)?;
    let data = stream(&mut compound, "/Data").unwrap_or_default();
    let file = File::new(main, table, data)?;
    let extracted = story::read(&file);
    if extracted.blocks.is_empty() { Err(Reason::Empty) } else { Ok(extracted) }
}

fn stream(compound: &mut Compound<'_>, name: &str) -> Result<Vec<u8>, Reason> {
    let stream = compound.open_stream(name).map_err(|_| Reason::Damaged)?;
    let mut bytes = Vec::new();
    // A truncated stream still has a beginning.
    let read = stream.take(MAX_STREAM).read_to_end(&mut bytes);
    if read.is_err() && bytes.is_empty() { Err(Reason::Damaged) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests;
