//! Annotations in JSON: a W3C Web Annotation collection, page or list, and what Hypothes.is exports.

use serde_json::Value;

use crate::report::{AnnotatedPlace, Annotation, Reason};

/// Maximum number of annotations that are read.
const MAX_ANNOTATIONS: usize = 100_000;
/// Maximum number of places read of an annotation.
const MAX_PLACES: usize = 1_000;

/// Reads the annotations of a file.
pub(in crate::report) fn read(bytes: &[u8]) -> Result<Vec<Annotation>, Reason> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let document: Value = serde_json::from_slice(bytes).map_err(|_| Reason::Damaged)?;
    let items = items(&document).ok_or(Reason::Damaged)?;
    Ok(items.iter().take(MAX_ANNOTATIONS).filter_map(annotation).collect())
}

/// The list of annotations in a document.
fn items(document: &Value) -> Option<&Vec<Value>> {
    if let Value::Array(items) = document {
        return Some(items);
    }
    let at = |pointer: &str| document.pointer(pointer).and_then(Value::as_array);
    ["/first/items", "/items", "/annotations", "/rows"].into_iter().find_map(at)
}

fn annotation(item: &Value) -> Option<Annotation> {
    item.as_object()?;
    let mut annotation = Annotation {
        id: text(item, "id"),
        motivation: first_text(item.get("motivation")),
        author: author(item),
        created: text(item, "created"),
        modified: text(item, "modified"),
        // Hypothes.is: text, labels and ancestors are fields of the annotation.
        text: text(item, "text"),
        tags: item.get("tags").map(texts).unwrap_or_default(),
        answers: item.get("references").map(texts).and_then(|mut ids| ids.pop()).unwrap_or_default(),
        places: Vec::new(),
    };
    if annotation.modified.is_empty() {
        annotation.modified = text(item, "updated");
    }
    for body in each(item.get("body")) {
        let value = body.as_str().map_or_else(|| text(body, "value"), str::to_owned);
        if text(body, "purpose") == "tagging" {
            annotation.tags.push(value);
        } else if annotation.text.is_empty() {
            annotation.text = value;
        }
    }
    for target in each(item.get("target")).take(MAX_PLACES) {
        match target {
            Value::String(id) if annotation.motivation == "replying" => annotation.answers.clone_from(id),
            Value::Object(_) => annotation.places.extend(place(target)),
            _ => {}
        }
    }
    Some(annotation)
}

fn place(target: &Value) -> Option<AnnotatedPlace> {
    let source = target.get("source").unwrap_or(&Value::Null);
    let name = source.as_str().map_or_else(|| text(source, "id"), str::to_owned);
    let mut place = AnnotatedPlace {
        source: decoded(&name),
        sha256: text(source, "schema:sha256"),
        ..AnnotatedPlace::default()
    };
    for selector in each(target.get("selector")) {
        match text(selector, "type").as_str() {
            "TextQuoteSelector" => {
                place.exact = text(selector, "exact");
                place.prefix = text(selector, "prefix");
                place.suffix = text(selector, "suffix");
            }
            "TextPositionSelector" => {
                let start = selector.get("start").and_then(Value::as_u64);
                place.start = start.and_then(|at| usize::try_from(at).ok());
            }
            "RangeSelector" => {
                let start = selector.get("startSelector").unwrap_or(&Value::Null);
                place.exact = text(start, "exact");
                place.prefix = text(start, "prefix");
            }
            _ => {}
        }
    }
    (!place.exact.is_empty() || place.start.is_some()).then_some(place)
}

/// The name of the author: of a person, or of an account of Hypothes.is.
fn author(item: &Value) -> String {
    let creator = item.get("creator").unwrap_or(&Value::Null);
    let name = creator.as_str().map_or_else(|| text(creator, "name"), str::to_owned);
    if !name.is_empty() {
        return name;
    }
    let shown = item.get("user_info").map(|user| text(user, "display_name")).unwrap_or_default();
    if !shown.is_empty() {
        return shown;
    }
    let account = text(item, "user");
    let account = account.strip_prefix("acct:").unwrap_or(&account);
    account.split('@').next().unwrap_or_default().to_owned()
}

/// The elements of an array, or a value alone.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        Some(Value::Array(values)) => values.as_slice(),
        Some(Value::Null) | None => &[],
        Some(value) => std::slice::from_ref(value),
    }
    .iter()
}

fn text(value: &Value, field: &str) -> String {
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn first_text(value: Option<&Value>) -> String {
    each(value).next().and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    each(Some(value)).filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// A path with its percent encoding undone; unchanged if that makes no text.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().and_then(|digits| str::from_utf8(digits).ok());
        let code = digits.filter(|_| byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_of_both_kinds_are_read() {
        let ours = r#"{"first": {"items": [{"id": "urn:uuid:1", "motivation": "commenting",
            "creator": {"name": "林审"}, "modified": "2026-01-05T01:00:00Z",
            "body": [{"purpose": "commenting", "value": "重复"}, {"purpose": "tagging", "value": "status:Open"}],
            "target": {"source": {"id": "a%20b/%E7%94%B2.txt", "schema:sha256": "ab"}, "selector": [
                {"type": "TextQuoteSelector", "exact": "三件", "prefix": "规章"},
                {"type": "TextPositionSelector", "start": 7, "end": 9}]}},
            {"id": "urn:reply", "motivation": "replying", "body": "好", "target": "urn:uuid:1"}]}}"#;
        let found = read(ours.as_bytes()).unwrap();
        let place = &found[0].places[0];
        assert_eq!((found[0].author.as_str(), found[0].text.as_str()), ("林审", "重复"));
        assert_eq!(found[0].tags, ["status:Open"]);
        assert_eq!(
            (place.source.as_str(), place.exact.as_str(), place.start),
            ("a b/甲.txt", "三件", Some(7))
        );
        assert_eq!((found[1].answers.as_str(), found[1].text.as_str()), ("urn:uuid:1", "好"));
        let theirs = r#"{"annotations": [{"id": "x1", "user": "acct:lin@hypothes.is", "text": "请核实",
            "tags": ["甲"], "updated": "2026-01-05T01:00:00+00:00", "references": ["x0", "x2"],
            "target": [{"source": "file:///c/a.html", "selector": [
                {"type": "TextQuoteSelector", "exact": "三件"}]}]}]}"#;
        let found = read(format!("\u{feff}{theirs}").as_bytes()).unwrap();
        assert_eq!((found[0].author.as_str(), found[0].answers.as_str()), ("lin", "x2"));
        assert_eq!(found[0].tags, ["甲"]);
    }

    #[test]
    fn what_is_no_list_of_annotations_is_damaged() {
        for text in ["", "{", "{}", "7", "{\"items\": 7}"] {
            assert_eq!(read(text.as_bytes()), Err(Reason::Damaged), "{text}");
        }
        assert_eq!(read(b"[1, null, {\"target\": 7, \"body\": [[]]}]").unwrap().len(), 1);
        assert_eq!(read("[".repeat(100_000).as_bytes()), Err(Reason::Damaged), "no stack is deep enough");
    }
}
