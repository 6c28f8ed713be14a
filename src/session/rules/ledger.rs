//! Decisions about rows of the ledger of figures. Each command is one step of undo.

use crate::figures::{Subject, is_same_wording};
use crate::review::{Edit, Indicator, LedgerChange, LedgerRule, ReportKey};
use crate::session::Session;
use crate::session::context::Context;
use crate::session::ledger::messages::LedgerCommand;

impl Session {
    pub(in crate::session) fn apply_ledger(&mut self, command: LedgerCommand, cx: &mut Context) {
        let mut changes = Changes { session: self, added: Vec::new(), removed: Vec::new() };
        match command {
            LedgerCommand::Join(rows) => changes.join(&rows),
            LedgerCommand::Part(subjects) => changes.part(&subjects),
            LedgerCommand::Rename(subjects, name) => changes.rename(&subjects, name.trim()),
            LedgerCommand::Hide(subjects) => changes.hide(&subjects),
            LedgerCommand::Show(subjects) => {
                changes.remove(|what| matches!(what, LedgerChange::Hide(_)), &subjects);
            }
            LedgerCommand::Synonyms(words) => changes.add_words(&words),
            LedgerCommand::TakeBack(id) => changes.removed.push(id),
        }
        let (added, removed) = (changes.added, changes.removed);
        self.decide(added, removed, cx);
    }

    /// Makes and takes back decisions in one edit.
    fn decide(&mut self, added: Vec<LedgerChange>, mut removed: Vec<String>, cx: &mut Context) {
        let rules = &self.review.review().ledger;
        removed.retain(|id| rules.iter().any(|rule| rule.id == *id));
        let mut index = rules.len() - removed.len();
        let mut edits: Vec<Edit> = removed.iter().cloned().map(Edit::RemoveLedgerRule).collect();
        let mut ids: Vec<String> =
            rules.iter().map(|rule| rule.id.clone()).filter(|id| !removed.contains(id)).collect();
        for what in added {
            let rule = LedgerRule::new(what, self.reviewer());
            if !ids.contains(&rule.id) {
                ids.push(rule.id.clone());
                edits.push(Edit::AddLedgerRule { index, rule });
                index += 1;
            }
        }
        if let Some(name) = edits.last().map(Edit::name) {
            self.make_edit(Edit::All(edits), name, cx);
        }
    }

    /// The figures of a subject of the present table, by the review's key of its report.
    fn indicator(&mut self, subject: &Subject) -> Option<Indicator> {
        let Some(column) = subject.report else { return Some(Indicator::of(subject, |_| None)) };
        let report = self.ledger.table()?.columns.get(column)?.report;
        self.bind(report);
        let key = self.review.binding().key(report)?.clone();
        Some(Indicator::of(subject, |_| Some(key.clone())))
    }
}

/// Decisions to be made and taken back.
struct Changes<'a> {
    session: &'a mut Session,
    added: Vec<LedgerChange>,
    /// Ids of decisions.
    removed: Vec<String>,
}

impl Changes<'_> {
    fn join(&mut self, rows: &[Vec<Subject>]) {
        let all: Vec<&Subject> = rows.iter().flatten().collect();
        let Some((first, others)) = all.split_first() else { return };
        let Some(first) = self.session.indicator(first) else { return };
        for other in others {
            let Some(other) = self.session.indicator(other).filter(|other| *other != first) else { continue };
            self.added.push(LedgerChange::Join(first.clone(), other));
        }
    }

    /// Takes back what joins these figures to others, and what was joined through them stays one row.
    fn part(&mut self, subjects: &[Subject]) {
        for subject in subjects {
            let mut left = Vec::new();
            for rule in self.rules() {
                let LedgerChange::Join(one, other) = &rule.what else { continue };
                let (is_one, is_other) = (self.is_about(one, subject), self.is_about(other, subject));
                if is_one || is_other {
                    self.removed.push(rule.id.clone());
                    left.push(if is_one { other.clone() } else { one.clone() });
                }
            }
            for pair in left.windows(2) {
                self.added.push(LedgerChange::Join(pair[0].clone(), pair[1].clone()));
            }
            self.added.extend(self.session.indicator(subject).map(LedgerChange::Part));
        }
    }

    fn rename(&mut self, subjects: &[Subject], name: &str) {
        self.remove(|what| matches!(what, LedgerChange::Rename(..)), subjects);
        let Some(first) = subjects.first() else { return };
        if name.is_empty() || name == first.words {
            return;
        }
        let indicator = self.session.indicator(first);
        self.added.extend(indicator.map(|indicator| LedgerChange::Rename(indicator, name.to_owned())));
    }

    fn hide(&mut self, subjects: &[Subject]) {
        for subject in subjects {
            self.added.extend(self.session.indicator(subject).map(LedgerChange::Hide));
        }
    }

    fn add_words(&mut self, words: &[String]) {
        let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        if words.len() >= 2 {
            self.added.push(LedgerChange::Synonyms(words));
        }
    }

    /// Takes back the decisions of a kind about any of these figures.
    fn remove(&mut self, is_of_kind: impl Fn(&LedgerChange) -> bool, subjects: &[Subject]) {
        for rule in self.rules().into_iter().filter(|rule| is_of_kind(&rule.what)) {
            let about = |subject| rule.what.indicators().any(|one| self.is_about(one, subject));
            if subjects.iter().any(about) {
                self.removed.push(rule.id.clone());
            }
        }
    }

    fn rules(&self) -> Vec<LedgerRule> {
        self.session.review.review().ledger.clone()
    }

    /// Whether a decision's figures are those of a subject of the present table.
    fn is_about(&self, indicator: &Indicator, subject: &Subject) -> bool {
        let Some(table) = self.session.ledger.table() else { return false };
        let key = |column: &crate::session::LedgerColumn| -> Option<&ReportKey> {
            self.session.review.binding().key(column.report)
        };
        let keys: Vec<Option<&ReportKey>> = table.columns.iter().map(key).collect();
        indicator.subject(&keys).is_some_and(|found| is_same_wording(&found, subject, &table.synonyms))
    }
}
