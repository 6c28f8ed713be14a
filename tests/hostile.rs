//! Broken and hostile files, generated here: each yields a report or one clear sentence, in bounded time and memory, and
//! the other files of the call are read as usual. Runs the headless program, as a user would.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test helpers may unwrap")]

mod hang;
#[path = "hostile/make.rs"]
#[allow(dead_code, reason = "shared with tests/mutations.rs")]
mod make;
#[path = "hostile/process.rs"]
mod process;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// Limit on the processor time of one call and its children, in an unoptimised build. Checked where `/proc` exists.
const MAX_TIME: Duration = Duration::from_secs(30);
/// Limit on the memory of the program and its children together, in kB. Checked where `/proc` exists.
const MAX_MEMORY: u64 = 512 << 10;

/// Result of a call.
struct Ending {
    output: Output,
    used: process::Used,
}

/// Inspects files and measures what the program and its children use.
fn inspect(paths: &[&Path]) -> Ending {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    command.args(["--lang", "en", "inspect", "--format", "json"]).args(paths);
    let (output, used) = process::measured(&mut command, paths, |used| {
        assert!(used.time < MAX_TIME, "{paths:?} exceeds the limit of time: {used:?}");
    });
    Ending { output, used }
}

/// The required result of reading a file.
#[derive(Clone, Copy, Debug)]
enum End {
    /// A report.
    Report,
    /// An error whose message contains this text.
    Says(&'static str),
    /// A report or any error.
    Either,
}

/// Asserts the result of reading a file; returns what was printed on standard error.
#[track_caller]
fn ends(path: &Path, end: End) -> String {
    let Ending { output, used } = inspect(&[path]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let name = path.display();
    let read = output.status.code() == Some(0);
    assert!(read || output.status.code() == Some(2), "{name}: {:?} {words}", output.status);
    assert!(!words.contains("panicked"), "{name}: {words}");
    if read {
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(found["reports"][0]["characters"].as_u64().unwrap() > 0, "{name}");
    } else {
        assert_eq!(words.lines().count(), 1, "{name}: one sentence: {words}");
        assert!(words.len() > path.to_string_lossy().len() + 12, "{name}: {words}");
    }
    match end {
        End::Report => assert!(read, "{name}: {words}"),
        End::Says(said) => assert!(!read && words.contains(said), "{name}: `{said}` is not in: {words}"),
        End::Either => {}
    }
    assert!(used.memory <= MAX_MEMORY, "{name}: {used:?}");
    println!("{name}: {:.2?}, {} kB, {}", used.time, used.memory, if read { "read" } else { words.trim() });
    words
}

#[track_caller]
fn bytes_end(name: &str, bytes: &[u8], end: End) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    ends(&path, end);
}

#[test]
fn empty_and_wrongly_named_files() {
    for name in ["a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.doc", "a.wps", "a.pdf", "a.rtf"] {
        bytes_end(name, b"", End::Says("no text"));
        bytes_end(name, make::SENTENCE.repeat(9).as_bytes(), End::Report);
    }
    bytes_end("a.txt", b"\xff\xfe", End::Says("no text"));
    bytes_end("a.doc", &make::docx(&make::paragraph(make::SENTENCE)), End::Report);
    bytes_end(
        "a.pdf",
        format!("<html><body><p>{}</p></body></html>", make::SENTENCE).as_bytes(),
        End::Report,
    );
    bytes_end("a.doc", b"{\\rtf1\\ansi text}", End::Report);
    bytes_end("a.docx", &make::zip(&[("xl/workbook.xml", b"<x/>")]), End::Says("damaged"));
    bytes_end("a.docx", b"\x89PNG\r\n\x1a\n0000", End::Says("damaged"));
}

#[test]
fn bytes_that_are_no_text() {
    for name in ["a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.doc", "a.pdf"] {
        bytes_end(name, &make::noise(100_000), End::Says("not text"));
        bytes_end(name, &[0; 5_000], End::Says("not text"));
    }
    // Slight damage does not make a text unreadable.
    let mut damaged = make::SENTENCE.repeat(50).into_bytes();
    for at in [100, 900, 2_000] {
        damaged[at] = 0xff;
    }
    bytes_end("a.txt", &damaged, End::Report);
    let mut nul = make::SENTENCE.repeat(50).into_bytes();
    nul[33] = 0;
    bytes_end("a.txt", &nul, End::Either);
}

#[test]
fn documents_that_are_cut_off_or_damaged() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in ["report.docx", "report.odt", "report.doc", "report.rtf", "report.pdf", "page.html"] {
        let whole = fs::read(fixtures.join(name)).unwrap();
        for share in [1, 5, 8] {
            bytes_end(name, &whole[..whole.len() * share / 9], End::Either);
        }
        for seed in 0..4 {
            bytes_end(name, &make::damaged(&whole, seed), End::Either);
        }
    }
}

#[test]
fn archives_that_unpack_to_too_much() {
    // Slightly above the limit of a part: more would only take longer to pack.
    let zeros = vec![b' '; 65 << 20];
    bytes_end("bomb.docx", &make::zip(&[("word/document.xml", &zeros)]), End::Says("not read"));
    bytes_end("bomb.odt", &make::zip(&[("content.xml", &zeros)]), End::Says("not read"));
}

#[test]
fn entities_that_multiply() {
    for (name, document) in [("a.docx", make::docx as fn(&str) -> Vec<u8>), ("a.odt", make::odt)] {
        bytes_end(name, &document(&make::entity_bomb()), End::Either);
    }
    bytes_end("a.html", make::entity_bomb().as_bytes(), End::Either);
}

#[test]
fn nesting_a_hundred_thousand_deep() {
    const DEPTH: usize = 100_000;
    for tag in ["b", "div", "table", "span", "ul", "font"] {
        bytes_end("a.html", format!("<{tag}>").repeat(DEPTH).as_bytes(), End::Says("nested"));
        let text = format!("{}{}", format!("<{tag}>").repeat(DEPTH), make::SENTENCE);
        bytes_end("a.html", text.as_bytes(), End::Says("nested"));
    }
    bytes_end("a.md", format!("{}{}", "> ".repeat(DEPTH), make::SENTENCE).as_bytes(), End::Either);
    bytes_end("a.md", format!("{}{}", "[".repeat(DEPTH), "](".repeat(DEPTH)).as_bytes(), End::Either);
    bytes_end("a.md", format!("{}{}", "*a _b ".repeat(DEPTH), make::SENTENCE).as_bytes(), End::Either);
    bytes_end("a.docx", &make::docx(&make::nested("w:ins", DEPTH)), End::Either);
    bytes_end("a.docx", &make::docx(&make::nested("w:tbl", DEPTH)), End::Either);
    bytes_end("a.odt", &make::odt(&make::nested("text:section", DEPTH)), End::Either);
    bytes_end("a.rtf", format!("{{\\rtf1{}", "{\\b ".repeat(DEPTH)).as_bytes(), End::Says("nested"));
    bytes_end("a.pdf", &make::pdf(&"[".repeat(DEPTH), ""), End::Either);
    bytes_end("a.pdf", &make::pdf("<< >>", &"q BT ".repeat(DEPTH)), End::Either);
}

// Long enough that a quadratic reader exceeds its processor time, in optimised and unoptimised builds.

#[test]
fn pages_with_huge_tables_and_unclosed_tags() {
    let row = format!("<table><tr>{}</tr></table>", "<td>甲</td>".repeat(100_000));
    bytes_end("wide.html", row.as_bytes(), End::Either);
    let spans =
        format!("<table><tr><td colspan=1000000000 rowspan=1000000000>{}</td></tr></table>", make::SENTENCE);
    bytes_end("spans.html", spans.as_bytes(), End::Report);
    let attributes = (0..50_000).fold(String::new(), |all, number| all + &format!(" a{number}=1"));
    bytes_end("attributes.html", format!("<p{attributes}>{}</p>", make::SENTENCE).as_bytes(), End::Report);
    bytes_end(
        "open.html",
        format!("<p>{}</p><script>{}", make::SENTENCE, "<!--".repeat(100_000)).as_bytes(),
        End::Report,
    );
}

#[test]
fn documents_with_huge_tables() {
    let cells = format!("{}\n{}\n{}", "|甲".repeat(20_000), "|-".repeat(20_000), "|乙\n".repeat(20_000));
    bytes_end("wide.md", cells.as_bytes(), End::Either);
    bytes_end("wide.docx", &make::docx(&make::wide_table()), End::Either);
    bytes_end("wide.odt", &make::odt(&make::repeated_cells()), End::Either);
}

#[test]
fn circles_in_a_pdf() {
    for (pages, content) in [
        ("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>", ""),
        ("<< /Type /Pages /Kids [] /Count 2147483647 >>", ""),
        ("2 0 R", ""),
        ("<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>", "/F 9 0 R Do"),
    ] {
        bytes_end("circle.pdf", &make::pdf(pages, content), End::Either);
    }
    bytes_end("nothing.pdf", b"%PDF-1.7\n", End::Either);
    bytes_end("xref.pdf", b"%PDF-1.7\nstartxref\n99999999999\n%%EOF", End::Either);
}

#[test]
fn text_above_the_limits_is_refused_with_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.txt");
    fs::File::create(&large).unwrap().set_len(200 << 20).unwrap();
    let said = ends(&large, End::Says("200 MB"));
    assert!(said.contains("64 MB"), "{said}");
    let long = make::SENTENCE.repeat(110_000);
    bytes_end("long.txt", long.as_bytes(), End::Says("characters"));
    bytes_end("long.html", format!("<p>{long}").as_bytes(), End::Says("characters"));
}

#[test]
fn one_line_of_one_character_is_a_report() {
    bytes_end("one-line.txt", "甲".repeat(100_000).as_bytes(), End::Report);
}

#[test]
fn references_across_a_large_file_are_resolved_in_linear_time() {
    let fonts = (0..40_000).fold(String::new(), |all, font| all + &format!("{{\\f{font}\\fcharset134 A;}}"));
    let runs = "{\\f0 a}".repeat(60_000);
    bytes_end("fonts.rtf", format!("{{\\rtf1{{\\fonttbl{fonts}}}{runs}\\par}}").as_bytes(), End::Report);
    let resources = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";
    let line = format!("BT /F1 10 Tf 1 0 0 1 0 700 Tm ({}) Tj ET", "a".repeat(60_000));
    let pages = format!("<< /Type /Pages /Kids [3 0 R] /Count 1 {resources} >>");
    bytes_end("one-line.pdf", &make::pdf(&pages, &line), End::Report);
}

/// A program that was renamed still reads documents in other processes.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_was_renamed_still_reads_in_other_processes() {
    if !Path::new("/proc/self/task").exists() {
        println!("skipped: children are counted in /proc, which is not here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("校勘 0.1 (副本)");
    fs::copy(env!("CARGO_BIN_EXE_jiaokan-cli"), &program).unwrap();
    // Enough files that polling sees at least one child.
    let page = "<html><body><p>全县各部门抓好落实。</p></body></html>".repeat(50);
    for number in 0..40 {
        fs::write(folder.path().join(format!("{number}.html")), &page).unwrap();
    }
    let mut child =
        Command::new(&program).arg("inspect").arg(folder.path()).stdout(Stdio::null()).spawn().unwrap();
    let mut children = 0;
    while child.try_wait().unwrap().is_none() {
        children += process::children(child.id()).len();
        thread::sleep(Duration::from_millis(1));
    }
    assert!(children > 0, "read in the program itself");
}

#[test]
fn good_files_beside_bad_ones_are_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("1.html"), "<div>".repeat(50_000)).unwrap();
    fs::write(path("2.txt"), make::SENTENCE).unwrap();
    fs::write(path("3.pdf"), make::pdf("2 0 R", "")).unwrap();
    fs::write(path("4.html"), format!("<p>{}</p>", make::SENTENCE)).unwrap();
    let paths: Vec<_> = ["1.html", "2.txt", "3.pdf", "4.html"].map(path).into_iter().collect();
    let given: Vec<&Path> = paths.iter().map(std::path::PathBuf::as_path).collect();
    let Ending { output, .. } = inspect(&given);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names = |key: &str| -> Vec<String> {
        let entries = found[key].as_array().unwrap();
        entries.iter().map(|entry| entry["path"].as_str().unwrap().chars().rev().take(6).collect()).collect()
    };
    assert_eq!(names("reports"), ["txt.2/", "lmth.4"]);
    assert_eq!(names("unreadable"), ["lmth.1", "fdp.3/"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn pipes_links_and_devices_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let pipe = path("pipe.txt");
        let made = Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            ends(&pipe, End::Says("not a regular file"));
        }
        fs::write(path("good.txt"), make::SENTENCE).unwrap();
        let walked = ends(folder.path(), End::Report);
        assert_eq!(walked, "", "a pipe in a folder is ignored");
        symlink(path("b.txt"), path("a.txt")).unwrap();
        symlink(path("a.txt"), path("b.txt")).unwrap();
        ends(&path("a.txt"), End::Says("circle"));
        symlink(folder.path(), path("round")).unwrap();
        ends(folder.path(), End::Report);
        ends(Path::new("/dev/zero"), End::Says("not a regular file"));
        ends(&path("nowhere.txt"), End::Says("no such file"));
    }

    #[test]
    fn a_file_without_permission_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, make::SENTENCE).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // The superuser may read it.
        let end = if fs::File::open(&path).is_ok() { End::Report } else { End::Says("permission") };
        ends(&path, end);
    }

    #[test]
    fn a_file_may_change_and_vanish_while_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        let stop = Arc::new(AtomicBool::new(false));
        let (restless, asked) = (path.clone(), Arc::clone(&stop));
        let writer = thread::spawn(move || {
            let mut round = 0_usize;
            while !asked.load(Ordering::Relaxed) {
                round += 1;
                fs::write(&restless, format!("<p>{}", make::SENTENCE.repeat(round % 500))).unwrap();
                if round.is_multiple_of(3) {
                    fs::remove_file(&restless).unwrap();
                }
            }
        });
        for _ in 0..20 {
            ends(&path, End::Either);
        }
        stop.store(true, Ordering::Relaxed);
        writer.join().unwrap();
    }
}

#[test]
fn the_shared_hostile_files_are_read_or_refused() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures/bad"));
    let Ok(entries) = fs::read_dir(folder) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    for entry in entries {
        ends(&entry.unwrap().path(), End::Either);
    }
}
