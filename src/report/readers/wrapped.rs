//! Plain text with lines broken at one width, as by mail programs and text recognition: its lines are joined to
//! paragraphs, so that passages, comparison and structure work on the author's paragraphs.
//!
//! A text counts as wrapped if many lines have nearly the maximum width and continue in the next line in the middle of
//! a sentence, while few lines that end so are shorter. Then a line is joined to the previous one if that is full and
//! this one neither is indented nor begins with the number of a heading. A full line that ends a sentence ends its
//! paragraph, unless the text indents its paragraphs: there only the indent decides.

use super::paragraph::needs_space;
use crate::text::{SourceText, leading_label};

/// Minimum number of lines for finding a width.
const MIN_LINES: usize = 6;
/// Range of widths, in columns: a Chinese character takes two.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=160;
/// Maximum difference of a full line from the width, in columns: punctuation that cannot begin a line moves with the
/// character before it.
const SLACK: usize = 4;
/// Minimum share of full lines among the lines with words, in per cent.
const MIN_FULL: usize = 30;
/// Maximum share of shorter lines among those that end in the middle of a sentence and do not look like headings, in
/// per cent.
const MAX_SHORT: usize = 20;

/// A line of the text.
struct Line<'a> {
    text: &'a str,
    width: usize,
    /// Whether it ends in the middle of a sentence.
    open: bool,
    indented: bool,
}

/// Joins the lines of a wrapped text; any other text is unchanged. Linear in its length.
pub(in crate::report) fn unwrapped(text: SourceText) -> SourceText {
    let lines: Vec<Line<'_>> = text.as_str().split('\n').map(Line::new).collect();
    match width(&lines) {
        Some(width) => SourceText::new(&joined(&lines, width)),
        None => text,
    }
}

impl<'a> Line<'a> {
    fn new(text: &'a str) -> Self {
        let shown = text.trim_end();
        let width = shown.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let open = shown.chars().next_back().is_some_and(|last| !"。！？；：”!?;:".contains(last));
        let indented = text.starts_with(['\u{3000}', '\t']) || text.starts_with("  ");
        Self { text: shown, width, open, indented }
    }

    fn is_blank(&self) -> bool {
        self.width == 0
    }

    fn is_full(&self, width: usize) -> bool {
        self.width.saturating_add(SLACK) >= width
    }
}

/// The width at which lines are broken, in columns; `None` if they are not.
fn width(lines: &[Line<'_>]) -> Option<usize> {
    let shown = || lines.iter().filter(|line| !line.is_blank());
    let width = shown().map(|line| line.width).max().filter(|width| WIDTHS.contains(width))?;
    let count = shown().count();
    let full = shown().filter(|line| line.is_full(width)).count();
    let is_mostly_full = full.saturating_mul(100) >= count.saturating_mul(MIN_FULL);
    if count < MIN_LINES || !is_mostly_full || shown().any(|line| line.text.contains('\t')) {
        return None;
    }
    // Lines that end in the middle of a sentence before another line: full ones were broken, short ones were written
    // so.
    let (mut broken, mut short) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if !line.open || line.is_blank() || next.is_blank() || begins_paragraph(next) {
            continue;
        }
        if line.is_full(width) {
            broken = broken.saturating_add(1);
        } else if leading_label(line.text).is_none() {
            short = short.saturating_add(1);
        }
    }
    let share =
        |part: usize, of: usize, share: usize| part.saturating_mul(100).cmp(&of.saturating_mul(share));
    let is_wrapped =
        share(broken, full, 50).is_ge() && share(short, broken.saturating_add(short), MAX_SHORT).is_le();
    is_wrapped.then_some(width)
}

fn begins_paragraph(line: &Line<'_>) -> bool {
    line.indented || leading_label(line.text).is_some()
}

fn joined(lines: &[Line<'_>], width: usize) -> String {
    let indents = lines.iter().filter(|line| line.indented).count() >= 3;
    let mut out = String::new();
    let mut last: Option<&Line<'_>> = None;
    for line in lines {
        let goes_on = last.is_some_and(|last| {
            last.is_full(width) && (last.open || indents) && !line.is_blank() && !begins_paragraph(line)
        });
        if goes_on {
            let next = line.text.trim_start();
            if needs_space(&out, next) {
                out.push(' ');
            }
            out.push_str(next);
        } else {
            if last.is_some() {
                out.push('\n');
            }
            out.push_str(line.text);
        }
        last = Some(line).filter(|line| !line.is_blank()).or(Some(line));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "青云县2024年法治政府建设情况报告\n一、主要工作\n2024年，青云县坚持依法行政，把各项工作纳入法治轨道，全年共办理行政复议案件一百二十件，办结一百一十件。\n（一）健全制度。修订规范性文件十二件，废止四件，公开征求意见二百零六条，组织听证会六次，各方面意见都有回应。\n（二）规范执法。评查案卷二百四十卷，评出优秀案卷三十一卷，发现共性问题九类，逐一发出整改建议书并督促落实。\n二、存在的不足\n少数单位合法性审查时间不足，审查意见采纳情况没有台账，需要在下一年着力解决，县政府将督促有关单位整改。\n";

    fn wrapped(text: &str, characters: usize) -> String {
        let lines = text.split('\n').flat_map(|line| {
            let characters_of: Vec<char> = line.chars().collect();
            let pieces: Vec<String> =
                characters_of.chunks(characters).map(|piece| piece.iter().collect()).collect();
            if pieces.is_empty() { vec![String::new()] } else { pieces }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn read(text: &str) -> String {
        unwrapped(SourceText::new(text)).as_str().to_owned()
    }

    #[test]
    fn broken_lines_are_paragraphs_again() {
        for characters in [16, 20, 26, 30] {
            assert_eq!(read(&wrapped(REPORT, characters)), REPORT, "at {characters}");
        }
    }

    #[test]
    fn paragraphs_that_were_not_broken_stay() {
        assert_eq!(read(REPORT), REPORT);
        let list =
            "甲县办理案件十二件\n乙县办理案件十三件\n丙县办理案件十四件\n丁县办理案件十五件\n".repeat(4);
        let lists_of_one_width = read(&list).lines().count();
        assert_eq!(lists_of_one_width, 16, "narrower than any page");
        let table = "单位\t件数\t办结率一览表数据\n".repeat(20);
        assert_eq!(read(&table), table);
    }
}
