//! Fonts and their character sets.

use encoding_rs::{BIG5, Encoding, GBK};

use super::Reader;
use crate::report::readers::symbols::SymbolFont;

impl Reader<'_> {
    /// Collects a font's name, which ends in a semicolon.
    pub(super) fn font(&mut self, character: char) {
        if character != ';' {
            self.style_name.push(character);
            return;
        }
        let name = std::mem::take(&mut self.style_name);
        if let Some(font) = SymbolFont::from_name(name.trim()) {
            self.symbols.insert(self.state.font, font);
        }
    }

    /// The current font, if it draws symbols for letters. Most documents have none.
    pub(super) fn symbol_font(&self) -> Option<SymbolFont> {
        if self.symbols.is_empty() { None } else { self.symbols.get(&self.state.font).copied() }
    }
}

pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        936 | 54936 => Some(GBK),
        950 => Some(BIG5),
        65001 => Some(encoding_rs::UTF_8),
        _ => None,
    }
}

/// The encoding of a font's character set, by its number in Windows.
pub(super) fn of_charset(number: i32) -> Option<&'static Encoding> {
    match number {
        134 => Some(GBK),
        136 => Some(BIG5),
        _ => None,
    }
}
