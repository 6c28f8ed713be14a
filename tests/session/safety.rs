//! What is kept before it is saved, and what is put together again: the journal, saving by itself, locks, merging,
//! reports that were moved. Over a real folder, with the real workers.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiaokan::jobs::Places;
use jiaokan::review::State;
use jiaokan::review::journal::{left_over, recover};
use jiaokan::review::store::{Versions, load};
use jiaokan::session::{
    Answer, LibraryCommand, Notice, ReviewCommand, Safety, SavingCommand, SavingOutcome, Session, Settings,
};
use tempfile::TempDir;

use crate::disk::{Desk, Folder};
use crate::hang::Hang;
use crate::script::settings;
use crate::texts::{SHARED, report};

/// Reports, and a place for the program's own files.
struct Home {
    folder: Folder,
    state: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: Folder::new(), state: tempfile::tempdir().unwrap() }
    }

    fn places(&self) -> Places {
        Places { state: Some(self.state.path().join("jiaokan")), ..Places::default() }
    }

    fn desk(&self) -> Desk {
        Desk::at(self.places(), Settings { autosave: true, ..settings() })
    }

    fn open(&self, path: &Path) -> Desk {
        let mut desk = self.desk();
        desk.tell(LibraryCommand::Open(vec![path.to_owned()]));
        desk
    }

    fn journals(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.places().journals().unwrap()).into_iter().flatten();
        let files = files.map(|file| file.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|end| end == "journal")).collect()
    }
}

impl Desk {
    /// Takes in what comes until this holds.
    fn until(&mut self, holds: impl Fn(&Session) -> bool) {
        let hang = Hang::guard();
        while !holds(&self.session) {
            let session = &self.session;
            hang.check((session.left_over(), session.question(), session.review_path(), session.notices()));
            if let Some(outcome) = self.jobs.wait_for(Duration::from_millis(50)) {
                let effects = self.session.absorb(outcome);
                self.work(effects);
            }
        }
    }

    fn until_kept(&mut self) {
        self.until(|session| matches!(session.safety(), Safety::Journalled(_)));
    }

    fn type_draft(&mut self, body: &str) {
        self.begin_note("石桥.txt", "工作要点");
        self.type_note(body);
    }

    fn bodies(&self) -> Vec<&str> {
        self.session.review().notes.iter().map(|note| note.body.as_str()).collect()
    }
}

#[test]
fn a_review_without_a_file_comes_back_with_its_steps() {
    let home = Home::new();
    let mut desk = home.open(&home.folder.path());
    assert!(home.journals().is_empty(), "reading alone is nothing to keep");
    let note = desk.write_note("石桥.txt", "工作要点", "第一条");
    desk.until_kept();
    desk.write_note("石桥.txt", "补齐短板", "第二条");
    desk.tell(ReviewCommand::ToggleResolved(note.id.clone()));
    desk.tell(ReviewCommand::Undo);
    desk.until_kept();
    let review = desk.session.review().clone();
    drop(desk);

    for round in 0..2 {
        let mut desk = home.desk();
        desk.tell(SavingCommand::LookForJournals);
        desk.until(|session| !session.left_over().is_empty());
        let [left] = desk.session.left_over() else { panic!("{:?}", desk.session.left_over()) };
        assert!(left.review.is_none() && left.steps > 0 && !left.has_draft, "{left:?} in round {round}");
        let journal = left.journal.clone();
        desk.tell(SavingCommand::Restore(journal.clone()));
        desk.until(|session| !session.review().notes.is_empty());
        assert_eq!(desk.notices(), ["restored"]);
        desk.until_kept();
        assert_eq!(
            (&desk.session.review().notes, &desk.session.review().reports),
            (&review.notes, &review.reports)
        );
        assert_eq!(desk.place(&note), (Some("工作要点".into()), State::Anchored));
        assert!(desk.session.has_unsaved_work() && desk.session.left_over().is_empty());
        let hang = Hang::guard();
        while journal.exists() {
            hang.check("the end of the old journal: the present one holds all of it");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
    let mut desk = home.desk();
    desk.tell(SavingCommand::LookForJournals);
    desk.until(|session| !session.left_over().is_empty());
    desk.tell(SavingCommand::Restore(desk.session.left_over()[0].journal.clone()));
    desk.until(|session| session.review().notes.len() == 2);
    while desk.session.history().undo_name().is_some() {
        desk.tell(ReviewCommand::Undo);
    }
    assert!(desk.session.review().notes.is_empty(), "every step can still be taken back");
}

#[test]
fn every_edit_reaches_the_disk_without_another_command() {
    let home = Home::new();
    let mut desk = home.open(&home.folder.path());
    for number in 0..20 {
        desk.write_note("石桥.txt", "工作要点", &format!("第{number}条"));
        desk.until_kept();
        // The window says so only once it is true.
        let on_disk = recover(&home.journals()[0]).unwrap().review().notes;
        assert_eq!(on_disk, desk.session.review().notes);
    }
    desk.type_draft("写到一半");
    desk.until_kept();
    let draft = recover(&home.journals()[0]).unwrap().draft.unwrap();
    assert_eq!(draft.note.body, "写到一半");
}

#[test]
fn a_note_that_was_being_typed_comes_back_by_itself() {
    let home = Home::new();
    let (file, note) = home.folder.reviewed();
    let mut desk = home.open(&file);
    desk.write_note("石桥.txt", "补齐短板", "写完的");
    desk.write_note("石桥.txt", "工作要点", "也写完");
    desk.tell(ReviewCommand::EditNote(note.id.clone()));
    desk.type_note("写到一半");
    desk.until_kept();
    desk.tell(SavingCommand::Quit);
    desk.until(|session| session.activity().is_none() && session.question().is_none());
    assert!(desk.closed, "nothing to ask: it saved itself, and the draft is kept");
    assert_eq!(load(&file).unwrap().review.notes.len(), 3);
    drop(desk);

    let mut desk = home.open(&file);
    desk.until(|session| session.draft().is_some());
    assert_eq!(desk.session.draft().unwrap().note.body, "写到一半");
    assert_eq!((desk.notices(), desk.session.left_over().len()), (vec!["restored-draft"], 0));
    desk.tell(ReviewCommand::CommitNote);
    assert_eq!(desk.bodies(), ["写到一半", "写完的", "也写完"]);
    desk.tell(SavingCommand::Save);
    desk.until(|session| session.draft().is_none() && !session.has_unsaved_work());
    drop(desk);
    assert_eq!(home.journals(), Vec::<PathBuf>::new(), "all of it is in the review");
}

#[test]
fn a_draft_of_a_review_without_a_file_is_asked_about_and_comes_back_after_a_crash() {
    let home = Home::new();
    let mut desk = home.open(&home.folder.path());
    desk.write_note("石桥.txt", "工作要点", "第一条");
    desk.type_draft("写到一半");
    desk.until_kept();
    desk.tell(SavingCommand::Quit);
    assert!(desk.session.question().is_some() && !desk.closed);
    drop(desk);
    let mut desk = home.desk();
    desk.tell(SavingCommand::LookForJournals);
    desk.until(|session| !session.left_over().is_empty());
    assert!(desk.session.left_over()[0].has_draft);
    desk.tell(SavingCommand::Restore(desk.session.left_over()[0].journal.clone()));
    desk.until(|session| session.draft().is_some());
    assert_eq!(desk.session.draft().unwrap().note.body, "写到一半");
    // What the user gives up is not offered again.
    desk.until_kept();
    desk.tell(SavingCommand::Quit);
    desk.tell(SavingCommand::Answer(Answer::Discard));
    assert!(desk.closed);
    drop(desk);
    assert_eq!(home.journals(), Vec::<PathBuf>::new());
}

#[test]
fn a_review_saves_itself_around_the_note_being_typed() {
    let home = Home::new();
    let (file, _) = home.folder.reviewed();
    let mut desk = home.open(&file);
    desk.write_note("石桥.txt", "工作要点", "第二条");
    desk.type_draft("写到一半");
    desk.until_kept();
    let effects = desk.session.absorb(SavingOutcome::TimeToSave);
    desk.work(effects);
    assert_eq!(load(&file).unwrap().review.notes.len(), 2);
    assert_eq!(desk.session.draft().unwrap().note.body, "写到一半");
    assert!(desk.session.saved_at().is_some());
    desk.until_kept();
    assert_eq!(home.journals().len(), 1, "the draft is kept on");
    let versions = Versions::new(home.places().versions().unwrap());
    assert_eq!(versions.of(&file).len(), 1, "what the file held before");
    drop(desk);
    let (found, unreadable) = left_over(&home.places().journals().unwrap());
    assert!(found.len() == 1 && found[0].steps == 0 && found[0].has_draft && unreadable.is_empty());
}

#[test]
fn a_file_that_changed_after_the_crash_is_merged_with_what_is_restored() {
    let home = Home::new();
    let (file, note) = home.folder.reviewed();
    let mut desk = home.open(&file);
    desk.write_note("石桥.txt", "工作要点", "没来得及保存");
    desk.until_kept();
    drop(desk);
    let theirs = fs::read_to_string(&file).unwrap().replace("来源？", "他人改过");
    fs::write(&file, theirs).unwrap();
    let mut desk = home.open(&file);
    desk.until(|session| !session.left_over().is_empty());
    assert_eq!(desk.bodies(), ["他人改过"], "offered, not forced");
    desk.tell(SavingCommand::Restore(desk.session.left_over()[0].journal.clone()));
    desk.until(|session| session.review().notes.len() == 2);
    assert_eq!((desk.bodies(), desk.notices()), (vec!["他人改过", "没来得及保存"], vec!["restored-merged"]));
    desk.tell(SavingCommand::Save);
    assert_eq!(load(&file).unwrap().review.notes.len(), 2);
    assert_eq!(desk.place(&note).1, State::Anchored);
}

#[test]
fn a_second_window_reads_only_until_the_first_is_closed() {
    let home = Home::new();
    let (file, note) = home.folder.reviewed();
    let mut first = home.open(&file);
    let mut second = home.open(&file);
    second.tell(ReviewCommand::DeleteNote(note.id.clone()));
    assert_eq!(second.notices(), ["review-read-only-in-use"]);
    assert_eq!(second.session.review().notes.len(), 1);
    let copy = home.folder.file("另存.review.ron");
    second.save_as(&file);
    assert_eq!(second.notices(), ["review-read-only-in-use", "review-error-in-use"]);
    second.save_as(&copy);
    second.tell(ReviewCommand::DeleteNote(note.id.clone()));
    assert!(second.session.review().notes.is_empty(), "that is a copy of one's own");
    first.tell(ReviewCommand::ToggleResolved(note.id.clone()));
    first.tell(SavingCommand::Save);
    assert!(!first.session.has_unsaved_work() && first.notices().is_empty());
    drop(first);
    let mut third = home.open(&file);
    third.tell(ReviewCommand::DeleteNote(note.id));
    assert!(third.session.review().notes.is_empty());
    drop((second, third));
    let hidden = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with('.');
    let files = fs::read_dir(home.folder.path()).unwrap().map(|file| file.unwrap().path());
    assert_eq!(files.filter(hidden).count(), 0, "no lock lies about");
}

#[test]
fn reports_that_were_moved_are_found_by_their_content() {
    let home = Home::new();
    let (file, note) = home.folder.reviewed();
    for (old, new) in [("石桥.txt", "搬走/旧 名.txt"), ("云溪.txt", "搬走/深/乙.txt")] {
        fs::create_dir_all(home.folder.file(new).parent().unwrap()).unwrap();
        fs::rename(home.folder.file(old), home.folder.file(new)).unwrap();
    }
    home.folder.write("搬走/无关.txt", report("别县", SHARED));
    let mut desk = home.open(&file);
    assert_eq!(desk.place(&note).0, None);
    desk.tell(LibraryCommand::Locate(home.folder.file("搬走/没有这里")));
    desk.until(|session| session.activity().is_none());
    desk.tell(LibraryCommand::Locate(home.folder.file("搬走")));
    desk.until(|session| session.activity().is_none());
    assert_eq!(desk.notices(), ["locate-none", "locate-found"]);
    assert_eq!(desk.place(&note), (Some("法治需求四十二条".into()), State::Anchored));
    assert_eq!(desk.session.entries().len(), 2, "what was missing, and nothing else");
    desk.tell(LibraryCommand::Locate(home.folder.file("搬走")));
    assert_eq!(desk.notices().last(), Some(&"locate-nothing-missing"));
}

#[test]
fn a_file_that_came_back_is_taken_as_one_step() {
    let home = Home::new();
    let mut desk = home.open(&home.folder.path());
    let note = desk.write_note("石桥.txt", "工作要点", "请说明");
    let file = home.folder.file("交回.json");
    let annotations = r#"[{"id": "urn:uuid:NOTE", "motivation": "commenting", "modified": "TIME",
        "body": [{"purpose": "commenting", "value": "请逐条说明"}]},
        {"id": "a", "motivation": "replying", "creator": {"name": "陈核"}, "created": "2026-01-05T01:00:00Z",
        "body": "已说明", "target": "urn:uuid:NOTE"}]"#;
    let annotations = annotations.replace("NOTE", note.id.as_str()).replace("TIME", note.modified.as_str());
    fs::write(&file, annotations).unwrap();
    desk.tell(SavingCommand::Merge(file.clone()));
    desk.until(|session| session.review().notes[0].body == "请逐条说明");
    assert_eq!(desk.notices(), ["returned-taken"]);
    assert_eq!(desk.session.review().notes[0].replies[0].author, "陈核");
    assert_eq!(desk.session.history().undo_name(), Some("edit-merge"));
    desk.tell(ReviewCommand::Undo);
    assert_eq!(desk.session.review().notes, std::slice::from_ref(&note));
    fs::write(&file, "{").unwrap();
    desk.tell(SavingCommand::Merge(file));
    let is_said = |notice: &Notice| notice.message.id == "returned-unreadable";
    desk.until(|session| session.notices().iter().any(is_said));
    assert_eq!(desk.session.review().notes, [note]);
}

#[test]
fn another_reviewer_s_review_is_taken_in_as_one_step() {
    let home = Home::new();
    let (file, note) = home.folder.reviewed();
    let mut desk = home.open(&home.folder.path());
    desk.write_note("石桥.txt", "工作要点", "自己的");
    desk.tell(SavingCommand::Merge(file.clone()));
    desk.until(|session| session.review().notes.len() == 2);
    assert_eq!((desk.bodies(), desk.notices()), (vec!["自己的", "来源？"], vec!["review-merged"]));
    assert_eq!(desk.place(&note), (Some("法治需求四十二条".into()), State::Anchored));
    assert_eq!(desk.session.review().reports.len(), 2, "the same reports");
    assert_eq!(desk.session.history().undo_name(), Some("edit-merge"));
    desk.tell(ReviewCommand::Undo);
    assert_eq!(desk.bodies(), ["自己的"]);
    fs::write(&file, "Review(schema: 1, colour: 3)").unwrap();
    desk.tell(SavingCommand::Merge(file));
    desk.until(|session| session.notices().len() == 2);
    assert_eq!(desk.notices()[1], "review-read-only-fields", "nothing is left out in silence");
}

#[test]
fn a_journal_that_cannot_be_written_is_said_and_tried_again() {
    let home = Home::new();
    let state = home.places().state.unwrap();
    fs::write(&state, "a file where the folder should be").unwrap();
    let mut desk = home.open(&home.folder.path());
    desk.write_note("石桥.txt", "工作要点", "第一条");
    desk.until(|session| session.safety() == Safety::Failing);
    assert_eq!(desk.notices(), ["journal-not-written"]);
    fs::remove_file(&state).unwrap();
    desk.write_note("石桥.txt", "补齐短板", "第二条");
    desk.until_kept();
    assert_eq!(desk.notices(), Vec::<&str>::new());
    drop(desk);
    let (found, _) = left_over(&home.places().journals().unwrap());
    assert_eq!(found[0].steps, 2, "the first one was not lost");
}

#[test]
fn a_journal_folder_that_was_deleted_is_made_again() {
    let home = Home::new();
    let mut desk = home.open(&home.folder.path());
    desk.write_note("石桥.txt", "工作要点", "第一条");
    desk.until_kept();
    fs::remove_dir_all(home.places().state.unwrap()).unwrap();
    desk.write_note("石桥.txt", "补齐短板", "第二条");
    desk.until_kept();
    drop(desk);
    let (found, _) = left_over(&home.places().journals().unwrap());
    assert_eq!(found[0].steps, 2);
}

#[test]
fn without_a_place_for_a_journal_a_draft_is_asked_about() {
    let home = Home::new();
    let (file, _) = home.folder.reviewed();
    let mut desk = Desk::at(Places::default(), Settings { autosave: true, ..settings() });
    desk.tell(LibraryCommand::Open(vec![file.clone()]));
    desk.type_draft("写到一半");
    assert_eq!(desk.session.safety(), Safety::InMemory);
    desk.tell(SavingCommand::Quit);
    assert!(desk.session.question().is_some() && !desk.closed);
    desk.tell(SavingCommand::Answer(Answer::Save));
    assert!(desk.closed && load(&file).unwrap().review.notes.len() == 2);
}

#[test]
fn a_review_saves_itself_before_another_is_opened() {
    let home = Home::new();
    let (file, _) = home.folder.reviewed();
    let other = home.folder.file("另一份.review.ron");
    fs::copy(&file, &other).unwrap();
    let mut desk = home.open(&file);
    desk.write_note("石桥.txt", "工作要点", "第二条");
    desk.type_draft("写到一半");
    desk.until_kept();
    desk.tell(LibraryCommand::Open(vec![other.clone()]));
    desk.until(|session| session.review_path() == Some(&other) && session.activity().is_none());
    assert_eq!((desk.bodies().len(), load(&file).unwrap().review.notes.len()), (1, 2), "nothing was asked");
    desk.tell(LibraryCommand::Open(vec![file]));
    desk.until(|session| session.draft().is_some());
    assert_eq!(desk.session.draft().unwrap().note.body, "写到一半", "in the same run of the program");
}

#[test]
fn a_review_whose_edits_were_undone_leaves_no_journal_behind() {
    for quits in [true, false] {
        let home = Home::new();
        let (file, _) = home.folder.reviewed();
        let other = home.folder.file("另一份.review.ron");
        fs::copy(&file, &other).unwrap();
        let mut desk = home.open(&file);
        desk.write_note("石桥.txt", "工作要点", "第二条");
        desk.until_kept();
        desk.tell(ReviewCommand::Undo);
        assert!(!desk.session.has_unsaved_work());
        if quits {
            desk.tell(SavingCommand::Quit);
        } else {
            desk.tell(LibraryCommand::Open(vec![other.clone()]));
            desk.until(|session| session.review_path() == Some(&other) && session.activity().is_none());
        }
        drop(desk);
        assert!(home.journals().is_empty(), "nothing is left to restore (quits: {quits})");
    }
}

#[test]
fn a_journal_that_cannot_be_read_is_named_and_stays() {
    let home = Home::new();
    let journals = home.places().journals().unwrap();
    fs::create_dir_all(&journals).unwrap();
    fs::write(journals.join("x.journal"), "jiaokan-journal 9\n").unwrap();
    let mut desk = home.desk();
    desk.tell(SavingCommand::LookForJournals);
    desk.until(|session| !session.notices().is_empty());
    let left = desk.session.left_over();
    assert!(left.len() == 1 && left[0].is_unreadable, "it is offered, to be put away: {left:?}");
    assert_eq!(desk.notices(), ["journal-unreadable"]);
    desk.tell(SavingCommand::Restore(journals.join("x.journal")));
    assert_eq!(home.journals().len(), 1);
    desk.tell(SavingCommand::DiscardJournal(journals.join("x.journal")));
    assert!(desk.session.left_over().is_empty() && desk.notices().contains(&"journal-put-away"));
    let kept = journals.join("x.damaged");
    let hang = Hang::guard();
    while !kept.exists() {
        hang.check("it is put away");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(fs::read_to_string(kept).unwrap(), "jiaokan-journal 9\n");
}
