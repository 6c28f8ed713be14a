//! Which findings the rules of the review exclude.

use super::sources::Sources;
use crate::review::{Excluded, ReportKey};
use crate::session::analysis::Finding;
use crate::text::normalize;

/// For each finding the index of the first rule that excludes it. Without rules about text, linear in the findings and
/// rules; with them, linear in the text of the findings as well.
pub(super) fn exclusions(sources: Sources<'_>) -> Vec<Option<usize>> {
    let rules: Vec<Rule<'_>> =
        sources.review.review().exclusions.iter().map(|rule| Rule::new(&rule.what)).collect();
    if rules.is_empty() {
        return vec![None; sources.findings.list.len()];
    }
    let list = sources.findings.list.iter();
    list.map(|finding| rules.iter().position(|rule| rule.excludes(finding, sources))).collect()
}

struct Rule<'a> {
    what: &'a Excluded,
    /// The normalised text of a rule about text.
    text: String,
}

impl<'a> Rule<'a> {
    fn new(what: &'a Excluded) -> Self {
        let text = match what {
            Excluded::Text { text, .. } => normalize(text).symbols.into_iter().collect(),
            _ => String::new(),
        };
        Self { what, text }
    }

    fn excludes(&self, finding: &Finding, sources: Sources<'_>) -> bool {
        let key = |at: usize| sources.review.binding().key(finding.places[at].report);
        let check = finding.check.as_ref().map(|check| check.id);
        match self.what {
            Excluded::Pair(left, right) => {
                let keys: Vec<Option<&ReportKey>> = (0..finding.places.len()).map(key).collect();
                let both = [left, right];
                keys.len() > 1
                    && keys.iter().all(|key| key.is_some_and(|key| both.contains(&key)))
                    && both.iter().all(|wanted| keys.contains(&Some(*wanted)))
            }
            Excluded::Text { check: of, .. } => {
                if of.as_deref() != check || self.text.chars().count() < finding.characters.min(4) {
                    return false;
                }
                let place = finding.places[0];
                let Some(document) = sources.library.document(place.report) else { return false };
                let words: String =
                    normalize(document.text().slice(place.span)).symbols.into_iter().collect();
                if check.is_some() { words == self.text } else { self.text.contains(&words) }
            }
            Excluded::CheckIn(id, report) => check == Some(id.as_str()) && key(0) == Some(report),
            Excluded::Check(id) => check == Some(id.as_str()),
        }
    }
}
