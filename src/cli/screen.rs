//! `screen`: ranks folders of reports; prints text, JSON (schema `jiaokan.screening/1`, in `docs/screening.md`) or CSV.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use super::arguments::{Screen, TableFormat};
use super::print::{
    path_text, percent, print, print_error, progress_line, rounded, shows_progress, with_reason, write_value,
};
use super::{FAILED, PARTLY};
use crate::checks;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, ReadError, Report};
use crate::screening::{Cache, Options, PairRank, ReportRank, Screening, gather};
use crate::structure::Outline;
use crate::task::{Cancel, Progress};

/// Maximum number of reports, and of pairs, in the text output; the other formats list all.
const MAX_LISTED: usize = 50;

/// Minimum time between two updates of the progress line.
const PACE: Duration = Duration::from_millis(100);

/// Runs the command and returns the exit status.
pub(super) fn run(options: &Screen, words: &Catalogue) -> u8 {
    let (profile, variant) = match super::inspect::profile(options.profile.as_deref()) {
        Ok(chosen) => chosen,
        Err(error) => {
            print_error(&error.words(words));
            return FAILED;
        }
    };
    let absent = |report: &Report, outline: &Outline| Some(checks::parts_absent(report, outline, &profile));
    let mut collected = report::collect(&options.paths);
    // Indices and the order of equal ranks must not depend on the order of the call.
    collected.files.sort();
    let mut cache = (!options.no_cache)
        .then(Cache::folder_of_user)
        .flatten()
        .map(|folder| Cache::open(&folder, &variant));
    let progress = progress(words);
    let (cancel, search) =
        (Cancel::default(), Options { min_length: options.min_length, incremental: false });
    let gathered = gather(&collected.files, search, cache.as_mut(), &absent, &cancel, &progress);
    let mut gathered = gathered.expect("the token is never cancelled");
    drop(cache);
    gathered.index.analyse(&cancel, &progress).expect("the token is never cancelled");
    if shows_progress() {
        progress_line("");
    }
    let unreadable = [collected.unreadable, gathered.unreadable].concat();
    for error in &unreadable {
        print_error(&with_reason(error, words));
    }
    if !gathered.left_out.is_empty() {
        print_error(&words.words(&Message::new("cli-screen-full").with("count", gathered.left_out.len())));
    }
    if gathered.index.reports() == 0 {
        return FAILED;
    }
    let screening = gathered.index.screening();
    if screening.pairs_left_out > 0 {
        print_error(
            &words.words(&Message::new("cli-screen-pairs-left-out").with("count", screening.pairs_left_out)),
        );
    }
    let status = if gathered.left_out.is_empty() { super::status(&unreadable) } else { PARTLY };
    let found = Found { screening, unreadable, min_length: options.min_length };
    print(status, words, |out| match options.format {
        TableFormat::Text => found.write_text(out, words),
        TableFormat::Json => found.write_json(out, words),
        TableFormat::Csv => found.write_csv(out, words),
    })
}

/// Shows the progress on one line of the terminal.
fn progress(words: &Catalogue) -> Progress {
    if !shows_progress() {
        return Progress::default();
    }
    let stages =
        ["screen-stage-reading", "screen-stage-phrases", "screen-stage-sorting", "screen-stage-comparing"];
    let stages = stages.map(|stage| (stage, words.text(stage).to_owned()));
    Progress::paced(PACE, move |step| {
        let name =
            stages.iter().find(|(stage, _)| *stage == step.stage).map_or(step.stage, |(_, words)| words);
        progress_line(&format!("{name} {}/{}", step.done, step.total));
    })
}

/// Contents of the output.
struct Found {
    screening: Screening,
    unreadable: Vec<ReadError>,
    min_length: usize,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    reports: Vec<ReportEntry<'a>>,
    pairs: Vec<PairEntry>,
    unreadable: Vec<UnreadableEntry<'a>>,
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    report: usize,
    path: Cow<'a, str>,
    characters: usize,
    within: f64,
    shared: f64,
    /// Ids of parts that the report lacks; `null` if they were not determined.
    parts_absent: Option<&'a [String]>,
}

#[derive(Serialize)]
struct PairEntry {
    left: usize,
    right: usize,
    worth: usize,
    shared_left: f64,
    shared_right: f64,
    longest: usize,
    passages: usize,
}

#[derive(Serialize)]
struct UnreadableEntry<'a> {
    path: Cow<'a, str>,
    reason: String,
}

impl Found {
    fn write_json(&self, out: &mut dyn Write, words: &Catalogue) -> io::Result<()> {
        let unreadable = self.unreadable.iter().map(|error| UnreadableEntry {
            path: error.path.to_string_lossy(),
            reason: words.words(&error.reason.message()),
        });
        let document = Document {
            schema: "jiaokan.screening/1",
            reports: self.screening.reports.iter().map(report_entry).collect(),
            pairs: self.screening.pairs.iter().map(pair_entry).collect(),
            unreadable: unreadable.collect(),
        };
        write_value(out, &document)
    }

    fn write_text(&self, out: &mut dyn Write, words: &Catalogue) -> io::Result<()> {
        let Screening { reports, pairs, .. } = &self.screening;
        let ranked: Vec<&ReportRank> =
            reports.iter().filter(|one| one.within > 0.0 || one.shared > 0.0).collect();
        let heading = Message::new("cli-screen-reports")
            .with("all", reports.len())
            .with("count", ranked.len())
            .with("length", self.min_length);
        writeln!(out, "{}", words.words(&heading))?;
        for one in ranked.iter().take(MAX_LISTED) {
            let shares = Message::new("cli-screen-report")
                .with("within", percent(one.within))
                .with("shared", percent(one.shared))
                .with("characters", one.characters);
            writeln!(out, "  {}\n      {}", path_text(&one.path), words.words(&shares))?;
        }
        more(out, ranked.len(), words)?;
        writeln!(out, "\n{}", words.words(&Message::new("cli-screen-pairs").with("count", pairs.len())))?;
        let paths = self.paths();
        for pair in pairs.iter().take(MAX_LISTED) {
            let facts = Message::new("cli-screen-pair")
                .with("left", percent(pair.shared_left))
                .with("right", percent(pair.shared_right))
                .with("worth", pair.worth)
                .with("longest", pair.longest)
                .with("passages", pair.passages);
            writeln!(out, "  {}\n  {}", path_text(paths[pair.left]), path_text(paths[pair.right]))?;
            writeln!(out, "      {}", words.words(&facts))?;
        }
        more(out, pairs.len(), words)?;
        if !self.unreadable.is_empty() {
            let heading = Message::new("cli-unreadable-heading").with("count", self.unreadable.len());
            writeln!(out, "\n{}", words.words(&heading))?;
            for error in &self.unreadable {
                writeln!(out, "  {}", with_reason(error, words))?;
            }
        }
        Ok(())
    }

    /// Writes reports, pairs and unreadable files as one table; the first column is the kind of the row. Begins with a
    /// BOM, without which spreadsheets guess the encoding.
    fn write_csv(&self, out: &mut dyn Write, words: &Catalogue) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        table.write_record([
            "row",
            "path",
            "other",
            "characters",
            "within",
            "shared",
            "shared_other",
            "longest",
            "passages",
            "parts_absent",
            "reason",
            "worth",
        ])?;
        let none = String::new;
        for one in &self.screening.reports {
            table.write_record([
                "report".to_owned(),
                cell(&one.path),
                none(),
                one.characters.to_string(),
                rounded(one.within).to_string(),
                rounded(one.shared).to_string(),
                none(),
                none(),
                none(),
                one.parts_absent.as_deref().unwrap_or_default().join(" "),
                none(),
                none(),
            ])?;
        }
        let paths = self.paths();
        for pair in &self.screening.pairs {
            table.write_record([
                "pair".to_owned(),
                cell(paths[pair.left]),
                cell(paths[pair.right]),
                none(),
                none(),
                rounded(pair.shared_left).to_string(),
                rounded(pair.shared_right).to_string(),
                pair.longest.to_string(),
                pair.passages.to_string(),
                none(),
                none(),
                pair.worth.to_string(),
            ])?;
        }
        for error in &self.unreadable {
            let mut row = vec![none(); 12];
            row[0].push_str("unreadable");
            row[1] = cell(&error.path);
            row[10] = words.words(&error.reason.message());
            table.write_record(row)?;
        }
        table.flush()
    }

    /// The path of each report, by its index.
    fn paths(&self) -> Vec<&Path> {
        let mut paths = vec![Path::new(""); self.screening.reports.len()];
        for one in &self.screening.reports {
            paths[one.report] = &one.path;
        }
        paths
    }
}

fn report_entry(one: &ReportRank) -> ReportEntry<'_> {
    ReportEntry {
        report: one.report,
        path: one.path.to_string_lossy(),
        characters: one.characters,
        within: rounded(one.within),
        shared: rounded(one.shared),
        parts_absent: one.parts_absent.as_deref(),
    }
}

fn pair_entry(pair: &PairRank) -> PairEntry {
    PairEntry {
        left: pair.left,
        right: pair.right,
        worth: pair.worth,
        shared_left: rounded(pair.shared_left),
        shared_right: rounded(pair.shared_right),
        longest: pair.longest,
        passages: pair.passages,
    }
}

/// Writes the number of entries that are not listed.
fn more(out: &mut dyn Write, count: usize, words: &Catalogue) -> io::Result<()> {
    let Some(more) = count.checked_sub(MAX_LISTED).filter(|&more| more > 0) else { return Ok(()) };
    writeln!(out, "  {}", words.words(&Message::new("cli-screen-more").with("count", more)))
}

/// A path as a cell, preceded by an apostrophe if a spreadsheet would evaluate it as a formula.
fn cell(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{path}") } else { path.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_never_a_formula() {
        assert_eq!(cell(Path::new("=SUM(A1).txt")), "'=SUM(A1).txt");
        assert_eq!(cell(Path::new("folder/青云县.txt")), "folder/青云县.txt");
    }
}
