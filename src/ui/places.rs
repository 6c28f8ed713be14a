//! The places of a finding in words: reports, line numbers, and the beginning of the text.

use super::context::UiCtx;
use crate::message::Message;
use crate::session::{Finding, Place, one_line};
use crate::text::Span;

/// The beginning of a place's text, at most `most` characters.
pub(super) fn beginning(cx: &UiCtx<'_>, place: Place, most: usize) -> String {
    let Some(document) = cx.session.document(place.report) else { return String::new() };
    let end = place.span.end.min(place.span.start + most);
    // A passage may begin with the punctuation that ends the sentence before it.
    let is_mark = |c: char| c.is_whitespace() || "，。；、：！？,.;:!?）)】”’".contains(c);
    one_line(document.text().slice(Span::new(place.span.start, end)).trim_start_matches(is_mark))
}

/// `大连高新区 2024 第1行 · 第23行`, with the reports' names where they are several.
pub(super) fn places_words(cx: &UiCtx<'_>, finding: &Finding) -> String {
    let line_of = |place: &Place| {
        let document = cx.session.document(place.report)?;
        Some((cx.session.name(place.report), document.text().line_from_position(place.span.start) + 1))
    };
    let one_report = finding.places.iter().all(|place| place.report == finding.places[0].report);
    let listed = finding.places.iter().take(3).filter_map(line_of);
    let words: Vec<String> = if one_report {
        listed.map(|(_, line)| cx.words.words(&Message::new("line").with("line", line))).collect()
    } else {
        listed.map(|(name, line)| format!("{name}:{line}")).collect()
    };
    let mut places = words.join(" · ");
    if finding.places.len() > 3 {
        let count = finding.places.len();
        places = cx.words.words(&Message::new("places-all").with("places", places).with("count", count));
    }
    if one_report && let Some((name, _)) = line_of(&finding.places[0]) {
        places = format!("{name} {places}");
    }
    places
}
