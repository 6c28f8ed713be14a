//! Marked content (ISO 32000-1, 14.6): the text that stands for glyphs (`ActualText`), and what the file itself calls a
//! watermark, a header or a footer.

use hayro_interpret::kurbo::Rect;
use hayro_syntax::object::{Dict, Name, String as PdfString};

use super::strings::text_string;
use crate::report::readers::layout::Drawn;

/// Maximum depth of nested sequences; deeper ones are read as if they were not marked.
const MAX_DEPTH: usize = 200;

/// The open sequences of marked content of a page.
#[derive(Debug, Default)]
pub(super) struct Marked {
    open: Vec<Sequence>,
    /// Number of sequences open beyond the maximum.
    beyond: usize,
    aside: Vec<String>,
}

#[derive(Debug)]
struct Sequence {
    /// Number of glyphs of the page before it.
    start: usize,
    actual: Option<String>,
    furniture: bool,
    /// The box of the pictures and paths in it.
    bounds: Option<Rect>,
}

impl Marked {
    /// Begins a sequence.
    pub(super) fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>, glyphs: &[Drawn]) {
        if self.open.len() >= MAX_DEPTH {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        let actual = properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"));
        let subtype = properties.and_then(|properties| properties.get::<Name<'_>>(b"Subtype"));
        let subtype = subtype.map(|subtype| subtype.as_str().to_owned()).unwrap_or_default();
        self.open.push(Sequence {
            start: glyphs.len(),
            actual: actual.map(|actual| text_string(actual.as_bytes())),
            furniture: tag == b"Artifact" && matches!(subtype.as_str(), "Watermark" | "Header" | "Footer"),
            bounds: None,
        });
    }

    /// Whether a text stands for the glyphs that are drawn now.
    pub(super) fn replaces(&self) -> bool {
        self.open.iter().any(|sequence| sequence.actual.is_some())
    }

    /// Notes the box of a path or a picture.
    pub(super) fn covers(&mut self, bounds: Rect) {
        for sequence in self.open.iter_mut().filter(|sequence| sequence.actual.is_some()) {
            sequence.bounds = Some(sequence.bounds.map_or(bounds, |before| before.union(bounds)));
        }
    }

    /// Ends a sequence.
    pub(super) fn end(&mut self, glyphs: &mut Vec<Drawn>) {
        if self.beyond > 0 {
            self.beyond = self.beyond.saturating_sub(1);
            return;
        }
        let Some(sequence) = self.open.pop() else { return };
        let own = sequence.start.min(glyphs.len());
        if let Some(actual) = sequence.actual {
            // The outermost text counts.
            if !self.replaces() {
                let replaced = glyphs.split_off(own);
                glyphs.extend(replacement(&actual, replaced, sequence.bounds));
            }
        } else if sequence.furniture {
            let text: String = glyphs.split_off(own).into_iter().map(|glyph| glyph.text).collect();
            if !text.trim().is_empty() && !self.aside.contains(&text) && self.aside.len() < MAX_DEPTH {
                self.aside.push(text);
            }
        }
    }

    /// Ends all sequences at the end of a page.
    pub(super) fn close_all(&mut self, glyphs: &mut Vec<Drawn>) {
        self.beyond = 0;
        while !self.open.is_empty() {
            self.end(glyphs);
        }
    }

    /// The texts of watermarks, headers and footers.
    pub(super) fn aside(self) -> Vec<String> {
        self.aside
    }
}

/// Glyphs of a text in the places of those it stands for, or in a box.
fn replacement(actual: &str, replaced: Vec<Drawn>, bounds: Option<Rect>) -> Vec<Drawn> {
    let characters: Vec<char> = actual.chars().filter(|character| !character.is_control()).collect();
    if characters.is_empty() {
        return Vec::new();
    }
    if replaced.is_empty() {
        return bounds.map_or_else(Vec::new, |bounds| in_box(&characters, bounds));
    }
    let visible = replaced.iter().filter(|glyph| !glyph.text.trim().is_empty()).cloned();
    let mut places: Vec<Drawn> = visible.collect();
    if places.is_empty() {
        places = replaced;
    }
    // Each character goes to a glyph, in order and evenly; a glyph that gets none vanishes.
    let mut texts = vec![String::new(); places.len()];
    for (index, character) in characters.iter().enumerate() {
        let place = index.saturating_mul(places.len()).checked_div(characters.len()).unwrap_or(0);
        if let Some(text) = texts.get_mut(place) {
            text.push(super::radicals::fold(*character));
        }
    }
    let filled = places.into_iter().zip(texts).map(|(place, text)| Drawn { text, ..place });
    filled.filter(|glyph| !glyph.text.is_empty()).collect()
}

fn in_box(characters: &[char], bounds: Rect) -> Vec<Drawn> {
    let (width, height) = (bounds.width() / characters.len() as f64, bounds.height());
    if !(width.is_finite() && height.is_finite()) || height <= 0.5 || width <= 0.0 {
        return Vec::new();
    }
    let size = height.min(width * 2.0);
    let place = |(index, character): (usize, &char)| Drawn {
        text: character.to_string(),
        x: bounds.x0 + index as f64 * width,
        y: bounds.y1 - (height - size) / 2.0 - 0.15 * size,
        ahead: (1.0, 0.0),
        size,
        width,
        pale: false,
        run: 0,
    };
    characters.iter().enumerate().map(place).collect()
}
