//! What is needed to append annotations to a PDF: the places of words among its glyphs, its pages as they are written, and
//! the end of its cross-references (ISO 32000-1, 7.5).

use std::fmt::Write as _;

use hayro_interpret::TransformExt as _;
use hayro_interpret::kurbo::Point;
use hayro_syntax::object::dict::keys::ANNOTS;
use hayro_syntax::object::{Array, Dict, FromBytes as _, MaybeRef, Object};
use hayro_syntax::page::Page;
use hayro_syntax::{Pdf, PdfData};

use super::found::{Found, Sequence};
use super::glyphs::{self, PageGlyphs};
use super::places::{back, moved};
use super::remarks::Remarks;
use super::{MAX_GLYPHS, MAX_PAGES, opened};
use crate::report::readers::layout::Drawn;
use crate::report::{AskedWords, PdfPage, PdfPlan, Reason, WordBox};

/// Maximum number of annotations of a page that are kept.
const MAX_KEPT: usize = 100_000;
/// Height of a box above and below the baseline, in ems.
const ABOVE: f64 = 0.88;
const BELOW: f64 = 0.18;
/// Maximum distance of glyphs in one box, in ems.
const GAP: f64 = 2.5;

/// Finds the places of words.
pub(in crate::report) fn plan(bytes: &[u8], asked: &AskedWords) -> Result<PdfPlan, Reason> {
    let pdf = opened(bytes)?;
    let end = End::of(pdf.data()).ok_or(Reason::Damaged)?;
    if end.trailer.contains_key(b"Encrypt") {
        return Err(Reason::Encrypted);
    }
    let entry = |key: &[u8]| end.trailer.get_raw::<Object<'_>>(key).map(|value| written(&value));
    let entries = [("Root", entry(b"Root")), ("Info", entry(b"Info")), ("ID", entry(b"ID"))];
    let trailer = entries.into_iter().filter_map(|(key, value)| Some(format!("/{key} {}", value?)));
    let size = end.trailer.get::<u32>(b"Size").filter(|size| *size > 0).ok_or(Reason::Damaged)?;
    let drawn = glyphs::pages(&pdf, MAX_PAGES, MAX_GLYPHS, &mut Remarks::default());
    let found = find(&drawn, asked);
    let boxes = |glyphs: &Vec<Found>| boxes(&pdf, &drawn, glyphs);
    Ok(PdfPlan {
        pieces: found.iter().map(boxes).collect(),
        pages: pdf.pages().iter().take(MAX_PAGES).map(page).collect(),
        previous: end.at,
        has_stream: end.has_stream,
        size,
        trailer: trailer.collect::<Vec<_>>().join(" "),
        is_signed: is_signed(&pdf),
    })
}

/// The last cross-reference section.
struct End<'a> {
    at: usize,
    has_stream: bool,
    trailer: Dict<'a>,
}

impl<'a> End<'a> {
    /// `None` if the file does not say where the section is, as damaged files do; a program that reads them looks at every
    /// object, and what is appended could not refer to them.
    fn of(data: &'a PdfData) -> Option<Self> {
        const WORD: &[u8] = b"startxref";
        let bytes: &[u8] = data.as_ref();
        let word = bytes.windows(WORD.len()).rposition(|window| window == WORD)?;
        let behind = bytes.get(word.checked_add(WORD.len())?..)?.trim_ascii_start();
        let digits = behind.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(behind.len());
        let at: usize = str::from_utf8(behind.get(..digits)?).ok()?.parse().ok()?;
        let section = bytes.get(at..)?;
        let has_stream = !section.trim_ascii_start().starts_with(b"xref");
        let before: &[u8] = if has_stream { b"obj" } else { b"trailer" };
        let start = section.windows(before.len()).position(|window| window == before)?;
        let trailer = section.get(start.checked_add(before.len())?..)?.trim_ascii_start();
        Some(Self { at, has_stream, trailer: Dict::from_bytes(trailer)? })
    }
}

/// Whether the file has a signature, or allows no change.
fn is_signed(pdf: &Pdf) -> bool {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return false };
    let flags = catalog.get::<Dict<'_>>(b"AcroForm").and_then(|form| form.get::<u32>(b"SigFlags"));
    flags.is_some_and(|flags| flags & 1 != 0) || catalog.contains_key(b"Perms")
}

/// Maximum depth of nested values that are written again.
const MAX_DEPTH: usize = 32;

/// A value as it is written in a file.
fn written(value: &MaybeRef<Object<'_>>) -> String {
    match value {
        MaybeRef::Ref(reference) => reference.to_string(),
        MaybeRef::NotRef(value) => written_object(value, MAX_DEPTH),
    }
}

fn written_object(value: &Object<'_>, depth: usize) -> String {
    let of = |value: &MaybeRef<Object<'_>>| match (value, depth.checked_sub(1)) {
        (MaybeRef::Ref(reference), _) => reference.to_string(),
        (MaybeRef::NotRef(value), Some(depth)) => written_object(value, depth),
        (MaybeRef::NotRef(_), None) => "null".to_owned(),
    };
    match value {
        Object::String(string) => {
            let mut digits = String::from("<");
            for byte in string.as_bytes() {
                let _ = write!(digits, "{byte:02X}");
            }
            digits + ">"
        }
        Object::Name(name) => written_name(name.as_ref()),
        Object::Array(array) => {
            format!("[{}]", array.raw_iter().map(|value| of(&value)).collect::<Vec<_>>().join(" "))
        }
        Object::Dict(dict) => {
            let entries = dict.entries().map(|(key, value)| written_name(key.as_ref()) + " " + &of(&value));
            format!("<< {} >>", entries.collect::<Vec<_>>().join(" "))
        }
        // Always an object of its own.
        Object::Stream(_) => "null".to_owned(),
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) => value.to_string(),
    }
}

/// A name, its special characters by their numbers.
fn written_name(name: &[u8]) -> String {
    let character = |byte: &u8| {
        let is_regular = byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(byte);
        if is_regular { char::from(*byte).to_string() } else { format!("#{byte:02X}") }
    };
    std::iter::once("/".to_owned()).chain(name.iter().map(character)).collect()
}

fn page(page: &Page<'_>) -> PdfPage {
    let raw = page.raw();
    let entries = raw.entries().filter(|(key, _)| key.as_ref() != ANNOTS);
    let entries: Vec<String> =
        entries.map(|(key, value)| written_name(key.as_ref()) + " " + &written(&value)).collect();
    let annotations = raw.get::<Array<'_>>(ANNOTS);
    let annotations = annotations.iter().flat_map(Array::raw_iter).take(MAX_KEPT);
    let annotations: Vec<String> = annotations.map(|annotation| written(&annotation)).collect();
    let area = page.intersected_crop_box();
    PdfPage {
        object: raw.obj_id().map(|id| (id.obj_number, id.gen_number)),
        entries: entries.join(" "),
        annotations: annotations.join(" "),
        area: [area.x0, area.y0, area.x1, area.y1],
    }
}

/// The glyphs of each piece of text that is asked for.
fn find(pages: &[PageGlyphs], asked: &AskedWords) -> Vec<Vec<Found>> {
    let mut sequence = Sequence::new(pages.iter().map(|page| page.drawn.glyphs.as_slice()).collect());
    let lines: Vec<Vec<Option<Found>>> = asked.lines.iter().map(|line| sequence.line(line)).collect();
    let part = |(line, start, end): &(usize, usize, usize)| {
        lines.get(*line).and_then(|line| line.get(*start..*end)).unwrap_or_default()
    };
    asked.pieces.iter().map(|parts| parts.iter().flat_map(part).flatten().copied().collect()).collect()
}

/// Glyphs as boxes, one for each part of a line.
fn boxes(pdf: &Pdf, pages: &[PageGlyphs], glyphs: &[Found]) -> Vec<WordBox> {
    let drawn = |found: &Found| pages.get(found.page).and_then(|page| page.drawn.glyphs.get(found.glyph));
    let mut boxes: Vec<(usize, Strip)> = Vec::new();
    for found in glyphs {
        let Some(glyph) = drawn(found) else { continue };
        let strip = Strip::of(glyph);
        match boxes.last_mut() {
            Some((page, last)) if *page == found.page && last.goes_on_with(&strip) => last.extend(&strip),
            _ => boxes.push((found.page, strip)),
        }
    }
    let placed = |(page, strip): (usize, Strip)| {
        let inverse = back(pdf.pages().get(page)?.initial_transform(true).to_kurbo())?;
        let corners = strip.corners().map(|point| moved(inverse, point));
        let [a, b, c, d] = corners.map(|point| [point.x, point.y]);
        let corners = [a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1]];
        corners.iter().all(|at| at.is_finite()).then_some(WordBox { page, corners })
    };
    boxes.into_iter().filter_map(placed).collect()
}

/// A part of a line: the left end of its baseline, its direction of length 1, its length, and the size of its font.
#[derive(Clone, Copy)]
struct Strip {
    start: (f64, f64),
    ahead: (f64, f64),
    length: f64,
    size: f64,
}

impl Strip {
    fn of(glyph: &Drawn) -> Self {
        let long = glyph.ahead.0.hypot(glyph.ahead.1).max(f64::MIN_POSITIVE);
        let ahead = (glyph.ahead.0 / long, glyph.ahead.1 / long);
        Self { start: (glyph.x, glyph.y), ahead, length: glyph.width, size: glyph.size }
    }

    /// Distance of another strip's start along this one's direction, and across it.
    fn distance(&self, other: &Self) -> (f64, f64) {
        let (x, y) = (other.start.0 - self.start.0, other.start.1 - self.start.1);
        (x * self.ahead.0 + y * self.ahead.1, x * self.ahead.1 - y * self.ahead.0)
    }

    fn goes_on_with(&self, next: &Self) -> bool {
        let (along, across) = self.distance(next);
        let is_level = self.ahead.0 * next.ahead.0 + self.ahead.1 * next.ahead.1 > 0.99;
        let is_near = along > -0.5 * self.size && along - self.length < GAP * self.size;
        is_level && is_near && across.abs() < 0.4 * self.size
    }

    fn extend(&mut self, next: &Self) {
        self.length = self.length.max(self.distance(next).0 + next.length);
        self.size = self.size.max(next.size);
    }

    /// Upper left, upper right, lower left, lower right.
    fn corners(&self) -> [Point; 4] {
        // On a page whose y grows downwards.
        let up = (self.ahead.1, -self.ahead.0);
        let at = |along: f64, above: f64| {
            let (along, above) = (along * self.length, above * self.size);
            let x = self.start.0 + self.ahead.0 * along + up.0 * above;
            Point::new(x, self.start.1 + self.ahead.1 * along + up.1 * above)
        };
        [at(0.0, ABOVE), at(1.0, ABOVE), at(0.0, -BELOW), at(1.0, -BELOW)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_so_that_they_read_the_same() {
        let source = b"<< /A#20b [1 -2.5 (a\\)\xff) <00ff>] /C << /D true /E null /F 3 0 R >> >>";
        let value = Object::from_bytes(source).unwrap();
        let again = written_object(&value, MAX_DEPTH);
        assert_eq!(again, "<< /A#20b [1 -2.5 <6129FF> <00FF>] /C << /D true /E null /F 3 0 R >> >>");
        assert_eq!(written_object(&Object::from_bytes(again.as_bytes()).unwrap(), MAX_DEPTH), again);
    }
}
