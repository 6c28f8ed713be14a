//! What stands twice, inside one report or in several: exact passages as maximal repeats, grouped, set phrases told
//! apart. Whether that is a fault is for the reviewer to say.
//!
//! ```text
//! corpus       all normalised texts as one sequence of symbols
//! suffix       its suffixes in order            repeats   every maximal repeat
//! passages     those that a reader wants to see, their places side by side
//! worth        set phrases, furniture and headings told apart; ranks and shares
//! difference   where two places of one passage differ by the letter
//! ```

mod corpus;
mod difference;
mod passages;
mod phrases;
mod repeats;
mod suffix;
mod worth;

pub use difference::{Differing, difference};
pub use phrases::{Phrases, PhrasesError};

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest, Sha256};

use self::corpus::Corpus;
use self::passages::Passage;
use self::worth::{Coverage, Marks, Worth};
use crate::report::Report;
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled};
use crate::text::{Normalized, Span, normalize};

/// Of one group at most so many places are listed, the first ones. All of them count for the shares.
pub const MAX_OCCURRENCES: usize = 1_000;

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
    /// Least length of a passage in normalised characters; 0 means 1.
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
    /// Groups by worth, counted in characters that are not set phrase: prose, then headings and titles, then what is
    /// boilerplate. At most 10,000, the longest.
    pub groups: Vec<Group>,
    /// For each report, in the order of the input.
    pub shares: Vec<Shares>,
}

/// As many places of a group are held against its first one by the letter.
pub const COMPARED: usize = 8;

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
    /// In how many spots a place differs by the letter (spaces, widths, variants of punctuation) from the first one;
    /// the most of the first [`COMPARED`] places. Not counted, and 0, where `boilerplate` is set.
    pub variants: usize,
    /// Whether it is nothing but set phrases and page furniture: fewer characters than a passage must have are
    /// left without them, or fewer than two places.
    pub boilerplate: bool,
    /// Two or more places, by report and position; none overlap. No more than [`MAX_OCCURRENCES`]. Of a body that
    /// stands more than once only the first copy is searched for shorter passages.
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

impl Group {
    /// A name for the passage that stays the same when the reports are analysed again, are given in another order or
    /// change elsewhere: `duplicate:` and the start of the SHA-256 of its normalised text, 32 digits. `inputs` are
    /// those that the group was found in.
    #[must_use]
    pub fn key(&self, inputs: &[Input<'_>]) -> String {
        let text = self.occurrences.first().map_or("", |at| inputs[at.report].report.text.slice(at.span));
        let passage: String = normalize(text).symbols.into_iter().collect();
        Sha256::digest(passage.as_bytes()).iter().take(16).fold("duplicate:".to_owned(), |mut key, byte| {
            let _ = write!(key, "{byte:02x}");
            key
        })
    }
}

/// Finds every passage that stands twice, with the set phrases of rule-of-law reports told apart. Takes time and
/// memory in proportion to the text (about 50 bytes a character): milliseconds for ordinary reports, seconds for two
/// of 10 MB. However monotonous the texts are, the result stays within the bounds of [`Duplicates`] and [`Group`].
pub fn duplicates(inputs: &[Input<'_>], options: &Options, cancel: &Cancel) -> Result<Duplicates, Cancelled> {
    duplicates_with(inputs, options, Phrases::rule_of_law(), cancel)
}

/// The same with another list of set phrases.
pub fn duplicates_with(
    inputs: &[Input<'_>],
    options: &Options,
    phrases: &Phrases,
    cancel: &Cancel,
) -> Result<Duplicates, Cancelled> {
    let min_length = options.min_length.max(1);
    let mut texts = Vec::with_capacity(inputs.len());
    let mut marks = Vec::with_capacity(inputs.len());
    for input in inputs {
        cancel.check()?;
        let text = normalize(input.report.text.as_str());
        marks.push(Marks::new(input, &text, phrases));
        texts.push(text);
    }
    let bodies: Vec<usize> = marks.iter().map(Marks::body_length).collect();
    let corpus = Corpus::new(&texts);
    let repeats = repeats::maximal_repeats(&corpus, min_length, cancel)?;
    let passages = passages::passages(&corpus, &bodies, repeats, min_length, cancel)?;

    let mut coverage: Vec<Coverage> = texts.iter().map(Coverage::new).collect();
    let mut groups = Vec::with_capacity(passages.len());
    for passage in passages {
        let places = places(&corpus, &passage.places, passage.length);
        let worth = Worth::new(&marks, &places, min_length);
        if !worth.is_boilerplate() {
            Coverage::count(&mut coverage, &all_places(&corpus, &passage));
        }
        groups.push((worth, group(inputs, &texts, &places, worth.is_boilerplate())));
    }
    cancel.check()?;
    let shares = coverage.iter().zip(&marks).map(|(coverage, marks)| coverage.shares(marks)).collect();
    Ok(Duplicates { groups: worth::rank(groups), shares })
}

fn places(corpus: &Corpus, positions: &[u32], length: u32) -> Vec<(usize, Range<usize>)> {
    positions.iter().map(|&at| corpus.place(at, length)).collect()
}

/// Its places and those on further copies of a body, by report.
fn all_places(corpus: &Corpus, passage: &Passage) -> Vec<(usize, Range<usize>)> {
    let mut positions = [passage.places.as_slice(), &passage.on_copies].concat();
    positions.sort_unstable();
    places(corpus, &positions, passage.length)
}

fn group(
    inputs: &[Input<'_>],
    texts: &[Normalized],
    places: &[(usize, Range<usize>)],
    boilerplate: bool,
) -> Group {
    let occurrence = |(report, range): &(usize, Range<usize>)| Occurrence {
        report: *report,
        span: texts[*report].span_in_source(range.clone()),
    };
    let occurrences: Vec<Occurrence> = places.iter().take(MAX_OCCURRENCES).map(occurrence).collect();
    let literally = |place: &Occurrence| inputs[place.report].report.text.slice(place.span);
    let variants = match occurrences.split_first() {
        Some((first, others)) if !boilerplate => {
            let counts = others
                .iter()
                .take(COMPARED)
                .map(|other| difference(literally(first), literally(other)).len());
            counts.max().unwrap_or(0)
        }
        _ => 0,
    };
    Group {
        kind: Kind::Exact,
        scope: worth::scope(places),
        characters: places.first().map_or(0, |(_, range)| range.len()),
        similarity: 1.0,
        variants,
        boilerplate,
        occurrences,
    }
}
