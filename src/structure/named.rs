//! Signs of the report's format: styles of headings, a title, page furniture. They count where the words of a line are
//! not decisive.

use super::FurnitureKind;
use super::label::{Label, Style};
use super::page::Page;
use super::title::Title;
use super::unnumbered::{Known, Unnumbered};
use crate::report::Role;

/// Maximum length of a heading that only the format marks, in characters; longer lines are paragraphs in a large font.
const LONGEST_HEADING: usize = 60;

/// Marks the lines that are furniture in the format.
pub(super) fn furniture(page: &Page, kinds: &mut [Option<FurnitureKind>]) {
    for (line, kind) in page.lines.iter().zip(kinds) {
        if line.role == Role::Furniture {
            *kind = kind.or(Some(FurnitureKind::Other));
        }
    }
}

/// The lines that are the title in the format, for reports whose title does not read like one.
pub(super) fn title(page: &Page) -> Option<Title> {
    let is_title = |line: usize| page.lines[line].role == Role::Title;
    let first = (0..page.lines.len()).find(|&line| is_title(line))?;
    let last = (first..page.lines.len()).take_while(|&line| is_title(line)).last()?;
    Some(Title { first, last })
}

/// Adds the headings that the format marks. Those on the level of the lines numbered `一、`, or on the highest level if
/// there are none, are of the top level.
pub(super) fn headings(
    page: &Page,
    labels: &[Option<Label>],
    known: &[Known],
    found: &mut [Option<Unnumbered>],
) {
    let level = |line: usize| match page.lines[line].role {
        Role::Heading(level) => Some(level),
        _ => None,
    };
    let is_open = |line: usize| known[line] == Known::Open;
    let lines = || 0..page.lines.len();
    let numbered = lines().filter(|&line| labels[line].is_some_and(|label| label.style == Style::Han));
    let top = numbered.filter_map(level).min();
    let top = top.or_else(|| lines().filter(|&line| is_open(line)).filter_map(level).min());
    for line in lines().filter(|&line| is_open(line) && page.lines[line].content.len() <= LONGEST_HEADING) {
        let named =
            level(line).map(|level| Unnumbered::Standalone { part: top.is_some_and(|top| level <= top) });
        found[line] = found[line].or(named);
    }
}
