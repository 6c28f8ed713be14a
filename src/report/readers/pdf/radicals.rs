//! Characters that PDF writers substitute for others: radicals for ideographs, private use for bullets.

use crate::text::unified;

/// The intended character. Private-use symbols are those of Word's Symbol and Wingdings bullets.
pub(super) fn fold(character: char) -> char {
    match character {
        '\u{a0}' => ' ',
        '\u{f06c}' | '\u{f0b7}' | '\u{f09f}' => '•',
        '\u{f06e}' | '\u{f0a7}' => '■',
        _ => unified(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_ideographs_and_private_bullets_are_bullets() {
        let folded: String = "⼀⻅豈\u{f0b7}\u{f0a7}a".chars().map(fold).collect();
        assert_eq!(folded, "一见豈•■a");
    }
}
