//! Invariants of a comparison on arbitrary input.

mod alignment;
mod hostile;
mod properties;

use super::*;
use crate::structure::outline;
use crate::text::SourceText;

fn report(text: &str) -> (Report, Outline) {
    let mut report = Report::from_text("某县.txt", "甲");
    // A reader never yields an empty text; a comparison must accept it all the same.
    report.text = SourceText::new(text);
    let outline = outline(&report);
    (report, outline)
}

fn compared(left: &str, right: &str) -> Comparison {
    let (left, right) = (report(left), report(right));
    compare(
        Input { report: &left.0, outline: &left.1 },
        Input { report: &right.0, outline: &right.1 },
        &Cancel::default(),
    )
    .unwrap()
}
