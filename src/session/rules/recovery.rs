//! Restoring a journal, and merging the review with other reviewers' versions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::export::losing_verdict;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::file_name;
use crate::review::journal::{Step, kept_path};
use crate::review::merge::{Merged, merge};
use crate::review::returned::Returned;
use crate::review::store::Loaded;
use crate::review::{Content, Edit, Review, Revision};
use crate::session::Session;
use crate::session::context::Context;
use crate::session::saving::messages::SavingEffect;
use crate::session::saving::{Restored, TakeBack};
use crate::session::shell::notices::{NoticeKind, Topic};

impl Session {
    /// Reads a journal that was left behind, unless unsaved work would be lost.
    pub(in crate::session) fn restore(&mut self, journal: PathBuf, cx: &mut Context) {
        if self.review.has_unsaved_work() || self.saving.is_saving() {
            return cx.inform(Message::new("restore-save-first"));
        }
        cx.push(SavingEffect::ReadJournal(journal));
    }

    /// Opens the review of a journal and applies its edits. The journal is deleted once this run's journal holds them.
    pub(in crate::session) fn restored(&mut self, journal: PathBuf, restored: Restored, cx: &mut Context) {
        let Restored { recovered, standing, loaded } = restored;
        if self.review.has_unsaved_work() || self.saving.is_saving() {
            cx.inform(Message::new("restore-save-first"));
            return self.saving.hold_own_lock(cx);
        }
        if let Some(reason) = loaded.as_ref().and_then(|loaded| loaded.read_only.as_ref()) {
            cx.fail(reason.message());
            return self.saving.hold_own_lock(cx);
        }
        match (recovered.path, loaded) {
            (Some(path), Some(loaded)) => {
                let is_open = self.saving.is_open(&path, loaded.fingerprint);
                if !is_open || !standing.steps.is_empty() {
                    self.open_review(path, *loaded, cx);
                }
            }
            _ => self.replace_review(standing.review, None, None, None, cx),
        }
        let count = standing.steps.iter().map(|step| step.edits.len()).sum::<usize>();
        for Step { edits, reports } in standing.steps {
            for edit in edits {
                if let Err(message) = self.review.replay(edit) {
                    self.rebind();
                    return cx.fail(message);
                }
            }
            if let Some(reports) = reports {
                self.review.set_reports(reports);
            }
        }
        if let Some(unfinished) = recovered.draft {
            self.review.open_unfinished(unfinished);
        }
        self.saving.forget_left_over(&journal);
        self.collect_missing(cx);
        self.rebind();
        let id = match (standing.merged, count) {
            (true, _) => "restored-merged",
            (false, 0) => "restored-draft",
            (false, _) => "restored",
        };
        let message = Message::new(id).with("count", count);
        cx.notices().add(NoticeKind::Info, message, Some(Topic::Restored));
        if recovered.lost > 0 {
            let kept = kept_path(&journal).display().to_string();
            cx.fail(Message::new("restored-damaged").with("count", recovered.lost).with("file", kept));
        }
        self.saving.restored_from(journal.clone());
        self.saving.log(&mut self.review, self.settings.get(), cx);
        cx.push(SavingEffect::DiscardJournal(journal));
    }

    /// The review's file was changed by others: merges their version and saves the result.
    pub(in crate::session) fn changed_by_others(
        &mut self,
        path: PathBuf,
        revision: Revision,
        theirs: &Loaded,
        cx: &mut Context,
    ) {
        let Ok(base) = self.saving.changed_by_others(&path, theirs) else {
            let message = Message::new("review-error-changed").with("file", path.display().to_string());
            return self.saved(path, revision, Err(message), cx);
        };
        let merged = merge(base.as_deref(), self.review.review(), &theirs.review);
        self.take_merged(merged, &path, cx);
        self.saving.log(&mut self.review, self.settings.get(), cx);
        // Even if their version has nothing new, the file lacks the present work.
        self.saving.write_own(&mut self.review, self.settings.get(), cx);
    }

    /// Merges another reviewer's review, in one edit.
    pub(in crate::session) fn merge_with(
        &mut self,
        path: &Path,
        result: Result<Box<Loaded>, Message>,
        cx: &mut Context,
    ) {
        if let Some(reason) = self.saving.read_only().cloned() {
            return cx.fail(reason);
        }
        match result {
            Ok(loaded) => {
                if let Some(reason) = loaded.read_only {
                    // Part of it would be left out silently.
                    return cx.fail(reason.message());
                }
                let merged = merge(None, self.review.review(), &loaded.review);
                self.take_merged(merged, path, cx);
            }
            Err(message) => cx.fail(message),
        }
    }

    /// Merges a file: another reviewer's review, or one that colleagues wrote into.
    pub(in crate::session) fn merge_file(&mut self, path: PathBuf, cx: &mut Context) {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron")) {
            return cx.push(SavingEffect::LoadToMerge(path));
        }
        if let Some(reason) = self.saving.read_only().cloned() {
            return cx.fail(reason);
        }
        if self.review.has_unsaved_draft() {
            self.commit_note(cx);
        }
        self.bind_all();
        let opened = self.library.documents().filter_map(|(id, document)| {
            Some((self.review.binding().key(id)?.clone(), Arc::clone(document)))
        });
        cx.push(SavingEffect::TakeBack(Box::new(TakeBack {
            language: self.settings.get().language,
            path,
            review: self.review.review().clone(),
            revision: self.review.history().revision(),
            opened: opened.collect(),
        })));
    }

    /// A file was taken into a copy of the review. If the review changed meanwhile, it is taken again.
    pub(in crate::session) fn taken_back(
        &mut self,
        path: PathBuf,
        revision: Revision,
        result: Result<Box<(Review, Returned)>, Message>,
        cx: &mut Context,
    ) {
        let (review, returned) = match result {
            Ok(taken) => *taken,
            Err(message) => return cx.fail(message),
        };
        if self.review.history().revision() != revision {
            return self.merge_file(path, cx);
        }
        if returned.total() > 0 {
            let edit = Edit::SetContent(Box::new(Content::from(review)));
            let name = edit.name();
            self.make_edit(edit, name, cx);
        }
        cx.inform(returned.message(file_name(&path)));
        self.rebind();
    }

    fn take_merged(&mut self, mut merged: Merged, path: &Path, cx: &mut Context) {
        let words = Catalogue::new(self.settings.get().language);
        merged.describe(|verdict| losing_verdict(verdict, &words));
        let Merged { review, conflicts, verdicts: _, taken } = merged;
        let own = self.review.review();
        if taken > 0 || review.reports != own.reports || review.title != own.title {
            let edit = Edit::SetContent(Box::new(Content::from(review)));
            let name = edit.name();
            self.review.make(edit, name, &self.library).expect("content fits any review");
        }
        let id = if conflicts.is_empty() { "review-merged" } else { "review-merged-conflicts" };
        let message = Message::new(id)
            .with("file", path.display().to_string())
            .with("taken", taken)
            .with("conflicts", conflicts.len());
        cx.inform(message);
        self.collect_missing(cx);
        self.rebind();
    }
}
