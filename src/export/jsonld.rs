//! JSON-LD: a W3C Web Annotation collection (<https://www.w3.org/TR/annotation-model/>) with one annotation per note
//! and per verdict, and one per report of which something was not read. Findings without a verdict are not included.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::escape::{json as visible, percent_encoded};
use super::links::{common_folder, relative};
use super::sheet::{FindingRow, NoteRow, Place, ReportSheet, Sheet, Source};
use super::wording::Wording;
use crate::review::{CONTEXT, Category, Judgement, MAX_QUOTE, QUOTE_END, Reply, State, Time};
use crate::text::Span;

/// Writes the sheet.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let w = Wording::new(sheet);
    let collection = collection_id(sheet);
    let sources = Sources::new(sheet);
    let notes = sheet.notes.iter().flat_map(|note| {
        let replies = note.replies.iter().enumerate().map(|(index, reply)| answer(note, index, reply));
        std::iter::once(annotation(sheet, &sources, &collection, note)).chain(replies).collect::<Vec<_>>()
    });
    let judged = sheet.findings.iter().filter_map(|row| verdict(&w, &sources, &collection, row));
    let missing = sheet.reports.iter().filter_map(|report| missing(&w, &sources, report));
    let mut items: Vec<Value> = notes.chain(judged).chain(missing).collect();
    make_unique(&mut items);
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
    let text = serde_json::to_string_pretty(&without_nothing(document))?;
    writeln!(out, "{}", visible(&text))
}

/// A stable id of the review, made of its creation time and title.
fn collection_id(sheet: &Sheet) -> String {
    let named = format!("{}:{}", sheet.created.as_str(), sheet.title);
    format!("urn:jiaokan:review:{}", percent_encoded(&named))
}

fn annotation(sheet: &Sheet, sources: &Sources, collection: &str, note: &NoteRow) -> Value {
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
    let targets: Vec<Value> =
        note.places.iter().map(|place| target(sheet, sources, collection, place)).collect();
    json!({
        "id": note_id(note),
        "type": "Annotation",
        "motivation": "commenting",
        "creator": creator(&note.author),
        "created": instant(&note.created),
        "modified": instant(&note.modified),
        "body": bodies,
        "target": one_or_several(targets, collection),
    })
}

fn note_id(note: &NoteRow) -> String {
    if uuid::Uuid::parse_str(&note.id).is_ok() {
        format!("urn:uuid:{}", note.id)
    } else {
        format!("urn:jiaokan:note:{}", percent_encoded(&note.id))
    }
}

/// A reply as an annotation of the annotation that it answers.
fn answer(note: &NoteRow, index: usize, reply: &Reply) -> Value {
    json!({
        "id": format!("{}:reply:{}", note_id(note), index.saturating_add(1)),
        "type": "Annotation",
        "motivation": "replying",
        "creator": creator(&reply.author),
        "created": instant(&reply.at),
        "body": { "type": "TextualBody", "purpose": "replying", "format": "text/plain", "value": reply.body },
        "target": note_id(note),
    })
}

fn verdict(w: &Wording<'_>, sources: &Sources, collection: &str, row: &FindingRow) -> Option<Value> {
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
        Source::Gone { .. } => {}
    }
    let targets = row.places.iter().map(|place| {
        let report = &w.sheet.reports[place.report];
        specific(sources, report, &selectors_in(report, place.span))
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

/// What is not in a report's text.
fn missing(w: &Wording<'_>, sources: &Sources, report: &ReportSheet) -> Option<Value> {
    Some(json!({
        "id": format!("urn:jiaokan:report:{}", percent_encoded(&report.key)),
        "type": "Annotation",
        "motivation": "describing",
        "created": instant(&w.sheet.exported),
        "body": {
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": w.missing(report)?,
        },
        "target": { "type": "SpecificResource", "source": sources.of(report) },
    }))
}

fn is_sure(state: State) -> bool {
    matches!(state, State::Anchored | State::Moved)
}

fn tagging(value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "tagging", "value": value })
}

/// Target or array of targets of an annotation; the collection if there are none, since an annotation needs a target.
fn one_or_several(mut targets: Vec<Value>, collection: &str) -> Value {
    match targets.len() {
        0 => json!(collection),
        1 => targets.remove(0),
        _ => Value::Array(targets),
    }
}

fn target(sheet: &Sheet, sources: &Sources, collection: &str, place: &Place) -> Value {
    let quote = json!([{ "type": "TextQuoteSelector", "exact": place.quote, "prefix": place.prefix, "suffix": place.suffix }]);
    let Some(report) = place.report.map(|report| &sheet.reports[report]) else {
        return json!({ "type": "SpecificResource", "source": collection, "selector": quote });
    };
    match place.span {
        // A guess is not exported as a position, since other programs would trust it.
        Some(span) if is_sure(place.state) => specific(sources, report, &selectors_in(report, span)),
        _ => specific(sources, report, &quote),
    }
}

fn specific(sources: &Sources, report: &ReportSheet, selectors: &Value) -> Value {
    json!({ "type": "SpecificResource", "source": sources.of(report), "selector": selectors })
}

/// Names of the reports: paths relative to the deepest folder that contains them all, so that they are distinct and
/// reveal nothing of the machine.
struct Sources {
    folder: Option<PathBuf>,
}

impl Sources {
    fn new(sheet: &Sheet) -> Self {
        Self { folder: common_folder(sheet.reports.iter().map(|report| report.path.as_path())) }
    }

    fn of(&self, report: &ReportSheet) -> Value {
        let path = self.folder.as_deref().and_then(|folder| relative(&report.path, folder));
        let id = percent_encoded(&path.unwrap_or_else(|| format!("{}/{}", report.key, report.file_name())));
        if report.sha256.is_empty() {
            return json!({ "id": id });
        }
        json!({ "id": id, "schema:sha256": report.sha256 })
    }
}

/// Numbers ids that occur more than once: two copies of one report have findings with the same key.
fn make_unique(items: &mut [Value]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for item in items {
        let Some(id) = item["id"].as_str().map(str::to_owned) else { continue };
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            item["id"] = json!(format!("{id}:{count}"));
        }
    }
}

/// Selectors for the quote and the position of a span in the present text. A long quote is given by its ends, as a
/// review stores it.
fn selectors_in(report: &ReportSheet, span: Span) -> Value {
    let text = &report.text;
    let prefix = text.slice(Span::new(span.start.saturating_sub(CONTEXT), span.start));
    let suffix = text.slice(Span::new(span.end, span.end + CONTEXT));
    let quote = if span.len() <= MAX_QUOTE {
        json!({ "type": "TextQuoteSelector", "exact": text.slice(span), "prefix": prefix, "suffix": suffix })
    } else {
        let head = text.slice(Span::new(span.start, span.start + QUOTE_END));
        let tail = text.slice(Span::new(span.end - QUOTE_END, span.end));
        json!({
            "type": "RangeSelector",
            "startSelector": { "type": "TextQuoteSelector", "exact": head, "prefix": prefix },
            "endSelector": { "type": "TextQuoteSelector", "exact": tail, "suffix": suffix },
        })
    };
    json!([quote, { "type": "TextPositionSelector", "start": span.start, "end": span.end }])
}

fn creator(author: &str) -> Value {
    if author.is_empty() { Value::Null } else { json!({ "type": "Person", "name": author }) }
}

/// A time in UTC, since the model requires a zone, preferably UTC; null, and so left out, for an invalid time.
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
