//! Review files on disk: round trips, damage, foreign and later files, and files that must not be overwritten.

#![allow(clippy::unwrap_used, reason = "clippy knows only the tests in `src` as tests")]

use std::fs;
use std::path::{Path, PathBuf};

use jiaokan::report::Report;
use jiaokan::review::store::{Fingerprint, Loaded, MAX_TARGETS, ReadOnly, StoreReason, load, save};
use jiaokan::review::{
    Category, Correction, JudgedPlace, Judgement, Note, NoteId, Reply, ReportEntry, Resolver, Review, SCHEMA,
    Severity, State, Status, Target, Time, Verdict,
};
use jiaokan::structure::outline;
use jiaokan::text::{SourceText, Span};
use proptest::prelude::*;

const EXAMPLE: &str = include_str!("review/example.review.ron");

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        fs::canonicalize(self.0.path()).unwrap()
    }

    fn file(&self, content: &[u8]) -> PathBuf {
        let file = self.path().join("年度.review.ron");
        fs::write(&file, content).unwrap();
        file
    }
}

fn load_reason(path: &Path) -> StoreReason {
    load(path).unwrap_err().reason
}

fn save_reason(path: &Path, review: &Review, expected: Option<Fingerprint>) -> StoreReason {
    let before = fs::read(path).ok();
    let reason = save(path, review, expected).unwrap_err().reason;
    assert_eq!(fs::read(path).ok(), before, "a refused save changes nothing");
    reason
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\"'\\\\\n\r\t\u{0}-\u{1f}\u{7f}-\u{9f}，。“”一-十😀👨‍👩‍👧\u{202e}\u{feff}#{}()\\[\\]]{0,24}",
        Just("//* \"#r\"# \\u{0}".to_owned()),
    ]
}

fn strings() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(string(), 0..3)
}

fn target() -> impl Strategy<Value = Target> {
    (0..3u8, any::<usize>(), any::<usize>(), string(), string(), string(), strings()).prop_map(
        |(report, start, end, exact, prefix, suffix, section)| {
            let report = format!("r{report}").as_str().into();
            Target { report, start, end, exact, cut: None, prefix, suffix, section }
        },
    )
}

fn note() -> impl Strategy<Value = Note> {
    let category = prop_oneof![
        Just(Category::Duplicate),
        Just(Category::Structure),
        Just(Category::Figures),
        Just(Category::Wording),
        Just(Category::Question),
        Just(Category::Praise),
        string().prop_map(Category::Other),
    ];
    let severity = (0..4usize).prop_map(|n| Severity::ALL[n]);
    let status = prop_oneof![Just(Status::Open), Just(Status::Resolved)];
    let targets = prop::collection::vec(target(), 0..3);
    let reply = [string(), string(), string()];
    let reply = reply.prop_map(|[author, at, body]| Reply { author, at: at.into(), body });
    let texts = ([string(), string(), string(), string()], prop::collection::vec(reply, 0..3));
    (targets, category, severity, status, strings(), texts).prop_map(
        |(targets, category, severity, status, tags, ([author, created, modified, body], replies))| Note {
            id: NoteId::new(),
            targets,
            category,
            severity,
            status,
            tags,
            author,
            created: created.into(),
            modified: modified.into(),
            body,
            replies,
        },
    )
}

fn review() -> impl Strategy<Value = Review> {
    let verdict = (any::<bool>(), [string(), string(), string(), string()]);
    let reports = prop::collection::vec((string(), string(), any::<usize>()), 0..3);
    let parts =
        (string(), reports, prop::collection::vec(note(), 0..4), prop::collection::vec(verdict, 0..3));
    parts.prop_map(|(title, reports, notes, verdicts)| {
        let mut review = Review { notes, ..Review::new(&title) };
        for (n, (title, sha256, characters)) in reports.into_iter().enumerate() {
            let path = PathBuf::from(format!("/报告/{n} 'a'.txt"));
            let id = format!("r{n}").as_str().into();
            review.reports.push(ReportEntry { id, path, title, sha256, characters });
        }
        for (n, (confirmed, [finding, reason, author, at])) in verdicts.into_iter().enumerate() {
            let verdict = if confirmed { Judgement::Confirmed } else { Judgement::Dismissed };
            let (finding, at) = (format!("{n}{finding}"), at.into());
            let places = if confirmed { vec![JudgedPlace::new("r0".into(), n, &reason)] } else { Vec::new() };
            review.verdicts.push(Verdict { finding, verdict, reason, author, at, places });
        }
        review
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn whatever_is_saved_is_read_back(review in review()) {
        let folder = Folder::new();
        let file = folder.path().join("a.review.ron");
        let written = save(&file, &review, None).unwrap();
        let Loaded { review: back, read_only, fingerprint } = load(&file).unwrap();
        prop_assert_eq!(&back, &review);
        prop_assert_eq!(read_only, None);
        prop_assert_eq!(fingerprint, written);
        let first = fs::read_to_string(&file).unwrap();
        prop_assert_eq!(save(&file, &back, Some(fingerprint)).unwrap(), written, "saving again changes no byte");
        prop_assert!(first.ends_with(")\n") && !first.contains('\r'));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
        let folder = Folder::new();
        let file = folder.file(&bytes);
        if load(&file).is_err() {
            let review = Review::new("");
            if !bytes.is_empty() {
                prop_assert_eq!(save_reason(&file, &review, None), StoreReason::NotAReview);
            }
        }
    }

    /// A review with some characters replaced yields an error or a review, no panic.
    #[test]
    fn damaged_files_never_panic(at in 0..EXAMPLE.len(), with in "[()\\[\\]\"\\\\,:a0/*]{0,2}", length in 0..3usize) {
        let from = EXAMPLE.floor_char_boundary(at);
        let to = EXAMPLE.ceil_char_boundary((at + length).min(EXAMPLE.len()));
        let folder = Folder::new();
        let file = folder.file(format!("{}{with}{}", &EXAMPLE[..from], &EXAMPLE[to..]).as_bytes());
        if let Err(error) = load(&file) {
            prop_assert!(
                matches!(error.reason, StoreReason::Syntax { line, column, .. } if line > 0 && column > 0)
                    || matches!(error.reason, StoreReason::UnknownSchema(_)),
                "{}", error
            );
        }
    }
}

#[test]
fn the_example_is_what_this_version_writes() {
    let folder = Folder::new();
    let file = folder.file(EXAMPLE.as_bytes());
    let Loaded { mut review, read_only, fingerprint } = load(&file).unwrap();
    assert_eq!(read_only, None);
    assert_eq!(review.reports[0].path, folder.path().join("qingshi-2024.txt"));
    assert_eq!(review.reports[1].path, folder.path().parent().unwrap().join("2023/qingshi-2023.txt"));
    assert_eq!(review.notes[0].targets.len(), 2);
    assert_eq!(review.notes[0].targets[0].section, ["二、主要工作", "（一）制度建设"]);
    assert_eq!(review.notes[1].category, Category::Other("版式".into()));
    assert_eq!(review.verdicts[0].verdict, Judgement::Dismissed);
    assert!(review.notes.iter().all(|note| note.created.instant().is_some()));
    save(&file, &review, Some(fingerprint)).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), EXAMPLE);

    let fingerprint = load(&file).unwrap().fingerprint;
    review.notes[0].status = Status::Resolved;
    save(&file, &review, Some(fingerprint)).unwrap();
    let after = fs::read_to_string(&file).unwrap();
    let changed = after.lines().zip(EXAMPLE.lines()).filter(|(new, old)| new != old).count();
    assert_eq!(changed, 1, "one field changed is one line changed");
}

#[test]
fn the_document_has_the_same_example() {
    let document = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/review-format.md")).unwrap();
    assert!(document.contains(EXAMPLE), "docs/review-format.md shows tests/review/example.review.ron");
}

#[test]
fn optional_fields_have_defaults() {
    let folder = Folder::new();
    let file = folder.file(
        b"\xef\xbb\xbf(schema: 1, reports: [(id: \"r1\", path: \"a.txt\")], // by hand
            notes: [Note(id: \"x\", category: Question, body: r#\"why \"so\"?\"#)],
            verdicts: [(finding: \"f\", verdict: Confirmed)])",
    );
    let Loaded { review, read_only, .. } = load(&file).unwrap();
    assert_eq!(read_only, None);
    let note = &review.notes[0];
    assert_eq!((note.severity, note.status, note.targets.len()), (Severity::Info, Status::Open, 0));
    assert_eq!((note.body.as_str(), &note.created), ("why \"so\"?", &Time::default()));
}

#[test]
fn a_truncated_file_is_an_error_with_its_place() {
    let folder = Folder::new();
    for cut in 0..EXAMPLE.trim_end().len() {
        let bytes = &EXAMPLE.as_bytes()[..cut];
        let file = folder.file(bytes);
        let reason = load_reason(&file);
        let lines = bytes.split(|&byte| byte == b'\n').count();
        match reason {
            StoreReason::Syntax { line, column, .. } => {
                assert!((1..=lines).contains(&line) && column >= 1, "cut at {cut}: {line}:{column}");
            }
            StoreReason::NotUtf8(line) => assert_eq!(line, lines, "cut at {cut}"),
            other => panic!("cut at {cut}: {other}"),
        }
        assert_eq!(fs::read(&file).unwrap(), bytes, "reading leaves the file as it is");
        if cut > 0 {
            assert_eq!(save_reason(&file, &Review::new("新"), None), StoreReason::NotAReview);
        }
    }
}

#[test]
fn unknown_content_is_not_overwritten() {
    let folder = Folder::new();
    for (content, expected) in [
        (
            EXAMPLE.replace("tags:", "colour: Red, tags:"),
            ReadOnly::UnknownFields(vec!["notes.colour".to_owned()]),
        ),
        (EXAMPLE.replace("schema: 1", "schema: 5"), ReadOnly::NewerSchema(5)),
        (EXAMPLE.replace("id: \"r2\"", "id: \"r1\""), ReadOnly::RepeatedIds(vec!["r1".to_owned()])),
    ] {
        let file = folder.file(content.as_bytes());
        let Loaded { mut review, read_only, fingerprint } = load(&file).unwrap();
        assert_eq!(read_only, Some(expected));
        review.schema = SCHEMA;
        assert_eq!(save_reason(&file, &review, Some(fingerprint)), StoreReason::NotUnderstood);
        assert_eq!(save_reason(&file, &review, None), StoreReason::Exists);
    }
    let later = Review { schema: 5, ..Review::new("") };
    assert_eq!(save_reason(&folder.path().join("b"), &later, None), StoreReason::UnknownSchema(5));
}

#[test]
fn only_a_review_with_replies_needs_the_third_schema() {
    let folder = Folder::new();
    let file = folder.file(EXAMPLE.as_bytes());
    let Loaded { mut review, fingerprint, .. } = load(&file).unwrap();
    assert_eq!(review.schema, SCHEMA, "older files are brought up to the present schema");
    assert!(review.notes.iter().all(|note| note.replies.is_empty()));
    let fingerprint = save(&file, &review, Some(fingerprint)).unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("schema: 1,"), "earlier programs can read it");
    review.notes[0].replies.push(Reply::new("陈核", "已核实：三件。\n见附表。"));
    save(&file, &review, Some(fingerprint)).unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("schema: 3,"));
    assert_eq!(load(&file).unwrap().review.notes, review.notes);
}

#[test]
fn corrections_are_stored_and_need_the_fourth_schema() {
    let folder = Folder::new();
    let file = folder.file(EXAMPLE.as_bytes());
    let Loaded { mut review, fingerprint, .. } = load(&file).unwrap();
    let text = SourceText::new("全县己办结案件\"四十七\"件。");
    let target = Target::at("r1".into(), &text, Span::new(2, 3), vec!["一、主要工作".to_owned()]);
    review.corrections.push(Correction::new(target, "已", "林校"));
    save(&file, &review, Some(fingerprint)).unwrap();
    let ron = fs::read_to_string(&file).unwrap();
    assert!(ron.contains("schema: 4,"), "an earlier program would show the text uncorrected");
    let loaded = load(&file).unwrap();
    assert_eq!((loaded.review.corrections, loaded.read_only), (review.corrections, None));
}

#[test]
fn a_note_on_a_whole_report_is_stored_by_its_ends_and_found_again() {
    let folder = Folder::new();
    let line = |n: usize| format!("第{n}条，本年度共办理案件{}件，均已按期办结。\n", n * 7);
    let text: String = (0..3_000).map(line).collect();
    let place = |text: &str, target: &Target| {
        let report = Report::from_text("a.txt", text);
        let outline = outline(&report);
        Resolver::new(&report, &outline, None).resolve(target)
    };
    let source = SourceText::new(&text);
    let whole = Span::new(0, source.characters());
    let target = Target::at("r1".into(), &source, whole, Vec::new());
    let mut review = Review::new("审阅");
    review.notes = vec![Note::new(vec![target], Category::Wording, "", "整篇")];
    let path = folder.path().join("a.review.ron");
    save(&path, &review, None).unwrap();
    let ron = fs::read_to_string(&path).unwrap();
    assert!(ron.len() < 32 << 10 && text.len() > 150 << 10, "{} bytes", ron.len());
    assert!(ron.contains("schema: 2,"), "an earlier program must not take the head for the whole");
    let loaded = load(&path).unwrap();
    assert_eq!(
        (loaded.review.notes[0].targets.clone(), loaded.read_only),
        (review.notes[0].targets.clone(), None)
    );
    let target = &loaded.review.notes[0].targets[0];
    assert_eq!(place(&text, target).state, State::Anchored);
    let moved = place(&format!("封面\n{text}"), target);
    assert_eq!((moved.state, moved.span), (State::Moved, Some(Span::new(3, whole.end + 3))));
    let changed = place(&text.replace("第1500条", "第一五〇〇条"), target);
    assert_eq!((changed.state, changed.span.map(|span| span.start)), (State::Uncertain, Some(0)));
    assert_eq!(place("完全不同的另一份材料。", target).state, State::Orphan);
    let twice = place(&format!("封面\n{text}\n{text}"), target);
    assert_eq!((twice.state, twice.span.map(|span| span.start)), (State::Uncertain, Some(3)));
    let endless = "啊".repeat(60_000);
    let source = SourceText::new(&endless);
    let first = Target::at("r1".into(), &source, Span::new(0, 20_000), Vec::new());
    assert_eq!(place(&format!("封面{endless}"), &first).state, State::Uncertain, "it may be anywhere");
    // Schema 1 has it whole.
    let exact = format!("exact: {text:?}, ");
    let start = ron.find("exact: ").unwrap();
    let end = ron.find("prefix: ").unwrap();
    let old = format!("{}{exact}{}", &ron[..start], &ron[end..]).replace("schema: 2", "schema: 1");
    let old = folder.file(old.as_bytes());
    assert_eq!(load(&old).unwrap().review.notes[0].targets, review.notes[0].targets);
}

#[test]
fn a_note_with_more_places_than_anybody_writes_is_cut_and_read_only() {
    let folder = Folder::new();
    let targets = "(report: \"r1\", start: 0, end: 1, exact: \"甲\"),".repeat(MAX_TARGETS + 1);
    let note = |id: &str, targets: &str| {
        format!("(id: {id:?}, category: Praise, body: \"\", targets: [{targets}]),")
    };
    let ron = format!("Review(schema: 1, notes: [{}{}])", note("a", &targets), note("b", ""));
    let loaded = load(&folder.file(ron.as_bytes())).unwrap();
    assert_eq!(loaded.read_only, Some(ReadOnly::TooManyTargets(vec!["a".to_owned()])));
    assert_eq!(loaded.review.notes[0].targets.len(), MAX_TARGETS);
    assert_eq!(loaded.review.notes.len(), 2);
}

#[test]
fn changes_by_other_programs_are_not_overwritten() {
    let folder = Folder::new();
    let file = folder.path().join("a.review.ron");
    let mut review = Review::new("一");
    let first = save(&file, &review, None).unwrap();
    assert_eq!(save_reason(&file, &review, None), StoreReason::Exists);
    review.title = "二".into();
    let second = save(&file, &review, Some(first)).unwrap();
    assert_eq!(save_reason(&file, &review, Some(first)), StoreReason::Changed);
    fs::write(&file, "something else").unwrap();
    assert_eq!(save_reason(&file, &review, Some(second)), StoreReason::Changed);
    assert_eq!(save_reason(&file, &review, None), StoreReason::NotAReview);
    fs::remove_file(&file).unwrap();
    assert_eq!(save(&file, &review, Some(second)), Ok(second), "a missing file is written again");
    fs::write(&file, "").unwrap();
    assert_eq!(save(&file, &review, None), Ok(second), "an empty file holds nothing to lose");
}

#[test]
fn unreadable_files_have_a_reason() {
    let folder = Folder::new();
    let missing = folder.path().join("nowhere/a.review.ron");
    assert_eq!(load_reason(&folder.path().join("a.review.ron")), StoreReason::Missing);
    assert_eq!(load_reason(&missing), StoreReason::FolderMissing);
    assert_eq!(save_reason(&missing, &Review::new(""), None), StoreReason::FolderMissing);
    assert_eq!(load_reason(&folder.path()), StoreReason::Folder);
    assert_eq!(save_reason(&folder.path(), &Review::new(""), None), StoreReason::Folder);
    let file = folder.file(b"Review(");
    assert_eq!(load_reason(&file.join("b.review.ron")), StoreReason::FolderMissing);
    let large = folder.path().join("large.review.ron");
    fs::File::create(&large).unwrap().set_len((256 << 20) + 1).unwrap();
    assert_eq!(load_reason(&large), StoreReason::TooLarge((256 << 20) + 1));
    assert_eq!(
        save(&large, &Review::new(""), None).unwrap_err().reason,
        StoreReason::TooLarge((256 << 20) + 1)
    );
}

#[test]
fn notes_find_their_text_after_the_report_changed() {
    let text = SourceText::new(
        "一、总体情况。青石县清理规范性文件，完善执法程序，全年共梳理权责事项三百一十二项，均已向社会公开并接受群众监督。二、主要问题。",
    );
    let quote = "梳理权责事项三百一十二项";
    let start = text.position_from_byte(text.as_str().find(quote).unwrap());
    let span = Span::new(start, start + quote.chars().count());
    let mut review = Review::new("审阅");
    let folder = Folder::new();
    review.add_report(folder.path().join("甲.txt"), "甲", "", text.characters()).apply(&mut review).unwrap();
    let key = review.reports[0].id.clone();
    let target = Target::at(key, &text, span, vec!["一、总体情况".into()]);
    assert_eq!(target.exact, quote);
    let note = Note::new(vec![target], Category::Figures, "林", "与上年相同");
    review.add_note(note).apply(&mut review).unwrap();
    let file = folder.path().join("a.review.ron");
    save(&file, &review, None).unwrap();
    let back = load(&file).unwrap().review;
    let changed = Report::from_text("甲.txt", &text.as_str().replace("一、", "各有关单位：\n一、"));
    let outline = outline(&changed);
    let anchored = Resolver::new(&changed, &outline, back.reports.first()).resolve(&back.notes[0].targets[0]);
    assert_eq!(
        (anchored.state, anchored.span),
        (State::Moved, Some(Span::new(span.start + 7, span.end + 7)))
    );
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStringExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn saving_keeps_symbolic_links_and_modes() {
        let folder = Folder::new();
        fs::create_dir(folder.path().join("real")).unwrap();
        let (real, link) = (folder.path().join("real/a.review.ron"), folder.path().join("link.review.ron"));
        // A dangling link: the file is created where the link points.
        symlink("real/a.review.ron", &link).unwrap();
        let mut review = Review::new("一");
        review.add_report(folder.path().join("甲.txt"), "", "", 0).apply(&mut review).unwrap();
        let fingerprint = save(&link, &review, None).unwrap();
        assert!(link.is_symlink() && !real.is_symlink());
        set_mode(&real, 0o640);
        review.title = "二".into();
        save(&link, &review, Some(fingerprint)).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(
            fs::read_to_string(&real).unwrap().contains("path: \"../甲.txt\""),
            "relative to the real file"
        );
        assert_eq!(load(&link).unwrap().review, review);
        assert_eq!(load(&real).unwrap().review, review);
        assert_eq!(fs::read_dir(folder.path().join("real")).unwrap().count(), 1, "nothing left lying about");
    }

    #[test]
    fn a_report_reached_through_a_linked_folder_is_written_relative() {
        let folder = Folder::new();
        fs::create_dir(folder.path().join("real")).unwrap();
        symlink("real", folder.path().join("link")).unwrap();
        let mut review = Review::new("一");
        review.add_report(folder.path().join("link/甲.txt"), "", "", 0).apply(&mut review).unwrap();
        let file = folder.path().join("link/a.review.ron");
        save(&file, &review, None).unwrap();
        assert!(fs::read_to_string(&file).unwrap().contains("path: \"甲.txt\""));
    }

    #[test]
    fn circular_links_are_an_error() {
        let folder = Folder::new();
        let file = folder.path().join("a");
        symlink("a", &file).unwrap();
        assert!(matches!(load_reason(&file), StoreReason::System(_)));
        assert!(save(&file, &Review::new(""), None).is_err());
        assert!(file.is_symlink());
    }

    #[test]
    fn a_non_unicode_name_is_kept() {
        let folder = Folder::new();
        let file = folder.path().join("a.review.ron");
        let name = std::ffi::OsString::from_vec(b"\xb1\xa8\xb8\xe6 %.txt".to_vec());
        let mut review = Review::new("一");
        review.add_report(folder.path().join(name), "", "", 0).apply(&mut review).unwrap();
        save(&file, &review, None).unwrap();
        assert!(fs::read_to_string(&file).unwrap().contains("path: \"file:%B1%A8%B8%E6%20%25.txt\""));
        assert_eq!(load(&file).unwrap().review, review);
    }

    #[test]
    fn a_protected_file_is_not_replaced() {
        let folder = Folder::new();
        let file = folder.path().join("a.review.ron");
        let fingerprint = save(&file, &Review::new("一"), None).unwrap();
        set_mode(&file, 0o444);
        assert_eq!(save_reason(&file, &Review::new("二"), Some(fingerprint)), StoreReason::Protected);
    }

    #[test]
    fn a_read_only_folder_leaves_the_old_file_intact() {
        let folder = Folder::new();
        let file = folder.path().join("a.review.ron");
        let fingerprint = save(&file, &Review::new("一"), None).unwrap();
        set_mode(&folder.path(), 0o555);
        let root_writes_anyway = fs::write(folder.path().join("probe"), "").is_ok();
        if root_writes_anyway {
            println!("skipped: this user may write into read-only folders");
        } else {
            let reason = save_reason(&file, &Review::new("二"), Some(fingerprint));
            assert_eq!(reason, StoreReason::WriteDenied);
            assert_eq!(load(&file).unwrap().review.title, "一");
        }
        set_mode(&folder.path(), 0o755);
    }

    #[test]
    fn a_device_is_not_a_review() {
        assert_eq!(load_reason(Path::new("/dev/null")), StoreReason::NotAFile);
        assert_eq!(
            save(Path::new("/dev/null"), &Review::new(""), None).unwrap_err().reason,
            StoreReason::NotAFile
        );
    }
}
