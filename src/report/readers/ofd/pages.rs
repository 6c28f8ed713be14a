//! The documents of an OFD: their pages in order, with the templates that the pages are drawn on, and annotations.

use std::collections::HashMap;

use super::annotations::{self, Note};
use super::objects::{self, Area, Image, Objects};
use super::resolved;
use super::resources::Resources;
use crate::report::readers::comments::MAX_COMMENTS;
use crate::report::readers::layout::{self, DrawnPage};
use crate::report::readers::package::Package;
use crate::report::readers::xml::{Element, Step, Xml};
use crate::report::{Comment, Reason};

/// Maximum number of pages that are read.
const MAX_PAGES: usize = 3000;
/// Maximum number of characters that are kept.
const MAX_GLYPHS: usize = 4_000_000;
/// Size of a page that states none: A4, in millimetres.
const A4: Area = Area { x: 0.0, y: 0.0, width: 210.0, height: 297.0 };

/// The pages of all documents.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) drawn: Vec<DrawnPage>,
    /// Size and images of each page, with the files of these.
    pub(super) images: Vec<(Area, Vec<(Image, String)>)>,
    /// Annotations with words, by their numbers.
    pub(super) comments: Vec<(usize, Comment)>,
    /// Whether a page is missing or not well formed.
    pub(super) damaged: bool,
    /// Whether text has a font that no resource defines.
    pub(super) fonts_missing: bool,
    glyphs: usize,
}

impl Pages {
    /// Adds the pages of a document by the name of its part.
    pub(super) fn add(&mut self, package: &mut Package<'_>, document: &str) -> Result<(), Reason> {
        let name = resolved("", document);
        let part = package.part(&name)?.ok_or(Reason::Damaged)?;
        let root = Document::new(&part)?;
        let mut templates: HashMap<String, Objects> = HashMap::new();
        let mut known = Resources::default();
        for part in &root.resources {
            known.add(package, &resolved(&name, part), true);
        }
        for (id, place) in &root.templates {
            let place = resolved(&name, place);
            let template = package.part(&place)?.map(|part| objects::of(&part).0).unwrap_or_default();
            templates.insert(id.clone(), self.complete(package, template, &place, &mut known));
        }
        let mut notes: HashMap<String, Vec<Note>> = HashMap::new();
        for list in &root.annotations {
            annotations::add(package, &resolved(&name, list), &mut notes);
        }
        for (id, place) in &root.pages {
            if self.drawn.len() >= MAX_PAGES || self.glyphs >= MAX_GLYPHS {
                self.damaged = true;
                break;
            }
            let place = resolved(&name, place);
            let (objects, sound) = match package.part(&place) {
                Ok(Some(part)) => objects::of(&part),
                Ok(None) | Err(Reason::Damaged) => (Objects::default(), false),
                Err(reason) => return Err(reason),
            };
            self.damaged |= !sound;
            let objects = self.complete(package, objects, &place, &mut known);
            self.page(objects, &templates, root.area, notes.remove(id).unwrap_or_default());
            if let Some((_, images)) = self.images.last_mut() {
                for (image, file) in images {
                    *file = known.files.get(&image.resource).cloned().unwrap_or_default();
                }
            }
        }
        Ok(())
    }

    /// A page or template at `place` with the groups of objects that it draws. Adds its own resources to those that are
    /// known, and notes whether it uses a font that is not among them.
    fn complete(
        &mut self,
        package: &mut Package<'_>,
        objects: Objects,
        place: &str,
        known: &mut Resources,
    ) -> Objects {
        for part in objects.resources.iter().take(16) {
            known.add(package, &resolved(place, part), false);
        }
        let objects = objects.with_groups(&known.groups);
        self.fonts_missing |= !objects.fonts.is_subset(&known.fonts);
        objects
    }

    /// Adds a page, with the characters of its templates before its own.
    fn page(
        &mut self,
        objects: Objects,
        templates: &HashMap<String, Objects>,
        usual: Option<Area>,
        notes: Vec<Note>,
    ) {
        let area = objects.area.or(usual).unwrap_or(A4);
        let mut page = DrawnPage::default();
        let mut images = Vec::new();
        for used in objects.templates.iter().filter_map(|id| templates.get(id)).take(16) {
            used.clone().put(&mut page, area);
            images.extend(used.images.iter().map(|image| (image.clone(), String::new())));
        }
        images.extend(objects.images.iter().map(|image| (image.clone(), String::new())));
        objects.put(&mut page, area);
        for Note { comment, area: own } in
            notes.into_iter().take(MAX_COMMENTS.saturating_sub(self.comments.len()))
        {
            let areas: Vec<layout::Area> = own.map(|own| objects::in_points(own, area)).into_iter().collect();
            layout::mark_comment(&mut page.glyphs, &areas, self.comments.len());
            self.comments.push((self.comments.len(), comment));
        }
        self.glyphs = self.glyphs.saturating_add(page.glyphs.len());
        self.drawn.push(page);
        self.images.push((area, images));
    }
}

/// What the root part of a document states.
#[derive(Default)]
struct Document {
    area: Option<Area>,
    /// Id and place of each template.
    templates: Vec<(String, String)>,
    /// Id and place of each page.
    pages: Vec<(String, String)>,
    annotations: Vec<String>,
    /// Places of the resources of all pages.
    resources: Vec<String>,
}

impl Document {
    fn new(part: &str) -> Result<Self, Reason> {
        let mut document = Self::default();
        let mut xml = Xml::new(part);
        let mut within = String::new();
        loop {
            match xml.next()? {
                Step::Open(element) => {
                    element.local().clone_into(&mut within);
                    document.element(&element);
                }
                Step::Text(text) => match within.as_str() {
                    "PhysicalBox" => document.area = document.area.or(Area::new(&text)),
                    "PublicRes" | "DocumentRes" => document.resources.push(text.trim().to_owned()),
                    "Annotations" => document.annotations.push(text.trim().to_owned()),
                    _ => {}
                },
                Step::Close => within.clear(),
                Step::End => return Ok(document),
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.local() {
            "Page" => {
                let id = element.attribute("ID").unwrap_or_default();
                self.pages.extend(element.attribute("BaseLoc").map(|place| (id, place)));
            }
            "TemplatePage" => {
                let named = element.attribute("ID").zip(element.attribute("BaseLoc"));
                self.templates.extend(named);
            }
            _ => {}
        }
    }
}
