//! Printing for all commands: standard output and error, paths and quotes made safe for a terminal, shares and sizes.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use serde::Serialize;

use super::FAILED;
use crate::export::{harmless, json_escaped};
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::report::ReadError;

/// Writes a command's result to standard output and returns `status`, or [`FAILED`] if it could not be written.
pub(super) fn print(
    status: u8,
    words: &Catalogue,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> u8 {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => status,
        // A reader such as `head` closes the pipe when it has enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => status,
        Err(error) => {
            print_error(&words.words(&Message::new("cli-output-failed").with("words", error.to_string())));
            FAILED
        }
    }
}

/// Writes lines to standard error, without characters that a terminal would interpret. A failure is ignored: there is
/// no other place to report it.
pub(super) fn print_error(line: &str) {
    let line: String = line.chars().map(harmless).collect();
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes a value as JSON, in which characters that a terminal would interpret are escaped.
pub(super) fn write_value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(Escaping(out), value)?;
    writeln!(out)
}

/// Escapes what the serialiser writes. It writes whole strings, so no character is divided between two calls.
struct Escaping<'a>(&'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) if bytes.iter().any(|byte| *byte >= 0x7f) => {
                self.0.write_all(json_escaped(text).as_bytes())?;
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Replaces the current line of the terminal on standard error; an empty line clears it.
pub(super) fn progress_line(line: &str) {
    let mut err = io::stderr().lock();
    let _ = write!(err, "\r\x1b[K{line}").and_then(|()| err.flush());
}

/// Whether standard error is a terminal, where progress is shown.
pub(super) fn shows_progress() -> bool {
    io::stderr().is_terminal()
}

/// A file and the reason why it could not be read.
pub(super) fn with_reason(error: &ReadError, words: &Catalogue) -> String {
    format!("{}: {}", path_text(&error.path), words.words(&error.reason.message()))
}

/// A path as text: bytes that are not UTF-8 become U+FFFD, control characters question marks.
pub(super) fn path_text(path: &Path) -> String {
    let shown = |c: char| if c.is_control() || harmless(c) != c { '?' } else { c };
    path.to_string_lossy().chars().map(shown).collect()
}

/// Text on one line: each run of white space and control characters, which a terminal would interpret, is one space.
pub(super) fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c });
    let mut line = String::new();
    for character in spaced {
        if character != ' ' || !line.ends_with(' ') {
            // A terminal would turn the reading direction of what follows.
            line.push(harmless(character));
        }
    }
    line
}

/// The first `start` and the last `end` characters of a longer text, with an ellipsis between them.
pub(super) fn shorten(text: &str, start: usize, end: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= start + end + 1 {
        return text.to_owned();
    }
    let (head, tail) = (&characters[..start], &characters[characters.len() - end..]);
    head.iter().chain(&['…']).chain(tail).collect()
}

/// A share from 0 to 1 as a percentage with one decimal.
pub(super) fn percent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}

/// A share with four decimals, for JSON and tables: without the digits that `f32` adds when it becomes `f64`.
pub(super) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shortened_in_the_middle() {
        assert_eq!(shorten("一二三四五六七八九十", 3, 2), "一二三…九十");
        assert_eq!(shorten("一二三四五六", 3, 2), "一二三四五六");
        assert_eq!(shorten("一二三四五六", 3, 0), "一二三…");
        assert_eq!(shorten("", 3, 2), "");
    }

    #[test]
    fn text_on_one_line_has_no_escape_sequence() {
        assert_eq!(one_line("甲\n　　乙\u{1b}[31m丙"), "甲 乙 [31m丙");
    }

    #[test]
    fn percentages_have_one_decimal() {
        assert_eq!(percent(0.997), "99.7%");
        assert_eq!(percent(0.0), "0.0%");
    }
}
