//! The figures of a report: place, exact value, unit, and the words for what they count. `docs/ledger.md` says what is
//! taken for a figure.
//!
//! ```text
//! decimal             exact values
//! units, number       numbers with their units in a line
//! words, clause       the words around a number
//! prose               the figures of a paragraph, and how they belong together
//! table               the figures of a table
//! plans, period       which figures are planned, which are about several years
//! synonyms, rows      figures of several reports that count one thing
//! decisions           what a reviewer decided about rows
//! ```

mod clause;
mod decimal;
mod decisions;
mod number;
mod period;
mod plans;
mod prose;
mod rows;
mod synonyms;
mod table;
mod units;
mod words;

pub use self::decimal::Decimal;
pub use self::decisions::{Decisions, Subject};
pub use self::number::{Number, Role as NumberRole};
pub use self::period::Period;
pub use self::rows::{Cell, LEAST, Row, is_same_wording, rows};
pub use self::synonyms::Synonyms;
pub use self::words::Against;

use crate::report::{PlacedBlock, Report, Role};
use crate::structure::Outline;
use crate::text::{Span, fold};

/// A figure of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// From the number to the end of its unit, in code points of the source. In a table, the cell's number.
    pub span: Span,
    /// The value, with 万 and 亿 multiplied out.
    pub value: Decimal,
    /// The value of one unit of the last digit written: its precision.
    pub step: Decimal,
    /// The unit in its canonical form, without 万 and 亿; empty for a cell of a table that names none.
    pub unit: String,
    /// The words for what it counts.
    pub indicator: String,
    /// Its kind.
    pub kind: Kind,
    /// The word that makes it inexact: 余, 近, 以上.
    pub approximate: Option<&'static str>,
    /// The figure of the same report that it is a part of.
    pub part_of: Option<usize>,
    /// The part and the whole that it is the rate of.
    pub rate_of: Option<[usize; 2]>,
    /// What it changes, if it is a change.
    pub change: Option<Change>,
    /// The earlier time of which it is the value: `比上年9.89万元`, `较“十三五”末的3亿元`.
    pub earlier: Option<Against>,
    /// Whether it is planned, not reached: `力争`, `预期目标`, or in a part on next year's work.
    pub planned: bool,
    /// The time that it is about.
    pub period: Period,
    /// Whether it stands in a table.
    pub in_table: bool,
}

/// A change of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The figure of the same report that changed, if its value stands before the change.
    pub of: Option<usize>,
    /// Whether the quantity fell.
    pub falls: bool,
    /// What it is compared with; `None` if the words do not say.
    pub against: Option<Against>,
}

/// Kinds of figures.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Kind {
    /// A number of things, or a measure.
    #[default]
    Count,
    /// A share, in per cent or per mille.
    Rate,
    /// An amount of money.
    Money,
    /// How much a quantity changed: `增长5.2%`, `比上年增加3件`.
    Change,
    /// A place in an order: `第49位`.
    Rank,
    /// A mean: `人均可支配收入`.
    Mean,
}

impl Kind {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Rate => "rate",
            Self::Money => "money",
            Self::Change => "change",
            Self::Rank => "rank",
            Self::Mean => "mean",
        }
    }
}

impl Against {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::LastYear => "last-year",
            Self::YearStart => "year-start",
            Self::Other => "other",
        }
    }
}

/// Length in characters of the unit of measurement at the start of `text` (folded characters): `件`, `个百分点`, `元/平方米`;
/// 0 where none stands there.
#[must_use]
pub fn unit_length(text: &[char]) -> usize {
    match units::read(text) {
        Some(units::Found::Unit(length) | units::Found::Duration(length)) => length,
        None => 0,
    }
}

/// Finds the figures of a report's paragraphs and tables, in order. Linear in the report's length. Page furniture, the
/// title and the numbers of headings have none.
///
/// ```
/// use jiaokan::figures::{Kind, figures};
/// use jiaokan::report::Report;
/// use jiaokan::structure::outline;
///
/// let report = Report::from_text("a.txt", "全年受理行政复议案件242件，纠错63件，纠错率26.03%。\n");
/// let found = figures(&report, &outline(&report));
/// let words: Vec<_> =
///     found.iter().map(|figure| (figure.indicator.as_str(), figure.value.to_string(), figure.kind)).collect();
/// assert_eq!(words[0], ("受理行政复议案件", "242".to_owned(), Kind::Count));
/// assert_eq!(words[1], ("行政复议案件纠错", "63".to_owned(), Kind::Count));
/// assert_eq!(found[1].part_of, Some(0));
/// assert_eq!(found[2].rate_of, Some([1, 0]));
/// ```
#[must_use]
pub fn figures(report: &Report, outline: &Outline) -> Vec<Figure> {
    let raw: Vec<char> = report.text.as_str().chars().collect();
    let chars: Vec<char> = raw.iter().map(|&c| fold(c)).collect();
    let page = Page { chars: &chars, raw: &raw, outline };
    let mut found = Vec::new();
    let blocks: Vec<&PlacedBlock> =
        report.blocks.iter().filter(|block| !page.is_left_out(block.span, block.role)).collect();
    let is_row = |at: usize| {
        blocks.get(at).is_some_and(|block| {
            block.role == Role::Row || table::is_row(&raw[block.span.start..block.span.end])
        })
    };
    let mut at = 0;
    while at < blocks.len() {
        if !is_row(at) {
            prose::read(page, blocks[at].span, &mut found);
            at += 1;
            continue;
        }
        let first = blocks[at].span.start;
        let mut rows = Vec::new();
        loop {
            if is_row(at) {
                rows.push(blocks[at].span);
            } else if !(is_row(at + 1) && table::is_stray(&raw[blocks[at].span.start..blocks[at].span.end])) {
                break;
            }
            at += 1;
            if at == blocks.len() {
                break;
            }
        }
        table::read(page, Span::new(first.saturating_sub(60), first), &rows, &mut found);
    }
    plans::mark(page, &mut found);
    period::mark(page, &mut found);
    period::of_columns(page, &mut found);
    plans::strip_own_name(page, &mut found);
    found
}

/// The numbers of a text that are figures, without what they count. Linear in its length.
///
/// ```
/// use jiaokan::figures::numbers;
///
/// let found = numbers("2024年办结案件1.2万件，办结率98.5%");
/// let words: Vec<_> = found.iter().map(|one| (one.value.to_string(), one.unit.as_str())).collect();
/// assert_eq!(words, [("12000".to_owned(), "件"), ("98.5".to_owned(), "%")]);
/// ```
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let raw: Vec<char> = text.chars().collect();
    let chars: Vec<char> = raw.iter().map(|&c| fold(c)).collect();
    let line = number::Line { chars: &chars, raw: &raw, span: Span::new(0, chars.len()) };
    number::scan(line).into_iter().filter(|number| !number.ordinal).collect()
}

/// All numbers of a line, also those that are no figures, but for those inside names. `chars` is the report's text
/// folded by [`fold`], `raw` as written, `line` a span of it. Linear in the line's length.
#[must_use]
pub fn numbers_in(chars: &[char], raw: &[char], line: Span) -> Vec<Number> {
    number::all(number::Line { chars, raw, span: line })
}

/// A report as the parts below read it.
#[derive(Clone, Copy)]
struct Page<'a> {
    /// The source, folded.
    chars: &'a [char],
    /// The source as written.
    raw: &'a [char],
    outline: &'a Outline,
}

impl Page<'_> {
    /// Whether a block is furniture or the title.
    fn is_left_out(&self, span: Span, role: Role) -> bool {
        let furniture = &self.outline.furniture;
        let at = furniture.partition_point(|piece| piece.span.end <= span.start);
        role == Role::Furniture
            || role == Role::Title
            || furniture.get(at).is_some_and(|piece| piece.span.overlaps(span))
            || self.outline.title.is_some_and(|title| title.overlaps(span))
    }

    /// Position behind the number of a heading, or of an item, with which a line begins.
    fn label_end(&self, span: Span) -> usize {
        let sections = &self.outline.sections;
        let section = sections.partition_point(|section| section.heading.start < span.start);
        let items = &self.outline.items;
        let item = items.partition_point(|item| item.label.start < span.start);
        let section = sections.get(section).map(|section| section.label);
        let item = items.get(item).map(|item| item.label);
        let labels = section.into_iter().chain(item).filter(|label| span.covers(*label));
        let blank = |from: usize| self.chars[from..span.end].iter().take_while(|c| **c == ' ').count();
        let first = span.start + blank(span.start);
        labels.filter(|label| label.start <= first).map(|label| label.end).max().unwrap_or(span.start)
    }

    /// The words of the heading over a position, without its number.
    fn heading(&self, position: usize) -> &[char] {
        let sections = &self.outline.sections;
        let after = sections.partition_point(|section| section.heading.start <= position);
        after.checked_sub(1).map_or(&[], |at| {
            let words = sections[at].words();
            &self.chars[words.start..words.end]
        })
    }
}
