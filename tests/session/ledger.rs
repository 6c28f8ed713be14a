//! Decisions about rows of the ledger: made, undone, stored in the review by words, and found again.

use jiaokan::figures::{Row, Subject};
use jiaokan::review::store;
use jiaokan::session::{LedgerCommand, LedgerTable, LibraryCommand, PaneCommand, ReviewCommand, View};

use super::script::Script;

fn open() -> Script {
    let mut script = Script::open([
        (
            "/a/青云县2023.txt",
            "青云县2023年报告\n\n受理调解申请120件。走访企业30家。发放材料500份。\n".to_owned(),
        ),
        (
            "/a/青云县2024.txt",
            "青云县2024年报告\n\n收到调解请求150件。走访企业36家。发放材料800份。\n".to_owned(),
        ),
    ]);
    script.run(PaneCommand::SetView(View::Ledger));
    script
}

fn table(script: &Script) -> &LedgerTable {
    script.session.ledger().unwrap()
}

fn row<'a>(script: &'a Script, words: &str) -> &'a Row {
    let table = table(script);
    let named = |row: &&Row| {
        row.cells.iter().any(|cell| table.figures[cell.report][cell.figure].indicator.contains(words))
    };
    table.rows.iter().find(named).unwrap()
}

fn subjects(script: &Script, words: &str) -> Vec<Subject> {
    row(script, words).subjects.clone()
}

fn join(script: &mut Script) {
    let rows = vec![subjects(script, "调解申请"), subjects(script, "调解请求")];
    script.run(LedgerCommand::Join(rows));
}

#[test]
fn rows_are_joined_and_the_join_is_undone() {
    let mut script = open();
    let before = table(&script).rows.len();
    join(&mut script);
    let joined = row(&script, "调解请求");
    assert_eq!((joined.reports(), joined.certainty), (2, 1.0));
    assert_eq!(table(&script).rows.len(), before - 1);
    assert_eq!(table(&script).change(joined, 1), Some(0.25));
    script.run(ReviewCommand::Undo);
    assert_eq!(table(&script).rows.len(), before);
    script.run(ReviewCommand::Redo);
    assert_eq!(row(&script, "调解请求").reports(), 2);
    script.run(LedgerCommand::TakeBack(script.session.review().ledger[0].id.clone()));
    assert_eq!(table(&script).rows.len(), before);
}

#[test]
fn a_figure_of_one_report_is_taken_out_of_its_row() {
    let mut script = open();
    let of_report = subjects(&script, "走访企业").into_iter().map(|one| Subject { report: Some(1), ..one });
    let of_report = of_report.collect();
    script.run(LedgerCommand::Part(of_report));
    let rows: Vec<&Row> = table(&script).rows.iter().filter(|row| row.indicator == "走访企业").collect();
    assert_eq!(rows.iter().map(|row| row.reports()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(rows[1].subjects[0].report, Some(1));
    // Joined by hand after all.
    let both = rows.iter().map(|row| row.subjects.clone()).collect();
    script.run(LedgerCommand::Join(both));
    assert_eq!(row(&script, "走访企业").reports(), 2);
}

#[test]
fn what_joined_a_wording_is_taken_back_when_it_is_parted() {
    let mut script = open();
    join(&mut script);
    let request =
        subjects(&script, "调解请求").into_iter().filter(|one| one.words.contains("请求")).collect();
    script.run(LedgerCommand::Part(request));
    assert_eq!(row(&script, "调解请求").reports(), 1);
    assert_eq!(script.session.review().ledger.len(), 1, "the join is gone, the part is kept");
    script.run(ReviewCommand::Undo);
    assert_eq!(row(&script, "调解请求").reports(), 2, "one step back");
}

#[test]
fn rows_are_named_hidden_and_shown_again() {
    let mut script = open();
    script.run(LedgerCommand::Rename(subjects(&script, "走访企业"), " 走访的企业数 ".to_owned()));
    assert_eq!(row(&script, "走访企业").indicator, "走访的企业数");
    script.run(LedgerCommand::Rename(subjects(&script, "走访企业"), "企业走访".to_owned()));
    assert_eq!(script.session.review().ledger.len(), 1, "the last name replaces the one before");
    script.run(LedgerCommand::Rename(subjects(&script, "走访企业"), String::new()));
    assert_eq!(row(&script, "走访企业").indicator, "走访企业");
    script.run(LedgerCommand::Hide(subjects(&script, "发放材料")));
    assert!(row(&script, "发放材料").hidden && !row(&script, "走访企业").hidden);
    script.run(LedgerCommand::Show(subjects(&script, "发放材料")));
    assert!(!row(&script, "发放材料").hidden);
    assert!(script.session.review().ledger.is_empty());
}

#[test]
fn words_of_the_reviewer_join_rows() {
    let mut script = open();
    script.run(LedgerCommand::Synonyms(vec!["受理调解申请".to_owned(), " 收到调解请求".to_owned()]));
    assert_eq!(row(&script, "调解请求").reports(), 2);
    script.run(LedgerCommand::Synonyms(vec!["一个词".to_owned(), " ".to_owned()]));
    assert_eq!(script.session.review().ledger.len(), 1, "one word is no group");
}

#[test]
fn decisions_are_stored_by_words_and_hold_for_changed_reports() {
    let mut script = open();
    join(&mut script);
    let parted = subjects(&script, "走访企业").into_iter().map(|one| Subject { report: Some(0), ..one });
    let parted = parted.collect();
    script.run(LedgerCommand::Part(parted));
    script.run(LedgerCommand::Rename(subjects(&script, "发放材料"), "材料".to_owned()));
    script.run(LedgerCommand::Synonyms(vec!["走访".to_owned(), "探访".to_owned()]));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.review.ron");
    store::save(&path, script.session.review(), None).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("schema: 3,") && text.contains("ledger: ["), "{text}");
    let loaded = store::load(&path).unwrap();
    assert!(loaded.read_only.is_none(), "{:?}", loaded.read_only);
    assert_eq!(loaded.review.ledger, script.session.review().ledger);
    assert_eq!(loaded.review.next_report_key().as_str(), "r3", "a key that a decision names is taken");
    // A report with more text before the figures.
    let longer = "青云县2023年报告\n\n新写的一段。\n\n受理调解申请121件。走访企业30家。发放材料500份。\n";
    script.write("/a/青云县2023.txt", longer.to_owned());
    let id = script.id("青云县2023.txt");
    script.run(LibraryCommand::Reread(id, None));
    assert_eq!(row(&script, "调解请求").reports(), 2);
    assert_eq!(row(&script, "发放材料").indicator, "材料");
    assert_eq!(table(&script).rows.iter().filter(|row| row.indicator == "走访企业").count(), 2);
}
