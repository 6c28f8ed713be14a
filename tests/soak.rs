//! Random commands, drawn from a seed, against the session with its real workers on the samples. Nothing panics, memory does
//! not grow from sitting to sitting, and undoing everything restores the beginning. Run at length by hand:
//!
//! ```sh
//! JIAOKAN_SOAK_MINUTES=20 cargo test --no-default-features --test soak -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]

mod dice;
mod hang;
#[path = "soak/long.rs"]
mod long;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use dice::Dice;
use hang::Hang;
use jiaokan::jobs::{Jobs, Places};
use jiaokan::report::use_extractor;
use jiaokan::review::{Judgement, NoteId, Review, Severity, Status};
use jiaokan::session::{
    CaseOrder, Choose, Command, CompareCommand, Effect, LibraryCommand, NoteChange, NoteOrder, PaneCommand,
    Picker, ReportId, ReviewCommand, SavingCommand, SearchCommand, Selection, Session, Settings,
    SettingsCommand, ShellCommand, ShellEffect, ShellOutcome, Spot, Switch, View, Wanted, WorkCommand,
};
use jiaokan::text::Span;
use long::{count_panics, panics, sit};

/// A session with a folder of its own.
struct Sitting {
    session: Session,
    jobs: Jobs,
    folder: tempfile::TempDir,
    dice: Dice,
}

impl Sitting {
    fn begin(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let places = Places { state: Some(folder.path().join("state")), ..Places::default() };
        let settings = Settings { autosave_seconds: 5, ..Settings::default() };
        let session = Session::new(settings, "林校");
        let jobs = Jobs::new(Arc::new(|| {}), places);
        let mut sitting = Self { session, jobs, folder, dice: Dice(seed) };
        let samples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reports"));
        sitting.run(LibraryCommand::Open(vec![samples]));
        sitting.settle();
        assert!(sitting.session.findings().list.len() > 10, "the samples are open and compared");
        sitting
    }

    fn run(&mut self, command: impl Into<Command>) {
        let effects = self.session.apply(command);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                // There is no user to answer a dialog.
                Effect::Shell(ShellEffect::Pick(Picker::SaveReview { .. })) => {
                    let path = self.folder.path().join("a.review.ron");
                    let picker = Picker::SaveReview { name: String::new(), folder: None };
                    let next = self.session.absorb(ShellOutcome::Picked(picker, vec![path]));
                    self.perform(next);
                }
                Effect::Shell(ShellEffect::Pick(picker)) => {
                    let next = self.session.absorb(ShellOutcome::Picked(picker, Vec::new()));
                    self.perform(next);
                }
                effect => drop(self.jobs.perform(effect)),
            }
        }
    }

    fn take_in(&mut self) {
        for outcome in self.jobs.poll() {
            let effects = self.session.absorb(outcome);
            self.perform(effects);
        }
    }

    fn settle(&mut self) {
        let hang = Hang::guard();
        while self.session.activity().is_some() {
            hang.check(self.session.activity());
            if let Some(outcome) = self.jobs.wait_for(Duration::from_millis(200)) {
                let effects = self.session.absorb(outcome);
                self.perform(effects);
            }
        }
        self.take_in();
    }

    fn report(&mut self) -> ReportId {
        let ids: Vec<ReportId> = self.session.entries().iter().map(|entry| entry.id).collect();
        if ids.is_empty() { ReportId(0) } else { self.dice.of(&ids) }
    }

    fn span(&mut self) -> Span {
        let start = self.dice.roll(3_000);
        Span::new(start, start + self.dice.roll(120))
    }

    fn note(&mut self) -> Option<NoteId> {
        let ids: Vec<NoteId> = self.session.review().notes.iter().map(|note| note.id.clone()).collect();
        (!ids.is_empty()).then(|| self.dice.of(&ids))
    }

    fn set(&mut self) -> SettingsCommand {
        match self.dice.roll(7) {
            0 => SettingsCommand::Toggle(Switch::HideFurniture),
            1 => SettingsCommand::Toggle(Switch::Phrases),
            2 => SettingsCommand::MinLength(self.dice.of(&[12, 20, 40])),
            3 => SettingsCommand::Toggle(Switch::LinkScrolling),
            4 => SettingsCommand::Toggle(Switch::HideEqualRows),
            5 => SettingsCommand::ReadingSize(self.dice.of(&[12.0, 16.0, 28.0])),
            _ => {
                let orders = [CaseOrder::Worth, CaseOrder::Report, CaseOrder::Text, CaseOrder::Open];
                SettingsCommand::CaseOrder(self.dice.of(&orders))
            }
        }
    }

    /// A random command; `None` if it would need a note and there is none.
    fn draw(&mut self) -> Option<Command> {
        let by = self.dice.of(&[-3, -1, 1, 1, 1, 2]);
        let index = self.dice.roll(40);
        let judgement = self.dice.of(&[Judgement::Confirmed, Judgement::Dismissed]);
        let severity = self.dice.of(&[Severity::Info, Severity::Minor, Severity::Major, Severity::Critical]);
        let words = ["法治", "2024年", "", "不存在的词", "[", "(a+)+$"];
        Some(match self.dice.roll(60) {
            0..8 => Command::Work(WorkCommand::Step(by)),
            8 => Command::Work(WorkCommand::Choose(index)),
            9 => Command::Work(WorkCommand::ChoosePlace {
                finding: index,
                place: self.dice.roll(3),
                pane: self.dice.roll(4),
                at: Spot { position: self.dice.roll(3_000), height: 80.0 },
            }),
            10 => Command::Work(WorkCommand::OtherPlace),
            11 => Command::Work(WorkCommand::JudgeChosen(judgement)),
            12 => {
                let (judgement, reason) = (Some(judgement), Some("说明".to_owned()));
                Command::Work(WorkCommand::Judge { finding: index, judgement, reason })
            }
            13 => Command::Work(WorkCommand::ClearChoice),
            14 => Command::Panes(PaneCommand::Show { report: self.report(), pane: Some(self.dice.roll(5)) }),
            15 => Command::Panes(PaneCommand::GoTo { report: self.report(), span: self.span() }),
            16 => Command::Panes(PaneCommand::Focus(self.dice.roll(5))),
            17 => Command::Panes(PaneCommand::SetCount(self.dice.roll(6))),
            18 => Command::Panes(PaneCommand::Close(self.dice.roll(5))),
            19 => Command::Panes(PaneCommand::Move { from: self.dice.roll(5), to: self.dice.roll(5) }),
            20..24 => {
                let (pane, span) = (self.dice.roll(4), self.span());
                let report = self.session.panes().list.get(pane).and_then(|pane| pane.report);
                Command::Panes(PaneCommand::Select(report.map(|report| Selection { pane, report, span })))
            }
            24 => Command::Panes(PaneCommand::SelectAll),
            25 => Command::Panes(PaneCommand::CopySelection),
            26..30 => Command::Review(ReviewCommand::BeginNote),
            30..33 => {
                let mut note = self.session.draft()?.note.clone();
                note.body.push_str(self.dice.of(&["请核实。", "\n", "与上年相同"]));
                note.severity = severity;
                Command::Review(ReviewCommand::ChangeDraft(note))
            }
            33..37 => Command::Review(ReviewCommand::CommitNote),
            37 => Command::Review(ReviewCommand::CancelNote),
            38 => Command::Review(ReviewCommand::EditNote(self.note()?)),
            39 => Command::Review(ReviewCommand::DeleteNote(self.note()?)),
            40 => Command::Review(ReviewCommand::ToggleResolved(self.note()?)),
            41 => Command::Review(ReviewCommand::GoToNote(self.note()?)),
            42 => Command::Review(ReviewCommand::ChooseNote(
                self.note()?,
                self.dice.of(&[Choose::Only, Choose::Too, Choose::UpTo]),
            )),
            43 => Command::Review(ReviewCommand::ChangeNotes(self.dice.of(&[
                NoteChange::Status(Status::Resolved),
                NoteChange::Severity(Severity::Major),
                NoteChange::AddTag("数据".to_owned()),
                NoteChange::RemoveTag("数据".to_owned()),
                NoteChange::Delete,
            ]))),
            44 => Command::Review(ReviewCommand::SetSeverity(severity)),
            45 => Command::Review(ReviewCommand::FilterNotes(
                self.dice.of(&["", "状态:未解决", "程度:较重", "?"]).to_owned(),
            )),
            46 => Command::Review(ReviewCommand::SortNotes(self.dice.of(&[
                NoteOrder::Written,
                NoteOrder::Place,
                NoteOrder::Changed,
            ]))),
            47 => Command::Work(WorkCommand::Filter(
                self.dice.of(&["", "类型:近似", "字数:>30 结论:未定", "(("]).to_owned(),
            )),
            48..50 => Command::Review(ReviewCommand::Undo),
            50 => Command::Review(ReviewCommand::Redo),
            51 => Command::Saving(SavingCommand::Save),
            52 => self.set().into(),
            53 => Command::Panes(PaneCommand::SetView(self.dice.of(&[
                View::Panes,
                View::Compare,
                View::Matrix,
            ]))),
            54 => Command::Compare(CompareCommand::StepDifference(by)),
            55 => Command::Search(SearchCommand::Find(Wanted {
                words: self.dice.of(&words).to_owned(),
                regex: self.dice.roll(2) == 0,
                only_here: self.dice.roll(2) == 0,
            })),
            56 => Command::Search(SearchCommand::Step(by)),
            57 => Command::Panes(PaneCommand::StepJump(by)),
            58 => Command::Panes(PaneCommand::StepSection(by)),
            _ => self.rare(),
        })
    }

    /// A random command that is expensive or changes much.
    fn rare(&mut self) -> Command {
        match self.dice.roll(6) {
            0 => Command::Library(LibraryCommand::Reread(self.report(), None)),
            1 => Command::Library(LibraryCommand::Close(self.report())),
            2 => Command::Library(LibraryCommand::Open(vec![PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/sample_reports"
            ))])),
            3 => Command::Shell(ShellCommand::CopyDiagnostics),
            4 => Command::Compare(CompareCommand::Reports(self.report(), self.report())),
            _ => Command::Panes(PaneCommand::GoToLine(self.dice.roll(100))),
        }
    }

    /// Gives `commands` random commands; returns the highest number of notes and verdicts.
    fn live(&mut self, commands: usize) -> usize {
        let mut most = 0;
        for _ in 0..commands {
            if let Some(command) = self.draw() {
                self.run(command);
            }
            self.take_in();
            if self.dice.roll(50) == 0 {
                self.settle();
            }
            let notices: Vec<u64> = self.session.notices().iter().map(|notice| notice.id).collect();
            for id in notices {
                self.run(ShellCommand::Dismiss(id));
            }
            most = most.max(self.session.review().notes.len() + self.session.review().verdicts.len());
        }
        self.settle();
        most
    }

    /// Undoes everything; returns the name of each step and the work before it was undone.
    fn undo_all(&mut self) -> Vec<(&'static str, String)> {
        self.run(ReviewCommand::CancelNote);
        let mut steps = Vec::new();
        while let Some(name) = self.session.undo_name() {
            steps.push((name, work(self.session.review())));
            self.run(ReviewCommand::Undo);
        }
        steps
    }
}

/// The part of a review that undo restores. Identities of reports are updated while reading, which is no edit.
fn work(review: &Review) -> String {
    format!("{:?} {:?}", review.notes, review.verdicts)
}

fn sitting(seed: u64, commands: usize) -> (usize, usize) {
    let mut sitting = Sitting::begin(seed);
    let beginning = work(sitting.session.review());
    let most = sitting.live(commands);
    let end = work(sitting.session.review());
    let steps = sitting.undo_all();
    assert_eq!(work(sitting.session.review()), beginning, "seed {seed}: undone to the beginning");
    for (name, after) in steps.iter().rev() {
        sitting.run(ReviewCommand::Redo);
        assert_eq!(&work(sitting.session.review()), after, "seed {seed}: {name} done again");
    }
    assert_eq!(work(sitting.session.review()), end, "seed {seed}: done again to the end");
    (most, steps.len())
}

fn prepare() {
    use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    count_panics();
}

#[test]
fn a_short_sitting_can_be_undone_to_its_beginning() {
    prepare();
    let (most, steps) = sitting(7, 1_500);
    assert!(most > 5 && steps > most, "something was done: {most} at the most in {steps} steps");
    assert_eq!(panics(), 0);
}

#[test]
#[ignore = "as long as JIAOKAN_SOAK_MINUTES says"]
fn a_long_sitting_neither_panics_nor_grows() {
    prepare();
    sit(|seed| {
        let (most, steps) = sitting(seed, 5_000);
        format!("{most} notes and verdicts, {steps} steps")
    });
}
