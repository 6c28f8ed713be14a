//! Undo and redo of a review's edits, and whether the review differs from its saved state.

use super::{Edit, EditError, Review};
use crate::message::Message;

/// The undo and redo stacks of one review, without limit.
///
/// ```text
/// done  [step 1, step 2]  ← present: revision 2 →  [step 3] undone
/// ```
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Number of the most recent step ever made.
    last: u64,
    saved: Revision,
    /// Every change since the last [`take_log`](History::take_log) as it was applied, undo and redo included.
    log: Vec<Edit>,
}

/// Identifies one state of a review within its [`History`]. Undo returns to the same revision; a new edit never does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Revision(u64);

#[derive(Clone, Debug)]
struct Step {
    name: &'static str,
    /// The state after this step.
    revision: Revision,
    /// The inverse edit while the step is done; the edit itself while it is undone.
    inverse: Edit,
}

impl History {
    /// The history of a review that was just loaded or created: nothing to undo, nothing to save.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies an edit and records it under the edit's own name. Clears the redo stack.
    pub fn apply(&mut self, review: &mut Review, edit: Edit) -> Result<(), EditError> {
        let name = edit.name();
        self.apply_named(review, edit, name)
    }

    /// Like [`apply`](Self::apply), recorded under another message id, such as `edit-change-note`.
    pub fn apply_named(
        &mut self,
        review: &mut Review,
        edit: Edit,
        name: &'static str,
    ) -> Result<(), EditError> {
        let logged = edit.clone();
        let inverse = edit.apply(review)?;
        self.log.push(logged);
        self.last = self.last.wrapping_add(1);
        self.done.push(Step { name, revision: Revision(self.last), inverse });
        self.undone.clear();
        Ok(())
    }

    /// Undoes the last step and returns its name; `None` if there is none.
    pub fn undo(&mut self, review: &mut Review) -> Option<&'static str> {
        shift(&mut self.done, &mut self.undone, review, &mut self.log)
    }

    /// Redoes the step that was undone last and returns its name; `None` if there is none.
    pub fn redo(&mut self, review: &mut Review) -> Option<&'static str> {
        shift(&mut self.undone, &mut self.done, review, &mut self.log)
    }

    /// Message id of the step that [`undo`](Self::undo) would undo.
    #[must_use]
    pub fn undo_name(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.name)
    }

    /// Message id of the step that [`redo`](Self::redo) would redo.
    #[must_use]
    pub fn redo_name(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.name)
    }

    /// The step that [`undo`](Self::undo) would undo, as a message: “delete note”.
    #[must_use]
    pub fn next_undo(&self) -> Option<Message> {
        self.undo_name().map(Message::new)
    }

    /// The step that [`redo`](Self::redo) would redo, as a message.
    #[must_use]
    pub fn next_redo(&self) -> Option<Message> {
        self.redo_name().map(Message::new)
    }

    /// The edit that [`undo`](Self::undo) would apply.
    #[must_use]
    pub fn undo_edit(&self) -> Option<&Edit> {
        self.done.last().map(|step| &step.inverse)
    }

    /// The edit that [`redo`](Self::redo) would apply.
    #[must_use]
    pub fn redo_edit(&self) -> Option<&Edit> {
        self.undone.last().map(|step| &step.inverse)
    }

    /// Takes every change since the last call, in order, undo and redo included. Applied to the review as it was at
    /// that call, they give the present review. The journal stores these changes.
    #[must_use]
    pub fn take_log(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.log)
    }

    /// The present state.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.done.last().map_or(Revision::default(), |step| step.revision)
    }

    /// Records that the state of this revision is on disk. Saving takes time, so it need not be the present state.
    pub fn mark_saved(&mut self, revision: Revision) {
        self.saved = revision;
    }

    /// Whether the present state differs from the saved one.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.revision() != self.saved
    }
}

/// Moves the last step of one stack to the other and replaces it by its inverse.
fn shift(
    from: &mut Vec<Step>,
    to: &mut Vec<Step>,
    review: &mut Review,
    log: &mut Vec<Edit>,
) -> Option<&'static str> {
    let Step { name, revision, inverse } = from.pop()?;
    log.push(inverse.clone());
    let inverse =
        inverse.apply(review).expect("steps are turned in order, so each meets the state it was made on");
    to.push(Step { name, revision, inverse });
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Category, Judgement, Note, ReportEntry, Verdict};
    use proptest::prelude::*;

    fn note(n: u8, body: &str) -> Note {
        Note { id: format!("n{n}").as_str().into(), ..Note::new(vec![], Category::Wording, "", body) }
    }

    fn report(n: u8, title: &str) -> ReportEntry {
        ReportEntry {
            id: format!("r{n}").as_str().into(),
            path: format!("/{n}.txt").into(),
            title: title.into(),
            sha256: String::new(),
            characters: 0,
        }
    }

    fn verdict(n: u8, reason: &str) -> Verdict {
        Verdict {
            finding: format!("f{n}"),
            verdict: Judgement::Dismissed,
            reason: reason.into(),
            author: String::new(),
            at: "".into(),
            places: Vec::new(),
        }
    }

    fn edit() -> impl Strategy<Value = Edit> {
        let one =
            (0..11u8, 0..4u8, 0..5usize, "[甲乙丙]{0,2}").prop_map(|(kind, n, index, word)| match kind {
                0 => Edit::AddNote { index, note: note(n, &word) },
                1 => Edit::RemoveNote(note(n, "").id),
                2 => Edit::ReplaceNote(note(n, &word)),
                3 => Edit::AddReport { index, report: report(n, &word) },
                4 => Edit::RemoveReport(report(n, "").id),
                5 => Edit::ReplaceReport(report(n, &word)),
                6 => Edit::AddVerdict { index, verdict: verdict(n, &word) },
                7 => Edit::RemoveVerdict(verdict(n, "").finding),
                8 => Edit::ReplaceVerdict(verdict(n, &word)),
                9 => Edit::SetContent(Box::new(
                    Review { notes: vec![note(n, &word)], ..Review::new(&word) }.into(),
                )),
                _ => Edit::SetTitle(word),
            });
        one.prop_recursive(2, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Edit::All))
    }

    proptest! {
        #[test]
        fn any_sequence_can_be_undone_and_redone(edits in prop::collection::vec(edit(), 0..40), saved in 0..40usize) {
            let mut review = Review::new("审阅");
            let mut history = History::new();
            let mut states = vec![review.clone()];
            for (at, edit) in edits.into_iter().enumerate() {
                let before = review.clone();
                if history.apply(&mut review, edit).is_ok() {
                    states.push(review.clone());
                } else {
                    prop_assert_eq!(&review, &before, "a refused edit changes nothing");
                }
                if at == saved {
                    history.mark_saved(history.revision());
                }
            }
            let end = history.revision();
            for state in states.iter().rev().skip(1) {
                prop_assert!(history.undo(&mut review).is_some());
                prop_assert_eq!(&review, state);
            }
            prop_assert_eq!(history.undo(&mut review), None);
            for state in states.iter().skip(1) {
                prop_assert!(history.redo(&mut review).is_some());
                prop_assert_eq!(&review, state);
            }
            prop_assert_eq!(history.redo(&mut review), None);
            prop_assert_eq!(history.revision(), end);
            // Replaying the log from the beginning gives the same review.
            let mut replayed = states[0].clone();
            for edit in history.take_log() {
                edit.apply(&mut replayed).unwrap();
            }
            prop_assert_eq!(replayed, review);
        }
    }

    #[test]
    fn undoing_back_to_what_was_saved_is_clean_again() {
        let (mut review, mut history) = (Review::new("审阅"), History::new());
        assert!(!history.is_dirty());
        history.apply(&mut review, Edit::SetTitle("一".into())).unwrap();
        assert!(history.is_dirty());
        history.mark_saved(history.revision());
        history.apply(&mut review, Edit::SetTitle("二".into())).unwrap();
        assert!(history.is_dirty());
        history.undo(&mut review);
        assert!(!history.is_dirty());
        history.undo(&mut review);
        assert!(history.is_dirty(), "before what was saved");
        assert_eq!((review.title.as_str(), history.undo_name()), ("审阅", None), "saving forgets no step");
        history.redo(&mut review);
        assert!(!history.is_dirty());
        history.undo(&mut review);
        history.apply(&mut review, Edit::SetTitle("三".into())).unwrap();
        assert!(history.is_dirty(), "as many steps as when it was saved, but others");
    }

    #[test]
    fn what_was_edited_while_it_was_being_saved_is_still_to_be_saved() {
        let (mut review, mut history) = (Review::new("审阅"), History::new());
        history.apply(&mut review, Edit::SetTitle("一".into())).unwrap();
        let on_its_way = history.revision();
        history.apply(&mut review, Edit::SetTitle("二".into())).unwrap();
        history.mark_saved(on_its_way);
        assert!(history.is_dirty());
    }

    #[test]
    fn steps_have_names() {
        let (mut review, mut history) = (Review::new("审阅"), History::new());
        history.apply(&mut review, Edit::AddNote { index: 0, note: note(1, "") }).unwrap();
        let removal = Edit::All(vec![Edit::RemoveNote("n1".into())]);
        history.apply(&mut review, removal).unwrap();
        assert_eq!(history.undo_name(), Some("edit-remove-note"));
        assert_eq!(history.undo(&mut review), Some("edit-remove-note"));
        assert_eq!(
            (history.next_undo().unwrap().id, history.next_redo().unwrap().id),
            ("edit-add-note", "edit-remove-note")
        );
    }
}
