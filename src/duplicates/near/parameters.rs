//! Every number that near passages depend on, each with its unit and its effect. "Content" symbols are letters and
//! ideographs outside set phrases and furniture; percentages of the least length are of the length that a passage must
//! have (20 symbols unless told). `docs/passages.md` says what was measured with them.

// Seeds: short equal strings from which runs grow.

/// Length of a seed in symbols. At one edit in five symbols a run of five or more comes every dozen symbols; longer seeds
/// miss edited text, shorter ones cost time.
pub(super) const SEED: u32 = 5;

/// Content symbols that a seed must have: below it, it is part of a formula.
pub(super) const SEED_CONTENT: u32 = 3;

/// Number of places above which a string is too common to start from.
pub(super) const SEED_PLACES: usize = 50;

/// Symbols of the corpus that allow one pair of places of seeds to be examined; bounds the time. Strings with many places
/// are left out first.
pub(super) const SYMBOLS_A_SEED_PAIR: usize = 2;

/// Pairs of places of seeds examined in any case.
pub(super) const SEED_PAIRS_ALWAYS: usize = 5_000;

// Chains: runs that make one pair of places.

/// Symbols between two runs, on either side, up to which they belong together. Larger joins what a reader sees as two.
pub(super) const GAP: u32 = 100;

/// Maximum number of preceding runs considered when clustering; keeps periodic text linear.
pub(super) const PRECEDING_RUNS: usize = 64;

/// Number of runs longer than [`GAP`] that are considered beyond the preceding ones.
pub(super) const LONG_RUNS: usize = 16;

/// Score of one content symbol in units of the penalty for one symbol of a gap: a gap costs a quarter of its length.
pub(super) const CONTENT_SCORE: i64 = 4;

/// Symbols of each run that score nothing, because chance gives them.
pub(super) const CHANCE: i64 = 1;

/// Content symbols between a differing figure at an end and the passage below which they are cut off with it.
pub(super) const CHANCE_CONTENT: u32 = 3;

/// Percentage of both places that must lie in runs. Larger misses heavily edited text, smaller finds what is merely alike.
pub(super) const DENSITY: u32 = 50;

/// Content symbols that must lie in runs, as a percentage of the least length.
pub(super) const CONTENT: u32 = 70;

/// The same in a short pair: few words are equal by chance more easily.
pub(super) const CONTENT_OF_SHORT: u32 = 90;

/// Length below which a pair is short, as a percentage of the least length.
pub(super) const SHORT_PAIR: u32 = 170;

/// Content symbols that must lie in runs of one order, as a percentage of the least length: chance strews equal words about,
/// a passage keeps some of its order.
pub(super) const IN_ORDER: u32 = 60;

/// Content symbols in runs below which a cluster is dropped unexamined.
pub(super) const CLUSTER_CONTENT: u32 = 7;

/// Diagonals from the heaviest run within which runs of one report stay where its places would overlap.
pub(super) const DIAGONALS: u32 = 12;

/// Number of pairs already kept that are examined to find one that says the same.
pub(super) const KEPT_EXAMINED: usize = 16;

/// Pairs of places that two reports may have in any case, the heaviest first.
pub(super) const PAIRS_ALWAYS: usize = 20;

/// Symbols of two reports that allow them one pair of places more.
pub(super) const SYMBOLS_A_PAIR: usize = 200;

// Fill: short strings inside a chain.

/// Length in symbols of the strings sought between and around the runs of a chain.
pub(super) const FILL: u32 = 3;

/// Symbols around the outermost runs within which they are sought.
pub(super) const FILL_AROUND: u32 = 40;

/// Symbols from where the nearest run expects one up to which it counts: a clause may have been moved.
pub(super) const FILL_ASTRAY: u32 = 60;

/// Number of places around a chain above which such a string says nothing.
pub(super) const FILL_PLACES: usize = 6;

// Ends: an alignment outwards from the outermost runs.

/// Maximum reach in symbols.
pub(super) const REACH: usize = 200;

/// Symbols by which the places may get out of step.
pub(super) const BAND: usize = 12;

/// How far below its best score an alignment is given up (X-drop; Zhang, Schwartz, Wagner and Miller 2000).
pub(super) const DROP: i32 = 16;

/// Score that an end must reach beside a run that stands alone; less is chance.
pub(super) const LEAST_ALONE: i32 = 4;

/// Score that an end must reach beside one of several runs: there the text is known to be edited.
pub(super) const LEAST: i32 = 1;

/// Score of two equal content symbols.
pub(super) const EQUAL_CONTENT: i32 = 2;

/// Score of two other equal symbols.
pub(super) const EQUAL_WEAK: i32 = 1;

/// Score of two different symbols.
pub(super) const UNEQUAL: i32 = -2;

/// Score of a symbol that has no counterpart.
pub(super) const SKIPPED: i32 = -2;

// Passages: pairs that share a place.

/// Percentage of the longer of two ranges that must be shared for them to be one place.
pub(super) const SAME_PLACE: u32 = 80;

/// Number of places examined to find the one that a range is.
pub(super) const PLACES_EXAMINED: usize = 64;

/// Percentage of a body that pairs in one order must cover to be told as one passage.
pub(super) const WHOLE_BODY: usize = 80;

/// Pairs of places kept over all reports in any case, the heaviest first. Each pair of reports has a bound of its own.
pub(super) const HITS_ALWAYS: usize = 60_000;

/// Symbols of all reports that allow one pair of places more.
pub(super) const SYMBOLS_A_HIT: usize = 50;
