//! Web pages. The report is read; what belongs to the page (navigation, tables of facts, share bars, news lists, footers) is
//! kept as furniture. Scripts and styles are not text.
//!
//! ```text
//!  text ─ page: tags → open elements → blocks ─▶ tables: layout or data ─▶ choose: report or furniture ─▶ Extracted
//! ```

mod choose;
mod elements;
mod numbers;
mod page;
mod tables;
mod words;

use super::super::extract::Extracted;
use super::super::{Encoding, Reason};

/// Number of bytes that are searched for the encoding that a page declares; browsers search 1024.
const DECLARATION: usize = 1024 * 4;

/// Reads a page that is already decoded. Linear in its length.
pub(in crate::report) fn read(text: &str) -> Result<Extracted, Reason> {
    let page = page::read(text)?;
    let page = tables::with_rows(page);
    Ok(Extracted { blocks: choose::blocks(page), ..Extracted::default() })
}

/// Reads a piece of a page that belongs to a document as a whole: everything that is shown.
pub(super) fn read_fragment(text: &str) -> Result<Extracted, Reason> {
    let page = tables::with_rows(page::read(text)?);
    Ok(Extracted { blocks: choose::all_blocks(page), ..Extracted::default() })
}

/// The encoding that a page names in a `<meta>` tag or in its XML declaration.
pub(in crate::report) fn declared_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    [&b"charset"[..], b"encoding"].iter().find_map(|name| {
        let at = head.windows(name.len()).position(|window| window == *name)? + name.len();
        let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let length =
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).count();
        Encoding::from_label(&rest[..length])
    })
}

#[cfg(test)]
mod tests;
