//! What a reviewer decided about rows: which wordings are one indicator, which are not, names, hidden rows, synonyms. A
//! decision names figures by their words, so that it holds for a report that is read again.

use super::period::Period;
use super::synonyms::Synonyms;
use super::{Figure, Kind, units};

/// The figures that a decision is about: those with these words, in all reports or in one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The indicator as a report words it. Fillers and synonyms are compared as in [`rows`](super::rows).
    pub words: String,
    /// The unit; units of one class (件, 起) are equal.
    pub unit: String,
    /// The kind of the row.
    pub kind: Kind,
    /// Whether the figures are planned.
    pub planned: bool,
    /// The time that they are about.
    pub period: Period,
    /// Index of the report, if figures of one report are meant.
    pub report: Option<usize>,
}

/// A reviewer's decisions about rows. The default has the synonyms of the program and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decisions {
    /// Words that name one thing.
    pub synonyms: Synonyms,
    /// Pairs that are one row, whatever their words.
    pub joined: Vec<(Subject, Subject)>,
    /// Figures that are joined with others only where [`joined`](Self::joined) says so.
    pub apart: Vec<Subject>,
    /// Names of the rows that have these figures; of several the last one counts.
    pub names: Vec<(Subject, String)>,
    /// Figures whose rows are hidden.
    pub hidden: Vec<Subject>,
}

impl Default for Decisions {
    fn default() -> Self {
        Self {
            synonyms: Synonyms::built_in(),
            joined: Vec::new(),
            apart: Vec::new(),
            names: Vec::new(),
            hidden: Vec::new(),
        }
    }
}

impl Subject {
    /// The figures with the words of this one, in all reports.
    #[must_use]
    pub fn of(figure: &Figure) -> Self {
        Self {
            words: figure.indicator.clone(),
            unit: figure.unit.clone(),
            kind: row_kind(figure),
            planned: figure.planned,
            period: row_period(figure),
            report: None,
        }
    }
}

/// The kind of a figure's row: a mean of money (人均收入) is in a row with money.
pub(super) fn row_kind(figure: &Figure) -> Kind {
    let money = figure.kind == Kind::Mean && units::is_money(&figure.unit);
    if money { Kind::Money } else { figure.kind }
}

/// The time of a figure's row: a change from another time than the year before is no change of the year.
pub(super) fn row_period(figure: &Figure) -> Period {
    let other = figure.change.is_some_and(|change| change.against == Some(super::Against::Other));
    if other && figure.period == Period::Year { Period::Other } else { figure.period }
}
