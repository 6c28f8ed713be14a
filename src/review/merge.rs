//! Merges two versions of a review, entry by entry. With a common base version, a change on one side is taken;
//! without one, everything of both is kept. Where both sides changed an entry differently, both versions stay: the
//! later one under its id, the other as a copy with the tag [`CONFLICT`]. Replies of a note are merged on their own. Nothing written on either side is lost, and
//! merging the same reviews again changes nothing more. Reports are matched in `merge/reports.rs`.

mod reports;

use std::collections::{HashMap, HashSet};

use super::{
    Category, Correction, Exclusion, JudgedPlace, LedgerRule, Note, NoteId, Review, SCHEMA, Time, Verdict,
    id, reply,
};
use reports::Reports;

/// Tag of a note kept as the losing side of a conflict.
pub const CONFLICT: &str = "冲突";

/// The result of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Everything of both versions. Reports have the keys of the left version.
    pub review: Review,
    /// Ids of the conflict copies: the losing version of each entry that both sides had changed.
    pub conflicts: Vec<NoteId>,
    /// Losing verdicts with the note that each became. Its words are the reason only: [`Merged::describe`] adds what the
    /// verdict was.
    pub verdicts: Vec<(NoteId, Verdict)>,
    /// Number of notes, verdicts and rules that differ from the left version: new, changed or removed.
    pub taken: usize,
}

impl Merged {
    /// Puts what each losing verdict was before its reason in the note that it became, in the words of the reader's language.
    pub fn describe(&mut self, words: impl Fn(&Verdict) -> String) {
        for (id, verdict) in &self.verdicts {
            if let Some(note) = self.review.notes.iter_mut().find(|note| note.id == *id) {
                format!("{}\n{}", words(verdict), verdict.reason).trim_end().clone_into(&mut note.body);
            }
        }
    }
}

/// Merges `right` into `left`; `base` is their common ancestor, if known. Ids must be unique in each version. Linear
/// in the number of notes. Reports are the same if their paths or contents (SHA-256) are equal.
///
/// ```
/// use jiaokan::review::merge::merge;
/// use jiaokan::review::{Category, Note, Review};
///
/// let mut left = Review::new("年度审阅");
/// let mut right = left.clone();
/// left.notes.push(Note::new(Vec::new(), Category::Wording, "林校", "语句重复。"));
/// right.notes.push(Note::new(Vec::new(), Category::Question, "陈核", "数字从何而来？"));
/// let merged = merge(None, &left, &right);
/// assert_eq!((merged.review.notes.len(), merged.conflicts.len()), (2, 0));
/// ```
#[must_use]
pub fn merge(base: Option<&Review>, left: &Review, right: &Review) -> Merged {
    let known = Reports::of(base, left, right);
    let renamed: Vec<Note> = right.notes.iter().map(|note| known.renamed(note)).collect();
    let base_notes = base.map_or(&[][..], |base| &base.notes);
    let notes = three_way(base_notes, &left.notes, &renamed);
    let base_verdicts = base.map_or(&[][..], |base| &base.verdicts);
    let judged: Vec<Verdict> = right.verdicts.iter().map(|verdict| known.renamed_verdict(verdict)).collect();
    let verdicts = three_way(base_verdicts, &left.verdicts, &judged);
    let base_rules = base.map_or(&[][..], |base| &base.exclusions);
    let rules: Vec<Exclusion> = right.exclusions.iter().map(|rule| known.renamed_rule(rule)).collect();
    let exclusions = three_way(base_rules, &left.exclusions, &rules);
    let base_ledger = base.map_or(&[][..], |base| &base.ledger);
    let decisions: Vec<LedgerRule> = right.ledger.iter().map(|rule| known.renamed_decision(rule)).collect();
    let ledger = three_way(base_ledger, &left.ledger, &decisions);

    let base_corrections = base.map_or(&[][..], |base| &base.corrections);
    let corrected: Vec<Correction> =
        right.corrections.iter().map(|correction| known.renamed_correction(correction)).collect();
    let mut corrections = three_way(base_corrections, &left.corrections, &corrected);
    corrections.part_overlapping();

    let mut merged = notes.kept;
    let copies = notes.losing.iter().map(|note| (copy_of_note(note), None));
    let copies = copies.chain(verdicts.losing.iter().map(|lost| (note_of_verdict(lost), Some(lost))));
    let copies = copies.chain(corrections.losing.iter().map(|lost| (note_of_correction(lost), None)));
    let mut lost = Vec::new();
    let mut ids: HashSet<NoteId> = merged.iter().map(|note| note.id.clone()).collect();
    let mut conflicts = Vec::new();
    for (copy, verdict) in copies {
        if ids.insert(copy.id.clone()) {
            lost.extend(verdict.map(|verdict| (copy.id.clone(), verdict.clone())));
            conflicts.push(copy.id.clone());
            merged.push(copy);
        }
    }
    let review = Review {
        schema: SCHEMA,
        title: title(base, left, right),
        created: earlier(&left.created, &right.created),
        modified: later(&left.modified, &right.modified),
        reports: known.merged(&merged, &verdicts.kept, &exclusions.kept, &ledger.kept, &corrections.kept),
        notes: merged,
        verdicts: verdicts.kept,
        exclusions: exclusions.kept,
        ledger: ledger.kept,
        corrections: corrections.kept,
    };
    let taken = notes.taken.saturating_add(verdicts.taken).saturating_add(exclusions.taken);
    let taken = taken.saturating_add(ledger.taken).saturating_add(corrections.taken);
    let taken = taken.saturating_add(conflicts.len());
    Merged { review, conflicts, verdicts: lost, taken }
}

/// The merge of one list of entries.
struct Lists<T> {
    kept: Vec<T>,
    /// Losing sides of conflicts.
    losing: Vec<T>,
    taken: usize,
}

/// An entry that both versions may have.
trait Entry: Clone {
    fn id(&self) -> &str;
    /// Equality except for the time of the last change and for parts that are merged on their own.
    fn agrees(&self, other: &Self) -> bool;
    /// Equality except for the time of the last change.
    fn is_unchanged(&self, other: &Self) -> bool {
        self.agrees(other)
    }
    /// This version with the merged parts of both sides.
    fn joined(&self, _before: Option<&Self>, _ours: &Self, _theirs: &Self) -> Self {
        self.clone()
    }
    fn changed_at(&self) -> &Time;
    /// A canonical form that orders two versions changed in the same second, independent of the side.
    fn content(&self) -> String;
}

impl Entry for Note {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn agrees(&self, other: &Self) -> bool {
        self.differs_in_replies_only(other)
    }

    fn is_unchanged(&self, other: &Self) -> bool {
        self.says_the_same(other)
    }

    fn joined(&self, before: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let before = before.map_or(&[][..], |before| &before.replies);
        let replies = reply::merged(before, &ours.replies, &theirs.replies);
        Self { replies, ..self.clone() }
    }

    fn changed_at(&self) -> &Time {
        &self.modified
    }

    fn content(&self) -> String {
        // Report keys are left out, since they differ between files.
        let places: Vec<_> = self.targets.iter().map(|t| (t.start, t.end, &t.exact)).collect();
        let Self { category, severity, status, tags, author, created, body, .. } = self;
        format!("{places:?} {category:?} {severity:?} {status:?} {tags:?} {author:?} {created:?} {body:?}")
    }
}

impl Entry for Verdict {
    fn id(&self) -> &str {
        &self.finding
    }

    fn agrees(&self, other: &Self) -> bool {
        (self.verdict, &self.reason, &self.author) == (other.verdict, &other.reason, &other.author)
    }

    fn changed_at(&self) -> &Time {
        &self.at
    }

    fn content(&self) -> String {
        format!("{:?} {:?} {:?}", self.verdict, self.reason, self.author)
    }
}

impl Entry for Exclusion {
    fn id(&self) -> &str {
        &self.id
    }

    /// Equal rules agree, whatever reason was given: the later one is kept.
    fn agrees(&self, other: &Self) -> bool {
        self.what == other.what
    }

    fn changed_at(&self) -> &Time {
        &self.at
    }

    fn content(&self) -> String {
        format!("{:?} {:?}", self.reason, self.author)
    }
}

impl Entry for LedgerRule {
    fn id(&self) -> &str {
        &self.id
    }

    /// Equal decisions agree, whoever made them: the later one is kept.
    fn agrees(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn changed_at(&self) -> &Time {
        &self.at
    }

    fn content(&self) -> String {
        format!("{:?} {:?}", self.author, self.what)
    }
}

impl Entry for Correction {
    fn id(&self) -> &str {
        &self.id
    }

    fn agrees(&self, other: &Self) -> bool {
        (&self.target, &self.text) == (&other.target, &other.text)
    }

    fn changed_at(&self) -> &Time {
        &self.at
    }

    fn content(&self) -> String {
        format!("{:?} {:?} {:?}", self.target.exact, self.text, self.author)
    }
}

impl Lists<Correction> {
    /// Of corrections whose places overlap the later one stays.
    fn part_overlapping(&mut self) {
        let mut all = std::mem::take(&mut self.kept);
        // In the order of their places, and of two at one place the later one first.
        let mut sorted: Vec<usize> = (0..all.len()).collect();
        let key = |at: &usize| {
            all.get(*at).map(|one| (one.target.report.clone(), one.target.start, one.target.end))
        };
        sorted.sort_by_key(key);
        let mut losing: HashSet<usize> = HashSet::new();
        let mut last: Option<usize> = None;
        for at in sorted {
            let pair = last.and_then(|last| Some((last, all.get(last)?, all.get(at)?)));
            match pair {
                Some((last, one, other)) if one.overlaps(other) => {
                    if is_later(one, other) {
                        losing.insert(at);
                        continue;
                    }
                    losing.insert(last);
                }
                _ => {}
            }
            last = Some(at);
        }
        for (at, correction) in all.drain(..).enumerate() {
            let list = if losing.contains(&at) { &mut self.losing } else { &mut self.kept };
            list.push(correction);
        }
    }
}

/// The left list with the right side's changes applied.
fn three_way<T: Entry>(base: &[T], left: &[T], right: &[T]) -> Lists<T> {
    let by_id = |list: &[T]| -> HashMap<String, T> {
        list.iter().map(|entry| (entry.id().to_owned(), entry.clone())).collect()
    };
    let (base, on_right) = (by_id(base), by_id(right));
    let mut lists = Lists { kept: Vec::with_capacity(left.len()), losing: Vec::new(), taken: 0 };
    let mut on_left = HashSet::with_capacity(left.len());
    for ours in left {
        on_left.insert(ours.id());
        let before = base.get(ours.id());
        match on_right.get(ours.id()) {
            Some(theirs) => lists.settle(before, ours, theirs),
            // Removed on the right: removed here too, unless it was changed on the left.
            None if before.is_some_and(|before| before.is_unchanged(ours)) => {
                lists.taken = lists.taken.saturating_add(1);
            }
            None => lists.kept.push(ours.clone()),
        }
    }
    for theirs in right.iter().filter(|theirs| !on_left.contains(theirs.id())) {
        let was_deleted = base.get(theirs.id()).is_some_and(|before| before.is_unchanged(theirs));
        if !was_deleted {
            lists.taken = lists.taken.saturating_add(1);
            lists.kept.push(theirs.clone());
        }
    }
    lists
}

impl<T: Entry> Lists<T> {
    /// Merges an entry that both sides have.
    fn settle(&mut self, before: Option<&T>, ours: &T, theirs: &T) {
        let unchanged = |entry: &T| before.is_some_and(|before| before.agrees(entry));
        let (later, other) = if is_later(ours, theirs) { (ours, theirs) } else { (theirs, ours) };
        let winner = if ours.agrees(theirs) {
            later
        } else if unchanged(theirs) {
            ours
        } else if unchanged(ours) {
            theirs
        } else {
            self.losing.push(other.clone());
            later
        };
        let kept = winner.joined(before, ours, theirs);
        self.taken = self.taken.saturating_add(usize::from(!kept.is_unchanged(ours)));
        self.kept.push(kept);
    }
}

/// Whether `first` was changed later than `second`. Ties are decided by content, independent of the side, so that both
/// reviewers get the same result.
fn is_later<T: Entry>(first: &T, second: &T) -> bool {
    let when = |entry: &T| entry.changed_at().instant();
    when(first).cmp(&when(second)).then_with(|| first.content().cmp(&second.content())).is_ge()
}

fn copy_of_note(note: &Note) -> Note {
    // The replies of both versions are under the winning one.
    let mut copy = Note { id: id_of_copy(note), replies: Vec::new(), ..note.clone() };
    if !copy.tags.iter().any(|tag| tag == CONFLICT) {
        copy.tags.push(CONFLICT.to_owned());
    }
    copy
}

/// A losing verdict as a note on the places that it was about, since a finding has only one verdict.
fn note_of_verdict(verdict: &Verdict) -> Note {
    Note {
        id: id_of_copy(verdict),
        tags: vec![CONFLICT.to_owned()],
        created: verdict.at.clone(),
        modified: verdict.at.clone(),
        ..Note::new(
            verdict.places.iter().map(JudgedPlace::target).collect(),
            Category::Question,
            &verdict.author,
            &verdict.reason,
        )
    }
}

/// A losing correction as a note on its place: what was read there, and what was put in its place.
fn note_of_correction(correction: &Correction) -> Note {
    let Correction { target, text, author, at, .. } = correction;
    Note {
        id: id_of_copy(correction),
        tags: vec![CONFLICT.to_owned()],
        created: at.clone(),
        modified: at.clone(),
        ..Note::new(vec![target.clone()], Category::Wording, author, &format!("{} → {text}", target.exact))
    }
}

/// Id of a conflict copy, derived from its content, so that merging again makes no second copy.
fn id_of_copy<T: Entry>(entry: &T) -> NoteId {
    NoteId::from(id::derived(&format!("{}\n{}", entry.id(), entry.content())).as_str())
}

fn title(base: Option<&Review>, left: &Review, right: &Review) -> String {
    let before = base.map_or("", |base| base.title.as_str());
    let (left, right) = (left.title.as_str(), right.title.as_str());
    if right == before || left.contains(right) {
        left.to_owned()
    } else if left == before || right.contains(left) {
        right.to_owned()
    } else {
        format!("{left} / {right}")
    }
}

fn earlier(left: &Time, right: &Time) -> Time {
    let known = [left, right].into_iter().filter(|time| time.instant().is_some());
    known.min_by_key(|time| time.instant()).unwrap_or(left).clone()
}

fn later(left: &Time, right: &Time) -> Time {
    if right.instant() > left.instant() { right } else { left }.clone()
}

#[cfg(test)]
mod tests;
