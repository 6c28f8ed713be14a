//! JSON-LD: a W3C Web Annotation collection (<https://www.w3.org/TR/annotation-model/>) with one annotation per note
//! and per verdict. Findings without a verdict are not included.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::escape::{file_url, percent_encoded};
use super::sheet::{FindingRow, NoteRow, Place, ReportSheet, Sheet, Source};
use super::wording::Wording;
use crate::review::{CONTEXT, Category, Judgement, State, Time};
use crate::text::Span;

/// Writes the sheet.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let w = Wording::new(sheet);
    let collection = collection_id(sheet);
    let notes = sheet.notes.iter().map(|note| annotation(sheet, &collection, note));
    let judged = sheet.findings.iter().filter_map(|row| verdict(&w, &collection, row));
    let items: Vec<Value> = notes.chain(judged).collect();
    let document = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": w.title(),
        "created": instant(&sheet.created),
        "modified": instant(&sheet.modified),
        "generator": { "id": "urn:jiaokan", "type": "Software", "name": "Jiaokan" },
        "generated": instant(&sheet.exported),
        "total": items.len(),
        "first": {
            "id": format!("{collection}:1"),
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        },
    });
    serde_json::to_writer_pretty(&mut *out, &without_nothing(document))?;
    writeln!(out)
}

/// A stable id of the review, made of its creation time and title.
fn collection_id(sheet: &Sheet) -> String {
    let named = format!("{}:{}", sheet.created.as_str(), sheet.title);
    format!("urn:jiaokan:review:{}", percent_encoded(&named))
}

fn annotation(sheet: &Sheet, collection: &str, note: &NoteRow) -> Value {
    let id = if uuid::Uuid::parse_str(&note.id).is_ok() {
        format!("urn:uuid:{}", note.id)
    } else {
        format!("urn:jiaokan:note:{}", percent_encoded(&note.id))
    };
    let category = match &note.category {
        Category::Other(name) => name.clone(),
        listed => format!("{listed:?}"),
    };
    let mut bodies = vec![json!({
        "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": note.body,
    })];
    bodies.push(tagging(&format!("category:{category}")));
    bodies.push(tagging(&format!("severity:{:?}", note.severity)));
    bodies.push(tagging(&format!("status:{:?}", note.status)));
    bodies.extend(note.tags.iter().map(|tag| tagging(tag)));
    let unsure = note.places.iter().map(|place| place.state).find(|state| !is_sure(*state));
    bodies.extend(unsure.map(|state| tagging(&format!("state:{}", state.id()))));
    let targets: Vec<Value> = note.places.iter().map(|place| target(sheet, collection, place)).collect();
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "commenting",
        "creator": creator(&note.author),
        "created": instant(&note.created),
        "modified": instant(&note.modified),
        "body": bodies,
        "target": one_or_several(targets, collection),
    })
}

fn verdict(w: &Wording<'_>, collection: &str, row: &FindingRow) -> Option<Value> {
    let judgement = row.judgement?;
    let value = if row.reason.is_empty() { w.judgement(Some(judgement)) } else { &row.reason };
    let tag = match judgement {
        Judgement::Confirmed => "verdict:Confirmed",
        Judgement::Dismissed => "verdict:Dismissed",
    };
    let mut bodies = vec![
        json!({ "type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": value }),
        json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": w.sentence(row) }),
        tagging(tag),
    ];
    match &row.source {
        Source::Duplicate { .. } => bodies.push(tagging("category:Duplicate")),
        Source::Check { check, .. } => bodies.push(tagging(&format!("check:{check}"))),
        Source::Gone => {}
    }
    let targets = row.places.iter().map(|place| {
        let report = &w.sheet.reports[place.report];
        specific(report, &selectors_in(report, place.span))
    });
    Some(json!({
        "id": format!("urn:jiaokan:verdict:{}", percent_encoded(&row.key)),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": creator(&row.author),
        "created": instant(&row.at),
        "body": bodies,
        "target": one_or_several(targets.collect(), collection),
    }))
}

fn is_sure(state: State) -> bool {
    matches!(state, State::Anchored | State::Moved)
}

fn tagging(value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "tagging", "value": value })
}

/// An annotation needs a target: without a place it is about the whole review.
fn one_or_several(mut targets: Vec<Value>, collection: &str) -> Value {
    match targets.len() {
        0 => json!(collection),
        1 => targets.remove(0),
        _ => Value::Array(targets),
    }
}

fn target(sheet: &Sheet, collection: &str, place: &Place) -> Value {
    let quote = json!([{ "type": "TextQuoteSelector", "exact": place.quote, "prefix": place.prefix, "suffix": place.suffix }]);
    let Some(report) = place.report.map(|report| &sheet.reports[report]) else {
        return json!({ "type": "SpecificResource", "source": collection, "selector": quote });
    };
    match place.span {
        // A guess is not exported as a position, since other programs would trust it.
        Some(span) if is_sure(place.state) => specific(report, &selectors_in(report, span)),
        _ => specific(report, &quote),
    }
}

fn specific(report: &ReportSheet, selectors: &Value) -> Value {
    json!({ "type": "SpecificResource", "source": file_url(&report.path), "selector": selectors })
}

/// Selectors for the quote and the position of a span in the present text.
fn selectors_in(report: &ReportSheet, span: Span) -> Value {
    let text = &report.text;
    json!([
        {
            "type": "TextQuoteSelector",
            "exact": text.slice(span),
            "prefix": text.slice(Span::new(span.start.saturating_sub(CONTEXT), span.start)),
            "suffix": text.slice(Span::new(span.end, span.end + CONTEXT)),
        },
        { "type": "TextPositionSelector", "start": span.start, "end": span.end },
    ])
}

fn creator(author: &str) -> Value {
    if author.is_empty() { Value::Null } else { json!({ "type": "Person", "name": author }) }
}

/// The model requires a time with a zone, preferably UTC; an invalid time is left out.
fn instant(time: &Time) -> Value {
    time.instant().map_or(Value::Null, |instant| json!(instant.to_string()))
}

/// Removes keys without a value.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key, without_nothing(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_nothing).collect()),
        other => other,
    }
}
