//! Web pages. The report becomes text; the rest of the page (navigation, tables of facts, share bars, news lists,
//! footers) is kept as furniture. Scripts and styles are not text.
//!
//! ```text
//!  text ─ page: tags → open elements → blocks ─▶ tables: layout or data ─▶ choose: report or furniture ─▶ Extracted
//! ```

mod choose;
mod css;
mod elements;
mod numbers;
mod page;
mod tables;
mod words;

use super::super::extract::Extracted;
use super::super::{Encoding, Reason, Warning};

/// Number of bytes that are searched for a page's declaration of its encoding; browsers search 1024.
const DECLARATION: usize = 1024 * 4;

/// Reads a decoded page. Linear in its length.
pub(in crate::report) fn read(text: &str) -> Result<Extracted, Reason> {
    let page = page::read(text)?;
    let page = tables::with_rows(page);
    let (warnings, not_read) = (warnings(&page), page.not_read);
    Ok(Extracted { blocks: choose::blocks(page), warnings, not_read, ..Extracted::default() })
}

/// Reads a fragment of a page that belongs wholly to a document: all visible text.
pub(super) fn read_fragment(text: &str) -> Result<Extracted, Reason> {
    let page = tables::with_rows(page::read(text)?);
    let (warnings, not_read) = (warnings(&page), page.not_read);
    Ok(Extracted { blocks: choose::all_blocks(page), warnings, not_read, ..Extracted::default() })
}

fn warnings(page: &page::Page) -> Vec<Warning> {
    if page.tracked { vec![Warning::TrackedChanges] } else { Vec::new() }
}

/// The encoding named in a page's `<meta>` tag or in its XML declaration.
pub(in crate::report) fn declared_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes).to_ascii_lowercase();
    [&b"charset"[..], b"encoding"].into_iter().find_map(|name| {
        let at = head.windows(name.len()).position(|window| window == name)?;
        let rest =
            head.get(at..)?.strip_prefix(name)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let length =
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).count();
        Encoding::from_label(rest.get(..length)?)
    })
}

#[cfg(test)]
mod tests;
