//! Series of headings: the numbered sections of one parent in one style. Used by the checks of numbering.

use super::page::Page;
use crate::structure::Section;
use crate::text::{Span, chinese_amount, is_ignored};

/// The number of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Index of the section in the outline.
    pub(super) section: usize,
    pub(super) label: Span,
    pub(super) number: u64,
    pub(super) style: Style,
}

/// Styles of numbers, regardless of width and of marks after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `第一章`, `第二节`
    Chapter,
    Han,
    HanParen,
    Digit,
    DigitParen,
}

/// The numbered sections of one parent in one style, in order.
pub(super) struct Series {
    pub(super) members: Vec<Numbered>,
    /// Whether its first number continues an earlier series of its style under another parent.
    pub(super) runs_on: bool,
}

/// All series of a page. Where numbering restarts after its end (a repeated body, an attachment), a new series begins.
pub(super) fn series(page: &Page<'_>) -> Vec<Series> {
    let own = |section: &Section| {
        page.paragraphs
            .binary_search_by(|paragraph| {
                if paragraph.span.end <= section.heading.start {
                    std::cmp::Ordering::Less
                } else if paragraph.span.start > section.heading.start {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
    };
    let mut open: Vec<(Option<usize>, Style, Series)> = Vec::new();
    let mut done: Vec<Series> = Vec::new();
    let mut last_of_style: Vec<(Style, u64)> = Vec::new();
    for (index, section) in page.outline.sections.iter().enumerate() {
        let Some(numbered) = read(page, index, section).filter(|_| own(section)) else { continue };
        // Sections are in order: whatever is no ancestor has ended.
        let parent = section.parent;
        while let Some(at) = open.iter().position(|(p, ..)| *p != parent && !is_ancestor(page, *p, parent)) {
            done.push(open.remove(at).2);
        }
        let last = last_of_style.iter().find(|(style, _)| *style == numbered.style).map(|(_, n)| *n);
        let begins_anew = |series: &Series| {
            numbered.number == 1
                && series.members.len() >= 2
                && series.members.last().is_some_and(|m| m.number >= 2)
        };
        let at = open.iter().position(|(p, style, _)| *p == parent && *style == numbered.style);
        if let Some(at) = at.filter(|&at| !begins_anew(&open[at].2)) {
            open[at].2.members.push(numbered);
        } else {
            done.extend(at.map(|at| open.remove(at).2));
            let runs_on = numbered.number > 1 && last.is_some_and(|last| last + 1 == numbered.number);
            open.push((parent, numbered.style, Series { members: vec![numbered], runs_on }));
        }
        last_of_style.retain(|(style, _)| *style != numbered.style);
        last_of_style.push((numbered.style, numbered.number));
    }
    done.extend(open.into_iter().map(|(_, _, series)| series));
    done.sort_by_key(|series| series.members[0].label.start);
    done
}

fn is_ancestor(page: &Page<'_>, ancestor: Option<usize>, of: Option<usize>) -> bool {
    let mut at = of;
    while let Some(index) = at {
        at = page.outline.sections[index].parent;
        if at == ancestor {
            return true;
        }
    }
    ancestor.is_none()
}

fn read(page: &Page<'_>, index: usize, section: &Section) -> Option<Numbered> {
    let label: Vec<char> = page.slice(section.label).iter().filter(|c| !is_ignored(**c)).copied().collect();
    let first = *label.first()?;
    let inside = match first {
        '第' | '(' => &label[1..],
        _ => &label[..],
    };
    let digits: String = inside.iter().take_while(|c| c.is_ascii_digit()).collect();
    let (number, is_digit) = match digits.parse() {
        Ok(number) => (number, true),
        Err(_) => (u64::try_from(chinese_amount(inside)?.0).ok()?, false),
    };
    let closed = label.contains(&')');
    let style = match (first, is_digit, closed) {
        ('第', ..) => Style::Chapter,
        (_, true, true) => Style::DigitParen,
        (_, true, false) => Style::Digit,
        (_, false, true) => Style::HanParen,
        (_, false, false) => Style::Han,
    };
    Some(Numbered { section: index, label: section.label, number, style })
}
