//! What colleagues write into exported files comes back exactly once: comments of Word files, also through LibreOffice,
//! rows of workbooks, annotations. Rich originals are kept whatever notes they get.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]
#![allow(clippy::doc_markdown, reason = "LibreOffice is a name")]

mod cpu_time;
mod dice;
#[path = "returned/office.rs"]
mod office;
#[path = "returned/pdf.rs"]
mod pdf;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use dice::Dice;
use jiaokan::duplicates::{Duplicates, Input, Shares};
use jiaokan::export::docx::{Origin, of_report};
use jiaokan::export::{self, Format, Material, Options, Sheet};
use jiaokan::i18n::Language;
use jiaokan::pairs;
use jiaokan::report::{Report, ReturnedFile, read, read_file, read_returned, use_extractor};
use jiaokan::review::returned::{Entry, Opened, Returned, Stranger, take_comments, take_entries};
use jiaokan::review::{Category, Note, Reply, Review, Severity, Status, Target};
use jiaokan::structure::{self, Outline};
use jiaokan::task::Cancel;
use jiaokan::text::Span;
use office::Office;

const AT: &str = "2026-01-05T09:00:00+08:00";

/// A review of one report, which is a file.
#[derive(Clone)]
struct Case {
    review: Review,
    report: Report,
    outline: Outline,
    bytes: Vec<u8>,
}

impl Case {
    fn of(path: &Path) -> Self {
        use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
        let report = read_file(path, None).unwrap();
        let outline = structure::outline(&report);
        let mut review = Review::new("审阅");
        review.created = AT.into();
        review.add_report(path, "", &report.sha256, report.text.characters()).apply(&mut review).unwrap();
        Self { review, report, outline, bytes: fs::read(path).unwrap() }
    }

    /// Adds notes at random places, of two authors, many in the same second, some resolved, some with replies.
    fn with_notes(mut self, count: usize, dice: &mut Dice) -> Self {
        for number in 0..count {
            let length = self.report.text.characters();
            let start = dice.roll(length - 2);
            let end = (start + 1 + dice.roll(60)).min(length);
            let key = self.review.reports[0].id.clone();
            let target = Target::at(key, &self.report.text, Span::new(start, end), Vec::new());
            let body = format!("批注{number}号：请核实\n  并说明 <来源> & \"依据\"。");
            let mut note = Note::new(vec![target], Category::Wording, dice.of(&["林审", "陈核"]), &body);
            note.created = AT.into();
            note.modified = format!("2026-01-05T09:{:02}:00+08:00", number % 7).into();
            note.tags = if number % 3 == 0 { vec!["数字".to_owned()] } else { Vec::new() };
            if number % 10 == 9 {
                note.status = Status::Resolved;
            }
            if number % 8 == 7 {
                let reply =
                    |at: &str, body: &str| Reply { author: "王".into(), at: at.into(), body: body.into() };
                note.replies = vec![
                    reply("2026-01-05T10:00:00+08:00", "已核实。"),
                    reply("2026-01-05T10:00:01+08:00", "补充：\n见附表"),
                ];
            }
            self.review.notes.push(note);
        }
        self
    }

    fn sheet(&self) -> Sheet {
        let inputs = [Input { report: &self.report, outline: &self.outline }];
        let keys = [self.review.reports[0].id.clone()];
        let duplicates = Duplicates { shares: vec![Shares::default()], ..Duplicates::default() };
        let pairs = pairs::pairs(&inputs, &duplicates, &[], &Cancel::default()).unwrap();
        let cases = pairs::cases(inputs.len(), &duplicates.groups, &[], &pairs);
        let material = Material {
            review: &self.review,
            inputs: &inputs,
            keys: &keys,
            unreadable: &[],
            duplicates: &duplicates,
            findings: &[],
            pairs: &pairs,
            cases: &cases,
        };
        export::sheet(material, &Options::default(), Language::Chinese)
    }

    fn exported(&self) -> Vec<u8> {
        let made = of_report(&self.sheet(), 0, Some(&self.bytes)).unwrap();
        assert_eq!(made.origin, Origin::Kept);
        made.bytes
    }

    fn take(&mut self, document: &[u8]) -> Result<Returned, Stranger> {
        let document = read(Path::new("交回.docx"), document, None).unwrap();
        let outline = structure::outline(&document);
        let key = self.review.reports[0].id.clone();
        let opened: Opened<'_> = HashMap::from([(key, (&self.report, &self.outline))]);
        take_comments(&mut self.review, (&document, &outline), &opened)
    }

    fn take_entries(&mut self, entries: &[Entry]) -> Returned {
        let key = self.review.reports[0].id.clone();
        let opened: Opened<'_> = HashMap::from([(key, (&self.report, &self.outline))]);
        take_entries(&mut self.review, entries, &opened)
    }

    /// The entries of an export in this format, after a colleague has changed the file.
    fn returned(&self, format: Format, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<Entry> {
        let mut bytes = Vec::new();
        export::write(format, &self.sheet(), &mut bytes).unwrap();
        entries_of(format.extension(), &change(bytes))
    }
}

fn entries_of(extension: &str, bytes: &[u8]) -> Vec<Entry> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("交回.{extension}"));
    fs::write(&file, bytes).unwrap();
    export::entries(&read_returned(&file).unwrap())
}

fn fixture() -> Case {
    Case::of(Path::new("tests/fixtures/report.docx"))
}

/// A colleague's work on the exported file: five texts changed, five comments done, five answers, five new comments.
fn worked_on(document: &[u8]) -> Vec<u8> {
    let mut office = Office::open(document);
    for number in [0, 3, 11, 20, 34] {
        office.edit(&format!("批注{number}号：请核实"), &format!("批注{number}号：请逐项核实"));
    }
    for number in [1, 4, 12, 21, 36] {
        office.finish(&format!("批注{number}号："));
    }
    for (index, number) in [2, 5, 13, 22, 37].into_iter().enumerate() {
        office.answer(
            &format!("批注{number}号："),
            "李复",
            &format!("2026-02-0{}T08:30:00Z", index + 1),
            "已改。",
        );
    }
    for number in 0..5 {
        office.comment(
            2 + 3 * number,
            "李复",
            &format!("2026-02-03T08:3{number}:00Z"),
            &format!("新意见{number}"),
        );
    }
    office.saved()
}

fn expected() -> Returned {
    Returned { new: 5, changed: 5, replies: 5, resolved: 5, ..Returned::default() }
}

#[test]
fn a_word_file_that_nobody_changed_changes_nothing() {
    let mut case = fixture().with_notes(50, &mut Dice(7));
    let (document, before) = (case.exported(), case.review.clone());
    assert_eq!(case.take(&document), Ok(Returned::default()));
    assert_eq!(case.review, before);
}

#[test]
fn what_a_colleague_did_comes_back_once() {
    let mut case = fixture().with_notes(50, &mut Dice(8));
    let document = worked_on(&case.exported());
    assert_eq!(case.take(&document), Ok(expected()));
    let note = |body: &str| case.review.notes.iter().find(|note| note.body.starts_with(body)).unwrap();
    assert_eq!(note("批注34号").body, "批注34号：请逐项核实\n  并说明 <来源> & \"依据\"。");
    assert_eq!(note("批注36号").status, Status::Resolved);
    let reply = note("批注13号").replies.last().unwrap();
    assert_eq!((reply.author.as_str(), reply.body.as_str()), ("李复", "已改。"));
    let new = note("新意见2");
    assert_eq!((new.category.clone(), new.author.as_str()), (Category::Question, "李复"));
    assert_eq!(new.tags, ["Word"]);
    let target = &new.targets[0];
    assert_eq!(case.report.text.slice(Span::new(target.start, target.end)), target.exact);
    assert_eq!(uuid_version(new.id.as_str()), '8');
    let after = case.review.clone();
    assert_eq!(case.take(&document), Ok(Returned::default()), "the same file again");
    assert_eq!(case.review, after);
}

fn uuid_version(id: &str) -> char {
    id.chars().nth(14).unwrap()
}

#[test]
fn a_note_that_both_changed_stays_in_both_versions() {
    let mut case = fixture().with_notes(12, &mut Dice(9));
    let document = worked_on_first(&case.exported());
    case.review.notes[0].body = "审阅者后来的改法".to_owned();
    case.review.notes[0].modified = "2026-03-01T09:00:00+08:00".into();
    let deleted = case.review.notes.remove(1);
    let taken = case.take(&document).unwrap();
    assert_eq!((taken.conflicts, taken.changed, taken.new), (1, 0, 0), "{taken:?}");
    let copy = case.review.notes.last().unwrap();
    assert!(copy.body.starts_with("批注0号：请逐项核实") && copy.tags.contains(&"冲突".to_owned()));
    assert_eq!(case.review.notes[0].body, "审阅者后来的改法");
    assert!(case.review.note(&deleted.id).is_none(), "a deleted note that nobody changed stays deleted");
    assert_eq!(case.take(&document).unwrap().total(), 0);
}

fn worked_on_first(document: &[u8]) -> Vec<u8> {
    let mut office = Office::open(document);
    office.edit("批注0号：请核实", "批注0号：请逐项核实");
    office.saved()
}

#[test]
fn an_answer_whose_link_a_program_dropped_comes_back_once() {
    let base = fixture().with_notes(10, &mut Dice(3));
    let exported = base.exported();
    let answered = |is_linked: bool| {
        let mut office = Office::open(&exported);
        office.answer("批注3号", "王", "2026-01-06T08:00:00Z", "同意");
        if !is_linked {
            office.unlink();
        }
        office.saved()
    };
    let mut case = base.clone();
    let taken = case.take(&answered(true)).unwrap();
    assert_eq!((taken.replies, taken.total()), (1, 1));
    assert_eq!(case.take(&answered(false)).unwrap().total(), 0, "the reply is there");
    let mut case = base.clone();
    let taken = case.take(&answered(false)).unwrap();
    assert_eq!((taken.new, taken.total()), (1, 1), "nobody knows what it answers");
    assert_eq!(case.take(&answered(true)).unwrap().total(), 0, "the note is there");
}

#[test]
fn a_comment_that_is_gone_is_listed_and_its_note_stays() {
    let mut case = fixture().with_notes(6, &mut Dice(10));
    let mut office = Office::open(&case.exported());
    office.remove("批注4号：");
    let taken = case.take(&office.saved()).unwrap();
    assert_eq!(taken.missing, [case.review.notes[4].id.clone()]);
    assert_eq!((taken.total(), case.review.notes.len()), (0, 6));
}

#[test]
fn comments_are_known_without_the_record() {
    let mut case = fixture().with_notes(7, &mut Dice(16));
    let mut office = Office::open(&case.exported());
    office.drop_parts("customXml/");
    office.edit("批注0号：请核实", "批注0号：请逐项核实");
    let document = office.saved();
    let taken = case.take(&document).unwrap();
    assert_eq!((taken.conflicts, taken.total(), taken.missing.len()), (1, 1, 0), "{taken:?}");
    assert_eq!(case.take(&document), Ok(Returned::default()), "the same file again");
}

#[test]
fn a_document_of_another_review_is_refused() {
    let case = fixture().with_notes(3, &mut Dice(11));
    let document = case.exported();
    let mut other = Case::of(Path::new("tests/fixtures/report.txt"));
    other.review.created = "2026-01-09T09:00:00+08:00".into();
    other.review.reports[0].path = "/别处/另一份.txt".into();
    other.report = Report::from_text("/别处/另一份.txt", "完全是另一份报告的文字。");
    let before = other.review.clone();
    assert_eq!(other.take(&document), Err(Stranger));
    assert_eq!(other.review, before);
}

fn is_there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        println!("skipped: {program} is not installed");
    }
    there
}

/// A document as LibreOffice saves it.
fn through_libreoffice(document: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.docx");
    fs::write(&file, document).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(folder.path().join("out"))
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read(folder.path().join("out/a.docx")).unwrap()
}

#[test]
fn comments_come_back_through_libreoffice() {
    if !is_there("soffice") {
        return;
    }
    let mut case = fixture().with_notes(50, &mut Dice(12));
    let (exported, before) = (case.exported(), case.review.clone());
    assert_eq!(case.take(&through_libreoffice(&exported)), Ok(Returned::default()));
    assert_eq!(case.review, before);
    // LibreOffice may turn answers into comments of their own at the same words.
    let saved = through_libreoffice(&worked_on(&exported));
    let taken = case.take(&saved).unwrap();
    assert_eq!(taken.new + taken.replies, 10, "{taken:?}");
    assert_eq!(
        (taken.changed, taken.resolved, taken.conflicts, taken.missing.len()),
        (5, 5, 0, 0),
        "{taken:?}"
    );
    assert_eq!(case.take(&saved), Ok(Returned::default()), "the same file again");
}

#[test]
fn rows_of_a_workbook_come_back_once() {
    let mut case = fixture().with_notes(20, &mut Dice(13));
    let before = case.review.clone();
    let same = case.returned(Format::Xlsx, |bytes| bytes);
    assert_eq!(same.len(), 20);
    assert_eq!(case.take_entries(&same), Returned::default());
    assert_eq!(case.review, before);
    let mut changed = same;
    changed[3].body = Some("改过的文字\n第二行".to_owned());
    changed[4].status = Some(Status::Resolved);
    changed[5].severity = Some(Severity::Critical);
    changed[5].tags = Some(vec!["甲".to_owned(), "乙".to_owned()]);
    changed.push(Entry {
        body: Some("表格里新写的一条".to_owned()),
        author: "李复".into(),
        ..Entry::default()
    });
    let taken = case.take_entries(&changed);
    assert_eq!((taken.changed, taken.resolved, taken.new, taken.conflicts), (2, 1, 1, 0), "{taken:?}");
    assert_eq!(case.review.notes[3].body, "改过的文字\n第二行");
    assert_eq!(case.review.notes[5].tags, ["甲", "乙"]);
    let after = case.review.clone();
    assert_eq!(case.take_entries(&changed), Returned::default(), "the same file again");
    assert_eq!(case.review, after);
    case.review.notes[3].body = "又改".to_owned();
    assert_eq!(case.take_entries(&changed).conflicts, 1);
}

#[test]
fn annotations_come_back_once() {
    let mut case = fixture().with_notes(20, &mut Dice(14));
    let before = case.review.clone();
    let same = case.returned(Format::JsonLd, |bytes| bytes);
    assert_eq!(same.len(), 20);
    assert_eq!(case.take_entries(&same), Returned::default());
    assert_eq!(case.review, before);
    let changed = case.returned(Format::JsonLd, |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.replacen("批注2号：请核实", "批注2号：请逐项核实", 1).into_bytes()
    });
    assert_eq!(case.take_entries(&changed).changed, 1);
    let text = &case.report.text;
    let quote = text.slice(Span::new(30, 50)).replace('\n', "\\n");
    let theirs = format!(
        r#"{{"annotations": [
            {{"id": "a1", "user": "acct:li@hypothes.is", "created": "2026-02-01T00:00:00Z", "text": "哪里来的？",
              "target": [{{"source": "report.docx", "selector": [{{"type": "TextQuoteSelector", "exact": "{quote}"}}]}}]}},
            {{"id": "a2", "user": "acct:wang@hypothes.is", "created": "2026-02-02T00:00:00Z", "text": "统计局。",
              "references": ["a1"], "target": []}}]}}"#
    );
    let entries = entries_of("json", theirs.as_bytes());
    let taken = case.take_entries(&entries);
    assert_eq!((taken.new, taken.replies, taken.total()), (1, 1, 2), "{taken:?}");
    let note = case.review.notes.last().unwrap();
    assert_eq!((note.author.as_str(), note.replies[0].author.as_str()), ("li", "wang"));
    assert_eq!((note.targets[0].start, note.targets[0].end), (30, 50));
    assert_eq!(case.take_entries(&entries), Returned::default(), "the same file again");
}

#[test]
fn hostile_files_break_only_the_reading_process() {
    use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let folder = tempfile::tempdir().unwrap();
    let hostile: [(&str, Vec<u8>); 6] = [
        ("deep.json", "[".repeat(1 << 20).into_bytes()),
        ("cut.json", b"{\"items\": [{\"id\": \"a\", ".to_vec()),
        ("wide.json", format!("[{}1]", "1,".repeat(1 << 20)).into_bytes()),
        ("zip.xlsx", b"PK\x03\x04nothing".to_vec()),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("empty.json", Vec::new()),
    ];
    for (name, bytes) in hostile {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        if let Ok(read) = read_returned(&file) {
            assert_eq!(read, ReturnedFile::Annotations(Vec::new()), "{name}");
        }
    }
}

#[test]
fn rich_originals_are_kept_whatever_notes_they_get() {
    let folder = Path::new("../shared/fixtures/docx");
    let Ok(files) = fs::read_dir(folder) else {
        println!("skipped: {} is absent", folder.display());
        return;
    };
    let mut dice = Dice(15);
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let rich = files.iter().filter(|file| file.to_string_lossy().contains("rich"));
    let mut kept = 0;
    for file in rich {
        let original = Case::of(file);
        for count in [1, 5, 20, 50] {
            for _ in 0..10 {
                let mut case = original.clone().with_notes(count, &mut dice);
                let document = case.exported();
                assert_eq!(case.take(&document).map(|taken| taken.total()), Ok(0), "{}", file.display());
                kept += 1;
            }
        }
    }
    println!("{kept} originals kept");
    assert!(kept >= 40, "no fixture was found");
}
