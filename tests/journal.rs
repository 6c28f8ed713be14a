//! Journals on disk: truncated, altered and left-over ones, and recovery together with a review.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiaokan::review::journal::{
    Entry, Journal, JournalError, Recovered, Step, Unfinished, discard, left_over, parse, recover,
};
use jiaokan::review::store::{load, save};
use jiaokan::review::{Category, Edit, History, Note, Review};
use proptest::prelude::*;

struct Desk {
    folder: tempfile::TempDir,
    journal: Journal,
    number: u64,
    review: Review,
}

impl Desk {
    /// The journal of a review that was never saved.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::new(folder.path().join("journals"));
        let mut desk = Self { folder, journal, number: 0, review: Review::new("审阅") };
        desk.begin(None);
        desk
    }

    fn begin(&mut self, path: Option<&Path>) {
        let on_disk = path.map(|path| load(path).unwrap().fingerprint);
        let review = Arc::new(self.review.clone());
        self.take(Entry::Begin { path: path.map(Path::to_owned), on_disk, review, from: None });
    }

    fn take(&mut self, entry: Entry) {
        self.number += 1;
        self.journal.take(self.number, entry).unwrap();
    }

    /// Makes a change and writes it to the journal.
    fn edit(&mut self, edit: Edit) {
        let step = Step { edits: vec![edit], reports: None };
        step.clone().apply(&mut self.review).unwrap();
        self.take(Entry::Step(step));
        self.journal.flush().unwrap();
    }

    fn add(&mut self, body: &str) -> Note {
        let note = Note::new(Vec::new(), Category::Wording, "林校", body);
        self.edit(self.review.add_note(note.clone()));
        note
    }

    fn draft(&mut self, body: &str) {
        let note = Note::new(Vec::new(), Category::Wording, "林校", body);
        self.take(Entry::Draft(Some(Unfinished { note, is_new: true })));
        self.journal.flush().unwrap();
    }

    fn file(&self) -> PathBuf {
        self.journal.path().unwrap().to_owned()
    }

    fn journals(&self) -> PathBuf {
        self.folder.path().join("journals")
    }

    /// Saves the review next to the journals, as a worker does.
    fn save(&mut self, up_to: u64, before: Option<&Path>) -> PathBuf {
        let file = self.folder.path().join("年 度.review.ron");
        let expected = before.map(|path| load(path).unwrap().fingerprint);
        let on_disk = save(&file, &self.review, expected).unwrap();
        self.journal.saved(up_to, file.clone(), on_disk, Arc::new(self.review.clone()));
        file
    }
}

#[test]
fn recorded_changes_are_recovered() {
    let mut desk = Desk::new();
    let first = desk.add("第一条\n\"引号\"\u{202e}\r\n😀");
    desk.edit(Edit::RemoveNote(first.id));
    desk.add("第二条");
    desk.draft("写到");
    desk.draft("写到一半");
    let recovered = recover(&desk.file()).unwrap();
    assert_eq!((recovered.review(), recovered.is_damaged()), (desk.review.clone(), false));
    assert_eq!((recovered.steps.len(), recovered.path.clone()), (3, None));
    assert_eq!(recovered.draft.unwrap().note.body, "写到一半");
    desk.take(Entry::Draft(None));
    desk.journal.flush().unwrap();
    assert_eq!(recover(&desk.file()).unwrap().draft, None);
    desk.take(Entry::Forget);
    assert_eq!(fs::read_dir(desk.journals()).unwrap().count(), 0);
}

#[test]
fn a_truncated_journal_yields_its_complete_records() {
    let mut desk = Desk::new();
    for number in 0..5 {
        desk.add(&format!("第{number}条"));
    }
    desk.draft("写到一半");
    let bytes = fs::read(desk.file()).unwrap();
    let ends: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at] == b'\n').collect();
    assert_eq!(ends.len(), 10, "a heading, the beginning, the review, the beginning, five steps, a draft");
    let whole = Recovered::from_bytes(Path::new(""), &bytes).unwrap();
    for length in 0..bytes.len() {
        let lines = ends.iter().filter(|&&end| end <= length).count();
        match Recovered::from_bytes(Path::new(""), &bytes[..length]) {
            Ok(recovered) => {
                assert_eq!(recovered.steps, whole.steps[..lines.saturating_sub(4).min(5)]);
                assert_eq!(recovered.draft.is_some(), lines == 10);
                assert!(!recovered.is_damaged(), "cut off at {length}");
            }
            Err(error) => assert!(lines < 3 && error == JournalError::NotAJournal, "{length}: {error}"),
        }
    }
}

#[test]
fn a_flipped_bit_costs_one_record_and_is_reported() {
    let mut desk = Desk::new();
    for number in 0..3 {
        desk.add(&format!("第{number}条"));
    }
    let file = desk.file();
    let bytes = fs::read(&file).unwrap();
    let whole = recover(&file).unwrap();
    for at in 0..bytes.len() {
        for bit in [0x01, 0x80] {
            let mut altered = bytes.clone();
            altered[at] ^= bit;
            match Recovered::from_bytes(&file, &altered) {
                Ok(recovered) => {
                    let notes = recovered.review().notes.len();
                    let is_whole = recovered.steps == whole.steps && recovered.base == whole.base;
                    assert!(
                        notes >= 2 && recovered.lost <= 1,
                        "{notes} notes, {} lost at {at}",
                        recovered.lost
                    );
                    assert!(is_whole || recovered.is_damaged(), "a loss at {at} is not reported");
                }
                Err(error) => assert_eq!(error, JournalError::Newer(3), "only the version's digit, not {at}"),
            }
        }
    }
}

#[test]
fn reading_goes_on_behind_damage_and_the_file_is_kept() {
    let mut desk = Desk::new();
    let first = desk.add("第一条");
    let second = desk.add("第二条");
    let mut changed = second.clone();
    changed.body = "第二条，改过".into();
    desk.edit(Edit::ReplaceNote(changed.clone()));
    let third = desk.add("第三条");
    desk.edit(Edit::RemoveNote(first.id.clone()));
    let file = desk.file();
    let bytes = fs::read(&file).unwrap();
    drop(desk.journal);
    // A heading, the beginning, the review, the beginning; then the five steps.
    let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    let without = |from: usize, to: usize| [&lines[..from], &lines[to..]].concat().concat();
    let notes = |bytes: &[u8]| {
        let recovered = Recovered::from_bytes(&file, bytes).unwrap();
        (recovered.review().notes, recovered.lost)
    };
    assert_eq!(
        notes(&without(5, 6)),
        (vec![changed.clone(), third.clone()], 1),
        "a lost note was changed later"
    );
    assert_eq!(
        notes(&without(4, 5)),
        (vec![changed.clone(), third.clone()], 1),
        "a lost note was removed later"
    );
    assert_eq!(notes(&without(4, 7)), (vec![third.clone()], 3));
    assert_eq!(notes(&without(2, 3)), (vec![changed.clone(), third.clone()], 1), "the review itself");
    assert_eq!(notes(&without(0, 2)), (vec![changed, third], 1), "heading and beginning");
    let twice = [&lines[..5], &lines[4..]].concat().concat();
    assert_eq!(parse(&twice).unwrap().records, parse(&bytes).unwrap().records, "no change is applied twice");

    fs::write(&file, without(5, 6)).unwrap();
    let (found, unreadable) = left_over(file.parent().unwrap());
    assert_eq!((found[0].steps, found[0].lost, unreadable), (4, 1, vec![]));
    let kept = discard(&file).unwrap().unwrap();
    assert_eq!((fs::read(&kept).unwrap(), file.exists()), (without(5, 6), false));
    assert_eq!(left_over(file.parent().unwrap()), (vec![], vec![]), "it is not offered again");
}

#[test]
fn a_review_that_was_lost_with_damage_comes_from_its_file() {
    let mut desk = Desk::new();
    desk.add("第一条");
    let file = desk.save(desk.number, None);
    desk.begin(Some(&file));
    desk.add("第二条");
    let bytes = fs::read(desk.file()).unwrap();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    let without_review = [&lines[..2], &lines[3..]].concat().concat();
    let recovered = Recovered::from_bytes(&desk.file(), &without_review).unwrap();
    assert_eq!((recovered.path.as_ref(), recovered.lost), (Some(&file), 1));
    let standing = recovered.against(load(&file).ok().as_ref());
    let mut review = standing.review;
    standing.steps.into_iter().for_each(|step| step.apply(&mut review).unwrap());
    assert_eq!((review.notes, standing.merged), (desk.review.notes.clone(), false));
}

#[test]
fn journals_of_the_first_version_are_still_read() {
    use sha2::{Digest as _, Sha256};
    let mut desk = Desk::new();
    let note = Note::new(Vec::new(), Category::Wording, "林校", "第一条");
    let step = Step { edits: vec![desk.review.add_note(note.clone())], reports: None };
    let review = ron::to_string(&desk.review).unwrap();
    let draft =
        Unfinished { note: Note::new(Vec::new(), Category::Praise, "", "写到一半"), is_new: true };
    let records = [
        format!("Begin(path:None,on_disk:\"\",instead_of:\"\",at:\"\",review:{review})"),
        format!("Step({})", ron::to_string(&step).unwrap()),
        format!("Draft({})", ron::to_string(&Some(draft)).unwrap()),
    ];
    let (mut bytes, mut chain) = (b"jiaokan-journal 1\n".to_vec(), [0u8; 8]);
    for record in &records {
        let digest = Sha256::new().chain_update(chain).chain_update(record).finalize();
        chain = digest[..8].try_into().unwrap();
        bytes.extend(format!("{:016x} {record}\n", u64::from_be_bytes(chain)).bytes());
    }
    let read = |bytes: &[u8]| Recovered::from_bytes(Path::new(""), bytes).unwrap();
    let recovered = read(&bytes);
    assert_eq!((recovered.review().notes, recovered.lost), (vec![note], 0));
    assert_eq!(recovered.draft.unwrap().note.body, "写到一半");
    let torn = read(&bytes[..bytes.len() - 3]);
    assert_eq!((torn.steps.len(), torn.draft, torn.lost), (1, None, 0));
    let second_line = bytes.iter().position(|&byte| byte == b'\n').unwrap() + records[0].len() + 20;
    bytes[second_line + 30] ^= 1;
    let damaged = read(&bytes);
    assert_eq!((damaged.steps.len(), damaged.lost), (0, 2));
    desk.take(Entry::Forget);
}

#[test]
fn journals_of_later_versions_and_other_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [("a", "jiaokan-journal 3\nwhatever\n"), ("b", "not a journal"), ("c", "")] {
        fs::write(folder.path().join(name).with_extension("journal"), content).unwrap();
    }
    fs::write(folder.path().join("readme.txt"), "x").unwrap();
    let (found, unreadable) = left_over(folder.path());
    assert!(found.is_empty());
    let mut errors: Vec<JournalError> = unreadable.into_iter().map(|(_, error)| error).collect();
    errors.sort_by_key(ToString::to_string);
    assert_eq!(errors, [JournalError::NotAJournal, JournalError::NotAJournal, JournalError::Newer(3)]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    assert_eq!(left_over(&folder.path().join("没有")), (vec![], vec![]));
}

#[test]
fn a_journal_in_use_is_not_left_over() {
    let mut desk = Desk::new();
    desk.add("第一条");
    assert_eq!(left_over(&desk.journals()), (vec![], vec![]));
    discard(&desk.file()).unwrap();
    assert!(desk.file().exists());
    let folder = desk.journals();
    drop(desk.journal);
    let (found, _) = left_over(&folder);
    assert_eq!((found.len(), found[0].steps, found[0].has_draft), (1, 1, false));
    assert!(found[0].at.instant().is_some());
}

#[test]
fn saving_ends_a_journal_but_keeps_later_changes() {
    let mut desk = Desk::new();
    desk.add("第一条");
    let file = desk.save(desk.number, None);
    desk.journal.flush().unwrap();
    assert_eq!(fs::read_dir(desk.journals()).unwrap().count(), 0);
    desk.add("第二条");
    let (up_to, saved) = (desk.number, desk.review.clone());
    desk.add("第三条");
    let now = std::mem::replace(&mut desk.review, saved);
    desk.save(up_to, Some(&file));
    desk.review = now;
    desk.journal.flush().unwrap();
    let recovered = recover(&desk.file()).unwrap();
    assert_eq!((recovered.base.notes.len(), recovered.steps.len()), (2, 1));
    assert_eq!((recovered.path.as_ref(), recovered.review()), (Some(&file), desk.review.clone()));
    assert_eq!(recovered.on_disk, load(&file).unwrap().fingerprint.hex());
    // Saving another review, closed in the meantime, changes nothing.
    let other = load(&file).unwrap();
    desk.begin(Some(&file));
    desk.add("第四条");
    desk.journal.saved(1, "/别处.review.ron".into(), other.fingerprint, Arc::new(other.review));
    desk.journal.flush().unwrap();
    assert_eq!(recover(&desk.file()).unwrap().path, Some(file));
}

/// The journal of a saved review with as many notes as make it large, and its file.
fn large() -> (Desk, PathBuf) {
    let mut desk = Desk::new();
    for number in 0..2_500 {
        desk.review.notes.push(Note::new(Vec::new(), Category::Wording, "林校", &format!("第{number}条")));
    }
    let file = desk.save(desk.number, None);
    desk.begin(Some(&file));
    (desk, file)
}

/// The notes after recovery beside a review's file, or without it.
fn restored(journal: &Path, file: Option<&Path>) -> Vec<Note> {
    let recovered = recover(journal).unwrap();
    assert!(!recovered.is_damaged());
    let standing = recovered.against(file.map(|file| load(file).unwrap()).as_ref());
    let mut review = standing.review;
    for step in standing.steps {
        step.apply(&mut review).unwrap();
    }
    review.notes
}

#[test]
fn a_draft_beside_a_large_review_is_on_disk_before_the_review_is_copied() {
    let (mut desk, file) = large();
    desk.draft("写到一半");
    let length = fs::metadata(desk.file()).unwrap().len();
    assert!(length < 2_000, "{length} bytes for a draft");
    assert_eq!(restored(&desk.file(), Some(&file)), desk.review.notes);
    assert_eq!(recover(&desk.file()).unwrap().draft.unwrap().note.body, "写到一半");

    let preparation = desk.journal.preparation().expect("the review is to be added");
    assert!(desk.journal.preparation().is_none(), "only once");
    // Typed and kept meanwhile.
    let added = desk.add("第2501条");
    let prepared = preparation.run();
    desk.draft("写完");
    desk.journal.complete(prepared).unwrap();
    assert!(desk.journal.preparation().is_none(), "nothing is missing any more");
    assert!(fs::metadata(desk.file()).unwrap().len() > 100_000);
    assert_eq!(fs::read_dir(desk.journals()).unwrap().count(), 1);
    for file in [Some(&*file), None] {
        assert_eq!(restored(&desk.file(), file), desk.review.notes, "with {file:?}");
    }
    assert_eq!(recover(&desk.file()).unwrap().draft.unwrap().note.body, "写完");

    // Later entries are appended to it.
    desk.edit(Edit::RemoveNote(added.id));
    assert_eq!(restored(&desk.file(), None), desk.review.notes);
}

#[test]
fn a_copy_of_a_review_that_was_saved_meanwhile_is_not_used() {
    let (mut desk, file) = large();
    desk.add("先写的");
    let stale = desk.journal.preparation().unwrap().run();
    desk.save(desk.number, Some(&file));
    desk.add("后写的");
    desk.journal.complete(stale).unwrap();
    assert_eq!(restored(&desk.file(), Some(&file)), desk.review.notes);
    let prepared = desk.journal.preparation().expect("the saved review is to be added").run();
    desk.journal.complete(prepared).unwrap();
    let recovered = recover(&desk.file()).unwrap();
    assert_eq!((recovered.steps.len(), recovered.base.notes.len()), (1, 2_501));
    assert_eq!(fs::read_dir(desk.journals()).unwrap().count(), 1, "the other copy is deleted");

    // The journal ends while a copy is being written.
    let (mut desk, _file) = large();
    desk.draft("写到一半");
    let preparation = desk.journal.preparation().unwrap();
    desk.take(Entry::Forget);
    desk.journal.complete(preparation.run()).unwrap();
    assert_eq!(fs::read_dir(desk.journals()).unwrap().count(), 0);
}

#[test]
fn a_kill_while_a_large_review_is_copied_loses_nothing() {
    let (mut desk, file) = large();
    desk.draft("写到一半");
    let added = desk.add("第2501条");
    let prepared = desk.journal.preparation().unwrap().run().unwrap();
    let journals = desk.journals();
    assert_eq!(fs::read_dir(&journals).unwrap().count(), 2);
    // The process ends: its locks are released, its files stay.
    drop((prepared, std::mem::replace(&mut desk.journal, Journal::new(journals.clone()))));
    let (found, unreadable) = left_over(&journals);
    assert_eq!(unreadable, []);
    let found: Vec<_> = found.into_iter().map(|left| (left.review, left.steps, left.has_draft)).collect();
    assert_eq!(found, [(Some(file.clone()), 1, true)]);
    let files: Vec<PathBuf> = fs::read_dir(&journals).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "the copy without a name is swept: {files:?}");
    assert_eq!(restored(&files[0], Some(&file)).last().map(|note| note.id.clone()), Some(added.id));
}

#[test]
fn a_journal_is_applied_to_its_review() {
    let mut desk = Desk::new();
    desk.add("第一条");
    let file = desk.save(desk.number, None);
    desk.begin(Some(&file));
    let second = desk.add("第二条");
    let middle = desk.review.clone();
    desk.add("第三条");
    let recovered = recover(&desk.file()).unwrap();
    let all = |recovered: &Recovered| {
        let loaded = load(&file).ok();
        let standing = recovered.against(loaded.as_ref());
        let mut review = standing.review.clone();
        for step in standing.steps.clone() {
            step.apply(&mut review).unwrap();
        }
        (review.notes, standing.steps.len(), standing.merged)
    };
    let notes = desk.review.notes.clone();
    assert_eq!(all(&recovered), (notes.clone(), 2, false), "the file is as it was");
    let print = |path: &Path| Some(load(path).unwrap().fingerprint);
    save(&file, &middle, print(&file)).unwrap();
    assert_eq!(all(&recovered), (notes.clone(), 1, false), "it was saved, and the journal not told any more");
    let mut theirs = middle;
    theirs.notes[1].body = "别人改的".into();
    theirs.notes[0].body = "别人也改".into();
    save(&file, &theirs, print(&file)).unwrap();
    let (merged, steps, is_merge) = all(&recovered);
    let bodies: Vec<&str> = merged.iter().map(|note| note.body.as_str()).collect();
    assert_eq!((steps, is_merge, bodies.len()), (1, true, 4));
    for words in ["别人也改", "别人改的", "第二条", "第三条"] {
        assert!(bodies.contains(&words), "{words} in {bodies:?}");
    }
    assert!(merged.iter().any(|note| note.id == second.id));
    fs::remove_file(&file).unwrap();
    assert_eq!(all(&recovered), (notes, 2, false), "the journal alone has everything");
}

#[test]
fn superseded_drafts_do_not_accumulate() {
    let mut desk = Desk::new();
    desk.add("第一条");
    let words = "字".repeat(20_000);
    for number in 0..60 {
        desk.draft(&format!("{words}{number}"));
    }
    let length = fs::metadata(desk.file()).unwrap().len();
    assert!(length < 3 << 20, "{length} bytes for a draft of 60,000");
    let recovered = recover(&desk.file()).unwrap();
    assert!(recovered.draft.unwrap().note.body.ends_with("字59"));
    assert_eq!(recovered.steps.len(), 1);
}

#[cfg(unix)]
#[test]
fn non_unicode_paths_and_long_notes_are_kept() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut desk = Desk::new();
    let path = Path::new(std::ffi::OsStr::from_bytes(b"/\xb1\xa8\xb8\xe6/a b.txt")).to_owned();
    let report = jiaokan::review::ReportEntry {
        id: "r1".into(),
        path: path.clone(),
        title: String::new(),
        sha256: String::new(),
        characters: 0,
    };
    desk.edit(Edit::All(vec![Edit::AddReport { index: 0, report }]));
    desk.add(&"长".repeat(350_000));
    desk.edit(Edit::SetContent(Box::new(desk.review.clone().into())));
    let recovered = recover(&desk.file()).unwrap();
    assert_eq!(recovered.review(), desk.review);
    assert_eq!(recovered.review().reports[0].path, path);
    desk.begin(None);
    desk.add("x");
    assert_eq!(recover(&desk.file()).unwrap().base.reports[0].path, path);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_words_in_any_order_of_edits_come_back(words in prop::collection::vec(any::<String>(), 1..8), undo in 0..8usize) {
        let mut desk = Desk::new();
        let mut history = History::new();
        for words in &words {
            let note = Note::new(Vec::new(), Category::Other(words.clone()), words, words);
            history.apply(&mut desk.review, Edit::AddNote { index: 0, note }).unwrap();
        }
        for _ in 0..undo {
            history.undo(&mut desk.review);
        }
        history.redo(&mut desk.review);
        desk.take(Entry::Step(Step { edits: history.take_log(), reports: None }));
        desk.journal.flush().unwrap();
        prop_assert_eq!(recover(&desk.file()).unwrap().review().notes, desk.review.notes);
    }
}
