//! `compare`: aligns two reports and prints the result as text, JSON or HTML.

mod html;
mod json;
mod text;

use std::io::IsTerminal as _;
use std::path::Path;

use super::arguments::{Compare, CompareFormat};
use super::print::{path_text, print, print_error, with_reason};
use super::{DONE, FAILED};
use crate::compare::{self, Comparison, Input, RowKind};
use crate::export::harmless;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::{self, Report};
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
    let (Some(left), Some(right)) = (read(&options.left, words), read(&options.right, words)) else {
        return FAILED;
    };
    let found = compared(left, right);
    print(DONE, words, |out| match options.format {
        CompareFormat::Text => {
            let coloured = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            text::write(out, &found, coloured, words)
        }
        CompareFormat::Json => json::write(out, &found, options.with_text),
        CompareFormat::Html => html::write(out, &found, words),
    })
}

fn read(path: &Path, words: &Catalogue) -> Option<Part> {
    match report::read_file(path, None) {
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
