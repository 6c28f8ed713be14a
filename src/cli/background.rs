//! `background`: makes a sketch of official prose from folders, and reads one for `inspect`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::FAILED;
use super::arguments::MakeBackground;
use super::print::{path_text, print, print_error, with_reason};
use super::scans::Reading;
use crate::duplicates::{Background, BackgroundBuilder, MAX_BACKGROUND_BYTES, Weight};
use crate::export;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::review::store::Protected;
use crate::structure;
use crate::text::SourceText;

/// Reads the documents, counts them and writes the sketch; the exit status.
pub(super) fn run(options: &MakeBackground, words: &Catalogue) -> u8 {
    let (whole, mut unreadable) = super::read(&options.paths, Reading::default(), words);
    let mut sources = vec![(whole, Weight::Whole)];
    for (kind, path) in options.frequent.iter().enumerate() {
        let (frequent, failed) = super::read(std::slice::from_ref(path), Reading::default(), words);
        unreadable.extend(failed);
        sources.push((frequent, Weight::Frequent { kind }));
    }
    let left_out = if options.leave_out.is_empty() {
        Vec::new()
    } else {
        let (reports, failed) = super::read(&options.leave_out, Reading::default(), words);
        unreadable.extend(failed);
        reports
    };
    for error in &unreadable {
        print_error(&with_reason(error, words));
    }
    let read = sources.iter().flat_map(|(reports, _)| reports).chain(&left_out).map(|report| &report.path);
    let protected = Protected::new(read.chain(unreadable.iter().map(|error| &error.path)));
    let left_out: HashSet<&str> = left_out.iter().map(|report| report.sha256.as_str()).collect();
    let mut builder = BackgroundBuilder::default();
    for (reports, weight) in sources {
        for report in reports.iter().filter(|report| !left_out.contains(report.sha256.as_str())) {
            let outline = structure::outline(report);
            // Page furniture is left out, since it is not part of the document's prose.
            let furniture = outline.furniture.iter().map(|furniture| furniture.span);
            builder.add(&without(&report.text, furniture), &report.sha256, weight);
        }
    }
    let sketch = builder.build();
    if sketch.documents() == 0 {
        return FAILED;
    }
    let saved = export::save(&options.output, options.force, &protected, |out: &mut dyn std::io::Write| {
        out.write_all(sketch.as_bytes())?;
        Ok(())
    });
    if let Err(error) = saved {
        print_error(&words.words(&error.message(&path_text(&options.output))));
        return FAILED;
    }
    let status = super::status(&unreadable);
    print(status, words, |out| {
        let made = Message::new("cli-background-made")
            .with("file", path_text(&options.output))
            .with("documents", sketch.documents())
            .with("strings", sketch.strings());
        writeln!(out, "{}", words.words(&made))
    })
}

/// A text with each of the given spans replaced by a line break.
fn without(text: &SourceText, spans: impl Iterator<Item = crate::text::Span>) -> String {
    let mut rest = String::new();
    let mut at = 0;
    for span in spans {
        if span.start >= at {
            rest.push_str(text.slice(crate::text::Span::new(at, span.start)));
            rest.push('\n');
            at = span.end;
        }
    }
    rest.push_str(text.slice(crate::text::Span::new(at, text.characters())));
    rest
}

/// The sketch that a call names, or the one that comes with the program.
///
/// # Errors
/// The message to show if the file cannot be read or is not a sketch.
pub(super) fn chosen(file: Option<&Path>) -> Result<Cow<'static, Background>, Message> {
    let Some(path) = file else { return Ok(Cow::Borrowed(Background::shipped())) };
    let failed = |words: String| {
        Message::new("cli-background-failed").with("file", path_text(path)).with("words", words)
    };
    let mut bytes = Vec::new();
    let limit = MAX_BACKGROUND_BYTES as u64 + 1;
    let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    read.map_err(|error| failed(error.to_string()))?;
    Background::parse(bytes).map(Cow::Owned).map_err(|error| failed(error.to_string()))
}
