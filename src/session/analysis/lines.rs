//! Places merged by line.

use crate::finding;
use crate::report::Report;
use crate::text::Span;

/// Merges places in the same line of a report: several figures of one paragraph are one place to go to.
pub(super) fn by_line(others: &[finding::Place], reports: &[&Report]) -> Vec<finding::Place> {
    let mut lines: Vec<(usize, usize, Span)> = Vec::new();
    for other in others {
        let line = reports[other.report].text.line_from_position(other.span.start);
        match lines.iter_mut().find(|(report, at, _)| (*report, *at) == (other.report, line)) {
            Some((.., span)) => {
                *span = Span::new(span.start.min(other.span.start), span.end.max(other.span.end));
            }
            None => lines.push((other.report, line, other.span)),
        }
    }
    lines.into_iter().map(|(report, _, span)| finding::Place { report, span }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_one_paragraph_are_one_place() {
        let report = Report::from_text("a.txt", "甲12件，乙13件\n丙14件\n");
        let place = |start, end| finding::Place { report: 0, span: Span::new(start, end) };
        let merged = by_line(&[place(6, 8), place(1, 3), place(11, 13)], &[&report]);
        assert_eq!(merged, [place(1, 8), place(11, 13)]);
    }
}
