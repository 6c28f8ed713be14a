//! The numbers of running text as checks read them: `crate::figures` finds them; here is which are counts and rates, and
//! the words before one.

use crate::figures::{Number, NumberRole};
use crate::text::{Span, is_han};

pub(super) use crate::figures::Number as Figure;

/// Whether it is a count or a measure, with a unit or without.
pub(super) fn is_count(number: &Number) -> bool {
    matches!(number.role, NumberRole::Figure | NumberRole::Bare | NumberRole::Duration)
        && !matches!(number.unit.as_str(), "%" | "‰" | "个百分点")
}

/// Whether it is a count of something: a count with a unit.
pub(super) fn counts_things(number: &Number) -> bool {
    is_count(number) && !number.unit.is_empty()
}

pub(super) fn is_percent(number: &Number) -> bool {
    number.unit == "%" && number.role == NumberRole::Figure
}

/// Whether its value is inexact, or not certain: such a number is held against nothing.
pub(super) fn is_rough(number: &Number) -> bool {
    number.approximate.is_some() || number.doubtful
}

/// The Han characters of one clause before a figure, without introductory words (`共`, `达到`, `为`).
pub(super) fn label_before(chars: &[char], figure: &Number, most: usize) -> Span {
    let mut end = figure.span.start;
    loop {
        let tail = [
            "达到", "共计", "累计", "合计", "分别", "超过", "共", "达", "为", "是", "有", "约", "近", "超",
            "了", "逾", "仅", "至",
        ];
        let text = &chars[end.saturating_sub(2)..end];
        let Some(word) = tail.iter().find(|word| text.iter().collect::<String>().ends_with(**word)) else {
            break;
        };
        end -= word.chars().count();
    }
    let length = chars[..end].iter().rev().take(most).take_while(|&&c| is_han(c)).count();
    Span::new(end - length, end)
}
