//! Notes as annotations of a PDF, and back.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use jiaokan::export::docx::Origin;
use jiaokan::export::{ExportError, pdf, summary_as};
use jiaokan::report::read;
use jiaokan::review::returned::{Opened, Returned, take_comments};
use jiaokan::review::{Reply, Status};
use jiaokan::structure;

use super::Case;
use super::cpu_time::cpu_time;
use super::dice::Dice;

fn case(notes: usize) -> Case {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report.pdf");
    Case::of(&file).with_notes(notes, &mut Dice(21))
}

fn exported(case: &Case) -> Vec<u8> {
    let made = pdf::of_report(&case.sheet(), 0, Some(&case.bytes)).unwrap();
    assert_eq!(made.origin, Origin::Kept);
    made.bytes
}

fn take(case: &mut Case, file: &[u8]) -> Returned {
    let document = read(Path::new("交回.pdf"), file, None).unwrap();
    let outline = structure::outline(&document);
    let opened: Opened<'_> =
        HashMap::from([(case.review.reports[0].id.clone(), (&case.report, &case.outline))]);
    take_comments(&mut case.review, (&document, &outline), &opened).unwrap()
}

/// A text string as the file has it.
fn digits(text: &str) -> String {
    text.encode_utf16()
        .flat_map(u16::to_be_bytes)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)]))
        .collect()
}

/// The file after a reader changed the annotation that says `of`: its text and, appended to it, an answer and a state.
fn changed_by_a_reader(file: &[u8], of: &str, to: &str, answer: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let object = text.split("endobj").find(|object| object.contains(&digits(of))).unwrap();
    let start = object.find(" 0 obj").unwrap();
    let number = object[..start].rsplit(char::is_whitespace).next().unwrap();
    let content = object[start + 6..].replace(&digits(of), &digits(to));
    let last = text.rfind("startxref").unwrap();
    let previous = text[last + 9..].split_whitespace().next().unwrap();
    let root = text[..last].rfind("/Root ").unwrap();
    let root: String = text[root..].split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let page = text.rfind(" /Annots [").unwrap();
    let page = text[..page].rfind(" obj").unwrap();
    let page_start = text[..page].rfind('\n').unwrap() + 1;
    let page_number = text[page_start..page].split(' ').next().unwrap();
    let page_end = text[page_start..].find("endobj").unwrap() + page_start;
    let page = text[page_start..page_end].replace("] >>", " 9001 0 R 9002 0 R] >>");
    let mut added = String::from("\n");
    let mut table = String::from("xref\n");
    let common =
        "/Type /Annot /Subtype /Text /F 30 /Rect [0 0 1 1] /T <FEFF738B> /M (D:20260106080000+08'00')";
    let objects = [
        (number.to_owned(), format!("{number} 0 obj{content}endobj\n")),
        (page_number.to_owned(), format!("{page}endobj\n")),
        (
            "9001".to_owned(),
            format!(
                "9001 0 obj\n<< {common} /IRT {number} 0 R /Contents <FEFF{}> >>\nendobj\n",
                digits(answer)
            ),
        ),
        (
            "9002".to_owned(),
            format!(
                "9002 0 obj\n<< {common} /IRT {number} 0 R /StateModel (Review) /State (Completed) /Contents (done) >>\nendobj\n"
            ),
        ),
    ];
    for (number, object) in objects {
        write!(table, "{number} 1\n{:010} 00000 n \n", file.len() + added.len()).unwrap();
        added += &object;
    }
    let start = file.len() + added.len();
    write!(added, "{table}trailer\n<< /Size 9003 {root} /Prev {previous} >>\nstartxref\n{start}\n%%EOF\n")
        .unwrap();
    [file, added.as_bytes()].concat()
}

#[test]
fn annotations_cover_the_words_of_their_notes_and_the_original_stays() {
    let case = case(40);
    let file = exported(&case);
    assert!(file.starts_with(&case.bytes));
    let again = read(Path::new("交回.pdf"), &file, None).unwrap();
    assert_eq!(again.text.as_str(), case.report.text.as_str(), "annotations are no text");
    assert_eq!(again.comments.len(), 40);
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut covered = 0;
    for note in &case.review.notes {
        let comment =
            again.comments.iter().find(|comment| comment.comment.text.contains(&note.body)).unwrap();
        assert_eq!(comment.comment.resolved, note.status == Status::Resolved);
        assert_eq!(comment.comment.replies.len(), note.replies.len());
        let words = again.text.slice(comment.span.unwrap());
        // Of a note that goes on to the next page only what is on the first one is marked.
        assert!(visible(&note.targets[0].exact).starts_with(&visible(words)), "{words:?}");
        covered += usize::from(visible(&note.targets[0].exact) == visible(words));
    }
    assert!(covered >= 38, "{covered} of 40");
}

#[test]
fn a_pdf_comes_back_with_nothing_but_what_a_reader_changed() {
    let mut case = case(30);
    let file = exported(&case);
    let before = case.review.clone();
    assert_eq!(take(&mut case, &file).total(), 0);
    assert_eq!(case.review, before);
    let changed = changed_by_a_reader(&file, "批注3号：请核实", "批注3号：已经改过", "同意");
    let taken = take(&mut case, &changed);
    assert_eq!((taken.changed, taken.replies, taken.resolved, taken.total()), (1, 1, 1, 3));
    let note = &case.review.notes[3];
    assert!(note.body.starts_with("批注3号：已经改过\n"), "{}", note.body);
    assert_eq!(note.status, Status::Resolved);
    let Reply { author, body, .. } = note.replies.last().unwrap();
    assert_eq!((author.as_str(), body.as_str()), ("王", "同意"));
    assert_eq!(take(&mut case, &changed).total(), 0, "a second time it brings nothing");
}

#[test]
fn the_summary_as_a_pdf_reads_as_it_was_written() {
    let mut case = case(60);
    case.review.notes[0].body = "见附件，并核对𪚥字与 annual report 2024。".to_owned();
    let mut file = Vec::new();
    summary_as(&case.sheet(), Path::new("意见.PDF"), None, &mut file).unwrap();
    assert!(file.starts_with(b"%PDF-1.7") && file.len() < 400_000, "{} bytes", file.len());
    let again = read(Path::new("意见.pdf"), &file, None).unwrap();
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = visible(again.text.as_str());
    for note in &case.review.notes {
        for line in note.body.lines() {
            assert!(text.contains(&visible(line)), "{line}");
        }
        assert!(text.contains(&visible(&note.targets[0].exact.chars().take(8).collect::<String>())));
    }
    assert!(text.contains(&visible("annual report 2024")), "{text}");
    assert!(text.ends_with("𪚥)") || text.ends_with("𪚥）"), "{}", &text[text.len() - 60..]);
    // Only the glyphs in use are in the file.
    let pages = file.windows(11).filter(|word| *word == b"/Type /Page").count();
    assert!(pages > 4, "{pages} pages");
}

#[test]
fn both_pdfs_are_linear_in_the_notes() {
    let times = |notes: usize| {
        let case = case(notes);
        let sheet = case.sheet();
        let marked = || drop(pdf::of_report(&sheet, 0, Some(&case.bytes)).unwrap());
        let set = || summary_as(&sheet, Path::new("意见.pdf"), None, &mut Vec::new()).unwrap();
        [cpu_time(marked).1, cpu_time(set).1]
    };
    for (short, long) in times(500).into_iter().zip(times(2_000)) {
        // Four times the notes; quadratic would be sixteen times.
        assert!(long < short * 8 + std::time::Duration::from_millis(50), "{short:?}, {long:?}");
    }
}

#[test]
fn a_pdf_to_which_nothing_can_be_appended_is_refused_with_a_word() {
    let mut case = case(1);
    let of = |case: &Case, bytes: Option<&[u8]>| match pdf::of_report(&case.sheet(), 0, bytes) {
        Err(ExportError::Refused(message)) => message.id,
        other => panic!("{other:?}"),
    };
    assert_eq!(of(&case, None), "export-pdf-none");
    let end = case.bytes.windows(9).rposition(|word| word == b"startxref").unwrap();
    case.bytes.splice(end.., *b"startxref\n99999999\n%%EOF");
    assert_eq!(of(&case, Some(&case.bytes)), "export-pdf-damaged");
}
