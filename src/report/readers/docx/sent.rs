//! The record of exported comments in a DOCX: custom XML parts with the namespace [`SENT_NAMESPACE`].

use super::Parts;
use crate::report::readers::comments::MAX_COMMENTS;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Element, Step, Xml};
use crate::report::{Reason, SENT_NAMESPACE, Sent};

/// Maximum number of custom XML parts that are looked at.
const MAX_PARTS: usize = 64;
/// Maximum number of lines kept of a comment.
const MAX_LINES: usize = 64;

/// The comments that were exported; empty if the document was not written by this program.
pub(super) fn read(package: &mut Package<'_>, parts: &Parts) -> Result<Vec<Sent>, Reason> {
    let names = parts.relations.iter().filter(|relation| relation.kind == "customXml" && !relation.external);
    let names: Vec<String> =
        names.take(MAX_PARTS).map(|relation| super::resolve(&parts.folder, &relation.target)).collect();
    let mut sent = Vec::new();
    for name in names {
        if let Some(part) = package.part(&name)?.filter(|part| part.contains(SENT_NAMESPACE)) {
            read_part(&part, &mut sent);
        }
    }
    Ok(sent)
}

/// Reads a part; of a damaged one the comments before the damage.
pub(in crate::report::readers) fn read_part(part: &str, sent: &mut Vec<Sent>) {
    let mut xml = Xml::new(part);
    // The report, and the review that it belongs to.
    let mut common = Sent::default();
    let mut line: Option<String> = None;
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) => {
                let of = |name: &str| element.attribute(name).unwrap_or_default();
                line = None;
                match element.local() {
                    "notes" => common.review = of("created"),
                    "report" => (common.report, common.report_sha256) = (of("key"), of("sha256")),
                    "comment" if sent.len() >= MAX_COMMENTS => break,
                    "comment" => sent.push(comment(&element, &common)),
                    "head" | "tail" => line = Some(element.local().to_owned()),
                    _ => {}
                }
                if let (Some(tag), Some(last)) = (&line, sent.last_mut()) {
                    let lines = if tag == "head" { &mut last.head } else { &mut last.tail };
                    if lines.len() < MAX_LINES {
                        lines.push(String::new());
                    }
                }
            }
            Step::Text(text) => {
                if let (Some(tag), Some(last)) = (&line, sent.last_mut()) {
                    let lines = if tag == "head" { &mut last.head } else { &mut last.tail };
                    if let Some(words) = lines.last_mut() {
                        words.push_str(&text);
                    }
                }
            }
            Step::Close => line = None,
            Step::End => break,
        }
    }
}

fn comment(element: &Element<'_>, common: &Sent) -> Sent {
    let of = |name: &str| element.attribute(name).unwrap_or_default();
    Sent {
        note: of("note"),
        target: of("target").parse().ok(),
        reply: of("reply").parse().ok(),
        author: of("author"),
        at: of("at"),
        done: of("done") == "1",
        text: of("sha256"),
        body: of("body"),
        head: Vec::new(),
        tail: Vec::new(),
        ..common.clone()
    }
}
