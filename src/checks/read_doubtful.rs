//! Characters of a scan that the program read with little confidence: a reviewer compares them with the page. Neighbours
//! are one finding; of a line that is doubtful as a whole all of it is.

use super::page::Page;
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::report::percent;
use crate::text::Span;

/// Maximum number in one report: a scan with more is bad as a whole, which its mean confidence says.
const MOST: usize = 200;

pub(super) struct ReadDoubtful;

impl Check for ReadDoubtful {
    fn about(&self) -> About {
        About::new("read-doubtful", "check-read-doubtful", Group::Text, Severity::Hint, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        let Some(recognized) = &page.source.recognized else { return };
        let mut doubts: Vec<(Span, u16)> = Vec::new();
        for line in recognized.doubtful() {
            if line.is_doubtful() {
                doubts.push((line.span, line.confidence));
                continue;
            }
            for (span, confidence) in &line.doubts {
                match doubts.last_mut() {
                    Some((last, least)) if last.end == span.start => {
                        last.end = span.end;
                        *least = (*least).min(*confidence);
                    }
                    _ => doubts.push((*span, *confidence)),
                }
            }
        }
        for (span, confidence) in doubts.into_iter().take(MOST) {
            let message = Message::new("finding-read-doubtful")
                .with("words", page.words(span).replace('\n', ""))
                .with("confidence", percent(confidence));
            found.add(page, span, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Input, Selection, run};
    use crate::report::{PlacedLine, PlacedRecognized, Report};
    use crate::structure::outline;
    use crate::task::Cancel;

    #[test]
    fn neighbours_are_one_finding_and_a_doubtful_line_is_whole() {
        let mut report = Report::from_text("a.txt", "全县办结案件四十七件。\n市区公章");
        let line = |start, end, confidence, doubts: &[(usize, u16)]| PlacedLine {
            page: 1,
            span: Span::new(start, end),
            area: [0; 4],
            confidence,
            doubts: doubts.iter().map(|(at, confidence)| (Span::new(*at, at + 1), *confidence)).collect(),
        };
        let lines = vec![
            line(0, 11, 960, &[(2, 700), (3, 650), (7, 899)]),
            line(12, 16, 610, &[(12, 500), (13, 600)]),
        ];
        report.recognized = Some(PlacedRecognized { lines, ..PlacedRecognized::default() });
        let found = |report: &Report| -> Vec<(Span, String)> {
            let inputs = [Input { report, outline: &outline(report) }];
            let findings = run(&inputs, &Selection::default(), &Cancel::default()).unwrap();
            let own = findings.into_iter().filter(|finding| finding.check == "read-doubtful");
            own.map(|finding| (finding.place.span, format!("{:?}", finding.message))).collect()
        };
        let spans: Vec<Span> = found(&report).iter().map(|(span, _)| *span).collect();
        assert_eq!(spans, [Span::new(2, 4), Span::new(7, 8), Span::new(12, 16)]);
        assert!(found(&report)[0].1.contains("65.0"), "the least confidence of both");
        report.recognized = None;
        assert!(found(&report).is_empty());
    }
}
