//! Corrections of text that was read from pictures: what is bound to the text stays bound.

use jiaokan::review::{Judgement, Review, State};
use jiaokan::session::{LibraryCommand, ReviewCommand, WorkCommand};

use crate::script::Script;
use crate::texts::{SHARED, report};

/// A scan and another report with the same passage, in which the scan has 己 for 已.
fn scanned() -> Script {
    let passage = format!("{SHARED}全县已经办结案件四十七件，群众满意。");
    let read = passage.replace("已经", "己经");
    Script::open([("/报告/a扫描.txt", report("石桥县", &read)), ("/报告/b.txt", report("柳河县", &passage))])
}

fn text(script: &Script) -> String {
    script.session.document(script.id("a扫描.txt")).unwrap().text().as_str().to_owned()
}

fn correct(script: &mut Script, words: &str, with: &str) {
    let scan = script.id("a扫描.txt");
    let span = script.span(scan, words);
    script.run(ReviewCommand::Correct { report: scan, span, text: with.to_owned() });
}

#[test]
fn a_correction_is_shown_undone_and_replaced() {
    let mut script = scanned();
    let before = text(&script);
    correct(&mut script, "己经办结", "已经办结");
    assert_eq!(text(&script), before.replace("己经", "已经"));
    let made = &script.session.review().corrections;
    assert_eq!((made.len(), made[0].target.exact.as_str()), (1, "己经办结"));
    script.run(ReviewCommand::Undo);
    assert_eq!(text(&script), before);
    script.run(ReviewCommand::Redo);
    assert!(text(&script).contains("已经办结"));
    // Words over a corrected place: one correction of the text as it was read.
    correct(&mut script, "县已经", "县共");
    let made = &script.session.review().corrections;
    assert_eq!(
        (made.len(), made[0].target.exact.as_str(), made[0].text.as_str()),
        (1, "县己经办结", "县共办结")
    );
    assert!(text(&script).contains("全县共办结案件"));
    // What was read there again is no correction.
    correct(&mut script, "县共办结", "县己经办结");
    assert!(script.session.review().corrections.is_empty());
    assert_eq!(text(&script), before);
}

#[test]
fn only_a_scan_is_corrected() {
    let mut script = scanned();
    let other = script.id("b.txt");
    let span = script.span(other, "已经");
    script.run(ReviewCommand::Correct { report: other, span, text: "己经".to_owned() });
    assert!(script.session.review().corrections.is_empty());
}

#[test]
fn notes_stay_on_their_words() {
    let mut script = scanned();
    let scan = script.id("a扫描.txt");
    let inside = script.write_note(scan, "全县己经办结案件", "里面");
    let behind = script.write_note(scan, "群众满意", "后面");
    correct(&mut script, "己经", "已经全部");
    let place = |script: &Script, note: &jiaokan::review::Note| {
        let place = script.session.note_places(&note.id)[0];
        (place.state, script.text(scan, place.span.unwrap()).to_owned())
    };
    assert_eq!(place(&script, &inside), (State::Anchored, "全县已经全部办结案件".to_owned()));
    assert_eq!(place(&script, &behind), (State::Anchored, "群众满意".to_owned()));
    let later = script.write_note(scan, "经全部办结", "更正以后");
    correct(&mut script, "四十七", "四十八");
    assert_eq!(place(&script, &later).1, "经全部办结");
    assert_eq!(place(&script, &inside).1, "全县已经全部办结案件");
    script.run(ReviewCommand::Undo);
    script.run(ReviewCommand::Undo);
    script.run(ReviewCommand::Undo);
    assert_eq!(place(&script, &inside), (State::Anchored, "全县己经办结案件".to_owned()));
}

#[test]
fn a_verdict_stays_on_a_passage_that_is_corrected() {
    let mut script = scanned();
    script.run(WorkCommand::Step(1));
    script.run(WorkCommand::JudgeChosen(Judgement::Confirmed));
    let key = script.session.review().verdicts[0].finding.clone();
    correct(&mut script, "己经", "已经");
    let verdicts = &script.session.review().verdicts;
    assert_eq!(verdicts.len(), 1);
    assert!(!script.session.findings().with_key(&verdicts[0].finding).is_empty(), "it has its finding");
    assert!(script.session.lost_verdicts().is_empty(), "{key}");
}

#[test]
fn a_review_with_corrections_is_opened_again() {
    let mut script = scanned();
    correct(&mut script, "己经", "已经");
    let review: Review = script.session.review().clone();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.review.ron");
    jiaokan::review::store::save(&file, &review, None).unwrap();
    let loaded = jiaokan::review::store::load(&file).unwrap();
    let mut again = scanned();
    let result = Ok(Box::new(loaded));
    again.take(jiaokan::session::SavingOutcome::Loaded { path: file, result });
    assert!(text(&again).contains("全县已经办结"), "the text follows the review");
    // The file was read with a line more: the correction follows the words.
    let read = script.session.document(script.id("a扫描.txt")).unwrap().report.corrections.clone().unwrap();
    again.write("/报告/a扫描.txt", format!("扫描件\n{}", read.read.as_str()));
    let id = again.id("a扫描.txt");
    again.run(LibraryCommand::Reread(id, None));
    assert!(text(&again).starts_with("扫描件") && text(&again).contains("全县已经办结"));
}
