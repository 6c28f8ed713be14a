//! Symbol fonts, which draw other characters for letters: Symbol and the three Wingdings. Word writes their code
//! points unchanged or in the private area from U+F000 on; the drawn characters become the text.

/// A symbol font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Adobe's Symbol encoding: Greek letters and signs of arithmetic.
    Symbol,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Another symbol font, without known equivalents.
    Other,
}

/// Characters of Symbol for 0x21–0x7E. After Adobe's `symbol.txt`.
const SYMBOL_LOW: &str =
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~";
/// Characters of Symbol for 0xA0–0xEF.
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";
/// Characters of Symbol for 0xF1–0xFE.
const SYMBOL_END: &str = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

impl SymbolFont {
    /// The symbol font of that name; `None` for a font of ordinary letters.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "symbol" => Some(Self::Symbol),
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "wingdings 3" | "webdings" | "mt extra" | "marlett" => Some(Self::Other),
            _ => None,
        }
    }

    /// The text that the font draws for characters. Those without an equivalent are left out and counted.
    pub(super) fn text(self, characters: &str, unknown: &mut u32) -> String {
        let mut text = String::with_capacity(characters.len());
        for character in characters.chars() {
            match self.character(u32::from(character)) {
                Some(drawn) => text.push(drawn),
                None if character.is_control() => text.push(character),
                None => *unknown = unknown.saturating_add(1),
            }
        }
        text
    }

    /// The character that the font draws for a code, plain or in the private area; `None` without an equivalent.
    pub(super) fn character(self, code: u32) -> Option<char> {
        let code = if (0xf000..=0xf0ff).contains(&code) { code & 0xff } else { code };
        if code == 0x20 {
            return Some(' ');
        }
        match self {
            _ if code > 0xff => char::from_u32(code),
            Self::Symbol => symbol(code),
            Self::Wingdings => wingdings(code),
            Self::Wingdings2 => wingdings2(code),
            Self::Other => None,
        }
    }
}

fn symbol(code: u32) -> Option<char> {
    let nth = |table: &str, first: u32| table.chars().nth(code.checked_sub(first)? as usize);
    match code {
        0x21..=0x7e => nth(SYMBOL_LOW, 0x21),
        0xa0..=0xef => nth(SYMBOL_HIGH, 0xa0),
        0xf1..=0xfe => nth(SYMBOL_END, 0xf1),
        _ => None,
    }
}

/// The marks that documents use; most of Wingdings is pictures.
fn wingdings(code: u32) -> Option<char> {
    let from = |base: char, first: u32| char::from_u32((base as u32).checked_add(code.checked_sub(first)?)?);
    Some(match code {
        0x6c | 0x9f => '●',
        0x6e => '■',
        0x6f | 0x71 | 0x72 | 0xa8 => '□',
        0x75 => '◆',
        0x76 => '❖',
        0x81..=0x8a => from('①', 0x81)?,
        0x8c..=0x95 => from('❶', 0x8c)?,
        0xa1 => '○',
        0xa4 => '◉',
        0xa7 => '▪',
        0xab => '★',
        0xd8 => '➢',
        0xdf => '←',
        0xe0 => '→',
        0xe1 => '↑',
        0xe2 => '↓',
        0xe8 => '➔',
        0xef => '⇦',
        0xf0 => '⇨',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

fn wingdings2(code: u32) -> Option<char> {
    let from = |base: char, first: u32| char::from_u32((base as u32).checked_add(code.checked_sub(first)?)?);
    Some(match code {
        0x4f => '✗',
        0x50 => '✓',
        0x51 | 0x53 | 0x54 => '☒',
        0x52 => '☑',
        0x6a..=0x73 => from('①', 0x6a)?,
        0x96 | 0x97 => '●',
        0xa2 => '■',
        0xa3 => '□',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbol_draws_signs_of_arithmetic() {
        let drawn = |codes: &[u32]| {
            codes.iter().filter_map(|&code| SymbolFont::Symbol.character(code)).collect::<String>()
        };
        assert_eq!(
            drawn(&[0xf0b3, 0xf0a3, 0xf0b0, 0xf0b4, 0xf0b1, 0xb8, 0xf061, 0x44, 0xf0e5, 0xf0ef, 0xf0fe]),
            "≥≤°×±÷αΔ∑⎪⎭"
        );
        assert_eq!(SymbolFont::Symbol.character(0xf07e), Some('~'));
        assert_eq!(SymbolFont::Symbol.character(0xf0f0), None);
    }

    #[test]
    fn marks_and_enclosed_numbers_have_equivalents() {
        assert_eq!(SymbolFont::Wingdings.character(0xf08a), Some('⑩'));
        assert_eq!(SymbolFont::Wingdings.character(0xf0e0), Some('→'));
        assert_eq!(SymbolFont::Wingdings2.character(0x52), Some('☑'));
        assert_eq!(SymbolFont::Wingdings.character(0x24), None, "a pair of glasses");
        assert_eq!(SymbolFont::Other.character(0x24), None);
    }
}
