//! What a part of resources defines: fonts, and the files of images.

use std::collections::{BTreeSet, HashMap};

use super::resolved;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Step, Xml};

/// Adds the ids of the fonts that a part of resources defines and, if asked for, the files of its images by their ids. A
/// part that is missing or damaged defines none from there on.
pub(super) fn add(
    package: &mut Package<'_>,
    name: &str,
    fonts: &mut BTreeSet<String>,
    mut files: Option<&mut HashMap<String, String>>,
) {
    let Ok(Some(part)) = package.part(name) else { return };
    let mut xml = Xml::new(&part);
    let mut folder = String::new();
    let (mut image, mut inside) = (None, false);
    loop {
        match xml.next() {
            Ok(Step::Open(element)) => {
                match element.local() {
                    "Res" => folder = element.attribute("BaseLoc").unwrap_or_default(),
                    "Font" => fonts.extend(element.attribute("ID")),
                    "MultiMedia" => image = element.attribute("ID"),
                    _ => {}
                }
                inside = element.local() == "MediaFile";
            }
            Ok(Step::Text(text)) if inside => {
                if let (Some(files), Some(id)) = (files.as_deref_mut(), image.take()) {
                    let file = text.trim();
                    let place = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
                    files.insert(id, resolved(name, &place));
                }
            }
            Ok(Step::Close) => inside = false,
            Ok(Step::Text(_)) => {}
            Ok(Step::End) | Err(_) => return,
        }
    }
}
