//! Names of namespaces, content types and relationships of the format.

/// The word processing namespace of Office Open XML (transitional).
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Content type of the comments part.
pub(super) const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Content type of the part that says which comments are answers and which are done.
pub(super) const EXTENDED_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml";

/// Relationship type of that part.
pub(super) const EXTENDED: &str = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";

/// Names that differ between the two variants of Office Open XML.
pub(super) struct Dialect {
    /// Namespace of word processing.
    pub(super) namespace: &'static str,
    /// Relationship type of the document part.
    pub(super) document: &'static str,
    /// Relationship type of the comments part.
    pub(super) comments: &'static str,
}

impl Dialect {
    /// Transitional, the default of every program, and strict.
    pub(super) const ALL: [&Self; 2] = [
        &Self {
            namespace: WORD,
            document: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            comments: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        },
        &Self {
            namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main",
            document: "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
            comments: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
        },
    ];
}
