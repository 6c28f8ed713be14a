//! What an export would write, told before it is asked for. Counts as the writer does, without finding any place.

use std::collections::{HashMap, HashSet};

use super::ExportChoices;
use crate::export::Format;
use crate::report::Format as ReportFormat;
use crate::review::{Judgement, ReportEntry, ReportKey};
use crate::session::{Entry, MarkKind, ReportId, Session};

/// What an export would write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// Notes that the choices leave.
    pub notes: usize,
    /// Findings that they leave, for Word those that become comments; `None` while nobody knows what is to be found.
    pub findings: Option<usize>,
    /// Every report of the review, by its title, to choose from.
    pub offered: Vec<(ReportKey, String)>,
    /// The reports that the choices leave, as files for Word.
    pub reports: Vec<WordFile>,
    /// How many notes the list shows, where that is not all.
    pub listed: Option<usize>,
}

/// A report as a file for Word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFile {
    /// The report's title.
    pub title: String,
    /// Whether its own file is one for Word, which is copied with the notes in it.
    pub has_original: bool,
}

impl Session {
    /// What an export of these choices would write. Linear in notes, findings and reports; made when choices change.
    #[must_use]
    pub fn export_preview(&self, choices: &ExportChoices) -> ExportPreview {
        let options = self.export_options(choices);
        let entries = self.entries.iter();
        let open: HashMap<&ReportKey, &Entry> =
            entries.filter_map(|entry| Some((self.keys.get(&entry.id)?, entry))).collect();
        let listed: Vec<(&ReportEntry, WordFile)> = self
            .review
            .reports
            .iter()
            .filter(|report| self.is_listed(report))
            .map(|report| (report, word_file(report, open.get(&report.id).copied())))
            .collect();
        let offered = listed.iter().map(|(report, file)| (report.id.clone(), file.title.clone()));
        let offered = offered.collect();
        let shown = listed.into_iter().filter(|(report, _)| options.admits_report(&report.id));
        ExportPreview {
            notes: self.review.notes.iter().filter(|note| options.admits_note(note)).count(),
            findings: self.analysis.is_some().then(|| self.count_findings(choices)),
            offered,
            reports: shown.map(|(_, file)| file).collect(),
            listed: self.is_note_list_narrowed().then_some(self.notes.listed.len()),
        }
    }

    fn count_findings(&self, choices: &ExportChoices) -> usize {
        let options = self.export_options(choices);
        let for_word = choices.format == Format::Docx;
        let key = |report: &ReportId| self.keys.get(report);
        let mut known: HashSet<&str> = HashSet::new();
        let mut count = 0;
        for (index, finding) in self.findings.list.iter().enumerate() {
            known.insert(&finding.key);
            let judgement = self.verdict(index).map(|verdict| verdict.verdict);
            // Set phrases come along only where somebody judged them; a comment is made of what was confirmed.
            let is_phrase = finding.kind == MarkKind::Phrase && judgement.is_none();
            if is_phrase || for_word && judgement != Some(Judgement::Confirmed) {
                continue;
            }
            let places = finding.places.iter().filter_map(|place| key(&place.report));
            count += usize::from(options.admits_finding(judgement, places));
        }
        // What is no longer there has no words to comment on.
        if for_word {
            return count;
        }
        let none: [&ReportKey; 0] = [];
        let gone = self.review.verdicts.iter().filter(|verdict| known.insert(&verdict.finding));
        count + gone.filter(|verdict| options.admits_finding(Some(verdict.verdict), none)).count()
    }

    /// Whether a report is still part of the review: one that was taken out is, as long as a note speaks of it.
    pub(in crate::session) fn is_listed(&self, report: &ReportEntry) -> bool {
        !self.closed.contains(&report.id) || self.review.notes.iter().any(|note| note.is_about(&report.id))
    }
}

fn word_file(report: &ReportEntry, entry: Option<&Entry>) -> WordFile {
    let title = entry.map_or_else(|| report.title.clone(), Entry::title);
    let name = || report.path.file_name().unwrap_or(report.path.as_os_str()).to_string_lossy().into_owned();
    WordFile {
        title: if title.is_empty() { name() } else { title },
        has_original: entry
            .and_then(Entry::document)
            .is_some_and(|document| document.report.format == ReportFormat::Docx),
    }
}
