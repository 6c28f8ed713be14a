//! What a reviewer decided about the rows of the ledger of figures, by the words of the figures: rows joined and parted,
//! names, hidden rows, synonyms.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::digest::hex;
use super::{ReportKey, Time};
use crate::figures::{Decisions, Kind, Period, Subject};

/// A decision about the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRule {
    /// What was decided.
    pub what: LedgerChange,
    /// Id derived from `what`, so that two reviewers' equal decisions are one.
    pub id: String,
    /// Name of the person who decided; empty if unknown.
    #[serde(default)]
    pub author: String,
    /// Time of the decision.
    #[serde(default)]
    pub at: Time,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LedgerChange {
    /// Both are one row.
    Join(Indicator, Indicator),
    /// The figures are joined with others only where [`Join`](Self::Join) says so.
    Part(Indicator),
    /// The row of these figures has this name.
    Rename(Indicator, String),
    /// The row of these figures is hidden.
    Hide(Indicator),
    /// Words that name one thing; the first stands for all.
    Synonyms(Vec<String>),
}

/// Figures by their words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The words, as a report has them.
    pub words: String,
    /// The unit.
    #[serde(default)]
    pub unit: String,
    /// The kind.
    #[serde(default)]
    pub kind: Kind,
    /// Whether the figures are planned.
    #[serde(default)]
    pub planned: bool,
    /// The time that they are about.
    #[serde(default)]
    pub period: Period,
    /// The report, if only its figures are meant.
    #[serde(default)]
    pub report: Option<ReportKey>,
}

impl LedgerRule {
    /// A decision, made now.
    #[must_use]
    pub fn new(what: LedgerChange, author: &str) -> Self {
        let id = what.id();
        Self { what, id, author: author.to_owned(), at: Time::now() }
    }
}

impl LedgerChange {
    /// The figures that it names.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        let named = match self {
            Self::Join(one, other) => [Some(one), Some(other)],
            Self::Part(one) | Self::Rename(one, _) | Self::Hide(one) => [Some(one), None],
            Self::Synonyms(_) => [None, None],
        };
        named.into_iter().flatten()
    }

    /// The reports that it names.
    pub fn reports(&self) -> impl Iterator<Item = &ReportKey> {
        self.indicators().filter_map(|indicator| indicator.report.as_ref())
    }

    /// The decision with the names of reports replaced.
    #[must_use]
    pub(super) fn renamed(&self, name: impl Fn(&ReportKey) -> ReportKey) -> Self {
        let renamed = |indicator: &Indicator| Indicator {
            report: indicator.report.as_ref().map(&name),
            ..indicator.clone()
        };
        match self {
            Self::Join(one, other) => Self::Join(renamed(one), renamed(other)),
            Self::Part(one) => Self::Part(renamed(one)),
            Self::Rename(one, words) => Self::Rename(renamed(one), words.clone()),
            Self::Hide(one) => Self::Hide(renamed(one)),
            Self::Synonyms(_) => self.clone(),
        }
    }

    /// Id of a decision: the same for equal ones.
    #[must_use]
    pub fn id(&self) -> String {
        let (name, mut said) = match self {
            Self::Join(one, other) => ("join", vec![one.canonical(), other.canonical()]),
            Self::Part(one) => ("part", vec![one.canonical()]),
            Self::Rename(one, name) => ("name", vec![one.canonical(), name.clone()]),
            Self::Hide(one) => ("hide", vec![one.canonical()]),
            Self::Synonyms(words) => ("words", words.clone()),
        };
        if matches!(self, Self::Join(..)) {
            said.sort();
        }
        let digest = Sha256::digest(said.join("\n").as_bytes());
        format!("{name}:{}", hex(digest.first_chunk::<8>().expect("a SHA-256 is longer")))
    }
}

impl Indicator {
    fn canonical(&self) -> String {
        let Self { words, unit, kind, planned, period, report } = self;
        let report = report.as_ref().map_or("", |report| report.as_str());
        format!("{words}\t{unit}\t{}\t{planned}\t{}\t{report}", kind.id(), period.id())
    }

    /// The figures of a row's subject. `key` gives the key of the report with an index.
    #[must_use]
    pub fn of(subject: &Subject, key: impl Fn(usize) -> Option<ReportKey>) -> Self {
        Self {
            words: subject.words.clone(),
            unit: subject.unit.clone(),
            kind: subject.kind,
            planned: subject.planned,
            period: subject.period,
            report: subject.report.and_then(key),
        }
    }

    /// The subject that it means among reports with these keys; `None` if its report is not among them.
    #[must_use]
    pub fn subject(&self, keys: &[Option<&ReportKey>]) -> Option<Subject> {
        let report = match &self.report {
            None => None,
            Some(report) => Some(keys.iter().position(|key| *key == Some(report))?),
        };
        Some(Subject {
            words: self.words.clone(),
            unit: self.unit.clone(),
            kind: self.kind,
            planned: self.planned,
            period: self.period,
            report,
        })
    }
}

impl LedgerRule {
    /// The decisions about the ledger of reports with these keys in the review. A decision about a report that is not
    /// among them has no effect.
    #[must_use]
    pub fn decisions(rules: &[Self], keys: &[Option<&ReportKey>]) -> Decisions {
        let mut decisions = Decisions::default();
        // The later of two names holds, whatever the order of the list.
        let mut rules: Vec<&Self> = rules.iter().collect();
        rules.sort_by_key(|rule| rule.at.instant());
        for rule in rules {
            match &rule.what {
                LedgerChange::Join(one, other) => {
                    decisions.joined.extend(one.subject(keys).zip(other.subject(keys)));
                }
                LedgerChange::Part(one) => decisions.apart.extend(one.subject(keys)),
                LedgerChange::Rename(one, name) => {
                    decisions.names.extend(one.subject(keys).map(|subject| (subject, name.clone())));
                }
                LedgerChange::Hide(one) => decisions.hidden.extend(one.subject(keys)),
                LedgerChange::Synonyms(words) => {
                    decisions.synonyms.add(&words.iter().map(String::as_str).collect::<Vec<_>>());
                }
            }
        }
        decisions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(words: &str, report: Option<&str>) -> Indicator {
        Indicator {
            words: words.to_owned(),
            unit: "件".to_owned(),
            kind: Kind::Count,
            planned: false,
            period: Period::Year,
            report: report.map(ReportKey::from),
        }
    }

    #[test]
    fn equal_decisions_have_one_id() {
        let join = |one: &str, other: &str| LedgerChange::Join(indicator(one, None), indicator(other, None));
        assert_eq!(join("甲", "乙").id(), join("乙", "甲").id());
        assert_ne!(join("甲", "乙").id(), join("甲", "丙").id());
        let part = |report| LedgerChange::Part(indicator("甲", report)).id();
        assert_ne!(part(None), part(Some("r2")));
        assert_ne!(part(None), LedgerChange::Hide(indicator("甲", None)).id());
    }

    #[test]
    fn decisions_are_about_the_reports_at_hand() {
        let rule = |what, at: &str| LedgerRule { at: at.into(), ..LedgerRule::new(what, "林校") };
        let name = |name: &str| LedgerChange::Rename(indicator("甲", None), name.to_owned());
        let rules = [
            rule(name("后来的"), "2026-01-05T10:00:00+08:00"),
            rule(name("先前的"), "2026-01-05T09:00:00+08:00"),
            rule(LedgerChange::Part(indicator("甲", Some("r2"))), "2026-01-05T09:00:00+08:00"),
            rule(LedgerChange::Part(indicator("甲", Some("r9"))), "2026-01-05T09:00:00+08:00"),
        ];
        let (r1, r2) = (ReportKey::from("r1"), ReportKey::from("r2"));
        let found = LedgerRule::decisions(&rules, &[Some(&r1), None, Some(&r2)]);
        assert_eq!(found.names.last().unwrap().1, "后来的");
        assert_eq!(found.apart.iter().map(|one| one.report).collect::<Vec<_>>(), [Some(2)]);
    }
}
