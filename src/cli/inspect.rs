//! `inspect`: everything that is found in some reports, before it is written in any form.

use std::path::{Path, PathBuf};

use super::arguments::{FormatChoice, Inspect};
use super::{DONE, FAILED, PARTLY, complain, json, named, shown, words};
use crate::checks::{self, PartState, Profile, Selection};
use crate::duplicates::{self, Duplicates, Input, Options};
use crate::finding::Finding;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, Encoding, ReadError, Report};
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
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// Which parts of the profile each has.
    pub parts: Vec<Vec<PartState>>,
    /// The profile.
    pub profile: Profile,
    /// What could not be read.
    pub unreadable: Vec<ReadError>,
}

/// Reads, searches and writes what the call asks for; the exit status.
pub(super) fn run(options: &Inspect, words: &Catalogue) -> u8 {
    let (selection, profile) = match choices(options) {
        Ok(chosen) => chosen,
        Err(wrong) => {
            complain(&wrong.words(words));
            return FAILED;
        }
    };
    let (reports, unreadable) = super::read(&options.paths, options.whole_page, words);
    for error in &unreadable {
        complain(&named(error, words));
    }
    if reports.is_empty() {
        return FAILED;
    }
    let status = if unreadable.is_empty() { DONE } else { PARTLY };
    let found = inspect(reports, unreadable, options.min_length, &selection, profile);
    super::print(status, words, |out| match options.format {
        FormatChoice::Text => words::write(out, &found, options.min_length, words),
        FormatChoice::Json => json::write(out, &found, options.with_text, words),
    })
}

/// What a call asks for that does not exist.
pub(super) enum Wrong {
    Check(checks::UnknownCheck),
    Unreadable(ReadError),
    Profile(PathBuf, checks::ProfileError),
}

impl Wrong {
    pub(super) fn words(&self, words: &Catalogue) -> String {
        match self {
            Self::Check(unknown) => {
                let known: Vec<&str> = checks::all().iter().map(|about| about.id).collect();
                let message = Message::new("cli-unknown-check").with("id", unknown.0.as_str());
                words.words(&message.with("known", known.join(", ")))
            }
            Self::Unreadable(error) => named(error, words),
            Self::Profile(path, error) => words.words(
                &Message::new("cli-profile-failed")
                    .with("place", format!("{}:{}:{}", shown(path), error.line, error.column))
                    .with("words", error.words.as_str()),
            ),
        }
    }
}

/// The checks and the profile that a call chooses.
fn choices(options: &Inspect) -> Result<(Selection, Profile), Wrong> {
    let mut selection = Selection::default();
    for (ids, on) in [(&options.check, true), (&options.no_check, false)] {
        for id in ids {
            selection.set(id, on).map_err(Wrong::Check)?;
        }
    }
    let (profile, _) = profile(options.profile.as_deref())?;
    Ok((selection, profile))
}

/// The profile of parts that a call chooses, and what tells it from others.
pub(super) fn profile(path: Option<&Path>) -> Result<(Profile, String), Wrong> {
    let Some(path) = path else { return Ok((Profile::rule_of_law().clone(), Profile::SHIPPED.to_owned())) };
    let file = report::read_file(path, Some(Encoding::Utf8)).map_err(Wrong::Unreadable)?;
    let profile =
        Profile::parse(file.text.as_str()).map_err(|error| Wrong::Profile(path.to_owned(), error))?;
    Ok((profile, file.text.as_str().to_owned()))
}

/// Searches reports.
fn inspect(
    reports: Vec<Report>,
    unreadable: Vec<ReadError>,
    min_length: usize,
    selection: &Selection,
    profile: Profile,
) -> Inspection {
    let outlines: Vec<Outline> = reports.iter().map(structure::outline).collect();
    let both = || reports.iter().zip(&outlines);
    let inputs: Vec<Input<'_>> = both().map(|(report, outline)| Input { report, outline }).collect();
    let duplicates = duplicates::duplicates(&inputs, &Options { min_length }, &Cancel::default())
        .expect("nobody else holds the token");
    let inputs: Vec<checks::Input<'_>> =
        both().map(|(report, outline)| checks::Input { report, outline }).collect();
    let findings = checks::run(&inputs, selection, &Cancel::default()).expect("nobody else holds the token");
    let parts = both().map(|(report, outline)| checks::parts(report, outline, &profile)).collect();
    Inspection { reports, outlines, duplicates, findings, parts, profile, unreadable }
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
