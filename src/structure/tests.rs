//! Notation of outlines in the tests of this folder; the tests are grouped by subject. All places and sentences are
//! invented.

mod furniture;
mod headings;
mod hostile;
mod items;
mod layouts;
mod named;
mod titles;

use super::{Outline, outline};
use crate::report::Report;
use crate::text::Span;

pub(super) fn read(text: &str) -> (Report, Outline) {
    let report = Report::from_text("made-up.txt", text);
    let outline = outline(&report);
    (report, outline)
}

fn words(report: &Report, span: Span) -> String {
    report.text.slice(span).replace('\n', "⏎")
}

/// `level placement heading`, one for each section; the label separated from the words by a bar.
pub(super) fn headings(text: &str) -> Vec<String> {
    let (report, outline) = read(text);
    outline
        .sections
        .iter()
        .map(|section| {
            let label = words(&report, section.label);
            format!(
                "{} {} {label}|{}",
                section.level,
                section.placement.id(),
                words(&report, section.words())
            )
        })
        .collect()
}

/// The text around each item: its label and the three characters behind it.
pub(super) fn items(text: &str) -> Vec<String> {
    let (report, outline) = read(text);
    outline.items.iter().map(|item| words(&report, Span::new(item.label.start, item.label.end + 3))).collect()
}

/// `kind: words`, one for each stretch.
pub(super) fn furniture(text: &str) -> Vec<String> {
    let (report, outline) = read(text);
    outline
        .furniture
        .iter()
        .map(|found| format!("{}: {}", found.kind.id(), words(&report, found.span)))
        .collect()
}

pub(super) fn title(text: &str) -> Option<String> {
    let (report, outline) = read(text);
    outline.title.map(|title| words(&report, title))
}

/// The text of the section whose heading contains `heading`, from its heading's start.
pub(super) fn section_text(text: &str, heading: &str) -> String {
    let (report, outline) = read(text);
    let section = outline
        .sections
        .iter()
        .find(|section| words(&report, section.heading).contains(heading))
        .unwrap_or_else(|| panic!("no section {heading}"));
    words(&report, Span::new(section.heading.start, section.body_end))
}
