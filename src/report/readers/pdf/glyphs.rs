//! Glyphs and ruling lines of a page: what its content stream draws, with the Unicode text of each glyph.

use std::ops::ControlFlow;

use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathSeg, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, RenderContent, SoftMask, TransformExt as _, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name};
use hayro_syntax::page::Page;

use super::marked::Marked;
use super::places::{point, product};
use super::remarks::Remarks;
use super::{fields, radicals};
use crate::report::readers::layout::{Drawn, DrawnPage, MAX_RULES, Rule, rule, usual_width};

/// Maximum thickness of a filled rectangle that is a line, in points.
const THIN: f64 = 3.0;
/// Minimum lightness, from 0 to 1, of a colour that is close to white paper.
const PALE: f32 = 0.55;

/// Minimum share of a page that the picture of a scan covers.
const FILLED: f64 = 0.7;
/// Maximum number of glyphs on a scan that a program put on it: a number, a name, an address.
const STAMP: usize = 40;

/// A page with its numbers of what is no text.
#[derive(Debug, Default)]
pub(super) struct PageGlyphs {
    pub(super) drawn: DrawnPage,
    /// Number of glyphs without a Unicode value.
    pub(super) unknown: usize,
    /// Number of pictures.
    pub(super) pictures: usize,
    /// Share of the page that its pictures cover; those that lie over each other count twice.
    covered: f64,
    /// Number of glyphs that are not painted.
    invisible: usize,
}

impl PageGlyphs {
    /// Whether the page is a picture: it has no text, or its picture fills it and no more is printed on it than a stamp or
    /// the name of the program that scanned it.
    pub(super) fn is_a_picture(&self) -> bool {
        let filled = self.covered > FILLED && self.invisible == 0 && self.drawn.glyphs.len() <= STAMP;
        self.pictures > 0 && (self.drawn.glyphs.is_empty() || filled)
    }

    /// Puts what was read on the page's picture on the page, in the picture's size: a scanner may state any.
    pub(super) fn put(&mut self, read: DrawnPage) {
        let (x, y) = (
            read.width / self.drawn.width.max(f64::MIN_POSITIVE),
            read.height / self.drawn.height.max(f64::MIN_POSITIVE),
        );
        let stamps = std::mem::replace(&mut self.drawn, read);
        self.drawn.glyphs.extend(stamps.glyphs.into_iter().map(|glyph| Drawn {
            x: glyph.x * x,
            y: glyph.y * y,
            width: glyph.width * x,
            size: glyph.size * y,
            ..glyph
        }));
        self.drawn.aside.extend(stamps.aside);
    }

    /// Whether the page is a picture with another program's reading of it behind.
    pub(super) fn has_hidden_text(&self) -> bool {
        let visible = self.drawn.glyphs.len().saturating_sub(self.invisible);
        self.covered > FILLED && self.invisible > visible && visible <= STAMP
    }
}

/// The glyphs of the pages, up to the given numbers of pages and of glyphs, with the values of form fields and
/// the marks of comments.
pub(super) fn pages(
    pdf: &Pdf,
    max_pages: usize,
    max_glyphs: usize,
    remarks: &mut Remarks,
) -> Vec<PageGlyphs> {
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut left = max_glyphs;
    for page in pdf.pages().iter().take(max_pages) {
        let mut glyphs = of_page(pdf, page, &cache, &mut left);
        remarks.add(page, page.initial_transform(true).to_kurbo(), &mut glyphs.drawn.glyphs);
        pages.push(glyphs);
        if left == 0 {
            break;
        }
    }
    pages
}

/// The glyphs of a page with the values of its form fields. `left` is the number of glyphs that may still be kept.
pub(super) fn of_page<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    left: &mut usize,
) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let bounds = Rect::new(0.0, 0.0, width, height);
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings);
    let national = national_encoding(page);
    let mut collector = Collector { left: *left, national, bounds, ..Collector::default() };
    interpret_page(page, &mut context, &mut collector);
    collector.marked.close_all(&mut collector.glyphs);
    *left = collector.left;
    let mut glyphs = collector.glyphs;
    fields::add(page, transform, &mut glyphs);
    let (rules, aside) = (collector.rules, collector.marked.aside());
    let drawn = DrawnPage { glyphs, rules, aside, width, height };
    let Collector { unknown, pictures, covered, invisible, .. } = collector;
    PageGlyphs { drawn, unknown, pictures, covered, invisible }
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

#[derive(Default)]
struct Collector {
    glyphs: Vec<Drawn>,
    rules: Vec<Rule>,
    marked: Marked,
    unknown: usize,
    pictures: usize,
    covered: f64,
    invisible: usize,
    /// The page.
    bounds: Rect,
    left: usize,
    /// Number of the drawing instruction.
    run: u32,
    /// Opacities of the open transparency groups.
    opacities: Vec<f32>,
    national: Option<&'static encoding_rs::Encoding>,
}

impl Collector {
    fn glyph(
        &mut self,
        glyph: &PdfGlyph<'_>,
        transform: Affine,
        mode: WritingMode,
        pale: bool,
    ) -> ControlFlow<()> {
        if self.left == 0 {
            return ControlFlow::Break(());
        }
        self.left = self.left.saturating_sub(1);
        let text = match self.characters(glyph) {
            Some(text) => text,
            // A glyph without a Unicode value has a place, which its `ActualText` needs.
            None if self.marked.replaces() => "\u{fffd}".to_owned(),
            None => {
                self.unknown = self.unknown.saturating_add(1);
                return ControlFlow::Continue(());
            }
        };
        // Glyph space is in thousandths of an em.
        let [ahead_x, ahead_y, up_x, up_y, x, y] = transform.as_coeffs();
        let (ahead_x, ahead_y) = (ahead_x * 1000.0, ahead_y * 1000.0);
        let size = (up_x * 1000.0).hypot(up_y * 1000.0);
        let advance = match glyph {
            PdfGlyph::Outline(outline) => outline.advance_width(),
            PdfGlyph::Type3(_) => None,
        };
        let em = ahead_x.hypot(ahead_y);
        let width = match advance {
            Some(advance) if advance > 0.0 => f64::from(advance) / 1000.0 * em,
            _ => em * text.chars().map(usual_width).sum::<f64>(),
        };
        let sound = [x, y, width, ahead_x, ahead_y].into_iter().all(f64::is_finite);
        if size.is_finite() && size > 0.5 && sound {
            let ahead = (ahead_x, ahead_y);
            let drawn = Drawn { text, x, y, ahead, size, width, pale, run: self.run };
            self.glyphs.push(if mode == WritingMode::Vertical { drawn.downwards() } else { drawn });
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
        let code = bytes.get(start..)?;
        self.national?.decode_without_bom_handling_and_without_replacement(code).map(Into::into)
    }

    fn rule(&mut self, from: Point, to: Point) {
        if self.rules.len() < MAX_RULES {
            self.rules.extend(rule((from.x, from.y), (to.x, to.y)));
        }
    }

    /// Whether a colour is close to that of the paper.
    fn is_pale(&self, paint: &Paint<'_>) -> bool {
        let Paint::Color(color) = paint else { return false };
        let [red, green, blue, alpha] = color.to_rgba().components();
        let alpha = self.opacities.iter().fold(alpha, |alpha, opacity| alpha * opacity);
        let lightness = 0.299 * red + 0.587 * green + 0.114 * blue;
        1.0 - (1.0 - lightness) * alpha > PALE
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.run = self.run.saturating_add(1);
        let is_invisible = matches!(mode, DrawMode::Invisible);
        let pale = !is_invisible && self.is_pale(&props.paint);
        let before = self.glyphs.len();
        for glyph in run.glyphs() {
            if self
                .glyph(glyph, product(props.transform, glyph.transform()), run.writing_mode(), pale)
                .is_break()
            {
                return;
            }
        }
        if is_invisible {
            let drawn = self.glyphs.len().saturating_sub(before);
            self.invisible = self.invisible.saturating_add(drawn);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let bounds = props.transform.transform_rect_bbox(path.bounding_box());
        self.marked.covers(bounds);
        if self.rules.len() >= MAX_RULES {
            return;
        }
        if matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..)) {
            for segment in path.segments().take(MAX_RULES) {
                if let PathSeg::Line(line) = segment {
                    let end = |at: Point| point(props.transform, at.x, at.y);
                    self.rule(end(line.p0), end(line.p1));
                }
            }
        } else if bounds.height() < THIN || bounds.width() < THIN {
            let middle = bounds.center();
            if bounds.width() >= bounds.height() {
                self.rule(Point::new(bounds.x0, middle.y), Point::new(bounds.x1, middle.y));
            } else {
                self.rule(Point::new(middle.x, bounds.y0), Point::new(middle.x, bounds.y1));
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.pictures = self.pictures.saturating_add(1);
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let place = props.transform.transform_rect_bbox(size).intersect(self.bounds);
        if place.width() > 0.0 && place.height() > 0.0 {
            self.covered += place.area() / self.bounds.area().max(1.0);
        }
        self.marked.covers(props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)));
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.begin(tag, properties, &self.glyphs);
    }

    fn end_marked_content(&mut self) {
        self.marked.end(&mut self.glyphs);
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacities.push(opacity);
    }

    fn pop_transparency_group(&mut self) {
        self.opacities.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
}
