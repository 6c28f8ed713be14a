//! Building sections from headings: levels, extents and parents.

use super::label::Style;
use super::{Placement, Section};
use crate::text::Span;

/// Depth of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The level of its label's style.
    Style(Style),
    /// The top level.
    Top,
    /// One level below the enclosing numbered section.
    Below,
}

/// A heading that is not yet part of a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    pub(super) depth: Depth,
    pub(super) label: Span,
    /// The heading, label included.
    pub(super) span: Span,
    pub(super) placement: Placement,
    /// End of the text before it, which is the end of the sections that it closes.
    pub(super) before: usize,
    /// End of its own paragraph.
    pub(super) paragraph_end: usize,
}

/// Builds the sections. At each of `breaks`, in order, all previous sections end (`.0`) and numbering restarts (`.1`).
pub(super) fn sections(headings: &[Heading], breaks: &[(usize, usize)], end: usize) -> Vec<Section> {
    let levels = Levels::new(headings);
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    let mut open: Vec<(usize, Depth)> = Vec::new();
    let mut breaks = breaks.iter().peekable();
    for heading in headings {
        while let Some(&&(close, _)) = breaks.peek().filter(|(_, start)| *start <= heading.span.start) {
            close_all(&mut sections, &mut open, close);
            breaks.next();
        }
        let below = heading.depth == Depth::Below;
        while let Some(&(last, depth)) = open.last() {
            let paragraph = depth == Depth::Below && sections[last].placement == Placement::RunIn;
            let closes = if below {
                depth == Depth::Below
            } else {
                paragraph || sections[last].level >= levels.of(heading.depth, 0)
            };
            if !closes {
                break;
            }
            if !paragraph {
                sections[last].body_end = heading.before.max(sections[last].body_end);
            }
            open.pop();
        }
        let parent = open.last().map(|&(index, _)| index);
        let level = levels.of(heading.depth, parent.map_or(0, |index| sections[index].level));
        open.push((sections.len(), heading.depth));
        sections.push(Section {
            level,
            label: heading.label,
            heading: heading.span,
            placement: heading.placement,
            body_end: heading.paragraph_end,
            parent,
        });
    }
    let end = breaks.next().map_or(end, |&(close, _)| close);
    close_all(&mut sections, &mut open, end);
    sections
}

fn close_all(sections: &mut [Section], open: &mut Vec<(usize, Depth)>, at: usize) {
    for (index, depth) in open.drain(..) {
        if depth != Depth::Below || sections[index].placement == Placement::Standalone {
            sections[index].body_end = at.max(sections[index].body_end);
        }
    }
}

/// Levels of the styles in this report: `一、` 1, `（一）` 2, `1.` 3, `（1）` 4, `①` 5; chapters are above `一、`, or replace
/// it if there is none.
struct Levels {
    upper: Vec<Style>,
    shift: u8,
}

impl Levels {
    fn new(headings: &[Heading]) -> Self {
        let has = |style| headings.iter().any(|heading| heading.depth == Depth::Style(style));
        let upper: Vec<Style> = [Style::Part, Style::Chapter, Style::Subchapter]
            .into_iter()
            .filter(|&style| has(style))
            .collect();
        let in_place = usize::from(!has(Style::Han));
        let shift = upper.len().saturating_sub(in_place) as u8;
        Self { upper, shift }
    }

    fn of(&self, depth: Depth, parent: u8) -> u8 {
        match depth {
            Depth::Top => 1,
            Depth::Below => parent + 1,
            Depth::Style(style) => match self.upper.iter().position(|&upper| upper == style) {
                Some(at) => at as u8 + 1,
                None => (style as u8 - Style::Han as u8) + 1 + self.shift,
            },
        }
    }
}
