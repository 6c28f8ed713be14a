//! Exporting the review: options that depend on the open and shown reports, and the destination.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::export::{Format, Options};
use crate::i18n::Catalogue;
use crate::report::Format as ReportFormat;
use crate::session::Session;
use crate::session::context::Context;
use crate::session::export::messages::{ExportCommand, ExportEffect};
use crate::session::export::{
    ComparisonExport, Export, ExportPlace, ExportPreview, Order, Sources, kept_files, preview, snapshot,
    with_extension,
};
use crate::session::library::{Document, ReportId};
use crate::session::saving::stem_of;
use crate::session::settings::ExportChoices;
use crate::session::shell::messages::{Picker, ShellEffect};

impl Session {
    /// Carries out a command about exports.
    pub(in crate::session) fn apply_export(&mut self, command: ExportCommand, cx: &mut Context) {
        match command {
            ExportCommand::Begin => {
                if let Some(place) = self.export_place() {
                    cx.push(ShellEffect::Pick(Picker::Export(place)));
                }
            }
            ExportCommand::BeginComparison(format) => {
                if let Some(place) = self.comparison_place(format) {
                    cx.push(ShellEffect::Pick(Picker::Export(place)));
                }
            }
            ExportCommand::Print if self.can_export() => {
                let export = self.export_of(Format::Html, false, PathBuf::new(), cx);
                self.export.print(export, cx);
            }
            ExportCommand::Print => {}
            ExportCommand::Try => {
                let has_own = |document: &&Arc<Document>| {
                    matches!(document.report.format, ReportFormat::Docx | ReportFormat::Pdf)
                };
                let own = self.library.documents().map(|(_, document)| document);
                cx.push(ExportEffect::Try(own.filter(has_own).cloned().collect()));
            }
            ExportCommand::ChooseTemplate => cx.push(ShellEffect::Pick(Picker::Template)),
            ExportCommand::Replace(agreed) => self.export.answer(agreed, cx),
            ExportCommand::Stop => cx.push(ExportEffect::Stop),
            ExportCommand::ShowInFolder(file) => cx.push(ExportEffect::ShowInFolder(file)),
        }
    }

    /// Whether there is a review to export, and all of it is read.
    #[must_use]
    pub fn can_export(&self) -> bool {
        !self.library.is_busy() && !self.review.review().reports.is_empty()
    }

    /// The options of an export of the open review.
    #[must_use]
    pub fn export_options(&self, choices: &ExportChoices) -> Options {
        let binding = self.review.binding();
        let shown = || self.panes.shown().filter_map(|id| binding.key(id)).cloned().collect();
        let one = choices.report.as_ref().filter(|key| self.review.review().report(key).is_some());
        let reports = match one {
            Some(key) => Some([key.clone()].into()),
            None => choices.shown_only.then(shown),
        };
        let notes = &self.review.review().notes;
        let listed = || self.review.list().listed.iter().map(|&index| notes[index].id.clone()).collect();
        Options {
            only_open: choices.only_open,
            least: choices.least,
            author: choices.only_mine.then(|| self.reviewer().to_owned()),
            reports,
            notes: (choices.listed_only && self.review.is_list_narrowed()).then(listed),
            findings: choices.findings,
        }
    }

    /// Counts the items that an export would write. Linear in notes, findings and reports.
    #[must_use]
    pub fn export_preview(&self, choices: &ExportChoices) -> ExportPreview {
        let (options, impossible) = (self.export_options(choices), self.export.impossible());
        preview(self.export_sources(), &options, choices.format, choices.all_reports, impossible)
    }

    /// Number of reports of which is known that their own files cannot be copied with comments.
    #[must_use]
    pub fn export_impossible(&self) -> usize {
        self.export.impossible().len()
    }

    fn export_sources(&self) -> Sources<'_> {
        Sources {
            library: &self.library,
            analysis: &self.analysis,
            review: &self.review,
            listing: self.work.listing(),
        }
    }

    /// The proposed destination: beside the review, under its name; a document of one report under that report's.
    fn export_place(&self) -> Option<ExportPlace> {
        if !self.can_export() {
            return None;
        }
        let choices = &self.settings.get().export;
        let format = choices.format;
        let options = self.export_options(choices);
        let reports = &self.review.review().reports;
        let mut reports = reports.iter().filter(|report| options.admits_report(&report.id));
        let (first, many) = (reports.next()?, reports.next().is_some());
        let path = self.saving.path();
        let folder = path.unwrap_or(&first.path).parent().map(Path::to_owned);
        let stem = if format.is_by_report() {
            let stem = first.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            format!("{stem}{}", self.export_ending())
        } else {
            let named = path.or(folder.as_deref()).and_then(Path::file_name);
            let stem = named.map(|name| stem_of(Path::new(name))).unwrap_or_default();
            let is_summary = format == Format::Summary;
            if is_summary { format!("{stem}{}", self.export_word("summary-ending")) } else { stem }
        };
        let stem = if stem.is_empty() { "jiaokan" } else { &stem };
        let name = format!("{stem}.{}", format.extension());
        let into_folder = format.is_by_report() && many;
        Some(ExportPlace { format, into_folder, name, folder, compared: false })
    }

    /// The proposed destination of the comparison in view: beside the review, under the names of both reports.
    fn comparison_place(&self, format: Format) -> Option<ExportPlace> {
        let compared = self.compare.reports().filter(|compared| compared.result().is_some())?;
        let names = [compared.left, compared.right].map(|report| self.library.name(report));
        let is_portable = |character: char| !(character.is_control() || r#"<>:"/\|?*"#.contains(character));
        let stem: String = names.join(" - ").chars().filter(|&character| is_portable(character)).collect();
        let beside = self.library.entry(compared.right).map(|entry| entry.path.as_path());
        let folder = self.saving.path().or(beside).and_then(Path::parent).map(Path::to_owned);
        let name = format!("{stem}.{}", format.extension());
        Some(ExportPlace { format, into_folder: false, name, folder, compared: true })
    }

    /// Files that no export replaces.
    pub(in crate::session) fn kept_files(&self) -> Vec<PathBuf> {
        kept_files(&self.library, &self.review, self.saving.path())
    }

    /// Starts to write the comparison in view.
    fn export_comparison(&mut self, format: Format, path: &Path, confirmed: bool, cx: &mut Context) {
        let Some(compared) = self.compare.reports() else { return };
        let Some(rows) = compared.result().cloned() else { return };
        let document = |report| self.library.document(report).cloned();
        let Some(documents) = document(compared.left).zip(document(compared.right)) else { return };
        let (to, complete) = with_extension(path, format);
        let export = ComparisonExport {
            number: 0,
            format,
            to,
            // If the ending had to be added, the user was not asked about a file of that name.
            may_replace: confirmed && complete,
            kept: self.kept_files(),
            documents: documents.into(),
            rows,
            language: self.settings.get().language,
        };
        self.export.start_comparison(Box::new(export), cx);
    }

    /// Ending of the names of Word documents, so that they differ from the reports beside them.
    fn export_ending(&self) -> String {
        self.export_word("export-ending")
    }

    /// A word in the language of the export.
    fn export_word(&self, id: &str) -> String {
        Catalogue::new(self.settings.get().language).text(id).to_owned()
    }

    /// Starts an export. `confirmed`: a dialog asked before an existing file was chosen.
    pub(in crate::session) fn export_to(
        &mut self,
        place: &ExportPlace,
        path: &Path,
        confirmed: bool,
        cx: &mut Context,
    ) {
        let ExportPlace { format, into_folder, compared, .. } = *place;
        if compared {
            return self.export_comparison(format, path, confirmed, cx);
        }
        let (to, complete) = if into_folder { (path.to_owned(), true) } else { with_extension(path, format) };
        let mut export = self.export_of(format, into_folder, to, cx);
        // If the ending had to be added, the user was not asked about a file of that name.
        if confirmed && complete && !into_folder {
            export.replace = vec![export.to.clone()];
        }
        self.export.start(export, cx);
    }

    /// A copy of what an export to this place is made from, with the note in the editor.
    fn export_of(&mut self, format: Format, into_folder: bool, to: PathBuf, cx: &mut Context) -> Box<Export> {
        if self.review.has_unsaved_draft() {
            self.commit_note(cx);
        }
        let ids: Vec<ReportId> = self.library.documents().map(|(id, _)| id).collect();
        for id in ids {
            self.bind(id);
        }
        let settings = self.settings.get();
        let order = Order {
            format,
            into_folder,
            to,
            options: self.export_options(&settings.export),
            language: settings.language,
            ending: self.export_ending(),
            all_reports: settings.export.all_reports,
            template: settings.export.template.clone(),
            task: self.analysis_task(),
            review_path: self.saving.path().map(Path::to_owned),
        };
        Box::new(snapshot(self.export_sources(), order))
    }
}
