//! A report as listed in a review file: path, title, digest and length, by which it is found and recognised.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A report listed in a review, with the path, digest and length by which it is found and recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportEntry {
    /// Key by which targets refer to the report.
    pub id: ReportKey,
    /// The report's file: absolute in memory, relative to the review's folder in the review file.
    pub path: PathBuf,
    /// Title, if one was found; otherwise empty.
    #[serde(default)]
    pub title: String,
    /// SHA-256 of the file's bytes when it was last read, 64 lower-case hexadecimal digits; empty if unknown.
    #[serde(default)]
    pub sha256: String,
    /// Length of the source text in code points.
    #[serde(default)]
    pub characters: usize,
}

/// A report's key within one review: `r1`, `r2`, ….
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportKey(String);

impl ReportKey {
    /// The key as written in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ReportKey {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl fmt::Display for ReportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
