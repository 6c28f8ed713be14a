//! The values of form fields (ISO 32000-1, 12.7) as glyphs in their boxes. Buttons are ☑ and ☐.

use hayro_interpret::kurbo::Affine;
use hayro_syntax::object::dict::keys::{ANNOTS, AS, DA, F, FT, PARENT, RECT, SUBTYPE, V};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};
use hayro_syntax::page::Page;

use super::places::point;
use super::radicals::fold;
use super::strings::text_string;
use crate::report::readers::layout::{Drawn, usual_width};

/// Maximum number of annotations of a page that are looked at.
pub(super) const MAX_ANNOTATIONS: usize = 5000;
/// Maximum depth of a field's parents.
const MAX_PARENTS: usize = 32;
/// Maximum number of characters of a field.
const MAX_CHARACTERS: usize = 50_000;
/// Flags of an annotation that is not shown: hidden, or not on the screen.
pub(super) const HIDDEN: u32 = 1 << 1 | 1 << 5;
/// Flags of a field: several lines, a password, a button without a value.
const SEVERAL_LINES: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;
const PUSH_BUTTON: u32 = 1 << 16;

/// Adds the values of a page's fields to its glyphs.
pub(super) fn add(page: &Page<'_>, transform: Affine, glyphs: &mut Vec<Drawn>) {
    let Some(annotations) = page.raw().get::<Array<'_>>(ANNOTS) else { return };
    let drawn = glyphs.len();
    for annotation in annotations.iter::<Dict<'_>>().take(MAX_ANNOTATIONS) {
        if annotation.get::<Name<'_>>(SUBTYPE).is_none_or(|name| name.as_ref() != b"Widget")
            || annotation.get::<u32>(F).unwrap_or(0) & HIDDEN != 0
        {
            continue;
        }
        let (Some(rect), Some(field)) = (annotation.get::<Rect>(RECT), Field::new(&annotation)) else {
            continue;
        };
        let corner = point(transform, rect.x0, rect.y0);
        let other = point(transform, rect.x1, rect.y1);
        let area = hayro_interpret::kurbo::Rect::from_points(corner, other);
        if [area.x0, area.x1, area.y0, area.y1].into_iter().all(f64::is_finite) && area.height() > 1.0 {
            let beside = glyphs.get(..drawn).unwrap_or_default();
            let value = field.glyphs(area, beside);
            glyphs.extend(value);
        }
    }
}

/// A field that is filled in.
struct Field {
    text: String,
    several_lines: bool,
    /// Font size; zero if it is to fit.
    size: f64,
}

impl Field {
    fn new(widget: &Dict<'_>) -> Option<Self> {
        let kind = inherited::<Name<'_>>(widget, FT)?;
        let flags = inherited::<u32>(widget, b"Ff").unwrap_or(0);
        let text = match kind.as_ref() {
            b"Tx" if flags & PASSWORD == 0 => value(&inherited::<Object<'_>>(widget, V)?)?,
            b"Ch" => value(&inherited::<Object<'_>>(widget, V)?)?,
            b"Btn" if flags & PUSH_BUTTON == 0 => {
                let on = widget.get::<Name<'_>>(AS).is_some_and(|state| state.as_ref() != b"Off");
                (if on { "☑" } else { "☐" }).to_owned()
            }
            _ => return None,
        };
        let text: String = text.chars().take(MAX_CHARACTERS).collect();
        let size = inherited::<PdfString<'_>>(widget, DA).map_or(0.0, |style| font_size(style.as_bytes()));
        (!text.trim().is_empty()).then_some(Self { text, several_lines: flags & SEVERAL_LINES != 0, size })
    }

    /// The glyphs of the value in a box. A single line stands on the baseline of the text beside it.
    fn glyphs(&self, area: hayro_interpret::kurbo::Rect, beside: &[Drawn]) -> Vec<Drawn> {
        let fitting = if self.several_lines { 12.0 } else { (area.height() * 0.7).clamp(4.0, 12.0) };
        let size = if self.size > 1.0 { self.size.min(area.height().max(4.0)) } else { fitting };
        let middle = area.center().y + 0.35 * size;
        let level = |glyph: &&Drawn| {
            (area.y0..=area.y1).contains(&glyph.y)
                && (glyph.y - middle).abs() < 0.6 * size
                && glyph.ahead.0 > 0.0
        };
        let nearest = beside
            .iter()
            .filter(level)
            .min_by(|a, b| (a.x - area.x0).abs().total_cmp(&(b.x - area.x0).abs()));
        let mut y = match nearest {
            Some(glyph) if !self.several_lines => glyph.y,
            _ if self.several_lines => area.y0 + size,
            _ => middle,
        };
        let mut x = area.x0 + 2.0;
        let mut glyphs = Vec::new();
        for character in self.text.replace("\r\n", "\n").chars() {
            let width = size * usual_width(character);
            let ends = matches!(character, '\r' | '\n');
            if ends || (self.several_lines && x + width > area.x1) {
                (x, y) = (area.x0 + 2.0, y + 1.2 * size);
            }
            if character.is_control() {
                continue;
            }
            let text = fold(character).to_string();
            glyphs.push(Drawn { text, x, y, ahead: (1.0, 0.0), size, width, pale: false, run: 0 });
            x += width;
        }
        glyphs
    }
}

/// A value of a field or of the fields that contain it.
fn inherited<'a, T>(widget: &Dict<'a>, key: &[u8]) -> Option<T>
where
    T: TryFrom<Object<'a>>,
{
    let mut field = widget.clone();
    for _ in 0..MAX_PARENTS {
        if let Some(value) = field.get::<Object<'_>>(key) {
            return T::try_from(value).ok();
        }
        field = field.get::<Dict<'_>>(PARENT)?;
    }
    None
}

/// The text of a value: a string, a stream, a name, or several.
fn value(object: &Object<'_>) -> Option<String> {
    match object {
        Object::String(text) => Some(text_string(text.as_bytes())),
        Object::Stream(stream) => Some(text_string(&stream.decoded_data().ok()?)),
        Object::Name(name) => Some(text_string(name.as_ref())),
        Object::Array(values) => {
            let texts = values.iter::<PdfString<'_>>().take(MAX_ANNOTATIONS);
            Some(texts.map(|text| text_string(text.as_bytes())).collect::<Vec<_>>().join("、"))
        }
        _ => None,
    }
}

/// The number before the operator `Tf` of a style; zero if there is none.
fn font_size(style: &[u8]) -> f64 {
    let style = String::from_utf8_lossy(style);
    let words: Vec<&str> = style.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf").and_then(|at| at.checked_sub(1));
    at.and_then(|at| words.get(at)?.parse().ok()).filter(|size: &f64| size.is_finite()).unwrap_or(0.0)
}
