//! The word around a position, for a double click. Chinese is written without spaces; a stretch between marks is taken
//! from the position on, so that a click on its first character selects its beginning.

use crate::text::is_han;

/// Maximum number of Chinese characters of a word.
pub(super) const LONGEST: usize = 4;

/// Kind of a character as part of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Figure,
    Latin,
    Han,
    Other,
}

fn class(text: &[char], at: usize) -> Class {
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    match text[at] {
        c if c.is_ascii_digit() => Class::Figure,
        '.' | ',' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => Class::Figure,
        '%' | '％' | '‰' if digit(at.checked_sub(1)) => Class::Figure,
        c if is_han(c) => Class::Han,
        c if c.is_alphanumeric() => Class::Latin,
        _ => Class::Other,
    }
}

/// Start and end of the word that holds the character after `position`, or before it at the end of the text.
pub(super) fn around(text: &[char], position: usize) -> (usize, usize) {
    if text.is_empty() {
        return (0, 0);
    }
    let at = position.min(text.len() - 1);
    let kind = class(text, at);
    let same = |index: &usize| class(text, *index) == kind;
    let start = (0..=at).rev().take_while(same).last().unwrap_or(at);
    let end = (at..text.len()).take_while(same).last().unwrap_or(at) + 1;
    match kind {
        Class::Other => (at, at + 1),
        Class::Han if end - start > LONGEST => {
            let from = if end - at >= 2 { at } else { at - 1 };
            (from, (from + 2).min(end))
        }
        _ => (start, end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, at: usize) -> String {
        let text: Vec<char> = text.chars().collect();
        let (start, end) = around(&text, at);
        text[start..end].iter().collect()
    }

    #[test]
    fn figures_and_latin_words_are_whole_and_marks_alone() {
        let text = "办结率98.5%，共1,204件，OFD格式。";
        for (at, expected) in [(4, "98.5%"), (7, "98.5%"), (8, "，"), (11, "1,204"), (17, "OFD"), (22, "。")]
        {
            assert_eq!(word(text, at), expected, "{at}");
        }
        assert_eq!(word(text, 99), "。");
        assert_eq!(word("", 0), "");
    }

    #[test]
    fn a_short_stretch_is_one_word_and_a_long_one_is_not_selected_whole() {
        assert_eq!(word("法治政府，建设", 1), "法治政府");
        assert_eq!(word("全面推进依法行政工作，", 2), "推进");
        assert_eq!(word("全面推进依法行政工作，", 9), "工作");
    }
}
