//! `figures`: the figures of reports, and those that several have side by side, as text, JSON (schema
//! `jiaokan.figures/1`, in `docs/ledger.md`), CSV or a workbook.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Serialize;

use super::FAILED;
use super::arguments::{Figures, LedgerFormat};
use super::print::{one_line, path_text, print, print_error, shorten, with_reason, write_value};
use super::scans::Reading;
use crate::export::{self, ExportError, Ledger, LedgerReport};
use crate::figures::{self, Figure, Kind, Row};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, ReadError, Report};
use crate::review::store::Protected;
use crate::review::{LedgerRule, ReportKey, Review};
use crate::structure::{self, Outline};

/// Runs the command and returns the exit status.
pub(super) fn run(options: &Figures, words: &Catalogue) -> u8 {
    if options.output.is_none() && options.format == LedgerFormat::Xlsx && io::stdout().is_terminal() {
        print_error(&words.words(&Message::new("export-not-to-terminal").with("format", "XLSX")));
        return FAILED;
    }
    let review = match &options.review {
        None => None,
        Some(file) => match super::load_review(file, words) {
            None => return FAILED,
            Some(loaded) => Some(loaded.review),
        },
    };
    let own = match own_synonyms(options, words) {
        Ok(own) => own,
        Err(message) => {
            print_error(&words.words(&message));
            return FAILED;
        }
    };
    let (reports, unreadable) = match (&review, &options.review) {
        (Some(review), Some(file)) if options.paths.is_empty() => of_review(review, file),
        _ => super::read(&options.paths, Reading::default(), words),
    };
    for error in &unreadable {
        print_error(&with_reason(error, words));
    }
    if reports.is_empty() {
        return FAILED;
    }
    let outlines: Vec<Outline> = reports.par_iter().map(structure::outline).collect();
    let both: Vec<(&Report, &Outline)> = reports.iter().zip(&outlines).collect();
    let figures: Vec<Vec<Figure>> =
        both.par_iter().map(|(report, outline)| figures::figures(report, outline)).collect();
    let slices: Vec<&[Figure]> = figures.iter().map(Vec::as_slice).collect();
    let keys: Vec<Option<&ReportKey>> =
        reports.iter().map(|report| review.as_ref().and_then(|review| key(review, report))).collect();
    let rules = review.as_ref().map_or(&[][..], |review| &review.ledger);
    let mut decisions = LedgerRule::decisions(rules, &keys);
    for group in own {
        decisions.synonyms.add(&group.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let mut rows = figures::rows(&slices, &decisions);
    if options.format != LedgerFormat::Json {
        rows.retain(|row| !row.hidden);
    }
    let found =
        Found { reports: &reports, outlines: &outlines, figures: &slices, rows, unreadable: &unreadable };
    let status = super::status(&unreadable);
    let Some(path) = &options.output else {
        return print(status, words, |out| {
            found.write(options.format, words, out).map_err(|error| match error {
                ExportError::Io(error) => error,
                other => io::Error::other(other.to_string()),
            })
        });
    };
    let read = reports.iter().map(|report| report.path.as_path());
    let unread = unreadable.iter().map(|error| error.path.as_path());
    let own = options.synonyms.as_deref().into_iter().chain(options.review.as_deref());
    let protected = Protected::new(read.chain(unread).chain(own));
    match export::save(path, options.force, &protected, |out| found.write(options.format, words, out)) {
        Ok(()) => status,
        Err(error) => {
            print_error(&words.words(&error.message(&path_text(path))));
            FAILED
        }
    }
}

/// Reads the reports of a review.
fn of_review(review: &Review, file: &Path) -> (Vec<Report>, Vec<ReadError>) {
    let read: Vec<_> =
        review.reports.par_iter().map(|entry| super::read_named(&entry.path, file, false)).collect();
    let (mut reports, mut unreadable) = (Vec::new(), Vec::new());
    for result in read {
        match result {
            Ok(report) => reports.push(report),
            Err(error) => unreadable.push(error),
        }
    }
    (reports, unreadable)
}

/// The key of a report in a review: that of its path, or else of its content.
fn key<'a>(review: &'a Review, report: &Report) -> Option<&'a ReportKey> {
    let absolute = std::path::absolute(&report.path).ok();
    let at_path = review.reports.iter().find(|entry| Some(&entry.path) == absolute.as_ref());
    let known = at_path.or_else(|| review.reports.iter().find(|entry| entry.sha256 == report.sha256));
    known.map(|entry| &entry.id)
}

/// The groups of synonyms in the file that the call names.
fn own_synonyms(options: &Figures, words: &Catalogue) -> Result<Vec<Vec<String>>, Message> {
    let Some(path) = &options.synonyms else { return Ok(Vec::new()) };
    let read = report::read_file(path, None).map_err(|error| {
        Message::new("ledger-cli-synonyms-failed")
            .with("file", path_text(path))
            .with("words", words.words(&error.reason.message()))
    })?;
    let lines = read.text.as_str().lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect())
}

/// Contents of the output.
struct Found<'a> {
    reports: &'a [Report],
    outlines: &'a [Outline],
    figures: &'a [&'a [Figure]],
    rows: Vec<Row>,
    unreadable: &'a [ReadError],
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    reports: Vec<ReportEntry<'a>>,
    rows: Vec<RowEntry<'a>>,
    unreadable: Vec<UnreadableEntry>,
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    report: usize,
    path: String,
    title: Option<String>,
    figures: Vec<FigureEntry<'a>>,
}

#[derive(Serialize)]
struct FigureEntry<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: String,
    unit: &'a str,
    indicator: &'a str,
    kind: &'static str,
    approximate: Option<&'static str>,
    part_of: Option<usize>,
    rate_of: Option<[usize; 2]>,
    change: Option<ChangeEntry>,
    earlier: Option<&'static str>,
    planned: bool,
    period: &'static str,
    in_table: bool,
}

#[derive(Serialize)]
struct ChangeEntry {
    of: Option<usize>,
    falls: bool,
    against: Option<&'static str>,
}

#[derive(Serialize)]
struct RowEntry<'a> {
    indicator: &'a str,
    unit: &'a str,
    kind: &'static str,
    planned: bool,
    period: &'static str,
    certainty: f64,
    hidden: bool,
    cells: Vec<CellEntry>,
}

#[derive(Serialize)]
struct CellEntry {
    report: usize,
    figure: usize,
}

#[derive(Serialize)]
struct UnreadableEntry {
    path: String,
    reason: String,
}

impl Found<'_> {
    fn write(&self, format: LedgerFormat, words: &Catalogue, out: &mut dyn Write) -> Result<(), ExportError> {
        match format {
            LedgerFormat::Text => self.text(words, out)?,
            LedgerFormat::Json => self.json(words, out)?,
            LedgerFormat::Csv => self.ledger().csv(words, out)?,
            LedgerFormat::Xlsx => self.ledger().xlsx(words, out)?,
        }
        Ok(())
    }

    /// The title of a report on one line, if it has one.
    fn title(&self, report: usize) -> Option<String> {
        let title = self.outlines[report].title.map(|title| self.reports[report].text.slice(title));
        title.map(|title| one_line(title).trim().to_owned()).filter(|title| !title.is_empty())
    }

    fn ledger(&self) -> Ledger<'_> {
        let report = |at: usize| LedgerReport {
            name: export::column_name(self.title(at).as_deref(), &self.reports[at].path),
            text: &self.reports[at].text,
            figures: self.figures[at],
        };
        Ledger { reports: (0..self.reports.len()).map(report).collect(), rows: &self.rows }
    }

    fn json(&self, words: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
        let reports = self.reports.iter().enumerate().map(|(at, report)| ReportEntry {
            report: at,
            path: report.path.to_string_lossy().into_owned(),
            title: self.title(at),
            figures: self.figures[at].iter().map(|figure| entry(report, figure)).collect(),
        });
        let rows = self.rows.iter().map(|row| RowEntry {
            indicator: &row.indicator,
            unit: &row.unit,
            kind: row.kind.id(),
            planned: row.planned,
            period: row.period.id(),
            hidden: row.hidden,
            certainty: super::print::rounded(row.certainty),
            cells: row
                .cells
                .iter()
                .map(|cell| CellEntry { report: cell.report, figure: cell.figure })
                .collect(),
        });
        let unreadable = self.unreadable.iter().map(|error| UnreadableEntry {
            path: error.path.to_string_lossy().into_owned(),
            reason: words.words(&error.reason.message()),
        });
        let document = Document {
            schema: "jiaokan.figures/1",
            reports: reports.collect(),
            rows: rows.collect(),
            unreadable: unreadable.collect(),
        };
        write_value(out, &document)
    }

    fn text(&self, words: &Catalogue, out: &mut dyn Write) -> io::Result<()> {
        /// Maximum length of an indicator, in characters.
        const LONGEST: usize = 30;
        for (at, report) in self.reports.iter().enumerate() {
            let head = Message::new("ledger-cli-report").with("file", path_text(&report.path));
            writeln!(out, "{}", words.words(&head.with("count", self.figures[at].len())))?;
            for figure in self.figures[at] {
                let line = report.text.line_from_position(figure.span.start) + 1;
                let indicator = one_line(&shorten(&figure.indicator, LONGEST - 8, 7));
                writeln!(out, "{line:6}  {indicator}: {}", one_line(report.text.slice(figure.span)))?;
            }
            writeln!(out)?;
        }
        let shared: Vec<&Row> = self.rows.iter().filter(|row| row.reports() > 1).collect();
        if self.reports.len() < 2 {
            return Ok(());
        }
        writeln!(out, "{}", words.words(&Message::new("ledger-cli-rows").with("count", shared.len())))?;
        for row in shared {
            let percent = (row.certainty * 100.0).round();
            let planned =
                if row.planned { format!(" {}", words.text("ledger-planned")) } else { String::new() };
            let indicator = one_line(&shorten(&row.indicator, LONGEST - 8, 7));
            writeln!(out, "  {indicator}{planned}  {} {percent}%", words.text("ledger-certainty"))?;
            for of_report in row.cells.chunk_by(|left, right| left.report == right.report) {
                let report = &self.reports[of_report[0].report];
                let values: Vec<String> = of_report
                    .iter()
                    .map(|cell| one_line(report.text.slice(self.figures[cell.report][cell.figure].span)))
                    .collect();
                writeln!(out, "      {}: {}", report.file_name(), values.join(", "))?;
            }
        }
        Ok(())
    }
}

fn entry<'a>(report: &'a Report, figure: &'a Figure) -> FigureEntry<'a> {
    FigureEntry {
        start: figure.span.start,
        end: figure.span.end,
        text: report.text.slice(figure.span),
        value: figure.value.to_string(),
        unit: &figure.unit,
        indicator: &figure.indicator,
        kind: figure.kind.id(),
        approximate: figure.approximate,
        part_of: figure.part_of,
        rate_of: figure.rate_of,
        change: figure.change.filter(|_| figure.kind == Kind::Change).map(|change| ChangeEntry {
            of: change.of,
            falls: change.falls,
            against: change.against.map(figures::Against::id),
        }),
        earlier: figure.earlier.map(figures::Against::id),
        planned: figure.planned,
        period: figure.period.id(),
        in_table: figure.in_table,
    }
}
