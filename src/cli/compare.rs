//! `compare`: aligns two reports and writes the result as text, JSON, HTML or DOCX.

mod html;
mod json;
mod text;

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::arguments::{Compare, CompareFormat};
use super::print::{path_text, print, print_error, with_reason};
use super::{DONE, FAILED, scans};
use crate::compare::{self, Comparison, Input, RowKind};
use crate::export::{self, ExportError, docx, harmless};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::Report;
use crate::review::Time;
use crate::review::store::Protected;
use crate::structure::{self, Outline};
use crate::task::Cancel;
use crate::text::Span;

/// One of the two reports.
struct Part {
    report: Report,
    outline: Outline,
}

/// Contents of the output.
struct Compared {
    left: Part,
    right: Part,
    comparison: Comparison,
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
    let found = compared(left, right);
    match &options.output {
        None => print(DONE, words, |out| write(out, &found, options, words).map_err(io::Error::other)),
        Some(file) => save(file, &found, options, words),
    }
}

/// Writes the comparison in the format asked for.
fn write(
    out: &mut dyn Write,
    found: &Compared,
    options: &Compare,
    words: &Catalogue,
) -> Result<(), ExportError> {
    match options.format {
        CompareFormat::Text => {
            let is_terminal = options.output.is_none() && io::stdout().is_terminal();
            text::write(out, found, is_terminal && std::env::var_os("NO_COLOR").is_none(), words)?;
        }
        CompareFormat::Json => json::write(out, found, options.with_text)?,
        CompareFormat::Html => html::write(out, found, words)?,
        CompareFormat::Docx => {
            let texts = (&found.left.report.text, &found.right.report.text);
            let tracked = docx::Tracked { years: !options.no_years };
            let title = words.words(&found.page_title());
            out.write_all(&docx::redline(texts, &found.comparison, tracked, &title, &Time::now())?)?;
        }
    }
    Ok(())
}

/// Writes a file and returns the exit status. Neither report is ever replaced.
fn save(file: &Path, found: &Compared, options: &Compare, words: &Catalogue) -> u8 {
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

fn compared(left: Part, right: Part) -> Compared {
    let comparison = compare::compare(left.input(), right.input(), &Cancel::default())
        .expect("the token is never cancelled");
    Compared { left, right, comparison }
}

impl Part {
    fn input(&self) -> Input<'_> {
        Input { report: &self.report, outline: &self.outline }
    }

    fn slice(&self, span: Span) -> &str {
        self.report.text.slice(span)
    }

    /// The title, if there is one.
    fn title(&self) -> Option<&str> {
        Some(self.slice(self.outline.title?).trim()).filter(|title| !title.is_empty())
    }

    /// The file name, with harmless characters only.
    fn name(&self) -> String {
        let name = self.report.path.file_name().unwrap_or(self.report.path.as_os_str());
        path_text(Path::new(name)).chars().map(harmless).collect()
    }

    /// The path, with harmless characters only.
    fn path(&self) -> String {
        path_text(&self.report.path).chars().map(harmless).collect()
    }
}

impl Compared {
    /// Both names, as a title.
    fn page_title(&self) -> Message {
        Message::new("compare-page-title").with("left", self.left.name()).with("right", self.right.name())
    }

    /// For a moved row, a sentence with the line of its other side.
    fn whereabouts(&self, row: usize, words: &Catalogue) -> Option<String> {
        let row = &self.comparison.rows[row];
        let other = &self.comparison.rows[row.counterpart?];
        let message = match (other.left, other.right) {
            (_, Some(cell)) => Message::new("compare-moved-to").with("line", cell.line + 1),
            (Some(cell), None) => Message::new("compare-moved-from").with("line", cell.line + 1),
            (None, None) => return None,
        };
        Some(words.words(&message))
    }

    /// A remark on a row: only years changed, only white space or width changed, or it is page furniture.
    fn remark(&self, row: usize, words: &Catalogue) -> Option<String> {
        let row = &self.comparison.rows[row];
        let id = if row.is_furniture() {
            words.text("compare-furniture")
        } else if row.is_years_only() {
            words.text("compare-years-only")
        } else if row.is_variant() {
            words.text("compare-variants")
        } else {
            return None;
        };
        Some(id.to_owned())
    }
}

/// The sign between the sides of a row.
fn mark(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Equal => " ",
        RowKind::Changed => "~",
        RowKind::Moved => "»",
        RowKind::OnlyLeft => "−",
        RowKind::OnlyRight => "+",
    }
}
