//! Saving, and closing with unsaved notes. Nothing that was written may be lost.

use std::path::PathBuf;
use std::sync::Arc;

use jiaokan::message::Message;
use jiaokan::review::{Review, Revision};
use jiaokan::session::{
    Activity, Answer, Effect, Outcome, Picker, Question, ReviewCommand, SavingCommand, SavingEffect,
    SavingOutcome, ShellCommand, ShellEffect, ShellOutcome,
};

use crate::script::{Script, fingerprint, is_kept};
use crate::texts::{SHARED, report};

/// With one unsaved note.
fn noted() -> Script {
    let mut script = Script::open([("/报告/a.txt", report("石桥县", SHARED))]);
    script.write_note(script.id("a.txt"), "工作要点", "第一条");
    script
}

/// Saved once, under `/报告/审阅.review.ron`.
fn saved() -> Script {
    let mut script = noted();
    let write = save_as(&mut script, "/报告/审阅.review.ron");
    script.take(write.done());
    assert!(!script.session.has_unsaved_work());
    script
}

/// A write that the session asked for.
#[derive(Debug)]
struct Write {
    path: PathBuf,
    review: Arc<Review>,
    revision: Revision,
    expects: bool,
    replace: bool,
}

impl Write {
    fn of(effects: impl AsRef<[Effect]>) -> Self {
        let effects = effects.as_ref();
        let effects: Vec<&Effect> = effects.iter().filter(|effect| !is_kept(effect)).collect();
        let [Effect::Saving(SavingEffect::Write(write))] = effects.as_slice() else { panic!("{effects:?}") };
        let (path, review, revision) = (write.path.clone(), write.review.clone(), write.revision);
        Self { path, review, revision, expects: write.expected.is_some(), replace: write.replace }
    }

    fn done(&self) -> Outcome {
        Outcome::Saving(SavingOutcome::Saved {
            path: self.path.clone(),
            revision: self.revision,
            result: Ok(fingerprint()),
        })
    }

    fn failed(&self) -> Outcome {
        let message = Message::new("review-error-disk-full").with("file", self.path.display().to_string());
        Outcome::Saving(SavingOutcome::Saved {
            path: self.path.clone(),
            revision: self.revision,
            result: Err(message),
        })
    }

    fn bodies(&self) -> Vec<&str> {
        self.review.notes.iter().map(|note| note.body.as_str()).collect()
    }
}

fn picker() -> Picker {
    Picker::SaveReview { name: String::new(), folder: None }
}

fn save_as(script: &mut Script, path: &str) -> Write {
    Write::of(script.session.absorb(ShellOutcome::Picked(picker(), vec![path.into()])))
}

/// Begins a note without keeping it.
fn type_draft(script: &mut Script, body: &str) {
    script.select(script.id("a.txt"), "石桥县在");
    script.run(ReviewCommand::BeginNote);
    script.type_note(body);
}

fn closes(effects: &[Effect]) -> bool {
    let [before @ .., Effect::Shell(ShellEffect::Close)] = effects else { return false };
    before.iter().all(|effect| matches!(effect, Effect::Saving(SavingEffect::Journal(..))))
}

#[test]
fn the_first_save_asks_where_to_and_later_ones_do_not() {
    let mut script = noted();
    let effects = script.tell(SavingCommand::Save);
    let [Effect::Shell(ShellEffect::Pick(Picker::SaveReview { name, folder }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(
        (name.as_str(), folder.as_deref()),
        ("报告.review.ron", Some("/报告".as_ref())),
        "beside the reports"
    );
    let write = save_as(&mut script, "/报告/审阅");
    assert_eq!(write.path.to_str(), Some("/报告/审阅.review.ron"));
    assert!(!write.replace && !write.expects, "nobody agreed to replace a file of the longer name");
    assert_eq!(script.session.activity(), Some(Activity::Saving));
    script.take(write.done());
    assert_eq!(script.session.review_path(), Some(write.path.as_path()));
    assert!(script.session.saved_at().is_some() && !script.session.has_unsaved_work());

    script.run(ReviewCommand::Undo);
    assert!(script.session.has_unsaved_work());
    let write = Write::of(script.tell(SavingCommand::Save));
    assert!(write.expects && !write.replace && write.bodies().is_empty());
    script.take(write.done());
    let effects = script.tell(SavingCommand::SaveAs);
    let [Effect::Shell(ShellEffect::Pick(Picker::SaveReview { name, .. }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(name, "审阅.review.ron");
    let write = save_as(&mut script, "/报告/另.review.ron");
    assert!(!write.expects && write.replace, "the dialog asked whether to replace it");
    script.take(write.failed());
    let path = script.session.review_path();
    assert_eq!(path.and_then(|path| path.to_str()), Some("/报告/审阅.review.ron"), "it stays where it is");
}

#[test]
fn a_typed_path_replaces_nothing() {
    let mut script = noted();
    script.take(ShellOutcome::NoDialog(picker()));
    let write = Write::of(script.tell(ShellCommand::TypePath(Some("/报告/审阅.review.ron".into()))));
    assert!(!write.replace);
}

#[test]
fn only_what_was_written_counts_as_saved() {
    let mut script = saved();
    script.write_note(script.id("a.txt"), "石桥县在", "第二条");
    let write = Write::of(script.tell(SavingCommand::Save));
    script.write_note(script.id("a.txt"), "补齐短板", "第三条");
    script.take(write.done());
    assert!(script.session.has_unsaved_work());
    script.run(ReviewCommand::Undo);
    assert!(!script.session.has_unsaved_work(), "this is what was written");
}

#[test]
fn writes_come_one_after_the_other() {
    let mut script = saved();
    script.write_note(script.id("a.txt"), "石桥县在", "第二条");
    let first = Write::of(script.tell(SavingCommand::Save));
    assert!(script.tell(SavingCommand::Save).is_empty());
    assert!(script.session.absorb(first.done()).is_empty(), "there was nothing new to write");
    script.write_note(script.id("a.txt"), "补齐短板", "第三条");
    let second = Write::of(script.tell(SavingCommand::Save));
    script.write_note(script.id("a.txt"), "一、", "第四条");
    assert!(script.tell(SavingCommand::Save).is_empty());
    let third = Write::of(script.session.absorb(second.done()));
    assert!(third.expects, "it knows what the second one left");
    assert_eq!(third.bodies(), ["第一条", "第二条", "第三条", "第四条"]);
    // One that fails does not keep the next from its own place.
    let elsewhere = Outcome::Shell(ShellOutcome::Picked(picker(), vec!["/别处.review.ron".into()]));
    assert!(script.session.absorb(elsewhere).is_empty());
    let fourth = Write::of(script.session.absorb(third.failed()));
    assert_eq!(fourth.path.to_str(), Some("/别处.review.ron"));
    script.take(fourth.done());
    assert!(!script.session.has_unsaved_work());
    assert_eq!(script.notices(), Vec::<&str>::new(), "the failure is made good");
}

#[test]
fn saving_keeps_the_note_that_is_being_written() {
    let mut script = saved();
    type_draft(&mut script, "写到一半");
    let write = Write::of(script.tell(SavingCommand::Save));
    assert_eq!(write.bodies(), ["第一条", "写到一半"]);
    script.take(write.done());
    assert!(!script.session.has_unsaved_work());
}

#[test]
fn closing_asks_only_when_something_would_be_lost() {
    let mut script = saved();
    assert!(closes(&script.tell(SavingCommand::Quit)));
    type_draft(&mut script, " ");
    assert!(closes(&script.tell(SavingCommand::Quit)), "no words are no loss");
    script.type_note("写到一半");
    assert!(script.tell(SavingCommand::Quit).is_empty());
    assert_eq!(script.session.question().cloned(), Some(Question::Close { saving: false }));
    assert!(script.tell(SavingCommand::Answer(Answer::Stay)).is_empty());
    assert_eq!(script.session.question(), None);
    assert!(script.session.draft().is_some());
    script.run(SavingCommand::Quit);
    assert!(closes(&script.tell(SavingCommand::Answer(Answer::Discard))));
}

#[test]
fn closing_with_a_save_waits_for_it() {
    let mut script = saved();
    type_draft(&mut script, "写到一半");
    script.run(SavingCommand::Quit);
    let write = Write::of(script.tell(SavingCommand::Answer(Answer::Save)));
    assert_eq!(write.bodies(), ["第一条", "写到一半"], "what is being written is saved too");
    assert!(script.tell(SavingCommand::Quit).is_empty(), "it is under way");
    assert!(closes(&script.session.absorb(write.done())));
}

#[test]
fn closing_while_the_last_note_is_being_written_to_disk_does_not_ask() {
    let mut script = saved();
    script.write_note(script.id("a.txt"), "石桥县在", "第二条");
    let write = Write::of(script.tell(SavingCommand::Save));
    assert!(script.tell(SavingCommand::Quit).is_empty());
    assert_eq!(script.session.question().cloned(), Some(Question::Close { saving: true }));
    assert!(closes(&script.session.absorb(write.done())));
}

#[test]
fn what_is_typed_while_it_saves_is_asked_about_again() {
    let mut script = saved();
    script.write_note(script.id("a.txt"), "石桥县在", "第二条");
    script.run(SavingCommand::Quit);
    let write = Write::of(script.tell(SavingCommand::Answer(Answer::Save)));
    type_draft(&mut script, "还有一句");
    assert!(script.session.absorb(write.done()).is_empty());
    assert_eq!(script.session.question().cloned(), Some(Question::Close { saving: false }));
}

#[test]
fn a_save_that_fails_stays_and_says_why() {
    let mut script = saved();
    script.write_note(script.id("a.txt"), "石桥县在", "第二条");
    script.run(SavingCommand::Quit);
    let write = Write::of(script.tell(SavingCommand::Answer(Answer::Save)));
    assert!(script.session.absorb(write.failed()).is_empty());
    assert_eq!(
        (script.session.question().cloned(), script.notices()),
        (None, vec!["review-error-disk-full"])
    );
    assert!(script.session.has_unsaved_work());
    let write = Write::of(script.tell(SavingCommand::Save));
    script.take(write.done());
    assert!(script.notices().is_empty(), "what was said no longer holds");
}

#[test]
fn a_failed_save_leaves_an_open_question_open() {
    let mut script = saved();
    script.write_note(script.id("a.txt"), "石桥县在", "第二条");
    let write = Write::of(script.tell(SavingCommand::Save));
    type_draft(&mut script, "还有一句");
    script.run(SavingCommand::Quit);
    script.take(write.failed());
    assert_eq!(script.session.question().cloned(), Some(Question::Close { saving: false }));
}

#[test]
fn a_dialog_that_is_given_up_stays() {
    let mut script = noted();
    script.run(SavingCommand::Quit);
    let effects = script.tell(SavingCommand::Answer(Answer::Save));
    let [Effect::Shell(ShellEffect::Pick(asked @ Picker::SaveReview { .. }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    script.take(ShellOutcome::Picked(Picker::Reports, Vec::new()));
    assert!(script.session.question().is_some(), "that was another dialog");
    script.take(ShellOutcome::Picked(asked.clone(), Vec::new()));
    assert_eq!(script.session.question(), None);
    // The same where the path is typed.
    script.run(SavingCommand::Quit);
    script.tell(SavingCommand::Answer(Answer::Save));
    script.take(ShellOutcome::NoDialog(asked.clone()));
    assert!(script.tell(ShellCommand::TypePath(None)).is_empty());
    assert_eq!(script.session.question(), None);
    assert!(script.session.has_unsaved_work());
}

#[test]
fn an_answer_without_a_question_does_nothing() {
    let mut script = noted();
    for answer in [Answer::Save, Answer::Discard, Answer::Stay] {
        assert!(script.tell(SavingCommand::Answer(answer)).is_empty());
    }
    assert!(script.session.has_unsaved_work());
}
