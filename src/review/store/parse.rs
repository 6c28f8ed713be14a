//! Parses the bytes of a review file into a [`Review`] and reports unknown content. Paths are left as stored.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer};
use serde_ignored::Path;

use super::MAX_TARGETS;
use super::error::{ReadOnly, StoreReason};
use crate::review::{Review, SCHEMA};

/// The review in these bytes, and why it must not be written back, if so. Paths of reports are left as stored;
/// [`load`](super::load) makes them absolute.
pub fn review_from_bytes(bytes: &[u8]) -> Result<(Review, Option<ReadOnly>), StoreReason> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        StoreReason::NotUtf8(valid.split(|&byte| byte == b'\n').count())
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut unknown = BTreeSet::new();
    let parsed = ron::Options::default().from_str_seed(text, Watched(&mut unknown));
    let mut review = parsed.map_err(|error| match schema_of(text) {
        // A file of a later version may be invalid for this one.
        Some(schema) if schema > SCHEMA => StoreReason::UnknownSchema(schema),
        _ => syntax_reason(&error),
    })?;
    let crowded = bound(&mut review);
    let read_only = match review.schema {
        0 => return Err(StoreReason::UnknownSchema(0)),
        schema if schema > SCHEMA => Some(ReadOnly::NewerSchema(schema)),
        _ if !crowded.is_empty() => Some(ReadOnly::TooManyTargets(crowded)),
        _ if !unknown.is_empty() => Some(ReadOnly::UnknownFields(unknown.into_iter().collect())),
        _ => Some(review.repeated_ids()).filter(|ids| !ids.is_empty()).map(ReadOnly::RepeatedIds),
    };
    if review.schema < SCHEMA {
        // Earlier schemas have fewer fields, and schema 1 stores quotes of any length whole.
        review.schema = SCHEMA;
    }
    Ok((review, read_only))
}

/// Bounds the size of each note: shortens quotes, and drops targets beyond [`MAX_TARGETS`]. Returns the ids of the
/// notes that lost targets, whose file must not be overwritten.
fn bound(review: &mut Review) -> Vec<String> {
    let mut crowded = Vec::new();
    for note in &mut review.notes {
        if note.targets.len() > MAX_TARGETS {
            note.targets.truncate(MAX_TARGETS);
            crowded.push(note.id.to_string());
        }
        note.bound_quotes();
    }
    crowded
}

/// The position of a syntax error.
fn syntax_reason(error: &ron::error::SpannedError) -> StoreReason {
    // The parser has skipped white space before an unexpected token, but is past an unknown name.
    let place = match error.code {
        ron::Error::NoSuchEnumVariant { .. } => &error.span.start,
        _ => &error.span.end,
    };
    StoreReason::Syntax { line: place.line, column: place.col, message: error.code.to_string() }
}

/// The schema of a file whose other fields are not understood.
fn schema_of(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    #[serde(rename = "Review")]
    struct Head {
        schema: u32,
    }
    ron::from_str::<Head>(text).ok().map(|head| head.schema)
}

/// Deserialises a review and collects the names of unknown fields.
struct Watched<'a>(&'a mut BTreeSet<String>);

impl<'de> DeserializeSeed<'de> for Watched<'_> {
    type Value = Review;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Review, D::Error> {
        serde_ignored::deserialize(deserializer, |path| {
            self.0.insert(field_name(&path));
        })
    }
}

/// Path of an unknown field, such as `notes.targets.colour`, without the index of the note.
fn field_name(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Map { parent, key } => match field_name(parent) {
            outer if outer.is_empty() => key.clone(),
            outer => format!("{outer}.{key}"),
        },
        Path::Seq { parent, .. }
        | Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => field_name(parent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_only(text: &str) -> Option<ReadOnly> {
        review_from_bytes(text.as_bytes()).unwrap().1
    }

    fn reason(text: &str) -> StoreReason {
        review_from_bytes(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn unknown_fields_are_named_once_each() {
        assert_eq!(read_only("Review(schema: 1)"), None);
        let text = "Review(schema: 1, mood: Happy(1, [2], {\"a\": (b: 3)}), notes: [
            (id: \"a\", category: Praise, body: \"\", colour: \"red\", targets: [
                (report: \"r1\", start: 0, end: 0, exact: \"\", weight: 0.5)]),
            (id: \"b\", category: Other(\"x\"), body: \"\", colour: None)])";
        let names = ["mood", "notes.colour", "notes.targets.weight"].map(str::to_owned).to_vec();
        assert_eq!(read_only(text), Some(ReadOnly::UnknownFields(names)));
    }

    #[test]
    fn later_versions_are_read_as_far_as_they_make_sense() {
        assert_eq!(read_only("(schema: 5, title: \"x\", more: 1)"), Some(ReadOnly::NewerSchema(5)));
        assert_eq!(
            reason("Review(title: 7, schema: 5, notes: {\"a\": Strange})"),
            StoreReason::UnknownSchema(5)
        );
        assert_eq!(reason("Review(schema: 0)"), StoreReason::UnknownSchema(0));
    }

    #[test]
    fn errors_name_line_and_column() {
        let place = |text: &str| match reason(text) {
            StoreReason::Syntax { line, column, .. } => (line, column),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(""), (1, 1));
        assert_eq!(place("\u{feff}Review(\n    schema: 1,\n    title: 审,\n)"), (3, 12));
        assert_eq!(place("Review(\n    schema: 1,\n    title: \"审\"\n    notes: [],\n)"), (4, 5));
        let note = "Review(schema: 1, notes: [\n(id: \"审\", body: \"\", category: Odd)])";
        assert_eq!(place(note), (2, 31));
        assert_eq!(place("Review(\n  schema: 1,\n  title: \"审\n)").0, 3, "where the open string begins");
        assert_eq!(place("Review(title: \"no schema\")"), (1, 26));
        assert_eq!(place("Review(schema: 1) and more"), (1, 19));
        assert_eq!(place("Profile(schema: 1)").0, 1);
        assert_eq!(review_from_bytes(b"Review(\n\xff)").unwrap_err(), StoreReason::NotUtf8(2));
        let deep = format!("Review(schema: 1, x: {})", "[".repeat(100_000));
        assert_eq!(place(&deep).0, 1, "no stack is deep enough for this");
    }

    #[test]
    fn an_id_for_two_notes_is_seen() {
        let note = "(id: \"a\", category: Praise, body: \"\")";
        let text = format!("Review(schema: 1, notes: [{note}, {note}])");
        assert_eq!(read_only(&text), Some(ReadOnly::RepeatedIds(vec!["a".into()])));
    }
}
