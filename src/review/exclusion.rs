//! Rules that exclude findings: what a reviewer does not want to see again, beyond a single finding.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::digest::hex;
use super::{ReportKey, Time};
use crate::text::normalize;

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
    /// A text in all reports: passages that it contains, or findings of a check that mark it. For passages it is a set
    /// phrase of the review as well ([`Review::set_phrases`](super::Review::set_phrases)), so that the next analysis does not report it.
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
                let digest =
                    hex(Sha256::digest(text.as_bytes()).first_chunk::<8>().expect("a SHA-256 is longer"));
                format!("text:{}:{digest}", check.as_deref().unwrap_or(""))
            }
            Self::CheckIn(check, report) => format!("check:{check}:{}", report.as_str()),
            Self::Check(check) => format!("check:{check}"),
        }
    }
}

/// What rules need to know of a finding.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Id of the check that found it; `None` for a passage.
    pub check: Option<&'a str>,
    /// For each of its places the key of the report; `None` for a report without one.
    pub reports: &'a [Option<&'a ReportKey>],
}

/// The rules of a review, prepared for matching.
#[derive(Debug)]
pub struct Rules<'a> {
    /// Each rule with its normalised text; empty for a rule about something else.
    rules: Vec<(&'a Exclusion, String)>,
}

impl<'a> Rules<'a> {
    /// Prepares rules. Linear in their texts.
    #[must_use]
    pub fn new(rules: &'a [Exclusion]) -> Self {
        let text = |rule: &Exclusion| match &rule.what {
            Excluded::Text { text, .. } => normalized(text),
            _ => String::new(),
        };
        Self { rules: rules.iter().map(|rule| (rule, text(rule))).collect() }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The first rule that excludes a finding, with its index. `text` gives the source text of a place by the place's
    /// index; it is called for rules about text only.
    #[must_use]
    pub fn first<'t>(
        &self,
        subject: Subject<'_>,
        text: impl Fn(usize) -> Option<&'t str>,
    ) -> Option<(usize, &'a Exclusion)> {
        let texts: OnceCell<Vec<String>> = OnceCell::new();
        // A check's finding is about its first place.
        let places = if subject.check.is_some() { 1 } else { subject.reports.len() };
        let texts = || texts.get_or_init(|| (0..places).filter_map(&text).map(normalized).collect());
        self.rules.iter().enumerate().find_map(|(index, (rule, wanted))| {
            let is_excluded = match &rule.what {
                Excluded::Pair(one, other) => lie_in(subject.reports, one, other),
                Excluded::Text { check, .. } if check.as_deref() != subject.check => false,
                Excluded::Text { check: Some(_), .. } => texts().iter().any(|words| words == wanted),
                Excluded::Text { check: None, .. } => {
                    texts().iter().any(|words| !words.is_empty() && wanted.contains(words.as_str()))
                }
                Excluded::CheckIn(id, report) => {
                    subject.check == Some(id) && subject.reports.first() == Some(&Some(report))
                }
                Excluded::Check(id) => subject.check == Some(id),
            };
            is_excluded.then_some((index, *rule))
        })
    }
}

fn normalized(text: &str) -> String {
    normalize(text).symbols.into_iter().collect()
}

/// Whether several places lie in two reports, at least one in each.
fn lie_in(reports: &[Option<&ReportKey>], one: &ReportKey, other: &ReportKey) -> bool {
    let both = [one, other];
    reports.len() > 1
        && reports.iter().all(|key| key.is_some_and(|key| both.contains(&key)))
        && both.iter().all(|wanted| reports.contains(&Some(*wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_excluded_by_a_text_that_contains_any_of_its_places() {
        let text = |text: &str, check: Option<&str>| {
            let check = check.map(str::to_owned);
            Exclusion::new(Excluded::Text { text: text.to_owned(), check }, "", "")
        };
        let rules = [text("全县各 部门抓好落实，", None), text("三十五件", Some("sum"))];
        let rules = Rules::new(&rules);
        let (one, other) = (ReportKey::from("r1"), ReportKey::from("r2"));
        let first = |check: Option<&'static str>, texts: [&'static str; 2]| {
            let subject = Subject { check, reports: &[Some(&one), Some(&other)] };
            rules.first(subject, |place| texts.get(place).copied()).map(|(index, _)| index)
        };
        assert_eq!(first(None, ["各部门抓好落实", "别的"]), Some(0));
        assert_eq!(first(None, ["别的", "全县各部门抓好落实，"]), Some(0), "its other place");
        assert_eq!(first(None, ["全县各部门抓好落实，并督促", "别的"]), None, "more than the text");
        assert_eq!(first(None, ["", ""]), None);
        assert_eq!(first(Some("sum"), ["三十五件", "别的"]), Some(1));
        assert_eq!(first(Some("sum"), ["别的", "三十五件"]), None, "the subject is its first place");
        assert_eq!(first(Some("other"), ["三十五件", "别的"]), None);
    }
}
