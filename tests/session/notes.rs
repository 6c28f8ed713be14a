//! Notes: written, changed, taken back, bound to their reports.

use std::sync::Arc;

use jiaokan::report::{Comment, PlacedComment, ReadOptions, Reply};
use jiaokan::review::store::Loaded;
use jiaokan::review::{Category, Note, Severity, State, Status};
use jiaokan::session::{
    Choose, Command, Document, Effect, LibraryCommand, LibraryOutcome, NoteChange, NoteOrder, ReviewCommand,
    SavingEffect, SavingOutcome, Settings, ShellOutcome, WorkCommand, Write,
};
use jiaokan::structure::outline;
use jiaokan::text::Span;

use crate::script::{Script, fingerprint};
use crate::texts::{SHARED, repeated, report};

fn two_reports() -> Script {
    Script::open([("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))])
}

#[test]
fn a_selection_becomes_a_draft_with_its_surroundings() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    script.select(id, "将补齐短板");
    script.run(ReviewCommand::BeginNote);
    let draft = script.session.draft().cloned().unwrap();
    assert!(draft.is_new && !draft.touched);
    let [target] = draft.note.targets.as_slice() else { panic!("{draft:?}") };
    assert_eq!(target.exact, "将补齐短板");
    assert!(target.prefix.ends_with("二、下一步打算\n石桥县") && target.suffix == "。\n");
    assert_eq!(target.section, ["二、下一步打算"]);
    assert_eq!(
        script.session.review().report(&target.report).unwrap().title,
        "石桥县2024年法治政府建设年度报告"
    );
    assert_eq!((draft.note.category, draft.note.author.as_str()), (Category::Wording, "林校"));
    assert!(!script.session.has_unsaved_work(), "nothing is written yet");

    script.select(id, "法治需求四十二条");
    script.run(ReviewCommand::BeginNote);
    let draft = script.session.draft().cloned().unwrap();
    assert_eq!(draft.note.category, Category::Duplicate, "that stands in the other report too");
}

#[test]
fn comments_of_a_file_become_notes_once_and_in_one_step() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let span = script.span(id, "将补齐短板");
    let mut read = script.session.document(id).unwrap().report.clone();
    let comment = |author: &str, text: &str| Comment {
        author: author.into(),
        at: "2024-03-08T10:00:00Z".into(),
        text: text.into(),
        resolved: author == "王五",
        replies: vec![Reply { author: "李四".into(), at: String::new(), text: "已改。".into() }],
        place: None,
    };
    let placed = |author: &str, text: &str, span| PlacedComment { comment: comment(author, text), span };
    read.comments = vec![
        placed("王五", "请核对。", Some(span)),
        placed("赵六", "这段在哪里？", Some(Span::new(span.start, span.start))),
        placed("赵六", "没有位置。", None),
    ];
    let outline = outline(&read);
    let document = Arc::new(Document::new(read, outline));
    script.take(LibraryOutcome::Read { id, options: ReadOptions::default(), result: Ok(document) });
    assert_eq!(script.session.comments(id).len(), 3);
    script.run(ReviewCommand::TakeComments(id, vec![0]));
    let note = script.session.note_of_comment(id, 0).unwrap().clone();
    assert_eq!(
        (note.author.as_str(), note.body.as_str(), note.status),
        ("王五", "请核对。", Status::Resolved)
    );
    assert_eq!((note.replies[0].body.as_str(), note.created.as_str()), ("已改。", "2024-03-08T10:00:00Z"));
    assert_eq!(note.targets[0].exact, "将补齐短板");
    script.run(ReviewCommand::TakeComments(id, vec![0, 1, 2]));
    assert_eq!(script.session.review().notes.len(), 2, "the first is a note already, the last has no place");
    assert!(script.session.review().notes[1].targets[0].exact.contains("将补齐短板"), "its whole block");
    assert_eq!(script.session.history().undo_name(), Some("edit-take-comments"));
    script.run(ReviewCommand::Undo);
    script.run(ReviewCommand::Undo);
    assert!(script.session.review().notes.is_empty() && script.session.note_of_comment(id, 0).is_none());
    script.run(ReviewCommand::TakeComments(id, vec![0, 1]));
    assert_eq!(script.session.review().notes.len(), 2);
    assert_eq!(script.session.review().notes[0].id, note.id, "the id follows from the comment");
    script.run(ReviewCommand::Undo);
    assert!(script.session.review().notes.is_empty(), "one step");
}

#[test]
fn replies_stand_under_their_note_and_are_taken_back() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let note = script.write_note(id, "将补齐短板", "请说明").id;
    script.run(ReviewCommand::Reply(note.clone(), " 已补充。\n见附表 ".into()));
    script.run(ReviewCommand::Reply(note.clone(), "  ".into()));
    let replies = |script: &Script| script.session.review().note(&note).unwrap().replies.clone();
    let [reply] = &replies(&script)[..] else { panic!("an empty reply is none") };
    assert_eq!((reply.author.as_str(), reply.body.as_str()), ("林校", "已补充。\n见附表"));
    assert!(reply.at.instant().is_some() && script.session.has_unsaved_work());
    // The editor was opened before the next reply, and must not undo it.
    script.run(ReviewCommand::EditNote(note.clone()));
    script.run(ReviewCommand::Reply(note.clone(), "再补充".into()));
    script.type_note("请再说明");
    script.run(ReviewCommand::CommitNote);
    assert_eq!(replies(&script).len(), 2);
    script.run(ReviewCommand::RemoveReply(note.clone(), 0));
    script.run(ReviewCommand::RemoveReply(note.clone(), 7));
    assert_eq!(replies(&script)[0].body, "再补充");
    assert_eq!(script.session.history().undo_name(), Some("edit-remove-reply"));
    script.run(ReviewCommand::Undo);
    assert_eq!(replies(&script).len(), 2);
}

#[test]
fn a_chosen_finding_is_noted_at_both_its_places() {
    let mut script = Script::open([("/c.txt", repeated())]);
    script.run(WorkCommand::Step(1));
    script.run(ReviewCommand::BeginNote);
    let places = script.chosen().places.clone();
    let note = script.session.draft().cloned().unwrap().note;
    let spans: Vec<Span> = note.targets.iter().map(|target| Span::new(target.start, target.end)).collect();
    assert_eq!(spans, [places[0].span, places[1].span]);
    assert_eq!(note.category, Category::Duplicate);
    script.type_note("两遍");
    script.run(ReviewCommand::CommitNote);
    script.run(WorkCommand::ClearChoice);
    script.run(ReviewCommand::GoToNote(note.id));
    let shown: Vec<_> = script.panes().into_iter().map(|(_, span)| span.unwrap()).collect();
    assert_eq!(shown, spans, "both places come into view");
}

#[test]
fn a_note_needs_a_place() {
    let mut script = two_reports();
    script.run(ReviewCommand::BeginNote);
    assert_eq!((script.session.draft().is_none(), script.notices()), (true, vec!["note-needs-a-place"]));
}

#[test]
fn a_note_is_written_changed_deleted_and_all_that_taken_back() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let note = script.write_note(id, "工作要点", "  要点在哪里？\n");
    assert_eq!(note.body, "要点在哪里？", "without the white space around it");
    assert!(script.session.draft().is_none() && script.session.has_unsaved_work());
    let [mark] = script.session.note_marks(id) else { panic!("one note") };
    assert_eq!((&mark.note, mark.number, script.text(id, mark.span)), (&note.id, 1, "工作要点"));
    assert_eq!(script.session.note_places(&note.id)[0].state, State::Anchored);

    let second = script.write_note(id, "石桥县在", "第二条");
    let numbers: Vec<usize> = script.session.note_marks(id).iter().map(|mark| mark.number).collect();
    assert_eq!(numbers, [2, 1], "by place, numbered as listed");

    script.run(ReviewCommand::EditNote(note.id.clone()));
    script.run(ReviewCommand::CommitNote);
    assert_eq!(script.session.history().undo_name(), Some("edit-add-note"), "nothing was changed");
    script.run(ReviewCommand::EditNote(note.id.clone()));
    let draft = script.session.draft().cloned().unwrap().note;
    script.run(ReviewCommand::ChangeDraft(Note { severity: Severity::Critical, ..draft }));
    script.run(ReviewCommand::CommitNote);
    assert_eq!(script.session.review().note(&note.id).unwrap().severity, Severity::Critical);
    script.run(ReviewCommand::ToggleResolved(note.id.clone()));
    assert_eq!(script.session.review().note(&note.id).unwrap().status, Status::Resolved);
    script.run(ReviewCommand::DeleteNote(second.id.clone()));
    assert_eq!(script.session.review().notes.len(), 1);

    let full = script.session.review().clone();
    let mut names = Vec::new();
    while let Some(name) = script.session.history().undo_name() {
        names.push(name);
        script.run(ReviewCommand::Undo);
    }
    let changes =
        ["edit-remove-note", "edit-change-note", "edit-change-note", "edit-add-note", "edit-add-note"];
    assert_eq!(names, changes);
    assert!(script.session.review().notes.is_empty() && script.session.note_marks(id).is_empty());
    assert!(!script.session.has_unsaved_work());
    script.run(ReviewCommand::Undo);
    while script.session.history().redo_name().is_some() {
        script.run(ReviewCommand::Redo);
    }
    script.run(ReviewCommand::Redo);
    assert_eq!(*script.session.review(), full);
}

#[test]
fn a_note_without_words_is_not_kept() {
    let mut script = two_reports();
    script.select(script.id("a.txt"), "工作要点");
    script.run(ReviewCommand::BeginNote);
    script.type_note(" \n\u{3000}");
    script.run(ReviewCommand::CommitNote);
    assert!(script.session.draft().is_some(), "the editor stays open");
    assert!(script.session.review().notes.is_empty() && !script.session.has_unsaved_work());
    script.run(ReviewCommand::CancelNote);
    assert!(script.session.draft().is_none());
    script.run(ReviewCommand::CommitNote);
    assert!(script.session.review().notes.is_empty());
}

#[test]
fn what_was_typed_is_not_replaced_unasked() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let first = script.write_note(id, "石桥县在", "第一条");
    script.select(id, "工作要点");
    script.run(ReviewCommand::BeginNote);
    let untouched = script.session.draft().cloned().unwrap();
    script.run(ReviewCommand::EditNote(first.id.clone()));
    assert_ne!(script.session.draft().unwrap().serial, untouched.serial, "nothing was typed");
    script.type_note("第一条，改到一半");
    let touched = script.session.draft().cloned();
    for command in [
        Command::Review(ReviewCommand::BeginNote),
        Command::Review(ReviewCommand::EditNote(first.id.clone())),
        Command::Review(ReviewCommand::ChangeDraft(untouched.note)),
        Command::Review(ReviewCommand::GoToNote(first.id.clone())),
        Command::Library(LibraryCommand::Close(id)),
    ] {
        script.run(command);
        assert_eq!(script.session.draft().cloned(), touched);
    }
    assert!(script.session.has_unsaved_work());
}

#[test]
fn an_open_editor_keeps_step_with_what_happens_to_its_note() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let note = script.write_note(id, "工作要点", "请核对");
    script.run(ReviewCommand::EditNote(note.id.clone()));
    script.type_note("请核对出处");
    script.run(ReviewCommand::ToggleResolved(note.id.clone()));
    script.run(ReviewCommand::CommitNote);
    let kept = script.session.review().note(&note.id).unwrap();
    assert_eq!((kept.status, kept.body.as_str()), (Status::Resolved, "请核对出处"));
    // Taken back while it is open: what was typed is still a note.
    script.run(ReviewCommand::EditNote(note.id.clone()));
    script.type_note("不能丢");
    for _ in 0..3 {
        script.run(ReviewCommand::Undo);
    }
    assert!(script.session.review().notes.is_empty());
    script.run(ReviewCommand::CommitNote);
    assert_eq!(script.session.review().notes[0].body, "不能丢");
    script.run(ReviewCommand::EditNote(note.id.clone()));
    script.run(ReviewCommand::DeleteNote(note.id.clone()));
    assert!(script.session.draft().is_none(), "there is nothing left to edit");
    script.run(ReviewCommand::DeleteNote(note.id.clone()));
    assert_eq!(script.notices(), ["edit-error-missing"]);
}

#[test]
fn a_closed_report_leaves_its_notes_and_finds_them_again() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let note = script.write_note(id, "工作要点", "请核对");
    script.run(LibraryCommand::Close(id));
    assert_eq!(script.session.review().notes.len(), 1);
    assert_eq!(script.session.note_places(&note.id)[0].report, None);
    script.run(ReviewCommand::GoToNote(note.id.clone()));
    assert_eq!(script.notices(), ["report-closed", "note-text-not-open"]);
    script.run(LibraryCommand::Open(vec!["/a.txt".into()]));
    let again = script.id("a.txt");
    assert_ne!(again, id);
    let place = script.session.note_places(&note.id)[0];
    assert_eq!((place.report, place.state), (Some(again), State::Anchored));
    script.run(ReviewCommand::GoToNote(note.id));
    assert_eq!(script.panes()[script.session.panes().focus], (Some(again), place.span));
}

#[test]
fn a_report_that_was_moved_is_known_by_its_content() {
    let text = report("石桥县", SHARED);
    let mut script = Script::open([("/a.txt", text.clone()), ("/b.txt", report("云溪县", SHARED))]);
    let note = script.write_note(script.id("a.txt"), "工作要点", "请核对");
    script.run(LibraryCommand::Close(script.id("a.txt")));
    script.write("/moved/新名.txt", text);
    script.run(LibraryCommand::Open(vec!["/moved".into()]));
    let place = script.session.note_places(&note.id)[0];
    assert_eq!((place.report, place.state), (Some(script.id("新名.txt")), State::Anchored));
    let listed = script.session.review().report(&note.targets[0].report).unwrap();
    assert_eq!(listed.path.to_str(), Some("/moved/新名.txt"), "it will be looked for there");
}

#[test]
fn a_copy_does_not_take_the_notes_from_what_it_was_copied_from() {
    let text = report("石桥县", SHARED);
    let mut script = Script::open([("/a.txt", text.clone()), ("/copy.txt", text)]);
    let [a, copy] = ["a.txt", "copy.txt"].map(|name| script.id(name));
    let on_copy = script.write_note(copy, "工作要点", "在副本上");
    let on_first = script.write_note(a, "工作要点", "在原件上");
    for first in ["/copy.txt", "/a.txt"] {
        script.run(LibraryCommand::Close(script.id("a.txt")));
        script.run(LibraryCommand::Close(script.id("copy.txt")));
        script.run(LibraryCommand::Open(vec![first.into(), "/a.txt".into(), "/copy.txt".into()]));
        for (note, name) in [(&on_copy, "copy.txt"), (&on_first, "a.txt")] {
            assert_eq!(
                script.session.note_places(&note.id)[0].report,
                Some(script.id(name)),
                "{first} first"
            );
        }
    }
}

#[test]
fn a_note_can_be_begun_while_other_reports_are_still_read() {
    let mut script = Script::open([("/a.txt", report("石桥县", SHARED))]);
    script.write("/b.txt", report("云溪县", SHARED));
    let collecting = script.tell(LibraryCommand::Open(vec!["/b.txt".into()]));
    let note = script.write_note(script.id("a.txt"), "工作要点", "请核对");
    script.perform(collecting);
    assert_eq!(script.session.note_places(&note.id)[0].report, Some(script.id("a.txt")));
    assert_eq!(script.session.review().reports.len(), 2);
}

#[test]
fn a_closed_report_that_no_note_speaks_of_is_not_saved() {
    let mut script = two_reports();
    script.write_note(script.id("a.txt"), "工作要点", "请核对");
    script.run(LibraryCommand::Close(script.id("a.txt")));
    script.run(LibraryCommand::Close(script.id("b.txt")));
    script.take(ShellOutcome::Picked(
        jiaokan::session::Picker::SaveReview { name: String::new(), folder: None },
        vec!["/x.review.ron".into()],
    ));
    let effects = script.take_left();
    let [Effect::Saving(SavingEffect::Write(Write { review, .. }))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let paths: Vec<_> = review.reports.iter().map(|report| report.path.to_str().unwrap()).collect();
    assert_eq!(paths, ["/a.txt"]);
}

/// A note on a sentence with a figure, and the report read anew with another figure and a line before.
fn with_an_uncertain_note() -> (Script, Note) {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let note = script.write_note(id, "收集群众关心的法治需求四十二条", "数字对吗？");
    let changed = report("石桥县", &SHARED.replace("四十二", "四十五"));
    script.write("/a.txt", format!("网站首页\n{changed}"));
    script.run(LibraryCommand::Reread(id, None));
    let place = script.session.note_places(&note.id)[0];
    assert_eq!(place.state, State::Uncertain, "a figure was changed");
    assert_eq!(script.text(id, place.span.unwrap()), "收集群众关心的法治需求四十五条");
    (script, note)
}

#[test]
fn an_uncertain_place_is_confirmed_and_that_taken_back() {
    let (mut script, note) = with_an_uncertain_note();
    let before = script.session.review().clone();
    script.run(ReviewCommand::ConfirmNote(note.id.clone()));
    assert_eq!(script.session.history().undo_name(), Some("edit-confirm-note"));
    assert_eq!(script.session.note_places(&note.id)[0].state, State::Anchored);
    let target = &script.session.review().note(&note.id).unwrap().targets[0];
    assert_eq!(target.exact, "收集群众关心的法治需求四十五条");
    assert!(target.suffix.starts_with('，') && target.section == ["一、主要工作"]);
    script.run(ReviewCommand::ConfirmNote(note.id.clone()));
    script.run(ReviewCommand::Undo);
    assert_eq!(*script.session.review(), before, "nothing was left to confirm the second time");
    assert_eq!(script.session.note_places(&note.id)[0].state, State::Uncertain);
}

#[test]
fn a_note_is_put_on_the_selected_text() {
    let (mut script, note) = with_an_uncertain_note();
    script.run(ReviewCommand::ReattachNote { note: note.id.clone(), target: 0 });
    assert_eq!(script.notices(), ["note-reattach-needs-a-selection"]);
    let (id, other) = (script.id("a.txt"), script.id("b.txt"));
    script.run(ReviewCommand::EditNote(note.id.clone()));
    script.select(id, "将补齐短板");
    script.run(ReviewCommand::ReattachNote { note: note.id.clone(), target: 0 });
    assert_eq!(script.session.history().undo_name(), Some("edit-reattach-note"));
    let place = script.session.note_places(&note.id)[0];
    assert_eq!((place.state, script.text(id, place.span.unwrap())), (State::Anchored, "将补齐短板"));
    script.type_note("另有所指");
    script.run(ReviewCommand::CommitNote);
    let kept = script.session.review().note(&note.id).unwrap();
    assert_eq!((kept.body.as_str(), kept.targets[0].exact.as_str()), ("另有所指", "将补齐短板"));

    script.select(other, "工作要点");
    script.run(ReviewCommand::ReattachNote { note: note.id.clone(), target: 1 });
    assert_eq!(script.session.history().undo_name(), Some("edit-change-note"), "it has one place only");
    script.run(ReviewCommand::ReattachNote { note: note.id.clone(), target: 0 });
    assert_eq!(script.session.note_places(&note.id)[0].report, Some(other), "another report will do");
}

/// Three notes on one report, written from its end to its beginning.
fn three_notes() -> (Script, Vec<Note>) {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let notes = vec![
        script.write_note(id, "将补齐短板", "末尾"),
        script.write_note(id, "工作要点", "中间"),
        script.write_note(id, "石桥县在", "开头"),
    ];
    (script, notes)
}

/// What the listed notes say, in their order.
fn listed(script: &Script) -> Vec<&str> {
    let notes = &script.session.review().notes;
    script.session.notes().listed.iter().map(|&index| notes[index].body.as_str()).collect()
}

#[test]
fn notes_are_chosen_together_and_changed_in_one_step() {
    let (mut script, notes) = three_notes();
    script.run(ReviewCommand::ChooseNote(notes[0].id.clone(), Choose::Only));
    script.run(ReviewCommand::ChooseNote(notes[2].id.clone(), Choose::UpTo));
    assert_eq!(script.session.notes().chosen_count(), 3);
    script.run(ReviewCommand::ChooseNote(notes[1].id.clone(), Choose::Too));
    assert!(!script.session.notes().is_chosen(&notes[1].id));
    let before = script.session.review().clone();

    script.run(ReviewCommand::ChangeNotes(NoteChange::Status(Status::Resolved)));
    let resolved = |script: &Script| -> Vec<bool> {
        script.session.review().notes.iter().map(|note| note.status == Status::Resolved).collect()
    };
    assert_eq!(resolved(&script), [true, false, true]);
    assert_eq!(script.session.history().undo_name(), Some("edit-resolve-notes"));
    script.run(ReviewCommand::Undo);
    assert_eq!(*script.session.review(), before, "one step");

    script.run(ReviewCommand::ChangeNotes(NoteChange::AddTag("待查".into())));
    script.run(ReviewCommand::ChangeNotes(NoteChange::AddTag("待查".into())));
    assert_eq!(script.session.review().notes[0].tags, ["待查"], "once");
    assert!(script.session.review().notes[1].tags.is_empty());
    script.run(ReviewCommand::SetSeverity(Severity::Critical));
    assert_eq!(script.session.review().notes[2].severity, Severity::Critical);
    assert_eq!(script.session.history().undo_name(), Some("edit-note-severity"));

    script.run(ReviewCommand::ChangeNotes(NoteChange::Delete));
    assert_eq!(script.session.review().notes.len(), 1);
    assert_eq!(script.session.notes().chosen_count(), 0, "what is gone is not chosen");
    for _ in 0..3 {
        script.run(ReviewCommand::Undo);
    }
    assert_eq!(*script.session.review(), before);
}

#[test]
fn many_notes_are_changed_and_deleted_in_one_step_too() {
    let mut script = two_reports();
    let id = script.id("a.txt");
    let first = script.write_note(id, "工作要点", "第一条");
    let mut review = script.session.review().clone();
    review.notes.extend((0..500).map(|_| Note { id: jiaokan::review::NoteId::new(), ..first.clone() }));
    let loaded = Loaded { review, read_only: None, fingerprint: fingerprint() };
    script.take(SavingOutcome::ToMerge { path: "/b.review.ron".into(), result: Ok(Box::new(loaded)) });
    script.run(ReviewCommand::FilterNotes("第一条".into()));
    let last = script.session.review().notes.last().unwrap().id.clone();
    script.run(ReviewCommand::ChooseNote(first.id.clone(), Choose::Only));
    script.run(ReviewCommand::ChooseNote(last, Choose::UpTo));
    let before = script.session.review().clone();
    script.run(ReviewCommand::ChangeNotes(NoteChange::Status(Status::Resolved)));
    assert!(script.session.review().notes.iter().all(|note| note.status == Status::Resolved));
    script.run(ReviewCommand::ChangeNotes(NoteChange::Delete));
    assert!(script.session.review().notes.is_empty());
    script.run(ReviewCommand::Undo);
    script.run(ReviewCommand::Undo);
    assert_eq!(*script.session.review(), before);
}

#[test]
fn the_list_is_filtered_and_in_order_and_nothing_unseen_is_chosen() {
    let (mut script, notes) = three_notes();
    assert_eq!(listed(&script), ["末尾", "中间", "开头"], "as they were written");
    script.run(ReviewCommand::SortNotes(NoteOrder::Place));
    assert_eq!(listed(&script), ["开头", "中间", "末尾"]);
    script.run(ReviewCommand::ChooseNote(notes[1].id.clone(), Choose::Only));
    script.run(ReviewCommand::SetSeverity(Severity::Major));
    script.run(ReviewCommand::SortNotes(NoteOrder::Severity));
    assert_eq!(listed(&script), ["中间", "开头", "末尾"]);

    script.run(ReviewCommand::FilterNotes("程度:>=较重 report:1".into()));
    assert_eq!(listed(&script), ["中间"]);
    script.run(ReviewCommand::FilterNotes("report:2".into()));
    assert!(listed(&script).is_empty());
    assert_eq!(script.session.notes().chosen_count(), 0);
    script.run(ReviewCommand::FilterNotes("severity:huge".into()));
    assert!(script.session.notes().error.is_some() && listed(&script).is_empty(), "as it was");
    script.run(ReviewCommand::FilterNotes("作者:林校 -开头".into()));
    assert_eq!(listed(&script).len(), 2);
    script.run(ReviewCommand::FilterNotes(String::new()));
    script.run(ReviewCommand::ChooseNote(notes[0].id.clone(), Choose::Only));
    script.run(ReviewCommand::ChangeNotes(NoteChange::AddTag("冲突".into())));
    assert_eq!(script.session.notes().conflicts, 1);
}

#[test]
fn notes_that_lost_their_text_are_listed_apart_and_put_on_other_text() {
    let (mut script, notes) = three_notes();
    let id = script.id("a.txt");
    script.write("/a.txt", "完全另外的一份文件，没有任何旧的内容。\n此处讲渔港与航道。\n".to_owned());
    script.run(LibraryCommand::Reread(id, None));
    assert_eq!(script.session.notes().orphans, 3);
    script.run(ReviewCommand::ListOrphans(true));
    assert_eq!(listed(&script).len(), 3);
    script.select(id, "渔港与航道");
    script.run(ReviewCommand::ReattachNote { note: notes[0].id.clone(), target: 0 });
    assert_eq!(listed(&script), ["中间", "开头"]);
    script.run(ReviewCommand::ListOrphans(false));
    assert_eq!(listed(&script).len(), 3);
}

#[test]
fn the_settings_name_the_reviewer() {
    let mut script = two_reports();
    assert_eq!(script.session.reviewer(), "林校");
    let named = Settings { reviewer: " 周览 ".into(), ..script.session.settings().clone() };
    script.set(named);
    let note = script.write_note(script.id("a.txt"), "工作要点", "甲");
    assert_eq!(note.author, "周览");
}

#[test]
fn severity_goes_to_the_editor_first() {
    let (mut script, notes) = three_notes();
    script.run(ReviewCommand::ChooseNote(notes[0].id.clone(), Choose::Only));
    script.run(ReviewCommand::EditNote(notes[1].id.clone()));
    script.run(ReviewCommand::SetSeverity(Severity::Critical));
    assert_eq!(script.session.draft().unwrap().note.severity, Severity::Critical);
    assert_eq!(script.session.review().notes[0].severity, Severity::Minor, "not the chosen one");
}
