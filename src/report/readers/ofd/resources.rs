//! What a part of resources defines: fonts, the files of images, and groups of objects that pages draw as one.

use std::collections::{BTreeSet, HashMap};

use super::objects::{self, Objects};
use super::resolved;
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Step, Xml};

/// Maximum number of groups of objects that are kept.
const MAX_GROUPS: usize = 1000;

/// The resources of a document.
#[derive(Debug, Default)]
pub(super) struct Resources {
    /// Ids of fonts.
    pub(super) fonts: BTreeSet<String>,
    /// Files of images by their ids.
    pub(super) files: HashMap<String, String>,
    /// Groups of objects by their ids.
    pub(super) groups: HashMap<String, Objects>,
}

impl Resources {
    /// Adds those of a part. One that is missing or damaged defines none from there on. `images` says whether its images
    /// count.
    pub(super) fn add(&mut self, package: &mut Package<'_>, name: &str, images: bool) {
        let Ok(Some(part)) = package.part(name) else { return };
        let mut xml = Xml::new(&part);
        let mut folder = String::new();
        let (mut image, mut inside) = (None, false);
        loop {
            match xml.next() {
                Ok(Step::Open(element)) => {
                    let id = element.attribute("ID");
                    inside = element.local() == "MediaFile";
                    match element.local() {
                        "Res" => folder = element.attribute("BaseLoc").unwrap_or_default(),
                        "Font" => self.fonts.extend(id),
                        "MultiMedia" => image = id,
                        "CompositeGraphicUnit" => {
                            let start = xml.position();
                            if xml.skip().is_err() {
                                return;
                            }
                            let group = part.get(start..xml.position()).unwrap_or_default();
                            if let Some(id) = id.filter(|_| self.groups.len() < MAX_GROUPS) {
                                self.groups.insert(id, objects::of(group).0);
                            }
                        }
                        _ => {}
                    }
                }
                Ok(Step::Text(text)) if inside && images => {
                    if let Some(id) = image.take() {
                        let file = text.trim();
                        let place =
                            if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
                        self.files.insert(id, resolved(name, &place));
                    }
                }
                Ok(Step::Close) => inside = false,
                Ok(Step::Text(_)) => {}
                Ok(Step::End) | Err(_) => return,
            }
        }
    }
}
