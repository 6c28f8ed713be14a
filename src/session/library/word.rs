//! The unit of text around a position, for a double click. Chinese is written without spaces and a dictionary would err on
//! the names and terms of official documents, so the units are those that marks and figures show: a number with its
//! unit, a Latin word, otherwise the clause between two punctuation marks.

use crate::figures::unit_length;
use crate::text::{LARGE_UNITS, is_han, starts_with};

/// Longest distance looked back from a character to a number whose unit it may belong to, in characters.
const LONGEST_UNIT: usize = 8;

/// Kind of a character as part of a unit of text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Figure,
    Latin,
    Han,
    Other,
}

fn class(text: &[char], at: usize) -> Class {
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    let joined = |is: fn(&char) -> bool| {
        at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(is)
            && text.get(at + 1).is_some_and(is)
    };
    match text[at] {
        c if c.is_ascii_digit() => Class::Figure,
        '.' | ',' if joined(char::is_ascii_digit) => Class::Figure,
        '%' | '％' | '‰' if digit(at.checked_sub(1)) => Class::Figure,
        '-' | '’' | '\'' if joined(char::is_ascii_alphabetic) => Class::Latin,
        c if is_han(c) => Class::Han,
        c if c.is_alphanumeric() => Class::Latin,
        _ => Class::Other,
    }
}

/// Start and end of the run of characters around `at` whose class `belongs`.
fn run(text: &[char], at: usize, belongs: impl Fn(Class) -> bool) -> (usize, usize) {
    let holds = |index: &usize| belongs(class(text, *index));
    let start = (0..at).rev().take_while(holds).last().unwrap_or(at);
    let end = (at..text.len()).take_while(holds).last().unwrap_or(at) + 1;
    (start, end)
}

/// The number around `at` with its large unit and unit: `1.2万元`, `98.5%`, `2024年`.
fn number(text: &[char], at: usize) -> (usize, usize) {
    let (start, mut end) = run(text, at, |class| class == Class::Figure);
    let large = LARGE_UNITS.iter().filter(|(words, _)| starts_with(&text[end..], words));
    end += large.map(|(words, _)| words.chars().count()).max().unwrap_or(0);
    end += match text.get(end) {
        Some('年' | '月' | '日') => 1,
        _ => unit_length(&text[end..]),
    };
    (start, end)
}

/// Start and end of the unit that holds the character after `position`, or before it at the end of the text.
pub(super) fn around(text: &[char], position: usize) -> (usize, usize) {
    if text.is_empty() {
        return (0, 0);
    }
    let at = position.min(text.len() - 1);
    match class(text, at) {
        Class::Figure => number(text, at),
        Class::Latin => run(text, at, |class| class == Class::Latin),
        Class::Other => (at, at + 1),
        Class::Han => {
            // A unit belongs to the number before it.
            let back = (at.saturating_sub(LONGEST_UNIT)..at).rev();
            let mut before = back.take_while(|&index| class(text, index) != Class::Other);
            if let Some(figure) = before.find(|&index| class(text, index) == Class::Figure) {
                let (start, end) = number(text, figure);
                if at < end {
                    return (start, end);
                }
            }
            run(text, at, |class| class != Class::Other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str, at: usize) -> String {
        let text: Vec<char> = text.chars().collect();
        let (start, end) = around(&text, at);
        text[start..end].iter().collect()
    }

    #[test]
    fn a_number_is_selected_with_its_unit_and_a_mark_alone() {
        let text = "办结率98.5%，共1,204件，投入1.2万元，2024年用OFD格式。";
        let at = |words: &str| text[..text.find(words).unwrap()].chars().count();
        for (place, expected) in [
            (at("98"), "98.5%"),
            (at("%"), "98.5%"),
            (at("，共"), "，"),
            (at("204"), "1,204件"),
            (at("件"), "1,204件"),
            (at("1.2"), "1.2万元"),
            (at("元"), "1.2万元"),
            (at("2024"), "2024年"),
            (at("FD"), "OFD"),
        ] {
            assert_eq!(unit(text, place), expected, "{place}");
        }
        assert_eq!(unit(text, 99), "。");
        assert_eq!(unit("", 0), "");
        assert_eq!(unit("a well-kept list", 4), "well-kept");
    }

    #[test]
    fn chinese_text_is_selected_from_mark_to_mark() {
        assert_eq!(unit("法治政府，建设", 1), "法治政府");
        assert_eq!(unit("会议指出，全面推进依法行政工作，成效明显。", 8), "全面推进依法行政工作");
        assert_eq!(unit("学习“八五”普法规划", 4), "八五");
        assert_eq!(unit("信访、司法、法院等9家单位，", 8), "法院等9家单位");
    }
}
