//! Store and journal under adverse conditions: full disks, missing permissions, vanishing folders, truncated files, large
//! reviews. Tests that the system does not permit are skipped with a message.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout, reason = "test helpers may unwrap")]

mod cpu_time;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use jiaokan::review::journal::{Entry, Journal, Step, recover};
use jiaokan::review::store::{
    Locking, StoreReason, Versions, load, lock, review_from_bytes, save, save_and_keep,
};
use jiaokan::review::{Category, Edit, Note, Review, Target};

use crate::cpu_time::ThreadClock;

const EXAMPLE: &str = include_str!("review/example.review.ron");
const CHILD: &str = "JIAOKAN_ROBUST_FOLDER";

fn review(notes: usize) -> Review {
    let mut review = Review::new("年度审阅");
    let sentence = "全年修订规章三件，清理文件四十一份。";
    review.notes = (0..notes)
        .map(|number| {
            let target = Target {
                report: "r1".into(),
                start: number * 20,
                end: number * 20 + 18,
                exact: sentence.into(),
                cut: None,
                prefix: "坚持立改废释并举，健全工作机制，".into(),
                suffix: "\n（二）执法监督。推进严格规范公正文明执法。".into(),
                section: vec!["二、主要工作".into(), "（一）制度建设".into()],
            };
            Note::new(
                vec![target],
                Category::Duplicate,
                "林校",
                &format!("第{number}条：与上年一字不差，请核实。"),
            )
        })
        .collect();
    review
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap();
    (folder, path)
}

fn journal_of(folder: &Path, review: &Review) -> Journal {
    let mut journal = Journal::new(folder.join("journals"));
    let review = Arc::new(review.clone());
    journal.take(1, Entry::Begin { path: None, on_disk: None, review, from: None }).unwrap();
    journal
}

fn add(review: &Review, body: &str) -> Entry {
    let note = Note::new(Vec::new(), Category::Wording, "林校", body);
    Entry::Step(Step { edits: vec![review.add_note(note)], reports: None })
}

/// A file system of limited size, unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(under: &Path, kilobytes: usize) -> Option<Self> {
        let at = under.join("small");
        fs::create_dir(&at).unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(at))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_keeps_the_old_file_and_the_journal_resumes() {
    let (_guard, path) = folder();
    let Some(disk) = SmallDisk::new(&path, 256) else {
        eprintln!("skipped: no small disk can be mounted here");
        return;
    };
    let file = disk.0.join("a.review.ron");
    let small = review(3);
    let before = save(&file, &small, None).unwrap();
    let error = save(&file, &review(2000), Some(before)).unwrap_err();
    assert_eq!(error.reason, StoreReason::DiskFull);
    assert_eq!(load(&file).unwrap().review.notes, small.notes);
    assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 1, "no half-written file lies about");

    let mut journal = journal_of(&disk.0, &small);
    journal.take(2, add(&small, "第一条")).unwrap();
    journal.flush().unwrap();
    let ballast = disk.0.join("ballast");
    let _ = fs::write(&ballast, vec![0; 1 << 20]);
    journal.take(3, add(&small, &"长".repeat(10_000))).unwrap();
    assert_eq!(journal.flush().unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    let kept = recover(journal.path().unwrap()).unwrap();
    assert_eq!((kept.steps.len(), kept.lost), (1, 0), "what was acknowledged holds");
    fs::remove_file(&ballast).unwrap();
    journal.flush().unwrap();
    assert_eq!(recover(journal.path().unwrap()).unwrap().steps.len(), 2, "and the rest was not forgotten");
}

/// Runs the test of this name in another process on a folder; returns whether it printed that it was done.
#[cfg(unix)]
fn in_child(command: &mut Command, folder: &Path) -> Option<String> {
    let output = command.env(CHILD, folder).output().ok()?;
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{words}{}", String::from_utf8_lossy(&output.stderr));
    Some(words)
}

#[test]
fn child_with_a_limit_on_files() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let folder = PathBuf::from(folder);
    let file = folder.join("a.review.ron");
    let before = load(&file).unwrap();
    let error = save(&file, &review(2000), Some(before.fingerprint)).unwrap_err();
    let mut journal = journal_of(&folder, &review(3));
    journal.take(2, add(&review(3), &"长".repeat(200_000))).unwrap();
    assert!(journal.flush().is_err());
    println!("@done {}", matches!(error.reason, StoreReason::System(_)));
}

#[cfg(unix)]
#[test]
fn a_limit_on_file_size_is_an_error_without_loss() {
    let (_guard, path) = folder();
    let file = path.join("a.review.ron");
    save(&file, &review(3), None).unwrap();
    let before = fs::read(&file).unwrap();
    // The signal is ignored, so that writing fails and the program goes on.
    let script =
        "trap '' XFSZ; ulimit -f 64 || exit 0; exec \"$0\" --exact child_with_a_limit_on_files --nocapture";
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg(std::env::current_exe().unwrap());
    let words = in_child(&mut shell, &path).unwrap_or_default();
    if !words.contains("@done") {
        eprintln!("skipped: the shell sets no limit on files: {words}");
        return;
    }
    assert!(words.contains("@done true"), "{words}");
    assert_eq!(fs::read(&file).unwrap(), before);
    let left = fs::read_dir(path.join("journals")).unwrap().count();
    assert_eq!(left, 0, "no half journal lies about");
}

#[test]
fn child_without_rights() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let folder = PathBuf::from(folder);
    let refused = |name: &str| {
        let file = folder.join(name);
        let before = load(&file).unwrap();
        save(&file, &before.review, Some(before.fingerprint)).unwrap_err().reason
    };
    assert_eq!(refused("closed/a.review.ron"), StoreReason::WriteDenied);
    assert_eq!(refused("open/protected.review.ron"), StoreReason::Protected);
    assert_eq!(load(&folder.join("open/secret.review.ron")).unwrap_err().reason, StoreReason::ReadDenied);
    let new = save(&folder.join("closed/new.review.ron"), &review(1), None).unwrap_err();
    assert_eq!(new.reason, StoreReason::WriteDenied);
    assert!(matches!(lock(&folder.join("closed/a.review.ron"), ""), Locking::Impossible));
    let mut journal = journal_of(&folder.join("closed"), &review(1));
    journal.take(2, add(&review(1), "x")).unwrap();
    assert!(journal.flush().is_err());
    println!("@done");
}

#[cfg(unix)]
#[test]
fn without_permission_nothing_is_written_and_the_reason_is_given() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let (_guard, path) = folder();
    let mode = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for name in ["closed", "open"] {
        fs::create_dir(path.join(name)).unwrap();
    }
    for (name, bits) in [("closed/a", 0o666), ("open/protected", 0o444), ("open/secret", 0o000)] {
        let file = path.join(name).with_extension("review.ron");
        save(&file, &review(1), None).unwrap();
        mode(&file, bits);
    }
    mode(&path.join("closed"), 0o555);
    mode(&path.join("open"), 0o777);
    mode(&path, 0o755);
    let program = path.join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    mode(&program, 0o755);
    let mut child = Command::new(&program);
    child.args(["--exact", "child_without_rights", "--nocapture"]).current_dir("/");
    // The superuser has every permission.
    if fs::write(path.join("closed/probe"), "").is_ok() {
        fs::remove_file(path.join("closed/probe")).unwrap();
        child.uid(65_534).gid(65_534);
    }
    match in_child(&mut child, &path) {
        Some(words) => assert!(words.contains("@done"), "{words}"),
        None => eprintln!("skipped: no other user can be taken on here"),
    }
    mode(&path.join("closed"), 0o755);
}

#[test]
fn a_folder_vanishes_and_a_file_becomes_one() {
    let (_guard, path) = folder();
    let there = path.join("审 阅");
    fs::create_dir(&there).unwrap();
    let file = there.join("a.review.ron");
    let print = save(&file, &review(2), None).unwrap();
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(save(&file, &review(2), Some(print)).unwrap_err().reason, StoreReason::Folder);
    assert_eq!(load(&file).unwrap_err().reason, StoreReason::Folder);
    fs::remove_dir(&file).unwrap();
    save(&file, &review(2), Some(print)).expect("a file that has gone is written again");
    fs::remove_dir_all(&there).unwrap();
    assert_eq!(save(&file, &review(2), Some(print)).unwrap_err().reason, StoreReason::FolderMissing);
    assert_eq!(load(&file).unwrap_err().reason, StoreReason::FolderMissing);
    fs::write(&there, "a file where the folder was").unwrap();
    assert_eq!(save(&file, &review(2), Some(print)).unwrap_err().reason, StoreReason::FolderMissing);
}

#[test]
fn a_truncated_review_is_an_error_with_its_place_and_not_overwritten() {
    let (_guard, path) = folder();
    let file = path.join("a.review.ron");
    let whole = review_from_bytes(EXAMPLE.as_bytes()).unwrap().0;
    for length in 0..EXAMPLE.len() {
        let bytes = &EXAMPLE.as_bytes()[..length];
        match review_from_bytes(bytes) {
            Ok((review, _)) => {
                assert_eq!(review, whole, "only what follows the end may be missing, at {length}");
            }
            Err(StoreReason::Syntax { line, column, .. }) => assert!(line > 0 && column > 0),
            Err(StoreReason::NotUtf8(line)) => assert!(line > 0),
            Err(other) => panic!("{other} at {length}"),
        }
        // Writing is slow, so only some lengths are tried.
        if length % 97 == 5 {
            fs::write(&file, bytes).unwrap();
            let refused = save(&file, &whole, None).unwrap_err().reason;
            assert_eq!((refused, fs::read(&file).unwrap().as_slice()), (StoreReason::NotAReview, bytes));
        }
    }
}

/// Fragments inserted at random.
const PIECES: [&str; 12] =
    ["(", ")", "[", "]", "\"", ",", "Review(", "schema: 9,", "r#\"", "\\u{", "-1", "Other(\"甲\")"];

#[test]
fn altered_reviews_are_read_or_refused() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % end as u64) as usize
    };
    let (mut read, mut refused) = (0, 0);
    for _ in 0..3000 {
        let mut bytes = EXAMPLE.as_bytes().to_vec();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => drop(bytes.drain(at..(at + random(60)).min(bytes.len()))),
                2 => drop(bytes.splice(at..at, PIECES[random(PIECES.len())].bytes())),
                _ => {
                    let end = (at + random(200)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    let to = random(bytes.len());
                    drop(bytes.splice(to..to, copy));
                }
            }
        }
        match review_from_bytes(&bytes) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(read > 100 && refused > 100, "{read} read, {refused} refused: neither tells anything");
}

#[test]
fn a_note_of_a_megabyte_and_odd_names_are_kept() {
    let (_guard, path) = folder();
    #[cfg(unix)]
    let odd = {
        use std::os::unix::ffi::OsStrExt as _;
        std::ffi::OsStr::from_bytes(b"\xb1\xa8 \xb8\xe6").to_owned()
    };
    #[cfg(not(unix))]
    let odd = std::ffi::OsString::from("报 告");
    let there = path.join("年度 审阅").join(odd);
    fs::create_dir_all(&there).unwrap();
    let file = there.join("林 校.review.ron");
    let mut review = review(1);
    review.notes[0].body = "长".repeat(350_000);
    review.add_report(there.join("甲 乙.txt"), "", "", 0).apply(&mut review).unwrap();
    let Locking::Held(held) = lock(&file, "林校") else { panic!("the lock is free") };
    let versions = Versions::new(path.join("versions"));
    let keep = Some((&versions, Duration::ZERO));
    let print = save_and_keep(&file, &review, None, keep).unwrap();
    review.notes[0].tags.push("长".into());
    save_and_keep(&file, &review, Some(print), keep).unwrap();
    assert_eq!(load(&file).unwrap().review, review);
    assert_eq!(versions.of(&file).len(), 1);
    drop(held);
    let mut journal = Journal::new(path.join("journals"));
    let (on_disk, base) = (Some(load(&file).unwrap().fingerprint), Arc::new(review.clone()));
    journal.take(1, Entry::Begin { path: Some(file.clone()), on_disk, review: base, from: None }).unwrap();
    let step = Step { edits: vec![Edit::SetTitle("改".into())], reports: None };
    journal.take(2, Entry::Step(step)).unwrap();
    journal.flush().unwrap();
    let recovered = recover(journal.path().unwrap()).unwrap();
    assert_eq!((recovered.path.as_ref(), recovered.review().title.as_str()), (Some(&file), "改"));
}

#[test]
fn ten_thousand_notes_are_opened_saved_and_recorded() {
    let (_guard, path) = folder();
    let file = path.join("a.review.ron");
    let review = review(10_000);
    let begun = ThreadClock::now();
    let print = save(&file, &review, None).unwrap();
    let saved = begun.elapsed();
    let begun = ThreadClock::now();
    assert_eq!(load(&file).unwrap().review.notes.len(), 10_000);
    let opened = begun.elapsed();
    let mut journal = Journal::new(path.join("journals"));
    let base = Arc::new(review.clone());
    let begun = ThreadClock::now();
    journal
        .take(1, Entry::Begin { path: Some(file.clone()), on_disk: Some(print), review: base, from: None })
        .unwrap();
    journal.take(2, add(&review, "又一条")).unwrap();
    journal.flush().unwrap();
    let kept = begun.elapsed();
    let begun = ThreadClock::now();
    let recovered = recover(journal.path().unwrap()).unwrap();
    let standing = recovered.against(Some(&load(&file).unwrap()));
    assert_eq!(standing.review.notes.len() + standing.steps.len(), 10_001);
    let read = begun.elapsed();
    eprintln!(
        "10,000 notes: saved {saved:?}, opened {opened:?}, first edit kept {kept:?}, recovered {read:?}"
    );
    // A release build needs far less (`cargo bench --bench review`); the limit only excludes quadratic work.
    assert!(saved.max(opened).max(kept).max(read) < Duration::from_secs(20));
}
