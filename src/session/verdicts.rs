//! What the reviewer decides about findings: confirmed or dismissed, with a reason. Kept in the review under the
//! finding's key, so that a new analysis finds it again.

use super::{Effect, Session};
use crate::review::{Edit, Judgement, Time, Verdict};

impl Session {
    /// What was decided about a finding.
    #[must_use]
    pub fn verdict(&self, finding: usize) -> Option<&Verdict> {
        self.verdicts_by_key.get(&self.findings.list.get(finding)?.key).map(|&at| &self.review.verdicts[at])
    }

    /// Decides about a finding, or takes the decision back where it is the same as before.
    pub(super) fn judge(
        &mut self,
        finding: usize,
        judgement: Option<Judgement>,
        reason: Option<String>,
    ) -> Vec<Effect> {
        let Some(key) = self.findings.list.get(finding).map(|finding| finding.key.clone()) else {
            return Vec::new();
        };
        let before = self.verdict(finding).cloned();
        let edit = match (judgement, before) {
            (None, None) => return Vec::new(),
            (None, Some(_)) => Edit::RemoveVerdict(key),
            (Some(verdict), before) => {
                let kept = before.as_ref().map_or_else(String::new, |before| before.reason.clone());
                let reason = reason.unwrap_or(kept);
                if before.is_some_and(|before| before.verdict == verdict && before.reason == reason) {
                    return Vec::new();
                }
                let author = self.reviewer().to_owned();
                self.review.judge(Verdict { finding: key, verdict, reason, author, at: Time::now() })
            }
        };
        self.make(edit);
        Vec::new()
    }

    /// The same for the finding that is walked on; asking for what it is already takes it back.
    pub(super) fn judge_chosen(&mut self, judgement: Judgement) -> Vec<Effect> {
        let Some(finding) = self.chosen.map(|chosen| chosen.finding) else { return Vec::new() };
        let is_so = self.verdict(finding).is_some_and(|verdict| verdict.verdict == judgement);
        self.judge(finding, (!is_so).then_some(judgement), None)
    }

    /// Where each finding's verdict stands in the review, after the review has changed.
    pub(super) fn refresh_verdicts(&mut self) {
        let verdicts = self.review.verdicts.iter().enumerate();
        self.verdicts_by_key = verdicts.map(|(at, verdict)| (verdict.finding.clone(), at)).collect();
    }
}
