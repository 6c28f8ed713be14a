//! `inspect`: reads reports, analyses them, and prints the result.

use std::path::{Path, PathBuf};

use super::arguments::{FormatChoice, Inspect};
use super::inspection::Inspection;
use super::print::{path_text, print, print_error, with_reason};
use super::scans::{Reading, Scans};
use super::{FAILED, background, json, text};
use crate::checks::{self, Profile, Selection};
use crate::duplicates::{self, Background, Input, Options, Phrases};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::pairs;
use crate::report::{self, Encoding, Named, Pages, ReadError, Report, short_names};
use crate::structure::{self, Outline};
use crate::task::Cancel;

/// Runs the command and returns the exit status.
pub(super) fn run(options: &Inspect, words: &Catalogue) -> u8 {
    let (selection, profile) = match choices(options) {
        Ok(chosen) => chosen,
        Err(error) => {
            print_error(&error.words(words));
            return FAILED;
        }
    };
    let background = match background::chosen(options.background.as_deref()) {
        Ok(background) => background,
        Err(message) => {
            print_error(&words.words(&message));
            return FAILED;
        }
    };
    let (reports, unreadable) = super::read(&options.paths, reading(options), words);
    for error in &unreadable {
        print_error(&with_reason(error, words));
    }
    if reports.is_empty() {
        return FAILED;
    }
    let status = super::status(&unreadable);
    let found = inspect(reports, unreadable, options.min_length, &background, &selection, profile);
    if options.format == FormatChoice::Json {
        // The JSON has ids; the text has the sentences with each report.
        for report in &found.reports {
            for warning in &report.warnings {
                let said = words.words(&warning.message());
                print_error(&format!("{}: {said}", path_text(&report.path)));
            }
        }
    }
    if found.duplicates.cut > 0 {
        print_error(&words.words(&Message::new("cli-passages-cut").with("count", found.duplicates.cut)));
    }
    print(status, words, |out| match options.format {
        FormatChoice::Text => text::write(out, &found, options.min_length, words),
        FormatChoice::Json => json::write(out, &found, options.with_text, words),
    })
}

/// What is read of the files.
fn reading(options: &Inspect) -> Reading {
    let pages = if options.read_anew { Pages::WithHiddenText } else { Pages::WithoutText };
    let read = Scans::Read { pages, cached: !options.no_cache };
    let scans = if options.no_scans { Scans::Leave } else { read };
    Reading { whole_page: options.whole_page, as_one: options.as_one, scans }
}

/// Error in the options of a call.
pub(super) enum OptionError {
    /// There is no check of this id.
    Check(checks::UnknownCheck),
    /// The profile's file could not be read.
    Unreadable(ReadError),
    /// The profile's file is not a profile.
    Profile(PathBuf, checks::ProfileError),
}

impl OptionError {
    pub(super) fn words(&self, words: &Catalogue) -> String {
        match self {
            Self::Check(unknown) => {
                let known: Vec<&str> = checks::all().iter().map(|about| about.id).collect();
                let message = Message::new("cli-unknown-check").with("id", unknown.0.as_str());
                words.words(&message.with("known", known.join(", ")))
            }
            Self::Unreadable(error) => with_reason(error, words),
            Self::Profile(path, error) => words.words(
                &Message::new("cli-profile-failed")
                    .with("place", format!("{}:{}:{}", path_text(path), error.line, error.column))
                    .with("words", error.words.as_str()),
            ),
        }
    }
}

/// The checks and the profile that a call selects.
fn choices(options: &Inspect) -> Result<(Selection, Profile), OptionError> {
    let mut selection = Selection::default();
    for (ids, on) in [(&options.check, true), (&options.no_check, false)] {
        for id in ids {
            selection.set(id, on).map_err(OptionError::Check)?;
        }
    }
    let (profile, _) = profile(options.profile.as_deref())?;
    Ok((selection, profile))
}

/// The profile at `path`, by default the built-in one, and a text that differs between profiles, for caches.
pub(super) fn profile(path: Option<&Path>) -> Result<(Profile, String), OptionError> {
    let Some(path) = path else { return Ok((Profile::rule_of_law().clone(), Profile::SHIPPED.to_owned())) };
    let file = report::read_file(path, Some(Encoding::Utf8)).map_err(OptionError::Unreadable)?;
    let profile =
        Profile::parse(file.text.as_str()).map_err(|error| OptionError::Profile(path.to_owned(), error))?;
    Ok((profile, file.text.as_str().to_owned()))
}

/// Analyses reports.
fn inspect(
    reports: Vec<Report>,
    unreadable: Vec<ReadError>,
    min_length: usize,
    background: &Background,
    selection: &Selection,
    profile: Profile,
) -> Inspection {
    let outlines: Vec<Outline> = reports.iter().map(structure::outline).collect();
    let both = || reports.iter().zip(&outlines);
    let inputs: Vec<Input<'_>> = both().map(|(report, outline)| Input { report, outline }).collect();
    let never = Cancel::default();
    let options = Options { min_length };
    let duplicates =
        duplicates::duplicates_against(&inputs, &options, Phrases::rule_of_law(), background, &never)
            .expect("the token is never cancelled");
    let keys = duplicates.groups.iter().map(|group| group.key(&inputs)).collect();
    let for_checks: Vec<checks::Input<'_>> =
        both().map(|(report, outline)| checks::Input { report, outline }).collect();
    let findings = checks::run(&for_checks, selection, &never).expect("the token is never cancelled");
    let parts = both().map(|(report, outline)| checks::parts(report, outline, &profile)).collect();
    let pairs = pairs::pairs(&inputs, &duplicates, &findings, &never).expect("the token is never cancelled");
    let order = pairs::cases(inputs.len(), &duplicates.groups, &findings, &pairs).order();
    let names = names(&inputs);
    Inspection {
        reports,
        outlines,
        duplicates,
        pairs,
        order,
        names,
        keys,
        findings,
        parts,
        profile,
        unreadable,
    }
}

/// The short names of reports, as in the window.
fn names(inputs: &[Input<'_>]) -> Vec<String> {
    let stem =
        |input: &Input<'_>| input.report.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stems: Vec<String> = inputs.iter().map(stem).collect();
    let named = inputs.iter().zip(&stems).map(|(input, stem)| {
        let title = input.outline.title.map_or("", |title| input.report.text.slice(title).trim());
        Named { title, stem }
    });
    short_names(&named.collect::<Vec<_>>())
}
