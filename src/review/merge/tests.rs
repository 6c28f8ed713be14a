//! Content kept by merging, in examples and for any two versions.

use super::*;
use crate::figures::{Kind, Period};
use crate::review::{Edit, Indicator, Judgement, LedgerChange, Reply, ReportEntry, Status, Target};
use proptest::prelude::*;

const EARLY: &str = "2026-01-05T09:00:00+08:00";
const LATE: &str = "2026-01-05T02:00:00Z";

fn note(id: &str, body: &str, modified: &str) -> Note {
    let note = Note::new(vec![target("r1", "立改废释")], Category::Wording, "林校", body);
    Note { id: id.into(), created: EARLY.into(), modified: modified.into(), ..note }
}

fn target(report: &str, exact: &str) -> Target {
    Target {
        report: report.into(),
        start: 3,
        end: 7,
        exact: exact.into(),
        cut: None,
        prefix: String::new(),
        suffix: String::new(),
        section: Vec::new(),
    }
}

fn report(id: &str, path: &str, sha256: &str) -> ReportEntry {
    ReportEntry {
        id: id.into(),
        path: path.into(),
        title: String::new(),
        sha256: sha256.into(),
        characters: 9,
    }
}

fn review(notes: Vec<Note>) -> Review {
    Review {
        notes,
        reports: vec![report("r1", "/甲.txt", "aa")],
        created: EARLY.into(),
        ..Review::new("审阅")
    }
}

fn bodies(review: &Review) -> Vec<&str> {
    review.notes.iter().map(|note| note.body.as_str()).collect()
}

#[test]
fn a_removed_report_returns_with_a_verdict_that_names_it() {
    let mut base = review(Vec::new());
    base.reports.push(report("r2", "/乙.txt", "bb"));
    let (mut left, mut right) = (base.clone(), base.clone());
    left.reports.pop();
    right.verdicts.push(Verdict {
        finding: "duplicate:1".to_owned(),
        verdict: Judgement::Confirmed,
        reason: String::new(),
        author: "陈核".to_owned(),
        at: EARLY.into(),
        places: vec![JudgedPlace::new("r2".into(), 0, "立改废释")],
    });
    let merged = merge(Some(&base), &left, &right).review;
    assert!(merged.report(&"r2".into()).is_some(), "its place is looked for in the report");
    right.verdicts.clear();
    assert_eq!(merge(Some(&base), &left, &right).review.reports.len(), 1);
}

#[test]
fn decisions_about_the_ledger_of_both_are_kept_once() {
    let one = |words: &str, report: Option<&str>| Indicator {
        words: words.into(),
        unit: "件".into(),
        kind: Kind::Count,
        planned: false,
        period: Period::Year,
        report: report.map(Into::into),
    };
    let rule = |what| LedgerRule { at: EARLY.into(), ..LedgerRule::new(what, "林校") };
    let join = |first: &str, second: &str| rule(LedgerChange::Join(one(first, None), one(second, None)));
    let base = Review { ledger: vec![rule(LedgerChange::Hide(one("旧", None)))], ..review(Vec::new()) };
    let mut left = base.clone();
    left.ledger.push(join("甲", "乙"));
    let mut right = Review {
        reports: vec![report("r1", "/甲.txt", "aa"), report("r2", "/乙.txt", "bb")],
        ledger: vec![join("乙", "甲"), rule(LedgerChange::Part(one("甲", Some("r2"))))],
        ..base.clone()
    };
    left.reports.push(report("r2", "/丙.txt", "cc"));
    let merged = merge(Some(&base), &left, &right).review;
    let kinds: Vec<&str> = merged.ledger.iter().map(|rule| rule.id.split(':').next().unwrap()).collect();
    assert_eq!(kinds, ["join", "part"], "the hidden row was shown again on the right");
    let key = merged.reports.iter().find(|report| report.path.ends_with("乙.txt")).unwrap().id.clone();
    assert_eq!(
        merged.ledger[1].what.reports().collect::<Vec<_>>(),
        [&key],
        "its report has another key here"
    );
    assert_eq!(merge(Some(&base), &merged, &right).review.ledger, merged.ledger);
    right.ledger.clear();
    assert_eq!(merge(None, &left, &right).review.ledger, left.ledger);
}

#[test]
fn corrections_of_both_are_kept_and_of_one_place_the_later() {
    let correction = |start: usize, end: usize, text: &str, at: &str| {
        let target = Target { start, end, ..target("r1", "己") };
        Correction { at: at.into(), ..Correction::new(target, text, "林校") }
    };
    let mut left = review(Vec::new());
    let mut right = left.clone();
    left.corrections = vec![correction(3, 4, "已", EARLY), correction(20, 22, "四十", EARLY)];
    right.corrections =
        vec![correction(3, 4, "巳", LATE), correction(9, 10, "件", LATE), correction(21, 23, "十七", LATE)];
    for (one, other) in [(&left, &right), (&right, &left)] {
        let merged = merge(None, one, other);
        let mut texts: Vec<&str> = merged.review.corrections.iter().map(|c| c.text.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(texts, ["件", "十七", "巳"], "the later of two that overlap");
        assert_eq!(merged.conflicts.len(), 2);
        let mut said = bodies(&merged.review);
        said.sort_unstable();
        assert_eq!(said, ["己 → 四十", "己 → 已"]);
        assert!(merged.review.notes.iter().all(|note| note.tags == [CONFLICT] && note.targets.len() == 1));
        let again = merge(None, &merged.review, other);
        assert_eq!((again.review.corrections.len(), again.review.notes.len()), (3, 2));
    }
}

#[test]
fn a_correction_that_one_side_took_back_is_gone() {
    let target = target("r1", "己");
    let mut base = review(Vec::new());
    base.corrections = vec![Correction { at: EARLY.into(), ..Correction::new(target, "已", "林校") }];
    let without = Review { corrections: Vec::new(), ..base.clone() };
    assert!(merge(Some(&base), &base, &without).review.corrections.is_empty());
    assert_eq!(merge(None, &base, &without).review.corrections.len(), 1, "nothing is known of before");
}

#[test]
fn a_change_on_one_side_is_taken() {
    let base = review(vec![note("a", "一", EARLY), note("b", "二", EARLY), note("c", "三", EARLY)]);
    let mut left = base.clone();
    left.notes[0].body = "一改".into();
    left.notes.push(note("d", "左新", LATE));
    let mut right = base.clone();
    right.notes[1].status = Status::Resolved;
    right.notes.remove(2);
    right.notes.push(note("e", "右新", LATE));
    let merged = merge(Some(&base), &left, &right);
    assert_eq!(bodies(&merged.review), ["一改", "二", "左新", "右新"]);
    assert_eq!(merged.review.notes[1].status, Status::Resolved);
    assert_eq!((merged.conflicts.len(), merged.taken), (0, 3));
    assert_eq!(merge(Some(&base), &left, &base).review.notes, left.notes, "nothing done is nothing taken");
}

#[test]
fn replies_of_both_sides_stand_under_the_note() {
    let base = review(vec![note("a", "一", EARLY)]);
    let reply =
        |author: &str, at: &str| Reply { author: author.into(), at: at.into(), body: "已改".into() };
    let (mut left, mut right) = (base.clone(), base.clone());
    left.notes[0].replies.push(reply("林校", LATE));
    right.notes[0].replies.push(reply("陈核", EARLY));
    let both = vec![reply("陈核", EARLY), reply("林校", LATE)];
    for common in [None, Some(&base)] {
        let merged = merge(common, &left, &right);
        assert_eq!((merged.review.notes.len(), merged.conflicts.len(), merged.taken), (1, 0, 1));
        assert_eq!(merged.review.notes[0].replies, both);
        assert_eq!(merge(common, &right, &left).review.notes, merged.review.notes, "either way round");
        assert_eq!(merge(None, &merged.review, &right).taken, 0, "again nothing more");
    }
    // A reply is no conflict with a change of the note, and a removed note with a new reply stays.
    right.notes[0].body = "一改".into();
    let merged = merge(Some(&base), &left, &right);
    assert_eq!((bodies(&merged.review), &merged.review.notes[0].replies), (vec!["一改"], &both));
    let emptied = merge(Some(&base), &review(Vec::new()), &left);
    assert_eq!(emptied.review.notes[0].replies, [reply("林校", LATE)]);
    // Of two versions in conflict the one that keeps the id has the thread.
    left.notes[0].body = "另改".into();
    let apart = merge(None, &left, &right).review.notes;
    assert_eq!((apart[0].replies.len(), apart[1].replies.len()), (2, 0));
}

#[test]
fn both_versions_stay_where_both_changed_one_note() {
    let base = review(vec![note("a", "一", EARLY)]);
    let (mut left, mut right) = (base.clone(), base.clone());
    left.notes[0] = note("a", "左改", EARLY);
    right.notes[0] = note("a", "右改", LATE);
    let merged = merge(Some(&base), &left, &right);
    assert_eq!(bodies(&merged.review), ["右改", "左改"], "the later one keeps the id");
    assert_eq!(merged.review.notes[0].id.as_str(), "a");
    assert_eq!(merged.review.notes[1].tags, [CONFLICT]);
    assert_eq!(merged.conflicts, [merged.review.notes[1].id.clone()]);
    let again = merge(None, &merged.review, &left);
    assert_eq!((again.review.notes, again.conflicts.len()), (merged.review.notes.clone(), 0));
    assert_eq!(merge(Some(&base), &right, &left).review.notes, merged.review.notes, "from either side");
}

#[test]
fn what_was_changed_outlives_a_deletion() {
    let base = review(vec![note("a", "一", EARLY), note("b", "二", EARLY)]);
    let (mut left, mut right) = (base.clone(), base.clone());
    left.notes.remove(0);
    left.notes[0].body = "二改".into();
    right.notes.remove(1);
    right.notes[0].body = "一改".into();
    assert_eq!(bodies(&merge(Some(&base), &left, &right).review), ["二改", "一改"]);
}

#[test]
fn one_report_under_two_names_is_one_report() {
    let mut left = review(vec![note("a", "左", EARLY)]);
    left.reports.push(report("r2", "/乙.txt", "bb"));
    let mut right = review(vec![note("b", "右", EARLY), note("c", "右丙", EARLY), note("d", "无主", EARLY)]);
    right.reports = vec![
        report("r1", "/丙.txt", "cc"),
        report("r2", "/别处/甲.txt", "aa"),
        report("r3", "/乙.txt", "改过"),
    ];
    right.notes[0].targets = vec![target("r2", "甲"), target("r3", "乙")];
    right.notes[1].targets = vec![target("r1", "丙")];
    right.notes[2].targets = vec![target("r9", "丁")];
    let merged = merge(None, &left, &right).review;
    let listed: Vec<_> = merged.reports.iter().map(|r| (r.id.as_str(), r.path.to_str().unwrap())).collect();
    assert_eq!(listed, [("r1", "/甲.txt"), ("r2", "/乙.txt"), ("r10", "/丙.txt")]);
    let keys = |n: usize| merged.notes[n].targets.iter().map(|t| t.report.as_str()).collect::<Vec<_>>();
    assert_eq!((keys(1), keys(2), keys(3)), (vec!["r1", "r2"], vec!["r10"], vec!["r9"]));
    assert_eq!(merge(None, &merged, &right).review, merged, "once more changes nothing");
    assert!(merged.repeated_ids().is_empty());
}

#[test]
fn a_file_that_is_listed_twice_stays_listed_twice() {
    let mut review = review(vec![note("a", "一", EARLY), note("b", "二", EARLY)]);
    review.notes[1].targets = vec![target("r2", "乙")];
    review.reports = vec![report("r1", "/甲.txt", ""), report("r2", "/甲.txt", "")];
    let merged = merge(None, &review, &review);
    assert_eq!((merged.review, merged.conflicts.len(), merged.taken), (review, 0, 0));
}

#[test]
fn the_verdict_that_gives_way_stays_readable() {
    let verdict = |judgement, reason: &str, at: &str| Verdict {
        finding: "duplicate:1".into(),
        verdict: judgement,
        reason: reason.into(),
        author: "吴审".into(),
        at: at.into(),
        places: vec![JudgedPlace::new("r1".into(), 3, "文字")],
    };
    let (mut left, mut right) = (review(vec![]), review(vec![]));
    left.verdicts = vec![verdict(Judgement::Dismissed, "固定表述", LATE)];
    right.verdicts = vec![verdict(Judgement::Confirmed, "数字未变", EARLY)];
    let mut merged = merge(None, &left, &right);
    assert_eq!(merged.review.verdicts, left.verdicts);
    merged.describe(|verdict| format!("{:?}", verdict.verdict));
    assert_eq!(bodies(&merged.review), ["Confirmed\n数字未变"]);
    let note = &merged.review.notes[0];
    assert_eq!((note.author.as_str(), note.targets.len()), ("吴审", 1), "it is on the place");
    assert_eq!((note.targets[0].start, note.targets[0].exact.as_str()), (3, "文字"));
    assert_eq!(merge(None, &merged.review, &right).review, merged.review);
}

#[test]
fn a_report_that_was_taken_out_comes_back_for_a_note() {
    let base = review(vec![]);
    let (mut left, mut right) = (base.clone(), base.clone());
    left.reports.clear();
    assert!(merge(Some(&base), &left, &right).review.reports.is_empty());
    right.notes.push(note("a", "右", LATE));
    assert_eq!(merge(Some(&base), &left, &right).review.reports, base.reports);
    left.reports.push(report("r1", "/丁.txt", "dd"));
    right.reports[0].path = "/搬走/甲.txt".into();
    assert_eq!(merge(Some(&base), &base, &right).review.reports[0].path.to_str(), Some("/搬走/甲.txt"));
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (0..4u8, 0..5u8, "[甲乙丙]{1,2}").prop_map(|(kind, n, word)| {
        let (id, finding) = (format!("n{n}"), format!("f{n}"));
        let late = if n % 2 == 0 { EARLY } else { LATE };
        match kind {
            0 => Edit::AddNote { index: 0, note: note(&id, &word, late) },
            1 => Edit::RemoveNote(id.as_str().into()),
            2 => Edit::ReplaceNote(note(&id, &word, late)),
            _ => Edit::AddVerdict {
                index: 0,
                verdict: Verdict {
                    finding,
                    verdict: Judgement::Confirmed,
                    reason: word,
                    author: String::new(),
                    at: late.into(),
                    places: Vec::new(),
                },
            },
        }
    });
    prop::collection::vec(edit, 0..10)
}

fn edited(base: &Review, edits: Vec<Edit>) -> Review {
    let mut review = base.clone();
    for edit in edits {
        // Most do not fit, and leave the review unchanged.
        let _ = edit.apply(&mut review);
    }
    review
}

proptest! {
    #[test]
    fn nothing_that_was_written_is_lost(first in edits(), ours in edits(), theirs in edits(), with_base: bool) {
        let base = edited(&review(vec![]), first);
        let (left, right) = (edited(&base, ours), edited(&base, theirs));
        let merged = merge(with_base.then_some(&base), &left, &right);
        prop_assert!(merged.review.repeated_ids().is_empty());
        let words: HashSet<&str> = merged.review.notes.iter().map(|note| note.body.as_str()).collect();
        for note in left.notes.iter().chain(&right.notes) {
            let was_there = with_base && base.note(&note.id).is_some_and(|before| before.says_the_same(note));
            prop_assert!(was_there || words.contains(note.body.as_str()), "{:?}", note);
        }
        let other_way = merge(with_base.then_some(&base), &right, &left).review;
        let sorted = |review: &Review| {
            let mut said: Vec<(String, String)> =
                review.notes.iter().map(|n| (n.id.to_string(), n.body.clone())).collect();
            said.sort();
            said
        };
        prop_assert_eq!(sorted(&merged.review), sorted(&other_way));
        let again = merge(None, &merged.review, &right);
        prop_assert!(with_base || again.review == merged.review);
        prop_assert_eq!(merge(Some(&left), &left, &left).review, left);
    }
}
