//! What a command costs does not grow with what is open. Counted are the notes and findings that are looked at one by one,
//! so that the tests say the same on any machine.

use jiaokan::report::{ReadError, Reason};
use jiaokan::review::store::Loaded;
use jiaokan::review::{Category, Note, ReportEntry, Review, Severity, Target};
use jiaokan::session::{
    Choose, Command, Effect, Found, LibraryCommand, LibraryEffect, LibraryOutcome, NoteChange, NoteOrder,
    PaneCommand, ReviewCommand, SavingOutcome, WorkCommand,
};

use crate::script::{Script, fingerprint};
use crate::texts::{SHARED, report};

fn loaded(review: Review) -> SavingOutcome {
    let loaded = Loaded { review, read_only: None, fingerprint: fingerprint() };
    SavingOutcome::Loaded { path: "/a.review.ron".into(), result: Ok(Box::new(loaded)) }
}

fn entry(number: usize, path: String) -> ReportEntry {
    ReportEntry {
        id: format!("r{number}").as_str().into(),
        path: path.into(),
        title: format!("报告{number}"),
        sha256: String::new(),
        characters: 0,
    }
}

fn note_on(number: usize, span: (usize, usize), words: &str) -> Note {
    let target = Target {
        report: format!("r{number}").as_str().into(),
        start: span.0,
        end: span.1,
        exact: words.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
        cut: None,
        section: Vec::new(),
    };
    Note::new(vec![target], Category::Wording, "林校", "请核对")
}

/// Two reports that share a passage, and a review with this number of notes on the first.
fn with_notes(count: usize) -> Script {
    let files = [("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))];
    let mut script = Script::with_files(files);
    let words = "请核对这一句";
    let mut review = Review::new("审阅");
    review.reports = vec![entry(1, "/a.txt".into()), entry(2, "/b.txt".into())];
    review.notes = (0..count).map(|_| note_on(1, (0, 2), words)).collect();
    script.take(loaded(review));
    let id = script.id("a.txt");
    assert!(script.session.document(id).is_some());
    script
}

/// The most notes and findings that one command of a sitting looks at.
fn most_visited(script: &mut Script) -> u64 {
    let id = script.id("a.txt");
    let span = script.span(id, "工作要点");
    let notes: Vec<_> = script.session.review().notes.iter().take(3).map(|note| note.id.clone()).collect();
    let mut commands: Vec<Command> = vec![
        WorkCommand::Step(1).into(),
        WorkCommand::OtherPlace.into(),
        WorkCommand::JudgeChosen(jiaokan::review::Judgement::Confirmed).into(),
        PaneCommand::Focus(1).into(),
        PaneCommand::StepSection(1).into(),
        PaneCommand::GoTo { report: id, span }.into(),
        ReviewCommand::StepNote(1).into(),
        ReviewCommand::ChooseNote(notes[0].clone(), Choose::Only).into(),
        ReviewCommand::ChangeNotes(NoteChange::Severity(Severity::Critical)).into(),
        ReviewCommand::ToggleResolved(notes[1].clone()).into(),
        ReviewCommand::DeleteNote(notes[2].clone()).into(),
    ];
    commands.extend([ReviewCommand::Undo, ReviewCommand::Undo, ReviewCommand::Redo].map(Command::from));
    let mut most = 0;
    for command in commands {
        let before = script.session.visited();
        script.run(command);
        most = most.max(script.session.visited() - before);
    }
    let before = script.session.visited();
    script.write_note(id, "工作要点", "写一条新的");
    most.max(script.session.visited() - before)
}

#[test]
fn a_key_looks_at_a_few_notes_however_many_there_are() {
    let few = most_visited(&mut with_notes(10));
    let many = most_visited(&mut with_notes(3_000));
    assert!(many <= few.max(8), "{few} with 10 notes, {many} with 3000");
}

#[test]
fn lists_that_are_updated_row_by_row_are_those_made_at_once() {
    for order in NoteOrder::ALL {
        let mut script = with_notes(40);
        script.run(ReviewCommand::SortNotes(order));
        most_visited(&mut script);
        let (listed, marks) = (script.session.notes().listed.clone(), marks(&script));
        script.run(ReviewCommand::SortNotes(order));
        assert_eq!(script.session.notes().listed, listed, "{order:?}");
        let review = script.session.review().clone();
        let mut anew = with_notes(0);
        anew.take(loaded(review));
        assert_eq!(self::marks(&anew), marks, "{order:?}");
    }
}

fn marks(script: &Script) -> Vec<(usize, usize)> {
    let marks = script.session.note_marks(script.id("a.txt")).iter();
    marks.map(|mark| (mark.span.start, mark.number)).collect()
}

#[test]
fn missing_reports_cost_their_own_notes_only() {
    const REPORTS: usize = 2_000;
    let mut script = Script::with_files([]);
    let path = |number: usize| format!("/reports/{number}.txt");
    let mut review = Review::new("审阅");
    review.reports = (0..REPORTS).map(|number| entry(number, path(number))).collect();
    review.notes = (0..REPORTS).map(|number| note_on(number, (0, 2), "请核对")).collect();
    script.session.absorb(loaded(review));
    let before = script.session.visited();
    let files = (0..REPORTS).map(|number| Found::from(std::path::PathBuf::from(path(number)))).collect();
    let effects = script.session.absorb(LibraryOutcome::Collected { files, unreadable: Vec::new() });
    for effect in effects {
        if let Effect::Library(LibraryEffect::Read { id, path, options }) = effect {
            let result = Err(ReadError { path, reason: Reason::Missing });
            script.session.absorb(LibraryOutcome::Read { id, options, result });
        }
    }
    assert!(script.session.activity().is_none());
    let visited = script.session.visited() - before;
    assert!(visited <= 4 * REPORTS as u64, "{visited} for {REPORTS} reports");
    let before = script.session.visited();
    script.run(LibraryCommand::RereadChanged);
    script.run(PaneCommand::SetCount(2));
    assert_eq!(script.session.visited(), before);
}
