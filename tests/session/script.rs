//! The hands of a script: a session, texts in place of files, and what effects there were. Reads and comparisons are
//! done on the spot; dialogs, reviews and the rest are kept for the test to look at and to answer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiaokan::i18n::Language;
use jiaokan::report::{PlacedLine, PlacedRecognized, ReadError, ReadOptions, Reason, Report, read};
use jiaokan::review::store::{Fingerprint, save};
use jiaokan::review::{Category, Note, Review};
use jiaokan::session::{
    AnalysisEffect, AnalysisOutcome, Command, CompareEffect, CompareOutcome, Document, Effect, Finding,
    Found, LedgerOutcome, LibraryCommand, LibraryEffect, LibraryOutcome, Outcome, PaneCommand, PaneEffect,
    PaneOutcome, Passages, ReportId, ReviewCommand, ReviewEffect, ReviewOutcome, SavingEffect, SearchEffect,
    SearchOutcome, Selection, Session, Settings, SettingsCommand, Task, Ticket, analyse, compare_rows,
    corrected, find, section_pairs,
};
use jiaokan::structure::outline;
use jiaokan::task::Cancel;
use jiaokan::text::Span;

/// A session without a disk.
pub(crate) struct Script {
    pub(crate) session: Session,
    files: BTreeMap<PathBuf, String>,
    /// What the session asked for and nobody did.
    pub(crate) left: Vec<Effect>,
}

/// What goes on behind every change and is no answer to it: the journal, the timer, the lock.
pub(crate) fn is_kept(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Saving(SavingEffect::Journal(..) | SavingEffect::Remind(_) | SavingEffect::HoldLock(_))
            | Effect::Panes(PaneEffect::PairSections { .. } | PaneEffect::Differ { .. })
    )
}

/// Nothing is saved unless it was asked for.
pub(crate) fn settings() -> Settings {
    Settings { language: Language::Chinese, autosave: false, ..Settings::default() }
}

impl Script {
    /// With these files, none of them open.
    pub(crate) fn with_files<'a>(files: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let files = files.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect();
        Self { session: Session::new(settings(), "林校"), files, left: Vec::new() }
    }

    /// With these files, all of them open and compared.
    pub(crate) fn open<'a>(files: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut script = Self::with_files(files);
        let paths = script.files.keys().cloned().collect();
        script.run(LibraryCommand::Open(paths));
        script
    }

    /// Changes the settings to these, one choice after the other, as the dialog does.
    #[expect(clippy::needless_pass_by_value, reason = "callers build the settings that they pass")]
    pub(crate) fn set(&mut self, settings: Settings) {
        for change in SettingsCommand::between(&self.session.settings().clone(), &settings) {
            self.run(change);
        }
    }

    /// Changes the settings to these, one choice after the other, and performs nothing.
    #[expect(clippy::needless_pass_by_value, reason = "callers build the settings that they pass")]
    pub(crate) fn set_told(&mut self, settings: Settings) -> Vec<Effect> {
        let changes = SettingsCommand::between(&self.session.settings().clone(), &settings);
        changes.into_iter().flat_map(|change| self.tell(change)).collect()
    }

    /// Gives a command and does nothing of what it asks for.
    pub(crate) fn tell(&mut self, command: impl Into<Command>) -> Vec<Effect> {
        self.session.apply(command).into_iter().filter(|effect| !is_kept(effect)).collect()
    }

    /// Gives a command and does what it asks for, as far as that is reading and comparing.
    pub(crate) fn run(&mut self, command: impl Into<Command>) {
        let effects = self.session.apply(command);
        self.perform(effects);
    }

    /// Hands over a result and does what follows from it.
    pub(crate) fn take(&mut self, outcome: impl Into<Outcome>) {
        let effects = self.session.absorb(outcome);
        self.perform(effects);
    }

    pub(crate) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match self.outcome(&effect) {
                Some(outcome) => self.take(outcome),
                None if is_kept(&effect) => {}
                None => self.left.push(effect),
            }
        }
    }

    /// What comes of reading and comparing.
    pub(crate) fn outcome(&self, effect: &Effect) -> Option<Outcome> {
        Some(match effect {
            Effect::Library(LibraryEffect::Collect(paths) | LibraryEffect::CollectReports(paths)) => {
                Outcome::Library(LibraryOutcome::Collected {
                    files: paths.iter().flat_map(|path| self.meant(path)).collect(),
                    unreadable: Vec::new(),
                })
            }
            Effect::Library(LibraryEffect::Read { id, path, options }) => {
                let result = self.report(path, *options).map(|report| {
                    let outline = outline(&report);
                    Arc::new(Document::new(report, outline))
                });
                Outcome::Library(LibraryOutcome::Read { id: *id, options: *options, result })
            }
            Effect::Library(LibraryEffect::Correct { id, read, corrections, known }) => {
                Outcome::Library(LibraryOutcome::Corrected {
                    id: *id,
                    read: Arc::clone(read),
                    corrections: corrections.clone(),
                    document: corrected(read, corrections, known.as_ref()),
                })
            }
            Effect::Analysis(AnalysisEffect::Run { ticket, task }) => compared(*ticket, task),
            Effect::Panes(PaneEffect::PairSections { ticket, documents }) => {
                let [left, right] = documents;
                let rows = compare_rows(left, right, &Cancel::default()).unwrap();
                Outcome::Panes(PaneOutcome::SectionsPaired { ticket: *ticket, pairs: section_pairs(&rows) })
            }
            Effect::Panes(PaneEffect::Differ { ticket, wanted }) => {
                let found = wanted.iter().map(|wanted| (wanted.pair, wanted.differ())).collect();
                Outcome::Panes(PaneOutcome::Differed { ticket: *ticket, found })
            }
            Effect::Compare(CompareEffect::Selections { ticket, selections, texts }) => {
                Outcome::Compare(CompareOutcome::Selections {
                    ticket: *ticket,
                    passages: Passages::new(*selections, texts.clone()),
                })
            }
            Effect::Review(ReviewEffect::Place(displaced)) => Outcome::Review(ReviewOutcome::Placed {
                found: displaced.find(),
                displaced: displaced.clone(),
            }),
            Effect::Compare(CompareEffect::Reports { ticket, documents }) => {
                let rows = compare_rows(&documents[0], &documents[1], &Cancel::default()).unwrap();
                Outcome::Compare(CompareOutcome::Reports { ticket: *ticket, rows: Arc::new(rows) })
            }
            Effect::Search(SearchEffect { ticket, documents, wanted }) => Outcome::Search(SearchOutcome {
                ticket: *ticket,
                result: find(documents, wanted, &Cancel::default()).unwrap(),
            }),
            Effect::Ledger(effect) => Outcome::Ledger(LedgerOutcome {
                ticket: effect.ticket,
                table: Arc::new(effect.table(&Cancel::default()).unwrap()),
            }),
            // Files of a script change when it says so.
            Effect::Library(LibraryEffect::Watch(_)) => {
                Outcome::Library(LibraryOutcome::ChangedOnDisk(Vec::new()))
            }
            _ => return None,
        })
    }

    /// A folder means the files in it.
    fn meant(&self, path: &Path) -> Vec<Found> {
        let inside: Vec<Found> =
            self.files.keys().filter(|file| file.starts_with(path)).cloned().map(Found::from).collect();
        if inside.is_empty() { vec![path.to_owned().into()] } else { inside }
    }

    fn report(&self, path: &Path, options: ReadOptions) -> Result<Report, ReadError> {
        let missing = || ReadError { path: path.to_owned(), reason: Reason::Missing };
        let mut report = read(path, self.files.get(path).ok_or_else(missing)?.as_bytes(), options)?;
        if path.to_string_lossy().contains("扫描") {
            // As if a program had read it from a picture.
            let span = Span::new(0, report.text.characters());
            let line = PlacedLine { page: 1, span, area: [0; 4], confidence: 990, doubts: Vec::new() };
            report.recognized = Some(PlacedRecognized { lines: vec![line], ..PlacedRecognized::default() });
        }
        Ok(report)
    }

    pub(crate) fn write(&mut self, path: &str, text: String) {
        self.files.insert(path.into(), text);
    }

    /// The effects nobody did, which are forgotten by this.
    pub(crate) fn take_left(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.left)
    }

    /// The report whose file has this name.
    pub(crate) fn id(&self, name: &str) -> ReportId {
        let entry = self.session.entries().iter().find(|entry| entry.file_name() == name);
        entry.unwrap_or_else(|| panic!("{name} is not in the library")).id
    }

    /// Where `words` stand in a report for the first time.
    pub(crate) fn span(&self, report: ReportId, words: &str) -> Span {
        let text = self.session.document(report).unwrap().text();
        let byte = text.as_str().find(words).unwrap();
        Span::new(text.position_from_byte(byte), text.position_from_byte(byte + words.len()))
    }

    pub(crate) fn text(&self, report: ReportId, span: Span) -> &str {
        self.session.document(report).unwrap().text().slice(span)
    }

    /// Shows a report in the first pane and selects words in it.
    pub(crate) fn select(&mut self, report: ReportId, words: &str) {
        let span = self.span(report, words);
        self.run(PaneCommand::Show { report, pane: Some(0) });
        self.run(PaneCommand::Select(Some(Selection { pane: 0, report, span })));
    }

    /// Types into the editor.
    pub(crate) fn type_note(&mut self, body: &str) {
        let draft = self.session.draft().expect("the editor is open");
        let note = Note { body: body.into(), ..draft.note.clone() };
        self.run(ReviewCommand::ChangeDraft(note));
    }

    /// Writes a note on words of a report.
    pub(crate) fn write_note(&mut self, report: ReportId, words: &str, body: &str) -> Note {
        self.select(report, words);
        self.run(ReviewCommand::BeginNote);
        self.type_note(body);
        self.run(ReviewCommand::CommitNote);
        self.session.review().notes.last().unwrap().clone()
    }

    /// The finding that is walked on.
    pub(crate) fn chosen(&self) -> &Finding {
        &self.session.findings().list[self.session.chosen().expect("a finding is chosen").finding]
    }

    /// The ids of what is said to the user.
    pub(crate) fn notices(&self) -> Vec<&'static str> {
        self.session.notices().iter().map(|notice| notice.message.id).collect()
    }

    /// What each pane shows and where it is asked to go.
    pub(crate) fn panes(&self) -> Vec<(Option<ReportId>, Option<Span>)> {
        let panes = self.session.panes().list.iter();
        panes.map(|pane| (pane.report, pane.reveal.map(|reveal| reveal.span))).collect()
    }
}

pub(crate) fn compared(ticket: Ticket, task: &Task) -> Outcome {
    Outcome::Analysis(AnalysisOutcome { ticket, analysis: analyse(task, &Cancel::default()).unwrap() })
}

/// A fingerprint as a save gives it. There is no way to make one up.
pub(crate) fn fingerprint() -> Fingerprint {
    let folder = tempfile::tempdir().unwrap();
    let mut review = Review::new("");
    review.notes = vec![Note::new(Vec::new(), Category::Praise, "", "")];
    save(&folder.path().join("a.review.ron"), &review, None).unwrap()
}
