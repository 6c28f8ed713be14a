//! The structure of a report: its title, its sections with their headings, the articles of a rule, the items of lists,
//! and the furniture of the web page it came from. The rules are described in `docs/structure.md`.

mod articles;
mod furniture;
mod glued;
mod heading;
mod items;
mod label;
mod lists;
mod named;
mod outline;
mod page;
mod sequence;
mod title;
mod tree;
mod unnumbered;

#[cfg(test)]
mod tests;

use crate::report::Report;
use crate::text::{SourceText, Span};

/// The structure of a report. Every span is in code points of the source text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The report's title, if it has one.
    pub title: Option<Span>,
    /// Every section in the order of its heading.
    pub sections: Vec<Section>,
    /// Labels of the articles of a rule (`第一条`), in order. An article is no section.
    pub articles: Vec<Span>,
    /// Labels that count items: sentences inside a paragraph (`一是`, `首先`) and lines of a list (`（一）…；`), in order.
    pub items: Vec<Item>,
    /// Page furniture, in order.
    pub furniture: Vec<Furniture>,
}

impl Outline {
    /// The headings above a position of the text, outermost first.
    #[must_use]
    pub fn headings_over(&self, text: &SourceText, position: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut next =
            self.sections.partition_point(|section| section.heading.start <= position).checked_sub(1);
        while let Some(section) = next.and_then(|at| self.sections.get(at)) {
            if position < section.body_end {
                path.push(text.slice(section.heading).trim().to_owned());
            }
            next = section.parent;
        }
        path.reverse();
        path
    }
}

/// A section with its heading and extent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Depth, from 1.
    pub level: u8,
    /// The number as written (`一、`, `（二）`, `第三章`); empty, at the heading's start, if there is none.
    pub label: Span,
    /// The heading, label included; a closing mark is excluded at the end of a stand-alone heading's line, and so is a
    /// full stop before a run-in heading's body.
    pub heading: Span,
    /// Whether the heading is on a line of its own.
    pub placement: Placement,
    /// First code point after the section's last one.
    pub body_end: usize,
    /// Index of the enclosing section.
    pub parent: Option<usize>,
}

/// Placement of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Placement {
    /// On a line of its own.
    Standalone,
    /// As the first sentence of its paragraph.
    RunIn,
}

/// The label of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Span of the label alone.
    pub label: Span,
}

/// A stretch of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// Its kind.
    pub kind: FurnitureKind,
    /// Its extent, in whole lines.
    pub span: Span,
}

/// Kinds of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FurnitureKind {
    /// Breadcrumb trail from the home page.
    Breadcrumb,
    /// Index number, issuer, dates.
    Metadata,
    /// A repetition of the title.
    RepeatedTitle,
    /// Sign-in links.
    Login,
    /// A prompt to scan a code.
    QrPrompt,
    /// Share buttons.
    Share,
    /// Links to attachments.
    Attachment,
    /// Editor, source, site information below the report.
    Footer,
    /// Any other text of the page.
    Other,
}

impl Placement {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Standalone => "standalone",
            Self::RunIn => "run-in",
        }
    }
}

impl FurnitureKind {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Breadcrumb => "breadcrumb",
            Self::Metadata => "metadata",
            Self::RepeatedTitle => "repeated-title",
            Self::Login => "login",
            Self::QrPrompt => "qr-prompt",
            Self::Share => "share",
            Self::Attachment => "attachment",
            Self::Footer => "footer",
            Self::Other => "other",
        }
    }
}

impl Section {
    /// Span of the heading's words without label and closing mark, in code points of the source.
    #[must_use]
    pub fn words(&self) -> Span {
        Span::new(self.label.end, self.heading.end)
    }
}

/// Reads the structure of a report. Linear in its length.
///
/// The rules come from reading real reports: `一、` is level 1, `（一）` 2, `1.` 3, `（1）` 4, `①` 5, in full and half width;
/// chapters (`第一章`) are above them if there are both. The heading of a numbered paragraph is its first sentence. `一是`,
/// `首先` and the like count sentences and are no headings. Without a number, only these are headings: short first
/// sentences in a row of similar paragraphs, short lines with words of headings, and lines that the report's format
/// marks.
///
/// ```
/// use jiaokan::report::Report;
/// use jiaokan::structure::{Placement, outline};
///
/// let text = "一、主要做法\n（一）强化统筹。全年召开会议十二次。\n二、存在的问题\n人手不足。\n";
/// let report = Report::from_text("a.txt", text);
/// let found = outline(&report);
/// let headings: Vec<_> =
///     found.sections.iter().map(|section| (section.level, report.text.slice(section.heading))).collect();
/// assert_eq!(headings, [(1, "一、主要做法"), (2, "（一）强化统筹"), (1, "二、存在的问题")]);
/// assert_eq!(found.sections[1].placement, Placement::RunIn);
/// assert_eq!(found.sections[1].parent, Some(0));
/// ```
#[must_use]
pub fn outline(report: &Report) -> Outline {
    outline::outline(report)
}
