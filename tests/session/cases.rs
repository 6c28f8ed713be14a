//! The work list of cases: how many rows many editions of few reports fill, folding, verdicts on a whole case, rules of
//! exclusion.

use jiaokan::review::Judgement;
use jiaokan::session::{
    CaseOrder, Choose, ListRow, MarkKind, ReviewCommand, Rung, Settings, SettingsCommand, Subject,
    WorkCommand,
};

use crate::script::{Script, settings};
use crate::variants::{samples, variants};

fn open(files: &[(String, String)]) -> Script {
    Script::open(files.iter().map(|(name, text)| (name.as_str(), text.clone())))
}

fn subject(script: &Script, row: ListRow) -> Subject {
    script.session.findings().tree.nodes[row.node].subject.clone()
}

/// The first row that is about a pair with at least this many parts.
fn pair_row(script: &Script, parts: usize) -> usize {
    let listing = script.session.listing();
    let is_pair = |row: &&ListRow| {
        matches!(subject(script, **row), Subject::Pair { .. }) && listing.tally(row.node).parts >= parts
    };
    listing.rows.iter().find(is_pair).expect("two reports share passages").node
}

#[test]
fn editions_of_few_reports_fill_few_rows() {
    let rows = |files: Vec<(String, String)>| open(&files).session.listing().rows.len();
    let of_samples = rows(samples());
    assert!(of_samples <= 16, "{of_samples} rows for the samples");
    let of_thirty = rows(variants(30));
    assert!(of_thirty <= 40, "{of_thirty} rows for 30 reports");
}

#[test]
fn two_hundred_editions_fill_at_most_260_rows() {
    let rows = open(&variants(200)).session.listing().rows.len();
    assert!(rows <= 260, "{rows} rows for 200 reports");
}

#[test]
fn every_finding_is_listed_once_and_walked() {
    let mut script = open(&samples());
    script.run(SettingsCommand::Turn(jiaokan::session::Switch::Phrases, true));
    let listing = script.session.listing();
    let mut listed = listing.findings().to_vec();
    listed.sort_unstable();
    listed.dedup();
    assert_eq!(listed.len(), listing.findings().len(), "each once");
    assert_eq!(listed.len(), script.session.findings().list.len(), "every one");
}

#[test]
fn the_figure_rows_of_one_pair_are_one() {
    let mut script = open(&samples());
    let checks = |script: &Script| {
        let rows = script.session.listing().rows.iter();
        let is_figures =
            |row: &&ListRow| matches!(subject(script, **row), Subject::Check { id: "figure-unchanged", .. });
        rows.filter(is_figures)
            .map(|row| (row.node, script.session.listing().tally(row.node).parts))
            .collect()
    };
    let before: Vec<(usize, usize)> = checks(&script);
    assert!(before.is_empty(), "folded at first");
    let tree = &script.session.findings().tree;
    let check = tree
        .nodes
        .iter()
        .position(|node| matches!(node.subject, Subject::Check { id: "figure-unchanged", .. }));
    let pair = tree.root(check.expect("a report repeats last year's figures"));
    script.run(WorkCommand::Fold { row: pair, open: true });
    let after: Vec<(usize, usize)> = checks(&script);
    assert_eq!(after.len(), 1, "{after:?}");
    assert!(after[0].1 >= 5, "{after:?}");
    let finding = script.session.findings().tree.findings_under(after[0].0).next().unwrap();
    let figures = &script.session.findings().list[finding].figures[0];
    assert!(figures.len() >= 2, "the figures are marked, not the text between them");
}

#[test]
fn rows_unfold_and_fold_and_the_walk_opens_its_own_case() {
    let mut script = open(&samples());
    let folded = script.session.listing().rows.clone();
    let pair = pair_row(&script, 2);
    script.run(WorkCommand::Fold { row: pair, open: true });
    assert!(script.session.listing().rows.len() > folded.len());
    script.run(WorkCommand::Fold { row: pair, open: false });
    assert_eq!(script.session.listing().rows, folded);
    script.run(WorkCommand::Step(1));
    let cursor = script.session.cursor().unwrap();
    assert!(script.session.listing().rows.iter().any(|row| row.node == cursor), "the part in view has a row");
    script.run(WorkCommand::FoldChosen(false));
    assert_eq!(script.session.listing().rows, folded);
    assert_eq!(script.session.cursor(), Some(script.session.findings().tree.root(cursor)));
    script.run(WorkCommand::StepCase(1));
    assert_eq!(script.session.findings().tree.nodes[script.session.cursor().unwrap()].depth, 0);
}

#[test]
fn parts_of_a_pair_are_walked_in_the_order_of_the_later_report() {
    let mut script = open(&samples());
    let pair = pair_row(&script, 3);
    let Subject::Pair { right, .. } = script.session.findings().tree.nodes[pair].subject else {
        unreachable!()
    };
    script.run(WorkCommand::ChooseRow(pair, Choose::Only));
    let end = script.session.findings().tree.nodes[pair].end;
    let mut last = 0;
    loop {
        script.run(WorkCommand::Step(1));
        let at = script.session.cursor().unwrap();
        if !(pair..end).contains(&at) {
            break;
        }
        let chosen = script.session.chosen().unwrap();
        let finding = &script.session.findings().list[chosen.finding];
        let place = finding.places[chosen.places[1]];
        if finding.check.is_none() {
            assert_eq!(place.report, right, "the later report stands on the right");
            assert!(place.span.start >= last, "{} after {last}", place.span.start);
            last = place.span.start;
        }
        if at + 1 >= end {
            break;
        }
    }
    assert!(last > 0);
}

#[test]
fn a_verdict_on_a_case_goes_to_its_open_parts_in_one_step() {
    let mut script = open(&samples());
    let pair = pair_row(&script, 3);
    let parts: Vec<usize> = script.session.findings().tree.findings_under(pair).collect();
    script.run(WorkCommand::Judge { finding: parts[0], judgement: Some(Judgement::Dismissed), reason: None });
    let all = script.session.listing().tally(pair).parts;
    script.run(WorkCommand::ChooseRow(pair, Choose::Only));
    assert_eq!(script.session.targets().len(), all - 1, "what is judged is left alone");
    let progress = script.session.listing().progress();
    script.run(WorkCommand::JudgeChosen(Judgement::Confirmed));
    let tally = script.session.listing().tally(pair);
    assert_eq!((tally.open(), tally.confirmed, tally.dismissed), (0, all - 1, 1));
    assert_eq!(script.session.listing().progress().judged, progress.judged + all - 1);
    let cursor = script.session.cursor();
    script.run(ReviewCommand::Undo);
    assert_eq!(script.session.listing().tally(pair).open(), all - 1, "one step");
    assert_eq!(script.session.cursor(), cursor, "nothing else moves");
    script.run(ReviewCommand::Redo);
    script.run(SettingsCommand::Turn(jiaokan::session::Switch::SkipJudged, true));
    script.run(WorkCommand::Step(1));
    assert_ne!(
        script.session.findings().tree.root(script.session.cursor().unwrap()),
        pair,
        "J passes it over"
    );
}

#[test]
fn several_rows_are_judged_together() {
    let mut script = open(&samples());
    let pair = pair_row(&script, 3);
    script.run(WorkCommand::Fold { row: pair, open: true });
    let rows: Vec<usize> = script.session.listing().rows.iter().map(|row| row.node).collect();
    let at = rows.iter().position(|&node| node == pair).unwrap();
    script.run(WorkCommand::ChooseRow(rows[at + 1], Choose::Only));
    script.run(WorkCommand::ChooseRow(rows[at + 2], Choose::UpTo));
    assert!(script.session.is_row_selected(rows[at + 1]) && script.session.is_row_selected(rows[at + 2]));
    let targets = script.session.targets();
    assert!(targets.len() >= 2, "{targets:?}");
    script.run(WorkCommand::ChooseRow(rows[at + 1], Choose::Too));
    assert!(script.session.targets().len() < targets.len(), "a second click takes it out");
}

#[test]
fn a_check_is_excluded_everywhere_by_one_rule_and_comes_back() {
    let mut script = open(&samples());
    let list = &script.session.findings().list;
    let finding = list.iter().position(|finding| finding.check.is_some()).unwrap();
    let id = list[finding].check.as_ref().unwrap().id;
    let of_check = |script: &Script| -> Vec<usize> {
        let list = script.session.findings().list.iter().enumerate();
        list.filter(|(_, f)| f.check.as_ref().is_some_and(|check| check.id == id)).map(|(at, _)| at).collect()
    };
    script.run(WorkCommand::Choose(finding));
    script.run(WorkCommand::Exclude(Rung::Check, "本地统一写法".into()));
    let count = of_check(&script).len();
    let listing = script.session.listing();
    assert!(of_check(&script).iter().all(|&at| listing.judgement(at) == Some(Judgement::Dismissed)));
    assert_eq!(listing.excluded_counts(1), [count]);
    assert_eq!(script.session.last_reason(), "本地统一写法", "asked once");
    script.run(ReviewCommand::Undo);
    assert_eq!(script.session.listing().judgement(finding), None);
    script.run(ReviewCommand::Redo);
    script.run(WorkCommand::RemoveRule(0));
    assert_eq!(script.session.listing().judgement(finding), None);
    assert!(script.session.review().exclusions.is_empty());
}

#[test]
fn a_pair_and_a_text_are_excluded_by_a_rule() {
    let mut script = open(&samples());
    let pair = pair_row(&script, 3);
    script.run(WorkCommand::ChooseRow(pair, Choose::Only));
    script.run(WorkCommand::Exclude(Rung::Pair, String::new()));
    assert_eq!(script.session.listing().tally(pair).open(), 0);
    script.run(ReviewCommand::Undo);
    let passage = script.session.findings().list.iter().position(|f| f.kind == MarkKind::Near).unwrap();
    script.run(WorkCommand::Choose(passage));
    script.run(WorkCommand::Exclude(Rung::Text, String::new()));
    assert_eq!(script.session.listing().judgement(passage), Some(Judgement::Dismissed));
    assert!(script.session.listing().excluded_by(passage).is_some());
}

#[test]
fn hidden_kinds_of_marks_are_not_listed() {
    let mut script = open(&samples());
    let has_checks = |script: &Script| {
        let list = &script.session.findings().list;
        script.session.listing().findings().iter().any(|&at| list[at].kind == MarkKind::Check)
    };
    assert!(has_checks(&script));
    script.run(SettingsCommand::ToggleMarks(MarkKind::Check));
    assert!(!has_checks(&script));
    script.run(WorkCommand::Filter("类型:检查".into()));
    assert!(has_checks(&script), "a filter that asks for them lists them");
}

#[test]
fn cases_are_sorted_by_what_the_reviewer_asks_for() {
    let mut script = open(&samples());
    let open_parts = |script: &Script| -> Vec<usize> {
        let listing = script.session.listing();
        let tree = &script.session.findings().tree;
        let is_case =
            |at: &&usize| !matches!(tree.nodes[**at].subject, Subject::Scattered | Subject::Phrases);
        listing.cases().iter().filter(is_case).map(|&at| listing.tally(at).open()).collect()
    };
    let worth = |script: &Script| -> Vec<f32> {
        let tree = &script.session.findings().tree;
        let is_case =
            |at: &&usize| !matches!(tree.nodes[**at].subject, Subject::Scattered | Subject::Phrases);
        script.session.listing().cases().iter().filter(is_case).map(|&at| tree.nodes[at].worth).collect()
    };
    assert!(worth(&script).is_sorted_by(|one, other| one >= other));
    script.set(Settings { case_order: CaseOrder::Open, ..settings() });
    assert!(open_parts(&script).is_sorted_by(|one, other| one >= other));
    script.set(Settings { case_order: CaseOrder::Text, ..settings() });
    let tree = &script.session.findings().tree;
    let reports: Vec<usize> = script
        .session
        .listing()
        .cases()
        .iter()
        .filter_map(|&at| match tree.nodes[at].subject {
            Subject::Report(report) | Subject::Pair { right: report, .. } => script.session.number(report),
            _ => None,
        })
        .collect();
    assert!(reports.is_sorted(), "{reports:?}");
}

#[test]
fn rules_are_stored_in_the_review_and_found_again() {
    let mut script = open(&samples());
    let list = &script.session.findings().list;
    let finding = list.iter().position(|finding| finding.check.is_some()).unwrap();
    script.run(WorkCommand::Choose(finding));
    script.run(WorkCommand::Exclude(Rung::CheckInReport, "另有规定".into()));
    script.run(WorkCommand::Exclude(Rung::Text, String::new()));
    let review = script.session.review().clone();
    assert_eq!(review.exclusions.len(), 2);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.review.ron");
    jiaokan::review::store::save(&path, &review, None).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("schema: 2,") && text.contains("exclusions: ["), "{text}");
    let loaded = jiaokan::review::store::load(&path).unwrap();
    assert!(loaded.read_only.is_none());
    assert_eq!(loaded.review.exclusions, review.exclusions);
    // A review without rules keeps the schema that earlier programs read, and one without the field is read.
    script.run(ReviewCommand::Undo);
    script.run(ReviewCommand::Undo);
    let other = folder.path().join("b.review.ron");
    jiaokan::review::store::save(&other, script.session.review(), None).unwrap();
    let text = std::fs::read_to_string(&other).unwrap();
    assert!(text.contains("schema: 1,") && !text.contains("exclusions"), "{text}");
    assert!(jiaokan::review::store::load(&other).unwrap().review.exclusions.is_empty());
}
