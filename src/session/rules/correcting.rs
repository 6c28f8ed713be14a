//! Corrections of text that was read from pictures: they are entries of the review, and the text of a report follows them,
//! made anew by a worker whenever they change.

use std::collections::HashMap;
use std::sync::Arc;

use crate::report::Corrected;
use crate::review::{Correction, Edit, ReportEntry, Resolver, State, Target, Verdict};
use crate::session::Session;
use crate::session::analysis::Place;
use crate::session::context::Context;
use crate::session::library::messages::LibraryEffect;
use crate::session::library::{Document, ReportId};
use crate::structure;
use crate::text::Span;

/// Maximum length of a corrected place in the text as it was read, in characters.
const MAX_READ: usize = 400;

/// The state of corrections.
#[derive(Debug, Default)]
pub(in crate::session) struct Correcting {
    /// The corrections that each report's text was asked to follow last, by their places.
    asked: HashMap<ReportId, Vec<Correction>>,
    /// Findings with a verdict before a text was corrected: their keys may change with it.
    judged: Vec<Judged>,
}

/// A finding with a verdict: its key, and its places in the texts as they were read.
#[derive(Debug)]
struct Judged {
    key: String,
    places: Vec<(ReportId, Span)>,
}

impl Judged {
    /// Whether another finding is this one after a correction: of the same kind, in the same reports, and at least half of
    /// each first place in the other.
    fn is(&self, key: &str, places: &[(ReportId, Span)]) -> bool {
        let kind = |key: &str| key.split(':').next().map(str::to_owned);
        let reports = |places: &[(ReportId, Span)]| places.iter().map(|place| place.0).collect::<Vec<_>>();
        let shares = |one: Span, other: Span| {
            let shared = one.intersection(other).map_or(0, Span::len);
            shared * 2 >= one.len().max(other.len()).max(1)
        };
        let first = self.places.first().zip(places.first());
        kind(&self.key) == kind(key)
            && reports(&self.places) == reports(places)
            && first.is_some_and(|(one, other)| shares(one.1, other.1))
    }
}

/// A report as it was read with corrections, and the outline of that. For a worker.
#[must_use]
pub fn corrected(read: &Document, corrections: &[Correction], known: Option<&ReportEntry>) -> Arc<Document> {
    let resolver = Resolver::new(&read.report, &read.outline, known);
    let nowhere = Span::new(usize::MAX, usize::MAX);
    let edits: Vec<(Span, &str)> = corrections
        .iter()
        .map(|correction| {
            let place = resolver.resolve(&correction.target);
            let is_sure = matches!(place.state, State::Anchored | State::Moved);
            (place.span.filter(|_| is_sure).unwrap_or(nowhere), correction.text.as_str())
        })
        .collect();
    let report = read.report.corrected(&edits);
    let outline = structure::outline(&report);
    Arc::new(Document::new(report, outline))
}

impl Session {
    /// Corrects text of a report: `span` of its text as it is shown now becomes `text`. Corrections in the same place are
    /// replaced.
    pub(in crate::session) fn correct(&mut self, report: ReportId, span: Span, text: &str, cx: &mut Context) {
        let is_whole = self.library.entry(report).is_some_and(|entry| entry.as_read().is_some());
        let Some(document) = self.library.document(report).filter(|_| is_whole).cloned() else { return };
        if !document.report.may_be_corrected_at(span) || span.is_empty() || !self.may_edit(cx) {
            return;
        }
        let places = document.report.corrections.as_ref().map_or(&[][..], |made| made.places.as_slice());
        let is_there = |place: &&Corrected| {
            place.now.intersection(span).is_some() || place.now.is_empty() && span.contains(place.now.start)
        };
        let replaced: Vec<Corrected> = places.iter().filter(is_there).copied().collect();
        let start =
            replaced.iter().map(|place| place.now.start).chain([span.start]).min().unwrap_or(span.start);
        let end = replaced.iter().map(|place| place.now.end).chain([span.end]).max().unwrap_or(span.end);
        let shown = document.text();
        let words = [
            shown.slice(Span::new(start, span.start)),
            &text.replace(['\n', '\r', '\t'], " "),
            shown.slice(Span::new(span.end, end)),
        ];
        self.put_correction(report, &document, (Span::new(start, end), &words.concat()), &replaced, cx);
    }

    /// Takes back the correction at a position of a report's text as it is shown now.
    pub(in crate::session) fn take_correction_back(&mut self, report: ReportId, at: usize, cx: &mut Context) {
        let Some(document) = self.library.document(report).cloned() else { return };
        let Some(made) = document.report.corrections.as_ref().and_then(|made| made.at(at)) else { return };
        if self.may_edit(cx) {
            let edits = self.removals(report, &[made]);
            self.make_edit(Edit::All(edits), "edit-correct-back", cx);
        }
    }

    /// Puts words in place of a span of the text as it is shown now, and of the corrections there.
    fn put_correction(
        &mut self,
        report: ReportId,
        document: &Document,
        (span, words): (Span, &str),
        replaced: &[Corrected],
        cx: &mut Context,
    ) {
        let read = match &document.report.corrections {
            Some(made) => Span::new(made.as_read(span.start, false), made.as_read(span.end, true)),
            None => span,
        };
        let read_text = document.report.corrections.as_ref().map_or(document.text(), |made| &made.read);
        if read.is_empty() || read.len() > MAX_READ {
            return;
        }
        let mut edits = self.removals(report, replaced);
        if read_text.slice(read) != words {
            self.bind(report);
            let Some(key) = self.review.binding().key(report).cloned() else { return };
            let target = Target::at(key, read_text, read, document.section_path(span.start));
            let correction = Correction::new(target, words, self.reviewer());
            let index = self.review.review().corrections.len().saturating_sub(edits.len());
            edits.push(Edit::AddCorrection { index, correction });
        }
        if !edits.is_empty() {
            self.make_edit(Edit::All(edits), "edit-correct", cx);
        }
    }

    fn removals(&self, report: ReportId, places: &[Corrected]) -> Vec<Edit> {
        let made = self.correcting.asked.get(&report).map_or(&[][..], Vec::as_slice);
        let ids = places.iter().filter_map(|place| made.get(place.edit)).map(|made| made.id.clone());
        ids.map(Edit::RemoveCorrection).collect()
    }

    /// Asks for the texts of reports whose corrections have changed. Costs nothing without corrections.
    pub(in crate::session) fn follow_corrections(&mut self, cx: &mut Context) {
        let review = self.review.review();
        if review.corrections.is_empty() && self.correcting.asked.is_empty() {
            return;
        }
        let mut back = Vec::new();
        for entry in self.library.entries() {
            let (Some(read), Some(_)) = (entry.as_read(), entry.document()) else { continue };
            if !read.report.may_be_corrected() {
                continue;
            }
            let key = self.review.binding().key(entry.id);
            let wanted = key.map_or_else(Vec::new, |key| review.corrections_of(key));
            let asked = self.correcting.asked.get(&entry.id).map_or(&[][..], Vec::as_slice);
            if asked == wanted {
                continue;
            }
            if wanted.is_empty() {
                back.push((entry.id, Arc::clone(read)));
                continue;
            }
            let known = key.and_then(|key| review.report(key)).cloned();
            self.correcting.asked.insert(entry.id, wanted.clone());
            let read = Arc::clone(read);
            cx.push(LibraryEffect::Correct { id: entry.id, read, corrections: wanted, known });
        }
        for (id, read) in back {
            self.correcting.asked.remove(&id);
            self.show_corrected(id, read, cx);
        }
        self.correcting.asked.retain(|id, _| self.library.entry(*id).is_some());
    }

    /// The text of a report with corrections is there; dropped if these have changed again, or the report was read again.
    pub(in crate::session) fn receive_corrected(
        &mut self,
        id: ReportId,
        read: &Arc<Document>,
        corrections: &[Correction],
        document: Arc<Document>,
        cx: &mut Context,
    ) {
        let is_read = self.library.entry(id).and_then(|entry| entry.as_read());
        let is_wanted = self.correcting.asked.get(&id).is_some_and(|asked| asked == corrections);
        if is_wanted && is_read.is_some_and(|now| Arc::ptr_eq(now, read)) {
            self.show_corrected(id, document, cx);
        }
    }

    fn show_corrected(&mut self, id: ReportId, document: Arc<Document>, cx: &mut Context) {
        self.keep_judged(id);
        self.library.show_text(id, document);
        self.text_dropped(id);
        self.after_reading(cx);
    }

    /// Remembers the findings in a report that have verdicts, before its text changes.
    fn keep_judged(&mut self, id: ReportId) {
        let findings = self.analysis.findings();
        let judged =
            self.review.review().verdicts.iter().flat_map(|verdict| findings.with_key(&verdict.finding));
        for &finding in judged {
            let finding = &findings.list[finding];
            let is_known = self.correcting.judged.iter().any(|judged| judged.key == finding.key);
            if !is_known && finding.places.iter().any(|place| place.report == id) {
                let places = finding.places.iter().map(|place| self.as_read(*place)).collect();
                self.correcting.judged.push(Judged { key: finding.key.clone(), places });
            }
        }
    }

    /// A place in the text of its report as it was read.
    fn as_read(&self, place: Place) -> (ReportId, Span) {
        let made =
            self.library.document(place.report).and_then(|document| document.report.corrections.as_ref());
        let span = made.map_or(place.span, |made| {
            let start = made.as_read(place.span.start, false);
            Span::new(start, made.as_read(place.span.end, true).max(start))
        });
        (place.report, span)
    }

    /// Gives the verdicts on findings whose keys changed with a correction their new keys.
    pub(in crate::session) fn follow_judged(&mut self, cx: &mut Context) {
        let judged = std::mem::take(&mut self.correcting.judged);
        let findings = self.analysis.findings();
        let mut edits = Vec::new();
        let mut taken: Vec<&str> = Vec::new();
        for judged in judged.iter().filter(|judged| findings.with_key(&judged.key).is_empty()) {
            let Some(verdict) = self.review.verdict(&judged.key) else { continue };
            let now = findings.list.iter().find(|finding| {
                let places: Vec<(ReportId, Span)> =
                    finding.places.iter().map(|place| self.as_read(*place)).collect();
                judged.is(&finding.key, &places)
                    && self.review.verdict(&finding.key).is_none()
                    && !taken.contains(&finding.key.as_str())
            });
            let Some(now) = now else { continue };
            taken.push(&now.key);
            let index = self.review.review().verdicts.iter().position(|other| other.finding == judged.key);
            edits.push(Edit::RemoveVerdict(judged.key.clone()));
            let verdict = Verdict { finding: now.key.clone(), ..verdict.clone() };
            edits.push(Edit::AddVerdict { index: index.unwrap_or(usize::MAX), verdict });
        }
        if !edits.is_empty() && self.make_edit(Edit::All(edits), "edit-correct", cx) {
            self.verdicts_changed();
        }
    }

    /// A report was read: its text has no corrections yet.
    pub(in crate::session) fn forget_corrections(&mut self, id: ReportId) {
        self.correcting.asked.remove(&id);
    }
}
