//! Parameters of the search for near passages, each with its unit and its effect. "Content" symbols are letters and
//! ideographs outside set phrases and furniture; percentages of the least length refer to the length that a passage
//! must have (20 symbols by default). `docs/passages.md` says what was measured with them.

// Seeds: short equal strings from which runs grow.

/// Length of a seed in symbols. At one edit in five symbols a run of five or more occurs every dozen symbols; longer
/// seeds miss edited text, shorter ones cost time.
pub(super) const SEED: u32 = 5;

/// Minimum number of content symbols in a seed; one with fewer is part of a formula.
pub(super) const SEED_CONTENT: u32 = 3;

/// Number of places above which a string is too common to start from.
pub(super) const SEED_PLACES: usize = 50;

/// Symbols of the corpus for each pair of seed places that may be examined; bounds the time. Strings with many places
/// are left out first.
pub(super) const SYMBOLS_A_SEED_PAIR: usize = 2;

/// Number of pairs of seed places examined however short the corpus is.
pub(super) const SEED_PAIRS_ALWAYS: usize = 5_000;

// Chains: runs that make one pair of places.

/// Maximum gap in symbols, on either side, between two runs of one chain. Larger joins what a reader sees as two
/// passages.
pub(super) const GAP: u32 = 100;

/// Maximum number of preceding runs considered when clustering; keeps periodic text linear.
pub(super) const PRECEDING_RUNS: usize = 64;

/// Number of runs longer than [`GAP`] that are considered beyond the preceding ones.
pub(super) const LONG_RUNS: usize = 16;

/// Score of one content symbol in units of the penalty for one symbol of a gap: a gap costs a quarter of its length.
pub(super) const CONTENT_SCORE: i64 = 4;

/// Symbols of each run that score nothing, because short runs are equal by chance.
pub(super) const CHANCE: i64 = 1;

/// Number of content symbols at an end of a run within which a differing figure is cut off, with all symbols outside
/// it.
pub(super) const CHANCE_CONTENT: u32 = 3;

/// Minimum percentage of both places that lies in runs. Larger misses heavily edited text, smaller finds text that is
/// merely similar.
pub(super) const DENSITY: u32 = 50;

/// Minimum number of content symbols in runs, as a percentage of the least length.
pub(super) const CONTENT: u32 = 70;

/// Minimum number of content symbols in the runs of a short pair, as a percentage of the least length: few words are
/// more easily equal by chance.
pub(super) const CONTENT_OF_SHORT: u32 = 90;

/// Length below which a pair is short, as a percentage of the least length.
pub(super) const SHORT_PAIR: u32 = 170;

/// Minimum number of content symbols in runs of one order, as a percentage of the least length: equal words by chance
/// are scattered, a passage keeps some of its order.
pub(super) const IN_ORDER: u32 = 60;

/// Minimum number of content symbols in the runs of a cluster; one with fewer is dropped unexamined.
pub(super) const CLUSTER_CONTENT: u32 = 7;

/// Maximum distance in diagonals from the heaviest run at which runs are kept if the two places, in one report, would
/// overlap.
pub(super) const DIAGONALS: u32 = 12;

/// Number of pairs already kept that are examined for one that contains at least half of a new pair on both sides.
pub(super) const KEPT_EXAMINED: usize = 16;

/// Number of pairs of places kept for two reports however short they are, the heaviest first.
pub(super) const PAIRS_ALWAYS: usize = 20;

/// Symbols of two reports for each further pair of places kept.
pub(super) const SYMBOLS_A_PAIR: usize = 200;

// Fill: short strings inside a chain.

/// Length in symbols of the strings sought between and around the runs of a chain.
pub(super) const FILL: u32 = 3;

/// Number of symbols around the outermost runs of a chain in which strings of [`FILL`] symbols are sought.
pub(super) const FILL_AROUND: u32 = 40;

/// Maximum distance in symbols of a string of [`FILL`] symbols from where the nearest run predicts it: a clause may
/// have been moved.
pub(super) const FILL_ASTRAY: u32 = 60;

/// Number of places around a chain above which a string of [`FILL`] symbols is too common to count.
pub(super) const FILL_PLACES: usize = 6;

// Ends: an alignment outwards from the outermost runs.

/// Maximum reach in symbols.
pub(super) const REACH: usize = 200;

/// Maximum shift in symbols between the two places during the alignment.
pub(super) const BAND: usize = 12;

/// Drop in score below the best at which an alignment is abandoned (X-drop; Zhang, Schwartz, Wagner and Miller 2000).
pub(super) const DROP: i32 = 16;

/// Minimum score of an end beside a lone run; less is chance.
pub(super) const LEAST_ALONE: i32 = 4;

/// Minimum score of an end beside one of several runs, where the text is known to be edited.
pub(super) const LEAST: i32 = 1;

/// Score of two equal content symbols.
pub(super) const EQUAL_CONTENT: i32 = 2;

/// Score of two equal symbols of which one is not content.
pub(super) const EQUAL_WEAK: i32 = 1;

/// Score of two different symbols.
pub(super) const UNEQUAL: i32 = -2;

/// Score of a symbol that has no counterpart.
pub(super) const SKIPPED: i32 = -2;

// Passages: pairs that share a place.

/// Percentage of the longer of two ranges that must be shared for them to be one place.
pub(super) const SAME_PLACE: u32 = 80;

/// Number of known places examined to find the one equal to a range.
pub(super) const PLACES_EXAMINED: usize = 64;

/// Percentage of a body that pairs in one order must cover to be reported as one passage.
pub(super) const WHOLE_BODY: usize = 80;

/// Number of pairs of places kept over all reports however short they are, the heaviest first. Each pair of reports has
/// a bound of its own.
pub(super) const HITS_ALWAYS: usize = 60_000;

/// Symbols of all reports for each further pair of places kept.
pub(super) const SYMBOLS_A_HIT: usize = 50;
