//! The objects of a page: characters with their places, straight lines, images. Lengths are in millimetres
//! from the upper left; [`Objects::put`] makes points of them.

use std::collections::{BTreeSet, HashMap};

use crate::report::readers::layout::{self, Drawn, DrawnPage, MAX_RULES, rule, usual_width};
use crate::report::readers::xml::{Element, Step, Xml};
use crate::text::unified;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// Maximum number of characters of a page.
const MAX_GLYPHS: usize = 1_000_000;
/// Maximum number of groups that a page draws.
const MAX_GROUPS: usize = 1000;
/// Maximum number of images of a page that are kept.
const MAX_IMAGES: usize = 1000;
/// Maximum number of distances that are stated for a text.
const MAX_DELTAS: usize = 100_000;
/// Maximum number of fonts of a page that are looked up.
const MAX_FONTS: usize = 1000;
/// Lightness from which a colour is close to that of the paper, from 0 to 1.
const PALE: f64 = 0.55;

/// A box in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// From four numbers; `None` unless it has a size.
    pub(super) fn new(text: &str) -> Option<Self> {
        let [x, y, width, height] = <[f64; 4]>::try_from(numbers(text)).ok()?;
        (width > 0.0 && height > 0.0).then_some(Self { x, y, width, height })
    }
}

/// An image: its place, and the id of its resource.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Image {
    pub(super) area: Area,
    pub(super) resource: String,
}

impl Image {
    /// From an element's box. A box without a size fills nothing.
    fn new(element: &Element<'_>) -> Self {
        let none = Area { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
        Self {
            area: element.attribute("Boundary").and_then(|text| Area::new(&text)).unwrap_or(none),
            resource: element.attribute("ResourceID").unwrap_or_default(),
        }
    }
}

/// The ends of a straight line.
type Line = ((f64, f64), (f64, f64));

/// What a part draws.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    /// The size of the page, if it states one.
    pub(super) area: Option<Area>,
    /// Ids of the templates that it is drawn on.
    pub(super) templates: Vec<String>,
    /// Ids of the fonts of its text.
    pub(super) fonts: BTreeSet<String>,
    /// Places of the resources of this page alone.
    pub(super) resources: Vec<String>,
    /// Its images.
    pub(super) images: Vec<Image>,
    /// The ids of groups of objects that it draws, and where.
    groups: Vec<(String, Open)>,
    glyphs: Vec<Drawn>,
    lines: Vec<Line>,
}

impl Objects {
    /// Adds the objects of the groups that are drawn. Groups inside groups are not drawn.
    pub(super) fn with_groups(mut self, known: &HashMap<String, Self>) -> Self {
        for (id, place) in std::mem::take(&mut self.groups).into_iter().filter(|(_, place)| place.visible) {
            let Some(group) = known.get(&id) else { continue };
            let [xx, xy, yx, yy, ..] = place.matrix.unwrap_or(IDENTITY);
            let (across, down) = (xx.hypot(xy), yx.hypot(yy));
            let moved = |glyph: &Drawn| {
                let (x, y) = place.point((glyph.x, glyph.y));
                Drawn { x, y, size: glyph.size * down, width: glyph.width * across, ..glyph.clone() }
            };
            let room = MAX_GLYPHS.saturating_sub(self.glyphs.len());
            self.glyphs.extend(group.glyphs.iter().take(room).map(moved));
            let room = MAX_RULES.saturating_sub(self.lines.len());
            let lines = group.lines.iter().map(|(from, to)| (place.point(*from), place.point(*to)));
            self.lines.extend(lines.take(room));
            self.fonts.extend(group.fonts.iter().cloned());
            let image = |image: &Image| {
                let (x, y) = place.point((image.area.x, image.area.y));
                let (width, height) = (image.area.width * across, image.area.height * down);
                Image { area: Area { x, y, width, height }, ..image.clone() }
            };
            let room = MAX_IMAGES.saturating_sub(self.images.len());
            self.images.extend(group.images.iter().take(room).map(image));
        }
        self
    }

    /// Adds the objects to a page, in points from the upper left of its area.
    pub(super) fn put(self, page: &mut DrawnPage, area: Area) {
        let point = |(x, y): (f64, f64)| ((x - area.x) * POINTS, (y - area.y) * POINTS);
        let glyph = |glyph: Drawn| {
            let (x, y) = point((glyph.x, glyph.y));
            Drawn { x, y, size: glyph.size * POINTS, width: glyph.width * POINTS, ..glyph }
        };
        page.glyphs.extend(self.glyphs.into_iter().map(glyph));
        let room = MAX_RULES.saturating_sub(page.rules.len());
        let rules = self.lines.into_iter().filter_map(|(from, to)| rule(point(from), point(to)));
        page.rules.extend(rules.take(room));
        (page.width, page.height) = (area.width * POINTS, area.height * POINTS);
    }
}

/// A transformation that changes nothing.
const IDENTITY: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// An object while its elements are read: a text, a path or a group.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of the format")]
struct Open {
    /// Place of the object's box.
    x: f64,
    y: f64,
    /// Transformation inside the box.
    matrix: Option<[f64; 6]>,
    size: f64,
    stretch: f64,
    alpha: f64,
    downwards: bool,
    visible: bool,
    strokes: bool,
    fills: bool,
    lightness: f64,
    /// Place of the next character.
    at: (f64, f64),
    deltas: [Vec<f64>; 2],
}

impl Open {
    fn new(element: &Element<'_>) -> Self {
        let number = |name: &str| element.attribute(name).and_then(|text| text.trim().parse::<f64>().ok());
        let is = |name: &str| element.attribute(name).map(|value| matches!(value.trim(), "true" | "1"));
        let bounds = element.attribute("Boundary").map(|text| numbers(&text)).unwrap_or_default();
        Self {
            x: bounds.first().copied().unwrap_or(0.0),
            y: bounds.get(1).copied().unwrap_or(0.0),
            matrix: element.attribute("CTM").and_then(|text| numbers(&text).try_into().ok()),
            size: number("Size").unwrap_or(0.0),
            stretch: number("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
            alpha: number("Alpha").unwrap_or(255.0) / 255.0,
            downwards: number("ReadDirection").is_some_and(|direction| (direction - 90.0).abs() < 1.0),
            visible: is("Visible") != Some(false),
            strokes: is("Stroke") != Some(false),
            fills: is("Fill") == Some(true),
            ..Self::default()
        }
    }

    /// A point inside the object's box as one of the page.
    fn point(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let [xx, xy, yx, yy, left, top] = self.matrix.unwrap_or(IDENTITY);
        (self.x + xx * x + yx * y + left, self.y + xy * x + yy * y + top)
    }

    fn colour(&mut self, element: &Element<'_>) {
        let values = element.attribute("Value").map(|value| numbers(&value)).unwrap_or_default();
        self.lightness = match values.as_slice() {
            [grey] => grey / 255.0,
            [red, green, blue] => (0.299 * red + 0.587 * green + 0.114 * blue) / 255.0,
            [.., black] if values.len() == 4 => 1.0 - black / 255.0,
            _ => 0.0,
        };
        if let Some(alpha) = element.attribute("Alpha").and_then(|alpha| alpha.trim().parse::<f64>().ok()) {
            self.alpha *= alpha / 255.0;
        }
    }

    /// Begins a piece of text: its place, and the distances between its characters.
    fn code(&mut self, element: &Element<'_>) {
        let number = |name: &str| element.attribute(name).and_then(|text| text.trim().parse::<f64>().ok());
        self.at = (number("X").unwrap_or(self.at.0), number("Y").unwrap_or(self.at.1));
        self.deltas = ["DeltaX", "DeltaY"].map(|name| deltas(&element.attribute(name).unwrap_or_default()));
    }

    /// The characters of a piece of text.
    fn characters(&mut self, text: &str, run: u32, glyphs: &mut Vec<Drawn>) {
        let origin = self.point((0.0, 0.0));
        let axis = |end: (f64, f64)| (end.0 - origin.0, end.1 - origin.1);
        let (right, down) = (axis(self.point((1.0, 0.0))), axis(self.point((0.0, 1.0))));
        let (wide, high) = (right.0.hypot(right.1), down.0.hypot(down.1));
        let pale = 1.0 - (1.0 - self.lightness) * self.alpha > PALE;
        let [mut across, mut along] = std::mem::take(&mut self.deltas).map(Vec::into_iter);
        let vertical = self.downwards
            || (across.as_slice().iter().all(|delta| delta.abs() < 0.1 * self.size)
                && along.as_slice().first().is_some_and(|delta| *delta > 0.5 * self.size));
        for character in text.chars().filter(|character| !matches!(character, '\n' | '\r')) {
            let (x, y) = self.point(self.at);
            let usual = usual_width(character) * self.size * self.stretch;
            let (delta_x, delta_y) = (across.next(), along.next());
            let advance = delta_x.filter(|delta| *delta > 0.0).map_or(usual, |delta| delta.min(self.size));
            let drawn = Drawn {
                text: unified(character).to_string(),
                x,
                y,
                ahead: right,
                size: self.size * high,
                width: advance * wide,
                pale,
                run,
            };
            let sound = [x, y, drawn.size, drawn.width].into_iter().all(f64::is_finite) && drawn.size > 0.2;
            if sound && !character.is_control() && glyphs.len() < MAX_GLYPHS {
                glyphs.push(if vertical { drawn.downwards() } else { drawn });
            }
            let (step_x, step_y) = match (delta_x, delta_y) {
                (None, None) if vertical => (0.0, self.size),
                (None, None) => (usual, 0.0),
                (delta_x, delta_y) => (delta_x.unwrap_or(0.0), delta_y.unwrap_or(0.0)),
            };
            self.at = (self.at.0 + step_x, self.at.1 + step_y);
        }
    }

    /// The straight lines of a path. A thin filled shape is a line too.
    fn path(&self, data: &str, lines: &mut Vec<Line>) {
        let mut words = data.split_ascii_whitespace();
        let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
        let mut found: Vec<Line> = Vec::new();
        while let Some(word) = words.next() {
            let length = match word {
                "M" | "S" | "L" => 2,
                "Q" => 4,
                "B" => 6,
                "A" => 7,
                _ => 0,
            };
            let values: Vec<f64> = words.by_ref().take(length).filter_map(|word| word.parse().ok()).collect();
            let end = match values.as_slice() {
                [.., x, y] => (*x, *y),
                _ => start,
            };
            if matches!(word, "L" | "C") && found.len() < MAX_RULES {
                found.push((self.point(at), self.point(end)));
            }
            if matches!(word, "M" | "S") {
                start = end;
            }
            at = end;
        }
        if self.strokes {
            lines.append(&mut found);
            return;
        }
        let points = || found.iter().flat_map(|(from, to)| [*from, *to]);
        let bound = |axis: fn((f64, f64)) -> f64| {
            points()
                .map(axis)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)))
        };
        let ((left, right), (top, bottom)) = (bound(|point| point.0), bound(|point| point.1));
        if bottom - top < 1.0 {
            lines.push(((left, f64::midpoint(top, bottom)), (right, f64::midpoint(top, bottom))));
        } else if right - left < 1.0 {
            lines.push(((f64::midpoint(left, right), top), (f64::midpoint(left, right), bottom)));
        }
    }
}

/// The objects of a page or a template, and whether its part is well formed to the end.
pub(super) fn of(part: &str) -> (Objects, bool) {
    let mut objects = Objects::default();
    let mut xml = Xml::new(part);
    let mut open: Option<Open> = None;
    let mut within = String::new();
    let mut text = String::new();
    let mut run = 0_u32;
    loop {
        match xml.next() {
            Ok(Step::Open(element)) => {
                element.local().clone_into(&mut within);
                match element.local() {
                    "TextObject" | "PathObject" => {
                        open = Some(Open::new(&element));
                        if element.local() == "TextObject" && objects.fonts.len() < MAX_FONTS {
                            objects.fonts.insert(element.attribute("Font").unwrap_or_default());
                        }
                    }
                    "ImageObject" if objects.images.len() < MAX_IMAGES => {
                        objects.images.push(Image::new(&element));
                    }
                    "CompositeObject" if objects.groups.len() < MAX_GROUPS => {
                        let id = element.attribute("ResourceID").unwrap_or_default();
                        objects.groups.push((id, Open::new(&element)));
                    }
                    "Template" => objects.templates.extend(element.attribute("TemplateID")),
                    "FillColor" | "StrokeColor" => {
                        if let Some(open) = open.as_mut() {
                            open.colour(&element);
                        }
                    }
                    "TextCode" => {
                        text.clear();
                        if let Some(open) = open.as_mut() {
                            open.code(&element);
                        }
                    }
                    "AbbreviatedData" => text.clear(),
                    _ => {}
                }
            }
            Ok(Step::Text(more)) => match within.as_str() {
                "TextCode" | "AbbreviatedData" => text.push_str(&more),
                "PageRes" => objects.resources.push(more.trim().to_owned()),
                "PhysicalBox" => objects.area = objects.area.or(Area::new(&more)),
                _ => {}
            },
            Ok(Step::Close) => {
                if let Some(open) = open.as_mut().filter(|open| open.visible) {
                    match within.as_str() {
                        "TextCode" => {
                            run = run.saturating_add(1);
                            open.characters(&text, run, &mut objects.glyphs);
                        }
                        "AbbreviatedData"
                            if (open.strokes || open.fills) && objects.lines.len() < MAX_RULES =>
                        {
                            open.path(&text, &mut objects.lines);
                        }
                        _ => {}
                    }
                }
                within.clear();
            }
            Ok(Step::End) => return (objects, true),
            Err(_) => return (objects, false),
        }
    }
}

/// A box inside a page as one in points.
pub(super) fn in_points(inner: Area, page: Area) -> layout::Area {
    let (left, top) = ((inner.x - page.x) * POINTS, (inner.y - page.y) * POINTS);
    layout::Area { left, top, right: left + inner.width * POINTS, bottom: top + inner.height * POINTS }
}

/// The numbers of a text that are finite.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let numbers = text.split(|c: char| c.is_ascii_whitespace() || c == ',').take(64);
    numbers.filter_map(|word| word.parse().ok()).filter(|number: &f64| number.is_finite()).collect()
}

/// Distances between characters. `g 3 5.5` stands for `5.5 5.5 5.5`.
fn deltas(text: &str) -> Vec<f64> {
    let mut deltas = Vec::new();
    let mut words = text.split_ascii_whitespace();
    while let Some(word) = words.next().filter(|_| deltas.len() < MAX_DELTAS) {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let delta = words.next().and_then(|delta| delta.parse().ok()).unwrap_or(0.0);
            deltas.extend(std::iter::repeat_n(delta, count.min(MAX_DELTAS)));
        } else {
            deltas.extend(word.parse::<f64>().ok());
        }
    }
    deltas.retain(|delta| delta.is_finite());
    deltas
}
