//! Verdicts on findings: confirmed or dismissed, with a reason. The review stores them under the finding's key, which is
//! the same in every analysis.

use super::model::ReviewState;
use crate::review::{Edit, JudgedPlace, Judgement, Time, Verdict};

impl ReviewState {
    /// The edit that judges a finding with these places, or reopens it; `None` if nothing changes.
    pub(in crate::session) fn judge(
        &self,
        key: &str,
        judgement: Option<Judgement>,
        reason: Option<String>,
        reviewer: &str,
        places: Vec<JudgedPlace>,
    ) -> Option<Edit> {
        let before = self.verdict(key);
        let Some(verdict) = judgement else {
            return before.map(|_| Edit::RemoveVerdict(key.to_owned()));
        };
        let reason = reason.or_else(|| before.map(|before| before.reason.clone())).unwrap_or_default();
        if before.is_some_and(|before| before.verdict == verdict && before.reason == reason) {
            return None;
        }
        let (finding, author) = (key.to_owned(), reviewer.to_owned());
        let verdict = Verdict { finding, verdict, reason, author, at: Time::now(), places };
        let index = self.review.verdicts.len();
        Some(match before {
            Some(_) => Edit::ReplaceVerdict(verdict),
            None => Edit::AddVerdict { index, verdict },
        })
    }

    /// Computes the index of all verdicts.
    pub(super) fn index_verdicts(&mut self) {
        let verdicts = self.review.verdicts.iter().enumerate();
        self.verdicts = verdicts.map(|(at, verdict)| (verdict.finding.clone(), at)).collect();
    }

    /// A verdict was inserted at this index, or at the end.
    pub(super) fn verdict_added(&mut self, key: &str, index: usize) {
        let index = index.min(self.review.verdicts.len() - 1);
        if index + 1 < self.review.verdicts.len() {
            for at in self.verdicts.values_mut().filter(|at| **at >= index) {
                *at += 1;
            }
        }
        self.verdicts.insert(key.to_owned(), index);
    }

    /// The verdict on a finding was removed.
    pub(super) fn verdict_removed(&mut self, key: &str) {
        if let Some(index) = self.verdicts.remove(key) {
            for at in self.verdicts.values_mut().filter(|at| **at > index) {
                *at -= 1;
            }
        }
    }
}
