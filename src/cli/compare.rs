//! `compare`: aligns two reports and writes the result as text, JSON, HTML or DOCX.

mod json;
mod text;

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::arguments::{Compare, CompareFormat};
use super::print::{path_text, print, print_error, with_reason};
use super::{DONE, FAILED, scans};
use crate::compare::{self, Input};
use crate::export::{self, ComparedReports, ExportError, Side, docx};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::Report;
use crate::review::store::Protected;
use crate::structure::{self, Outline};
use crate::task::Cancel;

/// One of the two reports.
struct Part {
    report: Report,
    outline: Outline,
}

/// Runs the command and returns the exit status, which is [`FAILED`] unless both reports can be read.
pub(super) fn run(options: &Compare, words: &Catalogue) -> u8 {
    if options.format == CompareFormat::Docx && options.output.is_none() && io::stdout().is_terminal() {
        print_error(&words.words(&Message::new("export-not-to-terminal").with("format", "DOCX")));
        return FAILED;
    }
    let (Some(left), Some(right)) = (read(&options.left, words), read(&options.right, words)) else {
        return FAILED;
    };
    let comparison = compare::compare(left.input(), right.input(), &Cancel::default())
        .expect("the token is never cancelled");
    let found = ComparedReports { left: left.side(), right: right.side(), comparison: &comparison };
    match &options.output {
        None => print(DONE, words, |out| write(out, &found, options, words).map_err(io::Error::other)),
        Some(file) => save(file, &found, options, words),
    }
}

/// Writes the comparison in the format asked for.
fn write(
    out: &mut dyn Write,
    found: &ComparedReports<'_>,
    options: &Compare,
    words: &Catalogue,
) -> Result<(), ExportError> {
    match options.format {
        CompareFormat::Text => {
            let is_terminal = options.output.is_none() && io::stdout().is_terminal();
            text::write(out, found, is_terminal && std::env::var_os("NO_COLOR").is_none(), words)?;
        }
        CompareFormat::Json => json::write(out, found, options.with_text)?,
        CompareFormat::Html => found.write_page(out, words)?,
        CompareFormat::Docx => {
            found.write_tracked(out, docx::Tracked { years: !options.no_years }, words)?;
        }
    }
    Ok(())
}

/// Writes a file and returns the exit status. Neither report is ever replaced.
fn save(file: &Path, found: &ComparedReports<'_>, options: &Compare, words: &Catalogue) -> u8 {
    let protected = Protected::new([&options.left, &options.right]);
    let (status, message) =
        match export::save(file, options.force, &protected, |out| write(out, found, options, words)) {
            Ok(()) => (DONE, Message::new("export-written").with("file", path_text(file))),
            Err(error) => (FAILED, error.message(&path_text(file))),
        };
    print_error(&words.words(&message));
    status
}

fn read(path: &Path, words: &Catalogue) -> Option<Part> {
    match scans::read_file(path, scans::Reading::default(), Some(words)) {
        Ok(report) => Some(Part { outline: structure::outline(&report), report }),
        Err(error) => {
            print_error(&with_reason(&error, words));
            None
        }
    }
}

impl Part {
    fn input(&self) -> Input<'_> {
        Input { report: &self.report, outline: &self.outline }
    }

    fn side(&self) -> Side<'_> {
        Side { report: &self.report, outline: &self.outline }
    }
}
