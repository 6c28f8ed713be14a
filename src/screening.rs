//! Screening: ranks a folder of reports by how much of each is repeated, and its pairs by how much they share. Meant
//! for thousands of reports, where [`crate::duplicates`] would list more passages than can be read; to see the passages
//! of a few of them, use that.
//!
//! ```text
//! sketch     a report as symbols and winnowed fingerprints   grams   hashes of the fingerprints
//! gather     files → sketches, on all cores                  cache   sketches of unchanged files
//! index      the collection, analysed or added to
//!   texts      all symbols in one array                      bits    one bit per symbol
//!   formulae   set phrases: listed or learnt                 kin     reports that count as one
//!   groups     equal fingerprints, adjacent                  table   all fingerprints, for look-ups
//!   matches    maximal runs of equal text                    runs    what they cover
//!   rank       shares, pairs, order
//! ```
//!
//! ```
//! use jiaokan::screening::{Index, Options, Sketch};
//! use jiaokan::task::{Cancel, Progress};
//!
//! let mut index = Index::new(Options::default());
//! for (name, text) in [("a", "全县梳理高频事项四十七件，推行一窗受理、一次告知、一次办结。"),
//!                      ("b", "成效：全县梳理高频事项四十七件，推行一窗受理、一次告知、一次办结。")] {
//!     index.push(Sketch::of_text(name, text)).expect("there is room");
//! }
//! index.analyse(&Cancel::default(), &Progress::default()).expect("nobody cancels");
//! let screening = index.screening();
//! assert_eq!(screening.pairs[0].passages, 1);
//! ```

mod bits;
mod cache;
mod formulae;
mod gather;
mod grams;
mod groups;
mod index;
mod kin;
mod matches;
mod rank;
mod runs;
mod sketch;
mod table;
mod texts;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub use cache::Cache;
pub use gather::{Gathered, PartsAbsent, gather};
pub use index::{Index, MAX_PAIRS};
pub use sketch::Sketch;
pub use texts::Full;

/// Options of the screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Least length of a passage in normalised characters outside set phrases, a run of digits counted as one. From 8
    /// on every such passage is found; below, strings at very many places are not compared with each other.
    pub min_length: usize,
    /// Whether reports will be added to the analysed collection: keeps 8 bytes for each fingerprint.
    pub incremental: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_length: 20, incremental: false }
    }
}

/// Ranking of a collection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screening {
    /// All reports: by the greater of their two shares, then by the other.
    pub reports: Vec<ReportRank>,
    /// Pairs of reports that share a passage: by worth, then by the greater of their two shares. At most [`MAX_PAIRS`].
    pub pairs: Vec<PairRank>,
    /// Number of further pairs that were found.
    pub pairs_left_out: usize,
}

/// Rank of a report by its repeated text. Shares are of its normalised characters without page furniture, from 0 to 1,
/// in passages of at least the least length.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRank {
    /// Index of the report, in the order in which reports were pushed.
    pub report: usize,
    /// Path given to its sketch.
    pub path: PathBuf,
    /// Number of visible characters of its source text, as in the list of reports.
    pub characters: usize,
    /// Share repeated inside the report.
    pub within: f32,
    /// Share that another report has too.
    pub shared: f32,
    /// Ids of the parts that it lacks, from its sketch; `None` if this was not checked.
    pub parts_absent: Option<Vec<String>>,
}

/// Rank of a pair of reports by their shared text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairRank {
    /// Index of the report that was pushed first.
    pub left: usize,
    /// Index of the other report.
    pub right: usize,
    /// Worth: the number of characters that one of the two holds of the other, whichever is more, a run of digits counted
    /// as one. Set phrases that are no part of a longer passage are not counted.
    pub worth: usize,
    /// Share of the left report that the right one holds, from 0 to 1.
    pub shared_left: f32,
    /// Share of the right report that the left one holds.
    pub shared_right: f32,
    /// Length of the longest passage in normalised characters, a run of digits counted as one.
    pub longest: usize,
    /// Number of passages; one of which at least half lies inside longer ones on both sides is not counted.
    pub passages: usize,
}

/// Ranking of a report that was added to an analysed collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// Rank of the report itself.
    pub report: ReportRank,
    /// Its pairs with the others, those worth most first.
    pub pairs: Vec<PairRank>,
    /// Number of places compared with it: the cost of adding it, besides reading the report.
    pub compared: usize,
}
