//! Annotations with words, by the ids of their pages.

use std::collections::HashMap;

use super::objects::Area;
use super::resolved;
use crate::report::Comment;
use crate::report::readers::comments::MAX_COMMENTS;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Step, Xml};

/// An annotation and its box in millimetres.
pub(super) struct Note {
    pub(super) comment: Comment,
    pub(super) area: Option<Area>,
}

/// Adds the annotations that a part lists. What cannot be read of them is not part of the text.
pub(super) fn add(package: &mut Package<'_>, list: &str, notes: &mut HashMap<String, Vec<Note>>) {
    let Ok(Some(part)) = package.part(list) else { return };
    for (page, file) in files(&part).into_iter().take(MAX_COMMENTS) {
        let Ok(Some(part)) = package.part(&resolved(list, &file)) else { continue };
        notes.entry(page).or_default().extend(of(&part));
    }
}

/// The id of each page and the place of its annotations.
fn files(part: &str) -> Vec<(String, String)> {
    let mut xml = Xml::new(part);
    let mut files: Vec<(String, String)> = Vec::new();
    let (mut page, mut inside) = (String::new(), false);
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) => {
                inside = element.local() == "FileLoc";
                if element.local() == "Page" {
                    page = element.attribute("PageID").unwrap_or_default();
                }
            }
            Step::Text(text) if inside => files.push((page.clone(), text.trim().to_owned())),
            Step::Close => inside = false,
            Step::Text(_) => {}
            Step::End => break,
        }
    }
    files
}

fn of(part: &str) -> Vec<Note> {
    let mut xml = Xml::new(part);
    let mut notes: Vec<Note> = Vec::new();
    let mut inside = false;
    while let Ok(step) = xml.next() {
        match step {
            Step::Open(element) => {
                inside = element.local() == "Remark";
                let of = |name: &str| element.attribute(name).unwrap_or_default();
                match element.local() {
                    "Annot" if notes.len() >= MAX_COMMENTS => break,
                    "Annot" => {
                        let comment =
                            Comment { author: of("Creator"), at: of("LastModDate"), ..Comment::default() };
                        notes.push(Note { comment, area: None });
                    }
                    "Appearance" => {
                        if let Some(last) = notes.last_mut() {
                            last.area = Area::new(&of("Boundary"));
                        }
                    }
                    _ => {}
                }
            }
            Step::Text(text) if inside => {
                if let Some(last) = notes.last_mut() {
                    last.comment.text.push_str(&text);
                }
            }
            Step::Close => inside = false,
            Step::Text(_) => {}
            Step::End => break,
        }
    }
    notes.retain(|note| !note.comment.text.trim().is_empty());
    notes
}
