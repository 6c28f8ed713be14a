//! The cost of a key in a session with 100,000 notes, 10,000 missing reports or reports of 750,000 headings:
//! `cargo bench --no-default-features --bench session`. Each is to stay below 5 ms.

use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use jiaokan::report::{ReadError, Reason, Report};
use jiaokan::review::store::{Loaded, save};
use jiaokan::review::{Category, Note, ReportEntry, Review, Target};
use jiaokan::session::{
    Choose, Document, Effect, Found, LibraryCommand, LibraryEffect, LibraryOutcome, PaneCommand,
    ReviewCommand, SavingOutcome, Session, Settings,
};
use jiaokan::structure::outline;

const NOTES: usize = 100_000;
const MISSING: usize = 10_000;
const HEADINGS: usize = 750_000;

fn main() {
    divan::main();
}

fn session() -> Session {
    Session::new(Settings { autosave: false, ..Settings::default() }, "林校")
}

/// Gives the session a review as if it had been read from a file.
fn load(session: &mut Session, review: Review) -> Vec<Effect> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("a.review.ron");
    let fingerprint = save(&file, &Review::new(""), None).expect("there is room");
    let loaded = Box::new(Loaded { review, read_only: None, fingerprint });
    session.absorb(SavingOutcome::Loaded { path: file, result: Ok(loaded) })
}

/// Opens these texts as if they had been read from files.
fn open(session: &mut Session, texts: &[(&str, String)]) {
    let paths: Vec<PathBuf> = texts.iter().map(|(path, _)| PathBuf::from(path)).collect();
    session.apply(LibraryCommand::Open(paths.clone()));
    let files = paths.into_iter().map(Found::from).collect();
    let effects = session.absorb(LibraryOutcome::Collected { files, unreadable: Vec::new() });
    for effect in effects {
        if let Effect::Library(LibraryEffect::Read { id, path, options }) = effect {
            let text = &texts.iter().find(|(of, _)| path.as_os_str() == *of).expect("it was asked for").1;
            let report = Report::from_text(path, text);
            let outline = outline(&report);
            let result = Ok(Arc::new(Document::new(report, outline)));
            session.absorb(LibraryOutcome::Read { id, options, result });
        }
    }
}

fn target(report: &str, start: usize) -> Target {
    Target {
        report: report.into(),
        start,
        end: start + 4,
        exact: "依法行政".into(),
        prefix: String::new(),
        suffix: String::new(),
        cut: None,
        section: vec!["一、制度建设".into()],
    }
}

fn entry(id: &str, path: String) -> ReportEntry {
    ReportEntry {
        id: id.into(),
        path: path.into(),
        title: String::new(),
        sha256: String::new(),
        characters: 0,
    }
}

/// A session of one report with 100,000 notes, all of them in place.
fn with_notes() -> Session {
    let mut session = session();
    let text = "依法行政".repeat(NOTES);
    open(&mut session, &[("/a.txt", text)]);
    let mut review = Review::new("审阅");
    review.reports = vec![entry("r1", "/a.txt".into())];
    let notes = (0..NOTES).map(|at| Note::new(vec![target("r1", at * 4)], Category::Wording, "林校", "核对"));
    review.notes = notes.collect();
    load(&mut session, review);
    session
}

#[divan::bench]
fn resolve_one_of_many_notes(bencher: Bencher<'_, '_>) {
    let mut session = with_notes();
    let id = session.review().notes[NOTES / 2].id.clone();
    bencher.bench_local(|| session.apply(ReviewCommand::ToggleResolved(id.clone())));
}

#[divan::bench]
fn undo_and_redo_among_many_notes(bencher: Bencher<'_, '_>) {
    let mut session = with_notes();
    let id = session.review().notes[NOTES / 2].id.clone();
    session.apply(ReviewCommand::DeleteNote(id));
    bencher.bench_local(|| {
        session.apply(ReviewCommand::Undo);
        session.apply(ReviewCommand::Redo)
    });
}

#[divan::bench]
fn step_through_many_notes(bencher: Bencher<'_, '_>) {
    let mut session = with_notes();
    bencher.bench_local(|| session.apply(ReviewCommand::StepNote(1)));
}

#[divan::bench]
fn type_into_a_note_among_many(bencher: Bencher<'_, '_>) {
    let mut session = with_notes();
    let id = session.review().notes[NOTES / 2].id.clone();
    session.apply(ReviewCommand::ChooseNote(id.clone(), Choose::Only));
    session.apply(ReviewCommand::EditNote(id));
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let draft = session.draft().expect("the editor is open");
        let note = Note { body: format!("第{number}次修改").as_str().into(), ..draft.note.clone() };
        session.apply(ReviewCommand::ChangeDraft(note))
    });
}

#[divan::bench]
fn move_the_focus_with_many_missing_reports(bencher: Bencher<'_, '_>) {
    let mut session = session();
    let mut review = Review::new("审阅");
    let path = |number: usize| format!("/reports/{number}.txt");
    review.reports = (0..MISSING).map(|number| entry(&format!("r{number}"), path(number))).collect();
    review.notes = (0..MISSING)
        .map(|number| Note::new(vec![target(&format!("r{number}"), 0)], Category::Wording, "林校", "核对"))
        .collect();
    load(&mut session, review);
    let files = (0..MISSING).map(|number| Found::from(PathBuf::from(path(number)))).collect();
    for effect in session.absorb(LibraryOutcome::Collected { files, unreadable: Vec::new() }) {
        if let Effect::Library(LibraryEffect::Read { id, path, options }) = effect {
            let result = Err(ReadError { path, reason: Reason::Missing });
            session.absorb(LibraryOutcome::Read { id, options, result });
        }
    }
    session.apply(PaneCommand::SetCount(2));
    let (first, last) = (session.entries()[0].id, session.entries()[MISSING - 1].id);
    let id = session.review().notes[MISSING / 2].id.clone();
    bencher.bench_local(|| {
        session.apply(PaneCommand::Show { report: first, pane: Some(0) });
        session.apply(PaneCommand::Show { report: last, pane: Some(1) });
        session.apply(ReviewCommand::ToggleResolved(id.clone()))
    });
}

/// Two reports of nothing but headings, beside each other.
fn with_headings() -> Session {
    let numerals: Vec<char> = "一二三四五六七八九十".chars().collect();
    let text: String =
        (0..HEADINGS).flat_map(|at| [numerals[at % numerals.len()], '、', '甲', '\n']).collect();
    let mut session = session();
    open(&mut session, &[("/a.txt", text.clone()), ("/b.txt", text)]);
    let ids: Vec<_> = session.entries().iter().map(|entry| entry.id).collect();
    let document = session.document(ids[0]).expect("it was read");
    assert_eq!(document.outline.sections.len(), HEADINGS);
    session.apply(PaneCommand::SetCount(2));
    for (pane, id) in ids.into_iter().enumerate() {
        session.apply(PaneCommand::Show { report: id, pane: Some(pane) });
        assert_eq!(session.panes().list[pane].report, Some(id));
    }
    session
}

#[divan::bench]
fn step_to_the_next_of_many_headings(bencher: Bencher<'_, '_>) {
    let mut session = with_headings();
    bencher.bench_local(|| session.apply(PaneCommand::StepSection(1)));
}

#[divan::bench]
fn go_to_a_line_among_many_headings(bencher: Bencher<'_, '_>) {
    let mut session = with_headings();
    let mut line = 0;
    bencher.bench_local(|| {
        line = (line + 7_919) % HEADINGS + 1;
        session.apply(PaneCommand::GoToLine(line))
    });
}
