//! A copy of everything that an export is made from, so that work can continue while it is written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::duplicates::Input;
use crate::export::docx::file_names;
use crate::export::{Format, Material, Options, Sheet, sheet};
use crate::i18n::Language;
use crate::message::Message;
use crate::review::{ReportKey, Review};
use crate::session::analysis::{Analysis, Task};
use crate::session::library::Document;

/// An export to be written.
#[derive(Clone, Debug)]
pub struct Export {
    /// Number of the export.
    pub number: u64,
    /// File format.
    pub format: Format,
    /// The file to write, or the folder for one file a report.
    pub to: PathBuf,
    /// Whether `to` is a folder.
    pub into_folder: bool,
    /// Existing files that the user agreed to replace.
    pub replace: Vec<PathBuf>,
    /// Files that are never replaced: the review and its reports.
    pub kept: Vec<PathBuf>,
    /// The review.
    pub review: Review,
    /// The open reports, with the options of their analysis.
    pub task: Task,
    /// Key of each of the task's reports in the review.
    pub keys: Vec<ReportKey>,
    /// Their analysis; done again by the writer if there is none.
    pub analysis: Option<Arc<Analysis>>,
    /// Reports of the review that are not open; the writer reads them to place their notes.
    pub to_read: Vec<(ReportKey, PathBuf)>,
    /// Reports that could not be read.
    pub unreadable: Vec<(ReportKey, Message)>,
    /// Notes, findings and reports to include.
    pub options: Options,
    /// Language of headings and labels.
    pub language: Language,
    /// Ending of the names of files for Word and of PDFs.
    pub ending: String,
    /// Whether reports without notes become files, too.
    pub all_reports: bool,
    /// The template of the summary; `None` for the program's own.
    pub template: Option<PathBuf>,
}

impl Export {
    /// Files for Word or PDFs, one for each report that is included and may carry a comment: its index among the review's
    /// reports, and the file.
    #[must_use]
    pub fn documents(&self) -> Vec<(usize, PathBuf)> {
        let reports = self.review.reports.iter().enumerate();
        let is_wanted = |report: &ReportKey| {
            let all = self.all_reports || !self.into_folder;
            if all {
                self.options.admits_report(report)
            } else {
                self.options.may_comment_on(&self.review, report)
            }
        };
        let shown: Vec<_> = reports.filter(|(_, entry)| is_wanted(&entry.id)).collect();
        if !self.into_folder {
            return shown.first().map(|(index, _)| (*index, self.to.clone())).into_iter().collect();
        }
        let named = shown.iter().map(|(_, entry)| (entry.path.as_path(), entry.id.as_str()));
        let names = file_names(self.format, named, &self.ending);
        shown.iter().zip(names).map(|((index, _), name)| (*index, self.to.join(name))).collect()
    }

    /// All files that are written.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        if self.format.is_by_report() {
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

/// Composes the sheet. `read` are the reports that the writer read, `unreadable` those that it could not read. Finds the
/// places of notes, which takes seconds for thousands: call it on a worker.
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
        pairs: &analysis.pairs,
        cases: &analysis.cases,
    };
    sheet(material, &export.options, export.language)
}
