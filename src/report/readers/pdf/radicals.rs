//! Characters that PDF writers put in place of others that look the same: radicals for ideographs, ligatures for
//! letters.

use unicode_normalization::UnicodeNormalization as _;

/// CJK radicals (U+2E80–2EFF) that look like an ideograph, with that ideograph; the pairs are from Unicode's
/// `EquivalentUnifiedIdeograph.txt`.
const SUPPLEMENT: &str = "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫罒⺬示⺭礻\
⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦\
⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The character that is meant. Symbols of the private area are dots in lists, where they are anything.
pub(super) fn fold(character: char) -> char {
    match character {
        '\u{2e80}'..='\u{2eff}' => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(radical), Some(ideograph)) = (pairs.next(), pairs.next()) {
                if radical == character {
                    return ideograph;
                }
            }
            character
        }
        // Unicode equates these two with traditional forms; fonts for simplified Chinese draw the simplified ones.
        '\u{2f3e}' => '户',
        '\u{2fad}' => '青',
        '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => {
            std::iter::once(character).nfkc().next().unwrap_or(character)
        }
        '\u{a0}' => ' ',
        '\u{f06c}' | '\u{f0b7}' | '\u{f09f}' => '•',
        '\u{f06e}' | '\u{f0a7}' => '■',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_ideographs() {
        let folded: String = "⼀⼊⾯⻅⻓⻰⺠豈报a⼾".chars().map(fold).collect();
        assert_eq!(folded, "一入面见长龙民豈报a户");
    }

    #[test]
    fn the_table_is_made_of_pairs() {
        let characters: Vec<char> = SUPPLEMENT.chars().collect();
        assert_eq!(characters.len() % 2, 0);
        for pair in characters.chunks(2) {
            assert!(('\u{2e80}'..='\u{2eff}').contains(&pair[0]), "{pair:?}");
            assert!(!('\u{2e80}'..='\u{2fd5}').contains(&pair[1]), "{pair:?}");
        }
    }
}
