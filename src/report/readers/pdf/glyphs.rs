//! Glyphs of a page: position, size and Unicode text.

use std::ops::ControlFlow;

use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt as _, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name};
use hayro_syntax::page::Page;

use super::radicals;

/// A glyph with its text. Lengths are in points; the origin is the top left of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Its Unicode text; never empty.
    pub(super) text: String,
    /// Distance of its left side from the page's left edge.
    pub(super) x: f64,
    /// Distance of its baseline from the top.
    pub(super) y: f64,
    /// Size of its font.
    pub(super) size: f64,
    /// Its advance width.
    pub(super) width: f64,
}

/// A page's glyphs in drawing order.
#[derive(Clone, Debug, Default)]
pub(super) struct PageGlyphs {
    /// Its glyphs: upright ones, or those of its main direction rotated upright.
    pub(super) glyphs: Vec<Glyph>,
    /// Number of glyphs without a Unicode value.
    pub(super) unknown: usize,
    /// Number of pictures.
    pub(super) pictures: usize,
    /// Its height.
    pub(super) height: f64,
}

impl PageGlyphs {
    /// Whether the page has a picture and no text.
    pub(super) fn is_a_picture(&self) -> bool {
        self.pictures > 0 && self.glyphs.is_empty()
    }
}

/// The glyphs of the pages, up to the given numbers of pages and of glyphs.
pub(super) fn pages(pdf: &Pdf, max_pages: usize, max_glyphs: usize) -> Vec<PageGlyphs> {
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut left = max_glyphs;
    for page in pdf.pages().iter().take(max_pages) {
        let (width, height) = page.render_dimensions();
        let settings =
            InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings);
        let mut collector = Collector { left, national: national_encoding(page), ..Collector::default() };
        interpret_page(page, &mut context, &mut collector);
        left = collector.left;
        pages.push(collector.finish(f64::from(width), f64::from(height)));
        if left == 0 {
            break;
        }
    }
    pages
}

/// The encoding of the page's fonts whose codes are themselves characters, usually GBK.
fn national_encoding(page: &Page<'_>) -> Option<&'static encoding_rs::Encoding> {
    let fonts = &page.resources().fonts;
    let names = fonts.keys().filter_map(|key| {
        let font = fonts.get::<Dict<'_>>(key.as_ref())?;
        Some(font.get::<Name<'_>>(b"Encoding")?.as_str().to_owned())
    });
    let mut found = None;
    for name in names {
        let encoding = match name.trim_end_matches("-H").trim_end_matches("-V") {
            "GBK-EUC" | "GBKp-EUC" | "GBK2K" | "GB-EUC" | "GBpc-EUC" => return Some(encoding_rs::GB18030),
            "ETen-B5" | "B5pc" | "ETenms-B5" | "HKscs-B5" => encoding_rs::BIG5,
            _ => continue,
        };
        found = Some(encoding);
    }
    found
}

/// A glyph before the page's direction is known.
struct Raw {
    text: String,
    origin: Point,
    /// Vector of one em along the line.
    ahead: Vec2,
    size: f64,
    width: f64,
}

#[derive(Default)]
struct Collector {
    glyphs: Vec<Raw>,
    unknown: usize,
    pictures: usize,
    left: usize,
    national: Option<&'static encoding_rs::Encoding>,
}

impl Collector {
    fn glyph(&mut self, glyph: &PdfGlyph<'_>, transform: Affine) -> ControlFlow<()> {
        if self.left == 0 {
            return ControlFlow::Break(());
        }
        self.left = self.left.saturating_sub(1);
        let Some(text) = self.characters(glyph) else {
            self.unknown = self.unknown.saturating_add(1);
            return ControlFlow::Continue(());
        };
        // Glyph space is in thousandths of an em.
        let [ahead_x, ahead_y, up_x, up_y, x, y] = transform.as_coeffs();
        let (origin, ahead) = (Point::new(x, y), Vec2::new(ahead_x * 1000.0, ahead_y * 1000.0));
        let size = Vec2::new(up_x * 1000.0, up_y * 1000.0).hypot();
        let advance = match glyph {
            PdfGlyph::Outline(outline) => outline.advance_width(),
            PdfGlyph::Type3(_) => None,
        };
        let em = ahead.hypot();
        let width = match advance {
            Some(advance) if advance > 0.0 => f64::from(advance) / 1000.0 * em,
            _ => em * text.chars().map(usual_width).sum::<f64>(),
        };
        if size.is_finite() && size > 0.5 && origin.x.is_finite() && origin.y.is_finite() && width.is_finite()
        {
            self.glyphs.push(Raw { text, origin, ahead, size, width });
        }
        ControlFlow::Continue(())
    }

    /// The glyph's Unicode text; `None` if it has no Unicode value, empty for characters that are not text.
    fn characters(&self, glyph: &PdfGlyph<'_>) -> Option<String> {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => self.national_characters(glyph.char_code())?,
        };
        let text: String =
            text.chars().filter(|character| !character.is_control()).map(radicals::fold).collect();
        (!text.is_empty() && !text.contains('\u{fffd}')).then_some(text)
    }

    fn national_characters(&self, code: u32) -> Option<String> {
        let bytes = code.to_be_bytes();
        let start = bytes.iter().position(|byte| *byte != 0)?;
        let bytes = bytes.get(start..)?;
        self.national?.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into)
    }

    /// Rotates the page's main direction upright and drops text in other directions, such as a stamp or a watermark.
    fn finish(self, width: f64, height: f64) -> PageGlyphs {
        let mut counts = [0usize; 4];
        for quarter in self.glyphs.iter().filter_map(|glyph| quarter(glyph.ahead)) {
            if let Some(count) = counts.get_mut(quarter) {
                *count = count.saturating_add(1);
            }
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        let main = counts.iter().position(|count| *count == most).unwrap_or(0);
        let turned = |point: Point| match main {
            0 => point,
            1 => Point::new(point.y, width - point.x),
            2 => Point::new(width - point.x, height - point.y),
            _ => Point::new(height - point.y, point.x),
        };
        let upright = |glyph: Raw| {
            let at = turned(glyph.origin);
            Glyph { text: glyph.text, x: at.x, y: at.y, size: glyph.size, width: glyph.width }
        };
        let kept = self.glyphs.into_iter().filter(|glyph| quarter(glyph.ahead) == Some(main));
        let height = if main % 2 == 1 { width } else { height };
        PageGlyphs {
            glyphs: kept.map(upright).collect(),
            unknown: self.unknown,
            pictures: self.pictures,
            height,
        }
    }
}

/// The quarter turn of a line's direction, clockwise from left to right; `None` for an oblique line.
fn quarter(ahead: Vec2) -> Option<usize> {
    let aslant = ahead.x.abs().min(ahead.y.abs()) > 0.2 * ahead.x.abs().max(ahead.y.abs());
    let quarter = match (ahead.x.abs() >= ahead.y.abs(), ahead.x > 0.0, ahead.y > 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    (!aslant).then_some(quarter)
}

/// The width of a character in ems if its font does not state it.
fn usual_width(character: char) -> f64 {
    if (character as u32) < 0x2000 { 0.5 } else { 1.0 }
}

impl<'a> Device<'a> for Collector {
    #[cfg_attr(not(test), expect(clippy::arithmetic_side_effects, reason = "a product of matrices of f64"))]
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.glyph(glyph, props.transform * glyph.transform()).is_break() {
                return;
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictures = self.pictures.saturating_add(1);
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
