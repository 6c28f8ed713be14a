//! Passages repeated inside one report or in several: exact ones as maximal repeats, near ones as chains of
//! shorter repeats, grouped, set phrases told apart. Whether that is a fault is for the reviewer to say.
//!
//! ```text
//! corpus       all normalised texts as one sequence of symbols
//! suffix       its suffixes in order            repeats   every maximal repeat
//! learnt       set phrases that the collection itself shows
//! passages     exact ones that a reader wants to see, their places side by side
//! near         passages with changes
//! clauses      passages begin and end where clauses do
//! groups       exact and near ones together, nothing said twice
//! worth        set phrases, furniture and headings told apart; ranks and shares
//! background   which strings official prose uses
//! surprise     how unlikely it is that two authors both wrote a passage: what is a finding
//! difference   where two places of one passage differ, and how alike they are
//! ```

mod background;
mod clauses;
mod corpus;
mod difference;
mod groups;
mod learnt;
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

/// Maximum number of places listed for one group, the first ones. All of them count for the shares.
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
    /// Groups: findings by how surprising they are, then what two authors may both have written, then boilerplate;
    /// among each, prose before headings and titles.
    pub groups: Vec<Group>,
    /// For each report, in the order of the input.
    pub shares: Vec<Shares>,
    /// Number of passages that a bound left out: see [`duplicates`]. 0 in any ordinary set of reports.
    pub cut: usize,
}

/// Maximum number of places of a group compared with its first one character by character.
pub const COMPARED: usize = 8;

/// Maximum number of places of a near group whose similarity to its first one is measured.
pub const MEASURED: usize = 64;

/// Places that hold one passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Whether the places are equal.
    pub kind: Kind,
    /// Whether they lie in one report or in several.
    pub scope: Scope,
    /// Length of the passage in normalised characters (of its first place).
    pub characters: usize,
    /// Least similarity of a place to the first one, from 0 to 1: 1 − edit distance / longer length, normalised. Of
    /// the first [`MEASURED`] places.
    pub similarity: f32,
    /// The share of the first place's characters that stand in another one in the same order, and the share of the
    /// other's that stand in the first; of each the least. 1 where the places are equal.
    pub kept: [f32; 2],
    /// Whether the places are near and differ in nothing but figures: the same but for years and counts.
    pub figures_only: bool,
    /// In how many spots a place differs by the letter from the first one: in an exact passage spaces, widths and
    /// variants of punctuation, in a near one words and figures too. The most of the first [`COMPARED`] places. Not
    /// counted, and 0, where `boilerplate` is set.
    pub variants: usize,
    /// Whether it is nothing but set phrases and page furniture: fewer characters than a passage must have are
    /// left without them, or fewer than two places.
    pub boilerplate: bool,
    /// How surprising it is that both places say the same. Not measured where `boilerplate` is set.
    pub surprise: Surprise,
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

/// Which shares of a report are repeated: of its visible characters outside furniture, from 0 to 1.
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
    /// Whether the passage is worth a reviewer's look: it is no set phrase, and two authors who know nothing of each
    /// other would hardly both have written it.
    #[must_use]
    pub fn is_finding(&self) -> bool {
        !self.boilerplate && self.surprise.score >= surprise::FINDING
    }

    /// Why it is a finding or not, in one line.
    #[must_use]
    pub fn reason(&self) -> Message {
        Message::new("passage-reason-rare").with("count", self.surprise.rare)
    }

    /// A name for the passage that stays the same when the reports are analysed again, are given in another order or
    /// change elsewhere: `duplicate:` and the start of the SHA-256 of its normalised text (of the place where that is
    /// least), 32 digits. `inputs` are
    /// those that the group was found in.
    #[must_use]
    pub fn key(&self, inputs: &[Input<'_>]) -> String {
        // The places of a near passage differ: one of them speaks for all, the same in any order of the reports.
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

/// Finds every passage that stands at two places or more, with the set phrases of rule-of-law reports and the background
/// that come with the program.
///
/// Takes time and memory in proportion to the text (about 50 bytes a character): milliseconds for ordinary reports,
/// seconds for two of 10 MB. However monotonous the texts are, the result is bounded by report and by pair of reports,
/// never over the whole set: what is found in two reports does not depend on what else is open. What a bound leaves out
/// is counted in [`Duplicates::cut`].
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
/// [`Cancelled`] once somebody asked to stop.
pub fn duplicates(inputs: &[Input<'_>], options: &Options, cancel: &Cancel) -> Result<Duplicates, Cancelled> {
    duplicates_with(inputs, options, Phrases::rule_of_law(), cancel)
}

/// The same with another list of set phrases.
///
/// # Errors
/// [`Cancelled`] once somebody asked to stop.
pub fn duplicates_with(
    inputs: &[Input<'_>],
    options: &Options,
    phrases: &Phrases,
    cancel: &Cancel,
) -> Result<Duplicates, Cancelled> {
    duplicates_against(inputs, options, phrases, Background::shipped(), cancel)
}

/// The same with another background too.
///
/// # Errors
/// [`Cancelled`] once somebody asked to stop.
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

/// The order in which the reports are searched, whatever the order they are given in: by path, then by content.
fn order(inputs: &[Input<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..inputs.len()).collect();
    let name = |at: usize| (&inputs[at].report.path, &inputs[at].report.sha256);
    order.sort_by(|&left, &right| name(left).cmp(&name(right)));
    order
}

/// What was made for the reports in the order of their search, in the order that they were given in.
fn back_in_order<T>(order: &[usize], made: Vec<T>) -> Vec<T> {
    let mut placed: Vec<(usize, T)> = order.iter().copied().zip(made).collect();
    placed.sort_unstable_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, made)| made).collect()
}
