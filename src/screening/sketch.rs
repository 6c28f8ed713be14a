//! Sketch of one report for screening: its text as 16-bit symbols and the positions of its fingerprints. The report
//! itself can be dropped afterwards.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::bits::Bits;
use super::grams::{BREAK, Grams, MAX_K};
use crate::report::Report;
use crate::structure::Outline;
use crate::text::{is_ignored, normalize};

/// Symbol of every run of digits.
const DIGITS: u16 = b'0' as u16;

/// A report prepared for comparison with others: 2.1 bytes a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Path of the report in the results; reports with equal content are ordered by it.
    pub path: PathBuf,
    /// SHA-256 of the file's bytes.
    pub content: [u8; 32],
    /// Number of visible characters of the source text.
    pub characters: usize,
    /// Ids of the parts that the report lacks, passed through to the results; `None` if this was not checked.
    pub parts_absent: Option<Vec<String>>,
    /// Normalised text with [`BREAK`]s in place of page furniture.
    pub(super) symbols: Vec<u16>,
    /// Starts of the fingerprints chosen by winnowing with n-grams of 12 and windows of 9.
    pub(super) seeds: Bits,
}

impl Sketch {
    /// The sketch of a report: page furniture left out, each run of digits one symbol. Linear in its length.
    #[must_use]
    pub fn new(report: &Report, outline: &Outline) -> Self {
        let text = report.text.normalized();
        let mut furniture = outline.furniture.iter().map(|furniture| furniture.span).peekable();
        let mut symbols = Vec::with_capacity(text.len());
        for (&symbol, &from) in text.symbols.iter().zip(&text.source_from_normalized) {
            while furniture.peek().is_some_and(|span| span.end <= from as usize) {
                furniture.next();
            }
            let is_furniture = furniture.peek().is_some_and(|span| span.contains(from as usize));
            push(&mut symbols, if is_furniture { BREAK } else { symbol_from_char(symbol) });
        }
        Self {
            path: report.path.clone(),
            content: content_from_hex(&report.sha256),
            characters: report.text.visible_characters(),
            parts_absent: None,
            seeds: seeds(&symbols, &Grams::for_length(usize::MAX)),
            symbols,
        }
    }

    /// The sketch of a plain text, all of which counts.
    #[must_use]
    pub fn of_text(path: impl Into<PathBuf>, text: &str) -> Self {
        let mut symbols = Vec::with_capacity(text.len() / 3);
        normalize(text).symbols.into_iter().for_each(|symbol| push(&mut symbols, symbol_from_char(symbol)));
        Self {
            path: path.into(),
            content: Sha256::digest(text.as_bytes()).into(),
            characters: text.chars().filter(|&symbol| !is_ignored(symbol)).count(),
            parts_absent: None,
            seeds: seeds(&symbols, &Grams::for_length(usize::MAX)),
            symbols,
        }
    }

    /// Starts of the fingerprints needed to find every repeat of `min_length`.
    pub(super) fn seeds_for(&self, grams: &Grams) -> Bits {
        if grams.k == MAX_K && *grams == Grams::for_length(usize::MAX) {
            self.seeds.clone()
        } else {
            seeds(&self.symbols, grams)
        }
    }
}

fn seeds(symbols: &[u16], grams: &Grams) -> Bits {
    let mut seeds = Bits::new(symbols.len());
    grams.winnow(symbols, |at| seeds.set(at));
    seeds
}

/// Appends a symbol; of a run of digits or of breaks only the first is kept.
fn push(symbols: &mut Vec<u16>, symbol: u16) {
    let folds = matches!(symbol, DIGITS | BREAK);
    if !folds || symbols.last() != Some(&symbol) {
        symbols.push(symbol);
    }
}

/// A folded character in 16 bits. Characters outside the basic plane (rare ideographs of names, emoji) share the 2,048
/// codes of surrogates: two different ones may count as equal, which does not matter in a run of 20 symbols.
fn symbol_from_char(character: char) -> u16 {
    match character {
        '0'..='9' => DIGITS,
        '\u{ffff}' => 0xfffe,
        _ => u16::try_from(u32::from(character)).unwrap_or_else(|_| {
            let code = u32::from(character);
            0xd800 | ((code ^ code >> 11) & 0x7ff) as u16
        }),
    }
}

/// Character of a symbol, for the list of set phrases.
pub(super) fn char_from_symbol(symbol: u16) -> char {
    char::from_u32(u32::from(symbol)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn content_from_hex(digits: &str) -> [u8; 32] {
    let mut content = [0; 32];
    for (byte, pair) in content.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = pair.iter().fold(0, |value, &digit| value << 4 | hex(digit));
    }
    content
}

fn hex(digit: u8) -> u8 {
    (digit as char).to_digit(16).map_or(0, |value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure;

    fn words(sketch: &Sketch) -> String {
        sketch.symbols.iter().map(|&s| if s == BREAK { '|' } else { char_from_symbol(s) }).collect()
    }

    #[test]
    fn digits_width_and_space_do_not_matter() {
        let left = Sketch::of_text("a", "（一）办结　２０２４件，\n同比增长9.75%");
        let right = Sketch::of_text("b", "(一)办结 7 件,同比增长12.1%");
        assert_eq!(left.symbols, right.symbols);
        assert_eq!(words(&left), "(一)办结0件,同比增长0.0%");
        assert_ne!(left.content, right.content);
    }

    #[test]
    fn page_furniture_is_left_out() {
        let text = "首页 > 政务公开 > 法治政府\n青云县报告\n全县工作有序推进。\n扫一扫在手机打开当前页\n";
        let report = Report::from_text("a.txt", text);
        let sketch = Sketch::new(&report, &structure::outline(&report));
        assert_eq!(words(&sketch), "|青云县报告全县工作有序推进。|");
        assert_eq!(sketch.characters, report.text.visible_characters(), "as the list of reports says");
        assert_eq!(sketch.characters, Sketch::of_text("a.txt", text).characters);
        assert_eq!(sketch.content, Sketch::of_text("a.txt", text).content, "the hash of the bytes");
    }

    #[test]
    fn rare_ideographs_keep_their_place() {
        let sketch = Sketch::of_text("a", "甲𠅤乙\u{ffff}丙");
        assert_eq!(sketch.symbols.len(), 5);
        assert!(!sketch.symbols.contains(&BREAK));
    }
}
