//! A report whose text was read from pictures, with corrections made by hand: the same report with other words at some
//! places, and the way back to the text as it was read.

use std::sync::Arc;

use super::{PlacedLine, Report};
use crate::text::{SourceText, Span};

/// The corrections in a report's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    /// The text as it was read.
    pub read: SourceText,
    /// The places of the corrections in both texts, in order.
    pub places: Vec<Corrected>,
}

/// A place that was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Where it was in the text as it was read.
    pub read: Span,
    /// Where it is in the corrected text.
    pub now: Span,
    /// Index of the edit that made it.
    pub edit: usize,
}

impl Corrections {
    /// The position in the corrected text of one in the text as it was read. Inside a corrected place it is the place's start
    /// or, with `is_end`, its end.
    #[must_use]
    pub fn now(&self, read: usize, is_end: bool) -> usize {
        follow(&self.places, read, is_end, |place| (place.read, place.now))
    }

    /// The position in the text as it was read of one in the corrected text, as [`now`](Self::now).
    #[must_use]
    pub fn as_read(&self, now: usize, is_end: bool) -> usize {
        follow(&self.places, now, is_end, |place| (place.now, place.read))
    }

    /// The span in the corrected text of one in the text as it was read.
    #[must_use]
    pub fn span_now(&self, read: Span) -> Span {
        let start = self.now(read.start, false);
        Span::new(start, self.now(read.end, true).max(start))
    }

    /// The corrected place at a position of the corrected text.
    #[must_use]
    pub fn at(&self, now: usize) -> Option<Corrected> {
        let at = self.places.partition_point(|place| place.now.end <= now);
        self.places.get(at).copied().filter(|place| place.now.contains(now))
    }
}

fn follow(
    places: &[Corrected],
    at: usize,
    is_end: bool,
    sides: impl Fn(&Corrected) -> (Span, Span),
) -> usize {
    let before = places.partition_point(|place| {
        let from = sides(place).0;
        from.end < at || from.end == at && (from.start < at || !is_end)
    });
    if let Some((from, to)) = places.get(before).map(&sides)
        && from.start < at
    {
        return if is_end { to.end } else { to.start };
    }
    match before.checked_sub(1).and_then(|last| places.get(last)).map(sides) {
        Some((from, to)) => to.end + (at - from.end),
        None => at,
    }
}

impl Report {
    /// Whether its text may be corrected: a program read it from pictures.
    #[must_use]
    pub fn may_be_corrected(&self) -> bool {
        self.recognized.is_some()
    }

    /// Whether a span of its text may be corrected: it holds text that a program read from a picture.
    #[must_use]
    pub fn may_be_corrected_at(&self, span: Span) -> bool {
        let lines = self.recognized.as_ref().map_or(&[][..], |read| read.lines.as_slice());
        lines.iter().any(|line| line.span.intersection(span).is_some())
    }

    /// The report with other words at these places of its text, which lie each in one block, in order and apart; others are
    /// left out. Linear in the text. Characters that were corrected are no longer doubtful.
    #[must_use]
    pub fn corrected(&self, edits: &[(Span, &str)]) -> Self {
        let mut text = String::with_capacity(self.text.as_str().len());
        let mut places: Vec<Corrected> = Vec::new();
        let (mut read, mut now) = (0, 0);
        for (edit, (span, words)) in edits.iter().enumerate() {
            let words = words.replace(['\n', '\r'], " ");
            let is_inside =
                self.block_from_position(span.start).is_some_and(|block| block.span.covers(*span));
            if span.start < read || !is_inside {
                continue;
            }
            text.push_str(self.text.slice(Span::new(read, span.start)));
            let start = now + (span.start - read);
            text.push_str(&words);
            now = start + words.chars().count();
            read = span.end;
            places.push(Corrected { read: *span, now: Span::new(start, now), edit });
        }
        if places.is_empty() {
            return self.clone();
        }
        text.push_str(self.text.slice(Span::new(read, self.text.characters())));
        let corrections = Corrections { read: self.text.clone(), places };
        let moved = |span: Span| corrections.span_now(span);
        let mut report = Self { text: SourceText::new(&text), ..self.clone() };
        for block in &mut report.blocks {
            block.span = moved(block.span);
        }
        for comment in &mut report.comments {
            comment.span = comment.span.map(moved);
        }
        if let Some(recognized) = &mut report.recognized {
            for line in &mut recognized.lines {
                let is_left = |doubt: &(Span, u16)| {
                    !corrections.places.iter().any(|place| place.read.intersection(doubt.0).is_some())
                };
                let doubts = line.doubts.iter().copied().filter(is_left);
                let doubts = doubts.map(|(span, confidence)| (moved(span), confidence)).collect();
                *line = PlacedLine { span: moved(line.span), doubts, ..line.clone() };
            }
        }
        report.corrections = Some(Arc::new(corrections));
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PlacedRecognized;

    fn scan() -> Report {
        let mut report = Report::from_text("a.pdf", "青石县报告\n全县己办结案件四十七件。\n特此报告");
        let line = PlacedLine {
            page: 1,
            span: Span::new(6, 18),
            area: [0, 0, 9, 9],
            confidence: 950,
            doubts: vec![(Span::new(8, 9), 500), (Span::new(13, 14), 700)],
        };
        report.recognized = Some(PlacedRecognized { lines: vec![line], ..PlacedRecognized::default() });
        report
    }

    #[test]
    fn blocks_lines_and_doubts_follow_the_words() {
        let report = scan().corrected(&[(Span::new(8, 9), "已经"), (Span::new(16, 17), "宗")]);
        assert_eq!(report.text.as_str(), "青石县报告\n全县已经办结案件四十七宗。\n特此报告");
        let blocks: Vec<&str> = report.blocks.iter().map(|block| report.text.slice(block.span)).collect();
        assert_eq!(blocks, ["青石县报告", "全县已经办结案件四十七宗。", "特此报告"]);
        let line = &report.recognized.as_ref().unwrap().lines[0];
        assert_eq!(report.text.slice(line.span), "全县已经办结案件四十七宗。");
        assert_eq!(line.doubts.len(), 1, "what was corrected is not doubtful");
        assert_eq!(report.text.slice(line.doubts[0].0), "四");
    }

    #[test]
    fn positions_lead_to_the_other_text_and_back() {
        let report = scan().corrected(&[(Span::new(8, 9), "已经"), (Span::new(12, 13), "")]);
        let corrections = report.corrections.as_ref().unwrap();
        assert_eq!(report.text.as_str(), "青石县报告\n全县已经办结案四十七件。\n特此报告");
        for (read, now) in [(0, 0), (8, 8), (9, 10), (12, 13), (13, 13), (14, 14), (23, 23)] {
            assert_eq!(corrections.now(read, false), now, "{read}");
        }
        assert_eq!(corrections.span_now(Span::new(6, 18)), Span::new(6, 18));
        assert_eq!(corrections.span_now(Span::new(8, 9)), Span::new(8, 10));
        assert_eq!(corrections.as_read(9, false), 8, "inside a corrected place");
        assert_eq!(corrections.as_read(9, true), 9);
        assert_eq!(corrections.as_read(23, false), 23);
        assert_eq!(corrections.at(9).map(|place| place.read), Some(Span::new(8, 9)));
        assert_eq!(corrections.at(10), None);
    }

    #[test]
    fn edits_across_blocks_or_over_each_other_are_left_out() {
        let scan = scan();
        let report = scan.corrected(&[
            (Span::new(3, 8), "乙"),
            (Span::new(7, 9), "县已"),
            (Span::new(8, 10), "丙"),
            (Span::new(90, 91), "丁"),
        ]);
        assert_eq!(report.text.as_str(), "青石县报告\n全县已办结案件四十七件。\n特此报告");
        assert_eq!(scan.corrected(&[]).corrections, None);
    }
}
