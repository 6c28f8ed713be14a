//! What a comparison holds to, whatever it is given.

mod alignment;
mod hostile;
mod properties;

use super::*;
use crate::structure::outline;
use crate::text::SourceText;

fn report(text: &str) -> (Report, Outline) {
    let mut report = Report::from_text("某县.txt", "甲");
    // Beyond what a reader yields: an empty text too.
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
