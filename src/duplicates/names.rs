//! Lines that only name somebody or something: signatures, lists of persons and bodies, titles. Names are rare strings,
//! but two documents that have the same names did not take a text over.

use std::ops::Range;

use crate::text::{Normalized, SourceText, leading_label};

/// Number of characters from which a line may be prose that was broken without a mark.
const LONGEST: usize = 20;

/// Marks of which a line of names has none.
const MARKS: &str = "，。；：、！？,;:!?“”《》（）()\t";

/// For each symbol of a range, whether it lies in a line of names. Linear in the range and the lines at its ends.
pub(super) fn names(text: &SourceText, normalized: &Normalized, range: &Range<usize>) -> Vec<bool> {
    let mut names = vec![false; range.len()];
    let span = normalized.span_in_source(range.clone());
    if span.is_empty() {
        return names;
    }
    let lines = text.line_from_position(span.start)..=text.line_from_position(span.end - 1);
    for line in lines.map(|line| text.line_span(line)).filter(|line| is_names(text.slice(*line))) {
        let inside = normalized.range_from_source(line);
        let from = inside.start.max(range.start) - range.start;
        let to = inside.end.min(range.end).saturating_sub(range.start).max(from);
        names[from..to].fill(true);
    }
    names
}

/// Whether a line is a few words without a mark and without a number before them.
fn is_names(line: &str) -> bool {
    let line = line.trim();
    let is_numbered = leading_label(line).is_some()
        || line.starts_with(|first: char| first.is_numeric() || "一二三四五六七八九十".contains(first));
    line.chars().take(LONGEST).count() < LONGEST
        && !is_numbered
        && !line.chars().any(|character| MARKS.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let source = SourceText::new(text);
        let normalized = source.normalized();
        let names = names(&source, normalized, &(0..normalized.len()));
        normalized
            .symbols
            .iter()
            .zip(names)
            .filter(|(_, is_name)| *is_name)
            .map(|(symbol, _)| symbol)
            .collect()
    }

    #[test]
    fn signatures_and_lists_of_persons_are_names() {
        let text = "请认真贯彻执行。\n蓼汀县科学技术局\n　　　林晓舟　　财政局副局长\n2024年3月1日\n";
        assert_eq!(of(text), "蓼汀县科学技术局林晓舟财政局副局长");
    }

    #[test]
    fn prose_headings_and_rows_are_no_names() {
        assert_eq!(of("一、工作回顾\n①创新发展注重动力\n全县新建涵闸七座，\n水闸\t七座\n"), "");
        assert_eq!(of("沿栖川河边的七座涵闸已经全部改建为电动启闭并投入使用\n"), "", "broken without a mark");
    }
}
