//! A note and the places it is about. The names of fields and variants are those of the review file
//! (`docs/review-format.md`): renaming one changes the format.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ReportKey, Time};

/// One remark of a reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Names the note for ever, in every file it is copied to.
    pub id: NoteId,
    /// The places meant: one, or both places of a duplicate; none for a note on the whole review.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// What the note is about.
    pub category: Category,
    /// How grave it is.
    #[serde(default)]
    pub severity: Severity,
    /// Whether it still waits for something.
    #[serde(default)]
    pub status: Status,
    /// Free words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// When it was written.
    #[serde(default)]
    pub created: Time,
    /// When it was last changed.
    #[serde(default)]
    pub modified: Time,
    /// What it says. Plain text; lines end in `\n`.
    pub body: String,
}

impl Note {
    /// A new open note of severity [`Severity::Info`], written now.
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
        }
    }

    /// Whether both say the same, whenever they were last changed.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        // Taken apart, so that a field added later is not forgotten here.
        let Self { id, targets, category, severity, status, tags, author, created, modified: _, body } = self;
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

    /// Whether one of its places is in that report.
    #[must_use]
    pub fn is_about(&self, report: &ReportKey) -> bool {
        self.targets.iter().any(|target| target.report == *report)
    }
}

/// Names a note: a UUID v7, so that ids sort by the time of writing. An id that another program made up is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(String);

impl NoteId {
    /// An id that no other note has.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "two defaults would not be equal")]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string())
    }

    /// The string as it stands in the file.
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

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Text that stands twice, or in another report too.
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
    /// A category of the reviewer's own.
    Other(String),
}

/// How grave a note is, from least to most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    #[default]
    Info,
    /// A small fault.
    Minor,
    /// A fault that must be put right.
    Major,
    /// A fault that calls the report into question.
    Critical,
}

impl Severity {
    /// All, from least to most.
    pub const ALL: [Self; 4] = [Self::Info, Self::Minor, Self::Major, Self::Critical];
}

/// Whether a note still waits for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// It waits.
    #[default]
    Open,
    /// It is settled.
    Resolved,
}

/// A place in a report, with enough of its text to find it again after the report changed; see
/// [`Target::at`] and [`Resolver`](super::Resolver).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Which report of the review.
    pub report: ReportKey,
    /// First code point of the quote in the report's source text, as it was when the note was made.
    pub start: usize,
    /// First code point after the quote.
    pub end: usize,
    /// The text itself.
    pub exact: String,
    /// Up to [`CONTEXT`](super::CONTEXT) code points before it.
    #[serde(default)]
    pub prefix: String,
    /// Up to [`CONTEXT`](super::CONTEXT) code points after it.
    #[serde(default)]
    pub suffix: String,
    /// The headings that it stands under, outermost first.
    #[serde(default)]
    pub section: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_time_of_the_last_change_says_nothing() {
        let note = Note::new(Vec::new(), Category::Praise, "甲", "好");
        assert!(note.says_the_same(&Note { modified: "2020-01-01T00:00:00Z".into(), ..note.clone() }));
        assert!(!note.says_the_same(&Note { body: "更好".into(), ..note.clone() }));
        assert!(!note.says_the_same(&Note { status: Status::Resolved, ..note.clone() }));
    }

    #[test]
    fn ids_are_version_7_and_sort_by_time() {
        let ids: Vec<NoteId> = (0..100).map(|_| NoteId::new()).collect();
        assert!(ids.is_sorted() && ids[0] < ids[99]);
        assert_eq!(uuid::Uuid::parse_str(ids[0].as_str()).unwrap().get_version_num(), 7);
    }
}
