//! Corrections by hand of text that a program read from pictures of pages. The text as it was read is not changed: a
//! correction names a place in it and what belongs there.

use serde::{Deserialize, Serialize};

use super::{ReportKey, Target, Time};

/// A correction of text that was read from a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The place in the text as it was read, before any correction.
    pub target: Target,
    /// What belongs there; empty to remove what was read.
    pub text: String,
    /// Id derived from the place, so that two reviewers' corrections of one place are one entry.
    pub id: String,
    /// Name of the person who corrected; empty if unknown.
    #[serde(default)]
    pub author: String,
    /// Time of the correction.
    #[serde(default)]
    pub at: Time,
}

impl Correction {
    /// A correction, made now.
    #[must_use]
    pub fn new(target: Target, text: &str, author: &str) -> Self {
        let id = id_of(&target);
        Self { target, text: text.to_owned(), id, author: author.to_owned(), at: Time::now() }
    }

    /// The correction with the name of its report replaced.
    #[must_use]
    pub(super) fn renamed(&self, name: impl Fn(&ReportKey) -> ReportKey) -> Self {
        let target = Target { report: name(&self.target.report), ..self.target.clone() };
        Self { id: id_of(&target), target, ..self.clone() }
    }

    /// Whether two corrections are of places that overlap, or of one place.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let (one, other) = (&self.target, &other.target);
        let is_same = (one.start, one.end) == (other.start, other.end);
        one.report == other.report && (is_same || one.start < other.end && other.start < one.end)
    }
}

fn id_of(target: &Target) -> String {
    format!("correction:{}:{}-{}", target.report.as_str(), target.start, target.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceText, Span};

    fn correction(report: &str, start: usize, end: usize) -> Correction {
        let text = SourceText::new("全县办结案件四十七件");
        Correction::new(Target::at(report.into(), &text, Span::new(start, end), Vec::new()), "己", "林校")
    }

    #[test]
    fn places_overlap_only_in_one_report() {
        let one = correction("r1", 2, 4);
        assert!(one.overlaps(&correction("r1", 3, 5)) && one.overlaps(&correction("r1", 2, 4)));
        assert!(!one.overlaps(&correction("r1", 4, 5)) && !one.overlaps(&correction("r2", 3, 5)));
    }

    #[test]
    fn the_id_follows_the_report() {
        let renamed = correction("r1", 2, 4).renamed(|_| "r7".into());
        assert_eq!(renamed.id, correction("r7", 2, 4).id);
        assert_eq!(renamed.target.report.as_str(), "r7");
    }
}
