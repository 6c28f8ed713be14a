//! A report cut into the units that are aligned: title lines, headings, paragraphs, lines of page furniture. Each is a
//! range of the source text without the white space around it, with only white space between two units. A run-in
//! heading is a unit of its own, so that it can be paired with the same heading on a line of its own.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use super::Input;
use super::grams;
use super::row::{Cell, Role};
use crate::structure::{Outline, Section};
use crate::text::{Normalized, Span, is_ignored};

/// A unit of the alignment.
pub(super) struct Unit {
    pub(super) cell: Cell,
    /// Its symbols in the side's normalised text; never empty.
    pub(super) symbols: Range<usize>,
    /// Label of a heading in the source.
    pub(super) label: Option<Span>,
    /// Symbols of a heading's label; empty if it has none.
    pub(super) label_symbols: Range<usize>,
    /// Hash of all its symbols.
    pub(super) hash: u64,
    /// Pairs of adjacent symbols, sorted; a heading's without its label, every run of digits as one.
    pub(super) grams: Vec<u64>,
    /// Symbols used for similarity: a heading's without its label, every run of digits as one `0`.
    pub(super) folded: Vec<char>,
}

/// One side of the comparison.
pub(super) struct Side<'a> {
    pub(super) chars: Vec<char>,
    pub(super) text: Arc<Normalized>,
    pub(super) outline: &'a Outline,
    pub(super) units: Vec<Unit>,
}

impl Unit {
    pub(super) fn len(&self) -> usize {
        self.symbols.len()
    }

    pub(super) fn is_furniture(&self) -> bool {
        self.cell.role == Role::Furniture
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.cell.role, Role::Heading(_))
    }
}

impl<'a> Side<'a> {
    /// Cuts a report. Linear in its length.
    pub(super) fn new(input: Input<'a>) -> Self {
        let source = &input.report.text;
        let mut side = Self {
            chars: source.as_str().chars().collect(),
            text: source.normalized().clone(),
            outline: input.outline,
            units: Vec::new(),
        };
        let mut cutter = Cutter { next: 0, furniture: 0, current: None, cursor: 0 };
        for line in 0..source.line_count() {
            cutter.line(&mut side, source.line_span(line), line);
        }
        side
    }

    /// The span without the white space at its ends; `None` if nothing remains.
    fn trimmed(&self, span: Span) -> Option<Span> {
        let range = self.text.range_from_source(span);
        (!range.is_empty()).then(|| self.text.span_in_source(range))
    }

    fn push(&mut self, span: Span, line: usize, section: Option<usize>, role: Role, label: Option<Span>) {
        let Some(span) = self.trimmed(span) else { return };
        let symbols = self.text.range_from_source(span);
        let words = label.map_or(symbols.start, |label| self.text.range_from_source(label).end);
        let words = words.clamp(symbols.start, symbols.end);
        let folded = grams::folded(&self.text.symbols[words..symbols.end]);
        let mut hasher = DefaultHasher::new();
        self.text.symbols[symbols.clone()].hash(&mut hasher);
        self.units.push(Unit {
            cell: Cell { span, line, section, role },
            label_symbols: symbols.start..words,
            symbols,
            label,
            hash: hasher.finish(),
            grams: grams::pairs(&folded),
            folded,
        });
    }
}

/// Cursor over the lines, with a position in each of the outline's lists.
struct Cutter {
    /// The first section whose heading is not reached yet.
    next: usize,
    furniture: usize,
    /// The section that began last.
    current: Option<usize>,
    /// Position before which everything is cut.
    cursor: usize,
}

impl Cutter {
    fn line(&mut self, side: &mut Side<'_>, span: Span, line: usize) {
        let Some(content) = side.trimmed(span) else { return };
        if self.is_furniture(side.outline, content) {
            side.push(content, line, None, Role::Furniture, None);
            self.cursor = self.cursor.max(content.end);
            return;
        }
        let title = side.outline.title.is_some_and(|title| title.covers(content));
        let mut start = content.start.max(self.cursor);
        while start < content.end {
            while side.outline.sections.get(self.next).is_some_and(|s| s.heading.start < start) {
                self.current = Some(self.next);
                self.next += 1;
            }
            let heading = side.outline.sections.get(self.next).filter(|s| s.heading.start < content.end);
            let end = heading.map_or(content.end, |section| section.heading.start);
            if let Some(section) = heading.filter(|_| end == start) {
                let heading = Span::new(start, heading_end(&side.chars, section, content.end));
                let (level, label) = (section.level, section.label);
                self.current = Some(self.next);
                self.next += 1;
                side.push(heading, line, self.current, Role::Heading(level), Some(label));
                start = heading.end;
            } else {
                let role = if title { Role::Title } else { Role::Paragraph };
                let section = self.section(side.outline, start);
                side.push(Span::new(start, end), line, section, role, None);
                start = end;
            }
        }
        self.cursor = start;
    }

    fn is_furniture(&mut self, outline: &Outline, content: Span) -> bool {
        while outline.furniture.get(self.furniture).is_some_and(|f| f.span.end <= content.start) {
            self.furniture += 1;
        }
        outline.furniture.get(self.furniture).is_some_and(|f| f.span.covers(content))
    }

    /// The innermost section that contains a position.
    fn section(&self, outline: &Outline, position: usize) -> Option<usize> {
        let mut section = self.current;
        while let Some(index) = section.filter(|&index| outline.sections[index].body_end <= position) {
            section = outline.sections[index].parent;
        }
        section
    }
}

/// End of a heading's unit: after the marks that close it, or at the end of its line if only white space follows.
fn heading_end(chars: &[char], section: &Section, line_end: usize) -> usize {
    let closes = |c: char| matches!(c, '。' | '：' | ':' | '，' | ',' | '；' | ';' | '！' | '!' | '.' | '．');
    let end = section.heading.end.max(section.heading.start + 1);
    if end >= line_end {
        return end;
    }
    let marks = chars[end..line_end].iter().take(2).take_while(|&&c| closes(c) || is_ignored(c)).count();
    end + marks
}
