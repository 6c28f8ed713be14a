//! Performing effects: one function for each component of the session.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journal_writer::Order;
use super::{
    Jobs, absolute, diagnostics, export, job_failed, memory, pasted, profile, returned, reviews, samples,
    screening, settings,
};
#[cfg(feature = "gui")]
use super::{dialogs, picture};
use crate::files;
use crate::message::Message;
use crate::report::{self, ReadError, ReadOptions, Reason, Report, ScanCache};
use crate::review::{Placement, store};
use crate::session::{
    Analysis, AnalysisEffect, AnalysisOutcome, CompareEffect, CompareOutcome, Document, ExportEffect,
    ExportEnd, ExportOutcome, Found, Hits, LedgerEffect, LedgerOutcome, LibraryEffect, LibraryOutcome,
    Outcome, PagesEffect, PagesOutcome, PaneEffect, PaneOutcome, Passages, Picker, ReportId, ReviewEffect,
    ReviewOutcome, SavingEffect, SavingOutcome, ScreeningEffect, ScreeningOutcome, SearchEffect,
    SearchOutcome, ShellEffect, ShellOutcome, TakeBack, Write, WritePicture, analyse, compare_rows,
    corrected, find, section_pairs,
};
use crate::structure;
use crate::task::{Cancel, Progress};

impl Jobs {
    pub(super) fn perform_library(&mut self, effect: LibraryEffect) {
        match effect {
            LibraryEffect::Collect(paths) => {
                self.start(&self.pool, nothing_found(), move || {
                    let album = album(&paths);
                    std::iter::once(collect(paths)).chain(album).collect()
                });
            }
            LibraryEffect::CollectReports(paths) => {
                self.start(&self.pool, nothing_found(), move || {
                    let paths: Vec<PathBuf> = paths.into_iter().map(absolute).collect();
                    vec![found(report::collect_as_one(&paths))]
                });
            }
            LibraryEffect::UnpackSamples => {
                let folder = self.places.samples.clone();
                self.start(&self.pool, nothing_found(), move || unpack_samples(folder));
            }
            LibraryEffect::KeepPasted { text, folder } => {
                let folder = folder.or_else(|| self.places.pasted());
                self.start(&self.pool, nothing_found(), move || keep_pasted(&text, folder));
            }
            LibraryEffect::Read { id, path, options } => {
                let crashed = Err(ReadError { path: path.clone(), reason: Reason::Crashed });
                let crashed = LibraryOutcome::Read { id, options, result: crashed };
                let cancel = self.reads.join();
                self.start(&self.pool, crashed, move || {
                    if cancel.is_cancelled() { Vec::new() } else { vec![read(id, &path, options)] }
                });
            }
            LibraryEffect::ReadScan { id, path, options } => self.read_scan(id, path, options),
            LibraryEffect::Correct { id, read, corrections, known } => {
                self.start(&self.pool, job_failed(), move || {
                    let document = corrected(&read, &corrections, known.as_ref());
                    vec![LibraryOutcome::Corrected { id, read, corrections, document }]
                });
            }
            LibraryEffect::StopScan(id) => {
                if let Some(cancel) = self.scans.remove(&id) {
                    cancel.cancel();
                }
            }
            LibraryEffect::StopReading => {
                self.reads.cancel();
                self.scans.drain().for_each(|(_, cancel)| cancel.cancel());
            }
            LibraryEffect::Watch(paths) => self.watcher.watch(&paths),
            LibraryEffect::Locate { folder, wanted } => {
                self.start(&self.pool, LibraryOutcome::Located(Vec::new()), move || {
                    vec![LibraryOutcome::Located(reviews::locate(&absolute(folder), &wanted))]
                });
            }
        }
    }

    /// Reads a scan. One is read at a time, in a process of its own, and the other workers go on.
    fn read_scan(&mut self, id: ReportId, path: PathBuf, options: ReadOptions) {
        let cancel = Cancel::default();
        if let Some(superseded) = self.scans.insert(id, cancel.clone()) {
            superseded.cancel();
        }
        let crashed = Err(ReadError { path: path.clone(), reason: Reason::Crashed });
        let crashed = LibraryOutcome::Read { id, options, result: crashed };
        let (report, shown) = (self.report.clone(), self.report.clone());
        let cache = self.places.scans().map(ScanCache::new);
        self.start(&self.scanner, crashed, move || {
            let progress = Progress::new(move |step| {
                report.send(LibraryOutcome::Scanned { id, done: step.done, total: step.total });
            });
            if cancel.is_cancelled() {
                return Vec::new();
            }
            let so_far = &mut |read| {
                if let Ok(document) = document(Ok(read)) {
                    shown.send(LibraryOutcome::SoFar { id, options, document });
                }
            };
            let read = report::read_scan_in_steps(&path, options, cache.as_ref(), &cancel, &progress, so_far);
            vec![LibraryOutcome::Read { id, options, result: document(read) }]
        });
    }

    pub(super) fn perform_analysis(&mut self, effect: AnalysisEffect) {
        let AnalysisEffect::Run { ticket, mut task } = effect else { return self.analysis.cancel() };
        let cancel = self.analysis.start();
        let nothing = AnalysisOutcome { ticket, analysis: Analysis::default() };
        self.start(&self.pool, nothing, move || {
            task.profile = profile::read(task.profile);
            let analysis = analyse(&task, &cancel).ok();
            memory::give_back();
            analysis.map(|analysis| AnalysisOutcome { ticket, analysis }).into_iter().collect()
        });
    }

    pub(super) fn perform_panes(&mut self, effect: PaneEffect) {
        let (ticket, documents) = match effect {
            PaneEffect::PairSections { ticket, documents } => (ticket, documents),
            PaneEffect::Differ { ticket, wanted } => {
                let nothing = PaneOutcome::Differed { ticket, found: Vec::new() };
                return self.start(&self.pool, nothing, move || {
                    let found = wanted.iter().map(|wanted| (wanted.pair, wanted.differ())).collect();
                    vec![PaneOutcome::Differed { ticket, found }]
                });
            }
        };
        let cancel = self.sections.start();
        let nothing = PaneOutcome::SectionsPaired { ticket, pairs: Vec::new() };
        self.start(&self.pool, nothing, move || {
            let [left, right] = &documents;
            let pairs = compare_rows(left, right, &cancel).ok().map(|rows| section_pairs(&rows));
            pairs.map(|pairs| PaneOutcome::SectionsPaired { ticket, pairs }).into_iter().collect()
        });
    }

    /// Draws a page.
    pub(super) fn perform_pages(&self, effect: PagesEffect) {
        let PagesEffect { wanted, document } = effect;
        let outcome = {
            let document = document.clone();
            move |result| PagesOutcome { wanted, document, result }
        };
        let crashed = outcome.clone()(Err(Message::new("job-failed")));
        self.start(&self.drawer, crashed, move || {
            let drawn = report::page_picture(&document.report, wanted.page, wanted.short_side);
            vec![outcome(drawn.map(Arc::new).map_err(|reason| reason.message()))]
        });
    }

    pub(super) fn perform_review(&self, effect: ReviewEffect) {
        let ReviewEffect::Place(displaced) = effect;
        let orphans = vec![Placement::ORPHAN; displaced.targets.len()];
        let crashed = ReviewOutcome::Placed { displaced: displaced.clone(), found: orphans };
        self.start(&self.pool, crashed, move || {
            vec![ReviewOutcome::Placed { found: displaced.find(), displaced }]
        });
    }

    pub(super) fn perform_saving(&self, effect: SavingEffect) {
        let failed = || Message::new("job-failed");
        match effect {
            SavingEffect::Load(path) => {
                let path = absolute(path);
                let crashed = SavingOutcome::Loaded { path: path.clone(), result: Err(failed()) };
                let (reviews, journal) = (self.reviews.clone(), self.journal.handle());
                self.start(&self.files, crashed, move || {
                    let result = reviews.load(&path);
                    // Includes the journals of this review that another run left behind.
                    vec![SavingOutcome::Loaded { path, result }, reviews.left_over(journal.as_ref())]
                });
            }
            SavingEffect::LoadToMerge(path) => {
                let path = absolute(path);
                let crashed = SavingOutcome::ToMerge { path: path.clone(), result: Err(failed()) };
                self.start(&self.files, crashed, move || {
                    let result = store::load(&path).map(Box::new).map_err(|error| error.message());
                    vec![SavingOutcome::ToMerge { path, result }]
                });
            }
            SavingEffect::TakeBack(order) => {
                let order = TakeBack { path: absolute(order.path.clone()), ..*order };
                let (path, revision) = (order.path.clone(), order.revision);
                let crashed = SavingOutcome::TakenBack { path, revision, result: Err(failed()) };
                self.start(&self.files, crashed, move || vec![returned::take(&order)]);
            }
            SavingEffect::Write(write) => {
                let write = Write { path: absolute(write.path), ..write };
                let (path, revision) = (write.path.clone(), write.revision);
                let crashed = SavingOutcome::Saved { path, revision, result: Err(failed()) };
                let (reviews, journal) = (self.reviews.clone(), self.journal.handle());
                self.start(&self.files, crashed, move || vec![reviews.save(&write, journal.as_ref())]);
            }
            SavingEffect::HoldLock(path) => {
                let (reviews, path) = (self.reviews.clone(), path.map(absolute));
                self.start(&self.files, job_failed(), move || {
                    reviews.release_others(path.as_deref());
                    Vec::<Outcome>::new()
                });
            }
            SavingEffect::Journal(number, entries) => self.journal.send(Order::Append(number, entries)),
            SavingEffect::Remind(after) => self.journal.send(Order::Remind(after)),
            SavingEffect::DiscardJournal(journal) => self.journal.send(Order::Discard(journal)),
            SavingEffect::FindJournals => {
                let (reviews, journal) = (self.reviews.clone(), self.journal.handle());
                self.start(&self.files, job_failed(), move || vec![reviews.left_over(journal.as_ref())]);
            }
            SavingEffect::ReadJournal(journal) => {
                let crashed = SavingOutcome::Restored { journal: journal.clone(), result: Err(failed()) };
                let reviews = self.reviews.clone();
                self.start(&self.files, crashed, move || vec![reviews.restore(journal)]);
            }
        }
    }

    pub(super) fn perform_compare(&mut self, effect: CompareEffect) {
        match effect {
            CompareEffect::Reports { ticket, documents } => {
                let cancel = self.comparison.start();
                let nothing = CompareOutcome::Reports { ticket, rows: Arc::default() };
                self.start(&self.pool, nothing, move || {
                    let [left, right] = &documents;
                    let rows = compare_rows(left, right, &cancel).ok().map(Arc::new);
                    memory::give_back();
                    rows.map(|rows| CompareOutcome::Reports { ticket, rows }).into_iter().collect()
                });
            }
            CompareEffect::Selections { ticket, selections, texts } => {
                let cancel = self.selections.start();
                self.start(&self.pool, job_failed(), move || {
                    let passages = (!cancel.is_cancelled()).then(|| Passages::new(selections, texts));
                    let outcome = passages.map(|passages| CompareOutcome::Selections { ticket, passages });
                    outcome.into_iter().collect()
                });
            }
        }
    }

    pub(super) fn perform_search(&mut self, effect: SearchEffect) {
        let SearchEffect { ticket, documents, wanted } = effect;
        let cancel = self.search.start();
        let nothing = SearchOutcome { ticket, result: Ok(Hits::default()) };
        self.start(&self.pool, nothing, move || {
            let found = find(&documents, &wanted, &cancel).ok();
            found.map(|result| SearchOutcome { ticket, result }).into_iter().collect()
        });
    }

    pub(super) fn perform_screening(&mut self, effect: ScreeningEffect) {
        let ScreeningEffect::Run { ticket, folder, min_length } = effect else {
            return self.screening.cancel();
        };
        let (cancel, sketches) = (self.screening.start(), self.places.sketches());
        let progress = screening::progress(ticket, self.report.clone());
        let nothing = ScreeningOutcome::Done { ticket, screened: Arc::default() };
        self.start(&self.pool, nothing, move || {
            let folder = absolute(folder);
            let screened = screening::screen(&folder, min_length, sketches, &cancel, &progress);
            let screened = screened.ok().map(Arc::new);
            screened.map(|screened| ScreeningOutcome::Done { ticket, screened }).into_iter().collect()
        });
    }

    pub(super) fn perform_ledger(&mut self, effect: LedgerEffect) {
        let ticket = effect.ticket;
        let cancel = self.ledger.start();
        let nothing = LedgerOutcome { ticket, table: Arc::default() };
        self.start(&self.pool, nothing, move || {
            let table = effect.table(&cancel).ok().map(Arc::new);
            table.map(|table| LedgerOutcome { ticket, table }).into_iter().collect()
        });
    }

    pub(super) fn perform_export(&mut self, effect: ExportEffect) {
        match effect {
            ExportEffect::Write(export) => {
                let number = export.number;
                let ended = move |end| ExportOutcome::Ended { number, end };
                let crashed = ended(ExportEnd::Failed(Message::new("job-failed"), 0));
                let (cancel, report) = (self.exporting.join(), self.report.clone());
                self.start(&self.exports, crashed, move || {
                    let step = |done, all| report.send(ExportOutcome::Step { number, done, all });
                    vec![ended(export::write(export, &cancel, step))]
                });
            }
            ExportEffect::WriteComparison(export) => {
                let number = export.number;
                let ended = move |end| ExportOutcome::Ended { number, end };
                let crashed = ended(ExportEnd::Failed(Message::new("job-failed"), 0));
                let cancel = self.exporting.join();
                self.start(&self.exports, crashed, move || {
                    vec![ended(export::write_comparison(*export, &cancel))]
                });
            }
            ExportEffect::Print(export) => {
                let number = export.number;
                let ended = move |end| ExportOutcome::Ended { number, end };
                let crashed = ended(ExportEnd::Failed(Message::new("job-failed"), 0));
                let (cancel, report) = (self.exporting.join(), self.report.clone());
                let folder = self.places.cache.clone();
                let opens = self.dialogs;
                self.start(&self.exports, crashed, move || {
                    let step = |done, all| report.send(ExportOutcome::Step { number, done, all });
                    let end = export::write(export::to_print(export, folder), &cancel, step);
                    let written = match &end {
                        ExportEnd::Written { files, .. } if opens => files.first().cloned(),
                        _ => None,
                    };
                    // First the end of the export: that the page cannot be shown takes it back.
                    report.send(ended(end));
                    if let Some((file, _)) = written {
                        let failing = report.clone();
                        export::open_file(&file, move |message| {
                            failing.send(ShellOutcome::NotShown(message));
                        });
                    }
                    Vec::<ExportOutcome>::new()
                });
            }
            ExportEffect::Try(documents) => {
                self.start(&self.exports, ExportOutcome::Impossible(Vec::new()), move || {
                    vec![ExportOutcome::Impossible(export::impossible(&documents))]
                });
            }
            ExportEffect::Stop => self.exporting.cancel(),
            ExportEffect::ShowInFolder(file) => {
                let report = self.report.clone();
                export::show_in_folder(&file, move |message| report.send(ShellOutcome::Failed(message)));
            }
        }
    }

    /// Performs an effect of the window, or returns it.
    pub(super) fn perform_shell(&self, effect: ShellEffect) -> Option<ShellEffect> {
        match effect {
            ShellEffect::Pick(picker) if self.dialogs => self.pick(picker),
            ShellEffect::Pick(picker) => self.report.send(ShellOutcome::NoDialog(picker)),
            ShellEffect::StoreSettings(choices) => {
                let file = self.places.settings.clone();
                self.start(&self.files, job_failed(), move || {
                    let failed = settings::store(file.as_deref(), &choices).err();
                    failed.map(ShellOutcome::Failed).into_iter().collect()
                });
            }
            ShellEffect::Diagnose { renderer, settings } => {
                let places = self.places.clone();
                self.start(&self.files, job_failed(), move || {
                    vec![ShellOutcome::Diagnosed(diagnostics::diagnostics(&places, &renderer, &settings))]
                });
            }
            ShellEffect::KeptScans { clear } => {
                let cache = self.places.scans().map(ScanCache::new);
                self.start(&self.files, job_failed(), move || {
                    let bytes = cache.map_or(0, |cache| {
                        if clear {
                            let _ = cache.clear();
                        }
                        cache.bytes()
                    });
                    vec![ShellOutcome::KeptScans(bytes)]
                });
            }
            ShellEffect::WritePicture(writing) => self.write_picture(writing),
            ShellEffect::Copy(_) | ShellEffect::Close => return Some(effect),
        }
        None
    }

    #[cfg(feature = "gui")]
    fn write_picture(&self, writing: WritePicture) {
        self.start(&self.files, job_failed(), move || {
            let WritePicture { picture, path, replace, kept } = writing;
            let failed = picture::write(&picture, &absolute(path), replace, &kept).err();
            failed.map(ShellOutcome::Failed).into_iter().collect()
        });
    }

    /// Without a window, there are no pictures of it.
    #[cfg(not(feature = "gui"))]
    fn write_picture(&self, _writing: WritePicture) {
        self.report.send(job_failed());
    }

    #[cfg(feature = "gui")]
    fn pick(&self, picker: Picker) {
        let report = self.report.clone();
        dialogs::pick(picker, self.system_dialogs.clone(), move |outcome| report.send(outcome));
    }

    /// Without a window, file dialogs are not available.
    #[cfg(not(feature = "gui"))]
    fn pick(&self, picker: Picker) {
        self.report.send(ShellOutcome::NoDialog(picker));
    }
}

fn nothing_found() -> LibraryOutcome {
    LibraryOutcome::Collected { files: Vec::new(), unreadable: Vec::new() }
}

fn collect(paths: Vec<PathBuf>) -> LibraryOutcome {
    let paths: Vec<PathBuf> = paths.into_iter().map(absolute).collect();
    found(report::collect(&paths))
}

/// The folder among these paths whose pictures may be the pages of one report.
fn album(paths: &[PathBuf]) -> Option<LibraryOutcome> {
    let albums = paths.iter().filter(|path| path.is_dir()).map(|path| absolute(path.clone()));
    let counted = albums.map(|path| (report::pictures_of(&path).len(), path));
    let found = counted.into_iter().find(|(count, _)| *count > 1);
    found.map(|(count, path)| LibraryOutcome::Album(path, count))
}

fn found(collected: report::Collected) -> LibraryOutcome {
    let report::Collected { files, unreadable } = collected;
    let found =
        |path: PathBuf| Found { identity: files::real_path(&path).unwrap_or_else(|_| path.clone()), path };
    LibraryOutcome::Collected { files: files.into_iter().map(found).collect(), unreadable }
}

fn unpack_samples(folder: Option<PathBuf>) -> Vec<Outcome> {
    match samples::unpack(folder) {
        Ok(folder) => vec![collect(vec![folder]).into()],
        Err(error) => {
            let message = Message::new("samples-failed").with("words", error.to_string());
            vec![nothing_found().into(), ShellOutcome::Failed(message).into()]
        }
    }
}

fn keep_pasted(text: &str, folder: Option<PathBuf>) -> Vec<Outcome> {
    match pasted::keep(text, folder, &jiff::Zoned::now()) {
        Ok(path) => vec![collect(vec![path.clone()]).into(), LibraryOutcome::Pasted(path).into()],
        Err(error) => {
            let message = Message::new("pasted-failed").with("words", error.to_string());
            vec![nothing_found().into(), ShellOutcome::Failed(message).into()]
        }
    }
}

fn read(id: ReportId, path: &Path, options: ReadOptions) -> LibraryOutcome {
    let read = report::read_file(path, options);
    if !report::is_scan(&read, options) {
        return LibraryOutcome::Read { id, options, result: document(read) };
    }
    if report::can_read_scans() {
        return LibraryOutcome::IsScan { id, options };
    }
    let result = document(read).map_err(|error| ReadError { reason: Reason::NoModels, ..error });
    LibraryOutcome::Read { id, options, result }
}

fn document(read: Result<Report, ReadError>) -> Result<Arc<Document>, ReadError> {
    read.map(|read| {
        let outline = structure::outline(&read);
        Arc::new(Document::new(read, outline))
    })
}
