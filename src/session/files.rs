//! Opening and closing reports, and where the review is kept: opening, saving, closing with unsaved notes.

use std::path::{Path, PathBuf};

use super::{Answer, Effect, EntryState, Findings, NoticeKind, Picker, Question, ReportId, Session};
use crate::message::Message;
use crate::report::Encoding;

/// How a review file's name ends.
const REVIEW_SUFFIX: &str = ".review.ron";

impl Session {
    /// Review files are opened as such; everything else is reports or folders of them.
    pub(super) fn open(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        let (reviews, reports): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| is_review(path));
        let mut effects = Vec::new();
        if !reports.is_empty() {
            self.collecting += 1;
            effects.push(Effect::Collect(reports));
        }
        if reviews.len() > 1 {
            self.notify(NoticeKind::Info, Message::new("one-review-at-a-time"));
        }
        if let Some(path) = reviews.into_iter().next() {
            effects.extend(self.open_review(path));
        }
        effects
    }

    fn open_review(&mut self, path: PathBuf) -> Vec<Effect> {
        if self.has_unsaved_work() {
            self.question = Some(Question::Replace { path, saving: false });
            return Vec::new();
        }
        vec![Effect::LoadReview(path)]
    }

    pub(super) fn reread(&mut self, id: ReportId, encoding: Option<Encoding>) -> Vec<Effect> {
        let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) else {
            return Vec::new();
        };
        entry.encoding = encoding;
        entry.state = EntryState::Reading;
        let path = entry.path.clone();
        self.selection = None;
        vec![Effect::Read { id, path, encoding }]
    }

    pub(super) fn close_report(&mut self, id: ReportId) -> Vec<Effect> {
        let Some(index) = self.entries.iter().position(|entry| entry.id == id) else {
            return Vec::new();
        };
        let was_read = self.entries.remove(index).document().is_some();
        self.panes.forget(id);
        self.selection = self.selection.filter(|selection| selection.report != id);
        self.forget_report(id);
        if was_read { self.analyse() } else { Vec::new() }
    }

    /// Compares all reports that are read. What is shown of the last comparison no longer holds and goes at once.
    pub(super) fn analyse(&mut self) -> Vec<Effect> {
        self.generation += 1;
        self.findings = Findings::default();
        self.chosen = None;
        self.marks_revision += 1;
        let documents: Vec<_> = self
            .entries
            .iter()
            .filter_map(|e| e.document().map(|document| (e.id, document.clone())))
            .collect();
        self.analysing = !documents.is_empty();
        if documents.is_empty() {
            return Vec::new();
        }
        vec![Effect::Analyse { generation: self.generation, documents }]
    }

    /// Whether closing now would lose something.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        self.history.is_dirty() || self.draft.as_ref().is_some_and(|draft| draft.touched)
    }

    pub(super) fn save(&mut self) -> Vec<Effect> {
        match self.review_path.clone() {
            _ if self.read_only.is_some() => vec![self.pick_save_path()],
            Some(path) => self.save_to(path),
            None => vec![self.pick_save_path()],
        }
    }

    /// Asks where to write: beside the reports, under the review's name.
    pub(super) fn pick_save_path(&self) -> Effect {
        let beside = self.review_path.as_ref().or_else(|| self.entries.first().map(|entry| &entry.path));
        let folder = beside.and_then(|path| path.parent()).map(Path::to_owned);
        let stem = match &self.review_path {
            Some(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            None => {
                folder.as_ref().and_then(|f| f.file_name()).map(|name| name.to_string_lossy().into_owned())
            }
        };
        let stem =
            stem.map(|stem| stem.trim_end_matches(REVIEW_SUFFIX).to_owned()).filter(|stem| !stem.is_empty());
        let name = format!("{}{REVIEW_SUFFIX}", stem.as_deref().unwrap_or("jiaokan"));
        Effect::Pick(Picker::SaveReview { name, folder })
    }

    pub(super) fn save_to(&mut self, path: PathBuf) -> Vec<Effect> {
        let path = with_review_suffix(path);
        let same_file = self.review_path.as_ref() == Some(&path);
        let expected = if same_file { self.fingerprint } else { None };
        let mut review = self.review.clone();
        review.modified = crate::review::Time::now();
        self.saving = true;
        vec![Effect::SaveReview {
            path,
            review: Box::new(review),
            revision: self.history.revision(),
            expected,
        }]
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.has_unsaved_work() {
            self.question.get_or_insert(Question::Close { saving: false });
            return Vec::new();
        }
        vec![Effect::Close]
    }

    pub(super) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(question) = self.question.clone() else {
            return Vec::new();
        };
        match answer {
            Answer::Stay => {
                self.question = None;
                Vec::new()
            }
            Answer::Discard => {
                self.question = None;
                Self::go_on(question)
            }
            Answer::Save => {
                self.question = Some(match question {
                    Question::Close { .. } => Question::Close { saving: true },
                    Question::Replace { path, .. } => Question::Replace { path, saving: true },
                });
                self.save()
            }
        }
    }

    /// Does what a question held up.
    fn go_on(question: Question) -> Vec<Effect> {
        match question {
            Question::Close { .. } => vec![Effect::Close],
            Question::Replace { path, .. } => vec![Effect::LoadReview(path)],
        }
    }

    /// Goes on after the save that a question asked for, if everything is on disk now.
    pub(super) fn resume_after_save(&mut self) -> Vec<Effect> {
        let waits = matches!(
            self.question,
            Some(Question::Close { saving: true } | Question::Replace { saving: true, .. })
        );
        if !waits || self.has_unsaved_work() {
            return Vec::new();
        }
        let question = self.question.take();
        question.map(Self::go_on).unwrap_or_default()
    }

    /// Stays, because the save that a question asked for did not come about.
    pub(super) fn stay_after_failed_save(&mut self) {
        self.question = None;
    }
}

/// Whether a path names a review file.
pub(super) fn is_review(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

fn with_review_suffix(path: PathBuf) -> PathBuf {
    if is_review(&path) {
        return path;
    }
    let mut name = path.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    name.push(REVIEW_SUFFIX);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_known_by_its_name_and_gets_one() {
        assert!(is_review(Path::new("a/审阅.review.ron")) && !is_review(Path::new("a.txt")));
        assert_eq!(with_review_suffix("a/审阅".into()), PathBuf::from("a/审阅.review.ron"));
        assert_eq!(with_review_suffix("a/b.ron".into()), PathBuf::from("a/b.ron"));
    }
}
