//! Files that come back from colleagues and are no reports: workbooks and annotations. They are read in the extracting
//! process like documents; what their cells and fields mean is decided in `export/returned.rs`.

use serde::{Deserialize, Serialize};

/// Kind of a file that comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// XLSX and other workbooks.
    Workbook,
    /// JSON: W3C Web Annotations, annotations of Hypothes.is.
    Json,
}

impl Kind {
    pub(super) const ALL: [Self; 2] = [Self::Workbook, Self::Json];

    /// The word for it on the command line of the extracting process.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Json => "json",
        }
    }
}

/// Content of a file that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReturnedFile {
    /// The visible sheets of a workbook: rows of cells with their text as shown.
    Tables(Vec<Vec<Vec<String>>>),
    /// Annotations.
    Annotations(Vec<Annotation>),
}

/// An annotation of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Its id as written.
    pub id: String,
    /// Purpose: `commenting`, `replying`, `assessing` or another one; empty if it does not say.
    pub motivation: String,
    /// Name of its author.
    pub author: String,
    /// When it was written.
    pub created: String,
    /// When it was last changed.
    pub modified: String,
    /// The text that its author wrote.
    pub text: String,
    /// Labels that it has.
    pub tags: Vec<String>,
    /// The id of the annotation that it answers; empty if it is none.
    pub answers: String,
    /// The places that it is about.
    pub places: Vec<AnnotatedPlace>,
}

/// A place of an annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnotatedPlace {
    /// Name or address of the document.
    pub source: String,
    /// SHA-256 of the document's file; empty if unknown.
    pub sha256: String,
    /// The text; empty if only its position is known.
    pub exact: String,
    /// The text before it.
    pub prefix: String,
    /// The text after it.
    pub suffix: String,
    /// Its position in code points.
    pub start: Option<usize>,
}
