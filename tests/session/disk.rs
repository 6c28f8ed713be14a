//! Sittings over a real folder, with the real workers. What the system's dialogs answer is put in by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiaokan::duplicates::{Input, Options, duplicates};
use jiaokan::jobs::{Jobs, Places};
use jiaokan::report::{Encoding, Report, collect, read_file};
use jiaokan::review::merge::CONFLICT;
use jiaokan::review::store::load;
use jiaokan::review::{Note, State};
use jiaokan::session::{
    Activity, Answer, Command, Effect, Entry, EntryState, LibraryCommand, Outcome, PaneCommand, Picker,
    ReportId, ReviewCommand, SavingCommand, SavingEffect, SavingOutcome, Selection, Session, Settings,
    SettingsCommand, ShellEffect, ShellOutcome,
};
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;
use jiaokan::text::Span;
use tempfile::TempDir;

use crate::cpu_time::cpu_time;
use crate::script::settings;
use crate::texts::{SHARED, repeated, report};

/// A session with its workers.
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) jobs: Jobs,
    /// The window was told to close.
    pub(crate) closed: bool,
}

impl Desk {
    fn new() -> Self {
        Self::at(Places::default(), settings())
    }

    pub(crate) fn at(places: Places, settings: Settings) -> Self {
        let jobs = Jobs::new(Arc::new(|| {}), places);
        Self { session: Session::new(settings, "林校"), jobs, closed: false }
    }

    fn open(paths: &[&Path]) -> Self {
        let mut desk = Self::new();
        desk.tell(LibraryCommand::Open(paths.iter().map(|path| path.to_path_buf()).collect()));
        desk
    }

    /// Gives a command and waits until nothing is left to be done.
    /// Changes the settings to these, one choice after the other, as the dialog does.
    #[expect(clippy::needless_pass_by_value, reason = "callers build the settings that they pass")]
    pub(crate) fn set(&mut self, settings: Settings) {
        for change in SettingsCommand::between(&self.session.settings().clone(), &settings) {
            self.tell(change);
        }
    }

    pub(crate) fn tell(&mut self, command: impl Into<Command>) {
        let effects = self.session.apply(command);
        self.work(effects);
    }

    /// What the dialog for saving answers.
    pub(crate) fn save_as(&mut self, path: &Path) {
        let picker = Picker::SaveReview { name: String::new(), folder: None };
        let effects = self.session.absorb(ShellOutcome::Picked(picker, vec![path.to_owned()]));
        self.work(effects);
    }

    pub(crate) fn work(&mut self, effects: Vec<Effect>) {
        let mut loading = 0;
        let mut waiting = effects;
        loop {
            for effect in waiting.drain(..) {
                loading += usize::from(matches!(effect, Effect::Saving(SavingEffect::Load(_))));
                self.closed |= matches!(self.jobs.perform(effect), Some(ShellEffect::Close));
            }
            if loading == 0 && self.session.activity().is_none() {
                return;
            }
            let outcome = self.jobs.wait().unwrap();
            loading -= usize::from(matches!(outcome, Outcome::Saving(SavingOutcome::Loaded { .. })));
            waiting = self.session.absorb(outcome);
        }
    }

    pub(crate) fn id(&self, name: &str) -> ReportId {
        let entry = self.session.entries().iter().find(|entry| entry.file_name() == name);
        entry.unwrap_or_else(|| panic!("{name} is not in the library")).id
    }

    pub(crate) fn begin_note(&mut self, name: &str, words: &str) {
        let report = self.id(name);
        let text = self.session.document(report).unwrap().text();
        let byte = text.as_str().find(words).unwrap();
        let span = Span::new(text.position_from_byte(byte), text.position_from_byte(byte + words.len()));
        self.tell(PaneCommand::Show { report, pane: Some(0) });
        self.tell(PaneCommand::Select(Some(Selection { pane: 0, report, span })));
        self.tell(ReviewCommand::BeginNote);
    }

    pub(crate) fn type_note(&mut self, body: &str) {
        let draft = self.session.draft().cloned().unwrap().note;
        self.tell(ReviewCommand::ChangeDraft(Note { body: body.into(), ..draft }));
    }

    pub(crate) fn write_note(&mut self, name: &str, words: &str, body: &str) -> Note {
        self.begin_note(name, words);
        self.type_note(body);
        self.tell(ReviewCommand::CommitNote);
        self.session.review().notes.last().unwrap().clone()
    }

    /// The words that a note's first place holds now, and how it was found.
    pub(crate) fn place(&self, note: &Note) -> (Option<String>, State) {
        let place = self.session.note_places(&note.id)[0];
        let text = place
            .report
            .zip(place.span)
            .map(|(report, span)| self.session.document(report).unwrap().text().slice(span).to_owned());
        (text, place.state)
    }

    pub(crate) fn notices(&self) -> Vec<&'static str> {
        self.session.notices().iter().map(|notice| notice.message.id).collect()
    }
}

/// A folder with two reports, and a place for the review.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("石桥.txt", report("石桥县", SHARED));
        folder.write("云溪.txt", repeated());
        folder
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.file(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, content).unwrap();
        file
    }

    /// Both reports reviewed with one note and saved.
    pub(crate) fn reviewed(&self) -> (PathBuf, Note) {
        let mut desk = Desk::open(&[&self.path()]);
        let note = desk.write_note("石桥.txt", "法治需求四十二条", "来源？");
        let file = self.file("审阅.review.ron");
        desk.save_as(&file);
        assert!(!desk.session.has_unsaved_work() && desk.notices().is_empty());
        (file, note)
    }
}

#[test]
fn a_note_is_found_again_at_its_sentence() {
    let folder = Folder::new();
    let (file, note) = folder.reviewed();
    let ron = fs::read_to_string(&file).unwrap();
    assert!(ron.contains("path: \"石桥.txt\"") && ron.contains("来源？"), "{ron}");
    let mut desk = Desk::open(&[&file]);
    let names: Vec<String> = desk.session.entries().iter().map(Entry::file_name).collect();
    assert_eq!(names, ["云溪.txt", "石桥.txt"], "all reports of the review");
    assert_eq!(desk.place(&note), (Some("法治需求四十二条".into()), State::Anchored));
    desk.tell(ReviewCommand::DeleteNote(note.id));
    desk.tell(SavingCommand::Save);
    assert!(load(&file).unwrap().review.notes.is_empty());
    desk.tell(ReviewCommand::Undo);
    desk.tell(SavingCommand::Quit);
    desk.tell(SavingCommand::Answer(Answer::Save));
    assert!(desk.closed);
    assert_eq!(load(&file).unwrap().review.notes.len(), 1);
}

#[test]
fn notes_on_pasted_texts_are_found_again() {
    let folder = Folder::new();
    let data = folder.file("数据/sample_reports");
    let places = || Places { samples: Some(data.clone()), ..Places::default() };
    let mut desk = Desk::at(places(), settings());
    // Before the review has a file, a text is kept with the user's data; afterwards beside the review.
    let mut notes = Vec::new();
    let file = folder.file("审阅.review.ron");
    for place in ["松岭县", "柏川县"] {
        desk.tell(LibraryCommand::Paste(report(place, SHARED)));
        let name = desk.session.entries().last().unwrap().file_name();
        assert!(name.starts_with("粘贴 "), "{name}");
        notes.push(desk.write_note(&name, "法治需求四十二条", place));
        desk.save_as(&file);
    }
    let kept: Vec<PathBuf> = desk.session.entries().iter().map(|entry| entry.path.clone()).collect();
    assert_eq!(kept[0].parent(), Some(folder.file("数据/pasted").as_path()));
    assert_eq!(kept[1].parent(), file.parent());
    drop(desk);

    let mut again = Desk::at(places(), settings());
    again.tell(LibraryCommand::Open(vec![file]));
    assert_eq!(again.session.entries().len(), 2);
    for note in &notes {
        assert_eq!(again.place(note), (Some("法治需求四十二条".into()), State::Anchored));
    }
}

#[test]
fn a_note_follows_its_text_through_a_changed_file_and_a_moved_one() {
    let folder = Folder::new();
    let (file, note) = folder.reviewed();
    let longer = report("石桥县", &format!("年中又补发了一次。\n{SHARED}"));
    folder.write("石桥.txt", longer);
    let desk = Desk::open(&[&file]);
    assert_eq!(desk.place(&note), (Some("法治需求四十二条".into()), State::Moved));
    // While it is open nobody else may write the review.
    drop(desk);

    folder.write("石桥.txt", report("石桥县", SHARED));
    fs::create_dir(folder.file("归档")).unwrap();
    fs::rename(folder.file("石桥.txt"), folder.file("归档/石桥县.txt")).unwrap();
    let mut desk = Desk::open(&[&file]);
    assert_eq!(desk.place(&note).0, None);
    desk.tell(LibraryCommand::Open(vec![folder.file("归档")]));
    assert_eq!(desk.place(&note), (Some("法治需求四十二条".into()), State::Anchored));
    desk.tell(ReviewCommand::ToggleResolved(note.id));
    desk.tell(SavingCommand::Save);
    assert!(fs::read_to_string(&file).unwrap().contains("path: \"归档/石桥县.txt\""));
}

#[test]
fn a_broken_review_is_reported_by_place_and_never_written_over() {
    let folder = Folder::new();
    let broken = "Review(\n    schema: 1,\n    notes: [(id: \"1\", body: \"没有结束\n";
    let file = folder.write("坏.review.ron", broken);
    let mut desk = Desk::open(&[&folder.path(), &file]);
    assert_eq!(desk.notices(), ["review-error-syntax"]);
    assert_eq!(desk.session.review_path(), None);
    desk.write_note("石桥.txt", "工作要点", "第一条");
    desk.save_as(&file);
    assert_eq!(desk.notices(), ["review-error-syntax", "review-error-not-a-review"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), broken);
    assert!(desk.session.has_unsaved_work());
    desk.save_as(&folder.file("好"));
    assert_eq!(desk.session.review_path(), Some(folder.file("好.review.ron").as_path()));
    assert_eq!(desk.notices(), ["review-error-syntax"], "what was put right is said no longer");
}

#[test]
fn another_review_is_replaced_only_where_the_user_agreed() {
    let folder = Folder::new();
    let (file, old) = folder.reviewed();
    let before = fs::read(&file).unwrap();
    let mut desk = Desk::open(&[&folder.path()]);
    let note = desk.write_note("石桥.txt", "工作要点", "另一份");
    desk.save_as(&folder.file("审阅"));
    assert_eq!(desk.notices(), ["review-error-exists"], "the dialog asked about a name without the ending");
    assert_eq!(fs::read(&file).unwrap(), before);
    desk.save_as(&file);
    let notes = load(&file).unwrap().review.notes;
    assert_eq!(notes.iter().map(|note| &note.id).collect::<Vec<_>>(), [&note.id]);
    assert_ne!(note.id, old.id);

    // What this version does not understand as a whole is kept even so.
    let newer =
        fs::read_to_string(&file).unwrap().replace("    notes: [", "    colour: \"red\",\n    notes: [");
    let other = folder.write("新版.review.ron", &newer);
    desk.save_as(&other);
    assert_eq!(desk.notices(), ["review-error-not-understood"]);
    assert_eq!(fs::read_to_string(&other).unwrap(), newer);
}

#[test]
fn what_another_program_wrote_is_merged_and_not_written_over() {
    let folder = Folder::new();
    let (file, note) = folder.reviewed();
    let mut desk = Desk::open(&[&file]);
    let theirs = fs::read_to_string(&file).unwrap().replace("来源？", "他人改过");
    fs::write(&file, &theirs).unwrap();
    desk.tell(ReviewCommand::ToggleResolved(note.id.clone()));
    desk.tell(SavingCommand::Quit);
    desk.tell(SavingCommand::Answer(Answer::Save));
    assert!(desk.closed && desk.notices() == ["review-merged-conflicts"], "{:?}", desk.notices());
    let notes = load(&file).unwrap().review.notes;
    let mut said: Vec<(&str, bool)> =
        notes.iter().map(|n| (n.body.as_str(), n.tags.contains(&CONFLICT.to_owned()))).collect();
    said.sort_unstable();
    assert_eq!(said, [("他人改过", true), ("来源？", false)], "the later one keeps its id");

    // What cannot be read cannot be merged either.
    drop(desk);
    let mut desk = Desk::open(&[&file]);
    fs::write(&file, "Review(").unwrap();
    desk.tell(ReviewCommand::ToggleResolved(note.id));
    desk.tell(SavingCommand::Save);
    assert_eq!((desk.notices(), desk.session.has_unsaved_work()), (vec!["review-error-changed"], true));
    assert_eq!(fs::read_to_string(&file).unwrap(), "Review(");
    desk.save_as(&folder.file("我的.review.ron"));
    assert!(!desk.session.has_unsaved_work());
}

#[test]
fn a_review_of_a_later_version_can_be_read_and_copied() {
    let folder = Folder::new();
    let (file, note) = folder.reviewed();
    let newer = fs::read_to_string(&file).unwrap().replace("    title:", "    mood: \"calm\",\n    title:");
    fs::write(&file, &newer).unwrap();
    let mut desk = Desk::open(&[&file]);
    assert_eq!(desk.place(&note).1, State::Anchored);
    desk.tell(ReviewCommand::DeleteNote(note.id));
    assert_eq!((desk.session.review().notes.len(), desk.notices()), (1, vec!["review-read-only-fields"]));
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
}

#[test]
fn another_review_opens_with_its_own_reports() {
    let folder = Folder::new();
    let (file, _) = folder.reviewed();
    folder.write("别处/松岭.txt", report("松岭县", SHARED));
    let mut desk = Desk::open(&[&folder.file("别处")]);
    let other = desk.write_note("松岭.txt", "工作要点", "第二份审阅");
    desk.save_as(&folder.file("别处/松岭.review.ron"));
    desk.tell(LibraryCommand::Open(vec![file]));
    assert_eq!(desk.session.entries().len(), 2);
    assert!(desk.session.review().note(&other.id).is_none());
    desk.write_note("云溪.txt", "石桥镇把矛盾化解", "又一条");
    desk.tell(LibraryCommand::Open(vec![folder.file("别处/松岭.review.ron")]));
    assert!(desk.session.question().is_some());
    desk.tell(SavingCommand::Answer(Answer::Save));
    assert_eq!(desk.session.review().notes, [other]);
    assert_eq!(load(&folder.file("审阅.review.ron")).unwrap().review.notes.len(), 2);
}

#[test]
fn an_encoding_chosen_by_hand_is_used_and_can_be_taken_back() {
    let folder = Folder::new();
    let text = report("石桥县", SHARED);
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    let file = folder.write("旧.txt", &bytes);
    let mut desk = Desk::open(&[&file]);
    let id = desk.id("旧.txt");
    let read = |desk: &Desk| {
        let document = desk.session.document(id).unwrap();
        (document.report.encoding, document.text().as_str() == text)
    };
    assert_eq!(read(&desk), (Encoding::Gb18030, true));
    let note = desk.write_note("旧.txt", "工作要点", "请核对");
    desk.tell(LibraryCommand::Reread(id, Some(Encoding::Big5)));
    assert_eq!(read(&desk), (Encoding::Big5, false));
    assert_eq!(desk.place(&note), (None, State::Orphan), "never on other words");
    desk.tell(LibraryCommand::Reread(id, None));
    assert_eq!(read(&desk), (Encoding::Gb18030, true));
    assert_eq!(desk.place(&note), (Some("工作要点".into()), State::Anchored));
}

#[cfg(unix)]
#[test]
fn a_file_reached_through_a_link_is_the_same_file() {
    let folder = Folder::new();
    let (file, note) = folder.reviewed();
    let link = folder.file("链接");
    std::os::unix::fs::symlink(folder.path(), &link).unwrap();
    let mut desk = Desk::open(&[&link.join("石桥.txt")]);
    folder.write("石桥.txt", report("石桥县", &format!("年中又补发了一次。\n{SHARED}")));
    let id = desk.id("石桥.txt");
    desk.tell(LibraryCommand::Reread(id, None));
    desk.tell(LibraryCommand::Open(vec![file]));
    assert_eq!(desk.session.entries().len(), 2, "the other report and this one, once");
    assert_eq!(desk.place(&note), (Some("法治需求四十二条".into()), State::Moved));
    desk.tell(LibraryCommand::Open(vec![folder.file("石桥.txt"), link.join("云溪.txt")]));
    assert_eq!(desk.session.entries().len(), 2);
}

#[test]
fn what_cannot_be_read_is_listed_beside_what_can() {
    let folder = Folder::new();
    folder.write("扫描.pdf", "%PDF-1.7\n");
    let empty = tempfile::tempdir().unwrap();
    let desk = Desk::open(&[&folder.path(), empty.path(), &folder.file("没有.txt")]);
    let reasons: Vec<&str> = desk
        .session
        .entries()
        .iter()
        .filter_map(|entry| match &entry.state {
            EntryState::Failed(message) => Some(message.id),
            _ => None,
        })
        .collect();
    assert_eq!(reasons, ["read-error-damaged", "read-error-missing", "read-error-no-reports"]);
    assert_eq!(desk.session.listing().findings().iter().copied().count(), 1);
}

#[test]
fn a_review_is_whole_on_disk_when_the_workers_are_gone() {
    let folder = Folder::new();
    let mut desk = Desk::open(&[&folder.path()]);
    desk.write_note("石桥.txt", "工作要点", "最后一句");
    let picker = Picker::SaveReview { name: String::new(), folder: None };
    let file = folder.file("末.review.ron");
    for effect in desk.session.absorb(ShellOutcome::Picked(picker, vec![file.clone()])) {
        desk.jobs.perform(effect);
    }
    drop(desk);
    assert_eq!(load(&file).unwrap().review.notes.len(), 1, "the program ends only after its writes");
}

/// Two reports of 20,000 characters that share a third of their paragraphs, as one unit's of two years do.
fn long_report(seed: usize) -> String {
    const WORDS: [&str; 12] =
        ["全县", "各镇", "执法", "调解", "审查", "培训", "公开", "备案", "评查", "普法", "复议", "监督"];
    let mut text = format!("石桥县202{seed}年法治政府建设年度报告\n");
    let (mut state, mut paragraph) = (17 * seed + 1, 0);
    while text.chars().count() < 20_000 {
        paragraph += 1;
        if paragraph % 10 == 1 {
            text += ["（一）主要工作\n", "（二）依法行政\n", "（三）下一步打算\n"][paragraph / 10 % 3];
        }
        // Every third paragraph is the same in all of them.
        let mut number = if paragraph % 3 == 0 { paragraph * 7919 } else { state };
        for _ in 0..40 {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += WORDS[(number >> 33) % WORDS.len()];
        }
        text += "。\n";
        state = number.wrapping_add(seed);
    }
    text
}

#[test]
fn two_long_reports_are_read_and_compared_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for seed in [3, 4] {
        fs::write(folder.path().join(format!("202{seed}.txt")), long_report(seed)).unwrap();
    }
    let desk = Desk::open(&[folder.path()]);
    assert_eq!(desk.session.activity(), None::<Activity>);

    let (groups, taken) = cpu_time(|| {
        let paths = collect(&[folder.path().to_owned()]).files;
        let reports: Vec<Report> = paths.iter().map(|path| read_file(path, None).unwrap()).collect();
        let outlines: Vec<Outline> = reports.iter().map(outline).collect();
        let inputs: Vec<Input<'_>> =
            reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
        duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap().groups.len()
    });
    assert!(groups > 10);
    eprintln!("from two paths to {groups} groups in 2 × 20,000 characters: {taken:?}");
    // An unoptimised build takes several times as long.
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 1 });
    assert!(taken < limit, "{taken:?}");
}
