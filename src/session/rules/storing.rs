//! Saving and opening reviews: replacing the review changes all components.

use std::path::{Path, PathBuf};

use crate::message::Message;
use crate::review::Review;
use crate::review::journal::{LeftOver, kept_path};
use crate::review::store::{Fingerprint, Loaded};
use crate::session::Session;
use crate::session::context::Context;
use crate::session::panes::View;
use crate::session::saving::messages::{Answer, SavingCommand, SavingEffect, SavingOutcome};
use crate::session::saving::{Destination, Next, file_name, stem_of};
use crate::session::screening::messages::ScreeningCommand;
use crate::session::settings::ExportChoices;
use crate::session::settings::messages::SettingsCommand;
use crate::session::shell::messages::{Picker, ShellCommand, ShellEffect, ShellOutcome, WritePicture};
use crate::session::shell::notices::Topic;

impl Session {
    /// Carries out a command about the review's file.
    pub(in crate::session) fn apply_saving(&mut self, command: SavingCommand, cx: &mut Context) {
        match command {
            SavingCommand::OpenDialog => cx.push(ShellEffect::Pick(Picker::Review)),
            SavingCommand::MergeDialog => cx.push(ShellEffect::Pick(Picker::Merge)),
            SavingCommand::Merge(path) => self.merge_file(path, cx),
            SavingCommand::Save => self.save(cx),
            SavingCommand::SaveAs => self.pick_save_path(cx),
            SavingCommand::Quit => {
                let next = self.saving.quit(&mut self.review, self.settings.get(), cx);
                self.proceed(next, cx);
            }
            SavingCommand::Answer(answer) => self.answer(answer, cx),
            SavingCommand::LookForJournals => cx.push(SavingEffect::FindJournals),
            SavingCommand::Restore(journal) => self.restore(journal, cx),
            SavingCommand::DiscardJournal(journal) => {
                let is_kept = |left: &LeftOver| left.journal == journal && left.is_kept();
                if self.saving.left_over().iter().any(is_kept) {
                    let kept = kept_path(&journal).display().to_string();
                    cx.inform(Message::new("journal-put-away").with("file", kept));
                }
                self.saving.forget_left_over(&journal);
                cx.push(SavingEffect::DiscardJournal(journal));
            }
        }
    }

    /// Handles the result of work on the review's file or its journal.
    pub(in crate::session) fn handle_saving(&mut self, outcome: SavingOutcome, cx: &mut Context) {
        match outcome {
            SavingOutcome::Loaded { path, result } => match result {
                Ok(loaded) => {
                    self.saving.arrive(path, loaded);
                    let next = self.saving.open_arrived(&mut self.review, self.settings.get(), cx);
                    self.proceed(next, cx);
                }
                Err(message) => cx.fail(message),
            },
            SavingOutcome::Saved { path, revision, result } => {
                if result.is_ok() {
                    cx.notices().withdraw(Topic::Restored);
                    self.settings.remember(&path, cx);
                }
                self.saved(path, revision, result, cx);
            }
            SavingOutcome::Changed { path, revision, theirs } => {
                self.changed_by_others(path, revision, &theirs, cx);
            }
            SavingOutcome::Journalled(number) => {
                self.saving.journalled(number, cx);
                self.resume(cx);
            }
            SavingOutcome::NotJournalled(message) => {
                self.saving.not_journalled(message, cx);
                self.resume(cx);
            }
            SavingOutcome::TimeToSave => {
                self.saving.time_to_save(&mut self.review, self.settings.get(), cx);
            }
            SavingOutcome::LeftOver(found, unreadable) => {
                for message in unreadable {
                    cx.fail(message);
                }
                if let Some(own) = self.saving.found_left_over(found, &self.review) {
                    cx.push(SavingEffect::ReadJournal(own));
                }
            }
            SavingOutcome::Restored { journal, result } => match result {
                Ok(restored) => self.restored(journal, *restored, cx),
                Err(message) => cx.fail(message),
            },
            SavingOutcome::ToMerge { path, result } => self.merge_with(&path, result, cx),
            SavingOutcome::TakenBack { path, revision, result } => {
                self.taken_back(path, revision, result, cx);
            }
        }
    }

    /// Performs the next step after a step of saving.
    pub(in crate::session) fn proceed(&mut self, next: Next, cx: &mut Context) {
        match next {
            Next::Nothing => {}
            Next::Save(to) => self.save_to(to, cx),
            Next::Open(path, loaded) => self.open_review(path, *loaded, cx),
        }
    }

    fn resume(&mut self, cx: &mut Context) {
        let next = self.saving.resume(&mut self.review, self.settings.get(), cx);
        self.proceed(next, cx);
    }

    fn save(&mut self, cx: &mut Context) {
        match self.saving.path() {
            Some(path) if self.saving.read_only().is_none() => {
                let to = Destination::own(path.to_owned());
                self.save_to(to, cx);
            }
            _ => self.pick_save_path(cx),
        }
    }

    /// Asks where to write: beside the reports, under the review's name.
    fn pick_save_path(&self, cx: &mut Context) {
        let first = self.library.entries().first().map(|entry| entry.path.as_path());
        let beside = self.saving.path().or(first);
        let folder = beside.and_then(Path::parent).map(Path::to_owned);
        let named = self.saving.path().or(folder.as_deref()).and_then(Path::file_name);
        let stem = named.map(|name| stem_of(Path::new(name))).filter(|stem| !stem.is_empty());
        let name = file_name(stem.as_deref());
        cx.push(ShellEffect::Pick(Picker::SaveReview { name, folder }));
    }

    /// Writes the review, with the note in the editor.
    fn save_to(&mut self, to: Destination, cx: &mut Context) {
        if self.saving.write_later(&to) {
            return;
        }
        if self.review.has_unsaved_draft() {
            self.commit_note(cx);
        }
        self.saving.write(to, false, &mut self.review, self.settings.get(), cx);
    }

    /// A write has ended.
    pub(in crate::session) fn saved(
        &mut self,
        path: PathBuf,
        revision: crate::review::Revision,
        result: Result<Fingerprint, Message>,
        cx: &mut Context,
    ) {
        let next = self.saving.saved(path, revision, result, &mut self.review, self.settings.get(), cx);
        self.proceed(next, cx);
    }

    fn answer(&mut self, answer: Answer, cx: &mut Context) {
        let Some(question) = self.saving.take_question() else { return };
        if answer == Answer::Save && self.review.has_unsaved_work() {
            self.saving.wait_for_save(question);
            return self.save(cx);
        }
        let next = self.saving.answer(&question, answer, &mut self.review, self.settings.get(), cx);
        self.proceed(next, cx);
    }

    /// Opens a review that was read in place of the present one, whose unsaved work is dropped.
    pub(in crate::session) fn open_review(&mut self, path: PathBuf, loaded: Loaded, cx: &mut Context) {
        let read_only = loaded.read_only.map(|reason| reason.message());
        self.replace_review(loaded.review, Some(path), Some(loaded.fingerprint), read_only, cx);
    }

    /// Replaces the review. Closes the reports of the previous one, except those that the new review lists too; closes
    /// none if the previous review had no file, so that reports opened before there was a review stay.
    pub(in crate::session) fn replace_review(
        &mut self,
        review: Review,
        path: Option<PathBuf>,
        fingerprint: Option<Fingerprint>,
        read_only: Option<Message>,
        cx: &mut Context,
    ) {
        self.keep_place(cx);
        let had_file = self.saving.path().is_some();
        let bound = self.review.clear_binding();
        self.saving.replace(&review, path, fingerprint, read_only, cx);
        self.review.replace(review);
        if let Some(path) = self.saving.path() {
            self.settings.remember(path, cx);
        }
        self.settings.forget_review();
        self.saving.hold_own_lock(cx);
        let review = &self.review;
        let left = self
            .library
            .remove(|entry| had_file && bound.contains_key(&entry.id) && !review.has_report_at(entry));
        if !left.is_empty() {
            for entry in &left {
                self.panes.empty(entry.id);
            }
            self.panes.fill(&self.library);
            self.analyse(cx);
        }
        self.return_later();
        self.collect_missing(cx);
        self.rebind();
    }

    /// Binds all reports that are read to keys again, after the review was replaced.
    pub(in crate::session) fn rebind(&mut self) {
        let ids: Vec<_> = self.library.entries().iter().map(|entry| entry.id).collect();
        self.review.place_all(&self.library);
        for id in ids {
            self.review.bind_by_path(id, &self.library);
        }
        self.bind_all();
        self.review.list_all(&self.library);
        self.verdicts_changed();
    }

    /// Carries out a command about the window itself.
    pub(in crate::session) fn apply_shell(&mut self, command: ShellCommand, cx: &mut Context) {
        match command {
            ShellCommand::Dismiss(id) => cx.notices().dismiss(id),
            // A typed path was not checked against existing files, as a dialog does.
            ShellCommand::TypePath(path) => {
                if let Some(picker) = self.shell.take_path_prompt() {
                    self.picked(&picker, path.into_iter().collect(), false, cx);
                }
            }
            ShellCommand::Copy(text) => cx.push(ShellEffect::Copy(text)),
            ShellCommand::SavePicture(picture) => cx.push(ShellEffect::Pick(Picker::Picture(picture))),
            ShellCommand::MeasureScans => cx.push(ShellEffect::KeptScans { clear: false }),
            ShellCommand::ClearScans => cx.push(ShellEffect::KeptScans { clear: true }),
            ShellCommand::CopyDiagnostics => {
                let (renderer, settings) = (self.shell.renderer().to_owned(), self.settings.get().clone());
                cx.push(ShellEffect::Diagnose { renderer, settings });
            }
        }
    }

    /// Handles a result from the window or the system.
    pub(in crate::session) fn handle_shell(&mut self, outcome: ShellOutcome, cx: &mut Context) {
        match outcome {
            ShellOutcome::Picked(picker, paths) => self.picked(&picker, paths, true, cx),
            ShellOutcome::NoDialog(picker) => self.shell.ask_for_path(picker),
            ShellOutcome::Diagnosed(text) => {
                cx.inform(Message::new("diagnostics-copied"));
                cx.push(ShellEffect::Copy(text));
            }
            ShellOutcome::KeptScans(bytes) => self.shell.set_kept_scans(bytes),
            ShellOutcome::Renderer(name) => self.shell.set_renderer(name),
            ShellOutcome::Failed(message) => cx.fail(message),
            ShellOutcome::NotShown(message) => {
                cx.notices().withdraw(Topic::Export);
                cx.fail(message);
            }
        }
    }

    /// Paths were chosen. `confirmed`: the user was asked before an existing file was chosen to write to.
    fn picked(&mut self, picker: &Picker, paths: Vec<PathBuf>, confirmed: bool, cx: &mut Context) {
        match (picker, paths.first()) {
            (Picker::SaveReview { .. }, Some(path)) => self.save_to(Destination::chosen(path, confirmed), cx),
            (Picker::SaveReview { .. }, None) => {
                let next = self.saving.stay_after_failure(&mut self.review, self.settings.get(), cx);
                self.proceed(next, cx);
            }
            (Picker::ScreeningFolder, Some(folder)) => {
                self.screening.start(folder.clone(), self.settings.get().min_length, cx);
                self.panes.set_view(View::Screening);
            }
            (Picker::Merge, Some(path)) => self.merge_file(path.clone(), cx),
            (Picker::Missing, Some(folder)) => self.locate(folder.clone(), cx),
            (Picker::Profile, Some(path)) => {
                let changed = self.settings.apply(SettingsCommand::Profile(Some(path.clone())), cx);
                self.settings_changed(changed, cx);
            }
            (Picker::Template, Some(path)) => {
                let export =
                    ExportChoices { template: Some(path.clone()), ..self.settings.get().export.clone() };
                let changed = self.settings.apply(SettingsCommand::Export(export), cx);
                self.settings_changed(changed, cx);
            }
            (Picker::Picture(picture), Some(path)) => {
                let (picture, path) = (picture.clone(), with_ending(path));
                let writing = WritePicture { picture, path, replace: confirmed, kept: self.kept_files() };
                cx.push(ShellEffect::WritePicture(writing));
            }
            (Picker::Export(place), Some(path)) => self.export_to(place, path, confirmed, cx),
            (_, None) => {}
            _ => self.open(paths, cx),
        }
    }

    /// Carries out a command about the screening of a folder.
    pub(in crate::session) fn apply_screening(&mut self, command: ScreeningCommand, cx: &mut Context) {
        match command {
            ScreeningCommand::FolderDialog => cx.push(ShellEffect::Pick(Picker::ScreeningFolder)),
            ScreeningCommand::Stop => {
                if self.screening.stop(cx) {
                    self.panes.set_view(View::Panes);
                }
            }
        }
    }
}

/// A path that ends in `.png`.
fn with_ending(path: &Path) -> PathBuf {
    let is_png = path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("png"));
    if is_png { path.to_owned() } else { PathBuf::from(format!("{}.png", path.display())) }
}
