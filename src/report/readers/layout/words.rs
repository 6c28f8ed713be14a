//! Characters at the ends of lines: where a line can have been broken, and what it can be the beginning of.

use crate::report::readers::comments::is_mark;
use crate::text::{LeadingLabel, leading_label};

/// Number of characters at a text's end that are searched for dot leaders.
const LEADERS: usize = 64;

/// Whether a line is an entry of a table of contents, with dot leaders before its page number. Reads the text's end
/// only.
pub(super) fn is_contents_entry(text: &str) -> bool {
    let end = text.char_indices().rev().nth(LEADERS).map_or(0, |(at, _)| at);
    let text = text[end..].trim_end_matches(is_mark);
    let before = text.trim_end_matches(|last: char| last.is_ascii_digit() || last.is_whitespace());
    let dots = before.chars().rev().take_while(|dot| matches!(dot, '.' | '…' | '·' | '．' | '⋯')).count();
    before.len() < text.len() && (dots >= 4 || before.ends_with("……"))
}

/// Whether a text ends as a sentence or an introduction does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_mark).ends_with(['。', '：', '；', '！', '？', ':', ';'])
}

/// Whether a line begins like a numbered heading: `一、`, `（一）`, `第一章`. Numbers in digits begin sentences too.
pub(super) fn starts_with_label(text: &str) -> bool {
    matches!(
        leading_label(text.trim_start_matches(is_mark)),
        Some(LeadingLabel::Chapter | LeadingLabel::Chinese)
    )
}

/// The width, in ems, of the unbreakable start of a line, by the rules of line breaking for Chinese (UAX #14): words
/// and numbers, an ideograph with the punctuation behind it, quotation marks with both sides.
pub(super) fn first_unit(text: &str) -> f64 {
    let mut width = 0.0;
    let mut previous = None;
    for character in text.chars().filter(|character| !is_mark(*character)) {
        if previous.is_some_and(|previous| !stand_together(previous, character)) {
            break;
        }
        width += if character.is_ascii() { 0.55 } else { 1.0 };
        previous = Some(character);
    }
    width
}

fn stand_together(left: char, right: char) -> bool {
    let quote = |character: char| matches!(character, '“' | '”' | '‘' | '’' | '"');
    is_closing(right)
        || quote(left)
        || quote(right)
        || matches!(left, '《' | '（' | '〈' | '「' | '『' | '【' | '〔' | '(' | '[')
        || (left.is_ascii_graphic() && right.is_ascii_graphic())
        || (left == right && matches!(left, '—' | '…'))
}

/// Whether a character is punctuation that cannot begin a line.
pub(super) fn is_closing(character: char) -> bool {
    "，。、；：！？）》”’〉」』】〕,.;:!?)]%％‰℃·".contains(character)
}

/// Whether a line at a page's foot begins a note.
pub(super) fn starts_note(text: &str) -> bool {
    let text = text.trim_start_matches(is_mark);
    text.starts_with(|first: char| first.is_numeric() || matches!(first, '[' | '〔' | '*' | '※' | '注'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_line_needs_room() {
        for (text, width) in [
            ("好的", 1.0),
            ("好，的", 2.0),
            ("2024年", 2.2),
            ("《法》的", 3.0),
            ("索“事项", 3.0),
            ("定,20年", 2.65),
        ] {
            assert!((first_unit(text) - width).abs() < 1e-9, "{text}: {}", first_unit(text));
        }
    }
}
