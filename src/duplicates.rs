//! Passages repeated inside one report or in several: exact ones as maximal repeats, near ones as chains of shorter
//! repeats, grouped and with set phrases marked. Whether a repetition is a fault is for the reviewer to decide.
//!
//! ```text
//! corpus       all normalised texts as one sequence of symbols
//! suffix       its suffixes in order            repeats   every maximal repeat
//! learnt       set phrases that the collection itself shows
//! addresses    links, mail addresses and hashes, which count as set phrases
//! passages     exact passages worth showing, as places that do not overlap
//! near         passages with changes
//! clauses      passages begin and end where clauses do
//! groups       exact and near ones together, without repetition
//! worth        shares of set phrases, furniture and headings; ranks and repeated shares
//! background   which strings official prose uses
//! formulae     what official documents say alike by prescription
//! names        lines that only name somebody or something
//! surprise     how unlikely it is that two authors both wrote a passage: decides what is a finding
//! difference   ranges in which two places of one passage differ, and their similarity
//! ```

mod addresses;
mod background;
mod clauses;
mod corpus;
mod difference;
mod formulae;
mod groups;
mod learnt;
mod names;
mod near;
mod passages;
mod phrases;
pub mod policy;
mod repeats;
mod suffix;
mod surprise;
mod worth;

pub use background::{Background, BackgroundBuilder, BackgroundError, MAX_BACKGROUND_BYTES, Weight};
pub use difference::{Differing, difference};
pub use phrases::{Phrases, PhrasesError};
pub use surprise::Surprise;

use std::fmt::Write as _;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use self::corpus::Corpus;
use self::suffix::Suffixes;
use self::surprise::Counts;
use self::worth::{Marks, Worth};
use crate::message::Message;
use crate::report::Report;
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled};
use crate::text::{Normalized, Span, normalize};

/// Maximum number of places listed for one group, the first ones. The shares count all of them.
pub const MAX_OCCURRENCES: usize = 1_000;

/// One report of the set to search.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its text.
    pub report: &'a Report,
    /// Outline of the report; furniture weighs less.
    pub outline: &'a Outline,
}

/// Options of the search.
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

/// Passages found in a set of reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Duplicates {
    /// Groups, sorted: findings by surprise, then passages that two authors may both have written, then boilerplate;
    /// within each of the three, prose before headings and titles.
    pub groups: Vec<Group>,
    /// Repeated shares of each report, in the order of the input.
    pub shares: Vec<Shares>,
    /// Number of passages left out because of a bound: see [`duplicates`]. 0 in any ordinary set of reports.
    pub cut: usize,
}

/// Maximum number of places of a group compared with its first one character by character.
pub const COMPARED: usize = 8;

/// Maximum number of places of a near group whose similarity to its first one is measured.
pub const MEASURED: usize = 64;

/// A passage and the places that hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Exact or near.
    pub kind: Kind,
    /// In one report or in several.
    pub scope: Scope,
    /// Length of the passage in normalised characters, measured at its first place.
    pub characters: usize,
    /// Least similarity of a place to the first one, from 0 to 1: 1 − edit distance / longer length, on normalised
    /// text. Covers the first [`MEASURED`] places.
    pub similarity: f32,
    /// Share of the first place's characters that another place has in the same order, and share of the other's that
    /// the first has; the least of each over the places. 1 where the places are equal.
    pub kept: [f32; 2],
    /// Whether the places are near and only their figures differ, such as years and counts.
    pub figures_only: bool,
    /// Number of spots in which a place differs by the letter from the first one: in an exact passage spaces, widths
    /// and variants of punctuation, in a near one words and figures too. The maximum over the first [`COMPARED`]
    /// places. Not counted, and 0, where `boilerplate` is set.
    pub variants: usize,
    /// Whether the passage is only set phrases and page furniture: without them, fewer characters than a passage must
    /// have or fewer than two places remain.
    pub boilerplate: bool,
    /// Surprise of the passage (see [`Surprise`]). Not measured where `boilerplate` is set.
    pub surprise: Surprise,
    /// Places, two or more, by report and position; none overlap. At most [`MAX_OCCURRENCES`]. If a body occurs more
    /// than once, only its first copy is searched for shorter passages.
    pub occurrences: Vec<Occurrence>,
}

/// One place of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// Index of the report in the input.
    pub report: usize,
    /// Range in the report's source text.
    pub span: Span,
}

/// Exact or near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Equal after normalisation.
    Exact,
    /// Similar, but not equal after normalisation.
    Near,
}

/// Location of a group's places: in one report or across several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All in one report.
    Within,
    /// In two reports or more.
    Across,
}

/// Repeated shares of a report: of its visible characters outside furniture, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// Share repeated inside the report, without set phrases.
    pub within: f32,
    /// Share that another report has too, without set phrases.
    pub shared: f32,
}

impl Kind {
    /// Name of this value in the JSON of the headless program.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
        }
    }
}

impl Scope {
    /// Name of this value in the JSON of the headless program.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Across => "across",
        }
    }
}

impl Group {
    /// Whether the passage is worth a reviewer's attention: it is not a set phrase, and two independent authors would
    /// hardly both have written it.
    #[must_use]
    pub fn is_finding(&self) -> bool {
        !self.boilerplate && self.surprise.score >= surprise::FINDING
    }

    /// One line that says why the passage is a finding or not.
    #[must_use]
    pub fn reason(&self) -> Message {
        Message::new("passage-reason-rare").with("count", self.surprise.rare)
    }

    /// Name of the passage, stable when the reports are analysed again, given in another order or changed elsewhere:
    /// `duplicate:` and the first 32 digits of the SHA-256 of its normalised text (of the place where that is least).
    /// `inputs` are those that the group was found in.
    #[must_use]
    pub fn key(&self, inputs: &[Input<'_>]) -> String {
        // The places of a near passage differ: the least hash is used, which is the same in any order of the reports.
        let spoken_for = if self.kind == Kind::Exact { 1 } else { self.occurrences.len() };
        let digests = self.occurrences.iter().take(spoken_for).map(|at| {
            let passage: String =
                normalize(inputs[at.report].report.text.slice(at.span)).symbols.into_iter().collect();
            Sha256::digest(passage.as_bytes())
        });
        let least = digests.min().unwrap_or_else(|| Sha256::digest(b""));
        least.iter().take(16).fold("duplicate:".to_owned(), |mut key, byte| {
            let _ = write!(key, "{byte:02x}");
            key
        })
    }
}

/// Finds every passage that occurs at two places or more, with the built-in set phrases of rule-of-law reports and the
/// built-in background.
///
/// Time and memory are proportional to the text (about 50 bytes a character): milliseconds for ordinary reports,
/// seconds for two of 10 MB. On monotonous texts the result is bounded by report and by pair of reports, never over the
/// whole set: what is found in two reports does not depend on the other open reports. [`Duplicates::cut`] counts the
/// passages that a bound leaves out.
///
/// ```
/// use jiaokan::duplicates::{Input, Kind, Options, Scope, duplicates};
/// use jiaokan::report::Report;
/// use jiaokan::structure::outline;
/// use jiaokan::task::Cancel;
///
/// let texts = [
///     "全县梳理高频事项四十七件，推行一窗受理、一次告知、一次办结。",
///     "成效：全县梳理高频事项四十七件，推行一窗受理、一次告知、一次办结。",
/// ];
/// let reports = texts.map(|text| Report::from_text("a.txt", text));
/// let outlines = [outline(&reports[0]), outline(&reports[1])];
/// let inputs = [0, 1].map(|at| Input { report: &reports[at], outline: &outlines[at] });
/// let found = duplicates(&inputs, &Options::default(), &Cancel::default())?;
/// assert_eq!((found.groups[0].kind, found.groups[0].scope), (Kind::Exact, Scope::Across));
/// assert_eq!(found.groups[0].occurrences[1].span.start, 3);
/// assert_eq!(found.shares[0].shared, 1.0);
/// # Ok::<(), jiaokan::task::Cancelled>(())
/// ```
///
/// # Errors
/// [`Cancelled`] if the search was cancelled.
pub fn duplicates(inputs: &[Input<'_>], options: &Options, cancel: &Cancel) -> Result<Duplicates, Cancelled> {
    duplicates_with(inputs, options, Phrases::rule_of_law(), cancel)
}

/// Like [`duplicates`], with another list of set phrases.
///
/// # Errors
/// [`Cancelled`] if the search was cancelled.
pub fn duplicates_with(
    inputs: &[Input<'_>],
    options: &Options,
    phrases: &Phrases,
    cancel: &Cancel,
) -> Result<Duplicates, Cancelled> {
    duplicates_against(inputs, options, phrases, Background::shipped(), cancel)
}

/// Like [`duplicates_with`], with another background too.
///
/// # Errors
/// [`Cancelled`] if the search was cancelled.
pub fn duplicates_against(
    inputs: &[Input<'_>],
    options: &Options,
    phrases: &Phrases,
    background: &Background,
    cancel: &Cancel,
) -> Result<Duplicates, Cancelled> {
    let min_length = options.min_length.max(1);
    let order = order(inputs);
    let inputs_in_order: Vec<Input<'_>> = order.iter().map(|&at| inputs[at]).collect();
    cancel.check()?;
    let texts: Vec<&Normalized> =
        inputs_in_order.par_iter().map(|input| &**input.report.text.normalized()).collect();
    cancel.check()?;
    let corpus = Corpus::new(&texts);
    let suffixes = Suffixes::new(&corpus.symbols, corpus.upper, cancel)?;
    let learnt = learnt::learnt(&corpus, &suffixes);
    let marks: Vec<Marks> = inputs_in_order
        .par_iter()
        .zip(&texts)
        .enumerate()
        .map(|(report, (input, text))| Marks::new(input, text, phrases, learnt.of(&corpus, report)))
        .collect();
    drop(learnt);
    let counts = Counts::new(&corpus, &suffixes);
    let near = near::hits(&corpus, &suffixes, &marks, min_length, cancel)?;
    let bodies: Vec<usize> = marks.iter().map(Marks::body_length).collect();
    let repeats = repeats::maximal_repeats(&corpus, suffixes, min_length, cancel)?;
    let is_phrase = |places: &[u32], length: u32| {
        let places: Vec<_> = places.iter().map(|&at| corpus.place(at, length)).collect();
        Worth::new(&marks, &places, None, min_length).is_boilerplate()
    };
    let exact = passages::passages(&corpus, &bodies, repeats, min_length, is_phrase, cancel)?;
    let least = u32::try_from(min_length).unwrap_or(u32::MAX);
    let chosen = groups::choose(&corpus, exact.kept, near.hits, &exact.copies, least);
    cancel.check()?;
    let texts = back_in_order(&order, texts);
    let marks = back_in_order(&order, marks);
    let set = groups::Set { inputs, texts: &texts, marks: &marks, min_length, counts: &counts, background };
    let found = set.duplicates(&corpus, &order, &chosen, cancel)?;
    Ok(Duplicates { cut: exact.cut + near.cut + chosen.cut, ..found })
}

/// Order in which the reports are searched, independent of the order of the input: by path, then by content.
fn order(inputs: &[Input<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..inputs.len()).collect();
    let name = |at: usize| (&inputs[at].report.path, &inputs[at].report.sha256);
    order.sort_by(|&left, &right| name(left).cmp(&name(right)));
    order
}

/// Results in search order, rearranged into the order of the input.
fn back_in_order<T>(order: &[usize], made: Vec<T>) -> Vec<T> {
    let mut placed: Vec<(usize, T)> = order.iter().copied().zip(made).collect();
    placed.sort_unstable_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, made)| made).collect()
}
