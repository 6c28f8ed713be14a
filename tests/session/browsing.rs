//! Opening and closing reports, walking findings, panes and selections.

use std::path::PathBuf;
use std::sync::Arc;

use jiaokan::message::Message;
use jiaokan::report::{Encoding, Pages, PassedKind, ReadError, ReadOptions, Reason};
use jiaokan::session::{
    Activity, AnalysisOutcome, Chosen, Command, Effect, Entry, EntryState, Found, LibraryCommand,
    LibraryEffect, LibraryOutcome, MarkKind, NoticeKind, Outcome, PaneCommand, Picker, SavingCommand,
    ScreeningCommand, ScreeningEffect, ScreeningOutcome, Selection, Settings, ShellCommand, ShellEffect,
    ShellOutcome, Spot, Theme, Ticket, View, WorkCommand,
};
use jiaokan::task::Step;
use jiaokan::text::Span;

use crate::script::{Script, settings};
use crate::texts::{PHRASE, SHARED, repeated, report};

fn three_places() -> Script {
    let text = |place| report(place, SHARED);
    Script::open([("/a.txt", text("石桥县")), ("/b.txt", text("云溪县")), ("/c.txt", text("松岭县"))])
}

#[test]
fn a_pasted_text_is_kept_in_the_folder_of_the_review_and_said_where() {
    let mut script = Script::with_files([]);
    script.run(LibraryCommand::Paste(" \n".to_owned()));
    assert!(script.left.is_empty(), "there is nothing to keep");
    script.run(LibraryCommand::Paste("甲县的报告".to_owned()));
    let kept = script.left.iter().any(|effect| {
        matches!(effect, Effect::Library(LibraryEffect::KeepPasted { text, folder: None }) if text == "甲县的报告")
    });
    assert!(kept, "{:?}", script.left);
    script.take(LibraryOutcome::Collected { files: Vec::new(), unreadable: Vec::new() });
    script.take(LibraryOutcome::Pasted("/a/粘贴.txt".into()));
    let told = script.session.notices().iter().any(|notice| format!("{notice:?}").contains("/a/粘贴.txt"));
    assert!(told);
}

#[test]
fn files_and_folders_open_and_what_cannot_be_read_stops_nobody() {
    let mut script = Script::with_files([
        ("/one.txt", report("石桥县", SHARED)),
        ("/folder/a.txt", report("云溪县", SHARED)),
        ("/folder/b.pdf", "%PDF-1.7".into()),
    ]);
    let paths = ["/one.txt", "/folder", "/gone.txt"].map(PathBuf::from).to_vec();
    let effects = script.tell(LibraryCommand::Open(paths));
    assert_eq!(script.session.activity(), Some(Activity::Reading(0, 0)));
    script.perform(effects);
    let names: Vec<String> = script.session.entries().iter().map(Entry::file_name).collect();
    assert_eq!(names, ["one.txt", "a.txt", "b.pdf", "gone.txt"]);
    let failed = |name: &str| match &script.session.entry(script.id(name)).unwrap().state {
        EntryState::Failed(message) => message.id,
        state => panic!("{state:?}"),
    };
    assert_eq!((failed("b.pdf"), failed("gone.txt")), ("read-error-damaged", "read-error-missing"));
    assert_eq!(script.session.activity(), None);
    assert_eq!(
        script.session.listing().findings().iter().copied().count(),
        1,
        "the two that are read are compared"
    );
    let shown: Vec<_> = script.panes().into_iter().map(|(report, _)| report.unwrap()).collect();
    assert_eq!(shown, [script.id("one.txt"), script.id("a.txt")], "the first two stand side by side");
    assert!(script.left.is_empty() && script.notices().is_empty());
}

/// Three reports that are asked for and not read yet, and the effects that read them.
fn three_asked_for() -> (Script, [Effect; 3]) {
    let mut script = Script::with_files([
        ("/a.txt", report("石桥县", SHARED)),
        ("/b.txt", report("云溪县", SHARED)),
        ("/c.txt", report("松岭县", SHARED)),
    ]);
    let mut reads = Vec::new();
    for effect in
        script.tell(LibraryCommand::Open(["/a.txt", "/b.txt", "/c.txt"].map(PathBuf::from).to_vec()))
    {
        let outcome = script.outcome(&effect).unwrap();
        reads.extend(script.session.absorb(outcome));
    }
    reads.retain(|effect| matches!(effect, Effect::Library(LibraryEffect::Read { .. })));
    let reads = <[Effect; 3]>::try_from(reads).unwrap();
    (script, reads)
}

#[test]
fn what_is_read_is_shown_while_a_slow_file_is_still_being_read() {
    let (mut script, [first, second, third]) = three_asked_for();
    let shown = |script: &Script| -> Vec<String> {
        let reports = script.panes().into_iter().filter_map(|(report, _)| report);
        reports.map(|report| script.session.entry(report).unwrap().file_name()).collect()
    };
    script.perform(vec![third]);
    assert_eq!(
        shown(&script),
        [""; 0],
        "what comes later in the list takes no place that another one will have"
    );
    script.perform(vec![first]);
    assert_eq!(shown(&script), ["a.txt"]);
    assert_eq!(script.session.activity(), Some(Activity::Reading(2, 3)));
    script.perform(vec![second]);
    assert_eq!(shown(&script), ["a.txt", "b.txt"]);
}

#[test]
fn a_scan_is_read_in_the_background_and_holds_no_other_report_up() {
    let (mut script, [first, second, third]) = three_asked_for();
    let (id, options) = (script.id("a.txt"), ReadOptions::default());
    // The first file turns out to be a scan.
    let asked = script.session.absorb(LibraryOutcome::IsScan { id, options });
    let scans = |effect: &Effect| matches!(effect, Effect::Library(LibraryEffect::ReadScan { id: scan, .. }) if *scan == id);
    assert_eq!(asked.iter().filter(|effect| scans(effect)).count(), 1);
    script.perform(vec![second, third]);
    assert_eq!(script.session.listing().findings().iter().copied().count(), 1, "the others are analysed");
    script.take(LibraryOutcome::Scanned { id, done: 3, total: 20 });
    assert_eq!(script.session.activity(), Some(Activity::Scanning(3, 20)));
    // Its result comes like that of any other file.
    script.perform(vec![first]);
    assert!(script.session.document(id).is_some());
    assert_eq!(script.session.activity(), None);

    let again = script.tell(LibraryCommand::ReadAnew(id));
    let Some(Effect::Library(LibraryEffect::Read { options, .. })) = again.first() else {
        panic!("{again:?}")
    };
    assert_eq!(options.pages, Pages::WithHiddenText);
    script.take(LibraryOutcome::IsScan { id, options: *options });
    assert!(script.session.entry(id).unwrap().is_scanning());
    let closed = script.tell(LibraryCommand::Close(id));
    let stops =
        |effect: &Effect| matches!(effect, Effect::Library(LibraryEffect::StopScan(scan)) if *scan == id);
    assert!(closed.iter().any(stops), "a closed scan is read no further");
}

#[test]
fn a_path_that_holds_nothing_is_listed_with_its_reason() {
    let mut script = Script::with_files([]);
    script.tell(LibraryCommand::Open(vec!["/empty".into()]));
    let unreadable = || vec![ReadError { path: "/empty".into(), reason: Reason::NoReports }];
    script.take(LibraryOutcome::Collected { files: Vec::new(), unreadable: unreadable() });
    script.take(LibraryOutcome::Collected { files: Vec::new(), unreadable: unreadable() });
    assert_eq!(script.session.entries().len(), 1);
    assert_eq!(script.session.activity(), None);
}

#[test]
fn passed_over_files_that_are_no_reports_are_told_and_not_listed() {
    let mut script = three_places();
    script.tell(LibraryCommand::Open(vec!["/甲".into()]));
    let passed = |kind| ReadError {
        path: "/甲".into(),
        reason: Reason::PassedOver { kinds: vec![(kind, 2)], names: String::new() },
    };
    script.take(LibraryOutcome::Collected {
        files: Vec::new(),
        unreadable: vec![passed(PassedKind::Temporary)],
    });
    assert_eq!(script.session.entries().len(), 3);
    assert!(script.session.notices().iter().any(|notice| format!("{notice:?}").contains("passed-over")));
    script
        .take(LibraryOutcome::Collected { files: Vec::new(), unreadable: vec![passed(PassedKind::Picture)] });
    assert_eq!(script.session.entries().len(), 4, "a picture may be a report");
}

#[test]
fn a_file_under_another_spelling_is_shown_and_not_read_twice() {
    let mut script = three_places();
    script.tell(LibraryCommand::Open(vec!["/link/c.txt".into()]));
    let found = Found { path: "/link/c.txt".into(), identity: "/c.txt".into() };
    script.take(LibraryOutcome::Collected { files: vec![found], unreadable: Vec::new() });
    assert_eq!(script.session.entries().len(), 3);
    assert_eq!(script.session.panes().focused_report(), Some(script.id("c.txt")));
    script.run(LibraryCommand::Open(vec!["/a.txt".into()]));
    assert_eq!(script.session.entries().len(), 3);
    assert_eq!(script.session.panes().focused_report(), Some(script.id("a.txt")));
}

#[test]
fn what_could_not_be_read_is_tried_again_when_opened_again() {
    let mut script = Script::open([("/a.txt", report("石桥县", SHARED))]);
    script.run(LibraryCommand::Open(vec!["/b.txt".into()]));
    let id = script.id("b.txt");
    assert!(script.session.document(id).is_none());
    script.write("/b.txt", report("云溪县", SHARED));
    script.run(LibraryCommand::Open(vec!["/b.txt".into()]));
    assert!(script.session.document(id).is_some());
    assert_eq!(script.session.listing().findings().iter().copied().count(), 1);
}

#[test]
fn a_late_comparison_is_dropped() {
    let mut script =
        Script::with_files([("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))]);
    let mut waiting = script.tell(LibraryCommand::Open(vec!["/a.txt".into(), "/b.txt".into()]));
    let mut comparison = None;
    while let Some(effect) = waiting.pop() {
        let outcome = script.outcome(&effect).unwrap();
        match outcome {
            Outcome::Analysis(AnalysisOutcome { .. }) => comparison = Some(outcome),
            outcome => waiting.extend(script.session.absorb(outcome)),
        }
    }
    let newer = script.tell(LibraryCommand::Close(script.id("a.txt")));
    script.take(comparison.unwrap());
    assert!(script.session.findings().list.is_empty(), "one of its reports is closed");
    assert_eq!(script.session.activity(), Some(Activity::Analysing));
    script.perform(newer);
    assert_eq!(script.session.activity(), None);
    assert!(script.session.findings().shares(script.id("b.txt")).is_some());
}

#[test]
fn late_reads_are_dropped() {
    let mut script = Script::open([("/a.txt", report("石桥县", SHARED))]);
    let id = script.id("a.txt");
    let first = script.tell(LibraryCommand::Reread(id, Some(Encoding::Gb18030)));
    let second = script.tell(LibraryCommand::Reread(id, Some(Encoding::Utf8)));
    script.perform(second);
    script.perform(first);
    let document = script.session.document(id).unwrap();
    assert_eq!(document.report.encoding, Encoding::Utf8, "the later wish counts, in whatever order they end");
    let reading = script.tell(LibraryCommand::Reread(id, None));
    script.run(LibraryCommand::Close(id));
    script.perform(reading);
    assert!(script.session.entries().is_empty());
}

#[test]
fn the_first_step_shows_the_repeated_body_in_both_panes() {
    let mut script = Script::open([
        ("/a.txt", report("石桥县", PHRASE)),
        ("/b.txt", report("云溪县", PHRASE)),
        ("/c.txt", repeated()),
    ]);
    script.run(WorkCommand::Step(1));
    let (twice, finding) = (script.id("c.txt"), script.chosen());
    assert_eq!(finding.kind, MarkKind::Within);
    let half = script.session.document(twice).unwrap().text().characters() / 2;
    let spans: Vec<Span> = finding.places.iter().map(|place| place.span).collect();
    assert_eq!(spans, [Span::new(0, half - 1), Span::new(half, 2 * half - 1)]);
    assert_eq!(script.panes(), [(Some(twice), Some(spans[0])), (Some(twice), Some(spans[1]))]);
}

#[test]
fn steps_walk_what_is_listed_and_stop_at_both_ends() {
    let both = format!("{SHARED}\n{PHRASE}乡村两级都有法律顾问。");
    let mut script = Script::open([
        ("/a.txt", report("石桥县", &both)),
        ("/b.txt", report("云溪县", &format!("{PHRASE}先行先试。\n{SHARED}"))),
        ("/c.txt", repeated()),
    ]);
    let visible: Vec<usize> = script.session.listing().findings().to_vec();
    assert_eq!((visible.as_slice(), script.session.findings().phrases()), (&[0, 1][..], 2));
    let walk = |script: &mut Script, steps: &[isize]| -> Vec<usize> {
        let step = |by: &isize| {
            script.run(WorkCommand::Step(*by));
            script.session.chosen().unwrap().finding
        };
        steps.iter().map(step).collect()
    };
    assert_eq!(walk(&mut script, &[1, 1, 1, 1, -1, -1]), [0, 1, 1, 1, 0, 0]);
    script.run(WorkCommand::ClearChoice);
    assert_eq!(walk(&mut script, &[-1]), [1], "backwards from nothing begins at the end");
    script.set(Settings { show_phrases: true, ..settings() });
    assert_eq!(walk(&mut script, &[1, 1, 1]), [2, 3, 3]);
    script.set(settings());
    assert_eq!(script.session.chosen(), None, "what is no longer listed is no longer chosen");
    assert_eq!(walk(&mut script, &[1]), [0]);
}

#[test]
fn without_findings_there_is_nothing_to_walk() {
    let mut script = Script::open([("/a.txt", report("石桥县", ""))]);
    for command in [
        Command::Work(WorkCommand::Step(1)),
        Command::Work(WorkCommand::Step(-1)),
        Command::Work(WorkCommand::OtherPlace),
        Command::Work(WorkCommand::Choose(0)),
    ] {
        script.run(command);
    }
    assert_eq!(script.session.chosen(), None);
}

#[test]
fn a_point_of_one_place_brings_the_same_point_of_the_other_to_its_height() {
    let mut script = three_places();
    let (left, right) = (script.id("a.txt"), script.id("b.txt"));
    let place = script.session.findings().list[0].places.iter().position(|p| p.report == left).unwrap();
    let at = Spot { position: script.span(left, "法治需求").start, height: 321.0 };
    let before = script.session.panes().list[0].reveal;
    script.run(WorkCommand::ChoosePlace { finding: 0, place, pane: 0, at });
    let [here, there] = [0, 1].map(|pane| script.session.panes().list[pane].clone());
    assert_eq!((here.report, here.reveal), (Some(left), before), "what was pointed at stays");
    let reveal = there.reveal.unwrap();
    assert_eq!((there.report, reveal.height), (Some(right), Some(321.0)));
    assert!(script.text(right, reveal.span).starts_with("法治需求四十二条"));
    assert_eq!(script.session.panes().focus, 0);
    // Pointed at in the other pane, it goes the other way round.
    let Chosen { places: [_, place], .. } = script.session.chosen().unwrap();
    let at = Spot { position: script.span(right, "按月公开").start, height: 50.0 };
    script.run(WorkCommand::ChoosePlace { finding: 0, place, pane: 1, at });
    let reveal = script.session.panes().list[0].reveal.unwrap();
    assert!(script.text(left, reveal.span).starts_with("按月公开"));
}

#[test]
fn the_other_places_come_round() {
    let mut script = three_places();
    script.run(WorkCommand::Step(1));
    assert_eq!(script.chosen().places.len(), 3);
    let mut seen = Vec::new();
    for _ in 0..3 {
        script.run(WorkCommand::OtherPlace);
        let chosen = script.session.chosen().unwrap();
        seen.push(chosen.places);
        let shown: Vec<_> = script.panes().into_iter().filter_map(|(report, _)| report).collect();
        for place in chosen.places {
            assert!(shown.contains(&script.chosen().places[place].report), "both are in view");
        }
    }
    assert_eq!(seen, [[0, 2], [0, 1], [0, 2]]);
}

#[test]
fn a_selection_lasts_as_long_as_it_is_seen() {
    let mut script = three_places();
    let (a, b) = (script.id("a.txt"), script.id("b.txt"));
    script.select(a, "法治需求");
    assert_eq!(script.session.selected_text().as_deref(), Some("法治需求"));
    assert!(
        matches!(script.tell(PaneCommand::CopySelection).as_slice(), [Effect::Shell(ShellEffect::Copy(words))] if words == "法治需求")
    );
    script.run(PaneCommand::Show { report: b, pane: Some(0) });
    assert_eq!(script.session.selection(), None, "its report left the pane");
    assert!(script.tell(PaneCommand::CopySelection).is_empty());

    let beyond = |span| Command::Panes(PaneCommand::Select(Some(Selection { pane: 0, report: b, span })));
    script.run(beyond(Span::new(3, 1_000_000)));
    let end = script.session.document(b).unwrap().text().characters();
    assert_eq!(script.session.selection().unwrap().span, Span::new(3, end));
    script.run(beyond(Span::new(1_000_000, 1_000_001)));
    assert_eq!(script.session.selection(), None);

    script.select(a, "法治需求");
    script.write("/a.txt", "只剩一行字。".into());
    script.run(LibraryCommand::Reread(a, None));
    assert_eq!(script.session.selection(), None, "the text it was made in is gone");
}

#[test]
fn a_report_that_is_read_again_loses_what_was_found_in_its_old_text() {
    let mut script = three_places();
    let id = script.id("a.txt");
    let note = script.write_note(id, "工作要点", "请核对");
    script.run(WorkCommand::Step(1));
    let reading = script.tell(LibraryCommand::Reread(id, Some(Encoding::Gb18030)));
    assert!(script.session.findings().list.is_empty() && script.session.chosen().is_none());
    assert_eq!(script.session.note_places(&note.id)[0].report, None, "there is no text for it to stand in");
    script.perform(reading);
    // The first passage: a check may find more in the wrong encoding.
    let places = |script: &Script| {
        let list = &script.session.findings().list;
        list.iter().find(|finding| finding.check.is_none()).unwrap().places.len()
    };
    assert_eq!(places(&script), 2, "in the wrong encoding its words are others");
    assert_eq!(script.session.entry(id).unwrap().encoding, Some(Encoding::Gb18030));
    script.run(LibraryCommand::Reread(id, None));
    assert_eq!(places(&script), 3);
}

#[test]
fn panes_open_close_and_fill() {
    let mut script = three_places();
    let [a, b, c] = ["a.txt", "b.txt", "c.txt"].map(|name| script.id(name));
    let shown =
        |script: &Script| -> Vec<_> { script.panes().into_iter().filter_map(|pane| pane.0).collect() };
    script.run(PaneCommand::Focus(9));
    assert_eq!(script.session.panes().focus, 1);
    script.run(PaneCommand::Show { report: c, pane: None });
    assert_eq!(shown(&script), [a, c]);
    script.run(PaneCommand::GoTo { report: a, span: Span::new(5, 9) });
    assert_eq!(script.panes()[0], (Some(a), Some(Span::new(5, 9))));
    assert_eq!(script.session.panes().focus, 0, "the pane that shows it already");
    script.run(PaneCommand::Close(0));
    assert_eq!(shown(&script), [c]);
    script.run(PaneCommand::Close(7));
    script.run(PaneCommand::SetCount(9));
    assert_eq!(shown(&script), [c, a, b], "a new pane shows what no other does");
    assert_eq!(script.panes().len(), 4, "no more than fit on a screen");
    script.run(PaneCommand::Move { from: 2, to: 0 });
    assert_eq!(shown(&script), [b, c, a]);
    script.run(PaneCommand::Move { from: 0, to: 2 });
    script.run(PaneCommand::Move { from: 0, to: 9 });
    assert_eq!(shown(&script), [c, a, b]);
    script.run(PaneCommand::SetCount(2));
    assert_eq!(shown(&script), [c, a]);
    script.run(LibraryCommand::Close(a));
    assert_eq!(script.panes()[1].0, None);
    script.run(PaneCommand::GoTo { report: a, span: Span::new(0, 1) });
    script.run(PaneCommand::Show { report: a, pane: None });
    assert!(!shown(&script).contains(&a), "it is closed");
    script.run(PaneCommand::SetCount(0));
    script.run(PaneCommand::Close(0));
    assert_eq!(script.panes(), [(None, None)], "the last pane is emptied");
    assert!(script.session.document(b).is_some());
}

#[test]
fn a_second_report_comes_beside_the_first_unless_one_pane_was_wanted() {
    let texts = ["石桥县", "云溪县"].map(|place| report(place, SHARED));
    for wanted in [None, Some(1)] {
        let mut script = Script::open([("/a.txt", texts[0].clone())]);
        assert_eq!(script.panes().len(), 1);
        if let Some(count) = wanted {
            script.run(PaneCommand::SetCount(count));
        }
        script.write("/b.txt", texts[1].clone());
        script.run(LibraryCommand::Open(vec!["/b.txt".into()]));
        assert_eq!(script.panes().len(), if wanted.is_none() { 2 } else { 1 });
    }
}

#[test]
fn settings_are_kept_when_they_change() {
    let mut script = Script::with_files([]);
    assert!(script.set_told(settings()).is_empty(), "nothing is new");
    let dark = Settings { theme: Theme::Dark, ..settings() };
    let effects = script.set_told(dark.clone());
    assert!(matches!(effects.as_slice(), [Effect::Shell(ShellEffect::StoreSettings(kept))] if *kept == dark));
    assert_eq!(*script.session.settings(), dark);
}

#[test]
fn a_notice_is_given_once_until_it_is_dismissed() {
    let mut script = Script::with_files([]);
    let said =
        || Outcome::Shell(ShellOutcome::Failed(Message::new("samples-failed").with("words", "no room")));
    script.take(said());
    script.take(said());
    let [notice] = script.session.notices() else { panic!("{:?}", script.notices()) };
    assert_eq!(notice.kind, NoticeKind::Failure);
    script.run(ShellCommand::Dismiss(notice.id));
    assert!(script.session.notices().is_empty());
    script.take(said());
    assert_eq!(script.session.notices().len(), 1);
}

#[test]
fn dialogs_are_asked_for_and_may_be_left_without_an_answer() {
    let mut script = Script::with_files([("/a.txt", report("石桥县", SHARED))]);
    for (command, picker) in [
        (Command::Library(LibraryCommand::OpenFilesDialog), Picker::Reports),
        (Command::Library(LibraryCommand::OpenFolderDialog), Picker::Folder),
        (Command::Saving(SavingCommand::OpenDialog), Picker::Review),
    ] {
        let effects = script.tell(command);
        assert!(matches!(effects.as_slice(), [Effect::Shell(ShellEffect::Pick(asked))] if *asked == picker));
        script.take(ShellOutcome::Picked(picker, Vec::new()));
    }
    assert!(script.session.entries().is_empty() && script.left.is_empty());
    script.take(ShellOutcome::Picked(Picker::Reports, vec!["/a.txt".into()]));
    assert_eq!(script.session.entries().len(), 1);
    // Where the system has no dialog the path is typed.
    script.take(ShellOutcome::NoDialog(Picker::Reports));
    assert_eq!(script.session.path_prompt().cloned(), Some(Picker::Reports));
    script.run(ShellCommand::TypePath(None));
    assert_eq!(script.session.path_prompt(), None);
    script.run(ShellCommand::TypePath(Some("/nobody-asked.txt".into())));
    assert_eq!(script.session.entries().len(), 1);
}

#[test]
fn a_ranking_that_was_given_up_or_superseded_is_not_taken_in() {
    let mut script = Script::with_files([]);
    script.tell(ScreeningCommand::FolderDialog);
    script.take(ShellOutcome::Picked(Picker::ScreeningFolder, vec!["/reports".into()]));
    let Some(Effect::Screening(ScreeningEffect::Run { ticket, folder, .. })) =
        script.take_left().into_iter().next_back()
    else {
        panic!("the folder is ranked");
    };
    assert_eq!((folder, script.session.view()), (PathBuf::from("/reports"), View::Screening));
    let step = Step { stage: "screen-stage-reading", done: 1, total: 4 };
    script.take(ScreeningOutcome::Step { ticket, step });
    assert_eq!(script.session.activity(), Some(Activity::Screening(Some(step))));
    script.take(ScreeningOutcome::Done { ticket: Ticket::default(), screened: Arc::default() });
    assert!(script.session.activity().is_some(), "that was another one");
    script.tell(ScreeningCommand::Stop);
    assert_eq!((script.session.activity(), script.session.view()), (None, View::Panes));
    script.take(ScreeningOutcome::Done { ticket, screened: Arc::default() });
    assert!(script.session.screening().is_none());
}
