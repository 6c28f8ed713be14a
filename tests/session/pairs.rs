//! The pair as the unit of work: what is shown first, notes on several places, texts that become set phrases, and coming
//! back to the rows that were unfolded.

use jiaokan::review::store::Loaded;
use jiaokan::review::{Judgement, Review};
use jiaokan::session::{
    Choose, LibraryCommand, PaneCommand, ReportId, ReviewCommand, Rung, SavingOutcome, Subject, WorkCommand,
};

use crate::script::{Script, fingerprint};
use crate::texts::{SHARED, report};
use crate::variants::samples;

fn open(files: &[(String, String)]) -> Script {
    Script::open(files.iter().map(|(name, text)| (name.as_str(), text.clone())))
}

/// The row of a subject.
fn row(script: &Script, is_it: impl Fn(&Subject) -> bool) -> usize {
    let nodes = &script.session.findings().tree.nodes;
    nodes.iter().position(|node| is_it(&node.subject)).expect("such a row")
}

fn shown(script: &Script) -> Vec<ReportId> {
    script.panes().into_iter().filter_map(|(report, _)| report).collect()
}

#[test]
fn the_pair_of_the_greatest_worth_is_shown_first() {
    let longer: Vec<_> =
        (0..12).map(|at| format!("{SHARED}第{at}批整改清单由县委依法治县办逐条销号。\n")).collect();
    let longer = longer.concat();
    // The first finding of the analysis is between a and b; c and d share more.
    let files = [
        ("/a.txt", report("石桥县", SHARED)),
        ("/b.txt", report("云溪县", SHARED)),
        ("/c.txt", report("柘湾县", &longer.replace("县司法局", "区司法局"))),
        ("/d.txt", report("岚坪县", &longer.replace("县司法局", "区司法局"))),
    ];
    let script = Script::open(files);
    let tree = &script.session.findings().tree;
    let first = tree.roots().next().unwrap();
    let Subject::Pair { left, right, .. } = tree.nodes[first].subject else {
        panic!("{:?}", tree.nodes[first].subject)
    };
    assert_eq!([left, right], [script.id("c.txt"), script.id("d.txt")]);
    assert_eq!(shown(&script), [left, right]);
    assert!(script.session.chosen().is_none(), "the first step goes to the first part");
}

#[test]
fn a_note_on_a_pair_is_on_the_places_of_its_parts_in_one_step() {
    let mut script = open(&samples());
    let pair = row(&script, |subject| matches!(subject, Subject::Pair { .. }));
    let Subject::Pair { left, right, .. } = script.session.findings().tree.nodes[pair].subject else {
        unreachable!()
    };
    script.run(WorkCommand::ChooseRow(pair, Choose::Only));
    let parts = script.session.targets().len();
    assert!(parts >= 3, "{parts}");
    script.run(ReviewCommand::BeginNote);
    let draft = script.session.draft().unwrap();
    let targets = draft.note.targets.len();
    assert!(targets > parts, "both places of most parts: {targets} for {parts}");
    let keys = [left, right].map(|report| script.session.key_of(report).cloned());
    assert!(draft.note.targets.iter().all(|target| keys.contains(&Some(target.report.clone()))));
    script.type_note("与上年度雷同，请说明");
    script.run(ReviewCommand::CommitNote);
    assert_eq!(script.session.review().notes.len(), 1, "one note");
    script.run(ReviewCommand::Undo);
    assert!(script.session.review().notes.is_empty(), "one step");
}

#[test]
fn a_note_on_chosen_rows_is_on_what_is_chosen_and_is_bounded() {
    let mut script = open(&samples());
    let pair = row(&script, |subject| matches!(subject, Subject::Pair { .. }));
    script.run(WorkCommand::Fold { row: pair, open: true });
    let nodes = &script.session.findings().tree.nodes;
    let passages: Vec<usize> = (pair..nodes[pair].end)
        .filter(|&at| match nodes[at].subject {
            Subject::Part { finding, is_reference } => {
                !is_reference && script.session.findings().list[finding].check.is_none()
            }
            _ => false,
        })
        .collect();
    let finding = |script: &Script, at: usize| match script.session.findings().tree.nodes[at].subject {
        Subject::Part { finding, .. } => script.session.findings().list[finding].clone(),
        _ => unreachable!(),
    };
    script.run(WorkCommand::ChooseRow(passages[0], Choose::Only));
    script.run(WorkCommand::ChooseRow(passages[1], Choose::Too));
    script.run(ReviewCommand::BeginNote);
    let spans: Vec<_> =
        script.session.draft_places().iter().map(|place| (place.report, place.span)).collect();
    for at in [passages[0], passages[1]] {
        for place in finding(&script, at).places {
            assert!(spans.contains(&(place.report, place.span)), "{place:?} is missing");
        }
    }
    script.run(ReviewCommand::CancelNote);
    // Everything there is: more places than one note is on.
    let roots: Vec<usize> = script.session.findings().tree.roots().collect();
    for root in roots {
        script.run(WorkCommand::ChooseRow(root, Choose::Too));
    }
    script.run(ReviewCommand::BeginNote);
    assert_eq!(script.session.draft().unwrap().note.targets.len(), 40);
    assert!(script.notices().contains(&"note-on-first-places"), "{:?}", script.notices());
}

#[test]
fn a_note_on_a_passage_is_on_all_of_its_places() {
    let text = |place| report(place, SHARED);
    let mut script =
        Script::open([("/a.txt", text("石桥县")), ("/b.txt", text("云溪县")), ("/c.txt", text("柘湾县"))]);
    script.run(WorkCommand::Step(1));
    assert_eq!(script.chosen().places.len(), 3);
    script.run(ReviewCommand::BeginNote);
    assert_eq!(script.session.draft().unwrap().note.targets.len(), 3);
}

#[test]
fn an_excluded_text_is_a_set_phrase_of_the_next_analysis_until_it_is_taken_back() {
    let files = [("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))];
    let mut script = Script::open(files);
    let is_found = |script: &Script| {
        script.session.listing().findings().iter().any(|&at| {
            let finding = &script.session.findings().list[at];
            script.text(finding.places[0].report, finding.places[0].span).contains("逐村走访")
        })
    };
    script.run(WorkCommand::Step(1));
    assert!(is_found(&script));
    script.run(WorkCommand::Exclude(Rung::Text, "各县统一要求".into()));
    let chosen = script.session.chosen().unwrap().finding;
    assert_eq!(script.session.listing().judgement(chosen), Some(Judgement::Dismissed), "at once");
    assert!(is_found(&script), "still listed until the next analysis");
    // A report is opened, which is the next analysis.
    script.write("/c.txt", report("柘湾县", SHARED));
    script.run(LibraryCommand::Open(vec!["/c.txt".into()]));
    assert!(!is_found(&script), "the new report has the text as well");
    assert_eq!(script.session.review().exclusions.len(), 1, "one thing in one list");
    let count = script.session.listing().excluded_counts(1);
    assert!(count[0] >= 1, "what it keeps away is still counted: {count:?}");
    script.run(ReviewCommand::Undo);
    assert!(script.session.review().exclusions.is_empty());
    assert!(is_found(&script), "taking it back finds it again");
    script.run(ReviewCommand::Redo);
    let found = script.session.listing().findings().iter().copied();
    let open: Vec<usize> = found.filter(|&at| script.session.listing().judgement(at).is_none()).collect();
    assert!(open.is_empty(), "the rule dismisses it until the next analysis");
}

#[test]
fn a_new_analysis_keeps_what_is_selected() {
    let mut script = open(&samples());
    let pair = row(&script, |subject| matches!(subject, Subject::Pair { .. }));
    script.run(WorkCommand::ChooseRow(pair, Choose::Only));
    let (key, panes) = (script.chosen().key.clone(), shown(&script));
    let Subject::Pair { left, right, .. } = script.session.findings().tree.nodes[pair].subject else {
        unreachable!()
    };
    let other = script.session.entries().iter().map(|entry| entry.id).find(|id| ![left, right].contains(id));
    script.run(LibraryCommand::Close(other.unwrap()));
    assert_eq!(script.chosen().key, key);
    let cursor = script.session.cursor().unwrap();
    let subject = &script.session.findings().tree.nodes[cursor].subject;
    assert!(matches!(subject, Subject::Pair { left: l, right: r, .. } if [*l, *r] == [left, right]));
    assert_eq!(shown(&script), panes, "the panes stand");
}

#[test]
fn rows_are_unfolded_again_when_a_review_is_reopened() {
    let loaded = |path: &str, review: Review| {
        let loaded = Loaded { review, read_only: None, fingerprint: fingerprint() };
        SavingOutcome::Loaded { path: path.into(), result: Ok(Box::new(loaded)) }
    };
    let review = open(&samples()).session.review().clone();
    let files = samples();
    let mut script = Script::with_files(files.iter().map(|(name, text)| (name.as_str(), text.clone())));
    script.take(loaded("/审阅.review.ron", review.clone()));
    let folded = script.session.listing().rows.len();
    let pair = row(&script, |subject| matches!(subject, Subject::Pair { .. }));
    script.run(WorkCommand::Fold { row: pair, open: true });
    let unfolded = script.session.listing().rows.len();
    assert!(unfolded > folded);
    // Another review is opened, and the first again: its reports are closed and read anew.
    script.take(loaded("/另一.review.ron", Review::new("")));
    assert!(script.session.entries().is_empty());
    script.take(loaded("/审阅.review.ron", review));
    assert_eq!(script.session.listing().rows.len(), unfolded);
    assert!(script.session.listing().rows.iter().any(|row| row.is_open == Some(true)));
}

#[test]
fn steps_go_on_inside_the_pair_that_the_matrix_showed() {
    let text = |place| report(place, SHARED);
    let other = |place: &str| {
        report(place, SHARED).replace(
            "二、下一步打算",
            "岚坪县的老渡口不再摆渡，两岸菜农清早推车过桥去赶早市，桥头新设了三处便民摊点。\n二、下一步打算",
        )
    };
    let files = [
        ("/a.txt", text("石桥县")),
        ("/b.txt", other("云溪县")),
        ("/c.txt", text("柘湾县")),
        ("/d.txt", other("岚坪县")),
        ("/e.txt", other("砚溪县")),
    ];
    let mut script = Script::open(files);
    let [b, d] = ["b.txt", "d.txt"].map(|name| script.id(name));
    script.run(PaneCommand::ShowPair(b, d));
    assert_eq!(shown(&script), [b, d]);
    let first = script.session.chosen().unwrap().finding;
    script.run(WorkCommand::Step(1));
    let second = script.session.chosen().unwrap().finding;
    assert_ne!(first, second, "what else both hold");
    assert_eq!(shown(&script), [b, d], "in the same two reports");
    script.run(WorkCommand::Step(-1));
    assert_eq!((script.session.chosen().unwrap().finding, shown(&script)), (first, vec![b, d]));
}

#[test]
fn what_a_reviewer_does_often_takes_few_keys() {
    let mut script = open(&samples());
    // A false positive for all reports: X and the rung of the text.
    script.run(WorkCommand::Step(1));
    let before = script.session.listing().progress().judged;
    script.run(WorkCommand::Exclude(Rung::Text, String::new()));
    assert!(script.session.listing().progress().judged > before);
    // All findings between two reports in order of text: one click.
    let pair = row(&script, |subject| matches!(subject, Subject::Pair { .. }));
    let Subject::Pair { left, right, .. } = script.session.findings().tree.nodes[pair].subject else {
        unreachable!()
    };
    script.run(PaneCommand::ShowPair(left, right));
    assert_eq!(shown(&script), [left, right]);
    assert_eq!(script.session.cursor(), Some(pair));
    let listing = script.session.listing();
    let unfolded = listing.rows.iter().find(|row| row.node == pair).unwrap().is_open;
    assert_eq!(unfolded, Some(true), "its parts are listed");
}

#[test]
fn a_verdict_whose_text_went_is_listed_with_its_place_and_can_be_taken_back() {
    let files = [("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))];
    let mut script = Script::open(files);
    script.run(WorkCommand::Step(1));
    script.run(WorkCommand::JudgeChosen(Judgement::Confirmed));
    let verdict = script.session.review().verdicts[0].clone();
    assert_eq!(verdict.places.len(), 2);
    assert!(SHARED.starts_with(&verdict.places[0].quote), "{verdict:?}");
    assert!(script.session.lost_verdicts().is_empty());
    let b = script.id("b.txt");
    script.write("/b.txt", report("云溪县", "县里的做法与别处不同，年内自行制定了清单。"));
    script.run(LibraryCommand::Reread(b, None));
    assert_eq!(script.session.lost_verdicts(), [0]);
    assert!(script.notices().contains(&"lost-verdicts"), "{:?}", script.notices());
    script.run(WorkCommand::GoToVerdict(0));
    let a = script.id("a.txt");
    let (_, span) = script.panes().into_iter().find(|(report, _)| *report == Some(a)).unwrap();
    assert!(script.text(a, span.unwrap()).starts_with("县司法局"), "where its text still is");
    script.run(WorkCommand::RemoveVerdict(0));
    assert!(script.session.lost_verdicts().is_empty());
    script.run(ReviewCommand::Undo);
    assert_eq!(script.session.review().verdicts, [verdict]);
}

#[test]
fn a_conflict_of_verdicts_is_a_note_on_the_places_in_words() {
    let files = || [("/a.txt", report("石桥县", SHARED)), ("/b.txt", report("云溪县", SHARED))];
    let judged = |judgement| {
        let mut script = Script::open(files());
        script.run(WorkCommand::Step(1));
        script.run(WorkCommand::JudgeChosen(judgement));
        script
    };
    let theirs = judged(Judgement::Confirmed).session.review().clone();
    let mut script = judged(Judgement::Dismissed);
    let loaded = Loaded { review: theirs, read_only: None, fingerprint: fingerprint() };
    let result = Ok(Box::new(loaded));
    script.take(SavingOutcome::ToMerge { path: "/他.review.ron".into(), result });
    let note = &script.session.review().notes[0];
    assert!(note.body.contains("结论是“已确认”") || note.body.contains("结论是“已排除”"), "{}", note.body);
    assert!(note.body.contains("重复段落") && !note.body.contains("duplicate:"), "{}", note.body);
    assert_eq!(script.session.note_places(&note.id.clone()).iter().filter(|p| p.span.is_some()).count(), 2);
}

#[test]
fn the_worth_of_a_report_is_that_of_its_greatest_case() {
    let script = open(&samples());
    let findings = script.session.findings();
    let first = findings.tree.roots().next().unwrap();
    let worth = findings.tree.nodes[first].worth;
    let most = script.session.entries().iter().map(|entry| findings.worth(entry.id)).fold(0.0, f32::max);
    assert!(worth > 0.0 && (most - worth).abs() < f32::EPSILON, "{most} and {worth}");
}
