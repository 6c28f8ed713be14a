//! `export`: writes a review as a document, to a file or to standard output. The documents themselves are made in
//! `export` of the library.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::arguments::{Export, LeastSeverity};
use super::print::{path_text, print_error, with_reason};
use super::{DONE, FAILED, PARTLY};
use crate::checks::{self, Selection};
use crate::duplicates::{self, Input, Phrases};
use crate::export::docx::{self, Origin};
use crate::export::pdf;
use crate::export::{self, ExportError, Format, Material, Sheet, Which};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::pairs;
use crate::report::Report;
use crate::review::store::{Protected, reaches_elsewhere};
use crate::review::{ReportEntry, ReportKey, Review, Severity};
use crate::structure::{self, Outline};
use crate::task::Cancel;

/// Runs the command and returns the exit status: reads the review and its reports, analyses these again, and writes.
pub(super) fn run(options: &Export, words: &Catalogue) -> u8 {
    let format = options.to.format();
    if options.output.is_none() && !format.is_text() && io::stdout().is_terminal() {
        let name = format.extension().to_uppercase();
        print_error(&words.words(&Message::new("export-not-to-terminal").with("format", name)));
        return FAILED;
    }
    let Some(loaded) = super::load_review(&options.review, words) else { return FAILED };
    let chosen = match choice(options, &loaded.review) {
        Ok(chosen) => chosen,
        Err(message) => {
            print_error(&words.words(&message));
            return FAILED;
        }
    };
    let (mut sheet, all_read) = gathered(&loaded.review, &chosen, options, words);
    let place = options.output.as_deref().and_then(|file| std::path::absolute(file).ok());
    sheet.folder = place.and_then(|file| file.parent().map(Path::to_owned));
    let status = if all_read { DONE } else { PARTLY };
    let files = loaded.review.reports.iter().map(|report| report.path.as_path());
    let files = files.filter(|file| options.network || !reaches_elsewhere(file, Some(&options.review)));
    let protected = Protected::new(files.chain([options.review.as_path()]));
    match output(format, &sheet, options, &protected, words) {
        Ok(()) => status,
        // A reader such as `head` closes the pipe when it has enough.
        Err((_, ExportError::Io(error))) if error.kind() == io::ErrorKind::BrokenPipe => status,
        Err((file, error)) => {
            print_error(&words.words(&error.message(&file)));
            FAILED
        }
    }
}

/// The options of the export. `--report` is a report's key in the review or the name of its file.
fn choice(options: &Export, review: &Review) -> Result<export::Options, Message> {
    let mut reports = HashSet::new();
    for asked in &options.report {
        let named = |entry: &&ReportEntry| {
            entry.id.as_str() == asked || entry.path.file_name().is_some_and(|name| name == asked.as_str())
        };
        let Some(entry) = review.reports.iter().find(named) else {
            let known: Vec<String> = review
                .reports
                .iter()
                .map(|entry| format!("{} ({})", entry.id, path_text(&entry.path)))
                .collect();
            let message = Message::new("export-no-such-report").with("report", asked.as_str());
            return Err(message.with("known", known.join(", ")));
        };
        reports.insert(entry.id.clone());
    }
    Ok(export::Options {
        only_open: options.only_open,
        least: match options.min_severity {
            LeastSeverity::Info => Severity::Info,
            LeastSeverity::Minor => Severity::Minor,
            LeastSeverity::Major => Severity::Major,
            LeastSeverity::Critical => Severity::Critical,
        },
        reports: (!reports.is_empty()).then_some(reports),
        author: options.author.clone(),
        notes: None,
        findings: match (options.with_dismissed, options.confirmed_only) {
            (true, _) => Which::All,
            (_, true) => Which::Confirmed,
            _ => Which::Standing,
        },
    })
}

/// Reads and analyses all reports of the review and gathers the sheet. The second value is whether all could be read.
fn gathered(review: &Review, chosen: &export::Options, options: &Export, words: &Catalogue) -> (Sheet, bool) {
    let read = |entry: &ReportEntry| super::read_named(&entry.path, &options.review, options.network);
    let read: Vec<_> = review.reports.par_iter().map(read).collect();
    let (mut reports, mut keys, mut unreadable): (Vec<Report>, Vec<ReportKey>, Vec<(ReportKey, Message)>) =
        Default::default();
    for (entry, result) in review.reports.iter().zip(read) {
        match result {
            Ok(report) => {
                reports.push(report);
                keys.push(entry.id.clone());
            }
            Err(error) => {
                print_error(&with_reason(&error, words));
                unreadable.push((entry.id.clone(), error.reason.message()));
            }
        }
    }
    let outlines: Vec<Outline> = reports.par_iter().map(structure::outline).collect();
    let both = || reports.iter().zip(&outlines);
    let inputs: Vec<Input<'_>> = both().map(|(report, outline)| Input { report, outline }).collect();
    let never = Cancel::default();
    let phrases = Phrases::rule_of_law().clone().with_texts(review.set_phrases());
    let duplicates = duplicates::duplicates_with(&inputs, &duplicates::Options::default(), &phrases, &never)
        .expect("the token is never cancelled");
    let looked: Vec<checks::Input<'_>> =
        both().map(|(report, outline)| checks::Input { report, outline }).collect();
    let findings = checks::run(&looked, &Selection::default(), &never).expect("the token is never cancelled");
    let pairs = pairs::pairs(&inputs, &duplicates, &findings, &never).expect("the token is never cancelled");
    let cases = pairs::cases(inputs.len(), &duplicates.groups, &findings, &pairs);
    let material = Material {
        review,
        inputs: &inputs,
        keys: &keys,
        unreadable: &unreadable,
        duplicates: &duplicates,
        findings: &findings,
        pairs: &pairs,
        cases: &cases,
    };
    (export::sheet(material, chosen, words.language()), unreadable.is_empty())
}

/// Writes to the file, the folder or standard output. An error comes with the file that it is about.
fn output(
    format: Format,
    sheet: &Sheet,
    options: &Export,
    protected: &Protected,
    words: &Catalogue,
) -> Result<(), (String, ExportError)> {
    let reports: Vec<usize> = sheet
        .reports
        .iter()
        .enumerate()
        .filter(|(_, report)| report.is_shown)
        .map(|(index, _)| index)
        .collect();
    let Some(path) = &options.output else {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let result = match (format, reports.as_slice()) {
            (Format::Docx | Format::Pdf, [only]) => {
                export::report_document(format, sheet, *only).and_then(|made| Ok(out.write_all(&made.bytes)?))
            }
            _ => export::write(format, sheet, &mut out),
        };
        return result.and_then(|()| Ok(out.flush()?)).map_err(|error| ("-".to_owned(), error));
    };
    if protected.contains(path) {
        return Err((path_text(path), ExportError::Protected));
    }
    if format == Format::Summary {
        return summary(sheet, options, protected, words);
    }
    if format.is_by_report() {
        return by_report(format, sheet, reports, (options, protected), words);
    }
    let path = &completed(format, path);
    save_whole(format, sheet, path, (options.force, protected), words)
}

/// Writes everything into one file.
fn save_whole(
    format: Format,
    sheet: &Sheet,
    path: &Path,
    (force, protected): (bool, &Protected),
    words: &Catalogue,
) -> Result<(), (String, ExportError)> {
    let at = |error| (path_text(path), error);
    export::save(path, force, protected, |out| export::write(format, sheet, out)).map_err(at)?;
    print_error(&words.words(&Message::new("export-written").with("file", path_text(path))));
    Ok(())
}

/// Writes a file for each report: into a folder, or as the file named if there is only one. A name with the format's
/// extension gets all reports in one document for Word.
fn by_report(
    format: Format,
    sheet: &Sheet,
    mut reports: Vec<usize>,
    (options, protected): (&Export, &Protected),
    words: &Catalogue,
) -> Result<(), (String, ExportError)> {
    let path = options.output.as_deref().unwrap_or(Path::new(""));
    let is_folder = export::is_folder(path);
    let is_alone = reports.len() == 1;
    let named = path.extension().is_some_and(|own| own.eq_ignore_ascii_case(format.extension()));
    let is_wanted = |report: &usize| options.all_reports || docx::has_comments(sheet, *report);
    if format == Format::Pdf {
        reports.retain(is_wanted);
        let (own, other): (Vec<usize>, Vec<usize>) =
            reports.into_iter().partition(|report| pdf::has_original(&sheet.reports[*report]));
        for report in other {
            let file = sheet.reports[report].file_name();
            print_error(&words.words(&Message::new("export-pdf-none").with("file", file)));
        }
        reports = own;
    } else if is_folder || !named && !is_alone {
        reports.retain(is_wanted);
    }
    let to = (options.force, protected);
    match (reports.as_slice(), named && !is_folder) {
        ([], _) => {
            print_error(&words.words(&Message::new("export-no-comments")));
            Ok(())
        }
        ([only], _) if !is_folder && (is_alone || named) => {
            one(format, sheet, *only, &completed(format, path), to, words)
        }
        (_, true) => save_whole(format, sheet, path, to, words),
        (reports, false) => folder(format, sheet, reports, path, to, words),
    }
}

/// The file to write: with the format's extension where the name has none. Devices have none.
fn completed(format: Format, path: &Path) -> PathBuf {
    if export::is_taken(path) { path.to_owned() } else { format.completed(path) }
}

/// Writes the review as one document: a page or a PDF if the file's name ends in `.html` or `.pdf`, else for Word.
fn summary(
    sheet: &Sheet,
    options: &Export,
    protected: &Protected,
    words: &Catalogue,
) -> Result<(), (String, ExportError)> {
    let path = completed(Format::Summary, options.output.as_deref().unwrap_or(Path::new("")));
    let write = |out: &mut dyn io::Write| export::summary_as(sheet, &path, options.template.as_deref(), out);
    export::save(&path, options.force, protected, write).map_err(|error| (path_text(&path), error))?;
    print_error(&words.words(&Message::new("export-written").with("file", path_text(&path))));
    Ok(())
}

/// Writes a document for each report into a folder. A report that the format has no place for is named, and the others are
/// written.
fn folder(
    format: Format,
    sheet: &Sheet,
    reports: &[usize],
    folder: &Path,
    (force, protected): (bool, &Protected),
    words: &Catalogue,
) -> Result<(), (String, ExportError)> {
    export::make_folder(folder).map_err(|error| (path_text(folder), error))?;
    let named = reports.iter().map(|&report| (&*sheet.reports[report].path, &*sheet.reports[report].key));
    let files = docx::file_names(format, named, words.text("export-ending"))
        .into_iter()
        .map(|name| folder.join(name));
    let files: Vec<(usize, PathBuf)> = reports.iter().copied().zip(files).collect();
    // Checked before the first file is written: all of them or none.
    if let Some((_, own)) = files.iter().find(|(_, file)| protected.contains(file)) {
        return Err((path_text(own), ExportError::Protected));
    }
    if let Some((_, taken)) = files.iter().find(|(_, file)| !force && export::is_taken(file)) {
        return Err((path_text(taken), ExportError::Exists));
    }
    let mut refused = None;
    for (report, file) in &files {
        match one(format, sheet, *report, file, (force, protected), words) {
            Err((_, error @ ExportError::Refused(_))) => {
                let name = path_text(&sheet.reports[*report].path);
                if let Some((name, error)) = refused.replace((name, error)) {
                    print_error(&words.words(&ExportError::message(&error, &name)));
                }
            }
            other => other?,
        }
    }
    refused.map_or(Ok(()), Err)
}

/// Writes the document of one report.
fn one(
    format: Format,
    sheet: &Sheet,
    report: usize,
    file: &Path,
    (force, protected): (bool, &Protected),
    words: &Catalogue,
) -> Result<(), (String, ExportError)> {
    let at = |error| (path_text(file), error);
    let made = export::report_document(format, sheet, report).map_err(at)?;
    let file = &made.file(file);
    let at = |error| (path_text(file), error);
    export::save(file, force, protected, |out| Ok(out.write_all(&made.bytes)?)).map_err(at)?;
    let id = match made.origin {
        Origin::Kept => "export-written-kept",
        Origin::Unchanged => "export-written-unchanged",
        Origin::Signed => "export-written-signed",
        Origin::Rebuilt => "export-written-rebuilt",
        Origin::NotKept => "export-written-not-kept",
    };
    print_error(&words.words(&Message { id, arguments: Vec::new() }.with("file", path_text(file))));
    Ok(())
}
