//! `inspect`: everything that is found in some reports, before it is written in any form.

use super::arguments::{FormatChoice, Inspect};
use super::{DONE, FAILED, PARTLY, complain, json, named, words};
use crate::duplicates::{self, Duplicates, Input, Options};
use crate::i18n::Catalogue;
use crate::report::{ReadError, Report};
use crate::structure::{self, Outline};
use crate::task::Cancel;
use crate::text::Span;

/// Everything found.
pub(super) struct Inspection {
    /// The reports, in the order of the call.
    pub reports: Vec<Report>,
    /// How each is built.
    pub outlines: Vec<Outline>,
    /// What stands twice.
    pub duplicates: Duplicates,
    /// What could not be read.
    pub unreadable: Vec<ReadError>,
}

/// Reads, searches and writes what the call asks for; the exit status.
pub(super) fn run(options: &Inspect, words: &Catalogue) -> u8 {
    let (reports, unreadable) = super::read(&options.paths, options.whole_page, words);
    for error in &unreadable {
        complain(&named(error, words));
    }
    if reports.is_empty() {
        return FAILED;
    }
    let status = if unreadable.is_empty() { DONE } else { PARTLY };
    let found = inspect(reports, unreadable, options.min_length);
    super::print(status, words, |out| match options.format {
        FormatChoice::Text => words::write(out, &found, options.min_length, words),
        FormatChoice::Json => json::write(out, &found, options.with_text, words),
    })
}

/// Searches reports.
fn inspect(reports: Vec<Report>, unreadable: Vec<ReadError>, min_length: usize) -> Inspection {
    let outlines: Vec<Outline> = reports.iter().map(structure::outline).collect();
    let inputs: Vec<Input<'_>> =
        reports.iter().zip(&outlines).map(|(report, outline)| Input { report, outline }).collect();
    let duplicates = duplicates::duplicates(&inputs, &Options { min_length }, &Cancel::default())
        .expect("nobody else holds the token");
    Inspection { reports, outlines, duplicates, unreadable }
}

impl Inspection {
    /// The title of a report as it stands, if it has one.
    pub(super) fn title(&self, report: usize) -> Option<&str> {
        let title = self.outlines[report].title?;
        Some(self.reports[report].text.slice(title).trim()).filter(|title| !title.is_empty())
    }

    /// The innermost heading over a place.
    pub(super) fn heading_over(&self, report: usize, span: Span) -> Option<&str> {
        let sections = &self.outlines[report].sections;
        let over =
            sections.iter().rev().find(|s| s.heading.start <= span.start && span.start < s.body_end)?;
        Some(self.reports[report].text.slice(over.heading).trim())
    }

    /// Line of a position, from 1.
    pub(super) fn line(&self, report: usize, position: usize) -> usize {
        self.reports[report].text.line_from_position(position) + 1
    }
}
