//! Comments of a DOCX: their part, and the part of Word 2013 that says which are answers and which are done.

use std::collections::HashMap;

use super::Parts;
use crate::report::readers::comments::{MAX_COMMENTS, with_replies};
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Element, Ns, Step, Xml};
use crate::report::{Comment, Reason};

/// A comment, and the ids of its paragraphs, by which the other part refers to it.
struct Found {
    number: usize,
    comment: Comment,
    paragraphs: Vec<String>,
}

/// What the second part says of a comment.
struct Beside {
    parent: Option<String>,
    done: bool,
}

/// The comments by their ids; those that are answers are replies of the ones that they answer.
pub(super) fn read(package: &mut Package<'_>, parts: &Parts) -> Result<Vec<(usize, Comment)>, Reason> {
    let Some(part) = package.part(&parts.name("comments"))? else { return Ok(Vec::new()) };
    let mut found = comments(&part);
    let beside =
        package.part(&parts.name("commentsExtended"))?.map(|part| extended(&part)).unwrap_or_default();
    let numbers: HashMap<String, usize> = found
        .iter()
        .flat_map(|found| found.paragraphs.iter().map(|paragraph| (paragraph.clone(), found.number)))
        .collect();
    let mut comments = Vec::new();
    for Found { number, comment, paragraphs } in &mut found {
        let said = paragraphs.iter().find_map(|paragraph| beside.get(paragraph));
        comment.resolved = said.is_some_and(|said| said.done);
        let parent = said.and_then(|said| numbers.get(said.parent.as_ref()?)).copied();
        comments.push((*number, parent, std::mem::take(comment)));
    }
    Ok(with_replies(comments))
}

/// The comments of a part; of a damaged one those before the damage.
fn comments(part: &str) -> Vec<Found> {
    let mut xml = Xml::new(part);
    let mut found: Vec<Found> = Vec::new();
    let mut open = false;
    let mut characters = false;
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) if element.ns == Ns::Word => {
                characters = element.local() == "t";
                match element.local() {
                    "comment" if found.len() >= MAX_COMMENTS => break,
                    "comment" => {
                        open = true;
                        found.push(begun(&element));
                    }
                    "p" if open => {
                        if let Some(last) = found.last_mut() {
                            if !last.comment.text.is_empty() {
                                last.comment.text.push('\n');
                            }
                            last.paragraphs.extend(element.attribute("paraId"));
                        }
                    }
                    "tab" | "br" if open => {
                        if let Some(last) = found.last_mut() {
                            last.comment.text.push(' ');
                        }
                    }
                    _ => {}
                }
            }
            Step::Text(text) if open && characters => {
                if let Some(last) = found.last_mut() {
                    last.comment.text.push_str(&text);
                }
            }
            Step::Close => characters = false,
            Step::End => break,
            Step::Open(_) | Step::Text(_) => {}
        }
    }
    found
}

fn begun(element: &Element<'_>) -> Found {
    let number = element.number("id").and_then(|id| usize::try_from(id).ok()).unwrap_or(usize::MAX);
    let of = |name: &str| element.attribute(name).unwrap_or_default();
    let comment = Comment { author: of("author"), at: of("date"), ..Comment::default() };
    Found { number, comment, paragraphs: Vec::new() }
}

fn extended(part: &str) -> HashMap<String, Beside> {
    let mut xml = Xml::new(part);
    let mut beside = HashMap::new();
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) if element.local() == "commentEx" => {
                let done =
                    element.attribute("done").is_some_and(|done| matches!(done.as_str(), "1" | "true"));
                let said = Beside { parent: element.attribute("paraIdParent"), done };
                if let Some(paragraph) = element.attribute("paraId") {
                    beside.insert(paragraph, said);
                }
            }
            Step::End => break,
            _ => {}
        }
    }
    beside
}
