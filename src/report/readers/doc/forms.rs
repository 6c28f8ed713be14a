//! Values of form fields ([MS-DOC] 2.9.78 `FFData`) and the symbol fonts of the document (2.9.284 `SttbfFfn`).

use std::collections::HashMap;

use super::file::{File, Part, bytes_at, u16_at, u32_at, utf16};
use crate::report::readers::symbols::SymbolFont;

/// Value of the result that stands for the default.
const DEFAULT: u16 = 25;
/// Maximum number of entries of a list.
const MAX_ENTRIES: u16 = 1000;

/// What a check box or a list shows, by the offset of its data; `None` for a field of text and for damaged data.
pub(super) fn value(file: &File, offset: u32) -> Option<String> {
    let whole = file.data.get(usize::try_from(offset).ok()?..)?;
    let (length, header) = (u32_at(whole, 0)?, u16_at(whole, 4)?);
    let data = whole.get(usize::from(header)..usize::try_from(length).ok()?.min(whole.len()))?;
    if u32_at(data, 0)? != u32::MAX {
        return None;
    }
    let bits = u16_at(data, 4)?;
    let kind = bits & 3;
    // Behind the length of a text and the size of a box: the name, and a number as the default.
    let mut rest = behind_text(data.get(10..)?)?;
    if kind == 0 {
        return None;
    }
    let default = u16_at(rest, 0)?;
    let result = Some((bits >> 2) & 31).filter(|result| *result != DEFAULT).unwrap_or(default);
    if kind == 1 {
        return Some(if result == 1 { "☑" } else { "☐" }.to_owned());
    }
    rest = rest.get(2..)?;
    // Format, help, status, macros on entry and on exit.
    for _ in 0..5 {
        rest = behind_text(rest)?;
    }
    let count = u16_at(rest, 2).filter(|_| u16_at(rest, 0) == Some(0xffff))?.min(MAX_ENTRIES);
    rest = rest.get(6..)?;
    for index in 0..count {
        let length = usize::from(u16_at(rest, 0)?).checked_mul(2)?;
        if index == result {
            return Some(String::from_utf16_lossy(&utf16(bytes_at(rest, 2, length)?).collect::<Vec<_>>()));
        }
        rest = rest.get(length.checked_add(2)?..)?;
    }
    None
}

/// What follows a text: its length, its units, and a zero.
fn behind_text(bytes: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16_at(bytes, 0)?).checked_mul(2)?.checked_add(4)?;
    bytes.get(length..)
}

/// The symbol fonts by their indices in the table of fonts.
pub(super) fn symbol_fonts(file: &File) -> HashMap<u16, SymbolFont> {
    /// Offset of the name behind the length of an entry.
    const NAME: usize = 39;
    let mut fonts = HashMap::new();
    let table = file.part(Part::Fonts);
    let mut rest = table.get(4..).unwrap_or_default();
    for index in 0..u16_at(table, 0).unwrap_or(0) {
        let Some((length, behind)) = rest.split_first() else { break };
        let Some((entry, next)) = behind.split_at_checked(usize::from(*length)) else { break };
        let units: Vec<u16> =
            utf16(entry.get(NAME..).unwrap_or_default()).take_while(|unit| *unit != 0).collect();
        if let Some(font) = SymbolFont::from_name(&String::from_utf16_lossy(&units)) {
            fonts.insert(index, font);
        }
        rest = next;
    }
    fonts
}
