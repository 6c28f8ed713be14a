//! The session with many editions of the sample reports: processor time of the analysis and of what a reviewer does, and
//! the largest memory. `cargo bench --no-default-features --bench editions` prints a table for 200 and 1,000 reports.

#![allow(clippy::print_stdout, reason = "it prints a table")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot begin ends")]

#[path = "../tests/session/variants.rs"]
mod variants;

use std::path::PathBuf;
use std::sync::Arc;

use jiaokan::report::Report;
use jiaokan::review::Judgement;
use jiaokan::session::{
    AnalysisEffect, AnalysisOutcome, Document, Effect, Found, LibraryCommand, LibraryEffect, LibraryOutcome,
    PaneEffect, PaneOutcome, ReviewCommand, Session, Settings, Task, Ticket, WorkCommand, analyse,
};
use jiaokan::structure::outline;
use jiaokan::task::Cancel;

fn main() {
    // `cargo test --benches` only checks that it runs.
    let is_short = std::env::args().any(|argument| argument == "--test");
    for count in if is_short { &[22][..] } else { &[200, 1_000] } {
        measure(*count);
    }
}

fn measure(count: usize) {
    println!("{count} reports");
    let mut clock = Clock::start();
    let (mut session, ticket, task) = read(count);
    clock.tell("read", 1);
    let analysis = analyse(&task, &Cancel::default()).unwrap();
    clock.tell("analysis", 1);
    session.absorb(AnalysisOutcome { ticket, analysis });
    clock.tell("list of findings", 1);
    let findings = session.findings();
    println!(
        "  {} rows, {} in the tree, {} findings",
        session.listing().rows.len(),
        findings.tree.nodes.len(),
        findings.list.len()
    );
    for (name, commands) in [
        ("J", &[WorkCommand::Step(1)][..]),
        ("Shift+J, J", &[WorkCommand::StepCase(1), WorkCommand::Step(1)]),
    ] {
        for command in commands.iter().cycle().take(100 * commands.len()) {
            step(&mut session, command.clone());
        }
        clock.tell(name, 100);
    }
    for words in ["营", "营商", "营商环境", ""] {
        session.apply(WorkCommand::Filter(words.to_owned()));
    }
    clock.tell("a letter in the filter", 4);
    for _ in 0..10 {
        session.apply(WorkCommand::JudgeChosen(Judgement::Dismissed));
        session.apply(ReviewCommand::Undo);
    }
    clock.tell("X and undo", 10);
}

/// A session with this number of reports, and the analysis that it asks for.
fn read(count: usize) -> (Session, Ticket, Task) {
    let files = variants::variants(count);
    let mut session = Session::new(Settings { autosave: false, ..Settings::default() }, "林校");
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| PathBuf::from(path)).collect();
    session.apply(LibraryCommand::Open(paths.clone()));
    let found = paths.iter().cloned().map(Found::from).collect();
    let mut effects = session.absorb(LibraryOutcome::Collected { files: found, unreadable: Vec::new() });
    let mut asked = None;
    while let Some(effect) = effects.pop() {
        match effect {
            Effect::Library(LibraryEffect::Read { id, path, options }) => {
                let at = paths.iter().position(|other| *other == path).unwrap();
                let report = Report::from_text(path, &files[at].1);
                let outline = outline(&report);
                let result = Ok(Arc::new(Document::new(report, outline)));
                effects.extend(session.absorb(LibraryOutcome::Read { id, options, result }));
            }
            Effect::Analysis(AnalysisEffect::Run { ticket, task }) => asked = Some((ticket, task)),
            _ => {}
        }
    }
    let (ticket, task) = asked.unwrap();
    (session, ticket, task)
}

/// Runs a command and computes the differences that it asks for.
fn step(session: &mut Session, command: WorkCommand) {
    for effect in session.apply(command) {
        if let Effect::Panes(PaneEffect::Differ { ticket, wanted }) = effect {
            let found = wanted.iter().map(|wanted| (wanted.pair, wanted.differ())).collect();
            session.absorb(PaneOutcome::Differed { ticket, found });
        }
    }
}

/// Processor time of all threads since the last line.
struct Clock(f64);

impl Clock {
    fn start() -> Self {
        Self(used())
    }

    /// Prints the time of one of `times` equal steps, and the largest memory so far.
    fn tell(&mut self, name: &str, times: u32) {
        let each = (used() - self.0) / f64::from(times);
        println!("  {name:<24} {each:>10.2} ms {:>8.0} MB", largest());
        self.0 = used();
    }
}

/// Processor time of this process in milliseconds.
fn used() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Largest resident memory of this process in megabytes; 0 where the system does not say.
fn largest() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1e3
}
