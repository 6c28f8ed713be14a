//! Filtering and judging findings, searching, going back, and how panes go together.

use jiaokan::review::Judgement;
use jiaokan::session::{
    Command, LibraryCommand, MarkKind, PaneCommand, ReviewCommand, SearchCommand, Subject, Wanted,
    WorkCommand,
};

use crate::script::Script;
use crate::texts::{PHRASE, SHARED, repeated, report};

/// Two places that share a paragraph, and a third whose body stands twice.
fn mixed() -> Script {
    let text = |place| report(place, &format!("{PHRASE}{SHARED}"));
    Script::open([("/a.txt", text("石桥县")), ("/b.txt", text("云溪县")), ("/c.txt", repeated())])
}

fn kinds(script: &Script) -> Vec<MarkKind> {
    script.session.listing().findings().iter().map(|&f| script.session.findings().list[f].kind).collect()
}

#[test]
fn a_walk_meets_every_finding_once_and_counts_as_it_goes() {
    let files = ["石桥县", "云溪县", "柘湾县"].map(|place| report(place, SHARED));
    let [a, b, c] = files;
    let mut script = Script::open([("/a.txt", a), ("/b.txt", b), ("/c.txt", c)]);
    let count = script.session.listing().findings().len();
    let tree = &script.session.findings().tree;
    let parts = tree.nodes.iter().filter(|node| matches!(node.subject, Subject::Part { .. })).count();
    assert!(count > 0 && parts > count, "one text in three reports is referred to by each pair");
    for expected in 0..count {
        script.run(WorkCommand::Step(1));
        let chosen = script.session.chosen().unwrap().finding;
        assert_eq!(script.session.listing().position(chosen), Some(expected));
    }
    let last = script.session.chosen();
    script.run(WorkCommand::Step(1));
    assert_eq!(script.session.chosen(), last, "the walk ends");
}

#[test]
fn a_filter_narrows_the_list_and_the_walk() {
    let mut script = mixed();
    assert_eq!(kinds(&script), [MarkKind::Within, MarkKind::Same]);
    script.run(WorkCommand::Filter("kind:same".into()));
    assert_eq!(kinds(&script), [MarkKind::Same]);
    assert_eq!(script.session.listing().unfiltered, 2);
    script.run(WorkCommand::Step(1));
    assert_eq!(script.chosen().kind, MarkKind::Same);
    script.run(WorkCommand::Step(1));
    assert_eq!(script.chosen().kind, MarkKind::Same, "there is no other");
    for (words, expected) in [
        ("report:3", MarkKind::Within),
        ("report:c.txt", MarkKind::Within),
        ("调解申请", MarkKind::Within),
        ("云溪", MarkKind::Same),
    ] {
        script.run(WorkCommand::Filter(words.into()));
        assert_eq!(kinds(&script), [expected], "{words}");
    }
    script.run(WorkCommand::Filter("kind:blue".into()));
    assert_eq!(script.session.listing().error.as_ref().unwrap().id, "filter-unknown");
    assert_eq!(kinds(&script), [MarkKind::Same], "the list stays as it was");
    script.run(WorkCommand::Filter("kind:phrase".into()));
    assert!(
        script
            .session
            .listing()
            .findings()
            .iter()
            .all(|&f| script.session.findings().list[f].kind == MarkKind::Phrase)
    );
    script.run(WorkCommand::Filter(String::new()));
    assert_eq!(kinds(&script).len(), 2);
    assert!(script.session.listing().error.is_none());
}

#[test]
fn a_verdict_is_kept_and_found_again_by_a_new_analysis() {
    let mut script = mixed();
    script.run(WorkCommand::Step(1));
    let finding = script.session.chosen().unwrap().finding;
    script.run(WorkCommand::JudgeChosen(Judgement::Confirmed));
    assert_eq!(script.session.verdict(finding).unwrap().verdict, Judgement::Confirmed);
    assert_eq!(script.session.verdict(finding).unwrap().author, "林校");
    assert!(script.session.has_unsaved_work());
    let reason = "同一上级提供的提纲";
    script.run(WorkCommand::Judge {
        finding,
        judgement: Some(Judgement::Dismissed),
        reason: Some(reason.to_owned()),
    });
    script.run(WorkCommand::Filter("verdict:open".into()));
    assert!(!script.session.listing().findings().contains(&finding));
    script.run(WorkCommand::Filter("verdict:dismissed".into()));
    assert_eq!(script.session.listing().findings(), [finding]);
    script.run(WorkCommand::Filter(String::new()));
    // Another report comes, and everything is analysed anew.
    script.write("/d.txt", report("松岭县", "松岭县另有安排。"));
    script.run(LibraryCommand::Open(vec!["/d.txt".into()]));
    let again = script.session.findings().list.iter().position(|f| f.kind == MarkKind::Within).unwrap();
    assert_eq!(script.session.verdict(again).unwrap().reason, reason);
    script.run(ReviewCommand::Undo);
    assert_eq!(script.session.verdict(again).unwrap().verdict, Judgement::Confirmed);
    script.run(ReviewCommand::Undo);
    assert!(script.session.verdict(again).is_none());
    script.run(WorkCommand::Step(1));
    script.run(WorkCommand::JudgeChosen(Judgement::Dismissed));
    script.run(WorkCommand::JudgeChosen(Judgement::Dismissed));
    let chosen = script.session.chosen().unwrap().finding;
    assert!(script.session.verdict(chosen).is_none(), "the same again takes it back");
}

#[test]
fn a_search_finds_steps_and_goes_round() {
    let mut script = mixed();
    let a = script.id("a.txt");
    let look = |words: &str, only_here| {
        Command::Search(SearchCommand::Find(Wanted { words: words.into(), regex: false, only_here }))
    };
    script.run(SearchCommand::Open);
    script.run(look("法治 需求", false));
    let hits = script.session.search().unwrap().hits().to_vec();
    assert_eq!(hits.len(), 2);
    assert_eq!(script.text(a, hits[0].span), "法治需求");
    script.run(SearchCommand::Step(1));
    assert_eq!(script.panes()[0], (Some(a), Some(hits[0].span)));
    script.run(SearchCommand::Step(1));
    script.run(SearchCommand::Step(1));
    assert_eq!(script.session.search().unwrap().at, Some(0), "round at the end");
    script.run(SearchCommand::Step(-1));
    assert_eq!(script.session.search().unwrap().at, Some(1));
    assert_eq!(script.session.hits(hits[1].report).1, &hits[1..]);
    script.run(PaneCommand::Focus(0));
    script.run(look("法治需求", true));
    assert_eq!(script.session.search().unwrap().hits().len(), 1);
    script.run(SearchCommand::Find(Wanted { words: "(".into(), regex: true, only_here: false }));
    assert_eq!(script.session.search().unwrap().error().unwrap().id, "pattern-group-unclosed");
    script.run(look("法治需求", false));
    script.run(LibraryCommand::Close(a));
    assert_eq!(script.session.search().unwrap().hits().len(), 1, "what is closed is not found");
    script.select(script.id("b.txt"), "云溪县");
    script.run(SearchCommand::Open);
    assert_eq!(script.session.search().unwrap().wanted.words, "云溪县");
    script.run(SearchCommand::Close);
    assert!(script.session.search().is_none());
}

#[test]
fn places_are_gone_back_to() {
    let mut script = mixed();
    script.run(PaneCommand::Focus(0));
    let spans = |script: &Script| script.panes()[0].1.unwrap().start;
    for line in [3, 5, 99] {
        script.run(PaneCommand::GoToLine(line));
    }
    let last = spans(&script);
    script.run(PaneCommand::StepJump(-1));
    script.run(PaneCommand::StepJump(-1));
    let first = spans(&script);
    assert!(first < last);
    script.run(PaneCommand::StepJump(-1));
    assert_eq!(spans(&script), first, "there is nothing before");
    script.run(PaneCommand::StepJump(1));
    script.run(PaneCommand::StepJump(1));
    assert_eq!(spans(&script), last);
    script.run(PaneCommand::GoToLine(1));
    let heads: Vec<String> = (0..3)
        .map(|_| {
            script.run(PaneCommand::StepSection(1));
            let at = script.panes()[0];
            script.text(at.0.unwrap(), at.1.unwrap()).to_owned()
        })
        .collect();
    assert_eq!(heads, ["一、主要工作", "二、下一步打算", "二、下一步打算"]);
    script.run(PaneCommand::StepSection(-1));
    let at = script.panes()[0];
    assert_eq!(script.text(at.0.unwrap(), at.1.unwrap()), "一、主要工作");
}

#[test]
fn neighbouring_panes_are_linked_by_what_they_share() {
    let mut script = mixed();
    let [a, b, c] = ["a.txt", "b.txt", "c.txt"].map(|name| script.id(name));
    let link = script.session.links()[0].clone().unwrap();
    let (left, right) = (script.span(a, "县司法局会同"), script.span(b, "县司法局会同"));
    assert!((link.right_from_left(left.start as f64) - right.start as f64).abs() < 1.0);
    let (left, right) = (script.span(a, "二、下一步"), script.span(b, "二、下一步"));
    assert!((link.left_from_right(right.start as f64) - left.start as f64).abs() < 1.0);
    // The same report twice: the first copy beside the second.
    script.run(PaneCommand::Show { report: c, pane: Some(0) });
    script.run(PaneCommand::Show { report: c, pane: Some(1) });
    let link = script.session.links()[0].clone().unwrap();
    let half = script.session.document(c).unwrap().text().characters() as f64 / 2.0;
    assert!((link.right_from_left(10.0) - half - 10.0).abs() < 2.0, "{}", link.right_from_left(10.0));
    script.run(PaneCommand::SetCount(1));
    assert!(script.session.links().is_empty());
}
