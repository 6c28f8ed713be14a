//! Commands and results in any order, with any numbers: nothing panics, nothing that was kept goes missing, and every
//! index that the window follows can be followed.

use jiaokan::message::Message;
use jiaokan::report::Encoding;
use jiaokan::review::NoteId;
use jiaokan::session::{
    Answer, Command, Effect, LibraryCommand, MAX_PANES, Outcome, PaneCommand, Picker, ReportId,
    ReviewCommand, SavingCommand, SavingEffect, SavingOutcome, Selection, Session, SettingsCommand,
    ShellEffect, ShellOutcome, Spot, Switch, WorkCommand, Write,
};
use jiaokan::text::Span;
use proptest::prelude::*;

use crate::script::{Script, fingerprint};
use crate::texts::{PHRASE, SHARED, repeated, report};

/// What happens next.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few steps of a test")]
enum Step {
    Do(Command),
    /// Types into the editor, if it is open.
    Type(&'static str),
    Edit(usize),
    Delete(usize),
    Toggle(usize),
    GoTo(usize),
    /// Does the first, or the last, of what was asked for and is still to be done.
    Work {
        last: bool,
    },
    /// Answers the same for a write: done, or failed.
    Write {
        works: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let id = || (0..5u32).prop_map(ReportId);
    let span = || (0..400usize, 0..60usize).prop_map(|(start, length)| Span::new(start, start + length));
    let path = prop_oneof![Just("/a.txt"), Just("/b.txt"), Just("/c.txt"), Just("/gone.txt"), Just("/")];
    let browse = prop_oneof![
        path.prop_map(|path| Command::Library(LibraryCommand::Open(vec![path.into()]))),
        (id(), prop::option::of(Just(Encoding::Gb18030)))
            .prop_map(|(id, encoding)| Command::Library(LibraryCommand::Reread(id, encoding))),
        id().prop_map(LibraryCommand::Close).prop_map(Command::Library),
        (id(), prop::option::of(0..3usize))
            .prop_map(|(report, pane)| Command::Panes(PaneCommand::Show { report, pane })),
        (id(), span()).prop_map(|(report, span)| Command::Panes(PaneCommand::GoTo { report, span })),
        (0..4usize).prop_map(PaneCommand::Focus).prop_map(Command::Panes),
        (0..4usize).prop_map(PaneCommand::SetCount).prop_map(Command::Panes),
        (0..4usize).prop_map(PaneCommand::Close).prop_map(Command::Panes),
        (0..3usize, id(), span()).prop_map(|(pane, report, span)| Command::Panes(PaneCommand::Select(Some(
            Selection { pane, report, span }
        )))),
        Just(Command::Panes(PaneCommand::CopySelection)),
        (-2..3isize).prop_map(WorkCommand::Step).prop_map(Command::Work),
        (0..6usize).prop_map(WorkCommand::Choose).prop_map(Command::Work),
        (0..6usize, 0..4usize, 0..3usize, 0..500usize).prop_map(|(finding, place, pane, position)| {
            Command::Work(WorkCommand::ChoosePlace {
                finding,
                place,
                pane,
                at: Spot { position, height: 9.0 },
            })
        }),
        Just(Command::Work(WorkCommand::OtherPlace)),
        any::<bool>()
            .prop_map(|show_phrases| Command::Settings(SettingsCommand::Turn(Switch::Phrases, show_phrases))),
    ];
    let write = prop_oneof![
        Just(Command::Review(ReviewCommand::BeginNote)),
        Just(Command::Review(ReviewCommand::CommitNote)),
        Just(Command::Review(ReviewCommand::Undo)),
        Just(Command::Review(ReviewCommand::Redo)),
        Just(Command::Saving(SavingCommand::Save)),
        Just(Command::Saving(SavingCommand::SaveAs)),
        Just(Command::Saving(SavingCommand::Quit)),
        prop_oneof![Just(Answer::Save), Just(Answer::Stay)]
            .prop_map(SavingCommand::Answer)
            .prop_map(Command::Saving),
    ];
    prop_oneof![
        6 => browse.prop_map(Step::Do),
        4 => write.prop_map(Step::Do),
        2 => prop_oneof![Just("请核对"), Just("一样的话"), Just(" ")].prop_map(Step::Type),
        1 => (0..4usize).prop_map(Step::Edit),
        1 => (0..4usize).prop_map(Step::Delete),
        1 => (0..4usize).prop_map(Step::Toggle),
        1 => (0..4usize).prop_map(Step::GoTo),
        5 => any::<bool>().prop_map(|last| Step::Work { last }),
        2 => any::<bool>().prop_map(|works| Step::Write { works }),
    ]
}

fn note(session: &Session, index: usize) -> Option<NoteId> {
    session.review().notes.get(index).map(|note| note.id.clone())
}

/// What comes of writes and of asking where to write.
fn answer(effect: &Effect, works: bool) -> Option<Outcome> {
    match effect {
        Effect::Saving(SavingEffect::Write(Write { path, revision, .. })) => {
            let result = if works { Ok(fingerprint()) } else { Err(Message::new("job-failed")) };
            Some(Outcome::Saving(SavingOutcome::Saved { path: path.clone(), revision: *revision, result }))
        }
        Effect::Shell(ShellEffect::Pick(picker @ Picker::SaveReview { .. })) => {
            let chosen = if works { vec!["/x".into()] } else { Vec::new() };
            Some(Outcome::Shell(ShellOutcome::Picked(picker.clone(), chosen)))
        }
        _ => None,
    }
}

fn take_step(script: &mut Script, step: Step) {
    let command = match step {
        Step::Do(command) => Some(command),
        Step::Type(words) => {
            if script.session.draft().is_some() {
                script.type_note(words);
            }
            None
        }
        Step::Edit(index) => note(&script.session, index).map(ReviewCommand::EditNote).map(Command::Review),
        Step::Delete(index) => {
            note(&script.session, index).map(ReviewCommand::DeleteNote).map(Command::Review)
        }
        Step::Toggle(index) => {
            note(&script.session, index).map(ReviewCommand::ToggleResolved).map(Command::Review)
        }
        Step::GoTo(index) => note(&script.session, index).map(ReviewCommand::GoToNote).map(Command::Review),
        Step::Work { last } => {
            let found: Vec<usize> =
                (0..script.left.len()).filter(|&at| script.outcome(&script.left[at]).is_some()).collect();
            if let Some(&at) = if last { found.last() } else { found.first() } {
                let effect = script.left.remove(at);
                let outcome = script.outcome(&effect).unwrap();
                let next = script.session.absorb(outcome);
                script.left.extend(next);
            }
            None
        }
        Step::Write { works } => {
            let at = script.left.iter().position(|effect| answer(effect, works).is_some());
            if let Some(at) = at {
                let effect = script.left.remove(at);
                let next = script.session.absorb(answer(&effect, works).unwrap());
                script.left.extend(next);
            }
            None
        }
    };
    if let Some(command) = command {
        let next = script.tell(command);
        script.left.extend(next);
    }
}

/// What holds after every step.
fn assert_sound(session: &Session) {
    let panes = session.panes();
    assert!((1..=MAX_PANES).contains(&panes.list.len()) && panes.focus < panes.list.len());
    for report in panes.list.iter().filter_map(|pane| pane.report) {
        assert!(session.entry(report).is_some(), "a pane shows what is not open");
    }
    if let Some(selection) = session.selection() {
        let text = session.document(selection.report).unwrap().text();
        assert!(selection.span.end <= text.characters() && !selection.span.is_empty());
        assert_eq!(panes.list[selection.pane].report, Some(selection.report));
    }
    if let Some(chosen) = session.chosen() {
        let places = &session.findings().list[chosen.finding].places;
        assert!(chosen.places.iter().all(|&place| place < places.len()));
    }
    for entry in session.entries() {
        let Some(document) = entry.document() else { continue };
        let end = document.text().characters();
        assert!(session.findings().marks(entry.id).iter().all(|mark| mark.span.end <= end));
        assert!(session.note_marks(entry.id).iter().all(|mark| mark.span.end <= end));
    }
    for note in &session.review().notes {
        assert!(!note.targets.is_empty() && !note.body.trim().is_empty());
        for target in &note.targets {
            assert!(
                session.review().report(&target.report).is_some(),
                "a note speaks of a report that is listed"
            );
        }
        for place in session.note_places(&note.id) {
            if let (Some(report), Some(span)) = (place.report, place.span) {
                let text = session.document(report).unwrap().text();
                assert!(note.targets.iter().any(|target| target.exact == text.slice(span)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_sitting_holds_together(steps in prop::collection::vec(step(), 1..60)) {
        let mut script = Script::open([
            ("/a.txt", report("石桥县", SHARED)),
            ("/b.txt", report("云溪县", &format!("{SHARED}\n{PHRASE}"))),
            ("/c.txt", repeated()),
        ]);
        for step in steps {
            let (draft, deletes) = (script.session.draft().cloned(), matches!(step, Step::Delete(_)));
            take_step(&mut script, step);
            assert_sound(&script.session);
            // What was typed is still being typed, or is a note.
            if let Some(before) = draft.filter(|before| before.touched && !before.note.body.trim().is_empty()) {
                let id = &before.note.id;
                let typed = script.session.draft().is_some_and(|draft| draft.note.id == *id);
                prop_assert!(typed || script.session.review().note(id).is_some() || deletes);
            }
            let closes = script.left.iter().any(|effect| matches!(effect, Effect::Shell(ShellEffect::Close)));
            prop_assert!(!closes || !script.session.has_unsaved_work(), "it closes over unsaved work");
            let is_done = |effect: &Effect| {
                matches!(
                    effect,
                    Effect::Shell(ShellEffect::Close | ShellEffect::Copy(_) | ShellEffect::StoreSettings(_))
                )
            };
            script.left.retain(|effect| !is_done(effect));
        }
    }
}
