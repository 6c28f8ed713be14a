//! Opening reviews: what comes back, what it replaces, and what is asked before.

use std::path::PathBuf;

use jiaokan::message::Message;
use jiaokan::review::store::{Loaded, ReadOnly};
use jiaokan::review::{Note, Review, State};
use jiaokan::session::{
    Activity, Answer, Command, Effect, Entry, LibraryCommand, LibraryEffect, Outcome, Picker, Question,
    ReviewCommand, ReviewEffect, ReviewOutcome, SavingCommand, SavingEffect, SavingOutcome, ShellCommand,
    ShellEffect, ShellOutcome, WorkCommand, Write,
};

use crate::script::{Script, fingerprint};
use crate::texts::{SHARED, repeated, report};

/// A review of `/a.txt` with one note.
fn review() -> (Review, Note) {
    let mut script = Script::open([("/a.txt", report("石桥县", SHARED))]);
    let note = script.write_note(script.id("a.txt"), "法治需求四十二条", "来源？");
    (script.session.review().clone(), note)
}

fn loaded(path: &str, review: Review) -> Outcome {
    let loaded = Loaded { review, read_only: None, fingerprint: fingerprint() };
    Outcome::Saving(SavingOutcome::Loaded { path: path.into(), result: Ok(Box::new(loaded)) })
}

fn two_reports() -> Script {
    Script::open([("/b.txt", report("云溪县", SHARED)), ("/c.txt", repeated())])
}

fn names(script: &Script) -> Vec<String> {
    script.session.entries().iter().map(Entry::file_name).collect()
}

fn saving() -> Picker {
    Picker::SaveReview { name: String::new(), folder: None }
}

/// Saves under this path and says that it worked.
fn save(script: &mut Script, path: &str) {
    let effects = script.session.absorb(ShellOutcome::Picked(saving(), vec![path.into()]));
    let [Effect::Saving(SavingEffect::Write(Write { path, revision, .. }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    script.take(SavingOutcome::Saved { path: path.clone(), revision: *revision, result: Ok(fingerprint()) });
}

#[test]
fn a_review_opens_its_reports_and_its_notes_stand_at_their_sentences() {
    let (review, note) = review();
    let mut script = Script::with_files([("/a.txt", report("石桥县", SHARED))]);
    let effects = script.tell(LibraryCommand::Open(vec!["/x.review.ron".into()]));
    assert!(
        matches!(effects.as_slice(), [Effect::Saving(SavingEffect::Load(path))] if path.to_str() == Some("/x.review.ron"))
    );
    script.take(loaded("/x.review.ron", review.clone()));
    let id = script.id("a.txt");
    let place = script.session.note_places(&note.id)[0];
    assert_eq!((place.report, place.state), (Some(id), State::Anchored));
    assert_eq!(script.text(id, place.span.unwrap()), "法治需求四十二条");
    assert_eq!(*script.session.review(), review, "opening it changes nothing");
    assert!(!script.session.has_unsaved_work() && script.session.history().undo_name().is_none());
    assert_eq!(script.panes()[0].0, Some(id));
}

#[test]
fn a_note_moves_with_its_text_and_says_so_where_it_is_gone() {
    let (review, note) = review();
    let old = report("石桥县", SHARED);
    for (text, state) in [
        (old.replace("在年初", "按照上级部署和年度安排，在年初"), State::Moved),
        (old.replace("法治需求", "需求"), State::Uncertain),
        (old.replace(SHARED, "其他工作按计划推进。"), State::Orphan),
    ] {
        let mut script = Script::with_files([("/a.txt", text)]);
        script.take(loaded("/x.review.ron", review.clone()));
        let place = script.session.note_places(&note.id)[0];
        assert_eq!((place.report, place.state), (Some(script.id("a.txt")), state));
        assert_eq!(script.session.review().notes, review.notes, "the note is kept as it is");
    }
}

#[test]
fn a_note_has_no_place_until_a_worker_has_found_it_in_the_report_as_it_is_now() {
    let (review, note) = review();
    let old = report("石桥县", SHARED);
    let longer = |words: &str| old.replace("在年初", &format!("{words}，在年初"));
    let mut script = Script::with_files([("/a.txt", longer("按照安排"))]);
    let mut asked = Vec::new();
    let mut waiting = script.session.absorb(loaded("/x.review.ron", review.clone()));
    while let Some(effect) = waiting.pop() {
        match effect {
            Effect::Review(ReviewEffect::Place(displaced)) => asked.push(displaced),
            effect => waiting
                .extend(script.outcome(&effect).map(|it| script.session.absorb(it)).into_iter().flatten()),
        }
    }
    let [first] = <[_; 1]>::try_from(asked).expect("asked once");
    assert_eq!(first.targets, review.notes[0].targets);
    assert_eq!(script.session.note_places(&note.id)[0].report, None, "not known yet, and not called lost");
    assert_eq!(script.session.activity(), Some(Activity::Placing));

    // The file changes once more before the answer comes: the answer is for a text that is shown no longer.
    let id = script.id("a.txt");
    script.write("/a.txt", longer("按照上级部署和年度安排"));
    script.run(LibraryCommand::Reread(id, None));
    let now = script.session.note_places(&note.id)[0];
    assert_eq!(script.text(id, now.span.unwrap()), "法治需求四十二条");
    script.take(ReviewOutcome::Placed { found: first.find(), displaced: first });
    assert_eq!(script.session.note_places(&note.id)[0], now);
    assert_eq!(script.session.activity(), None);
}

#[test]
fn a_review_finds_its_report_under_a_new_path_once_that_is_opened() {
    let (review, note) = review();
    let mut script = Script::with_files([("/moved/新名.txt", report("石桥县", SHARED))]);
    script.take(loaded("/x.review.ron", review));
    assert_eq!(names(&script), ["a.txt"], "listed with the reason why it cannot be read");
    assert_eq!(script.session.note_places(&note.id)[0].report, None);
    script.run(LibraryCommand::Open(vec!["/moved/新名.txt".into()]));
    assert_eq!(names(&script), ["新名.txt"], "found: nothing is missing any more");
    assert_eq!(script.session.note_places(&note.id)[0].state, State::Anchored);
    assert_eq!(script.session.review().reports.len(), 1);
}

#[test]
fn a_review_that_arrives_while_reports_are_read_binds_them_all() {
    let (review, note) = review();
    let mut script =
        Script::with_files([("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))]);
    let mut reading = Vec::new();
    for effect in
        script.tell(LibraryCommand::Open(vec!["/b.txt".into(), "/a.txt".into(), "/x.review.ron".into()]))
    {
        let collected = script.outcome(&effect).map(|outcome| script.session.absorb(outcome));
        reading.extend(collected.into_iter().flatten());
    }
    reading.retain(|effect| matches!(effect, Effect::Library(LibraryEffect::Read { .. })));
    assert_eq!(reading.len(), 2);
    script.take(loaded("/x.review.ron", review));
    script.perform(reading);
    let bound = script.session.note_places(&note.id)[0].report;
    assert_eq!(bound, Some(script.id("a.txt")));
    assert_eq!(script.session.review().reports.len(), 2);
    assert_eq!(script.session.activity(), None);
}

#[test]
fn a_review_that_cannot_be_read_replaces_nothing() {
    let mut script = two_reports();
    script.write_note(script.id("b.txt"), "工作要点", "不能丢");
    let before = script.session.review().clone();
    let effects = script.tell(LibraryCommand::Open(vec!["/bad.review.ron".into()]));
    assert!(matches!(effects.as_slice(), [Effect::Saving(SavingEffect::Load(_))]));
    let message = Message::new("review-error-syntax").with("line", 3).with("column", 9);
    script.take(SavingOutcome::Loaded { path: "/bad.review.ron".into(), result: Err(message) });
    assert_eq!(script.notices(), ["review-error-syntax"]);
    assert_eq!((script.session.review(), script.session.review_path()), (&before, None));
    assert!(script.session.has_unsaved_work() && script.session.question().is_none());
}

#[test]
fn unsaved_notes_are_asked_about_before_another_review_opens() {
    let (review, note) = review();
    let arrive = |script: &mut Script| {
        script.take(loaded("/x.review.ron", review.clone()));
        let path = PathBuf::from("/x.review.ron");
        assert_eq!(script.session.question().cloned(), Some(Question::Replace { path, saving: false }));
    };
    let mut script = two_reports();
    script.write("/a.txt", report("石桥县", SHARED));
    let own = script.write_note(script.id("b.txt"), "工作要点", "不能丢");
    arrive(&mut script);
    script.run(SavingCommand::Answer(Answer::Stay));
    assert_eq!(script.session.review().notes, std::slice::from_ref(&own));

    arrive(&mut script);
    let effects = script.tell(SavingCommand::Answer(Answer::Save));
    assert!(matches!(effects.as_slice(), [Effect::Shell(ShellEffect::Pick(_))]));
    save(&mut script, "/own.review.ron");
    let opens = |effect: &Effect| matches!(effect, Effect::Saving(SavingEffect::Load(path)) if path.to_str() == Some("/x.review.ron"));
    assert_eq!(script.take_left().iter().filter(|effect| opens(effect)).count(), 1);
    script.take(loaded("/x.review.ron", review.clone()));
    assert_eq!(script.session.review().notes, std::slice::from_ref(&note));

    script.write_note(script.id("a.txt"), "工作要点", "第二条");
    arrive(&mut script);
    script.run(SavingCommand::Answer(Answer::Discard));
    assert_eq!(script.session.review().notes, [note], "as it is on disk");
    assert!(!script.session.has_unsaved_work());
}

#[test]
fn a_note_begun_while_the_review_is_read_is_asked_about_too() {
    let (review, _) = review();
    let mut script = two_reports();
    script.tell(LibraryCommand::Open(vec!["/x.review.ron".into()]));
    script.select(script.id("b.txt"), "工作要点");
    script.run(ReviewCommand::BeginNote);
    script.type_note("写到一半");
    script.take(loaded("/x.review.ron", review));
    assert!(matches!(script.session.question(), Some(Question::Replace { .. })));
    assert_eq!(script.session.draft().unwrap().note.body, "写到一半");
    // The window is closed over the question: it stays that question.
    script.run(SavingCommand::Quit);
    assert!(matches!(script.session.question(), Some(Question::Replace { .. })));
}

#[test]
fn a_write_under_way_belongs_to_its_own_review() {
    let (other, note) = review();
    let mut script = two_reports();
    script.write("/a.txt", report("石桥县", SHARED));
    script.write_note(script.id("b.txt"), "工作要点", "第一条");
    save(&mut script, "/own.review.ron");
    script.write_note(script.id("b.txt"), "补齐短板", "第二条");
    let effects = script.tell(SavingCommand::Save);
    let [Effect::Saving(SavingEffect::Write(Write { path, revision, .. }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let written = || {
        Outcome::Saving(SavingOutcome::Saved {
            path: path.clone(),
            revision: *revision,
            result: Ok(fingerprint()),
        })
    };

    script.run(ReviewCommand::Undo);
    assert!(!script.session.has_unsaved_work());
    script.take(loaded("/x.review.ron", other.clone()));
    assert_eq!(script.session.review().notes.len(), 1, "it waits for the write");
    assert_ne!(script.session.review().notes, std::slice::from_ref(&note));
    script.take(written());
    assert!(
        matches!(script.session.question(), Some(Question::Replace { .. })),
        "the undone note is on disk"
    );
    let effects = script.tell(SavingCommand::Save);
    let [Effect::Saving(SavingEffect::Write(Write { path, revision, .. }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let written = Outcome::Saving(SavingOutcome::Saved {
        path: path.clone(),
        revision: *revision,
        result: Ok(fingerprint()),
    });
    script.run(SavingCommand::Answer(Answer::Discard));
    assert_eq!(script.session.review().notes, [note]);
    script.take(written);
    let kept_at = script.session.review_path().unwrap().to_owned();
    assert_eq!(kept_at.to_str(), Some("/x.review.ron"), "the late write is of the review that was left");
    assert!(!script.session.has_unsaved_work());
}

#[test]
fn reports_leave_with_their_review_and_stay_where_there_was_none() {
    let (review, note) = review();
    let mut script = two_reports();
    script.write("/a.txt", report("石桥县", SHARED));
    script.take(loaded("/x.review.ron", review.clone()));
    assert_eq!(names(&script), ["b.txt", "c.txt", "a.txt"], "they were opened by hand");
    assert_eq!(script.session.note_places(&note.id)[0].report, Some(script.id("a.txt")));

    let mut script = two_reports();
    script.write("/a.txt", report("石桥县", SHARED));
    script.run(WorkCommand::Step(1));
    save(&mut script, "/own.review.ron");
    script.take(loaded("/x.review.ron", review));
    assert_eq!(names(&script), ["a.txt"]);
    assert_eq!((script.session.chosen(), script.session.findings().list.len()), (None, 0));
    assert_eq!(script.panes()[0].0, Some(script.id("a.txt")));
}

#[test]
fn a_read_only_review_refuses_every_change_with_the_reason() {
    let (review, note) = review();
    let mut script = Script::with_files([("/a.txt", report("石桥县", SHARED))]);
    let read_only = Some(ReadOnly::UnknownFields(vec!["notes.colour".into()]));
    let loaded = Loaded { review: review.clone(), read_only, fingerprint: fingerprint() };
    script.take(SavingOutcome::Loaded { path: "/x.review.ron".into(), result: Ok(Box::new(loaded)) });
    script.select(script.id("a.txt"), "工作要点");
    for command in [
        Command::Review(ReviewCommand::BeginNote),
        Command::Review(ReviewCommand::EditNote(note.id.clone())),
        Command::Review(ReviewCommand::DeleteNote(note.id.clone())),
        Command::Review(ReviewCommand::ToggleResolved(note.id.clone())),
    ] {
        script.run(command);
        assert!(script.session.draft().is_none());
        assert_eq!((script.session.review(), script.notices()), (&review, vec!["review-read-only-fields"]));
        for notice in script.session.notices().to_vec() {
            script.run(ShellCommand::Dismiss(notice.id));
        }
    }
    let effects = script.tell(SavingCommand::Save);
    assert!(
        matches!(effects.as_slice(), [Effect::Shell(ShellEffect::Pick(Picker::SaveReview { .. }))]),
        "only elsewhere"
    );
    save(&mut script, "/own.review.ron");
    script.run(ReviewCommand::BeginNote);
    assert!(script.session.draft().is_some(), "that is a copy of one's own");
}

#[test]
fn one_review_is_open_at_a_time() {
    let mut script = Script::with_files([]);
    let effects = script.tell(LibraryCommand::Open(vec!["/x.review.ron".into(), "/y.RON".into()]));
    assert!(
        matches!(effects.as_slice(), [Effect::Saving(SavingEffect::Load(path))] if path.to_str() == Some("/x.review.ron"))
    );
    assert_eq!(script.notices(), ["one-review-at-a-time"]);
}
