//! The list of findings as it is shown: filtered, grouped, in order. Made anew when something it depends on changes,
//! never in a frame.

use std::collections::{BTreeMap, HashSet};

use super::query::{Candidate, Query};
use super::{Effect, Finding, MarkKind, ReportId, Session};
use crate::message::Message;

/// How the list is put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Grouping {
    /// One list, the weightiest first.
    #[default]
    None,
    /// By the reports that it stands in.
    Reports,
    /// By kind.
    Kind,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// What the following findings have in common, and how many there are.
    Heading(Common, usize),
    /// A finding, by its index.
    Finding(usize),
}

/// What findings of one group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Common {
    /// They lie in one report.
    Report(ReportId),
    /// They lie in these two.
    Pair(ReportId, ReportId),
    /// They lie in three reports or more.
    Several,
    /// They are of one kind.
    Kind(MarkKind),
    /// One check says them; this is its name, an id of the message catalogue.
    Check(&'static str),
}

/// The list and what it was made from.
#[derive(Debug, Default)]
pub struct Listing {
    /// The filter's words as they were typed.
    pub filter: String,
    /// What is wrong with them; then the list is as it was.
    pub trouble: Option<Message>,
    /// The rows from top to bottom.
    pub rows: Vec<ListRow>,
    /// How many findings there are without the filter.
    pub unfiltered: usize,
    query: Query,
    /// The findings of `rows`, in their order.
    order: Vec<usize>,
}

impl Listing {
    /// The findings that are listed, in their order.
    #[must_use]
    pub fn findings(&self) -> &[usize] {
        &self.order
    }

    /// The place of a finding among those listed, from 0.
    #[must_use]
    pub fn position(&self, finding: usize) -> Option<usize> {
        self.order.iter().position(|&listed| listed == finding)
    }
}

impl Session {
    pub(super) fn set_filter(&mut self, words: String) -> Vec<Effect> {
        match Query::parse(&words) {
            Ok(query) => {
                self.listing.query = query;
                self.listing.trouble = None;
            }
            Err(trouble) => self.listing.trouble = Some(trouble),
        }
        self.listing.filter = words;
        self.relist();
        Vec::new()
    }

    /// Makes the list anew.
    pub(super) fn relist(&mut self) {
        let noted: HashSet<usize> = self.noted_findings();
        let mut order = Vec::new();
        let mut unfiltered = 0;
        for (index, finding) in self.findings.list.iter().enumerate() {
            let phrase = finding.kind == MarkKind::Phrase;
            if phrase && !self.settings.show_phrases && !self.listing.query.names_phrases() {
                continue;
            }
            unfiltered += 1;
            if self.listing.query.is_empty() || self.admits(index, finding, noted.contains(&index)) {
                order.push(index);
            }
        }
        self.listing.unfiltered = unfiltered;
        self.listing.rows = match self.settings.grouping {
            Grouping::None => order.iter().copied().map(ListRow::Finding).collect(),
            grouping => grouped(&self.findings.list, grouping, &order),
        };
        let listed = self.listing.rows.iter().filter_map(|row| match row {
            ListRow::Finding(finding) => Some(*finding),
            ListRow::Heading(..) => None,
        });
        self.listing.order = listed.collect();
        self.marks_revision += 1;
    }

    fn admits(&self, index: usize, finding: &Finding, noted: bool) -> bool {
        let mut reports: Vec<(usize, &str, String)> = Vec::new();
        let mut text = "";
        for (order, place) in finding.places.iter().enumerate() {
            let Some(at) = self.entries.iter().position(|entry| entry.id == place.report) else { continue };
            let Some(document) = self.entries[at].document() else { continue };
            if order == 0 {
                text = document.text().slice(place.span);
            }
            if !reports.iter().any(|(number, ..)| *number == at + 1) {
                reports.push((at + 1, &document.title, self.entries[at].file_name()));
            }
        }
        self.listing.query.admits(&Candidate {
            kind: finding.kind,
            check: finding.check.as_ref().map(|checked| (checked.id, checked.severity)),
            characters: finding.characters,
            verdict: self.verdict(index).map(|verdict| verdict.verdict),
            noted,
            reports: &reports,
            text,
        })
    }

    /// The findings on one of whose places a note stands.
    fn noted_findings(&self) -> HashSet<usize> {
        let mut noted = HashSet::new();
        for (report, notes) in &self.note_marks {
            for note in notes {
                let touched = self.findings.marks_in(*report, note.span);
                noted.extend(touched.map(|mark| mark.finding));
            }
        }
        noted
    }
}

/// The findings under headings; groups stand where their weightiest finding would.
fn grouped(list: &[Finding], grouping: Grouping, order: &[usize]) -> Vec<ListRow> {
    let common = |finding: &Finding| match grouping {
        Grouping::Kind => match &finding.check {
            Some(checked) => Common::Check(checked.name),
            None => Common::Kind(finding.kind),
        },
        Grouping::None | Grouping::Reports => {
            let mut reports: Vec<ReportId> = finding.places.iter().map(|place| place.report).collect();
            reports.sort_unstable();
            reports.dedup();
            match reports.as_slice() {
                [one] => Common::Report(*one),
                [left, right] => Common::Pair(*left, *right),
                _ => Common::Several,
            }
        }
    };
    let mut groups: BTreeMap<Common, Vec<usize>> = BTreeMap::new();
    for &finding in order {
        groups.entry(common(&list[finding])).or_default().push(finding);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, findings)| findings[0]);
    let rows = groups.into_iter().flat_map(|(common, findings)| {
        let heading = ListRow::Heading(common, findings.len());
        std::iter::once(heading).chain(findings.into_iter().map(ListRow::Finding))
    });
    rows.collect()
}
