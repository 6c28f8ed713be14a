//! Everything an export is made from, taken out of the session at once: the work goes on while it is written.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::duplicates::Input;
use crate::export::docx::file_names;
use crate::export::{Format, Material, Options, Sheet, sheet};
use crate::i18n::Language;
use crate::message::Message;
use crate::review::{ReportKey, Review};
use crate::session::{Analysis, Document, Entry, EntryState, Session, Task};

/// An export to be written.
#[derive(Clone, Debug)]
pub struct Export {
    /// To know it again by.
    pub number: u64,
    /// As what.
    pub format: Format,
    /// The file to write, or the folder for one file a report.
    pub to: PathBuf,
    /// Whether `to` is a folder.
    pub into_folder: bool,
    /// Files that the user agreed to replace.
    pub replace: Vec<PathBuf>,
    /// Files that are never replaced: the review and its reports.
    pub kept: Vec<PathBuf>,
    /// The review as it is now.
    pub review: Review,
    /// The open reports, and how they are analysed.
    pub task: Task,
    /// What the review calls each of the task's reports.
    pub keys: Vec<ReportKey>,
    /// What is known about them; looked for again where it is not known.
    pub analysis: Option<Arc<Analysis>>,
    /// Reports of the review that are not open, and are read for the places of their notes.
    pub to_read: Vec<(ReportKey, PathBuf)>,
    /// Reports that could not be read.
    pub unreadable: Vec<(ReportKey, Message)>,
    /// What goes in.
    pub options: Options,
    /// In whose words.
    pub language: Language,
    /// What the names of documents for Word end with.
    pub ending: String,
}

impl Export {
    /// The documents for Word, one for each report that is shown: its index in the review's reports, and its file.
    #[must_use]
    pub fn documents(&self) -> Vec<(usize, PathBuf)> {
        let reports = self.review.reports.iter().enumerate();
        let shown: Vec<_> = reports.filter(|(_, entry)| self.options.admits_report(&entry.id)).collect();
        if !self.into_folder {
            return shown.first().map(|(index, _)| (*index, self.to.clone())).into_iter().collect();
        }
        let named = shown.iter().map(|(_, entry)| (entry.path.as_path(), entry.id.as_str()));
        let names = file_names(named, &self.ending);
        shown.iter().zip(names).map(|((index, _), name)| (*index, self.to.join(name))).collect()
    }

    /// Every file that will be written.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        if self.format == Format::Docx {
            self.documents().into_iter().map(|(_, file)| file).collect()
        } else {
            vec![self.to.clone()]
        }
    }

    /// Whether the user agreed to replace this file.
    #[must_use]
    pub fn may_replace(&self, file: &Path) -> bool {
        self.replace.iter().any(|agreed| agreed == file)
    }
}

/// Puts the sheet together. `read` are the reports that were read for it, `unreadable` those that could not be, beside
/// those known before. As long as it takes to find the notes again: not for the thread that draws.
#[must_use]
pub fn gather_export(
    export: &Export,
    analysis: &Analysis,
    read: &[(ReportKey, Document)],
    unreadable: &[(ReportKey, Message)],
) -> Sheet {
    let open = export.task.documents.iter().map(|(_, document)| document.as_ref());
    let documents = open.chain(read.iter().map(|(_, document)| document));
    let inputs: Vec<Input<'_>> =
        documents.map(|document| Input { report: &document.report, outline: &document.outline }).collect();
    let keys: Vec<ReportKey> = export.keys.iter().chain(read.iter().map(|(key, _)| key)).cloned().collect();
    let unreadable: Vec<(ReportKey, Message)> = export.unreadable.iter().chain(unreadable).cloned().collect();
    let material = Material {
        review: &export.review,
        inputs: &inputs,
        keys: &keys,
        unreadable: &unreadable,
        duplicates: &analysis.found,
        findings: &analysis.checked,
    };
    sheet(material, &export.options, export.language)
}

impl Session {
    /// Takes out what an export of the present choices is made from. Copies the review; reports and findings are shared.
    pub(super) fn snapshot(&mut self, format: Format, into_folder: bool, to: PathBuf) -> Export {
        let ids: Vec<_> = self.entries.iter().map(|entry| entry.id).collect();
        for id in ids {
            self.bind_anyhow(id);
        }
        let task = self.analysis_task();
        let keys = task.documents.iter().map(|(id, _)| self.keys[id].clone()).collect();
        let mut review = self.review.clone();
        review.reports.retain(|report| self.is_listed(report));
        let (mut to_read, mut unreadable) = (Vec::new(), Vec::new());
        let read: HashSet<&ReportKey> = task.documents.iter().map(|(id, _)| &self.keys[id]).collect();
        let failed: Vec<&Entry> = self.entries.iter().filter(|entry| entry.is_failed()).collect();
        for report in review.reports.iter().filter(|report| !read.contains(&report.id)) {
            match failed.iter().find(|entry| entry.is_at(&report.path)).map(|entry| &entry.state) {
                Some(EntryState::Failed(reason)) => unreadable.push((report.id.clone(), reason.clone())),
                _ => to_read.push((report.id.clone(), report.path.clone())),
            }
        }
        let reports = review.reports.iter().map(|report| report.path.clone());
        Export {
            number: 0,
            format,
            to,
            into_folder,
            replace: Vec::new(),
            kept: self.review_path.iter().cloned().chain(reports).collect(),
            options: self.export_options(&self.settings.export),
            analysis: self.analysis.clone(),
            language: self.settings.language,
            ending: self.export_ending(),
            review,
            task,
            keys,
            to_read,
            unreadable,
        }
    }
}
