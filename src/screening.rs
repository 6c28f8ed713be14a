//! A folder of reports ranked: how much of each stands twice, and which pairs share most. For thousands of reports, where
//! [`crate::duplicates`] would list more than anybody reads; which passages they are is for that to say.
//!
//! ```text
//! sketch     a report as symbols and winnowed fingerprints   grams   their hashes
//! gather     files → sketches, on all cores                  cache   sketches of unchanged files
//! index      the collection, analysed or added to
//!   texts      all symbols in one array                      bits    one bit a symbol
//!   formulae   set phrases: listed or learnt                 kin     reports that count as one
//!   groups     equal fingerprints side by side               table   all of them, to be looked up
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

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Least length of a passage in normalised characters that are no set phrase, a run of digits counted as one. From
    /// 8 on every such passage is found; below, what stands at very many places is not held against each other.
    pub min_length: usize,
    /// Whether reports will be added to the analysed collection: keeps 8 bytes a fingerprint.
    pub incremental: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_length: 20, incremental: false }
    }
}

/// A collection ranked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screening {
    /// All reports: by the greater of their two shares, then by the other.
    pub reports: Vec<ReportRank>,
    /// Pairs of reports that share a passage: by the greater of their two shares, then by the longest passage. At most
    /// [`MAX_PAIRS`].
    pub pairs: Vec<PairRank>,
    /// How many pairs were found beyond those.
    pub pairs_left_out: usize,
}

/// How much of a report stands twice. Shares are of its normalised characters without page furniture, from 0 to 1, in
/// passages long enough.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRank {
    /// Its index, in the order in which reports were pushed.
    pub report: usize,
    /// As its sketch was named.
    pub path: PathBuf,
    /// Code points of its source text.
    pub characters: usize,
    /// Repeated inside the report.
    pub within: f32,
    /// Shared with another report.
    pub shared: f32,
    /// What its sketch said: ids of the parts it lacks, `None` if nobody looked.
    pub parts_absent: Option<Vec<String>>,
}

/// What two reports share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairRank {
    /// Index of the report that was pushed first.
    pub left: usize,
    /// Index of the other.
    pub right: usize,
    /// Share of the left report that stands in the right one, from 0 to 1.
    pub shared_left: f32,
    /// Share of the right report that stands in the left one.
    pub shared_right: f32,
    /// Length of the longest passage in normalised characters, a run of digits counted as one.
    pub longest: usize,
    /// Number of passages; one that lies half inside longer ones on both sides is not counted.
    pub passages: usize,
}

/// What is found of a report that is added.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// How much of it stands twice.
    pub report: ReportRank,
    /// Its pairs with the others, those worth most first.
    pub pairs: Vec<PairRank>,
    /// How many places were held against it: what adding cost beside reading the report.
    pub compared: usize,
}
