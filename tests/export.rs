//! Export: every format over the same sheets, hostile texts among them; files written by the real binary; documents read
//! back, also by LibreOffice and a browser if they are installed.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "parts of packages are named in small letters"
)]
#![allow(clippy::doc_markdown, reason = "LibreOffice is a name")]

mod cpu_time;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cpu_time::cpu_time;
use jiaokan::duplicates::{self, Input};
use jiaokan::export::docx::{Document, Origin, of_report};
use jiaokan::export::{self, ExportError, Format, Material, Options, Sheet, Which};
use jiaokan::i18n::Language;
use jiaokan::pairs;
use jiaokan::report::{NotRead, Report, Warning};
use jiaokan::review::{
    Category, Excluded, Exclusion, JudgedPlace, Judgement, Note, Reply, Review, Severity, Status, Target,
    Verdict,
};
use jiaokan::structure::{self, Outline};
use jiaokan::task::Cancel;
use jiaokan::text::Span;
use serde_json::Value;

const PASSAGE: &str = "松溪县司法局走访企业四十七家，梳理涉企检查事项，将同类事项合并为一次上门";
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "]]><!-- --> &amp; &lt;b&gt;",
    "=HYPERLINK(\"http://a.invalid\",\"甲\")",
    "@SUM(A1:A9)",
    "-2+3",
    "+1",
    "控\u{0}制\u{1b}[31m字\u{7}符\u{b}",
    "右\u{202e}到左\u{2066}文\u{200f}字",
    "\"引号\" '单引号' \\反斜线 `x` **粗** [链](javascript:x) | 列",
    "\u{fffe}\u{ffff}𠮷👨‍👩‍👧",
    "<!DOCTYPE html><img src=x onerror=alert(1)>",
    "_x0041_ \t制表\n\n换行",
];

/// A review with its reports and their analysis.
struct Case {
    review: Review,
    reports: Vec<Report>,
    outlines: Vec<Outline>,
}

impl Case {
    fn new(texts: &[&str]) -> Self {
        let reports: Vec<Report> = texts
            .iter()
            .enumerate()
            .map(|(i, text)| Report::from_text(format!("/报告/{i}.txt"), text))
            .collect();
        Self::of(reports)
    }

    fn of(reports: Vec<Report>) -> Self {
        let outlines: Vec<Outline> = reports.iter().map(structure::outline).collect();
        let mut review = Review::new("年度审阅");
        for report in &reports {
            let added = review.add_report(&report.path, "", &report.sha256, report.text.characters());
            added.apply(&mut review).unwrap();
        }
        Self { review, reports, outlines }
    }

    fn target(&self, report: usize, quote: &str) -> Target {
        let text = &self.reports[report].text;
        let byte = text.as_str().find(quote).unwrap_or_else(|| panic!("no {quote}"));
        let start = text.position_from_byte(byte);
        let key = self.review.reports[report].id.clone();
        Target::at(key, text, Span::new(start, start + quote.chars().count()), Vec::new())
    }

    fn note(&mut self, report: usize, quote: &str, body: &str) -> &mut Note {
        let note = Note::new(vec![self.target(report, quote)], Category::Wording, "林校", body);
        self.review.notes.push(note);
        self.review.notes.last_mut().unwrap()
    }

    fn sheet(&self, options: &Options) -> Sheet {
        let inputs: Vec<Input<'_>> = self
            .reports
            .iter()
            .zip(&self.outlines)
            .map(|(report, outline)| Input { report, outline })
            .collect();
        let found =
            duplicates::duplicates(&inputs, &duplicates::Options::default(), &Cancel::default()).unwrap();
        let keys: Vec<_> = self.review.reports.iter().map(|entry| entry.id.clone()).collect();
        let pairs = pairs::pairs(&inputs, &found, &[], &Cancel::default()).unwrap();
        let cases = pairs::cases(inputs.len(), &found.groups, &[], &pairs);
        let material = Material {
            review: &self.review,
            inputs: &inputs,
            keys: &keys,
            unreadable: &[],
            duplicates: &found,
            findings: &[],
            pairs: &pairs,
            cases: &cases,
        };
        export::sheet(material, options, Language::Chinese)
    }

    fn written(&self, format: Format) -> Vec<u8> {
        written(format, &self.sheet(&Options::default()))
    }
}

/// The formats of one file for all reports.
fn whole() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| *format != Format::Pdf)
}

fn written(format: Format, sheet: &Sheet) -> Vec<u8> {
    let mut out = Vec::new();
    export::write(format, sheet, &mut out).unwrap();
    out
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Asserts that a text is well-formed XML.
fn assert_xml(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml:.400}")) {
            quick_xml::events::Event::Eof => return,
            quick_xml::events::Event::GeneralRef(name) => {
                let known = ["amp", "lt", "gt", "quot", "apos"].iter().any(|known| name.as_ref() == *known);
                assert!(known || name.is_char_ref(), "{name:?}");
            }
            _ => {}
        }
    }
}

fn two_reports() -> Case {
    Case::new(&[
        &format!("松溪县2024年报告\n一、主要工作\n开头的话。{PASSAGE}，成效明显。\n二、不足\n还有不足。"),
        &format!("竹岭县2024年报告\n一、主要做法\n{PASSAGE}！另一句话。"),
    ])
}

#[test]
fn what_was_not_read_is_said_once_in_every_format() {
    let mut reports: Vec<Report> = ["松溪县2024年报告\n正文。", "竹岭县2024年报告\n正文。"]
        .iter()
        .enumerate()
        .map(|(i, text)| Report::from_text(format!("/报告/{i}.txt"), text))
        .collect();
    let not_read = NotRead { charts: 2, smart_art: 1, ..NotRead::default() };
    let read = Warning::ReadByMachine { pages: 2, confidence: 987 };
    reports[1].warnings = vec![read, Warning::Comments, Warning::NotRead(not_read)];
    let case = Case::of(reports);
    for format in whole() {
        let bytes = case.written(format);
        let text = match format {
            Format::Docx | Format::Summary => part(&bytes, "word/document.xml"),
            Format::Xlsx => part(&bytes, "xl/sharedStrings.xml"),
            _ => String::from_utf8(bytes).unwrap(),
        };
        for words in ["由程序识读", "批注不算正文", "有 3 处内容没有读入", "1 个 SmartArt 图形", "2 个图表"]
        {
            assert_eq!(text.matches(words).count(), 1, "{format:?}: {words}");
        }
    }
    let complete = two_reports();
    for format in whole() {
        let bytes = complete.written(format);
        assert!(!String::from_utf8_lossy(&bytes).contains("没有读入"), "{format:?}");
    }
}

#[test]
fn every_format_is_linear_in_the_notes() {
    let sheet = |notes: usize| {
        let line = |number| format!("第{number}项：全年修订规章{number}件，清理文件四十一份。\n");
        let text: String = (0..notes).map(line).collect();
        let mut case = Case::new(&[&text]);
        for number in 0..notes {
            case.note(0, &format!("第{number}项"), &format!("第{number}条：请核实来源。"));
        }
        case.sheet(&Options { findings: Which::None, ..Options::default() })
    };
    let (few, many) = (sheet(500), sheet(2_000));
    for format in whole() {
        let (_, short) = cpu_time(|| written(format, &few));
        let (_, long) = cpu_time(|| written(format, &many));
        // Four times the notes; quadratic would be sixteen times.
        assert!(long < short * 8 + std::time::Duration::from_millis(20), "{format:?}: {short:?}, {long:?}");
    }
}

#[test]
fn hostile_text_stays_text_in_every_format() {
    for hostile in HOSTILE {
        let text = format!("{hostile} 松溪县报告\n一、{hostile}\n正文里也有{hostile}，句号。");
        let mut case = Case::new(&[&text, &text]);
        (*hostile).clone_into(&mut case.review.title);
        // Reading may have turned control characters into line ends.
        let first = case.reports[0].text.as_str().split(" 松溪县报告").next().unwrap().to_owned();
        let quote = first.split('\n').next().unwrap().to_owned();
        let note = case.note(0, &quote, hostile);
        note.author = (*hostile).to_owned();
        note.tags = vec![(*hostile).to_owned()];
        note.category = Category::Other((*hostile).to_owned());
        case.review.verdicts = vec![Verdict {
            finding: format!("duplicate:{hostile}"),
            verdict: Judgement::Confirmed,
            reason: (*hostile).to_owned(),
            author: (*hostile).to_owned(),
            at: (*hostile).into(),
            places: vec![JudgedPlace::new("r1".into(), 1, hostile)],
        }];
        let page = String::from_utf8(case.written(Format::Html)).unwrap();
        for tag in ["<script", "<img", "<!--", "href=\"javascript"] {
            assert!(!page.contains(tag), "{hostile}: {tag}");
        }
        assert!(page.chars().all(|c| export::harmless(c) == c), "{hostile}");

        let markdown = String::from_utf8(case.written(Format::Markdown)).unwrap();
        assert!(!markdown.contains("<script") && !markdown.contains("<img") && !markdown.contains("[链]("));
        assert!(markdown.chars().all(|c| export::harmless(c) == c), "{hostile}");

        let table = case.written(Format::Csv);
        assert!(table.starts_with("\u{feff}".as_bytes()));
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(&table[3..]).into_records().flatten().collect();
        assert_eq!(
            rows.len(),
            case.sheet(&Options::default()).notes.len() + case.sheet(&Options::default()).findings.len()
        );
        for cell in rows.iter().flatten() {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{hostile}: {cell}");
            assert!(cell.chars().all(|c| export::harmless(c) == c), "{hostile}: {cell}");
        }

        let book = case.written(Format::Xlsx);
        let names: Vec<String> = zip::ZipArchive::new(Cursor::new(&book[..]))
            .unwrap()
            .file_names()
            .map(|n| n.unwrap().into_owned())
            .collect();
        for name in names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
            let xml = part(&book, name);
            assert_xml(&xml);
            assert!(!xml.contains("<f>"), "{hostile}: a formula in {name}");
        }

        let document = case.written(Format::Docx);
        for name in ["word/document.xml", "word/comments.xml", "docProps/core.xml"] {
            assert_xml(&part(&document, name));
        }

        let annotations: Value = serde_json::from_slice(&case.written(Format::JsonLd)).unwrap();
        assert_eq!(annotations["first"]["items"][0]["body"][0]["value"], *hostile, "data stays as it is");
    }
}

#[test]
fn the_ledger_of_figures_is_in_the_workbook_the_page_the_text_and_the_summary() {
    let case = Case::new(&[
        "松溪县2024年报告\n\n全年受理行政复议案件150件，罚款1.8万元。\n",
        "松溪县2023年报告\n\n全年受理行政复议案件120件，罚款1.8万元。\n",
    ]);
    let book = case.written(Format::Xlsx);
    let sheets = part(&book, "xl/workbook.xml");
    assert!(sheets.contains("name=\"数据台账\"") && sheets.contains("name=\"数据\""), "{sheets}");
    let ledger = part(&book, "xl/worksheets/sheet5.xml");
    for number in ["150", "120", "18000"] {
        assert!(ledger.contains(&format!("<v>{number}</v>")), "{number} is a number: {ledger}");
    }
    assert!(ledger.contains("location=\"'数据'!A2\""), "a number leads to its place: {ledger}");
    let markdown = String::from_utf8(case.written(Format::Markdown)).unwrap();
    assert!(markdown.contains("| 受理行政复议案件 | 150件 | 120件 |"), "{markdown}");
    let page = String::from_utf8(case.written(Format::Html)).unwrap();
    assert!(page.contains("<section id=\"figures\">") && page.contains("<bdi>150件</bdi>"));

    let mut summary = Vec::new();
    export::summary(&case.sheet(&Options::default()), export::TEMPLATE, &mut summary).unwrap();
    let xml = part(&summary, "word/document.xml");
    let row = xml.split("<w:tr>").find(|row| row.contains("受理行政复议案件")).unwrap();
    assert!(row.contains("150件") && row.contains("120件"), "{row}");

    let bare = Case::new(&["松溪县报告\n\n没有数字的一段话。\n"]).written(Format::Xlsx);
    assert!(!part(&bare, "xl/workbook.xml").contains("数据台账"), "without figures there is no ledger");
}

#[test]
fn long_notes_are_shortened_only_where_a_format_has_a_limit() {
    let mut case = two_reports();
    let long = "长".repeat(100_000);
    case.note(0, "还有不足", &long);
    for format in [Format::Html, Format::Csv] {
        assert!(String::from_utf8(case.written(format)).unwrap().contains(&long), "{format:?}");
    }
    let comments = part(&case.written(Format::Docx), "word/comments.xml");
    assert!(comments.contains(&long));
    let strings = part(&case.written(Format::Xlsx), "xl/sharedStrings.xml");
    assert!(
        strings.contains(&format!("{}…", "长".repeat(32_000))) && !strings.contains(&"长".repeat(32_001))
    );
}

#[test]
fn filters_keep_the_requested_entries() {
    let mut case = two_reports();
    case.note(0, "还有不足", "甲").severity = Severity::Critical;
    case.note(1, "另一句话", "乙").status = Status::Resolved;
    let all = case.sheet(&Options::default());
    assert_eq!((all.notes.len(), all.findings.len()), (2, 1));
    let key = all.findings[0].key.clone();
    let numbers = |options: &Options, case: &Case| {
        let sheet = case.sheet(options);
        (sheet.notes.iter().map(|note| note.number).collect::<Vec<_>>(), sheet.findings.len())
    };
    assert_eq!(numbers(&Options { only_open: true, ..Options::default() }, &case), (vec![1], 1));
    assert_eq!(numbers(&Options { least: Severity::Major, ..Options::default() }, &case), (vec![1], 1));
    let second = Some([case.review.reports[1].id.clone()].into());
    let only = Options { reports: second, ..Options::default() };
    assert_eq!(numbers(&only, &case), (vec![2], 1));
    assert_eq!(case.sheet(&only).shown().map(|(index, _)| index).collect::<Vec<_>>(), [1]);
    let both = case.review.reports.iter().map(|report| report.id.clone()).collect();
    assert_eq!(numbers(&Options { reports: Some(both), ..Options::default() }, &case), (vec![1, 2], 1));
    let none = Options { reports: Some([].into()), ..Options::default() };
    assert_eq!((numbers(&none, &case), case.sheet(&none).shown().count()), ((vec![], 0), 0));
    let first = Some([case.review.notes[0].id.clone()].into());
    assert_eq!(numbers(&Options { notes: first, ..Options::default() }, &case), (vec![1], 1));
    let which = |findings| Options { findings, ..Options::default() };
    assert_eq!(numbers(&which(Which::None), &case), (vec![1, 2], 0));
    assert_eq!(numbers(&which(Which::Confirmed), &case).1, 0);
    case.review.verdicts = vec![Verdict {
        finding: key,
        verdict: Judgement::Dismissed,
        reason: "固定表述".into(),
        author: "林校".into(),
        at: "2026-01-05T09:10:00+08:00".into(),
        places: Vec::new(),
    }];
    assert_eq!(numbers(&Options::default(), &case).1, 0);
    assert_eq!(numbers(&which(Which::All), &case).1, 1);
    assert_eq!(numbers(&Options { only_open: true, ..which(Which::All) }, &case).1, 0);
    case.review.verdicts[0].verdict = Judgement::Confirmed;
    assert_eq!(numbers(&Options::default(), &case).1, 1);
    assert_eq!(numbers(&Options { only_open: true, ..Options::default() }, &case).1, 0);
    assert_eq!(numbers(&Options { only_open: true, ..which(Which::Confirmed) }, &case), (vec![1], 1));
}

#[test]
fn a_verdict_is_on_its_passage_and_a_stale_one_is_listed() {
    let mut case = two_reports();
    let key = case.sheet(&Options::default()).findings[0].key.clone();
    for finding in [key.as_str(), "duplicate:gone"] {
        case.review.verdicts.push(Verdict {
            finding: finding.to_owned(),
            verdict: Judgement::Confirmed,
            reason: "确系重复".into(),
            author: "林校".into(),
            at: "2026-01-05T09:10:00+08:00".into(),
            places: vec![JudgedPlace::new("r1".into(), 8, "从前的一句话")],
        });
    }
    let sheet = case.sheet(&Options::default());
    assert_eq!(sheet.findings.len(), 2);
    assert_eq!(sheet.findings[0].judgement, Some(Judgement::Confirmed));
    assert!(sheet.quote(&sheet.findings[0].places[0]).contains(PASSAGE));
    let gone = &sheet.findings[1];
    assert!(matches!(gone.source, export::Source::Gone { .. }) && gone.places.is_empty());
    let text = String::from_utf8(written(Format::Markdown, &sheet)).unwrap();
    assert!(text.contains("确系重复"));
    assert!(text.contains("现在的分析中已没有：重复段落，松溪县 2024“从前的一句话”"), "{text}");
    let comments = part(&written(Format::Docx, &sheet), "word/comments.xml");
    assert_eq!(comments.matches("确系重复").count(), 2, "one at each of its places");
}

#[test]
fn annotations_have_the_fields_of_the_w3c_model() {
    let mut case = two_reports();
    case.note(0, "还有不足", "甲").tags = vec!["标签".into()];
    let second = case.target(1, PASSAGE);
    case.note(0, PASSAGE, "乙").targets.push(second);
    case.review.notes.push(Note::new(Vec::new(), Category::Praise, "", "全文"));
    case.note(0, "开头的话", "丙").targets[0].exact = "从来没有出现过的一句话，哪里也找不到它。".into();
    let document: Value = serde_json::from_slice(&case.written(Format::JsonLd)).unwrap();
    assert_eq!(document["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(document["type"], "AnnotationCollection");
    let items = document["first"]["items"].as_array().unwrap();
    assert_eq!((document["total"].as_u64(), items.len()), (Some(4), 4));
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(item["id"].as_str().unwrap().starts_with("urn:uuid:"));
        assert_eq!(item["motivation"], "commenting");
        assert!(item["created"].as_str().unwrap().ends_with('Z'));
        let bodies = item["body"].as_array().unwrap();
        assert!(bodies.iter().all(|body| body["type"] == "TextualBody" && body["value"].is_string()));
        for name in ["category:", "severity:", "status:"] {
            let is_it = |body: &&Value| {
                body["purpose"] == "tagging" && body["value"].as_str().unwrap().starts_with(name)
            };
            assert_eq!(bodies.iter().filter(is_it).count(), 1, "{name}");
        }
        let targets = match &item["target"] {
            Value::Array(targets) => targets.clone(),
            one => vec![one.clone()],
        };
        for target in targets.iter().filter(|target| target.is_object()) {
            assert_eq!(target["type"], "SpecificResource");
            let source = target["source"]["id"].as_str().unwrap();
            assert!(!source.starts_with(['/', 'f']) && !source.contains("tmp"), "{source}");
            for selector in target["selector"].as_array().unwrap() {
                match selector["type"].as_str().unwrap() {
                    "TextQuoteSelector" => assert!(selector["exact"].is_string()),
                    "TextPositionSelector" => assert!(selector["start"].as_u64() < selector["end"].as_u64()),
                    other => panic!("{other}"),
                }
            }
        }
    }
    assert_eq!(items[1]["target"].as_array().unwrap().len(), 2);
    assert!(items[2]["target"].is_string(), "the whole review");
    assert_eq!(items[3]["target"]["selector"].as_array().unwrap().len(), 1, "a lost place has no position");
}

/// A Word file as Word and LibreOffice write them: split runs, entities, a table, an existing comment.
fn original(with_comment: bool) -> Vec<u8> {
    use std::io::Write as _;
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mark = if with_comment { "<w:commentRangeStart w:id=\"7\"/>" } else { "" };
    let marked = if with_comment {
        "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>"
    } else {
        ""
    };
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{word}\"><w:body>\
         <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>松溪县2024年报告</w:t></w:r></w:p>\
         <w:p><w:r><w:t>全年走访企业</w:t></w:r>{mark}<w:r w:rsidR=\"00A1\"><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">四十七家 A&amp;B，</w:t><w:tab/><w:t>合并检查</w:t></w:r>{marked}\
         <w:del w:id=\"90\" w:author=\"x\"><w:r><w:delText>删去</w:delText></w:r></w:del><w:hyperlink><w:r><w:t>事项十二类。</w:t></w:r></w:hyperlink></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>办件</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>二百一十件</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:r><w:t>还有不足，正在整改。</w:t></w:r></w:p></w:body></w:document>"
    );
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let there = if with_comment {
        format!("<Relationship Id=\"rId5\" Type=\"{relations}/comments\" Target=\"comments.xml\"/>")
    } else {
        String::new()
    };
    let kind = if with_comment {
        "<Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>"
    } else {
        ""
    };
    let mut parts = vec![
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{kind}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!("<Relationships xmlns=\"{package}/relationships\">{there}</Relationships>"),
        ),
        ("word/document.xml", document),
        ("customXml/item1.xml", "<x>原样</x>".to_owned()),
    ];
    if with_comment {
        parts.push(("word/comments.xml", format!("<w:comments xmlns:w=\"{word}\"><w:comment w:id=\"7\" w:author=\"原作者\"><w:p><w:r><w:t>原有批注</w:t></w:r></w:p></w:comment></w:comments>")));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The package with a part rewritten, under another name if wished.
fn with_part(package: &[u8], name: &str, to: &str, rewrite: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    use std::io::Write as _;
    let mut old = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let names: Vec<String> = old.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for there in names {
        let mut content = String::new();
        std::io::Read::read_to_string(&mut old.by_name(&there).unwrap(), &mut content).unwrap();
        let (there, bytes) =
            if there == name { (to.to_owned(), rewrite(&content)) } else { (there, content.into_bytes()) };
        new.start_file(there, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_note_without_an_exact_place_costs_no_original() {
    // A symbol is a character of the text that no run of the document has.
    let before = with_part(&original(true), "word/document.xml", "word/document.xml", |xml| {
        xml.replace("<w:t>办件</w:t>", "<w:t><![CDATA[办件<]]></w:t>")
            .replace("<w:t>松溪县", "<w:t>松溪县</w:t><w:noBreakHyphen/><w:t>")
            .into_bytes()
    });
    let (_folder, mut case, _) = annotated(&before);
    let text = case.reports[0].text.as_str().to_owned();
    let (_, behind) = text.split_once("松溪县").unwrap();
    let hyphen = behind.chars().next().unwrap();
    assert!(!hyphen.is_ascii_digit(), "{text}");
    case.note(0, "办件<", "己：在写成 CDATA 的字上");
    case.note(0, "2024年", "庚：与符号在同一段里");
    case.note(0, &hyphen.to_string(), "辛：在符号上");
    let sheet = case.sheet(&Options::default());
    let made = of_report(&sheet, 0, Some(&before)).unwrap();
    assert_eq!(made.origin, Origin::Kept);
    let (xml, comments) = (part(&made.bytes, "word/document.xml"), part(&made.bytes, "word/comments.xml"));
    assert_xml(&xml);
    assert_eq!(xml.matches("<w:commentRangeStart").count(), 9, "eight of ours and the one that was there");
    assert_eq!(comments.matches("最近的文字").count(), 1, "{comments}");
    let inexact = comments.split("<w:comment ").find(|comment| comment.contains("最近的文字")).unwrap();
    assert!(inexact.contains("辛：在符号上"), "the others are exact");
    let inside = xml.split("<w:commentRangeStart w:id=\"14\"/>").nth(1).unwrap();
    let inside = inside.split("<w:commentRangeEnd w:id=\"14\"/>").next().unwrap();
    let words: String =
        inside.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
    assert_eq!(words, "2024年", "the paragraph's other text has its exact place");
}

/// One package in several encodings of its parts: what it is, the name of its document, the package.
fn encoded() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let utf_16 = |xml: &str| {
        let declared = xml.replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
        let units = std::iter::once(0xfeff).chain(declared.encode_utf16().collect::<Vec<u16>>());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let document = "word/document.xml";
    vec![
        (
            "a byte order mark",
            document,
            with_part(&original(true), document, document, |xml| format!("\u{feff}{xml}").into_bytes()),
        ),
        (
            "single quotes",
            document,
            with_part(&original(true), document, document, |xml| {
                let (head, body) = xml.split_at(xml.find("><w:body>").unwrap());
                let (declaration, root) = head.split_at(head.find("<w:document").unwrap());
                format!("{declaration}{}{body}", root.replace('"', "'")).into_bytes()
            }),
        ),
        (
            "no comments in the part",
            document,
            with_part(&original(true), "word/comments.xml", "word/comments.xml", |xml| {
                let root = xml.split('>').next().unwrap();
                format!("{root}/>").into_bytes()
            }),
        ),
        ("UTF-16", document, with_part(&original(true), document, document, utf_16)),
    ]
}

/// One package with other names of parts and elements.
fn named() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let same = |xml: &str| xml.as_bytes().to_vec();
    let document = "word/document.xml";
    let elsewhere = with_part(&original(false), document, "word/document2.xml", same);
    let elsewhere = with_part(&elsewhere, "_rels/.rels", "_rels/.rels", |xml| {
        xml.replace("document.xml", "document2.xml").into_bytes()
    });
    let elsewhere =
        with_part(&elsewhere, "word/_rels/document.xml.rels", "word/_rels/document2.xml.rels", same);
    vec![
        (
            "another prefix",
            document,
            with_part(&original(true), document, document, |xml| {
                xml.replace("<w:", "<词:")
                    .replace("</w:", "</词:")
                    .replace(" w:", " 词:")
                    .replace("xmlns:w=", "xmlns:词=")
                    .into_bytes()
            }),
        ),
        (
            "another prefix in the comments",
            document,
            with_part(&original(true), "word/comments.xml", "word/comments.xml", |xml| {
                xml.replace("<w:", "<x:")
                    .replace("</w:", "</x:")
                    .replace(" w:", " x:")
                    .replace("xmlns:w=", "xmlns:x=")
                    .into_bytes()
            }),
        ),
        (
            "no prefix",
            document,
            with_part(&original(false), document, document, |xml| {
                xml.replace("<w:", "<")
                    .replace("</w:", "</")
                    .replace("xmlns:w=", "xmlns=")
                    .replace(" w:author=\"x\"", "")
                    .replace(" w:id=\"90\"", "")
                    .replace(" w:rsidR=\"00A1\"", "")
                    .into_bytes()
            }),
        ),
        ("another name", "word/document2.xml", elsewhere),
        (
            "strict",
            document,
            with_part(
                &with_part(&original(false), document, document, |xml| {
                    xml.replace(
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main",
                    )
                    .into_bytes()
                }),
                "_rels/.rels",
                "_rels/.rels",
                |xml| {
                    xml.replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    )
                    .into_bytes()
                },
            ),
        ),
    ]
}

#[test]
fn originals_are_kept_however_their_package_is_written() {
    let (_folder, case, _) = annotated(&original(true));
    let sheet = case.sheet(&Options::default());
    for (what, document, original) in encoded().iter().chain(&named()) {
        let made = of_report(&sheet, 0, Some(original)).unwrap();
        assert_eq!(made.origin, Origin::Kept, "{what}");
        let xml = part(&made.bytes, document);
        assert_xml(&xml);
        assert!(xml.matches("<w:commentRangeStart").count() >= 5, "{what}: {xml}");
        let comments = part(&made.bytes, "word/comments.xml");
        assert_xml(&comments);
        assert_eq!(
            comments.matches("<w:comment ").count() - comments.matches("<w:comment w:id=\"7\"").count(),
            5,
            "{what}"
        );
    }
}

/// The report of that file, with notes that overlap, begin inside runs and span several.
fn annotated(original: &[u8]) -> (tempfile::TempDir, Case, Document) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("松溪县.docx");
    fs::write(&file, original).unwrap();
    jiaokan::report::use_extractor(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let mut case = Case::of(vec![jiaokan::report::read_file(&file, None).unwrap()]);
    for (quote, body) in [
        ("企业四十七家", "甲：跨两个格式"),
        ("十七家 A&B，", "乙：在词中间"),
        ("二百一十件", "丙：表格里"),
        ("事项十二类", "丁：链接里"),
        ("还有不足，正在整改。", "戊：整段"),
    ] {
        case.note(0, quote, body);
    }
    let sheet = case.sheet(&Options::default());
    let made = of_report(&sheet, 0, Some(original)).unwrap();
    (folder, case, made)
}

#[test]
fn comments_are_added_to_a_copy_of_the_original_and_nothing_else_changes() {
    for with_comment in [false, true] {
        let before = original(with_comment);
        let (_folder, case, made) = annotated(&before);
        assert_eq!(made.origin, Origin::Kept);
        let (old, new) = (part(&before, "word/document.xml"), part(&made.bytes, "word/document.xml"));
        assert_xml(&new);
        assert_xml(&part(&made.bytes, "word/comments.xml"));
        assert_eq!(part(&made.bytes, "customXml/item1.xml"), "<x>原样</x>");
        // The text is unchanged, and each range contains its note's quote.
        let plain = |xml: &str| -> String {
            let texts = xml.split("<w:t").skip(1).filter(|rest| rest.starts_with(['>', ' ']));
            texts.filter_map(|rest| rest.split_once('>')?.1.split("</w:t>").next()).collect()
        };
        assert_eq!(plain(&old), plain(&new));
        let first = if with_comment { 8 } else { 0 };
        for (index, note) in case.review.notes.iter().enumerate() {
            let id = first + index;
            let inside = new.split(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).nth(1).unwrap();
            let inside = inside.split(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).next().unwrap();
            let quote = plain(inside).replace("&amp;", "&");
            assert_eq!(quote.trim(), note.targets[0].exact.trim(), "{}", note.body);
        }
        assert!(
            new.matches("<w:rPr><w:i/></w:rPr>").count() > old.matches("<w:rPr><w:i/></w:rPr>").count(),
            "divided runs keep their looks"
        );
        assert_eq!(part(&made.bytes, "word/comments.xml").contains("原有批注"), with_comment);
        let again = jiaokan::report::read(Path::new("a.docx"), &made.bytes, None).unwrap();
        assert_eq!(again.text.as_str(), case.reports[0].text.as_str());
    }
}

#[test]
fn an_original_that_cannot_be_marked_exactly_is_laid_out_again() {
    let before = original(false);
    let (_folder, case, _) = annotated(&before);
    let sheet = case.sheet(&Options::default());
    for other in [original(true)[..200].to_vec(), b"PK".to_vec()] {
        let made = of_report(&sheet, 0, Some(&other)).unwrap();
        assert_eq!(made.origin, Origin::NotKept);
        assert_eq!(part(&made.bytes, "word/comments.xml").matches("<w:comment ").count(), 5);
    }
    assert_eq!(of_report(&sheet, 0, None).unwrap().origin, Origin::Rebuilt);
}

fn is_there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        println!("skipped: {program} is not installed");
    }
    there
}

/// A document after LibreOffice has loaded it, as flat ODF.
fn through_libreoffice(document: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.docx");
    fs::write(&file, document).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "fodt", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read_to_string(folder.path().join("a.fodt")).unwrap()
}

/// The text between the annotation with these words and its end, without markup.
fn annotated_text(flat: &str, words: &str) -> String {
    let at = flat.find(words).unwrap_or_else(|| panic!("no comment {words}"));
    let open = flat[..at].rfind("<office:annotation ").unwrap();
    let name = flat[open..].split("office:name=\"").nth(1).unwrap().split('"').next().unwrap();
    let from = at + flat[at..].find("</office:annotation>").unwrap() + "</office:annotation>".len();
    let to = from + flat[from..].find(&format!("<office:annotation-end office:name=\"{name}\"")).unwrap();
    let mut inside = flat[from..to].to_owned();
    while let Some(start) = inside.find("<office:annotation ") {
        let end =
            start + inside[start..].find("</office:annotation>").unwrap() + "</office:annotation>".len();
        inside.replace_range(start..end, "");
    }
    let mut text = String::new();
    for piece in inside.split('<') {
        text += piece.split_once('>').map_or(piece, |(_, rest)| rest);
    }
    text.replace("&amp;", "&").split_whitespace().collect()
}

#[test]
fn paragraphs_laid_out_again_are_indented_by_two_characters() {
    let long = "全年修订规章三件，清理文件四十一份，备案审查规范性文件一百二十件。";
    let text = format!(
        "石桥县2024年报告\n{long}\n\u{3000}\u{3000}{long}\n指标\t2023年\t2024年\t同比增长的百分数和说明\n石桥县司法局\n"
    );
    let case = Case::new(&[&text]);
    let made = of_report(&case.sheet(&Options::default()), 0, None).unwrap();
    let document = part(&made.bytes, "word/document.xml");
    assert_eq!(document.matches("w:firstLineChars").count(), 1, "{document}");
    let indented = document.split("w:firstLineChars").nth(1).unwrap();
    assert!(indented.split("</w:p>").next().unwrap().contains("全年修订规章三件"));
}

#[test]
fn libreoffice_finds_every_comment_at_its_words() {
    if !is_there("soffice") {
        return;
    }
    let before = original(true);
    let (_folder, case, kept) = annotated(&before);
    let rebuilt = of_report(&case.sheet(&Options::default()), 0, None).unwrap();
    for made in [kept, rebuilt] {
        let flat = through_libreoffice(&made.bytes);
        for note in &case.review.notes {
            let expected: String = note.targets[0].exact.split_whitespace().collect();
            assert_eq!(annotated_text(&flat, &note.body), expected, "{:?}", made.origin);
        }
        assert!(flat.contains("<dc:creator>林校</dc:creator>"));
    }
}

fn run(arguments: &[&str], paths: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    command
        .env("LANG", "zh_CN.UTF-8")
        .env("LC_ALL", "zh_CN.UTF-8")
        .args(arguments)
        .args(paths)
        .output()
        .unwrap()
}

/// A folder with two reports and their review.
fn saved() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut case = two_reports();
    for (index, report) in case.reports.iter().enumerate() {
        let path = folder.path().join(format!("{index}.txt"));
        fs::write(&path, report.text.as_str()).unwrap();
        case.review.reports[index].path = path;
    }
    case.note(0, "还有不足", "请补充");
    case.note(1, "另一句话", "不清楚");
    let file = folder.path().join("a.review.ron");
    jiaokan::review::store::save(&file, &case.review, None).unwrap();
    (folder, file)
}

#[test]
fn the_summary_sets_quotes_side_by_side_and_takes_the_looks_of_a_template() {
    let mut case = two_reports();
    let other = case.target(1, PASSAGE);
    let note = case.note(0, PASSAGE, "两份报告一字不差，<请核实>。");
    note.targets.push(other);
    note.replies.push(Reply {
        author: "陈核".into(),
        at: "2026-01-05T10:00:00+08:00".into(),
        body: "已核实".into(),
    });
    let sheet = case.sheet(&Options::default());
    let mut made = Vec::new();
    export::summary(&sheet, export::TEMPLATE, &mut made).unwrap();
    let xml = part(&made, "word/document.xml");
    assert_xml(&xml);
    assert!(!xml.contains("{{"), "{xml}");
    for words in ["年度审阅", "林校", "两份报告一字不差，&lt;请核实&gt;。", "已核实", "松溪县"]
    {
        assert!(xml.contains(words), "{words}: {xml}");
    }
    // The note's row has both places, each with its quote.
    let row = xml.split("<w:tr>").find(|row| row.matches(PASSAGE).count() == 2).unwrap();
    assert_eq!(row.matches("<w:tc>").count(), 2);
    assert_eq!(part(&made, "word/footer1.xml"), part(export::TEMPLATE, "word/footer1.xml"));

    // A template of an office: headings by other ids, a placeholder that Word divided.
    let own = with_part(export::TEMPLATE, "word/styles.xml", "word/styles.xml", |xml| {
        xml.replace("w:styleId=\"Heading1\"", "w:styleId=\"1\"").into_bytes()
    });
    let own = with_part(&own, "word/document.xml", "word/document.xml", |xml| {
        xml.replace("{{title}}", "关于{{ti</w:t></w:r><w:r><w:t>tle}}的意见").into_bytes()
    });
    let mut made = Vec::new();
    export::summary(&sheet, &own, &mut made).unwrap();
    let xml = part(&made, "word/document.xml");
    assert!(xml.contains("关于年度审阅的意见") && xml.contains("<w:pStyle w:val=\"1\"/>"), "{xml}");
    let without = with_part(&own, "word/document.xml", "word/document.xml", |xml| {
        xml.replace("{{content}}", "").into_bytes()
    });
    for template in [without, b"PK".to_vec(), Vec::new()] {
        assert!(matches!(export::summary(&sheet, &template, &mut Vec::new()), Err(ExportError::Format(_))));
    }

    let mut page = Vec::new();
    export::summary_page(&sheet, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("两份报告一字不差，&lt;请核实&gt;。") && page.contains("<main>"));
    assert!(page.matches(PASSAGE).count() >= 2);
}

#[test]
fn a_workbook_offers_values_and_links_to_the_reports() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("报 告/霁川县 2024.txt");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "霁川县2024年报告\n全年修订规章三件。\n").unwrap();
    let mut case = Case::of(vec![jiaokan::report::read_file(&file, None).unwrap()]);
    case.note(0, "三件", "请核实");
    let mut sheet = case.sheet(&Options::default());
    sheet.folder = Some(folder.path().join("out"));
    let book = written(Format::Xlsx, &sheet);
    let notes = part(&book, "xl/worksheets/sheet1.xml");
    for values in ["重复", "提示,轻微,较重,严重", "待处理,已解决"] {
        assert!(notes.contains(values), "{values}: {notes}");
    }
    assert!(part(&book, "xl/worksheets/sheet2.xml").contains("未定,"));
    let links = part(&book, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains("Target=\"../报%20告/霁川县%202024.txt\""), "{links}");
    assert!(part(&book, "xl/workbook.xml").contains("Print_Area"));
}

#[test]
fn a_name_without_ending_gets_that_of_the_format() {
    let (folder, review) = saved();
    for (format, name) in [("docx", "一份.docx"), ("html", "一份.html"), ("summary", "一份意见.docx")]
    {
        let asked = folder.path().join(name.rsplit_once('.').unwrap().0);
        let arguments = ["export", "--force", "--report", "r1", "--to", format, "--output"];
        assert_eq!(run(&arguments, &[&asked, &review]).status.code(), Some(0), "{format}");
        assert!(folder.path().join(name).exists() && !asked.exists(), "{format}");
    }
}

#[test]
fn files_are_replaced_only_with_force() {
    let (folder, review) = saved();
    for (format, begin) in [
        ("markdown", "# 年度审阅"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "\u{feff}序号,"),
        ("jsonld", "{"),
        ("xlsx", "PK"),
        ("docx", "PK"),
    ] {
        let output = run(&["export", "--to", format], &[&review]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.starts_with(begin.as_bytes()), "{format}");
        let file = folder.path().join(format!("out.{format}"));
        let arguments = ["export", "--to", format, "--output"];
        assert_eq!(run(&arguments, &[&file, &review]).status.code(), Some(0));
        fs::write(&file, "mine").unwrap();
        let refused = run(&arguments, &[&file, &review]);
        assert_eq!(refused.status.code(), Some(2), "{format}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("--force"));
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        assert_eq!(
            run(&["export", "--force", "--to", format, "--output"], &[&file, &review]).status.code(),
            Some(0)
        );
        assert!(fs::read(&file).unwrap().starts_with(begin.as_bytes()));
    }
}

#[test]
fn no_option_writes_over_a_report_or_a_review() {
    let (folder, review) = saved();
    let at = |name: &str| folder.path().join(name);
    fs::hard_link(at("0.txt"), at("hard.html")).unwrap();
    fs::hard_link(&review, at("review.md")).unwrap();
    fs::copy(&review, at("another.review.ron")).unwrap();
    let mut own = vec!["0.txt", "1.txt", "hard.html", "a.review.ron", "review.md", "another.review.ron"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("0.txt", at("soft.docx")).unwrap();
        std::os::unix::fs::symlink(&review, at("soft.csv")).unwrap();
        own.extend(["soft.docx", "soft.csv"]);
    }
    let before: Vec<Vec<u8>> = own.iter().map(|name| fs::read(at(name)).unwrap()).collect();
    for format in ["markdown", "html", "csv", "jsonld", "xlsx", "docx"] {
        for name in &own {
            for force in [&["--force"][..], &[]] {
                let arguments = [&["--lang", "en", "export", "--to", format], force, &["--output"]].concat();
                let output = run(&arguments, &[&at(name), &review]);
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                let is_refused = output.status.code() == Some(2) && said.contains("was not replaced");
                assert!(is_refused, "{format} onto {name}: {said}");
            }
        }
    }
    let after: Vec<Vec<u8>> = own.iter().map(|name| fs::read(at(name)).unwrap()).collect();
    assert!(before == after);
}

#[test]
fn neither_an_unread_report_nor_what_the_program_keeps_is_written_over() {
    let (folder, review) = saved();
    let at = |name: &str| folder.path().join(name);
    let home = folder.path().join("home");
    let kept = ["home/config/settings.ron", "home/state/journals/a.journal", "home/state/versions/b.txt"];
    for name in kept {
        fs::create_dir_all(at(name).parent().unwrap()).unwrap();
        fs::write(at(name), "mine").unwrap();
    }
    fs::write(at("journal.md"), "jiaokan-journal 2\n").unwrap();
    fs::write(at("damaged.docx"), "PK\u{3}\u{4} mine").unwrap();
    let refused = |arguments: &[&str], output: &str, input: &Path| {
        let before = fs::read(at(output)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
        command.env("JIAOKAN_HOME", &home).args(["--lang", "en"]).args(arguments);
        let done = command.args(["--force", "--output"]).args([&at(output), input]).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code() == Some(2) && said.contains("was not replaced"), "{output}: {said}");
        assert!(fs::read(at(output)).unwrap() == before, "{output}");
    };
    for name in kept.into_iter().chain(["journal.md"]) {
        refused(&["export", "--to", "markdown"], name, &review);
    }
    refused(&["figures", "--format", "csv"], "damaged.docx", folder.path());
    refused(&["background"], "damaged.docx", folder.path());
}

#[test]
fn a_copy_in_the_reports_own_folder_gets_a_name_of_its_own() {
    let (folder, review) = saved();
    let output =
        run(&["--lang", "en", "export", "--force", "--to", "docx", "--output"], &[folder.path(), &review]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("0-notes.docx").exists());
    assert!(!folder.path().join("0.docx").exists());
}

#[test]
fn documents_are_written_to_a_folder_in_the_language_of_the_call() {
    let (folder, review) = saved();
    let out = folder.path().join("documents");
    let output = run(&["--lang", "en", "export", "--to", "docx", "--output"], &[&out, &review]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("laid out again"));
    for (name, said, other) in [("0-notes.docx", "请补充", "不清楚"), ("1-notes.docx", "不清楚", "请补充")]
    {
        let comments = part(&fs::read(out.join(name)).unwrap(), "word/comments.xml");
        assert!(comments.contains(said) && !comments.contains(other) && comments.contains("Wording"));
    }
    let again = run(&["--lang", "en", "export", "--to", "docx", "--output"], &[&out, &review]);
    assert_eq!(again.status.code(), Some(2));
    // Only reports with comments, unless all are asked for; only one author's notes.
    let names = |extra: &[&str]| {
        let out = folder.path().join(format!("out{}", extra.concat()));
        let arguments = [&["--lang", "en", "export", "--to", "docx"], extra, &["--output"]].concat();
        assert_eq!(run(&arguments, &[&out, &review]).status.code(), Some(0), "{extra:?}");
        fs::read_dir(&out).map_or(0, Iterator::count)
    };
    let ron = fs::read_to_string(&review).unwrap();
    let mine = ron.replacen("author: \"林校\"", "author: \"林审\"", 1);
    fs::write(&review, mine).unwrap();
    assert_eq!((names(&[]), names(&["--author", "林审"]), names(&["--author", "别人"])), (2, 1, 0));
    assert_eq!(names(&["--all-reports", "--author", "别人"]), 2);
    let none = folder.path().join("no/such/file.md");
    assert_eq!(run(&["export", "--to", "md", "--output"], &[&none, &review]).status.code(), Some(2));
    let missing = run(&["export", "--to", "markdown", "--report", "r9"], &[&review]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("r9"));
    fs::remove_file(folder.path().join("1.txt")).unwrap();
    let partly = run(&["export", "--to", "markdown"], &[&review]);
    assert_eq!(partly.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&partly.stdout).contains("不清楚"), "its note is there all the same");
}

#[test]
fn a_browser_renders_the_page() {
    if !is_there("chromium") {
        return;
    }
    let (folder, review) = saved();
    let page = folder.path().join("a.html");
    assert_eq!(run(&["export", "--to", "html", "--output"], &[&page, &review]).status.code(), Some(0));
    let shown = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert_eq!(dom.matches("<article class=\"report noted\"").count(), 2, "{dom:.300}");
    assert!(dom.contains("请补充") && dom.contains("class=\"sign near\""));
}

#[test]
fn what_a_rule_excludes_is_left_out_and_counted() {
    let mut case = two_reports();
    let all = case.sheet(&Options::default());
    assert_eq!((all.findings.len(), all.totals.excluded), (1, 0));
    let [one, other] = [0, 1].map(|at| case.review.reports[at].id.clone());
    let rule = Exclusion::new(Excluded::Pair(one, other), "联合发文", "林校");
    case.review.exclusions.push(rule);
    let sheet = case.sheet(&Options::default());
    assert_eq!((sheet.findings.len(), sheet.totals.excluded), (0, 1));
    let text = String::from_utf8(case.written(Format::Markdown)).unwrap();
    assert!(text.contains("另有 1 处按规则排除。"), "{text}");
    let sheet = case.sheet(&Options { findings: Which::All, ..Options::default() });
    let row = &sheet.findings[0];
    assert_eq!((row.judgement, row.by_rule, &*row.reason), (Some(Judgement::Dismissed), true, "联合发文"));
    let text = String::from_utf8(written(Format::Markdown, &sheet)).unwrap();
    assert!(text.contains("按规则 · 林校"), "{text}");
    // A verdict of its own counts before the rule.
    let verdict = Verdict {
        finding: row.key.clone(),
        verdict: Judgement::Confirmed,
        reason: String::new(),
        author: "林校".to_owned(),
        at: case.review.created.clone(),
        places: Vec::new(),
    };
    case.review.verdicts.push(verdict);
    assert_eq!(case.sheet(&Options::default()).findings[0].judgement, Some(Judgement::Confirmed));
}

#[test]
fn findings_and_pairs_stand_in_the_order_of_worth_under_short_names() {
    let longer = format!("{PASSAGE}，并且{}", PASSAGE.chars().rev().collect::<String>());
    let case = Case::new(&[
        &format!("松溪县2024年法治政府建设报告\n一、主要工作\n开头的话。{PASSAGE}，成效明显。"),
        &format!("竹岭县2024年法治政府建设报告\n一、主要做法\n{PASSAGE}！另一句话。"),
        &format!("梅坞县2024年法治政府建设报告\n一、主要做法\n{}！旧话。", longer.replace("全县", "全市")),
        &format!("兰汀县2024年法治政府建设报告\n一、主要做法\n新话。{}。", longer.replace("全县", "全市")),
    ]);
    let sheet = case.sheet(&Options::default());
    let names: Vec<&str> = sheet.reports.iter().map(|report| report.short.as_str()).collect();
    assert_eq!(names, ["松溪县", "竹岭县", "梅坞县", "兰汀县"].map(|place| format!("{place} 2024")));
    assert!(sheet.pairs.is_sorted_by(|one, other| one.worth >= other.worth), "{:?}", sheet.pairs);
    let text = String::from_utf8(case.written(Format::Markdown)).unwrap();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}: {text}"));
    assert!(at("- 梅坞县 2024 · 第 1 行") < at("- 松溪县 2024 · 第 1 行"), "{text}");
}
