//! What the cells of a workbook and the fields of annotations mean, when they come back: entries for
//! `review::returned`. Columns are known by their headings in either language, so that they may be moved, hidden or
//! removed.

use std::collections::HashMap;
use std::path::Path;

use crate::i18n::{Catalogue, Language};
use crate::report::{Annotation, ReadError, Report, ReturnedFile, read_returned};
use crate::review::returned::{Entry, Opened, Quoted, Returned, Stranger, take_comments, take_entries};
use crate::review::{Category, Reply, Review, Severity, Status, Time};
use crate::structure::Outline;

/// Length in characters from which a cell that ends with an ellipsis was cut when it was exported.
const CUT: usize = 15_000;

/// Extensions of workbooks and annotations; other files are documents with comments.
const TABLES: [&str; 6] = ["xlsx", "xls", "et", "ods", "json", "jsonld"];

/// Content of a file that came back.
#[derive(Debug)]
pub enum CameBack {
    /// A document with comments.
    Document(Box<(Report, Outline)>),
    /// A workbook or annotations.
    Entries(ReturnedFile),
}

impl CameBack {
    /// Reads a file; a document, whose outline its words are quoted with, by `document`.
    pub fn read(
        path: &Path,
        document: impl FnOnce(&Path) -> Result<(Report, Outline), ReadError>,
    ) -> Result<Self, ReadError> {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if TABLES.contains(&extension.as_str()) {
            return read_returned(path).map(Self::Entries);
        }
        Ok(Self::Document(Box::new(document(path)?)))
    }

    /// Takes what the file brings into the review. `opened` are the review's reports that can be read.
    ///
    /// # Errors
    /// [`Stranger`] if the file belongs to no report of the review.
    pub fn take(&self, review: &mut Review, opened: &Opened<'_>) -> Result<Returned, Stranger> {
        match self {
            Self::Document(document) => take_comments(review, (&document.0, &document.1), opened),
            Self::Entries(file) => Ok(take_entries(review, &entries(file), opened)),
        }
    }
}

/// The entries of a file; empty if it is no export of a review and has no annotations.
#[must_use]
pub fn entries(file: &ReturnedFile) -> Vec<Entry> {
    match file {
        ReturnedFile::Tables(tables) => {
            let words = Language::ALL.map(Catalogue::new);
            let found = tables.iter().find_map(|table| Some((Columns::of(table.first()?, &words)?, table)));
            let Some((columns, table)) = found else { return Vec::new() };
            table.iter().skip(1).filter_map(|row| columns.entry(row, &words)).collect()
        }
        ReturnedFile::Annotations(annotations) => from_annotations(annotations),
    }
}

/// Message ids of the columns that are read.
const READ: [&str; 11] = [
    "export-id",
    "export-note",
    "category",
    "export-severity",
    "export-status",
    "export-tags",
    "export-author",
    "export-created",
    "export-modified",
    "export-quote",
    "export-report",
];

/// Index of each column by its message id.
struct Columns(HashMap<&'static str, usize>);

impl Columns {
    /// The columns of a table of notes, by its headings. `None` for any other table.
    fn of(head: &[String], words: &[Catalogue]) -> Option<Self> {
        let named = |id: &str| {
            let is_it = |cell: &String| words.iter().any(|words| words.text(id) == cell.trim());
            head.iter().position(is_it)
        };
        let columns: HashMap<&str, usize> =
            READ.into_iter().filter_map(|id| Some((id, named(id)?))).collect();
        // The table of findings has these two columns as well, but no status.
        let is_notes =
            ["export-id", "export-note", "export-status"].iter().all(|id| columns.contains_key(id));
        is_notes.then_some(Self(columns))
    }

    fn cell<'a>(&self, row: &'a [String], id: &str) -> Option<&'a str> {
        self.0.get(id).map(|&column| row.get(column).map_or("", String::as_str))
    }

    fn entry(&self, row: &[String], words: &[Catalogue]) -> Option<Entry> {
        let text = |id: &str| self.cell(row, id).unwrap_or_default().trim();
        let body = text("export-note").replace("\r\n", "\n");
        let id = text("export-id");
        if id.is_empty() && body.is_empty() {
            return None;
        }
        let is_cut = body.ends_with('…') && body.chars().nth(CUT).is_some();
        let quote = Quoted {
            report: text("export-report").to_owned(),
            exact: self.cell(row, "export-quote").unwrap_or_default().to_owned(),
            ..Quoted::default()
        };
        Some(Entry {
            id: id.to_owned(),
            foreign: String::new(),
            author: text("export-author").to_owned(),
            created: minute(text("export-created")),
            modified: Time::from(text("export-modified")),
            body: (!is_cut).then_some(body),
            category: self.cell(row, "category").and_then(|cell| category(cell.trim(), words)),
            severity: self.cell(row, "export-severity").and_then(|cell| severity(cell.trim(), words)),
            status: self.cell(row, "export-status").and_then(|cell| status(cell.trim(), words)),
            tags: self.cell(row, "export-tags").map(tags),
            quotes: Some(quote).filter(|quote| !quote.exact.trim().is_empty()).into_iter().collect(),
            replies: Vec::new(),
        })
    }
}

/// The tags in a cell.
fn tags(cell: &str) -> Vec<String> {
    let tags = cell.split([',', '，', '、']).map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// A time that a workbook shows to the minute.
fn minute(cell: &str) -> Time {
    let digits = cell.replace(' ', "T");
    if digits.len() == 16 { Time::from_clock(&format!("{digits}:00")) } else { Time::from(cell) }
}

fn is_word(cell: &str, id: &str, words: &[Catalogue]) -> bool {
    words.iter().any(|words| words.text(id) == cell)
}

fn category(cell: &str, words: &[Catalogue]) -> Option<Category> {
    let known = [
        ("category-duplicate", Category::Duplicate),
        ("category-structure", Category::Structure),
        ("category-figures", Category::Figures),
        ("category-wording", Category::Wording),
        ("category-question", Category::Question),
        ("category-praise", Category::Praise),
    ];
    let found = known.into_iter().find(|(id, _)| is_word(cell, id, words)).map(|(_, category)| category);
    found.or_else(|| (!cell.is_empty()).then(|| Category::Other(cell.to_owned())))
}

fn severity(cell: &str, words: &[Catalogue]) -> Option<Severity> {
    let known = [
        ("severity-info", Severity::Info),
        ("severity-minor", Severity::Minor),
        ("severity-major", Severity::Major),
        ("severity-critical", Severity::Critical),
    ];
    known.into_iter().find(|(id, _)| is_word(cell, id, words)).map(|(_, severity)| severity)
}

fn status(cell: &str, words: &[Catalogue]) -> Option<Status> {
    let known = [("export-open", Status::Open), ("status-resolved", Status::Resolved)];
    known.into_iter().find(|(id, _)| is_word(cell, id, words)).map(|(_, status)| status)
}

/// Notes and their replies. Verdicts and remarks on reports are left out.
fn from_annotations(annotations: &[Annotation]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    let is_note =
        |annotation: &&Annotation| !matches!(annotation.motivation.as_str(), "assessing" | "describing");
    let (answers, notes): (Vec<&Annotation>, Vec<&Annotation>) =
        annotations.iter().filter(is_note).partition(|annotation| !annotation.answers.is_empty());
    for annotation in notes {
        index.insert(&annotation.id, entries.len());
        entries.push(entry(annotation));
    }
    // An answer to an answer belongs to the same thread; answers may be listed before what they answer.
    let parents: HashMap<&str, &str> =
        answers.iter().map(|answer| (answer.id.as_str(), answer.answers.as_str())).collect();
    for answer in answers {
        let mut parent = answer.answers.as_str();
        for _ in 0..32 {
            match parents.get(parent) {
                Some(upper) if !index.contains_key(parent) => parent = upper,
                _ => break,
            }
        }
        match index.get(parent).and_then(|&at| entries.get_mut(at)) {
            Some(entry) => entry.replies.push(Reply {
                author: answer.author.clone(),
                at: Time::from(answer.created.as_str()),
                body: answer.text.clone(),
            }),
            None => entries.push(entry(answer)),
        }
    }
    entries
}

fn entry(annotation: &Annotation) -> Entry {
    let own =
        annotation.id.strip_prefix("urn:uuid:").or_else(|| annotation.id.strip_prefix("urn:jiaokan:note:"));
    let id = own.unwrap_or_default().to_owned();
    let mut entry = Entry {
        foreign: if id.is_empty() { format!("annotation\n{}", annotation.id) } else { String::new() },
        id,
        author: annotation.author.clone(),
        created: Time::from(annotation.created.as_str()),
        modified: Time::from(annotation.modified.as_str()),
        body: Some(annotation.text.clone()),
        ..Entry::default()
    };
    let mut tags = Vec::new();
    for tag in &annotation.tags {
        match tag.split_once(':') {
            Some(("category", name)) => {
                let shipped = Category::SHIPPED.into_iter().find(|category| format!("{category:?}") == name);
                entry.category = Some(shipped.unwrap_or_else(|| Category::Other(name.to_owned())));
            }
            Some(("severity", name)) => {
                entry.severity = Severity::ALL.into_iter().find(|severity| format!("{severity:?}") == name);
            }
            Some(("status", name)) => {
                entry.status = match name {
                    "Open" => Some(Status::Open),
                    "Resolved" => Some(Status::Resolved),
                    _ => None,
                };
            }
            Some(("state", _)) => {}
            _ => tags.push(tag.clone()),
        }
    }
    entry.tags = Some(tags);
    entry.quotes = annotation
        .places
        .iter()
        .map(|place| Quoted {
            report: place.source.clone(),
            sha256: place.sha256.clone(),
            exact: place.exact.clone(),
            prefix: place.prefix.clone(),
            suffix: place.suffix.clone(),
            start: place.start,
        })
        .collect();
    entry
}
