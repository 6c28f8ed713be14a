//! Kills the program at random moments, and checks that everything it had acknowledged is on disk.
//!
//! The test starts itself as a child process with the real session, workers and files, which writes, changes and deletes
//! notes at random, undoes, types and saves. Before it hands a change to the journal it prints a digest of notes and draft
//! (`state`), and once the journal reports that the change is on disk it prints that (`ack`). Then it is killed (SIGKILL).
//! Review and journal together must yield a state no older than the last acknowledged one. The next run of the child
//! begins by restoring it, as a user would.
//!
//! Kills 100 times; `JIAOKAN_CRASHES=1000 cargo test --no-default-features --test crash` kills 1,000 times.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "test helpers may unwrap")]

mod dice;
mod hang;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use dice::Dice;
use hang::Hang;
use jiaokan::jobs::{Jobs, Places};
use jiaokan::review::journal::{left_over, recover};
use jiaokan::review::store::load;
use jiaokan::review::{Note, NoteId};
use jiaokan::session::{
    Command, Draft, Effect, LibraryCommand, Outcome, PaneCommand, Picker, ReviewCommand, SavingCommand,
    SavingEffect, SavingOutcome, Selection, Session, Settings, ShellOutcome,
};
use jiaokan::text::Span;
use sha2::{Digest as _, Sha256};

const FOLDER: &str = "JIAOKAN_CRASH_FOLDER";
const SEED: &str = "JIAOKAN_CRASH_SEED";
const CRASHES: &str = "JIAOKAN_CRASHES";

/// Number of runs on one review before a new one is begun.
const LIVES: usize = 12;

fn review_in(folder: &Path) -> PathBuf {
    folder.join("审 阅.review.ron")
}

fn places(folder: &Path) -> Places {
    Places { state: Some(folder.join("state")), ..Places::default() }
}

/// A short digest of the notes, and of the draft.
fn digest(notes: &[Note], draft: Option<&Note>) -> (String, String) {
    let short = |text: String| {
        Sha256::digest(text)[..8].iter().fold(String::new(), |out, byte| format!("{out}{byte:02x}"))
    };
    (short(format!("{notes:?}")), draft.map_or("-".to_owned(), |note| short(format!("{note:?}"))))
}

// ---- The process that is killed.

/// A session that works until it is killed.
struct Sitting {
    session: Session,
    jobs: Jobs,
    random: Dice,
    folder: PathBuf,
    /// Number of answers about journals still awaited.
    asked: usize,
}

impl Sitting {
    fn draft(&self) -> Option<&Draft> {
        self.session.draft().filter(|draft| {
            let before = self.session.review().note(&draft.note.id);
            let is_new = !before.is_some_and(|before| draft.note.says_the_same(before));
            draft.touched && !draft.note.body.trim().is_empty() && is_new
        })
    }

    fn tell(&mut self, command: impl Into<Command>) {
        let effects = self.session.apply(command);
        self.work(effects);
    }

    fn absorb(&mut self, outcome: impl Into<Outcome>) {
        let outcome = outcome.into();
        if let Outcome::Saving(SavingOutcome::Journalled(number)) = outcome {
            println!("@ack {number}");
        }
        self.asked -= usize::from(matches!(
            outcome,
            Outcome::Saving(SavingOutcome::LeftOver(..) | SavingOutcome::Restored { .. })
        ));
        let effects = self.session.absorb(outcome);
        self.work(effects);
    }

    fn work(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Saving(SavingEffect::Journal(number, _)) = &effect {
                let draft = self.draft().map(|draft| &draft.note);
                let (notes, draft) = digest(&self.session.review().notes, draft);
                println!("@state {number} {notes} {draft}");
            }
            let asks = matches!(
                effect,
                Effect::Saving(
                    SavingEffect::Load(_) | SavingEffect::FindJournals | SavingEffect::ReadJournal(_)
                )
            );
            self.asked += usize::from(asks);
            self.jobs.perform(effect);
        }
    }

    /// Waits for all answers about journals.
    fn until_answered(&mut self) {
        while self.asked > 0 {
            if let Some(outcome) = self.jobs.wait_for(Duration::from_mins(1)) {
                self.absorb(outcome);
            }
        }
    }

    fn until(&mut self, holds: impl Fn(&Session) -> bool) {
        let hang = Hang::guard();
        while !holds(&self.session) {
            hang.check("the state that this run needs");
            if let Some(outcome) = self.jobs.wait_for(Duration::from_millis(20)) {
                self.absorb(outcome);
            }
        }
    }

    /// Restores what the previous run left behind.
    fn begin(&mut self) {
        let review = review_in(&self.folder);
        let reports = self.folder.join("报告.txt");
        let has_file = review.exists();
        self.tell(LibraryCommand::Open(vec![if has_file { review } else { reports }]));
        self.until(|session| session.activity().is_none() && !session.entries().is_empty());
        if !has_file {
            self.tell(SavingCommand::LookForJournals);
        }
        self.until_answered();
        if let [left] = self.session.left_over() {
            let journal = left.journal.clone();
            self.tell(SavingCommand::Restore(journal));
            self.until_answered();
        }
        assert!(self.session.left_over().is_empty(), "{:?}", self.session.left_over());
        self.until(|session| session.activity().is_none());
    }

    fn note(&mut self) -> Option<NoteId> {
        let count = self.session.review().notes.len();
        let index = self.random.roll(count.max(1));
        self.session.review().notes.get(index).map(|note| note.id.clone())
    }

    fn type_words(&mut self) {
        let Some(draft) = self.session.draft() else { return };
        let note = draft.note.clone();
        // Occasionally a long one, which may be interrupted while it is written.
        let length = if self.random.roll(20) == 0 { 20_000 } else { self.random.roll(40) + 1 };
        let words = "字".repeat(length);
        let body = format!("{words}{}", self.random.roll(1_000_000));
        self.tell(ReviewCommand::ChangeDraft(Note { body, ..note }));
    }

    fn step(&mut self) {
        match self.random.roll(14) {
            0..3 => {
                let (report, end) = {
                    let entry = &self.session.entries()[0];
                    (entry.id, entry.document().unwrap().text().characters())
                };
                let start = self.random.roll(end - 8);
                let span = Span::new(start, start + 1 + self.random.roll(7));
                self.tell(PaneCommand::Show { report, pane: Some(0) });
                self.tell(PaneCommand::Select(Some(Selection { pane: 0, report, span })));
                self.tell(ReviewCommand::BeginNote);
                self.type_words();
            }
            3..5 => self.tell(ReviewCommand::CommitNote),
            5 => {
                if let Some(id) = self.note() {
                    self.tell(ReviewCommand::EditNote(id));
                }
            }
            6 => self.type_words(),
            7 => {
                if let Some(id) = self.note() {
                    self.tell(ReviewCommand::ToggleResolved(id));
                }
            }
            8 => {
                if let Some(id) = self.note().filter(|_| self.session.review().notes.len() > 20) {
                    self.tell(ReviewCommand::DeleteNote(id));
                }
            }
            9 => self.tell(ReviewCommand::Undo),
            10 => self.tell(ReviewCommand::Redo),
            11 => self.tell(ReviewCommand::CancelNote),
            12 if self.session.review_path().is_some() => self.absorb(SavingOutcome::TimeToSave),
            12 if self.random.roll(4) == 0 => {
                let picker = Picker::SaveReview { name: String::new(), folder: None };
                self.absorb(ShellOutcome::Picked(picker, vec![review_in(&self.folder)]));
            }
            _ if self.session.review_path().is_some() => self.tell(SavingCommand::Save),
            _ => {}
        }
    }
}

#[test]
fn child_that_works_until_it_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let seed = std::env::var(SEED).unwrap().parse().unwrap();
    let folder = PathBuf::from(folder);
    let settings = Settings { autosave: true, ..Settings::default() };
    let jobs = Jobs::new(Arc::new(|| {}), places(&folder));
    let mut sitting =
        Sitting { session: Session::new(settings, "林校"), jobs, random: Dice(seed), folder, asked: 0 };
    sitting.begin();
    println!("@ready");
    loop {
        sitting.step();
        while let Some(outcome) = sitting.jobs.wait_for(Duration::ZERO) {
            sitting.absorb(outcome);
        }
        if sitting.random.roll(3) == 0 {
            thread::sleep(Duration::from_micros(sitting.random.roll(4000) as u64));
        }
    }
}

// ---- The process that kills.

/// The lines that the child prints until it is gone.
fn listen(child: &mut Child) -> Receiver<String> {
    let (sender, lines) = channel();
    let out = BufReader::new(child.stdout.take().unwrap());
    thread::spawn(move || {
        for line in out.split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            // The test harness may print on the same line first.
            if let Some(at) = line.find('@') {
                let _ = sender.send(line[at..].to_owned());
            }
        }
    });
    lines
}

/// The state that review and journal yield together. Neither may be damaged.
fn on_disk(folder: &Path) -> (String, String) {
    let file = review_in(folder);
    let loaded = file.exists().then(|| load(&file).expect("the review can be read"));
    let (found, unreadable) = left_over(&places(folder).journals().unwrap());
    assert!(unreadable.is_empty(), "{unreadable:?}");
    if found.len() > 1 {
        let kept = folder.parent().unwrap().join("jiaokan-crash");
        let _ = Process::new("cp").args(["-r"]).arg(folder).arg(&kept).status();
        panic!("one journal at a time: {found:?}");
    }
    let Some(left) = found.first() else {
        return digest(&loaded.map(|loaded| loaded.review.notes).unwrap_or_default(), None);
    };
    let recovered = recover(&left.journal).expect("the journal can be read");
    assert!(!recovered.is_damaged());
    // A run killed during its first save does not know of the file.
    let standing = recovered.against(loaded.as_ref().filter(|_| recovered.path.is_some()));
    if standing.merged {
        let kept = folder.parent().unwrap().join("jiaokan-crash");
        let _ = Process::new("cp").args(["-r"]).arg(folder).arg(&kept).status();
        panic!("no other program wrote to the file: {}", kept.display());
    }
    let mut review = standing.review;
    for step in standing.steps {
        step.apply(&mut review).unwrap();
    }
    digest(&review.notes, recovered.draft.as_ref().map(|draft| &draft.note))
}

/// Runs and kills the child once; returns the number of states that it acknowledged.
fn live_and_die(folder: &Path, seed: u64, random: &mut Dice) -> usize {
    let before = on_disk(folder);
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_that_works_until_it_is_killed", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = listen(&mut child);
    let mut said = Vec::new();
    // Some runs are killed while they restore what the previous one left.
    if random.roll(8) == 0 {
        thread::sleep(Duration::from_millis(random.roll(60) as u64));
    } else {
        for line in &lines {
            said.push(line);
            if said.last().is_some_and(|line| line == "@ready") {
                break;
            }
        }
        assert!(said.iter().any(|line| line == "@ready"), "the process ended by itself: {said:?}");
        thread::sleep(Duration::from_micros(random.roll(120_000) as u64));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    said.extend(lines);

    let mut states = vec![(0, before)];
    let mut acknowledged = 0;
    let mut count = 0;
    for line in &said {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["@state", number, notes, draft] => {
                states.push((number.parse::<u64>().unwrap(), ((*notes).to_owned(), (*draft).to_owned())));
            }
            ["@ack", number] => {
                acknowledged = number.parse().unwrap();
                count += 1;
            }
            _ => {}
        }
    }
    let (notes, draft) = on_disk(folder);
    let allowed = || states.iter().filter(|(number, _)| *number >= acknowledged).map(|(_, state)| state);
    assert!(
        allowed().any(|state| state.0 == notes),
        "seed {seed}: notes {notes} after {acknowledged}: {states:?}, in {}",
        folder.display()
    );
    assert!(
        allowed().any(|state| state.1 == draft),
        "seed {seed}: draft {draft} after {acknowledged}: {states:?}, in {}",
        folder.display()
    );
    count
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let crashes: usize = std::env::var(CRASHES).ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    let lines: Vec<String> = (0..60).map(|n| format!("（{n}）石桥县第{n}项工作按年度计划推进。\n")).collect();
    let text = lines.concat();
    let begun = Instant::now();
    let mut random = Dice(u64::from(std::process::id()));
    let (mut lives, mut acknowledged) = (0, 0);
    while lives < crashes {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap();
        fs::write(path.join("报告.txt"), &text).unwrap();
        for _ in 0..LIVES.min(crashes - lives) {
            lives += 1;
            acknowledged += live_and_die(&path, random.roll(usize::MAX) as u64, &mut random);
        }
    }
    eprintln!("killed {lives} times in {:?}; {acknowledged} acknowledgements, all kept", begun.elapsed());
    assert!(acknowledged > lives, "it hardly got to work");
}
