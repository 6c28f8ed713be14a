//! A note and its targets. Field and variant names are those of the review file (`docs/review-format.md`): renaming one
//! changes the format.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Cut, Reply, ReportKey, Time, id, quote};

/// A reviewer's remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identifies the note in every file it is copied to.
    pub id: NoteId,
    /// The places the note is about: one, or both places of a duplicate; none for a note on the whole review.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Subject of the note.
    pub category: Category,
    /// Severity.
    #[serde(default)]
    pub severity: Severity,
    /// Whether the note still needs an answer.
    #[serde(default)]
    pub status: Status,
    /// Free-form labels, used for filtering.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Author's name; empty if unknown.
    #[serde(default)]
    pub author: String,
    /// Creation time.
    #[serde(default)]
    pub created: Time,
    /// Time of the last change of anything but the replies.
    #[serde(default)]
    pub modified: Time,
    /// Plain text; lines end in `\n`.
    pub body: String,
    /// Replies, oldest first.
    #[serde(default)]
    pub replies: Vec<Reply>,
}

impl Note {
    /// A new open note of severity [`Severity::Info`], created now.
    #[must_use]
    pub fn new(targets: Vec<Target>, category: Category, author: &str, body: &str) -> Self {
        let now = Time::now();
        Self {
            id: NoteId::new(),
            targets,
            category,
            severity: Severity::default(),
            status: Status::default(),
            tags: Vec::new(),
            author: author.to_owned(),
            created: now.clone(),
            modified: now,
            body: body.to_owned(),
            replies: Vec::new(),
        }
    }

    /// Compares everything except the time of the last change.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.differs_in_replies_only(other) && self.replies == other.replies
    }

    /// Compares everything except the time of the last change and the replies.
    #[must_use]
    pub(super) fn differs_in_replies_only(&self, other: &Self) -> bool {
        // Destructured so that a field added later cannot be forgotten here.
        let Self {
            id,
            targets,
            category,
            severity,
            status,
            tags,
            author,
            created,
            modified: _,
            body,
            replies: _,
        } = self;
        *id == other.id
            && *targets == other.targets
            && *category == other.category
            && *severity == other.severity
            && *status == other.status
            && *tags == other.tags
            && *author == other.author
            && *created == other.created
            && *body == other.body
    }

    /// Shortens the quotes of a note from a file of the first schema, or from another program.
    pub(super) fn bound_quotes(&mut self) {
        self.targets.iter_mut().for_each(Target::bound_quote);
    }

    /// Whether one of the note's targets lies in this report.
    #[must_use]
    pub fn is_about(&self, report: &ReportKey) -> bool {
        self.targets.iter().any(|target| target.report == *report)
    }
}

/// A note's id: a UUID v7, so that ids sort by creation time. Ids made by other programs are kept as they are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(String);

impl NoteId {
    /// A new unique id.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "two defaults would not be equal")]
    pub fn new() -> Self {
        Self(id::new_id())
    }

    /// The id of a note made from something that words identify: equal for equal words.
    #[must_use]
    pub fn of_words(words: &[&str]) -> Self {
        Self(id::of_words(words))
    }

    /// The id as written in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for NoteId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Subject of a note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Text repeated within the report or shared with another one.
    Duplicate,
    /// Headings, numbering, parts.
    Structure,
    /// Numbers, rates, sums.
    Figures,
    /// Words, spelling, punctuation.
    Wording,
    /// Something to ask.
    Question,
    /// Something done well.
    Praise,
    /// A category defined by the reviewer.
    Other(String),
}

impl Category {
    /// The categories of the program, in the order of lists to choose from.
    pub const SHIPPED: [Self; 6] =
        [Self::Duplicate, Self::Structure, Self::Figures, Self::Wording, Self::Question, Self::Praise];
}

/// Severity of a note, in ascending order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Information; no change needed.
    #[default]
    Info,
    /// A minor fault.
    Minor,
    /// A fault that must be corrected.
    Major,
    /// A fault that calls the report into question.
    Critical,
}

impl Severity {
    /// All severities in ascending order.
    pub const ALL: [Self; 4] = [Self::Info, Self::Minor, Self::Major, Self::Critical];
}

/// Whether a note still needs an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Needs an answer.
    #[default]
    Open,
    /// Settled.
    Resolved,
}

/// A place in a report, with enough of its text to find it again after the report changed; see [`Target::at`] and
/// [`Resolver`](super::Resolver).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// The report, by its key in the review.
    pub report: ReportKey,
    /// First code point of the quote in the report's source text at the time the note was made.
    pub start: usize,
    /// First code point after the quote.
    pub end: usize,
    /// The quoted text; of one longer than [`MAX_QUOTE`](super::MAX_QUOTE) only its first
    /// [`QUOTE_END`](super::QUOTE_END) code points.
    pub exact: String,
    /// Tail and digest of a quote that is not stored whole.
    #[serde(default)]
    pub cut: Option<Cut>,
    /// Up to [`CONTEXT`](super::CONTEXT) code points directly before the quote.
    #[serde(default)]
    pub prefix: String,
    /// Up to [`CONTEXT`](super::CONTEXT) code points directly after the quote.
    #[serde(default)]
    pub suffix: String,
    /// Headings above the quote, outermost first.
    #[serde(default)]
    pub section: Vec<String>,
}

impl Target {
    /// The quote for display: its head and tail with an ellipsis between them if it is not stored whole.
    #[must_use]
    pub fn quote(&self) -> Cow<'_, str> {
        match &self.cut {
            None => Cow::Borrowed(&self.exact),
            Some(cut) => Cow::Owned(format!("{}…{}", self.exact, cut.tail)),
        }
    }

    /// Shortens a quote that is stored whole but is longer than [`MAX_QUOTE`](super::MAX_QUOTE).
    fn bound_quote(&mut self) {
        if self.cut.is_none()
            && let (head, Some(cut)) = quote::stored(&self.exact)
        {
            (self.exact, self.cut) = (head, Some(cut));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_time_of_the_last_change_says_nothing() {
        let note = Note::new(Vec::new(), Category::Praise, "甲", "好");
        assert!(note.says_the_same(&Note { modified: "2020-01-01T00:00:00Z".into(), ..note.clone() }));
        assert!(!note.says_the_same(&Note { body: "更好".into(), ..note.clone() }));
        assert!(!note.says_the_same(&Note { replies: vec![Reply::new("乙", "是")], ..note.clone() }));
        assert!(!note.says_the_same(&Note { status: Status::Resolved, ..note.clone() }));
    }

    #[test]
    fn ids_are_version_7_and_sort_by_time() {
        let ids: Vec<NoteId> = (0..100).map(|_| NoteId::new()).collect();
        assert!(ids.is_sorted() && ids[0] < ids[99]);
        assert_eq!(uuid::Uuid::parse_str(ids[0].as_str()).unwrap().get_version_num(), 7);
    }
}
