//! A report with what is derived from its text.

use std::sync::{Arc, OnceLock};

use super::word;
use crate::figures::{self, Figure};
use crate::report::{Report, file_stem};
use crate::structure::Outline;
use crate::text::{SourceText, Span};

/// Identifies a report in this session. Never reused, so that a late result cannot reach another report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub u32);

/// A report with its outline.
#[derive(Debug)]
pub struct Document {
    /// The report as read.
    pub report: Report,
    /// Title, sections and page furniture.
    pub outline: Outline,
    /// The title, or the file name without extension where there is none.
    pub title: String,
    /// Number of visible characters.
    pub characters: usize,
    /// Its figures, once they were asked for.
    figures: OnceLock<Arc<Vec<Figure>>>,
}

impl Document {
    /// A report with its outline.
    #[must_use]
    pub fn new(report: Report, outline: Outline) -> Self {
        let title = match outline.title {
            Some(span) => one_line(report.text.slice(span)),
            None => file_stem(&report.path),
        };
        let characters = report.text.visible_characters();
        Self { report, outline, title, characters, figures: OnceLock::new() }
    }

    /// Its figures. The first call extracts them, in time linear in the text; for workers.
    #[must_use]
    pub fn figures(&self) -> &Arc<Vec<Figure>> {
        self.figures.get_or_init(|| Arc::new(figures::figures(&self.report, &self.outline)))
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &SourceText {
        &self.report.text
    }

    /// Indices of the sections that hold `position`, outermost first. Logarithmic in the sections: those that hold it are
    /// the last one that begins before it and those around that one.
    pub fn sections_at(&self, position: usize) -> impl Iterator<Item = usize> + use<> {
        let sections = &self.outline.sections;
        let last = sections.partition_point(|section| section.heading.start <= position).checked_sub(1);
        let around = std::iter::successors(last, |&section| sections[section].parent);
        let mut holding: Vec<usize> = around.filter(|&at| position < sections[at].body_end).collect();
        holding.reverse();
        holding.into_iter()
    }

    /// The heading of a section on one line, label included.
    #[must_use]
    pub fn heading(&self, section: usize) -> String {
        one_line(self.text().slice(self.outline.sections[section].heading))
    }

    /// The headings that lead to `position`, outermost first.
    #[must_use]
    pub fn section_path(&self, position: usize) -> Vec<String> {
        self.sections_at(position).map(|section| self.heading(section)).collect()
    }

    /// What a double click at `position` selects: a number with its unit, a Latin word, or the Chinese clause between
    /// two punctuation marks.
    #[must_use]
    pub fn word_at(&self, position: usize) -> Span {
        let text = self.text();
        let line = text.line_span(text.line_from_position(position.min(text.characters())));
        let characters: Vec<char> = text.slice(line).chars().collect();
        let (start, end) = word::around(&characters, position.saturating_sub(line.start));
        Span::new(line.start + start, line.start + end)
    }

    /// The sentence around `position`: from the last full stop, question or exclamation mark, semicolon or line end
    /// before it to the next one after it, mark included, indent left out.
    #[must_use]
    pub fn sentence_at(&self, position: usize) -> Span {
        let text = self.text();
        let line = text.line_span(text.line_from_position(position.min(text.characters())));
        let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';');
        let (mut start, mut end) = (line.start, line.end);
        for (offset, character) in text.slice(line).chars().enumerate() {
            let at = line.start + offset;
            if ends(character) {
                if at < position {
                    start = at + 1;
                } else {
                    end = at + 1;
                    break;
                }
            }
        }
        let indent = text.slice(Span::new(start, end)).chars().take_while(|c| c.is_whitespace()).count();
        Span::new((start + indent).min(end), end)
    }
}

/// Text on one line: line ends and runs of space become one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_mark_and_begins_after_the_indent() {
        let text = "\u{3000}\u{3000}一是建章立制。二是抓好落实；三是见效\n下一行";
        let document = Document::new(Report::from_text("a.txt", text), Outline::default());
        let at = |position| document.text().slice(document.sentence_at(position)).to_owned();
        assert_eq!(at(4), "一是建章立制。");
        assert_eq!(at(9), "二是抓好落实；");
        assert_eq!(at(18), "三是见效");
        assert_eq!(at(24), "下一行");
    }

    #[test]
    fn the_sections_that_hold_a_place_are_the_last_one_begun_and_those_around_it() {
        let mut texts = vec![
            "第一章 总则\n（一）甲。正文。\n1.乙\n正文。\n二、丙\n正文\n第二章 附则\n正文。\n".to_owned(),
        ];
        let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reports")).unwrap();
        texts.extend(samples.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok()));
        let mut held = 0;
        for text in &texts {
            let report = Report::from_text("a.txt", text);
            let outline = crate::structure::outline(&report);
            let document = Document::new(report, outline);
            for position in 0..document.text().characters() {
                let sections = document.outline.sections.iter().enumerate();
                let holds = sections.filter(|(_, s)| s.heading.start <= position && position < s.body_end);
                let all: Vec<usize> = holds.map(|(index, _)| index).collect();
                assert!(document.sections_at(position).eq(all.iter().copied()), "{position}: {all:?}");
                held = held.max(all.len());
            }
        }
        assert!(held >= 2, "at most {held} sections hold a place");
    }

    #[test]
    fn a_report_without_a_title_goes_by_its_file() {
        let document = Document::new(Report::from_text("dir/云溪-2024.txt", "正文"), Outline::default());
        assert_eq!(document.title, "云溪-2024");
    }
}
