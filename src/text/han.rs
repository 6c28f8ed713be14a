//! Chinese characters, and the folding of look-alike characters.
//!
//! [`fold`] maps look-alikes to one representative: radicals and compatibility ideographs to the unified ideograph,
//! ○ to 〇, every width and vertical form to the ordinary one, 〔 ［ and [ to [. It maps one code point to one code
//! point, so positions do not change. Invisible code points are not folded but skipped, see [`is_ignored`].
//! [`normalize`](super::normalize()) builds on both; labels, checks and readers use them directly.
//!
//! Sources: Unicode `EquivalentUnifiedIdeograph.txt` (radicals), `UnicodeData.txt` (compatibility decompositions, by way
//! of NFKC), `DerivedCoreProperties.txt` (`Default_Ignorable_Code_Point`).

use unicode_normalization::UnicodeNormalization as _;

/// CJK radicals (U+2E80–2EFF) that have an equivalent ideograph, each followed by that ideograph.
const RADICALS: &str = "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫罒⺬示⺭礻\
⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦\
⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// Whether a character is a Chinese one: a unified ideograph of any plane, 〇 and the ○ that stands for it, a radical
/// or a compatibility ideograph. Punctuation, kana and symbols are not.
///
/// ```
/// use jiaokan::text::is_han;
/// assert!("法〇⼈豈𠮷".chars().all(is_han));
/// assert!(!"，A1（あ".chars().any(is_han));
/// ```
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(
        character,
        '\u{4e00}'..='\u{9fff}'
            | '\u{3400}'..='\u{4dbf}'
            | '〇' | '○' | '◯'
            | '\u{2e80}'..='\u{2fd5}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether a character is ignored in matching and counting: white space and invisible code points (joiners, direction
/// marks, variation selectors, soft hyphens).
#[must_use]
pub fn is_ignored(character: char) -> bool {
    match character {
        ' '..='~' => character == ' ',
        '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3163}' | '\u{3400}'..='\u{9fff}' => false,
        _ => character.is_whitespace() || is_default_ignorable(character),
    }
}

/// Whether a character is `Default_Ignorable_Code_Point` (Unicode 16), except U+2028 and U+2029, which are white
/// space.
fn is_default_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The unified ideograph that a radical or a compatibility ideograph looks like; any other character unchanged.
///
/// ```
/// use jiaokan::text::unified;
/// assert_eq!("⼈⼤⻓豈法".chars().map(unified).collect::<String>(), "人大长豈法");
/// ```
#[must_use]
pub fn unified(character: char) -> char {
    match character {
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = RADICALS.chars();
            while let (Some(radical), Some(ideograph)) = (pairs.next(), pairs.next()) {
                if radical == character {
                    return ideograph;
                }
            }
            character
        }
        // Unicode maps these two to traditional forms; fonts for simplified Chinese draw the simplified ones.
        '\u{2f3e}' => '户',
        '\u{2fad}' => '青',
        '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            compatible(character)
        }
        _ => character,
    }
}

/// Representative of a character and its look-alikes; idempotent. Case of letters and kinds of quotation marks and
/// dashes are kept. Spaces of every width and the tab become the space.
///
/// ```
/// use jiaokan::text::fold;
/// assert_eq!("（⼀）Ａ　１，〔2024〕".chars().map(fold).collect::<String>(), "(一)A 1,[2024]");
/// ```
#[must_use]
pub fn fold(character: char) -> char {
    match character {
        ' '..='~' | '\u{4e00}'..='\u{9fff}' => character,
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // U+FF01–FF5E mirror U+0021–007E at a fixed distance (Unicode, Halfwidth and Fullwidth Forms).
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '○' | '◯' => '〇',
        '〔' => '[',
        '〕' => ']',
        '∶' => ':',
        '⋯' | '\u{fe19}' => '…',
        // Vertical and small forms, half-width punctuation and signs, mathematical letters and digits.
        '\u{fe10}'..='\u{fe18}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff5f}'..='\u{ffee}'
        | '\u{1d400}'..='\u{1d7ff}' => match compatible(character) {
            same if same == character => same,
            // `﹒` becomes `．`, and `︹` becomes `〔`, which have representatives of their own.
            other => fold(other),
        },
        other => unified(other),
    }
}

/// The compatibility decomposition of a character if that is one character.
fn compatible(character: char) -> char {
    let mut decomposed = std::iter::once(character).nfkc();
    match (decomposed.next(), decomposed.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

/// Whether `set` has a character. [`str::contains`] searches for the bytes of a character outside ASCII, which costs ten
/// times as much.
#[must_use]
#[inline]
pub fn is_one_of(character: char, set: &str) -> bool {
    set.chars().any(|one| one == character)
}

/// Whether a text begins with `words`. Folds neither.
#[must_use]
pub fn starts_with(text: &[char], words: &str) -> bool {
    let mut text = text.iter();
    words.chars().all(|c| text.next() == Some(&c))
}

/// Whether a text ends with `words`. Folds neither.
#[must_use]
pub fn ends_with(text: &[char], words: &str) -> bool {
    let length = words.chars().count();
    text.len() >= length && starts_with(&text[text.len() - length..], words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        text.chars().map(fold).collect()
    }

    #[test]
    fn look_alikes_fold_to_one_character() {
        assert_eq!(folded("⼀⼊⾯⻅⻓⻰⺠\u{f900}报a⼾\u{2f804}"), "一入面见长龙民豈报a户你");
        assert_eq!(folded("二○二四，二◯二四"), "二〇二四,二〇二四");
        assert_eq!(folded("〔［[﹝︹ 〕］]﹞︺"), "[[[[[ ]]]]]");
        assert_eq!(folded("﹙（︵｡､︒﹕：∶￥𝟗"), "(((。、。:::¥9");
        assert_eq!(folded("“—’·【"), "“—’·【", "kinds of quotation marks and dashes are not look-alikes");
    }

    #[test]
    fn folding_is_idempotent_and_keeps_what_is_ignored() {
        for character in '\0'..=char::MAX {
            let once = fold(character);
            assert_eq!(fold(once), once, "U+{:04X}", character as u32);
            assert_eq!(is_ignored(once), is_ignored(character), "U+{:04X}", character as u32);
        }
    }

    #[test]
    fn every_block_of_ideographs_is_chinese() {
        for character in "一鿿㐀䶿𠀀𪛟𫝀𬺡𰀀𱍊〇○⼀⺠\u{f900}\u{2f800}".chars() {
            assert!(is_han(character), "{character}");
            assert!(is_han(fold(character)), "{character}");
        }
        for character in "，。A1Ａ１（①㈠•あ々、\u{fe00}".chars() {
            assert!(!is_han(character), "{character}");
        }
    }

    #[test]
    fn code_points_that_draw_nothing_are_ignored() {
        for character in
            ['\u{fe00}', '\u{e0100}', '\u{200b}', '\u{2066}', '\u{ad}', '\u{34f}', '\u{3000}', '\u{85}']
        {
            assert!(is_ignored(character), "U+{:04X}", character as u32);
        }
        for character in '\u{2010}'..='\u{2027}' {
            assert!(!is_ignored(character), "U+{:04X}", character as u32);
        }
    }

    #[test]
    fn the_table_of_radicals_is_made_of_pairs() {
        let characters: Vec<char> = RADICALS.chars().collect();
        assert_eq!(characters.len() % 2, 0);
        for pair in characters.chunks(2) {
            assert!(('\u{2e80}'..='\u{2eff}').contains(&pair[0]), "{pair:?}");
            assert!(!('\u{2e80}'..='\u{2fd5}').contains(&pair[1]), "{pair:?}");
        }
    }
}
