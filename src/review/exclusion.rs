//! Rules that exclude findings: what a reviewer does not want to see again, beyond a single finding.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ReportKey, Time};

/// A rule of the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// What it excludes.
    pub what: Excluded,
    /// Id derived from `what`, so that two reviewers' equal rules are one.
    pub id: String,
    /// Reason; may be empty.
    #[serde(default)]
    pub reason: String,
    /// Name of the person who made the rule; empty if unknown.
    #[serde(default)]
    pub author: String,
    /// Time when it was made.
    #[serde(default)]
    pub at: Time,
}

/// What a rule excludes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Excluded {
    /// Findings with all places in these two reports; twice the same report for repetitions inside it.
    Pair(ReportKey, ReportKey),
    /// A text in all reports: passages that it contains, or findings of a check that mark it.
    Text {
        /// The text as it stands in the report where it was excluded.
        text: String,
        /// Id of the check; `None` for passages.
        #[serde(default)]
        check: Option<String>,
    },
    /// The findings of a check in one report.
    CheckIn(String, ReportKey),
    /// The findings of a check in all reports.
    Check(String),
}

impl Exclusion {
    /// A rule, made now.
    #[must_use]
    pub fn new(what: Excluded, reason: &str, author: &str) -> Self {
        let id = what.id();
        Self { what, id, reason: reason.to_owned(), author: author.to_owned(), at: Time::now() }
    }
}

impl Excluded {
    /// The reports that a rule names.
    pub fn reports(&self) -> impl Iterator<Item = &ReportKey> {
        let named = match self {
            Self::Pair(one, other) => [Some(one), Some(other)],
            Self::CheckIn(_, report) => [Some(report), None],
            Self::Text { .. } | Self::Check(_) => [None, None],
        };
        named.into_iter().flatten()
    }

    /// The rule with the names of reports replaced.
    #[must_use]
    pub(super) fn renamed(&self, name: impl Fn(&ReportKey) -> ReportKey) -> Self {
        match self {
            Self::Pair(one, other) => Self::Pair(name(one), name(other)),
            Self::CheckIn(check, report) => Self::CheckIn(check.clone(), name(report)),
            Self::Text { .. } | Self::Check(_) => self.clone(),
        }
    }

    /// Id of a rule: the same for equal rules.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Pair(one, other) => {
                let (first, second) =
                    if one.as_str() <= other.as_str() { (one, other) } else { (other, one) };
                format!("pair:{}:{}", first.as_str(), second.as_str())
            }
            Self::Text { text, check } => {
                let digest = Sha256::digest(text.as_bytes());
                let start = format!("text:{}:", check.as_deref().unwrap_or(""));
                digest.iter().take(8).fold(start, |mut id, byte| {
                    let _ = write!(id, "{byte:02x}");
                    id
                })
            }
            Self::CheckIn(check, report) => format!("check:{check}:{}", report.as_str()),
            Self::Check(check) => format!("check:{check}"),
        }
    }
}
